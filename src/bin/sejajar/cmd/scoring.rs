//! Arguments about what speaks for a row and how rows are searched for, which several verbs share.

use std::path::PathBuf;

use anyhow::Result;
use sejajar::Options;
use sejajar::lexicon::Lexicon;
use sejajar::score::EvidenceKinds;

/// How documents are aligned.
#[derive(Debug, Clone, clap::Args)]
pub struct ScoringArgs {
    /// Word translations of your own on top of the built-in ones: `ind TAB eng`, or with t(eng|ind) and
    /// t(ind|eng)
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
    /// Use --lexicon in place of the built-in one
    #[arg(long, requires = "lexicon")]
    lexicon_only: bool,
    /// Align by these kinds of evidence only: names, numbers, dates, words, spelling, length, embeddings
    /// where there are any (and order, always)
    #[arg(long, value_name = "KINDS", default_value_t = EvidenceKinds::default())]
    pub evidence: EvidenceKinds,
    /// Align by all kinds of evidence but these
    #[arg(long, value_name = "KINDS", conflicts_with = "evidence")]
    without: Option<EvidenceKinds>,
    /// Give the probability of a row as the model has it as its confidence, to calibrate on gold of your own
    #[arg(long)]
    uncalibrated: bool,
    /// Let the lattice alone judge, as it does of long documents: rows are runs of neighbours, without links
    #[arg(long)]
    lattice: bool,
    /// Do not look for moved blocks
    #[arg(long)]
    monotone: bool,
    /// Most sentences on one side of a bead, 1 to 4
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=4))]
    max_side: u8,
}

impl ScoringArgs {
    /// The file of a lexicon, where one is given.
    pub fn file(&self) -> Option<&PathBuf> {
        self.lexicon.as_ref()
    }

    /// The lexicon that is asked for.
    ///
    /// # Errors
    /// A file that is none.
    pub fn lexicon(&self) -> Result<Lexicon> {
        match &self.lexicon {
            Some(path) if self.lexicon_only => Ok(Lexicon::load(path)?),
            Some(path) => Ok(Lexicon::builtin().merge(&Lexicon::load(path)?)?),
            None => Ok(Lexicon::builtin()),
        }
    }

    /// Writes the same into the options of the pipeline.
    pub fn apply(&self, options: &mut Options) {
        options.align.crossing = !self.monotone;
        options.lattice = self.lattice;
        options.uncalibrated = self.uncalibrated;
        options.score.voices = self.evidence.without(self.without.unwrap_or(EvidenceKinds::NONE));
        options.align.max_side = usize::from(self.max_side);
    }
}
