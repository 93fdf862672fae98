//! Names against development data: how well they are found, and how well they meet across languages.

use sejajar::evidence::{Context, Memory, profiles};
use sejajar::lang::Pack;
use sejajar::lexicon::Lexicon;
use sejajar::model::{Entity, Evidence, Kind, Language};

use crate::data::data;

mod pairs;

/// The names of the sentences of one document.
fn names(texts: &[&str], language: Language, lexicon: &Lexicon) -> Vec<Vec<Evidence>> {
    let context = Context { pack: Pack::builtin(language), lexicon, published: None };
    let profiles = profiles(texts, context, &mut Memory::default());
    let named = |evidence: Vec<Evidence>| evidence.into_iter().filter(|e| e.kind == Kind::Name).collect();
    profiles.into_iter().map(|profile| named(profile.evidence)).collect()
}

/// The bytes and the type of a name.
type Name = (usize, usize, Entity);

/// A sentence's text and its gold names.
type Gold = (String, Vec<Name>);

/// Joins the words of a file of `word tag tag` lines with spaces; a blank line ends a sentence.
fn conll(text: &str) -> Vec<Gold> {
    let mut sentences = vec![(String::new(), Vec::new())];
    for line in text.lines() {
        let (sentence, spans): &mut Gold = sentences.last_mut().expect("there is always one");
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
        match tag.split_once('-') {
            Some(("B", kind)) => spans.push((start, sentence.len(), entity(kind))),
            Some(("I", _)) => spans.last_mut().expect("a name continues").1 = sentence.len(),
            _ => {}
        }
    }
    sentences.retain(|(sentence, _)| !sentence.is_empty());
    sentences
}

fn entity(kind: &str) -> Entity {
    match kind {
        "PER" => Entity::Person,
        "ORG" => Entity::Organisation,
        "LOC" => Entity::Place,
        other => panic!("{other} is no type of a name"),
    }
}

const TYPES: [Entity; 3] = [Entity::Person, Entity::Organisation, Entity::Place];

/// Names found, names of the gold, and those that are both.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    right: usize,
    ours: usize,
    theirs: usize,
}

impl Counts {
    fn and(self, other: Counts) -> Counts {
        let Counts { right, ours, theirs } = other;
        Counts { right: self.right + right, ours: self.ours + ours, theirs: self.theirs + theirs }
    }

    /// Precision, recall and F1, as `scripts/accuracy` reads them.
    fn told(self) -> String {
        let share = |all: usize| self.right as f64 / all.max(1) as f64;
        let f1 = 2.0 * self.right as f64 / (self.ours + self.theirs).max(1) as f64;
        format!("{} {:.4} {:.4} {f1:.4}", self.theirs, share(self.ours), share(self.theirs))
    }
}

/// Persons, organisations and places as the gold marks them; our other names (peoples, events, titles of
/// works) claim to be none of these. The share of gold names touched by any name found bounds what linking
/// can use.
#[test]
fn persons_organisations_and_places_of_indonesian_news() {
    let Some(file) = data("ner/idner-dev.conll") else { return };
    let gold = conll(&std::fs::read_to_string(file).unwrap());
    let (mut spans, mut touched) = (0, 0);
    let mut by_type = [Counts::default(); TYPES.len()];
    let lexicon = Lexicon::builtin();
    // The file has no documents: each sentence is one.
    for (sentence, names_of) in &gold {
        let all = names(&[sentence], Language::Ind, &lexicon).remove(0);
        let name = |e: &Evidence| (e.span.start, e.span.end, e.entity.unwrap_or(Entity::Other));
        let all: Vec<Name> = all.iter().map(name).collect();
        let found: Vec<Name> = all.iter().copied().filter(|name| name.2 != Entity::Other).collect();
        spans += found.iter().filter(|a| names_of.iter().any(|b| (a.0, a.1) == (b.0, b.1))).count();
        for (entity, counts) in TYPES.iter().zip(&mut by_type) {
            let of = |name: &&Name| name.2 == *entity;
            counts.right += found.iter().filter(of).filter(|name| names_of.contains(name)).count();
            counts.ours += found.iter().filter(of).count();
            counts.theirs += names_of.iter().filter(of).count();
        }
        touched += names_of.iter().filter(|a| all.iter().any(|b| a.0 < b.1 && b.0 < a.1)).count();
    }
    let all = by_type.iter().fold(Counts::default(), |sum, counts| sum.and(*counts));
    let Counts { right: typed, ours, theirs } = all;
    let share = |part: usize, all: usize| part as f64 / all as f64;
    let (spans_f1, typed_f1) = (2.0 * share(spans, ours + theirs), 2.0 * share(typed, ours + theirs));
    let figures = format!(
        "spans P {:.3} R {:.3} F1 {spans_f1:.3}, typed F1 {typed_f1:.3}, touched {:.3}",
        share(spans, ours),
        share(spans, theirs),
        share(touched, theirs)
    );
    eprintln!("{figures}");
    eprintln!("names: spans {}", Counts { right: spans, ours, theirs }.told());
    eprintln!("names: typed {}", all.told());
    for (entity, counts) in TYPES.iter().zip(by_type) {
        eprintln!("names: {} {}", format!("{entity:?}").to_lowercase(), counts.told());
    }
    assert!(spans_f1 >= 0.86 && typed_f1 >= 0.84 && share(touched, theirs) >= 0.985, "{figures}");
}

