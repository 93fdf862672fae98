//! A folder, or a folder for each side -> the pairs of files in it, and how they are named.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::pattern::Pattern;
use super::sided::{side_of, sided};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Language;
use crate::observer::counted;
use crate::read::{Form, packed};

/// The two files of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairFiles {
    /// The name of both documents.
    pub name: String,
    /// The article, `NAME.ind.EXT`.
    pub article: PathBuf,
    /// The report, `NAME.eng.EXT`.
    pub report: PathBuf,
}

/// The pairs that were found.
#[derive(Debug)]
pub struct FolderPairs {
    /// The pairs by name. A file with no partner, or with several, yields an [`Error::Input`] in place of the
    /// pair.
    pub pairs: Vec<Result<PairFiles>>,
    /// How the files are named, unless it is in the standard form.
    pub note: Option<String>,
}

/// A file of one side.
struct Candidate {
    path: PathBuf,
    mark: String,
    ending: String,
    standard: bool,
}

/// The files of either side, by the names of their documents.
#[derive(Default)]
struct Found(BTreeMap<String, [Vec<Candidate>; 2]>);

/// Every `NAME.ind.EXT` of a folder with its `NAME.eng.EXT`, by name; hidden files are ignored.
///
/// A file with no partner, or with several, yields an [`Error::Input`] in place of the pair. The word for the
/// side may also be `id` and `en` or `indonesia` and `english`, behind `.`, `_` or `-`, if both files exist
/// (see [`sided`]). A folder without such files may hold a folder for each side, `id` and `en`, with files of
/// equal names; other subfolders are not searched.
///
/// # Errors
/// [`Error::Io`] for a folder that cannot be listed, [`Error::NoPairs`] for one without any such file.
pub fn pairs(folder: &Path) -> Result<Vec<Result<PairFiles>>> {
    Ok(pairs_in(folder)?.pairs)
}

/// The same, with a note on how the files are named.
///
/// # Errors
/// Those of [`pairs`].
pub fn pairs_in(folder: &Path) -> Result<FolderPairs> {
    let (files, folders) = entries(folder)?;
    let mut found = Found::default();
    for (file, path) in &files {
        if let Some(parts) = sided(file) {
            let (mark, ending) = (parts.mark.to_owned(), parts.ending.to_owned());
            let candidate = Candidate { path: path.clone(), mark, ending, standard: parts.is_standard() };
            found.add(parts.name, parts.language, candidate);
        }
    }
    found.prefer_standard();
    if !found.0.is_empty() {
        return Ok(found.settle(folder, "beside it"));
    }
    let of = |language| folders.iter().filter(move |(name, _)| side_of(name) == Some(language));
    let sides = [Language::Ind, Language::Eng].map(|language| of(language).collect::<Vec<_>>());
    match sides.each_ref().map(Vec::as_slice) {
        [[(_, articles)], [(_, reports)]] => pairs_of(articles, reports),
        _ => Err(none(folder, &files, &folders)),
    }
}

/// The pairs of a folder of articles and of one of reports: files with equal names, without their extensions
/// and without words for the side.
///
/// # Errors
/// Those of [`pairs`].
pub fn pairs_of(articles: &Path, reports: &Path) -> Result<FolderPairs> {
    let mut found = Found::default();
    let mut seen = Vec::new();
    for (folder, language) in [(articles, Language::Ind), (reports, Language::Eng)] {
        let (files, _) = entries(folder)?;
        for (file, path) in files {
            let whole = packed::inner_len(&file);
            let at = file[..whole].rfind('.').filter(|&at| at > 0).unwrap_or(whole);
            let own = sided(&file).filter(|parts| parts.language == language);
            let name = own.map_or(&file[..at], |parts| parts.name);
            if own.is_some() || at == whole || Form::of_path(&path).is_some() {
                let (mark, ending) = (String::new(), file[at..].to_owned());
                found.add(name, language, Candidate { path, mark, ending, standard: true });
                seen.push(file);
            }
        }
    }
    let places = format!("{} and {}", articles.display(), reports.display());
    if !found.0.values().any(|sides| sides.iter().all(|side| !side.is_empty())) {
        let what = format!("hold no files of equal names; {}", shown(&seen));
        return Err(Error::NoPairs { place: places, what });
    }
    let mut settled = found.settle(articles, "of its name in the other folder");
    let count = settled.pairs.iter().flatten().count();
    settled.note = Some(format!("{} of equal names in {places}", counted(count, "pair")));
    Ok(settled)
}

