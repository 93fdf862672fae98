//! Name pairs judged by hand (tests/gold/README.md): how many of them the tool links, and its false links.

use sejajar::lexicon::Lexicon;
use sejajar::model::{Evidence, Language};
use sejajar::score::same_name;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::names;
use crate::data::{data, root};

/// The names on both sides of one aligned sentence pair.
struct Row {
    doc: String,
    lines: [usize; 2],
    pairs: Vec<[String; 2]>,
}

/// Reads `doc, ind_line, eng_line, eng=ind;…` lines.
fn rows(text: &str) -> Vec<Row> {
    let row = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let pair = |pair: &str| {
            let (eng, ind) = pair.split_once('=').expect("eng=ind");
            [ind.to_owned(), eng.to_owned()]
        };
        Row {
            doc: columns[0].to_owned(),
            lines: [columns[1], columns[2]].map(|n| n.parse().unwrap()),
            pairs: columns[3].split(';').map(pair).collect(),
        }
    };
    text.lines().filter(|line| !line.starts_with('#')).map(row).collect()
}

/// The words of a text as the keys of the gold have them, with their bytes.
fn words(text: &str) -> Vec<(usize, usize, String)> {
    let mut words: Vec<(usize, usize, String)> = Vec::new();
    let mut start = None;
    let inside = |at: usize, c: char| {
        let next = text[at + c.len_utf8()..].chars().next();
        // `St.Martin` is two words, `U.S.` and `example.com` are one.
        let lost = |next: char| c == '.' && next.is_uppercase() && text[..at].ends_with(char::is_lowercase);
        c.is_alphanumeric()
            || is_combining_mark(c)
            || (matches!(c, '\'' | '’' | '.') && next.is_some_and(|n| n.is_alphanumeric() && !lost(n)))
    };
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, at < text.len() && inside(at, c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = &text[from..at];
                let bare = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
                words.push((from, from + bare.len(), key(bare)));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// `U.S`: `us`.
fn key(word: &str) -> String {
    let folded: String =
        word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    let initials = folded.split('.').all(|part| part.chars().count() == 1);
    folded.chars().filter(|&c| !(matches!(c, '\'' | '’') || (initials && c == '.'))).collect()
}

/// The occurrences of a gold name in a text.
fn places(words: &[(usize, usize, String)], name: &str) -> Vec<(usize, usize)> {
    let wanted: Vec<&str> = name.split('-').collect();
    let says =
        |at: &[(usize, usize, String)]| at.iter().map(|word| &word.2).zip(&wanted).all(|(a, b)| a == b);
    words.windows(wanted.len()).filter(|at| says(at)).map(|at| (at[0].0, at[at.len() - 1].1)).collect()
}

/// Whether the tool takes two names for one: a key in common, or one name spelt twice.
fn linked(ind: &Evidence, eng: &Evidence) -> bool {
    ind.keys.iter().any(|key| eng.keys.contains(key)) || same_name(ind.keys[0].value(), eng.keys[0].value())
}

#[derive(Default)]
struct Sums {
    linked: usize,
    wanted: usize,
    links: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

/// A side of a row: the names found, and the occurrences of each gold name.
struct Side<'a> {
    found: &'a [Evidence],
    places: Vec<Vec<(usize, usize)>>,
}

impl Side<'_> {
    /// Whether the name found is the n-th gold name, or a longer name that contains it.
    fn holds(&self, found: &Evidence, n: usize) -> bool {
        self.places[n].iter().any(|&(start, end)| found.span.start <= start && end <= found.span.end)
    }

    /// Whether the name found shares a word with the n-th gold name.
    fn touches(&self, found: &Evidence, n: usize) -> bool {
        self.places[n].iter().any(|&(start, end)| found.span.start < end && start < found.span.end)
    }
}

fn measure(row: &Row, ind: &Side<'_>, eng: &Side<'_>, same: &dyn Fn(&str, &str) -> bool, sums: &mut Sums) {
    let place = format!("{}:{}", row.doc, row.lines[0]);
    for (n, [of_ind, of_eng]) in row.pairs.iter().enumerate() {
        let met = eng
            .found
            .iter()
            .filter(|e| eng.holds(e, n))
            .any(|e| ind.found.iter().filter(|i| ind.holds(i, n)).any(|i| linked(i, e)));
        sums.wanted += 1;
        sums.linked += usize::from(met);
        if !met {
            let told = |side: &Side<'_>| {
                let near = side.found.iter().filter(|found| side.touches(found, n));
                near.map(|found| found.surface.as_str()).collect::<Vec<_>>().join("; ")
            };
            sums.missed.push(format!("{place} {of_eng}={of_ind} ({} = {})", told(eng), told(ind)));
        }
    }
    let of = |side: &Side<'_>, e: &Evidence| {
        (0..row.pairs.len()).filter(|&n| side.touches(e, n)).collect::<Vec<_>>()
    };
    for e in eng.found {
        for i in ind.found.iter().filter(|i| linked(i, e)) {
            let (of_ind, of_eng) = (of(ind, i), of(eng, e));
            let agree = |&a: &usize, &b: &usize| a == b || same(&row.pairs[a][0], &row.pairs[b][1]);
            let right = of_ind.iter().any(|a| of_eng.iter().any(|b| agree(a, b)));
            sums.links += 1;
            // Both sides also contain words that gold does not count as names (`HIV`): if spelt alike,
            // linking them is no error.
            let nameless = of_ind.is_empty() && of_eng.is_empty();
            if !(right || (nameless && i.surface.eq_ignore_ascii_case(&e.surface))) {
                sums.wrong.push(format!("{place} {}={}", e.surface, i.surface));
            }
        }
    }
}

