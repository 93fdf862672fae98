//! The bytes of an npy file (NumPy enhancement proposal 1) -> a table of numbers: two dimensions, float16,
//! float32 or float64.

use crate::error::{Error, Result};

/// A matrix of numbers.
#[derive(Debug, PartialEq)]
pub struct Matrix {
    /// The number of rows.
    pub rows: usize,
    /// The number of columns.
    pub dimension: usize,
    /// The numbers, row by row.
    pub numbers: Vec<f32>,
}

/// A type of floating-point numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Float {
    Half,
    Single,
    Double,
}

const MAGIC: &[u8] = b"\x93NUMPY";
/// The remedy, at the end of every message.
const WORKS: &str =
    "np.save(FILE, x.astype(np.float32)) writes a file that can be read, where x has one row per sentence";

/// Parses the bytes of a file; `name` is its name in messages.
///
/// # Errors
/// [`Error::Input`] if it is not an npy file, for another type, order or shape of numbers, and if the data is
/// too short or too long.
pub fn parse(name: &str, bytes: &[u8]) -> Result<Matrix> {
    let wrong = |what: String| Error::input(name, format!("{what}; {WORKS}"));
    let (header, data) = head(bytes).map_err(|what| wrong(what.to_owned()))?;
    let (float, rows, dimension) = header.check().map_err(wrong)?;
    let need = rows.checked_mul(dimension).and_then(|n| n.checked_mul(float.width()));
    if need != Some(data.len()) {
        let shape = format!("{rows} rows of {dimension} numbers of {} bytes", float.width());
        return Err(wrong(format!("holds {} bytes of numbers where its header says {shape}", data.len())));
    }
    Ok(Matrix { rows, dimension, numbers: data.chunks_exact(float.width()).map(|b| float.read(b)).collect() })
}

/// The header and the bytes after it.
fn head(bytes: &[u8]) -> Result<(Header, &[u8]), &'static str> {
    let rest = bytes.strip_prefix(MAGIC).ok_or("is no npy file")?;
    let (length, rest) = match rest {
        [1, 0, a, b, rest @ ..] => (usize::from(u16::from_le_bytes([*a, *b])), rest),
        [2 | 3, 0, a, b, c, d, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, *d]) as usize, rest),
        _ => return Err("is an npy file of no known version (1.0, 2.0, 3.0)"),
    };
    let (text, data) = rest.split_at_checked(length).ok_or("ends inside its header")?;
    let text = std::str::from_utf8(text).ok().and_then(Header::parse);
    Ok((text.ok_or("has a header that is no npy header")?, data))
}

/// The three entries of a header, as written there.
#[derive(Debug, Default, PartialEq)]
struct Header {
    descr: String,
    fortran_order: bool,
    shape: Vec<usize>,
}

impl Header {
    /// Reads `{'descr': '<f4', 'fortran_order': False, 'shape': (31, 384), }`: every entry once, in any
    /// order.
    fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim_end().strip_prefix('{')?.strip_suffix('}')?.trim();
        let (mut header, mut seen) = (Header::default(), [false; 3]);
        while !rest.is_empty() {
            let (key, after) = rest.strip_prefix('\'')?.split_once('\'')?;
            let value = after.trim_start().strip_prefix(':')?.trim_start();
            let (entry, after) = match key {
                "descr" => (0, header.descr(value)?),
                "fortran_order" => (1, header.order(value)?),
                "shape" => (2, header.shape(value)?),
                _ => return None,
            };
            if std::mem::replace(&mut seen[entry], true) {
                return None;
            }
            let after = after.trim_start();
            rest = if after.is_empty() { after } else { after.strip_prefix(',')?.trim_start() };
        }
        (seen == [true; 3]).then_some(header)
    }

    /// Takes a type: a quoted name, or the list of a record, kept verbatim for the message.
    fn descr<'t>(&mut self, value: &'t str) -> Option<&'t str> {
        let (open, close) = if value.starts_with('[') { ("[", ']') } else { ("'", '\'') };
        let (descr, rest) = value.strip_prefix(open)?.split_once(close)?;
        self.descr = descr.to_owned();
        Some(rest)
    }

    fn order<'t>(&mut self, value: &'t str) -> Option<&'t str> {
        self.fortran_order = value.starts_with("True");
        value.strip_prefix(if self.fortran_order { "True" } else { "False" })
    }

    fn shape<'t>(&mut self, value: &'t str) -> Option<&'t str> {
        let (list, rest) = value.strip_prefix('(')?.split_once(')')?;
        let list = list.trim().strip_suffix(',').unwrap_or(list.trim());
        let numbers = list.split(',').map(str::trim).filter(|_| !list.is_empty());
        self.shape = numbers.map(|n| n.parse().ok()).collect::<Option<_>>()?;
        Some(rest)
    }

    /// The type and the numbers of rows and columns, if they are supported.
    fn check(&self) -> Result<(Float, usize, usize), String> {
        let float = match self.descr.as_str() {
            "<f2" => Float::Half,
            "<f4" => Float::Single,
            "<f8" => Float::Double,
            other => return Err(format!("holds numbers of type {other:?}, not <f2, <f4 or <f8")),
        };
        match self.shape[..] {
            _ if self.fortran_order => Err("is stored column by column, not row by row".to_owned()),
            [_, 0] => Err("has rows of no numbers".to_owned()),
            [rows, dimension] => Ok((float, rows, dimension)),
            _ => Err(format!("has {} dimensions, not 2", self.shape.len())),
        }
    }
}

