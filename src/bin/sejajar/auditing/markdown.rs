//! A report -> Markdown, for a notebook or a repository.

use std::fmt::Write;

use sejajar::auditing::{DocumentCounts, Report, Suspect};
use sejajar::markup::markdown as literal;

use super::words::{alone, counts, interval, percent};
use crate::say::grouped;

/// The whole page.
pub fn markdown(report: &Report) -> String {
    let mut out = String::from("# Audit\n\n");
    let summary = &report.summary;
    let figures = [
        ("document pairs", grouped(summary.documents)),
        ("rows", grouped(summary.rows)),
        ("aligned rows", grouped(summary.aligned_rows)),
        ("of the reports' text told by the articles", percent(summary.report_coverage)),
        ("of the articles' text told by the reports", percent(summary.article_coverage)),
        ("articles by how they were made", counts(&summary.retellings)),
        ("rows with errors", grouped(summary.gravest.get("error").copied().unwrap_or(0))),
        ("rows with warnings only", grouped(summary.gravest.get("warning").copied().unwrap_or(0))),
    ];
    let _ = writeln!(out, "| what | |\n|---|---|");
    figures.iter().for_each(|(what, figure)| {
        let _ = writeln!(out, "| {what} | {figure} |");
    });
    if let Some(judged) = &report.judged {
        let _ = writeln!(out, "| precision (95%) | {} |", interval(judged.estimate.precision));
        let _ = writeln!(out, "| recall (95%) | {} |", interval(judged.estimate.recall));
    }
    documents(&mut out, &report.worst_first());
    suspects(&mut out, &report.suspects);
    for audited in &report.shown {
        for (title, ind) in [("omitted by", false), ("added by", true)] {
            let sentences = alone(&audited.rows, ind);
            if !sentences.is_empty() {
                let _ = writeln!(out, "\n## {title} {}\n", literal(&audited.counts.article_id));
                sentences.iter().for_each(|(at, text)| {
                    let _ = writeln!(out, "- {at}: {}", literal(text));
                });
            }
        }
    }
    out
}

fn documents(out: &mut String, documents: &[&DocumentCounts]) {
    let _ = writeln!(
        out,
        "\n## Documents\n\n| article | report | told | omitted | added | moved | flags |\n|---|---|---|---|---|---|---|"
    );
    for DocumentCounts { article_id, report_id, coverage, flags, .. } in documents {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} |",
            literal(article_id),
            literal(report_id),
            percent(coverage.eng.share()),
            coverage.eng.alone(),
            coverage.ind.alone(),
            coverage.moved,
            counts(flags)
        );
    }
}

fn suspects(out: &mut String, suspects: &[Suspect]) {
    if !suspects.is_empty() {
        let _ = writeln!(out, "\n## Rows to look at");
    }
    for row in suspects {
        let _ = writeln!(
            out,
            "\n### {}, article {}, report {}\n",
            literal(&row.article_id),
            row.ind_start,
            row.eng_start
        );
        for flag in &row.flags {
            let _ = writeln!(out, "- **{}** {} (`{}`)", flag.severity, literal(&flag.says), flag.code);
        }
        let _ = writeln!(out, "\n> {}\n>\n> {}", literal(&row.ind_text), literal(&row.eng_text));
    }
}
