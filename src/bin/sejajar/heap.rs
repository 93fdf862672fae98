//! Folders, files and collections of one language -> their documents, each with a name of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use sejajar::Error;
use sejajar::model::Language;
use sejajar::read::{Collection, CollectionForm};
use smol_str::SmolStr;

use crate::collections::Reading;
use crate::files::{RecordSource, Source, pair_name};
use crate::say;

/// A document of a heap, unread.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What tables call it; no other document of the heap is called so.
    pub name: SmolStr,
    /// What it is read from.
    pub source: Source,
}

/// Documents of one language, in an order that is always the same.
#[derive(Debug)]
pub struct Heap {
    /// Its language.
    pub language: Language,
    /// The documents.
    pub entries: Vec<Entry>,
    /// A message for each that cannot be one.
    pub failures: Vec<(String, String)>,
}

/// Endings of files that are documents.
const ENDINGS: [&str; 5] = ["txt", "text", "html", "htm", "xhtml"];

impl Heap {
    /// The documents that arguments name: files, collections, and folders of both with all folders in them.
    ///
    /// # Errors
    /// A path that does not exist or cannot be listed, a collection that cannot be opened, and no document at all.
    pub fn find(paths: &[PathBuf], language: Language, reading: &Reading) -> Result<Heap> {
        let mut heap = Heap { language, entries: Vec::new(), failures: Vec::new() };
        for path in paths {
            if !path.exists() {
                return Err(Error::input(path.display().to_string(), "does not exist").into());
            }
            match path.is_dir() {
                true => heap.folder(path, reading)?,
                false => heap.file(path, reading)?,
            }
        }
        if heap.entries.is_empty() && heap.failures.is_empty() {
            let shown: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
            let what = format!(
                "holds no documents (files .{}) and no collections (.jsonl, .csv, .tsv)",
                ENDINGS.join(", .")
            );
            return Err(Error::input(shown.join(", "), what).into());
        }
        heap.tell_apart();
        heap.entries.shrink_to_fit();
        Ok(heap)
    }

    /// Adds what lies in a folder, in the order of names.
    fn folder(&mut self, folder: &Path, reading: &Reading) -> Result<()> {
        let mut passed_over: BTreeMap<String, usize> = BTreeMap::new();
        let mut files = Vec::new();
        listed(folder, &mut files)?;
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if pair_name(&name).is_some_and(|(_, code)| code != self.language.code()) {
                continue;
            }
            let ending = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
            let is_document = ending.is_empty() || ENDINGS.contains(&&*ending) || pair_name(&name).is_some();
            if is_document || CollectionForm::of_path(&file).is_some() {
                let before = self.entries.len();
                self.file(&file, reading)?;
                // A file keeps its folder in its name until it is clear that the name alone tells it apart.
                if let ([entry], Ok(below)) = (&mut self.entries[before..], file.strip_prefix(folder))
                    && let Some(above) = below.parent().filter(|above| !above.as_os_str().is_empty())
                    && matches!(entry.source, Source::File(_))
                {
                    entry.name = format!("{}/{}", above.display(), entry.name).into();
                }
            } else {
                *passed_over.entry(ending).or_default() += 1;
            }
        }
        for (ending, count) in passed_over {
            say::warning(&format!(
                "{}: {} .{ending} passed over",
                folder.display(),
                say::counted(count, "file")
            ));
        }
        Ok(())
    }

    /// Adds a document, or the records of a collection.
    fn file(&mut self, path: &Path, reading: &Reading) -> Result<()> {
        if CollectionForm::of_path(path).is_none() {
            let source = Source::of(path);
            self.entries.push(Entry { name: source.name().into(), source });
            return Ok(());
        }
        let collection = Arc::new(Collection::open(path, &reading.fields, &reading.options)?);
        for row in collection.rows()? {
            let row = row?;
            let source = RecordSource { collection: Arc::clone(&collection), place: row.place };
            match collection.record(&row) {
                Ok(record) => {
                    let name = if record.named { record.name } else { source.numbered() };
                    self.entries.push(Entry { name: name.into(), source: Source::Record(source) });
                }
                Err(error) => self.failures.push((source.display(), error.to_string())),
            }
        }
        Ok(())
    }

    /// Takes folders out of the names that are clear without, and fails what is called like a document before it.
    fn tell_apart(&mut self) {
        let clear = alone(&self.entries, |entry| short(&entry.name));
        for (entry, _) in self.entries.iter_mut().zip(clear).filter(|(_, clear)| *clear) {
            if matches!(entry.source, Source::File(_)) {
                entry.name = short(&entry.name).into();
            }
        }
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by_key(|&at| &self.entries[at].name);
        let mut twice: Vec<usize> = Vec::new();
        for same in order.chunk_by(|&x, &y| self.entries[x].name == self.entries[y].name) {
            let first = self.entries[same[0]].source.display();
            for entry in same[1..].iter().map(|&at| &self.entries[at]) {
                let place = entry.source.display();
                let error = format!("{place}: is called {} as {first} is", entry.name);
                self.failures.push((place, error));
            }
            twice.extend(&same[1..]);
        }
        twice.sort_unstable();
        let (mut twice, mut places) = (twice.into_iter().peekable(), 0..);
        self.entries.retain(|_| {
            let at = places.next();
            at.is_none_or(|at| twice.next_if_eq(&at).is_none())
        });
    }
}

/// For each entry whether no other has its `name`.
fn alone<'e>(entries: &'e [Entry], name: impl Fn(&'e Entry) -> &'e str) -> Vec<bool> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_unstable_by_key(|&at| name(&entries[at]));
    let mut alone = vec![true; entries.len()];
    for same in order.chunk_by(|&x, &y| name(&entries[x]) == name(&entries[y])).filter(|same| same.len() > 1)
    {
        same.iter().for_each(|&at| alone[at] = false);
    }
    alone
}

/// A name without its folders.
fn short(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}

/// Every regular file below a folder but hidden ones. Links to folders are not followed, since they may lead in a circle.
fn listed(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|source| Error::io(folder, source))? {
        let entry = entry.map_err(|source| Error::io(folder, source))?;
        let (path, kind) =
            (entry.path(), entry.file_type().map_err(|source| Error::io(entry.path(), source))?);
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !hidden && kind.is_dir() {
            listed(&path, into)?;
        } else if !hidden && path.is_file() {
            into.push(path);
        }
    }
    Ok(())
}
