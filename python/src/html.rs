//! Rows -> HTML for a notebook: both texts side by side, with their evidence highlighted and their flags
//! explained.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use sejajar::aligner::Inspection;
use sejajar::audit::explain;
use sejajar::markup;
use sejajar::model::{Evidence, Kind, Pair};

use crate::options::usual;
use crate::table::SHOWN;

/// Rows side by side; those at `at` of `all`, as many as a notebook shows.
pub fn pairs(all: &[Pair], at: &[usize]) -> String {
    let mut out = String::from(
        "<table style=\"table-layout:fixed;width:100%\"><thead><tr><th style=\"text-align:left;width:13%\">row</th>\
         <th style=\"text-align:left\">Indonesian</th><th style=\"text-align:left\">English</th></tr></thead><tbody>",
    );
    let shown = &at[..at.len().min(SHOWN)];
    let inspections = inspections(all, shown);
    for at in shown {
        row(&mut out, &all[*at], &inspections[at]);
    }
    out.push_str("</tbody></table>");
    out + &more(at.len(), SHOWN)
}

/// A line that says how many rows are not shown.
pub fn more(count: usize, shown: usize) -> String {
    if count <= shown { String::new() } else { format!("<p>{} further rows</p>", count - shown) }
}

/// `text` as HTML shows it. Jupyter would take text between two dollar signs for mathematics.
pub fn escaped(text: &str) -> String {
    markup::html(text).replace('$', "&#36;")
}

/// The evidence in some rows, each read among all rows of its documents.
fn inspections(all: &[Pair], shown: &[usize]) -> BTreeMap<usize, Inspection> {
    let aligner = usual();
    let mut found = BTreeMap::new();
    for &at in shown {
        if found.contains_key(&at) {
            continue;
        }
        let range = document(all, at);
        let inspected = aligner.inspect(&all[range.clone()]);
        found.extend(range.zip(inspected));
    }
    found
}

/// The rows around `at` that are of the same article and report.
pub fn document(all: &[Pair], at: usize) -> Range<usize> {
    let same = |row: &&Pair| row.is_beside(&all[at]);
    let before = all[..at].iter().rev().take_while(same).count();
    let behind = all[at..].iter().take_while(same).count();
    at - before..at + behind
}

fn row(out: &mut String, row: &Pair, said: &Inspection) {
    const CELL: &str = "style=\"text-align:left;vertical-align:top;white-space:normal\"";
    let matched =
        |ind: bool| -> Vec<usize> { said.matched.iter().map(|&(f, e)| if ind { f } else { e }).collect() };
    let confidence = row.confidence.map_or(String::new(), |confidence| format!("<br>{confidence:.2}"));
    let _ = write!(out, "<tr><td {CELL}>{}{confidence}", row.align_type());
    for flag in &row.flags {
        let _ = write!(
            out,
            "<br><span style=\"color:#b3261e\" title=\"{}\">{}</span>",
            escaped(&explain(flag)),
            escaped(flag.code)
        );
    }
    let ind = marked(&row.ind_text, &said.ind, &matched(true));
    let eng = marked(&row.eng_text, &said.eng, &matched(false));
    let _ = write!(out, "</td><td {CELL} lang=\"id\" dir=\"auto\">{ind}");
    let _ = write!(out, "</td><td {CELL} lang=\"en\" dir=\"auto\">{eng}</td></tr>");
}

/// `text` with its evidence marked: filled where the other side says the same, outlined where it does not.
fn marked(text: &str, evidence: &[Evidence], matched: &[usize]) -> String {
    let html = markup::marked(text, evidence, |at, piece, words| {
        let keys: Vec<&str> = piece.keys.iter().map(sejajar::model::Key::as_str).collect();
        format!(
            "<mark style=\"color:inherit;padding:0 2px;border-radius:3px;{}\" title=\"{}\">{words}</mark>",
            style(piece.kind, matched.contains(&at)),
            markup::html(&keys.join(" ")),
        )
    });
    html.replace('$', "&#36;")
}

/// Colours of the command line tool, which are seen on light and on dark ground.
fn style(kind: Kind, matched: bool) -> String {
    let colour = match kind {
        Kind::Name | Kind::Attribution => "46,160,67",
        Kind::Money => "191,135,0",
        _ if kind.is_dated() => "191,75,191",
        _ => "20,150,170",
    };
    match matched {
        true => format!("background:rgba({colour},.3)"),
        false => format!("background:none;border:1px dashed rgb({colour})"),
    }
}
