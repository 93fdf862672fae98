//! The rows of one document pair -> the evidence of each of its sides, in the order of the document.

use crate::evidence::{self, Context, Memory};
use crate::lang::Pack;
use crate::lexicon::Lexicon;
use crate::model::{Language, Pair, Profile, Sides};
use crate::split;

/// One side of the rows that have it, in the order of its document.
pub(super) struct Column {
    /// The rows.
    pub rows: Vec<usize>,
    /// For each row of the table its position among these.
    pub places: Vec<Option<usize>>,
    /// The profiles of their texts.
    pub profiles: Vec<Profile>,
}

impl Column {
    /// Both sides of some rows.
    pub(super) fn both(rows: &[Pair], lexicon: &Lexicon, memory: &mut Memory) -> Sides<Self> {
        let meta = rows.iter().find_map(|row| row.meta.as_deref());
        Sides::of(|side| {
            let meta = meta.map(|meta| if side == Language::Ind { &meta.article } else { &meta.report });
            let published = meta.and_then(|meta| meta.published);
            Column::new(rows, side, Context { pack: Pack::builtin(side), lexicon, published }, memory)
        })
    }

    fn new(rows: &[Pair], side: Language, context: Context<'_>, memory: &mut Memory) -> Self {
        let mut order: Vec<usize> = (0..rows.len()).filter(|&at| !rows[at].text(side).is_empty()).collect();
        order.sort_by_key(|&at| rows[at].sentences(side).hull().start);
        let mut places = vec![None; rows.len()];
        order.iter().enumerate().for_each(|(place, &row)| places[row] = Some(place));
        let texts: Vec<&str> = order.iter().map(|&at| rows[at].text(side)).collect();
        let mut profiles = evidence::profiles(&texts, context, memory);
        for (profile, text) in profiles.iter_mut().zip(&texts) {
            // A row's text may hold several sentences.
            profile.inner = split::inner(text, context.pack);
        }
        Column { rows: order, places, profiles }
    }

    /// The profile of a row of the table, if it has this side.
    pub(super) fn profile(&self, row: usize) -> Option<&Profile> {
        self.places[row].map(|place| &self.profiles[place])
    }
}