/// The names of English news sentences of our own, each with its type: how many are found whole, and how many
/// of the type.
#[test]
fn names_of_english_news() {
    let text = include_str!("../cases/names-news.eng.txt");
    let lexicon = Lexicon::builtin();
    let (mut spans, mut typed) = (Counts::default(), Counts::default());
    for document in text.split("\n\n") {
        let lines = document.lines().filter(|line| !line.starts_with('#'));
        let cases: Vec<(&str, Vec<Name>)> =
            lines.filter_map(|line| line.split_once(" =>")).map(wanted).collect();
        let texts: Vec<&str> = cases.iter().map(|(sentence, _)| *sentence).collect();
        for ((_, gold), found) in cases.iter().zip(names(&texts, Language::Eng, &lexicon)) {
            let name = |e: &Evidence| (e.span.start, e.span.end, e.entity.unwrap_or(Entity::Other));
            let found: Vec<Name> = found.iter().map(name).collect();
            let whole = |a: &&Name| gold.iter().any(|b| (a.0, a.1) == (b.0, b.1));
            let counts = |right| Counts { right, ours: found.len(), theirs: gold.len() };
            spans = spans.and(counts(found.iter().filter(whole).count()));
            typed = typed.and(counts(found.iter().filter(|name| gold.contains(name)).count()));
        }
    }
    eprintln!("names: eng spans {}\nnames: eng typed {}", spans.told(), typed.told());
    let f1 = |counts: Counts| 2.0 * counts.right as f64 / (counts.ours + counts.theirs) as f64;
    assert!(
        typed.theirs >= 150 && f1(spans) >= 0.92 && f1(typed) >= 0.90,
        "{} {}",
        spans.told(),
        typed.told()
    );
}

/// `sentence => name@type; name@type`
fn wanted<'t>((sentence, names): (&'t str, &str)) -> (&'t str, Vec<Name>) {
    let name = |case: &str| {
        let (name, entity) = case.rsplit_once('@').expect("name@type");
        let start = sentence.find(name).unwrap_or_else(|| panic!("{sentence:?} lacks {name:?}"));
        (start, start + name.len(), of_type(entity))
    };
    (sentence, names.split(';').map(str::trim).filter(|case| !case.is_empty()).map(name).collect())
}

fn of_type(name: &str) -> Entity {
    match name {
        "person" => Entity::Person,
        "place" => Entity::Place,
        "organisation" => Entity::Organisation,
        "other" => Entity::Other,
        _ => panic!("{name} is no type of a name"),
    }
}

#[test]
fn names_of_pairs_meet() {
    let Some(folder) = data("align/ntrex-dev/clean") else { return };
    let lexicon = Lexicon::builtin();
    let (mut pairs, mut neighbours) = ([0usize; 2], [0usize; 2]);
    for n in 0.. {
        let read = |ending: &str| std::fs::read_to_string(folder.join(format!("{n:03}.{ending}")));
        let (Ok(ind), Ok(eng), Ok(gold)) = (read("ind"), read("eng"), read("gold")) else { break };
        let ind = names(&ind.lines().collect::<Vec<_>>(), Language::Ind, &lexicon);
        let eng = names(&eng.lines().collect::<Vec<_>>(), Language::Eng, &lexicon);
        for (i, e) in gold.lines().filter_map(one_to_one) {
            count(&ind[i], &eng[e], &mut pairs);
            if e + 1 < eng.len() {
                count(&ind[i], &eng[e + 1], &mut neighbours);
            }
        }
    }
    let share = |[met, all]: [usize; 2]| met as f64 / all as f64;
    let figures = format!("pairs {:.3} of {}, neighbours {:.3}", share(pairs), pairs[1], share(neighbours));
    eprintln!("{figures}");
    assert!(share(pairs) >= 0.95 && share(neighbours) <= 0.23, "{figures}");
}

/// `[3]:[4]`
fn one_to_one(line: &str) -> Option<(usize, usize)> {
    let (ind, eng) = line.split_once(':')?;
    let number = |side: &str| side.trim_matches(['[', ']']).parse().ok();
    Some((number(ind)?, number(eng)?))
}

/// Adds the English names that match an Indonesian one, and the number of all.
fn count(ind: &[Evidence], eng: &[Evidence], sums: &mut [usize; 2]) {
    let met = |e: &&Evidence| e.keys.iter().any(|key| ind.iter().any(|i| i.keys.contains(key)));
    sums[0] += eng.iter().filter(met).count();
    sums[1] += eng.len();
}
