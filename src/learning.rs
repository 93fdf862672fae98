//! Pairs of documents -> a lexicon learnt from them, with each better lexicon aligned anew; judged pairs ->
//! weights of links.

use rayon::ThreadPool;

use crate::align::links::{Cases, Models, Refitted, refit};
use crate::aligner::{Aligner, Document, aligned_words};
use crate::config::Options;
use crate::documents::{Job, Jobs, in_order};
use crate::error::{Error, Result};
use crate::learn::{Corpus, LearnOptions, Learned, Round, Words, learn};
use crate::lexicon::Lexicon;
use crate::model::Language;
use crate::observer::Observer;

/// How to learn from documents.
pub struct Learning<'l> {
    /// The lexicon to start from.
    pub start: Lexicon,
    /// How documents are read and aligned.
    pub options: Options,
    /// How words are estimated.
    pub learn: LearnOptions,
    /// The threads that read and align.
    pub pool: &'l ThreadPool,
    /// Whoever watches.
    pub observer: &'l dyn Observer,
}

impl Learning<'_> {
    /// Removes the pairs that cannot be read, and gives back why.
    ///
    /// # Errors
    /// Those of [`in_order`].
    pub fn remove_unreadable(&self, jobs: &mut Jobs) -> Result<Vec<Error>> {
        let aligner = Aligner::new(self.start.clone(), self.options.clone());
        let mut wrong = Vec::new();
        let all = std::mem::take(&mut jobs.jobs).into_iter().map(Ok);
        in_order(
            Some(self.pool),
            all,
            |job| read(job, &aligner).err(),
            |job, error| {
                self.observer.check()?;
                match error {
                    Some(error) => wrong.push(error),
                    None => jobs.jobs.push(job),
                }
                Ok::<_, Error>(())
            },
        )?;
        Ok(wrong)
    }

    /// Learns from the pairs, and hands over each round when it is done.
    ///
    /// # Errors
    /// Those of [`learn`].
    pub fn run(&self, jobs: &[Job], done: impl FnMut(&Round)) -> Result<Learned> {
        learn(&self.start, &self.learn, |lexicon| self.aligned(jobs, lexicon), done)
    }

    /// All pairs, aligned with a lexicon.
    fn aligned(&self, jobs: &[Job], lexicon: &Lexicon) -> Result<Corpus> {
        let aligner = Aligner::new(lexicon.clone(), self.options.clone());
        let step = self.observer.step("aligning", jobs.len());
        let words = |job: &&Job| -> Vec<Words> {
            let Ok((ind, eng)) = read(job, &aligner) else { return Vec::new() };
            step.advance();
            let rows = aligner.align(&ind, &eng).unwrap_or_default();
            aligned_words(&ind, &eng, &rows)
        };
        let mut corpus = Corpus::default();
        in_order(Some(self.pool), jobs.iter().map(Ok), words, |_, words| {
            self.observer.check()?;
            corpus.add(&words);
            Ok::<_, Error>(())
        })?;
        Ok(corpus)
    }
}

/// The weights of links that an aligner has, refitted to its judgements (`Options::decisions`) on these
/// pairs; how the two judgements of a pair fared; and the number of documents with judgements.
///
/// # Errors
/// A document that cannot be read, and a judgement on a sentence that does not exist.
pub fn refitted(
    aligner: &Aligner,
    jobs: &[Job],
    pool: &ThreadPool,
    observer: &dyn Observer,
) -> Result<(Models, [Refitted; 2], usize)> {
    let step = observer.step("judging", jobs.len());
    let mut documents: Vec<Cases> = Vec::new();
    let cases = |job: &&Job| {
        let (ind, eng) = job.read(aligner)?;
        step.advance();
        aligner.cases(&ind, &eng)
    };
    in_order(Some(pool), jobs.iter().map(Ok), cases, |_, cases| {
        observer.check()?;
        documents.push(cases?);
        Ok::<_, Error>(())
    })?;
    documents.retain(|cases| !cases.is_empty());
    let mut models = aligner.weights().clone();
    let fared = refit(&mut models, &documents);
    Ok((models, fared, documents.len()))
}

/// The lexicon that a name stands for: `builtin`, `empty`, or that of a file.
///
/// # Errors
/// A file that cannot be read as a lexicon.
pub fn start(name: &str) -> Result<Lexicon> {
    match name {
        #[cfg(feature = "lexicon")]
        "builtin" => Ok(Lexicon::builtin()),
        #[cfg(not(feature = "lexicon"))]
        "builtin" => Err(Error::Option(
            "no lexicon is built in: start from empty or from a file, or build with the feature lexicon"
                .to_owned(),
        )),
        "empty" => Ok(Lexicon::empty()),
        file => Lexicon::load(file),
    }
}

fn read(job: &Job, aligner: &Aligner) -> Result<(Document, Document)> {
    let ind = job.article.document(Language::Ind, aligner)?;
    Ok((ind, job.report.document(Language::Eng, aligner)?))
}
