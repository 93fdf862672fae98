//! Name lists -> look-ups: the gazetteer, titles, organisation words and what tells a name from a capitalised
//! word.

use rustc_hash::{FxHashMap, FxHashSet};

use super::name_words::{Cue, OrganisationWord, Particle, affixes, cues, organisations, particles};
use super::sorted::{Group, SortedList};
use crate::error::Result;
use crate::lang::List;
use crate::model::{Entity, Language};

/// A name of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its keys, preferred first, a space between two.
    pub keys: &'static str,
    /// What it is the name of.
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

impl Names {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let (before, after) = affixes(pack!(language, "name-affixes.txt"))?;
        let (openings, endings) = affixes(pack!(language, "endings.txt"))?;
        Ok(Self {
            gazetteer: SortedList::new(pack!(language, "gazetteer.txt")),
            titles: SortedList::new(pack!(language, "titles.txt")),
            common: SortedList::new(pack!(language, "common.txt")),
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

    /// The name that is the folded phrase as a whole.
    pub fn known(&self, folded: &str) -> Option<Known> {
        self.gazetteer.get(folded).map(Known::read)
    }

    /// Whether the gazetteer has the folded phrase as a whole.
    pub fn is_known(&self, folded: &str) -> bool {
        self.gazetteer.get(folded).is_some()
    }

    /// Whether a title stays with the name behind it (`St. Martin`).
    pub fn is_saint(&self, folded: &str) -> bool {
        self.titles.get(folded) == Some("saint")
    }

    /// Whether a word is an everyday one, endings and openings allowed for.
    pub fn is_common(&self, folded: &str) -> bool {
        self.with_affixes(folded, &|word| self.is_everyday(word))
    }

    /// Whether a word is in the dictionary, endings and openings allowed for: its capital at the start of a
    /// sentence says nothing.
    pub fn is_word(&self, folded: &str) -> bool {
        self.with_affixes(folded, &|word| self.is_lemma(word))
    }

    /// Whether a word has an ending that no name has, known or not (`Memoarnya`).
    pub fn is_form(&self, folded: &str) -> bool {
        self.sure.iter().any(|end| folded.strip_suffix(end).is_some_and(|stem| stem.len() > SHORTEST))
    }

    /// Whether a word as it stands is in the dictionary.
    pub fn is_lemma(&self, folded: &str) -> bool {
        self.is_everyday(folded) || self.lemmas.get(folded).is_some()
    }

    /// Whether people are called by a word of the dictionary (`Firman`, `Grace`).
    pub fn is_given(&self, folded: &str) -> bool {
        self.given.get(folded).is_some()
    }

    /// Whether the word is a surname that stands before the given name (`Kim`, `Xi`).
    pub fn is_first_surname(&self, folded: &str) -> bool {
        self.given.get(folded) == Some("surname")
    }

    /// Bytes of a text behind a person's name that belong to the name (`the Elder`, `Jr.`).
    pub fn epithet(&self, text: &str) -> Option<usize> {
        let last = |written: &str| written.rfind(' ').map_or(0, |at| at + 1);
        let is_name = |written: &str| written.rfind(char::is_uppercase) == Some(last(written));
        let opens = |epithet: &&&str| {
            let written = text.get(..epithet.len()).filter(|written| written.eq_ignore_ascii_case(epithet));
            written.is_some_and(is_name) && !text[epithet.len()..].starts_with(char::is_alphanumeric)
        };
        self.epithets.iter().filter(opens).map(|epithet| epithet.len()).max()
    }

    /// Whether a word as it stands is an everyday one.
    pub fn is_everyday(&self, folded: &str) -> bool {
        self.openers.get(folded).is_some() || self.common.get(folded).is_some()
    }

    /// Whether `has` the word, each of its parts between hyphens (`partai-partai`), or what openings and
    /// endings leave of it.
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

    /// What the word is when it makes a name of its neighbours.
    pub fn organisation(&self, folded: &str) -> Option<OrganisationWord> {
        self.organisations.get(folded).copied()
    }

    /// Whether the word is one that sentences open with whoever they are about.
    pub fn is_opener(&self, folded: &str) -> bool {
        self.openers.get(folded).is_some()
    }

    /// What the small word does inside names.
    pub fn particle(&self, word: &str) -> Option<Particle> {
        self.particles.get(word).copied()
    }

    /// What the small word says of a name beside it.
    pub fn cue(&self, word: &str) -> Option<Cue> {
        self.cues.get(word).copied()
    }

    /// Whether the word names nobody and nothing, capitals or not (`Anda`, `GMT`).
    pub fn is_never(&self, folded: &str) -> bool {
        self.never.contains(folded)
    }

    /// Whether the word has its capital for courtesy and names nothing alone (`the Government`).
    pub fn is_never_alone(&self, folded: &str) -> bool {
        self.alone.contains(folded)
    }

    /// Whether a known name is one that persons bear too (`Jordan`).
    pub fn is_personal(&self, folded: &str) -> bool {
        self.persons.contains(folded)
    }

    /// Whether the small part is one that a hyphen ties to the front of a name (`pro`-Russian).
    pub fn ties_before(&self, part: &str) -> bool {
        self.before.contains(&part)
    }

    /// Whether the small part is one that a hyphen ties to the end of a name (Moscow-`based`).
    pub fn ties_after(&self, part: &str) -> bool {
        self.after.contains(&part)
    }
}

/// Letters that a word keeps under its endings and openings.
const SHORTEST: usize = 3;

/// What is left of a word, when that is enough to be a word.
fn stem(rest: Option<&str>) -> Option<&str> {
    rest.filter(|rest| rest.len() >= SHORTEST)
}

/// The entries that have `mark` on their right.
fn marked(list: List<'static>, mark: &'static str) -> impl Iterator<Item = &'static str> {
    list.entries().filter(move |entry| entry.right == Some(mark)).map(|entry| entry.left)
}

/// The entries that have nothing on their right.
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
                pack!(language, "common.txt"),
                pack!(language, "openers.txt"),
                pack!(language, "lemmas.txt"),
                pack!(language, "given.txt"),
            ] {
                SortedList::new(list).check().unwrap();
            }
        }
    }
}