/// The pairs of a folder whose files are named by a pattern.
///
/// # Errors
/// Those of [`pairs`].
pub fn pairs_named(folder: &Path, pattern: &Pattern) -> Result<FolderPairs> {
    let mut found = Found::default();
    let mut seen = Vec::new();
    for language in [Language::Ind, Language::Eng] {
        let (files, _) = entries(&folder.join(pattern.folder(language)))?;
        for (file, path) in files {
            if let Some(name) = pattern.name(language, &file) {
                let (mark, ending) = (String::new(), String::new());
                found.add(name, language, Candidate { path, mark, ending, standard: true });
            }
            seen.push(file);
        }
    }
    if found.0.is_empty() {
        let what = format!("holds no file that is named as {pattern}; {}", shown(&seen));
        return Err(Error::NoPairs { place: folder.display().to_string(), what });
    }
    Ok(found.settle(folder, "that is named by the pattern"))
}

/// The visible files and the subfolders of a folder by name, in order.
type Entries = Vec<(String, PathBuf)>;

fn entries(folder: &Path) -> Result<(Entries, Entries)> {
    let (mut files, mut folders) = (Entries::new(), Entries::new());
    for entry in fs::read_dir(folder).map_err(|source| Error::io(folder, source))? {
        let path = entry.map_err(|source| Error::io(folder, source))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            if path.is_dir() { &mut folders } else { &mut files }.push((name, path));
        }
    }
    files.sort();
    folders.sort();
    Ok((files, folders))
}

impl Found {
    fn add(&mut self, name: &str, language: Language, candidate: Candidate) {
        self.0.entry(name.to_owned()).or_default()[usize::from(language == Language::Eng)].push(candidate);
    }

    /// Leaves out files of other forms where the standard one names both sides, and without a partner where
    /// no file of such a form has one.
    fn prefer_standard(&mut self) {
        for sides in self.0.values_mut() {
            if sides.iter().all(|side| side.iter().any(|file| file.standard)) {
                sides.iter_mut().for_each(|side| side.retain(|file| file.standard));
            }
        }
        let other = |side: &Vec<Candidate>| side.iter().any(|file| !file.standard);
        let is_other_pair = |sides: &[Vec<Candidate>; 2]| {
            sides.iter().all(|side| !side.is_empty()) && sides.iter().any(other)
        };
        if !self.0.values().any(is_other_pair) {
            self.0.retain(|_, sides| sides.iter().flatten().any(|file| file.standard));
        }
    }

    /// The pairs; `place` says where the partner of a file should be.
    fn settle(self, folder: &Path, place: &str) -> FolderPairs {
        let mut forms: BTreeMap<[&str; 2], Vec<[&str; 2]>> = BTreeMap::new();
        for sides in self.0.values() {
            if let [[article], [report]] = sides.each_ref().map(Vec::as_slice)
                && !(article.standard && report.standard)
            {
                let endings = [article.ending.as_str(), &report.ending];
                forms.entry([&article.mark, &report.mark]).or_default().push(endings);
            }
        }
        let told: Vec<String> = forms.iter().map(|(marks, endings)| form(*marks, endings)).collect();
        let note = (!told.is_empty()).then(|| told.join("; "));
        let pairs = self.0.into_iter().map(|(name, sides)| partners(folder, name, &sides, place));
        FolderPairs { pairs: pairs.collect(), note }
    }
}

/// `32 pairs named NAME.id.txt beside NAME.en.txt`.
fn form(marks: [&str; 2], endings: &[[&str; 2]]) -> String {
    let ending = |side: usize| match endings.iter().all(|of| of[side] == endings[0][side]) {
        true => endings[0][side],
        false => ".EXT",
    };
    let [article, report] = [0, 1].map(|side| format!("NAME{}{}", marks[side], ending(side)));
    format!("{} named {article} beside {report}", counted(endings.len(), "pair"))
}

fn partners(folder: &Path, name: String, sides: &[Vec<Candidate>; 2], place: &str) -> Result<PairFiles> {
    let fail = |place: &Path, what: String| {
        Err(Error::input(place.display().to_string(), what).with_kind(ErrorKind::NoPartner))
    };
    let standard = |file: &Candidate, called: String| match file.mark.as_str() {
        ".ind" | ".eng" => format!("{called} {place}"),
        _ => format!("{} {place}", called.split(' ').next().unwrap_or_default()),
    };
    match sides.each_ref().map(Vec::as_slice) {
        [[article], [report]] => {
            Ok(PairFiles { name, article: article.path.clone(), report: report.path.clone() })
        }
        [[article], []] => {
            fail(&article.path, format!("has no {}", standard(article, format!("report {name}.eng.EXT"))))
        }
        [[], [report]] => {
            fail(&report.path, format!("has no {}", standard(report, format!("article {name}.ind.EXT"))))
        }
        _ => fail(folder, format!("more than one file per side is called {name}; keep one ending")),
    }
}

