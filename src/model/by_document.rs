//! Rows of a table -> the rows of each article and its report.

use std::collections::HashMap;

use super::Pair;

impl Pair {
    /// Whether another row is of the same article and the same report.
    pub fn is_beside(&self, other: &Pair) -> bool {
        self.article_id == other.article_id && self.report_id == other.report_id
    }
}

/// The positions of the rows of each document pair, in the order in which the rows first name it.
pub fn by_document(rows: &[Pair]) -> Vec<Vec<usize>> {
    let mut numbers: HashMap<(&str, &str), usize> = HashMap::new();
    let mut documents: Vec<Vec<usize>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let number = *numbers.entry((&row.article_id, &row.report_id)).or_insert(documents.len());
        if number == documents.len() {
            documents.push(Vec::new());
        }
        documents[number].push(at);
    }
    documents
}

/// The rows of each document pair, read as they are asked for: rows of one pair that stand together. An error
/// among the rows comes behind the rows before it.
pub fn adjacent<E>(
    rows: impl Iterator<Item = Result<Pair, E>>,
) -> impl Iterator<Item = Result<Vec<Pair>, E>> {
    let mut rows = rows.peekable();
    std::iter::from_fn(move || {
        let first = match rows.next()? {
            Ok(row) => row,
            Err(error) => return Some(Err(error)),
        };
        let mut document = vec![first];
        while let Some(Ok(row)) =
            rows.next_if(|row| row.as_ref().is_ok_and(|row| row.is_beside(&document[0])))
        {
            document.push(row);
        }
        Some(Ok(document))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(article: &str) -> Pair {
        Pair { article_id: article.to_owned(), ..Pair::default() }
    }

    #[test]
    fn rows_are_grouped() {
        let rows = ["a", "a", "b", "a"].map(row);
        assert_eq!(by_document(&rows), [vec![0, 1, 3], vec![2]]);
        let read = rows.into_iter().map(Ok).chain([Err("broken"), Ok(row("a"))]);
        let lengths: Vec<_> = adjacent(read).map(|rows| rows.map(|rows| rows.len())).collect();
        assert_eq!(lengths, [Ok(2), Ok(1), Ok(1), Err("broken"), Ok(1)]);
    }
}
