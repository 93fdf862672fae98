//! Rows of one document pair -> the evidence in their texts, read again, with the part of it that agrees, and
//! new flags.

use super::{Aligner, column::Column, facts::DocumentFacts, margins};
use crate::audit::{self, Agreement, Row, Side};
use crate::model::{Bead, Evidence, Flag, Language, Pair, Profile, Sides};
use crate::score;

/// The evidence of one row, read from its texts.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Inspection {
    /// The evidence of `ind_text`, spans in bytes of it.
    pub ind: Vec<Evidence>,
    /// The evidence of `eng_text`, spans in bytes of it.
    pub eng: Vec<Evidence>,
    /// The pieces that agree: positions in `ind` and `eng`. A piece that only repeats another is in no pair.
    pub matched: Vec<(usize, usize)>,
    /// The flags of the row: those of its texts, and those of the table that cannot be found in texts
    /// (`moved`, `partial`, unknown codes).
    pub flags: Vec<Flag>,
}

impl Inspection {
    /// The pair in `matched` of a piece of one side, if it agrees with the other side; a repetition of a
    /// matched piece agrees like the piece itself.
    pub fn mate(&self, side: Language, piece: usize) -> Option<usize> {
        let evidence = if side == Language::Ind { &self.ind } else { &self.eng };
        let own = |&(ind, eng): &(usize, usize)| if side == Language::Ind { ind } else { eng };
        let same = |other: usize| evidence[piece].keys[0] == evidence[other].keys[0];
        let exact = self.matched.iter().position(|pair| own(pair) == piece);
        exact.or_else(|| self.matched.iter().position(|pair| same(own(pair))))
    }
}

impl Aligner {
    /// Reads the texts of rows again, whatever tool wrote the table; `rows` are those of one article and one
    /// report, in any order.
    ///
    /// The result has one inspection each. Names are resolved over the whole document, in the order of the
    /// sentences; the day of publication is that of the rows' metadata. Flags that need other documents
    /// ([`Repeats`](crate::audit::Repeats)) are not among them.
    pub fn inspect(&self, rows: &[Pair]) -> Vec<Inspection> {
        let mut sides = self.memories.lend(|memory| Column::both(rows, &self.lexicon, memory));
        let mut inspections = self.judged(rows, &sides);
        // Evidence is moved rather than copied: a long document has much of it.
        let mut evidence = |side, row: usize| {
            let Column { places, profiles, .. } = sides.get_mut(side);
            places[row].map_or_else(Vec::new, |at| std::mem::take(&mut profiles[at].evidence))
        };
        for (row, inspection) in inspections.iter_mut().enumerate() {
            inspection.ind = evidence(Language::Ind, row);
            inspection.eng = evidence(Language::Eng, row);
        }
        inspections
    }

    /// For each row the pieces that agree, and its flags; evidence is not filled in.
    fn judged(&self, rows: &[Pair], sides: &Sides<Column>) -> Vec<Inspection> {
        let Aligner { lexicon, options, .. } = self;
        let knowledge = DocumentFacts::new(self, sides.as_ref().map(|side| side.profiles.as_slice()));
        let (margins, moved) = (margins::margins(rows, sides, lexicon, options), margins::moved(rows));
        let nothing = Profile::default();
        let of_row = |at: usize| {
            let [f, e] = [&sides.ind, &sides.eng].map(|side| side.profile(at).unwrap_or(&nothing));
            let agreement = audit::agree(&f.evidence, &e.evidence, score::same_name);
            let (ind, eng) = (rows[at].ind_text.as_str(), rows[at].eng_text.as_str());
            let pieces = Sides::of(|language| pieces(&rows[at], language));
            let row = Row {
                bead: &bead(&rows[at], moved[at]),
                ind: Side { text: ind, sentences: &[ind], profiles: &[f], pieces: &pieces.ind },
                eng: Side { text: eng, sentences: &[eng], profiles: &[e], pieces: &pieces.eng },
                agreement: &agreement,
                omitted: (0, 0),
                margin: margins[at],
            };
            let mut flags = audit::flags(&row, &options.flags, &knowledge);
            flags.extend(rows[at].flags.iter().filter(|flag| is_kept(flag)).cloned());
            Inspection { matched: places(&agreement, f, e), flags, ..Inspection::default() }
        };
        (0..rows.len()).map(of_row).collect()
    }
}

/// Whether a flag of the table cannot be found in the texts.
fn is_kept(flag: &Flag) -> bool {
    flag.code == "partial" || audit::Code::of(flag.code).is_none()
}

fn bead(row: &Pair, moved: bool) -> Bead {
    Bead {
        group: row.group.clone(),
        confidence: row.confidence.unwrap_or(1.0),
        content: row.content_confidence.unwrap_or_default(),
        coverage: Sides::new(row.ind_coverage, row.eng_coverage).map(Option::unwrap_or_default),
        moved,
    }
}

/// The sentences of one side if the row has their starts, else its whole text.
fn pieces(row: &Pair, language: Language) -> Vec<&str> {
    let text = row.text(language);
    row.cut(language).map_or_else(|| vec![text], |pieces| pieces.into_iter().map(|at| &text[at]).collect())
}

/// The positions of the evidence that agrees.
fn places(agreement: &Agreement<'_>, ind: &Profile, eng: &Profile) -> Vec<(usize, usize)> {
    let place =
        |profile: &Profile, piece: &Evidence| profile.evidence.iter().position(|e| std::ptr::eq(e, piece));
    agreement.matched.iter().filter_map(|(_, f, e)| Some((place(ind, f)?, place(eng, e)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(ind: &str, eng: &str) -> Vec<Pair> {
        let aligner = Aligner::default();
        let ind = aligner.read("a", ind.as_bytes(), Language::Ind).unwrap();
        let eng = aligner.read("r", eng.as_bytes(), Language::Eng).unwrap();
        aligner.align(&ind, &eng).unwrap()
    }

    #[test]
    fn a_row_is_read_as_it_was_aligned() {
        let rows = rows(
            "Gempa 6,5 mengguncang Palu. Hujan turun. Gubernur Rina Wulandari datang pada hari Senin.",
            "A 6.5 quake shook Palu. Governor Rina Wulandari came on Monday.",
        );
        let found = Aligner::default().inspect(&rows);
        assert_eq!(found.len(), rows.len());
        for (row, inspection) in rows.iter().zip(&found) {
            let keys = |name: bool| {
                let wanted =
                    inspection.matched.iter().filter(|(_, e)| inspection.eng[*e].kind.is_number() != name);
                wanted.map(|&(_, e)| inspection.eng[e].keys[0].to_string()).collect::<Vec<_>>()
            };
            assert_eq!(keys(true), row.matched_names);
            assert_eq!(keys(false), row.matched_numbers);
            for piece in &inspection.ind {
                assert_eq!(piece.span.of(&row.ind_text), piece.surface);
            }
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter() {
        let mut rows = rows(
            "Polisi menangkap Budi Hartono di Medan. Hartono berusia 45 tahun.",
            "Police arrested Budi Hartono in Medan. Hartono is 45.",
        );
        let aligner = Aligner::default();
        let mut found = aligner.inspect(&rows);
        rows.reverse();
        found.reverse();
        assert_eq!(aligner.inspect(&rows), found);
    }
}
