//! Audited documents -> the files of a run, opened before the work, each whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sejajar::Error;
use sejajar::audit::Retelling;
use sejajar::export::{ExportOptions, FormatName, TextTable};

use super::document::{Audited, Document};
use super::{Report, Sample, markdown, page, text};
use crate::cmd::audit::{Args, Shape};
use crate::output::{Form, Stream, tell_losses};
use crate::place::Place;
use crate::say::{self, counted};
use crate::tables::no_input;

/// Every file of a run, opened before the work.
pub struct Sinks {
    report: Option<Place>,
    html: Option<Place>,
    rows: Option<Stream>,
    documents: Option<TextTable<Place>>,
    /// The sample, where one is drawn.
    pub sample: Option<Sample>,
}

impl Sinks {
    /// Opens them all.
    ///
    /// # Errors
    /// A file that exists, is an input, or cannot be written.
    pub fn open(args: &Args, inputs: &[PathBuf]) -> Result<Self> {
        let outputs = [&args.output, &args.html, &args.rows, &args.documents];
        outputs.into_iter().flatten().try_for_each(|output| no_input(output, inputs))?;
        let files: Vec<&PathBuf> = outputs.into_iter().flatten().collect();
        if let Some(twice) = (1..files.len()).find(|&at| files[..at].contains(&files[at])) {
            let what =
                format!("{} is to hold two outputs; give each a file of its own", files[twice].display());
            return Err(Error::Option(what).into());
        }
        let sample = args.output.as_ref().filter(|_| args.sample.is_some());
        [args.documents.as_ref(), sample].into_iter().flatten().try_for_each(|path| is_csv(path))?;
        let file = |path: &PathBuf| Place::open(Some(path), args.overwrite);
        let report = if args.quiet && args.output.is_none() && args.sample.is_none() {
            None
        } else {
            Some(Place::open(args.output.as_deref(), args.overwrite)?)
        };
        let table = |path: &PathBuf| -> Result<_> {
            Ok(TextTable::new(file(path)?, path.display().to_string(), &DOCUMENT, args.excel)?)
        };
        Ok(Sinks {
            report,
            html: args.html.as_ref().map(file).transpose()?,
            rows: args.rows.as_ref().map(|path| stream(path, args)).transpose()?,
            documents: args.documents.as_ref().map(table).transpose()?,
            sample: args.sample.map(|size| Sample::new(size as usize, args.seed)),
        })
    }

    /// Writes what goes out document by document.
    pub fn add(&mut self, audited: &Audited) -> Result<()> {
        for row in &audited.rows {
            if let Some(stream) = &mut self.rows {
                stream.rows(std::slice::from_ref(row))?;
            }
            if let Some(sample) = &mut self.sample {
                sample.see(row.clone());
            }
        }
        self.documents.iter_mut().try_for_each(|table| Ok(table.row(cells(&audited.document))?))
    }

    /// Writes the rest and puts the files in place.
    pub fn finish(self, args: &Args, report: &Report) -> Result<()> {
        if let Some(mut place) = self.report {
            match self.sample {
                Some(sample) => {
                    let name = place.name();
                    let all = sample.strata();
                    let (rows, strata) = sample.write(&mut place, args.excel).context(name)?;
                    if strata < all {
                        let left = say::grouped(all - strata);
                        say::warning(&format!(
                            "{left} of {all} strata have no row in the sample, and say nothing: --sample {all} or more"
                        ));
                    }
                    if !args.quiet {
                        say::info(&format!(
                            "{} of {} to judge",
                            counted(rows, "row"),
                            counted(strata, "stratum").replace("stratums", "strata")
                        ));
                    }
                }
                None => write(&mut place, args.format, report)?,
            }
            place.finish()?;
        }
        if let Some(mut place) = self.html {
            write(&mut place, Shape::Html, report)?;
            place.finish()?;
        }
        if let (Some(stream), Some(path)) = (self.rows, &args.rows) {
            let format = FormatName::of_path(path).unwrap_or_default();
            tell_losses(&path.display().to_string(), format, stream.finish()?);
        }
        self.documents.map_or(Ok(()), |table| table.finish()?.finish())
    }
}

fn write(place: &mut Place, shape: Shape, report: &Report) -> Result<()> {
    let written = match shape {
        Shape::Text => text(report),
        Shape::Md => markdown(report),
        Shape::Html => page(report),
        Shape::Json => serde_json::to_string_pretty(report)? + "\n",
    };
    let name = place.name();
    place.write_all(written.as_bytes()).context(name)
}

/// Tables that are always csv must not be called otherwise.
fn is_csv(path: &Path) -> Result<()> {
    match FormatName::of_path(path) {
        Some(format) if format != FormatName::CSV => {
            Err(Error::Option(format!("{}: this table is csv; end its name so", path.display())).into())
        }
        _ => Ok(()),
    }
}

/// Opens the table of rows.
fn stream(path: &Path, args: &Args) -> Result<Stream> {
    let format = match FormatName::of_path(path) {
        Some(format) if format.is_native() => format,
        _ => {
            return Err(
                Error::Option(format!("--rows {}: rows go to .csv, .tsv or .jsonl", path.display())).into()
            );
        }
    };
    let options = ExportOptions { excel: args.excel, ..ExportOptions::default() };
    let form = Form { format, options, overwrite: args.overwrite, schema: false };
    Stream::of(Place::open(Some(path), args.overwrite)?, format.writer(&options)?, form)
}

/// The columns of the table of documents.
pub const DOCUMENT: [&str; 20] = [
    "article_id",
    "report_id",
    "rows",
    "aligned_rows",
    "ind_sentences",
    "ind_aligned",
    "eng_sentences",
    "eng_aligned",
    "report_coverage",
    "article_coverage",
    "moved",
    "confidence",
    "notices",
    "warnings",
    "errors",
    "flags",
    "ind_told",
    "eng_told",
    "closeness",
    "retelling",
];

fn cells(document: &Document) -> Vec<String> {
    let Document { article_id, report_id, rows, coverage, flags, gravest } = document;
    let mut cells = vec![article_id.clone(), report_id.clone()];
    let counts = [
        *rows,
        coverage.aligned,
        coverage.ind.sentences,
        coverage.ind.aligned,
        coverage.eng.sentences,
        coverage.eng.aligned,
    ];
    cells.extend(counts.iter().map(ToString::to_string));
    cells.extend([coverage.eng.share(), coverage.ind.share()].map(|share| format!("{share:.4}")));
    cells.extend([coverage.moved.to_string(), format!("{:.4}", coverage.confidence)]);
    cells.extend(gravest.iter().map(ToString::to_string));
    cells.push(flags.iter().map(|(code, count)| format!("{code}={count}")).collect::<Vec<_>>().join(";"));
    cells.extend([coverage.ind.told, coverage.eng.told].map(|told| format!("{told:.2}")));
    let close = coverage.closeness;
    cells.push(close.map_or(String::new(), |close| format!("{close:.4}")));
    cells.push(close.map_or("", |close| Retelling::of(close).name()).to_owned());
    cells
}
