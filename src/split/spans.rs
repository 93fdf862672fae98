//! A paragraph -> its closed brackets and quotes.

/// A longer bracket (in bytes) is a passage, in which sentences end.
const LONGEST_BRACKET: usize = 400;
/// A longer quote (in bytes) is more likely two quotes with a missing mark between them.
const LONGEST_QUOTE: usize = 1500;

/// `“`, which starts with the same byte as `”`.
const CURLY: [u8; 3] = [0xe2, 0x80, 0x9c];

/// Ranges of a text in the order of their opening signs, queried from left to right.
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
        let bytes = text.as_bytes();
        for at in memchr::memchr2_iter(b'(', b')', bytes) {
            match bytes[at] {
                b'(' => stack.push(at),
                _ => pairs
                    .extend(stack.pop().filter(|open| at - open <= LONGEST_BRACKET).map(|open| (open, at))),
            }
        }
        Self::new(pairs)
    }

    /// The double quotes of `text`: straight ones in alternation, curly ones by their shape.
    pub fn quotes(text: &str) -> Self {
        let (mut straight, mut curly) = (None, None);
        let mut pairs = Vec::new();
        let bytes = text.as_bytes();
        for at in memchr::memchr2_iter(b'"', CURLY[0], bytes) {
            let open = match &bytes[at..] {
                [b'"', ..] => match straight.take() {
                    None => {
                        straight = Some(at);
                        None
                    }
                    open => open,
                },
                rest if rest.starts_with(&CURLY) => {
                    curly = Some(at);
                    None
                }
                rest if rest.starts_with("”".as_bytes()) => curly.take(),
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

    /// The opening sign of a range that contains position `at` and the byte before `end`; queries must come
    /// in order.
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
