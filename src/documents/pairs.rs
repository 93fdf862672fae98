//! Arguments -> the pairs of documents to align, and the files without a partner.

use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};
use crate::observer::Observer;
use crate::read::Delimited;
use crate::read::folder::{self, FolderPairs, PairFiles, Pattern};

use super::failure::{ErrorRow, is_within};
use super::source::Source;
use crate::aligner::{Aligner, Document};
use crate::model::Language;

/// An article and its report, not yet read.
#[derive(Debug, Clone)]
pub struct Job {
    /// The names of article and report in tables; output files are named after the article.
    pub names: [String; 2],
    /// The Indonesian side.
    pub article: Source,
    /// The English side.
    pub report: Source,
}

impl Job {
    /// Reads both sides.
    ///
    /// # Errors
    /// Those of a side that cannot be read; [`Error::Exchanged`] for sides in the language of the other one,
    /// and [`Error::Input`] for sides with the same text, or too large for the memory that the options allow.
    pub fn read(&self, aligner: &Aligner) -> Result<(Document, Document)> {
        let mut article = self.article.sentences(Language::Ind, aligner)?;
        let mut report = self.report.sentences(Language::Eng, aligner)?;
        [article.text.name, report.text.name] = self.names.clone();
        // Evidence takes much more memory than sentences do.
        aligner.fits_beside(&article, &report, 0)?;
        let article = self.article.profile(article, aligner)?;
        let report = self.report.profile(report, aligner)?;
        let [shown, other] = [&self.article, &self.report].map(Source::display);
        if article.has_text_of(&report) {
            return Err(Error::same_text(&shown, &other));
        }
        if aligner.are_exchanged(&article, &report) {
            return Err(Error::Exchanged { article: shown, report: other });
        }
        Ok((article, report))
    }

    /// The row of the table of errors for an error about this pair, on the side where it occurred.
    pub fn error_row(&self, error: &Error) -> ErrorRow {
        let place = error.place();
        let sides = [(Language::Ind, &self.article), (Language::Eng, &self.report)];
        let mut sides = sides.into_iter().zip(&self.names);
        match sides.find(|((_, source), _)| is_within(&place, &source.display())) {
            Some(((language, source), name)) => ErrorRow::new(Some(language), name, &source.display(), error),
            None => ErrorRow::new(None, &self.names[0], "", error),
        }
    }
}

/// The pairs to align, and the inputs that cannot be aligned.
#[derive(Debug, Default)]
pub struct Jobs {
    /// The pairs, in the order in which rows are written.
    pub jobs: Vec<Job>,
    /// One error for each input without a partner.
    pub failures: Vec<Error>,
}

impl Jobs {
    /// Fails if two pairs have the same name: rows of one table would be indistinguishable, and files would
    /// be overwritten.
    pub fn no_name_twice(&self) -> Result<()> {
        let mut names: Vec<&str> = self.jobs.iter().map(|job| job.names[0].as_str()).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => {
                let what = "is the name of two pairs; give them different names in the manifest's column name, or in the field with the names of records";
                Err(Error::input(pair[0], what).with_kind(ErrorKind::DuplicateName))
            }
            None => Ok(()),
        }
    }
}

/// Where pairs are to be found.
#[derive(Debug, Clone, Copy, Default)]
pub struct PairInputs<'i> {
    /// A table of pairs, instead of all else.
    pub manifest: Option<&'i Path>,
    /// An article and its report, one folder of pairs, or a folder of articles and one of reports; or
    /// collections in their place.
    pub paths: &'i [PathBuf],
    /// How the files of a folder are named, if not by the usual forms.
    pub pattern: Option<&'i Pattern>,
}

/// The pairs of the inputs.
///
/// # Errors
/// If a path does not exist or yields no pairs.
pub fn find(inputs: PairInputs<'_>, observer: &dyn Observer) -> Result<Jobs> {
    if let (Some(_), [path, ..]) = (inputs.pattern, inputs.paths)
        && !(inputs.paths.len() == 1 && path.is_dir())
    {
        return Err(Error::Option("the option pattern names files of one folder: give one folder".into()));
    }
    match (inputs.manifest, inputs.paths) {
        (Some(path), _) => manifest(path, observer),
        (None, [articles, reports]) if articles.is_dir() && reports.is_dir() => {
            Ok(files(folder::pairs_of(articles, reports)?, observer))
        }
        (None, [article, report]) => pair(article, report),
        (None, [path]) if path.is_dir() => {
            let found = inputs.pattern.map(|pattern| folder::pairs_named(path, pattern));
            Ok(files(found.unwrap_or_else(|| folder::pairs_in(path))?, observer))
        }
        (None, [file]) if !file.exists() => Err(Error::missing(file)),
        (None, [file]) => Err(Error::Option(format!(
            "{} is not a folder of pairs; an article needs its report: give both",
            file.display()
        ))),
        _ => Err(Error::Option("no input".into())),
    }
}

