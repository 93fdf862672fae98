//! A document -> a table of its sentences, or of what each of them says.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Int32Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use pyo3::prelude::*;
use sejajar::Document;
use sejajar::documents::Source;
use sejajar::model::{Entity, Evidence, Language};

use crate::error::{of_arrow, wrong};
use crate::input::document;
use crate::observer::Watch;
use crate::options::Options;
use crate::table::Table;

/// Splits a document into sentences.
///
/// Parameters
/// ----------
/// text
///     The document, as for :func:`align`.
/// lang : {"ind", "eng"}
///     Its language (``id`` and ``en`` are accepted).
/// dropped : bool
///     Give lines that were left out as page debris too, with their reason.
/// options : Options, optional
///     How it is read. A quote of several sentences stays whole unless ``quotes="split"``.
///
/// Returns
/// -------
/// Table
///     ``text``, ``start`` and ``end`` (bytes of the UTF-8 text), ``paragraph``, ``reason`` (of lines left
///     out; else missing).
///
/// >>> import sejajar
/// >>> sejajar.split("Harga naik 12,5 persen. Dr. Budi senang.", "ind").to_dicts()[1]
/// {'text': 'Dr. Budi senang.', 'start': 24, 'end': 40, 'paragraph': 0, 'reason': None}
#[pyfunction]
#[pyo3(signature = (text, lang, *, dropped=false, options=None))]
pub fn split(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    lang: &str,
    dropped: bool,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Table> {
    let aligner = Options::given(options).quotes_split(false).aligner();
    let document = read(py, text, lang, |source, language| source.sentences(language, &aligner))?;
    sentences(&document, dropped).map(Table::new).map_err(of_arrow)
}

/// Finds the names, numbers, dates, times and amounts of every sentence.
///
/// Parameters
/// ----------
/// text, lang, options
///     As for :func:`split`, but that a quote of several sentences is split unless ``quotes="whole"``.
///
/// Returns
/// -------
/// Table
///     One row per sentence: ``text``, and ``evidence``, a list of ``kind``, ``keys`` (the preferred reading,
///     then others), ``surface``, ``start`` and ``end`` (bytes of the UTF-8 text), ``type`` (of names:
///     person, organisation, place, other) and ``approximate``.
///
/// >>> import sejajar
/// >>> found = sejajar.evidence("Gempa 6,5 mengguncang Palu.", "ind").to_dicts()[0]["evidence"]
/// >>> [(piece["surface"], piece["keys"]) for piece in found]
/// [('6,5', ['number:6.5']), ('Palu', ['name:palu'])]
#[pyfunction]
#[pyo3(signature = (text, lang, *, options=None))]
pub fn evidence(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    lang: &str,
    options: Option<&Bound<'_, Options>>,
) -> PyResult<Table> {
    let aligner = Options::given(options).quotes_split(true).aligner();
    let document = read(py, text, lang, |source, language| source.document(language, &aligner))?;
    found(&document).map(Table::new).map_err(of_arrow)
}

/// Reads a document, and warns of everything that was noticed of it.
fn read(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    lang: &str,
    read: impl FnOnce(&Source, Language) -> sejajar::Result<Document> + Send,
) -> PyResult<Document> {
    let (source, language) = (document(text, None, "text")?.source, lang.parse().map_err(wrong)?);
    Watch::over(py, |watch| {
        let document = read(&source, language)?;
        source.warn(&document, watch);
        Ok::<_, sejajar::Error>(document)
    })
}

/// Sentences, and among them lines that were dropped, by place.
fn sentences(document: &Document, dropped: bool) -> Result<RecordBatch, ArrowError> {
    let Document { text, sentences, .. } = document;
    let kept = sentences.iter().map(|s| (s.span, s.text.as_str(), Some(s.paragraph as i32), None));
    let left_out = text.dropped.iter().filter(|_| dropped);
    let left_out = left_out.map(|d| (d.span, d.span.of(&text.content), None, Some(d.reason.as_str())));
    let mut rows: Vec<_> = kept.chain(left_out).collect();
    rows.sort_by_key(|(span, ..)| span.start);
    let (mut texts, mut reasons) = (StringBuilder::new(), StringBuilder::new());
    let [mut starts, mut ends, mut paragraphs] = [(); 3].map(|()| Int32Builder::new());
    for (span, text, paragraph, reason) in rows {
        texts.append_value(text);
        starts.append_value(span.start as i32);
        ends.append_value(span.end as i32);
        paragraphs.append_option(paragraph);
        reasons.append_option(reason);
    }
    RecordBatch::try_from_iter_with_nullable([
        ("text", Arc::new(texts.finish()) as ArrayRef, false),
        ("start", Arc::new(starts.finish()), false),
        ("end", Arc::new(ends.finish()), false),
        ("paragraph", Arc::new(paragraphs.finish()), true),
        ("reason", Arc::new(reasons.finish()), true),
    ])
}

/// A row a sentence, with what was found in it.
fn found(document: &Document) -> Result<RecordBatch, ArrowError> {
    let mut texts = StringBuilder::new();
    let mut lists = ListBuilder::new(Pieces::default().0);
    for (sentence, profile) in document.sentences.iter().zip(&document.profiles) {
        texts.append_value(&sentence.text);
        profile.evidence.iter().try_for_each(|piece| add(lists.values(), piece))?;
        lists.append(true);
    }
    RecordBatch::try_from_iter_with_nullable([
        ("text", Arc::new(texts.finish()) as ArrayRef, false),
        ("evidence", Arc::new(lists.finish()), false),
    ])
}

/// The columns of a piece of evidence.
struct Pieces(StructBuilder);

impl Default for Pieces {
    fn default() -> Self {
        let keys = DataType::new_list(DataType::Utf8, true);
        let fields = Fields::from(vec![
            Field::new("kind", DataType::Utf8, false),
            Field::new("keys", keys, false),
            Field::new("surface", DataType::Utf8, false),
            Field::new("start", DataType::Int32, false),
            Field::new("end", DataType::Int32, false),
            Field::new("type", DataType::Utf8, true),
            Field::new("approximate", DataType::Boolean, false),
        ]);
        Pieces(StructBuilder::from_fields(fields, 0))
    }
}

fn add(row: &mut StructBuilder, piece: &Evidence) -> Result<(), ArrowError> {
    let wrong = || ArrowError::SchemaError("a field holds what its type is not for".to_owned());
    let texts = [
        (0, Some(piece.kind.name())),
        (2, Some(piece.surface.as_str())),
        (5, piece.entity.map(Entity::name)),
    ];
    for (at, text) in texts {
        row.field_builder::<StringBuilder>(at).ok_or_else(wrong)?.append_option(text);
    }
    for (at, place) in [(3, piece.span.start), (4, piece.span.end)] {
        row.field_builder::<Int32Builder>(at).ok_or_else(wrong)?.append_value(place as i32);
    }
    let keys: &mut ListBuilder<Box<dyn arrow_array::builder::ArrayBuilder>> =
        row.field_builder(1).ok_or_else(wrong)?;
    for key in &piece.keys {
        let items = keys.values().as_any_mut().downcast_mut::<StringBuilder>();
        items.ok_or_else(wrong)?.append_value(key.as_str());
    }
    keys.append(true);
    row.field_builder::<BooleanBuilder>(6).ok_or_else(wrong)?.append_value(piece.approximate);
    row.append(true);
    Ok(())
}
