//! A record batch of the native table -> pairs; messages name the row and the column.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use jiff::ToSpan;

use super::super::cell::{Cell, finite, parse};
use super::super::meta::in_reading_order;
use super::super::{Column, Type};
use super::EPOCH;
use crate::error::{Error, Result};
use crate::model::Pair;

/// Reads rows of the types that [`schema`](super::schema) gives; `name` is what messages call the table,
/// `first` the number of the batch's first row in it, from 1.
///
/// Columns are found by name: their order is free, further ones are passed over, those of metadata and those
/// that earlier versions of the table did not have may be absent. A list may also be one text of items joined
/// by `;`, as tables without lists have it; a missing text or list is an empty one.
///
/// # Errors
/// [`Error::Input`] for a missing column, [`Error::Line`] with the row for a value that its column cannot
/// hold.
pub fn from_batch(name: &str, first: usize, batch: &RecordBatch) -> Result<Vec<Pair>> {
    let mut found = Vec::new();
    for column in in_reading_order() {
        match batch.column_by_name(column.name) {
            Some(array) => found.push((column, array.as_ref())),
            None if column.may_be_absent() => {}
            None => return Err(Error::input(name, format!("has no column \"{}\"", column.name))),
        }
    }
    (0..batch.num_rows()).map(|row| pair(name, first + row, &found, row)).collect()
}

fn pair(name: &str, number: usize, columns: &[(&Column, &dyn Array)], row: usize) -> Result<Pair> {
    let mut pair = Pair::default();
    for (column, array) in columns {
        let put = cell(column.kind, *array, row).and_then(|cell| (column.put)(&mut pair, cell));
        put.map_err(|what| Error::line(name, number, format!("{}: {what}", column.name)))?;
    }
    Ok(pair)
}

fn cell(kind: Type, array: &dyn Array, row: usize) -> Result<Cell<'static>, String> {
    let wrong = || format!("is {} and not {}", array.data_type(), super::data_type(kind));
    if array.is_null(row) {
        return missing(kind);
    }
    Ok(match kind {
        Type::Text | Type::Shape => {
            let texts = array.as_string_opt::<i32>().ok_or_else(wrong)?;
            Cell::Text(Cow::Owned(texts.value(row).to_owned()))
        }
        Type::Optional => {
            let texts = array.as_string_opt::<i32>().ok_or_else(wrong)?;
            Cell::Optional(Some(texts.value(row).to_owned()).filter(|text| !text.is_empty()).map(Cow::Owned))
        }
        Type::Date => {
            let days = array.as_primitive_opt::<Date32Type>().ok_or_else(wrong)?.value(row);
            let day = EPOCH.checked_add(days.days()).map_err(|e| e.to_string())?;
            Cell::Optional(Some(Cow::Owned(day.to_string())))
        }
        Type::Position => {
            let position = array.as_primitive_opt::<Int32Type>().ok_or_else(wrong)?.value(row);
            Cell::Count(usize::try_from(position).map_err(|_| format!("{position} is not a position"))?)
        }
        Type::Probability | Type::Score => {
            let number = array.as_primitive_opt::<Float64Type>().ok_or_else(wrong)?.value(row);
            // Tables without missing numbers have NaN in their place.
            Cell::Number(if number.is_nan() { None } else { Some(finite(number, kind)?) })
        }
        Type::List => match array.as_string_opt::<i32>() {
            Some(texts) => parse(kind, texts.value(row))?,
            None => list(&*array.as_list_opt::<i32>().ok_or_else(wrong)?.value(row)).ok_or_else(wrong)?,
        },
        Type::Numbers => match array.as_string_opt::<i32>() {
            Some(texts) => parse(kind, texts.value(row))?,
            None => counts(&*array.as_list_opt::<i32>().ok_or_else(wrong)?.value(row)).ok_or_else(wrong)?,
        },
    })
}

/// What stands for a value that is not there.
fn missing(kind: Type) -> Result<Cell<'static>, String> {
    match kind {
        Type::Text => Ok(Cell::Text(Cow::Borrowed(""))),
        Type::Optional | Type::Date => Ok(Cell::Optional(None)),
        Type::Probability | Type::Score => Ok(Cell::Number(None)),
        Type::List => Ok(Cell::List(Vec::new())),
        Type::Numbers => Ok(Cell::Counts(Cow::Borrowed(&[]))),
        Type::Position | Type::Shape => Err("is missing".to_owned()),
    }
}

fn list(items: &dyn Array) -> Option<Cell<'static>> {
    let items = items.as_string_opt::<i32>()?;
    Some(Cell::List(items.iter().flatten().map(|item| Cow::Owned(item.to_owned())).collect()))
}

fn counts(items: &dyn Array) -> Option<Cell<'static>> {
    let items = items.as_primitive_opt::<Int32Type>()?;
    let counts = items.iter().flatten().map(|item| usize::try_from(item).ok());
    Some(Cell::Counts(counts.collect::<Option<Vec<_>>>()?.into()))
}

#[cfg(test)]
mod tests {
    use super::super::{Batch, schema};
    use super::*;
    use crate::model::{Block, Flag, Group, Places};

    fn row() -> Pair {
        Pair {
            pair_id: "p_0".to_owned(),
            group: Block::new(3, 2, 4, 1).into(),
            ind_text: "\u{0}=1+1; \"null\"".to_owned(),
            confidence: Some(0.5),
            score: Some(-1.25),
            matched_names: vec!["name:moscow".to_owned(), "name:kim".to_owned()],
            flags: vec![Flag { code: "moved", detail: String::new() }],
            ..Pair::default()
        }
    }

    #[test]
    fn rows_come_back_as_they_were() {
        let mut batch = Batch::new(false);
        let group = Group::new(Places::of(vec![0, 3]), Places::run(2..3));
        let with_gap = Pair { group, ind_text: "A. B.".to_owned(), ind_cuts: vec![3], ..row() };
        let rows = [row(), Pair::default(), with_gap];
        rows.iter().for_each(|row| batch.push(row).unwrap());
        assert_eq!(from_batch("t", 1, &batch.finish().unwrap()).unwrap(), rows);
        assert_eq!(batch.finish().unwrap().num_rows(), 0);
    }

    #[test]
    fn faults_name_the_row_and_the_column() {
        let mut batch = Batch::new(false);
        batch.push(&row()).unwrap();
        let good = batch.finish().unwrap();
        let told = |batch: &RecordBatch| from_batch("t", 7, batch).unwrap_err().to_string();
        let without: Vec<usize> = (1..good.num_columns()).collect();
        assert_eq!(told(&good.project(&without).unwrap()), "t: has no column \"pair_id\"");
        let mut columns = good.columns().to_vec();
        columns[3] = columns[5].clone();
        let moved = RecordBatch::try_new(schema(false), columns).unwrap();
        assert_eq!(told(&moved), "t:7: ind_sentences: \"3;4\" does not go with the start 4 and the end 5");
    }
}
