//! Arguments about reading documents, shared by several commands.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use sejajar::documents::{Reading, Source, documents};
use sejajar::export::Place;
use sejajar::model::{Language, SourceText, visible};
use sejajar::read::{CollectionForm, Fields, ReadOptions};
use sejajar::{Error, Options};

use crate::progress::Steps;
use crate::say::{self, Outcome};

/// How documents are read.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Input")]
pub struct ReadingArgs {
    /// Fields of a collection, if unusual: text=isi,title=judul
    ///
    /// The fields are text, html, title, date, url, outlet, byline and name; ind and eng are the texts of one
    /// table that holds both. The usual names remain behind these.
    #[arg(long, value_name = "FIELD=NAME,…", value_parser = fields)]
    pub fields: Option<Fields>,
    /// The same for the collection of articles only
    #[arg(long, value_name = "FIELD=NAME,…", value_parser = fields)]
    pub fields_ind: Option<Fields>,
    /// The same for the collection of reports only
    #[arg(long, value_name = "FIELD=NAME,…", value_parser = fields)]
    pub fields_eng: Option<Fields>,
    /// Encoding, such as windows-1252 or utf-16le; detected when absent
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Keep page debris (read-also links, ads, footers)
    #[arg(long)]
    pub keep_boilerplate: bool,
    /// Print only errors
    #[arg(short, long, help_heading = "General")]
    pub quiet: bool,
}

impl ReadingArgs {
    /// The same as options of the pipeline.
    ///
    /// # Errors
    /// An option with a value that it does not accept.
    pub fn options(&self, sentences: bool, quotes: Quotes) -> Result<Options> {
        let mut options = Options::default();
        (options.sentences, options.keep_boilerplate) = (sentences, self.keep_boilerplate);
        options.split.quotes = quotes == Quotes::Split;
        options.read.encoding.clone_from(&self.encoding);
        options.read.check()?;
        Ok(options)
    }

    /// The receiver of warnings and progress.
    pub fn steps(&self) -> Steps<'static> {
        Steps::unless(self.quiet)
    }

    /// How collections are read.
    pub fn collections(&self) -> Reading {
        let options = ReadOptions::with_encoding(self.encoding.clone());
        let [fields, ind, eng] = [&self.fields, &self.fields_ind, &self.fields_eng]
            .map(|fields| fields.clone().unwrap_or_default());
        Reading { fields, own: [ind, eng], options }
    }

    /// Prints the notes of the reader as warnings.
    pub fn pass_on(&self, shown: &str, article: &SourceText) {
        for note in article.notes.iter().filter(|_| !self.quiet) {
            say::warning(&format!("{shown}: {}", note.text));
        }
    }
}

/// A document or a collection of documents to read, and the output.
#[derive(Debug, Clone, Args)]
pub struct DocumentArgs {
    /// A text or web page, - for standard input, or a collection
    ///
    /// Collections end in .json, .jsonl, .ndjson, .csv or .tsv.
    pub file: PathBuf,
    /// Output file; standard output when absent
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long, help_heading = "Output")]
    pub overwrite: bool,
    /// Its language: ind or eng
    #[arg(short, long, value_name = "CODE", value_parser = language, help_heading = "Input")]
    pub lang: Language,
    /// How it is read.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

impl DocumentArgs {
    /// Hands `take` the documents, one after the other, and the open output, which must not be the input
    /// itself. A document of a collection has a name; an unreadable one is reported, and the others follow.
    pub fn each(
        &self,
        lines: bool,
        mut take: impl FnMut(&Source, &mut Place, bool) -> Result<()>,
    ) -> Result<Outcome> {
        let input = Source::of(&self.file);
        if self.output.as_deref().is_some_and(|path| input.is(path)) {
            bail!("{}: is the input; write somewhere else", input.display());
        }
        let is_collection = !lines && CollectionForm::of_path(&self.file).is_some();
        let sources = if is_collection {
            documents(&self.file, self.lang, &self.reading.collections())?
        } else {
            vec![input]
        };
        let mut place = Place::open(self.output.as_deref(), self.overwrite)?;
        let (mut done, mut failed) = (0, 0);
        for source in &sources {
            match take(source, &mut place, is_collection) {
                Ok(()) => done += 1,
                // A fault of one record does not concern the next; a broken output does.
                Err(error) if is_collection && error.downcast_ref::<Error>().is_some() => {
                    failed += 1;
                    say::error(&error);
                }
                Err(error) => return Err(error),
            }
        }
        if done == 0 {
            bail!("{}: none of its {} could be read", self.file.display(), say::counted(failed, "record"));
        }
        place.finish()?;
        Ok(if failed == 0 { Outcome::Done } else { Outcome::Partly })
    }
}

/// The heading of a document of a collection in the text form.
pub fn heading(out: &mut impl Write, name: Option<&str>, first: bool) -> std::io::Result<()> {
    let gap = if first { "" } else { "\n" };
    name.map_or(Ok(()), |name| writeln!(out, "{gap}=== {}", visible(name)))
}

/// The treatment of a quote of several sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Quotes {
    /// Kept whole, together with its speaker, as in the treebanks PUD and CSUI
    Whole,
    /// Split like any other text, as in the treebanks GUM and EWT, which gives finer rows
    Split,
}

fn fields(text: &str) -> std::result::Result<Fields, String> {
    text.parse().map_err(|error: Error| error.to_string())
}

fn language(code: &str) -> std::result::Result<Language, String> {
    code.parse()
}
