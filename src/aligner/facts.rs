//! Packs, the lexicon and two documents -> the facts that the rules of flags ask for.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::{Aligner, memories::Memories};
use crate::audit::{Firmness, LanguageFacts};
use crate::clean;
use crate::evidence::{self, Context};
use crate::lang::{self, Claim, DateRole, Pack, Step, Units};
use crate::lexicon::{Lexicon, fold};
use crate::model::{
    Bound, Direction, Entity, Evidence, Key, Language, Measure, Profile, Sides, Word, known_share,
};
use crate::score;
use crate::split;

/// Parts of names shorter than this are initials and particles.
const PART: usize = 3;
/// Words before a bound in which a denial is looked for.
const DENIED: usize = 4;
/// The weight in the lexicon from which two words are certainly translations.
const LINKED: f32 = 3.0;
/// The normalised similarity from which two names are spelt alike.
const ALIKE: f64 = 0.5;

/// The facts of both languages and of both documents of a pair.
pub(super) struct DocumentFacts<'d> {
    lexicon: &'d Lexicon,
    memories: &'d Memories,
    profiles: Sides<&'d [Profile]>,
    /// The readings of the names of each document, collected on first use.
    names: Sides<OnceCell<FxHashSet<&'d str>>>,
}

impl<'d> DocumentFacts<'d> {
    /// For two documents.
    pub(super) fn new(aligner: &'d Aligner, profiles: Sides<&'d [Profile]>) -> Self {
        let Aligner { lexicon, memories, .. } = aligner;
        DocumentFacts { lexicon, memories, profiles, names: Sides::default() }
    }

