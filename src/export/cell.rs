//! What a column holds; a value of the table -> its characters, and back.

use std::borrow::Cow;
use std::fmt::Write;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any text.
    Text,
    /// A sentence position from 0.
    Position,
    /// A bead's shape, `2-1`.
    Shape,
    /// A probability from 0 to 1 with 4 decimals; may be missing.
    Probability,
    /// A score in nats with 3 decimals; may be missing.
    Score,
    /// A text that may be missing.
    Optional,
    /// A day, `2016-02-23`; may be missing.
    Date,
    /// Keys or flags, joined by `;` where the format has no lists of its own.
    List,
    /// Positions or offsets, ascending; joined as other lists are.
    Numbers,
}

/// A value on its way into or out of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Text, the bead's shape and names.
    Text(Cow<'a, str>),
    /// Text that may be missing.
    Optional(Option<Cow<'a, str>>),
    /// A sentence position.
    Count(usize),
    /// A figure that may be missing.
    Number(Option<f64>),
    /// Keys or flags.
    List(Vec<Cow<'a, str>>),
    /// Positions or offsets.
    Counts(Cow<'a, [usize]>),
}

impl Cell<'_> {
    /// The cell as a delimited format writes it, before quoting; control characters are still in it.
    pub fn plain(&self, kind: Type) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Optional(text) => Cow::Borrowed(text.as_deref().unwrap_or_default()),
            Cell::Count(count) => Cow::Owned(count.to_string()),
            Cell::Number(number) => number.and_then(|n| figure(n, kind)).map_or("".into(), Cow::Owned),
            Cell::List(items) => Cow::Owned(join(items)),
            Cell::Counts(counts) => Cow::Owned(numbers(counts)),
        }
    }
}

impl Type {
    /// Decimals written.
    pub(super) fn decimals(self) -> usize {
        if self == Type::Probability { 4 } else { 3 }
    }

    /// Whether its cells are guarded from spreadsheets that would run them.
    pub(super) fn is_textual(self) -> bool {
        matches!(self, Type::Text | Type::Optional | Type::Date | Type::Shape | Type::List | Type::Numbers)
    }

    /// Whether it is a list.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Type::List | Type::Numbers)
    }

    /// A number as every format of the table writes it: with the decimals of its column; nothing for what is
    /// not finite.
    pub fn rounded(self, number: f64) -> Option<f64> {
        figure(number, self)?.parse().ok()
    }
}

/// `number` with the decimals of its column; `None` for what is not finite, and never a negative zero.
pub fn figure(number: f64, kind: Type) -> Option<String> {
    let decimals = kind.decimals();
    if !number.is_finite() {
        return None;
    }
    if let Some(units) = units(number.abs(), decimals) {
        return Some(fixed(number < 0.0 && units > 0, units, decimals));
    }
    let mut text = format!("{number:.decimals$}");
    if text.starts_with('-') && text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.')) {
        text.remove(0);
    }
    Some(text)
}

/// How many of its last decimals a number holds; `None` where it is so large or so near to the middle of two
/// that only its exact value tells. Formatting that way takes ten times as long, and a row has five figures.
fn units(number: f64, decimals: usize) -> Option<u64> {
    let scaled = number * [1.0, 10.0, 100.0, 1e3, 1e4].get(decimals)?;
    let clear = scaled < 1e9 && (scaled.fract() - 0.5).abs() > 1e-6;
    clear.then(|| scaled.round() as u64)
}

/// So many units of the last of `decimals` decimals.
fn fixed(negative: bool, mut units: u64, decimals: usize) -> String {
    let mut digits = [0; 24];
    let mut at = digits.len();
    let mut put = |byte| {
        at -= 1;
        digits[at] = byte;
    };
    for place in 0.. {
        if place > decimals && units == 0 {
            break;
        }
        if place == decimals && place > 0 {
            put(b'.');
        }
        put(b'0' + (units % 10) as u8);
        units /= 10;
    }
    if negative {
        put(b'-');
    }
    digits[at..].iter().map(|&digit| char::from(digit)).collect()
}

