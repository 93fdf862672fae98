//! The `sejajar` command: arguments in, data to standard output or files, messages to standard error.

#![warn(clippy::print_stdout, clippy::print_stderr)]

/// Documents are thousands of small strings: the allocator of the system took a tenth of the time.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod auditing;
mod cmd;
mod embeddings;
mod explaining;
mod interrupt;
mod output;
mod place;
mod progress;
#[cfg(feature = "review")]
mod review;
mod say;
mod settings;
mod statistics;
mod summary;
mod tables;
mod view;
#[cfg(feature = "review")]
mod web;

use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use say::Outcome;

/// Aligns Indonesian news articles with the English reports they were made from, and explains every row.
#[derive(Debug, Parser)]
#[command(name = "sejajar", version, long_version = versions(), propagate_version = true, max_term_width = 100)]
#[command(after_help = "\
Examples:
  sejajar align kim.ind.txt kim.eng.txt            one pair, table to standard output
  sejajar align pairs/ -o pairs.csv                every NAME.ind.EXT with its NAME.eng.EXT
  sejajar split kim.ind.txt --lang ind             one sentence per line
  sejajar build --articles id/ --reports en/ -o corpus/   the report of each article, and their rows
  sejajar evidence kim.ind.txt --lang ind          the names, numbers and dates of every sentence
  sejajar audit pairs.csv                          disagreements, omissions, additions
  sejajar export pairs.csv --to tmx -o pairs.tmx   a translation memory of a table

Exit status: 0 done; 1 failure; 2 wrong usage; 3 done, but some inputs failed or a gate (audit --fail-on) tripped.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Align an article with its report, or a folder of pairs, into a parallel table
    Align(Box<cmd::align::Args>),
    /// Split an article into sentences
    Split(cmd::split::Args),
    /// Show the names, numbers and dates of every sentence
    Evidence(cmd::evidence::Args),
    /// Find the reports that articles were made from
    Link(cmd::link::Args),
    /// Build a corpus of articles and the reports they were made from
    Build(Box<cmd::build::Args>),
    /// Audit aligned rows: disagreements, omissions, quality of the corpus
    Audit(Box<cmd::audit::Args>),
    /// Count the content of tables and corpora
    Stats(cmd::stats::Args),
    /// Write tables for other tools: translation memories, trainers, corpora, clusters
    Export(Box<cmd::export::Args>),
    /// Learn the words of your own pairs: a lexicon for align
    Learn(cmd::learn::Args),
    /// Judge the rows of a table on a local page
    #[cfg(feature = "review")]
    Review(Box<cmd::review::Args>),
    /// Measure a hypothesis against gold
    Eval(cmd::eval::Args),
    /// Print a script that completes commands and options in a shell
    Completions(cmd::completions::Args),
    /// Write manual pages
    Man(cmd::man::Args),
}

/// The version of the program and of the built-in tables.
fn versions() -> String {
    let tables = sejajar::versions::TABLES.iter().map(|(table, version)| format!("\n{table} {version}"));
    env!("CARGO_PKG_VERSION").to_owned() + &tables.collect::<String>()
}

/// Reads the arguments, and the file of options if the command has one, and runs the command.
fn run() -> Result<Outcome> {
    let given = settings::with_file(std::env::args_os().collect(), &cmd::build::verb())?;
    let matches = Cli::command().try_get_matches_from(&given.args).unwrap_or_else(|error| given.exit(&error));
    match Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command {
        Command::Align(args) => cmd::align::run(&args),
        Command::Split(args) => cmd::split::run(&args),
        Command::Evidence(args) => cmd::evidence::run(&args),
        Command::Link(args) => cmd::link::run(&args),
        Command::Learn(args) => cmd::learn::run(&args),
        Command::Export(args) => cmd::export::run(&args),
        Command::Audit(args) => cmd::audit::run(&args),
        Command::Stats(args) => cmd::stats::run(&args),
        #[cfg(feature = "review")]
        Command::Review(args) => cmd::review::run(&args),
        Command::Eval(args) => cmd::eval::run(&args),
        Command::Completions(args) => cmd::completions::run(&args, Cli::command()),
        Command::Man(args) => cmd::man::run(&args, Cli::command()),
        Command::Build(args) => {
            cmd::build::run(&args, matches.subcommand_matches("build").expect("the verb that was parsed"))
        }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(3),
        Err(error) if say::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say::error(&error);
            ExitCode::from(if say::is_usage(&error) { 2 } else { 1 })
        }
    }
}
