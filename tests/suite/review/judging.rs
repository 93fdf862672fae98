//! Judging a sample blindly, deciding between judges, and the other questions and requests of the page.

use std::fs;

use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use super::{HEADER, Server};
use crate::data::{root, sejajar};

fn get(server: &Server, path: &str) -> Value {
    let answer = server.get(&path.replace('+', "%2B")).send().unwrap();
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn post(server: &Server, what: &str, body: &Value) -> Value {
    let answer = server.post(&format!("/api/{what}"), &body.to_string()).send().unwrap();
    assert_eq!(answer.status, 200, "{what} {body}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn decide(server: &Server, who: &str, bead: &str, action: &str) {
    post(server, "decide", &json!({"annotator": who, "bead": bead, "action": action}));
}

/// The aligned samples, and a sample of their rows.
fn sampled() -> TempDir {
    let folder = tempdir().unwrap();
    let [pairs, sample] = ["pairs.csv", "sample.csv"].map(|name| folder.path().join(name));
    let samples = root().join("corpus/samples");
    sejajar().arg("align").arg(samples).args(["-q", "-o"]).arg(&pairs).assert().success();
    sejajar().arg("audit").arg(&pairs).args(["-q", "--sample", "12", "-o"]).arg(&sample).assert().success();
    folder
}

/// Every field of an answer, by name.
fn fields<'v>(value: &'v Value, found: &mut Vec<(&'v str, &'v Value)>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| {
            found.push((name, value));
            fields(value, found);
        }),
        Value::Array(list) => list.iter().for_each(|value| fields(value, found)),
        _ => {}
    }
}