fn none(folder: &Path, files: &Entries, folders: &Entries) -> Error {
    let mut names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    names.extend(folders.iter().map(|(name, _)| format!("{name}/")));
    let forms = "NAME.ind.EXT (article) beside NAME.eng.EXT (report), or the same with id and en";
    let what = format!("holds no pairs; they are files {forms}; {}", shown(&names));
    Error::NoPairs { place: folder.display().to_string(), what }
}

/// A few names of files.
fn shown(names: &[String]) -> String {
    /// So many names are shown.
    const FEW: usize = 4;
    let few = names.iter().take(FEW).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(FEW) {
        _ if names.is_empty() => "it is empty".to_owned(),
        0 => format!("found {few}"),
        more => format!("found {few} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    /// The names of the pairs, or the errors in their place, and the note.
    fn told(found: FolderPairs) -> (Vec<String>, String) {
        let name = |pair: Result<PairFiles>| pair.map_or_else(|error| error.to_string(), |pair| pair.name);
        (found.pairs.into_iter().map(name).collect(), found.note.unwrap_or_default())
    }

    #[test]
    fn pairs_and_files_without_partner() {
        let folder = folder(&[
            "b.ind.txt",
            "b.eng.html",
            "b_en.txt",
            "a.eng",
            "c.ind.txt",
            "c.ind.html",
            "c.eng.txt",
            ".d.ind",
            "e.txt",
            "made-in.en.txt",
        ]);
        let found = pairs(folder.path()).unwrap();
        let [a, b, c] = &found[..] else { panic!("{found:?}") };
        let error = a.as_ref().unwrap_err().to_string();
        assert!(error.ends_with("a.eng: has no article a.ind.EXT beside it"), "{error}");
        let files = b.as_ref().unwrap();
        assert!(files.name == "b" && files.report.ends_with("b.eng.html"), "{files:?}");
        let error = c.as_ref().unwrap_err().to_string();
        assert!(error.contains("more than one file per side is called c"), "{error}");
    }

    #[test]
    fn other_forms_are_noted() {
        let names = ["a.id.txt", "a.en.txt", "b_id.txt", "b_en.html", "c_id.txt", "c_en.txt", "d_id.txt"];
        let (pairs, note) = told(pairs_in(folder(&names).path()).unwrap());
        assert_eq!(pairs[..3], ["a", "b", "c"]);
        assert!(pairs[3].ends_with("d_id.txt: has no report beside it"), "{pairs:?}");
        let wanted =
            "1 pair named NAME.id.txt beside NAME.en.txt; 2 pairs named NAME_id.txt beside NAME_en.EXT";
        assert_eq!(note, wanted);
    }

    #[test]
    fn a_folder_for_each_side() {
        let both = folder(&["id/a.txt", "id/b_id.txt", "id/c.txt", "en/a.html", "en/b.txt"]);
        let (pairs, note) = told(pairs_in(both.path()).unwrap());
        assert_eq!(pairs[..2], ["a", "b"]);
        assert!(pairs[2].ends_with("c.txt: has no report of its name in the other folder"), "{pairs:?}");
        assert!(note.starts_with("2 pairs of equal names in "), "{note}");
        let apart = folder(&["x/a.txt", "y/b.txt"]);
        let [articles, reports] = ["x", "y"].map(|side| apart.path().join(side));
        let error = pairs_of(&articles, &reports).unwrap_err().to_string();
        assert!(error.ends_with("hold no files of equal names; found a.txt, b.txt"), "{error}");
    }

    #[test]
    fn a_pattern_names_files() {
        let folder = folder(&["id-a.txt", "a.txt", "id-b.txt", "b.txt", "c.txt"]);
        let pattern = Pattern::new("id-{name}.txt", "{name}.txt").unwrap();
        let (pairs, _) = told(pairs_named(folder.path(), &pattern).unwrap());
        assert_eq!(pairs[..2], ["a", "b"]);
        assert!(pairs[2].ends_with("c.txt: has no article that is named by the pattern"), "{pairs:?}");
    }

    #[test]
    fn the_error_shows_what_is_there() {
        let none = |files: &[&str]| pairs(folder(files).path()).unwrap_err().to_string();
        assert!(none(&[]).ends_with("with id and en; it is empty"));
        let many = none(&["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f_en.txt"]);
        assert!(many.ends_with("found a.txt, b.txt, c.txt, d.txt and 2 more"), "{many}");
    }
}
