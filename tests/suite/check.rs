//! An article -> violations of the laws that hold for every text.

use sejajar::clean::clean;
use sejajar::evidence::{self, Context, Memory};
use sejajar::lang::Pack;
use sejajar::lexicon::Lexicon;
use sejajar::model::{Key, Language, Profile, Sentence, SourceText, Span, is_invisible};
use sejajar::split::{SplitOptions, split};

/// Nothing, or the law that is broken.
type Held = Result<(), String>;

macro_rules! hold {
    ($law:expr, $($said:tt)+) => {
        if !$law {
            return Err(format!($($said)+));
        }
    };
}

/// Every visible character of a plain text is in one of its paragraphs.
pub fn nothing_lost_in_reading(article: &SourceText) -> Held {
    let (whole, kept) = (visible(&article.content), joined(article, paragraphs(article)));
    hold!(kept == whole, "reading lost text: {kept:?} of {whole:?}");
    Ok(())
}

/// Cleans and splits an article and reads the evidence of its sentences, and holds every law against the
/// outcome.
pub fn stages(article: SourceText, language: Language) -> Held {
    let pack = Pack::builtin(language);
    ordered(&article.content, paragraphs(&article))?;
    let whole = joined(&article, paragraphs(&article));
    let article = clean(article, pack);
    cleaned(&article, &whole)?;
    for quotes in [false, true] {
        let sentences = split(&article, pack, SplitOptions::with_quotes(quotes));
        splits(&article, &sentences)?;
        if quotes {
            let texts: Vec<&str> = sentences.iter().map(|s| s.text.as_str()).collect();
            let published = article.meta.published;
            let context = Context { pack, lexicon: &Lexicon::builtin(), published };
            let profiles = evidence::profiles(&texts, context, &mut Memory::default());
            hold!(profiles.len() == texts.len(), "{} profiles of {} sentences", profiles.len(), texts.len());
            texts.iter().zip(&profiles).try_for_each(|(text, profile)| profiled(text, profile))?;
        }
    }
    Ok(())
}

fn cleaned(article: &SourceText, whole: &str) -> Held {
    let mut spans: Vec<Span> = paragraphs(article).chain(article.dropped.iter().map(|d| d.span)).collect();
    spans.sort();
    ordered(&article.content, spans.iter().copied())?;
    hold!(joined(article, spans.into_iter()) == whole, "cleaning lost text");
    for paragraph in &article.paragraphs {
        ordered(&article.content, paragraph.lines.iter().copied())?;
        let ends = (paragraph.lines.first().map(|l| l.start), paragraph.lines.last().map(|l| l.end));
        let span = paragraph.span;
        hold!(ends == (Some(span.start), Some(span.end)), "lines of {span:?} are {:?}", paragraph.lines);
    }
    Ok(())
}

fn splits(article: &SourceText, sentences: &[Sentence]) -> Held {
    ordered(&article.content, sentences.iter().map(|s| s.span))?;
    hold!(sentences.is_sorted_by_key(|s| s.paragraph), "sentences are not in the order of paragraphs");
    for sentence in sentences {
        let (text, raw) = (&sentence.text, sentence.span.of(&article.content));
        hold!(!text.is_empty() && visible(text) == visible(raw), "{text:?} is not {raw:?}");
        let paragraph = article.paragraphs[sentence.paragraph].span;
        let inside = paragraph.start <= sentence.span.start && sentence.span.end <= paragraph.end;
        hold!(inside, "{text:?} is not in its paragraph");
    }
    let (kept, found) =
        (joined(article, paragraphs(article)), joined(article, sentences.iter().map(|s| s.span)));
    hold!(kept == found, "splitting lost text: {found:?} of {kept:?}");
    Ok(())
}

fn profiled(text: &str, profile: &Profile) -> Held {
    ordered_or_inside(text, profile.evidence.iter().map(|e| e.span))?;
    ordered(text, profile.words.iter().map(|w| w.span))?;
    for evidence in &profile.evidence {
        let (surface, slice) = (&evidence.surface, evidence.span.of(text));
        hold!(surface == slice, "surface {surface:?} is not {slice:?} in {text:?}");
        let opens = |key: &Key| key.as_str().starts_with(evidence.kind.name());
        let valued = evidence.keys.iter().all(|key| !key.value().is_empty());
        let named = evidence.keys.first().is_some_and(opens) && valued;
        hold!(named, "keys {:?} of {:?} in {text:?}", evidence.keys, evidence.kind);
        let word = profile.words.iter().find(|w| w.span.overlaps(evidence.span));
        hold!(word.is_none(), "{word:?} stands in {evidence:?}");
    }
    Ok(())
}

/// Spans of evidence as [`ordered`], but that the numeral of a name lies inside it (`Carlos IV`).
fn ordered_or_inside(text: &str, spans: impl Iterator<Item = Span>) -> Held {
    let mut last = Span::new(0, 0);
    let apart = spans.filter(|span| {
        let inside = last.start < span.start && span.end == last.end;
        last = if inside { last } else { *span };
        !inside
    });
    ordered(text, apart.collect::<Vec<_>>().into_iter())
}

/// Spans lie inside the text, on characters, one behind the other.
fn ordered(text: &str, spans: impl Iterator<Item = Span>) -> Held {
    let mut last = 0;
    for span in spans {
        let fits = last <= span.start && span.start < span.end;
        hold!(fits && text.get(span.range()).is_some(), "{span:?} behind {last} in {text:?}");
        last = span.end;
    }
    Ok(())
}

fn paragraphs(article: &SourceText) -> impl Iterator<Item = Span> {
    article.paragraphs.iter().map(|p| p.span)
}

fn joined(article: &SourceText, spans: impl Iterator<Item = Span>) -> String {
    spans.map(|s| visible(s.of(&article.content))).collect()
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}
