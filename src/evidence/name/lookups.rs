//! A unit -> the list entries of its word; each list is searched once per distinct word of the document.

use crate::lang::{Known, OrganisationWord, Particle};

use super::context::NameContext;
use super::unit::Unit;
use super::vocabulary::WordFact;

impl NameContext<'_> {
    pub(super) fn is_common(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Common, |word| self.ordinary.is_common(word))
    }

    pub(super) fn is_frequent(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Frequent, |word| self.ordinary.is_frequent(word))
    }

    pub(super) fn is_ordinary(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Ordinary, |word| self.ordinary.has(word))
    }

    pub(super) fn is_never(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Never, |word| self.names.is_never(word))
    }

    pub(super) fn is_given(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Given, |word| self.names.is_given(word))
    }

    pub(super) fn is_first_surname(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Surname, |word| self.names.is_first_surname(word))
    }

    pub(super) fn is_everyday(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Everyday, |word| self.names.is_everyday(word))
    }

    pub(super) fn is_opener(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Opener, |word| self.names.is_opener(word))
    }

    pub(super) fn is_personal(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Personal, |word| self.names.is_personal(word))
    }

    pub(super) fn opens_saint(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Saint, |word| self.names.is_saint(word))
    }

    /// Whether the word is in the dictionary or is a known name.
    pub(super) fn is_listed(&self, unit: &Unit) -> bool {
        unit.folded.fact(WordFact::Word, |word| self.names.is_word(word))
            || unit.folded.fact(WordFact::Known, |word| self.names.is_known(word))
    }

    /// The role of the unit inside names.
    pub(super) fn particle(&self, unit: &Unit) -> Option<Particle> {
        *unit.folded.particle.get_or_init(|| self.names.particle(&unit.folded))
    }

    /// The role of the unit if it makes a name of its neighbours.
    pub(super) fn organisation(&self, unit: &Unit) -> Option<OrganisationWord> {
        *unit.folded.organisation.get_or_init(|| self.names.organisation(&unit.folded))
    }

    /// The longest name of the gazetteer that starts at a unit, and its number of units.
    pub(super) fn phrase(&self, at: usize) -> Option<(usize, Known)> {
        let word = &self.units[at].folded;
        let group = || word.rare_facts().known.get_or_init(|| self.names.known_group(word));
        let opens = word.fact(WordFact::OpensKnown, |_| !group().is_empty());
        if opens { group().longest(&self.pieces(at)) } else { None }
    }

    /// The known name of which a unit in capitals is the short form (`AS`, `U.N.`).
    pub(super) fn capitals(&self, unit: &Unit) -> Option<Known> {
        let form = unit.span().of(self.text);
        // Then the folded word has only one such form.
        let plain = form.len() == unit.folded.len() && form.bytes().all(|byte| byte.is_ascii_uppercase());
        if plain {
            *unit.folded.rare_facts().capitals.get_or_init(|| self.names.known_capitals(form))
        } else {
            self.names.known_capitals(&form.replace('.', ""))
        }
    }

    /// The number of units of the title that starts at `at`; 0 if there is none.
    pub(super) fn title(&self, at: usize) -> usize {
        let word = &self.units[at].folded;
        let group = || word.rare_facts().titles.get_or_init(|| self.names.titles(word));
        let opens = word.fact(WordFact::OpensTitle, |_| !group().is_empty());
        let longest = if opens { group().longest(&self.pieces(at)) } else { None };
        longest.map_or(0, |(count, ())| count)
    }
}