/// List items joined by `;`. No key holds one; should an item ever, it becomes a comma so that the list keeps
/// its count.
fn join(items: &[Cow<'_, str>]) -> String {
    let mut out = String::new();
    for item in items.iter().filter(|item| !item.is_empty()) {
        if !out.is_empty() {
            out.push(';');
        }
        out.push_str(&if item.contains(';') {
            item.replace(';', ",").into()
        } else {
            Cow::Borrowed(&**item)
        });
    }
    out
}

/// Numbers joined by `;`.
fn numbers(counts: &[usize]) -> String {
    let mut out = String::new();
    for (n, count) in counts.iter().enumerate() {
        let semicolon = if n > 0 { ";" } else { "" };
        let _ = write!(out, "{semicolon}{count}"); // a string takes everything
    }
    out
}

/// Reads a cell of a delimited table.
///
/// # Errors
/// What the cell holds and what it should.
pub fn parse(kind: Type, text: &str) -> Result<Cell<'static>, String> {
    match kind {
        Type::Text | Type::Shape => Ok(Cell::Text(Cow::Owned(text.to_owned()))),
        Type::Optional | Type::Date => {
            Ok(Cell::Optional((!text.is_empty()).then(|| Cow::Owned(text.to_owned()))))
        }
        Type::Position => text
            .parse()
            .map(Cell::Count)
            .map_err(|_| format!("\"{text}\" is not a sentence position (0, 1, 2 …)")),
        Type::Probability | Type::Score if text.is_empty() => Ok(Cell::Number(None)),
        Type::Probability | Type::Score => {
            let number = text.parse().map_err(|_| not_number(text, kind))?;
            finite(number, kind).map(|n| Cell::Number(Some(n)))
        }
        Type::List => {
            let items = text.split(';').filter(|item| !item.is_empty());
            Ok(Cell::List(items.map(|item| Cow::Owned(item.to_owned())).collect()))
        }
        Type::Numbers => {
            let items = text.split(';').filter(|item| !item.is_empty());
            let counts = items.map(|item| item.trim().parse()).collect::<Result<Vec<usize>, _>>();
            let wrong = |_| format!("\"{text}\" is not a list of whole numbers, \";\" between");
            counts.map(|counts| Cell::Counts(Cow::Owned(counts))).map_err(wrong)
        }
    }
}

/// `number` if its column can hold it.
pub fn finite(number: f64, kind: Type) -> Result<f64, String> {
    let fits = number.is_finite() && (kind != Type::Probability || (0.0..=1.0).contains(&number));
    if fits { Ok(number) } else { Err(not_number(&number.to_string(), kind)) }
}

fn not_number(text: &str, kind: Type) -> String {
    let wanted = if kind == Type::Probability { "a number from 0 to 1" } else { "a number such as -1.25" };
    format!("\"{text}\" is not {wanted} (an empty cell means missing)")
}

/// Whether a spreadsheet or a parser may choke on `c`: a control character other than tab, line feed and
/// carriage return.
pub fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// `text` without U+0000 and the other control characters.
pub fn strip_controls(text: &str) -> Cow<'_, str> {
    // Only these bytes open one; all are looked at, because that is quicker than stopping at the first.
    let opens = |byte: u8| (byte < b' ') | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xEF);
    let doubtful = text.bytes().fold(0, |any, byte| any | u8::from(opens(byte))) > 0;
    if doubtful && text.contains(is_control) { text.replace(is_control, "").into() } else { text.into() }
}

/// Whether a spreadsheet would run `text` as a formula (in Japan also behind full-width signs), or an
/// apostrophe before such a text must be told from a guard.
fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// `text` with an apostrophe before what a spreadsheet would run as a formula.
///
/// A text that has apostrophes before such a character of its own gets one more, so that taking it off again
/// is exact.
pub fn guard(text: Cow<'_, str>) -> Cow<'_, str> {
    if looks_like_formula(&text) { format!("'{text}").into() } else { text }
}

/// What [`guard`] made the cell from.
pub fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| looks_like_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_signs_are_guarded_and_unguarded() {
        for text in ["＝1+1", "＋1", "－1", "＠SUM(1)", "=1", "'＝1"] {
            let guarded = guard(Cow::Borrowed(text));
            assert!(guarded.starts_with('\'') && guarded != text && unguard(&guarded) == text, "{text}");
        }
        assert_eq!(guard(Cow::Borrowed("１＝１")), "１＝１");
    }

    #[test]
    fn figures_are_what_formatting_gives() {
        let ties = (0..4000).map(|n| f64::from(n) / 8000.0).chain([-0.0, -0.0004, -0.0005, 999_999.999_6]);
        let others = (0..20_000).map(|n| (f64::from(n) * 0.618).sin() * 10f64.powi(n % 22 - 7));
        for number in ties.chain(others) {
            for (kind, decimals) in [(Type::Probability, 4), (Type::Score, 3)] {
                let text = format!("{number:.decimals$}");
                let zero = text.bytes().all(|byte| b"-0.".contains(&byte));
                let wanted = if zero { text.trim_start_matches('-') } else { &text };
                assert_eq!(figure(number, kind).as_deref(), Some(wanted));
            }
        }
        assert_eq!(figure(f64::NAN, Type::Score), None);
    }
}
