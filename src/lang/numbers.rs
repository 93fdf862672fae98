//! Lists of number words, approximations and digit conventions -> a table of what each word does in a number.

use rustc_hash::FxHashSet;

use super::approximations::Approximations;
use super::list::{Entry, List};
use super::phrases::Phrases;
use crate::error::Result;
use crate::model::Language;

/// What a word does in or beside a number; the name in `numbers.txt` is the variant's in lower case where
/// none is given.
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
    /// Approximately so many times twelve (`dozens`) or twenty (`scores of`): as often said for so many times
    /// ten.
    Dozens(u32),
    /// Times ten to the power.
    Scale(u32),
    /// A whole power of ten on its own (`seratus`, `seribu`).
    One(u32),
    /// A scale's abbreviation, only behind digits (`jt`, `bn`).
    Abbr(u32),
    /// An abbreviation that may as well be a unit, only touching digits (`40m`).
    Loose(u32),
    /// An abbreviation that is a scale in amounts of money only (`Rp 1,2 T`).
    Money(u32),
    /// An approximate power of ten (`puluhan`, `hundreds`).
    Many(u32),
    /// `several`, `beberapa` before a scale.
    Several,
    /// A fraction that may follow a number at once (`dua setengah`).
    Fraction(u32, u32),
    /// A fraction that follows `and a` only (`half`).
    Half,
    /// The lower part of a fraction behind a count (`dua pertiga`).
    Denominator(u32),
    /// The same, singular: behind `one` or `a` only (`a quarter of`).
    Quarter(u32),
    /// The decimal sign as a word.
    Point,
    /// Joins parts of a number, and ends of a range.
    And,
    /// `a`, `an`: one, before a scale.
    Article,
    /// `of`.
    Of,
    /// An ordinal.
    Ordinal(u32),
    /// Touching digits, makes them an ordinal (`th`).
    Suffix,
    /// Before digits, makes them an ordinal (`ke-3`).
    Ke,
    /// `abad`, `Perang Dunia`: a figure behind it, a Roman one too, is an ordinal.
    Century,
    /// All of so many (`keduanya`).
    All(u32),
    /// The same, unless `and` follows soon (`both countries`, not `both here and there`).
    Both(u32),
    /// An ordinal that may as well mean all of so many (`kedua negara`).
    Either(u32),
    /// Between a share and its whole (`satu dari lima`).
    Among,
    /// Between two ends of a range.
    Range,
    /// Opens a range.
    Between,
    /// Behind digits, so many and some (`1990-an`, `1990s`), its value 0; or a decade in one word
    /// (`nineties`).
    Decade(u32),
    /// A unit that may touch digits (`70kg`); one letter only in lower case (`5g`, not `5G`).
    Measure,
    /// The same in either case (`30C`).
    Degree,
    /// Before a year (`tahun`).
    Year,
    /// Before a rank (`nomor satu`).
    Rank,
    /// Before an age (`in her 20s`).
    Whose,
    /// Before a decade's word, makes it a mere number (`in the low twenties`).
    Level,
    /// Before what it governs: an ordinal behind it counts all of so many (`menangkap ketiga tersangka`).
    Governs,
    /// Behind an ordinal, what it ranks: not all of so many (`ketiga kalinya`).
    Turn,
    /// Before a unit (`per second`).
    Each,
    /// Before a figure that is an amount, not a time (`bermagnitudo 5.16`).
    Amount,
    /// Says that a letter before a figure is that of a magnitude (`gempa M7`).
    Quake,
    /// A verb before a weight (`lost 20 pounds`).
    Weighs,
    /// `yang`, between a noun and what describes it.
    That,
    /// Between a value and how far off it may be (`4 plus or minus 1 percent`).
    Margin,
    /// So many times as much, where it is a verb (`could double`).
    Times(u32),
    /// Before a verb (`could`).
    Modal,
    /// Before an approximate number.
    Before,
    /// After an approximate number.
    After,
    /// Before a number below zero (`minus`).
    Minus,
    /// Behind a number below zero (`di bawah nol`).
    Below,
    /// Before figures that only tell one thing from another (`Pasal 27`, `Flight 370`).
    Label,
    /// The same, with a number and a year (`UU No. 19 Tahun 2016`).
    Law,
    /// A Roman figure in capitals; never in a list.
    Roman(u32),
    /// Keeps a word from any reading.
    No,
}

impl NumberRole {
    /// Whether a quantity may open with a word of this role.
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
    /// What each word does.
    pub words: Phrases<NumberRole>,
    /// Words that multiply the unit before them (`puluh`), which may be written as one with it (`duapuluh`).
    pub multipliers: Vec<&'static str>,
    /// Nouns that are counted (`orang`): four digits before them are no year.
    pub counted: FxHashSet<&'static str>,
    /// The decimal sign.
    pub decimal: char,
    /// Whether figures of a date open with the day.
    pub day_first: bool,
    /// What makes a number approximate, and on which side of it the truth then lies.
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

    /// The power of ten of the scale word, of six letters and more, that a word of small letters is, but for
    /// one slip of the hand; nothing for words that are in the lists.
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

/// What makes a role of a value.
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
