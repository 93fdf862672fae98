//! Numbers, sums and percentages that differ, with the tolerance that translation needs.

use super::flag;
use super::pairing::{Rest, comparable, differ};
use crate::audit::row::{LanguageFacts, Row, Side};
use crate::model::{Bound, Dimension, Evidence, Flag, Kind, Language, Measure};

/// Two sizes that differ by at most this share of the larger are equal, converted and rounded.
const CONVERTED: f64 = 0.06;
/// Two temperatures that differ by at most this many degrees are equal.
const DEGREES: f64 = 1.5;
/// An approximate number may differ from the exact one by this share of itself.
const APPROXIMATE: f64 = 0.2;

pub(super) fn flags(rest: &mut Rest<'_>, row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let mut flags = units(row, facts);
    flags.extend(percents(row, facts));
    flags.extend(bounds(row, facts));
    flags.extend(rest.take(|f, e| same_size(f, e, row, facts).then(|| flag("converted", shown(f, e)))));
    rest.ind.retain(|f| !is_one_unit(f, Language::Ind, row, facts));
    rest.eng.retain(|e| !is_one_unit(e, Language::Eng, row, facts));
    flags.extend(
        rest.take(|f, e| (rounded(f, e) && within(f, e, row, facts)).then(|| flag("rounded", shown(f, e)))),
    );
    rest.take(|f, e| reciprocal(f, e).then_some(()));
    flags.extend(rest.take(|f, e| exchanged(f, e).then(|| flag("converted", shown(f, e)))));
    let known = |f: &Evidence, e: &Evidence| {
        let code = mismatch(f.kind).filter(|_| comparable(f, e) || half_said(f, e))?;
        Some(flag(code, differ(f, e)))
    };
    flags.extend(rest.take(|f, e| known(f, e).filter(|_| comparable(f, e))));
    flags.extend(rest.take(known));
    let in_digits = |f: &Evidence, e: &Evidence| written(f) && written(e) && f.kind == e.kind;
    flags.extend(rest.take_repeated(|f, e| known(f, e).filter(|_| in_digits(f, e))));
    flags
}

/// Numbers that only one side gives.
pub(super) fn missing(rest: &Rest<'_>) -> Vec<Flag> {
    let alone = rest.alone(|kind| mismatch(kind).is_some());
    alone
        .map(|(side, e)| {
            let code = match e.kind {
                Kind::Money => "money-missing",
                Kind::Percent => "percent-missing",
                _ => "number-missing",
            };
            flag(code, format!("{side}: {}", e.keys[0]))
        })
        .collect()
}

/// Numbers with a misspelt scale word: `Rp4,25 triliyun`, read as intended.
pub(super) fn misspelt(row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let odd = |(language, side): (Language, Side<'_>)| {
        side.evidence()
            .filter(|e| matches!(e.kind, Kind::Number | Kind::Money | Kind::Percent) && written(e))
            .filter(|e| facts.is_misspelt(language, &e.surface))
            .map(|e| flag("scale-spelling", e.surface.as_str()))
            .collect::<Vec<_>>()
    };
    row.sides().into_iter().flat_map(odd).collect()
}

fn mismatch(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Money => Some("money-mismatch"),
        Kind::Percent => Some("percent-mismatch"),
        Kind::Number | Kind::Ordinal => Some("number-mismatch"),
        _ => None,
    }
}

/// Whether one side only leaves out the unit of the number: `5 persen` versus `7`.
fn half_said(f: &Evidence, e: &Evidence) -> bool {
    let plain = |e: &Evidence| e.kind == Kind::Number && written(e);
    let counted = |e: &Evidence| matches!(e.kind, Kind::Money | Kind::Percent);
    plain(f) && counted(e) || plain(e) && counted(f)
}

/// Whether a number is written in digits.
fn written(e: &Evidence) -> bool {
    e.surface.bytes().any(|b| b.is_ascii_digit())
}

/// Equal numbers with different units: `10 mil` versus `10 km`.
fn units(row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let numbers =
        row.agreement.matched.iter().filter(|(_, f, e)| f.kind == Kind::Number && e.kind == Kind::Number);
    numbers
        .filter_map(|(key, f, e)| {
            let value = key.value().parse().ok()?;
            let (x, y) = sizes((f, value), (e, value), row, facts)?;
            let far = x.dimension == y.dimension && !near(x, y) && !either_unit(row, f, e);
            far.then(|| flag("unit-mismatch", shown(f, e)))
        })
        .collect()
}

