//! The name of a file or of a folder -> the side that it gives, and the name of the document.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::model::Language;
use crate::read::{Form, packed};

/// Words for a side in names of files and folders, in any case.
const WORDS: [(&str, Language); 8] = [
    ("ind", Language::Ind),
    ("eng", Language::Eng),
    ("id", Language::Ind),
    ("en", Language::Eng),
    ("indonesia", Language::Ind),
    ("indonesian", Language::Ind),
    ("english", Language::Eng),
    ("inggris", Language::Eng),
];

/// The name of a file that gives its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sided<'n> {
    /// The name of the document.
    pub name: &'n str,
    /// The side.
    pub language: Language,
    /// The word for the side, behind its sign: `.ind`, `_id`, `-english`.
    pub mark: &'n str,
    /// The rest, `.txt`.
    pub ending: &'n str,
}

impl Sided<'_> {
    /// Whether the name has the standard form `NAME.ind.EXT` or `NAME.eng.EXT`.
    pub fn is_standard(&self) -> bool {
        self.mark.strip_prefix('.') == Some(self.language.code())
    }
}

/// The parts of a file name that gives its side: `kim.ind.txt`, `kim_id.txt`, `kim-indonesia.txt` and,
/// without an extension, `kim.id`.
///
/// Sentence vectors (`kim.ind.npy`) and backup copies of editors (`kim.ind.txt~`) are not documents.
/// Extensions are free in the standard form only: `map_en.png` is not a document.
///
/// ```
/// use sejajar::{model::Language, read::folder::sided};
///
/// let parts = sided("kim_id.txt").unwrap();
/// assert_eq!((parts.name, parts.language, parts.mark), ("kim", Language::Ind, "_id"));
/// assert_eq!(sided("kim.txt"), None);
/// ```
pub fn sided(file: &str) -> Option<Sided<'_>> {
    let whole = packed::inner_len(file);
    let at = file[..whole].rfind('.').unwrap_or(whole);
    [whole, at].into_iter().find_map(|end| {
        let (stem, ending) = file.split_at(end);
        let start = stem.rfind(['.', '_', '-']).filter(|&start| start > 0)?;
        let (name, mark) = stem.split_at(start);
        let sided = Sided { name, language: side_of(&mark[1..])?, mark, ending };
        let is_document = match sided.is_standard() {
            true => ending != "." && !ending.ends_with('~') && ending != ".npy",
            false => end == whole || Form::of_path(Path::new(file)).is_some(),
        };
        is_document.then_some(sided)
    })
}

/// The side that a word in the name of a file, or the name of a folder, gives.
pub fn side_of(word: &str) -> Option<Language> {
    WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|&(_, language)| language)
}

/// The sides that names in a folder give. A word such as `_en` may end any name, so that other forms than the
/// standard one count only beside a file of the same name on the other side.
#[derive(Debug, Default)]
pub struct Sides {
    paired: HashSet<String>,
    folders: HashSet<Language>,
}

impl Sides {
    /// The sides of the files and of the subfolders of a folder.
    pub fn of<'n>(files: impl Iterator<Item = &'n str>, folders: impl Iterator<Item = &'n str>) -> Self {
        let mut met: HashMap<&str, HashSet<Language>> = HashMap::new();
        for found in files.filter_map(sided) {
            met.entry(found.name).or_default().insert(found.language);
        }
        let paired = met.into_iter().filter(|(_, sides)| sides.len() == 2).map(|(name, _)| name.to_owned());
        Sides { paired: paired.collect(), folders: folders.filter_map(side_of).collect() }
    }

    /// The side of a file.
    pub fn file(&self, file: &str) -> Option<Language> {
        let found = sided(file)?;
        (found.is_standard() || self.paired.contains(found.name)).then_some(found.language)
    }

    /// The side of a subfolder, where another one holds the other side.
    pub fn folder(&self, name: &str) -> Option<Language> {
        side_of(name).filter(|side| self.folders.contains(&side.other()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        let parts = |file| sided(file).map(|found| (found.name, found.language, found.mark, found.ending));
        assert_eq!(parts("kim.ind.txt"), Some(("kim", Language::Ind, ".ind", ".txt")));
        assert_eq!(parts("000.eng"), Some(("000", Language::Eng, ".eng", "")));
        assert_eq!(parts("a.b.ind.html"), Some(("a.b", Language::Ind, ".ind", ".html")));
        assert_eq!(parts("f.ind.doc"), Some(("f", Language::Ind, ".ind", ".doc")));
        assert_eq!(parts("kim-putin_ID.txt"), Some(("kim-putin", Language::Ind, "_ID", ".txt")));
        assert_eq!(parts("kim-English.html"), Some(("kim", Language::Eng, "-English", ".html")));
        assert_eq!(parts("kim_id.txt.gz"), Some(("kim", Language::Ind, "_id", ".txt.gz")));
        assert_eq!(parts("kim.en"), Some(("kim", Language::Eng, ".en", "")));
        for other in [
            "kim.txt",
            ".ind.txt",
            ".ind",
            "_id.txt",
            "kim.ind.txt~",
            "kim.ind.npy",
            "kim.ind.",
            "kimind.txt",
            "ind",
            "map_en.png",
            "kim_en.txt~",
        ] {
            assert_eq!(sided(other), None, "{other}");
        }
    }

    #[test]
    fn other_forms_need_a_partner() {
        let files = ["a_id.txt", "a_en.txt", "made-in.en", "b.eng.txt"];
        let sides = Sides::of(files.into_iter(), ["id", "EN", "2024"].into_iter());
        let found = files.map(|file| sides.file(file));
        assert_eq!(found, [Some(Language::Ind), Some(Language::Eng), None, Some(Language::Eng)]);
        let folders = ["id", "EN", "2024"].map(|folder| sides.folder(folder));
        assert_eq!(folders, [Some(Language::Ind), Some(Language::Eng), None]);
        assert_eq!(Sides::of([].into_iter(), ["en"].into_iter()).folder("en"), None);
    }
}
