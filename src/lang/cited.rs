//! Lists of agencies and of cue words around them -> whether a name is the agency that a report is attributed
//! to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::list::List;
use super::phrases::Folded;
use crate::error::Result;
use crate::model::Language;

const AGENCIES: List<'static> =
    List { file: "packs/agencies.txt", text: include_str!("../../corpus/packs/agencies.txt") };

/// Maximum number of words between a cue and an agency: `dari laman kantor berita`.
const BETWEEN: usize = 4;

/// The role of a word near an agency's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Cue,
    Between,
    Behind,
    Either,
}

/// Agencies and outlets, and the words that attribute a report to them.
#[derive(Debug, Default)]
pub struct Cited {
    agencies: FxHashSet<&'static str>,
    /// First words of agency names.
    openings: Vec<&'static str>,
    words: FxHashMap<&'static str, Role>,
    /// Cues that are often written together with the agency as one word.
    glued: Vec<&'static str>,
}

impl Cited {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let [words] = match language {
            Language::Ind => super::builtin_lists!("ind", "cited"),
            Language::Eng => super::builtin_lists!("eng", "cited"),
        };
        Self::parse(AGENCIES, words)
    }

    fn parse(agencies: List<'static>, words: List<'static>) -> Result<Self> {
        let mut cited = Cited::default();
        for entry in agencies.entries() {
            match entry.left.strip_suffix('*') {
                Some(opening) => cited.openings.push(opening),
                None => _ = cited.agencies.insert(entry.left),
            }
        }
        for pair in words.pairs() {
            let (entry, right) = pair?;
            let role = match right {
                "cue" => Role::Cue,
                "glued" => {
                    cited.glued.push(entry.left);
                    Role::Cue
                }
                "between" => Role::Between,
                "behind" => Role::Behind,
                "either" => Role::Either,
                _ => return Err(words.error(entry, "word = cue|glued|between|behind|either")),
            };
            cited.words.insert(entry.left, role);
        }
        Ok(cited)
    }

    /// Whether the value of a name's key (`agence-france-presse`) is that of an agency or outlet.
    pub fn is_agency(&self, value: &str) -> bool {
        self.agencies.contains(value) || self.openings.iter().any(|opening| value.starts_with(opening))
    }

    /// The length in bytes of a cue that is written together with an agency as one word (`DilansirAFP`).
    pub fn glued_cue(&self, word: &str) -> Option<usize> {
        let opens = |cue: &&&str| word.get(..cue.len()).is_some_and(|head| head.eq_ignore_ascii_case(cue));
        self.glued.iter().find(opens).map(|cue| cue.len()).filter(|&len| len < word.len())
    }

    /// Whether the words before an agency, or the text after it, attribute a statement to it: `dilansir
    /// kantor berita`, `told`, brackets, ` melaporkan`.
    pub fn attributes(&self, before: &str, behind: &str) -> bool {
        let bracketed = before.ends_with('(') && behind.starts_with(')');
        let next = behind.split_whitespace().next().and_then(|word| self.role(word));
        bracketed || matches!(next, Some(Role::Behind | Role::Either)) || self.cued(before)
    }

    fn cued(&self, before: &str) -> bool {
        let words = before.split_whitespace().rev().map(|word| self.role(word));
        let cue = words.take(BETWEEN + 1).find(|role| *role != Some(Role::Between)).flatten();
        matches!(cue, Some(Role::Cue | Role::Either))
    }

    fn role(&self, word: &str) -> Option<Role> {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        self.words.get(Folded::new(word)?.as_str()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_role_is_named_with_its_line() {
        let list = List::new("packs/xyz/cited.txt", "told = que\n");
        let error = Cited::parse(AGENCIES, list).unwrap_err().to_string();
        assert_eq!(
            error,
            "packs/xyz/cited.txt:1: \"told = que\" is not \"word = cue|glued|between|behind|either\""
        );
    }

    #[test]
    fn cues_stand_near() {
        let cited = Cited::builtin(Language::Ind).unwrap();
        assert!(cited.attributes("Seperti dikutip dari laman ", ", Senin"));
        assert!(cited.attributes("Rina berkata kepada ", "."));
        assert!(cited.attributes("PARIS (", ") - "));
        assert!(!cited.attributes("Gedung ", " terbakar"));
    }
}
