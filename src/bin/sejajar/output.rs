//! `-o` -> the output of rows: standard output, one file for all, or a folder with one file per pair.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use sejajar::documents::{Job, Source};
use sejajar::export::{DocumentNames, ExportOptions, FormatName, Losses, Place, create_folder};
pub use sejajar::export::{OutputOptions as Form, Stream};
use sejajar::export::{is_device, is_folder};
use sejajar::model::Pair;
use sejajar::{Error, suggestion};

use crate::{say, terminal};

/// The output of rows and its form.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// File for all rows, or a folder for one file per pair
    ///
    /// A folder exists or ends in a slash. When absent, rows go to standard output, on a terminal as a page
    /// to read.
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,
    /// csv, tsv, jsonl, vecalign, text (to read), or a format of export
    ///
    /// When absent, the ending of -o decides; else it is text on a terminal, and csv in a pipe.
    #[arg(short, long, value_name = "FORMAT", value_parser = format_name)]
    pub format: Option<FormatName>,
    /// Append columns with the metadata of both documents
    ///
    /// They are title, date, url, outlet and byline.
    #[arg(long)]
    pub meta: bool,
    /// For spreadsheets: byte order mark, no text that runs as a formula
    ///
    /// Texts that would run as formulas begin with an apostrophe.
    #[arg(long)]
    pub excel: bool,
    /// Write a data dictionary (NAME.schema.json) beside the table
    #[arg(long, requires = "output")]
    pub schema: bool,
    /// Replace output files that exist
    #[arg(long)]
    pub overwrite: bool,
}

/// The format of this name.
pub fn format_name(name: &str) -> Result<FormatName, String> {
    name.parse().map_err(|error: Error| error.to_string())
}

/// The open output of rows.
pub enum Output {
    /// All rows in one stream.
    One(Box<Stream>),
    /// One file per pair.
    Folder(PathBuf, Form, DocumentNames),
}

impl OutputArgs {
    /// The format by `-f`, or by the ending of `-o`, or csv.
    fn format(&self) -> Result<FormatName> {
        let format = self.format.map_or_else(|| by_ending(self.output.as_deref(), "-f"), |it| Ok(Some(it)));
        let unsaid = if self.is_read() { FormatName::TEXT } else { FormatName::default() };
        Ok(format?.unwrap_or(unsaid))
    }

    /// Whether rows go to a person who asked for no table: to the terminal, without the options of tables.
    pub fn is_read(&self) -> bool {
        let asked = self.output.is_some() || self.format.is_some() || self.meta || self.excel;
        !asked && std::io::stdout().is_terminal()
    }

    fn folder(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| is_folder(path))
    }

    /// Opens the output for these pairs before any work is done.
    pub fn open(&self, jobs: &[Job]) -> Result<Output> {
        let form = Form {
            format: self.format()?,
            options: ExportOptions {
                excel: self.excel,
                meta: self.meta,
                page: terminal::page(self.output.as_deref()),
            },
            overwrite: self.overwrite,
            schema: self.schema,
        };
        form.format.writer(&form.options)?;
        if let Some(folder) = self.folder() {
            create_folder(folder)?;
            return Ok(Output::Folder(folder.to_owned(), form, DocumentNames::default()));
        }
        if form.format.one_file_a_document() && jobs.len() > 1 {
            let message =
                format!("{} holds one pair per file: give -o a folder, such as -o out/", form.format);
            return Err(Error::Option(message).into());
        }
        self.output.as_deref().map_or(Ok(()), has_folder)?;
        let place = Place::open(self.output.as_deref(), self.overwrite)?;
        Ok(Output::One(Box::new(Stream::new(place, form)?)))
    }
}

/// Refuses a file in a folder that does not exist.
fn has_folder(path: &Path) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let Some(folder) = folder.map(Path::display) else { return Ok(()) };
    let what = format!(
        "folder {folder} does not exist; create it first, or give -o {folder}/, which is created, for one file per pair"
    );
    Err(Error::input(path.display().to_string(), what).into())
}

/// The format that the ending of a file asks for, if it is a file with an ending; `option` names another.
///
/// # Errors
/// The ending of no format.
pub fn by_ending(output: Option<&Path>, option: &str) -> Result<Option<FormatName>> {
    let file = output.filter(|path| !is_folder(path) && !is_device(path));
    let Some(ending) = file.and_then(Path::extension) else { return Ok(None) };
    file.and_then(FormatName::of_path).map(Some).ok_or_else(|| {
        let (ending, endings) = (ending.display().to_string(), FormatName::endings());
        let is_workbook = ["xlsx", "xls", "ods"].contains(&ending.to_ascii_lowercase().as_str());
        let hint = match is_workbook {
            true => "; spreadsheets open csv: --excel -o NAME.csv".to_owned(),
            false => suggestion::hint(&ending, endings.iter().copied()),
        };
        let endings = endings.join(", .");
        Error::Option(format!("no format ends in .{ending}: .{endings}; or name one with {option}{hint}"))
            .into()
    })
}

/// Refuses an output that is one of its inputs, even with `--overwrite`.
pub fn no_input(output: &Path, jobs: &[Job]) -> Result<()> {
    let sources = jobs.iter().map(|job| &job.article).chain(jobs.iter().map(|job| &job.report));
    if Source::any_is(sources, output) {
        return Err(Error::is_input(output).into());
    }
    Ok(())
}

impl Output {
    /// Writes the rows of one pair.
    pub fn pair(&mut self, job: &Job, rows: &[Pair]) -> Result<()> {
        match self {
            Output::One(stream) => stream.rows(rows).map_err(broken),
            Output::Folder(folder, form, names) => {
                let path = folder.join(format!(
                    "{}.{}",
                    names.of([&job.names[0], &job.names[1]]),
                    form.format.ending()
                ));
                no_input(&path, std::slice::from_ref(job))?;
                let mut stream = Stream::new(Place::open(Some(&path), form.overwrite)?, *form)?;
                stream.rows(rows)?;
                finish(stream)
            }
        }
    }

    /// Puts everything in place.
    pub fn finish(self) -> Result<()> {
        match self {
            Output::One(stream) => finish(*stream),
            Output::Folder(..) => Ok(()),
        }
    }
}

/// Puts a file in place, and reports what its format could not hold.
pub fn finish(stream: Stream) -> Result<()> {
    let (name, format) = (stream.name(), stream.format());
    tell_losses(&name, format, stream.finish()?);
    Ok(())
}

/// The error of an output that breaks, which ends the run whatever its input.
fn broken(error: Error) -> anyhow::Error {
    match error {
        Error::Io { path, source } => anyhow::Error::new(source).context(path.display().to_string()),
        other => other.into(),
    }
}

/// Reports the losses of a format; rows of unaligned sentences are counted elsewhere.
pub fn tell_losses(name: &str, format: FormatName, losses: Losses) {
    losses.warnings(name, format).iter().for_each(|text| say::warning(text));
}