/// The one pair given by two arguments.
fn pair(article: &Path, report: &Path) -> Result<Jobs> {
    let (article, report) = (Source::of(article), Source::of(report));
    if matches!((&article, &report), (Source::Stdin, Source::Stdin)) {
        return Err(Error::Option("only one of ARTICLE and REPORT can be standard input".into()));
    }
    let job = Job { names: [article.name(), report.name()], article, report };
    Ok(Jobs { jobs: vec![job], failures: Vec::new() })
}

/// Every pair of files, by name; files without a partner are reported.
fn files(found: FolderPairs, observer: &dyn Observer) -> Jobs {
    found.note.iter().for_each(|note| observer.note(note));
    let mut jobs = Jobs::default();
    for pair in found.pairs {
        match pair {
            Ok(PairFiles { name, article, report }) => jobs.jobs.push(Job {
                names: [name.clone(), name],
                article: Source::File(article),
                report: Source::File(report),
            }),
            Err(error) => jobs.failures.push(error),
        }
    }
    jobs
}

/// The pairs of a manifest: a table with the columns `article`, `report` and optionally `name`. Paths are
/// relative to the manifest.
fn manifest(path: &Path, observer: &dyn Observer) -> Result<Jobs> {
    let has_columns = |head: &csv::StringRecord| Columns::find(path, head).is_ok();
    let name = path.display().to_string();
    let Delimited { text, delimiter, notes } = Delimited::of(&name, &Source::of(path).bytes()?, has_columns)?;
    notes.iter().for_each(|note| observer.note(&format!("{name}: {}", note.text)));
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = Columns::find(path, table.headers().map_err(|e| bad(path, 1, e.to_string()))?)?;
    let mut jobs = Jobs::default();
    for record in table.records() {
        let line = |e: &csv::Error| e.position().map_or(0, |p| p.line() as usize);
        let record = record.map_err(|e| bad(path, line(&e), e.to_string()))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        match columns.job(path, &record) {
            Ok(job) => jobs.jobs.push(job),
            Err(error) => jobs.failures.push(error),
        }
    }
    if jobs.jobs.is_empty() && jobs.failures.is_empty() {
        let error = Error::input(path.display().to_string(), "names no pairs");
        return Err(error.with_kind(ErrorKind::Nothing));
    }
    Ok(jobs)
}

fn bad(path: &Path, line: usize, what: String) -> Error {
    Error::line(path.display().to_string(), line, what).with_kind(ErrorKind::Malformed)
}

struct Columns {
    article: usize,
    report: usize,
    name: Option<usize>,
}

impl Columns {
    fn find(path: &Path, head: &csv::StringRecord) -> Result<Self> {
        let at = |column: &str| head.iter().position(|name| name == column);
        match (at("article"), at("report")) {
            (Some(article), Some(report)) => Ok(Columns { article, report, name: at("name") }),
            _ => {
                let found: Vec<_> = head.iter().collect();
                let what = "the first line must name the columns article and report (and, if wanted, name)";
                Err(bad(path, 1, format!("{what}; it names \"{}\"", found.join("\", \""))))
            }
        }
    }

    fn job(&self, path: &Path, record: &csv::StringRecord) -> Result<Job> {
        let line = record.position().map_or(0, |p| p.line() as usize);
        let cell = |at: usize| record.get(at).filter(|cell| !cell.is_empty());
        let (Some(article), Some(report)) = (cell(self.article), cell(self.report)) else {
            return Err(bad(path, line, "has no article or no report".into()));
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let source = |cell: &str| Source::File(folder.join(cell));
        let (article, report) = (source(article), source(report));
        let given = self.name.and_then(cell).map(str::to_owned);
        if let Some(name) =
            given.as_ref().filter(|name| name.contains(['/', '\\', '\0']) || name.starts_with('.'))
        {
            let what = format!("\"{name}\" is no name for a file: no slashes, no dot in front");
            return Err(bad(path, line, what));
        }
        let names = [given.clone().unwrap_or_else(|| article.name()), given.unwrap_or_else(|| report.name())];
        Ok(Job { names, article, report })
    }
}
