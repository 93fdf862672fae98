//! SourceText -> SourceText without page debris; every drop keeps its span and its reason.

mod around;
mod codes;
mod debris;
mod inline;
mod opening;
mod words;

use crate::lang::Pack;
use crate::model::{Dropped, Paragraph, SourceText, Span, trimmed};

/// Maximum length in bytes of an ornament or a code on a line of its own.
const LONGEST_SIGN: usize = 120;

/// Removes page debris from the paragraphs and records each drop in [`SourceText::dropped`].
///
/// A line is dropped if a rule of the pack's `boilerplate.txt` matches all of it, or if it repeats the title.
/// In a hard-wrapped paragraph a line is considered only after the end of a sentence; a drop in the middle
/// splits the paragraph in two, as does a link or a code between two sentences of its last line. The entries
/// of a menu above the text are dropped, and so is the list under a heading such as `Berita terkait` at the
/// end.
pub fn clean(source: SourceText, pack: &Pack) -> SourceText {
    let mut cleaner = Cleaner {
        pack,
        text: &source.content,
        kept: Vec::new(),
        dropped: Vec::new(),
        headings: Vec::new(),
        introduced: None,
    };
    let paragraphs = &source.paragraphs;
    let menu = around::menu(&source.content, paragraphs);
    paragraphs[..menu].iter().for_each(|entry| cleaner.drop(entry.span, "page"));
    for (at, paragraph) in paragraphs.iter().enumerate().skip(menu) {
        let protected = cleaner.kept.is_empty() && is_lead(&source, &paragraphs[at..]);
        cleaner.paragraph(paragraph, protected, source.title);
    }
    cleaner.lists();
    let Cleaner { kept, dropped, .. } = cleaner;
    let lead_is_gone = kept.first() != paragraphs.first();
    let mut out = SourceText { paragraphs: kept, dropped, ..source };
    if lead_is_gone {
        out.find_title();
    }
    out
}

/// The reason for which a text by itself would be dropped, if it would.
pub fn debris(text: &str, pack: &Pack) -> Option<&'static str> {
    whole(text, pack, false)
}

/// The reason for which a whole line is dropped.
fn whole(line: &str, pack: &Pack, protected: bool) -> Option<&'static str> {
    let short = line.len() <= LONGEST_SIGN;
    let sign = short.then(|| codes::reason(line)).flatten();
    let markup = || (line.starts_with('<') && codes::is_markup(line)).then_some("script");
    sign.or_else(markup).or_else(|| debris::reason(line, &pack.boilerplate, protected))
}

/// Whether the first of `rest` is the title, without debris above it; then the line after it is no second
/// title.
///
/// Headlines can start like links: `Watch: …`, `Foto: …`.
fn is_lead(source: &SourceText, rest: &[Paragraph]) -> bool {
    let title_at = |at: usize| rest.len() > at + 1 && source.is_title(&rest[at], &rest[at + 1]);
    title_at(0) && !title_at(1)
}

struct Cleaner<'a> {
    pack: &'a Pack,
    text: &'a str,
    kept: Vec<Paragraph>,
    dropped: Vec<Dropped>,
    /// The headings of dropped lists: the number of paragraphs kept before each, and its reason.
    headings: Vec<(usize, &'static str)>,
    /// The reason of the dropped line directly before this one, if that ended with a colon: `Baca juga:`.
    introduced: Option<&'static str>,
}

impl Cleaner<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph, protected: bool, title: Option<Span>) {
        let text = self.text;
        if let Some(title) = title
            && title != paragraph.span
            && title.len() == paragraph.span.len()
            && title.of(text) == paragraph.span.of(text)
        {
            return self.drop(paragraph.span, "repeated-title");
        }
        if let Some(reason) = self.introduced.take().filter(|_| around::is_headline(paragraph.span.of(text)))
        {
            return self.drop(paragraph.span, reason);
        }
        let one_piece = || !paragraph.lines.iter().any(|line| words::ends_sentence(line.of(text)));
        if (paragraph.lines.len() == 1 || one_piece())
            && let Some(reason) = whole(paragraph.span.of(text), self.pack, protected)
        {
            if matches!(reason, "read-also" | "tag") && around::is_heading(paragraph.span.of(text)) {
                self.headings.push((self.kept.len(), reason));
            }
            let colon = paragraph.span.of(text).ends_with(':');
            self.introduced = Some(reason).filter(|reason| colon && matches!(*reason, "read-also" | "watch"));
            return self.drop(paragraph.span, reason);
        }
        self.lines(paragraph, protected);
    }

    /// Drops lists under headings at the end, if nothing else follows.
    fn lists(&mut self) {
        while let Some((from, reason)) = self.headings.pop() {
            if from == self.kept.len() {
                continue;
            }
            if from == 0 || !around::is_list(self.text, &self.kept[from..], reason) {
                break;
            }
            let items = self.kept.split_off(from);
            items.iter().for_each(|item| self.drop(item.span, reason));
        }
        self.dropped.sort_by_key(|dropped| dropped.span);
    }

    /// Keeps the lines of a paragraph that are not debris, one paragraph per run of such lines.
    fn lines(&mut self, paragraph: &Paragraph, protected: bool) {
        let text = self.text;
        let mut run: Vec<Span> = Vec::with_capacity(paragraph.lines.len());
        for (at, &line) in paragraph.lines.iter().enumerate() {
            let may_drop = paragraph.lines.len() > 1
                && run.last().is_none_or(|previous| words::ends_sentence(previous.of(text)));
            match may_drop.then(|| whole(line.of(text), self.pack, protected)).flatten() {
                Some(reason) => {
                    self.keep(std::mem::take(&mut run));
                    self.drop(line, reason);
                }
                None if at + 1 == paragraph.lines.len() => self.last(line, protected, &mut run),
                None => run.push(line),
            }
        }
        self.keep(run);
    }

    /// Keeps a paragraph's last line, without the debris after its sentences.
    fn last(&mut self, line: Span, protected: bool, run: &mut Vec<Span>) {
        let text = line.of(self.text);
        let mut start = 0;
        for piece in inline::pieces(text, &self.pack.boilerplate, protected) {
            self.piece(line, start..piece.start, run);
            self.keep(std::mem::take(run));
            self.drop(Span::new(line.start + piece.start, line.start + piece.end), piece.reason);
            start = piece.end;
        }
        self.piece(line, start..text.len(), run);
    }

    /// Keeps a part of a line, without white space at its ends.
    fn piece(&self, line: Span, part: std::ops::Range<usize>, run: &mut Vec<Span>) {
        let visible = trimmed(&line.of(self.text)[part.clone()]);
        if !visible.is_empty() {
            let base = line.start + part.start;
            run.push(Span::new(base + visible.start, base + visible.end));
        }
    }

    fn keep(&mut self, lines: Vec<Span>) {
        if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
            self.kept.push(Paragraph { span: Span::new(first.start, last.end), lines });
        }
    }

    fn drop(&mut self, span: Span, reason: &str) {
        self.dropped.push(Dropped { span, reason: reason.to_owned() });
    }
}
