//! Aligned pairs of documents -> rows, links, explanations and the closing summary of a run.

use std::io::Write;

use anyhow::{Context, Result, bail};
use sejajar::Error;
use sejajar::audit::{Summary, told};
use sejajar::documents::{ErrorRow, Job};
use sejajar::export::Place;
use sejajar::model::{Language, Pair, SourceText};
use serde_json::{Value, json};

use crate::cmd::align::Args;
use crate::explaining::{SentenceLink, SentenceLinks, Which};
use crate::output::{Output, OutputArgs};
use crate::reports::{DroppedTable, RunReports, apart};
use crate::say::{self, Outcome, counted};
use crate::summary::of_rows;

/// A pair of documents, aligned.
pub struct Aligned {
    /// Their rows.
    pub rows: Vec<Pair>,
    /// Present if `--links` requests them and the documents are not judged by the lattice.
    pub links: Option<Vec<SentenceLink>>,
    /// The requested explanations that concern this pair, by the number of the request.
    pub explanations: Vec<(usize, String)>,
    /// The article, with the dropped lines.
    pub article: SourceText,
    /// The report.
    pub report: SourceText,
}

/// A doubt that a pair tells one story: most sentences of an article should come from its report.
fn strangers(rows: &[Pair]) -> Option<String> {
    /// Smaller shares are doubtful; trans-edited articles keep well over half.
    const RELATED: f64 = 0.25;
    /// Fewer sentences are no basis for a doubt.
    const ENOUGH: usize = 8;
    let all: usize = rows.iter().map(|row| row.group.ind.len()).sum();
    let both = rows.iter().filter(|row| !row.group.is_null());
    let from: f64 = both.map(|row| told(row) * row.group.ind.len() as f64).sum();
    (all >= ENOUGH && from < RELATED * all as f64)
        .then(|| format!("only {from:.0} of its {all} sentences have a partner: is this its report?"))
}

/// An aligned pair as one line.
fn in_words(job: &Job, aligned: &Aligned) -> String {
    let rows = &aligned.rows;
    let both = rows.iter().filter(|row| !row.group.is_null()).count();
    let dropped = aligned.article.dropped.len() + aligned.report.dropped.len();
    let [rows, dropped] = [(rows.len(), "row"), (dropped, "line")].map(|(count, noun)| counted(count, noun));
    format!("{}: {rows}, {both} aligned; {dropped} dropped", job.names[0])
}

impl Args {
    /// Refuses an output in a file that is an input or another output.
    fn outputs_apart(&self, jobs: &[Job]) -> Result<()> {
        let outputs = [
            ("-o", self.output.output.as_deref()),
            ("--links", self.links.as_deref()),
            ("--errors", self.reports.errors.as_deref()),
            ("--summary", self.reports.summary.as_deref()),
            ("--dropped", self.documents.dropped.as_deref()),
        ];
        let tables = || self.scoring.file().into_iter().chain(self.deciding.files());
        outputs.iter().try_for_each(|(_, output)| self.inputs.spare(*output, jobs, tables()))?;
        apart(&outputs)
    }
}

/// All outputs of a run.
pub struct Sinks {
    /// The rows; absent if only an explanation is requested.
    output: Option<Output>,
    links: Option<SentenceLinks>,
    /// Pairs of documents without links.
    without_links: usize,
    /// The requested explanations, as far as they are found.
    explained: Vec<Option<String>>,
    dropped: Option<DroppedTable>,
    reports: RunReports,
}

impl Sinks {
    /// Opens every output before any work is done.
    ///
    /// # Errors
    /// A file that exists, is an input or cannot be written; positions to explain with several pairs.
    pub fn open(args: &Args, jobs: &[Job]) -> Result<Self> {
        let by_position = |which: &&Which| matches!(which, Which::Sentences(_));
        if let Some(which) = args.explain.iter().find(by_position).filter(|_| jobs.len() > 1) {
            let what = format!(
                "--explain {which}: positions need a single pair of documents; with several, give the pair_id of a row"
            );
            return Err(Error::Option(what).into());
        }
        args.outputs_apart(jobs)?;
        let only_explained = !args.explain.is_empty() && args.output.output.is_none();
        let output = (!only_explained).then(|| args.output.open(jobs)).transpose()?;
        let links = args.links.as_ref();
        let links = links.map(|path| SentenceLinks::open(path, args.output.overwrite, args.output.excel));
        let explained = vec![None; args.explain.len()];
        let OutputArgs { overwrite, excel, .. } = args.output;
        Ok(Sinks {
            output,
            links: links.transpose()?,
            without_links: 0,
            explained,
            dropped: args.documents.open(overwrite, excel)?,
            reports: RunReports::open(&args.reports, overwrite, excel)?,
        })
    }

