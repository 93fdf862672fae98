//! The log of decisions in a SQLite file: written once, read in order, never changed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use rusqlite::{Connection, OpenFlags, Row, Transaction, TransactionBehavior, params};
use sejajar::Error;
use sejajar::model::Group;

use super::decision::{Action, Decision, Entry, places, positions};
use super::table::Table;

/// Identifies the file as a store of sejajar (`PRAGMA application_id`): "sjjr".
const APPLICATION: i32 = 0x736a_6a72;
/// The version of the tables below (`PRAGMA user_version`). In version 1 a decision had no positions:
/// sentences were always neighbours.
const VERSION: i32 = 2;
/// Maximum time for which another process may lock the store.
const PATIENCE: Duration = Duration::from_secs(10);

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
  eng_sentences TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
";

/// The columns that a store of version 1 lacks.
const POSITIONS: &str = "
ALTER TABLE decision ADD COLUMN ind_sentences TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN eng_sentences TEXT NOT NULL DEFAULT '';
";

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the store at `path` for decisions on `table`; creates it unless `read_only`.
    ///
    /// # Errors
    /// A file that is not a store, one of a later version, and one that belongs to another table.
    pub fn open(path: &Path, table: &Table, read_only: bool) -> Result<Self> {
        let in_memory = read_only && !path.exists();
        let connection = match in_memory {
            true => Connection::open_in_memory(),
            false => Connection::open_with_flags(path, flags(read_only)),
        };
        let connection = connection.with_context(|| path.display().to_string())?;
        let mut store = Store { connection, path: path.to_owned() };
        store.prepare(table, read_only && !in_memory).map_err(|error| store.refused(error))?;
        Ok(store)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Decisions with numbers above `seq`, of all annotators.
    pub fn after(&self, seq: i64) -> Result<Vec<Entry>> {
        after(&self.connection, seq)
    }

    /// Starts a write transaction: no other process can write until its end, so that data read in it stays
    /// valid.
    pub fn begin(&mut self) -> Result<Writing<'_>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = "SELECT coalesce(max(seq), 0) FROM decision";
        let last = transaction.query_row(last, [], |row| row.get(0))?;
        Ok(Writing { transaction, last })
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
        if version == Some(VERSION) {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been faster.
        match self::version(&transaction, table, &self.path)? {
            Some(VERSION) => {}
            Some(_) => {
                transaction.execute_batch(POSITIONS)?;
                transaction.pragma_update(None, "user_version", VERSION)?;
            }
            None => create(&transaction, table)?,
        }
        Ok(transaction.commit()?)
    }

    /// An error of the database, as a message about the file.
    fn refused(&self, error: anyhow::Error) -> anyhow::Error {
        let what = match error.downcast::<rusqlite::Error>() {
            Ok(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
                "is not a store of decisions; name another file with --store".to_owned()
            }
            Ok(error) => error.to_string(),
            Err(error) => return error,
        };
        Error::input(self.path.display().to_string(), what).into()
    }
}

/// A transaction that adds decisions; without [`commit`](Writing::commit) nothing is added.
pub struct Writing<'s> {
    transaction: Transaction<'s>,
    last: i64,
}

impl Writing<'_> {
    /// Decisions with numbers above `seq`.
    pub fn after(&self, seq: i64) -> Result<Vec<Entry>> {
        after(&self.transaction, seq)
    }

    /// The number of the last decision.
    pub fn last(&self) -> i64 {
        self.last
    }

    /// Adds a decision, which gets the next number.
    pub fn add(&mut self, entry: &Entry) -> Result<()> {
        let Entry { seq, time, decision } = entry;
        let Decision { annotator, article, report, group: Group { ind, eng }, action } = decision;
        let [i, i_end, j, j_end] =
            [ind.hull().start, ind.hull().end, eng.hull().start, eng.hull().end].map(|n| n as i64);
        let (action, value, ind, eng) = (action.name(), action.value(), positions(ind), positions(eng));
        self.transaction
            .prepare("INSERT INTO decision VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")?
            .execute(params![
                seq, time, annotator, article, report, i, i_end, j, j_end, action, value, ind, eng
            ])?;
        self.last = *seq;
        Ok(())
    }

    /// Commits the added decisions.
    pub fn commit(self) -> Result<()> {
        Ok(self.transaction.commit()?)
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

fn after(connection: &Connection, seq: i64) -> Result<Vec<Entry>> {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0))?;
    // A store opened for reading only keeps its version.
    let positions = if version < VERSION { "'', ''" } else { "ind_sentences, eng_sentences" };
    let mut query = connection.prepare(&format!(
        "SELECT seq, time, annotator, article, report, ind_start, ind_end, eng_start, eng_end, action, value, {positions}
         FROM decision WHERE seq > ?1 ORDER BY seq",
    ))?;
    let entries =
        query.query_map([seq], |row| Ok(entry(row)?.map_err(|what| (row.get::<_, i64>(0), what))))?;
    entries
        .map(|entry| {
            entry?.map_err(|(seq, what)| anyhow::anyhow!("decision {}: {what}", seq.unwrap_or_default()))
        })
        .collect()
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Result<Entry, String>> {
    let place = |at: usize| row.get::<_, i64>(at).map(|place| usize::try_from(place).unwrap_or_default());
    let list = |at: usize| row.get::<_, String>(at);
    let ind = places(place(5)?, place(6)?, &list(11)?);
    let eng = places(place(7)?, place(8)?, &list(12)?);
    let (action, value): (String, String) = (row.get(9)?, row.get(10)?);
    let (seq, time) = (row.get(0)?, row.get(1)?);
    let (annotator, article, report) = (row.get(2)?, row.get(3)?, row.get(4)?);
    Ok(Action::parse(&action, &value).and_then(|action| {
        let group = Group::new(ind?, eng?);
        Ok(Entry { seq, time, decision: Decision { annotator, article, report, group, action } })
    }))
}
