//! Arguments about sentence vectors -> where those of each pair stand.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use sejajar::Error;
use sejajar::aligner::{self, Document};
use sejajar::embeddings::{Overlaps, Source};
use sejajar::export::file_stem;

use sejajar::documents::Job;

/// Where sentence vectors stand.
#[derive(Debug, Clone, Args)]
pub struct EmbeddingArgs {
    /// Folder of sentence vectors that any encoder for both languages has made: NAME.ind.npy and NAME.eng.npy
    /// for each pair, a row a sentence
    #[arg(long, value_name = "DIR", conflicts_with_all = ["embeddings_ind", "overlaps_ind"])]
    embeddings: Option<PathBuf>,
    /// Vectors of the article's sentences (.npy), where there is one pair
    #[arg(long, value_name = "FILE", requires = "embeddings_eng", conflicts_with = "overlaps_ind")]
    embeddings_ind: Option<PathBuf>,
    /// Vectors of the report's sentences (.npy)
    #[arg(long, value_name = "FILE", requires = "embeddings_ind")]
    embeddings_eng: Option<PathBuf>,
    /// Vectors as Vecalign has them, of all articles: runs of lines as its overlap.py writes them, and a
    /// float32 vector a run
    #[arg(long, value_names = ["TEXT", "EMB"], num_args = 2, requires = "overlaps_eng")]
    overlaps_ind: Option<Vec<PathBuf>>,
    /// The same of all reports
    #[arg(long, value_names = ["TEXT", "EMB"], num_args = 2, requires = "overlaps_ind")]
    overlaps_eng: Option<Vec<PathBuf>>,
}

/// Where the vectors of all pairs stand.
#[derive(Debug)]
pub enum Embeddings {
    /// Nowhere.
    None,
    /// In a folder, two files a pair.
    Folder(PathBuf),
    /// In two files of the one pair.
    Files([PathBuf; 2]),
    /// In two pairs of files for all.
    Overlaps(Box<[Overlaps; 2]>),
}

impl EmbeddingArgs {
    /// Whether there are any.
    pub fn given(&self) -> bool {
        self.embeddings.is_some() || self.embeddings_ind.is_some() || self.overlaps_ind.is_some()
    }

    /// Opens what all pairs share.
    ///
    /// # Errors
    /// A folder that is none, files of one pair for several, files of Vecalign that cannot be used.
    pub fn open(&self, jobs: &[Job]) -> Result<Embeddings> {
        if let Some(folder) = &self.embeddings {
            if !folder.is_dir() {
                let what = "is no folder of NAME.ind.npy and NAME.eng.npy; --embeddings-ind and --embeddings-eng take files";
                return Err(Error::input(folder.display().to_string(), what).into());
            }
            return Ok(Embeddings::Folder(folder.clone()));
        }
        if let (Some(ind), Some(eng)) = (&self.embeddings_ind, &self.embeddings_eng) {
            if jobs.len() > 1 {
                let what = "--embeddings-ind and --embeddings-eng hold the vectors of one pair; for several give --embeddings DIR";
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
    /// Gives both documents of a pair their vectors, where there are any.
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

/// `DIR/NAME.ind.npy`; the name as files have it that are written for the pair.
fn in_folder(folder: &Path, name: &str, code: &str) -> PathBuf {
    folder.join(format!("{}.{code}.npy", file_stem(name)))
}
