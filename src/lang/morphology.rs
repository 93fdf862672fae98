//! Affix rules and irregular forms -> the shorter words that a form may be derived from.

use rustc_hash::FxHashMap;

use super::List;
use crate::error::Result;
use crate::model::Language;

/// Minimum number of letters of a stem.
const SHORTEST: usize = 3;
/// Maximum number of affixes that are removed (`di-per-temu-kan`).
const DEPTH: usize = 3;

/// Affix rules and irregular forms of one language.
#[derive(Debug, Default)]
pub struct Morphology {
    prefixes: Affixes,
    suffixes: Affixes,
    /// Endings that are not part of a word (`'s`).
    bare: Vec<&'static str>,
    irregular: FxHashMap<&'static str, &'static str>,
}

/// The affixes at one end of a word, each with its replacements.
#[derive(Debug, Default)]
struct Affixes {
    rules: FxHashMap<&'static str, Vec<&'static str>>,
    /// Length in bytes of the longest affix.
    longest: usize,
    /// The outermost bytes of all affixes: most words have none of them and need no further look-up.
    outer: Vec<u8>,
}

impl Morphology {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let (affixes, irregular) = match language {
            Language::Ind => (
                List::new("packs/ind/affixes.txt", include_str!("../../corpus/packs/ind/affixes.txt")),
                List::new("packs/ind/irregular.txt", include_str!("../../corpus/packs/ind/irregular.txt")),
            ),
            Language::Eng => (
                List::new("packs/eng/affixes.txt", include_str!("../../corpus/packs/eng/affixes.txt")),
                List::new("packs/eng/irregular.txt", include_str!("../../corpus/packs/eng/irregular.txt")),
            ),
        };
        Self::parse(&affixes, &irregular)
    }

    fn parse(affixes: &List<'static>, irregular: &List<'static>) -> Result<Self> {
        let mut morphology = Self::default();
        for entry in affixes.entries() {
            let (left, right) = (entry.left, entry.right);
            let known = match (left.strip_prefix('-'), left.strip_suffix('-'), right) {
                (Some(cut), None, None) => {
                    morphology.bare.push(cut);
                    Some(())
                }
                (Some(cut), None, Some(right)) => {
                    right.strip_prefix('-').map(|put| morphology.suffixes.add(cut, put, cut.bytes().last()))
                }
                (None, Some(cut), Some(right)) => {
                    right.strip_suffix('-').map(|put| morphology.prefixes.add(cut, put, cut.bytes().next()))
                }
                _ => None,
            };
            known.ok_or_else(|| affixes.error(entry, "-suffix = -other, prefix- = other- or -suffix"))?;
        }
        // Entries with their line breaks take ten bytes or more; reserving room avoids reallocation.
        morphology.irregular.reserve(irregular.text.len() / 12);
        for pair in irregular.pairs() {
            let (entry, right) = pair?;
            morphology.irregular.insert(entry.left, right);
        }
        Ok(morphology)
    }

    /// The form without an ending that no list entry has (`children's`: `children`).
    pub fn bare<'f>(&self, form: &'f str) -> &'f str {
        let rest = self.bare.iter().find_map(|end| form.strip_suffix(end));
        rest.filter(|rest| !rest.is_empty()).unwrap_or(form)
    }

    /// Calls `take` with the words that a folded form may be derived from, irregular ones first, then in
    /// order of the number of affixes removed, until `take` returns `false`.
    pub fn candidates(&self, form: &str, mut take: impl FnMut(&str) -> bool) {
        let mut seen: Vec<String> = Vec::new();
        if let Some(&word) = self.irregular.get(form) {
            if word == form || !take(word) {
                return;
            }
            seen.push(word.to_owned());
        }
        let mut level = seen.len();
        self.shorten(form, form, &mut seen);
        for _ in 1..DEPTH {
            let next = seen.len();
            if !seen[level..next].iter().all(|word| take(word)) {
                return;
            }
            for n in level..next {
                let word = std::mem::take(&mut seen[n]);
                self.shorten(&word, form, &mut seen);
                seen[n] = word;
            }
            level = next;
        }
        let _ = seen[level..].iter().all(|word| take(word));
    }

    /// Adds each word that remains when one affix is removed, unless it is already in `seen`.
    fn shorten(&self, word: &str, form: &str, seen: &mut Vec<String>) {
        let mut add = |head: &str, tail: &str| {
            if head.len() + tail.len() >= SHORTEST {
                let shorter = [head, tail].concat();
                if shorter != form && shorter != word && !seen.contains(&shorter) {
                    seen.push(shorter);
                }
            }
        };
        if let Some(last) = word.bytes().last() {
            let ends = |n: usize| word.len().checked_sub(n).and_then(|at| word.get(at..));
            self.suffixes.each(last, ends, |cut, put| add(&word[..word.len() - cut], put));
        }
        if let Some(first) = word.bytes().next() {
            self.prefixes.each(first, |n| word.get(..n), |cut, put| add(put, &word[cut..]));
        }
    }
}

