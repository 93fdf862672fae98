//! The units of a sentence -> their features as text, from which `scripts/tagger` learns the weights.

use super::features::{Name, Part, Place, Seen, Sink, of_word};
use super::seen;
use crate::evidence::Observation;
use crate::evidence::name::context::NameContext;
use crate::evidence::name::found::Mention;

/// The tagger's view of each unit.
pub(in crate::evidence) fn observe(finder: &NameContext<'_>, mentions: &[Mention]) -> Vec<Observation> {
    let mut seen = Vec::new();
    seen::all(finder, mentions, &mut seen);
    let observe = |at: usize| {
        let capital = seen[at].capital;
        let near = capital || seen[at].near;
        let listed = seen[at].organisation.text != "-" || seen[at].particle.text != "-";
        Observation {
            span: finder.units[at].span(),
            word: finder.units[at].folded.to_string(),
            sure: capital || (near && listed),
            features: if near { written(&seen, at) } else { Vec::new() },
        }
    };
    (0..seen.len()).map(observe).collect()
}

fn written(seen: &[Seen<'_>], at: usize) -> Vec<String> {
    let mut lines = Lines(Vec::new());
    of_word(&seen[at], &mut lines);
    let place = Place::new(seen, at);
    place.of_run(&mut lines);
    place.of_shapes(&mut lines);
    place.of_words(&mut lines);
    lines.0
}

/// Collects features as text.
struct Lines(Vec<String>);

impl Sink for Lines {
    fn put(&mut self, name: Name, parts: &[Part<'_>]) {
        let part = |part: &Part<'_>| {
            let more = part.more.iter().filter(|class| !class.is_empty()).map(|class| format!("+{class}"));
            part.text.to_owned() + &more.collect::<String>()
        };
        let parts: Vec<_> = parts.iter().map(part).collect();
        self.0.push(if parts.is_empty() {
            name.text.to_owned()
        } else {
            format!("{}={}", name.text, parts.join("|"))
        });
    }
}
