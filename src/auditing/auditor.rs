//! The rows of documents, one document after another -> the same with their flags renewed.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::document::Audited;
use crate::aligner::Aligner;
use crate::audit::{Distinct, Gate, Namings, Repeats, Severity};
use crate::error::{Error, Result};
use crate::model::Pair;

/// Documents that are audited at a time. Names that are used for each other are counted over a whole batch
/// before any row of it is judged: flags depend on the size of a batch, so every caller uses the same.
pub const BATCH: usize = 64;

/// Audits documents by what they say and by the documents before them.
#[derive(Debug)]
pub struct Auditor {
    aligner: Aligner,
    least: Severity,
    gates: Vec<Gate>,
    repeats: Repeats,
    namings: Namings,
    tripped: BTreeSet<&'static str>,
    met: Distinct,
    met_again: usize,
}

impl Auditor {
    /// An auditor that reads with the lexicon and the options of `aligner` and keeps flags at least as grave
    /// as `least`; `gates` may trip on milder ones.
    pub fn new(aligner: &Aligner, least: Severity, gates: Vec<Gate>) -> Self {
        let mut options = aligner.options().clone();
        options.flags.least = gates.iter().map(|gate| gate.severity()).fold(least, Severity::min);
        Auditor {
            aligner: aligner.with_options(options),
            least,
            gates,
            repeats: Repeats::default(),
            namings: Namings::default(),
            tripped: BTreeSet::new(),
            met: Distinct::default(),
            met_again: 0,
        }
    }

    /// The codes of the flags on which a gate tripped.
    pub fn tripped(&self) -> &BTreeSet<&'static str> {
        &self.tripped
    }

    /// How many documents were the rest of an earlier one, separated from it by other documents: they were
    /// audited as documents of their own.
    pub fn met_again(&self) -> usize {
        self.met_again
    }

    /// Audits the documents of a table and hands them to `take`, in order. Returns the error that ended the
    /// table, if any; the documents before it have been taken.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn table<E>(
        &mut self,
        documents: impl IntoIterator<Item = Result<Vec<Pair>>>,
        mut take: impl FnMut(Audited) -> Result<(), E>,
    ) -> Result<Option<Error>, E> {
        let mut documents = documents.into_iter();
        loop {
            let (mut batch, mut wrong) = (Vec::new(), None);
            while batch.len() < BATCH && wrong.is_none() {
                match documents.next() {
                    Some(Ok(rows)) => batch.push(rows),
                    Some(Err(error)) => wrong = Some(error),
                    None => break,
                }
            }
            let last = batch.len() < BATCH;
            self.batch(batch).into_iter().try_for_each(&mut take)?;
            if last {
                return Ok(wrong);
            }
        }
    }

    /// Audits a batch of at most [`BATCH`] documents, on the threads of the pool that it is called in.
    pub fn batch(&mut self, documents: Vec<Vec<Pair>>) -> Vec<Audited> {
        let aligner = &self.aligner;
        let documents = documents.into_par_iter().filter(|rows| !rows.is_empty());
        let mut batch: Vec<Audited> = documents.map(|rows| Audited::new(rows, aligner)).collect();
        batch.iter().flat_map(|audited| &audited.rows).for_each(|row| self.namings.see(row));
        batch.iter_mut().for_each(|audited| self.settle(audited));
        batch
    }

    /// Adds the flags that need the documents before this one, and leaves out those that are too mild.
    fn settle(&mut self, audited: &mut Audited) {
        let first = &audited.rows[0];
        let is_new = self.met.add(&format!("{}\0{}", first.article_id, first.report_id));
        self.met_again += usize::from(!is_new);
        audited.rows.iter_mut().for_each(|row| self.namings.settle(row));
        audited.mark_repeats(&mut self.repeats, self.aligner.options().flags.least);
        let codes = audited.rows.iter().flat_map(|row| &row.flags).map(|flag| flag.code);
        self.tripped.extend(codes.filter(|code| self.gates.iter().any(|gate| gate.trips(code))));
        audited.finish(self.least);
    }
}
