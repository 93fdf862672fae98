//! A mistyped name and the known ones -> the one that was probably meant.

/// Whether a name is near enough to be what was meant: one letter in four may differ, but always one may.
fn is_near(word: &str, name: &str) -> bool {
    strsim::damerau_levenshtein(word, name) <= (word.chars().count() / 4).max(1)
}

/// The known name nearest to `word`, regardless of case, hyphens and underscores, if one is near.
///
/// ```
/// use sejajar::suggestion::nearest;
///
/// assert_eq!(nearest("cvs", ["csv", "tsv"]), Some("csv"));
/// assert_eq!(nearest("min_confidence", ["top", "min-confidence"]), Some("min-confidence"));
/// assert_eq!(nearest("xlsx", ["csv", "tsv"]), None);
/// ```
pub fn nearest<'n>(word: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let folded = |text: &str| text.trim().to_lowercase().replace('_', "-");
    let word = folded(word);
    let near = known.into_iter().filter(|name| is_near(&word, &folded(name)));
    near.min_by_key(|name| strsim::damerau_levenshtein(&word, &folded(name)))
}

/// The end of a message about an unknown name: `; did you mean "csv"?`, or nothing.
pub fn hint<'n>(word: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    nearest(word, known).map_or_else(String::new, |name| format!("; did you mean \"{name}\"?"))
}

/// The end of a message about a missing column: `; is "eng_txt" meant?`, or nothing. A title that is a column
/// by itself is not suggested.
pub fn column<'t>(
    wanted: &str,
    titles: impl IntoIterator<Item = &'t str>,
    is_column: impl Fn(&str) -> bool,
) -> String {
    let others = titles.into_iter().filter(|title| !title.is_empty() && !is_column(title));
    nearest(wanted, others).map_or_else(String::new, |title| format!("; is \"{title}\" meant?"))
}
