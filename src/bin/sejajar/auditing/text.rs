//! A report -> a page to read in a terminal.

use std::fmt::Write;

use sejajar::audit::{Coverage, Retelling, Severity};
use sejajar::auditing::{Audited, DocumentCounts, Explained, Report, Suspect, explained};
use sejajar::export::{PageOptions, PagePart};
use sejajar::model::Pair;

use super::words::{alone, counts, interval, percent, place};
use crate::say::{counted, grouped};

/// Documents in the table of a large corpus.
const LISTED: usize = 20;

/// The whole page.
pub fn text(report: &Report, page: PageOptions) -> String {
    let mut out = Page::new(page);
    summary(&mut out, report);
    if report.documents.len() > report.shown.len() {
        documents(&mut out, &report.worst_first());
        suspects(&mut out, &report.suspects);
    }
    report.shown.iter().for_each(|audited| whole(&mut out, audited));
    out.text
}

/// A page that grows.
struct Page {
    text: String,
    options: PageOptions,
}

impl Page {
    fn new(options: PageOptions) -> Self {
        Page { text: String::new(), options }
    }

    /// A title, below an empty line.
    fn title(&mut self, title: &str) {
        self.text.extend(["\n", &*self.options.paint(PagePart::Title, title), "\n"]);
    }

    fn wrapped(&mut self, lead: &str, text: &str) {
        self.text += &self.options.wrapped(lead, text);
    }

    fn flag(&mut self, flag: &Explained) {
        let part = if flag.severity == Severity::Error.name() { PagePart::Wrong } else { PagePart::Doubtful };
        let lines =
            self.options.wrapped("    ", &format!("{}: {} ({})", flag.severity, flag.says, flag.code));
        for line in lines.lines() {
            self.text.extend([&*self.options.paint(part, line), "\n"]);
        }
    }
}

impl Write for Page {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}

fn summary(out: &mut Page, report: &Report) {
    let summary = &report.summary;
    let _ = writeln!(
        out,
        "{}, {}, {} aligned",
        counted(summary.documents, "document pair"),
        counted(summary.rows, "row"),
        grouped(summary.aligned_rows)
    );
    let both = summary.ind_sentences[0] > 0 && summary.eng_sentences[0] > 0;
    if both {
        let [articles, reports] = [summary.report_coverage, summary.article_coverage].map(percent);
        let told =
            format!("the articles tell {articles} of their reports, the reports {reports} of their articles");
        out.wrapped("", &told);
    }
    if !summary.retellings.is_empty() {
        out.wrapped("articles by how they were made: ", &counts(&summary.retellings));
    }
    let suspect = |name: &str| grouped(summary.gravest.get(name).copied().unwrap_or(0));
    let _ = writeln!(out, "rows with errors {}, with warnings only {}", suspect("error"), suspect("warning"));
    if !summary.flags.is_empty() {
        out.wrapped("flags: ", &counts(&summary.flags));
    }
    if let Some(judged) = &report.judged {
        let _ = writeln!(out, "precision {}", interval(judged.estimate.precision));
        let _ = writeln!(out, "recall    {}", interval(judged.estimate.recall));
    }
}

/// A document with its suspect rows, what it leaves out and what it adds.
fn whole(out: &mut Page, audited: &Audited) {
    let DocumentCounts { article_id, report_id, coverage, .. } = &audited.counts;
    if coverage.ind.sentences == 0 || coverage.eng.sentences == 0 {
        out.title(&format!("{article_id}{report_id}"));
    } else {
        out.title(&format!("{article_id} from {report_id}"));
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
            out.title(&format!("  {title}"));
            sentences.iter().for_each(|(at, text)| out.wrapped(&format!("    {at:>3}  "), text));
        }
    }
}

fn told(out: &mut Page, coverage: &Coverage) {
    let Coverage { ind, eng, moved, confidence, .. } = coverage;
    let (told, of, share) = (eng.told, eng.sentences, percent(eng.share()));
    let omitted = eng.alone();
    out.wrapped(
        "  ",
        &format!("{told:.0} of {of} report sentences told, {share} of the text; {omitted} omitted"),
    );
    if let Some(closeness) = coverage.closeness {
        let _ = writeln!(out, "  closeness {closeness:.2}: {}", Retelling::of(closeness).name());
    }
    let (all, added, moved) = (ind.sentences, ind.alone(), counted(*moved, "row"));
    let order = format!("{moved} out of order; mean confidence {confidence:.2}");
    out.wrapped("  ", &format!("{all} article sentences, {added} added; {order}"));
}

fn flags(out: &mut Page, row: &Pair) {
    let (ind, eng) = (place(&row.group.ind), place(&row.group.eng));
    let _ = writeln!(out, "\n  article {ind}, report {eng}");
    explained(&row.flags).iter().for_each(|flag| out.flag(flag));
    texts(out, &row.ind_text, &row.eng_text);
}

fn texts(out: &mut Page, ind: &str, eng: &str) {
    for (side, text) in [("ind", ind), ("eng", eng)].into_iter().filter(|(_, text)| !text.is_empty()) {
        out.wrapped(&format!("    {side}  "), text);
    }
}

/// The documents that need a look first.
fn documents(out: &mut Page, documents: &[&DocumentCounts]) {
    let _ = writeln!(
        out,
        "\n{:<32}{:>7}{:>8}{:>9}{:>8}{:>7}  flags",
        "document", "told", "omitted", "added", "errors", "warns"
    );
    for document in documents.iter().take(LISTED) {
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

fn suspects(out: &mut Page, suspects: &[Suspect]) {
    if !suspects.is_empty() {
        out.title("rows to look at");
    }
    for row in suspects {
        let _ = writeln!(
            out,
            "\n  {}, article {}, report {} ({})",
            row.article_id, row.ind_start, row.eng_start, row.pair_id
        );
        row.flags.iter().for_each(|flag| out.flag(flag));
        texts(out, &row.ind_text, &row.eng_text);
    }
}
