//! Audited documents -> the files of a run, opened before the work, each whole or not at all.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sejajar::Error;
use sejajar::auditing::{Audited, DOCUMENT_COLUMNS, Report, Sample, write_sample};
use sejajar::export::{ExportOptions, FormatName, PageOptions, Place, TextTable, no_input};
use sejajar::versions::TABLES;

use super::{Pictures, markdown, page, text};

use crate::cmd::audit::{Args, Shape};
use crate::output::{Form, Stream, finish};
use crate::reports::apart;
use crate::say::{self, counted};
use crate::terminal;

/// Every file of a run, opened before the work.
pub struct Sinks {
    report: Option<Place>,
    html: Option<Place>,
    rows: Option<Stream>,
    documents: Option<TextTable<Place>>,
    /// What the pictures of the page and of `--figures` need.
    pub pictures: Pictures,
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
        let inputs: Vec<_> = inputs.iter().chain(&args.lexicon).cloned().collect();
        outputs.into_iter().flatten().try_for_each(|output| no_input(output, &inputs))?;
        let options = ["-o", "--html", "--rows", "--documents"].into_iter();
        apart(&options.zip(outputs.map(|path| path.as_deref())).collect::<Vec<_>>())?;
        let sample = args.output.as_ref().filter(|_| args.sample.is_some());
        [args.documents.as_ref(), sample].into_iter().flatten().try_for_each(|path| is_csv(path))?;
        let file = |path: &PathBuf| Place::open(Some(path), args.overwrite);
        let report = if args.quiet && args.output.is_none() && args.sample.is_none() {
            None
        } else {
            Some(Place::open(args.output.as_deref(), args.overwrite)?)
        };
        let table = |path: &PathBuf| -> Result<_> {
            Ok(TextTable::new(file(path)?, path.display().to_string(), &DOCUMENT_COLUMNS, args.excel)?)
        };
        Ok(Sinks {
            report,
            html: args.html.as_ref().map(file).transpose()?,
            rows: args.rows.as_ref().map(|path| stream(path, args)).transpose()?,
            documents: args.documents.as_ref().map(table).transpose()?,
            pictures: Pictures::new(
                args.html.is_some() || args.figures.is_some() || matches!(args.format, Shape::Html),
            ),
            sample: args.sample.map(|size| Sample::new(size as usize, args.seed)),
        })
    }

    /// Writes what goes out document by document.
    pub fn add(&mut self, audited: &Audited) -> Result<()> {
        self.pictures.add(audited);
        for row in &audited.rows {
            if let Some(stream) = &mut self.rows {
                stream.rows(std::slice::from_ref(row))?;
            }
            if let Some(sample) = &mut self.sample {
                sample.see(row.clone());
            }
        }
        self.documents.iter_mut().try_for_each(|table| Ok(table.row(audited.counts.cells())?))
    }

    /// Writes the rest and puts the files in place.
    pub fn finish(self, args: &Args, report: &Report) -> Result<()> {
        let pages = Pages { report, pictures: &self.pictures, about: about(&args.tables) };
        if let Some(mut place) = self.report {
            match self.sample {
                Some(sample) => judge_these(&mut place, sample, args)?,
                None => pages.write(&mut place, args.format, terminal::page(args.output.as_deref()))?,
            }
            place.finish()?;
        }
        if let Some(mut place) = self.html {
            pages.write(&mut place, Shape::Html, PageOptions::default())?;
            place.finish()?;
        }
        if let Some(folder) = &args.figures {
            let figures = pages.pictures.write(report, folder, args.overwrite)?;
            if !args.quiet {
                say::info(&format!("{} in {}", counted(figures, "picture"), folder.display()));
            }
        }
        self.rows.map_or(Ok(()), finish)?;
        self.documents.map_or(Ok(()), |table| Ok(table.finish()?.finish()?))
    }
}

/// Writes a sample, and warns of strata that it leaves out.
fn judge_these(place: &mut Place, sample: Sample, args: &Args) -> Result<()> {
    let (name, all) = (place.name(), sample.strata());
    let rows = sample.draw();
    write_sample(&name, place, &rows, args.excel)?;
    let strata = rows.iter().map(|row| &row.stratum).collect::<HashSet<_>>().len();
    if strata < all {
        let left = say::grouped(all - strata);
        say::warning(&format!(
            "{left} of {all} strata have no row in the sample, and say nothing: --sample {all} or more"
        ));
    }
    if !args.quiet {
        let strata = counted(strata, "stratum").replace("stratums", "strata");
        say::info(&format!("{} of {strata} to judge", counted(rows.len(), "row")));
    }
    Ok(())
}

/// A report in any of its forms.
struct Pages<'r> {
    report: &'r Report,
    pictures: &'r Pictures,
    about: String,
}

impl Pages<'_> {
    fn write(&self, place: &mut Place, shape: Shape, layout: PageOptions) -> Result<()> {
        let written = match shape {
            Shape::Text => text(self.report, layout),
            Shape::Md => markdown(self.report),
            Shape::Html => page(self.report, self.pictures, &self.about),
            Shape::Json => serde_json::to_string_pretty(self.report)? + "\n",
        };
        let name = place.name();
        place.write_all(written.as_bytes()).context(name)
    }
}

/// The tables that were audited, by which version of the program, and when.
fn about(tables: &[PathBuf]) -> String {
    let mut names: Vec<String> = tables.iter().take(5).map(|table| table.display().to_string()).collect();
    if tables.len() > names.len() {
        names.push(format!("{} more", tables.len() - names.len()));
    }
    let built_in: Vec<String> = TABLES.iter().map(|(name, hash)| format!("{name} {hash}")).collect();
    let (version, day) = (env!("CARGO_PKG_VERSION"), jiff::Zoned::now().date());
    format!("{} · audited on {day} by sejajar {version} ({})", names.join(", "), built_in.join(", "))
}

/// Tables that are always csv must not be called otherwise.
fn is_csv(path: &Path) -> Result<()> {
    match FormatName::of_path(path) {
        Some(format) if format != FormatName::CSV => {
            Err(Error::Option(format!("{}: this table is csv; its name must end in .csv", path.display()))
                .into())
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
    Ok(Stream::new(Place::open(Some(path), args.overwrite)?, form)?)
}
