//! Pairs -> a translation memory (TMX 1.4b, LISA OSCAR 2005): a `tu` a pair, English (what was translated)
//! and Indonesian.
//!
//! Shape, confidence, scores, evidence and flags are `prop` elements of the `tu`, named as the columns; those
//! of a `tuv` name the document, its sentences and what is known of it.

use std::io::{self, Write};

use super::held::held;
use super::props::{of_pair, of_side, tag};
use super::spec::{FileSpec, FormatSpec, Holds};
use super::xml::{Xml, is_forbidden};
use super::{Format, Losses};
use crate::model::{Language, Pair};

/// Writer of translation memories.
#[derive(Default)]
struct Tmx {
    xml: Xml,
    unaligned: Losses,
}

impl Format for Tmx {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n<header creationtool=\"sejajar\" \
             creationtoolversion=\"{version}\" segtype=\"sentence\" o-tmf=\"sejajar\" adminlang=\"en\" srclang=\"en\" \
             datatype=\"plaintext\"/>\n<body>\n"
        )
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        if self.unaligned.has_one_side(pair) {
            return Ok(());
        }
        let xml = &mut self.xml;
        let pair = &*held(pair, is_forbidden, &mut xml.dropped);
        xml.text.clear();
        xml.raw("<tu");
        xml.attribute("tuid", &pair.pair_id);
        if pair.group.ind.len() > 1 || pair.group.eng.len() > 1 {
            xml.attribute("segtype", "block");
        }
        xml.raw(">\n");
        of_pair(pair).for_each(|(name, value)| prop(xml, name, &value));
        [Language::Eng, Language::Ind].into_iter().for_each(|language| variant(xml, pair, language));
        xml.raw("</tu>\n");
        out.write_all(xml.text.as_bytes())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"</body>\n</tmx>\n")
    }

    fn losses(&self) -> Losses {
        Losses { characters: self.xml.dropped, ..self.unaligned }
    }
}

fn prop(xml: &mut Xml, name: &str, value: &str) {
    xml.element("prop", &[("type", name)], value);
    xml.raw("\n");
}

fn variant(xml: &mut Xml, pair: &Pair, language: Language) {
    xml.raw("<tuv");
    xml.attribute("xml:lang", tag(language));
    xml.raw(">\n");
    of_side(pair, language).for_each(|(name, value)| prop(xml, name, &value));
    xml.element("seg", &[], pair.text(language));
    xml.raw("</tuv>\n");
}

/// A translation memory.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "tmx",
    about: "translation memory, TMX 1.4b, with confidence, evidence and flags as props",
    holds: Holds::Pairs,
    files: &[FileSpec::whole("tmx", |_| Ok(Box::new(Tmx::default())))],
    reader: None,
};
