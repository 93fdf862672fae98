//! The value of a name's key -> other values for the same name, in the other language or in another spelling.

use std::sync::{Arc, OnceLock};

use smol_str::SmolStr;

use crate::lang::Pack;
use crate::lexicon::Lexicon;
use crate::model::{Key, Kind, Language};

use super::found::{Mention, NameKind};
use super::translated::{Translated, Translations, Whole};
use super::values::Values;

/// Maximum number of translations per word, and of readings of a whole name.
const WORDS: usize = 2;
const NAMES: usize = 4;
/// Maximum number of words of a name that is translated.
const LONGEST: usize = 6;
/// Minimum number of letters of a name for which other spellings are tried.
const SPELT: usize = 5;

/// The inputs for other readings of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Readings<'a> {
    pub pack: &'a Pack,
    pub lexicon: &'a Lexicon,
    pub translated: &'a Translated,
}

impl Readings<'_> {
    /// Adds other readings of a mention to its `values`; the first value is the preferred one.
    pub fn extend(self, mention: &Mention, values: &mut Values) {
        match &mention.kind {
            NameKind::Known(_) => return,
            NameKind::Single | NameKind::Person(_) => {
                let other: Vec<String> = values.iter().flat_map(spellings).collect();
                other.iter().for_each(|value| values.add(value));
            }
            NameKind::Place(..) | NameKind::Other(..) => {}
        }
        match self.pack.language {
            Language::Ind => {
                let whole = self.whole(&mention.full);
                // A name that looks like a person's is one, unless all its words are ordinary.
                if whole.worded || !matches!(mention.kind, NameKind::Person(_)) {
                    let keys = whole.keys.get_or_init(|| self.translate(&mention.full));
                    keys.iter().for_each(|key| values.add_key(key));
                }
            }
            Language::Eng => {
                let singular =
                    || singular(&mention.full).filter(|_| matches!(mention.kind, NameKind::Single));
                turned(&mention.full).into_iter().chain(singular()).for_each(|value| values.add(&value));
            }
        }
    }

    fn whole(self, full: &SmolStr) -> Arc<Whole> {
        if let Some(known) = self.translated.names.borrow().get(full) {
            return Arc::clone(known);
        }
        let worded = full.split(' ').all(|word| self.translations(word).worded);
        let whole = Arc::new(Whole { worded, keys: OnceLock::new() });
        self.translated.names.borrow_mut().insert(full.clone(), Arc::clone(&whole));
        whole
    }

    /// `jaringan keamanan penerbangan`: `aviation-safety-network`. Modifiers follow in Indonesian and precede
    /// in English. The most likely readings are kept.
    fn translate(self, full: &str) -> Box<[Key]> {
        let words: Vec<&str> = full.split(' ').collect();
        if words.len() > LONGEST {
            return Box::default();
        }
        let mut names = vec![(1.0, String::new())];
        let mut changed = false;
        for word in words.iter().rev().filter(|word| !matches!(**word, "dan" | "untuk")) {
            let known = self.translations(word);
            changed |= !known.words.is_empty();
            let options = || {
                let own = known.words.is_empty().then_some((1.0, *word));
                known.words.iter().map(|(weight, word)| (*weight, word.as_str())).chain(own)
            };
            let longer = |(sure, name): &(f32, String)| {
                let join = |(weight, word): (f32, &str)| {
                    let space = if name.is_empty() { "" } else { "-" };
                    (sure * weight, [name, space, word].concat())
                };
                options().map(join).collect::<Vec<_>>()
            };
            names = names.iter().flat_map(longer).collect();
            names.sort_by(|a, b| b.0.total_cmp(&a.0));
            names.truncate(NAMES);
        }
        if changed {
            names.iter().map(|(_, name)| Key::text(Kind::Name, name)).collect()
        } else {
            Box::default()
        }
    }

    fn translations(self, word: &str) -> Arc<Translations> {
        if let Some(known) = self.translated.words.borrow().get(word) {
            return Arc::clone(known);
        }
        let words = self.look_up(word);
        let worded = words.first().is_some_and(|(_, best)| best != word) && !self.pack.names.is_given(word);
        let found = Arc::new(Translations { words, worded });
        self.translated.words.borrow_mut().insert(word.into(), Arc::clone(&found));
        found
    }

    fn look_up(self, word: &str) -> Vec<(f32, String)> {
        let Some(entry) = self.lexicon.find(Language::Ind, word) else { return Vec::new() };
        let mut found: Vec<(f32, u32)> = self
            .lexicon
            .translations(entry)
            .map(|(eng, forward, backward)| (forward * backward, eng))
            .filter(|(_, eng)| !self.lexicon.form(Language::Eng, *eng).contains(' '))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(WORDS);
        let form = |eng| self.lexicon.form(Language::Eng, eng).replace('-', "");
        found.into_iter().map(|(weight, eng)| (weight, form(eng))).collect()
    }
}

