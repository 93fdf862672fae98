//! A pair -> what formats of translators say of it beside its texts: names and values, those that are empty
//! left out.

use std::borrow::Cow;

use super::{COLUMNS, META_COLUMNS};
use crate::model::{Language, Pair};

/// A name and its value.
pub type Prop<'p> = (&'static str, Cow<'p, str>);

/// Columns that are said elsewhere.
const ELSEWHERE: [&str; 5] = ["pair_id", "article_id", "report_id", "ind_text", "eng_text"];

/// What the row says of the pair: positions, shape, confidence, scores, evidence, flags; lists are joined by
/// `;`.
pub fn of_pair(pair: &Pair) -> impl Iterator<Item = Prop<'_>> {
    let columns = COLUMNS.iter().filter(|column| !ELSEWHERE.contains(&column.name));
    let values =
        columns.map(|column| (column.name, (column.get)(pair).plain(column.kind).into_owned().into()));
    values.filter(|(_, value): &Prop<'_>| !value.is_empty())
}

/// What is known of one side: the document, and its title, date, url, outlet and byline.
pub fn of_side(pair: &Pair, language: Language) -> impl Iterator<Item = Prop<'_>> {
    let opening = match language {
        Language::Ind => "article_",
        Language::Eng => "report_",
    };
    let meta = META_COLUMNS.iter().filter_map(move |column| {
        let name = column.name.strip_prefix(opening)?;
        Some((name, (column.get)(pair).plain(column.kind).into_owned().into()))
    });
    let place = [("document", Cow::Borrowed(pair.document(language)))];
    place.into_iter().chain(meta).filter(|(_, value): &Prop<'_>| !value.is_empty())
}

/// The code that programs for translators know the language by (BCP 47).
pub fn tag(language: Language) -> &'static str {
    match language {
        Language::Ind => "id",
        Language::Eng => "en",
    }
}
