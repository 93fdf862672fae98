//! The folder of a corpus: one run at a time, unfinished work apart from finished, everything put in place at
//! once.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use sejajar::Error;
use sejajar::export::AtomicFile;
use serde::Serialize;
use serde_json::{Value, json};

/// Where unfinished work lies inside the folder.
const WORK: &str = "unfinished";
/// What the work is, so that only the same work goes on.
const PLAN: &str = "plan.json";
/// The files that are ready to be put in place, once all of them are.
const READY: &str = "ready.json";
/// What says that a corpus is finished.
pub const MANIFEST: &str = "manifest.json";

/// The folder of a corpus that this run holds alone.
pub struct Folder {
    out: PathBuf,
    work: PathBuf,
    /// Whether an earlier run began the same work.
    pub continued: bool,
    /// What the work is, as the run that began it said.
    pub plan: Value,
    /// Held until the process ends, however it ends.
    _lock: File,
}

impl Folder {
    /// Takes the folder for this work: begins it, or goes on with it.
    ///
    /// # Errors
    /// Another run is at work there, other work is unfinished there or a corpus is (unless it may be
    /// overwritten), and what the system says.
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
            Some(before) if !overwrite => bail!("{}", folder.other_work(&before, plan)),
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
            Err(error) => bail!("{error}; what was begun cannot be continued: start anew with --overwrite"),
            found => found,
        }
    }

    /// What keeps the unfinished work of a folder from being continued.
    fn other_work(&self, before: &Value, plan: &Value) -> String {
        let parts = ["sejajar", "options", "articles", "reports", "lexicon"];
        let (old, new) = (told_apart_by(before), told_apart_by(plan));
        let other: Vec<_> = parts.into_iter().filter(|part| old[part] != new[part]).collect();
        format!(
            "{}: holds unfinished work with other {}; go on with the command that began it, or start anew with --overwrite",
            self.out.display(),
            other.join(" and ")
        )
    }

    fn begin(&self, plan: &Value) -> Result<()> {
        for entry in self.files()? {
            fs::remove_file(&entry).map_err(|source| Error::io(&entry, source))?;
        }
        self.write(PLAN, plan)
    }

    /// Removes what a killed run left half written.
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

    /// Where a file of unfinished work stands.
    pub fn path(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }

    /// The folder of unfinished work.
    pub fn work(&self) -> PathBuf {
        self.work.clone()
    }

    /// Starts a file of unfinished work, which appears whole or not at all.
    pub fn create(&self, name: &str) -> Result<AtomicFile> {
        Ok(AtomicFile::create(self.path(name), true)?)
    }

    /// Writes a value as a file of unfinished work.
    pub fn write(&self, name: &str, value: &impl Serialize) -> Result<()> {
        let mut file = self.create(name)?;
        serde_json::to_writer_pretty(&mut file, value)?;
        file.write_all(b"\n")?;
        Ok(file.commit()?)
    }

    /// Reads a value back; none where there is no such file.
    pub fn read(&self, name: &str) -> Result<Option<Value>> {
        read(&self.path(name))
    }

    /// Puts `names` in place, the last one last, takes away files of the corpus that was there, and the
    /// unfinished work with them.
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
                Err(source) => return Err(Error::io(to, source).into()),
                Ok(()) => {}
            }
        }
        fs::remove_dir_all(&self.work).map_err(|source| Error::io(&self.work, source).into())
    }

    /// Whether everything was ready to be put in place when an earlier run ended.
    pub fn is_ready(&self) -> bool {
        self.path(READY).exists()
    }
}

/// Whether two plans are of the same work, however its files are spelt.
fn same_work(one: &Value, other: &Value) -> bool {
    told_apart_by(one) == told_apart_by(other)
}

/// A plan without the paths of what it has a hash of.
fn told_apart_by(plan: &Value) -> Value {
    let mut plan = plan.clone();
    for (part, path) in [("articles", "paths"), ("reports", "paths"), ("options", "lexicon")] {
        if let Some(part) = plan[part].as_object_mut() {
            part.remove(path);
        }
    }
    plan
}

/// An error where the folder of unfinished work holds what this command has not put there, and must not take
/// away.
fn own(work: &Path) -> Result<()> {
    let Ok(entries) = fs::read_dir(work) else { return Ok(()) };
    for entry in entries {
        let path = entry.map_err(|source| Error::io(work, source))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() || !is_own(&name) {
            let what =
                format!("holds {name}, which is no unfinished work; move that away or name another folder");
            return Err(Error::input(work.display().to_string(), what).into());
        }
    }
    Ok(())
}

/// Whether a file of unfinished work may be called so.
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

/// Whether nothing stands in a folder that a corpus could replace or be mixed with.
fn vacant(out: &Path) -> Result<()> {
    let what = if out.join(MANIFEST).exists() {
        "holds a finished corpus; name another folder, or --overwrite it"
    } else if out.is_file() {
        "is a file; name a folder"
    } else if fs::read_dir(out).is_ok_and(|entries| entries.count() > 0) {
        "is not empty; name another folder, or --overwrite what a corpus would replace in it"
    } else {
        return Ok(());
    };
    Err(Error::input(out.display().to_string(), what).into())
}

/// Whether a manifest's entry is a file in the folder itself.
fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\']) && !name.starts_with('.')
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::io(path, source).into()),
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<Option<Value>> {
    match fs::read(path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                Err(Error::input(path.display().to_string(), format!("is damaged: {error}")).into())
            }
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::io(path, source).into()),
    }
}

/// The lock that a run holds; the system lets go of it when the process ends.
fn lock(work: &Path, out: &Path) -> Result<File> {
    let path = work.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|source| Error::io(&path, source))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let what = "another run is at work in it; wait for it to end, or name another folder";
            Err(Error::input(out.display().to_string(), what).into())
        }
        Err(TryLockError::Error(source)) => Err(Error::io(path, source).into()),
    }
}
