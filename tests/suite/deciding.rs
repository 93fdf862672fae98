//! Judgements come back: `align --decisions`, `ask`, `learn --judged`.

use std::path::{Path, PathBuf};

use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use tempfile::tempdir;

use crate::data::{put, root, sejajar};

fn samples() -> PathBuf {
    root().join("corpus/samples")
}

fn rows(folder: &Path, more: &[&str]) -> Vec<Value> {
    let out = folder.join("rows.jsonl");
    let mut align = sejajar();
    align.arg("align").arg(samples()).args(["-q", "--overwrite", "-o"]).arg(&out).args(more);
    align.assert().success();
    objects(&out)
}

fn objects(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The row with an Indonesian sentence of an article.
fn row_of<'r>(rows: &'r [Value], article: &Value, ind: u64) -> &'r Value {
    let has = |row: &&Value| {
        &row["article_id"] == article && row["ind_sentences"].as_array().unwrap().contains(&ind.into())
    };
    rows.iter().find(has).unwrap()
}

fn questions(folder: &Path, more: &[&str]) -> Vec<Value> {
    let out = folder.join("questions.jsonl");
    let mut ask = sejajar();
    ask.arg("ask").arg(samples()).args(["-q", "--overwrite", "-o"]).arg(&out).args(more).assert().success();
    objects(&out)
}

#[test]
fn links_and_beads_that_are_accepted_are_rows_and_rejected_ones_are_not() {
    let folder = tempdir().unwrap();
    let before = rows(folder.path(), &[]);
    let row = before.iter().find(|row| row["align_type"] == "1-1").unwrap();
    let (article, report) = (&row["article_id"], &row["report_id"]);
    let (ind, eng) = (row["ind_sentences"][0].as_u64().unwrap(), row["eng_sentences"][0].as_u64().unwrap());
    let (article, report) = (article.as_str().unwrap(), report.as_str().unwrap());
    let links = |answer: &str| {
        let text = format!("article_id,report_id,ind,eng,answer\n{article},{report},{ind},{eng},{answer}\n");
        put(folder.path(), "answers.csv", text).display().to_string()
    };
    let no = rows(folder.path(), &["--decisions", &links("no")]);
    let now = row_of(&no, &row["article_id"], ind);
    assert!(!now["eng_sentences"].as_array().unwrap().contains(&eng.into()), "{now}");
    let yes = rows(folder.path(), &["--decisions", &links("yes")]);
    let now = row_of(&yes, &row["article_id"], ind);
    assert!(now["eng_sentences"].as_array().unwrap().contains(&eng.into()), "{now}");
    let beads = |eng: &str, status: &str| {
        let head = "article_id,report_id,ind_sentences,eng_sentences,status\n";
        let text = format!("{head}{article},{report},{ind},{eng},{status}\n");
        put(folder.path(), "beads.csv", text).display().to_string()
    };
    let two = format!("{};{}", eng, eng + 2);
    let made = rows(folder.path(), &["--decisions", &beads(&two, "accepted")]);
    let now = row_of(&made, &row["article_id"], ind);
    assert_eq!(now["eng_sentences"], Value::from(vec![eng, eng + 2]), "{now}");
    assert!(now["confidence"].as_f64().unwrap() > 0.9, "{now}");
    let alone = rows(folder.path(), &["--decisions", &beads("", "accepted")]);
    assert_eq!(row_of(&alone, &row["article_id"], ind)["align_type"], "1-0");
    let lattice = rows(folder.path(), &["--lattice", "--decisions", &links("no")]);
    let now = row_of(&lattice, &row["article_id"], ind);
    assert!(!now["eng_sentences"].as_array().unwrap().contains(&eng.into()), "{now}");
}

/// The question whose answer says most about other links.
fn telling(asked: &[Value]) -> &Value {
    let number = |question: &Value, name: &str| question[name].as_f64().unwrap();
    let beyond = |question: &Value| {
        let p = number(question, "model").clamp(1e-6, 1.0 - 1e-6);
        number(question, "gain") + p * p.log2() + (1.0 - p) * (1.0 - p).log2()
    };
    asked.iter().max_by(|x, y| beyond(x).total_cmp(&beyond(y))).unwrap()
}

#[test]
fn an_answer_changes_the_probability_of_its_neighbours() {
    let folder = tempdir().unwrap();
    let asked = questions(folder.path(), &["-n", "60"]);
    let links = |more: &[&str]| -> Vec<(String, f64)> {
        let out = folder.path().join("links.csv");
        rows(folder.path(), &[&["--links", out.to_str().unwrap()], more].concat());
        let mut table = csv::Reader::from_path(out).unwrap();
        let link = |cells: csv::StringRecord| {
            (format!("{}:{}:{}", &cells[0], &cells[2], &cells[3]), cells[4].parse().unwrap())
        };
        table.records().map(|cells| link(cells.unwrap())).collect()
    };
    let before = links(&[]);
    let mut answer = telling(&asked).clone();
    let unexpected = answer["model"].as_f64().unwrap() < 0.5;
    answer["answer"] = if unexpected { "yes" } else { "no" }.into();
    let file = put(folder.path(), "answers.jsonl", answer.to_string());
    let after = links(&["--decisions", file.to_str().unwrap()]);
    let id = answer["id"].as_str().unwrap();
    let probability = after.iter().find(|link| link.0 == id).map(|link| link.1);
    assert_eq!(probability, unexpected.then_some(1.0), "{id}");
    let same = |link: &(String, f64), others: &[(String, f64)]| {
        others.iter().any(|other| other.0 == link.0 && (other.1 - link.1).abs() < 0.005)
    };
    assert!(after.iter().any(|link| link.0 != id && !same(link, &before)), "no other link has changed");
}

