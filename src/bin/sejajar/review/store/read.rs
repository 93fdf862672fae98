//! The rows of a store -> decisions.

use std::path::Path;

use rusqlite::{Connection, Row};
use sejajar::model::Group;

use super::trouble::{Cause, Trouble};
use crate::review::decision::{Action, Decision, Entry, places};

/// Decisions with numbers above `seq`, from a store of any version.
pub fn after(connection: &Connection, seq: i64, path: &Path) -> Result<Vec<Entry>, Trouble> {
    let failed = |error: rusqlite::Error| Trouble::of(&error, path);
    let read = || -> rusqlite::Result<Vec<Result<Entry, String>>> {
        let version = connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0))?;
        // A store opened for reading only keeps its version.
        let more = match version {
            1 => "'', '', 0",
            2 => "ind_sentences, eng_sentences, 0",
            _ => "ind_sentences, eng_sentences, batch",
        };
        let mut query = connection.prepare(&format!(
            "SELECT seq, time, annotator, article, report, ind_start, ind_end, eng_start, eng_end, action, value, {more}
             FROM decision WHERE seq > ?1 ORDER BY seq",
        ))?;
        query.query_map([seq], entry)?.collect()
    };
    let entries: Result<Vec<Entry>, String> = read().map_err(failed)?.into_iter().collect();
    entries.map_err(|what| Trouble::new(Cause::Failed, path, &format!("holds {what}")))
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Result<Entry, String>> {
    let place = |at: usize| row.get::<_, i64>(at).map(|place| usize::try_from(place).unwrap_or_default());
    let list = |at: usize| row.get::<_, String>(at);
    let ind = places(place(5)?, place(6)?, &list(11)?);
    let eng = places(place(7)?, place(8)?, &list(12)?);
    let (action, value): (String, String) = (row.get(9)?, row.get(10)?);
    let (seq, time, batch) = (row.get(0)?, row.get(1)?, row.get(13)?);
    let (annotator, article, report) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let read = Action::parse(&action, &value).and_then(|action| {
        let group = Group::new(ind?, eng?);
        Ok(Entry { seq, time, batch, decision: Decision { annotator, article, report, group, action } })
    });
    Ok(read.map_err(|what| format!("a decision {seq} that cannot be read: {what}")))
}
