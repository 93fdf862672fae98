//! Folders -> the files below them that may be documents or collections, in the order of names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sejajar::Error;
use sejajar::model::Language;
use sejajar::read::CollectionForm;

use crate::files::pair_name;

/// Endings of files that are documents.
const ENDINGS: [&str; 5] = ["txt", "text", "html", "htm", "xhtml"];

/// What stands in a folder.
#[derive(Debug, Default)]
pub struct Listing {
    /// Documents and collections.
    pub files: Vec<PathBuf>,
    /// How many other files there are, by ending.
    pub passed_over: BTreeMap<String, usize>,
    /// Folders that cannot be listed.
    pub failures: Vec<(PathBuf, Error)>,
}

impl Listing {
    /// The files of one language below a folder, with those of folders in it.
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

    /// Adds every regular file but hidden ones. Links to folders are not followed, since they may lead in a circle.
    fn list(&mut self, folder: &Path, language: Language) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            if !hidden && kind.is_dir() {
                self.folder(&path, language);
            } else if !hidden && path.is_file() {
                self.file(path, language);
            }
        }
        Ok(())
    }

    fn file(&mut self, path: PathBuf, language: Language) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let pair = pair_name(&name);
        if pair.is_some_and(|(_, code)| code != language.code()) {
            return;
        }
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let is_document = ending.is_empty() || ENDINGS.contains(&&*ending) || pair.is_some();
        if is_document || CollectionForm::of_path(&path).is_some() {
            self.files.push(path);
        } else {
            *self.passed_over.entry(ending).or_default() += 1;
        }
    }
}

/// An error for arguments that name no document.
pub fn nothing_in(paths: &[PathBuf]) -> Error {
    let shown: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    let what = match paths.iter().all(|path| path.is_file()) {
        true => "holds no records".to_owned(),
        false => format!(
            "holds no documents (files .{}) and no collections with records (.jsonl, .ndjson, .csv, .tsv)",
            ENDINGS.join(", .")
        ),
    };
    Error::input(shown.join(", "), what)
}
