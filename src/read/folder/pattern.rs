//! A pattern of file names for each side -> the name of a document in a file name.

use std::fmt;

use crate::error::{Error, Result};
use crate::model::Language;

/// The place of the name in a pattern.
const NAME: &str = "{name}";

/// How the files of either side are named: `{name}_id.txt` and `{name}_en.txt`, or `id/{name}.txt` and
/// `en/{name}.txt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    sides: [Side; 2],
}

/// The parts of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Side {
    folder: String,
    before: String,
    after: String,
}

impl Pattern {
    /// The patterns of articles and of reports.
    ///
    /// # Errors
    /// [`Error::Option`] for a pattern that does not hold `{name}` once, behind its folders, and for two
    /// equal patterns.
    pub fn new(article: &str, report: &str) -> Result<Pattern> {
        if article == report {
            return Err(Error::Option(format!("\"{article}\" is the pattern of both sides")));
        }
        Ok(Pattern { sides: [Side::new(article)?, Side::new(report)?] })
    }

    /// The subfolder of one side.
    pub(super) fn folder(&self, language: Language) -> &str {
        &self.side(language).folder
    }

    /// The name in the file name of one side. A file that fits both patterns belongs to the longer one.
    pub(super) fn name<'f>(&self, language: Language, file: &'f str) -> Option<&'f str> {
        let (side, other) = (self.side(language), self.side(language.other()));
        let name = side.name(file)?;
        let is_other = side.folder == other.folder && other.len() > side.len() && other.name(file).is_some();
        (!is_other).then_some(name)
    }

    fn side(&self, language: Language) -> &Side {
        &self.sides[usize::from(language == Language::Eng)]
    }
}

impl Side {
    fn new(pattern: &str) -> Result<Side> {
        let (folder, file) = pattern.rsplit_once('/').unwrap_or(("", pattern));
        match file.split_once(NAME) {
            Some((before, after)) if !after.contains(NAME) && !folder.contains(NAME) => {
                Ok(Side { folder: folder.to_owned(), before: before.to_owned(), after: after.to_owned() })
            }
            _ => Err(Error::Option(format!(
                "\"{pattern}\" is no pattern of file names: it holds {NAME} once, as {NAME}_id.txt does"
            ))),
        }
    }

    fn len(&self) -> usize {
        self.before.len() + self.after.len()
    }

    fn name<'f>(&self, file: &'f str) -> Option<&'f str> {
        let name = file.strip_prefix(self.before.as_str())?.strip_suffix(self.after.as_str())?;
        (!name.is_empty()).then_some(name)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [article, report] = self.sides.each_ref().map(|side| {
            let gap = if side.folder.is_empty() { "" } else { "/" };
            format!("{}{gap}{}{NAME}{}", side.folder, side.before, side.after)
        });
        write!(f, "{article} or {report}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_files() {
        let pattern = Pattern::new("{name}_id.txt", "{name}.txt").unwrap();
        let names = |file| [Language::Ind, Language::Eng].map(|language| pattern.name(language, file));
        assert_eq!(names("kim_id.txt"), [Some("kim"), None]);
        assert_eq!(names("kim.txt"), [None, Some("kim")]);
        assert_eq!(names(".txt"), [None, None]);
        let apart = Pattern::new("id/{name}.txt", "en/{name}.txt").unwrap();
        assert_eq!((apart.folder(Language::Eng), apart.name(Language::Eng, "a.txt")), ("en", Some("a")));
        assert_eq!(apart.to_string(), "id/{name}.txt or en/{name}.txt");
    }

    #[test]
    fn what_is_no_pattern() {
        for (article, report) in
            [("a", "{name}"), ("{name}{name}", "{name}"), ("{name}", "{name}"), ("{name}/x", "y")]
        {
            assert!(matches!(Pattern::new(article, report), Err(Error::Option(_))), "{article}");
        }
    }
}
