//! The folder of a corpus -> one run at a time, unfinished work apart from finished work, and all files put
//! in place at once.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::export::AtomicFile;

/// The folder of unfinished work inside it.
const WORK: &str = "unfinished";
/// The file of the plan, by which only the same work is continued.
const PLAN: &str = "plan.json";
/// The file that lists what is to be put in place; it is there once all of that is ready.
const READY: &str = "ready.json";
/// The file that marks a finished corpus.
pub const MANIFEST: &str = "manifest.json";

/// The folder of a corpus that this run holds alone.
pub struct Folder {
    out: PathBuf,
    work: PathBuf,
    /// Whether an earlier run began the same work.
    pub continued: bool,
    /// The plan, as the run that began the work wrote it.
    pub plan: Value,
    /// The system releases the lock when the process ends, however it ends.
    _lock: File,
}

impl Folder {
    /// Takes the folder for this work, which is begun or continued.
    ///
    /// # Errors
    /// A folder in which another run is at work; one with other unfinished work or with a corpus, unless that
    /// may be overwritten; and those of the system.
    pub fn open(out: &Path, plan: &Value, overwrite: bool) -> Result<Folder> {
        let work = out.join(WORK);
        if !overwrite && !work.join("lock").exists() {
            vacant(out)?;
        }
        own(&work)?;
        fs::create_dir_all(&work).map_err(|source| Error::io(&work, source))?;
        let lock = lock(&work, out)?;
        let mut folder =
            Folder { out: out.to_owned(), work, continued: false, plan: plan.clone(), _lock: lock };
        match folder.begun(overwrite)? {
            Some(before) if same_work(&before, plan) => (folder.continued, folder.plan) = (true, before),
            Some(before) if !overwrite => return Err(folder.other_work(&before, plan)),
            _ => folder.begin(plan)?,
        }
        folder.sweep()?;
        Ok(folder)
    }

    /// The plan of the work that was begun here, if any was; a damaged one counts as none where it may be
    /// overwritten.
    fn begun(&self, overwrite: bool) -> Result<Option<Value>> {
        match self.read(PLAN) {
            Err(_) if overwrite => Ok(None),
            Err(Error::Input { name, what, .. }) => {
                let advice = "what was begun cannot be continued: start anew with the option overwrite";
                Err(Error::input(name, format!("{what}; {advice}")))
            }
            found => found,
        }
    }

    /// The reason why the unfinished work of a folder cannot be continued.
    fn other_work(&self, before: &Value, plan: &Value) -> Error {
        let name = self.out.display().to_string();
        if before["schema"] != plan["schema"] {
            let what = "holds unfinished work of another version of sejajar, which cannot be continued; start anew with the option overwrite";
            return Error::input(name, what);
        }
        let parts = ["sejajar", "tables", "options", "articles", "reports", "lexicon"];
        let (old, new) = (identity(before), identity(plan));
        let other: Vec<_> = parts.into_iter().filter(|part| old[part] != new[part]).collect();
        let what = format!(
            "holds unfinished work with other {}; continue with the command that began it, or start anew with the option overwrite",
            other.join(" and ")
        );
        Error::input(name, what)
    }

    fn begin(&self, plan: &Value) -> Result<()> {
        for entry in self.files()? {
            fs::remove_file(&entry).map_err(|source| Error::io(&entry, source))?;
        }
        self.write(PLAN, plan)
    }

