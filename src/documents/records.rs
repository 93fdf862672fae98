//! A collection of articles and one of reports -> the pairs of their records.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::model::Language;
use crate::read::{self, Collection, CollectionForm, Fields, ReadOptions};

use super::pairs::{self, Job, Jobs, PairInputs};
use super::source::{RecordSource, Source};
use crate::observer::Observer;

/// Options for reading collections.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The fields of a record.
    pub fields: Fields,
    /// Fields of the articles and of the reports, which precede those of both.
    pub own: [Fields; 2],
    /// The options of decoding.
    pub options: ReadOptions,
}

impl Reading {
    /// The fields of the records of one side.
    pub fn fields_of(&self, language: Language) -> Fields {
        self.own[usize::from(language == Language::Eng)].before(&self.fields)
    }

    /// Opens the collection of one side.
    pub(super) fn open(&self, path: &Path, language: Language) -> Result<Collection> {
        Collection::open(path, &self.fields_of(language), &self.options)
    }
}

/// A readable record, without its text.
struct Entry {
    source: RecordSource,
    name: Option<String>,
}

/// The records of a collection.
struct Index {
    collection: Arc<Collection>,
    entries: Vec<Entry>,
    /// The number of records, including unreadable ones.
    count: usize,
    failures: Vec<Error>,
}

/// The documents of an argument: the records of a collection, or the file itself.
pub fn documents(path: &Path, language: Language, reading: &Reading) -> Result<Vec<Source>> {
    if CollectionForm::of_path(path).is_none() {
        return Ok(vec![Source::of(path)]);
    }
    let collection = Arc::new(reading.open(path, language)?);
    let rows = collection.rows()?.map(|row| {
        Ok(Source::Record(RecordSource { collection: Arc::clone(&collection), place: row?.place }))
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    if rows.is_empty() {
        return Err(no_records(path));
    }
    Ok(rows)
}

fn no_records(path: &Path) -> Error {
    Error::input(path.display().to_string(), "holds no records").with_kind(ErrorKind::Nothing)
}

/// The pairs of the arguments. Collections are expanded to their records unless the inputs are `lines`, with
/// one sentence per line.
pub fn find(inputs: PairInputs<'_>, lines: bool, reading: &Reading, observer: &dyn Observer) -> Result<Jobs> {
    if let ([path], None, false) = (inputs.paths, inputs.manifest, lines)
        && CollectionForm::of_path(path).is_some()
        && path.is_file()
    {
        return both(path, reading, observer);
    }
    let jobs = pairs::find(inputs, observer)?;
    let alone = inputs.paths.len() == 2 && inputs.paths.iter().all(|path| !path.is_dir());
    if lines { Ok(jobs) } else { expand(jobs, alone, reading, observer) }
}

/// The jobs, with each pair of collections replaced by the pairs of its records; `alone` means that there is
/// only one job, so that the names of records need no prefix.
fn expand(jobs: Jobs, alone: bool, reading: &Reading, observer: &dyn Observer) -> Result<Jobs> {
    let mut out = Jobs { jobs: Vec::new(), failures: jobs.failures };
    for job in jobs.jobs {
        match (&job.article, &job.report) {
            (Source::File(article), Source::File(report)) => {
                match [article, report].map(|path| CollectionForm::of_path(path)) {
                    [None, None] => out.jobs.push(job),
                    [Some(_), Some(_)] => match pair(article, report, reading, observer) {
                        Ok(found) => out.add(found, (!alone).then_some(job.names[0].as_str())),
                        Err(error) if alone => return Err(error),
                        Err(error) => out.failures.push(error),
                    },
                    [Some(_), None] => out.failures.push(mixed(article, report)),
                    [None, Some(_)] => out.failures.push(mixed(report, article)),
                }
            }
            _ => out.jobs.push(job),
        }
    }
    Ok(out)
}

fn mixed(collection: &Path, other: &Path) -> Error {
    let what = format!(
        "is a collection of records and {} is not; give two collections or two documents",
        other.display()
    );
    Error::input(collection.display().to_string(), what).with_kind(ErrorKind::NoPartner)
}

impl Jobs {
    /// Adds the pairs of two collections.
    fn add(&mut self, found: Jobs, before: Option<&str>) {
        self.failures.extend(found.failures);
        self.jobs.extend(found.jobs.into_iter().map(|job| match before {
            Some(before) => Job { names: job.names.map(|name| format!("{before}-{name}")), ..job },
            None => job,
        }));
    }
}

/// The pairs of two collections: by name if they share names, otherwise by position if they have the same
/// number of records.
fn pair(article: &Path, report: &Path, reading: &Reading, observer: &dyn Observer) -> Result<Jobs> {
    let mut ind = Index::read(reading.open(article, Language::Ind)?)?;
    let mut eng = Index::read(reading.open(report, Language::Eng)?)?;
    let failures: Vec<Error> = ind.failures.drain(..).chain(eng.failures.drain(..)).collect();
    let (by_ind, by_eng) = (ind.names(), eng.names());
    if by_ind.keys().any(|name| by_eng.contains_key(name)) {
        return Ok(by_name(&ind, &eng, failures));
    }
    if ind.count == eng.count {
        if !by_ind.is_empty() && !by_eng.is_empty() {
            observer.warn(&Unnamed(&ind, &eng, "records are paired by their order").to_string());
        }
        return Ok(by_order(&ind, &eng, failures));
    }
    let what = Unnamed(&ind, &eng, "and their numbers of records differ").to_string();
    let works = "give matching records the same name (the option fields name=COLUMN names its column), or both files the same order";
    let counts = format!("{} and {}", ind.count, eng.count);
    let unread = match &failures[..] {
        [] => String::new(),
        [one] => format!("; one record cannot be read: {one}"),
        [first, ..] => format!("; {} records cannot be read, the first: {first}", failures.len()),
    };
    let what = format!("{what} ({counts}): {works}{unread}");
    let error = Error::input(article.display().to_string(), what);
    Err(error.with_kind(ErrorKind::NoPartner))
}

/// The message for two collections that share no name; the last part says what follows from that.
struct Unnamed<'a>(&'a Index, &'a Index, &'static str);

impl std::fmt::Display for Unnamed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [ind, eng] = [self.0, self.1].map(|index| index.collection.path().display().to_string());
        write!(f, "no record of {ind} has the name of one of {eng}, {}", self.2)
    }
}

