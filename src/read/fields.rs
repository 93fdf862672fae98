//! Names of fields in scraped collections -> their meanings.

use std::str::FromStr;

use crate::error::Error;
use crate::suggestion;

/// The content of a field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The name of the record.
    Name,
    /// The text of the article.
    Text,
    /// The page of the article, or a fragment of it.
    Html,
    /// The headline.
    Title,
    /// The day of publication.
    Date,
    /// The address of the page.
    Url,
    /// The writer.
    Byline,
    /// The publisher.
    Outlet,
    /// The text of the article, in a row that holds both texts.
    Ind,
    /// The text of the report, in such a row.
    Eng,
}

/// Every field with its known names, which are tried in this order and in any case.
const KNOWN: [(Field, &[&str]); 10] = [
    (
        Field::Name,
        &[
            "name",
            "id",
            "article_id",
            "report_id",
            "document_id",
            "doc_id",
            "record_id",
            "slug",
            "guid",
            "key",
        ],
    ),
    (
        Field::Text,
        &[
            "text",
            "content",
            "body",
            "article",
            "isi",
            "konten",
            "teks",
            "maintext",
            "articlebody",
            "full_text",
        ],
    ),
    (Field::Html, &["html", "raw_html", "page"]),
    (Field::Title, &["title", "headline", "judul"]),
    (
        Field::Date,
        &[
            "date",
            "published",
            "publish_date",
            "published_at",
            "date_publish",
            "datepublished",
            "pubdate",
            "tanggal",
        ],
    ),
    (Field::Url, &["url", "link", "address", "canonical_url"]),
    (Field::Byline, &["byline", "author", "authors", "penulis", "writer"]),
    (
        Field::Outlet,
        &["outlet", "source", "site", "publisher", "media", "newspaper", "source_domain", "domain", "sumber"],
    ),
    (Field::Ind, &["ind"]),
    (Field::Eng, &["eng"]),
];

/// The usual names of the columns with the texts of both sides. `id` alone names a record.
const BOTH: [(&str, &str); 12] = [
    ("ind", "eng"),
    ("id", "en"),
    ("indonesian", "english"),
    ("indonesia", "english"),
    ("indonesia", "inggris"),
    ("ind_text", "eng_text"),
    ("id_text", "en_text"),
    ("indonesian_text", "english_text"),
    ("text_ind", "text_eng"),
    ("text_id", "text_en"),
    ("text_indonesian", "text_english"),
    ("article_text", "report_text"),
];

impl Field {
    /// Its name in an assignment of fields.
    pub fn name(self) -> &'static str {
        KNOWN.iter().find(|(field, _)| *field == self).map_or("", |(_, names)| names[0])
    }
}

/// Names of columns for a message, which stays short however many and long they are.
pub(super) fn some_names(names: &[String]) -> String {
    /// The most names.
    const MOST: usize = 12;
    /// The longest name in characters.
    const LONGEST: usize = 40;
    let short = |name: &String| match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("\"{}…\"", &name[..end]),
        None => format!("\"{name}\""),
    };
    let some: Vec<String> = names.iter().take(MOST).map(short).collect();
    match names.len().saturating_sub(MOST) {
        0 if names.is_empty() => "\"\"".to_owned(),
        0 => some.join(", "),
        more => format!("{} and {more} more", some.join(", ")),
    }
}

/// The names of fields: those given by the user, and the known ones above.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    own: Vec<(Field, String)>,
    /// The columns of both texts, of which `own` names one as the text.
    both: Option<[String; 2]>,
}

impl Fields {
    /// The names of `field`: those given by the user, then the known ones. In a row that holds both texts, a
    /// title or a page without a side may be that of the other text.
    pub fn names(&self, field: Field) -> Vec<&str> {
        let own = self.own.iter().filter(|(own, _)| *own == field).map(|(_, name)| name.as_str());
        let is_of_one_side = matches!(field, Field::Text | Field::Html | Field::Title);
        let known =
            KNOWN.iter().find(|(known, _)| *known == field && !(self.both.is_some() && is_of_one_side));
        let usual = known.map_or(&[][..], |(_, names)| names).iter().copied();
        own.chain(usual.filter(|name| !self.is_text(name))).collect()
    }

