//! Inputs of commands that the documents do not create: judgements, vectors, a build with more features.

use std::fs;
use std::path::Path;

use super::reader::run;
use crate::embeddings::{ENG, MEANT, overlaps, scene};

/// Puts those inputs of a command into the folder that only a reader can have.
pub fn before(command: &str, folder: &Path) {
    if command.contains("--embeddings") || command.contains("--overlaps") {
        vectors(folder);
    }
    if command.contains("--judged sample.csv anna.csv budi.csv") {
        judge(folder, "anna.csv", |row| if row % 9 == 4 { "rejected" } else { "accepted" });
        judge(folder, "budi.csv", |row| if row % 7 == 4 { "rejected" } else { "accepted" });
        judge(folder, "sample.csv", |_| "");
    } else if command.contains("--judged sample.csv") && !folder.join("judged.csv").exists() {
        judge(folder, "sample.csv", |row| if row % 9 == 4 { "rejected" } else { "accepted" });
    }
    if command.contains("answers.csv") && !folder.join("answers.csv").exists() {
        answer(folder);
    }
    if command.starts_with("sejajar review sample.csv --export") {
        decide(folder);
    }
}

/// Whether a command serves a page until it is stopped.
pub fn stays(command: &str) -> bool {
    command.starts_with("sejajar review ")
        && !["--export", "--import"].iter().any(|deed| command.contains(deed))
}

/// The command with the binary that supports it; `None` (and a message) if there is none.
pub fn possible(command: &str) -> Option<String> {
    if !command.contains("--to parquet") || cfg!(feature = "parquet") {
        return Some(command.to_owned());
    }
    if let Ok(binary) = std::env::var("SEJAJAR_PARQUET_BINARY") {
        return Some(command.replacen("sejajar", &binary, 1));
    }
    eprintln!("SKIPPED: {command}; set SEJAJAR_PARQUET_BINARY to a build with the feature parquet");
    None
}

/// Whether commands are those of a Python environment, which `scripts/test-python` has.
pub fn of_python(commands: &[String]) -> bool {
    let programs = ["pip", "jupytext", "python"];
    !commands.is_empty()
        && commands.iter().all(|line| programs.contains(&line.split(' ').next().unwrap_or_default()))
}

/// Answers as the model expects them, to the questions of `ask` if there are any, else to one of our own.
fn answer(folder: &Path) {
    let Ok(mut questions) = csv::Reader::from_path(folder.join("questions.csv")) else {
        let one = "article_id,ind,eng,answer\ncup-final,3,4,yes\n";
        return fs::write(folder.join("answers.csv"), one).unwrap();
    };
    let header = questions.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|column| column == name).unwrap();
    let mut answers = csv::Writer::from_path(folder.join("answers.csv")).unwrap();
    answers.write_record(&header).unwrap();
    for question in questions.records().map(Result::unwrap) {
        let model: f64 = question[place("model")].parse().unwrap();
        let answer = if model > 0.5 { "yes" } else { "no" };
        let cells = question.iter().enumerate();
        let cells = cells.map(|(at, cell)| if at == place("answer") { answer } else { cell });
        answers.write_record(cells).unwrap();
    }
    answers.flush().unwrap();
}

/// The pair `kim`, one sentence per line, with vectors of its lines and the files of Vecalign for its runs.
fn vectors(folder: &Path) {
    let (lines, vectors) = (folder.join("lines"), folder.join("vectors"));
    if lines.exists() {
        return;
    }
    [&lines, &vectors].iter().for_each(|folder| fs::create_dir(folder).unwrap());
    scene(&lines, &vectors, "kim");
    for side in ["ind", "eng"] {
        fs::copy(lines.join(format!("kim.{side}")), folder.join(format!("kim.{side}"))).unwrap();
        let one = folder.join(format!("kim-{side}.npy"));
        fs::copy(vectors.join(format!("kim.{side}.npy")), one).unwrap();
    }
    overlaps(folder, "o.ind", &crate::embeddings::IND, &[0, 1, 2, 3, 4, 5, 6, 7]);
    overlaps(folder, "o.eng", &ENG, &MEANT);
}

/// Writes a verdict for every row of the sample, into the sample itself or into the file of one judge.
fn judge(folder: &Path, name: &str, verdict: impl Fn(usize) -> &'static str) {
    let mut table = csv::Reader::from_path(folder.join("sample.csv")).unwrap();
    let head = table.headers().unwrap().clone();
    let status = head.iter().position(|column| column == "status").unwrap();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let mut judged = csv::Writer::from_path(folder.join(name)).unwrap();
    judged.write_record(&head).unwrap();
    for (number, row) in rows.iter().enumerate() {
        let cells =
            row.iter().enumerate().map(|(at, cell)| if at == status { verdict(number) } else { cell });
        judged.write_record(cells).unwrap();
    }
}

/// Decides on every row of the sample, as the annotator who is meant where none is named.
fn decide(folder: &Path) {
    judge(folder, "decided.csv", |row| if row % 9 == 4 { "rejected" } else { "accepted" });
    let done = run("sejajar review sample.csv --import decided.csv", folder);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    fs::remove_file(folder.join("decided.csv")).unwrap();
}
