//! Which rows of a table are wanted, and why the others are not.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher};

use rustc_hash::FxBuildHasher;

use crate::error::{Error, Result};
use crate::model::Pair;

/// What a row must be like to be kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selection {
    /// Only rows of at least this confidence; rows without any are not.
    pub min_confidence: Option<f64>,
    /// Only rows of these shapes, `1-1`; all where there are none.
    pub align_types: Vec<String>,
    /// Only rows without these flags.
    pub without: Vec<String>,
    /// Only rows that have both sides.
    pub aligned_only: bool,
    /// Of pairs of the same texts (in any case, spacing and punctuation) only the first.
    pub dedup: bool,
}

/// A selection at work: it knows which pairs of texts it has seen.
#[derive(Debug)]
pub struct Sieve {
    wanted: Selection,
    seen: HashSet<u128, FxBuildHasher>,
}

/// Why a row is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LeftOut {
    /// It has one side only.
    Unaligned,
    /// Its confidence is too small or unknown.
    Confidence,
    /// Its shape is not wanted.
    Shape,
    /// It has an unwanted flag.
    Flag,
    /// Its texts stood in an earlier row.
    Duplicate,
}

impl LeftOut {
    /// The reason in a word.
    pub fn name(self) -> &'static str {
        match self {
            LeftOut::Unaligned => "unaligned",
            LeftOut::Confidence => "confidence",
            LeftOut::Shape => "align_type",
            LeftOut::Flag => "flag",
            LeftOut::Duplicate => "duplicate",
        }
    }
}

impl Selection {
    /// Refuses what could never be meant.
    fn check(&self) -> Result<()> {
        let wrong = |what: String| Err(Error::Option(what));
        if let Some(confidence) = self.min_confidence.filter(|c| !(0.0..=1.0).contains(c)) {
            return wrong(format!("the option min-confidence {confidence}: confidence is from 0 to 1"));
        }
        if let Some(shape) = self.align_types.iter().find(|shape| !is_shape(shape)) {
            return wrong(format!("the option align-type \"{shape}\" is not a shape such as 1-1 or 2-1"));
        }
        let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        if let Some(flag) = self.without.iter().find(|flag| flag.is_empty() || !flag.chars().all(is_code)) {
            return wrong(format!(
                "the option without \"{flag}\" is not a flag such as moved or date-mismatch"
            ));
        }
        Ok(())
    }
}

impl Sieve {
    /// A sieve that has seen nothing yet.
    ///
    /// # Errors
    /// [`Error::Option`] for a confidence that is no probability, a shape that is none, a flag that is no
    /// code.
    pub fn new(wanted: Selection) -> Result<Self> {
        wanted.check()?;
        Ok(Sieve { wanted, seen: HashSet::default() })
    }

    /// Whether `pair` is wanted, or why not; pairs are to be asked for in order, once each.
    pub fn keeps(&mut self, pair: &Pair) -> Result<(), LeftOut> {
        let wanted = &self.wanted;
        let unsure = |least: f64| pair.confidence.is_none_or(|confidence| confidence < least);
        let one_side = pair.group.is_null();
        if wanted.aligned_only && one_side {
            return Err(LeftOut::Unaligned);
        }
        if wanted.min_confidence.is_some_and(unsure) {
            return Err(LeftOut::Confidence);
        }
        if !wanted.align_types.is_empty() && !wanted.align_types.contains(&pair.align_type()) {
            return Err(LeftOut::Shape);
        }
        if pair.flags.iter().any(|flag| wanted.without.iter().any(|code| code == flag.code)) {
            return Err(LeftOut::Flag);
        }
        if wanted.dedup && !one_side && !self.seen.insert(fingerprint(pair)) {
            return Err(LeftOut::Duplicate);
        }
        Ok(())
    }
}

fn is_shape(text: &str) -> bool {
    let count = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once('-').is_some_and(|(a, b)| count(a) && count(b))
}

/// 128 bits of what a pair says: its letters, digits and symbols in lower case, runs of anything else as one
/// space. Two different ones of a hundred million meet with a chance of one in 10²².
fn fingerprint(pair: &Pair) -> u128 {
    let hasher = || FxBuildHasher.build_hasher();
    let (mut low, mut high) = (hasher(), std::hash::DefaultHasher::new());
    for text in [&pair.ind_text, &pair.eng_text] {
        let plain = plain(text);
        low.write(plain.as_bytes());
        low.write_u8(0xFF);
        high.write(plain.as_bytes());
        high.write_u8(0xFF);
    }
    u128::from(high.finish()) << 64 | u128::from(low.finish())
}

/// `text` without its case, spacing and punctuation; as it is, where nothing else is in it.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|c: char| !is_said(c)).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase));
    }
    if plain.is_empty() { text.to_owned() } else { plain }
}

/// Letters, digits, marks that belong to them, and signs beyond ASCII such as emoji and currencies; `$`, `%`
/// and `+` tell amounts apart.
fn is_said(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '$' | '%' | '+')
        || (!c.is_ascii() && !c.is_whitespace() && !is_mark(c))
}

/// Punctuation of news beyond ASCII: dashes, quotation marks, ellipsis, guillemets, invisible characters.
fn is_mark(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{A0}'..='\u{BF}' if !matches!(c, '£' | '¥' | '¢' | '°' | 'µ' | '²' | '³' | '½' | '¼' | '¾'))
        || matches!(c, '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_punctuation_do_not_tell_texts_apart() {
        assert_eq!(plain("“Ya,”  kata KIM —\n akhirnya."), plain("ya kata Kim akhirnya"));
        assert_eq!(plain("\u{FEFF}Ya…"), "ya");
        for (a, b) in [("10 %", "10"), ("12.5", "125"), ("😀", "😢"), ("é", "e"), ("...", "!!!"), ("", ".")]
        {
            assert_ne!(plain(a), plain(b));
        }
    }

    #[test]
    fn says_what_would_work() {
        let told = |selection: Selection| selection.check().unwrap_err().to_string();
        let confidence = Selection { min_confidence: Some(95.0), ..Selection::default() };
        assert_eq!(told(confidence), "the option min-confidence 95: confidence is from 0 to 1");
        let shape = Selection { align_types: vec!["1:1".into()], ..Selection::default() };
        assert_eq!(told(shape), "the option align-type \"1:1\" is not a shape such as 1-1 or 2-1");
        let flag = Selection { without: vec!["Moved!".into()], ..Selection::default() };
        assert_eq!(told(flag), "the option without \"Moved!\" is not a flag such as moved or date-mismatch");
    }
}
