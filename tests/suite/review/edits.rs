//! Random sequences of edits: after each of them, what the page shows and what the table exports are the aligner's
//! own sentences, as far as they were not cut or joined, and each of them once.

use std::fs;
use std::path::Path;

use sejajar::model::{Language, Pair};
use sejajar::{Aligner, export};
use serde_json::{Value, json};
use tempfile::tempdir;

use super::Server;
use crate::data::{data, root, sejajar};

/// The sentences of a side, each with the space behind it, as edits leave them.
type Sentences = Vec<(String, String)>;

/// A document as an independent program keeps it.
#[derive(Clone)]
struct Model {
    sides: [Sentences; 2],
}

const SIDES: [&str; 2] = ["ind", "eng"];

impl Model {
    /// The sentences of the aligner itself.
    fn of(folder: &Path, name: &str) -> Self {
        let aligner = Aligner::default();
        let side = |side: &str, language| {
            let bytes = fs::read(folder.join(format!("{name}.{side}.txt"))).unwrap();
            let document = aligner.read(name, &bytes, language).unwrap();
            document.sentences.iter().map(|sentence| (sentence.text.to_string(), " ".to_owned())).collect()
        };
        Model { sides: [side("ind", Language::Ind), side("eng", Language::Eng)] }
    }

    fn cut(&mut self, side: usize, at: usize, offset: usize) {
        let (text, gap) = self.sides[side][at].clone();
        let (left, right): (String, String) =
            (text.chars().take(offset).collect(), text.chars().skip(offset).collect());
        let (first, second) = (left.trim_end(), right.trim_start());
        let between = &text[first.len()..text.len() - second.len()];
        self.sides[side][at] = (first.to_owned(), between.to_owned());
        self.sides[side].insert(at + 1, (second.to_owned(), gap));
    }

    fn join(&mut self, side: usize, at: usize) {
        let (second, gap) = self.sides[side].remove(at + 1);
        let (first, between) = self.sides[side][at].clone();
        self.sides[side][at] = (format!("{first}{between}{second}"), gap);
    }

    fn texts(&self, side: usize) -> Vec<&str> {
        self.sides[side].iter().map(|(text, _)| text.as_str()).collect()
    }
}

