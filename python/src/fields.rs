//! Arguments that name the fields of records -> how collections are read.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use sejajar::documents::Reading;
use sejajar::read::Fields;

use crate::error::raised;
use crate::options::Options;

/// Names of fields as on the command line, as far as they were given: of both sides, of articles, of reports.
pub struct FieldNames([Option<String>; 3]);

/// The arguments.
pub const ARGUMENTS: [&str; 3] = ["fields", "fields_ind", "fields_eng"];

impl FieldNames {
    /// Those that the arguments give.
    ///
    /// # Errors
    /// A value that names no fields.
    pub fn of(given: [Option<&Bound<'_, PyAny>>; 3]) -> PyResult<FieldNames> {
        let [both, ind, eng] = given.map(|value| value.map(text).transpose());
        Ok(FieldNames([both?, ind?, eng?].map(|text| text.filter(|text| !text.is_empty()))))
    }

    /// Whether none was given.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// How collections are read by them.
    ///
    /// # Errors
    /// Fields that there are not.
    pub fn reading(&self, options: &Options) -> PyResult<Reading> {
        let [both, ind, eng] = self.0.each_ref().map(|text| fields(text.as_deref()));
        Ok(Reading { fields: both?, own: [ind?, eng?], ..options.reading() })
    }

    /// Those that were given, with their arguments.
    pub fn given(&self) -> impl Iterator<Item = (&str, &str)> {
        ARGUMENTS.into_iter().zip(&self.0).filter_map(|(name, text)| Some((name, text.as_deref()?)))
    }
}

fn fields(text: Option<&str>) -> PyResult<Fields> {
    text.map_or_else(|| Ok(Fields::default()), |text| text.parse().map_err(raised))
}

/// `"text=isi,title=judul"` as it is, or of a mapping `{"text": "isi", "title": "judul"}`.
fn text(value: &Bound<'_, PyAny>) -> PyResult<String> {
    let Ok(named) = value.cast::<PyDict>() else {
        return value.extract().map_err(|_| {
            PyTypeError::new_err(
                "fields are a dict such as {\"text\": \"isi\"} or a str such as \"text=isi\"",
            )
        });
    };
    let named = named.iter().map(|(field, name)| Ok(format!("{}={}", field.str()?, name.str()?)));
    Ok(named.collect::<PyResult<Vec<_>>>()?.join(","))
}
