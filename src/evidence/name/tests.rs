//! Cases from text files, and laws.

use proptest::prelude::*;

use super::*;
use crate::evidence::token::{Numbers, Tokens};
use crate::model::Language;

/// The names of the sentences of one document.
fn names(texts: &[&str], language: Language) -> Vec<Vec<Evidence>> {
    let tokens = Tokens::of(texts, &mut Numbers::default());
    let (sentences, pack, mut words) =
        (tokens.sentences(texts), Pack::builtin(language), Vocabulary::default());
    let mut found = vec![Vec::new(); texts.len()];
    find_all(&sentences, pack, &Lexicon::builtin(), &mut words, &mut found);
    found
}

/// Runs a file of `sentence => surface: key key; surface: key`: a blank line starts a new document,
/// `key@type` gives the kind of entity.
fn run(file: &str, text: &str, language: Language) {
    let mut failures = Vec::new();
    let lines: Vec<(usize, &str)> = text.lines().enumerate().map(|(n, line)| (n + 1, line.trim())).collect();
    for document in lines.split(|(_, line)| line.is_empty()) {
        let cases: Vec<(usize, &str, &str)> = document
            .iter()
            .filter(|(_, line)| !line.starts_with('#'))
            .map(|&(n, line)| {
                let (sentence, wanted) = line
                    .split_once("=>")
                    .unwrap_or_else(|| panic!("{file}:{n}: \"{line}\" is not \"sentence => keys\""));
                (n, sentence.trim(), wanted.trim())
            })
            .collect();
        let texts: Vec<&str> = cases.iter().map(|case| case.1).collect();
        for ((n, _, wanted), found) in cases.iter().zip(names(&texts, language)) {
            if !agrees(wanted, &found) {
                failures.push(format!("{file}:{n}: wanted {wanted}\n    found {}", told(&found)));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Whether the first keys are those wanted, and every `|reading` is among the others.
fn agrees(wanted: &str, found: &[Evidence]) -> bool {
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    wanted.len() == found.len()
        && wanted.iter().zip(found).all(|(wanted, evidence)| {
            let mut readings = wanted.split('|');
            let first = readings.next().unwrap_or_default();
            let (key, entity) =
                first.split_once('@').map_or((first, None), |(key, entity)| (key, Some(entity)));
            key == evidence.keys[0].value()
                && entity.is_none_or(|entity| kind(evidence) == entity)
                && readings.all(|reading| evidence.keys.iter().any(|key| key.value() == reading))
        })
}

/// The kind of entity of the evidence, in lower case.
fn kind(evidence: &Evidence) -> String {
    evidence.entity.map_or(String::new(), |entity| format!("{entity:?}").to_lowercase())
}

fn told(found: &[Evidence]) -> String {
    let keys =
        |e: &Evidence| format!("{}@{}", e.keys.iter().map(Key::value).collect::<Vec<_>>().join("|"), kind(e));
    found.iter().map(keys).collect::<Vec<_>>().join(" ")
}

macro_rules! cases {
    ($name:ident, $file:literal, $language:expr) => {
        #[test]
        fn $name() {
            run($file, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $file)), $language);
        }
    };
}

cases!(indonesian_cases, "tests/cases/names.ind.txt", Language::Ind);
cases!(indonesian_types, "tests/cases/name-types.ind.txt", Language::Ind);
cases!(english_types, "tests/cases/name-types.eng.txt", Language::Eng);
cases!(english_cases, "tests/cases/names.eng.txt", Language::Eng);

/// The names of one sentence that repeats `part`, found on a stack of two megabytes.
fn repeated(part: &'static str, language: Language) -> Vec<Evidence> {
    let find = move || names(&[&part.repeat(20_000)], language).remove(0);
    std::thread::Builder::new().stack_size(2 << 20).spawn(find).unwrap().join().unwrap()
}

#[test]
fn lines_of_capitals_without_end_are_cut_and_need_no_stack() {
    for part in ["A. ", "H. ", "A B ", "Kim ", "Xylo ", "AS "] {
        for language in [Language::Ind, Language::Eng] {
            let found = repeated(part, language);
            let words = |evidence: &Evidence| evidence.surface.split_whitespace().count();
            assert!(found.iter().map(words).max().unwrap_or(0) <= 64, "{part}");
            assert!(found.windows(2).all(|two| two[0].span.end <= two[1].span.start), "{part}");
        }
    }
}

/// Found by fuzzing: the article of one name is the end of the one before.
#[test]
fn names_that_share_an_article_stay_apart() {
    let found = &names(&["Wi Li Le Wai Le LE"], Language::Ind)[0];
    assert!(found.windows(2).all(|two| two[0].span.end <= two[1].span.start), "{found:?}");
}

#[test]
fn a_name_within_the_limit_stays_whole() {
    let twenty = "Xylo Brandt ".repeat(10);
    let found = names(&[&format!("Menurut {twenty}kemarin, tidak ada.")], Language::Ind).remove(0);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].surface, twenty.trim_end());
}

proptest! {
    #[test]
    fn spans_are_inside_disjoint_and_give_the_surface(
        texts in prop::collection::vec("([A-Z][a-z]{1,5}|[A-Z]{2,4}|[a-z]{1,4}|.|[-'’.(),& ]|U\\.S\\.|Inggris-nya|[0-9]{1,3}| ){0,24}", 1..4),
        english in any::<bool>(),
    ) {
        let language = if english { Language::Eng } else { Language::Ind };
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for (text, found) in texts.iter().zip(names(&texts, language)) {
            for evidence in &found {
                prop_assert_eq!(&text[evidence.span.range()], &evidence.surface);
                prop_assert!(!evidence.span.is_empty() && !evidence.keys.is_empty());
            }
            for two in found.windows(2) {
                prop_assert!(two[0].span.end <= two[1].span.start);
            }
        }
    }

    #[test]
    fn names_keep_off_what_is_found(
        text in "([A-Z][a-z]{1,5}|[A-Z]{2,3}|[-'.& ]|[0-9]{1,3}| ){0,24}",
        english in any::<bool>(),
    ) {
        let language = if english { Language::Eng } else { Language::Ind };
        let texts = [text.as_str()];
        let tokens = Tokens::of(&texts, &mut Numbers::default());
        let (sentences, pack, mut words) = (tokens.sentences(&texts), Pack::builtin(language), Vocabulary::default());
        let number = |token: &crate::evidence::Token| Evidence {
            kind: Kind::Number,
            keys: vec![Key::new(Kind::Number, 1)],
            surface: token.of(&text).to_owned(),
            span: token.span(),
            entity: None, approximate: false,
        };
        let digits = |token: &&crate::evidence::Token| token.of(&text).starts_with(|c: char| c.is_ascii_digit());
        let mut found = vec![sentences[0].tokens.iter().filter(digits).map(number).collect::<Vec<_>>()];
        find_all(&sentences, pack, &Lexicon::builtin(), &mut words, &mut found);
        found[0].sort_by_key(|evidence| evidence.span.start);
        for two in found[0].windows(2) {
            prop_assert!(two[0].span.end <= two[1].span.start);
        }
    }
}
