//! Laws that hold for every text: spans in order, nothing lost, nothing twice, no panic, linear time.

use proptest::prelude::*;
use sejajar::model::{Language, SourceText};
use sejajar::read::{self, ReadOptions};

use crate::check::{nothing_lost_in_reading, stages};

/// All invariants between a plain text, its paragraphs, dropped lines, sentences and their evidence.
fn check(article: SourceText, language: Language) -> Result<(), TestCaseError> {
    nothing_lost_in_reading(&article).and_then(|()| stages(article, language)).map_err(TestCaseError::fail)
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
