//! Plain values that travel between the stages; they know no stage, no file and no language rule.

mod bead;
mod by_document;
mod decided;
mod evidence;
mod group;
mod hash;
mod joined;
mod measure;
mod meta;
mod pair;
mod pairs;
mod rising;
mod score;
mod sides;
mod skeleton;
mod text;
mod title;
mod vectors;
mod visible;

pub use bead::{Band, Bead, Block};
pub use by_document::{adjacent, by_document};
pub use decided::{Decided, DecidedBead, DecidedLink};
pub use evidence::{Entity, Evidence, Key, Kind, Lexeme, Profile, Word, known_share};
pub use group::{Group, Places};
pub use hash::{fnv, mixed};
pub use joined::{cut, join};
pub use measure::{Bound, Dimension, Direction, Measure};
pub use meta::{Meta, PairMeta};
pub use pair::{Flag, Pair, pair_id};
pub use pairs::{PairScore, Pairs, Unit, UnitLink, Units};
pub use rising::rising;
pub use score::{LinkedUnits, Score};
pub use sides::Sides;
pub use skeleton::{Letters, Skeleton};
pub use text::{
    Dropped, LENGTH_RATIO, Language, Note, Paragraph, Sentence, SourceText, Span, is_invisible, trimmed,
};
pub use vectors::Vectors;
pub use visible::{turns_letters, visible};
