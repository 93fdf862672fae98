//! A folder -> the documents in it, their languages and names, and the pairs that they form.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{CollectionForm, Form, document_name};
use crate::error::{Error, Result};
use crate::model::Language;

/// The two files of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairFiles {
    /// The name of both documents.
    pub name: String,
    /// `NAME.ind.EXT`.
    pub article: PathBuf,
    /// `NAME.eng.EXT`.
    pub report: PathBuf,
}

/// Every `NAME.ind.EXT` of a folder with its `NAME.eng.EXT`, by name; subfolders are not searched, and hidden
/// files are ignored.
///
/// A file with no partner, or with several, yields an [`Error::Input`] in place of the pair.
///
/// # Errors
/// [`Error::Io`] for a folder that cannot be listed, [`Error::Input`] for one without any such file.
pub fn pairs(folder: &Path) -> Result<Vec<Result<PairFiles>>> {
    let mut found: BTreeMap<String, [Vec<PathBuf>; 2]> = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|source| Error::io(folder, source))? {
        let path = entry.map_err(|source| Error::io(folder, source))?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some((name, language)) = pair_name(&file).filter(|_| !file.starts_with('.')) {
            found.entry(name.to_owned()).or_default()[usize::from(language == Language::Eng)].push(path);
        }
    }
    if found.is_empty() {
        let what = "holds no pairs; they are files NAME.ind.EXT (article) beside NAME.eng.EXT (report)";
        return Err(Error::input(folder.display().to_string(), what));
    }
    Ok(found.into_iter().map(|(name, sides)| partners(folder, name, &sides)).collect())
}

fn partners(folder: &Path, name: String, sides: &[Vec<PathBuf>; 2]) -> Result<PairFiles> {
    let fail = |place: &Path, what: String| Err(Error::input(place.display().to_string(), what));
    match sides.each_ref().map(Vec::as_slice) {
        [[article], [report]] => Ok(PairFiles { name, article: article.clone(), report: report.clone() }),
        [[article], []] => fail(article, format!("has no report {name}.eng.EXT beside it")),
        [[], [report]] => fail(report, format!("has no article {name}.ind.EXT beside it")),
        _ => fail(folder, format!("more than one file per side is called {name}; keep one ending")),
    }
}

/// `NAME.ind.EXT` or `NAME.ind` -> `NAME` and its language, the same for `eng`; none for other names,
/// including those of sentence vectors (`NAME.ind.npy`) and of editors' backup copies (`NAME.ind.txt~`).
///
/// ```
/// use sejajar::{model::Language, read::folder::pair_name};
///
/// assert_eq!(pair_name("kim.ind.txt"), Some(("kim", Language::Ind)));
/// assert_eq!(pair_name("kim.txt"), None);
/// ```
pub fn pair_name(file: &str) -> Option<(&str, Language)> {
    for language in [Language::Ind, Language::Eng] {
        let stem = |text: &'_ str| {
            text.strip_suffix(language.code()).and_then(|s| s.strip_suffix('.')).map(str::len)
        };
        if let Some(end) = stem(file) {
            return (end > 0).then_some((&file[..end], language));
        }
        let Some((before, ending)) = file.rsplit_once('.') else { continue };
        if let Some(end) = stem(before) {
            let is_text = !ending.is_empty() && !ending.ends_with('~') && ending != "npy";
            return (end > 0 && is_text).then_some((&file[..end], language));
        }
    }
    None
}

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
    /// files and links to folders, which may form a cycle, are left out.
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
        if pair.is_some_and(|(_, of)| of != language) {
            return;
        }
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        // A file without an extension is a document, and so is a file of a pair, whatever its extension. A
        // .json file in a folder is often not a collection; one that is named as an argument is read.
        let is_wanted = match Form::of_path(&path) {
            Some(Form::Records(CollectionForm::Json)) => pair.is_some(),
            Some(_) => true,
            None => ending.is_empty() || pair.is_some(),
        };
        if is_wanted {
            self.files.push(path);
        } else {
            *self.passed_over.entry(ending).or_default() += 1;
        }
    }
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
    fn names_of_pairs() {
        assert_eq!(pair_name("kim.ind.txt"), Some(("kim", Language::Ind)));
        assert_eq!(pair_name("000.eng"), Some(("000", Language::Eng)));
        assert_eq!(pair_name("a.b.ind.html"), Some(("a.b", Language::Ind)));
        for other in
            ["kim.txt", ".ind.txt", ".ind", "kim.ind.txt~", "kim.ind.npy", "kim.ind.", "kimind.txt", "ind"]
        {
            assert_eq!(pair_name(other), None, "{other}");
        }
    }

    #[test]
    fn names_below_a_folder() {
        let long = |file: &str| long_name(Path::new("news"), Path::new(file));
        assert_eq!(long("news/kim.ind.txt"), "kim");
        assert_eq!(long("news/2024/09/kim.ind.txt"), "2024/09/kim");
        assert_eq!(long("elsewhere/kim.txt"), "kim");
        assert_eq!([short_name("2024/09/kim"), short_name("kim")], ["kim", "kim"]);
    }

    #[test]
    fn pairs_and_files_without_partner() {
        let folder = tempfile::tempdir().unwrap();
        let empty = pairs(folder.path()).unwrap_err().to_string();
        assert!(empty.ends_with("beside NAME.eng.EXT (report)"), "{empty}");
        for file in
            ["b.ind.txt", "b.eng.html", "a.eng", "c.ind.txt", "c.ind.html", "c.eng.txt", ".d.ind", "e.txt"]
        {
            fs::write(folder.path().join(file), "").unwrap();
        }
        let found = pairs(folder.path()).unwrap();
        let [a, b, c] = &found[..] else { panic!("{found:?}") };
        assert!(
            a.as_ref().unwrap_err().to_string().ends_with("a.eng: has no article a.ind.EXT beside it"),
            "{a:?}"
        );
        let files = b.as_ref().unwrap();
        assert!(files.name == "b" && files.report.ends_with("b.eng.html"), "{files:?}");
        assert!(
            c.as_ref().unwrap_err().to_string().contains("more than one file per side is called c"),
            "{c:?}"
        );
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
