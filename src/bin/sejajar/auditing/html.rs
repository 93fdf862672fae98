//! A report -> one self-contained page: pictures, documents side by side with their evidence, suspect rows;
//! no script, nothing from elsewhere.

use std::fmt::Write;

use sejajar::aligner::Inspection;
use sejajar::auditing::{Audited, DocumentCounts, Report, explained, gravest};
use sejajar::figures::{self, Figure, Outline};
use sejajar::markup::{self, html};
use sejajar::model::{Language, Pair};

use super::pictures::{Pictures, flags};
use super::words::{counts, interval, percent, place};
use crate::say::grouped;

const STYLE: &str = include_str!("page.css");

/// The whole page. `about` says which tables it is about, and which version made it when.
pub fn page(report: &Report, pictures: &Pictures, about: &str) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Audit of aligned rows</title>\n";
    let _ = writeln!(out, "<style>\n{STYLE}{}</style>\n</head>\n<body>\n<main>", figures::STYLE);
    let _ = writeln!(out, "<h1>Audit of aligned rows</h1>\n<p class=\"about\">{}</p>", html(about));
    summary(&mut out, report);
    section(&mut out, pictures.overview(report).into_iter().chain(flags(report)));
    documents(&mut out, report);
    suspects(&mut out, report);
    report.shown.iter().enumerate().for_each(|(at, audited)| document(&mut out, at, audited));
    out + "</main>\n</body>\n</html>\n"
}

fn summary(out: &mut String, report: &Report) {
    let summary = &report.summary;
    let suspect = |name: &str| grouped(summary.gravest.get(name).copied().unwrap_or(0));
    let mut figures = vec![
        ("document pairs", grouped(summary.documents)),
        ("rows", grouped(summary.rows)),
        ("aligned rows", grouped(summary.aligned_rows)),
        ("of the reports’ text told by the articles", percent(summary.report_coverage)),
        ("of the articles’ text told by the reports", percent(summary.article_coverage)),
        ("articles by how they were made", counts(&summary.retellings)),
        ("rows with errors", suspect("error")),
        ("rows with warnings only", suspect("warning")),
    ];
    if let Some(judged) = &report.judged {
        figures.push(("precision, with an interval of 95%", interval(judged.estimate.precision)));
        figures.push(("recall, with an interval of 95%", interval(judged.estimate.recall)));
    }
    *out += "<dl class=\"figures\">\n";
    for (what, figure) in figures {
        let _ = writeln!(out, "<div><dt>{what}</dt><dd>{figure}</dd></div>");
    }
    *out += "</dl>\n";
}

fn section(out: &mut String, figures: impl Iterator<Item = Figure>) {
    *out += "<section class=\"plots\" aria-label=\"Pictures\">\n";
    for figure in figures {
        *out += &figure.inline();
    }
    *out += "</section>\n";
}

/// The names of the columns of the list of documents, which narrow screens show beside each cell.
const COLUMNS: [&str; 9] =
    ["article", "report", "told", "omitted", "added", "moved", "errors", "warnings", "flags"];

/// Documents in the list, which browsers must be able to open.
const LISTED: usize = 2000;

/// Where the documents are that the list has no room for.
fn rest(report: &Report) -> String {
    match report.documents.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" {} more are not listed: the table of --documents has all.", grouped(more)),
    }
}

fn documents(out: &mut String, report: &Report) {
    *out += "<h2>Documents</h2>\n<p>Most errors come first, then most warnings, then the lowest coverage. ";
    let _ = writeln!(out, "The rows of the first {} are below.{}</p>", report.shown.len(), rest(report));
    let _ = write!(out, "<table class=\"list\">\n<thead><tr>");
    COLUMNS.iter().for_each(|name| *out += &format!("<th>{name}</th>"));
    *out += "</tr></thead>\n<tbody>\n";
    for document in report.worst_first().into_iter().take(LISTED) {
        *out += "<tr>";
        for (name, cell) in COLUMNS.iter().zip(cells(document, report)) {
            let _ = write!(out, "<td data-name=\"{name}\">{cell}</td>");
        }
        *out += "</tr>\n";
    }
    *out += "</tbody>\n</table>\n";
}