impl Affixes {
    fn add(&mut self, cut: &'static str, put: &'static str, outer: Option<u8>) {
        self.rules.entry(cut).or_default().push(put);
        self.longest = self.longest.max(cut.len());
        self.outer.extend(outer.filter(|byte| !self.outer.contains(byte)));
    }

    /// Calls with length and replacement of every affix that equals the outer `n` bytes of the word,
    /// `end(n)`, the longest first.
    fn each<'w>(
        &self,
        outer: u8,
        end: impl Fn(usize) -> Option<&'w str>,
        mut offer: impl FnMut(usize, &str),
    ) {
        if !self.outer.contains(&outer) {
            return;
        }
        for n in (1..=self.longest).rev() {
            for put in end(n).and_then(|affix| self.rules.get(affix)).into_iter().flatten() {
                offer(n, put);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(language: Language, form: &str) -> Vec<String> {
        let mut found = Vec::new();
        Morphology::builtin(language).unwrap().candidates(form, |word| {
            found.push(word.to_owned());
            true
        });
        found
    }

    /// `tests/cases/words.LANG.txt`: `form = word, word` where every word must be offered and a word behind
    /// `not` must not.
    #[test]
    fn offers_the_words_of_the_cases() {
        for (language, text) in [
            (Language::Ind, include_str!("../../tests/cases/words.ind.txt")),
            (Language::Eng, include_str!("../../tests/cases/words.eng.txt")),
        ] {
            for (entry, right) in List::new("tests/cases/words", text).pairs().map(Result::unwrap) {
                let found = candidates(language, entry.left);
                for word in right.split(", ") {
                    match word.strip_prefix("not ") {
                        Some(word) => assert!(!found.iter().any(|f| f == word), "{}: {found:?}", entry.left),
                        None => assert!(found.iter().any(|f| f == word), "{}: {word} {found:?}", entry.left),
                    }
                }
            }
        }
    }

    #[test]
    fn ugly_forms_do_no_harm() {
        for form in ["", "-", "i", "日本", "mé", "éi", "nya", "'s"] {
            candidates(Language::Ind, form);
            candidates(Language::Eng, form);
        }
        assert_eq!(Morphology::builtin(Language::Eng).unwrap().bare("'s"), "'s");
        assert_eq!(Morphology::builtin(Language::Eng).unwrap().bare("children's"), "children");
    }

    #[test]
    fn a_bad_rule_is_named_by_its_line() {
        let error = Morphology::parse(&List::new("a.txt", "-kan = -\nkan = -\n"), &List::new("b.txt", ""));
        assert_eq!(
            error.unwrap_err().to_string(),
            "a.txt:2: \"kan = -\" is not \"-suffix = -other, prefix- = other- or -suffix\""
        );
    }
}
