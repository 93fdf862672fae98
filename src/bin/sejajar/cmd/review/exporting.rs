//! `sejajar review --export`: decisions -> gold, table, csv or agreement.

use std::path::Path;

use anyhow::Result;
use sejajar::Error;
use sejajar::documents::Source;
use sejajar::export::{ExportOptions, FormatName, Place, create_folder, file_stem, is_folder};

use super::{Args, Export, user};
use crate::review::{Review, agreement, exchange, export};
use crate::say::{self, Outcome};

impl Args {
    /// Writes the decisions in the wanted form.
    pub(super) fn export(&self, what: Export, review: &mut Review) -> Result<Outcome> {
        if what == Export::Gold {
            return self.gold(review);
        }
        let mut out = self.place(self.output.as_deref(), review)?;
        if what == Export::Csv {
            exchange::write(&mut out, review.log())?;
        } else if what == Export::Agreement {
            let names: Vec<String> = review.annotators().map(str::to_owned).collect();
            let (table, views, only) = review.all([]);
            export::measures(&mut out, &agreement::measures(table, views, &names, only))?;
        } else {
            let format = self.format()?;
            let name = self.whose(review)?;
            let (table, views, only) = review.all([name.as_str()]);
            let options =
                ExportOptions { excel: self.excel, meta: table.has_meta(), ..ExportOptions::default() };
            let beads = if what == Export::Rows { export::Beads::Given(only) } else { export::Beads::Made };
            export::table(&mut out, table, &views[&name], beads, format, &options)?;
        }
        out.finish()?;
        Ok(Outcome::Done)
    }

    fn gold(&self, review: &mut Review) -> Result<Outcome> {
        let name = self.whose(review)?;
        let wanted: Vec<usize> = (0..review.table.documents.len()).collect();
        let (table, view) = review.view(&name);
        let open = |&document: &usize| export::unjudged(table, view, document);
        let (left, documents): (Vec<usize>, Vec<usize>) =
            wanted.into_iter().partition(|document| open(document) > 0);
        let documents = if self.judged_only { documents } else { (0..table.documents.len()).collect() };
        if !left.is_empty() {
            let rows = say::counted(left.iter().map(open).sum(), "row");
            let (those, what) = (
                say::counted(left.len(), "document"),
                if self.judged_only {
                    "left out: they hold"
                } else {
                    "written with unjudged rows as in the table:"
                },
            );
            say::warning(&format!("{those} {what} {rows} that {name} did not judge"));
        }
        let folder = self.output.as_deref().filter(|path| is_folder(path));
        if folder.is_none() && documents.len() > 1 {
            let what = "gold is one file per document: give -o a folder, such as -o gold/".to_owned();
            return Err(Error::Option(what).into());
        }
        if let Some(folder) = folder {
            create_folder(folder)?;
        }
        let recut = documents.iter().filter(|&&document| view.document(table, document).is_recut()).count();
        if recut > 0 {
            say::warning(&format!(
                "{} with sentences that {name} cut or joined: there, gold counts those sentences, which are the ones \
                 of --export table",
                say::counted(recut, "document")
            ));
        }
        let names = export::gold_names(table);
        for document in documents {
            let path = folder.map(|folder| folder.join(format!("{}.gold", file_stem(&names[document]))));
            let mut out = Place::open(path.as_deref().or(self.output.as_deref()), self.overwrite)?;
            export::gold(&mut out, table, view, document)?;
            out.finish()?;
        }
        Ok(Outcome::Done)
    }

    /// The annotator whose decisions are written: the named one, or else the only one.
    fn whose(&self, review: &Review) -> Result<String> {
        let known: Vec<&str> = review.annotators().collect();
        let list = known.join(", ");
        match (&self.annotator, known.as_slice()) {
            (Some(name), _) if known.contains(&name.as_str()) => Ok(name.clone()),
            (Some(name), _) => {
                let what =
                    if known.is_empty() { "nobody did".to_owned() } else { format!("these did: {list}") };
                say::warning(&format!("{name} decided nothing in {}; {what}", review.store().display()));
                Ok(name.clone())
            }
            (None, [one]) => Ok((*one).to_owned()),
            (None, []) => Ok(user()),
            (None, _) => {
                Err(Error::Option(format!("there are several annotators; name one with --annotator: {list}"))
                    .into())
            }
        }
    }

    fn place(&self, output: Option<&Path>, review: &Review) -> Result<Place> {
        let inputs = [self.table.as_path(), review.store()];
        if let Some(out) = output.filter(|out| inputs.iter().any(|input| Source::of(input).is(out))) {
            return Err(Error::is_input(out).into());
        }
        Ok(Place::open(output, self.overwrite)?)
    }

    fn format(&self) -> Result<FormatName> {
        let output = self.output.as_deref().filter(|path| path.extension().is_some());
        let format = output.map_or(Some(FormatName::CSV), FormatName::of_path);
        format
            .filter(|format| format.is_native())
            .ok_or_else(|| Error::Option("a table ends in .csv, .tsv or .jsonl".to_owned()).into())
    }
}
