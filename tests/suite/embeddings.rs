//! Sentence vectors of the user's own: alignments that they repair or leave alone, and errors for mismatched
//! files.

use std::fs;
use std::path::{Path, PathBuf};

use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

use crate::data::{put, root, sejajar};

/// Free renderings that share no name, no number and hardly a word, the first half of one side behind the
/// second of the other.
pub const IND: [&str; 8] = [
    "Langit tiba-tiba gelap.",
    "Semua orang berlarian mencari tempat berteduh.",
    "Pedagang kaki lima buru-buru menutup lapaknya.",
    "Tak lama kemudian jalanan berubah seperti sungai.",
    "Seekor kucing bertengger di atas pagar.",
    "Anak-anak justru bersorak kegirangan.",
    "Mereka melompat dari satu genangan ke genangan lain.",
    "Menjelang malam semuanya kembali sunyi.",
];
pub const ENG: [&str; 8] = [
    "On the wall a tabby sat and looked on.",
    "None of it spoiled the fun for the youngest.",
    "Puddle after puddle was jumped into.",
    "Quiet had returned by dusk.",
    "There was no warning before the sun went.",
    "Shelter was what everyone looked for.",
    "Stalls were shut in haste.",
    "Water soon ran where cars had been.",
];
/// Which Indonesian sentence an English one renders.
pub const MEANT: [usize; 8] = [4, 5, 6, 7, 0, 1, 2, 3];

/// The bytes of an npy file.
fn npy(rows: &[Vec<f32>]) -> Vec<u8> {
    let shape = format!("({}, {})", rows.len(), rows.first().map_or(0, Vec::len));
    let header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}");
    let header = format!("{header:<117}\n");
    let numbers = rows.iter().flatten().flat_map(|x| x.to_le_bytes());
    [b"\x93NUMPY\x01\x00", &(header.len() as u16).to_le_bytes()[..], header.as_bytes()]
        .concat()
        .into_iter()
        .chain(numbers)
        .collect()
}

/// Numbers from -1 to 1 that follow no rule but are the same in every run.
fn noise(seed: u64, count: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    };
    (0..64).for_each(|_| {
        next();
    });
    (0..count).map(|_| next()).collect()
}

/// A vector of a sentence with this `meaning`: a direction of the meaning, a component common to all vectors,
/// and noise.
fn vector(meaning: usize, seed: u64) -> Vec<f32> {
    let said = noise(1000 + meaning as u64, 64);
    let stray = noise(seed, 64);
    said.iter().zip(stray).map(|(said, stray)| 1.5 + said + 0.4 * stray).collect()
}

/// A folder of the pair `rain`, one sentence per line, and one of its vectors.
fn rain() -> (TempDir, TempDir) {
    let (lines, vectors) = (tempdir().unwrap(), tempdir().unwrap());
    scene(lines.path(), vectors.path(), "rain");
    (lines, vectors)
}

/// The two sides of a pair, one sentence per line, and a vector for each line.
pub fn scene(lines: &Path, vectors: &Path, name: &str) {
    put(lines, &format!("{name}.ind"), IND.join("\n"));
    put(lines, &format!("{name}.eng"), ENG.join("\n"));
    let ind: Vec<_> = (0..8).map(|i| vector(i, 1 + i as u64)).collect();
    let eng: Vec<_> = (0..8).map(|j| vector(MEANT[j], 50 + j as u64)).collect();
    put(vectors, &format!("{name}.ind.npy"), npy(&ind));
    put(vectors, &format!("{name}.eng.npy"), npy(&eng));
}

/// The beads of one pair as `sejajar align … -f vecalign` writes them, without their scores.
fn beads(lines: &Path, options: &[&str]) -> Vec<String> {
    let mut command = sejajar();
    command.arg("align").arg(lines).args(["--sentences", "-q", "-f", "vecalign"]).args(options);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.rsplit_once(':').unwrap().0.to_owned()).collect()
}

fn wanted() -> Vec<String> {
    (0..8).map(|i| format!("[{i}]:[{}]", MEANT.iter().position(|&meant| meant == i).unwrap())).collect()
}