/// Percentages versus bare numbers of the same value, or percentage points: `5 persen` versus `5`.
fn percents(row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let points = |language, e: &Evidence| facts.is_points(language, &e.surface);
    // In `5, 6 and 7 percent` one word applies to all.
    let has_percent = |side: Side<'_>| side.evidence().any(|e| e.kind == Kind::Percent);
    // In `70-30` and `6, plus or minus 1, percent` the unit applies to both, or is left to the reader.
    let ranged = |side: Side<'_>, e: &Evidence| {
        let joins = ['-', '–', '/', ':', '±'];
        side.behind(e).starts_with(joins) || side.before(e).ends_with(joins)
    };
    // `25 basis points` and `a quarter point` can be read as percentages.
    let shared = |f: &Evidence, e: &Evidence| {
        f.keys.iter().any(|key| key.as_str().starts_with("percent:") && e.keys.contains(key))
    };
    let odd = |f: &Evidence, e: &Evidence| match (f.kind, e.kind) {
        (Kind::Percent, Kind::Percent) => points(Language::Ind, f) != points(Language::Eng, e),
        (Kind::Percent, Kind::Number) => !has_percent(row.eng) && !shared(f, e) && !ranged(row.eng, e),
        (Kind::Number, Kind::Percent) => !has_percent(row.ind) && !shared(f, e) && !ranged(row.ind, f),
        _ => false,
    };
    let matched = row.agreement.matched.iter();
    matched.filter(|(_, f, e)| odd(f, e)).map(|(_, f, e)| flag("unit-mismatch", shown(f, e))).collect()
}

/// Equal numbers that one side gives as a lower and the other one as an upper bound: `hampir 500` versus
/// `more than 500`.
fn bounds(row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let hedged = row.agreement.matched.iter().filter(|(_, f, e)| f.approximate && e.approximate);
    hedged
        .filter_map(|(_, f, e)| {
            let ind = facts.bound(Language::Ind, row.ind.before(f), closing(row.ind, f))?;
            let eng = facts.bound(Language::Eng, row.eng.before(e), closing(row.eng, e))?;
            let detail = || format!("{} {}≠{} {}", side_of(ind), f.keys[0], side_of(eng), e.keys[0]);
            (ind != eng).then(|| flag("bound-mismatch", detail()))
        })
        .collect()
}

/// The text after a number that may give a bound; empty if it is a comparison: `90 persen lebih tinggi`.
fn closing<'r>(side: Side<'r>, e: &Evidence) -> &'r str {
    let behind = side.behind(e);
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let compares =
        e.kind == Kind::Percent && behind.split_whitespace().take(2).filter(|word| small(word)).count() == 2;
    if compares { "" } else { behind }
}

fn side_of(bound: Bound) -> &'static str {
    match bound {
        Bound::Below => "below",
        Bound::Above => "above",
    }
}

/// Whether a side gives two units for one number: `100 yards/meters`.
fn either_unit(row: &Row<'_>, f: &Evidence, e: &Evidence) -> bool {
    let word = |behind: &str| behind.split_whitespace().next().is_some_and(|word| word.contains('/'));
    word(row.ind.behind(f)) || word(row.eng.behind(e))
}

fn same_size(f: &Evidence, e: &Evidence, row: &Row<'_>, facts: &dyn LanguageFacts) -> bool {
    let numbers = f.kind == Kind::Number && e.kind == Kind::Number;
    let other = |x: Measure, y: Measure| x.dimension == y.dimension && x.unit != y.unit;
    let sizes = || sizes((f, amount(f)?.1), (e, amount(e)?.1), row, facts);
    numbers && sizes().is_some_and(|(x, y)| other(x, y) && near(x, y))
}

/// Whether a number with its unit is one larger unit on the other side: `100 tahun` versus `a century`.
fn is_one_unit(e: &Evidence, language: Language, row: &Row<'_>, facts: &dyn LanguageFacts) -> bool {
    let (own, other, of) = match language {
        Language::Ind => (row.ind, row.eng, Language::Eng),
        Language::Eng => (row.eng, row.ind, Language::Ind),
    };
    let size = amount(e).filter(|_| e.kind == Kind::Number);
    let size = size.and_then(|(_, number)| facts.measure(language, number, own.behind(e)));
    let unit = |size: Measure| size.unit < size.value && facts.names_unit(of, other.text, size, CONVERTED);
    size.is_some_and(|size| size.dimension == Dimension::Time && unit(size))
}

/// The sizes of two numbers of these values, by the units after them.
fn sizes(
    f: (&Evidence, f64),
    e: (&Evidence, f64),
    row: &Row<'_>,
    facts: &dyn LanguageFacts,
) -> Option<(Measure, Measure)> {
    let ind = facts.measure(Language::Ind, f.1, row.ind.behind(f.0))?;
    let eng = facts.measure(Language::Eng, e.1, row.eng.behind(e.0))?;
    Some((ind, eng))
}

fn near(x: Measure, y: Measure) -> bool {
    let apart = (x.value - y.value).abs();
    match x.dimension {
        Dimension::Temperature => apart <= DEGREES,
        _ => apart <= CONVERTED * x.value.abs().max(y.value.abs()),
    }
}

