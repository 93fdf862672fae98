//! Names of agencies next to citing words (`dilansir AFP`, `told Reuters`) -> attributions, which are not
//! part of the reported content.

use super::token::TokenizedSentence;
use crate::lang::Pack;
use crate::lexicon::fold;
use crate::model::{Evidence, Key, Kind};

/// Turns the names of cited agencies in `evidence`, which is in order, into attributions.
pub(super) fn mark(sentence: TokenizedSentence<'_>, pack: &Pack, evidence: &mut [Evidence]) {
    for piece in evidence.iter_mut().filter(|piece| piece.kind == Kind::Name) {
        unglue(piece, pack);
        if piece.kind == Kind::Attribution {
            continue;
        }
        let agency = piece.keys[0].value();
        let (before, behind) = (&sentence.text[..piece.span.start], &sentence.text[piece.span.end..]);
        if pack.cited.is_agency(agency) && pack.cited.attributes(before, behind) {
            piece.keys.insert(0, Key::text(Kind::Attribution, agency));
            piece.kind = Kind::Attribution;
        }
    }
}

/// Removes a cue that is written together with an agency as one word: `DilansirAFP`, `dikutipReuters`.
fn unglue(piece: &mut Evidence, pack: &Pack) {
    let Some(start) = pack.cited.glued_cue(&piece.surface) else { return };
    let value = value(&piece.surface[start..], pack);
    if pack.cited.is_agency(&value) {
        piece.span.start += start;
        piece.surface.drain(..start);
        piece.kind = Kind::Attribution;
        piece.keys = vec![Key::text(Kind::Attribution, &value), Key::text(Kind::Name, &value)];
    }
}

/// The value of the key of an agency's name, as written.
fn value(name: &str, pack: &Pack) -> String {
    let folded = fold(name).to_lowercase();
    let known = pack.names.known(&folded).or_else(|| pack.names.known_capitals(name));
    known.and_then(|known| known.keys.split(' ').next()).map_or(folded, str::to_owned)
}
