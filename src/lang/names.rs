//! Name lists -> look-ups: the gazetteer, titles, organisation words, and the lists that separate names from
//! other capitalized words.

use rustc_hash::{FxHashMap, FxHashSet};

use super::name_words::{Cue, OrganisationWord, Particle, affixes, cues, organisations, particles};
use super::sorted::{Group, SortedList};
use crate::error::Result;
use crate::lang::List;
use crate::model::{Entity, Language};

/// A name of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its keys, preferred first, separated by spaces.
    pub keys: &'static str,
    /// The kind of entity that it names.
    pub entity: Entity,
}

impl Known {
    /// `north-korea @place`
    fn read(right: &'static str) -> Known {
        let (keys, mark) = right.rsplit_once(" @").unwrap_or((right, ""));
        let entity = match mark.as_bytes().first() {
            Some(b'p') if mark == "place" => Entity::Place,
            Some(b'p') => Entity::Person,
            Some(b'o') if mark == "organisation" => Entity::Organisation,
            _ => Entity::Other,
        };
        Known { keys, entity }
    }
}

/// The gazetteer, titles, organisation words. All words are looked up folded.
#[derive(Debug)]
pub struct Names {
    gazetteer: SortedList,
    titles: SortedList,
    common: SortedList,
    openers: SortedList,
    lemmas: SortedList,
    organisations: FxHashMap<&'static str, OrganisationWord>,
    particles: FxHashMap<&'static str, Particle>,
    cues: FxHashMap<&'static str, Cue>,
    never: FxHashSet<&'static str>,
    alone: FxHashSet<&'static str>,
    persons: FxHashSet<&'static str>,
    given: SortedList,
    epithets: Vec<&'static str>,
    before: Vec<&'static str>,
    after: Vec<&'static str>,
    openings: Vec<&'static str>,
    endings: Vec<&'static str>,
    sure: Vec<&'static str>,
}

macro_rules! pack {
    ($language:expr, $name:literal) => {
        match $language {
            Language::Ind => List::new(
                concat!("packs/ind/", $name),
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/packs/ind/", $name)),
            ),
            Language::Eng => List::new(
                concat!("packs/eng/", $name),
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/packs/eng/", $name)),
            ),
        }
    };
}

/// The everyday words. They are taken from texts that are shared under CC BY-SA, so they are left out with
/// the lexicon.
fn everyday(language: Language) -> List<'static> {
    #[cfg(feature = "lexicon")]
    return pack!(language, "common.txt");
    #[cfg(not(feature = "lexicon"))]
    return List::new(
        if language == Language::Ind { "packs/ind/common.txt" } else { "packs/eng/common.txt" },
        "",
    );
}

