//! Gold links of trans-edited articles, and how well rows agree with them, as
//! `scripts/links_parts/measure.py` has it.
//!
//! A link counts as found where gold has it as sure, as false where gold has it neither as sure nor as
//! possible (Och and Ney 2003). A bead of gold is a group of sure links that hang together; possible links
//! may be in it or not.

use std::collections::BTreeSet;

use serde_json::Value;

pub type Side = BTreeSet<usize>;

/// Sentences of the article and of the report.
pub type Bead = (Side, Side);

#[derive(Default)]
pub struct Gold {
    sure: BTreeSet<(usize, usize)>,
    known: BTreeSet<(usize, usize)>,
    beads: Vec<Bead>,
}

impl Gold {
    /// Links, each with whether it is sure; a link that is sure anywhere is sure.
    fn new(links: impl Iterator<Item = (usize, usize, bool)>) -> Self {
        let mut gold = Gold::default();
        for (i, j, sure) in links {
            gold.known.insert((i, j));
            if sure {
                gold.sure.insert((i, j));
            }
        }
        gold.beads = components(&gold.sure);
        gold
    }

    /// The sentences of a NAME.te file (`SENTENCE TAB 3,4p`), and their gold.
    pub fn of_article(text: &str) -> (Vec<&str>, Self) {
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', '!']));
        let lines: Vec<(&str, &str)> = lines.map(|line| line.split_once('\t').unwrap()).collect();
        let links = lines.iter().enumerate().flat_map(|(i, (_, reports))| {
            let reports = reports.split(',').map(str::trim).filter(|report| *report != "-");
            reports
                .map(move |report| (i, report.trim_end_matches('p').parse().unwrap(), !report.ends_with('p')))
        });
        (lines.iter().map(|(sentence, _)| sentence.trim()).collect(), Gold::new(links))
    }

    /// The gold of a NAME.links file.
    pub fn of_links(text: &str) -> Self {
        let gold: Value = serde_json::from_str(text).unwrap();
        let at = |n: &Value| usize::try_from(n.as_u64().unwrap()).unwrap();
        let links = gold["links"].as_array().unwrap();
        Gold::new(links.iter().map(|link| (at(&link[0]), at(&link[1]), link[2] == "s")))
    }

    /// Whether gold has exactly this bead, or leaves the sentence alone too.
    pub fn exact(&self, bead: &Bead) -> bool {
        if bead.0.is_empty() || bead.1.is_empty() {
            return !self.touches(bead);
        }
        self.beads.contains(bead)
    }

    /// The same, with sentences that possible links add.
    fn right(&self, bead: &Bead) -> bool {
        if self.exact(bead) || bead.0.is_empty() || bead.1.is_empty() {
            return self.exact(bead);
        }
        let possible = |i: usize, j: usize| self.known.contains(&(i, j));
        let within = self.beads.iter().filter(|gold| covers(bead, gold)).any(|gold| {
            let more: Bead = (&bead.0 - &gold.0, &bead.1 - &gold.1);
            let ind = more.0.iter().all(|&i| bead.1.iter().any(|&j| possible(i, j)));
            let eng = more.1.iter().all(|&j| bead.0.iter().any(|&i| possible(i, j)));
            !self.touches(&more) && ind && eng
        });
        within || !self.touches(bead) && pairs(bead).all(|(i, j)| possible(i, j))
    }

    /// Whether a sentence of the bead has a sure link.
    fn touches(&self, bead: &Bead) -> bool {
        self.sure.iter().any(|(i, j)| bead.0.contains(i) || bead.1.contains(j))
    }
}

/// Counts over documents.
#[derive(Default)]
pub struct Tally {
    links: Share,
    links_found: Share,
    beads: Share,
    beads_found: Share,
    /// Rows at a confidence of .95 and more that gold has exactly.
    pub certain: Share,
    pub rows: usize,
}

/// So many of so many.
#[derive(Default, Clone, Copy)]
pub struct Share {
    pub part: usize,
    pub of: usize,
}

impl Share {
    fn add(&mut self, held: impl IntoIterator<Item = bool>) {
        for held in held {
            self.part += usize::from(held);
            self.of += 1;
        }
    }

