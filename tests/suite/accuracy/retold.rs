//! Trans-edited articles: floors a little below the figures of tests/accuracy.md, of links, beads and
//! confidence.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::tempdir;

use super::gold::{Bead, Gold, Tally};
use crate::data::{data, put, root, sejajar};

/// Articles of corpus/gold/transedit that no weight was learnt from: `KEPT` of `scripts/links_parts/gold.py`.
const KEPT: [&str; 5] = ["te22", "te27", "te31", "te33", "te36"];

/// Figures that must be reached: link F1, strict F1, of rows at .95 or more the share that is right, and
/// their share of all.
struct Floors {
    link: f64,
    strict: f64,
    right: f64,
    certain: f64,
}

/// The rows of `NAME.ind.txt` and `NAME.eng.txt`, by article.
fn aligned(folder: &Path) -> BTreeMap<String, Vec<(Bead, f64)>> {
    let options = ["--sentences", "-q", "-f", "jsonl"];
    let output = sejajar().arg("align").arg(folder).args(options).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut rows: BTreeMap<String, Vec<(Bead, f64)>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let side = |name: &str| {
            let positions = row[name].as_array().unwrap().iter();
            positions.map(|at| usize::try_from(at.as_u64().unwrap()).unwrap()).collect()
        };
        let bead = (side("ind_sentences"), side("eng_sentences"));
        let article = row["article_id"].as_str().unwrap().to_owned();
        rows.entry(article).or_default().push((bead, row["confidence"].as_f64().unwrap()));
    }
    rows
}

fn hold(what: &str, golds: &BTreeMap<String, Gold>, folder: &Path, floors: &Floors) {
    let mut tally = Tally::default();
    let rows = aligned(folder);
    golds.iter().for_each(|(name, gold)| tally.add(gold, &rows[name]));
    let (link, strict, right) = (tally.link_f1(), tally.strict_f1(), tally.certain.figure());
    let (count, sure, rows) = (golds.len(), tally.certain.of, tally.rows);
    let certain = sure as f64 / rows as f64;
    let told = format!(
        "{what}: {count} documents, link F1 {link:.4}, strict F1 {strict:.4}; of {rows} rows {sure} at .95 or more \
         ({certain:.4}), {right:.4} of them right"
    );
    println!("{told}");
    assert!(link >= floors.link && strict >= floors.strict, "{told}");
    assert!(right >= floors.right && certain >= floors.certain, "{told}");
}

/// Holds the articles of corpus/gold/transedit whose names `chosen` takes.
fn hold_ours(what: &str, count: usize, chosen: impl Fn(&str) -> bool, floors: &Floors) {
    let (folder, place) = (root().join("corpus/gold/transedit"), tempdir().unwrap());
    let mut golds = BTreeMap::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|ending| ending != "te") || !chosen(&name) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let (sentences, gold) = Gold::of_article(&text);
        put(place.path(), &format!("{name}.ind.txt"), sentences.join("\n") + "\n");
        put(place.path(), &format!("{name}.eng.txt"), fs::read(path.with_extension("eng")).unwrap());
        golds.insert(name, gold);
    }
    assert_eq!(golds.len(), count, "{what}");
    hold(what, &golds, place.path(), floors);
}

#[test]
fn articles_that_nothing_was_learnt_from() {
    let floors = Floors { link: 0.88, strict: 0.75, right: 0.94, certain: 0.21 };
    hold_ours("kept", KEPT.len(), |name| KEPT.contains(&name), &floors);
}

/// Weights were learnt from 23 of them.
#[test]
fn articles_of_our_own() {
    let floors = Floors { link: 0.91, strict: 0.81, right: 0.97, certain: 0.27 };
    hold_ours("ours", 28, |_| true, &floors);
}

/// Weights were learnt from all of them.
#[test]
fn retold_reports_of_ntrex() {
    let Some(folder) = data("align/transedit-dev") else { return };
    let mut golds = BTreeMap::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "links") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            golds.insert(name, Gold::of_links(&fs::read_to_string(&path).unwrap()));
        }
    }
    let floors = Floors { link: 0.835, strict: 0.68, right: 0.9, certain: 0.06 };
    hold("transedit-dev", &golds, &folder.join("lines"), &floors);
}

#[test]
fn what_is_kept_is_what_the_script_keeps() {
    let script = root().join("scripts/links_parts/gold.py");
    let Ok(text) = fs::read_to_string(&script) else {
        eprintln!("SKIPPED: {} is not there", script.display());
        return;
    };
    let kept = KEPT.map(|name| format!("\"{name}\"")).join(", ");
    assert!(text.contains(&format!("\nKEPT = ({kept})\n")), "{}: KEPT is not ({kept})", script.display());
}
