//! Numerals other than digits: Roman numerals of centuries and kings, and fractions in one character.

/// The value of a Roman numeral of tens and units in its canonical form (`XIV`, not `VIX`).
pub(super) fn roman(text: &str) -> Option<u32> {
    /// Maximum number of letters; longer numerals do not occur for centuries and kings.
    const LONGEST: usize = 7;
    if text.len() > LONGEST || !text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) {
        return None;
    }
    let tens = text.bytes().take_while(|&b| b == b'X').count();
    // The last X of `XIX` belongs to the units.
    let unit = match &text[tens..] {
        "" => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    u32::try_from(10 * tens + unit).ok().filter(|&n| tens <= 3 && n > 0)
}

/// Numerator and denominator of a fraction in one character.
pub(super) fn vulgar(sign: &str) -> Option<(u32, u32)> {
    Some(match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_right_figures_have_a_value() {
        let values = ["I", "IV", "IX", "XIII", "XIX", "XXI", "XXXIX"].map(roman);
        assert_eq!(values, [1, 4, 9, 13, 19, 21, 39].map(Some));
        assert_eq!(["", "VIX", "IIX", "VV", "XL", "Xi", "XXXX", "IXX"].map(roman), [None; 8]);
    }
}
