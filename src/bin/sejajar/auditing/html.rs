//! A report -> one self-contained page: plots, documents side by side with their evidence, suspect rows; no
//! script, nothing from elsewhere.

use std::fmt::Write;

use sejajar::aligner::Inspection;
use sejajar::auditing::{Audited, Report, explained, gravest};
use sejajar::markup::{self, html};
use sejajar::model::{Evidence, Pair};

use super::plots;
use super::words::{counts, interval, percent, place};
use crate::say::grouped;

const STYLE: &str = include_str!("page.css");

/// The whole page.
pub fn page(report: &Report) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Audit of aligned rows</title>\n";
    let _ =
        write!(out, "<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Audit of aligned rows</h1>\n");
    summary(&mut out, report);
    plots(&mut out, report);
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

fn plots(out: &mut String, report: &Report) {
    let summary = &report.summary;
    *out += "<section class=\"plots\" aria-label=\"Plots\">\n";
    *out += &plots::bars("Aligned rows by confidence", &plots::bins(&summary.confidence));
    let flags: Vec<(String, f64)> =
        summary.flags.iter().map(|(code, n)| ((*code).to_owned(), *n as f64)).collect();
    *out += &plots::bars("Rows by flag", &flags);
    let told: Vec<f64> = report.documents.iter().map(|document| document.coverage.eng.share()).collect();
    *out += &plots::bars("Documents by share of the report told", &plots::shares(&told));
    if let Some(judged) = report.judged.as_ref().filter(|judged| !judged.reliability.is_empty()) {
        *out += &plots::reliability("Judged right, by confidence", &judged.reliability);
    }
    *out += "</section>\n";
}

fn documents(out: &mut String, report: &Report) {
    *out += "<h2>Documents</h2>\n<table class=\"list\">\n<thead><tr><th>article</th><th>report</th><th>told</th><th>omitted</th>";
    *out +=
        "<th>added</th><th>moved</th><th>errors</th><th>warnings</th><th>flags</th></tr></thead>\n<tbody>\n";
    for (at, document) in report.documents.iter().enumerate() {
        let name = html(&document.article_id);
        let name = if at < report.shown.len() { format!("<a href=\"#d{at}\">{name}</a>") } else { name };
        let coverage = &document.coverage;
        let _ = writeln!(
            out,
            "<tr><td>{name}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            html(&document.report_id),
            percent(coverage.eng.share()),
            coverage.eng.alone(),
            coverage.ind.alone(),
            coverage.moved,
            document.gravest[2],
            document.gravest[1],
            counts(&document.flags)
        );
    }
    *out += "</tbody>\n</table>\n";
}

fn suspects(out: &mut String, report: &Report) {
    // Rows of documents that are shown whole stand there.
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

/// A document, both sides beside each other in the order of the article.
fn document(out: &mut String, at: usize, audited: &Audited) {
    let name = html(&audited.counts.article_id);
    let _ =
        writeln!(out, "<h2 id=\"d{at}\">{name} <small>from {}</small></h2>", html(&audited.counts.report_id));
    *out += "<table class=\"pair\">\n<thead><tr><th>place</th><th>article</th><th>report</th><th>sure</th></tr></thead>\n<tbody>\n";
    for (row, inspection) in audited.rows.iter().zip(&audited.inspections) {
        self::row(out, row, inspection);
    }
    *out += "</tbody>\n</table>\n";
}

fn row(out: &mut String, row: &Pair, inspection: &Inspection) {
    let class =
        if row.group.is_null() { "alone" } else { gravest(row).map_or("clear", |severity| severity.name()) };
    let matched =
        |side: usize| move |at: usize| inspection.matched.iter().any(|pair| [pair.0, pair.1][side] == at);
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
        marked(&row.ind_text, &inspection.ind, matched(0)),
        marked(&row.eng_text, &inspection.eng, matched(1)),
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
fn marked(text: &str, evidence: &[Evidence], matched: impl Fn(usize) -> bool) -> String {
    markup::marked(text, evidence, |at, piece, words| {
        let class = if matched(at) { "both" } else { "one" };
        let key = html(piece.keys[0].as_str());
        format!("<mark class=\"{class}\" title=\"{key}\">{words}</mark>")
    })
}
