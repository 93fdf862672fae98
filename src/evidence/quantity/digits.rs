//! A digit string -> its readings as a number, that of the pack's convention first.

use super::decimal::Decimal;

/// A number as written: the preferred value and, if the notation is ambiguous, the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    /// The preferred value.
    pub(super) main: Decimal,
    /// The other possible value.
    pub(super) other: Option<Decimal>,
}

impl Value {
    /// A value that is not ambiguous.
    pub(super) fn sure(main: Decimal) -> Self {
        Value { main, other: None }
    }

    /// Both values changed by `change`; the other value is dropped if that fails.
    pub(super) fn map(self, change: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(Value { main: change(self.main)?, other: self.other.and_then(&change) })
    }
}

/// The readings of `text` (digits with `.` and `,` between them), where `decimal` is the decimal separator of
/// the language.
///
/// `1.250` is 1250 to an Indonesian and 1.25 to an English reader: the reading of the language comes first,
/// the other one second. None for a text that is not a number (`1.2.3`, `1,2,3`, 19 digits).
pub(super) fn read(text: &str, decimal: char) -> Option<Value> {
    let mut signs = text.char_indices().filter(|(_, c)| !c.is_ascii_digit());
    let Some((first_at, first)) = signs.next() else {
        return value(text, None).map(Value::sure);
    };
    let Some((last_at, last)) = signs.next_back() else {
        return single(text, first_at, first == decimal);
    };
    if first == last {
        return is_grouped(text, first).then(|| value(text, None)).flatten().map(Value::sure);
    }
    let whole = &text[..last_at];
    (is_grouped(whole, first)).then(|| value(text, Some(last_at))).flatten().map(Value::sure)
}

/// A number with a single separator at `at`, for decimals or grouping.
fn single(text: &str, at: usize, is_decimal: bool) -> Option<Value> {
    let parted = value(text, Some(at))?;
    if !is_grouped(text, char::from(text.as_bytes()[at])) {
        return Some(Value::sure(parted));
    }
    let grouped = value(text, None)?;
    let (main, other) = if is_decimal { (parted, grouped) } else { (grouped, parted) };
    Some(Value { main, other: Some(other) })
}

/// Whether `sign` separates the digits into a first group of one to three (without a leading zero) and groups
/// of three.
fn is_grouped(text: &str, sign: char) -> bool {
    let mut groups = text.split(sign);
    let head = groups.next().unwrap_or_default();
    (1..=3).contains(&head.len())
        && !head.starts_with('0')
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

/// The digits with the decimal point at byte `point`.
fn value(text: &str, point: Option<usize>) -> Option<Decimal> {
    let places = point.map_or(0, |at| text.len() - at - 1);
    Decimal::from_digits(text.bytes().filter(u8::is_ascii_digit), u32::try_from(places).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, decimal: char) -> String {
        match read(text, decimal) {
            None => "-".to_owned(),
            Some(Value { main, other: None }) => main.to_string(),
            Some(Value { main, other: Some(other) }) => format!("{main} {other}"),
        }
    }

    #[test]
    fn both_conventions() {
        for (text, ind, eng) in [
            ("12", "12", "12"),
            ("1.250.000", "1250000", "1250000"),
            ("1,250,000", "1250000", "1250000"),
            ("6,5", "6.5", "6.5"),
            ("5.6", "5.6", "5.6"),
            ("1.250", "1250 1.25", "1.25 1250"),
            ("1,250", "1.25 1250", "1250 1.25"),
            ("0.250", "0.25", "0.25"),
            ("1.250,50", "1250.5", "1250.5"),
            ("1,250.50", "1250.5", "1250.5"),
            ("1,2,3", "-", "-"),
            ("2.0.1", "-", "-"),
        ] {
            assert_eq!((show(text, ',').as_str(), show(text, '.').as_str()), (ind, eng), "{text}");
        }
    }
}
