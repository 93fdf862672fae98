//! Links -> rows of the table of links, and their totals.

use std::borrow::Cow;
use std::io::Write;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Link, Linked};
use crate::error::Result;
use crate::export::TextTable;

/// One row of the table: a candidate of an article, or an article without any candidate.
#[derive(Clone, Copy)]
pub struct LinkRow<'a> {
    article: &'a Linked,
    /// The candidate and its rank, from 1.
    link: Option<(u32, &'a Link)>,
}

/// A column of the table.
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// Its type, and the function that takes a value of that type from a row.
    pub value: Value,
}

/// A value of a row, by its type. A value is `None` where it is missing.
#[derive(Clone, Copy)]
pub enum Value {
    /// A text.
    Text(for<'a> fn(LinkRow<'a>) -> Option<&'a str>),
    /// A number from 1.
    Rank(fn(LinkRow<'_>) -> Option<u32>),
    /// A decision; none is missing.
    Decision(fn(LinkRow<'_>) -> bool),
    /// Keys; the list may be empty.
    Keys(for<'a> fn(LinkRow<'a>) -> &'a [String]),
    /// A number that is written with so many decimals.
    Figure(usize, fn(LinkRow<'_>) -> Option<f64>),
    /// A day.
    Day(fn(LinkRow<'_>) -> Option<Date>),
}

/// The columns, in order.
#[rustfmt::skip]
pub const COLUMNS: [Column; 14] = [
    Column { name: "article_id", value: Value::Text(|row| Some(&row.article.article)) },
    Column { name: "report_id", value: Value::Text(|row| Some(&row.link()?.report)) },
    Column { name: "rank", value: Value::Rank(|row| Some(row.link?.0)) },
    Column { name: "score", value: Value::Figure(3, |row| row.link()?.judged.score) },
    Column { name: "accepted", value: Value::Decision(|row| row.link().is_some_and(|link| link.accepted)) },
    Column { name: "evidence", value: Value::Keys(|row| row.shared()) },
    Column { name: "confidence", value: Value::Figure(4, |row| Some(row.link()?.judged.confidence)) },
    Column { name: "lead", value: Value::Figure(3, |row| row.link()?.judged.lead) },
    Column { name: "similarity", value: Value::Figure(4, |row| row.similarity().map(f64::from)) },
    Column { name: "coverage", value: Value::Figure(4, |row| row.link()?.judged.coverage) },
    Column { name: "agreement", value: Value::Figure(4, |row| row.link()?.judged.agreement) },
    Column { name: "report_group", value: Value::Text(|row| Some(&row.link()?.group)) },
    Column { name: "article_date", value: Value::Day(|row| row.link().and(row.article.published)) },
    Column { name: "report_date", value: Value::Day(|row| row.link()?.published) },
];

/// The number of shared keys that a row shows.
const SHOWN: usize = 8;

impl Linked {
    /// The rows of this article: one per candidate, or a single one where there is none.
    pub fn table_rows(&self) -> impl Iterator<Item = LinkRow<'_>> {
        let none = self.links.is_empty().then_some(None);
        let links = (1..).zip(&self.links).map(Some).chain(none);
        links.map(|link| LinkRow { article: self, link })
    }
}

impl<'a> LinkRow<'a> {
    fn link(self) -> Option<&'a Link> {
        self.link.map(|(_, link)| link)
    }

    fn similarity(self) -> Option<f32> {
        Some(self.link()?.judged.candidacy.candidate.similarity)
    }

    fn shared(self) -> &'a [String] {
        let support = self.link().and_then(|link| link.judged.candidacy.support.as_ref());
        support.map_or(&[], |support| &support.shared[..support.shared.len().min(SHOWN)])
    }
}

impl Column {
    /// Whether some rows have no value; those without any candidate have only an article.
    #[cfg(feature = "arrow")]
    pub(super) fn may_be_missing(&self) -> bool {
        !matches!(self.value, Value::Decision(_) | Value::Keys(_)) && self.name != "article_id"
    }
}

impl Value {
    /// The value of a row as text; empty where it is missing.
    fn text(self, row: LinkRow<'_>) -> Cow<'_, str> {
        let owned = |text: Option<String>| Cow::Owned(text.unwrap_or_default());
        match self {
            Value::Text(get) => Cow::Borrowed(get(row).unwrap_or_default()),
            Value::Rank(get) => owned(get(row).map(|rank| rank.to_string())),
            Value::Decision(get) => Cow::Borrowed(if get(row) { "true" } else { "false" }),
            Value::Keys(get) => Cow::Owned(get(row).join(";")),
            Value::Figure(decimals, get) => owned(get(row).map(|figure| format!("{figure:.decimals$}"))),
            Value::Day(get) => owned(get(row).map(|day| day.to_string())),
        }
    }
}

/// What was found, in numbers.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Articles.
    pub articles: usize,
    /// Articles with an accepted report.
    pub linked: usize,
    /// Accepted links.
    pub accepted: usize,
    /// The sum of the confidence of the accepted links.
    pub confidence_sum: f64,
    /// Rows of the table.
    pub rows: usize,
}

impl Totals {
    /// Counts an article.
    pub fn add(&mut self, linked: &Linked) {
        let accepted = linked.links.iter().filter(|link| link.accepted);
        self.articles += 1;
        self.linked += usize::from(accepted.clone().count() > 0);
        self.accepted += accepted.clone().count();
        self.confidence_sum += accepted.map(|link| link.judged.confidence).sum::<f64>();
        self.rows += linked.links.len().max(1);
    }

    /// The mean confidence of the accepted links, if there are any.
    pub fn mean_confidence(&self) -> Option<f64> {
        (self.accepted > 0).then(|| self.confidence_sum / self.accepted as f64)
    }

    /// Adds the totals of another table.
    pub fn merge(&mut self, other: &Totals) {
        self.articles += other.articles;
        self.linked += other.linked;
        self.accepted += other.accepted;
        self.confidence_sum += other.confidence_sum;
        self.rows += other.rows;
    }
}

/// The table as comma-separated values while it is being written.
pub struct LinkTable<W: Write> {
    out: TextTable<W>,
    totals: Totals,
}

impl<W: Write> LinkTable<W> {
    /// Writes the header line. `name` is the name of the table in messages, `excel` as in [`TextTable::new`].
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(out: W, name: String, excel: bool) -> Result<Self> {
        let out = TextTable::new(out, name, &COLUMNS.map(|column| column.name), excel)?;
        Ok(LinkTable { out, totals: Totals::default() })
    }

    /// Writes the rows of an article.
    ///
    /// # Errors
    /// Those of the writer below.
    pub fn add(&mut self, linked: &Linked) -> Result<()> {
        self.totals.add(linked);
        linked
            .table_rows()
            .try_for_each(|row| self.out.row(COLUMNS.iter().map(|column| column.value.text(row))))
    }

    /// The writer below, to which everything has been handed, and the totals of the table.
    ///
    /// # Errors
    /// Those of that writer.
    pub fn finish(self) -> Result<(W, Totals)> {
        Ok((self.out.finish()?, self.totals))
    }
}
