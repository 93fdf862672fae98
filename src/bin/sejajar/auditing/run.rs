//! The arguments of an audit -> its documents, table after table, with progress and warnings.

use std::path::{Path, PathBuf};

use anyhow::Result;
use sejajar::auditing::{Audited, Auditor, is_document, lone};
use sejajar::export::open_table;
use sejajar::lexicon::Lexicon;
use sejajar::model::{Pair, adjacent};
use sejajar::{Aligner, Error, Options};

use crate::cmd::audit::Args;
use crate::progress::Steps;
use crate::say;

/// Audits the documents of all tables, many at a time, and hands them on in order. Returns whether a table
/// failed or a gate tripped.
pub fn each(args: &Args, tables: &[PathBuf], mut take: impl FnMut(Audited) -> Result<()>) -> Result<bool> {
    let lexicon = match &args.lexicon {
        Some(path) => Lexicon::builtin().merge(&Lexicon::load(path)?)?,
        None => Lexicon::builtin(),
    };
    let aligner = Aligner::new(lexicon, Options::default());
    let mut auditor = Auditor::new(&aligner, args.least, args.fail_on.clone());
    let bar = Steps::unless(args.quiet).bar("tables", tables.len());
    let mut failed = 0;
    for table in tables {
        // A sink that fails ends the run, a table that fails does not.
        let failure = match documents(table, &aligner) {
            Ok(documents) => auditor.table(documents, &mut take)?.map(anyhow::Error::from),
            Err(error) => Some(error),
        };
        if let Some(error) = failure {
            if tables.len() == 1 {
                return Err(error);
            }
            bar.suspend(|| say::error(&error));
            failed += 1;
            if failed == tables.len() {
                return Err(Error::input("audit", "none of the inputs could be read").into());
            }
        }
        bar.inc();
    }
    bar.finish();
    warn(&auditor);
    Ok(failed > 0 || !auditor.tripped().is_empty())
}

/// The documents of a table, or of a file that is a document itself.
fn documents(
    table: &Path,
    aligner: &Aligner,
) -> Result<Box<dyn Iterator<Item = sejajar::Result<Vec<Pair>>>>> {
    Ok(match is_document(table) {
        true => Box::new(std::iter::once(lone(table, aligner))),
        false => Box::new(adjacent(open_table(table)?)),
    })
}

fn warn(auditor: &Auditor) {
    if auditor.met_again() > 0 {
        let what = "met again after others, and counted as another document: the rows of a document must follow each other, and a table that --rows wrote must not be read with its source";
        say::warning(&format!("{} {what}", say::counted(auditor.met_again(), "document pair")));
    }
    if !auditor.tripped().is_empty() {
        let codes: Vec<&str> = auditor.tripped().iter().copied().collect();
        say::warning(&format!("rows have {}", codes.join(", ")));
    }
}
