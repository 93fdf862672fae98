//! Tokens -> words outside of evidence, folded and looked up in the lexicon.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::token::{Shape, Token, TokenizedSentence};
use crate::lang::Pack;
use crate::lexicon::{Lexicon, fold};
use crate::model::{Evidence, Lexeme, Span, Word};

/// Maximum number of stems that are looked up in addition to the form itself.
const STEMS: usize = 3;
/// Minimum number of letters that the halves of a reduplicated word share.
const DOUBLED: usize = 3;

/// A cache of the words read so far.
#[derive(Debug, Default)]
pub(super) struct Readings {
    /// Single words, by number.
    single: Vec<Option<Reading>>,
    /// Multi-word entries of the lexicon.
    multi: FxHashMap<u32, Arc<Lexeme>>,
}

/// Reads the words of documents; readings are cached, so that a recurring word is read once.
pub(super) struct WordReader<'a> {
    pack: &'a Pack,
    lexicon: &'a Lexicon,
    known: &'a mut Readings,
    /// Reused between words and sentences.
    phrase: String,
    found: Vec<Word>,
}

/// The reading of a token.
#[derive(Debug)]
struct Reading {
    /// The number of words of the longest multi-word entry that may start with it.
    opens: usize,
    /// The lexicon's hash of the folded token.
    hash: u64,
    words: Words,
}

/// The words of a token.
#[derive(Debug)]
enum Words {
    /// One word for the whole token.
    Whole(Arc<Lexeme>),
    /// One word for each part of a compound, with its position.
    Parts(Vec<Word>),
}

impl<'a> WordReader<'a> {
    /// A reader that uses the cache `known`.
    pub fn new(pack: &'a Pack, lexicon: &'a Lexicon, known: &'a mut Readings) -> Self {
        WordReader { pack, lexicon, known, phrase: String::new(), found: Vec::new() }
    }

    /// The words of one sentence outside its evidence, in order; `evidence` is sorted and disjoint.
    ///
    /// A multi-word entry of the lexicon is one word; a compound that is not in the lexicon is one word per
    /// part.
    pub fn find(&mut self, sentence: TokenizedSentence<'_>, evidence: &[Evidence]) -> Vec<Word> {
        let tokens = sentence.tokens;
        let mut words = std::mem::take(&mut self.found);
        let mut covering = evidence.iter().map(|e| e.span).peekable();
        let mut at = 0;
        while at < tokens.len() {
            while covering.next_if(|span| span.end <= tokens[at].span().start).is_some() {}
            let next = covering.peek().copied();
            if tokens[at].shape != Shape::Word || next.is_some_and(|span| span.overlaps(tokens[at].span())) {
                at += 1;
                continue;
            }
            let limit = next.map_or(usize::MAX, |span| span.start);
            at += self.read(sentence, at, limit, &mut words);
        }
        let exact = Vec::from_iter(words.drain(..));
        self.found = words;
        exact
    }

    /// Adds the word or words at token `at`; only tokens before `limit` may belong to a multi-word entry.
    /// Returns the number of tokens read.
    fn read(
        &mut self,
        sentence: TokenizedSentence<'_>,
        at: usize,
        limit: usize,
        words: &mut Vec<Word>,
    ) -> usize {
        let reading = self.reading(sentence, at);
        let opens = reading.opens;
        if opens <= 1 {
            reading.add(sentence.tokens[at].span(), words);
        } else {
            let free = |token: &&Token| token.shape == Shape::Word && token.span().end <= limit;
            let run = sentence.tokens[at..].iter().take(opens).take_while(free).count();
            if let Some((taken, word)) = self.multi_word(sentence, at, run) {
                words.push(word);
                return taken;
            }
            self.reading(sentence, at).add(sentence.tokens[at].span(), words);
        }
        1
    }

    /// The longest multi-word entry at the start of the `run` tokens from `at` on, and its number of tokens.
    fn multi_word(
        &mut self,
        sentence: TokenizedSentence<'_>,
        at: usize,
        run: usize,
    ) -> Option<(usize, Word)> {
        let side = self.pack.language;
        if run < 2
            || !self.lexicon.opens_with(side, [at, at + 1].map(|token| self.reading(sentence, token).hash))
        {
            return None;
        }
        let run = &sentence.tokens[at..at + run];
        self.phrase.clear();
        for token in run {
            let space = if self.phrase.is_empty() { "" } else { " " };
            self.phrase.extend([space, &*fold(token.of(sentence.text))]);
        }
        let mut taken = run.len();
        while taken > 1 {
            if let Some(entry) = self.lexicon.find(side, &self.phrase) {
                let span = Span::new(run[0].span().start, run[taken - 1].span().end);
                let known = self.known.multi.entry(entry);
                let lexeme = known.or_insert_with(|| lexeme(&self.phrase, vec![entry]));
                return Some((taken, Word { lexeme: Arc::clone(lexeme), span }));
            }
            taken -= 1;
            let end = self.phrase.rfind(' ').unwrap_or_default();
            self.phrase.truncate(end);
        }
        None
    }

