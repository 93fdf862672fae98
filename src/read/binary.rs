//! Bytes -> whether they are binary data, and whether they are UTF-16 without a byte order mark.

/// Number of bytes of a file that are examined.
const SAMPLE: usize = 64 * 1024;

/// Whether the bytes hold more control characters than a text with a few stray ones.
///
/// In random bytes one in nine is a control character; valid UTF-8 is accepted up to one in four.
pub fn has_many_controls(bytes: &[u8], valid_utf8: bool) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Without an early exit the compiler handles many bytes at a time.
    if !sample.iter().fold(false, |any, &byte| any | is_control(byte)) {
        return false;
    }
    let controls = sample.iter().filter(|&&b| is_control(b)).count();
    if valid_utf8 { controls * 4 > sample.len() } else { controls > 2 && controls * 25 > sample.len() }
}

/// Tab, line breaks, form feed and escape occur in text.
fn is_control(byte: u8) -> bool {
    (byte < 0x20) & !((b'\t'..=b'\r').contains(&byte) | (byte == 0x1b))
}

/// Which half of the byte pairs is NUL: `Some(true)` for little-endian UTF-16 without a BOM, `Some(false)`
/// for big-endian.
///
/// Latin text in UTF-16 has a NUL in nearly every pair, always on the same side.
pub fn utf16_without_bom(bytes: &[u8]) -> Option<bool> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    memchr::memchr(0, sample)?;
    let pairs = sample.chunks_exact(2);
    let (mut first, mut second, mut both) = (0, 0, 0);
    let total = pairs.len();
    for pair in pairs {
        match (pair[0] == 0, pair[1] == 0) {
            (true, true) => both += 1,
            (true, false) => first += 1,
            (false, true) => second += 1,
            (false, false) => {}
        }
    }
    let mostly = |n: usize| n * 10 > total * 7;
    if total < 2 || both * 20 > total {
        None
    } else if mostly(second) && first * 20 <= total {
        Some(true)
    } else if mostly(first) && second * 20 <= total {
        Some(false)
    } else {
        None
    }
}
