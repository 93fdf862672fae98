//! Lists of units -> the physical size of a number with a unit.

use std::sync::OnceLock;

use super::list::List;
use crate::error::Result;
use crate::model::{Dimension, Language, Measure};

/// The units of a language.
///
/// They are not part of the [`Pack`](super::Pack), because units are only looked up for numbers that differ.
#[derive(Debug)]
pub struct Units {
    units: Vec<(&'static str, Scale)>,
    /// Words that may occur between a fraction and its unit (`half an hour`).
    articles: Vec<&'static str>,
}

/// The Indonesian prefix for one unit (`sehari`); it never precedes an English unit.
const ONE: &str = "se";

/// Conversion of a number with a unit to its size: (number - offset) × factor.
#[derive(Debug, Clone, Copy)]
struct Scale {
    dimension: Dimension,
    factor: f64,
    offset: f64,
}

impl Units {
    /// The built-in units of a language.
    ///
    /// # Panics
    /// Never: a test parses both lists.
    pub fn builtin(language: Language) -> &'static Units {
        static UNITS: [OnceLock<Units>; 2] = [OnceLock::new(), OnceLock::new()];
        let [list] = match language {
            Language::Ind => super::builtin_lists!("ind", "units"),
            Language::Eng => super::builtin_lists!("eng", "units"),
        };
        UNITS[language as usize].get_or_init(|| Units::parse(list).expect("the built-in list parses"))
    }

    fn parse(list: List<'static>) -> Result<Units> {
        let (mut units, mut articles) = (Vec::new(), Vec::new());
        for pair in list.pairs() {
            let (entry, right) = pair?;
            if right == "article" {
                articles.push(entry.left);
                continue;
            }
            let wanted = "unit = quantity factor [offset], or word = article";
            units.push((entry.left, scale(right).ok_or_else(|| list.error(entry, wanted))?));
        }
        Ok(Units { units, articles })
    }

    /// The size of `number` if `behind`, the text after it, starts with a unit; none otherwise.
    pub fn measure(&self, number: f64, behind: &str) -> Option<Measure> {
        let mut rest = behind.trim_start_matches([' ', '-', '\u{a0}']);
        // `half an hour`
        if number < 1.0 {
            let behind = |article: &&str| opens(rest, article).then(|| rest[article.len()..].trim_start());
            rest = self.articles.iter().find_map(behind).unwrap_or(rest);
        }
        let opening = self.units.iter().filter(|(unit, _)| opens(rest, unit));
        let (_, scale) = opening.max_by_key(|(unit, _)| unit.len())?;
        let value = (number - scale.offset) * scale.factor;
        Some(Measure { dimension: scale.dimension, value, unit: scale.factor })
    }
}

impl Units {
    /// Whether a text contains a unit that by itself (`a century`, `sehari`) is as large as `size`, within
    /// the relative tolerance `within`.
    pub fn names(&self, text: &str, size: Measure, within: f64) -> bool {
        let same = |scale: &Scale| {
            let apart = (scale.factor - size.value).abs();
            scale.dimension == size.dimension && scale.offset == 0.0 && apart <= within * size.value.abs()
        };
        let text = text.to_lowercase();
        let word = |(at, unit): (usize, &str)| {
            let before = text[..at].strip_suffix(ONE).unwrap_or(&text[..at]);
            !before.ends_with(char::is_alphanumeric)
                && !text[at + unit.len()..].starts_with(char::is_alphanumeric)
        };
        let named = |unit: &str| text.match_indices(unit).any(word);
        self.units.iter().any(|(unit, scale)| same(scale) && named(unit))
    }
}

/// Whether `rest` starts with the unit as a whole word, ignoring case.
fn opens(rest: &str, unit: &str) -> bool {
    // The first byte rules out nearly all texts.
    let first = rest.bytes().next().zip(unit.bytes().next());
    if first.is_none_or(|(x, y)| x.is_ascii() && !x.eq_ignore_ascii_case(&y)) {
        return false;
    }
    let same = rest.get(..unit.len()).is_some_and(|start| {
        start.eq_ignore_ascii_case(unit)
            || !start.is_ascii() && start.chars().flat_map(char::to_lowercase).eq(unit.chars())
    });
    same && !rest[unit.len()..].starts_with(char::is_alphanumeric)
}

fn scale(text: &str) -> Option<Scale> {
    let mut parts = text.split(' ');
    let dimension = match parts.next()? {
        "length" => Dimension::Length,
        "mass" => Dimension::Mass,
        "area" => Dimension::Area,
        "volume" => Dimension::Volume,
        "speed" => Dimension::Speed,
        "temperature" => Dimension::Temperature,
        "time" => Dimension::Time,
        _ => return None,
    };
    let factor = parts.next()?.parse().ok()?;
    let offset = parts.next().map_or(Some(0.0), |offset| offset.parse().ok())?;
    parts.next().is_none().then_some(Scale { dimension, factor, offset })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_two_languages_meet() {
        let (ind, eng) = (Units::builtin(Language::Ind), Units::builtin(Language::Eng));
        let near = |x: Option<Measure>, y: Option<Measure>| {
            let (x, y) = (x.unwrap(), y.unwrap());
            assert_eq!(x.dimension, y.dimension);
            assert!((x.value - y.value).abs() < 0.01 * x.value, "{x:?} {y:?}");
        };
        near(ind.measure(16.09, " kilometer dari sana"), eng.measure(10.0, "-mile walk"));
        near(ind.measure(27.0, " derajat Celsius"), eng.measure(80.6, "°F."));
        near(ind.measure(100.0, " km/jam"), eng.measure(62.1, " miles per hour"));
        assert_eq!(eng.measure(3.0, " million"), None);
        assert_eq!(ind.measure(3.0, " milisi"), None);
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = Units::parse(List::new("packs/ind/units.txt", "mil = length\n")).unwrap_err();
        assert!(error.to_string().starts_with("packs/ind/units.txt:1: \"mil = length\""), "{error}");
    }
}
