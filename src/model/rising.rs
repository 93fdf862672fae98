//! Numbers -> the longest run of them that rises.

/// The positions of a longest strictly increasing subsequence, in order, by patience sorting.
pub fn rising(numbers: &[usize]) -> Vec<usize> {
    let (mut tails, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, &number) in numbers.iter().enumerate() {
        let pile = tails.partition_point(|&tail| numbers[tail] < number);
        before.push(pile.checked_sub(1).map(|pile| tails[pile]));
        match tails.get_mut(pile) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut run: Vec<usize> = std::iter::successors(tails.last().copied(), |&at| before[at]).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_is_found() {
        assert_eq!(rising(&[0, 1, 7, 8, 2, 3, 4]), [0, 1, 4, 5, 6]);
        assert!(rising(&[]).is_empty());
        assert_eq!(rising(&[5, 5]).len(), 1);
    }
}
