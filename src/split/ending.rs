//! A position where a sentence may end.

/// Sentence-final marks with the closing signs after them, and the position of the next text.
#[derive(Debug, Clone, Copy)]
pub struct Ending {
    /// Position of the first mark.
    pub mark: usize,
    /// One past the last mark.
    pub marks_end: usize,
    /// One past the closing quotes and brackets: where the sentence would end.
    pub end: usize,
    /// The first visible character after that, or the end of the text.
    pub next: usize,
    /// A quote closes after the marks.
    pub closes_quote: bool,
    /// The last mark is one that is written without a space after it: `。`.
    pub wide: bool,
}
