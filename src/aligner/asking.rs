//! Two documents and the judgements on them -> the links to ask about next.

use super::linked::{self, Judgement};
use super::{Aligner, Document, room};
use crate::align::links::{Cases, LinkJudge, Models, Question, cases, questions};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Band, Decided, Language, Sides};
use crate::score::{Scorer, Units};

impl Aligner {
    /// The links of two documents about which an answer decides most, at most `most` of them, the best one
    /// first. [`Options::decisions`](crate::Options) has the answers that are known already.
    ///
    /// # Errors
    /// As for [`Aligner::align`], and [`Error::Input`] for documents that are judged by the lattice, without
    /// links.
    pub fn questions(&self, article: &Document, report: &Document, most: usize) -> Result<Vec<Question>> {
        article.expect(Language::Ind)?;
        report.expect(Language::Eng)?;
        let units = self.units(article, report);
        if !self.has_links(article, report, &units) {
            let what = "is aligned by the lattice, without links: it is too long, or options limit the \
                        search or the evidence";
            return Err(Error::input(&article.text.name, what).with_kind(ErrorKind::Option));
        }
        let band = Band::full(article.sentences.len(), report.sentences.len());
        let scorer = Scorer::new(&units, &band, &self.options.score)
            .with_meaning(self.meaning(article, report, &band));
        let models = self.models(scorer.has_vectors());
        let decided = self.decided(article, report)?;
        let seen = Judgement::new(&scorer, &band, self, models, &decided, false)?;
        let (pairs, posteriors) = (scorer.pairs(), &seen.posteriors);
        Ok(questions(&LinkJudge::new(&pairs, posteriors, models), &seen.links, &decided, most))
    }

    /// The pairs of two documents that [`Options::decisions`](crate::Options) judges, and likely ones, with
    /// the features from which the model judges them; none if the documents have no links or no judgements.
    ///
    /// # Errors
    /// As for [`Aligner::align`].
    pub fn cases(&self, article: &Document, report: &Document) -> Result<Cases> {
        let decided = self.decided(article, report)?;
        if decided.links().is_empty() || !self.has_links(article, report, &self.units(article, report)) {
            return Ok(Cases::new());
        }
        let seen = self.judge(article, report, self.models(false))?;
        Ok(cases(&seen.features, &seen.links, &decided))
    }

    /// The weights by which links are judged, for documents without sentence vectors.
    pub fn weights(&self) -> &Models {
        self.models(false)
    }

    /// Whether links decide about two documents.
    fn has_links(&self, ind: &Document, eng: &Document, units: &Units<'_>) -> bool {
        room::is_whole(ind, eng, units) && linked::applies(&self.options)
    }

    /// The judgements on two documents.
    pub(super) fn decided(&self, ind: &Document, eng: &Document) -> Result<Decided> {
        let Some(decisions) = &self.options.decisions else { return Ok(Decided::default()) };
        decisions.of([&ind.text.name, &eng.text.name], Sides::new(&ind.sentences, &eng.sentences))
    }
}