#[test]
fn vectors_align_what_shares_no_evidence() {
    let (lines, vectors) = rain();
    let folder = vectors.path().to_str().unwrap();
    assert_ne!(beads(lines.path(), &[]), wanted());
    assert_eq!(beads(lines.path(), &["--embeddings", folder]), wanted());
    assert_eq!(beads(lines.path(), &["--embeddings", folder, "--evidence", "embeddings,length"]), wanted());
    let without = beads(lines.path(), &["--embeddings", folder, "--without", "embeddings"]);
    assert_eq!(without, beads(lines.path(), &[]));
}

#[test]
fn files_of_one_pair_and_vectors_beside_the_texts() {
    let (lines, vectors) = rain();
    let [ind, eng] = ["rain.ind.npy", "rain.eng.npy"].map(|name| vectors.path().join(name));
    let [ind, eng] = [ind.to_str().unwrap(), eng.to_str().unwrap()];
    assert_eq!(beads(lines.path(), &["--embeddings-ind", ind, "--embeddings-eng", eng]), wanted());
    for name in [ind, eng] {
        let name = Path::new(name);
        fs::copy(name, lines.path().join(name.file_name().unwrap())).unwrap();
    }
    assert_eq!(beads(lines.path(), &["--embeddings", lines.path().to_str().unwrap()]), wanted());
}

/// Vecalign's files of a side: every run of one and of two lines, sorted, and their vectors.
pub fn overlaps(folder: &Path, name: &str, sentences: &[&str], meant: &[usize]) -> [PathBuf; 2] {
    let single = |at: usize| (sentences[at].to_owned(), vector(meant[at], 200 + at as u64));
    let double = |at: usize| {
        let both = single(at).1.iter().zip(single(at + 1).1).map(|(x, y)| x + y).collect();
        (format!("{} {}", sentences[at], sentences[at + 1]), both)
    };
    let mut runs: Vec<(String, Vec<f32>)> =
        (0..sentences.len()).map(single).chain((0..sentences.len() - 1).map(double)).collect();
    runs.push(("PAD".to_owned(), noise(7, 64)));
    runs.sort_by(|x, y| x.0.cmp(&y.0));
    let text: String = runs.iter().map(|(run, _)| format!("{run}\n")).collect();
    let numbers: Vec<u8> = runs.iter().flat_map(|(_, row)| row).flat_map(|x| x.to_le_bytes()).collect();
    [put(folder, name, text), put(folder, &format!("{name}.emb"), numbers)]
}

#[test]
fn files_of_vecalign() {
    let (lines, vectors) = rain();
    let ind = overlaps(vectors.path(), "o.ind", &IND, &[0, 1, 2, 3, 4, 5, 6, 7]);
    let eng = overlaps(vectors.path(), "o.eng", &ENG, &MEANT);
    let [ind, eng] = [ind, eng].map(|files| files.map(|file| file.display().to_string()));
    let options = |eng: &[String; 2]| {
        ["--overlaps-ind", &ind[0], &ind[1], "--overlaps-eng", &eng[0], &eng[1]].map(str::to_owned)
    };
    let both = options(&eng);
    assert_eq!(beads(lines.path(), &both.each_ref().map(String::as_str)), wanted());
    let assert =
        sejajar().arg("align").arg(lines.path()).arg("--sentences").args(options(&ind)).assert().code(1);
    assert.stderr(contains("o.ind: does not hold sentence 1 of rain (\"On the wall a tabby"));
}

/// The strict F1 of our samples.
fn f1(options: &[&str]) -> f64 {
    let out = tempdir().unwrap();
    let folder = format!("{}/", out.path().display());
    let mut command = sejajar();
    command.arg("align").arg(root().join("corpus/gold/samples")).args([
        "--sentences",
        "-q",
        "-f",
        "vecalign",
    ]);
    command.args(["-o", &folder]).args(options).assert().success();
    let gold = root().join("corpus/samples");
    let output = sejajar().args(["eval", "align", "-f", "json"]).arg(gold).arg(&folder).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    report["strict"]["f1"].as_f64().unwrap()
}

