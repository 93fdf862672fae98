//! A unit -> what the lists say of its word, each list searched once for a distinct word of the document.

use crate::lang::OrganisationWord;

use super::mention::Finder;
use super::unit::Unit;
use super::vocabulary::{Fact, Form};

impl Finder<'_, '_> {
    pub(super) fn is_common(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Common, |word| self.ordinary.is_common(word))
    }

    pub(super) fn is_frequent(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Frequent, |word| self.ordinary.is_frequent(word))
    }

    pub(super) fn is_ordinary(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Ordinary, |word| self.ordinary.has(word))
    }

    pub(super) fn is_never(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Never, |word| self.names.is_never(word))
    }

    pub(super) fn is_given(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Given, |word| self.names.is_given(word))
    }

    pub(super) fn is_everyday(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Everyday, |word| self.names.is_everyday(word))
    }

    pub(super) fn is_opener(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Opener, |word| self.names.is_opener(word))
    }

    pub(super) fn is_personal(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Personal, |word| self.names.is_personal(word))
    }

    pub(super) fn opens_saint(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Saint, |word| self.names.is_saint(word))
    }

    /// Whether the word is in the dictionary or is a known name.
    pub(super) fn is_listed(&self, unit: &Unit<'_>) -> bool {
        unit.folded.fact(Fact::Word, |word| self.names.is_word(word))
            || unit.folded.fact(Fact::Known, |word| self.names.is_known(word))
    }

    /// The entries of the gazetteer that open with the unit's word.
    pub(super) fn group(&self, unit: &Unit<'_>) -> &'static str {
        let find = || self.names.known_group(&unit.folded);
        match &unit.folded {
            Form::Word(word) => word.group.get_or_init(find),
            Form::Small(_) => find(),
        }
    }

    pub(super) fn organisation(&self, unit: &Unit<'_>) -> Option<OrganisationWord> {
        let find = || self.names.organisation(&unit.folded);
        if unit.folded.fact(Fact::Organisation, |_| find().is_some()) { find() } else { None }
    }

    /// How many units from `at` on make a title; 0 for none.
    pub(super) fn title(&self, at: usize) -> usize {
        if self.units[at].folded.fact(Fact::OpensTitle, |word| self.names.opens_title(word)) {
            self.names.title(&self.pieces(at))
        } else {
            0
        }
    }
}
