//! Which tables this build holds: each by the first 12 hexadecimal digits of a hash of its content.
//!
//! The same version of the program with another lexicon gives other rows, so a corpus should name both.

/// The tables and their versions.
pub const TABLES: [(&str, &str); 6] = [
    ("lexicon ind-eng", env!("SEJAJAR_LEXICON")),
    ("pack ind", env!("SEJAJAR_PACK_IND")),
    ("pack eng", env!("SEJAJAR_PACK_ENG")),
    ("tagger ind", env!("SEJAJAR_TAGGER")),
    ("calibration", env!("SEJAJAR_CALIBRATION")),
    ("links", env!("SEJAJAR_LINKS")),
];
