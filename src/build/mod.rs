//! Two sets of documents -> a corpus: linked, aligned, flagged and written in shards, so that an interrupted
//! run can be continued.

mod digest;
mod folder;
mod shard;
mod tables;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::audit::Summary;
use crate::documents::{DocumentSet, ErrorRow};
use crate::error::{Error, Result};
use crate::export::schema;
use crate::linking::{Found, Linker, Totals};
use crate::versions::TABLES;
use folder::{Folder, MANIFEST};
use shard::{FileFacts, Shard, ShardFacts};

pub use shard::Form;

/// The version of the manifest: it grows when a field changes its name or its meaning.
const SCHEMA: u32 = 1;

/// A corpus to be built.
///
/// ```no_run
#[doc = include_str!("../../examples/build_corpus.rs")]
/// ```
#[derive(Debug, Clone)]
pub struct CorpusBuilder<'a> {
    /// The folder of the corpus.
    pub folder: &'a Path,
    /// Whether a corpus that is there is replaced.
    pub overwrite: bool,
    /// The form of its rows.
    pub form: Form,
    /// The number of articles whose rows are in one file.
    pub shard_size: usize,
    /// The paths of the articles and of the reports, as the user named them.
    pub paths: [&'a [PathBuf]; 2],
    /// The file of a lexicon, where one is given.
    pub lexicon: Option<&'a Path>,
    /// The options that the corpus depends on, by name, for its manifest. Work that was begun with other
    /// options is not continued.
    pub options: Map<String, Value>,
    /// The file from which some of them were read, if any, for the manifest.
    pub config: Option<&'a Path>,
}

/// How a run ended.
#[derive(Debug)]
pub enum Built {
    /// The corpus is in place.
    Finished(Finished),
    /// The observer suspended the work; the same call continues it.
    Suspended {
        /// The number of shards that are written.
        done: usize,
        /// The number of all shards.
        shards: usize,
    },
}

/// A corpus that is in place.
#[derive(Debug)]
pub struct Finished {
    /// The totals of its links and of its rows; none where an earlier run had counted them and ended while it
    /// put the files in place.
    pub counts: Option<(Totals, Summary)>,
    /// The number of inputs that could not be used.
    pub failed: usize,
    /// The table that names these inputs.
    pub errors: PathBuf,
}

/// What all shards hold together.
#[derive(Default)]
struct Sums {
    links: Totals,
    summary: Summary,
    files: Vec<FileFacts>,
    errors: Vec<ErrorRow>,
}