/// The pairs of a collection whose records hold both texts.
fn both(path: &Path, reading: &Reading, observer: &dyn Observer) -> Result<Jobs> {
    let [ind, eng] = [Language::Ind, Language::Eng].map(|language| reading.fields_of(language));
    let [ind, eng] = Collection::open_both(path, [&ind, &eng], &reading.options)?;
    let (articles, reports) = (ind.text_field(), eng.text_field());
    observer.note(&format!("{}: articles in {articles}, reports in {reports}", path.display()));
    let (mut ind, mut eng) = (Index::read(ind)?, Index::read(eng)?);
    let failures = ind.failures.drain(..).chain(eng.failures.drain(..)).collect();
    let mut jobs = by_order(&ind, &eng, failures);
    let mut met: HashMap<String, String> = HashMap::new();
    let (mut kept, mut repeated) = (Vec::new(), Vec::new());
    for job in jobs.jobs {
        let place = job.article.display();
        match met.entry(job.names[0].clone()) {
            Occupied(first) => {
                let what = format!("is called {}, as is {}", first.key(), first.get());
                repeated.push(Error::input(place, what).with_kind(ErrorKind::DuplicateName));
            }
            Vacant(new) => {
                new.insert(place);
                kept.push(job);
            }
        }
    }
    jobs.failures.extend(repeated);
    Ok(Jobs { jobs: kept, failures: jobs.failures })
}

fn by_name(ind: &Index, eng: &Index, failures: Vec<Error>) -> Jobs {
    let mut jobs = Jobs { jobs: Vec::new(), failures };
    let mut met: HashMap<&str, &Entry> = HashMap::new();
    for (side, other, is_ind) in [(ind, eng, true), (eng, ind, false)] {
        let others = other.names();
        met.clear();
        for entry in &side.entries {
            let fail =
                |kind: ErrorKind, what: String| Error::input(entry.source.display(), what).with_kind(kind);
            let Some(name) = entry.name.as_deref() else {
                let what = "has no name, and the others are paired by theirs";
                jobs.failures.push(fail(ErrorKind::NoPartner, what.into()));
                continue;
            };
            if let Some(first) = met.insert(name, entry) {
                let what = format!("is called {name}, as is {}", first.source.display());
                jobs.failures.push(fail(ErrorKind::DuplicateName, what));
                met.insert(name, first);
                continue;
            }
            match others.get(name) {
                Some(partner) if is_ind => {
                    jobs.jobs.push(job([name.to_owned(), name.to_owned()], entry, partner));
                }
                Some(_) => {}
                None => {
                    let file = other.collection.path().display();
                    let what = format!("has no partner called {name} in {file}");
                    jobs.failures.push(fail(ErrorKind::NoPartner, what));
                }
            }
        }
    }
    jobs
}

fn by_order(ind: &Index, eng: &Index, failures: Vec<Error>) -> Jobs {
    let mut jobs = Jobs { jobs: Vec::new(), failures };
    let partners: HashMap<usize, &Entry> =
        eng.entries.iter().map(|entry| (entry.source.place.number, entry)).collect();
    for entry in &ind.entries {
        if let Some(partner) = partners.get(&entry.source.place.number) {
            jobs.jobs.push(job([entry, partner].map(Entry::called), entry, partner));
        }
    }
    jobs
}

fn job(names: [String; 2], article: &Entry, report: &Entry) -> Job {
    let [article, report] = [article, report].map(|entry| Source::Record(entry.source.clone()));
    Job { names, article, report }
}

impl Entry {
    /// Its own name, or that of its file with its number.
    fn called(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.source.numbered())
    }
}

impl Index {
    fn read(collection: Collection) -> Result<Self> {
        let collection = Arc::new(collection);
        let rows = collection.rows()?;
        let mut index = Index { collection, entries: Vec::new(), count: 0, failures: Vec::new() };
        for row in rows {
            let row = row?;
            index.count += 1;
            match index.collection.record(&row) {
                Ok(record) => {
                    let collection = Arc::clone(&index.collection);
                    let name = record.named.then_some(record.name);
                    index.entries.push(Entry { source: RecordSource { collection, place: row.place }, name });
                }
                Err(error) => index.failures.push(error),
            }
        }
        if index.count == 0 {
            return Err(no_records(index.collection.path()));
        }
        Ok(index)
    }

    /// The records by name; of several with the same name, the first.
    fn names(&self) -> HashMap<&str, &Entry> {
        let named = self.entries.iter().rev().filter_map(|entry| Some((entry.name.as_deref()?, entry)));
        named.collect()
    }
}

impl RecordSource {
    /// `articles-17`.
    pub fn numbered(&self) -> String {
        format!("{}-{}", read::document_name(self.collection.path()), self.place.number)
    }
}
