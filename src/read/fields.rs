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
}

/// Every field with its known names, which are tried in this order and in any case.
const KNOWN: [(Field, &[&str]); 8] = [
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
];

impl Field {
    /// Its name in an assignment of fields.
    pub fn name(self) -> &'static str {
        KNOWN.iter().find(|(field, _)| *field == self).map_or("", |(_, names)| names[0])
    }
}

/// The names of fields: the known ones above, and those given by the user.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    own: Vec<(Field, String)>,
}

impl Fields {
    /// The names of `field`: those given by the user, or else the known ones.
    pub fn names(&self, field: Field) -> Vec<&str> {
        match self.own.iter().find(|(own, _)| *own == field) {
            Some((_, name)) => vec![name],
            None => KNOWN
                .iter()
                .find(|(known, _)| *known == field)
                .map_or(Vec::new(), |(_, names)| names.to_vec()),
        }
    }

    /// The first value with a name of `field`.
    pub fn find<'v, T>(&self, field: Field, values: &'v [(String, T)]) -> Option<&'v T> {
        let names = self.names(field);
        names
            .iter()
            .find_map(|name| values.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)))
            .map(|(_, v)| v)
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
        Ok(Fields { own: own.collect::<Result<_, _>>()? })
    }
}
