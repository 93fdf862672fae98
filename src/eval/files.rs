//! Files and folders of gold and hypothesis -> reports.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::beads::BeadFormat;
use super::counts::{Counts, Shape};
use super::group::{Document, Group};
use super::input::{Input, Sides};
use super::measure::Measure;
use super::split::{SplitReport, split};
use crate::error::{Error, Result};

/// Extensions that a hypothesis for `NAME.gold` may have.
const ENDINGS: [&str; 8] = ["align", "vecalign", "csv", "tsv", "jsonl", "ladder", "hunalign", "txt"];

/// Agreement of one document with its gold.
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
    /// The counts.
    #[serde(skip)]
    pub counts: Counts,
}

/// Agreement of the groups of one shape; here unaligned sentences count in recall too.
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
    /// The reason: the file, the line, and a remedy.
    pub what: String,
}

/// Agreement of alignments with their gold, pooled and by document.
///
/// Figures are pooled over the documents that could be scored; the others are in `failures` and do not count
/// anywhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlignReport {
    /// Strict agreement: a group is right if the gold has exactly the same. Unaligned sentences count in
    /// precision.
    pub strict: Measure,
    /// Lax agreement: a group is right if it shares a sentence pair with the gold. Unaligned sentences count
    /// in precision.
    pub lax: Measure,
    /// Documents scored.
    pub documents: usize,
    /// Linked groups in the gold.
    pub gold_beads: usize,
    /// Groups in the hypothesis, one per unaligned sentence.
    pub hyp_beads: usize,
    /// Strict agreement without any unaligned sentences.
    pub strict_linked: Measure,
    /// Lax agreement without any unaligned sentences.
    pub lax_linked: Measure,
    /// By shape; shapes that occur on neither side are left out.
    pub by_type: Vec<ShapeScore>,
    /// By document, in the order of names.
    pub by_document: Vec<DocumentScore>,
    /// Documents that could not be scored.
    pub failures: Vec<Failure>,
}

impl AlignReport {
    /// The report on scored documents and failures.
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

/// Scores alignments: a file against a file, a folder of `NAME.gold` against a folder of `NAME.align` (or
/// `.csv`, `.tsv`, `.jsonl`, `.ladder`, `.txt`), or a folder of gold against one table of sejajar that holds
/// all its articles.
///
/// `format` is that of the hypothesis (detected if absent); that of the gold is always detected.
///
/// # Errors
/// Only if nothing can be scored: a path cannot be read, or there is no gold; for a single document also any
/// error in it. A document of a folder that cannot be scored is a [`Failure`] in the report.
pub fn align(gold: Input<'_>, hypothesis: Input<'_>, format: Option<BeadFormat>) -> Result<AlignReport> {
    let Some(folder) = gold.folder() else { return align_one(gold, hypothesis, format) };
    let golds = golds(folder)?;
    let table = match hypothesis.folder() {
        Some(_) => None,
        None => Some(named(&hypothesis, hypothesis.documents(format)?)?),
    };
    let (mut scored, mut failures) = (Vec::new(), Vec::new());
    for path in &golds {
        let gold = Input::Path(path);
        let name = gold.document().unwrap_or_default();
        let groups = match &table {
            Some(table) => from_table(table, &hypothesis, &name),
            None => hypothesis_for(hypothesis, &name, format),
        };
        match one(&gold, &name, None).and_then(|gold| Ok(Counts::new(&gold, &groups?))) {
            Ok(counts) => scored.push((name, counts)),
            Err(error) => failures.push(Failure { name, what: error.to_string() }),
        }
    }
    Ok(AlignReport::new(scored, failures))
}

/// [`align()`] for two paths, one of which may be `-` for standard input.
///
/// # Errors
/// Those of [`align()`].
pub fn align_paths(gold: &Path, hypothesis: &Path, format: Option<BeadFormat>) -> Result<AlignReport> {
    let sides = Sides::read(gold, hypothesis)?;
    let [gold, hypothesis] = sides.inputs();
    align(gold, hypothesis, format)
}

/// Scores a splitting: both sides have one sentence per line and a blank line between paragraphs.
///
/// # Errors
/// [`Error::Io`], [`Error::Input`] for text that is not UTF-8, and those of [`split`].
pub fn split_inputs(gold: Input<'_>, hypothesis: Input<'_>) -> Result<SplitReport> {
    let (gold_text, hyp_text) = (gold.text()?, hypothesis.text()?);
    split(&gold.display(), &gold_text, &hypothesis.display(), &hyp_text)
}

/// [`split_inputs`] for two paths, one of which may be `-` for standard input.
///
/// # Errors
/// Those of [`split_inputs`].
pub fn split_paths(gold: &Path, hypothesis: &Path) -> Result<SplitReport> {
    let sides = Sides::read(gold, hypothesis)?;
    let [gold, hypothesis] = sides.inputs();
    split_inputs(gold, hypothesis)
}

/// Scores one document against its gold.
fn align_one(gold: Input<'_>, hypothesis: Input<'_>, format: Option<BeadFormat>) -> Result<AlignReport> {
    // Gold from standard input has no name of its own; it takes that of a single hypothesis.
    let name = match (gold.document(), hypothesis.folder()) {
        (None, Some(folder)) => {
            let what = "is one document without a name; name its hypothesis, not a folder of them";
            return Err(Error::input(gold.display(), format!("{what} ({})", folder.display())));
        }
        (name, _) => name.or_else(|| hypothesis.document()).unwrap_or_else(|| gold.display()),
    };
    let wanted = one(&gold, &name, None)?;
    let counts = Counts::new(&wanted, &hypothesis_for(hypothesis, &name, format)?);
    Ok(AlignReport::new(vec![(name, counts)], Vec::new()))
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
            let what = format!("{} is there too; keep one hypothesis for each gold", b.display());
            Err(Error::input(a.display().to_string(), what))
        }
        (None, _) => {
            let what = format!("is missing (NAME.{} are looked for)", ENDINGS.join(", NAME."));
            Err(Error::input(path("align").display().to_string(), what))
        }
    }
}