#[test]
fn pairs_judged_by_hand_are_linked() {
    let Some(folder) = data("align/ntrex-dev/clean") else { return };
    let rows = rows(&std::fs::read_to_string(root().join("tests/gold/name-pairs.tsv")).unwrap());
    let lexicon = Lexicon::builtin();
    let listed: Vec<[String; 2]> = rows.iter().flat_map(|row| row.pairs.clone()).collect();
    // Two names of one row that mean the same: some row lists them as a pair, or both with a third name.
    let same = |ind: &str, eng: &str| {
        let with = |n: usize, name: &str| {
            listed.iter().filter(move |p| p[n] == name).map(move |p| p[1 - n].clone()).collect::<Vec<_>>()
        };
        with(0, ind)
            .iter()
            .any(|e| e == eng || with(1, e).iter().any(|i| with(0, i).iter().any(|e| e == eng)))
    };
    let mut sums = Sums::default();
    for row in &rows {
        let read =
            |ending: &str| std::fs::read_to_string(folder.join(format!("{}.{ending}", row.doc))).unwrap();
        let (ind_text, eng_text) = (read("ind"), read("eng"));
        let side = |text: &str, language, n: usize| {
            let lines: Vec<&str> = text.lines().collect();
            let found = names(&lines, language, &lexicon).swap_remove(row.lines[n]);
            let words = words(lines[row.lines[n]]);
            let places: Vec<_> = row.pairs.iter().map(|pair| places(&words, &pair[n])).collect();
            (found, places)
        };
        let ((ind, at_ind), (eng, at_eng)) =
            (side(&ind_text, Language::Ind, 0), side(&eng_text, Language::Eng, 1));
        let (ind, eng) = (Side { found: &ind, places: at_ind }, Side { found: &eng, places: at_eng });
        for (n, pair) in row.pairs.iter().enumerate() {
            assert!(
                !ind.places[n].is_empty() && !eng.places[n].is_empty(),
                "{}: {pair:?} is not in its lines",
                row.doc
            );
        }
        measure(row, &ind, &eng, &same, &mut sums);
    }
    let share = |part: usize, all: usize| part as f64 / all as f64;
    let (linked, wrong) = (share(sums.linked, sums.wanted), share(sums.wrong.len(), sums.links));
    let figures = format!("names: pairs {} {linked:.4} {} {wrong:.4}", sums.wanted, sums.links);
    eprintln!("{figures}\nmissed {}\nwrong {}", sums.missed.join("\n       "), sums.wrong.join("\n      "));
    assert!(linked >= 0.94 && wrong <= 0.015, "{figures}");
}
