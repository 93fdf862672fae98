//! Tokens -> words that no evidence covers, folded and looked up in the lexicon.

use super::token::{Shape, Token};
use crate::lang::Pack;
use crate::lexicon::{Lexicon, fold};
use crate::model::{Evidence, Span, Word};

/// Stems that are looked up beside the form itself.
const STEMS: usize = 3;
/// Letters that the halves of a doubled word share at least.
const DOUBLED: usize = 3;

/// The words of one sentence outside its evidence, in order; `evidence` is sorted and disjoint.
///
/// A multi-word entry of the lexicon is one word; a compound that the lexicon does not know is a word for each part.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    evidence: &[Evidence],
    pack: &Pack,
    lexicon: &Lexicon,
) -> Vec<Word> {
    let reader = Reader { text, pack, lexicon };
    let mut words = Vec::with_capacity(tokens.len());
    let mut covering = evidence.iter().peekable();
    let free = tokens.iter().enumerate().filter(|(_, token)| {
        while covering.next_if(|e| e.span.end <= token.span.start).is_some() {}
        token.shape == Shape::Word && !covering.peek().is_some_and(|e| e.span.overlaps(token.span))
    });
    let mut free = free.peekable();
    let mut run: Vec<Token> = Vec::with_capacity(tokens.len());
    while let Some((n, token)) = free.next() {
        run.push(*token);
        if free.peek().is_none_or(|(next, _)| *next != n + 1) {
            reader.read(&run, &mut words);
            run.clear();
        }
    }
    words
}

/// What reading a word takes.
struct Reader<'a> {
    text: &'a str,
    pack: &'a Pack,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    /// Reads neighbouring word tokens.
    fn read(&self, run: &[Token], words: &mut Vec<Word>) {
        let mut at = 0;
        while at < run.len() {
            at += match self.multi_word(&run[at..]) {
                Some((taken, word)) => {
                    words.push(word);
                    taken
                }
                None => {
                    self.single(run[at], words);
                    1
                }
            };
        }
    }

    /// The longest multi-word entry that the tokens open with, and how many of them it takes.
    fn multi_word(&self, run: &[Token]) -> Option<(usize, Word)> {
        let side = self.pack.language;
        let first = fold(run[0].of(self.text));
        let longest = self.lexicon.opens(side, &first).min(run.len());
        if longest < 2 {
            return None;
        }
        let parts: Vec<_> = run[..longest].iter().map(|token| fold(token.of(self.text))).collect();
        (2..=longest).rev().find_map(|taken| {
            let form = parts[..taken].join(" ");
            let entry = self.lexicon.find(side, &form)?;
            let span = Span::new(run[0].span.start, run[taken - 1].span.end);
            Some((taken, Word { form, entries: vec![entry], span }))
        })
    }

    /// The word of one token, or the words of its parts.
    fn single(&self, token: Token, words: &mut Vec<Word>) {
        let folded = fold(token.of(self.text));
        let form = self.pack.morphology.bare(&folded);
        let entries = self.entries(form);
        let Some((left, right)) = form.split_once('-').filter(|_| entries.is_empty()) else {
            words.push(Word { form: form.to_owned(), entries, span: token.span });
            return;
        };
        if doubled(left, right) {
            words.push(Word { form: left.to_owned(), entries: self.entries(left), span: token.span });
            return;
        }
        let mut start = token.span.start;
        for part in token.of(self.text).split(['-', '‐', '\u{2011}']) {
            let span = Span::new(start, start + part.len());
            let folded = fold(part);
            let form = self.pack.morphology.bare(&folded);
            words.push(Word { form: form.to_owned(), entries: self.entries(form), span });
            start = span.end + self.text[span.end..].chars().next().map_or(0, char::len_utf8);
        }
    }

    /// The lexicon's numbers of a form and of its stems, fewest affixes first.
    fn entries(&self, form: &str) -> Vec<u32> {
        let side = self.pack.language;
        let mut entries = Vec::new();
        entries.extend(self.lexicon.find(side, form));
        let most = STEMS + entries.len();
        self.pack.morphology.candidates(form, |stem| {
            entries.extend(self.lexicon.find(side, stem));
            entries.len() < most
        });
        entries
    }
}

