//! The columns of the native table: names, order, types, meaning, and where each is kept in a [`Pair`].

use std::borrow::Cow;

use super::cell::{Cell, Type};
use super::check::{check_cuts, check_shape, count_from};
use super::flag;
use crate::model::{Pair, Places};

/// The version of the table: which columns it has and what they mean. Readers take tables of earlier versions
/// too.
pub const SCHEMA_VERSION: u32 = 2;

/// One column of the native table.
pub struct Column {
    /// Its name in the header and in every JSON object.
    pub name: &'static str,
    /// What it holds.
    pub kind: Type,
    /// What it means, a sentence for the data dictionary.
    pub description: &'static str,
    /// The version of the table that it came with.
    pub since: u32,
    /// Takes the value from a pair.
    pub(super) get: for<'a> fn(&'a Pair) -> Cell<'a>,
    /// Puts the value into a pair whose earlier columns are in place already.
    pub(super) put: fn(&mut Pair, Cell<'static>) -> Result<(), String>,
}

impl Column {
    /// Whether a table may be without the column: those of metadata, and those that earlier versions did not
    /// have.
    pub(super) fn may_be_absent(&self) -> bool {
        self.since > 1 || matches!(self.kind, Type::Optional | Type::Date)
    }
}

macro_rules! text {
    ($name:ident, $description:expr) => {
        Column {
            name: stringify!($name),
            kind: Type::Text,
            description: $description,
            since: 1,
            get: |pair| Cell::Text(Cow::Borrowed(&pair.$name)),
            put: |pair, cell| {
                if let Cell::Text(text) = cell {
                    pair.$name = text.into_owned();
                }
                Ok(())
            },
        }
    };
}

macro_rules! figure {
    ($name:ident, $kind:expr, $description:expr) => {
        figure!($name, $kind, 1, $description)
    };
    ($name:ident, $kind:expr, $since:literal, $description:expr) => {
        Column {
            name: stringify!($name),
            kind: $kind,
            description: $description,
            since: $since,
            get: |pair| Cell::Number(pair.$name),
            put: |pair, cell| {
                if let Cell::Number(number) = cell {
                    pair.$name = number;
                }
                Ok(())
            },
        }
    };
}

macro_rules! list {
    ($name:ident, $description:expr) => {
        Column {
            name: stringify!($name),
            kind: Type::List,
            description: $description,
            since: 1,
            get: |pair| Cell::List(pair.$name.iter().map(|key| Cow::Borrowed(key.as_str())).collect()),
            put: |pair, cell| {
                if let Cell::List(keys) = cell {
                    pair.$name = keys.into_iter().map(Cow::into_owned).collect();
                }
                Ok(())
            },
        }
    };
}

macro_rules! start {
    ($name:literal, $side:ident, $description:expr) => {
        Column {
            name: $name,
            kind: Type::Position,
            description: $description,
            since: 1,
            get: |pair| Cell::Count(pair.group.$side.hull().start),
            put: |pair, cell| {
                if let Cell::Count(start) = cell {
                    pair.group.$side = Places::none(start);
                }
                Ok(())
            },
        }
    };
}

macro_rules! end {
    ($name:literal, $side:ident, $description:expr) => {
        Column {
            name: $name,
            kind: Type::Position,
            description: $description,
            since: 1,
            get: |pair| Cell::Count(pair.group.$side.hull().end),
            put: |pair, cell| {
                if let Cell::Count(end) = cell {
                    let start = pair.group.$side.hull().start;
                    pair.group.$side = Places::run(start..start + count_from(start, end)?);
                }
                Ok(())
            },
        }
    };
}

macro_rules! sentences {
    ($name:literal, $side:ident, $description:expr) => {
        Column {
            name: $name,
            kind: Type::Numbers,
            description: $description,
            since: 2,
            get: |pair| Cell::Counts(Cow::Borrowed(pair.group.$side.as_slice())),
            put: |pair, cell| {
                if let Cell::Counts(positions) = cell {
                    let hull = pair.group.$side.hull();
                    pair.group.$side = Places::within(hull, positions.into_owned())?;
                }
                Ok(())
            },
        }
    };
}

