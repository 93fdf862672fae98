//! Arguments about how documents are read, which several verbs share.

use anyhow::Result;
use clap::Args;
use sejajar::Options;
use sejajar::model::{Article, Language};

use crate::say;

/// How documents are read.
#[derive(Debug, Clone, Args)]
pub struct ReadingArgs {
    /// Encoding of the input, such as windows-1252 or utf-16le; detected when absent
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Keep page debris (read-also links, ads, footers)
    #[arg(long)]
    pub keep_boilerplate: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

impl ReadingArgs {
    /// The same as options of the pipeline.
    ///
    /// # Errors
    /// When an option has a value that it does not take.
    pub fn options(&self, sentences: bool, quotes: Quotes) -> Result<Options> {
        let mut options =
            Options { sentences, keep_boilerplate: self.keep_boilerplate, ..Options::default() };
        options.split.quotes = quotes == Quotes::Split;
        options.read.encoding.clone_from(&self.encoding);
        options.read.check()?;
        Ok(options)
    }

    /// Passes on what the reader noticed.
    pub fn pass_on(&self, shown: &str, article: &Article) {
        for note in article.notes.iter().filter(|_| !self.quiet) {
            say::warning(&format!("{shown}: {note}"));
        }
    }
}

/// What is done with a quote of several sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Quotes {
    /// It stays in one piece with whoever said it, as in treebanks
    Whole,
    /// It is split like any other text, which gives finer rows
    Split,
}

/// A language argument.
pub fn language(code: &str) -> std::result::Result<Language, String> {
    code.parse()
}
