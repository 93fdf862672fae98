//! Pairs -> sentence links in XCES as OPUS has them, and the documents that they link.
//!
//! Three kinds of files: `align.xml` with a `linkGrp` for each article with its report, `ind/NAME.xml` and
//! `eng/NAME.xml` with what the rows hold of each side. An `s` is a sentence, named by its position: `s3`. Of
//! a row that does not know where its sentences begin all are one `s`, named by the positions: `s4-5`,
//! `s0_3`. A report that two articles were made from stands in two files, because their beads may cut it in
//! different places.

use std::io::{self, Write};
use std::ops::Range;

use super::cell::figure;
use super::props::tag;
use super::spec::{FileSpec, FormatSpec, Holds};
use super::xml::Xml;
use super::{DocumentNames, Format, Losses, Type};
use crate::model::{Language, Pair, Places};

const DECLARATION: &[u8] = b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// Writer of the links.
#[derive(Default)]
struct XcesLinks {
    xml: Xml,
    names: DocumentNames,
    /// The name of the documents whose links are being written.
    open: Option<String>,
    links: usize,
}

impl Format for XcesLinks {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(DECLARATION)?;
        out.write_all(b"<cesAlign version=\"1.0\">\n")
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        self.xml.text.clear();
        let name = self.names.name(pair);
        if self.open.as_deref() != Some(name) {
            if self.open.is_some() {
                self.xml.raw("</linkGrp>\n");
            }
            self.open = Some(name.to_owned());
            self.links = 0;
            self.xml.raw("<linkGrp targType=\"s\"");
            for (attribute, language) in [("fromDoc", Language::Ind), ("toDoc", Language::Eng)] {
                self.xml.attribute(attribute, &format!("{language}/{name}.xml"));
            }
            self.xml.raw(">\n");
        }
        self.link(pair);
        out.write_all(self.xml.text.as_bytes())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let group = if self.open.take().is_some() { "</linkGrp>\n" } else { "" };
        writeln!(out, "{group}</cesAlign>")
    }

    fn losses(&self) -> Losses {
        Losses { characters: self.xml.dropped, ..Losses::default() }
    }
}

impl XcesLinks {
    fn link(&mut self, pair: &Pair) {
        let names =
            |language| elements(pair, language).into_iter().map(|s| s.name).collect::<Vec<_>>().join(" ");
        let [ind, eng] = [Language::Ind, Language::Eng].map(names);
        self.links += 1;
        self.xml.raw("<link");
        self.xml.attribute("id", &format!("SL{}", self.links));
        self.xml.attribute("xtargets", &format!("{ind};{eng}"));
        if let Some(confidence) = pair.confidence.and_then(|confidence| figure(confidence, Type::Probability))
        {
            self.xml.attribute("certainty", &confidence);
        }
        self.xml.raw("/>\n");
    }
}

/// Writer of one side of a pair of documents.
struct XcesDocument {
    language: Language,
    sentences: Vec<Element>,
    xml: Xml,
}

impl XcesDocument {
    fn new(language: Language) -> Self {
        XcesDocument { language, sentences: Vec::new(), xml: Xml::default() }
    }
}

impl Format for XcesDocument {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(DECLARATION)?;
        writeln!(out, "<text xml:lang=\"{}\">\n<body>", tag(self.language))
    }

    fn pair(&mut self, _out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        self.sentences.extend(elements(pair, self.language));
        Ok(())
    }

    /// Beads may cross; a document has its sentences in order.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.sentences.sort_by_key(|s| s.at);
        for Element { name, text, .. } in std::mem::take(&mut self.sentences) {
            self.xml.text.clear();
            self.xml.element("s", &[("id", &name)], &text);
            writeln!(out, "{}", self.xml.text)?;
        }
        out.write_all(b"</body>\n</text>\n")
    }

    fn losses(&self) -> Losses {
        Losses { characters: self.xml.dropped, ..Losses::default() }
    }
}

/// An `s` of a document.
struct Element {
    /// The position of its first sentence.
    at: usize,
    name: String,
    text: String,
}

/// What a row holds of one side.
fn elements(pair: &Pair, language: Language) -> Vec<Element> {
    let (places, text) = (pair.sentences(language), pair.text(language));
    match pair.cut(language) {
        Some(pieces) => {
            let element = |(at, piece): (usize, Range<usize>)| Element {
                at,
                name: format!("s{at}"),
                text: text[piece].to_owned(),
            };
            places.iter().zip(pieces).map(element).collect()
        }
        None => vec![Element { at: places.hull().start, name: name(places), text: text.to_owned() }],
    }
}

/// `s4-5`, `s0_3`.
fn name(places: &Places) -> String {
    let run = |run: Range<usize>| match run.len() {
        1 => run.start.to_string(),
        _ => format!("{}-{}", run.start, run.end - 1),
    };
    format!("s{}", places.runs().map(run).collect::<Vec<_>>().join("_"))
}

/// Sentence links and documents as OPUS has them.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "xces",
    about: "links and documents as OPUS has them: a folder with align.xml, ind/ and eng/",
    holds: Holds::Rows,
    files: &[
        FileSpec::whole("xml", |_| Ok(Box::new(XcesLinks::default()))),
        FileSpec::of_document("ind", "xml", |_| Ok(Box::new(XcesDocument::new(Language::Ind)))),
        FileSpec::of_document("eng", "xml", |_| Ok(Box::new(XcesDocument::new(Language::Eng)))),
    ],
    reader: None,
};
