//! A place where a sentence may end.

/// Sentence-final marks with what closes behind them, and what comes next.
#[derive(Debug, Clone, Copy)]
pub struct Ending {
    /// Position of the first mark.
    pub mark: usize,
    /// One past the last mark.
    pub marks_end: usize,
    /// One past the closing quotes and brackets: where the sentence would end.
    pub end: usize,
    /// The first visible character behind that, or the end of the text.
    pub next: usize,
    /// A quote closes behind the marks.
    pub closes_quote: bool,
    /// The last mark is one of those behind which no space is written: `。`.
    pub wide: bool,
}
