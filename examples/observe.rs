//! Indonesian sentences on standard input, one a line -> a JSON line each with what the tagger of names sees
//! of its words; `scripts/tagger` learns from them.

use std::io::{BufRead, Write};

use sejajar::evidence::{Context, Observation, observe};
use sejajar::lang::Pack;
use sejajar::lexicon::Lexicon;
use sejajar::model::Language;
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let lexicon = Lexicon::builtin();
    let context = Context { pack: Pack::builtin(Language::Ind), lexicon: &lexicon, published: None };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let words: Vec<Value> = observe(&line?, context).iter().map(word).collect();
        writeln!(out, "{}", Value::from(words))?;
    }
    out.flush()
}

fn word(seen: &Observation) -> Value {
    json!([seen.span.start, seen.span.end, seen.word, seen.sure, seen.features])
}
