//! Lists of number words, approximations and digit conventions -> a table of each word's role in a number.

use rustc_hash::FxHashSet;

use super::approximations::Approximations;
use super::list::{Entry, List};
use super::phrases::Phrases;
use crate::error::Result;
use crate::model::Language;

/// The role of a word in or next to a number; its name in `numbers.txt` is the variant's name in lower case
/// where no other is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberRole {
    /// 0 to 9.
    Unit(u32),
    /// 10 to 19: nothing is added to it.
    Teen(u32),
    /// 20, 30 … 90.
    Tens(u32),
    /// `belas`: adds ten to the unit before it.
    Belas,
    /// `puluh`: the unit before it times ten.
    Puluh,
    /// Times a hundred.
    Hundred,
    /// Times twelve.
    Dozen,
    /// Approximately this many times twelve (`dozens`) or twenty (`scores of`); often said for this many
    /// times ten.
    Dozens(u32),
    /// Times ten to the power.
    Scale(u32),
    /// A whole power of ten by itself (`seratus`, `seribu`).
    One(u32),
    /// Abbreviation of a scale, only after digits (`jt`, `bn`).
    Abbr(u32),
    /// Abbreviation that may also be a unit, only directly after digits (`40m`).
    Loose(u32),
    /// Abbreviation that is a scale only in amounts of money (`Rp 1,2 T`).
    Money(u32),
    /// An approximate power of ten (`puluhan`, `hundreds`).
    Many(u32),
    /// `several`, `beberapa` before a scale.
    Several,
    /// A fraction that may directly follow a number (`dua setengah`).
    Fraction(u32, u32),
    /// A fraction that only follows `and a` (`half`).
    Half,
    /// The denominator of a fraction after a count (`dua pertiga`).
    Denominator(u32),
    /// The same in the singular: only after `one` or `a` (`a quarter of`).
    Quarter(u32),
    /// The decimal point as a word.
    Point,
    /// Joins the parts of a number or the ends of a range.
    And,
    /// `a`, `an`: one, before a scale.
    Article,
    /// `of`.
    Of,
    /// An ordinal.
    Ordinal(u32),
    /// Makes digits directly before it an ordinal (`th`).
    Suffix,
    /// Makes digits after it an ordinal (`ke-3`).
    Ke,
    /// `abad`, `Perang Dunia`: figures after it, also Roman ones, are an ordinal.
    Century,
    /// All of this many (`keduanya`).
    All(u32),
    /// The same, unless `and` follows soon (`both countries`, but not `both here and there`).
    Both(u32),
    /// An ordinal that can also mean all of this many (`kedua negara`).
    Either(u32),
    /// Between a share and its whole (`satu dari lima`).
    Among,
    /// Between two ends of a range.
    Range,
    /// Introduces a range.
    Between,
    /// After digits: this many and more (`1990-an`, `1990s`), with value 0; or a decade in one word
    /// (`nineties`).
    Decade(u32),
    /// A unit that may directly follow digits (`70kg`); a single letter only in lower case (`5g`, not `5G`).
    Measure,
    /// The same in either case (`30C`).
    Degree,
    /// Before a year (`tahun`).
    Year,
    /// Before a rank (`nomor satu`).
    Rank,
    /// Before an age (`in her 20s`).
    Whose,
    /// Before the word of a decade, which is then a plain number (`in the low twenties`).
    Level,
    /// Before its object, in which an ordinal means all of this many (`menangkap ketiga tersangka`).
    Governs,
    /// After an ordinal, a noun that is ranked, so that the ordinal does not mean all of this many (`ketiga
    /// kalinya`).
    Turn,
    /// Before a unit (`per second`).
    Each,
    /// Before figures that are an amount, not a time (`bermagnitudo 5.16`).
    Amount,
    /// Shows that a letter before figures means magnitude (`gempa M7`).
    Quake,
    /// A verb before a weight (`lost 20 pounds`).
    Weighs,
    /// `yang`, between a noun and its modifier.
    That,
    /// Between a value and its margin of error (`4 plus or minus 1 percent`).
    Margin,
    /// This many times as much, if used as a verb (`could double`).
    Times(u32),
    /// Before a verb (`could`).
    Modal,
    /// Before an approximate number.
    Before,
    /// After an approximate number.
    After,
    /// Before a number below zero (`minus`).
    Minus,
    /// After a number below zero (`di bawah nol`).
    Below,
    /// Before figures that are only a label (`Pasal 27`, `Flight 370`).
    Label,
    /// The same, for a label with a number and a year (`UU No. 19 Tahun 2016`).
    Law,
    /// A Roman numeral in capitals; never in a list.
    Roman(u32),
    /// Excludes a word from any reading.
    No,
}

