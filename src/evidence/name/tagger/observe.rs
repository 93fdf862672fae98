//! The units of a sentence -> their features as text, from which `scripts/tagger` learns the weights.

use super::features::{FeatureValue, Name, Place, Sink, UnitView, of_word};
use super::unit_view;
use crate::evidence::Observation;
use crate::evidence::name::context::NameContext;
use crate::evidence::name::found::Mention;

/// The tagger's view of each unit.
pub(in crate::evidence) fn observe(context: &NameContext<'_>, mentions: &[Mention]) -> Vec<Observation> {
    let mut views = Vec::new();
    unit_view::all(context, mentions, &mut views);
    let observe = |at: usize| {
        let capital = views[at].capital;
        let near = capital || views[at].near;
        let listed = views[at].organisation.text != "-" || views[at].particle.text != "-";
        Observation {
            span: context.units[at].span(),
            word: context.units[at].folded.to_string(),
            sure: capital || (near && listed),
            features: if near { written(&views, at) } else { Vec::new() },
        }
    };
    (0..views.len()).map(observe).collect()
}

fn written(views: &[UnitView<'_>], at: usize) -> Vec<String> {
    let mut lines = Lines(Vec::new());
    of_word(&views[at], &mut lines);
    let place = Place::new(views, at);
    place.of_run(&mut lines);
    place.of_shapes(&mut lines);
    place.of_words(&mut lines);
    lines.0
}

/// Collects features as text.
struct Lines(Vec<String>);

impl Sink for Lines {
    fn put(&mut self, name: Name, parts: &[FeatureValue<'_>]) {
        let part = |part: &FeatureValue<'_>| {
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
