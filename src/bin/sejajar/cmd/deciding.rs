//! Arguments that name judgements on links and beads, shared by `align` and `ask`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use anyhow::Result;
use sejajar::align::links::Models;
use sejajar::aligner::Document;
use sejajar::documents::Job;
use sejajar::model::Sides;
use sejajar::{Decisions, Error, Options, read};

use crate::say::{self, counted};

/// Judgements, and weights learnt from them.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Alignment")]
pub struct DecidingArgs {
    /// Judgements around which the documents are aligned anew
    ///
    /// A table (.csv, .tsv, .jsonl) of answers to the questions of sejajar ask, or one that sejajar review
    /// --export wrote: article_id, report_id, ind and eng (a link) or ind_sentences and eng_sentences (a
    /// bead), answer (yes, part, no) or status, and optionally judge and probability.
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    /// Weights of links that sejajar learn --judged wrote
    #[arg(long, value_name = "FILE", help_heading = "Advanced", hide_short_help = true)]
    weights: Option<PathBuf>,
}

impl DecidingArgs {
    /// The files, as far as they are given.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.decisions.iter().chain(&self.weights)
    }

    /// Reads the files into the options of the library.
    ///
    /// # Errors
    /// A file that cannot be read or has an invalid row; options that the judgements cannot work with.
    pub fn apply(&self, options: &mut Options) -> Result<Deciding> {
        if let Some(path) = &self.weights {
            options.weights = Some(Arc::new(read_weights(path)?));
        }
        if let Some(path) = &self.decisions {
            options.decisions = Some(Arc::new(Decisions::read(path)?));
        }
        Ok(Deciding { decisions: options.decisions.clone(), met: Mutex::default() })
    }
}

/// The weights of links in a file.
///
/// # Errors
/// A file that cannot be read, or that holds something else.
pub fn read_weights(path: &Path) -> Result<Models> {
    let name = path.display().to_string();
    let bytes = read::bytes(path)?;
    let text = String::from_utf8(bytes).map_err(|error| Error::input(&name, error.to_string()))?;
    Models::parse(&name, &text).map_err(|what| Error::Option(what).into())
}

/// Judgements, and the documents that were met.
pub struct Deciding {
    decisions: Option<Arc<Decisions>>,
    met: Mutex<HashSet<[String; 2]>>,
}

impl Deciding {
    /// Warns of judgements on other texts than those of a pair.
    pub fn meet(&self, job: &Job, article: &Document, report: &Document, quiet: bool) {
        let Some(decisions) = &self.decisions else { return };
        let names = [article.text.name.clone(), report.text.name.clone()];
        let sentences = Sides::new(article.sentences.as_slice(), report.sentences.as_slice());
        let outdated = decisions.outdated([&names[0], &names[1]], sentences);
        outdated.iter().filter(|_| !quiet).for_each(|what| say::warning(what));
        let mut met = self.met.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        met.insert(names);
        met.insert(job.names.clone());
    }

    /// Reports the judges, and warns of judgements on documents that were not met.
    pub fn close(self, quiet: bool) {
        let (Some(decisions), false) = (self.decisions, quiet) else { return };
        let met = self.met.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        decisions.unmet(&met).iter().for_each(|what| say::warning(what));
        for (judge, count, accuracy) in decisions.judges() {
            let answers = counted(count, "answer");
            say::info(&format!(
                "judge {judge}: {answers} on links, right with probability {accuracy:.2} (estimated)"
            ));
        }
    }
}
