//! A document with an annotator's decisions: its beads, and its sentences where some were cut or joined.

use std::borrow::Cow;
use std::ops::Range;

use sejajar::model::{Group, Pair, Places, join};

use super::bead::{Bead, link};
use super::sentences::{Sentences, after_cut, after_join};
use super::table::{Side, Table};

/// The bytes of the sentences of both sides in the texts of these: the same for the same words, whatever the
/// positions.
pub type Exact = [Vec<Range<usize>>; 2];

/// A document that an annotator changed.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The beads, in reading order.
    pub beads: Vec<Bead>,
    /// The sides on which sentences were cut or joined.
    recut: [Option<Sentences>; 2],
}

impl Draft {
    /// The document as in the table.
    pub fn new(table: &Table, document: usize) -> Self {
        Draft { beads: table.beads(document).collect(), recut: [None, None] }
    }

    /// A document with other sentences, and without beads.
    pub fn of_sentences(sentences: [Sentences; 2]) -> Self {
        Draft { beads: Vec::new(), recut: sentences.map(Some) }
    }

    /// Whether a sentence was cut or joined.
    pub fn is_recut(&self) -> bool {
        self.recut.iter().flatten().any(Sentences::is_changed)
    }

    /// The row of the table with exactly the sentences of `group`.
    pub fn row_of(&self, table: &Table, document: usize, group: &Group) -> Option<usize> {
        if !self.is_recut() {
            return table.row_of(document, group);
        }
        let given = |side: Side| -> Option<Places> {
            let places = side.of(group);
            let Some(sentences) = &self.recut[side as usize] else { return Some(places.clone()) };
            let found: Option<Vec<usize>> = places.iter().map(|at| sentences.as_given(at)).collect();
            Some(if places.is_empty() { Places::none(0) } else { Places::of(found?) })
        };
        table.row_of(document, &Group::new(given(Side::Ind)?, given(Side::Eng)?))
    }

    /// Makes a bead of exactly the sentences of `group`; see [`link`].
    ///
    /// # Errors
    /// Those of [`link`].
    pub fn link(&mut self, table: &Table, document: usize, group: &Group) -> Result<(), String> {
        let mut beads = std::mem::take(&mut self.beads);
        let linked = link(&mut beads, group, |group| self.row_of(table, document, group));
        self.beads = beads;
        linked
    }

    /// Cuts the only sentence of `group` in two; see [`Sentences::cut`]. Both remain in their bead.
    ///
    /// # Errors
    /// Several sentences, and those of [`Sentences::cut`].
    pub fn cut(
        &mut self,
        table: &Table,
        document: usize,
        group: &Group,
        offset: usize,
    ) -> Result<(), String> {
        let (side, at) = self.of_one_side(group, 1).ok_or("one sentence of one side can be cut")?;
        let mut sentences = self.sentences(table, document, side).into_owned();
        sentences.cut(at, offset)?;
        self.recut[side as usize] = Some(sentences);
        self.renumber(side, |places| after_cut(places, at));
        self.remake(table, document, side, at);
        Ok(())
    }

    /// Joins the two sentences of `group`; see [`Sentences::join`]. Two beads that hold them become one.
    ///
    /// # Errors
    /// Sentences that are no neighbours, and those of [`Sentences::join`].
    pub fn join(&mut self, table: &Table, document: usize, group: &Group) -> Result<(), String> {
        let (side, at) =
            self.of_one_side(group, 2).ok_or("two neighbouring sentences of one side can be joined")?;
        let mut sentences = self.sentences(table, document, side).into_owned();
        sentences.join(at)?;
        self.recut[side as usize] = Some(sentences);
        self.renumber(side, |places| after_join(places, at));
        self.remake(table, document, side, at);
        Ok(())
    }

    /// The sentences of a side.
    pub fn sentences(&self, table: &Table, document: usize, side: Side) -> Cow<'_, Sentences> {
        match &self.recut[side as usize] {
            Some(sentences) => Cow::Borrowed(sentences),
            None => Cow::Owned(Sentences::of(table, document, side)),
        }
    }

    /// The side and the first position of a group of `count` neighbouring sentences of one side.
    fn of_one_side(&self, group: &Group, count: usize) -> Option<(Side, usize)> {
        let side = if group.eng.is_empty() { Side::Ind } else { Side::Eng };
        let places = side.of(group);
        (group.len() == count && places.len() == count && places.is_run())
            .then(|| (side, places.hull().start))
    }

    fn renumber(&mut self, side: Side, moved: impl Fn(&Places) -> Places) {
        for bead in &mut self.beads {
            match side {
                Side::Ind => bead.group.ind = moved(&bead.group.ind),
                Side::Eng => bead.group.eng = moved(&bead.group.eng),
            }
        }
        self.beads.sort_by_key(|bead| bead.group.order());
    }

    /// Makes the beads that hold a changed sentence one bead of the annotator's; lone sentences remain alone.
    fn remake(&mut self, table: &Table, document: usize, side: Side, at: usize) {
        let holds = |&n: &usize| side.of(&self.beads[n].group).contains(at);
        let held: Vec<usize> = (0..self.beads.len()).filter(holds).collect();
        let old: Vec<Bead> = held.into_iter().rev().map(|n| self.beads.remove(n)).collect();
        let all = |side: Side| {
            let places: Vec<usize> = old.iter().flat_map(|bead| side.of(&bead.group).iter()).collect();
            let place = old.last().map_or(0, |bead| side.of(&bead.group).hull().start);
            if places.is_empty() { Places::none(place) } else { Places::of(places) }
        };
        let united = Group::new(all(Side::Ind), all(Side::Eng));
        for (n, group) in united.pieces().into_iter().enumerate() {
            let row = self.row_of(table, document, &group);
            self.beads.push(Bead::made(group, row, if n == 0 { &old } else { &[] }));
        }
        self.beads.sort_by_key(|bead| bead.group.order());
    }
}

