//! Our figures against those of the independent scorers, on perturbed gold: equal to the 4 decimals that
//! those print.
//!
//! Needs python3 and the development data (`$SEJAJAR_DATA` or ../shared/data, its scorers in
//! ../shared/tools); says so and passes where they are absent. The golden figures in `eval`'s own tests
//! always run.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sejajar::eval::{align_paths, split_paths};
use serde_json::Value;

use crate::data::data;

/// The data folder and the scorer `tool`, if they are there and python3 runs.
fn data_and(tool: &str) -> Option<(PathBuf, PathBuf)> {
    let data = data("")?;
    let tool = data.join("../tools").join(tool);
    let python = Command::new("python3").arg("--version").output();
    if tool.is_file() && python.is_ok_and(|output| output.status.success()) {
        return Some((data, tool));
    }
    eprintln!("SKIPPED: needs python3 and {}", tool.display());
    None
}

fn scorer(tool: &Path, arguments: [&Path; 2]) -> Value {
    let output = Command::new("python3").arg(tool).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A small linear congruential generator (Knuth's MMIX constants): the same perturbations in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

type Side = Vec<u64>;

fn beads(text: &str) -> Vec<(Side, Side)> {
    let side =
        |text: &str| text.trim_matches(['[', ']']).split(", ").filter_map(|n| n.parse().ok()).collect();
    let bead = |line: &str| line.split_once(':').map(|(ind, eng)| (side(ind), side(eng)));
    text.lines().filter_map(bead).collect()
}

/// Merges, cuts, shifts, drops, crosses and unlinks beads, about `percent` of them; a sentence stays in the
/// first of its beads.
fn perturbed(gold: &[(Side, Side)], percent: u64, dice: &mut Dice) -> Vec<(Side, Side)> {
    let mut out: Vec<(Side, Side)> = Vec::new();
    for (mut ind, mut eng) in gold.iter().cloned() {
        if dice.roll(100) >= percent {
            out.push((ind, eng));
            continue;
        }
        match dice.roll(6) {
            0 => out.extend([(ind, vec![]), (vec![], eng)]),
            1 => out.push((ind, eng.iter().map(|n| n + 1).collect())),
            2 => {}
            3 => {
                if let Some((_, other)) = out.last_mut() {
                    std::mem::swap(other, &mut eng);
                }
                out.push((ind, eng));
            }
            4 if ind.len() > 1 => out.extend([(ind.split_off(1), eng), (ind, vec![])]),
            _ => match out.pop() {
                Some((mut i, mut j)) => {
                    i.append(&mut ind);
                    j.append(&mut eng);
                    out.push((i, j));
                }
                None => out.push((eng, ind)),
            },
        }
    }
    let (mut inds, mut engs) = (HashSet::new(), HashSet::new());
    for (ind, eng) in &mut out {
        ind.retain(|n| inds.insert(*n));
        eng.retain(|n| engs.insert(*n));
    }
    out
}

fn written(beads: &[(Side, Side)]) -> String {
    beads.iter().fold(String::new(), |mut out, (ind, eng)| {
        writeln!(out, "{ind:?}:{eng:?}:0.5").unwrap();
        out
    })
}

#[test]
fn alignments_score_as_the_independent_scorer_says() {
    let Some((data, tool)) = data_and("score_align.py") else { return };
    let mut dice = Dice(7);
    let mut compared = 0;
    for kind in ["clean", "noisy", "edited"] {
        let gold = data.join("align/ntrex-dev").join(kind);
        for percent in [0, 10, 40, 100] {
            let hypothesis = tempfile::tempdir().unwrap();
            for entry in fs::read_dir(&gold).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|ending| ending == "gold") {
                    let beads = perturbed(&beads(&fs::read_to_string(&path).unwrap()), percent, &mut dice);
                    let name = Path::new(path.file_name().unwrap()).with_extension("align");
                    fs::write(hypothesis.path().join(name), written(&beads)).unwrap();
                }
            }
            let theirs = scorer(&tool, [&gold, hypothesis.path()]);
            let ours = serde_json::to_value(align_paths(&gold, hypothesis.path(), None).unwrap()).unwrap();
            for figure in ["strict", "lax", "documents", "gold_beads"] {
                assert_eq!(ours[figure], theirs[figure], "{figure}, {kind}, {percent} %");
            }
            println!("{kind} {percent:>3} %: strict {} lax {}", theirs["strict"]["f1"], theirs["lax"]["f1"]);
            compared += 1;
        }
    }
    assert_eq!(compared, 12);
}

/// Joins about `percent` of the lines with the next and breaks as many in two.
fn resplit(gold: &str, percent: u64, dice: &mut Dice) -> String {
    let mut out = String::new();
    for line in gold.lines() {
        let blank = line.trim().is_empty();
        if blank && out.ends_with(' ') {
            out.push('\n');
        }
        let space = line.match_indices(' ').map(|(at, _)| at).nth(2).filter(|_| dice.roll(100) < percent);
        let (before, after) = space.map_or((line, None), |at| (&line[..at], Some(&line[at..])));
        out.push_str(before);
        after.iter().for_each(|after| write!(out, "\n{after}").unwrap());
        out.push(if !blank && dice.roll(100) < percent { ' ' } else { '\n' });
    }
    out
}

#[test]
fn splittings_score_as_the_independent_scorer_says() {
    let Some((data, tool)) = data_and("score_split.py") else { return };
    let gold = data.join("split/csui-dev.ind.txt");
    let text = fs::read_to_string(&gold).unwrap();
    let mut dice = Dice(11);
    for percent in [0, 5, 30] {
        let hypothesis = tempfile::NamedTempFile::new().unwrap();
        fs::write(hypothesis.path(), resplit(&text, percent, &mut dice)).unwrap();
        let theirs = scorer(&tool, [&gold, hypothesis.path()]);
        let ours = serde_json::to_value(split_paths(&gold, hypothesis.path()).unwrap()).unwrap();
        for figure in ["p", "r", "f1", "gold", "paragraphs_wrong"] {
            assert_eq!(ours[figure], theirs[figure], "{figure}, {percent} %");
        }
        println!("split {percent:>2} %: {theirs}");
    }
}
