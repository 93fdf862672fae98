//! One side of a document -> its sentences as an annotator cut and joined them.
//!
//! The sentences of the table, joined by a space, are the text of the side. Cutting and joining change where
//! sentences begin in it, and never the text itself, so that any two annotators' sentences can be compared.

use std::ops::Range;

use sejajar::model::Places;

use super::table::{Side, Table};

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its position.
    pub at: usize,
    /// Its bytes in the text of the side.
    pub span: Range<usize>,
}

/// One side of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentences {
    text: String,
    /// As in the table.
    given: Vec<Sentence>,
    /// As the annotator left them.
    list: Vec<Sentence>,
}

impl Sentences {
    /// The sentences of a side as in the table.
    pub fn of(table: &Table, document: usize, side: Side) -> Self {
        let (mut text, mut given) = (String::new(), Vec::new());
        for at in table.positions(document, side) {
            if !given.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(table.sentence(document, side, at).unwrap_or_default());
            given.push(Sentence { at, span: start..text.len() });
        }
        Sentences { text, list: given.clone(), given }
    }

    /// The sentences of a side as `parts` cut it, each with its position, in order; nothing if their texts
    /// are not that of the side, whatever the white space.
    pub fn recut(table: &Table, document: usize, side: Side, parts: &[(usize, String)]) -> Option<Self> {
        let mut sentences = Sentences::of(table, document, side);
        let visible = |(_, c): &(usize, char)| !c.is_whitespace();
        let mut chars = sentences.text.char_indices().filter(visible);
        let mut list = Vec::with_capacity(parts.len());
        for (at, part) in parts {
            let mut span: Option<Range<usize>> = None;
            for c in part.chars().filter(|c| !c.is_whitespace()) {
                let (byte, _) = chars.next().filter(|(_, own)| *own == c)?;
                let start = span.map_or(byte, |span| span.start);
                span = Some(start..byte + c.len_utf8());
            }
            list.push(Sentence { at: *at, span: span? });
        }
        let whole = chars.next().is_none();
        sentences.list = list;
        whole.then_some(sentences)
    }

    /// The sentences, in order.
    pub fn list(&self) -> &[Sentence] {
        &self.list
    }

    /// Whether they are no longer those of the table.
    pub fn is_changed(&self) -> bool {
        self.list != self.given
    }

    /// The text of a sentence.
    pub fn text(&self, at: usize) -> Option<&str> {
        self.find(at).map(|n| &self.text[self.list[n].span.clone()])
    }

    /// The bytes of a sentence in the text of the side.
    pub fn span(&self, at: usize) -> Option<Range<usize>> {
        self.find(at).map(|n| self.list[n].span.clone())
    }

    /// The position of the sentence with exactly these bytes.
    pub fn at(&self, span: &Range<usize>) -> Option<usize> {
        let n = self.list.binary_search_by_key(&span.start, |sentence| sentence.span.start).ok()?;
        (self.list[n].span == *span).then_some(self.list[n].at)
    }

    /// The position in the table of a sentence that is as in the table.
    pub fn as_given(&self, at: usize) -> Option<usize> {
        let span = self.span(at)?;
        self.given.iter().find(|sentence| sentence.span == span).map(|sentence| sentence.at)
    }

    /// The positions in the table of the sentences of which these hold a part.
    pub fn given_of(&self, places: &Places) -> Places {
        let spans: Vec<_> = places.iter().filter_map(|at| self.span(at)).collect();
        let meets = |sentence: &&Sentence| {
            let own = &sentence.span;
            spans.iter().any(|span| span == own || span.start < own.end && own.start < span.end)
        };
        Places::of(self.given.iter().filter(meets).map(|sentence| sentence.at).collect())
    }

    /// Cuts a sentence in two, the second of which begins at `offset` (in characters); spaces around the cut
    /// belong to neither. Later positions move up by one.
    ///
    /// # Errors
    /// A sentence that is not there, and a part without text.
    pub fn cut(&mut self, at: usize, offset: usize) -> Result<(), String> {
        let n = self.find(at).ok_or("the table does not hold that sentence")?;
        let span = self.list[n].span.clone();
        let text = &self.text[span.clone()];
        let byte = text.char_indices().nth(offset).map_or(text.len(), |(byte, _)| byte);
        let (left, right) = (text[..byte].trim_end(), text[byte..].trim_start());
        if left.trim_start().is_empty() || right.is_empty() {
            let most = text.chars().count().saturating_sub(1);
            return Err(format!("a cut needs text on both sides: an offset from 1 to {most}, not {offset}"));
        }
        let (first, second) = (span.start..span.start + left.len(), span.end - right.len()..span.end);
        self.list[n].span = first;
        self.list[n + 1..].iter_mut().for_each(|sentence| sentence.at += 1);
        self.list.insert(n + 1, Sentence { at: at + 1, span: second });
        Ok(())
    }

    /// Joins the sentences at `at` and `at + 1`. Later positions move down by one.
    ///
    /// # Errors
    /// A sentence that is not there.
    pub fn join(&mut self, at: usize) -> Result<(), String> {
        let (Some(n), Some(next)) = (self.find(at), self.find(at + 1)) else {
            return Err("two neighbouring sentences can be joined; the table does not hold both".to_owned());
        };
        let end = self.list.remove(next).span.end;
        self.list[n].span.end = end;
        self.list[next..].iter_mut().for_each(|sentence| sentence.at -= 1);
        Ok(())
    }

    /// The cut that makes a sentence begin or end at `byte`: the sentence and the offset in characters.
    pub fn cut_at(&self, byte: usize) -> Option<(usize, usize)> {
        let sentence =
            self.list.iter().find(|sentence| sentence.span.start < byte && byte < sentence.span.end)?;
        Some((sentence.at, self.text[sentence.span.start..byte].chars().count()))
    }

    /// The first of several sentences within `span`.
    pub fn first_of_several(&self, span: &Range<usize>) -> Option<usize> {
        let within =
            |sentence: &&Sentence| span.start <= sentence.span.start && sentence.span.end <= span.end;
        let mut found = self.list.iter().filter(within);
        let first = found.next()?;
        found.next().map(|_| first.at)
    }

    fn find(&self, at: usize) -> Option<usize> {
        self.list.binary_search_by_key(&at, |sentence| sentence.at).ok()
    }
}

/// Positions after the sentence at `at` was cut in two.
pub fn after_cut(places: &Places, at: usize) -> Places {
    if places.is_empty() {
        let place = places.hull().start;
        return Places::none(place + usize::from(place > at));
    }
    let moved = places.iter().map(|place| place + usize::from(place > at));
    Places::of(moved.chain(places.contains(at).then_some(at + 1)).collect())
}

/// Positions after the sentences at `at` and `at + 1` were joined.
pub fn after_join(places: &Places, at: usize) -> Places {
    if places.is_empty() {
        let place = places.hull().start;
        return Places::none(place - usize::from(place > at + 1));
    }
    Places::of(places.iter().map(|place| place - usize::from(place > at)).collect())
}
