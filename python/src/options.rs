//! Keyword arguments of Python -> options of the pipeline, and the lexicon that goes with them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use sejajar::documents::{MemoryLimit, Reading};
use sejajar::lexicon::Lexicon;
use sejajar::score::EvidenceKinds;
use sejajar::{Aligner, Decisions};
use serde_json::{Map, Value, json};

use crate::error::{raised, wrong};
use crate::numbers::{whole, within};
use crate::observer::Watch;

/// How documents are read and aligned; what is not given is as in the command line tool.
///
/// Parameters
/// ----------
/// sentences : bool
///     The input is one sentence a line already: no cleaning, no splitting, every line keeps its number.
/// quotes : {"whole", "split"}, optional
///     A quote of several sentences stays whole (as in PUD and CSUI) or is split like any other text (as in
///     GUM and EWT). ``split`` keeps it whole unless told otherwise; everything else splits it.
/// keep_boilerplate : bool
///     Keep page debris: read-also links, advertisements, footers.
/// encoding : str, optional
///     Encoding of bytes and files, such as ``"windows-1252"``; detected when absent.
/// lexicon : path, optional
///     Word translations of your own on top of the built-in ones: ``ind TAB eng`` a line.
/// lexicon_only : bool
///     Use ``lexicon`` in place of the built-in one.
/// evidence, without : str, optional
///     Align by these kinds of evidence only, or by all but these, joined by commas: names, numbers, dates,
///     words, spelling, length.
/// uncalibrated : bool
///     Give the posterior of a row as its confidence.
/// monotone : bool
///     Do not look for moved blocks.
/// max_side : int
///     Most sentences on one side of a row, 1 to 4.
/// decisions : path, optional
///     Judgements around which documents are aligned anew: a table (.csv, .tsv, .jsonl) that ``sejajar review
///     --export`` wrote, or answers to the questions of ``sejajar ask``. They are found by the names of the
///     documents (``article_id``, ``report_id``).
/// max_memory : int or str, optional
///     The most memory for one pair of documents, in bytes or as in ``"800M"`` and ``"2G"``, estimated before
///     it is taken; a pair that needs more raises :class:`SejajarError` with the code ``too-large``. When
///     absent, it is half of the free memory, divided by the number of threads; 0 sets no limit.
///
/// >>> import sejajar
/// >>> sejajar.Options(evidence="names,numbers", max_side=2)
/// Options(sentences=False, evidence='names,numbers', max_side=2)
#[pyclass(frozen, module = "sejajar")]
#[derive(Clone)]
pub struct Options {
    pub options: sejajar::Options,
    /// The lexicon, with what is known of its words.
    base: Aligner,
    /// The file of the lexicon, where one was given.
    pub lexicon_file: Option<PathBuf>,
    lexicon_only: bool,
    /// The kinds of evidence to use or to leave out, as they were given.
    evidence: [Option<String>; 2],
    /// Whether quotes are split, where that was said.
    quotes: Option<bool>,
    /// The file of the judgements, where one was given.
    decisions_file: Option<PathBuf>,
    max_memory: MemoryLimit,
}

#[pymethods]
impl Options {
    #[new]
    #[pyo3(signature = (*, sentences=false, quotes=None, keep_boilerplate=false, encoding=None, lexicon=None,
        lexicon_only=false, evidence=None, without=None, uncalibrated=false, monotone=false, max_side=4,
        decisions=None, max_memory=None))]
    #[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
    fn new(
        sentences: bool,
        quotes: Option<&str>,
        keep_boilerplate: bool,
        encoding: Option<String>,
        lexicon: Option<PathBuf>,
        lexicon_only: bool,
        evidence: Option<&str>,
        without: Option<&str>,
        uncalibrated: bool,
        monotone: bool,
        #[pyo3(from_py_with = whole)] max_side: i128,
        decisions: Option<PathBuf>,
        max_memory: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let mut options = sejajar::Options::default();
        (options.sentences, options.keep_boilerplate) = (sentences, keep_boilerplate);
        options.uncalibrated = uncalibrated;
        options.read.encoding = encoding;
        options.read.check().map_err(raised)?;
        options.score.kinds = kinds(evidence, without)?;
        options.align.crossing = !monotone;
        options.align.max_side = within("max_side", max_side, 1..=4)?;
        options.decisions =
            decisions.as_ref().map(Decisions::read).transpose().map_err(raised)?.map(Arc::new);
        Ok(Options {
            options,
            base: open(lexicon.as_deref(), lexicon_only)?,
            lexicon_file: lexicon,
            lexicon_only,
            evidence: [evidence, without].map(|kinds| kinds.map(str::to_owned)),
            quotes: quotes.map(split_quotes).transpose()?,
            decisions_file: decisions,
            max_memory: max_memory.map(memory_limit).transpose()?.unwrap_or_default(),
        })
    }

    /// For pickle: the arguments that it is made of.
    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        let given = PyDict::new(py);
        let [evidence, without] = &self.evidence;
        given.set_item("sentences", self.options.sentences)?;
        given.set_item("quotes", self.quotes.map(|split| if split { "split" } else { "whole" }))?;
        given.set_item("keep_boilerplate", self.options.keep_boilerplate)?;
        given.set_item("encoding", &self.options.read.encoding)?;
        given.set_item("lexicon", &self.lexicon_file)?;
        given.set_item("lexicon_only", self.lexicon_only)?;
        given.set_item("evidence", evidence)?;
        given.set_item("without", without)?;
        given.set_item("uncalibrated", self.options.uncalibrated)?;
        given.set_item("monotone", !self.options.align.crossing)?;
        given.set_item("max_side", self.options.align.max_side)?;
        given.set_item("decisions", &self.decisions_file)?;
        given.set_item("max_memory", given_limit(self.max_memory))?;
        Ok((PyTuple::empty(py), given))
    }

    fn __repr__(&self) -> String {
        let sejajar::Options { sentences, score, align, .. } = &self.options;
        let sentences = if *sentences { "True" } else { "False" };
        format!("Options(sentences={sentences}, evidence='{}', max_side={})", score.kinds, align.max_side)
    }
}

