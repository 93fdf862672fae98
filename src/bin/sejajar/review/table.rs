//! A native table -> its documents, with the rows and sentences to which decisions refer.

use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use sejajar::Error;
use sejajar::export::read_file;
use sejajar::lang::Pack;
use sejajar::model::{self, Group, Language, Pair, PairMeta, Places};
use sejajar::split;
use sha2::{Digest, Sha256};

use super::bead::Bead;

/// One side of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The article.
    Ind,
    /// The report.
    Eng,
}

/// An article and a report.
#[derive(Debug)]
pub struct Document {
    /// Name of the article.
    pub article: String,
    /// Name of the report.
    pub report: String,
    /// Its rows.
    pub rows: Range<usize>,
    /// The sentences of the article and of the report, in order, each with the row that contains it.
    by_position: [Vec<(usize, u32)>; 2],
}

/// A table with its rows grouped by document.
#[derive(Debug)]
pub struct Table {
    /// Its name in messages and on the page.
    pub name: String,
    /// The rows, document by document.
    pub rows: Vec<Pair>,
    /// The documents, in the order in which the table names them.
    pub documents: Vec<Document>,
    /// Their numbers, in the order of their names.
    by_name: Vec<u32>,
    /// A hash of the data that decisions depend on: names, positions and texts, but not scores and flags.
    pub hash: String,
}

impl Document {
    /// Article and report.
    pub fn names(&self) -> (&str, &str) {
        (&self.article, &self.report)
    }
}

impl Side {
    /// The positions of a group on this side.
    pub fn of(self, group: &Group) -> &Places {
        group.side(self.language())
    }

    fn text(self, row: &Pair) -> &str {
        row.text(self.language())
    }

    /// Its language.
    pub fn language(self) -> Language {
        match self {
            Side::Ind => Language::Ind,
            Side::Eng => Language::Eng,
        }
    }
}

