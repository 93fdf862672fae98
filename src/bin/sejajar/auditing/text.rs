//! A report -> a page to read in a terminal.

use std::fmt::Write;

use sejajar::audit::{Coverage, Retelling};
use sejajar::auditing::{Audited, DocumentCounts, Report, Suspect, explained};
use sejajar::model::Pair;

use super::words::{alone, counts, interval, percent, place};
use crate::say::{counted, grouped};

/// Documents in the table of a large corpus.
const LISTED: usize = 20;

/// The whole page.
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    summary(&mut out, report);
    if report.documents.len() > report.shown.len() {
        documents(&mut out, &report.documents);
        suspects(&mut out, &report.suspects);
    }
    report.shown.iter().for_each(|audited| whole(&mut out, audited));
    out
}

fn summary(out: &mut String, report: &Report) {
    let summary = &report.summary;
    let _ = writeln!(
        out,
        "{}, {}, {} aligned",
        counted(summary.documents, "document pair"),
        counted(summary.rows, "row"),
        grouped(summary.aligned_rows)
    );
    let both = summary.ind_sentences[0] > 0 && summary.eng_sentences[0] > 0;
    let _ = if both {
        writeln!(
            out,
            "the articles tell {} of their reports, the reports {} of their articles",
            percent(summary.report_coverage),
            percent(summary.article_coverage)
        )
    } else {
        Ok(())
    };
    if !summary.retellings.is_empty() {
        let _ = writeln!(out, "articles by how they were made: {}", counts(&summary.retellings));
    }
    let suspect = |name: &str| grouped(summary.gravest.get(name).copied().unwrap_or(0));
    let _ = writeln!(out, "rows with errors {}, with warnings only {}", suspect("error"), suspect("warning"));
    if !summary.flags.is_empty() {
        let _ = writeln!(out, "flags: {}", counts(&summary.flags));
    }
    if let Some(judged) = &report.judged {
        let _ = writeln!(out, "precision {}", interval(judged.estimate.precision));
        let _ = writeln!(out, "recall    {}", interval(judged.estimate.recall));
    }
}

/// A document with its suspect rows, what it leaves out and what it adds.
fn whole(out: &mut String, audited: &Audited) {
    let DocumentCounts { article_id, report_id, coverage, .. } = &audited.counts;
    if coverage.ind.sentences == 0 || coverage.eng.sentences == 0 {
        let _ = writeln!(out, "\n{article_id}{report_id}");
    } else {
        let _ = writeln!(out, "\n{article_id} from {report_id}");
        told(out, &audited.counts.coverage);
    }
    let flagged = audited.rows.iter().filter(|row| !row.flags.is_empty());
    flagged.for_each(|row| flags(out, row));
    if coverage.aligned == 0 {
        return;
    }
    for (title, ind) in [
        ("omitted: the report says, and the article does not", false),
        ("added: the article says, and the report does not", true),
    ] {
        let sentences = alone(&audited.rows, ind);
        if !sentences.is_empty() {
            let _ = writeln!(out, "\n  {title}");
            sentences.iter().for_each(|(at, text)| {
                let _ = writeln!(out, "    {at:>3}  {text}");
            });
        }
    }
}

fn told(out: &mut String, coverage: &Coverage) {
    let _ = writeln!(
        out,
        "  {:.0} of {} report sentences told, {} of the text; {} omitted",
        coverage.eng.told,
        coverage.eng.sentences,
        percent(coverage.eng.share()),
        coverage.eng.alone()
    );
    if let Some(closeness) = coverage.closeness {
        let _ = writeln!(out, "  closeness {closeness:.2}: {}", Retelling::of(closeness).name());
    }
    let _ = writeln!(
        out,
        "  {} article sentences, {} added; {} out of order; mean confidence {:.2}",
        coverage.ind.sentences,
        coverage.ind.alone(),
        counted(coverage.moved, "row"),
        coverage.confidence
    );
}

fn flags(out: &mut String, row: &Pair) {
    let (ind, eng) = (place(&row.group.ind), place(&row.group.eng));
    let _ = writeln!(out, "\n  article {ind}, report {eng}");
    for flag in explained(&row.flags) {
        let _ = writeln!(out, "    {}: {} ({})", flag.severity, flag.says, flag.code);
    }
    texts(out, &row.ind_text, &row.eng_text);
}

fn texts(out: &mut String, ind: &str, eng: &str) {
    for (side, text) in [("ind", ind), ("eng", eng)].into_iter().filter(|(_, text)| !text.is_empty()) {
        let _ = writeln!(out, "    {side}  {text}");
    }
}

/// The documents with most errors and warnings.
fn documents(out: &mut String, documents: &[DocumentCounts]) {
    let mut order: Vec<&DocumentCounts> = documents.iter().collect();
    order.sort_by_key(|document| std::cmp::Reverse((document.gravest[2], document.gravest[1])));
    let _ = writeln!(
        out,
        "\n{:<32}{:>7}{:>8}{:>9}{:>8}{:>7}  flags",
        "document", "told", "omitted", "added", "errors", "warns"
    );
    for document in order.iter().take(LISTED) {
        let name: String = document.article_id.chars().take(30).collect();
        let DocumentCounts { coverage, gravest, flags, .. } = document;
        let _ = writeln!(
            out,
            "{name:<32}{:>7}{:>8}{:>9}{:>8}{:>7}  {}",
            percent(coverage.eng.share()),
            coverage.eng.alone(),
            coverage.ind.alone(),
            gravest[2],
            gravest[1],
            counts(flags)
        );
    }
    if documents.len() > LISTED {
        let _ = writeln!(out, "… and {} more", grouped(documents.len() - LISTED));
    }
}

fn suspects(out: &mut String, suspects: &[Suspect]) {
    if !suspects.is_empty() {
        let _ = writeln!(out, "\nrows to look at");
    }
    for row in suspects {
        let _ = writeln!(
            out,
            "\n  {}, article {}, report {} ({})",
            row.article_id, row.ind_start, row.eng_start, row.pair_id
        );
        for flag in &row.flags {
            let _ = writeln!(out, "    {}: {} ({})", flag.severity, flag.says, flag.code);
        }
        texts(out, &row.ind_text, &row.eng_text);
    }
}
