//! A record batch of any program -> one whose columns are as wide as the library reads them.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use arrow_select::concat::concat_batches;
use pyo3::prelude::*;
use pyo3_arrow::{PyRecordBatch, PyTable};

use crate::error::{of_arrow, wrong};

/// A record batch, or a table or data frame of several, which are put together.
pub struct Batch(pub RecordBatch);

impl<'py> FromPyObject<'_, 'py> for Batch {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let batch = match object.extract::<PyRecordBatch>() {
            Ok(batch) => batch.into_inner(),
            Err(_) => joined(&object)?,
        };
        narrow(&batch).map(Batch).map_err(of_arrow)
    }
}

/// The batches of a table as one.
fn joined(object: &Bound<'_, PyAny>) -> PyResult<RecordBatch> {
    let kind = || object.get_type().name().map_or_else(|_| "this".to_owned(), |name| name.to_string());
    let table = object.extract::<PyTable>().map_err(|_| {
        wrong(format!("a batch is a record batch, a table or a data frame of Arrow, and not {}", kind()))
    })?;
    let (batches, schema) = table.into_inner();
    concat_batches(&schema, &batches).map_err(of_arrow)
}

/// The batch with texts, bytes and lists of 32-bit offsets, which engines keep in wider types or as views.
fn narrow(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let schema = narrow_schema(&batch.schema());
    if schema == batch.schema() {
        return Ok(batch.clone());
    }
    cast(batch, schema)
}

/// The batch with the types of a schema, column by column.
pub fn cast(batch: &RecordBatch, schema: SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = batch.columns().iter().zip(schema.fields());
    let columns = columns.map(|(column, field)| arrow_cast::cast(column, field.data_type()));
    let columns = columns.collect::<Result<_, _>>()?;
    RecordBatch::try_new(schema, columns)
}

fn narrow_schema(schema: &Schema) -> SchemaRef {
    Arc::new(Schema::new_with_metadata(narrow_fields(schema.fields()), schema.metadata().clone()))
}

fn narrow_fields(fields: &Fields) -> Fields {
    fields.iter().map(narrow_field).collect()
}

fn narrow_field(field: &Arc<Field>) -> Arc<Field> {
    Arc::new(field.as_ref().clone().with_data_type(narrow_type(field.data_type())))
}

fn narrow_type(kind: &DataType) -> DataType {
    match kind {
        DataType::LargeUtf8 | DataType::Utf8View => DataType::Utf8,
        DataType::LargeBinary | DataType::BinaryView => DataType::Binary,
        DataType::Dictionary(_, value) => narrow_type(value),
        DataType::List(item) | DataType::LargeList(item) => DataType::List(narrow_field(item)),
        DataType::Struct(fields) => DataType::Struct(narrow_fields(fields)),
        other => other.clone(),
    }
}
