//! Formats -> their names, what they hold and which files they write: the table that everything else about a
//! format follows.

use super::FormatName;

/// What rows of a format hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Every column.
    Table,
    /// Every row, not every column.
    Rows,
    /// Rows that have both sides, not every column.
    Pairs,
}

/// One of the files that a format writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Folder in which it stands; empty where it stands beside the others.
    pub folder: &'static str,
    /// The ending of its name, without the dot.
    pub ending: &'static str,
    /// Whether it can hold only one article with its report.
    pub one_document: bool,
}

const fn whole(ending: &'static str) -> Piece {
    Piece { folder: "", ending, one_document: false }
}

const fn of_document(folder: &'static str, ending: &'static str) -> Piece {
    Piece { folder, ending, one_document: true }
}

/// What is known about a format.
pub(super) struct Known {
    /// The format.
    pub(super) format: FormatName,
    /// Its name on the command line.
    pub(super) name: &'static str,
    /// What it is, in a few words for a help page.
    pub(super) about: &'static str,
    /// What its rows hold.
    pub(super) holds: Holds,
    /// The files that it writes, in the order of its writers.
    pub(super) pieces: &'static [Piece],
}

/// Every format, in the order of [`FormatName`].
pub(super) static KNOWN: [Known; 14] = [
    Known {
        format: FormatName::Csv,
        name: "csv",
        about: "native table, comma separated",
        holds: Holds::Table,
        pieces: &[whole("csv")],
    },
    Known {
        format: FormatName::Tsv,
        name: "tsv",
        about: "native table, tab separated, no quoting; tabs and newlines in texts become spaces",
        holds: Holds::Table,
        pieces: &[whole("tsv")],
    },
    Known {
        format: FormatName::Jsonl,
        name: "jsonl",
        about: "native table, one JSON object a line",
        holds: Holds::Table,
        pieces: &[whole("jsonl")],
    },
    Known {
        format: FormatName::Parquet,
        name: "parquet",
        about: "native table, typed columns and lists, zstd (in builds with the feature parquet)",
        holds: Holds::Table,
        pieces: &[whole("parquet")],
    },
    Known {
        format: FormatName::Vecalign,
        name: "vecalign",
        about: "sentence positions only, `[0]:[0, 1]:SCORE`, a file a document pair",
        holds: Holds::Rows,
        pieces: &[of_document("", "align")],
    },
    Known {
        format: FormatName::Text,
        name: "text",
        about: "a page to read: both texts, shared evidence, what does not agree",
        holds: Holds::Rows,
        pieces: &[whole("txt")],
    },
    Known {
        format: FormatName::Tmx,
        name: "tmx",
        about: "translation memory, TMX 1.4b, with confidence, evidence and flags as props",
        holds: Holds::Pairs,
        pieces: &[whole("tmx")],
    },
    Known {
        format: FormatName::Xliff,
        name: "xliff",
        about: "XLIFF 2.1, a file element a document pair, evidence as metadata",
        holds: Holds::Pairs,
        pieces: &[whole("xlf")],
    },
    Known {
        format: FormatName::Xces,
        name: "xces",
        about: "links and documents as OPUS has them: a folder with align.xml, ind/ and eng/",
        holds: Holds::Rows,
        pieces: &[whole("xml"), of_document("ind", "xml"), of_document("eng", "xml")],
    },
    Known {
        format: FormatName::Moses,
        name: "moses",
        about: "two files, PREFIX.ind and PREFIX.eng, line beside line",
        holds: Holds::Pairs,
        pieces: &[whole("ind"), whole("eng")],
    },
    Known {
        format: FormatName::Bitextor,
        name: "bitextor",
        about: "table of Bitextor: src_url, trg_url, src_text, trg_text, aligner_score; tab separated",
        holds: Holds::Pairs,
        pieces: &[whole("bitextor.tsv")],
    },
    Known {
        format: FormatName::Hunalign,
        name: "hunalign",
        about: "both texts and the score, tab separated, as hunalign -text writes them",
        holds: Holds::Rows,
        pieces: &[whole("hunalign.txt")],
    },
    Known {
        format: FormatName::Ladder,
        name: "ladder",
        about: "hunalign's ladder: sentence positions only, a file a document pair",
        holds: Holds::Rows,
        pieces: &[of_document("", "ladder")],
    },
    Known {
        format: FormatName::Hf,
        name: "hf",
        about: "Hugging Face datasets: {\"translation\": {\"en\": …, \"id\": …}} a line",
        holds: Holds::Pairs,
        pieces: &[whole("hf.jsonl")],
    },
];
