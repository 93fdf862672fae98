//! The log of decisions in a SQLite file: written once, read in order, never changed.

mod mark;
mod read;
mod trouble;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior, params};
use sejajar::Error;
use sejajar::model::Group;
use tempfile::TempDir;

use super::decision::{Decision, Entry, positions};
use super::table::Table;
use mark::Mark;
use read::after;
pub use trouble::{Cause, Trouble};

/// Identifies the file as a store of sejajar (`PRAGMA application_id`): "sjjr".
const APPLICATION: i32 = 0x736a_6a72;
/// The version of the tables below (`PRAGMA user_version`). In version 1 a decision had no positions:
/// sentences were always neighbours. In version 2 each decision was a step by itself.
const VERSION: i32 = 3;
/// Maximum time for which another process may lock the store: an annotator waits for it.
const PATIENCE: Duration = Duration::from_millis(1_200);

const TABLES: &str = "
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE decision (
  seq INTEGER PRIMARY KEY,
  time TEXT NOT NULL,
  annotator TEXT NOT NULL,
  article TEXT NOT NULL,
  report TEXT NOT NULL,
  ind_start INTEGER NOT NULL, ind_end INTEGER NOT NULL,
  eng_start INTEGER NOT NULL, eng_end INTEGER NOT NULL,
  action TEXT NOT NULL,
  value TEXT NOT NULL,
  ind_sentences TEXT NOT NULL DEFAULT '',
  eng_sentences TEXT NOT NULL DEFAULT '',
  batch INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
";

/// The columns that stores of versions 1 and 2 lack, in the order of the versions.
const ADDED: [&str; 2] = [
    "ALTER TABLE decision ADD COLUMN ind_sentences TEXT NOT NULL DEFAULT '';
     ALTER TABLE decision ADD COLUMN eng_sentences TEXT NOT NULL DEFAULT '';",
    "ALTER TABLE decision ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;",
];

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    mark: Mark,
    /// The copy that is read where nothing can be written beside the store.
    _copy: Option<TempDir>,
}

impl Store {
    /// Opens the store at `path` for decisions on `table`; creates it unless `read_only`.
    ///
    /// # Errors
    /// A file that is not a store, one of a later version, one that belongs to another table, and one that
    /// cannot be written, unless `read_only`.
    pub fn open(path: &Path, table: &Table, read_only: bool) -> Result<Self> {
        let in_memory = read_only && !path.exists();
        let opened = match in_memory {
            true => Connection::open_in_memory(),
            false => Connection::open_with_flags(path, flags(read_only)),
        };
        let opened = opened.map_err(Into::into).and_then(|connection| {
            let mut store = Store { connection, path: path.to_owned(), mark: Mark::default(), _copy: None };
            store.prepare(table, read_only && !in_memory).map(|()| store)
        });
        let mut store = match opened {
            Err(error) if read_only && is_shut(&error) => Store::of_copy(path, table)?,
            other => other.map_err(|error| refused(path, error))?,
        };
        store.mark = if in_memory { Mark::default() } else { Mark::of(path) };
        Ok(store)
    }

    /// Reads a copy of a store that lies where the database cannot even keep its locks.
    fn of_copy(path: &Path, table: &Table) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let copied = folder.path().join("store.db");
        std::fs::copy(path, &copied).map_err(|source| Error::io(path, source))?;
        let log = |path: &Path| PathBuf::from(format!("{}-wal", path.display()));
        if log(path).exists() {
            std::fs::copy(log(path), log(&copied)).map_err(|source| Error::io(path, source))?;
        }
        let connection = Connection::open_with_flags(&copied, flags(true))?;
        let mut store =
            Store { connection, path: path.to_owned(), mark: Mark::default(), _copy: Some(folder) };
        store.prepare(table, true).map_err(|error| refused(path, error))?;
        Ok(store)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Fails if the open file is no longer the one at its path: decisions in it would be lost.
    pub fn check(&self) -> Result<(), Trouble> {
        if self.mark.holds() { Ok(()) } else { Err(Trouble::new(Cause::Gone, &self.path, "")) }
    }

    /// Decisions with numbers above `seq`, of all annotators.
    pub fn after(&self, seq: i64) -> Result<Vec<Entry>, Trouble> {
        self.check()?;
        after(&self.connection, seq, &self.path)
    }

    /// Starts a write transaction: no other process can write until its end, so that data read in it stays
    /// valid.
    pub fn begin(&mut self) -> Result<Writing<'_>, Trouble> {
        self.check()?;
        let Store { connection, path, mark, .. } = self;
        let failed = |error| Trouble::of(&error, path);
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let last = "SELECT coalesce(max(seq), 0) FROM decision";
        let last = transaction.query_row(last, [], |row| row.get(0)).map_err(failed)?;
        Ok(Writing { transaction, last, path, mark })
    }

    /// Ends the use of the file, as far as it is still there.
    pub fn close(&mut self) -> Result<(), Trouble> {
        let none = Connection::open_in_memory().map_err(|error| Trouble::of(&error, &self.path))?;
        drop(std::mem::replace(&mut self.connection, none));
        self.mark.clear();
        Ok(())
    }

    /// Inspects the file before any change: it may belong to another program.
    fn prepare(&mut self, table: &Table, read_only: bool) -> Result<()> {
        self.connection.busy_timeout(PATIENCE)?;
        let version = version(&self.connection, table, &self.path)?;
        if read_only && version.is_some() {
            return Ok(());
        }
        self.connection.pragma_update(None, "journal_mode", "wal")?;
        // A decision is on disk when its commit returns, even if the process or the machine then fails.
        self.connection.pragma_update(None, "synchronous", "full")?;
        // Also of a store that is up to date: one that cannot be written is reported now, and not at the
        // first decision.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been faster.
        match self::version(&transaction, table, &self.path)? {
            Some(VERSION) => {}
            Some(earlier) => {
                ADDED[earlier as usize - 1..].iter().try_for_each(|more| transaction.execute_batch(more))?;
                transaction.pragma_update(None, "user_version", VERSION)?;
            }
            None => create(&transaction, table)?,
        }
        Ok(transaction.commit()?)
    }
}