/// A document as an annotator sees it.
#[derive(Debug, Clone, Copy)]
pub struct DocumentView<'v> {
    /// The table.
    pub table: &'v Table,
    /// The number of the document.
    pub number: usize,
    draft: Option<&'v Draft>,
}

impl<'v> DocumentView<'v> {
    /// A document with or without an annotator's changes.
    pub fn new(table: &'v Table, number: usize, draft: Option<&'v Draft>) -> Self {
        DocumentView { table, number, draft }
    }

    /// The beads, in reading order.
    pub fn beads(&self) -> Cow<'v, [Bead]> {
        match self.draft {
            Some(draft) => Cow::Borrowed(&draft.beads),
            None => Cow::Owned(self.table.beads(self.number).collect()),
        }
    }

    /// The bead with exactly the sentences of `group`.
    pub fn bead(&self, group: &Group) -> Option<Cow<'v, Bead>> {
        match self.draft {
            Some(draft) => draft.beads.iter().find(|bead| bead.group.is_same(group)).map(Cow::Borrowed),
            None => {
                let row = self.table.row_of(self.number, group)?;
                Some(Cow::Owned(Bead::of_row(row, self.table.rows[row].group.clone())))
            }
        }
    }

    /// The changed document, or one like the table.
    pub fn draft(&self) -> Cow<'v, Draft> {
        match self.draft {
            Some(draft) => Cow::Borrowed(draft),
            None => Cow::Owned(Draft::new(self.table, self.number)),
        }
    }

    /// Whether a sentence was cut or joined.
    pub fn is_recut(&self) -> bool {
        self.draft.is_some_and(Draft::is_recut)
    }

    /// A sentence, if the table contains it.
    pub fn sentence(&self, side: Side, at: usize) -> Option<&'v str> {
        match self.recut(side) {
            Some(sentences) => sentences.text(at),
            None => self.table.sentence(self.number, side, at),
        }
    }

    /// The positions of a side, ascending.
    pub fn positions(&self, side: Side) -> Vec<usize> {
        match self.recut(side) {
            Some(sentences) => sentences.list().iter().map(|sentence| sentence.at).collect(),
            None => self.table.positions(self.number, side).collect(),
        }
    }

    /// The positions in the table of the sentences of which a group holds a part.
    pub fn given(&self, group: &Group) -> Group {
        let of = |side: Side| match self.recut(side) {
            Some(sentences) => sentences.given_of(side.of(group)),
            None => side.of(group).clone(),
        };
        Group::new(of(Side::Ind), of(Side::Eng))
    }

    /// The beads that hold a part of these sentences of the table.
    pub fn beads_of(&self, given: &Group) -> Vec<Bead> {
        let meets = |bead: &&Bead| {
            let own = self.given(&bead.group);
            own.ind.meets(&given.ind) || own.eng.meets(&given.eng)
        };
        self.beads().iter().filter(meets).cloned().collect()
    }

    /// The bytes of the sentences of a group.
    pub fn exact(&self, group: &Group) -> Exact {
        let draft = self.draft();
        [Side::Ind, Side::Eng].map(|side| {
            let sentences = draft.sentences(self.table, self.number, side);
            side.of(group).iter().filter_map(|at| sentences.span(at)).collect()
        })
    }

    /// A bead as a row of the table: the row itself, or its sentences without scores.
    pub fn as_row(&self, bead: &Bead) -> Pair {
        let given = bead.row.map(|row| &self.table.rows[row]);
        if let Some(row) = given.filter(|row| row.group.is_same(&bead.group)) {
            return row.clone();
        }
        let joined = |side: Side| join(side.of(&bead.group).iter().filter_map(|at| self.sentence(side, at)));
        let [(ind_text, ind_cuts), (eng_text, eng_cuts)] = [joined(Side::Ind), joined(Side::Eng)];
        let first = &self.table.rows[self.table.documents[self.number].rows.start];
        let (article, report) = self.table.documents[self.number].names();
        let mut made = Pair::new([article, report], bead.group.clone(), [ind_text, eng_text]);
        if let Some(row) = given {
            // A row whose sentences only have other numbers keeps its scores and its flags.
            return with_place(row, made);
        }
        (made.ind_cuts, made.eng_cuts) = (ind_cuts, eng_cuts);
        made.meta.clone_from(&first.meta);
        made
    }

    fn recut(&self, side: Side) -> Option<&'v Sentences> {
        self.draft?.recut[side as usize].as_ref()
    }
}

/// A row at another place.
fn with_place(row: &Pair, place: Pair) -> Pair {
    let mut row = row.clone();
    (row.pair_id, row.group) = (place.pair_id, place.group);
    row
}