    /// The reading of a token that is a word.
    fn reading(&mut self, sentence: TokenizedSentence<'_>, at: usize) -> &Reading {
        let number = sentence.tokens[at].word.number();
        let known = &mut self.known.single;
        if number >= known.len() {
            known.resize_with(number + 1, || None);
        }
        let (pack, lexicon) = (self.pack, self.lexicon);
        known[number].get_or_insert_with(|| {
            let token = sentence.tokens[at].of(sentence.text);
            let folded = fold(token);
            let opens = lexicon.opens(pack.language, &folded);
            Reading { opens, hash: Lexicon::hash(&folded), words: Single { pack, lexicon }.words(token) }
        })
    }
}

impl Reading {
    /// Adds the word or words of a token at `span`.
    #[inline]
    fn add(&self, span: Span, words: &mut Vec<Word>) {
        match &self.words {
            Words::Whole(lexeme) => words.push(Word { lexeme: Arc::clone(lexeme), span }),
            Words::Parts(parts) => words.extend(parts.iter().map(|word| Word {
                lexeme: Arc::clone(&word.lexeme),
                span: Span::new(span.start + word.span.start, span.start + word.span.end),
            })),
        }
    }
}

/// The inputs for reading one token.
struct Single<'a> {
    pack: &'a Pack,
    lexicon: &'a Lexicon,
}

impl Single<'_> {
    /// The word of a token, or the words of its parts.
    fn words(&self, token: &str) -> Words {
        let folded = fold(token);
        let form = self.pack.morphology.bare(&folded);
        let entries = self.entries(form);
        match form.split_once('-') {
            Some((left, right)) if entries.is_empty() => {
                if doubled(left, right) {
                    Words::Whole(lexeme(left, self.entries(left)))
                } else {
                    Words::Parts(self.parts(token))
                }
            }
            _ => Words::Whole(lexeme(form, entries)),
        }
    }

    /// The words between the hyphens of a token.
    fn parts(&self, token: &str) -> Vec<Word> {
        let mut start = 0;
        let mut words = Vec::new();
        for part in token.split(['-', '‐', '\u{2011}']) {
            let span = Span::new(start, start + part.len());
            let folded = fold(part);
            let form = self.pack.morphology.bare(&folded);
            words.push(Word { lexeme: lexeme(form, self.entries(form)), span });
            start = span.end + token[span.end..].chars().next().map_or(0, char::len_utf8);
        }
        words
    }

    /// The lexicon's entries of a form and of its stems, fewest affixes first.
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

fn lexeme(form: &str, entries: Vec<u32>) -> Arc<Lexeme> {
    Arc::new(Lexeme::new(form, entries))
}

/// Whether a compound is one word reduplicated (`buku-bukunya`, `berlari-lari`, `tolong-menolong`).
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
    use crate::evidence::token::{Numbers, Tokens};
    use crate::model::{Key, Kind, Language};

    const TABLE: &str = "rumah\thouse\nperdana menteri\tpremier\nrumah sakit\thospital\nserang\tattack\nsix\tsix\nmenteri\tminister\nanak\tchild\n";

    fn read(language: Language, text: &str, evidence: &[Evidence]) -> Vec<(String, Vec<String>, String)> {
        let lexicon = Lexicon::parse("t", TABLE).unwrap();
        let (texts, mut numbers) = ([text], Numbers::default());
        let tokens = Tokens::of(&texts, &mut numbers);
        WordReader::new(Pack::builtin(language), &lexicon, &mut Readings::default())
            .find(tokens.sentences(&texts)[0], evidence)
            .into_iter()
            .map(|word| {
                let entries =
                    word.lexeme.entries.iter().map(|e| lexicon.form(language, *e).to_owned()).collect();
                (word.lexeme.form.clone(), entries, word.span.of(text).to_owned())
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
