//! Lists of the sentences of a document -> one list in which they lie together, so that a sentence takes no
//! room of its own.

/// What sentences have, row after row.
#[derive(Debug)]
pub(super) struct Rows<T> {
    all: Vec<T>,
    /// Where the row of each sentence ends.
    ends: Vec<usize>,
}

impl<T> Rows<T> {
    /// No rows; there will be about so many, and so much in all of them.
    pub fn with_capacity(rows: usize, all: usize) -> Self {
        Rows { all: Vec::with_capacity(all), ends: Vec::with_capacity(rows) }
    }

    /// Adds a row, which is empty then but keeps its room.
    pub fn add(&mut self, row: &mut Vec<T>) {
        self.all.append(row);
        self.ends.push(self.all.len());
    }

    /// Adds a row, which `put` puts behind what is there.
    pub fn add_by(&mut self, put: impl FnOnce(&mut Vec<T>)) {
        put(&mut self.all);
        self.ends.push(self.all.len());
    }

    /// The rows in order.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| &self.all[start..end])
    }

    /// What is in all rows.
    pub fn all(&self) -> &[T] {
        &self.all
    }

    /// What is in all rows, to be changed.
    pub fn all_mut(&mut self) -> &mut [T] {
        &mut self.all
    }
}
