//! `sejajar eval` on the command line: standard input, names of formats, and refused inputs.

use std::fs;

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::tempdir;

use crate::data::{put, sejajar};

const GOLD: &str = "[0]:[0]\n[1]:[1, 2]\n";

#[test]
fn a_dash_is_standard_input() {
    let folder = tempdir().unwrap();
    let gold = put(folder.path(), "a.gold", GOLD);
    let align = |arguments: [&str; 2], piped: &str| {
        sejajar().args(["eval", "align"]).args(arguments).write_stdin(piped.to_owned()).assert()
    };
    let gold = gold.to_str().unwrap();
    align([gold, "-"], "[0]:[0]\n[1]:[1]\n").success().stdout(contains("strict             0.5000"));
    align(["-", gold], GOLD).success().stdout(contains("strict             1.0000"));
    align([gold, "-"], "[0]:[0]\n[0\n").code(1).stderr(contains("standard input:2: ")).stdout("");
    align(["-", "-"], GOLD).code(2).stderr(contains("not both")).stdout("");
    let split = put(folder.path(), "gold.txt", "Satu.\nDua.\n");
    let run = |sides: [&str; 2]| {
        sejajar().args(["eval", "split"]).args(sides).write_stdin("Satu.\nDua.\n").assert()
    };
    let split = split.to_str().unwrap();
    run([split, "-"]).success().stdout(contains("1.0000"));
    run(["-", split]).success().stdout(contains("1.0000"));
    run(["-", "-"]).code(2).stderr(contains("not both"));
}

#[test]
fn help_lists_the_forms_that_work() {
    let forms = ["vecalign", "hunalign", "table", "csv", "tsv", "jsonl"];
    sejajar().args(["eval", "align", "-h"]).assert().success().stdout(contains(forms.join(", ")));
    for verb in [&["eval", "-h"][..], &["eval", "align", "-h"], &["eval", "split", "-h"]] {
        sejajar().args(verb).assert().success().stdout(contains("Examples:"));
    }
    let folder = tempdir().unwrap();
    let gold = put(folder.path(), "a.gold", GOLD);
    let columns = ["article_id", "ind_start", "ind_end", "eng_start", "eng_end"];
    let json = "{\"article_id\":\"a\",\"ind_start\":0,\"ind_end\":1,\"eng_start\":0,\"eng_end\":1}\n";
    let row =
        |between: &str| format!("{}\n{}\n", columns.join(between), ["a", "0", "1", "0", "1"].join(between));
    let texts = ["[0]:[0]\n", "0\t0\t1\n1\t1\t0\n", &row(","), &row(","), &row("\t"), json];
    for (form, text) in forms.into_iter().zip(texts) {
        let run = || {
            let mut command = sejajar();
            command.args(["eval", "align", "-f", "json", "--from", form]).arg(&gold).arg("-");
            command.write_stdin(text).assert()
        };
        run().success().stdout(contains("\"hyp_beads\": 1"));
    }
    let mut unknown = sejajar();
    unknown
        .args(["eval", "align", "--from", "moses", "a", "b"])
        .assert()
        .code(2)
        .stderr(contains("vecalign"));
}

#[test]
fn nonsense_is_told_not_scored() {
    let folder = tempdir().unwrap();
    put(folder.path(), "a.gold", GOLD);
    let gold = folder.path().join("a.gold");
    let refused = |hypothesis: &str, message: &str| {
        let mut command = sejajar();
        let run = command.args(["eval", "align"]).arg(&gold).arg("-").write_stdin(hypothesis.to_owned());
        run.assert().code(1).stdout("").stderr(contains(message));
    };
    let twice = "standard input:2: sentence 0 of the Indonesian side is already in the bead of line 1";
    refused("[0]:[0]\n[0]:[0]\n", twice);
    refused("[0]:[0]\n[0, 1]:[0]\n", twice);
    refused("[0, 0, 0]:[0]\n", "standard input:1: sentence 0 of the Indonesian side is twice in this bead");
    refused("0\t0\t0\n1x\t1\t0\n2\t2\t0\n", "standard input:2: ");
    refused("", "standard input: holds no beads");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let nothing = contains("nothing was measured").and(contains("a.align: is missing"));
    let mut command = sejajar();
    command
        .args(["eval", "align"])
        .arg(folder.path())
        .arg(&empty)
        .assert()
        .code(1)
        .stdout("")
        .stderr(nothing);
    sejajar().args(["eval", "align"]).arg(&gold).arg(&empty).assert().code(1).stdout("");
}