#[test]
fn vectors_that_tell_nothing_apart_are_hardly_heard() {
    let (before, samples) = (f1(&[]), root().join("corpus/gold/samples"));
    for dimension in [4, 64, 384] {
        let folder = tempdir().unwrap();
        for (at, entry) in fs::read_dir(&samples).unwrap().enumerate() {
            let path = entry.unwrap().path();
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            let rows: Vec<_> = (0..lines).map(|row| noise((1000 * at + row) as u64, dimension)).collect();
            put(folder.path(), &format!("{}.npy", path.file_name().unwrap().display()), npy(&rows));
        }
        let after = f1(&["--embeddings", folder.path().to_str().unwrap()]);
        assert!(after >= before - 0.005, "{dimension}: {before} -> {after}");
    }
}

#[test]
fn rows_of_zeros_change_nothing() {
    let (lines, vectors) = rain();
    for name in ["rain.ind.npy", "rain.eng.npy"] {
        put(vectors.path(), name, npy(&vec![vec![0.0; 3]; 8]));
    }
    let table = |options: &[&str]| {
        let mut command = sejajar();
        command
            .arg("align")
            .arg(lines.path())
            .args(["--sentences", "-q"])
            .args(options)
            .output()
            .unwrap()
            .stdout
    };
    assert_eq!(table(&["--embeddings", vectors.path().to_str().unwrap()]), table(&[]));
}

#[test]
fn files_that_do_not_fit_are_told() {
    let (lines, vectors) = rain();
    let good = fs::read(vectors.path().join("rain.ind.npy")).unwrap();
    let refused = |what: &str| {
        let mut command = sejajar();
        command.arg("align").arg(lines.path()).arg("--sentences").arg("--embeddings").arg(vectors.path());
        command.assert().code(1).stdout("").stderr(contains(what));
    };
    let mut rows: Vec<_> = (0..7).map(|i| vector(i, i as u64)).collect();
    put(vectors.path(), "rain.ind.npy", npy(&rows));
    refused("rain.ind.npy: 7 rows where rain has 8 sentences");
    rows.push(vec![0.5; 64]);
    rows[4][2] = f32::NAN;
    put(vectors.path(), "rain.ind.npy", npy(&rows));
    refused("rain.ind.npy: row 5: number 3 is NaN");
    put(vectors.path(), "rain.ind.npy", npy(&vec![vec![1.0; 3]; 8]));
    refused("rain.eng.npy: vectors of 64 numbers beside 3 in ");
    put(
        vectors.path(),
        "rain.ind.npy",
        good.iter().map(|&b| if b == b'<' { b'>' } else { b }).collect::<Vec<_>>(),
    );
    refused("rain.ind.npy: holds numbers of type \">f4\"");
    fs::remove_file(vectors.path().join("rain.ind.npy")).unwrap();
    refused("rain.ind.npy: ");
}

#[test]
fn a_pair_without_its_vectors_fails_alone() {
    let (lines, vectors) = rain();
    put(lines.path(), "sun.ind", IND.join("\n"));
    put(lines.path(), "sun.eng", ENG.join("\n"));
    let mut command = sejajar();
    command.arg("align").arg(lines.path()).arg("--sentences").arg("--embeddings").arg(vectors.path());
    command.assert().code(3).stdout(contains(",rain,rain,")).stderr(contains("sun.ind.npy: "));
}

#[test]
fn options_that_do_not_go_together() {
    let (lines, vectors) = rain();
    put(lines.path(), "sun.ind", IND.join("\n"));
    put(lines.path(), "sun.eng", ENG.join("\n"));
    let folder = vectors.path().to_str().unwrap();
    let run =
        |options: &[&str]| sejajar().arg("align").arg(lines.path()).arg("--sentences").args(options).assert();
    run(&["--embeddings-ind", "a.npy"]).code(2).stderr(contains("--embeddings-eng"));
    run(&["--overlaps-ind", "a", "b"]).code(2).stderr(contains("--overlaps-eng"));
    run(&["--embeddings-ind", "a.npy", "--embeddings-eng", "b.npy"]).code(2).stderr(contains("one pair"));
    run(&["--embeddings", folder, "--embeddings-ind", "a", "--embeddings-eng", "b"]).code(2);
    run(&["--embeddings", "no-such-folder"]).code(1).stderr(contains("no-such-folder: is not a folder"));
    run(&["--evidence", "embeddings"]).code(2).stderr(contains("needs vectors"));
    run(&["--embeddings", folder, "--evidence", "names"]).code(3).stderr(contains("the vectors are ignored"));
    run(&["--without", "embeddings"]).success().stderr(contains("vectors").not());
}
