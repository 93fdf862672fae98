//! A group of sentences and the reasons of its judgement -> lines to read.

use std::fmt::Write;

use sejajar::align::links::{LinkQuestion, Why};
use sejajar::aligner::Explanation;
use sejajar::model::{Group, Language, Pair};

use super::Told;
use super::which::positions;

/// Reasons that add less are omitted from a list.
const LITTLE: f64 = 0.05;
/// The number of shown links outside a group.
const RIVALS: usize = 3;

/// The explanation of a group; `row` is the row that holds exactly its sentences.
pub fn text(told: &Told<'_>, group: &Group, row: Option<&Pair>) -> String {
    let mut out = String::new();
    head(&mut out, group, row);
    for (language, places, name) in
        [(Language::Ind, &group.ind, "article"), (Language::Eng, &group.eng, "report")]
    {
        for at in places.iter() {
            let _ = writeln!(out, "  {name} {at:<4} {}", told.sentence(language, at));
        }
    }
    if let Some(explained) = told.explained {
        links(&mut out, told, explained, group);
        bead(&mut out, explained, group, row);
    } else {
        lattice(&mut out, row);
    }
    out
}

fn head(out: &mut String, group: &Group, row: Option<&Pair>) {
    let _ = match row {
        Some(row) => {
            let content = row
                .content_confidence
                .map_or(String::new(), |content| format!(", shares content {content:.2}"));
            let sure = row.confidence.unwrap_or_default();
            let shape = row.align_type();
            writeln!(out, "{}  {}  {shape}  confidence {sure:.2}{content}", row.pair_id, positions(group))
        }
        None => writeln!(out, "{}  no row holds exactly these sentences", positions(group)),
    };
}

/// The links inside a group, and the best ones of its sentences outside.
fn links(out: &mut String, told: &Told<'_>, explained: &Explanation, group: &Group) {
    let inside = |i: usize, j: usize| group.ind.contains(i) && group.eng.contains(j);
    let own = explained.links(|i, j, _| inside(i, j));
    let shared = told.shared(&own.iter().map(|link| (link.ind, link.eng)).collect::<Vec<_>>());
    for (link, shared) in own.iter().zip(shared) {
        let (i, j) = (link.ind, link.eng);
        let _ = writeln!(
            out,
            "\nlink {i}:{j}  {:.2} that they share substance, {:.2} that it is more than a minor part",
            link.probability, link.sure
        );
        if !shared.is_empty() {
            let _ = writeln!(out, "    in common: {shared}");
        }
        let one = group.len() == 2;
        why(out, &link.why, one);
        if one {
            let _ = writeln!(out, "  more than a minor part:");
            why(out, &explained.why_link(i, j, LinkQuestion::Sure), false);
        }
    }
    let beside = |i: usize, j: usize| group.ind.contains(i) != group.eng.contains(j);
    let mut rivals = explained.links(|i, j, _| beside(i, j));
    rivals.sort_by(|x, y| y.probability.total_cmp(&x.probability));
    let shown: Vec<String> = rivals
        .iter()
        .take(RIVALS)
        .map(|link| format!("{}:{} {:.2}", link.ind, link.eng, link.probability))
        .collect();
    if !shown.is_empty() {
        let _ = writeln!(out, "\nbest links outside: {}", shown.join(", "));
    }
}

/// The reasons for taking the group as exactly a bead, and the confidence of its row.
fn bead(out: &mut String, explained: &Explanation, group: &Group, row: Option<&Pair>) {
    let judged = explained.why_bead(group);
    let question = if group.is_null() { "that it has no partner" } else { "that it is exactly a bead" };
    let _ = writeln!(out, "\nbead {}  {:.2} {question}", positions(group), judged.probability());
    why(out, &judged, false);
    if row.is_some() {
        let sure = explained.why_row(group, judged.probability());
        let closeness = explained.closeness();
        let _ = writeln!(
            out,
            "\nconfidence {:.2}: the share of rows of this kind and probability that are right, in documents of closeness {closeness:.2}",
            sure.probability()
        );
    }
}

/// Reasons with their contributions to the log odds; with `full`, also the features of each.
fn why(out: &mut String, why: &Why, full: bool) {
    if !full {
        let reasons = why.reasons().into_iter().filter(|(_, added)| added.abs() >= LITTLE);
        let listed: Vec<String> = reasons.map(|(reason, added)| format!("{reason} {added:+.2}")).collect();
        let _ = writeln!(out, "    {:+.2} = usual {:+.2}, {}", why.odds(), why.usual, listed.join(", "));
        return;
    }
    let _ = writeln!(out, "    {:<14}{:+7.2}", "usual", why.usual);
    for (reason, added) in why.reasons() {
        let mut parts: Vec<_> =
            why.parts.iter().filter(|part| part.reason == reason && part.added.abs() >= LITTLE).collect();
        parts.sort_by(|x, y| y.added.abs().total_cmp(&x.added.abs()));
        let listed: Vec<String> = parts
            .iter()
            .map(|part| format!("{} {:.2} ({:+.2})", part.feature, part.value, part.added))
            .collect();
        if !listed.is_empty() {
            let _ = writeln!(out, "    {reason:<14}{added:+7.2}   {}", listed.join(", "));
        }
    }
    let _ =
        writeln!(out, "    {:<14}{:+7.2}   the log odds of {:.2}", "together", why.odds(), why.probability());
}

/// For documents that the lattice judges: the score of a row.
fn lattice(out: &mut String, row: Option<&Pair>) {
    let _ = writeln!(
        out,
        "\nThe lattice is the judge here: the documents are long, or options bound the search or the evidence."
    );
    if let Some(score) = row.and_then(|row| row.score.map(|_| row)) {
        let part = |name: &str, nats: Option<f64>| nats.map(|nats| format!("{name} {nats:+.2}"));
        let parts = [
            part("names", score.name_score),
            part("numbers", score.number_score),
            part("words", score.word_score),
            part("length", score.length_score),
        ];
        let listed: Vec<String> = parts.into_iter().flatten().collect();
        let total = score.score.unwrap_or_default();
        let _ = writeln!(out, "score {total:+.2} nats, of them {}", listed.join(", "));
    }
}