impl Names {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let (before, after) = affixes(pack!(language, "name-affixes.txt"))?;
        let (openings, endings) = affixes(pack!(language, "endings.txt"))?;
        Ok(Self {
            gazetteer: SortedList::new(pack!(language, "gazetteer.txt")),
            titles: SortedList::new(pack!(language, "titles.txt")),
            common: SortedList::new(everyday(language)),
            openers: SortedList::new(pack!(language, "openers.txt")),
            lemmas: SortedList::new(pack!(language, "lemmas.txt")),
            organisations: organisations(pack!(language, "organisations.txt"))?,
            particles: particles(pack!(language, "particles.txt"))?,
            cues: cues(pack!(language, "cues.txt"))?,
            never: unmarked(pack!(language, "never.txt")).collect(),
            alone: marked(pack!(language, "never.txt"), "alone").collect(),
            persons: bare(pack!(language, "persons.txt")),
            given: SortedList::new(pack!(language, "given.txt")),
            epithets: pack!(language, "epithets.txt").entries().map(|entry| entry.left).collect(),
            before,
            after,
            openings,
            endings,
            sure: marked(pack!(language, "endings.txt"), "sure").map(|e| e.trim_start_matches('-')).collect(),
        })
    }

    /// The names that open with the word.
    pub fn known_group(&self, folded: &str) -> Group<Known> {
        self.gazetteer.group(folded, Known::read)
    }

    /// The titles that open with the word (`Prime Minister`).
    pub fn titles(&self, folded: &str) -> Group<()> {
        self.titles.group(folded, |_| ())
    }

    /// Whether the word is a title by itself.
    pub fn is_title(&self, folded: &str) -> bool {
        self.titles.get(folded).is_some()
    }

    /// The name with a form that matches in capitals only (`AS`, `UN`).
    pub fn known_capitals(&self, form: &str) -> Option<Known> {
        if form.len() > 8 { None } else { self.gazetteer.get(form).map(Known::read) }
    }

    /// The gazetteer's entry for the whole folded phrase.
    pub fn known(&self, folded: &str) -> Option<Known> {
        self.gazetteer.get(folded).map(Known::read)
    }

    /// Whether the gazetteer has an entry for the whole folded phrase.
    pub fn is_known(&self, folded: &str) -> bool {
        self.gazetteer.get(folded).is_some()
    }

    /// Whether a title is kept with the name after it (`St. Martin`).
    pub fn is_saint(&self, folded: &str) -> bool {
        self.titles.get(folded) == Some("saint")
    }

    /// Whether a word is an everyday word, with or without affixes.
    pub fn is_common(&self, folded: &str) -> bool {
        self.with_affixes(folded, &|word| self.is_everyday(word))
    }

    /// Whether a word is in the dictionary, with or without affixes: then its capital at the start of a
    /// sentence is no evidence of a name.
    pub fn is_word(&self, folded: &str) -> bool {
        self.with_affixes(folded, &|word| self.is_lemma(word))
    }

    /// Whether a word has an ending that no name has, even if the word is unknown (`Memoarnya`).
    pub fn is_form(&self, folded: &str) -> bool {
        self.sure.iter().any(|end| folded.strip_suffix(end).is_some_and(|stem| stem.len() > SHORTEST))
    }

    /// Whether a word is in the dictionary in this very form.
    pub fn is_lemma(&self, folded: &str) -> bool {
        self.is_everyday(folded) || self.lemmas.get(folded).is_some()
    }

    /// Whether a word of the dictionary is also a given name (`Firman`, `Grace`).
    pub fn is_given(&self, folded: &str) -> bool {
        self.given.get(folded).is_some()
    }

    /// Whether the word is a surname that precedes the given name (`Kim`, `Xi`).
    pub fn is_first_surname(&self, folded: &str) -> bool {
        self.given.get(folded) == Some("surname")
    }

    /// The length in bytes of an epithet at the start of a text, which belongs to the name before it (`the
    /// Elder`, `Jr.`).
    pub fn epithet(&self, text: &str) -> Option<usize> {
        let last = |written: &str| written.rfind(' ').map_or(0, |at| at + 1);
        let is_name = |written: &str| written.rfind(char::is_uppercase) == Some(last(written));
        let opens = |epithet: &&&str| {
            let written = text.get(..epithet.len()).filter(|written| written.eq_ignore_ascii_case(epithet));
            written.is_some_and(is_name) && !text[epithet.len()..].starts_with(char::is_alphanumeric)
        };
        self.epithets.iter().filter(opens).map(|epithet| epithet.len()).max()
    }

    /// Whether a word in this very form is an everyday word.
    pub fn is_everyday(&self, folded: &str) -> bool {
        self.openers.get(folded).is_some() || self.common.get(folded).is_some()
    }

    /// Whether `has` holds for the word, for each of its parts between hyphens (`partai-partai`), or for what
    /// remains without affixes.
    fn with_affixes(&self, folded: &str, has: &dyn Fn(&str) -> bool) -> bool {
        has(folded)
            || (folded.contains(' ') && folded.split(' ').all(|part| self.with_affixes(part, has)))
            || self.inner(folded, has)
            || self
                .endings
                .iter()
                .any(|e| stem(folded.strip_suffix(e)).is_some_and(|s| has(s) || self.inner(s, has)))
    }

    fn inner(&self, folded: &str, has: &dyn Fn(&str) -> bool) -> bool {
        self.openings.iter().any(|opening| stem(folded.strip_prefix(opening)).is_some_and(has))
    }

    /// The role of the word if it makes a name of its neighbours.
    pub fn organisation(&self, folded: &str) -> Option<OrganisationWord> {
        self.organisations.get(folded).copied()
    }

    /// Whether the word often opens sentences, regardless of their subject.
    pub fn is_opener(&self, folded: &str) -> bool {
        self.openers.get(folded).is_some()
    }

    /// The role of the small word inside names.
    pub fn particle(&self, word: &str) -> Option<Particle> {
        self.particles.get(word).copied()
    }

    /// The kind of name that the small word indicates next to it.
    pub fn cue(&self, word: &str) -> Option<Cue> {
        self.cues.get(word).copied()
    }

    /// Whether the word is never a name, with or without a capital (`Anda`, `GMT`).
    pub fn is_never(&self, folded: &str) -> bool {
        self.never.contains(folded)
    }

    /// Whether the word is capitalized out of courtesy and is no name by itself (`the Government`).
    pub fn is_never_alone(&self, folded: &str) -> bool {
        self.alone.contains(folded)
    }

    /// Whether a known name is also a name of persons (`Jordan`).
    pub fn is_personal(&self, folded: &str) -> bool {
        self.persons.contains(folded)
    }

    /// Whether the part can be tied by a hyphen to the front of a name (`pro`-Russian).
    pub fn ties_before(&self, part: &str) -> bool {
        self.before.contains(&part)
    }

    /// Whether the part can be tied by a hyphen to the end of a name (Moscow-`based`).
    pub fn ties_after(&self, part: &str) -> bool {
        self.after.contains(&part)
    }
}