    fn pair(&mut self, job: &Job, aligned: &Aligned) -> Result<()> {
        for (which, text) in &aligned.explanations {
            self.explained[*which] = Some(text.clone());
        }
        if let Some(links) = &mut self.links {
            match &aligned.links {
                Some(of_pair) => links.add(&job.names, of_pair)?,
                None => self.without_links += 1,
            }
        }
        if let Some(dropped) = &self.dropped {
            dropped.add(Language::Ind, &job.names[0], &aligned.article);
            dropped.add(Language::Eng, &job.names[1], &aligned.report);
        }
        self.output.as_mut().map_or(Ok(()), |output| output.pair(job, &aligned.rows))
    }

    fn finish(self, args: &Args, counts: &Value) -> Result<()> {
        self.output.map_or(Ok(()), Output::finish)?;
        self.links.map_or(Ok(()), SentenceLinks::finish)?;
        self.dropped.map_or(Ok(()), DroppedTable::finish)?;
        self.reports.finish("align", counts)?;
        if self.without_links > 0 {
            let pairs = counted(self.without_links, "pair");
            say::warning(&format!(
                "{pairs} without links: the lattice judges long documents and searches restricted by options"
            ));
        }
        let mut place = Place::open(None, false)?;
        let found: Vec<&str> = self.explained.iter().flatten().map(String::as_str).collect();
        place.write_all(found.join("\n").as_bytes()).with_context(|| place.name())?;
        place.finish()?;
        match args.explain.iter().zip(&self.explained).find(|(_, found)| found.is_none()) {
            None => Ok(()),
            Some((which, _)) => {
                let what =
                    format!("--explain {which}: no row has this id; it changes with the texts of the row");
                Err(Error::Option(what).into())
            }
        }
    }
}

/// The work done so far.
#[derive(Default)]
pub struct Tally {
    done: usize,
    /// Pairs that failed, inputs without a partner among them.
    failed: usize,
    summary: Summary,
}

impl Tally {
    /// Counts and reports an input without a partner.
    pub fn without_partner(&mut self, sinks: &mut Sinks, error: &Error) -> Result<()> {
        self.failed += 1;
        say::failure(error);
        sinks.reports.fail(&ErrorRow::new(None, "", "", error))
    }

    /// Writes the rows of one pair, or reports why there are none; only a broken output ends the run.
    pub fn take(&mut self, args: &Args, sinks: &mut Sinks, job: &Job, result: Result<Aligned>) -> Result<()> {
        let written = result.and_then(|mut aligned| {
            args.reading.pass_on(&job.article.display(), &aligned.article);
            args.reading.pass_on(&job.report.display(), &aligned.report);
            if let Some(doubt) = strangers(&aligned.rows).filter(|_| !args.reading.quiet) {
                say::warning(&format!("{}: {doubt}", job.article.display()));
            }
            self.summary.add(&aligned.rows, &[&aligned.article, &aligned.report]);
            if args.documents.verbose {
                say::info(&in_words(job, &aligned));
            }
            aligned.rows.retain(|row| !(args.aligned_only && row.group.is_null()));
            sinks.pair(job, &aligned)
        });
        match written {
            Ok(()) => self.done += 1,
            Err(error)
                if matches!(sinks.output, Some(Output::One(_)))
                    && error.downcast_ref::<Error>().is_none() =>
            {
                return Err(error);
            }
            Err(error) if say::is_full(&error) => {
                return Err(error.context(format!("stopped behind {}", counted(self.done, "pair"))));
            }
            Err(error) => {
                self.failed += 1;
                say::error(&error);
                let other = || Error::input(job.article.display(), say::told(&error));
                let row = |error: &Error| job.error_row(error);
                sinks.reports.fail(&error.downcast_ref().map_or_else(|| row(&other()), row))?;
            }
        }
        Ok(())
    }

    /// Puts the outputs in place and prints the summary.
    ///
    /// # Errors
    /// No pair was aligned, or an output broke.
    pub fn close(self, args: &Args, sinks: Sinks) -> Result<Outcome> {
        let counts = json!({
            "pairs_aligned": self.done,
            "pairs_failed": self.failed,
            "summary": self.summary.to_json(),
        });
        if self.done == 0 {
            sinks.reports.finish("align", &counts)?;
            bail!("nothing was aligned: {} failed", counted(self.failed, "pair"));
        }
        let wrote_page = sinks.output.is_some() && args.output.is_read();
        sinks.finish(args, &counts)?;
        if !args.reading.quiet {
            say::info(&of_rows(&self.summary));
            if wrote_page {
                say::info("this was the page to read (-f text); -o pairs.csv writes a table");
            }
        }
        if self.failed == 0 {
            return Ok(Outcome::Done);
        }
        if !args.reading.quiet {
            say::warning(&format!("{} failed; the rest is done", counted(self.failed, "pair")));
        }
        Ok(Outcome::Partly)
    }
}
