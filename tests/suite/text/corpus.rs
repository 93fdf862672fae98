//! Scores on development data (`../shared/data` or `$SEJAJAR_DATA`); skipped with a plain message where it is
//! absent.

use std::collections::BTreeSet;
use std::path::Path;

use sejajar::clean::clean;
use sejajar::lang::Pack;
use sejajar::model::{Language, Sentence, SourceText};
use sejajar::read::{self, ReadOptions};
use sejajar::split::{SplitOptions, split};

use crate::data::data;

fn cleaned(path: &Path, language: Language) -> (SourceText, Vec<Sentence>) {
    let pack = Pack::builtin(language);
    let article = clean(read::file(path, &ReadOptions::default()).unwrap(), pack);
    let sentences = split(&article, pack, SplitOptions::default());
    (article, sentences)
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Offsets, white space left out, at which sentences but the last end.
fn ends<'s>(sentences: impl IntoIterator<Item = &'s str>) -> BTreeSet<usize> {
    let mut at = 0;
    let mut ends: BTreeSet<usize> = sentences
        .into_iter()
        .map(|s| {
            at += squeeze(s).len();
            at
        })
        .collect();
    ends.pop_last();
    ends
}

/// F1 of sentence ends inside paragraphs, and the paragraphs in which they differ.
fn score(gold: &str, options: SplitOptions) -> (f64, Vec<String>) {
    let (mut agree, mut found, mut wanted) = (0, 0, 0);
    let mut wrong = Vec::new();
    for paragraph in gold.split("\n\n") {
        let lines: Vec<&str> = paragraph.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let article = read::text("gold", lines.join(" ").as_bytes(), &ReadOptions::default()).unwrap();
        let sentences = split(&article, Pack::builtin(Language::Ind), options);
        let (a, b) = (ends(lines.iter().copied()), ends(sentences.iter().map(|s| s.text.as_str())));
        agree += a.intersection(&b).count();
        wanted += a.len();
        found += b.len();
        if a != b {
            wrong.push(sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join("\n  | "));
        }
    }
    (2.0 * agree as f64 / (wanted + found) as f64, wrong)
}

#[test]
fn csui_sentence_ends() {
    let Some(path) = data("split/csui-dev.ind.txt") else { return };
    let gold = std::fs::read_to_string(path).unwrap();
    for (quotes, floor) in [(false, 0.995), (true, 0.985)] {
        let (f1, wrong) = score(&gold, SplitOptions::with_quotes(quotes));
        eprintln!("csui-dev, quotes split: {quotes}: F1 {f1:.4}\n{}", wrong.join("\n"));
        assert!(f1 >= floor, "F1 {f1:.4} is below {floor}");
    }
}

#[test]
fn boilerplate_goes_and_prose_stays() {
    let Some(dir) = data("raw/ntrex-dev") else { return };
    let mut files = 0;
    for entry in std::fs::read_dir(dir).unwrap() {
        let json = entry.unwrap().path();
        if json.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let gold: serde_json::Value = serde_json::from_slice(&std::fs::read(&json).unwrap()).unwrap();
        let noise: Vec<&str> =
            gold["boilerplate"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
        for language in [Language::Ind, Language::Eng] {
            let path = json.with_extension(format!("{language}.txt"));
            let (article, sentences) = cleaned(&path, language);
            let kept: Vec<&str> = article.paragraphs.iter().map(|p| p.span.of(&article.content)).collect();
            for dropped in &article.dropped {
                let line = dropped.span.of(&article.content);
                assert!(noise.contains(&line), "{}: lost ({}): {line}", path.display(), dropped.reason);
            }
            for line in &kept {
                assert!(!noise.contains(line), "{}: leaked: {line}", path.display());
            }
            let of_kept: String = kept.iter().map(|line| squeeze(line)).collect();
            let of_sentences: String = sentences.iter().map(|s| squeeze(&s.text)).collect();
            assert_eq!(of_kept, of_sentences, "{}", path.display());
            files += 1;
        }
    }
    assert!(files > 0);
}

#[test]
fn the_seed_article_loses_its_debris_and_nothing_else() {
    let Some(path) = data("seed/kim-putin.ind.txt") else { return };
    let (article, sentences) = cleaned(&path, Language::Ind);
    let reasons: Vec<&str> = article.dropped.iter().map(|d| d.reason.as_str()).collect();
    assert_eq!(reasons, ["read-also", "read-also", "script", "comment"]);
    assert_eq!(article.name, "kim-putin");
    assert_eq!(article.title, Some(sentences[0].span));
    assert!(
        sentences[1..].iter().all(|s| s.text.trim_end_matches(['”', '"']).ends_with('.')),
        "{sentences:#?}"
    );
    eprintln!("{}", sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join("\n"));
    assert_eq!(sentences.len(), 27);
}
