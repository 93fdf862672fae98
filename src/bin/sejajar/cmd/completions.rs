//! `sejajar completions`: the name of a shell -> a script that completes commands and options in it.

use anyhow::Result;
use clap_complete::Shell;
use sejajar::export::Place;

use crate::say::Outcome;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sejajar completions bash \\
      > ~/.local/share/bash-completion/completions/sejajar
  # with fpath+=~/.zfunc before compinit in ~/.zshrc
  sejajar completions zsh > ~/.zfunc/_sejajar
  sejajar completions fish > ~/.config/fish/completions/sejajar.fish")]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Runs the command.
pub fn run(args: &Args, mut command: clap::Command) -> Result<Outcome> {
    // The generator panics on a closed pipe, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "sejajar", &mut script);
    let mut place = Place::open(None, false)?;
    place.out().write_all(&script)?;
    place.finish()?;
    Ok(Outcome::Done)
}
