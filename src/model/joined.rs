//! Sentences <-> the text of a row and the offsets at which they begin in it.

use std::ops::Range;

/// The sentences joined by a space, and the offsets in characters at which the second and further ones begin.
pub fn join<'s>(sentences: impl IntoIterator<Item = &'s str>) -> (String, Vec<usize>) {
    let (mut text, mut cuts, mut chars) = (String::new(), Vec::new(), 0);
    for (n, sentence) in sentences.into_iter().enumerate() {
        if n > 0 {
            text.push(' ');
            chars += 1;
            cuts.push(chars);
        }
        text.push_str(sentence);
        chars += sentence.chars().count();
    }
    (text, cuts)
}

/// The ranges in bytes of the `count` sentences of a text; `None` if the cuts are not those of that many.
pub fn cut(text: &str, cuts: &[usize], count: usize) -> Option<Vec<Range<usize>>> {
    if cuts.len() + 1 != count {
        return (count == 0).then(Vec::new);
    }
    let mut bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).enumerate();
    let byte = |&cut: &usize| bytes.find(|&(char, _)| char == cut).map(|(_, byte)| byte);
    let starts = cuts.iter().map(byte).collect::<Option<Vec<usize>>>()?;
    // The space between two sentences belongs to neither.
    let end = |&start: &usize| start - usize::from(text[..start].ends_with(' '));
    let ends = starts.iter().map(end).chain([text.len()]);
    Some([0].into_iter().chain(starts.iter().copied()).zip(ends).map(|(start, end)| start..end).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cutting_undoes_joining(sentences in proptest::collection::vec("[a-zé“😀. ]{0,5}", 1..5)) {
            let (text, cuts) = join(sentences.iter().map(String::as_str));
            let pieces = cut(&text, &cuts, sentences.len()).unwrap();
            prop_assert_eq!(pieces.into_iter().map(|piece| &text[piece]).collect::<Vec<_>>(), sentences);
        }
    }

    #[test]
    fn cuts_that_are_unknown_or_wrong_cut_nothing() {
        assert_eq!(cut("Ya. Tidak.", &[], 2), None);
        assert_eq!(cut("Ya.", &[4], 2), None);
        assert_eq!(cut("Ya. Tidak.", &[4, 2], 3), None);
        assert_eq!(cut("", &[], 0), Some(vec![]));
    }
}
