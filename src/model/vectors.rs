//! The sentence vectors of one document, as an encoder has written them.

/// One vector per sentence, and one per run of sentences if the encoder has encoded runs as well.
///
/// Every vector has length 1, or is all zeros and is then ignored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vectors {
    dimension: usize,
    /// The vectors of runs of one sentence, of two and so on, each list in the order of first sentences.
    layers: Vec<Vec<f32>>,
}

impl Vectors {
    /// Vectors of `dimension` numbers, one row per sentence; rows are scaled to length 1.
    pub fn new(dimension: usize, rows: Vec<f32>) -> Self {
        let mut vectors = Vectors { dimension, layers: Vec::new() };
        vectors.push(rows);
        vectors
    }

    /// Adds the vectors of runs that are one sentence longer than the longest so far; a row of zeros is a run
    /// without a vector of its own.
    pub fn push(&mut self, mut rows: Vec<f32>) {
        rows.chunks_exact_mut(self.dimension.max(1)).for_each(normalise);
        self.layers.push(rows);
    }

    /// The number of components of a vector.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// The number of sentences.
    pub fn len(&self) -> usize {
        self.layers.first().map_or(0, |rows| rows.len() / self.dimension.max(1))
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The vector of the `count` sentences from `start`: that of the run if there is one, else the mean of
    /// the sentences, for which `room` is used.
    pub fn run<'r>(&'r self, start: usize, count: usize, room: &'r mut Vec<f32>) -> &'r [f32] {
        let own = self.layers.get(count.wrapping_sub(1)).map(|rows| self.row(rows, start));
        if let Some(own) = own.filter(|own| count == 1 || own.iter().any(|&x| x != 0.0)) {
            return own;
        }
        room.clear();
        room.resize(self.dimension, 0.0);
        for at in start..start + count {
            for (sum, x) in room.iter_mut().zip(self.row(&self.layers[0], at)) {
                *sum += x;
            }
        }
        normalise(room);
        room
    }

    fn row<'r>(&self, rows: &'r [f32], at: usize) -> &'r [f32] {
        &rows[at * self.dimension..(at + 1) * self.dimension]
    }
}

/// Scales a vector to length 1, unless it is all zeros.
fn normalise(row: &mut [f32]) {
    let length = row.iter().map(|&x| f64::from(x).powi(2)).sum::<f64>().sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|x| *x = (f64::from(*x) / length) as f32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_brought_to_length_one() {
        let vectors = Vectors::new(2, vec![3.0, 4.0, 0.0, 0.0, 1e-30, 0.0]);
        let mut room = Vec::new();
        assert_eq!((vectors.len(), vectors.dimension()), (3, 2));
        assert_eq!(vectors.run(0, 1, &mut room), [0.6, 0.8]);
        assert_eq!(vectors.run(1, 1, &mut room), [0.0, 0.0]);
        assert_eq!(vectors.run(2, 1, &mut room), [1.0, 0.0]);
    }

    #[test]
    fn a_run_has_its_own_vector_or_the_mean_of_its_sentences() {
        let mut vectors = Vectors::new(2, vec![1.0, 0.0, 0.0, 2.0, 0.0, 1.0]);
        let mut room = Vec::new();
        let half = 0.5f32.sqrt();
        assert_eq!(vectors.run(0, 2, &mut room), [half, half]);
        vectors.push(vec![0.0, -1.0, 0.0, 0.0]);
        assert_eq!(vectors.run(0, 2, &mut room), [0.0, -1.0]);
        assert_eq!(vectors.run(1, 2, &mut room), [0.0, 1.0], "it has none of its own");
    }
}
