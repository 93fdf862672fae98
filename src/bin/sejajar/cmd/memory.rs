//! `--max-memory`: the most bytes for one pair of documents.

use sejajar::documents::MemoryLimit;

/// The most memory for one pair of documents.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct MemoryArgs {
    /// Maximum memory for one pair of documents, such as 800M or 2G [default: see --help]
    ///
    /// It is estimated before it is taken; a pair that needs more is reported as failed, and the others go
    /// on. When absent, it is half of the free memory, divided by the number of threads. 0 sets no limit.
    #[arg(long, value_name = "SIZE", help_heading = "Advanced", hide_short_help = true)]
    max_memory: Option<MemoryLimit>,
}

impl MemoryArgs {
    /// The limit in bytes if so many threads work at once.
    pub fn limit(self, threads: usize) -> Option<u64> {
        self.max_memory.unwrap_or_default().bytes(threads)
    }
}