    pub fn figure(self) -> f64 {
        self.part as f64 / self.of.max(1) as f64
    }
}

impl Tally {
    /// Adds the rows of one document: beads and their confidences.
    pub fn add(&mut self, gold: &Gold, rows: &[(Bead, f64)]) {
        let links: BTreeSet<(usize, usize)> = rows.iter().flat_map(|(bead, _)| pairs(bead)).collect();
        self.links.add(links.iter().map(|link| gold.known.contains(link)));
        self.links_found.add(gold.sure.iter().map(|link| links.contains(link)));
        let right: Vec<&Bead> = rows.iter().map(|(bead, _)| bead).filter(|bead| gold.right(bead)).collect();
        self.beads.part += right.len();
        self.beads.of += rows.len();
        self.beads_found.add(gold.beads.iter().map(|bead| right.iter().any(|found| covers(found, bead))));
        let certain = rows.iter().filter(|(_, confidence)| *confidence >= 0.95);
        self.certain.add(certain.map(|(bead, _)| gold.exact(bead)));
        self.rows += rows.len();
    }

    pub fn link_f1(&self) -> f64 {
        f1(self.links, self.links_found)
    }

    pub fn strict_f1(&self) -> f64 {
        f1(self.beads, self.beads_found)
    }
}

fn f1(precision: Share, recall: Share) -> f64 {
    let (p, r) = (precision.figure(), recall.figure());
    2.0 * p * r / (p + r).max(1e-9)
}

fn pairs(bead: &Bead) -> impl Iterator<Item = (usize, usize)> {
    bead.0.iter().flat_map(|&i| bead.1.iter().map(move |&j| (i, j)))
}

fn covers(bead: &Bead, part: &Bead) -> bool {
    part.0.is_subset(&bead.0) && part.1.is_subset(&bead.1)
}

/// The groups of sentences that hang together by some links.
fn components(links: &BTreeSet<(usize, usize)>) -> Vec<Bead> {
    let mut beads: Vec<Bead> = Vec::new();
    for &(i, j) in links {
        let joined = beads.extract_if(.., |bead| bead.0.contains(&i) || bead.1.contains(&j));
        let one = (Side::from([i]), Side::from([j]));
        let bead = joined.fold(one, |bead, other| (&bead.0 | &other.0, &bead.1 | &other.1));
        beads.push(bead);
    }
    beads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead<const I: usize, const E: usize>(ind: [usize; I], eng: [usize; E]) -> Bead {
        (ind.into(), eng.into())
    }

    #[test]
    fn sure_links_that_hang_together_are_a_bead_and_possible_ones_may_join() {
        let (sentences, gold) =
            Gold::of_article("# head\n! slip\nSatu.\t0, 2\nDua.\t2,3p\nTiga.\t-\nEmpat.\t4p\n");
        assert_eq!(sentences, ["Satu.", "Dua.", "Tiga.", "Empat."]);
        assert_eq!(gold.beads, [bead([0, 1], [0, 2])]);
        assert!(gold.exact(&bead([0, 1], [0, 2])) && !gold.exact(&bead([0, 1], [0, 2, 3])));
        assert!(gold.right(&bead([0, 1], [0, 2, 3])) && !gold.right(&bead([0, 1], [0, 1, 2])));
        assert!(gold.exact(&bead([2], [])) && gold.exact(&bead([], [3])) && !gold.exact(&bead([1], [])));
        assert!(gold.right(&bead([3], [4])) && !gold.right(&bead([2], [4])));
    }

    #[test]
    fn figures_count_links_beads_and_rows_that_are_certain() {
        let (_, gold) = Gold::of_article("Satu.\t0\nDua.\t1\nTiga.\t-\n");
        let mut tally = Tally::default();
        let rows =
            [(bead([0], [0]), 0.97), (bead([1], [2]), 0.96), (bead([2], []), 0.4), (bead([], [1]), 0.3)];
        tally.add(&gold, &rows);
        // Links: one of two right, one of two found. Beads: two of four right, one of two found.
        assert_eq!((tally.link_f1(), tally.strict_f1()), (0.5, 0.5));
        assert_eq!((tally.certain.part, tally.certain.of, tally.rows), (1, 2, 4));
    }
}
