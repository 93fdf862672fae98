//! Pairs of documents -> rows of the parallel table.

use arrow_array::{RecordBatch, StringArray};
use arrow_schema::SchemaRef;

use super::columns::{Documents, of_arrow, optional, required, text};
use super::outcome::{Outcomes, with_outcome};
use crate::aligner::Aligner;
use crate::documents::Job;
use crate::error::Result;
use crate::export::arrow::{Batch, schema};
use crate::model::Pair;
use crate::observer::Observer;

/// The columns that [`align`] gives; with those of metadata if `meta` says so.
pub fn aligned_schema(meta: bool) -> SchemaRef {
    with_outcome(&schema(meta))
}

/// Aligns every pair.
///
/// # Errors
/// Columns that are missing or of another type, and [`Error::Stopped`](crate::Error::Stopped).
pub fn align(
    batch: &RecordBatch,
    meta: bool,
    aligner: &Aligner,
    observer: &dyn Observer,
) -> Result<RecordBatch> {
    let names: Option<&StringArray> = optional(batch, "name")?;
    let names = match names {
        Some(names) => [names, names],
        None => [required(batch, "article_id")?, required(batch, "report_id")?],
    };
    let (articles, reports) = (Documents::of(batch, "article")?, Documents::of(batch, "report")?);
    let (mut rows, mut outcomes) = (Batch::new(meta), Outcomes::of(batch)?);
    for row in 0..batch.num_rows() {
        observer.check()?;
        let names = names.map(|names| text(names, row).unwrap_or_default().to_owned());
        let [article, report] = [(&articles, &names[0]), (&reports, &names[1])]
            .map(|(documents, name)| documents.entry(row, name).source);
        let job = Job { names, article, report };
        let aligned = job.read(aligner).and_then(|(article, report)| {
            job.article.warn(&article, observer);
            job.report.warn(&report, observer);
            aligner.align(&article, &report)
        });
        let error = aligned.as_ref().err().map(ToString::to_string);
        let pairs = aligned.unwrap_or_else(|_| {
            let [article_id, report_id] = job.names.clone();
            vec![Pair { article_id, report_id, ..Pair::default() }]
        });
        pairs.iter().try_for_each(|pair| rows.push(pair)).map_err(of_arrow)?;
        outcomes.add(row, pairs.len(), error.as_deref());
    }
    outcomes.beside(&rows.finish().map_err(of_arrow)?)
}
