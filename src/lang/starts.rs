//! Words -> the first three letters of each, to tell at a glance that a text opens with none of them.

/// Letters, and one place for any other byte and for the end.
const PLACES: usize = 27;

/// How a set of words starts.
///
/// Letters beyond ASCII are not told apart, and some of them are ASCII in lower case.
#[derive(Debug)]
pub struct Starts {
    /// For each first and second letter a bit for each third one.
    bits: [[u32; PLACES]; PLACES],
}

impl Default for Starts {
    fn default() -> Self {
        Starts { bits: [[0; PLACES]; PLACES] }
    }
}

impl Starts {
    /// How many letters are looked at.
    pub const LETTERS: usize = 3;

    /// Adds a word.
    pub fn add(&mut self, word: &str) {
        let [first, second, third] = places(word);
        self.bits[first][second] |= 1 << third;
    }

    /// Whether `text` may open with one of the words, in capitals or not.
    pub fn may_open(&self, text: &str) -> bool {
        let [first, second, third] = places(text);
        self.bits[first][second] >> third & 1 == 1
    }
}

/// The places of the first three bytes of a text.
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
