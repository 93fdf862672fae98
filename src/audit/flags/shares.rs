//! A share given as a ratio on one side and as one value on the other: `satu dari empat` versus `a quarter`.

use super::pairing::Rest;
use crate::model::{Evidence, Kind};

/// Maximum number of bytes between both numbers of a ratio (` out of every `).
const BETWEEN: usize = 14;

/// Maximum difference between a share and its rounded value: `satu dari tiga` versus `33 percent`.
const ROUNDED: f64 = 0.005;

/// Removes the shares that both sides give in different forms.
pub(super) fn settle(rest: &mut Rest<'_>) {
    take(&mut rest.ind, &mut rest.eng);
    take(&mut rest.eng, &mut rest.ind);
    // `sepertiga` versus `33 percent`
    rest.take(|f, e| {
        let same = f.kind != e.kind
            && value(f).zip(value(e)).is_some_and(|(x, y)| x < 1.0 && (x - y).abs() <= ROUNDED);
        same.then_some(())
    });
}

fn take(parts: &mut Vec<&Evidence>, wholes: &mut Vec<&Evidence>) {
    let found = (1..parts.len()).find_map(|at| {
        let share = share(parts[at - 1], parts[at])?;
        let same = |e: &&Evidence| value(e).is_some_and(|value| (value - share).abs() <= ROUNDED);
        Some((at, wholes.iter().position(same)?))
    });
    if let Some((at, whole)) = found {
        parts.drain(at - 1..=at);
        wholes.remove(whole);
    }
}

/// The share given by two numbers close to each other.
fn share(upper: &Evidence, lower: &Evidence) -> Option<f64> {
    let close = lower.span.start.checked_sub(upper.span.end)? <= BETWEEN;
    let plain = upper.kind == Kind::Number && lower.kind == Kind::Number;
    let share = value(upper)? / value(lower)?;
    (close && plain && share < 1.0).then_some(share)
}

/// The value of a number, or of a percentage as a fraction.
fn value(e: &Evidence) -> Option<f64> {
    let figure: f64 = e.keys[0].value().parse().ok()?;
    match e.kind {
        Kind::Number => Some(figure),
        Kind::Percent => Some(figure / 100.0),
        _ => None,
    }
}
