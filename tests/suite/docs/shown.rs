//! An output shown in a document, compared with the printed one.

/// Whether the shown lines occur in the printed ones, in order and without gaps except at a line `…` (or
/// `...`). Inside a line `…` matches anything. `whole`: nothing may precede the first line or follow the
/// last.
///
/// # Errors
/// The lines that do not.
pub fn occurs(shown: &[String], printed: &str, whole: bool) -> Result<(), String> {
    let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let runs: Vec<&[String]> = shown.split(|line| ["…", "..."].contains(&line.trim())).collect();
    let mut from = 0;
    for (number, run) in runs.iter().enumerate() {
        let fits = |at: &usize| run.iter().zip(&printed[*at..]).all(|(one, other)| alike(one, other));
        let (first, last) = (number == 0, number + 1 == runs.len());
        let at = (from..=printed.len().saturating_sub(run.len())).filter(fits).find(|&at| {
            !(whole && first && at > 0)
                && !(whole && last && !run.is_empty() && at + run.len() < printed.len())
        });
        let missing = || Err(format!("shows lines that are not printed:\n{}", run.join("\n")));
        let Some(at) = at.filter(|at| at + run.len() <= printed.len()) else { return missing() };
        from = at + run.len();
    }
    match whole && shown.is_empty() && !printed.is_empty() {
        true => Err("shows nothing of the printed output".to_owned()),
        false => Ok(()),
    }
}

fn alike(shown: &str, printed: &str) -> bool {
    let shown = shown.trim_end();
    let mut pieces = shown.split('…');
    let Some(mut rest) = printed.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    if !shown.contains('…') || shown == printed {
        return shown == printed;
    }
    let last = pieces.next_back().unwrap_or_default();
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

#[test]
fn lines_occur_in_order() {
    let occurs_in = |shown: &str, whole| {
        let shown: Vec<String> = shown.lines().map(str::to_owned).collect();
        occurs(&shown, "a\nb\n  c 1.5 d\ne", whole).is_ok()
    };
    for (shown, part, whole) in [
        ("a\nb\n  c 1.5 d\ne", true, true),
        ("b\n  c … d", true, false),
        ("…\nb\n  c … d\n…", true, true),
        ("a\n…\ne", true, true),
        ("a\n...\n  c … d", true, false),
        ("b\n…", true, false),
        ("", true, false),
        ("a\n  c 1.5 d", false, false),
        ("e\n…\na", false, false),
        ("c 1.5 d", false, false),
        ("e\nf", false, false),
    ] {
        assert_eq!((occurs_in(shown, false), occurs_in(shown, true)), (part, whole), "{shown}");
    }
}