impl NumberRole {
    /// Whether a quantity can start with a word of this role.
    pub fn opens(self) -> bool {
        use NumberRole as R;
        let only_beside = matches!(
            self,
            R::And
                | R::Article
                | R::Of
                | R::Among
                | R::Range
                | R::Margin
                | R::That
                | R::Between
                | R::Point
                | R::Several
        );
        let only_before = matches!(
            self,
            R::Modal
                | R::Year
                | R::Rank
                | R::Whose
                | R::Level
                | R::Turn
                | R::Governs
                | R::Each
                | R::Amount
                | R::Quake
                | R::Weighs
                | R::Before
                | R::Minus
                | R::No
                | R::Label
                | R::Law
        );
        let only_behind = matches!(
            self,
            R::After | R::Measure | R::Degree | R::Suffix | R::Abbr(_) | R::Loose(_) | R::Money(_)
        );
        !(only_beside || only_before || only_behind)
    }
}

/// Number words, ordinals, fractions, approximations and digit conventions.
#[derive(Debug)]
pub struct NumberWords {
    /// The role of each word.
    pub words: Phrases<NumberRole>,
    /// Words that multiply the unit before them (`puluh`) and may be written together with it (`duapuluh`).
    pub multipliers: Vec<&'static str>,
    /// Nouns of counted things (`orang`): four digits before them are not a year.
    pub counted: FxHashSet<&'static str>,
    /// The decimal separator.
    pub decimal: char,
    /// Whether numeric dates start with the day.
    pub day_first: bool,
    /// Phrases that make a number approximate, and the bounds that they imply.
    pub approximations: Approximations,
}

impl NumberWords {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let lists = match language {
            Language::Ind => {
                super::builtin_lists!("ind", "numbers", "approximations", "counted", "conventions")
            }
            Language::Eng => {
                super::builtin_lists!("eng", "numbers", "approximations", "counted", "conventions")
            }
        };
        Self::parse(lists)
    }

    /// The power of ten of the scale word that `word`, in small letters, misspells by one typing error; only
    /// scale words of at least six letters are considered, and words of the lists are no misspellings.
    pub fn misspelt_scale(&self, word: &str) -> Option<u32> {
        const LONG: usize = 6;
        let small = word.len() + 1 >= LONG && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !small || self.words.opening(word).is_some_and(|(len, _)| len == word.len()) {
            return None;
        }
        let near = |scale: &&&str| {
            scale.len() >= LONG
                && word.len().abs_diff(scale.len()) <= 1
                && strsim::damerau_levenshtein(scale, word) == 1
        };
        let scale = self.multipliers.iter().find(near)?;
        match self.words.opening(scale)? {
            (_, NumberRole::Scale(power)) => Some(power),
            _ => None,
        }
    }

    fn parse([numbers, approximations, counted, conventions]: [List<'static>; 4]) -> Result<Self> {
        let mut words = Vec::with_capacity(160);
        for pair in numbers.pairs() {
            let (entry, right) = pair?;
            let role = role(right).ok_or_else(|| numbers.error(entry, "word = role [value]"))?;
            words.push((entry.left, role));
        }
        let approximations = Approximations::parse(approximations)?;
        words.extend(approximations.words());
        let (mut decimal, mut day_first) = ('.', true);
        for pair in conventions.pairs() {
            let (entry, right) = pair?;
            match (entry.left, right) {
                ("decimal", "," | ".") => decimal = if right == "," { ',' } else { '.' },
                ("group", "," | ".") => {}
                ("date", "dmy" | "mdy") => day_first = right == "dmy",
                _ => return Err(conventions.error(entry, "decimal|group = .|, or date = dmy|mdy")),
            }
        }
        let multiplies = |role: NumberRole| {
            matches!(
                role,
                NumberRole::Belas | NumberRole::Puluh | NumberRole::Hundred | NumberRole::Scale(3..)
            )
        };
        let multipliers = words.iter().filter(|(word, role)| multiplies(*role) && !word.contains(' '));
        let multipliers = multipliers.map(|&(word, _)| word).collect();
        let counted = counted.entries().map(|Entry { left, .. }| left).collect();
        Ok(NumberWords {
            words: Phrases::new(words),
            multipliers,
            counted,
            decimal,
            day_first,
            approximations,
        })
    }
}

