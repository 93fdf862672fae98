//! Arguments about evidence and search, shared by several commands.

use std::path::PathBuf;

use anyhow::Result;
use sejajar::Options;
use sejajar::lexicon::Lexicon;
use sejajar::score::EvidenceKinds;

/// The alignment of documents.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Alignment")]
pub struct ScoringArgs {
    /// Align by these kinds of evidence only
    ///
    /// They are names, numbers, dates, words, spelling, length and, if vectors are given, embeddings. The
    /// order of sentences always counts.
    #[arg(long, value_name = "KINDS", default_value_t = EvidenceKinds::default(), hide_default_value = true)]
    pub evidence: EvidenceKinds,
    /// Align by all kinds of evidence except these
    #[arg(long, value_name = "KINDS", conflicts_with = "evidence")]
    without: Option<EvidenceKinds>,
    /// Your own word translations on top of the built-in ones
    ///
    /// Each line is `ind TAB eng`, optionally followed by t(eng|ind) and t(ind|eng).
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
    /// Use --lexicon instead of the built-in lexicon
    #[arg(long, requires = "lexicon", help_heading = "Advanced", hide_short_help = true)]
    lexicon_only: bool,
    /// Write the uncalibrated probability of the model as confidence, to calibrate it on your own gold
    #[arg(long, help_heading = "Advanced", hide_short_help = true)]
    uncalibrated: bool,
    /// Align by the lattice alone, as for long documents: rows are runs of neighbours, without links
    #[arg(long, help_heading = "Advanced", hide_short_help = true)]
    lattice: bool,
    /// Do not look for moved blocks
    #[arg(long, help_heading = "Advanced", hide_short_help = true)]
    monotone: bool,
    /// Maximum number of sentences on one side of a bead, 1 to 4
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=4))]
    #[arg(help_heading = "Advanced", hide_short_help = true)]
    max_side: u8,
}

impl ScoringArgs {
    /// The file of a lexicon, if given.
    pub fn file(&self) -> Option<&PathBuf> {
        self.lexicon.as_ref()
    }

    /// The requested lexicon.
    ///
    /// # Errors
    /// A file that is not a lexicon.
    pub fn lexicon(&self) -> Result<Lexicon> {
        match &self.lexicon {
            Some(path) if self.lexicon_only => Ok(Lexicon::load(path)?),
            Some(path) => Ok(Lexicon::builtin().merge(&Lexicon::load(path)?)?),
            None => Ok(Lexicon::builtin()),
        }
    }

    /// Copies these arguments into the options of the library.
    pub fn apply(&self, options: &mut Options) {
        options.align.crossing = !self.monotone;
        options.lattice = self.lattice;
        options.uncalibrated = self.uncalibrated;
        options.score.kinds = self.evidence.without(self.without.unwrap_or(EvidenceKinds::NONE));
        options.align.max_side = usize::from(self.max_side);
    }
}
