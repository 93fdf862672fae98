//! Links of the documents to files and to headings -> whether something is there.

use std::path::{Component, Path, PathBuf};

use super::document::{documents, left_out};
use crate::data::root;

#[test]
fn links_lead_somewhere() {
    let documents = documents();
    let mut count = 0;
    for document in &documents {
        for link in document.links() {
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = target(&document.name, path);
            assert!(
                left_out(&target.to_string_lossy()) || root().join(&target).exists(),
                "{}: ({link}) leads to no file",
                document.name
            );
            let page = documents.iter().find(|page| Path::new(&page.name) == target);
            let found =
                anchor.is_empty() || page.is_some_and(|page| page.anchors().iter().any(|a| a == anchor));
            assert!(found, "{}: ({link}) leads to no heading of {}", document.name, target.display());
            count += 1;
        }
    }
    assert!(count >= 50, "only {count} links were found");
}

/// The file that a link of a document means, from the root.
fn target(document: &str, path: &str) -> PathBuf {
    if path.is_empty() {
        return PathBuf::from(document);
    }
    let mut parts: Vec<Component> = Path::new(document).parent().unwrap().components().collect();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                assert!(parts.pop().is_some(), "{document}: ({path}) leaves the repository");
            }
            part => parts.push(part),
        }
    }
    parts.iter().collect()
}
