//! A sorted list file -> a table that is searched in its own text.
//!
//! The largest list has 25,000 entries, and a short run looks up few of them: a binary search in the embedded
//! text needs no parsing at all. An index of the first two letters, built on first use, spares most of the
//! steps of each search.

use std::ops::Range;
use std::sync::OnceLock;

use crate::error::{Error, Result};
use crate::lang::List;

/// One word of a text that is looked up in a table of phrases.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'p> {
    /// The folded word, with a space for each hyphen.
    pub folded: &'p str,
    /// Whether a phrase may continue past this word or end with it.
    pub joins: bool,
}

/// A list whose lines, after the opening comments, are sorted by their bytes, with unique text before ` = `.
///
/// [`SortedList::check`] verifies this; a test runs it on every built-in list.
#[derive(Debug, Clone)]
pub struct SortedList {
    list: List<'static>,
    /// The lines after the opening comments.
    body: &'static str,
    /// Where its lines lie, computed on first use.
    openings: OnceLock<Openings>,
}

impl SortedList {
    /// A table over the list's text.
    pub fn new(list: List<'static>) -> Self {
        let mut body = list.text;
        while body.starts_with('#') {
            body = body.split_once('\n').map_or("", |(_, rest)| rest);
        }
        SortedList { list, body, openings: OnceLock::new() }
    }

    /// The value of an entry; the empty string for an entry without one.
    pub fn get(&self, phrase: &str) -> Option<&'static str> {
        let (left, right) = parts(self.from(phrase).next()?);
        (left == phrase).then_some(right)
    }

    /// The entries that open with the word, with their values parsed by `read`.
    pub fn group<T>(&self, word: &str, read: impl Fn(&'static str) -> T) -> Group<T> {
        // `new york` follows `new`, and `newcastle` ends the group: a space sorts before every letter.
        let behind = |line: &'static str| {
            let (left, right) = parts(line);
            let rest = left.strip_prefix(word)?;
            Some((rest.strip_prefix(' ').or(rest.is_empty().then_some(""))?, right))
        };
        Group(self.from(word).map_while(behind).map(|(rest, right)| (rest, read(right))).collect())
    }

    /// Reports the first line that does not sort after the one before it.
    pub fn check(&self) -> Result<()> {
        let offset = self.list.text[..self.list.text.len() - self.body.len()].lines().count();
        let mut before = "";
        for (n, line) in self.body.lines().enumerate() {
            let (left, _) = parts(line);
            if left <= before {
                let what = format!("\"{left}\" does not sort after \"{before}\"");
                return Err(Error::line(self.list.file, offset + n + 1, what));
            }
            before = left;
        }
        Ok(())
    }

    /// The lines, starting from the first that does not sort before `phrase`.
    fn from(&self, phrase: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.rest(phrase).lines()
    }

    /// The text, starting from the first line that does not sort before `phrase`.
    fn rest(&self, phrase: &str) -> &'static str {
        let bytes = self.body.as_bytes();
        let openings = self.openings.get_or_init(|| Openings::of(bytes));
        let lines = openings.lines(phrase.as_bytes());
        let first = first_line(bytes, lines, |line| !sorts_before(line, phrase.as_bytes()));
        self.body.get(first..).unwrap_or_default()
    }
}

