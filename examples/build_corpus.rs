//! A folder of articles and a folder of reports -> a corpus in `corpus/`.
use std::path::{Path, PathBuf};

use sejajar::{
    Aligner, Built, CorpusBuilder, DocumentSet, Form, Language, LinkSettings, Linker, Observer, Reading,
};

/// An observer that ignores all reports, never suspends the work and has no clock.
struct Nobody;
impl Observer for Nobody {}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths = [[PathBuf::from("articles")], [PathBuf::from("reports")]];
    let articles = DocumentSet::find(&paths[0], Language::Ind, &Reading::default(), &Nobody)?;
    let reports = DocumentSet::find(&paths[1], Language::Eng, &Reading::default(), &Nobody)?;
    let builder = CorpusBuilder {
        folder: Path::new("corpus"),
        overwrite: false,
        form: Form::default(),
        shard_size: 10_000,
        paths: [&paths[0], &paths[1]],
        lexicon: None,
        // What the manifest records, and what an interrupted run must agree on with the run that continues it.
        options: serde_json::Map::new(),
        config: None,
    };
    let built = builder.build(Linker {
        articles: &articles,
        reports: &reports,
        aligner: &Aligner::default(),
        settings: LinkSettings { window: Some(30), top: 5, min_confidence: 0.5 },
        strict: false,
        pool: &rayon::ThreadPoolBuilder::new().build()?,
        folder: None,
        observer: &Nobody,
    })?;
    if let Built::Finished(corpus) = built {
        println!("{} inputs could not be used", corpus.failed);
    }
    Ok(())
}
