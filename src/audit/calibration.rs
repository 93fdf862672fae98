//! A bead's posterior -> its confidence: the share of rows with such a posterior that were right on documents
//! with gold.

use std::sync::OnceLock;

/// Written by `scripts/calibration`; its comments name the data it was estimated from.
const TABLE: &str = include_str!("../../corpus/calibration/confidence.tsv");
/// The valid form of a line.
const FORM: &str = "posterior TAB confidence, both from 0 to 1, neither lower than on the line before, from 0 to 1 in posterior";

/// The share of rows with this posterior that are right. It is monotonic in the posterior.
pub fn confidence(posterior: f64) -> f64 {
    static CURVE: OnceLock<Curve> = OnceLock::new();
    CURVE.get_or_init(|| Curve::parse(TABLE).expect("the built-in table parses")).at(posterior)
}

/// A rising line through points (posterior, confidence).
#[derive(Debug, PartialEq)]
struct Curve(Vec<(f64, f64)>);

impl Curve {
    /// Reads one point per line; lines that open with `#` are skipped.
    fn parse(text: &str) -> Result<Curve, String> {
        let mut points: Vec<(f64, f64)> = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let last = points.last().copied();
            let point = point(line).filter(|&(x, y)| last.map_or(x == 0.0, |(u, v)| x > u && y >= v));
            points.push(
                point.ok_or_else(|| format!("confidence.tsv:{}: \"{line}\" is not \"{FORM}\"", n + 1))?,
            );
        }
        match points.last() {
            Some(&(1.0, _)) => Ok(Curve(points)),
            _ => Err(format!("confidence.tsv: the last line is not \"{FORM}\"")),
        }
    }

    /// The height of the line at `posterior`.
    fn at(&self, posterior: f64) -> f64 {
        let x = posterior.clamp(0.0, 1.0);
        let after = self.0.partition_point(|point| point.0 < x).clamp(1, self.0.len() - 1);
        let ((x0, y0), (x1, y1)) = (self.0[after - 1], self.0[after]);
        y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    }
}

fn point(line: &str) -> Option<(f64, f64)> {
    let number = |text: &str| text.parse().ok().filter(|x| (0.0..=1.0).contains(x));
    let (x, y) = line.split_once('\t')?;
    Some((number(x)?, number(y)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_rises_from_0_to_1() {
        let shown: Vec<f64> = (0..=10_000).map(|n| confidence(f64::from(n) / 10_000.0)).collect();
        assert!(shown.is_sorted() && shown[0] == 0.0 && shown[10_000] <= 1.0, "{shown:?}");
    }

    #[test]
    fn between_points_it_is_a_line() {
        let curve = Curve::parse("# head\n0\t0\n0.5\t0.6\n1\t0.8\n").unwrap();
        for (posterior, confidence) in
            [(-1.0, 0.0), (0.0, 0.0), (0.25, 0.3), (0.5, 0.6), (0.75, 0.7), (1.5, 0.8)]
        {
            assert!((curve.at(posterior) - confidence).abs() < 1e-12, "{posterior}: {}", curve.at(posterior));
        }
    }

    #[test]
    fn faults_are_told_with_their_line() {
        for (text, at) in [
            ("0\t0\n0.5\t0.9\n0.4\t1\n1\t1\n", ":3:"),
            ("0\t0\n0.5\t0.9\n0.6\t0.8\n1\t1\n", ":3:"),
            ("0\t0\nx\t1\n", ":2:"),
            ("0.1\t0\n", ":1:"),
            ("0\t0\n0.5\t0.5\n", "last line"),
        ] {
            assert!(Curve::parse(text).unwrap_err().contains(at), "{text:?}");
        }
    }
}
