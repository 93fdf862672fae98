//! Packs, the lexicon and two documents -> answers for the rules of flags.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use crate::audit::{self, Ask, Firmness};
use crate::clean;
use crate::evidence::{self, Context};
use crate::lang::{Pack, Units};
use crate::lexicon::{Lexicon, fold};
use crate::model::{Bound, Entity, Evidence, Key, Language, Measure, Profile};
use crate::score;
use crate::split;

/// Parts of names shorter than this are initials and particles.
const PART: usize = 3;

/// Whoever knows both languages and both documents of a pair.
pub(super) struct Knowledge<'d> {
    lexicon: &'d Lexicon,
    profiles: [&'d [Profile]; 2],
    /// What names of each document can be read as, collected when first asked for.
    names: [OnceCell<FxHashSet<&'d str>>; 2],
}

impl<'d> Knowledge<'d> {
    /// Of two documents, Indonesian first.
    pub(super) fn new(lexicon: &'d Lexicon, profiles: [&'d [Profile]; 2]) -> Self {
        Knowledge { lexicon, profiles, names: Default::default() }
    }

    /// Every reading of every name of a document, and their parts.
    fn names(&self, language: Language) -> &FxHashSet<&'d str> {
        let side = language as usize;
        self.names[side].get_or_init(|| {
            let evidence = self.profiles[side].iter().flat_map(|profile| &profile.evidence);
            let keys = evidence.filter(|e| !e.kind.is_number()).flat_map(|e| &e.keys);
            keys.flat_map(|key| parts(key.value()).chain([key.value()])).collect()
        })
    }

    fn translates(&self, ind: &str, eng: &str) -> bool {
        let find = |language, word| self.lexicon.find(language, word);
        let entries = find(Language::Ind, ind).zip(find(Language::Eng, eng));
        entries.is_some_and(|(ind, eng)| self.lexicon.weight(ind, eng).is_some())
    }
}

/// The words of a folded name that say whose it is.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split('-').filter(|part| part.len() >= PART)
}

/// Whether two words have the same root at first sight: `europe` and `european`.
fn same_start(x: &str, y: &str) -> bool {
    let root = x.len().min(y.len());
    root > PART && x.as_bytes()[..root] == y.as_bytes()[..root]
}

impl Ask for Knowledge<'_> {
    fn measure(&self, language: Language, number: f64, behind: &str) -> Option<Measure> {
        Units::builtin(language).measure(number, behind)
    }

    fn names_unit(&self, language: Language, text: &str, size: Measure, within: f64) -> bool {
        Units::builtin(language).names(text, size, within)
    }

    fn bound(&self, language: Language, before: &str, behind: &str) -> Option<Bound> {
        Pack::builtin(language).numbers.approximations.bound(before, behind)
    }

    fn is_time(&self, language: Language, before: &str, behind: &str) -> bool {
        Pack::builtin(language).dates.is_time(before, behind)
    }

    fn is_points(&self, language: Language, surface: &str) -> bool {
        Pack::builtin(language).money.is_points(surface)
    }

    fn related(&self, ind: &str, eng: &str) -> bool {
        let near =
            |x: &str, y: &str| x == y || same_start(x, y) || score::same_name(x, y) || self.translates(x, y);
        score::same_name(ind, eng) || parts(ind).any(|x| parts(eng).any(|y| near(x, y)))
    }

    fn firmness(&self, language: Language, name: &Evidence) -> Firmness {
        let (names, folded) = (&Pack::builtin(language).names, fold(&name.surface).to_lowercase());
        if let Some(known) = names.known(&folded).or_else(|| names.known_capitals(&name.surface)) {
            // A nationality or a language is named after its place.
            let place = || names.known(&known.keys.split(' ').next().unwrap_or_default().replace('-', " "));
            let entity = if known.entity == Entity::Other {
                place().map_or(known.entity, |named| named.entity)
            } else {
                known.entity
            };
            return Firmness::Listed(entity);
        }
        let ordinary = |word: &str| {
            let known =
                names.is_common(word) || names.is_word(word) || self.lexicon.find(language, word).is_some();
            known && (names.is_everyday(word) || !names.is_given(word))
        };
        let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        if words.all(ordinary) { Firmness::Doubtful } else { Firmness::Likely }
    }

    fn mentions(&self, language: Language, name: &Evidence) -> bool {
        let names = self.names(language);
        let keys = || name.keys.iter().map(Key::value);
        keys().any(|key| names.contains(key) || parts(key).any(|part| names.contains(part)))
    }

    fn known(&self, language: Language, text: &str) -> f64 {
        let context = Context { pack: Pack::builtin(language), lexicon: self.lexicon, published: None };
        let profiles = evidence::profiles(&[text], context);
        audit::known(&profiles).0
    }

    fn debris(&self, language: Language, text: &str) -> Option<&'static str> {
        clean::debris(text, Pack::builtin(language))
    }

    fn sentences(&self, language: Language, text: &str) -> usize {
        split::inner(text, Pack::builtin(language)).len() + 1
    }
}
