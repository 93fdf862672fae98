//! A paragraph -> the brackets and quotes in it that are closed again.

/// A longer bracket (bytes) is a passage, in which sentences end.
const LONGEST_BRACKET: usize = 400;
/// A longer quote (bytes) is more likely two quotes with a mark lost between them.
const LONGEST_QUOTE: usize = 1500;

/// Ranges of a text in the order of their openings, asked from left to right.
#[derive(Debug, Default)]
pub struct Spans {
    /// Position of the opening sign and of the closing sign.
    pairs: Vec<(usize, usize)>,
    at: usize,
    open: usize,
    close: usize,
}

impl Spans {
    /// The brackets of `text` that close within a few lines.
    pub fn brackets(text: &str) -> Self {
        let mut stack = Vec::new();
        let mut pairs = Vec::new();
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'(' => stack.push(at),
                b')' => pairs
                    .extend(stack.pop().filter(|open| at - open <= LONGEST_BRACKET).map(|open| (open, at))),
                _ => {}
            }
        }
        Self::new(pairs)
    }

    /// The double quotes of `text`: straight ones taken in turn, curly ones by their shape.
    pub fn quotes(text: &str) -> Self {
        let (mut straight, mut curly) = (None, None);
        let mut pairs = Vec::new();
        for (at, c) in text.char_indices() {
            let open = match c {
                '"' => match straight.take() {
                    None => {
                        straight = Some(at);
                        None
                    }
                    open => open,
                },
                '“' => {
                    curly = Some(at);
                    None
                }
                '”' => curly.take(),
                _ => None,
            };
            pairs.extend(open.filter(|open| at - open <= LONGEST_QUOTE).map(|open| (open, at)));
        }
        Self::new(pairs)
    }

    fn new(mut pairs: Vec<(usize, usize)>) -> Self {
        pairs.sort_unstable();
        Spans { pairs, ..Self::default() }
    }

    /// The opening of a range that holds position `at` and the byte before `end`; questions must come in order.
    pub fn around(&mut self, at: usize, end: usize) -> Option<usize> {
        while let Some(&(open, close)) = self.pairs.get(self.at).filter(|(open, _)| *open < at) {
            if close > self.close {
                (self.open, self.close) = (open, close);
            }
            self.at += 1;
        }
        (end <= self.close && self.close > 0).then_some(self.open)
    }
}
