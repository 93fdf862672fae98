//! Digits -> exact decimal values: scaled integers, so that `6,1 juta` is exactly 6100000.

use std::fmt;

/// Number of decimals to which a repeating fraction is rounded (1/3 = 0.3333).
const FRACTION_DIGITS: u32 = 4;
/// Values with more digits are taken for codes.
const MOST_DIGITS: usize = 18;

/// A decimal: `mantissa` divided by ten to the `places`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    mantissa: i128,
    places: u32,
}

impl Decimal {
    /// A whole number.
    pub(super) fn whole(value: u32) -> Self {
        Decimal { mantissa: i128::from(value), places: 0 }
    }

    /// `digits`, the last `places` of which come after the decimal point; none if there are too many.
    pub(super) fn from_digits(digits: impl Iterator<Item = u8>, places: u32) -> Option<Self> {
        let (mut mantissa, mut count) = (0i128, 0);
        for digit in digits {
            count += 1;
            mantissa = mantissa * 10 + i128::from(digit - b'0');
            if count > MOST_DIGITS {
                return None;
            }
        }
        Some(Decimal { mantissa, places }.reduced())
    }

    /// `upper` / `lower`, rounded if the expansion is infinite.
    pub(super) fn fraction(upper: Decimal, lower: u32) -> Self {
        let scale = 10i128.pow(FRACTION_DIGITS);
        let lower = i128::from(lower.max(1));
        let mantissa = (upper.mantissa * scale * 2 + lower) / (2 * lower);
        Decimal { mantissa, places: upper.places + FRACTION_DIGITS }.reduced()
    }

    /// The value times ten to the power; none if it would be unreasonably large.
    pub(super) fn shifted(self, power: u32) -> Option<Self> {
        if self.places >= power {
            return Some(Decimal { places: self.places - power, ..self });
        }
        let mantissa = self.mantissa.checked_mul(10i128.checked_pow(power - self.places)?)?;
        (mantissa < 10i128.pow(30)).then_some(Decimal { mantissa, places: 0 })
    }

    /// The value divided by ten to the power.
    pub(super) fn divided(self, power: u32) -> Option<Self> {
        let places = self.places.checked_add(power).filter(|&places| places < 30)?;
        Some(Decimal { places, ..self }.reduced())
    }

    /// The value times a whole number.
    pub(super) fn times(self, factor: u32) -> Option<Self> {
        Some(Decimal { mantissa: self.mantissa.checked_mul(i128::from(factor))?, ..self }.reduced())
    }

    /// The sum of two values.
    pub(super) fn plus(self, other: Decimal) -> Option<Self> {
        let places = self.places.max(other.places);
        let raise = |d: Decimal| d.mantissa.checked_mul(10i128.checked_pow(places - d.places)?);
        Some(Decimal { mantissa: raise(self)?.checked_add(raise(other)?)?, places }.reduced())
    }

    /// The negated value.
    pub(super) fn negated(self) -> Self {
        Decimal { mantissa: -self.mantissa, ..self }
    }

    /// The value as a whole number, if it is one and small enough.
    pub(super) fn small(self) -> Option<u32> {
        (self.places == 0).then(|| u32::try_from(self.mantissa).ok())?
    }

    /// Whether the value is at least `bound`.
    pub(super) fn at_least(self, bound: u32) -> bool {
        self.mantissa / 10i128.pow(self.places) >= i128::from(bound)
    }

    fn reduced(mut self) -> Self {
        while self.places > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.places -= 1;
        }
        self
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.mantissa);
        }
        let (unit, size) = (10i128.pow(self.places), self.mantissa.abs());
        let sign = if self.mantissa < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:0width$}", size / unit, size % unit, width = self.places as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_to_the_last_digit() {
        let d = |digits: &str, places| Decimal::from_digits(digits.bytes(), places).unwrap();
        assert_eq!(d("61", 1).shifted(6).unwrap().to_string(), "6100000");
        assert_eq!(d("1250", 3).to_string(), "1.25");
        assert_eq!(d("005", 3).to_string(), "0.005");
        assert_eq!(Decimal::fraction(Decimal::whole(2), 3).to_string(), "0.6667");
        assert_eq!(
            Decimal::fraction(Decimal::whole(1), 2).plus(Decimal::whole(2)).unwrap().to_string(),
            "2.5"
        );
        assert_eq!(d("125", 1).negated().to_string(), "-12.5");
        assert_eq!(Decimal::from_digits("1234567890123456789".bytes(), 0), None);
    }
}
