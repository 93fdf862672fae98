//! Words -> the first three letters of each, to see quickly that a text starts with none of them.

/// One slot per letter, and one for any other byte and for the end.
const PLACES: usize = 27;

/// The first letters of a set of words.
///
/// Letters beyond ASCII share one slot, because some of them are ASCII in lower case.
#[derive(Debug)]
pub struct Starts {
    /// For each first and second letter, one bit per third letter.
    bits: [[u32; PLACES]; PLACES],
}

impl Default for Starts {
    fn default() -> Self {
        Starts { bits: [[0; PLACES]; PLACES] }
    }
}

impl Starts {
    /// The number of letters considered.
    pub const LETTERS: usize = 3;

    /// Adds a word.
    pub fn add(&mut self, word: &str) {
        let [first, second, third] = places(word);
        self.bits[first][second] |= 1 << third;
    }

    /// Whether `text` may start with one of the words, ignoring case.
    pub fn may_open(&self, text: &str) -> bool {
        let [first, second, third] = places(text);
        self.bits[first][second] >> third & 1 == 1
    }
}

/// The slots of the first three bytes of a text.
fn places(text: &str) -> [usize; Starts::LETTERS] {
    let bytes = text.as_bytes();
    [0, 1, 2].map(|at| match bytes.get(at).map(u8::to_ascii_lowercase) {
        Some(byte @ b'a'..=b'z') => usize::from(byte - b'a'),
        _ => PLACES - 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_open_texts() {
        let mut starts = Starts::default();
        ["baca", "ap", "x"].iter().for_each(|word| starts.add(word));
        assert!(starts.may_open("BACA JUGA") && starts.may_open("ap photo") && starts.may_open("X: satu"));
        assert!(
            !starts.may_open("bank")
                && !starts.may_open("apa")
                && !starts.may_open("Xi")
                && !starts.may_open("")
        );
    }
}
