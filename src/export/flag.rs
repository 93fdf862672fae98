//! The text of a flag -> the [`Flag`].

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::model::Flag;

/// More kinds of flags than any version of sejajar knows; a table with more is not one of ours.
const MOST_CODES: usize = 1024;

/// Reads `code` or `code=detail`.
///
/// # Errors
/// A code that is not in kebab case.
pub fn parse(text: &str) -> Result<Flag, String> {
    let (code, detail) = text.split_once('=').unwrap_or((text, ""));
    let kebab =
        code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'));
    if code.is_empty() || code.len() > 64 || !kebab {
        return Err(format!("\"{text}\" is not a flag such as \"moved\" or \"number-mismatch=year:1953\""));
    }
    Ok(Flag { code: intern(code)?, detail: detail.to_owned() })
}

/// The one static copy of `code`: a flag's code is static because the stages that raise it name it in their
/// source, and a table may hold codes of another version. Each distinct code is kept once for the life of the
/// process.
fn intern(code: &str) -> Result<&'static str, String> {
    static CODES: OnceLock<Mutex<BTreeSet<&'static str>>> = OnceLock::new();
    let mut codes = CODES.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = codes.get(code) {
        return Ok(known);
    }
    if codes.len() >= MOST_CODES {
        return Err(format!(
            "\"{code}\" is one flag too many: a table has at most {MOST_CODES} kinds of flags"
        ));
    }
    let kept: &'static str = Box::leak(code.to_owned().into_boxed_str());
    codes.insert(kept);
    Ok(kept)
}
