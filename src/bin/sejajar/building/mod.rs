//! Two heaps of documents -> a corpus: linked, aligned, flagged and written in shards, so that a run that
//! ends can be continued.

mod digest;
mod folder;
mod shard;

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use sejajar::Error;
use sejajar::export::{AtomicFile, TextTable, schema};
use sejajar::linking::{Found, Linker, NOTE_COLUMNS, Noted, Totals};
use serde_json::{Value, json};

use crate::interrupt;
use crate::say::{self, Outcome, counted};
use crate::summary::{Summary, of_links};
use digest::Hashed;
pub use digest::{file as file_digest, heap as digest};
use folder::{Folder, MANIFEST};
pub use shard::Form;
use shard::{Row, Shard, Told, Written};

/// The columns of errors.csv.
pub const ERRORS: [&str; 4] = ["language", "document", "place", "error"];

/// A corpus to be built.
pub struct Corpus<'a> {
    /// Its folder.
    pub out: &'a Path,
    /// Replace what is there.
    pub overwrite: bool,
    /// Say nothing but errors.
    pub quiet: bool,
    /// The form of its rows.
    pub form: Form,
    /// Articles in a shard.
    pub shard: usize,
    /// What the manifest says of the work: version, options, inputs.
    pub plan: Value,
}

/// What is known at the end.
#[derive(Default)]
struct Sums {
    links: Totals,
    summary: Summary,
    files: Vec<Written>,
    errors: Vec<Row>,
}

