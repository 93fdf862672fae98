//! Pairs -> a page to read: the two texts of a row one above the other, the evidence and what does not agree
//! below them.

use std::io::{self, Write};

use super::Format;
use super::spec::{FileSpec, FormatSpec, Holds};
use crate::model::Pair;

/// Characters on a line of text.
const WIDTH: usize = 96;
/// White space before wrapped lines.
const INDENT: &str = "        ";

/// Writer of pages to read.
#[derive(Default)]
struct Text {
    /// The documents whose rows are being written.
    current: Option<(String, String)>,
}

impl Format for Text {
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        let documents = (pair.article_id.clone(), pair.report_id.clone());
        if self.current.as_ref() != Some(&documents) {
            let gap = if self.current.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}=== {} (ind) beside {} (eng)", documents.0, documents.1)?;
            self.current = Some(documents);
        }
        head(out, pair)?;
        side(out, "ind", &pair.ind_text)?;
        side(out, "eng", &pair.eng_text)?;
        evidence(out, pair)
    }
}

/// `1-1  ind 3, eng 4  confidence .98  score 21.3 = names 8.1, numbers 5.0, words 12.2, …`.
fn head(out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
    write!(out, "\n{:<5}", pair.align_type())?;
    for (name, places) in [("ind", &pair.group.ind), ("eng", &pair.group.eng)] {
        for (n, run) in places.runs().enumerate() {
            let before = if n == 0 { format!(" {name} ") } else { ", ".to_owned() };
            match run.len() {
                1 => write!(out, "{before}{}", run.start)?,
                _ => write!(out, "{before}{}-{}", run.start, run.end - 1)?,
            }
        }
    }
    if let Some(confidence) = pair.confidence {
        write!(out, " · confidence {confidence:.2}")?;
    }
    let parts = [("names", pair.name_score), ("numbers", pair.number_score), ("words", pair.word_score)];
    if let Some(score) = pair.score {
        write!(out, " · score {score:.1}")?;
    }
    for (name, value) in
        parts.iter().filter_map(|(name, value)| Some((name, (*value)?))).filter(|(_, v)| *v != 0.0)
    {
        write!(out, " · {name} {value:.1}")?;
    }
    writeln!(out)
}

fn side(out: &mut dyn Write, name: &str, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let mut lead = format!("  {name}   ");
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            writeln!(out, "{lead}{line}")?;
            lead.replace_range(.., INDENT);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{lead}{line}")
}

fn evidence(out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
    let both: Vec<&str> =
        pair.matched_names.iter().chain(&pair.matched_numbers).map(String::as_str).collect();
    let flags: Vec<String> = pair.flags.iter().map(ToString::to_string).collect();
    let lists = [
        ("=", both.join(" ")),
        ("ind only", pair.unmatched_ind.join(" ")),
        ("eng only", pair.unmatched_eng.join(" ")),
        ("!", flags.join(" · ")),
    ];
    // What stands alone has nothing to disagree with: its evidence is not news.
    let shown =
        lists.iter().filter(|(name, list)| !list.is_empty() && (!pair.group.is_null() || *name == "!"));
    shown.into_iter().try_for_each(|(name, list)| writeln!(out, "{INDENT}{name} {list}"))
}

/// A page to read.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "text",
    about: "a page to read: both texts, shared evidence, what does not agree",
    holds: Holds::Rows,
    files: &[FileSpec::whole("txt", |_| Ok(Box::new(Text::default())))],
    reader: None,
};
