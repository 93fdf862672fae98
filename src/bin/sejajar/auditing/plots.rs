//! Counts and shares -> plots as SVG that stands inside a page.

use std::fmt::Write;

use sejajar::audit::{Bin, TENTHS, tenth};
use sejajar::markup::html;

const WIDTH: f64 = 360.0;
const LABEL: f64 = 130.0;
const ROW: f64 = 20.0;
const TOP: f64 = 28.0;

/// A bar a line, the longest for the largest; nothing where there is nothing to show.
pub fn bars(title: &str, counts: &[(String, f64)]) -> String {
    let most = counts.iter().map(|(_, count)| *count).fold(0.0, f64::max);
    if most == 0.0 {
        return String::new();
    }
    let height = TOP + ROW * counts.len() as f64 + 6.0;
    let mut out = open(title, height);
    for (at, (name, count)) in counts.iter().enumerate() {
        let (y, length) = (TOP + ROW * at as f64, (WIDTH - LABEL - 50.0) * count / most);
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            LABEL - 6.0,
            y + 13.0,
            html(name)
        );
        let _ = writeln!(
            out,
            "<rect class=\"bar\" x=\"{LABEL}\" y=\"{}\" width=\"{length:.1}\" height=\"14\"/>",
            y + 2.0
        );
        let _ = writeln!(out, "<text x=\"{:.1}\" y=\"{}\">{count}</text>", LABEL + length + 4.0, y + 13.0);
    }
    out + "</svg>\n"
}

/// Counts in bins of a tenth, the largest first.
pub fn bins(counts: &[usize]) -> Vec<(String, f64)> {
    let named = counts.iter().enumerate().rev();
    named
        .map(|(at, count)| (format!(".{at}–{:.1}", (at + 1) as f64 / counts.len() as f64), *count as f64))
        .collect()
}

/// How many shares lie in each tenth.
pub fn shares(shares: &[f64]) -> Vec<(String, f64)> {
    let mut counts = [0; TENTHS];
    shares.iter().for_each(|&share| counts[tenth(share)] += 1);
    bins(&counts)
}

/// What rows claim, along, and the share that is right, up, with intervals; right rows lie on the diagonal.
pub fn reliability(title: &str, bins: &[Bin]) -> String {
    let side = 220.0;
    let (x, y) = (|share: f64| 40.0 + side * share, |share: f64| TOP + side * (1.0 - share));
    let mut out = open(title, TOP + side + 30.0);
    for (from, to) in [((0.0, 0.0), (1.0, 0.0)), ((0.0, 0.0), (0.0, 1.0)), ((0.0, 0.0), (1.0, 1.0))] {
        let _ = writeln!(
            out,
            "<line class=\"axis\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            x(from.0),
            y(from.1),
            x(to.0),
            y(to.1)
        );
    }
    for bin in bins {
        let (at, share) = (x(bin.claimed), bin.right);
        let _ = writeln!(
            out,
            "<line stroke=\"currentColor\" x1=\"{at:.1}\" y1=\"{:.1}\" x2=\"{at:.1}\" y2=\"{:.1}\"/>",
            y(share.low),
            y(share.high)
        );
        let _ = writeln!(out, "<circle class=\"bar\" cx=\"{at:.1}\" cy=\"{:.1}\" r=\"4\"/>", y(share.share));
    }
    for (share, label) in [(0.0, "0"), (0.5, ".5"), (1.0, "1")] {
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{label}</text>",
            x(share),
            y(0.0) + 16.0
        );
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{label}</text>",
            x(0.0) - 6.0,
            y(share) + 4.0
        );
    }
    out + "</svg>\n"
}

fn open(title: &str, height: f64) -> String {
    format!(
        "<svg role=\"img\" aria-label=\"{title}\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\">\n<text x=\"0\" y=\"14\" font-weight=\"600\">{title}</text>\n"
    )
}
