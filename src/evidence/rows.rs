//! Lists of items per sentence -> one vector for a whole document, so that a sentence needs no allocation of
//! its own.

/// The items of the sentences of a document, row by row.
#[derive(Debug)]
pub(super) struct Rows<T> {
    all: Vec<T>,
    /// The end of the row of each sentence.
    ends: Vec<usize>,
}

impl<T> Rows<T> {
    /// Without rows; reserves space for this many rows and items.
    pub fn with_capacity(rows: usize, all: usize) -> Self {
        Rows { all: Vec::with_capacity(all), ends: Vec::with_capacity(rows) }
    }

    /// Adds a row; `row` is left empty but keeps its capacity.
    pub fn add(&mut self, row: &mut Vec<T>) {
        self.all.append(row);
        self.ends.push(self.all.len());
    }

    /// Adds a row, which `put` appends.
    pub fn add_by(&mut self, put: impl FnOnce(&mut Vec<T>)) {
        put(&mut self.all);
        self.ends.push(self.all.len());
    }

    /// The rows in order.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| &self.all[start..end])
    }

    /// The items of all rows.
    pub fn all(&self) -> &[T] {
        &self.all
    }

    /// The items of all rows, mutable.
    pub fn all_mut(&mut self) -> &mut [T] {
        &mut self.all
    }
}
