//! Laws that hold for every text: spans in order, nothing lost, nothing twice, no panic, linear time.

use proptest::prelude::*;
use sejajar::clean::clean;
use sejajar::lang::Pack;
use sejajar::model::{Article, Language, is_invisible};
use sejajar::read::{self, ReadOptions};
use sejajar::split::{SplitOptions, split};

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}

/// Everything that holds between a text, its paragraphs, what was dropped, and its sentences.
fn check(article: Article, language: Language) -> Result<(), TestCaseError> {
    let pack = Pack::builtin(language);
    let whole = visible(&article.text);
    prop_assert_eq!(&visible(&joined(&article, article.paragraphs.iter().map(|p| p.span))), &whole);
    let article = clean(article, pack);
    let mut spans: Vec<_> =
        article.paragraphs.iter().map(|p| p.span).chain(article.dropped.iter().map(|d| d.span)).collect();
    spans.sort();
    prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
    prop_assert_eq!(&visible(&joined(&article, spans.into_iter())), &whole);
    for paragraph in &article.paragraphs {
        prop_assert!(paragraph.lines.windows(2).all(|w| w[0].end <= w[1].start));
        prop_assert_eq!(paragraph.lines.first().map(|l| l.start), Some(paragraph.span.start));
        prop_assert_eq!(paragraph.lines.last().map(|l| l.end), Some(paragraph.span.end));
    }
    for quotes in [false, true] {
        let sentences = split(&article, pack, SplitOptions { quotes });
        prop_assert!(sentences.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        prop_assert!(sentences.windows(2).all(|w| w[0].paragraph <= w[1].paragraph));
        for sentence in &sentences {
            prop_assert!(!sentence.text.is_empty());
            prop_assert_eq!(visible(&sentence.text), visible(sentence.span.of(&article.text)));
            let paragraph = article.paragraphs[sentence.paragraph].span;
            prop_assert!(paragraph.start <= sentence.span.start && sentence.span.end <= paragraph.end);
        }
        let kept = joined(&article, article.paragraphs.iter().map(|p| p.span));
        prop_assert_eq!(visible(&joined(&article, sentences.iter().map(|s| s.span))), visible(&kept));
    }
    Ok(())
}

fn joined(article: &Article, spans: impl Iterator<Item = sejajar::model::Span>) -> String {
    spans.map(|s| s.of(&article.text)).collect()
}

/// Text made of the pieces that the rules look at.
fn newsy() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Dr.",
        " ",
        "  ",
        ".",
        "?",
        "!",
        "…",
        "\"",
        "“",
        "”",
        "'",
        "’",
        "(",
        ")",
        "[12]",
        "\n",
        "\n\n",
        "\r\n",
        "\u{2028}",
        "\0",
        "\u{200b}",
        "Ia",
        "pergi",
        "Jakarta",
        "No. ",
        "12",
        "1. ",
        "U.S.",
        "a.m.",
        "Tbk. ",
        "Rp. ",
        "contoh.com",
        "@",
        "://",
        "-",
        "– ",
        "Baca Juga",
        ": ",
        "Komentar",
        "ADVERTISEMENT",
        "(abc/def)",
        "Rabu, 13 September 2023",
        "kata dia",
        "é",
        "№",
        "🙂",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn hold_for_any_text(text in any::<String>()) {
        if let Ok(article) = read::text("any", text.as_bytes(), &ReadOptions::default()) {
            check(article, Language::Eng)?;
        }
    }

    #[test]
    fn hold_for_newsy_text(text in newsy()) {
        if let Ok(article) = read::text("newsy", text.as_bytes(), &ReadOptions::default()) {
            check(article, Language::Ind)?;
        }
    }

    #[test]
    fn hold_for_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(article) = read::text("bytes", &bytes, &ReadOptions::default()) {
            check(article, Language::Ind)?;
        }
    }

    #[test]
    fn numbered_lines_agree_with_str_lines(text in "[a-c \n\r\u{2028}]{0,40}\n") {
        if let Ok((_, sentences)) = read::sentences("lines", text.as_bytes(), &ReadOptions::default()) {
            prop_assert_eq!(sentences.len(), text.lines().count());
        }
    }
}

/// Whatever one line of two megabytes repeats, it is done in the time of a few passes over it.
#[test]
fn long_lines_are_linear() {
    for piece in [
        "a",
        "\"",
        "(",
        ".",
        ". ",
        "(.",
        "A. ",
        "1. ",
        "\". ",
        "Ia pergi. ",
        "Baca juga ",
        "?\" Budi ",
        ".a@",
        "\u{200b}. ",
        "…\"",
    ] {
        let text = piece.repeat(2_000_000 / piece.len());
        let started = std::time::Instant::now();
        if let Ok(article) = read::text("long", text.as_bytes(), &ReadOptions::default()) {
            let pack = Pack::builtin(Language::Ind);
            split(&clean(article, pack), pack, SplitOptions::default());
        }
        assert!(started.elapsed().as_secs() < 20, "{piece:?} took {:?}", started.elapsed());
    }
}
