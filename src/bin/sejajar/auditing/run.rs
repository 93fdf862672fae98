//! Tables -> audited documents in order, many read at a time; flags that trip a gate.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault};
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use rustc_hash::FxHasher;
use sejajar::audit::{Code, Namings, Repeats, Severity};
use sejajar::lexicon::Lexicon;
use sejajar::model::Pair;
use sejajar::{Aligner, Error, Options};

use super::article::{alone, is_article};
use super::document::{Audited, audited};
use crate::cmd::audit::{Args, Gate};
use crate::progress::Steps;
use crate::say;
use crate::tables::{documents, rows};

/// Documents that are read before they are shared out.
const AT_A_TIME: usize = 64;

/// Audits the documents of all tables, many at a time, and hands them on in order; whether a gate tripped.
pub fn each(args: &Args, tables: &[PathBuf], mut take: impl FnMut(Audited) -> Result<()>) -> Result<bool> {
    let lexicon = match &args.lexicon {
        Some(path) => Lexicon::builtin().merge(&Lexicon::load(path)?)?,
        None => Lexicon::builtin(),
    };
    let mut options = Options::default();
    // A gate may ask for milder flags than are shown.
    options.flags.least = args.fail_on.iter().map(Gate::severity).fold(args.least, Severity::min);
    let bar = Steps { quiet: args.quiet }.bar("tables", tables.len());
    let (repeats, namings, tripped) = (Repeats::default(), Namings::default(), BTreeSet::new());
    let aligner = Aligner::new(lexicon, options);
    let mut run = Run { aligner, repeats, namings, tripped, met: HashSet::new(), apart: 0 };
    let mut failed = 0;
    for table in tables {
        // A sink that fails ends the run, a table that fails does not.
        if let Some(error) = run.table(table, args, &mut take)? {
            if tables.len() == 1 {
                return Err(error);
            }
            bar.suspend(|| say::error(&error));
            failed += 1;
            if failed == tables.len() {
                return Err(Error::input("audit", "none of the inputs could be read").into());
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if run.apart > 0 {
        let what = "met again behind others: it counts as another document; rows of one document must stand together, and a table that --rows wrote apart from its own";
        say::warning(&format!("{} {what}", say::counted(run.apart, "document pair")));
    }
    if !run.tripped.is_empty() {
        say::warning(&format!("rows have {}", Vec::from_iter(run.tripped.iter().copied()).join(", ")));
    }
    Ok(failed > 0 || !run.tripped.is_empty())
}

/// What goes on from table to table.
struct Run {
    aligner: Aligner,
    repeats: Repeats,
    namings: Namings,
    tripped: BTreeSet<&'static str>,
    /// Hashes of the documents met.
    met: HashSet<u64>,
    /// Documents that were met before.
    apart: usize,
}

impl Run {
    /// Audits the documents of a table; gives what is wrong with the table, behind the rows before that.
    fn table(
        &mut self,
        table: &Path,
        args: &Args,
        take: &mut impl FnMut(Audited) -> Result<()>,
    ) -> Result<Option<anyhow::Error>> {
        let mut read: Box<dyn Iterator<Item = Result<Vec<Pair>>>> = if is_article(table) {
            Box::new(std::iter::once(alone(table, &self.aligner)))
        } else {
            match rows(table) {
                Ok(rows) => Box::new(documents(rows)),
                Err(error) => return Ok(Some(error)),
            }
        };
        loop {
            let (mut batch, mut wrong) = (Vec::new(), None);
            for document in read.by_ref().take(AT_A_TIME) {
                match document {
                    Ok(rows) => batch.push(rows),
                    Err(error) => {
                        wrong = Some(error);
                        break;
                    }
                }
            }
            let last = batch.len() < AT_A_TIME;
            self.batch(batch, args, take)?;
            if last {
                return Ok(wrong);
            }
        }
    }

    fn batch(
        &mut self,
        batch: Vec<Vec<Pair>>,
        args: &Args,
        take: &mut impl FnMut(Audited) -> Result<()>,
    ) -> Result<()> {
        let aligner = &self.aligner;
        let batch: Vec<Audited> = batch.into_par_iter().map(|rows| audited(rows, aligner)).collect();
        batch.iter().flat_map(|audited| &audited.rows).for_each(|row| self.namings.see(row));
        for mut audited in batch {
            audited.rows.iter_mut().for_each(|row| self.namings.settle(row));
            let name = (&audited.rows[0].article_id, &audited.rows[0].report_id);
            self.apart +=
                usize::from(!self.met.insert(BuildHasherDefault::<FxHasher>::default().hash_one(name)));
            audited.finish(&mut self.repeats, self.aligner.options().flags.least);
            let codes = audited.rows.iter().flat_map(|row| &row.flags).map(|flag| flag.code);
            self.tripped.extend(codes.filter(|code| trips(code, &args.fail_on)));
            audited.forget(args.least);
            take(audited)?;
        }
        Ok(())
    }
}

impl Gate {
    /// The mildest flag that it trips on.
    fn severity(&self) -> Severity {
        match self {
            Gate::Code(code) => Code::severity_of(code),
            Gate::Least(least) => *least,
        }
    }
}

fn trips(code: &str, gates: &[Gate]) -> bool {
    let severity = Code::severity_of(code);
    gates.iter().any(|gate| match gate {
        Gate::Code(gate) => *gate == code,
        Gate::Least(least) => severity >= *least,
    })
}