fn cells(document: &DocumentCounts, report: &Report) -> [String; 9] {
    fn names(counts: &DocumentCounts) -> (&str, &str) {
        (&counts.article_id, &counts.report_id)
    }
    let below = report.shown.iter().position(|audited| names(&audited.counts) == names(document));
    let name = html(&document.article_id);
    let coverage = &document.coverage;
    [
        below.map_or(name.clone(), |at| format!("<a href=\"#d{at}\">{name}</a>")),
        html(&document.report_id),
        percent(coverage.eng.share()),
        coverage.eng.alone().to_string(),
        coverage.ind.alone().to_string(),
        coverage.moved.to_string(),
        document.gravest[2].to_string(),
        document.gravest[1].to_string(),
        counts(&document.flags),
    ]
}

fn suspects(out: &mut String, report: &Report) {
    // Rows of documents that are shown whole are there.
    let elsewhere = |id: &str| !report.shown.iter().any(|audited| audited.counts.article_id == id);
    let suspects: Vec<_> = report.suspects.iter().filter(|row| elsewhere(&row.article_id)).collect();
    if suspects.is_empty() {
        return;
    }
    *out += "<h2>Rows to look at</h2>\n<table class=\"pair\">\n";
    for row in suspects {
        let _ = writeln!(
            out,
            "<tr><th>{}<br>{}</th><td lang=\"id\">{}</td><td lang=\"en\">{}</td></tr>",
            html(&row.article_id),
            row.ind_start,
            html(&row.ind_text),
            html(&row.eng_text)
        );
        *out += "<tr class=\"flags\"><td></td><td colspan=\"2\">";
        for flag in &row.flags {
            let _ = write!(out, "<p class=\"{}\">{}</p>", flag.severity, html(&flag.says));
        }
        *out += "</td></tr>\n";
    }
    *out += "</table>\n";
}

/// A document, both sides beside each other in the order of the article, with its bead diagram.
fn document(out: &mut String, at: usize, audited: &Audited) {
    let name = html(&audited.counts.article_id);
    let _ =
        writeln!(out, "<h2 id=\"d{at}\">{name} <small>from {}</small></h2>", html(&audited.counts.report_id));
    let diagram = figures::beads(&Outline::of(&audited.rows)).inline();
    let open = if at == 0 { " open" } else { "" };
    let _ = writeln!(out, "<details{open}><summary>Bead diagram</summary>\n{diagram}</details>");
    *out += "<table class=\"pair\">\n<thead><tr><th>place</th><th>article</th><th>report</th><th>sure</th></tr></thead>\n<tbody>\n";
    for (row, inspection) in audited.rows.iter().zip(&audited.inspections) {
        self::row(out, row, inspection);
    }
    *out += "</tbody>\n</table>\n";
}

fn row(out: &mut String, row: &Pair, inspection: &Inspection) {
    let class =
        if row.group.is_null() { "alone" } else { gravest(row).map_or("clear", |severity| severity.name()) };
    let sure = row.confidence.map_or(String::new(), |confidence| {
        format!(
            "<meter min=\"0\" max=\"1\" value=\"{confidence:.2}\">{confidence:.2}</meter> {confidence:.2}"
        )
    });
    let _ = writeln!(
        out,
        "<tr class=\"{class}\"><th>{} | {}</th><td lang=\"id\">{}</td><td lang=\"en\">{}</td><td>{sure}</td></tr>",
        place(&row.group.ind),
        place(&row.group.eng),
        marked(row, inspection, Language::Ind),
        marked(row, inspection, Language::Eng),
    );
    if !row.flags.is_empty() {
        *out += "<tr class=\"flags\"><td></td><td colspan=\"3\">";
        for flag in explained(&row.flags) {
            let _ = write!(out, "<p class=\"{}\">{}</p>", flag.severity, html(&flag.says));
        }
        *out += "</td></tr>\n";
    }
}

/// A text with its evidence marked: that of both sides, and that which the other side lacks.
fn marked(row: &Pair, inspection: &Inspection, side: Language) -> String {
    let evidence = if side == Language::Ind { &inspection.ind } else { &inspection.eng };
    markup::marked(row.text(side), evidence, |at, piece, words| {
        let class = if inspection.mate(side, at).is_some() { "both" } else { "one" };
        let key = html(piece.keys[0].as_str());
        format!("<mark class=\"{class}\" title=\"{key}\">{words}</mark>")
    })
}
