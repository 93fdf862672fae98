//! A document that the caller holds in memory -> its text, or its bytes and how these are read.

use std::borrow::Cow;

use crate::aligner::Aligner;
use crate::error::Result;
use crate::model::SourceText;
use crate::read::{Fields, Record};

/// A document in memory.
#[derive(Debug, Clone)]
pub struct Memory {
    /// The name that messages call it by.
    pub name: String,
    /// Its content.
    pub content: Content,
}

/// The content of a document in memory.
#[derive(Debug, Clone)]
pub enum Content {
    /// A text, which is decoded already.
    Text(String),
    /// The bytes of a file, whose encoding is detected.
    Bytes(Vec<u8>),
    /// One sentence per line.
    Sentences(String),
    /// The fields of a record with their values; they have the usual names.
    Record(Vec<(String, String)>),
}

impl Content {
    /// The document's own name, where it is a record that has one.
    pub fn name(&self) -> Option<String> {
        match self {
            Content::Record(values) => Record::name_of(&Fields::default(), values),
            _ => None,
        }
    }
}

impl Memory {
    /// The text of a record; nothing of a document that is still to be read from its bytes.
    pub(super) fn text(&self) -> Result<Option<SourceText>> {
        let Content::Record(values) = &self.content else { return Ok(None) };
        let record = Record::of_values(&self.name, &Fields::default(), values)?;
        record.article(&self.name).map(Some)
    }

    /// All of its bytes; none of a record.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match &self.content {
            Content::Text(text) | Content::Sentences(text) => text.clone().into_bytes(),
            Content::Bytes(bytes) => bytes.clone(),
            Content::Record(_) => Vec::new(),
        }
    }

    /// The aligner that reads these bytes: those of a text are UTF-8 whatever the options say, and sentences
    /// stay as they are.
    pub(super) fn reader<'a>(&self, aligner: &'a Aligner) -> Cow<'a, Aligner> {
        let sentences = match self.content {
            Content::Text(_) => false,
            Content::Sentences(_) => true,
            Content::Bytes(_) | Content::Record(_) => return Cow::Borrowed(aligner),
        };
        let mut options = aligner.options().clone();
        options.sentences |= sentences;
        options.read.encoding = Some("utf-8".to_owned());
        Cow::Owned(aligner.with_options(options))
    }
}
