//! Files and folders of gold and hypothesis -> reports.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::align::{Counts, Shape};
use super::beads::{BeadFormat, Document, Group, documents};
use super::measure::Measure;
use super::split::{SplitReport, split};
use crate::error::{Error, Result};

/// Endings under which a hypothesis may stand beside `NAME.gold`.
const ENDINGS: [&str; 8] = ["align", "vecalign", "csv", "tsv", "jsonl", "ladder", "hunalign", "txt"];

/// How well one document agrees with its gold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentScore {
    /// Its name.
    pub name: String,
    /// Strict agreement.
    pub strict: Measure,
    /// Lax agreement.
    pub lax: Measure,
    /// Linked groups in the gold.
    pub gold_beads: usize,
    /// What was counted.
    #[serde(skip)]
    pub counts: Counts,
}

/// How well the groups of one shape agree; unaligned sentences count in recall too here.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ShapeScore {
    /// The shape.
    pub align_type: Shape,
    /// Groups of this shape in the gold.
    pub gold: usize,
    /// Groups of this shape in the hypothesis.
    pub hyp: usize,
    /// Strict agreement.
    pub strict: Measure,
    /// Lax agreement.
    pub lax: Measure,
}

/// A document that could not be scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// Its name.
    pub name: String,
    /// Why: the file, the line, what would work.
    pub what: String,
}

/// How well alignments agree with their gold, pooled and by document.
///
/// Figures are pooled over the documents that could be scored; the others are in `failures` and count nowhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlignReport {
    /// Strict agreement: a group is right if the gold has it exactly. Unaligned sentences count in precision.
    pub strict: Measure,
    /// Lax agreement: a group is right if it shares a sentence pair with the gold. Unaligned sentences count in precision.
    pub lax: Measure,
    /// Documents scored.
    pub documents: usize,
    /// Linked groups in the gold.
    pub gold_beads: usize,
    /// Groups in the hypothesis, an unaligned sentence one each.
    pub hyp_beads: usize,
    /// Strict agreement with unaligned sentences left out altogether.
    pub strict_linked: Measure,
    /// Lax agreement with unaligned sentences left out altogether.
    pub lax_linked: Measure,
    /// By shape; shapes that neither side has are left out.
    pub by_type: Vec<ShapeScore>,
    /// By document, in order of their names.
    pub by_document: Vec<DocumentScore>,
    /// Documents that could not be scored.
    pub failures: Vec<Failure>,
}

impl AlignReport {
    /// The report on documents scored and not scored.
    pub fn new(scored: Vec<(String, Counts)>, failures: Vec<Failure>) -> Self {
        let mut total = Counts::default();
        scored.iter().for_each(|(_, counts)| total += *counts);
        let by_document = scored.into_iter().map(|(name, counts)| DocumentScore {
            name,
            strict: counts.all.strict(),
            lax: counts.all.lax(),
            gold_beads: counts.all.wanted,
            counts,
        });
        let by_document: Vec<_> = by_document.collect();
        let shapes =
            Shape::ALL.into_iter().zip(total.by_shape).filter(|(_, tally)| tally.given + tally.wanted > 0);
        let by_type = shapes.map(|(align_type, tally)| ShapeScore {
            align_type,
            gold: tally.wanted,
            hyp: tally.given,
            strict: tally.strict(),
            lax: tally.lax(),
        });
        AlignReport {
            strict: total.all.strict(),
            lax: total.all.lax(),
            documents: by_document.len(),
            gold_beads: total.all.wanted,
            hyp_beads: total.all.given,
            strict_linked: total.linked.strict(),
            lax_linked: total.linked.lax(),
            by_type: by_type.collect(),
            by_document,
            failures,
        }
    }
}