/// Whether the halves of a compound are one word said twice (`buku-bukunya`, `berlari-lari`, `tolong-menolong`).
fn doubled(left: &str, right: &str) -> bool {
    let head = |word: &str| word.get(..DOUBLED).map(str::len);
    if right.contains('-') || head(left).is_none() || head(right).is_none() {
        return false;
    }
    let core = left.get(1..).filter(|core| core.len() >= DOUBLED).unwrap_or(left);
    left[..DOUBLED] == right[..DOUBLED] || left.ends_with(right) || right.ends_with(core)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::tokenize;
    use crate::model::{Key, Kind, Language};

    const TABLE: &str = "rumah\thouse\nperdana menteri\tpremier\nrumah sakit\thospital\nserang\tattack\nsix\tsix\nmenteri\tminister\nanak\tchild\n";

    fn read(language: Language, text: &str, evidence: &[Evidence]) -> Vec<(String, Vec<String>, String)> {
        let lexicon = Lexicon::parse("t", TABLE).unwrap();
        find(text, &tokenize(text), evidence, Pack::builtin(language), &lexicon)
            .into_iter()
            .map(|word| {
                let entries = word.entries.iter().map(|e| lexicon.form(language, *e).to_owned()).collect();
                (word.form, entries, word.span.of(text).to_owned())
            })
            .collect()
    }

    fn row(form: &str, entries: &[&str], surface: &str) -> (String, Vec<String>, String) {
        (form.to_owned(), entries.iter().map(|e| (*e).to_owned()).collect(), surface.to_owned())
    }

    #[test]
    fn forms_stems_and_multi_word_entries() {
        assert_eq!(
            read(Language::Ind, "Penyerangan Rumah Sakit, rumah: sakit perdana menteri", &[]),
            [
                row("penyerangan", &["serang"], "Penyerangan"),
                row("rumah sakit", &["rumah sakit"], "Rumah Sakit"),
                row("rumah", &["rumah"], "rumah"),
                row("sakit", &[], "sakit"),
                row("perdana menteri", &["perdana menteri"], "perdana menteri"),
            ]
        );
        assert_eq!(
            read(Language::Eng, "The Minister’s attacks", &[]),
            [
                row("the", &[], "The"),
                row("minister", &["minister"], "Minister’s"),
                row("attacks", &["attack"], "attacks"),
            ]
        );
    }

    #[test]
    fn compounds_are_one_word_when_known_or_doubled_else_their_parts() {
        assert_eq!(
            read(Language::Ind, "anak-anaknya serang-menyerang menteri‑wali", &[]),
            [
                row("anak", &["anak"], "anak-anaknya"),
                row("serang", &["serang"], "serang-menyerang"),
                row("menteri", &["menteri"], "menteri"),
                row("wali", &[], "wali"),
            ]
        );
        assert_eq!(read(Language::Eng, "six-odd", &[]).len(), 2);
    }

    #[test]
    fn what_evidence_covers_is_left_out() {
        let text = "rumah Ana Lee di sini";
        let evidence = Evidence {
            kind: Kind::Name,
            keys: vec![Key::new(Kind::Name, "lee")],
            surface: "Ana Lee".to_owned(),
            span: Span::new(6, 13),
            entity: None,
            approximate: false,
        };
        let forms: Vec<_> = read(Language::Ind, text, &[evidence]).into_iter().map(|w| w.0).collect();
        assert_eq!(forms, ["rumah", "di", "sini"]);
    }

    #[test]
    fn ugly_text_does_no_harm() {
        for text in ["", "-", "é-é-é", "a’s b‘s", "日本-日本", "mengé-ngé", "x".repeat(9000).as_str()]
        {
            read(Language::Ind, text, &[]);
            read(Language::Eng, text, &[]);
        }
    }
}