/// Whether the database could not be opened for lack of permission.
fn is_shut(error: &anyhow::Error) -> bool {
    let code = error.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code);
    matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
}

/// An error at the opening of a store, with the ways on.
fn refused(path: &Path, error: anyhow::Error) -> anyhow::Error {
    let error = match error.downcast::<rusqlite::Error>() {
        Ok(error) => error,
        Err(error) => return error,
    };
    let trouble = Trouble::of(&error, path);
    let what = match (trouble.cause, error.sqlite_error_code()) {
        (_, Some(ErrorCode::NotADatabase)) => {
            "is not a store of decisions; name another file with --store".to_owned()
        }
        (Cause::Locked, _) => {
            "is locked: another program writes to it; end that program, or look on with --read-only"
                .to_owned()
        }
        (Cause::ReadOnly, _) | (_, Some(ErrorCode::CannotOpen)) => {
            "cannot be written; keep decisions elsewhere with --store FILE, or only look with --read-only"
                .to_owned()
        }
        (cause, _) => {
            let what = trouble.what.trim_start_matches(&path.display().to_string()).trim_start().to_owned();
            if cause == Cause::Full { format!("{what}; name another place with --store FILE") } else { what }
        }
    };
    Error::input(path.display().to_string(), what).into()
}

/// A transaction that adds decisions; without [`commit`](Writing::commit) nothing is added.
pub struct Writing<'s> {
    transaction: Transaction<'s>,
    last: i64,
    path: &'s Path,
    mark: &'s Mark,
}

impl Writing<'_> {
    /// Decisions with numbers above `seq`.
    pub fn after(&self, seq: i64) -> Result<Vec<Entry>, Trouble> {
        after(&self.transaction, seq, self.path)
    }

    /// The number of the last decision.
    pub fn last(&self) -> i64 {
        self.last
    }

    /// Adds a decision, which gets the next number.
    pub fn add(&mut self, entry: &Entry) -> Result<(), Trouble> {
        self.insert(entry).map_err(|error| Trouble::of(&error, self.path))?;
        self.last = entry.seq;
        Ok(())
    }

    /// Commits the added decisions.
    ///
    /// # Errors
    /// Those of the database, and a store that vanished meanwhile.
    pub fn commit(self) -> Result<(), Trouble> {
        let Writing { transaction, path, mark, .. } = self;
        transaction.commit().map_err(|error| Trouble::of(&error, path))?;
        if mark.holds() { Ok(()) } else { Err(Trouble::new(Cause::Gone, path, "")) }
    }

    fn insert(&self, entry: &Entry) -> rusqlite::Result<usize> {
        let Entry { seq, time, batch, decision } = entry;
        let Decision { annotator, article, report, group: Group { ind, eng }, action } = decision;
        let [i, i_end, j, j_end] =
            [ind.hull().start, ind.hull().end, eng.hull().start, eng.hull().end].map(|n| n as i64);
        let (action, value, ind, eng) = (action.name(), action.value(), positions(ind), positions(eng));
        let values = "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14";
        self.transaction.prepare(&format!("INSERT INTO decision VALUES ({values})"))?.execute(params![
            seq, time, annotator, article, report, i, i_end, j, j_end, action, value, ind, eng, batch
        ])
    }
}

fn flags(read_only: bool) -> OpenFlags {
    let create = if read_only { OpenFlags::empty() } else { OpenFlags::SQLITE_OPEN_CREATE };
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create
}

/// The version of the store, if it holds decisions on this table; none if the file is empty.
fn version(connection: &Connection, table: &Table, path: &Path) -> Result<Option<i32>> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let objects = "SELECT count(*) FROM sqlite_schema";
    let what = match (number("application_id")?, number("user_version")?) {
        (APPLICATION, version @ 1..=VERSION) => {
            return belongs(connection, table, path).map(|()| Some(version));
        }
        (APPLICATION, version) => {
            format!("is a store of version {version}; this sejajar reads versions up to {VERSION}")
        }
        (0, 0) if connection.query_row(objects, [], |row| row.get::<_, i64>(0))? == 0 => return Ok(None),
        _ => "is a database of something else; name another file with --store".to_owned(),
    };
    Err(Error::input(path.display().to_string(), what).into())
}

fn create(connection: &Connection, table: &Table) -> Result<()> {
    connection.execute_batch(TABLES)?;
    let about =
        [("table", table.name.as_str()), ("hash", &table.hash), ("made by", env!("CARGO_PKG_VERSION"))];
    for (name, value) in about {
        connection.execute("INSERT INTO about VALUES (?1, ?2)", params![name, value])?;
    }
    connection.pragma_update(None, "application_id", APPLICATION)?;
    Ok(connection.pragma_update(None, "user_version", VERSION)?)
}

/// Checks that the store belongs to this table: decisions on one table cannot be applied to another.
fn belongs(connection: &Connection, table: &Table, path: &Path) -> Result<()> {
    let about = |name: &str| -> rusqlite::Result<String> {
        connection.query_row("SELECT value FROM about WHERE name = ?1", [name], |row| row.get(0))
    };
    if about("hash")? == table.hash {
        return Ok(());
    }
    let what = format!(
        "holds decisions on another table ({}): its sentences or beads are not those of {}; \
         review that table, or name another store with --store",
        about("table")?,
        table.name
    );
    Err(Error::input(path.display().to_string(), what).into())
}
