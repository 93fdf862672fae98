//! The columns -> a data dictionary (Table Schema of the Data Package standard).

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::{Column, FormatName, SCHEMA_VERSION, Type, columns};

/// The data dictionary of a native table in `format`, with the columns of metadata or without; `None` for a
/// format that holds no table of ours.
pub fn schema(format: FormatName, meta: bool) -> Option<Value> {
    if !format.is_table() {
        return None;
    }
    let fields: Vec<Value> = columns(meta).map(|column| field(column, format)).collect();
    Some(json!({
        "version": SCHEMA_VERSION,
        "title": "Parallel table of Indonesian articles and their English reports",
        "description": "A row is a bead: sentences that stand side by side, or a sentence that has no partner. \
                        Only empty cells are missing values: texts may say \"null\" or \"NA\" \
                        (pandas: keep_default_na=False).",
        "fields": fields,
        "missingValues": [""],
        "primaryKey": ["pair_id"],
    }))
}

/// Where the data dictionary of the table at `table` goes: `pairs.csv` -> `pairs.schema.json`.
pub fn schema_path(table: &Path) -> PathBuf {
    table.with_extension("schema.json")
}

fn field(column: &Column, format: FormatName) -> Value {
    let mut field = Map::new();
    field.insert("name".into(), column.name.into());
    field.insert("type".into(), kind(column.kind, format).into());
    field.insert("description".into(), description(column, format).into());
    if let Some(constraints) = constraints(column, format) {
        field.insert("constraints".into(), constraints);
    }
    Value::Object(field)
}

fn kind(kind: Type, format: FormatName) -> &'static str {
    match kind {
        Type::Text | Type::Optional | Type::Shape => "string",
        Type::Date => "date",
        Type::Position => "integer",
        Type::Probability | Type::Score => "number",
        Type::List | Type::Numbers if !format.is_spreadsheet() => "array",
        Type::List | Type::Numbers => "string",
    }
}

fn description(column: &Column, format: FormatName) -> String {
    let joined = column.kind.is_list() && format.is_spreadsheet();
    if joined { format!("{} Joined by `;`.", column.description) } else { column.description.to_owned() }
}

fn constraints(column: &Column, format: FormatName) -> Option<Value> {
    match column.kind {
        Type::Position => Some(json!({"required": true, "minimum": 0})),
        Type::Shape => Some(json!({"required": true, "pattern": "[0-9]+-[0-9]+"})),
        Type::Probability => Some(json!({"minimum": 0, "maximum": 1})),
        Type::Text if column.name == "pair_id" => {
            Some(json!({"required": true, "unique": true, "pattern": "p_[0-9a-f]{16}"}))
        }
        Type::Text if column.name.ends_with("_id") => Some(json!({"required": true})),
        Type::Numbers if !format.is_spreadsheet() => None,
        Type::Numbers => Some(json!({"pattern": "([0-9]+(;[0-9]+)*)?"})),
        Type::Text | Type::Optional | Type::Date | Type::Score | Type::List => None,
    }
}
