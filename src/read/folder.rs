//! A folder -> the documents in it with their languages and names; the pairs of a folder (`pairing`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{CollectionForm, Form, document_name};
use crate::error::Error;
use crate::model::Language;

mod pairing;
mod pattern;
mod sided;

pub use pairing::{FolderPairs, PairFiles, pairs, pairs_in, pairs_named, pairs_of};
pub use pattern::Pattern;
use sided::Sides;
pub use sided::{Sided, sided};

/// The content of a folder and of its subfolders.
#[derive(Debug, Default)]
pub struct Listing {
    /// Documents and collections, in the order of their paths.
    pub files: Vec<PathBuf>,
    /// The number of other files, by extension.
    pub passed_over: BTreeMap<String, usize>,
    /// Folders that cannot be listed, each with its [`Error::Io`].
    pub failures: Vec<(PathBuf, Error)>,
}

impl Listing {
    /// The files of one language below a folder. Files whose names give no language count for both; hidden
    /// files and links to folders, which may form a cycle, are left out, and so is a folder of the other
    /// language beside one of this language (`en` beside `id`).
    pub fn of(folder: &Path, language: Language) -> Listing {
        let mut listing = Listing::default();
        listing.folder(folder, language);
        listing.files.sort();
        listing.failures.sort_by(|x, y| x.0.cmp(&y.0));
        listing
    }

    fn folder(&mut self, folder: &Path, language: Language) {
        if let Err(source) = self.list(folder, language) {
            self.failures.push((folder.to_owned(), Error::io(folder, source)));
        }
    }

    fn list(&mut self, folder: &Path, language: Language) -> std::io::Result<()> {
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                folders.push((name, path));
            } else if path.is_file() {
                files.push((name, path));
            }
        }
        let sides = Sides::of(names(&files), names(&folders));
        for (_, path) in folders.iter().filter(|(name, _)| sides.folder(name) != Some(language.other())) {
            self.folder(path, language);
        }
        for (name, path) in files {
            let side = sides.file(&name);
            if side != Some(language.other()) {
                self.file(path, side.is_some());
            }
        }
        Ok(())
    }

    /// Adds a file; `is_named` says that its name gives its side.
    fn file(&mut self, path: PathBuf, is_named: bool) {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        // A file without an extension is a document, and so is a file of a pair, whatever its extension. A
        // .json file in a folder is often not a collection; one that is named as an argument is read.
        let is_wanted = match Form::of_path(&path) {
            Some(Form::Records(CollectionForm::Json)) => is_named,
            Some(_) => true,
            None => ending.is_empty() || is_named,
        };
        if is_wanted {
            self.files.push(path);
        } else {
            *self.passed_over.entry(ending).or_default() += 1;
        }
    }
}

fn names(entries: &[(String, PathBuf)]) -> impl Iterator<Item = &str> {
    entries.iter().map(|(name, _)| name.as_str())
}

/// A longer name for a file whose [`document_name`] is not unique below a folder: prefixed with the folders
/// between (`2024/kim`).
pub fn long_name(folder: &Path, file: &Path) -> String {
    let above =
        file.strip_prefix(folder).ok().and_then(Path::parent).map(|above| above.display().to_string());
    match above.filter(|above| !above.is_empty()) {
        Some(above) => format!("{above}/{}", document_name(file)),
        None => document_name(file),
    }
}

/// The last part of a [`long_name`].
pub fn short_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_below_a_folder() {
        let long = |file: &str| long_name(Path::new("news"), Path::new(file));
        assert_eq!(long("news/kim.ind.txt"), "kim");
        assert_eq!(long("news/2024/09/kim.ind.txt"), "2024/09/kim");
        assert_eq!(long("elsewhere/kim.txt"), "kim");
        assert_eq!([short_name("2024/09/kim"), short_name("kim")], ["kim", "kim"]);
    }

    #[test]
    fn files_of_a_language() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("below")).unwrap();
        for file in ["b.ind.txt", "b.eng.txt", "below/a", "c.HTML", "d.jsonl", "e.pdf", "f.ind.doc", ".g.txt"]
        {
            fs::write(folder.path().join(file), "").unwrap();
        }
        let listing = Listing::of(folder.path(), Language::Ind);
        let below = |path: &PathBuf| path.strip_prefix(folder.path()).unwrap().display().to_string();
        let files: Vec<_> = listing.files.iter().map(below).collect();
        assert_eq!(files, ["b.ind.txt", "below/a", "c.HTML", "d.jsonl", "f.ind.doc"]);
        assert_eq!(listing.passed_over, BTreeMap::from([("pdf".to_owned(), 1)]));
        let missing = Listing::of(&folder.path().join("nowhere"), Language::Ind);
        assert!(missing.files.is_empty() && missing.failures.len() == 1);
    }
}
