//! Seeds and a number -> a fuzzed input: pieces of texts and lists, cut, spliced, repeated and broken.

use std::path::Path;

use crate::data::root;

/// Signs, words and bytes that trigger rules, in addition to the entries of the lists.
#[rustfmt::skip]
const TRICKY: &[&str] = &[
    " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u{2028}", "\u{a0}", "\u{ad}", "\u{200b}", "\u{feff}",
    "\0", "\u{301}", ".", "..", "...", "…", " . . .", "!", "?", "?!", "。", "\"", "\"\"", "“", "”", "‘", "’",
    "'", "«", "»", "(", ")", "((", "[", "]", "[12]", "{", "}", "<", ">", ",", ";", ":", "-", "–", "—", "/",
    "&", "%", "°", "$", "€", "£", "Rp", "US$", "@", "#", "*", "0", "1", "10.30", "1.250", "1,250.5",
    "1.250.000,50", "99999999999999999999999999", "0.0000000001", "1/2", "½", "¼", "2-1", "5-10", "13/9",
    "31/02/2023", "13/09/2023", "9/11", "2023-13-40", "1e9", "1st", "22nd", "ke-3", "ke-", "Rp1,5",
    "6,5 juta", "six-and-a-half million", "17.30", "5.30pm", "24:60", "12 noon", "twenty-", "setengah",
    "belas", "puluh", "A", "A.", "A.B.", "iPhone", "İ", "ß", "ﬁ", "Ⅷ", "²", "é", "e\u{301}", "№", "🙂",
    "👩‍👩‍👧", "\u{1f1ee}\u{1f1e9}", "漢字", "ا", "www.a.id", "https://a.b/c?d=e", "a@b.co", "<p>", "</p>",
    "<br>", "<div class=\"a\">", "<script>var a=\"</p>\";</script>", "<!-- ", " -->", "&nbsp;", "&amp;",
    "&#0;", "&#x41;", "<html><body>", "<!doctype html>", "<title>", "<a href='x'>",
    "{\"@type\":\"NewsArticle\"}", "Baca Juga", "Advertisement", "(abc/def)", "Jakarta, Kompas.com - ",
    "LONDON (Reuters) - ", "Rabu (13/9/2023)", "McDonald's", "O'Brien", "d'Or", "al-", "-nya", "AS-China",
];

/// Bytes that are no text.
const BROKEN: &[&[u8]] = &[
    b"\xff",
    b"\xc3",
    b"\xe2\x80",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xed\xa0\x80",
    b"\x80",
    b"\x93",
    b"\x00\x41",
];

/// Numbers that look like chance and are the same every time (xorshift64*).
pub struct Chance(u64);

/// Numbers at the edge of what a type holds.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "0", "-1", "1", "255", "65536", "4294967295", "4294967296", "9223372036854775807", "18446744073709551615",
    "18446744073709551616", "1e308", "1e999", "-0.0", "NaN", "inf", "0.1", "", "99999999999999999999999999",
];
/// Signs that tables, JSON, beads and archives are made of.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    ",", ";", "\t", "\"", "\"\"", "\n", "\r", "{", "}", "[", "]", ":", "[0]:[0]", "null", "true", "\\u0000", "\\",
    "=", "#", "name:", "number:", "PK\u{3}\u{4}", "\0\0\0\0", "'", "(", ")", "+", "1-1", "0-1", "yes", "accept",
];

impl Chance {
    pub fn new(seed: u64) -> Self {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        ((self.next() >> 11) % bound.max(1) as u64) as usize
    }
}

/// What inputs are made of.
pub struct Seeds {
    texts: Vec<Vec<u8>>,
    tokens: Vec<Vec<u8>>,
}

impl Seeds {
    /// Our samples, pages and test cases, and the entries of every list.
    pub fn load() -> Self {
        let texts = ["corpus/samples", "tests/cases", "tests/pages"]
            .map(|folder| files(&root().join(folder)))
            .concat();
        let mut tokens: Vec<Vec<u8>> = TRICKY.iter().map(|t| t.as_bytes().to_vec()).collect();
        tokens.extend(BROKEN.iter().map(|t| t.to_vec()));
        for list in
            ["corpus/packs/ind", "corpus/packs/eng"].map(|folder| files(&root().join(folder))).concat()
        {
            // As many from a long list as from a short one.
            let lines: Vec<&[u8]> =
                list.split(|b| *b == b'\n').filter(|l| !l.is_empty() && l[0] != b'#').collect();
            let step = lines.len() / 200 + 1;
            let sides = lines.into_iter().step_by(step).flat_map(|line| line.split(|b| *b == b'='));
            tokens.extend(sides.map(|side| side.trim_ascii().to_vec()).filter(|side| !side.is_empty()));
        }
        Seeds { texts, tokens }
    }

