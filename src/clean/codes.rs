//! A line or its end -> whether it is a newsroom code, an ornament or the markup of an embedded post.

/// Maximum number of letters and digits in a part of a code between slashes; a code of one part must be
/// shorter.
const LONGEST_PART: usize = 12;
const LONGEST_ALONE: usize = 4;

/// The reason code for a line of signs or a code in brackets.
pub fn reason(text: &str) -> Option<&'static str> {
    match text.as_bytes().last()? {
        b')' | b']' if is_code(text) => Some("credit"),
        _ if is_ornament(text) => Some("ornament"),
        _ => None,
    }
}

/// Whether a text in brackets is the code of those who wrote, edited or sent an article: `(bud/dew)`,
/// `(E-2)`, `(Ant/P-5)`, `(T.A050/B/Y008)`, `(*)`.
fn is_code(text: &str) -> bool {
    let Some(inside) = text.strip_prefix(['(', '[']).and_then(|text| text.strip_suffix([')', ']'])) else {
        return false;
    };
    let inside = inside.replace(" / ", "/");
    let parts: Vec<&str> = inside.split(['/', '-', '.', '|']).collect();
    let longest = if inside.contains(['/', '|']) { LONGEST_PART } else { LONGEST_ALONE };
    let fits = |part: &&str| {
        !part.is_empty() && part.len() <= longest && part.chars().all(|c| c.is_alphanumeric() || c == '*')
    };
    // A year, a date and a fraction have no letters; `(U.S.)` is an abbreviation.
    inside.contains(|c: char| c.is_alphabetic() || c == '*') && parts.iter().all(fits)
}

/// Whether a line consists of signs that separate parts of a text: `***`, `-----`, `(*)`.
fn is_ornament(line: &str) -> bool {
    let sign = |c: char| matches!(c, '*' | '-' | '_' | '=' | '~' | '#' | '–' | '—' | '•' | '·');
    // For a line of prose this ends at the first letter.
    line.chars().all(|c| sign(c) || matches!(c, '(' | ')' | '[' | ']' | ' ')) && line.contains(sign)
}

/// The start of a run of stars or hashes at the end of a line, if there is no other one in the line:
/// `**So.**` is bold text.
pub fn stars(line: &str) -> Option<usize> {
    let star = |c: char| matches!(c, '*' | '#' | ' ' | '\u{a0}');
    let kept = line.trim_end_matches(star);
    let run = line[kept.len()..].trim_start();
    let start = line.len() - run.len();
    let lone = run.len() == 1 && start == kept.len();
    (!lone && !kept.is_empty() && !kept.contains(['*', '#'])).then_some(start)
}

/// Elements that never contain text of an article.
const EMPTY: [&str; 10] =
    ["script", "style", "iframe", "ins", "noscript", "img", "embed", "object", "video", "svg"];
/// Substrings of the markup that embeds a post from another site.
const EMBEDDED: [&str; 6] =
    ["twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "reddit-embed"];

/// Whether a line of plain text is markup without text, or markup of an embedded post.
pub fn is_markup(line: &str) -> bool {
    let Some(inside) = line.strip_prefix('<') else { return false };
    let name = inside.trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    if name.is_empty() || !line.contains('>') {
        return false;
    }
    let embedded = EMBEDDED.iter().any(|mark| line.contains(mark))
        || line.ends_with("</blockquote>") && line.contains("//twitter.com/");
    let empty = EMPTY.iter().any(|tag| name.eq_ignore_ascii_case(tag)) && line.ends_with('>');
    embedded || empty || is_tags_only(line)
}

/// Whether there is no letter outside of tags.
fn is_tags_only(line: &str) -> bool {
    let mut inside = false;
    line.chars().all(|c| {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ => return inside || !c.is_alphanumeric(),
        }
        true
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_what_is_none() {
        for code in ["(bud/dew)", "(E-2)", "(Ant/P-5)", "(*)", "[*]", "(T.A050/B/Y008)", "(Ant)", "(*/bud)"] {
            assert!(is_code(code), "{code}");
        }
        for prose in
            ["(2024)", "(12/6/2024)", "(Jokowi)", "(dia pulang)", "(U.S.)", "(3-1)", "(K.H. Amin)", "()"]
        {
            assert!(!is_code(prose), "{prose}");
        }
    }

    #[test]
    fn markup_of_posts_and_scripts() {
        let post = "<blockquote class=\"twitter-tweet\"><p lang=\"in\">Hujan turun.</p></blockquote>";
        assert!(is_markup(post) && is_markup("<script async src=\"x.js\"></script>") && is_markup("</div>"));
        assert!(!is_markup("<p>Hujan turun.</p>") && !is_markup("<3 untuk kalian.") && !is_markup("<"));
    }
}
