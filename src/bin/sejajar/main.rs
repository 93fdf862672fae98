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
mod progress;
mod reports;
#[cfg(feature = "review")]
mod review;
mod say;
mod settings;
mod statistics;
mod summary;
mod terminal;
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
#[command(disable_help_flag = true, disable_version_flag = true)]
#[command(after_help = "\
Examples:
  # one pair: a page to read on a terminal, a table (csv) in a pipe
  sejajar align kim.ind.txt kim.eng.txt
  # every NAME.ind.EXT with its NAME.eng.EXT
  sejajar align pairs/ -o pairs.csv
  # one sentence per line
  sejajar split kim.ind.txt --lang ind
  # the report of each article, and their rows
  sejajar build --articles id/ --reports en/ -o corpus/
  # the names, numbers and dates of every sentence
  sejajar evidence kim.ind.txt --lang ind
  # disagreements, omissions, additions
  sejajar audit pairs.csv
  # a translation memory of a table
  sejajar export pairs.csv -o pairs.tmx

Exit status: 0 done; 1 failure; 2 wrong usage; 3 done, but some inputs failed or a gate (audit --fail-on) \
tripped; 130 stopped by Ctrl-C.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    general: General,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "General")]
struct General {
    /// Colours of pages and messages; auto: on a terminal, unless NO_COLOR is set
    ///
    /// CLICOLOR_FORCE colours what goes into a pipe, too.
    #[arg(long, value_name = "WHEN", global = true, display_order = 900, default_value = "auto")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    color: clap::ColorChoice,
    /// Print a summary; --help prints all options, and examples
    #[arg(short, long, global = true, display_order = 901, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Print the version; --version prints those of the built-in tables too
    #[arg(short = 'V', long, global = true, display_order = 902, action = clap::ArgAction::Version)]
    version: Option<bool>,
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
    /// Ask about the links between sentences of which least is certain
    #[command(name = "ask")]
    Questions(Box<cmd::ask::Args>),
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

/// The definition of all commands. Headings are printed in the order of their first option, so options that
/// few need, and those of every command, come last.
fn definition() -> clap::Command {
    Cli::command().mut_subcommands(|command| ["Advanced", "General"].into_iter().fold(command, moved_last))
}

/// Moves the options below a heading to the end, where clap puts an option that is changed.
fn moved_last(command: clap::Command, heading: &str) -> clap::Command {
    let options = command.get_arguments().filter(|arg| arg.get_help_heading() == Some(heading));
    let ids: Vec<clap::Id> = options.map(|arg| arg.get_id().clone()).collect();
    ids.into_iter().fold(command, |command, id| command.mut_arg(id, |arg| arg))
}

/// Reads the arguments, and the file of options if the command has one, and runs the command.
fn run() -> Result<Outcome> {
    let mut args: Vec<_> = std::env::args_os().collect();
    terminal::behind_command(&mut args);
    let colours = terminal::choose(&args);
    let definition = || definition().color(colours);
    let given = settings::with_file(args.clone(), &cmd::build::verb())?;
    let matches = definition().try_get_matches_from(&given.args).unwrap_or_else(|error| given.exit(&error));
    match Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command {
        Command::Align(args) => cmd::align::run(&args),
        Command::Split(args) => cmd::split::run(&args),
        Command::Evidence(args) => cmd::evidence::run(&args),
        Command::Link(args) => cmd::link::run(&args),
        Command::Learn(args) => cmd::learn::run(&args),
        Command::Questions(args) => cmd::ask::run(&args),
        Command::Export(args) => cmd::export::run(&args),
        Command::Audit(args) => cmd::audit::run(&args),
        Command::Stats(args) => cmd::stats::run(&args),
        #[cfg(feature = "review")]
        Command::Review(args) => cmd::review::run(&args),
        Command::Eval(args) => cmd::eval::run(&args),
        Command::Completions(args) => cmd::completions::run(&args, definition()),
        Command::Man(args) => cmd::man::run(&args, definition()),
        Command::Build(args) => {
            let matches = matches.subcommand_matches("build").expect("the verb that was parsed");
            cmd::build::run(&args, matches, &given)
        }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(3),
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::STATUS),
        Err(error) if say::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say::error(&error);
            ExitCode::from(if say::is_usage(&error) { 2 } else { 1 })
        }
    }
}
