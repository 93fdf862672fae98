//! Development data -> how well names are found and how well they meet across languages.

use std::collections::HashMap;
use std::path::PathBuf;

use super::*;

/// A file or folder of the development data; says so and gives none where it is absent.
fn data(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SEJAJAR_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")), PathBuf::from);
    let file = root.join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: {path} is in neither ../shared/data nor $SEJAJAR_DATA");
    None
}

/// A sentence's text and the byte spans of its gold names.
type Gold = (String, Vec<(usize, usize)>);

/// Joins tokens with spaces, as the file has them.
fn conll(text: &str) -> Vec<Gold> {
    let mut sentences = vec![(String::new(), Vec::new())];
    for line in text.lines() {
        let (sentence, spans): &mut Gold = sentences.last_mut().unwrap();
        let mut columns = line.split_whitespace();
        let (Some(word), Some(tag)) = (columns.next(), columns.next_back()) else {
            sentences.push((String::new(), Vec::new()));
            continue;
        };
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        let start = sentence.len();
        sentence.push_str(word);
        match tag.as_bytes()[0] {
            b'B' => spans.push((start, sentence.len())),
            b'I' => spans.last_mut().unwrap().1 = sentence.len(),
            _ => {}
        }
    }
    sentences.retain(|(sentence, _)| !sentence.is_empty());
    sentences
}

#[test]
fn untyped_spans_of_indonesian_news() {
    let Some(file) = data("ner/idner-dev.conll") else { return };
    let gold = conll(&std::fs::read_to_string(file).unwrap());
    let (mut right, mut ours, mut theirs) = (0, 0, 0);
    let (mut missed, mut extra) = (HashMap::<String, u32>::new(), HashMap::<String, u32>::new());
    // The file has no documents: each sentence is one.
    for (sentence, spans) in &gold {
        let found = names(&[sentence], Language::Ind).remove(0);
        let found: Vec<(usize, usize)> = found.iter().map(|e| (e.span.start, e.span.end)).collect();
        right += found.iter().filter(|span| spans.contains(span)).count();
        ours += found.len();
        theirs += spans.len();
        for &(start, end) in spans.iter().filter(|span| !found.contains(span)) {
            *missed.entry(sentence[start..end].to_owned()).or_default() += 1;
        }
        for &(start, end) in found.iter().filter(|span| !spans.contains(span)) {
            *extra.entry(sentence[start..end].to_owned()).or_default() += 1;
        }
    }
    let f1 = 2.0 * right as f64 / (ours + theirs) as f64;
    println!(
        "precision {:.3} recall {:.3} F1 {f1:.3}",
        right as f64 / ours as f64,
        right as f64 / theirs as f64
    );
    show("missed", missed);
    show("extra", extra);
    assert!(f1 >= 0.70, "untyped span F1 {f1:.3}");
}

fn show(title: &str, counts: HashMap<String, u32>) {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let list: Vec<String> = counts.into_iter().take(400).map(|(text, n)| format!("{text}×{n}")).collect();
    println!("{title}: {}", list.join(" | "));
}

#[test]
fn names_of_pairs_meet() {
    let Some(folder) = data("align/ntrex-dev/clean") else { return };
    let (mut pairs, mut neighbours) = ([0usize; 2], [0usize; 2]);
    let mut missed = HashMap::<String, u32>::new();
    for n in 0.. {
        let read = |ending: &str| std::fs::read_to_string(folder.join(format!("{n:03}.{ending}")));
        let (Ok(ind), Ok(eng), Ok(gold)) = (read("ind"), read("eng"), read("gold")) else { break };
        let (ind_lines, eng_lines): (Vec<&str>, Vec<&str>) = (ind.lines().collect(), eng.lines().collect());
        let (ind, eng) = (names(&ind_lines, Language::Ind), names(&eng_lines, Language::Eng));
        for (i, e) in gold.lines().filter_map(one_to_one) {
            count(&ind[i], &eng[e], &mut pairs, Some((&mut missed, ind_lines[i])));
            if e + 1 < eng.len() {
                count(&ind[i], &eng[e + 1], &mut neighbours, None);
            }
        }
    }
    let share = |[met, all]: [usize; 2]| met as f64 / all as f64;
    println!("pairs {:.3} of {}, neighbours {:.3}", share(pairs), pairs[1], share(neighbours));
    show("missed", missed);
    assert!(share(pairs) >= 0.70, "{:.3} of the English names meet an Indonesian one", share(pairs));
}

/// `[3]:[4]`
fn one_to_one(line: &str) -> Option<(usize, usize)> {
    let (ind, eng) = line.split_once(':')?;
    let number = |side: &str| side.trim_matches(['[', ']']).parse().ok();
    Some((number(ind)?, number(eng)?))
}

/// Adds the English names that meet an Indonesian one, and all of them.
fn count(
    ind: &[Evidence],
    eng: &[Evidence],
    sums: &mut [usize; 2],
    missed: Option<(&mut HashMap<String, u32>, &str)>,
) {
    let met = |e: &&Evidence| e.keys.iter().any(|key| ind.iter().any(|i| i.keys.contains(key)));
    sums[0] += eng.iter().filter(met).count();
    sums[1] += eng.len();
    if let Some((missed, _)) = missed {
        for evidence in eng.iter().filter(|e| !met(e)) {
            let left: Vec<&str> = ind
                .iter()
                .filter(|i| !eng.iter().any(|e| e.keys.iter().any(|key| i.keys.contains(key))))
                .map(|i| i.surface.as_str())
                .collect();
            *missed.entry(format!("{} <{}>", evidence.surface, left.join(", "))).or_default() += 1;
        }
    }
}

/// Run with `cargo test --release --lib -- name::tests::measure::speed --ignored --nocapture`.
#[test]
#[ignore = "measures time, which says something in release builds only"]
fn speed() {
    for language in [Language::Ind, Language::Eng] {
        let start = std::time::Instant::now();
        let pack = Pack::builtin(language);
        println!("{language}: pack {:?}", start.elapsed());
        let Some(folder) = data("align/ntrex-dev/clean") else { return };
        let documents: Vec<String> = (0..62)
            .filter_map(|n| std::fs::read_to_string(folder.join(format!("{n:03}.{language}"))).ok())
            .collect();
        let lines: Vec<Vec<&str>> = documents.iter().map(|text| text.lines().collect()).collect();
        let tokens: Vec<Vec<_>> =
            lines.iter().map(|lines| lines.iter().map(|line| tokenize(line)).collect()).collect();
        let bytes: usize = documents.iter().map(String::len).sum();
        let start = std::time::Instant::now();
        for _ in 0..20 {
            for (lines, tokens) in lines.iter().zip(&tokens) {
                find_all(lines, tokens, pack, &mut vec![Vec::new(); lines.len()]);
            }
        }
        println!("{language}: {:.1} MB/s", 20.0 * bytes as f64 / 1e6 / start.elapsed().as_secs_f64());
    }
}
