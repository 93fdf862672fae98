//! Figures of a report -> words, the same in every form.

use std::collections::BTreeMap;

use sejajar::audit::Share;
use sejajar::model::{Pair, Places};

/// `71%`.
pub fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}

/// `.953 (.912 to .976)`, or that nothing is known.
pub fn interval(share: Option<Share>) -> String {
    share.map_or("not known".to_owned(), |Share { share, low, high }| {
        format!("{share:.3} ({low:.3} to {high:.3})")
    })
}

/// Where a row stands: `12`, `3–4`, `0, 3–4`, or a dash for a side that it lacks.
pub fn place(places: &Places) -> String {
    if places.is_empty() {
        return "–".to_owned();
    }
    let run = |run: std::ops::Range<usize>| match run.len() {
        1 => run.start.to_string(),
        _ => format!("{}–{}", run.start, run.end - 1),
    };
    places.runs().map(run).collect::<Vec<_>>().join(", ")
}

/// `4 moved, 2 length`, the most frequent first.
pub fn counts(flags: &BTreeMap<&'static str, usize>) -> String {
    let mut flags: Vec<_> = flags.iter().collect();
    flags.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    flags.iter().map(|(code, count)| format!("{count} {code}")).collect::<Vec<_>>().join(", ")
}

/// The rows of one side only, by place: of the article where `ind`, else of the report.
pub fn alone(rows: &[Pair], ind: bool) -> Vec<(usize, &str)> {
    let of_side =
        rows.iter().filter(|row| if ind { row.group.eng.is_empty() } else { row.group.ind.is_empty() });
    let mut alone: Vec<(usize, &str)> = of_side
        .map(|row| match ind {
            true => (row.group.ind.hull().start, row.ind_text.as_str()),
            false => (row.group.eng.hull().start, row.eng_text.as_str()),
        })
        .collect();
    alone.sort_by_key(|(place, _)| *place);
    alone
}
