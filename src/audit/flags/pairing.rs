//! Unmatched evidence of both sides -> pairs that answer the same question with different values.

use crate::audit::agree::Agreement;
use crate::model::{Evidence, Kind};

/// The evidence that is not explained yet: pairs found by a rule are removed.
pub(super) struct Rest<'e> {
    /// On the Indonesian side.
    pub ind: Vec<&'e Evidence>,
    /// On the English side.
    pub eng: Vec<&'e Evidence>,
    /// Values that a side repeats more often than the other: Indonesian, English.
    pub repeated: (Vec<&'e Evidence>, Vec<&'e Evidence>),
}

impl<'e> Rest<'e> {
    pub(super) fn of(agreement: &Agreement<'e>) -> Self {
        let (ind, eng) = (agreement.only_ind.clone(), agreement.only_eng.clone());
        Rest { ind, eng, repeated: agreement.repeated.clone() }
    }

    /// Removes each first pair for which `what` returns a result, one to one, and returns the results.
    pub(super) fn take<T>(&mut self, what: impl Fn(&'e Evidence, &'e Evidence) -> Option<T>) -> Vec<T> {
        pair_up(&mut self.ind, &mut self.eng, &what)
    }

    /// The same for pairs of an unmatched value and one that is only repeated: `2 sampai 4 inci, 6` versus `2
    /// to 4 inches, 4`.
    pub(super) fn take_repeated<T>(
        &mut self,
        what: impl Fn(&'e Evidence, &'e Evidence) -> Option<T>,
    ) -> Vec<T> {
        let (mut ind, mut eng) = std::mem::take(&mut self.repeated);
        let mut found = pair_up(&mut self.ind, &mut eng, &what);
        found.extend(pair_up(&mut ind, &mut self.eng, &what));
        found
    }

    /// The unmatched evidence of some kinds, with the language that lacks it: `eng` lacks evidence of `ind`.
    pub(super) fn alone(
        &self,
        wanted: impl Fn(Kind) -> bool,
    ) -> impl Iterator<Item = (&'static str, &'e Evidence)> {
        let ind = self.ind.iter().map(|&e| ("eng", e));
        let eng = self.eng.iter().map(|&e| ("ind", e));
        ind.chain(eng).filter(move |(_, e)| wanted(e.kind))
    }
}

fn pair_up<'e, T>(
    ind: &mut Vec<&'e Evidence>,
    eng: &mut Vec<&'e Evidence>,
    what: &impl Fn(&'e Evidence, &'e Evidence) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    ind.retain(|f| {
        let pair = eng.iter().enumerate().find_map(|(at, e)| Some((at, what(f, e)?)));
        let Some((at, known)) = pair else { return true };
        eng.remove(at);
        found.push(known);
        false
    });
    found
}

/// Two values as a mismatch shows them.
pub(super) fn differ(f: &Evidence, e: &Evidence) -> String {
    format!("{}≠{}", f.keys[0], e.keys[0])
}

/// Whether two pieces of evidence answer the same question, so that two different values cannot both be
/// right: they are of one kind, or one is a year and the other a number with the form of a year (`2018`
/// versus `2218`).
pub(super) fn comparable(f: &Evidence, e: &Evidence) -> bool {
    let year = |x: &Evidence, y: &Evidence| {
        let four = y.surface.len() == 4 && y.surface.bytes().all(|b| b.is_ascii_digit());
        x.kind == Kind::Year && y.kind == Kind::Number && four
    };
    f.kind == e.kind || year(f, e) || year(e, f)
}
