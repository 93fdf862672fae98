//! A bead -> its summary in the list: its state, and the beginning of its texts or the part that is searched
//! for.

use serde_json::{Value, json};

use super::{App, place};
use crate::review::bead::Bead;
use crate::review::draft::DocumentView;
use crate::review::queue::Needle;
use crate::review::table::Side;

/// Maximum number of characters of a text.
const LONGEST: usize = 120;
/// Characters that are seen for certain in a list, and those before a hit that lies further on.
const SEEN: usize = 24;
const BEFORE: usize = 10;

/// The summary of a bead; with the side of the first hit of `needle`, if there is one.
pub fn snippet(app: &App, document: &DocumentView<'_>, bead: &Bead, needle: &Needle) -> Value {
    let row = bead.row.map(|row| &document.table.rows[row]).filter(|_| !app.settings.blind);
    let flags: Vec<&str> = row.map_or_else(Vec::new, |row| row.flags.iter().map(|flag| flag.code).collect());
    let texts = [Side::Ind, Side::Eng].map(|side| text(document, bead, side, needle));
    let found = texts.iter().position(|(_, found)| *found).map(|side| ["ind", "eng"][side]);
    let [(ind, _), (eng, _)] = texts;
    json!({
        "id": place::name(&(document.number, bead.group.clone())),
        "article": document.table.documents[document.number].article,
        "ind": ind,
        "eng": eng,
        "found": found,
        "type": bead.group.align_type(),
        "confidence": row.and_then(|row| row.confidence),
        "flags": flags,
        "status": bead.status().name(),
    })
}

/// The beginning of a side, or of the part with the first hit, and whether there is one.
fn text(document: &DocumentView<'_>, bead: &Bead, side: Side, needle: &Needle) -> (String, bool) {
    let mut sentences = side.of(&bead.group).iter().filter_map(|at| document.sentence(side, at));
    let first = sentences.clone().next().unwrap_or_default();
    let hit = sentences.find_map(|sentence| Some((sentence, needle.place(sentence)?)));
    let Some((sentence, at)) = hit else { return (first.chars().take(LONGEST).collect(), false) };
    if at < SEEN && sentence == first {
        return (first.chars().take(LONGEST).collect(), true);
    }
    // From the beginning of a word.
    let start = at.saturating_sub(BEFORE);
    let space = sentence.chars().skip(start).take(at - start).position(char::is_whitespace);
    let part = sentence.chars().skip(start + space.map_or(0, |space| space + 1)).take(LONGEST);
    ("… ".chars().chain(part).collect(), true)
}
