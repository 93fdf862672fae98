//! Links -> the table of them, with the columns and figures of the command line tool.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, ListBuilder, StringBuilder, UInt32Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use sejajar::link::{Judged, accepted, date_of_day};

use super::{Found, Linker};

/// Shared keys that a row shows.
const SHOWN: usize = 8;

/// The rows of all articles.
pub fn table(
    linker: &Linker,
    found: &Found,
    linked: &[Vec<Judged>],
    min_confidence: f64,
) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns::default();
    let named = |report: u32| (linker.reports[report as usize].name.as_str(), found.days[1][report as usize]);
    for (article, links) in linked.iter().enumerate() {
        let (name, day) = (&linker.articles[article].name, found.days[0][article]);
        columns.article(name, day, links, named, min_confidence);
    }
    columns.finish()
}

/// The columns, in the order of the table.
#[derive(Default)]
pub struct Columns {
    articles: StringBuilder,
    reports: StringBuilder,
    ranks: UInt32Builder,
    accepted: BooleanBuilder,
    evidence: ListBuilder<StringBuilder>,
    /// Score, confidence, lead, similarity, coverage, agreement.
    figures: [Float64Builder; 6],
    groups: StringBuilder,
    /// Of the article, of the report.
    days: [Date32Builder; 2],
}

impl Columns {
    /// The rows of an article that was published on `day`; `named` gives the name of a report and its day.
    pub fn article<'n>(
        &mut self,
        name: &str,
        day: Option<i32>,
        links: &[Judged],
        named: impl Fn(u32) -> (&'n str, Option<i32>),
        min_confidence: f64,
    ) {
        if links.is_empty() {
            self.alone(name);
        }
        for ((rank, judged), accepted) in (1..).zip(links).zip(accepted(links, min_confidence)) {
            let group = judged.candidacy.group;
            let (report, published) = named(judged.candidacy.candidate.report);
            self.link([name, report, named(group).0], rank, accepted, judged, [day, published]);
        }
    }

    /// An article without any candidate.
    pub fn alone(&mut self, article: &str) {
        self.articles.append_value(article);
        self.reports.append_null();
        self.ranks.append_null();
        self.accepted.append_value(false);
        self.evidence.append(true);
        self.figures.iter_mut().for_each(Float64Builder::append_null);
        self.groups.append_null();
        self.days.iter_mut().for_each(Date32Builder::append_null);
    }

    fn link(&mut self, names: [&str; 3], rank: u32, accepted: bool, judged: &Judged, days: [Option<i32>; 2]) {
        let [article, report, group] = names;
        self.articles.append_value(article);
        self.reports.append_value(report);
        self.ranks.append_value(rank);
        self.accepted.append_value(accepted);
        let shared = judged.candidacy.support.as_ref().map(|support| support.shared.as_slice());
        shared
            .unwrap_or_default()
            .iter()
            .take(SHOWN)
            .for_each(|key| self.evidence.values().append_value(key));
        self.evidence.append(true);
        let similarity = f64::from(judged.candidacy.candidate.similarity);
        let figures = [
            (judged.score, 3),
            (Some(judged.confidence), 4),
            (judged.lead, 3),
            (Some(similarity), 4),
            (judged.coverage, 4),
            (judged.agreement, 4),
        ];
        for (builder, (figure, digits)) in self.figures.iter_mut().zip(figures) {
            builder.append_option(figure.and_then(|figure| format!("{figure:.digits$}").parse().ok()));
        }
        self.groups.append_value(group);
        for (builder, day) in self.days.iter_mut().zip(days) {
            builder.append_option(day.and_then(epoch));
        }
    }

    /// The table of what was added.
    ///
    /// # Errors
    /// Those of Arrow.
    pub fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let [score, confidence, lead, similarity, coverage, agreement] =
            self.figures.map(|mut builder| Arc::new(builder.finish()) as ArrayRef);
        let [article_date, report_date] = self.days.map(|mut builder| Arc::new(builder.finish()) as ArrayRef);
        RecordBatch::try_from_iter_with_nullable([
            ("article_id", Arc::new(self.articles.finish()) as ArrayRef, false),
            ("report_id", Arc::new(self.reports.finish()), true),
            ("rank", Arc::new(self.ranks.finish()), true),
            ("score", score, true),
            ("accepted", Arc::new(self.accepted.finish()), false),
            ("evidence", Arc::new(self.evidence.finish()), false),
            ("confidence", confidence, true),
            ("lead", lead, true),
            ("similarity", similarity, true),
            ("coverage", coverage, true),
            ("agreement", agreement, true),
            ("report_group", Arc::new(self.groups.finish()), true),
            ("article_date", article_date, true),
            ("report_date", report_date, true),
        ])
    }
}

/// A day of the index as Arrow counts days, from 1970-01-01.
fn epoch(day: i32) -> Option<i32> {
    jiff::civil::date(1970, 1, 1).until(date_of_day(day)).ok().map(|span| span.get_days())
}