    /// One input.
    pub fn input(&self, chance: &mut Chance) -> Vec<u8> {
        let mut input = Vec::new();
        for _ in 0..=chance.below(3) {
            input.extend(self.piece(chance));
        }
        for _ in 0..chance.below(10) {
            self.mutate(&mut input, chance);
        }
        // One in two thousand is long, so that superlinear time shows.
        if chance.below(2000) == 0 && !input.is_empty() {
            let piece = part(&input, 40, chance).to_vec();
            input.extend(piece.repeat(1 + 100_000 / piece.len().max(1)));
        }
        input
    }

    /// Some lines of a file, the first among them, and in most cases broken.
    pub fn broken(&self, file: &[u8], chance: &mut Chance) -> Vec<u8> {
        let lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
        let start = 1 + chance.below(lines.len());
        let end = lines.len().min(start + 1 + chance.below(12));
        let mut input = lines[..1].concat();
        input.extend(lines.get(start..end).unwrap_or_default().concat());
        // A file without lines, such as an archive, is taken whole.
        for _ in 0..chance.below(6) {
            if chance.below(2) == 0 {
                self.mutate(&mut input, chance);
            } else {
                shift(&mut input, chance);
            }
        }
        input
    }

    fn piece(&self, chance: &mut Chance) -> Vec<u8> {
        match chance.below(4) {
            0 => (0..chance.below(20)).flat_map(|_| [self.token(chance), b" "].concat()).collect(),
            _ => part(&self.texts[chance.below(self.texts.len())], 300, chance).to_vec(),
        }
    }

    fn token(&self, chance: &mut Chance) -> &[u8] {
        if chance.below(3) == 0 {
            TRICKY[chance.below(TRICKY.len())].as_bytes()
        } else {
            &self.tokens[chance.below(self.tokens.len())]
        }
    }

    fn mutate(&self, input: &mut Vec<u8>, chance: &mut Chance) {
        let at = chance.below(input.len() + 1);
        match chance.below(8) {
            0 => drop(input.splice(at..at, self.piece(chance))),
            1 => drop(input.drain(at..input.len().min(at + chance.below(12)))),
            2 => {
                let copy = part(input, 20, chance).repeat(1 + chance.below(30));
                drop(input.splice(at..at, copy));
            }
            3 if at < input.len() => input[at] ^= 1 << chance.below(8),
            4 => input[at..].make_ascii_uppercase(),
            5 => {
                let token = self.token(chance).repeat(1 + chance.below(3));
                drop(input.splice(at..at, token));
            }
            _ => drop(input.splice(at..at, self.token(chance).to_vec())),
        }
    }
}

/// Changes what files are made of: cells, numbers, quotes and ends.
fn shift(input: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(input.len() + 1);
    match chance.below(4) {
        // Another number in the place of the next one.
        0 => {
            let Some(start) = input[at..].iter().position(u8::is_ascii_digit).map(|n| at + n) else { return };
            let length = input[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let number = NUMBERS[chance.below(NUMBERS.len())].bytes();
            drop(input.splice(start..start + length, number));
        }
        1 => drop(input.splice(at..at, SIGNS[chance.below(SIGNS.len())].bytes())),
        2 => input.truncate(at),
        // A line twice.
        _ => {
            let end = input[at..].iter().position(|byte| *byte == b'\n').map_or(input.len(), |n| at + n + 1);
            let line = input[at..end].to_vec();
            drop(input.splice(end..end, line));
        }
    }
}

/// A part of `text` of at most `longest` bytes.
fn part<'t>(text: &'t [u8], longest: usize, chance: &mut Chance) -> &'t [u8] {
    let start = chance.below(text.len());
    let end = text.len().min(start + 1 + chance.below(longest));
    text.get(start..end).unwrap_or_default()
}

/// The contents of a folder's files, in the order of their names.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}