/// The start of the first line of a range for which `behind` holds; it must then hold for all later lines.
/// `behind` receives the text from the start of a line.
fn first_line(text: &[u8], range: Range<usize>, behind: impl Fn(&[u8]) -> bool) -> usize {
    let Range { start: mut low, end: mut high } = range;
    while low < high {
        let middle = low + (high - low) / 2;
        let start = text[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
        if behind(&text[start..]) {
            high = start;
        } else {
            low = text[middle..].iter().position(|&b| b == b'\n').map_or(text.len(), |at| middle + at + 1);
        }
    }
    low
}

/// For each pair of opening letters, the start of the first line that does not sort before it; then the end
/// of the list.
#[derive(Debug, Clone)]
struct Openings(Box<[u32]>);

/// Classes of letters: those below `a`, each of `a` to `z`, and those above.
const LETTERS: usize = 28;

impl Openings {
    fn of(lines: &[u8]) -> Self {
        let mut starts = vec![0; LETTERS * LETTERS + 1];
        Self::fill(&mut starts, 0, lines, 0..lines.len());
        Openings(starts.into())
    }

    /// Fills in the starts for a range of lines, by bisection; `starts` begins with pair number `first`.
    fn fill(starts: &mut [u32], first: usize, lines: &[u8], range: Range<usize>) {
        if range.is_empty() {
            return starts.fill(range.start as u32);
        }
        let middle = starts.len() / 2;
        let Some((before, [start, behind @ ..])) = starts.split_at_mut_checked(middle) else { return };
        let at = first_line(lines, range.clone(), |line| opening(line) >= first + middle);
        *start = at as u32;
        Self::fill(before, first, lines, range.start..at);
        Self::fill(behind, first + middle + 1, lines, at..range.end);
    }

    /// The lines that open with the same letters as `phrase`. The first line that does not sort before the
    /// phrase is among them or directly follows them.
    fn lines(&self, phrase: &[u8]) -> Range<usize> {
        let opening = opening(phrase);
        self.0[opening] as usize..self.0[opening + 1] as usize
    }
}

/// The number of the two opening letters of a text; it is monotonic in the order of texts.
fn opening(text: &[u8]) -> usize {
    let letter = |at: usize| usize::from(text.get(at).map_or(b'`', |byte| *byte).clamp(b'`', b'{') - b'`');
    match letter(0) {
        0 => 0,
        first if first == LETTERS - 1 => LETTERS * LETTERS - 1,
        first => LETTERS * first + letter(1),
    }
}

/// The entries of a list that open with one word, each as its remaining words and its value.
#[derive(Debug)]
pub struct Group<T>(Box<[(&'static str, T)]>);

impl<T: Copy> Group<T> {
    /// Whether no entry opens with the word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The longest entry that `pieces`, the first of which is the word, start with: the number of pieces and
    /// the value.
    pub fn longest<'p>(&self, pieces: &(impl Iterator<Item = Piece<'p>> + Clone)) -> Option<(usize, T)> {
        if self.is_empty() {
            return None;
        }
        let behind = pieces.clone().nth(1).map_or(&[][..], |second| self.with_second(second.folded));
        let alone = &self.0[..usize::from(self.0[0].0.is_empty())];
        let mut best = None;
        for &(rest, value) in alone.iter().chain(behind) {
            if let Some(count) = matched(rest, pieces.clone())
                && best.is_none_or(|(most, _)| count > most)
            {
                best = Some((count, value));
            }
        }
        best
    }

    /// The entries whose remaining words start with these letters.
    fn with_second(&self, letters: &str) -> &[(&'static str, T)] {
        if letters.is_empty() {
            return &[];
        }
        let start = self.0.partition_point(|(rest, _)| *rest < letters);
        let count = self.0[start..].iter().take_while(|(rest, _)| rest.starts_with(letters)).count();
        &self.0[start..start + count]
    }
}

/// Whether the text before ` = ` in the first line of `text` sorts before `phrase`.
fn sorts_before(text: &[u8], phrase: &[u8]) -> bool {
    for (at, &wanted) in phrase.iter().enumerate() {
        match text.get(at) {
            None | Some(b'\n') => return true,
            Some(&byte) if byte == wanted => {}
            // The entry ends here, but the phrase continues.
            Some(b'=') if at > 0 && text[at - 1] == b' ' => return true,
            Some(&byte) => return byte < wanted,
        }
    }
    false
}

/// The texts before and after ` = `.
fn parts(line: &'static str) -> (&'static str, &'static str) {
    match line.bytes().position(|b| b == b'=') {
        Some(at) => (line[..at].trim_end(), line[at + 1..].trim_start()),
        None => (line, ""),
    }
}

/// The number of pieces that an entry matches: its first word is already matched by the first piece, `rest`
/// are its other words. None if it does not match.
fn matched<'p>(mut rest: &str, mut pieces: impl Iterator<Item = Piece<'p>>) -> Option<usize> {
    let mut count = 1;
    let mut last = pieces.next()?;
    while !rest.is_empty() {
        last = pieces.next()?;
        let behind = rest.strip_prefix(last.folded)?;
        rest = behind.strip_prefix(' ').or(behind.is_empty().then_some(""))?;
        count += 1;
    }
    last.joins.then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_words_are_whole() {
        let table =
            SortedList::new(List::new("x.txt", "# head\nnew = a\nnew delhi = b\nnewcastle = c\nold\n"));
        let longest = |text: &'static str| {
            let pieces = text.split(' ').map(|folded| Piece { folded, joins: true });
            table.group(pieces.clone().next()?.folded, |right| right).longest(&pieces)
        };
        assert_eq!(longest("new delhi said"), Some((2, "b")));
        assert_eq!(longest("new delhis"), Some((1, "a")));
        assert_eq!(longest("newcastle"), Some((1, "c")));
        assert_eq!((longest("ne"), longest("zz"), table.get("old")), (None, None, Some("")));
    }

    #[test]
    fn openings_lead_to_every_line() {
        let text = "0\n1 a = x\nAS = y\nUN\na\na b\nab\nzz\nz\u{e9}\n\u{e9}a\n\u{e9}b\n";
        let table = SortedList::new(List::new("x.txt", text));
        table.check().unwrap();
        for line in text.lines() {
            assert!(table.get(parts(line).0).is_some(), "{line}");
        }
        for absent in ["", "1", "AT", "aa", "b", "z", "{", "\u{e9}", "\u{ea}"] {
            assert_eq!(table.get(absent), None, "{absent}");
        }
        assert_eq!(SortedList::new(List::new("x.txt", "")).get("a"), None);
    }

    #[test]
    fn disorder_is_an_error_with_its_line() {
        let error = SortedList::new(List::new("x.txt", "# head\nb = 1\na = 2\n")).check().unwrap_err();
        assert_eq!(error.to_string(), "x.txt:3: \"a\" does not sort after \"b\"");
    }
}