impl Corpus<'_> {
    /// Builds it, or goes on with building it.
    ///
    /// # Errors
    /// A folder that is in use or holds something else, and an output that breaks: what is finished stays,
    /// for the same command.
    pub fn build(&self, linker: Linker<'_>) -> Result<Outcome> {
        let begun = Instant::now();
        let folder = Folder::open(self.out, &self.plan, self.overwrite)?;
        if folder.continued && !self.quiet {
            say::info(&format!("{}: going on with unfinished work", self.out.display()));
        }
        if folder.is_ready() {
            return self.publish(folder, &[]);
        }
        let work = folder.work();
        let found = Linker { folder: Some(&work), ..linker }.search()?;
        found.readable().context("nothing was built")?;
        found.notes.tell(found.observer());
        let searched = begun.elapsed();
        let sums = self.shards(&folder, &found)?;
        let timings = json!({
            "threads": linker.pool.current_num_threads(),
            "search_seconds": searched.as_secs_f64(),
            "align_seconds": (begun.elapsed() - searched).as_secs_f64(),
            "continued": folder.continued,
        });
        folder.write("timings.json", &timings)?;
        self.close(folder, sums, &found)
    }

    /// The shards of the corpus, each written unless it is there.
    fn shards(&self, folder: &Folder, found: &Found<'_>) -> Result<Sums> {
        let mut sums = Sums::default();
        sums.errors.extend(found.failures.iter().map(Row::of));
        let bar = found.observer().step("aligning", found.articles());
        let count = found.articles().div_ceil(self.shard).max(1);
        interrupt::watch(self.quiet);
        for number in 1..=count {
            let articles = (number - 1) * self.shard..found.articles().min(number * self.shard);
            let shard = Shard { number, articles, folder, form: self.form };
            if shard.told()?.is_none() {
                if interrupt::asked() {
                    bail!("stopped with {} of {count} shards done; the same command goes on", number - 1);
                }
                shard.write(found, &*bar)?;
            } else {
                shard.articles.clone().for_each(|_| bar.advance());
            }
            // Read back even when just written, so that a continued run counts the same.
            sums.add(shard.told()?.unwrap_or_default());
        }
        Ok(sums)
    }

    /// Writes what stands beside the shards, and puts everything in place.
    fn close(&self, folder: Folder, mut sums: Sums, found: &Found<'_>) -> Result<Outcome> {
        let sets = found.sets();
        sums.errors.extend(sets.iter().flat_map(|set| &set.failures).map(Row::of));
        let links = links(&folder, sums.files.len(), sums.links.rows)?;
        let (errors, notes) = (self.errors(&folder, &sums.errors)?, self.notes(&folder, &found.notes)?);
        folder.write("pairs.schema.json", &schema(self.form.format, self.form.options.meta))?;
        let mut names: Vec<String> = sums.files.iter().map(|file| file.name.clone()).collect();
        names.extend(
            ["links.csv", "errors.csv", "notes.csv", "pairs.schema.json", "timings.json", MANIFEST]
                .map(str::to_owned),
        );
        let mut files = sums.files.clone();
        files.extend([links, errors, notes]);
        let mut manifest = folder.plan.clone();
        manifest["counts"] = json!({
            "articles": sets[0].len(),
            "reports": sets[1].len(),
            "unreadable": sums.errors.len(),
            "notes": found.notes.count(),
            "articles_with_a_source": sums.links.linked,
            "links_accepted": sums.links.accepted,
            "rows": sums.files.iter().map(|file| file.rows).sum::<usize>(),
            "summary": serde_json::to_value(&sums.summary)?,
        });
        manifest["files"] = serde_json::to_value(files)?;
        folder.write(MANIFEST, &manifest)?;
        if !self.quiet {
            say::info(&format!("{}\n{}", of_links(&sums.links), sums.summary.text()));
        }
        self.publish(folder, &names)
    }

    /// What could not be read, in one table.
    fn errors(&self, folder: &Folder, rows: &[Row]) -> Result<Written> {
        let name = "errors.csv";
        let mut table = self.table(folder, name, &ERRORS)?;
        for row in rows {
            table.row([&row.language, &row.document, &row.place, &row.error])?;
        }
        written(table.finish()?, name, rows.len())
    }

    /// What was noticed of documents, in one table.
    fn notes(&self, folder: &Folder, noted: &Noted) -> Result<Written> {
        let name = "notes.csv";
        let mut table = self.table(folder, name, &NOTE_COLUMNS)?;
        noted.each(|row| table.row(row))?;
        written(table.finish()?, name, noted.count())
    }

    fn table(&self, folder: &Folder, name: &str, columns: &[&str]) -> Result<TextTable<Hashed<AtomicFile>>> {
        let shown = folder.path(name).display().to_string();
        Ok(TextTable::new(Hashed::new(folder.create(name)?), shown, columns, self.form.options.excel)?)
    }

    fn publish(&self, folder: Folder, names: &[String]) -> Result<Outcome> {
        folder.publish(names)?;
        let errors = File::open(self.out.join("errors.csv")).map_err(|source| Error::io(self.out, source))?;
        let failed = csv::Reader::from_reader(errors).records().count();
        if failed == 0 {
            return Ok(Outcome::Done);
        }
        let place = self.out.join("errors.csv");
        say::error(&anyhow!("{} could not be used: {}", counted(failed, "input"), place.display()));
        Ok(Outcome::Partly)
    }
}

impl Sums {
    fn add(&mut self, told: Told) {
        self.links.merge(&told.links);
        self.summary.merge(&told.summary);
        self.files.push(told.file);
        self.errors.extend(told.errors);
    }
}

/// The links of all shards in one table.
fn links(folder: &Folder, shards: usize, rows: usize) -> Result<Written> {
    let mut out = Hashed::new(folder.create("links.csv")?);
    for number in 1..=shards {
        let path = folder.path(&format!("links-{number:05}.csv"));
        let mut part = BufReader::new(File::open(&path).map_err(|source| Error::io(&path, source))?);
        let mut head = String::new();
        part.read_line(&mut head)?;
        if number == 1 {
            out.write_all(head.as_bytes())?;
        }
        std::io::copy(&mut part, &mut out)?;
    }
    written(out, "links.csv", rows)
}

fn written(out: Hashed<AtomicFile>, name: &str, rows: usize) -> Result<Written> {
    let (file, bytes, sha256) = out.finish();
    file.commit()?;
    Ok(Written { name: name.to_owned(), rows, bytes, sha256 })
}
