//! `sejajar review`: a table -> a page on which its rows are judged; decisions -> gold, table or csv.

mod exporting;

use std::io::{BufRead, Read};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::Result;
use sejajar::Error;

use crate::review::sample::Sample;
use crate::review::table::Table;
use crate::review::{Review, decision, exchange, target};
use crate::say::{self, Outcome};
use crate::web;

/// Arguments of `review`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  # open the printed address; Ctrl-C stops the server
  sejajar review pairs.csv
  # decisions of sari, always on the same port
  sejajar review pairs.csv --annotator sari --port 8080
  # beads for eval align, one file per document
  sejajar review pairs.csv --annotator sari --export gold -o gold/
  sejajar review pairs.csv --annotator sari --export table -o judged.csv
  # then sejajar audit --judged sample.csv sari.csv
  sejajar review sample.csv --annotator sari --export rows -o sari.csv
  # the decisions of all annotators
  sejajar review pairs.csv --export csv -o decisions.csv
  # a sample, judged in whole documents without the model's opinions
  sejajar review pairs.csv --only sample.csv --blind
  # decide where annotators differ; where they agree, rows are judged already
  sejajar review pairs.csv --adjudicator final
  # kappa of every two annotators, alpha of all
  sejajar review pairs.csv --export agreement
  # add those of another store of the same table
  sejajar review pairs.csv --import decisions.csv
  # beads from elsewhere, as decisions under that name
  sejajar review pairs.csv --import kim.gold --annotator gold

Every decision is stored with its time and its annotator in TABLE.review.db, and is never changed: an undo \
is one more decision. Each annotator sees the table with their own decisions. In gold, the sentences of a \
rejected row are unaligned, and rows that nobody judged are written as they are in the table. The server \
accepts requests only from this machine and only with the token of the printed address.")]
pub struct Args {
    /// The table (csv, tsv, jsonl)
    table: PathBuf,
    /// Name of the annotator [default: the name of the user]
    #[arg(long, value_name = "NAME", value_parser = annotator, help_heading = "Decisions")]
    annotator: Option<String>,
    /// File of decisions [default: TABLE.review.db beside the table]
    #[arg(long, value_name = "FILE", help_heading = "Decisions")]
    store: Option<PathBuf>,
    /// Show the table, and accept no decisions
    #[arg(long, conflicts_with = "import", help_heading = "Decisions")]
    read_only: bool,
    /// Judge only the rows of this sample of the table, each within its whole document
    ///
    /// A sample is what audit --sample wrote. With --export rows, only these rows are written.
    #[arg(long, value_name = "FILE", conflicts_with = "import", help_heading = "Decisions")]
    only: Option<PathBuf>,
    /// Hide confidence, scores, flags, marks of evidence and the order by them
    #[arg(long, conflicts_with_all = ["import", "export"], help_heading = "Decisions")]
    blind: bool,
    /// Seed of the random order of --blind
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Decisions")]
    seed: u64,
    /// Decide, under this name, on the rows on which the other annotators differ
    ///
    /// Rows on which all who judged them agree (two at least) are judged like that at the start.
    #[arg(
        long, value_name = "NAME", value_parser = annotator, help_heading = "Decisions",
        conflicts_with_all = ["import", "export", "annotator", "read_only"]
    )]
    adjudicator: Option<String>,
    /// Add decisions, and start no server
    ///
    /// FILE is a csv of --export with its annotators; or NAME.gold or a judged table, as decisions of
    /// --annotator.
    #[arg(long, value_name = "FILE", help_heading = "Decisions")]
    import: Option<PathBuf>,
    /// Port to listen on (0: any free port)
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Server")]
    port: u16,
    /// Address to listen on
    ///
    /// Any other than the default admits other machines that know the token.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", help_heading = "Server")]
    host: IpAddr,
    /// Write the decisions in this form, and start no server
    #[arg(long, value_name = "WHAT", conflicts_with = "import", help_heading = "Export")]
    export: Option<Export>,
    /// File of --export, or a folder for gold; standard output when absent
    #[arg(short, long, value_name = "FILE|DIR", requires = "export", help_heading = "Export")]
    output: Option<PathBuf>,
    /// With --export table: for spreadsheets, as align --excel
    #[arg(long, requires = "export", help_heading = "Export")]
    excel: bool,
    /// With --export gold: only documents in which every row is judged
    #[arg(long, requires = "export", help_heading = "Export")]
    judged_only: bool,
    /// Replace output files that exist
    #[arg(long, requires = "export", help_heading = "Export")]
    overwrite: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Export {
    /// Beads, one `[0]:[0, 1]` per line, one file per document
    Gold,
    /// The table with the columns status, codes and note
    Table,
    /// The original rows, each with its status (edited: its sentences are grouped otherwise now), for audit
    /// --judged
    Rows,
    /// The decisions of all annotators, one per line
    Csv,
    /// Agreement and kappa of every two annotators, alpha of all (csv)
    Agreement,
}

