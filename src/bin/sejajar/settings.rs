//! `sejajar.toml` and the command line -> the options in force.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use sejajar::{Error, suggestion};
use serde_json::Value as Json;
use toml::Value;

use crate::say;

/// The file that is read by default.
const USUAL: &str = "sejajar.toml";
/// Options that a file cannot set.
const ASIDE: [&str; 5] = ["config", "no-config", "print-config", "help", "version"];

/// Arguments, including those added by a file.
#[derive(Debug, Default)]
pub struct Given {
    /// All of them.
    pub args: Vec<OsString>,
    /// The file, and the options that it sets.
    file: Option<(PathBuf, Vec<String>)>,
}

impl Given {
    /// The file, if it sets any of the options in force.
    pub fn used(&self) -> Option<&Path> {
        self.file.as_ref().filter(|(_, keys)| !keys.is_empty()).map(|(path, _)| path.as_path())
    }

    /// The line that says which options the file sets, if it sets any.
    pub fn told(&self) -> Option<String> {
        let (path, keys) = self.file.as_ref().filter(|(_, keys)| !keys.is_empty())?;
        let here = if path == Path::new(USUAL) { "./" } else { "" };
        Some(format!("options from {here}{}: {}", path.display(), keys.join(", ")))
    }

    /// Ends the process as for wrong arguments; if a file added some, it is named.
    pub fn exit(&self, error: &clap::Error) -> ! {
        if let Some((path, keys)) =
            self.file.as_ref().filter(|(_, keys)| error.use_stderr() && !keys.is_empty())
        {
            let _ = error.print();
            say::info(&format!("\n{} sets {}", path.display(), keys.join(", ")));
            std::process::exit(error.exit_code());
        }
        error.exit()
    }
}

/// The arguments with those of the options file in front of them, if the command reads one. The command line
/// takes precedence over the file, and `--no-FLAG` over a flag.
///
/// # Errors
/// A file that cannot be read, is not TOML, or names an option that the command does not have.
pub fn with_file(mut args: Vec<OsString>, verb: &Command) -> Result<Given> {
    if args.get(1).is_none_or(|arg| arg != verb.get_name()) {
        return Ok(Given { args, file: None });
    }
    let off = taken_back(&mut args, verb);
    let Some(path) = named(&args) else { return Ok(Given { args, file: None }) };
    let shown = path.display();
    let text = std::fs::read_to_string(&path).map_err(|error| Error::Option(format!("{shown}: {error}")))?;
    let table: toml::Table = text.parse().map_err(|error| Error::Option(format!("{shown}: {error}")))?;
    let (mut more, mut keys) = (Vec::new(), Vec::new());
    for (key, value) in table {
        let arg = verb.get_arguments().find(|arg| arg.get_long() == Some(&key) && !ASIDE.contains(&&*key));
        let arg = arg.ok_or_else(|| {
            let known = verb.get_arguments().filter_map(Arg::get_long).filter(|long| !ASIDE.contains(long));
            let hint = suggestion::hint(&key, known);
            Error::Option(format!("{shown}: sejajar {} has no option {key}{hint}", verb.get_name()))
        })?;
        if !off.contains(&key) && !args.iter().any(|given| names(given, arg)) {
            let folder = path.parent().unwrap_or(Path::new(""));
            more.extend(tokens(arg, &key, &value, folder).with_context(|| format!("{shown}: {key}"))?);
            keys.push(key);
        }
    }
    args.splice(2..2, more);
    Ok(Given { args, file: Some((path, keys)) })
}

/// Removes every `--no-FLAG` from the arguments, and returns the flags that a file must not set.
fn taken_back(args: &mut Vec<OsString>, verb: &Command) -> Vec<String> {
    let is_flag = |key: &str| {
        let mut flags = verb.get_arguments().filter(|arg| matches!(arg.get_action(), ArgAction::SetTrue));
        flags.any(|arg| arg.get_long() == Some(key) && !ASIDE.contains(&key))
    };
    let mut off = Vec::new();
    args.retain(|arg| {
        match arg.to_str().and_then(|arg| arg.strip_prefix("--no-")).filter(|key| is_flag(key)) {
            Some(key) => {
                off.push(key.to_owned());
                false
            }
            None => true,
        }
    });
    off
}

/// The file that `--config` names, or the default one if it exists; none with `--no-config`.
fn named(args: &[OsString]) -> Option<PathBuf> {
    let texts: Vec<&str> = args.iter().map(|arg| arg.to_str().unwrap_or_default()).collect();
    if texts.contains(&"--no-config") {
        return None;
    }
    let given = texts.windows(2).find(|pair| pair[0] == "--config").map(|pair| pair[1]);
    let given = given.or_else(|| texts.iter().find_map(|text| text.strip_prefix("--config=")));
    given.map(PathBuf::from).or_else(|| Some(PathBuf::from(USUAL)).filter(|path| path.exists()))
}

/// Whether a token of the command line is the option.
fn names(given: &OsString, arg: &Arg) -> bool {
    let given = given.to_str().unwrap_or_default();
    let long = arg.get_long().and_then(|long| given.strip_prefix("--")?.strip_prefix(long));
    let short = arg.get_short().is_some_and(|short| {
        given.strip_prefix('-').is_some_and(|rest| !rest.starts_with('-') && rest.starts_with(short))
    });
    short || long.is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
}

