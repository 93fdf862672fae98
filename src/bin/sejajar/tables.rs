//! Arguments that name native tables -> the files; the library reads them.

use std::path::{Path, PathBuf};

use anyhow::Result;
pub use sejajar::export::no_input;
use sejajar::export::{Rows, open_table};

use crate::progress::Steps;

/// The tables of all arguments; see [`sejajar::export::tables`].
pub fn tables(arguments: &[PathBuf]) -> Result<Vec<PathBuf>> {
    Ok(sejajar::export::tables(arguments, &Steps::default())?)
}

/// The rows of a table; see [`open_table`].
pub fn rows(table: &Path) -> Result<Rows<'static>> {
    Ok(open_table(table)?)
}