    /// Every reading of every name of a document, and their parts.
    fn names(&self, language: Language) -> &FxHashSet<&'d str> {
        self.names.get(language).get_or_init(|| {
            let evidence = self.profiles.get(language).iter().flat_map(|profile| &profile.evidence);
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

/// The words of a folded name without initials and particles.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split('-').filter(|part| part.len() >= PART)
}

/// A name without the small words at its ends.
fn without_small(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let is_capital = |word: &&str| !word.starts_with(char::is_lowercase);
    let ends = words.iter().position(is_capital).zip(words.iter().rposition(is_capital));
    ends.map_or_else(String::new, |(first, last)| words[first..=last].join(" "))
}

/// The last `count` words of a text.
fn last_words(text: &str, count: usize) -> &str {
    let text = text.trim_end();
    text.rmatch_indices(' ').nth(count - 1).map_or(text, |(at, _)| &text[at + 1..])
}

/// Whether one word is the start of the other: `europe` and `european`.
fn same_start(x: &str, y: &str) -> bool {
    let root = x.len().min(y.len());
    root > PART && x.as_bytes()[..root] == y.as_bytes()[..root]
}

impl LanguageFacts for DocumentFacts<'_> {
    fn measure(&self, language: Language, number: f64, behind: &str) -> Option<Measure> {
        Units::builtin(language).measure(number, behind)
    }

    fn names_unit(&self, language: Language, text: &str, size: Measure, within: f64) -> bool {
        Units::builtin(language).names(text, size, within)
    }

    fn bound(&self, language: Language, before: &str, behind: &str) -> Option<Bound> {
        let pack = Pack::builtin(language);
        let (bound, before, _) = pack.numbers.approximations.beside(before, behind)?;
        // `tidak boleh lebih dari`, `unable to collect more than`: a denial turns it round, or not.
        let denies = pack
            .claims
            .of(last_words(before, DENIED))
            .any(|(_, claim)| matches!(claim, Claim::Not | Claim::Denies));
        bound.filter(|_| !denies)
    }

    fn direction(&self, language: Language, before: &str) -> Option<Direction> {
        let claims = &Pack::builtin(language).claims;
        let mut found = None;
        for (_, claim) in claims.of(before) {
            match claim {
                Claim::Goes(direction) if found.is_none_or(|other| other == direction) => {
                    found = Some(direction);
                }
                Claim::Goes(_) | Claim::From | Claim::Not => return None,
                _ => {}
            }
        }
        found
    }

    fn denies(&self, language: Language, text: &str) -> bool {
        let broad = |claim| matches!(claim, Claim::Not | Claim::Denies | Claim::Goes(Direction::Down));
        Pack::builtin(language).claims.of(text).any(|(_, claim)| broad(claim))
    }

    fn denied<'w>(&self, language: Language, text: &str, words: &'w [Word]) -> Vec<&'w Word> {
        let claims: Vec<_> = Pack::builtin(language).claims.of(text).collect();
        let denied =
            claims.iter().enumerate().filter(|(_, (_, claim))| *claim == Claim::Not).filter_map(|(n, _)| {
                let between = claims[n + 1..]
                    .iter()
                    .take_while(|(_, claim)| *claim == Claim::Between)
                    .map(|(end, _)| *end);
                let ends: Vec<usize> = std::iter::once(claims[n].0).chain(between).collect();
                let skipped = |word: &Word| ends.contains(&word.span.end);
                words.iter().find(|word| word.span.start > ends[0] && !skipped(word))
            });
        denied.collect()
    }

    fn linked(&self, ind: &Word, eng: &Word) -> bool {
        let (ind, eng) = (&ind.lexeme.entries, &eng.lexeme.entries);
        ind.iter().any(|ind| {
            eng.iter().any(|eng| self.lexicon.weight(*ind, *eng).is_some_and(|weight| weight >= LINKED))
        })
    }

    fn counts_years(&self, language: Language, text: &str) -> bool {
        let words = &Pack::builtin(language).dates.words;
        let starts = text.char_indices().filter(|&(at, c)| {
            c.is_alphabetic() && !text[..at].ends_with(|before: char| before.is_alphanumeric())
        });
        let roles = starts.filter_map(|(at, _)| words.opening(&text[at..]).map(|(_, role)| role));
        let mut roles = roles.map(|role| matches!(role, DateRole::Years(_) | DateRole::Ago(Step::Years)));
        roles.any(|counts| counts)
            || Pack::builtin(language).claims.of(text).any(|(_, claim)| claim == Claim::Years)
    }

    fn is_time(&self, language: Language, before: &str, behind: &str) -> bool {
        Pack::builtin(language).dates.is_time(before, behind)
    }

    fn is_misspelt(&self, language: Language, surface: &str) -> bool {
        let numbers = &Pack::builtin(language).numbers;
        surface.split(|c: char| !c.is_alphabetic()).any(|word| numbers.misspelt_scale(word).is_some())
    }

    fn is_points(&self, language: Language, surface: &str) -> bool {
        Pack::builtin(language).money.is_points(surface)
    }

    fn related(&self, ind: &str, eng: &str) -> bool {
        let near =
            |x: &str, y: &str| x == y || same_start(x, y) || score::same_name(x, y) || self.translates(x, y);
        score::same_name(ind, eng) || parts(ind).any(|x| parts(eng).any(|y| near(x, y)))
    }

    fn alike(&self, x: &str, y: &str) -> bool {
        strsim::normalized_levenshtein(x, y) >= ALIKE
    }

    fn stands_for(&self, x: &str, y: &str) -> bool {
        lang::stands_for(x, y)
    }

    fn is_currency(&self, language: Language, before: &str, behind: &str) -> bool {
        let claims = &Pack::builtin(language).claims;
        let near = [last_words(before, 2), last_words(before, 1), behind.trim_start()];
        near.iter().any(|text| claims.is_currency(text))
    }

    fn firmness(&self, language: Language, name: &Evidence) -> Firmness {
        let (names, folded) = (&Pack::builtin(language).names, fold(&name.surface).to_lowercase());
        // `pemerintah Indonesia`, `Belfast timur`: small words beside a listed name say what speaks for it,
        // or where.
        let bare = without_small(&name.surface);
        let known = names.known(&folded).or_else(|| names.known_capitals(&name.surface));
        let small = || names.known(&fold(&bare).to_lowercase()).or_else(|| names.known_capitals(&bare));
        if let Some(known) = known.or_else(small) {
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
        let profiles = self.memories.lend(|memory| evidence::profiles(&[text], context, memory));
        known_share(profiles.iter().flat_map(|profile| &profile.words)).0
    }

    fn debris(&self, language: Language, text: &str) -> Option<&'static str> {
        clean::debris(text, Pack::builtin(language))
    }

    fn sentences(&self, language: Language, text: &str) -> usize {
        split::inner(text, Pack::builtin(language)).len() + 1
    }
}
