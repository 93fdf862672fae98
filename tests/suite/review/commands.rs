//! `sejajar review` without a page: export and import of decisions.

use std::fs;

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::tempdir;

use super::{Server, table};
use crate::data::{put, root, sejajar};

fn decide(server: &Server, annotator: &str, bead: &str, action: &str) {
    let body = format!(r#"{{"annotator":"{annotator}","bead":"{bead}","action":"{action}"}}"#);
    let answer = server.post("/api/decide", &body).send().unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[test]
fn gold_is_what_eval_reads() {
    let folder = tempdir().unwrap();
    let pairs = folder.path().join("pairs.csv");
    let sample = |end: &str| root().join(format!("corpus/samples/cup-final.{end}"));
    sejajar()
        .arg("align")
        .args([sample("ind.txt"), sample("eng.txt")])
        .args(["-q", "-o"])
        .arg(&pairs)
        .assert()
        .success();
    let server = Server::again(folder, &[]);
    decide(&server, "ana", "0:0+2:0+2", "merge");
    let folder = server.kill();
    let gold = folder.path().join("gold/");
    let export = |more: &[&str]| {
        let mut command = sejajar();
        command
            .arg("review")
            .arg(folder.path().join("pairs.csv"))
            .args(["--export", "gold", "-o"])
            .arg(format!("{}/", gold.display()));
        command.args(more).assert()
    };
    export(&["--judged-only"]).success().stderr(contains("1 document left out"));
    assert!(!gold.join("cup-final.gold").exists());
    export(&[]).success().stderr(contains("ana did not judge"));
    assert!(fs::read_to_string(gold.join("cup-final.gold")).unwrap().starts_with("[0, 1]:[0, 1]\n"));
    export(&[]).failure().stderr(contains("--overwrite"));
    sejajar().args(["eval", "align"]).arg(&gold).arg(folder.path().join("pairs.csv")).assert().success();
}

#[test]
fn the_page_says_why_a_row_is_as_sure_as_it_is() {
    let server = Server::start(3, &[]);
    let why = |bead: &str| server.get(&format!("/api/why?bead={bead}")).send().unwrap().body;
    let row = why("0:1%2B1:1%2B1");
    for what in ["Ada 1 orang.", "link 1:1", "number:1 ", "that it is exactly a bead", "confidence 0."] {
        assert!(row.contains(what), "{what} in {row}");
    }
    let relinked = why("0:0%2B1:2%2B1");
    assert!(relinked.contains("no row holds exactly these sentences"), "{relinked}");
}

#[test]
fn a_sample_is_judged_and_estimated() {
    let folder = tempdir().unwrap();
    let [all, sample, judged] = ["all.csv", "pairs.csv", "judged.csv"].map(|name| folder.path().join(name));
    sejajar().arg("align").arg(root().join("corpus/samples")).args(["-q", "-o"]).arg(&all).assert().success();
    sejajar().arg("audit").arg(&all).args(["-q", "--sample", "12", "-o"]).arg(&sample).assert().success();
    sejajar()
        .arg("review")
        .arg(&sample)
        .args(["--annotator", "ana", "--import"])
        .arg(&sample)
        .assert()
        .success();
    let server = Server::again(folder, &[]);
    let queue: serde_json::Value =
        serde_json::from_str(&server.get("/api/queue?kind=aligned").send().unwrap().body).unwrap();
    let beads = queue["beads"].as_array().unwrap();
    let accepted = beads.iter().skip(1).map(|bead| (bead.as_str().unwrap(), "accept"));
    accepted.for_each(|(bead, action)| decide(&server, "ana", bead, action));
    decide(
        &server,
        "ana",
        &format!("{}+0", beads[0].as_str().unwrap().rsplit_once('+').unwrap().0),
        "relink",
    );
    let folder = server.kill();
    let [sample, judged] = [sample, judged].map(|path| folder.path().join(path.file_name().unwrap()));
    sejajar().arg("review").arg(&sample).args(["--export", "rows", "-o"]).arg(&judged).assert().success();
    let text = fs::read_to_string(&judged).unwrap();
    assert_eq!(text.lines().count(), 13);
    assert_eq!(text.matches(",edited,,").count(), 1);
    sejajar()
        .args(["audit", "--judged"])
        .args([&sample, &judged])
        .assert()
        .success()
        .stdout(contains("precision"));
}

#[test]
fn decisions_of_two_stores_come_together() {
    let server = Server::start(3, &[]);
    decide(&server, "ana", "0:0+1:0+1", "accept");
    decide(&server, "budi", "0:0+1:0+1", "reject");
    let folder = server.kill();
    let review = || {
        let mut command = sejajar();
        command.arg("review").arg(folder.path().join("pairs.csv"));
        command
    };
    let log = folder.path().join("log.csv");
    review().args(["--export", "csv", "-o"]).arg(&log).assert().success();
    let other = folder.path().join("other.db");
    let import = || {
        let mut command = review();
        command.arg("--store").arg(&other).arg("--import").arg(&log);
        command
    };
    import().assert().success().stderr(contains("2 decisions added, 0 already known, 0 refused"));
    import().assert().success().stderr(contains("0 decisions added, 2 already known"));
    let table = || {
        let mut command = review();
        command.arg("--store").arg(&other).args(["--export", "table"]);
        command
    };
    table().assert().code(2).stderr(contains("ana, budi"));
    table()
        .args(["--annotator", "budi"])
        .assert()
        .success()
        .stdout(contains(",rejected,,\n").and(contains(",accepted").not()));
    let text = fs::read_to_string(&log)
        .unwrap()
        .replace(",doc,doc,0,1,0,1,0,0,", ",doc,doc,7,8,0,1,7,0,")
        .replace("T", "t");
    put(folder.path(), "log.csv", text);
    import().assert().code(3).stderr(contains("log.csv:2: that bead is no longer there"));
    put(folder.path(), "log.csv", "seq,time\n");
    import().assert().code(1).stderr(contains("log.csv:1: the header has no column \"annotator\""));
}

#[test]
fn tables_and_stores_that_do_not_fit() {
    let folder = tempdir().unwrap();
    let pairs = table(folder.path(), 2);
    let review = |store: &std::path::Path| {
        let mut command = sejajar();
        command.arg("review").arg(&pairs).arg("--store").arg(store).args(["--export", "csv"]);
        command
    };
    review(&pairs).assert().code(1).stderr(contains("is not a store of decisions"));
    let text = fs::read_to_string(&pairs).unwrap();
    let last = text.lines().last().unwrap();
    let twice = put(folder.path(), "twice.csv", format!("{text}{last}\n"));
    sejajar()
        .arg("review")
        .arg(twice)
        .args(["--export", "csv"])
        .assert()
        .code(1)
        .stderr(contains("stands in two rows"));
    let empty = put(folder.path(), "empty.csv", format!("{}\n", text.lines().next().unwrap()));
    sejajar().arg("review").arg(empty).assert().code(1).stderr(contains("holds no rows to review"));
    sejajar()
        .arg("review")
        .arg(&pairs)
        .args(["--host", "8.8.8.8"])
        .assert()
        .code(1)
        .stderr(contains("--host"));
    sejajar()
        .arg("review")
        .arg(&pairs)
        .args(["--annotator", " "])
        .assert()
        .code(2)
        .stderr(contains("needs a name"));
    assert!(!pairs.with_file_name("twice.csv.review.db").exists());
}
