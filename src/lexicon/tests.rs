//! Tests of look-up, parsing and merging, and that the embedded image equals the committed table.

use super::*;

const SMALL: &str = "# head\nserang\tattack\t4.00e-1\t5.00e-1\nserang\traid\t1.00e-1\t9.00e-1\nserang\t\t1.00e-4\n\tattack\t2.00e-4\n\traid\t1.00e-5\nrumah sakit\thospital\nrumah\tHouse\nrumah\thome\n";

fn small() -> Lexicon {
    Lexicon::parse("small.tsv", SMALL).unwrap()
}

fn close(a: f32, b: f32) -> bool {
    (a / b).ln().abs() < 0.04
}

#[test]
fn finds_what_the_table_says() {
    let lexicon = small();
    let (ind, eng) = (Language::Ind, Language::Eng);
    assert_eq!((lexicon.len(ind), lexicon.len(eng)), (3, 5));
    let serang = lexicon.find(ind, "serang").unwrap();
    let attack = lexicon.find(eng, "attack").unwrap();
    let found: Vec<_> = lexicon.translations(serang).collect();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].0, attack);
    assert!(close(found[0].1, 0.4) && close(found[0].2, 0.5), "{found:?}");
    assert!(close(lexicon.unigram(eng, attack), 2e-4));
    assert!(close(lexicon.unknown(eng), 1e-5));
    let weight = 0.5 * ((0.4f32 / 2e-4).ln() + (0.5f32 / 1e-4).ln());
    assert!((lexicon.weight(serang, attack).unwrap() - weight).abs() < 0.1);
    let house = lexicon.find(eng, "house").unwrap();
    assert_eq!(lexicon.weight(serang, house), None);
    let rumah = lexicon.find(ind, "rumah").unwrap();
    assert_eq!(lexicon.opens(ind, "rumah"), 2);
    assert!(close(lexicon.translations(rumah).next().unwrap().1, 0.5));
    for absent in ["", "seran", "serangg", "kapal", "\u{0}"] {
        assert_eq!(lexicon.find(ind, absent), None, "{absent:?}");
    }
}

#[test]
fn an_empty_lexicon_finds_nothing() {
    let lexicon = Lexicon::empty();
    assert!(lexicon.is_empty());
    assert_eq!(lexicon.find(Language::Ind, "serang"), None);
    assert_eq!(lexicon.to_tsv(), "");
}

#[test]
fn text_and_image_round_trip() {
    let lexicon = small();
    let text = lexicon.to_tsv();
    let again = Lexicon::parse("again.tsv", &text).unwrap();
    assert_eq!(again.image, lexicon.image);
    assert_eq!(again.to_tsv(), text);
}

#[test]
fn a_merge_replaces_links_and_adds_entries() {
    let over = Lexicon::parse("over.tsv", "serang\traid\t0.5\t0.5\nkapal\tship\n\tattack\t0.1\n").unwrap();
    let merged = small().merge(&over).unwrap();
    let (ind, eng) = (Language::Ind, Language::Eng);
    let serang = merged.find(ind, "serang").unwrap();
    let found: Vec<_> = merged.translations(serang).map(|(e, t, _)| (merged.form(eng, e), t)).collect();
    assert!(found[0].0 == "attack" && close(found[0].1, 0.4));
    assert!(found[1].0 == "raid" && close(found[1].1, 0.5));
    assert!(close(merged.unigram(eng, merged.find(eng, "attack").unwrap()), 2e-4));
    assert!(merged.find(ind, "kapal").is_some());
}

#[test]
fn a_bad_line_is_named() {
    for (text, line) in [
        ("serang\tattack\nrumah\n", 2),
        ("serang\tattack\t0.5\n", 1),
        ("# x\n\nserang\tattack\t0.5\t1.5\n", 3),
        ("serang\tattack\tx\t0.5\n", 1),
        ("serang\t\t0\n", 1),
        ("serang\t\n", 1),
        ("\t\t0.5\n", 1),
    ] {
        let message = Lexicon::parse("my.tsv", text).unwrap_err().to_string();
        assert!(message.starts_with(&format!("my.tsv:{line}: \"")), "{message}");
        assert!(message.contains("ind TAB eng"), "{message}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let message = Lexicon::load("no/such.tsv").unwrap_err().to_string();
    assert!(message.starts_with("no/such.tsv: "), "{message}");
}

#[test]
fn the_embedded_image_is_the_committed_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/lexicon/ind-eng.tsv");
    let loaded = Lexicon::load(path).unwrap();
    assert!(loaded.image == Lexicon::builtin().image, "the build did not compile the committed table");
    assert!(BUILTIN.len() < 4 << 20, "{} bytes", BUILTIN.len());
}

#[test]
fn the_embedded_lexicon_knows_news_words() {
    let lexicon = Lexicon::builtin();
    let best = |ind: &str| {
        let entry = lexicon.find(Language::Ind, ind).unwrap();
        let best = lexicon.translations(entry).max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        lexicon.form(Language::Eng, best.0).to_owned()
    };
    for (ind, eng) in
        [("presiden", "president"), ("polisi", "police"), ("anak", "child"), ("pemerintah", "government")]
    {
        assert_eq!(best(ind), eng);
    }
}