impl CorpusBuilder<'_> {
    /// Checks what can be checked before any document is looked up.
    ///
    /// # Errors
    /// A form that a corpus cannot have, and inputs that lie within the folder of the corpus or around it.
    pub fn check(&self) -> Result<()> {
        let Form { format, options, .. } = &self.form;
        if !format.is_native() {
            return Err(Error::Option("a corpus is csv, tsv or jsonl".to_owned()));
        }
        format.writer(options)?;
        self.apart()
    }

    /// The corpus and its inputs must not lie within one another: one would be read as the other, or be
    /// replaced.
    fn apart(&self) -> Result<()> {
        let full = |path: &Path| std::path::absolute(path).and_then(|path| path.canonicalize().or(Ok(path)));
        let Ok(out) = full(self.folder) else { return Ok(()) };
        let inputs = self.paths.into_iter().flatten().map(PathBuf::as_path).chain(self.lexicon);
        for input in inputs {
            if full(input).is_ok_and(|input| input.starts_with(&out) || out.starts_with(&input)) {
                let what = format!("overlaps the input {}; name a separate folder", input.display());
                return Err(Error::input(self.folder.display().to_string(), what));
            }
        }
        Ok(())
    }

    /// Builds the corpus, or continues to build it.
    ///
    /// # Errors
    /// Those of [`check`](CorpusBuilder::check), a folder that is in use or holds something else, documents
    /// of which none can be read, and an output that breaks. Shards that are written stay for the same call.
    pub fn build(&self, linker: Linker<'_>) -> Result<Built> {
        self.check()?;
        let observer = linker.observer;
        let plan = linker.pool.install(|| self.plan([linker.articles, linker.reports]))?;
        let begun = observer.elapsed();
        let folder = Folder::open(self.folder, &plan, self.overwrite)?;
        if folder.continued {
            observer.note(&format!("{}: going on with unfinished work", self.folder.display()));
        }
        if folder.is_ready() {
            return self.publish(folder, &[], None);
        }
        let work = folder.work();
        let found = Linker { folder: Some(&work), ..linker }.search()?;
        found.readable().map_err(|error| Error::input("nothing was built", error.to_string()))?;
        found.notes.tell(observer);
        let searched = observer.elapsed();
        let count = found.articles().div_ceil(self.shard_size).max(1);
        let (sums, done) = self.shards(&folder, &found, count)?;
        if done < count {
            return Ok(Built::Suspended { done, shards: count });
        }
        let seconds = |from: Option<Duration>, to: Option<Duration>| Some((to? - from?).as_secs_f64());
        let timings = json!({
            "threads": linker.pool.current_num_threads(),
            "search_seconds": seconds(begun, searched),
            "align_seconds": seconds(searched, observer.elapsed()),
            "continued": folder.continued,
        });
        folder.write("timings.json", &timings)?;
        self.close(folder, sums, &found)
    }

    /// The identity of the work: the versions of the program and of its tables, the options that matter, and
    /// the content of the inputs.
    fn plan(&self, sets: [&DocumentSet; 2]) -> Result<Value> {
        Ok(json!({
            "schema": SCHEMA,
            "sejajar": env!("CARGO_PKG_VERSION"),
            "tables": TABLES.into_iter().collect::<BTreeMap<_, _>>(),
            "config": self.config.map(|path| json!({"name": path, "sha256": digest::file(path)})),
            "options": self.options,
            "articles": digest::set(self.paths[0], sets[0])?,
            "reports": digest::set(self.paths[1], sets[1])?,
            "lexicon": self.lexicon.map(digest::file),
        }))
    }

    /// Writes each of `count` shards unless it is there already, and gives the number of those that are there
    /// in the end: fewer if the observer suspended the work.
    fn shards(&self, folder: &Folder, found: &Found<'_>, count: usize) -> Result<(Sums, usize)> {
        let mut sums = Sums::default();
        sums.errors.extend(found.failures.iter().map(ErrorRow::of));
        let step = found.observer().step("aligning", found.articles());
        for number in 1..=count {
            let articles = (number - 1) * self.shard_size..found.articles().min(number * self.shard_size);
            let shard = Shard { number, articles, folder, form: self.form };
            if shard.facts()?.is_some() {
                shard.articles.clone().for_each(|_| step.advance());
            } else if found.observer().suspended() {
                return Ok((sums, number - 1));
            } else {
                shard.write(found, &*step)?;
            }
            // Read back even when just written, so that a continued run counts the same.
            sums.add(shard.facts()?.unwrap_or_default());
        }
        Ok((sums, count))
    }

    /// Writes what belongs beside the shards, and puts everything in place.
    fn close(&self, folder: Folder, mut sums: Sums, found: &Found<'_>) -> Result<Built> {
        let sets = found.sets();
        sums.errors.extend(sets.iter().flat_map(|set| &set.failures).map(ErrorRow::of));
        let mut files = sums.files.clone();
        files.extend(tables::write(&folder, &sums, &found.notes, self.form.options.excel)?);
        folder.write("pairs.schema.json", &schema(self.form.format, self.form.options.meta))?;
        let mut names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        names.extend(["pairs.schema.json", "timings.json", MANIFEST].map(str::to_owned));
        let mut manifest = folder.plan.clone();
        manifest["counts"] = json!({
            "articles": sets[0].len(),
            "reports": sets[1].len(),
            "unreadable": sums.errors.len(),
            "notes": found.notes.count(),
            "articles_with_a_source": sums.links.linked,
            "links_accepted": sums.links.accepted,
            "mean_link_confidence": sums.links.mean_confidence(),
            "rows": sums.files.iter().map(|file| file.rows).sum::<usize>(),
            "summary": sums.summary.to_json(),
        });
        manifest["files"] = json!(files);
        folder.write(MANIFEST, &manifest)?;
        self.publish(folder, &names, Some((sums.links, sums.summary)))
    }

    fn publish(&self, folder: Folder, names: &[String], counts: Option<(Totals, Summary)>) -> Result<Built> {
        folder.publish(names)?;
        let errors = self.folder.join(tables::ERRORS);
        let failed = tables::count(&errors)?;
        Ok(Built::Finished(Finished { counts, failed, errors }))
    }
}

impl Sums {
    fn add(&mut self, facts: ShardFacts) {
        self.links.merge(&facts.links);
        self.summary.merge(&facts.summary);
        self.files.push(facts.file);
        self.errors.extend(facts.errors);
    }
}
