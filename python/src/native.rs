//! Record batches of other libraries -> the same columns in the types of our own tables.

use std::sync::Arc;

use arrow_array::{Array, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use sejajar::export::arrow::schema;

/// The native columns of a batch in the types of our own tables, as far as theirs can be cast to these.
///
/// # Errors
/// A column that cannot.
pub fn native(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let (mut fields, mut arrays) = (Vec::new(), Vec::new());
    for wanted in schema(true).fields() {
        let Some(array) = batch.column_by_name(wanted.name()) else { continue };
        let kind = wanted_type(wanted.data_type(), array.data_type());
        let array = arrow_cast::cast(array, &kind)?;
        fields.push(Field::new(wanted.name(), array.data_type().clone(), true));
        arrays.push(array);
    }
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options)
}

/// The type to cast to. Lists may be texts of items joined by `;`, as in tables that were read from csv; and
/// items may be missing.
fn wanted_type(wanted: &DataType, given: &DataType) -> DataType {
    let is_list =
        |kind: &DataType| matches!(kind, DataType::List(_) | DataType::LargeList(_) | DataType::ListView(_));
    match wanted {
        DataType::List(_) if !is_list(given) => DataType::Utf8,
        DataType::List(item) => {
            DataType::List(Arc::new(Field::new("element", item.data_type().clone(), true)))
        }
        other => other.clone(),
    }
}
