//! `sejajar man`: the help of every command -> manual pages.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Command;
use clap_mangen::Man;
use sejajar::export::{Place, create_folder};

use crate::say::Outcome;

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  # sejajar.1, sejajar-align.1 …; then man sejajar-align
  sejajar man -o ~/.local/share/man/man1/
  # the first page alone
  sejajar man | man -l -")]
pub struct Args {
    /// Folder for one page per command
    ///
    /// When absent, the page of sejajar itself goes to standard output.
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Replace existing pages
    #[arg(long, help_heading = "Output")]
    overwrite: bool,
}

/// Runs the command.
pub fn run(args: &Args, mut command: Command) -> Result<Outcome> {
    command.build();
    let Some(folder) = &args.output else {
        let mut place = Place::open(None, false)?;
        place.write_all(&page(&command)?)?;
        place.finish()?;
        return Ok(Outcome::Done);
    };
    create_folder(folder)?;
    for command in pages(&command) {
        let path = folder.join(format!("{}.1", name(command)));
        let mut place = Place::open(Some(&path), args.overwrite)?;
        place.write_all(&page(command)?).with_context(|| path.display().to_string())?;
        place.finish()?;
    }
    Ok(Outcome::Done)
}

/// The command and all commands below it, except hidden ones and `help`.
fn pages(command: &Command) -> Vec<&Command> {
    let verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help");
    std::iter::once(command).chain(verbs.flat_map(pages)).collect()
}

/// `sejajar-eval-align`.
fn name(command: &Command) -> String {
    command.get_display_name().unwrap_or(command.get_name()).to_owned()
}

fn page(command: &Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}