    /// Removes files that a killed run left half written.
    fn sweep(&self) -> Result<()> {
        for path in self.files()? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(".sejajar-") {
                fs::remove_file(&path).map_err(|source| Error::io(&path, source))?;
            }
        }
        Ok(())
    }

    /// Files of unfinished work.
    fn files(&self) -> Result<Vec<PathBuf>> {
        let entries = fs::read_dir(&self.work).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = entries.map_err(|source| Error::io(&self.work, source))?;
        let paths = entries.into_iter().map(|entry| entry.path());
        Ok(paths.filter(|path| path.file_name().is_some_and(|name| name != "lock")).collect())
    }

    /// The path of a file of unfinished work.
    pub fn path(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }

    /// The folder of unfinished work.
    pub fn work(&self) -> PathBuf {
        self.work.clone()
    }

    /// Starts a file of unfinished work, which appears whole or not at all.
    pub fn create(&self, name: &str) -> Result<AtomicFile> {
        AtomicFile::create(self.path(name), true)
    }

    /// Writes a value as a file of unfinished work.
    pub fn write(&self, name: &str, value: &impl Serialize) -> Result<()> {
        let mut file = self.create(name)?;
        let written = serde_json::to_writer_pretty(&mut file, value).map_err(io::Error::from);
        let ended = written.and_then(|()| file.write_all(b"\n"));
        ended.map_err(|source| Error::io(self.path(name), source))?;
        file.commit()
    }

    /// Reads a value back; `None` where there is no such file.
    pub fn read(&self, name: &str) -> Result<Option<Value>> {
        read(&self.path(name))
    }

    /// Puts `names` in place in this order, and removes the other files of the corpus that was there and the
    /// folder of unfinished work.
    pub fn publish(self, names: &[String]) -> Result<()> {
        if self.read(READY)?.is_none() {
            let before = read(&self.out.join(MANIFEST))?.unwrap_or_default();
            let listed = before["files"].as_array().cloned().unwrap_or_default();
            let old = listed.iter().filter_map(|file| file["name"].as_str());
            let old: Vec<&str> =
                old.filter(|name| !names.iter().any(|new| new == name) && is_plain(name)).collect();
            self.write(READY, &json!({ "put": names, "remove": old }))?;
        }
        let ready = self.read(READY)?.unwrap_or_default();
        let listed = |what: &str| -> Vec<String> {
            ready[what]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|name| Some(name.as_str()?.to_owned()))
                .collect()
        };
        for name in listed("remove") {
            remove(&self.out.join(name))?;
        }
        for name in listed("put") {
            let (from, to) = (self.path(&name), self.out.join(&name));
            match fs::rename(&from, &to) {
                Err(error) if error.kind() == io::ErrorKind::NotFound && to.exists() => {}
                Err(source) => return Err(Error::io(to, source)),
                Ok(()) => {}
            }
        }
        fs::remove_dir_all(&self.work).map_err(|source| Error::io(&self.work, source))
    }

    /// Whether everything was ready to be put in place when an earlier run ended.
    pub fn is_ready(&self) -> bool {
        self.path(READY).exists()
    }
}

/// Whether two plans are of the same work, however the paths of its files are spelt.
fn same_work(one: &Value, other: &Value) -> bool {
    identity(one) == identity(other)
}

/// A plan without the paths of files that it has a hash of, and without the file of the options, which are in
/// the plan themselves.
fn identity(plan: &Value) -> Value {
    let mut plan = plan.clone();
    plan["config"].take();
    for (part, path) in [("articles", "paths"), ("reports", "paths"), ("options", "lexicon")] {
        if let Some(part) = plan[part].as_object_mut() {
            part.remove(path);
        }
    }
    plan
}

/// An error where the folder of unfinished work holds anything that no build has put there and that must not
/// be removed.
fn own(work: &Path) -> Result<()> {
    let Ok(entries) = fs::read_dir(work) else { return Ok(()) };
    for entry in entries {
        let path = entry.map_err(|source| Error::io(work, source))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() || !is_own(&name) {
            let what =
                format!("holds {name}, which is no unfinished work; move that away or name another folder");
            return Err(Error::input(work.display().to_string(), what));
        }
    }
    Ok(())
}

/// Whether a file of unfinished work may have this name.
fn is_own(name: &str) -> bool {
    const FILES: [&str; 9] = [
        "lock",
        PLAN,
        READY,
        MANIFEST,
        "links.csv",
        "errors.csv",
        "notes.csv",
        "pairs.schema.json",
        "timings.json",
    ];
    let opens = [".sejajar-", "pairs-", "links-", "shard-"].iter().any(|opening| name.starts_with(opening));
    opens || FILES.contains(&name)
}

/// An error where a folder holds anything that a corpus could replace or be mixed with.
fn vacant(out: &Path) -> Result<()> {
    let what = if out.join(MANIFEST).exists() {
        "holds a finished corpus; name another folder, or replace it with the option overwrite"
    } else if out.is_file() {
        "is a file; name a folder"
    } else if fs::read_dir(out).is_ok_and(|entries| entries.count() > 0) {
        "is not empty; name another folder, or replace files in it with the option overwrite"
    } else {
        return Ok(());
    };
    Err(Error::input(out.display().to_string(), what))
}

/// Whether a manifest's entry is a file in the folder itself.
fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\']) && !name.starts_with('.')
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::io(path, source)),
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<Option<Value>> {
    match fs::read(path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(Error::input(path.display().to_string(), format!("is damaged: {error}"))),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::io(path, source)),
    }
}

/// The lock that a run holds.
fn lock(work: &Path, out: &Path) -> Result<File> {
    let path = work.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|source| Error::io(&path, source))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let what = "another run is at work in it; wait for it to end, or name another folder";
            Err(Error::input(out.display().to_string(), what))
        }
        Err(TryLockError::Error(source)) => Err(Error::io(path, source)),
    }
}