/// Minimum number of letters of a word without its affixes.
const SHORTEST: usize = 3;

/// The rest of a word, if it is long enough to be a word.
fn stem(rest: Option<&str>) -> Option<&str> {
    rest.filter(|rest| rest.len() >= SHORTEST)
}

/// The entries with `mark` on their right side.
fn marked(list: List<'static>, mark: &'static str) -> impl Iterator<Item = &'static str> {
    list.entries().filter(move |entry| entry.right == Some(mark)).map(|entry| entry.left)
}

/// The entries without a right side.
fn unmarked(list: List<'static>) -> impl Iterator<Item = &'static str> {
    list.entries().filter(|entry| entry.right.is_none()).map(|entry| entry.left)
}

fn bare(list: List<'static>) -> FxHashSet<&'static str> {
    let mut set = FxHashSet::with_capacity_and_hasher(list.text.len() / 5, Default::default());
    set.extend(list.entries().map(|entry| entry.left));
    set
}

#[cfg(test)]
mod tests {
    use super::super::Piece;
    use super::*;

    #[test]
    fn look_ups_read_the_lists() {
        let names = Names::builtin(Language::Eng).unwrap();
        let pieces = |text: &'static str| text.split(' ').map(|folded| Piece { folded, joins: true });
        let known = |text| names.known_group("north").longest(&pieces(text));
        let place = |keys| Known { keys, entity: Entity::Place };
        assert_eq!(known("north korea said"), Some((2, place("north-korea"))));
        assert_eq!(known("north koreatown"), None);
        assert_eq!(names.known_capitals("US"), Some(place("united-states")));
        assert!(!names.is_known("us"));
        assert_eq!(names.titles("chief").longest(&pieces("chief of staff kelly")), Some((3, ())));
        assert!(names.is_common("walked") && !names.is_common("putin"));
    }

    #[test]
    fn lists_that_are_searched_are_sorted() {
        for language in [Language::Ind, Language::Eng] {
            for list in [
                pack!(language, "gazetteer.txt"),
                pack!(language, "titles.txt"),
                everyday(language),
                pack!(language, "openers.txt"),
                pack!(language, "lemmas.txt"),
                pack!(language, "given.txt"),
            ] {
                SortedList::new(list).check().unwrap();
            }
        }
    }
}
