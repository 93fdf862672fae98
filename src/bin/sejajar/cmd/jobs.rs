//! `--jobs`: a number of threads -> a pool of them.

use anyhow::Result;

/// The number of threads to work on.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct JobsArgs {
    /// Number of threads, up to 512 (0: one per core)
    #[arg(short, long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=512))]
    #[arg(help_heading = "General")]
    jobs: u16,
}

impl JobsArgs {
    /// A pool of this many threads.
    pub fn pool(self) -> Result<rayon::ThreadPool> {
        Ok(rayon::ThreadPoolBuilder::new().num_threads(usize::from(self.jobs)).build()?)
    }
}