    /// The first value with a name of `field`.
    pub fn find<'v, T>(&self, field: Field, values: &'v [(String, T)]) -> Option<&'v T> {
        let names = self.names(field);
        names
            .iter()
            .find_map(|name| values.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)))
            .map(|(_, v)| v)
    }

    /// Whether columns with these names have a text.
    pub(super) fn has_text(&self, names: &[String]) -> bool {
        let columns: Vec<_> = names.iter().map(|name| (name.clone(), ())).collect();
        [Field::Text, Field::Html].iter().any(|&field| self.find(field, &columns).is_some())
    }

    /// The names given by the user of which no column has one, so that usual names are used; none where the
    /// columns have no names.
    pub(super) fn missing(&self, columns: &[String]) -> Option<String> {
        let there = |name: &str| columns.iter().any(|column| column.eq_ignore_ascii_case(name));
        let is_found = |field| self.own.iter().any(|(own, name)| *own == field && there(name));
        let lost = self.own.iter().filter(|(field, _)| self.both.is_none() && !is_found(*field));
        let lost: Vec<&str> = lost.map(|(_, name)| name.as_str()).collect();
        let what = || format!("has no column {}; those of the usual names are read", lost.join(", "));
        (!lost.is_empty() && !columns.is_empty()).then(what)
    }

    /// Whether records hold both texts.
    pub(super) fn is_of_both(&self) -> bool {
        self.both.is_some()
    }

    /// These names, and behind them those of `other`.
    pub fn before(&self, other: &Fields) -> Fields {
        Fields { own: [self.own.clone(), other.own.clone()].concat(), both: None }
    }

    /// The columns with the texts of both sides: those given by the user, or the usual ones.
    ///
    /// # Errors
    /// If there are none, or several pairs of usual ones; the message lacks the place.
    pub(super) fn both(&self, columns: &[String]) -> Result<[String; 2], String> {
        let there = |name: &str| columns.iter().find(|column| column.eq_ignore_ascii_case(name)).cloned();
        let given = |field| self.own.iter().find(|(own, _)| *own == field).map(|(_, name)| name.as_str());
        let found: Vec<[String; 2]> = match (given(Field::Ind), given(Field::Eng)) {
            (Some(ind), Some(eng)) => there(ind).zip(there(eng)).map(<[_; 2]>::from).into_iter().collect(),
            _ => BOTH.iter().filter_map(|(ind, eng)| Some([there(ind)?, there(eng)?])).collect(),
        };
        let works = "say which with the option fields ind=NAME,eng=NAME";
        match &found[..] {
            [one] => Ok(one.clone()),
            [] if there("article").and(there("report")).is_some() => Err(format!(
                "names the columns article and report: if they hold files, give it as the option manifest; if they hold texts, {works}"
            )),
            [] => Err(format!("names no columns for both texts; it names {}; {works}", some_names(columns))),
            [[a, b], [c, d], ..] => {
                Err(format!("may hold both texts in {a} and {b} or in {c} and {d}; {works}"))
            }
        }
    }

    /// The fields of one side of rows that hold both texts in these columns.
    pub(super) fn of_side(&self, columns: &[String; 2], side: usize) -> Fields {
        let text = (Field::Text, columns[side].clone());
        let others = self.own.iter().filter(|(field, _)| *field != Field::Text).cloned();
        Fields { own: std::iter::once(text).chain(others).collect(), both: Some(columns.clone()) }
    }

    fn is_text(&self, name: &str) -> bool {
        self.both.iter().flatten().any(|column| column.eq_ignore_ascii_case(name))
    }
}

impl FromStr for Fields {
    type Err = Error;

    /// `text=isi,date=tanggal`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let own = text.split(',').map(|pair| {
            let (field, name) = pair.split_once('=').unwrap_or((pair, ""));
            let known = KNOWN.iter().find(|(known, _)| known.name() == field.trim());
            match known {
                Some((field, _)) if !name.trim().is_empty() => Ok((*field, name.trim().to_owned())),
                known => {
                    let fields = KNOWN.map(|(field, _)| field.name());
                    let hint = known.map_or_else(|| suggestion::hint(field, fields), |_| String::new());
                    Err(Error::Option(format!(
                        "\"{pair}\" is not FIELD=NAME with one of the fields {}: the option fields text=isi,date=tanggal{hint}",
                        fields.join(", ")
                    )))
                }
            }
        });
        Ok(Fields { own: own.collect::<Result<_, _>>()?, both: None })
    }
}