#[test]
fn a_sample_is_judged_blindly_within_its_documents() {
    let folder = sampled();
    let sample = folder.path().join("sample.csv");
    let only = ["--only", sample.to_str().unwrap()];
    let server = Server::again(folder, &only);
    let session = get(&server, "/api/session");
    assert_eq!((&session["only"]["rows"], &session["orders"][0]), (&12.into(), &"sample".into()));
    assert_eq!(session["progress"]["total"], 12);
    let given = get(&server, "/api/queue")["beads"].clone();
    assert_eq!(given.as_array().unwrap().len(), 12);
    let folder = server.kill();
    let server = Server::again(folder, &[&only[..], &["--blind", "--seed", "5"]].concat());
    let blind = get(&server, "/api/queue")["beads"].clone();
    let sorted = |beads: &Value| {
        let mut beads: Vec<String> = beads.as_array().unwrap().iter().map(Value::to_string).collect();
        beads.sort();
        beads
    };
    assert!(blind != given && sorted(&blind) == sorted(&given));
    let first = blind[0].as_str().unwrap();
    let document = get(&server, &format!("/api/document?bead={first}&others=1"));
    let beads = document["beads"].as_array().unwrap();
    assert!(beads.len() > 12, "the whole document");
    assert!(
        beads.iter().any(|bead| bead["sampled"] == true) && beads.iter().any(|bead| bead["sampled"] == false)
    );
    let rows = get(&server, &format!("/api/rows?beads={first}"));
    for answer in [&document, &rows, &get(&server, "/api/session")] {
        let mut found = Vec::new();
        fields(answer, &mut found);
        for (name, value) in found {
            let hidden = ["confidence", "score", "flags"].contains(&name);
            let empty = value.is_null() || *value == json!([]) || *value == json!({});
            assert!(!hidden || empty, "{name}: {value}");
            if name == "parts" {
                assert!(
                    value.as_array().unwrap().iter().all(|part| part.as_array().unwrap().len() == 1),
                    "{value}"
                );
            }
        }
    }
    for path in [
        "/api/why?bead=0:0+1:0+1",
        "/api/queue?flag=any",
        "/api/export?what=table",
        "/api/export?what=rows",
        "/api/figures",
    ] {
        assert_eq!(server.get(&path.replace('+', "%2B")).status(), 403, "{path}");
    }
    assert_eq!(server.post("/api/accept", r#"{"document":0,"above":0.5}"#).status(), 403);
    assert_eq!(server.get("/api/queue?order=suspect").status(), 400);
    decide(&server, "ana", first, "accept");
    decide(&server, "ana", blind[1].as_str().unwrap(), "unsure");
    let progress = get(&server, "/api/session")["progress"].clone();
    assert_eq!(
        (&progress["accepted"], &progress["unsure"], &progress["total"]),
        (&1.into(), &1.into(), &12.into())
    );
    let folder = server.kill();
    let [pairs, sample, judged] =
        ["pairs.csv", "sample.csv", "judged.csv"].map(|name| folder.path().join(name));
    let mut export = sejajar();
    export.arg("review").arg(&pairs).arg("--only").arg(&sample).args(["--export", "rows", "-o"]).arg(&judged);
    export.assert().success();
    assert_eq!(fs::read_to_string(&judged).unwrap().lines().count(), 13);
    let mut audit = sejajar();
    audit.args(["audit", "--judged"]).args([&sample, &judged]);
    audit.assert().success().stdout(contains("1 of").or(contains("precision")));
    let mut wrong = sejajar();
    wrong.arg("review").arg(&sample).arg("--only").arg(&pairs).arg("--read-only");
    wrong.assert().code(1).stderr(contains("has no row"));
}

#[test]
fn one_decides_between_others() {
    let server = Server::start(4, &[]);
    for (who, row, action) in [
        ("ana", 0, "accept"),
        ("budi", 0, "accept"),
        ("ana", 1, "accept"),
        ("budi", 1, "reject"),
        ("ana", 2, "reject"),
    ] {
        decide(&server, who, &format!("0:{row}+1:{row}+1"), action);
    }
    let note = json!({"annotator": "budi", "bead": "0:1+1:1+1", "action": "note", "value": "other people"});
    post(&server, "decide", &note);
    let coded = json!({"annotator": "budi", "bead": "0:1+1:1+1", "action": "reject", "codes": ["facts"]});
    assert_eq!(post(&server, "decide", &coded)["count"], 2);
    let differing = get(&server, "/api/queue?annotator=ana&differs=budi");
    assert_eq!(differing["beads"], json!(["0:1+1:1+1"]));
    let folder = server.kill();
    let server = Server::start_adjudicator(folder);
    let session = get(&server, "/api/session");
    assert_eq!((&session["annotator"], &session["adjudicator"]), (&"final".into(), &"final".into()));
    assert_eq!(session["progress"]["accepted"], 1, "what agrees is judged");
    assert_eq!(get(&server, "/api/queue?differs=*")["beads"], json!(["0:1+1:1+1"]));
    assert_eq!(get(&server, "/api/next?want=differs")["bead"], "0:1+1:1+1");
    let document = get(&server, "/api/document?bead=0:1+1:1+1&others=1");
    let others = document["beads"][1]["others"].as_array().unwrap();
    assert_eq!(others.len(), 2, "{others:?}");
    let wanted = json!({"annotator": "budi", "status": "rejected", "codes": ["facts"], "note": "other people",
        "same": false, "beads": ["[1]:[1]"]});
    assert_eq!(others[1], wanted);
    let taken = post(&server, "take", &json!({"bead": "0:1+1:1+1", "from": "budi"}));
    assert_eq!((&taken["count"], &taken["can"]["undo"]), (&3.into(), &"3 decisions".into()));
    let bead = get(&server, "/api/document?bead=0:1+1:1+1&others=1")["beads"][1].clone();
    assert_eq!(
        (&bead["status"], &bead["note"], &bead["codes"]),
        (&"rejected".into(), &"other people".into(), &json!(["facts"]))
    );
    assert_eq!(bead["others"][1]["same"], true);
    assert_eq!(post(&server, "undo", &json!({}))["count"], 3);
    assert_eq!(post(&server, "redo", &json!({}))["count"], 3);
    let again = server.post("/api/take", r#"{"bead":"0:1+1:1+1","from":"budi"}"#).send().unwrap();
    assert_eq!(again.status, 409, "{}", again.body);
    let history = get(&server, "/api/history?bead=0:1+1:1+1");
    let told: Vec<String> = history["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!(
                "{} {} {}",
                one["annotator"].as_str().unwrap(),
                one["action"].as_str().unwrap(),
                one["undone"]
            )
        })
        .collect();
    assert_eq!(&told[..3], ["ana accept false", "budi reject false", "budi note false"], "{told:?}");
    assert_eq!(told.iter().filter(|line| line.starts_with("final ")).count(), 3, "{told:?}");
    let all = get(&server, "/api/agreement/all?names=ana%0Abudi");
    assert_eq!((&all["rows"], &all["pairs"][0]["agree"]), (&2.into(), &0.5.into()));
    assert_eq!(all["alpha"], 0.0);
    let csv = server.get("/api/export?what=agreement").send().unwrap().body;
    assert!(csv.starts_with("measure,annotators,rows,value\nagreement,ana;budi,2,0.5000\n"), "{csv}");
    let folder = server.kill();
    let mut export = sejajar();
    export.arg("review").arg(folder.path().join("pairs.csv")).args(["--export", "agreement"]);
    export.assert().success().stdout(contains("alpha,ana;budi;final,2,0.3750"));
}

impl Server {
    /// A server of one who decides between the annotators of a store.
    fn start_adjudicator(folder: TempDir) -> Self {
        let command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("sejajar"));
        Server::launch(command, folder, &["--adjudicator", "final"])
    }
}