/// Whether one of two numbers of one kind is the other one, rounded: it is marked as such (`hampir 3.000`
/// versus `2,987`, `puluhan` versus `34`), or it has fewer digits, which agree with the other one (`5.1%`
/// versus `5,12 persen`). If both are approximations, they should be equal.
fn rounded(f: &Evidence, e: &Evidence) -> bool {
    let (Some((unit, x)), Some((other, y))) = (amount(f), amount(e)) else { return false };
    if f.kind != e.kind || unit != other {
        return false;
    }
    let (coarse, fine, rounder, other) = if step(x) > step(y) { (x, y, f, e) } else { (y, x, e, f) };
    let apart = (coarse - fine).abs();
    if rounder.approximate && !written(rounder) && coarse >= 10.0 {
        // Tens, hundreds, thousands of something.
        return fine >= coarse && fine < 10.0 * coarse;
    }
    if cut_short(rounder, coarse, other, fine) {
        return true;
    }
    let near = apart <= step(coarse) && apart <= APPROXIMATE * coarse;
    let cut = fewer_digits(rounder) && apart <= step(coarse) / 2.0;
    step(coarse) > step(fine) && (rounder.approximate && !other.approximate && near || cut)
}

/// Whether neither of two numbers has a bound that excludes the other one: `up to 3,000` excludes `3.060`.
fn within(f: &Evidence, e: &Evidence, row: &Row<'_>, facts: &dyn LanguageFacts) -> bool {
    let holds = |language, side: Side<'_>, e: &Evidence, other: &Evidence| {
        let bound = Some(e).filter(|e| e.approximate && written(e));
        let bound = bound.and_then(|e| facts.bound(language, side.before(e), closing(side, e)));
        match (bound, amount(e).zip(amount(other))) {
            (Some(Bound::Below), Some(((_, said), (_, true_one)))) => true_one <= said,
            (Some(Bound::Above), Some(((_, said), (_, true_one)))) => true_one >= said,
            _ => true,
        }
    };
    holds(Language::Ind, row.ind, f, e) && holds(Language::Eng, row.eng, e, f)
}

/// Whether the coarser of two numbers, with three digits or more, is the other one without its last digits,
/// truncated or rounded: `7,214 trillion` versus `7.214,9 miliar`, `360 miliar` versus `360.1 billion`.
fn cut_short(rounder: &Evidence, coarse: f64, other: &Evidence, fine: f64) -> bool {
    const ENOUGH: usize = 3;
    let digits = |e: &Evidence| e.surface.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let place = |digits: &[u8], value: f64| {
        let whole = std::str::from_utf8(digits).ok()?.parse::<f64>().ok().filter(|whole| *whole > 0.0)?;
        Some(value / whole)
    };
    let (short, long) = (digits(rounder), digits(other));
    let places = place(&short, coarse).zip(place(&long, fine));
    short.len() >= ENOUGH
        && long.len() > short.len()
        && places.is_some_and(|(last, finer)| finer < last / 9.0 && (coarse - fine).abs() < last)
}

/// Whether a number has two digits or more and does not end in zeros that only fill places: `1.23 million`,
/// but not `1,230,000`.
fn fewer_digits(e: &Evidence) -> bool {
    let digits: Vec<u8> = e.surface.bytes().filter(u8::is_ascii_digit).collect();
    digits.len() >= 2 && digits.last() != Some(&b'0')
}

/// Whether one side gives a share and the other one a ratio: `separuh penduduk` versus `one person in two`.
fn reciprocal(f: &Evidence, e: &Evidence) -> bool {
    let product = amount(f).zip(amount(e)).map(|((_, x), (_, y))| x * y);
    f.kind == e.kind && product.is_some_and(|product| (product - 1.0).abs() < 0.01)
}

/// Whether two sums, in rupiah and in another currency, may be equal: newsrooms convert at an unstated rate.
/// Since 1997 a dollar, a euro or a pound has cost thousands of rupiah, and no currency of the news more than
/// 60,000 or less than 5; a factor of a thousand is outside this range.
fn exchanged(f: &Evidence, e: &Evidence) -> bool {
    let (Some((one, x)), Some((other, y))) = (amount(f), amount(e)) else { return false };
    let (currency, rate) = match (one, other) {
        ("IDR", other) => (other, x / y),
        (one, "IDR") => (one, y / x),
        _ => return false,
    };
    let dear = matches!(currency, "USD" | "EUR" | "GBP" | "AUD" | "SGD" | "CAD" | "CHF" | "NZD");
    let usual = if dear { 2_000.0..30_000.0 } else { 5.0..60_000.0 };
    f.kind == Kind::Money && e.kind == Kind::Money && currency != "IDR" && usual.contains(&rate)
}

/// A number with its currency, or without one.
fn amount(e: &Evidence) -> Option<(&str, f64)> {
    let value = e.keys[0].value();
    let (unit, figure) = value.rsplit_once(':').unwrap_or(("", value));
    mismatch(e.kind)?;
    Some((unit, figure.parse().ok()?))
}

/// The power of ten to which a number is rounded: 1000 for 3000, 0.1 for 2.5.
fn step(number: f64) -> f64 {
    let whole = |step: &f64| {
        let times = number / step;
        times.round() >= 1.0 && (times - times.round()).abs() < 1e-9 * times
    };
    (-6..15).rev().map(|power| 10f64.powi(power)).find(whole).unwrap_or(1e-6)
}

/// Two equal values, as a notice shows them.
fn shown(f: &Evidence, e: &Evidence) -> String {
    format!("{} ~ {}", f.surface, e.surface)
}
