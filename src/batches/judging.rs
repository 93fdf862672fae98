//! Articles with their candidates -> rows of the table of links.

use arrow_array::{Array, Int32Array, ListArray, RecordBatch, StringArray};
use arrow_schema::SchemaRef;
use jiff::civil::Date;

use super::columns::{Documents, of_arrow, optional, required, text};
use super::outcome::{Outcomes, with_outcome};
use super::search::Numbered;
use crate::aligner::{Aligner, Document};
use crate::error::{Error, Result};
use crate::link::{self, date_of_day};
use crate::linking::{Judge, Linked, Reports, arrow};
use crate::model::Language;
use crate::observer::Observer;

/// The columns that [`judge`] gives.
///
/// # Errors
/// Those of Arrow.
pub fn judged_schema() -> Result<SchemaRef> {
    Ok(with_outcome(&arrow::batch(&[]).map_err(of_arrow)?.schema()))
}

/// Aligns articles with the best of their candidates and judges all of them. An article that an earlier step
/// could not read (`unread`) has no candidates, and one row more with its error.
///
/// # Errors
/// Columns that are missing or of another type, and [`Error::Stopped`].
pub fn judge(batch: &RecordBatch, judge: &Judge<'_>, observer: &dyn Observer) -> Result<RecordBatch> {
    let names: &StringArray = required(batch, "article_id")?;
    let (articles, lists) = (Documents::of(batch, "article")?, required::<ListArray>(batch, "candidates")?);
    let unread: Option<&StringArray> = optional(batch, "unread")?;
    let (mut rows, mut outcomes) = (Vec::new(), Outcomes::of(batch)?);
    let none = |name: &str| Linked { article: name.to_owned(), ..Linked::default() };
    for row in 0..batch.num_rows() {
        observer.check()?;
        let name = names.value(row);
        if let Some(error) = unread.and_then(|unread| text(unread, row)) {
            rows.push(none(name));
            outcomes.add(row, 1, Some(error));
        }
        let mut linked = none(name);
        let list = lists.is_valid(row).then(|| lists.value(row)).filter(|list| !list.is_empty());
        let judged = list.map_or(Ok(None), |list| {
            let article = articles.entry(row, name).document(Language::Ind, judge.aligner)?;
            linked.published = article.text.meta.published;
            let mut reports = Given::of(Numbered::of(&list, &["group"])?, judge.aligner)?;
            let found = link::best(reports.given.candidates.iter().copied(), list.len());
            linked.links = judge.links(Some(&article), &found, &mut reports)?;
            Ok(reports.too_large.or(reports.same_text.map(|report| Error::same_text(name, report))))
        });
        let error = judged.unwrap_or_else(Some).map(|error: Error| error.to_string());
        outcomes.add(row, linked.links.len().max(1), error.as_deref());
        rows.push(linked);
    }
    outcomes.beside(&arrow::batch(&rows).map_err(of_arrow)?)
}

/// Candidates as they are given.
struct Given<'l> {
    given: Numbered<'l>,
    groups: &'l StringArray,
    days: &'l Int32Array,
    documents: Documents<'l>,
    aligner: &'l Aligner,
    /// The name of a report with the same text as the article.
    same_text: Option<&'l str>,
    /// The error of a report that is not aligned.
    too_large: Option<Error>,
}

impl<'l> Given<'l> {
    fn of(given: Numbered<'l>, aligner: &'l Aligner) -> Result<Self> {
        let (groups, days) = (required(given.list, "group")?, required(given.list, "day")?);
        let documents = Documents::of(given.list, "report")?;
        Ok(Given { given, groups, days, documents, aligner, same_text: None, too_large: None })
    }

    fn place(&self, report: u32) -> Option<usize> {
        self.given.candidates.iter().position(|candidate| candidate.report == report)
    }
}

impl Reports for Given<'_> {
    fn group(&self, report: u32) -> u32 {
        let group = self.place(report).and_then(|at| text(self.groups, at));
        group.map_or(report, |group| self.given.number(group))
    }

    fn published(&self, report: u32) -> Option<Date> {
        let at = self.place(report).filter(|&at| self.days.is_valid(at))?;
        Some(date_of_day(self.days.value(at)))
    }

    fn name(&self, report: u32) -> Result<String> {
        Ok(self.given.names[report as usize].to_owned())
    }

    fn document(&mut self, report: u32) -> Result<Option<Document>> {
        let name = self.given.names[report as usize];
        let at = self.place(report).filter(|&at| self.documents.has(at)).ok_or_else(|| {
            Error::input(name, "is a candidate to be aligned, but its document is not given")
        })?;
        self.documents.entry(at, name).document(Language::Eng, self.aligner).map(Some)
    }

    fn same_text(&mut self, report: u32) {
        self.same_text = Some(self.given.names[report as usize]);
    }

    fn too_large(&mut self, error: Error) {
        self.too_large = Some(error);
    }
}