fn annotator(name: &str) -> Result<String, String> {
    decision::annotator(name)
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    let table = Table::read(&args.table)?;
    let store = args.store.clone().unwrap_or_else(|| beside(&args.table));
    let read_only = args.read_only || args.export.is_some();
    let only = args.only.as_deref().map(|path| Sample::read(path, &table)).transpose()?;
    let guessed = table.guessed();
    if guessed > 0 && args.export.is_none() {
        say::warning(&format!(
            "{} of {} do not say where their sentences begin (a table of an earlier version): sentences are \
             guessed; sejajar align writes a table that says it",
            say::counted(guessed, "row"),
            args.table.display()
        ));
    }
    let mut review = Review::open(table, &store, read_only)?;
    review.only = only;
    match (args.export, &args.import) {
        (Some(what), _) => args.export(what, &mut review),
        (None, Some(file)) => args.import(file, &mut review),
        (None, None) => args.serve(review),
    }
}

/// `pairs.csv` -> `pairs.csv.review.db`.
fn beside(table: &Path) -> PathBuf {
    let mut name = table.as_os_str().to_owned();
    name.push(".review.db");
    name.into()
}

/// Adds the decisions of a log written by another store.
fn import(file: &Path, review: &mut Review) -> Result<Outcome> {
    let imported = review.import(exchange::read(file)?)?;
    for (line, what) in &imported.refused {
        say::error(&Error::line(file.display().to_string(), *line, what).into());
    }
    say::info(&format!(
        "{} added, {} already known, {} refused",
        say::counted(imported.taken, "decision"),
        say::grouped(imported.known),
        say::grouped(imported.refused.len())
    ));
    Ok(if imported.refused.is_empty() { Outcome::Done } else { Outcome::Partly })
}

/// Whether the file is a log of decisions: its header differs from that of every table.
fn is_log(file: &Path) -> Result<bool> {
    let mut head = Vec::new();
    let opened = Error::opened(file)?;
    std::io::BufReader::new(opened.take(4096)).read_until(b'\n', &mut head)?;
    let head = String::from_utf8_lossy(&head);
    Ok(!head.contains("pair_id") && !head.trim_start().starts_with('{'))
}

impl Args {
    fn serve(&self, mut review: Review) -> Result<Outcome> {
        let settings = web::Settings {
            host: self.host,
            port: self.port,
            annotator: self.adjudicator.clone().or_else(|| self.annotator.clone()).unwrap_or_else(user),
            read_only: self.read_only,
            blind: self.blind,
            seed: self.seed,
            adjudicator: self.adjudicator.clone(),
        };
        if let Some(name) = &self.adjudicator {
            let (taken, differing) = web::adjudicated(&mut review, name, Vec::new())?;
            say::info(&format!(
                "{} of {name} on which the others agree; they differ on {}",
                say::counted(taken, "decision"),
                say::counted(differing, "row")
            ));
        }
        if !self.host.is_loopback() {
            say::warning(&format!(
                "{} admits other machines that know the token, over an unencrypted connection",
                self.host
            ));
        }
        let kept = if self.read_only {
            "read only; no decisions are accepted".to_owned()
        } else {
            format!("decisions of {} are stored in {}", settings.annotator, review.store().display())
        };
        web::serve(review, settings, |url| {
            say::info(&format!("{kept}\npress Ctrl-C to end\n"));
            say::info(&format!("  {url}\n"));
        })?;
        Ok(Outcome::Done)
    }

    /// Imports a log with its annotators, or gold or a judged table as decisions of the named annotator.
    fn import(&self, file: &Path, review: &mut Review) -> Result<Outcome> {
        let is_gold = file.extension().is_some_and(|ending| ending == "gold");
        if !is_gold && is_log(file)? {
            return import(file, review);
        }
        let wanted = match is_gold {
            true => vec![target::gold(&review.table, file)?],
            false => target::judged(&review.table, file)?,
        };
        let name = self.annotator.clone().unwrap_or_else(user);
        let taken = review.reach(&name, &wanted)?;
        say::info(&format!("{} of {name} taken", say::counted(taken, "decision")));
        Ok(Outcome::Done)
    }
}

/// The name of the user according to the system.
fn user() -> String {
    let names = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
    names.filter_map(|name| decision::annotator(&name).ok()).next().unwrap_or_else(|| "annotator".to_owned())
}
