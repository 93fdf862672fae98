//! Pairs -> XLIFF 2.1 (OASIS 2018): a `file` an article with its report, a `unit` a pair; English is the
//! source, Indonesian the target.
//!
//! What the row says of the pair stands in the metadata module (`mda`), named as the columns.

use std::io::{self, Write};

use super::held::held;
use super::props::{Prop, of_pair, of_side, tag};
use super::spec::{FileSpec, FormatSpec, Holds};
use super::xml::{Xml, is_forbidden};
use super::{Format, Losses};
use crate::model::{Language, Pair};

/// Writer of translation units.
#[derive(Default)]
struct Xliff {
    xml: Xml,
    unaligned: Losses,
    /// The article and the report whose units are being written.
    documents: Option<[String; 2]>,
    files: usize,
    units: usize,
}

impl Format for Xliff {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let [source, target] = [Language::Eng, Language::Ind].map(tag);
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" \
             xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" version=\"2.1\" srcLang=\"{source}\" \
             trgLang=\"{target}\" xml:space=\"preserve\">\n"
        )
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        if self.unaligned.has_one_side(pair) {
            return Ok(());
        }
        self.xml.text.clear();
        let pair = &*held(pair, is_forbidden, &mut self.xml.dropped);
        let documents = [&pair.article_id, &pair.report_id];
        if self.documents.as_ref().is_none_or(|open| open.each_ref() != documents) {
            self.open(pair);
            self.documents = Some(documents.map(Clone::clone));
        }
        self.unit(pair);
        out.write_all(self.xml.text.as_bytes())
    }

    /// The standard asks for a file at least: without any unit there is one that holds none.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let file = if self.documents.take().is_some() {
            "</file>\n"
        } else {
            "<file id=\"f1\"><unit id=\"u1\"><segment><source/></segment></unit></file>\n"
        };
        writeln!(out, "{file}</xliff>")
    }

    fn losses(&self) -> Losses {
        Losses { characters: self.xml.dropped, ..self.unaligned }
    }
}

impl Xliff {
    fn open(&mut self, pair: &Pair) {
        if self.documents.is_some() {
            self.xml.raw("</file>\n");
        }
        self.files += 1;
        self.units = 0;
        self.xml.raw("<file");
        self.xml.attribute("id", &format!("f{}", self.files));
        self.xml.attribute("original", &pair.report_id);
        self.xml.raw(">\n");
        self.metadata(&[
            ("report", of_side(pair, Language::Eng).collect()),
            ("article", of_side(pair, Language::Ind).collect()),
        ]);
    }

    fn unit(&mut self, pair: &Pair) {
        self.units += 1;
        self.xml.raw("<unit");
        self.xml.attribute("id", &format!("u{}", self.units));
        self.xml.attribute("name", &pair.pair_id);
        self.xml.raw(">\n");
        self.metadata(&[("pair", of_pair(pair).collect())]);
        self.xml.raw("<segment state=\"translated\">");
        self.xml.element("source", &[], &pair.eng_text);
        self.xml.element("target", &[], &pair.ind_text);
        self.xml.raw("</segment>\n</unit>\n");
    }

    fn metadata(&mut self, groups: &[(&str, Vec<Prop<'_>>)]) {
        if groups.iter().all(|(_, props)| props.is_empty()) {
            return;
        }
        self.xml.raw("<mda:metadata>\n");
        for (category, props) in groups.iter().filter(|(_, props)| !props.is_empty()) {
            self.xml.raw("<mda:metaGroup");
            self.xml.attribute("category", category);
            self.xml.raw(">\n");
            for (name, value) in props {
                self.xml.element("mda:meta", &[("type", name)], value);
                self.xml.raw("\n");
            }
            self.xml.raw("</mda:metaGroup>\n");
        }
        self.xml.raw("</mda:metadata>\n");
    }
}

/// Translation units.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "xliff",
    about: "XLIFF 2.1, a file element a document pair, evidence as metadata",
    holds: Holds::Pairs,
    files: &[FileSpec::whole("xlf", |_| Ok(Box::new(Xliff::default())))],
    reader: None,
};