#[test]
fn sure_rows_of_a_document_are_accepted_in_one_step() {
    let folder = tempdir().unwrap();
    let row = |n: usize, sure: &str| {
        format!("p_{n},a,r,{n},{},{n},{},Ada {n}.,It is {n}.,1-1,{sure},,,,,,,,,,\n", n + 1, n + 1)
    };
    let rows = row(0, "0.99") + &row(1, "0.5") + &row(2, "0.97") + &row(3, "0.995");
    fs::write(folder.path().join("pairs.csv"), format!("{HEADER}\n{rows}")).unwrap();
    let server = Server::again(folder, &[]);
    decide(&server, "ana", "0:3+1:3+1", "reject");
    let done = post(&server, "accept", &json!({"document": 0, "above": 0.97}));
    assert_eq!((&done["count"], &done["progress"]["accepted"]), (&2.into(), &2.into()));
    assert_eq!(post(&server, "accept", &json!({"document": 0, "above": 0.97}))["count"], 0);
    assert_eq!(get(&server, "/api/next?after=0:3+1:3+1&order=reading")["bead"], "0:1+1:1+1");
    assert_eq!(post(&server, "undo", &json!({}))["progress"]["accepted"], 0);
    assert_eq!(get(&server, "/api/next?after=0:0+1:0+1&order=reading")["bead"], "0:1+1:1+1");
    assert_eq!(get(&server, "/api/next?after=0:2+1:2+1&order=reading")["bead"], "0:0+1:0+1", "round the end");
    assert_eq!(get(&server, "/api/queue?status=open&document=0")["beads"].as_array().unwrap().len(), 3);
}

#[test]
fn pictures_are_of_the_rows_as_the_annotator_left_them() {
    let folder = tempdir().unwrap();
    let row = |n: usize, flags: &str| {
        format!("p_{n},<a>,r,{n},{},{n},{},Ada {n}.,It is {n}.,1-1,0.9,,,,,,,,,,{flags}\n", n + 1, n + 1)
    };
    let rows = row(0, "") + &row(1, "") + &row(2, "") + &row(3, "moved");
    fs::write(folder.path().join("pairs.csv"), format!("{HEADER}\n{rows}")).unwrap();
    let server = Server::again(folder, &[]);
    let lines = |svg: &Value| svg.as_str().unwrap().matches("<line").count();
    let path = "/api/beads?bead=0:1+1:1+1";
    let before = get(&server, path);
    assert_eq!(before["rows"], json!(["0:0+1:0+1", "0:1+1:1+1", "0:2+1:2+1", "0:3+1:3+1"]));
    assert_eq!((&before["moved"], &before["left"]), (&json!(["0:3+1:3+1"]), &0.into()));
    let svg = &before["figure"]["svg"];
    assert!(lines(svg) == 4 && svg.as_str().unwrap().contains("Beads of &lt;a&gt; and r"), "{svg}");
    assert!(get(&server, "/api/figures").to_string().contains("dot-plots"));
    decide(&server, "", "0:1+1:1+1", "reject");
    post(&server, "decide", &json!({"bead": "0:0+1:2+1", "action": "relink"}));
    let after = get(&server, path);
    assert_eq!(lines(&after["figure"]["svg"]), 2, "{after}");
    assert!(get(&server, "/api/figures").to_string().contains("Judged right"));
    assert_eq!(server.get("/api/beads?bead=7:0%2B1:0%2B1").status(), 404);
    assert_eq!(server.get("/api/beads?bead=x").status(), 400);
    assert_eq!(server.get("/api/figures").without("cookie").status(), 403);
}

#[test]
fn the_first_answer_brings_what_is_seen_at_first() {
    let server = Server::start(3, &[]);
    let queue = get(&server, "/api/queue?first=1&words=ORANG");
    let first = queue["beads"][0].as_str().unwrap();
    assert_eq!(queue["rows"].as_array().unwrap().len(), queue["beads"].as_array().unwrap().len());
    assert_eq!(queue["rows"][0]["found"], "ind");
    assert_eq!(queue["document"], get(&server, &format!("/api/document?bead={first}")));
    let all = get(&server, "/api/agreement/all");
    assert_eq!(all["counts"], json!([]), "nobody has decided");
}

#[test]
fn a_sentence_is_cut_on_the_page() {
    let server = Server::start(3, &[]);
    let cut = json!({"bead": "0:1+1:0+0", "action": "cut", "value": "4"});
    let done = post(&server, "decide", &cut);
    assert_eq!((&done["renumbered"], &done["can"]["undo"]), (&true.into(), &"cut".into()));
    assert_eq!(done["bead"], "0:1+2:1+1");
    let document = get(&server, "/api/document?bead=0:1+2:1+1");
    assert_eq!((&document["recut"], &document["beads"][1]["id"]), (&true.into(), &"0:1+2:1+1".into()));
    assert_eq!(document["beads"][1]["ind"][1]["parts"], json!([["1", "number:1", 0], [" orang."]]));
    assert!(get(&server, "/api/why?bead=0:2+1:2+1")["text"].as_str().unwrap().contains("orang."));
    let joined = post(&server, "decide", &json!({"bead": "0:1+2:0+0", "action": "join"}));
    assert_eq!(joined["renumbered"], true);
    let document = get(&server, "/api/document?bead=0:1+1:1+1");
    assert_eq!(document["beads"][1]["status"], "accepted", "as in the table again");
    let wrong = json!({"bead": "0:1+1:0+0", "action": "cut", "value": "0"});
    assert_eq!(server.post("/api/decide", &wrong.to_string()).status(), 409);
    let folder = server.kill();
    let mut gold = sejajar();
    gold.arg("review").arg(folder.path().join("pairs.csv")).args(["--export", "gold"]);
    gold.assert().success().stderr(contains("cut or joined").not());
}
