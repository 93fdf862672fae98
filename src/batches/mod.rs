//! The steps of linking and of aligning over whole Arrow record batches, for engines of many machines.
//!
//! The engine only moves rows: it decides which of them meet in one batch, or in the batches of one task.
//!
//! - [`fingerprints`]: `name`, `document` -> `name`, `day`, `print`, `sketch`, `error`.
//! - [`count`]: `print` -> no rows, but counts of a [`Rarity`](crate::link::Rarity); [`merge`]: the same for
//!   `table`.
//! - [`NearDuplicates`]: `name`, `sketch`, in the order of the names -> `report_id`, `group`.
//! - [`Search`]: `block`, `asks`, `name`, `print`, block by block, in each the reports before the articles
//!   that ask -> `article_id`, `report_id`, `similarity`.
//! - [`best`]: `article_id`, `found` (a list of `report_id`, `similarity`) -> `article_id`, `report_id`,
//!   `similarity`, `aligned`.
//! - [`judge()`]: `article_id`, `article`, `unread`, `candidates` (a list of `report_id`, `similarity`,
//!   `group`, `day`, `report`) -> the table of links, `bucket`, `error`.
//! - [`align`]: `name`, or `article_id` and `report_id`; `article`, `report` -> the parallel table, `bucket`,
//!   `error`.
//!
//! A document is a text, or a struct with the fields of a record. A `bucket`, the engine's unit of work, is
//! passed on. Of a row with an `error` only the names and the bucket count.

mod aligning;
mod columns;
mod judging;
mod outcome;
mod prints;
mod search;

pub use aligning::{align, aligned_schema};
pub use judging::{judge, judged_schema};
pub use prints::{
    NearDuplicates, count, fingerprints, groups_schema, merge, prints_schema, rarity_of, table_of,
};
pub use search::{Search, best, best_schema, found_schema};
