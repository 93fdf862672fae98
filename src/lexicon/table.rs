//! Lexicon text (tab-separated) <-> a plain table; the build script compiles this very file, so it imports
//! nothing from the crate.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Unigram probability of every entry of a side for which the table gives no probability at all.
pub const UNSAID: f32 = 1e-5;

/// The valid forms of a line.
const FORM: &str =
    "ind TAB eng [TAB t(eng|ind) TAB t(ind|eng)], ind TAB TAB p, or TAB eng TAB p, with 0 < t, p <= 1";

/// A translation: positions of its entries in [`Table::ind`] and [`Table::eng`], and its two probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The Indonesian entry.
    pub ind: u32,
    /// The English entry.
    pub eng: u32,
    /// t(eng|ind).
    pub forward: f32,
    /// t(ind|eng).
    pub backward: f32,
}

/// The entries of both sides, sorted by form, with their unigram probabilities, and the links, sorted by
/// entry.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Indonesian forms and their probabilities.
    pub ind: Vec<(String, f32)>,
    /// English forms and their probabilities.
    pub eng: Vec<(String, f32)>,
    /// Translations.
    pub links: Vec<Link>,
}

/// An invalid line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// 1-based line number.
    pub line: usize,
    /// The text found there and the valid forms.
    pub what: String,
}

/// The probabilities of a translation; none if the line gives only the words.
type Said = Option<(f32, f32)>;

/// The content of the lines read so far, by form.
#[derive(Debug, Default)]
struct Draft {
    sides: [BTreeMap<String, Option<f32>>; 2],
    links: BTreeMap<(String, String), Said>,
}

impl Table {
    /// Reads a table. Blank lines and lines that open with `#` are skipped; forms go through `fold`; a later
    /// line about the same words replaces an earlier one. A pair without probabilities gets an even share of
    /// those of its entries; an entry without one gets the lowest probability of its side.
    pub fn parse(text: &str, fold: impl Fn(&str) -> Cow<'_, str>) -> Result<Table, Fault> {
        let mut draft = Draft::default();
        for (n, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            draft.line(line, &fold).ok_or_else(|| Fault {
                line: n + 1,
                what: format!("\"{}\" is not \"{FORM}\"", line.escape_debug()),
            })?;
        }
        Ok(draft.finish())
    }

    /// The table with `over` laid over it: its links replace ours, its new entries are added, and entries of
    /// both keep our probabilities.
    pub fn merge(&self, over: &Table) -> Table {
        let mut draft = Draft::default();
        for table in [over, self] {
            for (side, entries) in [&table.ind, &table.eng].into_iter().enumerate() {
                draft.sides[side].extend(entries.iter().map(|(form, p)| (form.clone(), Some(*p))));
            }
        }
        for table in [self, over] {
            draft.links.extend(table.links.iter().map(|link| {
                let (ind, eng) = (&table.ind[link.ind as usize].0, &table.eng[link.eng as usize].0);
                ((ind.clone(), eng.clone()), Some((link.forward, link.backward)))
            }));
        }
        draft.finish()
    }

    /// The table as text that [`parse`](Table::parse) reads back: unigrams of both sides, then the links.
    pub fn write(&self) -> String {
        let mut out = String::with_capacity(24 * (self.ind.len() + self.eng.len() + self.links.len()));
        for (form, p) in &self.eng {
            let _ = writeln!(out, "\t{form}\t{p:.2e}");
        }
        for (form, p) in &self.ind {
            let _ = writeln!(out, "{form}\t\t{p:.2e}");
        }
        for link in &self.links {
            let (ind, eng) = (&self.ind[link.ind as usize].0, &self.eng[link.eng as usize].0);
            let _ = writeln!(out, "{ind}\t{eng}\t{:.2e}\t{:.2e}", link.forward, link.backward);
        }
        out
    }
}

impl Draft {
    /// Adds one line; `None` if it has none of the valid forms.
    fn line(&mut self, line: &str, fold: &impl Fn(&str) -> Cow<'_, str>) -> Option<()> {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        match cells[..] {
            [ind, "", p] if !ind.is_empty() => {
                self.sides[0].insert(fold(ind).into_owned(), Some(probability(p)?));
            }
            ["", eng, p] if !eng.is_empty() => {
                self.sides[1].insert(fold(eng).into_owned(), Some(probability(p)?));
            }
            [ind, eng] => self.link(&fold(ind), &fold(eng), None)?,
            [ind, eng, forward, backward] => {
                self.link(&fold(ind), &fold(eng), Some((probability(forward)?, probability(backward)?)))?;
            }
            _ => return None,
        }
        Some(())
    }

    fn link(&mut self, ind: &str, eng: &str, said: Said) -> Option<()> {
        if ind.is_empty() || eng.is_empty() {
            return None;
        }
        for (side, form) in [ind, eng].into_iter().enumerate() {
            if !self.sides[side].contains_key(form) {
                self.sides[side].insert(form.to_owned(), None);
            }
        }
        self.links.insert((ind.to_owned(), eng.to_owned()), said);
        Some(())
    }

    /// Numbers the entries and fills in the values that the lines left out.
    fn finish(self) -> Table {
        let [ind, eng] = self.sides.map(|side| {
            let rarest = side.values().flatten().copied().reduce(f32::min).unwrap_or(UNSAID);
            side.into_iter().map(|(form, p)| (form, p.unwrap_or(rarest))).collect::<Vec<(String, f32)>>()
        });
        let number = |entries: &[(String, f32)], form: &str| {
            entries.partition_point(|(other, _)| other.as_str() < form) as u32
        };
        let pairs: Vec<(u32, u32, Said)> =
            self.links.into_iter().map(|((i, e), said)| (number(&ind, &i), number(&eng, &e), said)).collect();
        let (mut of_ind, mut of_eng) = (vec![0u32; ind.len()], vec![0u32; eng.len()]);
        for &(i, e, _) in &pairs {
            of_ind[i as usize] += 1;
            of_eng[e as usize] += 1;
        }
        let links = pairs.into_iter().map(|(ind, eng, said)| {
            let even = (1.0 / of_ind[ind as usize] as f32, 1.0 / of_eng[eng as usize] as f32);
            let (forward, backward) = said.unwrap_or(even);
            Link { ind, eng, forward, backward }
        });
        Table { links: links.collect(), ind, eng }
    }
}

/// A probability above zero.
fn probability(cell: &str) -> Option<f32> {
    cell.parse().ok().filter(|p| *p > 0.0 && *p <= 1.0)
}