#[test]
fn questions_have_texts_neighbours_and_positions_and_are_not_about_one_place() {
    let folder = tempdir().unwrap();
    let asked = questions(folder.path(), &["-n", "12"]);
    assert_eq!(asked.len(), 12);
    let all = rows(folder.path(), &[]);
    for question in &asked {
        let row = row_of(&all, &question["article_id"], question["ind"].as_u64().unwrap());
        let text = question["ind_text"].as_str().unwrap();
        assert!(row["ind_text"].as_str().unwrap().contains(text), "{question}");
        assert!(question["gain"].as_f64().unwrap() > 0.0 && question["answer"] == "", "{question}");
        assert_eq!(question["ind_before"] == "", question["ind"] == 0, "{question}");
        assert_eq!(question["answers"], "yes;part;no");
    }
    let mut places: Vec<String> = asked.iter().map(|asked| asked["id"].to_string()).collect();
    places.dedup();
    assert_eq!(places.len(), 12);
    let each = questions(folder.path(), &["--per-article", "2"]);
    let articles: std::collections::BTreeSet<String> =
        each.iter().map(|q| q["article_id"].to_string()).collect();
    assert!(each.len() <= 2 * articles.len() && articles.len() >= 8, "{} of {articles:?}", each.len());
}

#[test]
fn what_was_answered_is_not_asked_again() {
    let folder = tempdir().unwrap();
    let asked = questions(folder.path(), &["--per-article", "2"]);
    let answers: Vec<String> = asked
        .iter()
        .map(|question| {
            let mut answer = question.clone();
            answer["answer"] = "no".into();
            answer.to_string()
        })
        .collect();
    let file = put(folder.path(), "answers.jsonl", answers.join("\n"));
    let more = questions(folder.path(), &["--per-article", "2", "--decisions", file.to_str().unwrap()]);
    assert!(!more.is_empty());
    for question in &more {
        assert!(asked.iter().all(|before| before["id"] != question["id"]), "{question}");
    }
}

#[test]
fn a_spreadsheet_of_questions_comes_back() {
    let folder = tempdir().unwrap();
    let table = folder.path().join("questions.csv");
    sejajar().arg("ask").arg(samples()).args(["-n", "5", "-o"]).arg(&table).assert().success();
    let text = std::fs::read_to_string(&table).unwrap();
    assert!(
        text.starts_with("id,article_id,report_id,ind,eng,question,answers,ind_before,ind_text"),
        "{text}"
    );
    let out = folder.path().join("rows.csv");
    let mut align = sejajar();
    align.arg("align").arg(samples()).arg("--decisions").arg(&table).arg("-o").arg(&out).assert().success();
    let plain = folder.path().join("plain.csv");
    sejajar().arg("align").arg(samples()).arg("-q").arg("-o").arg(&plain).assert().success();
    assert_eq!(std::fs::read(out).unwrap(), std::fs::read(plain).unwrap(), "nothing is answered yet");
}

#[test]
fn faults_of_judgements_name_their_row() {
    let folder = tempdir().unwrap();
    let run = |text: &str| {
        let text = format!("article_id,report_id,ind,eng,answer,ind_text\n{text}\n");
        let file = put(folder.path(), "answers.csv", text);
        let out = folder.path().join("out.csv");
        let mut align = sejajar();
        align.arg("align").arg(samples()).arg("--decisions").arg(file).arg("-o").arg(out).arg("--overwrite");
        align.assert()
    };
    run("cup-final,cup-final,0,0,maybe,")
        .failure()
        .stderr(contains("answers.csv:2: answer: \"maybe\" is none of"));
    run("cup-final,cup-final,0,999,no,")
        .stderr(contains("answers.csv:2: [0]:[999] of \"cup-final\" does not exist"));
    run("cup-finale,,0,0,no,")
        .success()
        .stderr(contains("answers.csv:2: no article \"cup-finale\" was aligned"));
    run("cup-final,,0,0,no,Lain.")
        .success()
        .stderr(contains("answers.csv:2: the text of [0]:[0] of \"cup-final\" is another"));
}

#[test]
fn weights_stay_if_a_few_judgements_say_nothing_new() {
    let folder = tempdir().unwrap();
    let asked = questions(folder.path(), &["--per-article", "3"]);
    let answers: Vec<String> = asked
        .iter()
        .map(|question| {
            let mut answer = question.clone();
            answer["answer"] = if question["model"].as_f64().unwrap() > 0.5 { "yes" } else { "no" }.into();
            answer.to_string()
        })
        .collect();
    let file = put(folder.path(), "answers.jsonl", answers[..6].join("\n"));
    let weights = folder.path().join("weights.tsv");
    let mut learn = sejajar();
    learn.arg("learn").arg(samples()).arg("--judged").arg(file).arg("-o").arg(&weights);
    learn.assert().success().stderr(contains("the weights are those before"));
    let before = rows(folder.path(), &[]);
    assert_eq!(rows(folder.path(), &["--weights", weights.to_str().unwrap()]), before);
    let none = put(folder.path(), "none.csv", "article_id,ind,eng,answer\nno-such,0,0,yes\n");
    let mut learn = sejajar();
    learn.arg("learn").arg(samples()).arg("--judged").arg(none);
    learn
        .assert()
        .failure()
        .stderr(contains("no judgement is on one of these pairs").and(contains("none.csv")));
}
