//! Fields of a record with their values -> its name, its text, and the metadata of its article.

use jiff::civil::Date;

use super::fields::{Field, Fields};
use super::{date, mend, page};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Meta, Note, trimmed};

/// A record as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its name: its own, or its number.
    pub name: String,
    /// Whether the name is its own.
    pub named: bool,
    /// The metadata of its article.
    pub meta: Meta,
    /// The text, or the page.
    pub text: String,
    /// Whether the text is a page or a piece of one.
    pub html: bool,
    /// The encoding of the file.
    pub encoding: &'static str,
    /// Notes of the reader.
    pub notes: Vec<Note>,
}

impl Record {
    /// The record whose fields have these values, whatever its origin; `name` is its name in messages.
    ///
    /// # Errors
    /// [`Error::Input`] if it has no text, or if the value of a date field is not a date.
    pub fn of_values(name: &str, fields: &Fields, values: &[(String, String)]) -> Result<Record> {
        read(fields, values, |what| Error::input(name, what))
    }

    /// The name of a record with these fields, whether it has a text or not.
    pub fn name_of(fields: &Fields, values: &[(String, String)]) -> Option<String> {
        fields.find(Field::Name, values).and_then(|name| called(name))
    }
}

/// Reads a record; `fail` turns a message into an error. The record has no name if none of its fields gives
/// one.
pub(super) fn read(
    fields: &Fields,
    values: &[(String, String)],
    fail: impl Fn(&str) -> Error,
) -> Result<Record> {
    let get = |field| {
        fields.find(field, values).map(|value| &value[trimmed(value)]).filter(|value| !value.is_empty())
    };
    let bad_date = |what: String| fail(&what).with_kind(ErrorKind::BadDate);
    let mut notes = Vec::new();
    let (text, html) = match (get(Field::Text), get(Field::Html)) {
        (Some(text), _) => (text, page::is_fragment(text)),
        (None, Some(page)) => (page, true),
        (None, None) => {
            let names = [fields.names(Field::Text), fields.names(Field::Html)].concat();
            let works = "; say which with the option fields text=NAME";
            let works = if fields.is_of_both() { "" } else { works };
            let what = format!("has no text in a field {}{works}", names.join(", "));
            return Err(fail(&what).with_kind(ErrorKind::NoText));
        }
    };
    let owned =
        |field| get(field).map(|value| page::spaced(&mend::mend(value.to_owned(), true, &mut Vec::new())));
    let meta = Meta {
        title: owned(Field::Title),
        published: get(Field::Date).map_or(Ok(None), |value| day(value).map_err(bad_date))?,
        url: get(Field::Url).map(page::spaced),
        outlet: owned(Field::Outlet),
        byline: owned(Field::Byline),
        dateline: None,
    };
    let name = get(Field::Name).and_then(called);
    Ok(Record {
        named: name.is_some(),
        name: name.unwrap_or_default(),
        meta,
        text: mend::mend(with_breaks(text, &mut notes), !html, &mut notes),
        html,
        encoding: "UTF-8",
        notes,
    })
}

/// A text with its line breaks, if they are written as `\n`: exports escape them to keep a record on one
/// line.
fn with_breaks(text: &str, notes: &mut Vec<Note>) -> String {
    let count = text.matches("\\n").count();
    if count == 0 || text.contains('\n') {
        return text.to_owned();
    }
    let noun = if count == 1 { "line break" } else { "line breaks" };
    notes.push(Note { code: "literal-breaks", text: format!("{count} {noun} written as \\n, read as such") });
    text.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\r", "\n").replace("\\t", " ")
}

/// The day in a date field; none if the field says that there is no date.
fn day(value: &str) -> Result<Option<Date>, String> {
    let none = ["null", "none", "nan", "n/a", "na", "-"];
    if none.iter().any(|word| value.eq_ignore_ascii_case(word)) {
        return Ok(None);
    }
    date::of_value(value).or_else(|| date::of_timestamp(value)).map(Some).ok_or_else(|| {
        let short: String = value.chars().take(40).collect();
        let what = match date::is_ambiguous(value) {
            true => "may be day or month first",
            false => "is no date",
        };
        format!("\"{short}\" {what}; write it as 2016-02-23")
    })
}

/// A name in a form that any table can hold, if anything remains: without control characters, with white
/// space normalized.
pub(super) fn called(name: &str) -> Option<String> {
    let name = page::spaced(&name.replace(|c: char| c.is_control() && !c.is_whitespace(), ""));
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(values: &[(&str, &str)]) -> Result<Record> {
        let values: Vec<_> = values.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Record::of_values("r", &Fields::default(), &values)
    }

    #[test]
    fn values_are_found_by_the_usual_names() {
        let found =
            record(&[("Isi", " Hujan turun. "), ("slug", "hujan\n1"), ("date", "2016-02-23")]).unwrap();
        assert_eq!(
            (found.text.as_str(), found.name.as_str(), found.named),
            ("Hujan turun.", "hujan 1", true)
        );
        assert_eq!(found.meta.published, Some(jiff::civil::date(2016, 2, 23)));
    }

    #[test]
    fn what_is_wrong_is_told_with_the_name() {
        let told = |values: &[(&str, &str)]| record(values).unwrap_err().to_string();
        assert!(told(&[("title", "x")]).starts_with("r: has no text in a field text, content"));
        assert!(told(&[("text", "x"), ("date", "soon")]).starts_with("r: \"soon\" is no date"));
    }
}