impl Options {
    /// The options that were given, or the usual ones.
    pub fn given(options: Option<&Bound<'_, Options>>) -> Options {
        match options {
            Some(options) => options.get().clone(),
            None => Options {
                options: sejajar::Options::default(),
                base: usual(),
                lexicon_file: None,
                lexicon_only: false,
                evidence: [None, None],
                quotes: None,
                decisions_file: None,
                max_memory: MemoryLimit::default(),
            },
        }
    }

    /// How collections are read by them.
    pub fn reading(&self) -> Reading {
        Reading { options: self.options.read.clone(), ..Reading::default() }
    }

    /// What reads and aligns by them, without a limit of memory unless one was given.
    pub fn aligner(&self) -> Aligner {
        self.limited(given_limit(self.max_memory).filter(|&bytes| bytes > 0))
    }

    /// The same for work on so many threads, which share the free memory, until `watch` ends it.
    pub fn aligner_on(&self, threads: usize, watch: &Watch) -> Aligner {
        self.limited(self.max_memory.bytes(threads)).until(watch.stop())
    }

    fn limited(&self, max_memory: Option<u64>) -> Aligner {
        let mut options = self.options.clone();
        options.max_memory = max_memory;
        self.base.with_options(options)
    }

    /// The judgements.
    pub fn decisions(&self) -> Option<&Decisions> {
        self.options.decisions.as_deref()
    }

    /// The options under the names of the command line, in the order of its manifest. Those that `build` of
    /// the command line does not have are among them only where they were given.
    pub fn recorded(&self) -> Map<String, Value> {
        let sejajar::Options { sentences, keep_boilerplate, uncalibrated, lattice, .. } = &self.options;
        let [evidence, without] = &self.evidence;
        let file = self.lexicon_file.as_ref().map(|path| json!(path.display().to_string()));
        let all = EvidenceKinds::default().to_string();
        let named = [
            ("lexicon", file),
            ("lexicon_only", Some(json!(self.lexicon_only))),
            ("evidence", Some(json!(evidence.as_ref().unwrap_or(&all)))),
            ("without", without.as_ref().map(|kinds| json!(kinds))),
            ("uncalibrated", Some(json!(uncalibrated))),
            ("lattice", Some(json!(lattice))),
            ("monotone", Some(json!(!self.options.align.crossing))),
            ("max_side", Some(json!(self.options.align.max_side))),
            ("encoding", self.options.read.encoding.as_ref().map(|label| json!(label))),
            ("keep_boilerplate", Some(json!(keep_boilerplate))),
            ("quotes", (self.quotes == Some(false)).then(|| json!("whole"))),
            ("sentences", sentences.then(|| json!(true))),
            ("decisions", self.decisions_file.as_ref().map(|path| json!(path.display().to_string()))),
        ];
        named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }

    /// The same with quotes split, unless it was said what is done with them.
    pub fn quotes_split(mut self, split: bool) -> Options {
        self.options.split.quotes = self.quotes.unwrap_or(split);
        self
    }
}

/// The limit that an argument gives: a number of bytes, or a text such as `2G`.
fn memory_limit(value: &Bound<'_, PyAny>) -> PyResult<MemoryLimit> {
    if let Ok(text) = value.extract::<String>() {
        return text.parse().map_err(|what| wrong(format!("max_memory is {what}")));
    }
    within("max_memory", whole(value)?, 0..=i128::from(u64::MAX)).map(MemoryLimit::Bytes)
}

/// The number of bytes that was given as a limit.
fn given_limit(limit: MemoryLimit) -> Option<u64> {
    match limit {
        MemoryLimit::Free => None,
        MemoryLimit::Bytes(bytes) => Some(bytes),
    }
}

fn kinds(evidence: Option<&str>, without: Option<&str>) -> PyResult<EvidenceKinds> {
    let parse = |list: Option<&str>| list.map(str::parse::<EvidenceKinds>).transpose().map_err(wrong);
    match (parse(evidence)?, parse(without)?) {
        (Some(_), Some(_)) => Err(wrong("evidence and without exclude each other; give one of them")),
        (evidence, without) => {
            Ok(evidence.unwrap_or_default().without(without.unwrap_or(EvidenceKinds::NONE)))
        }
    }
}

fn split_quotes(how: &str) -> PyResult<bool> {
    match how {
        "split" => Ok(true),
        "whole" => Ok(false),
        other => Err(wrong(format!("quotes is \"{other}\" and may be \"whole\" or \"split\""))),
    }
}

/// The aligner of the built-in lexicon: one for the process, so that what it has learnt of words in one call
/// is known in the next.
pub fn usual() -> Aligner {
    static USUAL: LazyLock<Aligner> = LazyLock::new(Aligner::default);
    USUAL.clone()
}

fn open(path: Option<&Path>, only: bool) -> PyResult<Aligner> {
    let lexicon = match path {
        None if only => return Err(wrong("lexicon_only needs a lexicon")),
        None => return Ok(usual()),
        Some(path) => {
            let own = Lexicon::load(path).map_err(raised)?;
            if only { own } else { Lexicon::builtin().merge(&own).map_err(raised)? }
        }
    };
    Ok(Aligner::new(lexicon, sejajar::Options::default()))
}