macro_rules! cuts {
    ($name:ident, $side:ident, $text:ident, $description:expr) => {
        Column {
            name: stringify!($name),
            kind: Type::Numbers,
            description: $description,
            since: 2,
            get: |pair| Cell::Counts(Cow::Borrowed(&pair.$name)),
            put: |pair, cell| {
                if let Cell::Counts(cuts) = cell {
                    check_cuts(&cuts, pair.group.$side.len(), &pair.$text)?;
                    pair.$name = cuts.into_owned();
                }
                Ok(())
            },
        }
    };
}

/// The native columns, in order.
pub static COLUMNS: [Column; 28] = [
    text!(pair_id, "Identifies the row: `p_` and 16 hexadecimal digits, a hash of its place and its texts."),
    text!(article_id, "Name of the Indonesian article."),
    text!(report_id, "Name of the English report."),
    start!("ind_start", ind, "Position of the first Indonesian sentence, from 0."),
    end!(
        "ind_end",
        ind,
        "Position after the last Indonesian sentence; equal to ind_start where there is none."
    ),
    start!("eng_start", eng, "Position of the first English sentence, from 0."),
    end!("eng_end", eng, "Position after the last English sentence; equal to eng_start where there is none."),
    text!(ind_text, "The Indonesian sentences, joined by a space; empty where there is none."),
    text!(eng_text, "The English sentences, joined by a space; empty where there is none."),
    Column {
        name: "align_type",
        kind: Type::Shape,
        description: "How many Indonesian and English sentences stand together: 1-1, 2-1, 1-0 …",
        since: 1,
        get: |pair| Cell::Text(Cow::Owned(pair.align_type())),
        put: check_shape,
    },
    figure!(
        confidence,
        Type::Probability,
        "Probability that exactly these sentences belong together: the share of such rows that are right."
    ),
    figure!(
        score,
        Type::Score,
        "How well the two sides agree, in nats: the parts below and the unlinked rest."
    ),
    figure!(name_score, Type::Score, "The part of the score from names, in nats."),
    figure!(
        number_score,
        Type::Score,
        "The part of the score from numbers, dates, times and money, in nats."
    ),
    figure!(word_score, Type::Score, "The part of the score from words (lexicon and spelling), in nats."),
    figure!(length_score, Type::Score, "The part of the score from the lengths of the texts, in nats."),
    list!(matched_names, "Keys of the names found on both sides."),
    list!(matched_numbers, "Keys of the numbers, dates and times found on both sides."),
    list!(unmatched_ind, "Keys found on the Indonesian side only."),
    list!(unmatched_eng, "Keys found on the English side only."),
    Column {
        name: "flags",
        kind: Type::List,
        description: "What a reader should look at: codes, some with what they are about after `=`.",
        since: 1,
        get: |pair| Cell::List(pair.flags.iter().map(|flag| Cow::Owned(flag.to_string())).collect()),
        put: |pair, cell| {
            if let Cell::List(flags) = cell {
                pair.flags = flags.iter().map(|text| flag::parse(text)).collect::<Result<_, _>>()?;
            }
            Ok(())
        },
    },
    sentences!("ind_sentences", ind, "Positions of the Indonesian sentences; they need not be neighbours."),
    sentences!("eng_sentences", eng, "Positions of the English sentences; they need not be neighbours."),
    cuts!(
        ind_cuts,
        ind,
        ind_text,
        "Where in ind_text the second and further sentences begin, in characters from 0; empty where that is not known."
    ),
    cuts!(
        eng_cuts,
        eng,
        eng_text,
        "Where in eng_text the second and further sentences begin, in characters from 0; empty where that is not known."
    ),
    figure!(content_confidence, Type::Probability, 2, "Probability that both sides share content at all."),
    figure!(
        ind_coverage,
        Type::Probability,
        2,
        "The share of the Indonesian side that the English side explains, from 0 to 1."
    ),
    figure!(
        eng_coverage,
        Type::Probability,
        2,
        "The share of the English side that the Indonesian side explains, from 0 to 1."
    ),
];

/// The position of the column called `name`.
#[cfg(test)]
pub(super) fn position(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| column.name == name)
}
