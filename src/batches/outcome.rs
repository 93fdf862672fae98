//! Rows with their bucket, or with the error that stands in their place.

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, StringBuilder};
use arrow_array::{Array, ArrayRef, Int32Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::columns::{self, optional};
use crate::error::Result;

/// The columns `bucket` and `error` on their way.
pub struct Outcomes<'b> {
    given: Option<&'b Int32Array>,
    buckets: Int32Builder,
    errors: StringBuilder,
}

impl<'b> Outcomes<'b> {
    /// Those of what is made of a batch.
    ///
    /// # Errors
    /// A bucket of another type.
    pub fn of(batch: &'b RecordBatch) -> Result<Self> {
        let given = optional(batch, "bucket")?;
        Ok(Outcomes { given, buckets: Int32Builder::new(), errors: StringBuilder::new() })
    }

    /// Adds `count` rows that were made of the row at `row`, all of them with `error` where there is one.
    pub fn add(&mut self, row: usize, count: usize, error: Option<&str>) {
        let bucket = self.given.filter(|given| given.is_valid(row)).map(|given| given.value(row));
        for _row in 0..count {
            self.buckets.append_option(bucket);
            self.errors.append_option(error);
        }
    }

    /// The rows with both columns behind their own.
    ///
    /// # Errors
    /// Those of Arrow.
    pub fn beside(mut self, rows: &RecordBatch) -> Result<RecordBatch> {
        let mut columns = rows.columns().to_vec();
        columns.extend([Arc::new(self.buckets.finish()) as ArrayRef, Arc::new(self.errors.finish())]);
        columns::batch(with_outcome(&rows.schema()), columns)
    }
}

/// A schema with both columns behind the others.
pub fn with_outcome(schema: &Schema) -> SchemaRef {
    let mut fields: Vec<Field> = schema.fields().iter().map(|field| field.as_ref().clone()).collect();
    fields.push(Field::new("bucket", DataType::Int32, true));
    fields.push(Field::new("error", DataType::Utf8, true));
    Arc::new(Schema::new(fields).with_metadata(schema.metadata().clone()))
}
