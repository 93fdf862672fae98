//! Arguments about sentence vectors -> the sources of the vectors of each pair.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use sejajar::Error;
use sejajar::aligner::{self, Document};
use sejajar::embeddings::{Overlaps, Source};
use sejajar::export::file_stem;

use sejajar::documents::Job;

/// The sources of sentence vectors.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Sentence vectors")]
pub struct EmbeddingArgs {
    /// Folder of NAME.ind.npy and NAME.eng.npy, one row per sentence
    ///
    /// The vectors are those of any bilingual encoder, see below.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["embeddings_ind", "overlaps_ind"])]
    embeddings: Option<PathBuf>,
    /// Vectors of the sentences of the article (.npy), for a single pair
    #[arg(long, value_name = "FILE", requires = "embeddings_eng", conflicts_with = "overlaps_ind")]
    #[arg(hide_short_help = true)]
    embeddings_ind: Option<PathBuf>,
    /// Vectors of the sentences of the report (.npy)
    #[arg(long, value_name = "FILE", requires = "embeddings_ind", hide_short_help = true)]
    embeddings_eng: Option<PathBuf>,
    /// Vectors of all articles in the form of Vecalign
    ///
    /// TEXT holds runs of lines as overlap.py writes them, EMB one float32 vector per run.
    #[arg(long, value_names = ["TEXT", "EMB"], num_args = 2, requires = "overlaps_eng", hide_short_help = true)]
    overlaps_ind: Option<Vec<PathBuf>>,
    /// The same for all reports
    #[arg(long, value_names = ["TEXT", "EMB"], num_args = 2, requires = "overlaps_ind", hide_short_help = true)]
    overlaps_eng: Option<Vec<PathBuf>>,
}

/// The vectors of all pairs.
#[derive(Debug)]
pub enum Embeddings {
    /// There are none.
    None,
    /// A folder, two files per pair.
    Folder(PathBuf),
    /// Two files of a single pair.
    Files([PathBuf; 2]),
    /// Two pairs of files for all pairs.
    Overlaps(Box<[Overlaps; 2]>),
}

impl EmbeddingArgs {
    /// Whether any are given.
    pub fn given(&self) -> bool {
        self.embeddings.is_some() || self.embeddings_ind.is_some() || self.overlaps_ind.is_some()
    }

    /// Opens the files that all pairs share.
    ///
    /// # Errors
    /// A folder that is not one, files of one pair for several, malformed files of Vecalign.
    pub fn open(&self, jobs: &[Job]) -> Result<Embeddings> {
        if let Some(folder) = &self.embeddings {
            if !folder.is_dir() {
                let what = "is not a folder of NAME.ind.npy and NAME.eng.npy; for single files use --embeddings-ind and --embeddings-eng";
                return Err(Error::input(folder.display().to_string(), what).into());
            }
            return Ok(Embeddings::Folder(folder.clone()));
        }
        if let (Some(ind), Some(eng)) = (&self.embeddings_ind, &self.embeddings_eng) {
            if jobs.len() > 1 {
                let what = "--embeddings-ind and --embeddings-eng hold the vectors of one pair; for several, give --embeddings DIR";
                return Err(Error::Option(what.to_owned()).into());
            }
            return Ok(Embeddings::Files([ind.clone(), eng.clone()]));
        }
        if let (Some(ind), Some(eng)) = (self.overlaps_ind.as_deref(), self.overlaps_eng.as_deref()) {
            return Ok(Embeddings::Overlaps(Box::new([overlaps(ind)?, overlaps(eng)?])));
        }
        Ok(Embeddings::None)
    }
}

fn overlaps(files: &[PathBuf]) -> Result<Overlaps> {
    let [text, vectors] = files else { unreachable!("clap takes two") };
    Ok(Overlaps::open(text, vectors)?)
}

impl Embeddings {
    /// Adds the vectors of both documents of a pair, if there are any.
    pub fn add(&self, job: &Job, ind: &mut Document, eng: &mut Document) -> Result<()> {
        let sources = match self {
            Embeddings::None => return Ok(()),
            Embeddings::Folder(folder) => [("ind", &job.names[0]), ("eng", &job.names[1])]
                .map(|(code, name)| Source::Npy(in_folder(folder, name, code))),
            Embeddings::Files(files) => files.clone().map(Source::Npy),
            Embeddings::Overlaps(both) => both.each_ref().map(Source::Overlaps),
        };
        Ok(aligner::embed([ind, eng], sources.each_ref())?)
    }
}

/// `DIR/NAME.ind.npy`; the name is made as for the files written for the pair.
fn in_folder(folder: &Path, name: &str, code: &str) -> PathBuf {
    folder.join(format!("{}.{code}.npy", file_stem(name)))
}
