//! The address of a link -> its target: a channel that the reader is invited to follow, or a post on another
//! site.

/// Sites whose posts are embedded in articles.
const POSTS: [&str; 11] = [
    "tiktok.com",
    "threads.net",
    "threads.com",
    "facebook.com",
    "instagram.com",
    "bsky.app",
    "t.me",
    "reddit.com",
    "linkedin.com",
    "youtube.com",
    "pinterest.com",
];
/// Sites on which newsrooms have channels.
const CHANNELS: [(&str, &str); 5] = [
    ("whatsapp.com", "channel/"),
    ("chat.whatsapp.com", ""),
    ("news.google.com", "publications/"),
    ("news.google.com", "s/"),
    ("google.com", "preferences/source"),
];

/// Whether an address is that of a channel.
pub fn invites(href: &str) -> bool {
    let Some((_, rest)) = href.split_once("//").filter(|(scheme, _)| scheme.len() <= 6) else { return false };
    let Some((host, path)) = rest.split_once('/') else { return false };
    let host = host.strip_prefix("www.").unwrap_or(host);
    CHANNELS.iter().any(|(known, opening)| host == *known && path.starts_with(opening))
}

/// Whether an address is that of a post on another site.
pub fn is_post(cite: &str) -> bool {
    let host = cite.split("://").last().and_then(|rest| rest.split('/').next()).unwrap_or_default();
    POSTS
        .iter()
        .any(|site| host.strip_suffix(site).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}