/// Scores alignments: a file against a file, a folder of `NAME.gold` against a folder of `NAME.align` (or `.csv`, `.tsv`,
/// `.jsonl`, `.ladder`, `.txt`), or a folder of gold against one table of ours that holds all its articles.
///
/// `format` is that of the hypothesis (detected when absent); the gold's is always detected.
///
/// # Errors
/// Only what leaves nothing to score: a path that cannot be read, no gold. A document that cannot be scored is a
/// [`Failure`] in the report.
pub fn align_paths(gold: &Path, hypothesis: &Path, format: Option<BeadFormat>) -> Result<AlignReport> {
    if !gold.is_dir() {
        let name = stem(gold);
        let groups = one(gold, &name, read(gold, None)?)?;
        let hypothesis =
            if hypothesis.is_dir() { partner(hypothesis, &name)? } else { hypothesis.to_owned() };
        let counts = Counts::new(&groups, &one(&hypothesis, &name, read(&hypothesis, format)?)?);
        return Ok(AlignReport::new(vec![(name, counts)], Vec::new()));
    }
    let golds = golds(gold)?;
    let table = if hypothesis.is_dir() { None } else { Some(named(hypothesis, read(hypothesis, format)?)?) };
    let (mut scored, mut failures) = (Vec::new(), Vec::new());
    for path in golds {
        let name = stem(&path);
        let groups = match &table {
            Some(table) => from_table(table, hypothesis, &name),
            None => partner(hypothesis, &name).and_then(|path| one(&path, &name, read(&path, format)?)),
        };
        let gold = read(&path, None).and_then(|documents| one(&path, &name, documents));
        match gold.and_then(|gold| Ok(Counts::new(&gold, &groups?))) {
            Ok(counts) => scored.push((name, counts)),
            Err(error) => failures.push(Failure { name, what: error.to_string() }),
        }
    }
    Ok(AlignReport::new(scored, failures))
}

/// Scores a splitting: both files have a sentence a line and a blank line between paragraphs.
///
/// # Errors
/// [`Error::Io`], [`Error::Input`] for what is not UTF-8, and those of [`split`].
pub fn split_paths(gold: &Path, hypothesis: &Path) -> Result<SplitReport> {
    let (gold_text, hyp_text) = (text(gold)?, text(hypothesis)?);
    split(&gold.display().to_string(), &gold_text, &hypothesis.display().to_string(), &hyp_text)
}

fn text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|source| Error::io(path, source))?;
    String::from_utf8(bytes).map_err(|error| {
        let what = format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to());
        Error::input(path.display().to_string(), what)
    })
}

fn read(path: &Path, format: Option<BeadFormat>) -> Result<Vec<Document>> {
    documents(&path.display().to_string(), &text(path)?, format)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn golds(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|source| Error::io(folder, source))?;
    let paths =
        entries.map(|entry| entry.map(|entry| entry.path()).map_err(|source| Error::io(folder, source)));
    let mut golds = paths.collect::<Result<Vec<_>>>()?;
    golds.retain(|path| path.extension().is_some_and(|ending| ending == "gold"));
    golds.sort();
    if golds.is_empty() {
        return Err(Error::input(folder.display().to_string(), "holds no NAME.gold"));
    }
    Ok(golds)
}

/// The one hypothesis for the document `name` in `folder`.
fn partner(folder: &Path, name: &str) -> Result<PathBuf> {
    let path = |ending: &str| folder.join(format!("{name}.{ending}"));
    let mut found = ENDINGS.iter().map(|ending| path(ending)).filter(|path| path.is_file());
    match (found.next(), found.next()) {
        (Some(path), None) => Ok(path),
        (Some(a), Some(b)) => {
            let what = format!("{} stands beside it; keep one hypothesis for each gold", b.display());
            Err(Error::input(a.display().to_string(), what))
        }
        (None, _) => {
            let what = format!("is missing (NAME.{} are looked for)", ENDINGS.join(", NAME."));
            Err(Error::input(path("align").display().to_string(), what))
        }
    }
}

/// The groups for the document `name` in a file for one document.
fn one(path: &Path, name: &str, documents: Vec<Document>) -> Result<Vec<Group>> {
    let count = documents.len();
    let mut fitting =
        documents.into_iter().filter(|(article, _)| count == 1 || article.as_deref() == Some(name));
    match fitting.next() {
        Some((_, groups)) => Ok(groups),
        None if count == 0 => Ok(Vec::new()),
        None => Err(Error::input(
            path.display().to_string(),
            format!("holds {count} articles, none of them \"{name}\""),
        )),
    }
}

/// The documents of a table that names them.
fn named(path: &Path, documents: Vec<Document>) -> Result<Vec<Document>> {
    if documents.iter().any(|(article, _)| article.is_none()) {
        let what =
            "is one document; against a folder of gold name a folder, or a table that holds all articles";
        return Err(Error::input(path.display().to_string(), what));
    }
    Ok(documents)
}

fn from_table(table: &[Document], path: &Path, name: &str) -> Result<Vec<Group>> {
    let fitting = table.iter().find(|(article, _)| article.as_deref() == Some(name));
    let groups = fitting.map(|(_, groups)| groups.clone());
    groups
        .ok_or_else(|| Error::input(path.display().to_string(), format!("has no rows of article \"{name}\"")))
}