/// The groups for the document `name` in the hypothesis, which may be a folder.
fn hypothesis_for(hypothesis: Input<'_>, name: &str, format: Option<BeadFormat>) -> Result<Vec<Group>> {
    match hypothesis.folder() {
        Some(folder) => one(&Input::Path(&partner(folder, name)?), name, format),
        None => one(&hypothesis, name, format),
    }
}

/// The groups for the document `name` in a file for one document (any of its articles, if it has only one).
fn one(input: &Input<'_>, name: &str, format: Option<BeadFormat>) -> Result<Vec<Group>> {
    let documents = input.documents(format)?;
    let count = documents.len();
    let mut fitting =
        documents.into_iter().filter(|(article, _)| count == 1 || article.as_deref() == Some(name));
    match fitting.next() {
        Some((_, groups)) => filled(input, groups),
        None if count == 0 => Err(Error::input(input.display(), "holds no beads")),
        None => {
            Err(Error::input(input.display(), format!("holds {count} articles, none of them \"{name}\"")))
        }
    }
}

/// The documents of a table, if it names them.
fn named(input: &Input<'_>, documents: Vec<Document>) -> Result<Vec<Document>> {
    if documents.is_empty() {
        return Err(Error::input(input.display(), "holds no beads"));
    }
    if documents.iter().any(|(article, _)| article.is_none()) {
        let what =
            "is one document; against a folder of gold name a folder, or a table that holds all articles";
        return Err(Error::input(input.display(), what));
    }
    Ok(documents)
}

fn from_table(table: &[Document], input: &Input<'_>, name: &str) -> Result<Vec<Group>> {
    match table.iter().find(|(article, _)| article.as_deref() == Some(name)) {
        Some((_, groups)) => filled(input, groups.clone()),
        None => Err(Error::input(input.display(), format!("has no rows of article \"{name}\""))),
    }
}

/// The groups, if they contain any sentence: the figures for an empty side would be meaningless.
fn filled(input: &Input<'_>, groups: Vec<Group>) -> Result<Vec<Group>> {
    if groups.iter().all(|group| group.ind.is_empty() && group.eng.is_empty()) {
        return Err(Error::input(input.display(), "holds no beads"));
    }
    Ok(groups)
}
