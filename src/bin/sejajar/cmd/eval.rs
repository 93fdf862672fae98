//! `sejajar eval`: a hypothesis against gold.

use anyhow::Result;

use crate::say::Outcome;

/// Arguments of `eval`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the verb.
pub fn run(_args: &Args) -> Result<Outcome> {
    Ok(Outcome::Done)
}
