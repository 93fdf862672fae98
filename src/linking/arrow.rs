//! Links -> the table of links as an Arrow record batch, with the columns and figures of the other formats.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;

use super::Linked;
use super::table::{COLUMNS, LinkRow, Value};
use crate::link::day_number;

/// The table of links of these articles.
///
/// # Errors
/// Those of Arrow.
pub fn batch(articles: &[Linked]) -> Result<RecordBatch, ArrowError> {
    let rows: Vec<LinkRow<'_>> = articles.iter().flat_map(Linked::table_rows).collect();
    let columns = COLUMNS.map(|column| (column.name, array(column.value, &rows), column.may_be_missing()));
    RecordBatch::try_from_iter_with_nullable(columns)
}

fn array(value: Value, rows: &[LinkRow<'_>]) -> ArrayRef {
    let rows = rows.iter().copied();
    match value {
        Value::Text(get) => Arc::new(rows.map(get).collect::<StringArray>()),
        Value::Rank(get) => {
            Arc::new(rows.map(|row| get(row).map(|rank| rank as i32)).collect::<Int32Array>())
        }
        Value::Decision(get) => Arc::new(rows.map(|row| Some(get(row))).collect::<BooleanArray>()),
        Value::Figure(decimals, get) => {
            let rounded = |figure: f64| format!("{figure:.decimals$}").parse::<f64>().ok();
            Arc::new(rows.map(|row| get(row).and_then(rounded)).collect::<Float64Array>())
        }
        Value::Day(get) => Arc::new(rows.map(|row| get(row).map(day_number)).collect::<Date32Array>()),
        Value::Keys(get) => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            rows.for_each(|row| lists.append_value(get(row).iter().map(Some)));
            Arc::new(lists.finish())
        }
    }
}