impl Float {
    fn width(self) -> usize {
        match self {
            Float::Half => 2,
            Float::Single => 4,
            Float::Double => 8,
        }
    }

    /// The number in little-endian `bytes`, whose length is the width of the type.
    fn read(self, bytes: &[u8]) -> f32 {
        let bits = bytes.iter().rev().fold(0u64, |bits, &byte| bits << 8 | u64::from(byte));
        match self {
            Float::Half => half(bits as u16),
            Float::Single => f32::from_bits(bits as u32),
            Float::Double => f64::from_bits(bits) as f32,
        }
    }
}

/// A number of half precision (IEEE 754 binary16): a sign, 5 bits of exponent, 10 bits of fraction.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f32::from(bits & 0x3ff) / 1024.0);
    sign * match exponent {
        0 => fraction * 2f32.powi(-14),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        _ => (1.0 + fraction) * 2f32.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of version 1.0 with this header and data.
    fn file(header: &str, data: &[u8]) -> Vec<u8> {
        let length = (header.len() as u16).to_le_bytes();
        [MAGIC, &[1, 0], &length, header.as_bytes(), data].concat()
    }

    fn bytes(numbers: &[f32]) -> Vec<u8> {
        numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
    }

    fn refused(header: &str, data: &[u8], what: &str) {
        let error = parse("a.npy", &file(header, data)).unwrap_err().to_string();
        assert!(error.starts_with("a.npy: ") && error.contains(what), "{error}");
    }

    #[test]
    fn the_three_types_are_read() {
        let wanted = Matrix { rows: 2, dimension: 2, numbers: vec![1.0, -2.0, 0.5, 65504.0] };
        let header =
            |descr| format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': (2, 2), }}   \n");
        let double: Vec<u8> = wanted.numbers.iter().flat_map(|&x| f64::from(x).to_le_bytes()).collect();
        let halves: Vec<u8> =
            [0x3c00u16, 0xc000, 0x3800, 0x7bff].iter().flat_map(|x| x.to_le_bytes()).collect();
        for (descr, data) in [("<f4", bytes(&wanted.numbers)), ("<f8", double), ("<f2", halves)] {
            assert_eq!(parse("a.npy", &file(&header(descr), &data)).unwrap(), wanted, "{descr}");
        }
    }

    #[test]
    fn headers_of_every_version_and_order() {
        let header = "{'shape': (1, 1), 'fortran_order': False, 'descr': '<f4'}";
        let long = (header.len() as u32).to_le_bytes();
        for version in [2, 3] {
            let file = [MAGIC, &[version, 0], &long, header.as_bytes(), &bytes(&[7.0])].concat();
            assert_eq!(parse("a.npy", &file).unwrap().numbers, [7.0]);
        }
        let file = [MAGIC, &[4, 0], &long, header.as_bytes(), &bytes(&[7.0])].concat();
        assert!(parse("a.npy", &file).unwrap_err().to_string().contains("no known version"));
    }

    #[test]
    fn other_files_are_refused() {
        let one = bytes(&[1.0]);
        let entries = |descr: &str, order: &str, shape: &str| {
            format!("{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}")
        };
        refused(&entries("'>f4'", "False", "(1, 1)"), &one, "type \">f4\"");
        refused(&entries("'<i4'", "False", "(1, 1)"), &one, "type \"<i4\"");
        refused(&entries("[('x', '<f4')]", "False", "(1, 1)"), &one, "type \"('x', '<f4')\"");
        refused(&entries("'<f4'", "True", "(1, 1)"), &one, "column by column");
        refused(&entries("'<f4'", "False", "(1,)"), &one, "1 dimensions, not 2");
        refused(&entries("'<f4'", "False", "()"), &one, "0 dimensions, not 2");
        refused(&entries("'<f4'", "False", "(1, 0)"), &[], "rows of no numbers");
        refused(&entries("'<f4'", "False", "(2, 1)"), &one, "holds 4 bytes of numbers where");
        refused(&entries("'<f4'", "False", "(1, 1)"), &bytes(&[1.0, 2.0]), "holds 8 bytes of numbers where");
        refused(&entries("'<f4'", "False", "(9999999999, 9999999999)"), &one, "holds 4 bytes");
        for broken in ["", "{}", "{'descr': '<f4'}", "{'descr': '<f4', 'descr': '<f4'}", "{'shape': (x,)}"] {
            refused(broken, &one, "no npy header");
        }
        for (file, what) in
            [(&b"PK\x03\x04"[..], "is no npy file"), (b"\x93NUMPY\x01\x00\xff\xff{", "ends inside")]
        {
            assert!(parse("a.npy", file).unwrap_err().to_string().contains(what));
        }
    }

    #[test]
    fn half_precision() {
        let smallest = 2f32.powi(-24);
        for (bits, value) in
            [(0x0001, smallest), (0x8001, -smallest), (0x0400, 2f32.powi(-14)), (0x0000, 0.0)]
        {
            assert_eq!(half(bits), value);
        }
        assert!(half(0x7c01).is_nan() && half(0xfc00) == f32::NEG_INFINITY);
    }
}
