//! Folders and collections of articles and reports -> a corpus in a folder.

use std::path::PathBuf;

use pyo3::prelude::*;
use sejajar::Error;
use sejajar::build::{Built, CorpusBuilder, Form};
use sejajar::documents::DocumentSet;
use sejajar::export::{ExportOptions, FormatName};
use sejajar::linking::{Linker, Settings};
use sejajar::model::Language;
use sejajar::observer::Observer;
use serde_json::{Map, Value, json};

use crate::error::{raised, wrong};
use crate::fields::FieldNames;
use crate::numbers::{self, probability, whole, whole_or_none, within};
use crate::observer::Watch;
use crate::options::Options;
use crate::pool::Pool;

/// Builds a corpus: links articles with their reports, aligns them, and writes rows, links and a manifest
/// into a folder.
///
/// The files are those of ``sejajar build``. Work that was interrupted is continued by the same call.
///
/// Parameters
/// ----------
/// articles, reports : path or list of paths
///     Folders, files, or collections of records (.json, .jsonl, .csv, .tsv).
/// output : path
///     The folder of the corpus.
/// format : {"csv", "tsv", "jsonl"}
///     The form of the rows.
/// excel, meta, aligned_only : bool
///     For spreadsheets; with columns of metadata; without rows of unaligned sentences.
/// shard_size : int
///     The number of articles whose rows are in one file.
/// window, top, min_confidence
///     As for :func:`link`.
/// overwrite : bool
///     Replace a corpus that is there.
/// fields, fields_ind, fields_eng, threads, options
///     As for :func:`align_many`.
///
/// Returns
/// -------
/// int
///     The number of inputs that could not be used; ``errors.csv`` names them.
///
/// >>> import json, pathlib, sejajar, tempfile
/// >>> folder = pathlib.Path(tempfile.mkdtemp())
/// >>> texts = {"ind": "Gempa 6,5 mengguncang Palu.", "eng": "A 6.5 quake shook Palu."}
/// >>> for name, text in texts.items():
/// ...     (folder / name).mkdir()
/// ...     _ = (folder / name / "quake.txt").write_text(text)
/// >>> sejajar.build(folder / "ind", folder / "eng", folder / "corpus")
/// 0
/// >>> json.loads((folder / "corpus" / "manifest.json").read_text())["counts"]["articles"]
/// 1
#[pyfunction]
#[pyo3(
    signature = (articles, reports, output, *, format="csv", excel=false, meta=false, aligned_only=false,
        shard_size=10_000, window=Some(30), top=5, min_confidence=0.5, fields=None, fields_ind=None, fields_eng=None,
        overwrite=false, threads=0, options=None),
    text_signature = "(articles, reports, output, *, format='csv', excel=False, meta=False, aligned_only=False, \
        shard_size=10000, window=30, top=5, min_confidence=0.5, fields=None, fields_ind=None, fields_eng=None, \
        overwrite=False, threads=0, options=None)"
)]
#[allow(clippy::too_many_arguments)] // keyword arguments of Python, each with its name
pub fn build(
    py: Python<'_>,
    articles: &Bound<'_, PyAny>,
    reports: &Bound<'_, PyAny>,
    output: PathBuf,
    format: &str,
    excel: bool,
    meta: bool,
    aligned_only: bool,
    #[pyo3(from_py_with = whole)] shard_size: i128,
    #[pyo3(from_py_with = whole_or_none)] window: Option<i128>,
    #[pyo3(from_py_with = whole)] top: i128,
    min_confidence: f64,
    fields: Option<&Bound<'_, PyAny>>,
    fields_ind: Option<&Bound<'_, PyAny>>,
    fields_eng: Option<&Bound<'_, PyAny>>,
    overwrite: bool,
    #[pyo3(from_py_with = whole)] threads: i128,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<usize> {
    let shard_size = within("shard_size", shard_size, 1..=i128::from(u32::MAX))?;
    let options = Options::given(options).quotes_split(true);
    let (articles, reports) = (paths(articles)?, paths(reports)?);
    let fields = FieldNames::of([fields, fields_ind, fields_eng])?;
    let reading = fields.reading(&options)?;
    let form = Form {
        format: format.parse::<FormatName>().map_err(raised)?,
        options: ExportOptions { excel, meta, ..ExportOptions::default() },
        aligned_only,
    };
    let settings = Settings {
        window: numbers::window(window)?,
        top: numbers::top(top)?,
        min_confidence: probability("min_confidence", min_confidence)?,
    };
    settings.check().map_err(raised)?;
    let builder = CorpusBuilder {
        folder: &output,
        overwrite,
        form,
        shard_size,
        paths: [&articles, &reports],
        lexicon: options.lexicon_file.as_deref(),
        options: recorded(&form, shard_size, &settings, &fields, &options),
        config: None,
    };
    let pool = Pool::new(threads)?;
    let built = Watch::over(py, |watch| {
        builder.check()?;
        let aligner = options.aligner_on(pool.threads().current_num_threads(), watch);
        let built = builder.build(Linker {
            articles: &DocumentSet::find(&articles, Language::Ind, &reading, watch)?,
            reports: &DocumentSet::find(&reports, Language::Eng, &reading, watch)?,
            aligner: &aligner,
            settings,
            strict: false,
            pool: pool.threads(),
            folder: None,
            observer: watch,
        })?;
        if let Built::Finished(corpus) = &built
            && corpus.failed > 0
        {
            let (errors, failed) = (corpus.errors.display(), corpus.failed);
            watch.warn(&format!("{errors}: names inputs that could not be used: {failed}"));
        }
        Ok::<_, Error>(built)
    })?;
    match built {
        Built::Finished(corpus) => Ok(corpus.failed),
        Built::Suspended { done, shards } => Err(wrong(format!("{done} of {shards} shards are done"))),
    }
}

/// One path, or several.
fn paths(value: &Bound<'_, PyAny>) -> PyResult<Vec<PathBuf>> {
    value.extract::<PathBuf>().map(|path| vec![path]).or_else(|_| value.extract())
}

/// The options under the names of the command line in snake case, in the order of its manifest.
fn recorded(
    form: &Form,
    shard_size: usize,
    settings: &Settings,
    fields: &FieldNames,
    options: &Options,
) -> Map<String, Value> {
    let confidence = settings.min_confidence;
    let whole = confidence.fract() == 0.0;
    let mut recorded = Map::new();
    let mut record = |name: &str, value: Value| recorded.insert(name.to_owned(), value);
    record("format", json!(form.format.to_string()));
    record("excel", json!(form.options.excel));
    record("meta", json!(form.options.meta));
    record("aligned_only", json!(form.aligned_only));
    record("shard_size", json!(shard_size));
    fields.given().for_each(|(name, text)| _ = record(name, json!(text)));
    record("window", settings.window.map_or(json!("none"), |days| json!(days)));
    record("top", json!(settings.top));
    record("min_confidence", if whole { json!(confidence as i64) } else { json!(confidence) });
    recorded.extend(options.recorded());
    recorded
}