/// `university of oxford`: `oxford-university`.
fn turned(full: &str) -> Option<String> {
    let (head, rest) = full.split_once(" of ")?;
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let words = rest.split(' ').chain(head.split(' ')).filter(|word| *word != "and");
    Some(words.collect::<Vec<_>>().join("-"))
}

/// `rosenbergs`: `rosenberg`.
fn singular(word: &str) -> Option<String> {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() + 1 >= SPELT && !stem.contains(' '))?;
    (!stem.ends_with(['s', 'u', 'i', 'o', 'a'])).then(|| stem.to_owned())
}

/// Other spellings of a name of one word.
fn spellings(value: &str) -> impl Iterator<Item = String> {
    let whole = value.len() >= SPELT && value.is_ascii() && !value.contains('-');
    let other = if whole { [reformed(value), plain(value)] } else { [None, None] };
    other.into_iter().flatten()
}

/// The Indonesian spelling of 1972 for one of 1901 or 1947: `tjokroaminoto`, `soerjadi`, `sjahrir`.
fn reformed(value: &str) -> Option<String> {
    let vowel = |b: Option<&u8>| b.is_some_and(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u'));
    let consonant = |b: Option<&u8>| b.is_some_and(u8::is_ascii_lowercase) && !vowel(b);
    let bytes = value.as_bytes();
    let old = (0..bytes.len()).any(|n| match &bytes[n..] {
        [b'o', b'e', ..] => consonant(bytes.get(n + 2)) && (n == 0 || consonant(bytes.get(n - 1))),
        [b't' | b'd' | b's' | b'n', b'j', ..] => vowel(bytes.get(n + 2)),
        _ => false,
    });
    if !old {
        return None;
    }
    let mut letters = value.to_owned();
    // A `j` outside of the pairs replaced before becomes a `y`; capitals mark replacements.
    for (from, to) in [
        ("oe", "u"),
        ("tj", "c"),
        ("dj", "J"),
        ("sj", "sY"),
        ("nj", "nY"),
        ("ch", "kh"),
        ("j", "y"),
        ("J", "j"),
        ("Y", "y"),
    ] {
        letters = letters.replace(from, to);
    }
    Some(letters)
}

/// The value without features in which transliterations differ: doubled letters, `iy` and `ij` at the end,
/// `ou` for `u`.
fn plain(value: &str) -> Option<String> {
    const ENDS: [&str; 3] = ["iy", "ij", "yj"];
    let ends = |word: &str| ENDS.iter().any(|end| word.ends_with(end));
    let differs = |two: &[u8]| two[0] == two[1] || two == b"ou";
    if !ends(value) && !value.as_bytes().windows(2).any(differs) {
        return None;
    }
    let mut letters = value.replace("ou", "u");
    let mut last = None;
    letters.retain(|c| last.replace(c) != Some(c));
    if ends(&letters) {
        letters.truncate(letters.len() - 2);
        letters.push('y');
    }
    Some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (old, new) in [
            ("soekarno", "sukarno"),
            ("tjokroaminoto", "cokroaminoto"),
            ("djakarta", "jakarta"),
            ("sjahrir", "syahrir"),
            ("soerjadi", "suryadi"),
            ("soerabaja", "surabaya"),
        ] {
            assert_eq!(reformed(old).as_deref(), Some(new));
        }
        for name in ["monroe", "boeing", "jordan", "charles", "jakarta"] {
            assert_eq!(reformed(name), None);
        }
        assert_eq!(
            ["zelenskyy", "navalnyj", "youssef", "putin"].map(|name| plain(name).unwrap_or_default()),
            ["zelensky", "navalny", "yusef", ""]
        );
    }

    #[test]
    fn names_translated_word_by_word() {
        let lexicon = Lexicon::builtin();
        let translated = Translated::default();
        let readings =
            Readings { pack: Pack::builtin(Language::Ind), lexicon: &lexicon, translated: &translated };
        for (ind, eng) in [
            ("aliansi energi konsumen", "consumer-energy-alliance"),
            ("universitas wembley", "wembley-university"),
        ] {
            let keys = readings.translate(ind);
            assert!(keys.iter().any(|key| key.value() == eng), "{keys:?}");
        }
        assert_eq!(turned("university of wembley").as_deref(), Some("wembley-university"));
        assert_eq!((singular("rosenbergs").as_deref(), singular("paris")), (Some("rosenberg"), None));
    }
}
