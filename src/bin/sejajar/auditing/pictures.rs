//! The pictures of an audit -> part of its page, or files of a folder.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use sejajar::auditing::{Audited, Report};
use sejajar::export::{DocumentNames, Place, create_folder};
use sejajar::figures::{self, Figure, Outline, Outlines};

/// What pictures need of all documents; nothing is kept where no picture is wanted.
#[derive(Debug, Default)]
pub struct Pictures {
    outlines: Option<Outlines>,
}

impl Pictures {
    /// Those of a run that draws them, or none.
    pub fn new(wanted: bool) -> Self {
        Pictures { outlines: wanted.then(Outlines::default) }
    }

    /// Takes the next document pair in.
    pub fn add(&mut self, audited: &Audited) {
        if let Some(outlines) = &mut self.outlines {
            outlines.add(&audited.rows);
        }
    }

    /// The pictures of the whole collection.
    pub fn overview(&self, report: &Report) -> Vec<Figure> {
        let judged = report.judged.as_ref().map_or(&[][..], |judged| &judged.reliability);
        self.outlines.as_ref().map_or(Vec::new(), |outlines| figures::overview(outlines, judged))
    }

    /// Writes every picture into a folder: those of the collection, and the bead diagrams of the documents
    /// that the report shows. Returns their number.
    ///
    /// # Errors
    /// A file that exists, unless `overwrite`, or cannot be written.
    pub fn write(&self, report: &Report, folder: &Path, overwrite: bool) -> Result<usize> {
        create_folder(folder)?;
        let mut names = DocumentNames::default();
        let diagrams = report.shown.iter().map(|audited| {
            let documents = names.of([&audited.counts.article_id, &audited.counts.report_id]);
            (format!("beads-{documents}"), figures::beads(&Outline::of(&audited.rows)))
        });
        let overview = self.overview(report).into_iter().chain(flags(report));
        let overview = overview.map(|figure| (figure.name.clone(), figure));
        let figures: Vec<(String, Figure)> = overview.chain(diagrams).collect();
        let mut places = Vec::new();
        for (stem, figure) in &figures {
            let mut place = Place::open(Some(&folder.join(format!("{stem}.svg"))), overwrite)?;
            let name = place.name();
            place.write_all(figure.file().as_bytes()).context(name)?;
            places.push(place);
        }
        places.into_iter().try_for_each(Place::finish)?;
        Ok(figures.len())
    }
}

/// The counts of flags as a picture.
pub fn flags(report: &Report) -> Option<Figure> {
    let counts: Vec<(String, f64)> =
        report.summary.flags.iter().map(|(code, rows)| ((*code).to_owned(), *rows as f64)).collect();
    figures::bars("flags", "Rows by flag", &counts)
}