impl Table {
    /// Reads the table at `path`.
    ///
    /// # Errors
    /// Those of reading, a table without rows, and a sentence that occurs in two rows.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let rows = read_file(path, None)?;
        if rows.is_empty() {
            return Err(Error::input(name, "holds no rows to review").into());
        }
        let (rows, documents) = by_document(rows);
        let mut by_name: Vec<u32> = (0..documents.len() as u32).collect();
        by_name.sort_by(|&x, &y| documents[x as usize].names().cmp(&documents[y as usize].names()));
        let mut table = Table { name, rows, documents, by_name, hash: String::new() };
        table.hash = table.fingerprint();
        for number in 0..table.documents.len() {
            table.index(number)?;
        }
        Ok(table)
    }

    /// The number of the document of an article and a report.
    pub fn document(&self, article: &str, report: &str) -> Option<usize> {
        let names = |number: &u32| self.documents[*number as usize].names();
        let at = self.by_name.binary_search_by(|number| names(number).cmp(&(article, report))).ok()?;
        Some(self.by_name[at] as usize)
    }

    /// The beads of a document as in the table.
    pub fn beads(&self, document: usize) -> impl Iterator<Item = Bead> + '_ {
        self.documents[document].rows.clone().map(|row| Bead::of_row(row, self.rows[row].group.clone()))
    }

    /// A sentence of a document, if the table contains it.
    pub fn sentence(&self, document: usize, side: Side, position: usize) -> Option<&str> {
        let row = &self.rows[self.holding(document, side, position)?];
        let at = side.of(&row.group).as_slice().binary_search(&position).ok()?;
        let text = side.text(row);
        self.pieces(row, side).get(at).map(|piece| &text[piece.clone()])
    }

    /// The positions of the sentences of a document that the table contains, ascending.
    pub fn positions(&self, document: usize, side: Side) -> impl Iterator<Item = usize> + '_ {
        self.documents[document].by_position[side as usize].iter().map(|&(position, _)| position)
    }

    /// The number of rows that do not say where their sentences begin.
    pub fn guessed(&self) -> usize {
        let unknown =
            |row: &&Pair| [Language::Ind, Language::Eng].iter().any(|&side| row.cut(side).is_none());
        self.rows.iter().filter(unknown).count()
    }

    /// The row of a document with exactly the sentences of `group`.
    pub fn row_of(&self, document: usize, group: &Group) -> Option<usize> {
        let first = |side: Side| Some((side, *side.of(group).as_slice().first()?));
        let (side, position) = first(Side::Ind).or_else(|| first(Side::Eng))?;
        let row = self.holding(document, side, position)?;
        self.rows[row].group.is_same(group).then_some(row)
    }

    /// The rows of a document that contain some of these sentences, ascending.
    pub fn rows_of(&self, document: usize, group: &Group) -> Vec<usize> {
        let of = |side: Side| side.of(group).iter().filter_map(move |at| self.holding(document, side, at));
        let mut rows: Vec<usize> = of(Side::Ind).chain(of(Side::Eng)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The document of a row.
    pub fn document_of(&self, row: usize) -> Option<usize> {
        let at = self.documents.partition_point(|document| document.rows.end <= row);
        (at < self.documents.len()).then_some(at)
    }

    /// The row of a document that contains a sentence.
    fn holding(&self, document: usize, side: Side, position: usize) -> Option<usize> {
        let sentences = &self.documents[document].by_position[side as usize];
        let at = sentences.binary_search_by_key(&position, |&(position, _)| position).ok()?;
        Some(sentences[at].1 as usize)
    }

    /// The ranges of the sentences of one side of a row in its text: as many as the row has positions.
    ///
    /// A row without the offsets of its sentences (in tables of earlier versions) is split again; see
    /// [`fitted`] for the case that this finds another number.
    pub fn pieces(&self, row: &Pair, side: Side) -> Vec<Range<usize>> {
        let split = || pieces(side.text(row), side.of(&row.group).len(), side.language());
        row.cut(side.language()).unwrap_or_else(split)
    }

    /// Whether the rows have metadata of their documents besides names.
    pub fn has_meta(&self) -> bool {
        self.rows.iter().any(|row| row.meta.as_deref().is_some_and(|meta| *meta != PairMeta::default()))
    }

    fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for row in &self.rows {
            for part in [&row.article_id, &row.report_id, &row.ind_text, &row.eng_text] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
            hash.update(row.group.place());
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn index(&mut self, number: usize) -> Result<()> {
        for side in [Side::Ind, Side::Eng] {
            let of_row = |row: usize| side.of(&self.rows[row].group).iter().map(move |at| (at, row as u32));
            let mut sentences: Vec<(usize, u32)> =
                self.documents[number].rows.clone().flat_map(of_row).collect();
            sentences.sort_unstable();
            if let Some(two) = sentences.windows(2).find(|two| two[0].0 == two[1].0) {
                let place = two[0].0;
                let language = side.language();
                let ids = [two[0].1, two[1].1].map(|row| self.rows[row as usize].pair_id.as_str());
                let article = &self.documents[number].article;
                let what = format!(
                    "{language} sentence {place} of \"{article}\" stands in two rows ({} and {}); \
                     in a table to review each sentence stands in one",
                    ids[0], ids[1]
                );
                return Err(Error::input(self.name.clone(), what).into());
            }
            self.documents[number].by_position[side as usize] = sentences;
        }
        Ok(())
    }
}

/// Rows and documents, in the order in which the documents first occur in the table.
fn by_document(mut rows: Vec<Pair>) -> (Vec<Pair>, Vec<Document>) {
    let (mut sorted, mut documents) = (Vec::with_capacity(rows.len()), Vec::new());
    for places in model::by_document(&rows) {
        let first = &rows[places[0]];
        let (article, report) = (first.article_id.clone(), first.report_id.clone());
        let (start, end) = (sorted.len(), sorted.len() + places.len());
        sorted.extend(places.into_iter().map(|at| std::mem::take(&mut rows[at])));
        documents.push(Document { article, report, rows: start..end, by_position: Default::default() });
    }
    (sorted, documents)
}

fn pieces(text: &str, count: usize, language: Language) -> Vec<Range<usize>> {
    if count <= 1 {
        return (0..count).map(|_| 0..text.len()).collect();
    }
    let starts = split::inner(text, Pack::builtin(language));
    fitted(text, starts, count)
}

/// Exactly `count` pieces, which begin at 0 and at `starts`: the shortest piece is merged with a neighbour
/// while there are too many, and the longest one is split at the white space nearest its middle while there
/// are too few.
fn fitted(text: &str, mut starts: Vec<usize>, count: usize) -> Vec<Range<usize>> {
    starts.insert(0, 0);
    starts.dedup();
    let length = |starts: &[usize], n: usize| starts.get(n + 1).unwrap_or(&text.len()) - starts[n];
    while starts.len() > count {
        let shortest = (0..starts.len()).min_by_key(|&n| length(&starts, n)).unwrap_or(0);
        starts.remove(shortest.max(1));
    }
    while starts.len() < count {
        let longest = (0..starts.len()).max_by_key(|&n| length(&starts, n)).unwrap_or(0);
        let (from, to) = (starts[longest], starts[longest] + length(&starts, longest));
        let spaces = text[from..to].match_indices(' ').map(|(at, _)| from + at + 1).filter(|&at| at < to);
        let Some(cut) = spaces.min_by_key(|&at| at.abs_diff(from.midpoint(to))) else { break };
        starts.insert(longest + 1, cut);
    }
    starts.resize(count, text.len());
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(&start, end)| start..start + text[start..end].trim_end().len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, count: usize) -> Vec<&str> {
        pieces(text, count, Language::Eng).into_iter().map(|piece| &text[piece]).collect()
    }

    #[test]
    fn sentences_are_found_again() {
        assert_eq!(cut("One came. Two left.", 2), ["One came.", "Two left."]);
        assert_eq!(cut("One came. Two left.", 1), ["One came. Two left."]);
        assert!(cut("", 0).is_empty());
    }

    #[test]
    fn as_many_as_the_positions_say() {
        assert_eq!(
            cut("One came. Two left. Three stayed here.", 2),
            ["One came. Two left.", "Three stayed here."]
        );
        assert_eq!(cut("one two three four", 2), ["one two", "three four"]);
        assert_eq!(cut("word", 3), ["word", "", ""]);
    }
}