/// An entry of the file in the form of the command line; a path is relative to the file.
fn tokens(arg: &Arg, key: &str, value: &Value, folder: &Path) -> Result<Vec<OsString>> {
    let is_flag = matches!(arg.get_action(), ArgAction::SetTrue);
    let token = |text: String| {
        let is_path = arg.get_value_hint() == ValueHint::AnyPath;
        let text = if is_path { folder.join(text).into_os_string() } else { text.into() };
        let mut token = OsString::from(format!("--{key}="));
        token.push(text);
        token
    };
    Ok(match value {
        Value::Boolean(on) if is_flag => on.then(|| format!("--{key}").into()).into_iter().collect(),
        Value::Array(values) if !is_flag => {
            let texts = values.iter().map(plain).collect::<Result<Vec<_>>>()?;
            match arg.get_action() {
                ArgAction::Append => texts.into_iter().map(token).collect(),
                _ => vec![token(texts.join(","))],
            }
        }
        value if !is_flag => vec![token(plain(value)?)],
        _ => return Err(Error::Option("must be true or false".to_owned()).into()),
    })
}

fn plain(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(number) => Ok(number.to_string()),
        Value::Float(number) => Ok(number.to_string()),
        _ => Err(anyhow!(Error::Option("must be a text, a number, or a list of these".to_owned()))),
    }
}

/// An option with its current value.
pub struct Setting {
    /// The long name of the option.
    pub key: String,
    /// Its value: true or false, a number, a text, or a list.
    pub value: Json,
    /// Whether the value is the default.
    pub is_default: bool,
}

/// The options of a command with their current values, in the order of its help.
pub fn in_force(verb: &Command, matches: &ArgMatches) -> Vec<Setting> {
    let setting = |arg: &Arg| {
        let (id, key) = (arg.get_id().as_str(), arg.get_long().filter(|key| !ASIDE.contains(key))?);
        let source = matches.value_source(id)?;
        let value = match arg.get_action() {
            ArgAction::SetTrue => Json::Bool(matches.get_flag(id)),
            action => {
                let mut values: Vec<Json> =
                    matches.get_raw(id)?.map(|raw| scalar(&raw.to_string_lossy())).collect();
                if matches!(action, ArgAction::Append) || values.len() > 1 {
                    Json::Array(values)
                } else {
                    values.pop()?
                }
            }
        };
        Some(Setting { key: key.to_owned(), value, is_default: source == ValueSource::DefaultValue })
    };
    verb.get_arguments().filter_map(setting).collect()
}

fn scalar(text: &str) -> Json {
    let number = text.parse::<i64>().map(Json::from).or_else(|_| text.parse::<f64>().map(Json::from));
    number.unwrap_or_else(|_| Json::from(text))
}

/// The same as a file of options, with defaults as comments.
pub fn as_toml(settings: &[Setting]) -> String {
    // Texts, numbers and lists of these in JSON are also valid TOML. Defaults are comments, because setting
    // one explicitly together with an option that conflicts with it would be an error.
    let line = |setting: &Setting| match setting.is_default {
        true => format!("# {} = {}\n", setting.key, setting.value),
        false => format!("{} = {}\n", setting.key, setting.value),
    };
    settings.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verb() -> Command {
        Command::new("build").args([
            Arg::new("articles").long("articles").action(ArgAction::Append).value_hint(ValueHint::AnyPath),
            Arg::new("top").long("top").short('t'),
            Arg::new("meta").long("meta").action(ArgAction::SetTrue),
        ])
    }

    fn arguments(file: &str, given: &[&str]) -> Result<Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("options.toml");
        std::fs::write(&path, file).unwrap();
        let mut args: Vec<OsString> =
            vec!["sejajar".into(), "build".into(), "--config".into(), path.clone().into()];
        args.extend(given.iter().map(OsString::from));
        let all = with_file(args, &verb())?.args;
        let prefix = format!("{}/", folder.path().display());
        let given = given.iter().filter(|arg| !arg.starts_with("--no-")).count();
        Ok(all[2..all.len() - 2 - given]
            .iter()
            .map(|arg| arg.to_str().unwrap().replace(&prefix, ""))
            .collect())
    }

    #[test]
    fn a_file_becomes_arguments() {
        let file = "articles = [\"a\", \"b c\"]\ntop = 3\nmeta = true\n";
        assert_eq!(arguments(file, &[]).unwrap(), ["--articles=a", "--articles=b c", "--meta", "--top=3"]);
        assert_eq!(arguments(file, &["--top=7", "--articles", "x"]).unwrap(), ["--meta"]);
        assert_eq!(arguments(file, &["-t7"]).unwrap(), ["--articles=a", "--articles=b c", "--meta"]);
        assert_eq!(arguments("meta = false", &[]).unwrap(), [""; 0]);
        assert_eq!(arguments("meta = true", &["--no-meta"]).unwrap(), [""; 0]);
        assert_eq!(arguments("top = [1, \"a\"]", &[]).unwrap(), ["--top=1,a"]);
    }

    #[test]
    fn faults_of_the_file_are_reported() {
        for (file, said) in [
            ("tops = 3", "no option tops"),
            ("top = ", "TOML parse error"),
            ("meta = 3", "true or false"),
            ("top = {a = 1}", "must be a text"),
        ] {
            let error = format!("{:#}", arguments(file, &[]).unwrap_err());
            assert!(error.contains(said) && error.contains("options.toml"), "{error}");
        }
    }
}
