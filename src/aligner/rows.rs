//! Beads -> rows, each with its texts, matching keys, scores and flags.

use std::sync::Arc;

use super::facts::DocumentFacts;
use super::{Aligner, Document};
use crate::audit::{self, Row};
use crate::config::Options;
use crate::model::{
    Bead, Block, Evidence, Group, Meta, Pair, PairMeta, Places, Profile, Score, Sentence, Sides, SourceText,
    join, pair_id,
};
use crate::score::{self, Scorer};

impl Aligner {
    /// What the rows of two documents have in common.
    pub(super) fn pair<'d>(&'d self, ind: &'d Document, eng: &'d Document) -> Common<'d> {
        let meta = Arc::new(PairMeta { article: meta(&ind.text), report: meta(&eng.text) });
        let knowledge = DocumentFacts::new(self, Sides::new(&ind.profiles, &eng.profiles));
        Common { ind, eng, meta, knowledge, options: &self.options }
    }
}

/// What the rows of two documents have in common.
pub(super) struct Common<'d> {
    ind: &'d Document,
    eng: &'d Document,
    meta: Arc<PairMeta>,
    knowledge: DocumentFacts<'d>,
    options: &'d Options,
}

impl Common<'_> {
    /// One row per bead, with the metadata of both documents. Beads and scorer count their sentences from
    /// `start`.
    pub(super) fn rows<'b>(
        &'b self,
        beads: &'b [Bead],
        scorer: &'b Scorer<'_>,
        start: (usize, usize),
    ) -> impl Iterator<Item = Pair> + 'b {
        beads.iter().map(move |bead| {
            let Group { ind, eng } = &bead.group;
            let placed = Bead { group: Group::new(ind.after(start.0), eng.after(start.1)), ..bead.clone() };
            Pair { meta: Some(Arc::clone(&self.meta)), ..self.row(&placed, &bead.group, scorer) }
        })
    }

    /// The row of a bead, whose sentences are those of `scored_as` to the scorer.
    fn row(&self, bead: &Bead, scored_as: &Group, scorer: &Scorer<'_>) -> Pair {
        let (ind, eng, group) = (self.ind, self.eng, &bead.group);
        let (f, e) = (ind.part(&group.ind), eng.part(&group.eng));
        let agreement = audit::agree(f.evidence(), e.evidence(), score::same_name);
        let omitted = block(scored_as).map_or((0, 0), |block| scorer.omitted(block));
        let row = Row { bead, ind: f.side(), eng: e.side(), agreement: &agreement, omitted, margin: None };
        let flags = audit::flags(&row, &self.options.flags, &self.knowledge);
        let score = scored(scorer, scored_as);
        let both = |number: f64| (!group.is_null()).then_some(number);
        let (article, report) = (&ind.text.name, &eng.text.name);
        Pair {
            pair_id: pair_id(article, report, group, &f.text, &e.text),
            article_id: article.clone(),
            report_id: report.clone(),
            group: group.clone(),
            confidence: Some(bead.confidence),
            score: score.map(|s| s.total()),
            name_score: score.map(|s| s.names),
            number_score: score.map(|s| s.numbers),
            word_score: score.map(|s| s.words),
            length_score: score.map(|s| s.length),
            matched_names: agreement.keys(|e| !e.kind.is_number()),
            matched_numbers: agreement.keys(|e| e.kind.is_number()),
            unmatched_ind: audit::keys(&agreement.only_ind),
            unmatched_eng: audit::keys(&agreement.only_eng),
            flags,
            ind_text: f.text,
            eng_text: e.text,
            ind_cuts: f.cuts,
            eng_cuts: e.cuts,
            content_confidence: both(bead.content),
            ind_coverage: both(bead.coverage.ind),
            eng_coverage: both(bead.coverage.eng),
            meta: None,
        }
    }
}

/// The metadata of a document; a plain text has only its title.
fn meta(text: &SourceText) -> Meta {
    let shown = || text.title.map(|span| Sentence::at(&text.content, span, 0).text);
    Meta { title: text.meta.title.clone().or_else(shown), ..text.meta.clone() }
}

/// The score of a row with two sides; if the group is a block, lines of several sentences are scored by
/// parts.
fn scored(scorer: &Scorer<'_>, group: &Group) -> Option<Score> {
    let score = || block(group).map_or_else(|| scorer.group(group).0, |block| scorer.score(block));
    (!group.is_null()).then(score)
}

/// The group as a block, if its sentences are neighbours and not too many.
fn block(group: &Group) -> Option<Block> {
    let block = group.block();
    (group.is_run() && block.a.max(block.b) <= Block::MOST).then_some(block)
}

/// The sentences of a document in one row.
struct Part<'d> {
    text: String,
    cuts: Vec<usize>,
    sentences: Vec<&'d str>,
    profiles: Vec<&'d Profile>,
}

impl Document {
    fn part(&self, places: &Places) -> Part<'_> {
        let profiles = places.iter().map(|at| &self.profiles[at]).collect();
        let sentences: Vec<&str> = places.iter().map(|at| self.sentences[at].text.as_str()).collect();
        let (text, cuts) = join(sentences.iter().copied());
        Part { text, cuts, sentences, profiles }
    }
}

impl<'d> Part<'d> {
    fn evidence(&self) -> impl Iterator<Item = &'d Evidence> + use<'_, 'd> {
        self.profiles.iter().flat_map(|profile| &profile.evidence)
    }

    fn side(&self) -> audit::Side<'_> {
        let (sentences, profiles) = (&self.sentences, &self.profiles);
        audit::Side { text: &self.text, sentences, profiles, pieces: sentences }
    }
}