/// Roles without a value, by their names in the lists.
const PLAIN: &[(&str, NumberRole)] = &[
    ("among", NumberRole::Among),
    ("amount", NumberRole::Amount),
    ("and", NumberRole::And),
    ("article", NumberRole::Article),
    ("belas", NumberRole::Belas),
    ("below", NumberRole::Below),
    ("between", NumberRole::Between),
    ("century", NumberRole::Century),
    ("decade", NumberRole::Decade(0)),
    ("degree", NumberRole::Degree),
    ("dozen", NumberRole::Dozen),
    ("each", NumberRole::Each),
    ("governs", NumberRole::Governs),
    ("half", NumberRole::Half),
    ("hundred", NumberRole::Hundred),
    ("ke", NumberRole::Ke),
    ("label", NumberRole::Label),
    ("law", NumberRole::Law),
    ("level", NumberRole::Level),
    ("margin", NumberRole::Margin),
    ("measure", NumberRole::Measure),
    ("minus", NumberRole::Minus),
    ("modal", NumberRole::Modal),
    ("no", NumberRole::No),
    ("of", NumberRole::Of),
    ("point", NumberRole::Point),
    ("puluh", NumberRole::Puluh),
    ("quake", NumberRole::Quake),
    ("range", NumberRole::Range),
    ("rank", NumberRole::Rank),
    ("several", NumberRole::Several),
    ("suffix", NumberRole::Suffix),
    ("that", NumberRole::That),
    ("turn", NumberRole::Turn),
    ("weighs", NumberRole::Weighs),
    ("whose", NumberRole::Whose),
    ("year", NumberRole::Year),
];

/// Constructor of a role with a value.
type OfValue = fn(u32) -> NumberRole;

/// Roles with a value.
const VALUED: &[(&str, OfValue)] = &[
    ("abbr", NumberRole::Abbr),
    ("all", NumberRole::All),
    ("both", NumberRole::Both),
    ("decade", NumberRole::Decade),
    ("denominator", NumberRole::Denominator),
    ("dozens", NumberRole::Dozens),
    ("either", NumberRole::Either),
    ("loose", NumberRole::Loose),
    ("many", NumberRole::Many),
    ("money", NumberRole::Money),
    ("one", NumberRole::One),
    ("ordinal", NumberRole::Ordinal),
    ("quarter", NumberRole::Quarter),
    ("scale", NumberRole::Scale),
    ("teen", NumberRole::Teen),
    ("tens", NumberRole::Tens),
    ("times", NumberRole::Times),
    ("unit", NumberRole::Unit),
];

fn role(text: &str) -> Option<NumberRole> {
    let Some((name, value)) = text.split_once(' ') else {
        return PLAIN.iter().find(|(name, _)| *name == text).map(|(_, role)| *role);
    };
    if name == "fraction" {
        let (upper, lower) = value.split_once('/')?;
        return Some(NumberRole::Fraction(upper.parse().ok()?, lower.parse().ok().filter(|&n| n > 0)?));
    }
    let (_, role) = VALUED.iter().find(|(valued, _)| *valued == name)?;
    Some(role(value.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_role_is_named_with_its_line() {
        let empty = List::new("y.txt", "");
        let list = List::new("packs/xyz/numbers.txt", "# head\ndua = unti 2\n");
        let error = NumberWords::parse([list, empty, empty, empty]).unwrap_err().to_string();
        assert_eq!(error, "packs/xyz/numbers.txt:2: \"dua = unti 2\" is not \"word = role [value]\"");
    }
}
