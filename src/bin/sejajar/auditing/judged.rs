//! Estimates from a judged sample -> a page to read in a terminal.

use std::fmt::Write;

use sejajar::audit::{Agreed, Estimate};
use sejajar::auditing::Judged;
use sejajar::export::PageOptions;

use super::words::interval;

/// The whole page.
pub fn text(judged: &Judged, page: PageOptions) -> String {
    let mut out = format!(
        "{:<28}{:>11}{:>8}{:>7}  precision with an interval of 95%\n",
        "stratum", "rows", "judged", "right"
    );
    for (name, stratum) in &judged.strata {
        let _ = writeln!(
            out,
            "{name:<28}{:>11}{:>8}{:>7}  {}",
            stratum.population,
            stratum.judged,
            stratum.right,
            interval(stratum.precision())
        );
    }
    let Estimate { precision, recall, unjudged } = &judged.estimate;
    let _ = writeln!(out, "\nprecision {}\nrecall    {}", interval(*precision), interval(*recall));
    if !unjudged.is_empty() {
        out += &page.wrapped("not judged, and left out: ", &unjudged.join(", "));
    }
    if !judged.reliability.is_empty() {
        let _ = writeln!(out, "\n{:>9}{:>8}  right", "claimed", "judged");
    }
    for bin in &judged.reliability {
        let _ = writeln!(out, "{:>9.3}{:>8}  {}", bin.claimed, bin.judged, interval(Some(bin.right)));
    }
    agreement(&mut out, judged, &page);
    out
}

fn agreement(out: &mut String, judged: &Judged, page: &PageOptions) {
    let Some(Agreed { counts: [[rr, rw], [wr, ww]], kappa }) = &judged.agreement else { return };
    let kappa = kappa.map_or("undefined".to_owned(), |kappa| format!("{kappa:.3}"));
    let _ = writeln!(
        out,
        "\nCohen's kappa {kappa}: both right {rr}, both wrong {ww}, first only {rw}, second only {wr}"
    );
    for difference in &judged.differences {
        let [first, second] = &difference.said;
        let _ = writeln!(out, "\n  {}: {first}, {second}", difference.pair_id);
        *out += &page.wrapped("    ind  ", &difference.ind_text);
        *out += &page.wrapped("    eng  ", &difference.eng_text);
    }
}
