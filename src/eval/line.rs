//! Lines of alignments in any format -> their content, and its form in messages.

/// Lines that are neither blank nor comments, trimmed, with their numbers from 1.
pub(super) fn content(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines =
        text.split('\n').enumerate().map(|(n, line)| (n + 1, line.trim_matches(['\r', ' ', '\u{FEFF}'])));
    lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// `line` in quotation marks, shortened if it is too long for a message.
pub(super) fn quoted(line: &str) -> String {
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{:?} …", &line[..end]),
        None => format!("{line:?}"),
    }
}

/// A position: only digits (`parse` would also accept `+1`).
pub(super) fn position(text: &str) -> Option<usize> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}
