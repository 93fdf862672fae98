//! Rows -> rows of which a format can hold every character, with their cuts where they then are.

use std::borrow::Cow;

use crate::model::Pair;

/// `pair` without the characters of its texts that `is_lost` tells; how many these are is added to `dropped`.
///
/// Only rows with cuts are looked at: writers leave characters out of texts themselves, and nothing else
/// counts them.
pub fn held<'p>(pair: &'p Pair, is_lost: impl Fn(char) -> bool, dropped: &mut usize) -> Cow<'p, Pair> {
    let is_hurt = |text: &str, cuts: &[usize]| !cuts.is_empty() && text.contains(&is_lost);
    if !is_hurt(&pair.ind_text, &pair.ind_cuts) && !is_hurt(&pair.eng_text, &pair.eng_cuts) {
        return Cow::Borrowed(pair);
    }
    let mut pair = pair.clone();
    for (text, cuts) in [(&mut pair.ind_text, &mut pair.ind_cuts), (&mut pair.eng_text, &mut pair.eng_cuts)] {
        let lost: Vec<bool> = text.chars().map(&is_lost).collect();
        let before = |cut: usize| lost.iter().take(cut).filter(|lost| **lost).count();
        cuts.iter_mut().for_each(|cut| *cut -= before(*cut));
        if cuts.first() == Some(&0) || !cuts.is_sorted_by(|x, y| x < y) {
            cuts.clear();
        }
        *dropped += before(lost.len());
        text.retain(|c| !is_lost(c));
    }
    Cow::Owned(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_move_with_their_text() {
        let pair = Pair { ind_text: "S\u{0}a. Du\u{0}a.".into(), ind_cuts: vec![5], ..Pair::default() };
        let mut dropped = 0;
        let held = held(&pair, |c| c == '\0', &mut dropped);
        assert_eq!((held.ind_text.as_str(), held.ind_cuts.as_slice(), dropped), ("Sa. Dua.", &[4][..], 2));
    }
}