/// Numbers by chance (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    /// Up to `most` of the positions below `end`, ascending.
    fn some(&mut self, end: usize, most: usize) -> Vec<usize> {
        let count = self.below(most + 1);
        let mut found: Vec<usize> = (0..count).map(|_| self.below(end)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn id(document: usize, ind: &[usize], eng: &[usize]) -> String {
    let side = |places: &[usize]| match places {
        [] => "0+0".to_owned(),
        _ => places
            .chunk_by(|x, y| x + 1 == *y)
            .map(|run| format!("{}+{}", run[0], run.len()))
            .collect::<Vec<_>>()
            .join("."),
    };
    format!("{document}:{}:{}", side(ind), side(eng))
}

/// A bead of the page: the positions of both sides.
type Shown = [Vec<usize>; 2];

/// One annotator's session over a table.
struct Session {
    server: Server,
    models: Vec<Model>,
    /// The document of each step that counts, and the model before it.
    done: Vec<(usize, Model)>,
    /// The document of each step that was undone, and the model after it.
    undone: Vec<(usize, Model)>,
    /// Number of edits by their names.
    counts: std::collections::BTreeMap<String, usize>,
}

impl Session {
    /// The beads of a document, after a check that their sentences are those of the model.
    fn beads(&self, number: usize) -> Vec<Shown> {
        let path = format!("/api/document?annotator=ana&bead={}", id(number, &[], &[]).replace('+', "%2B"));
        let answer: Value = serde_json::from_str(&self.server.get(&path).send().unwrap().body).unwrap();
        let (model, mut seen) = (&self.models[number], [Vec::new(), Vec::new()]);
        let mut beads = Vec::new();
        for bead in answer["beads"].as_array().unwrap() {
            let mut places: Shown = Default::default();
            for (side, name) in SIDES.iter().enumerate() {
                for sentence in bead[name].as_array().unwrap() {
                    let at = sentence["at"].as_u64().unwrap() as usize;
                    let parts = sentence["parts"].as_array().unwrap();
                    let text: String = parts.iter().map(|part| part[0].as_str().unwrap()).collect();
                    assert_eq!(text, model.sides[side][at].0, "shown as {name} {at} of {number}");
                    assert_eq!(sentence["length"], text.chars().count());
                    places[side].push(at);
                    seen[side].push(at);
                }
            }
            beads.push(places);
        }
        for (side, mut seen) in seen.into_iter().enumerate() {
            seen.sort_unstable();
            assert_eq!(seen, (0..model.sides[side].len()).collect::<Vec<_>>(), "each sentence is shown once");
        }
        beads
    }

    /// Checks the exported table against the models.
    fn export(&self) {
        let answer = self.server.get("/api/export?what=table&annotator=ana").send().unwrap();
        let rows = export::read("table.csv", answer.body.as_bytes(), None).unwrap();
        let mut found: Vec<[Vec<(usize, String)>; 2]> = vec![Default::default(); self.models.len()];
        let mut names: Vec<String> = Vec::new();
        for row in &rows {
            if names.last() != Some(&row.article_id) {
                names.push(row.article_id.clone());
            }
            let number = names.len() - 1;
            for (side, language) in [Language::Ind, Language::Eng].into_iter().enumerate() {
                found[number][side].extend(sentences(row, language));
            }
        }
        for (model, found) in self.models.iter().zip(found) {
            for (side, mut found) in found.into_iter().enumerate() {
                found.sort();
                let found: Vec<(usize, &str)> = found.iter().map(|(at, text)| (*at, text.as_str())).collect();
                let wanted: Vec<(usize, &str)> = model.texts(side).into_iter().enumerate().collect();
                assert_eq!(found, wanted, "exported");
            }
        }
    }

    /// Makes one edit by chance; whether it was accepted.
    fn edit(&mut self, chance: &mut Chance) -> bool {
        let number = chance.below(self.models.len());
        let beads = self.beads(number);
        let (mut model, kind) = (self.models[number].clone(), chance.below(16));
        let lengths = [model.sides[0].len(), model.sides[1].len()];
        let bead = beads[chance.below(beads.len())].clone();
        let (mut value, mut codes) = (String::new(), Value::Null);
        let (action, group) = match kind {
            0 | 1 => {
                let other = beads[chance.below(beads.len())].clone();
                let both = |side: usize| {
                    let mut all = [bead[side].clone(), other[side].clone()].concat();
                    all.sort_unstable();
                    all.dedup();
                    all
                };
                ("merge", [both(0), both(1)])
            }
            2 | 3 => {
                let part = |side: usize, count: usize| bead[side][..count].to_vec();
                let counts = [chance.below(bead[0].len() + 1), chance.below(bead[1].len() + 1)];
                ("split", [part(0, counts[0]), part(1, counts[1])])
            }
            4..=6 => ("relink", [chance.some(lengths[0], 3), chance.some(lengths[1], 3)]),
            7 | 8 => {
                let side = chance.below(2);
                let at = chance.below(lengths[side]);
                let text = &model.sides[side][at].0;
                let spaces: Vec<usize> =
                    text.chars().enumerate().filter(|(_, c)| *c == ' ').map(|(n, _)| n).collect();
                let Some(&space) = spaces.get(chance.below(spaces.len())) else { return false };
                let offset = space + chance.below(3);
                value = offset.to_string();
                let (left, right): (String, String) =
                    (text.chars().take(offset).collect(), text.chars().skip(offset).collect());
                if left.trim().is_empty() || right.trim().is_empty() {
                    return false;
                }
                model.cut(side, at, offset);
                ("cut", if side == 0 { [vec![at], vec![]] } else { [vec![], vec![at]] })
            }
            9 | 10 => {
                let side = chance.below(2);
                if lengths[side] < 3 {
                    return false;
                }
                let at = chance.below(lengths[side] - 1);
                model.join(side, at);
                let both = vec![at, at + 1];
                ("join", if side == 0 { [both, vec![]] } else { [vec![], both] })
            }
            11 => ("accept", bead),
            12 => {
                codes = json!(["facts"]);
                ("reject", bead)
            }
            13 => ("unsure", bead),
            _ => return if kind == 14 { self.undo() } else { self.redo() },
        };
        let body = json!({
            "annotator": "ana", "bead": id(number, &group[0], &group[1]), "action": action, "value": value, "codes": codes,
        });
        let answer = self.server.post("/api/decide", &body.to_string()).send().unwrap();
        if answer.status != 200 {
            // Nothing to link, or the whole bead as its part.
            assert!(
                matches!(answer.status, 400 | 409) && group.iter().all(Vec::is_empty),
                "{body}: {}",
                answer.body
            );
            return false;
        }
        self.done.push((number, std::mem::replace(&mut self.models[number], model)));
        self.undone.clear();
        *self.counts.entry(action.to_owned()).or_default() += 1;
        self.beads(number);
        true
    }

    fn undo(&mut self) -> bool {
        let answer = self.server.post("/api/undo", r#"{"annotator":"ana"}"#).send().unwrap();
        let Some((number, before)) = self.done.pop() else {
            assert_eq!(answer.status, 409);
            return false;
        };
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.undone.push((number, std::mem::replace(&mut self.models[number], before)));
        *self.counts.entry("undo".to_owned()).or_default() += 1;
        self.beads(number);
        true
    }

    fn redo(&mut self) -> bool {
        let answer = self.server.post("/api/redo", r#"{"annotator":"ana"}"#).send().unwrap();
        let Some((number, after)) = self.undone.pop() else {
            assert_eq!(answer.status, 409);
            return false;
        };
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.done.push((number, std::mem::replace(&mut self.models[number], after)));
        *self.counts.entry("redo".to_owned()).or_default() += 1;
        self.beads(number);
        true
    }
}

/// The positions and the sentences of a side of a row.
fn sentences(row: &Pair, language: Language) -> Vec<(usize, String)> {
    let pieces = row.cut(language).expect("a row says where its sentences begin");
    let texts = pieces.into_iter().map(|piece| row.text(language)[piece].to_owned());
    row.sentences(language).iter().zip(texts).collect()
}

/// Edits the first documents of a folder.
fn edited(folder: &Path, documents: usize, edits: usize, seed: u64) {
    let (work, texts) = (tempdir().unwrap(), tempdir().unwrap());
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".ind.txt")?.to_owned()))
        .collect();
    names.sort();
    names.truncate(documents);
    for name in &names {
        for side in SIDES {
            let file = format!("{name}.{side}.txt");
            fs::copy(folder.join(&file), texts.path().join(&file)).unwrap();
        }
    }
    let pairs = work.path().join("pairs.csv");
    sejajar().arg("align").arg(texts.path()).args(["-q", "-o"]).arg(&pairs).assert().success();
    let models = names.iter().map(|name| Model::of(texts.path(), name)).collect();
    let server = Server::again(work, &[]);
    let mut session =
        Session { server, models, done: Vec::new(), undone: Vec::new(), counts: Default::default() };
    session.export();
    let (mut chance, mut made) = (Chance(seed), 0);
    while made < edits {
        if session.edit(&mut chance) {
            made += 1;
            session.export();
        }
    }
    eprintln!("{made} edits of {} documents of {}: {:?}", names.len(), folder.display(), session.counts);
    // The same from the disk.
    let folder = session.server.kill();
    session.server = Server::again(folder, &[]);
    (0..session.models.len()).for_each(|number| drop(session.beads(number)));
    session.export();
    while session.undo() {}
    session.export();
    assert!(session.models.iter().zip(&names).all(|(model, name)| {
        let given = Model::of(texts.path(), name);
        (0..2).all(|side| model.texts(side) == given.texts(side))
    }));
}

#[test]
fn sentences_stay_the_aligners_own() {
    edited(&root().join("corpus/samples"), 8, 300, 1);
}

#[test]
#[ignore = "two thousand edits; minutes"]
fn in_two_thousand_edits_of_samples() {
    edited(&root().join("corpus/samples"), 8, 2_000, 2);
}

#[test]
#[ignore = "two thousand edits; minutes"]
fn in_two_thousand_edits_of_translations() {
    let Some(folder) = data("raw/ntrex-dev") else { return };
    edited(&folder, 8, 2_000, 3);
}

#[test]
#[ignore = "two thousand edits; minutes"]
fn in_two_thousand_edits_of_trans_edited_articles() {
    let Some(folder) = data("align/transedit-dev/raw") else { return };
    edited(&folder, 8, 2_000, 4);
}
