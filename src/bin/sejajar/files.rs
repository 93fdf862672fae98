//! A file argument -> bytes and a name; `-` is standard input.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sejajar::read;

/// Bytes to read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// The source that an argument names.
    pub fn of(argument: &Path) -> Self {
        if argument.as_os_str() == "-" { Source::Stdin } else { Source::File(argument.to_owned()) }
    }

    /// What tables call the document: the file's name without its ending, and without `.ind` or `.eng`.
    pub fn name(&self) -> String {
        match self {
            Source::Stdin => "stdin".to_owned(),
            Source::File(path) => read::document_name(path),
        }
    }

    /// Whether it is the file that stands at `path`.
    pub fn is(&self, path: &Path) -> bool {
        match self {
            Source::Stdin => false,
            Source::File(file) => {
                path.exists()
                    && matches!((file.canonicalize(), path.canonicalize()), (Ok(x), Ok(y)) if x == y)
            }
        }
    }

    /// What messages call it.
    pub fn display(&self) -> String {
        match self {
            Source::Stdin => "standard input".to_owned(),
            Source::File(path) => path.display().to_string(),
        }
    }

    /// All of its bytes.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        match self {
            Source::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
                Ok(bytes)
            }
            Source::File(path) => Ok(read::bytes(path)?),
        }
    }
}

/// `NAME.ind.EXT` or `NAME.ind` -> `NAME` and its language code, the same for `eng`.
pub fn pair_name(file: &str) -> Option<(&str, &'static str)> {
    for code in ["ind", "eng"] {
        if let Some(stem) = file.strip_suffix(code).and_then(|s| s.strip_suffix('.')) {
            return (!stem.is_empty()).then_some((stem, code));
        }
        let Some((before, ending)) = file.rsplit_once('.') else { continue };
        if let Some(stem) = before.strip_suffix(code).and_then(|s| s.strip_suffix('.')) {
            return (!stem.is_empty() && !ending.is_empty() && !ending.ends_with('~'))
                .then_some((stem, code));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pair_names() {
        assert_eq!(pair_name("kim.ind.txt"), Some(("kim", "ind")));
        assert_eq!(pair_name("000.eng"), Some(("000", "eng")));
        assert_eq!(pair_name("a.b.ind.html"), Some(("a.b", "ind")));
        assert_eq!(pair_name("kim.txt"), None);
        assert_eq!(pair_name(".ind.txt"), None);
        assert_eq!(pair_name("kim.ind.txt~"), None);
    }

    #[test]
    fn names_for_tables() {
        let name = |path: &str| Source::of(Path::new(path)).name();
        assert_eq!(name("x/kim-putin.ind.txt"), "kim-putin");
        assert_eq!(name("x/a0001.txt"), "a0001");
        assert_eq!(name("-"), "stdin");
    }
}
