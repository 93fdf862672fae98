//! Weights of features as text -> the table that `model.rs` opens; `build.rs` runs this.

use super::model::{LABELS, ROWS, SLOT, TAG, TAGS, of, tag, with};

/// The image of a text with lines of `feature TAB seven numbers`; `step=N` is the row of transitions from
/// label N.
///
/// # Errors
/// The number of an invalid line, with a message.
pub fn build(text: &str) -> Result<Vec<u8>, (usize, String)> {
    let mut rows = Vec::new();
    let mut steps = [[0i16; LABELS]; ROWS];
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with("# ")) {
        let (feature, weights) =
            read(line).ok_or((n + 1, format!("\"{line}\" is not a feature with {LABELS} whole numbers")))?;
        match feature.strip_prefix("step=").map(str::parse::<usize>) {
            None => rows.push((of_text(feature), weights)),
            Some(Ok(from)) if from < ROWS => steps[from] = weights,
            Some(_) => return Err((n + 1, format!("\"{feature}\" is not step=0 to step={LABELS}"))),
        }
    }
    let bits = (rows.len() * 4 / 3 + 1).next_power_of_two().trailing_zeros().max(1);
    let mut image = bits.to_le_bytes().to_vec();
    image.extend(steps.iter().flatten().flat_map(|weight| weight.to_le_bytes()));
    image.resize(TAGS + ((TAG + SLOT) << bits), 0);
    for (hash, weights) in rows {
        place(&mut image, bits, hash, weights);
    }
    Ok(image)
}

fn read(line: &str) -> Option<(&str, [i16; LABELS])> {
    let (feature, numbers) = line.split_once('\t')?;
    let mut weights = [0; LABELS];
    let mut numbers = numbers.split(' ');
    for weight in &mut weights {
        *weight = numbers.next()?.parse().ok()?;
    }
    numbers.next().is_none().then_some((feature, weights))
}

fn place(image: &mut [u8], bits: u32, hash: u64, weights: [i16; LABELS]) {
    let mut slot = (hash >> (64 - bits)) as usize;
    while image[TAGS + slot * TAG..][..TAG] != [0, 0] {
        slot = (slot + 1) & ((1 << bits) - 1);
    }
    image[TAGS + slot * TAG..][..TAG].copy_from_slice(&tag(hash).to_le_bytes());
    let at = TAGS + (TAG << bits) + slot * SLOT;
    for (n, weight) in weights.iter().enumerate() {
        image[at + 2 * n..][..2].copy_from_slice(&weight.to_le_bytes());
    }
}

/// The hash of a feature as text: `name=part|part`, the classes of a part joined by `+`.
pub fn of_text(feature: &str) -> u64 {
    let (name, parts) = feature.split_once('=').unwrap_or((feature, ""));
    let name = of(name.as_bytes());
    if parts.is_empty() {
        return name;
    }
    parts.split('|').fold(name, |hash, part| with(hash, of_part(part)))
}

fn of_part(part: &str) -> u64 {
    let mut classes = part.split('+').map(|class| of(class.as_bytes()));
    let first = classes.next().unwrap_or_default();
    classes.fold(first, with)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::name::tagger::model::Model;

    #[test]
    fn what_is_written_is_found() {
        let text = "# head\nstep=7\t0 5 0 0 0 0 0\nw=rani\t-1 7 0 0 0 0 0\nc-1=J|small+-+B+-\t1 2 3 4 5 6 -7\nbias\t9 0 0 0 0 0 0\n";
        let model = Model::open(build(text).unwrap().leak());
        let mut sums = [0; LABELS + 1];
        assert!(
            model.add(with(of(b"w"), of(b"rani")), &mut sums)
                && !model.add(with(of(b"w"), of(b"budi")), &mut sums)
        );
        assert_eq!(
            (sums[..LABELS].to_vec(), model.steps(7)[1], model.steps(0)[1]),
            (vec![-1, 7, 0, 0, 0, 0, 0], 5, 0)
        );
        let short = [of(b"small"), of(b"-"), of(b"B"), of(b"-")].into_iter().reduce(with).unwrap();
        assert!(
            model.add(with(with(of(b"c-1"), of(b"J")), short), &mut sums)
                && model.add(of(b"bias"), &mut sums)
        );
        assert_eq!(sums[..LABELS], [9, 9, 3, 4, 5, 6, -7]);
    }

    #[test]
    fn lines_that_are_none_are_told() {
        assert_eq!(build("w=a\t1 2\n").unwrap_err().0, 1);
        assert_eq!(build("# h\nstep=8\t0 0 0 0 0 0 0\n").unwrap_err().0, 2);
    }
}
