//! Arguments about documents and how they are read, which several verbs share.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use sejajar::Options;
use sejajar::model::{Article, Language};

use crate::files::Source;
use crate::place::Place;
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

/// A document to look at, and where what is found in it goes.
#[derive(Debug, Clone, Args)]
pub struct DocumentArgs {
    /// The document, - for standard input
    pub file: PathBuf,
    /// Its language: ind or eng
    #[arg(short, long, value_name = "CODE", value_parser = language)]
    pub lang: Language,
    /// Output file; standard output when absent
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub overwrite: bool,
    /// How it is read.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

impl DocumentArgs {
    /// The document, and the open output, which must not be the document itself.
    pub fn open(&self) -> Result<(Source, Place)> {
        let source = Source::of(&self.file);
        if self.output.as_deref().is_some_and(|path| source.is(path)) {
            bail!("{}: is the input; write somewhere else", source.display());
        }
        Ok((source, Place::open(self.output.as_deref(), self.overwrite)?))
    }

    /// Whether the output is a file rather than standard output.
    pub fn writes_file(&self) -> bool {
        self.output.as_deref().is_some_and(|path| path.as_os_str() != "-")
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

fn language(code: &str) -> std::result::Result<Language, String> {
    code.parse()
}
