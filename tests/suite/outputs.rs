//! Outputs: formats, places, and the same bytes on any number of threads.

use std::fs;

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::tempdir;

use crate::data::{in_terminal, put, root, sejajar};

fn samples() -> std::path::PathBuf {
    root().join("corpus/samples")
}

#[test]
fn same_bytes_on_any_number_of_threads() {
    let run = |jobs: &str| {
        let output = sejajar().arg("align").arg(samples()).args(["-q", "-j", jobs]).output().unwrap();
        assert!(output.status.success());
        output.stdout
    };
    let one = run("1");
    assert!(one.len() > 10_000);
    assert!(one == run("2") && one == run("7"));
}

#[test]
fn a_folder_gets_a_file_a_pair() {
    let out = tempdir().unwrap();
    let folder = out.path().join("beads/");
    sejajar()
        .arg("align")
        .arg(samples())
        .args(["-f", "vecalign", "-o"])
        .arg(format!("{}/", folder.display()))
        .assert()
        .success();
    let mut names: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 8 && names.iter().all(|name| name.ends_with(".align")), "{names:?}");
}

#[test]
fn one_stream_cannot_hold_beads_of_many() {
    sejajar()
        .arg("align")
        .arg(samples())
        .args(["-f", "vecalign"])
        .assert()
        .code(2)
        .stderr(contains("a folder"));
}

#[test]
fn ending_decides_the_format() {
    let out = tempdir().unwrap();
    let table = out.path().join("pairs.jsonl");
    sejajar().arg("align").arg(samples()).arg("-o").arg(&table).arg("--schema").assert().success();
    assert!(fs::read_to_string(&table).unwrap().lines().all(|line| line.starts_with("{\"pair_id\":\"p_")));
    let schema = fs::read_to_string(out.path().join("pairs.schema.json")).unwrap();
    assert!(schema.contains("\"unmatched_eng\""));
}

#[test]
fn excel_has_a_mark_and_plain_tables_have_none() {
    let run =
        |more: &[&str]| sejajar().arg("align").arg(samples()).arg("-q").args(more).output().unwrap().stdout;
    assert!(run(&["--excel"]).starts_with(b"\xef\xbb\xbfpair_id,"));
    assert!(run(&[]).starts_with(b"pair_id,article_id,report_id,ind_start,ind_end,eng_start,eng_end,ind_text,eng_text,align_type,confidence,score,name_score,number_score,word_score,length_score,matched_names,matched_numbers,unmatched_ind,unmatched_eng,flags,ind_sentences,eng_sentences,ind_cuts,eng_cuts,content_confidence,ind_coverage,eng_coverage\n"));
}

#[test]
fn standard_input_and_output() {
    let folder = tempdir().unwrap();
    let report = put(folder.path(), "r.eng.txt", "Jakarta has 10 million people.\n");
    let assert = sejajar()
        .args(["align", "-", "-o", "-"])
        .arg(&report)
        .write_stdin("Jakarta berpenduduk 10 juta jiwa.\n")
        .assert();
    assert.success().stdout(contains("stdin,r,").and(contains("number:10000000")));
}

#[test]
fn sentences_keep_their_line_numbers() {
    let folder = tempdir().unwrap();
    put(folder.path(), "x.ind", "Gempa 6,5 di Palu.\n\nSebanyak 12 orang tewas di Sigi.\n");
    put(folder.path(), "x.eng", "A 6.5 quake hit Palu.\nTwelve people died in Sigi.\n");
    let out = folder.path().join("out/");
    let mut command = sejajar();
    command
        .arg("align")
        .arg(folder.path())
        .args(["--sentences", "-f", "vecalign", "-o"])
        .arg(&out)
        .assert()
        .success();
    let beads = fs::read_to_string(folder.path().join("out/x.align")).unwrap();
    assert!(
        beads.contains("[0]:[0]:") && beads.contains("[1]:[]:0") && beads.contains("[2]:[1]:"),
        "{beads}"
    );
}

#[test]
fn aligned_only_leaves_nulls_out() {
    let output =
        sejajar().arg("align").arg(samples()).args(["-q", "--aligned-only", "-f", "tsv"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let kind = |line: &str| line.split('\t').nth(9).unwrap().to_owned();
    assert!(text.lines().skip(1).all(|line| !kind(line).contains('0')));
}

#[test]
fn quiet_says_nothing_and_otherwise_there_is_a_summary() {
    let [ind, eng] =
        ["cosmodrome-summit.ind.txt", "cosmodrome-summit.eng.txt"].map(|name| samples().join(name));
    sejajar().arg("align").args([&ind, &eng]).arg("-q").assert().success().stderr("");
    let assert = sejajar().arg("align").args([&ind, &eng]).assert().success();
    assert.stderr(contains("1 pair: ").and(contains("mean confidence")).and(contains("read-also")));
}

#[test]
fn a_terminal_gets_a_page_to_read_and_a_pipe_the_table() {
    let [ind, eng] = ["cosmodrome-summit.ind.txt", "cosmodrome-summit.eng.txt"]
        .map(|name| samples().join(name).display().to_string());
    let hint = "-o pairs.csv writes a table";
    let run = |more: &[&str]| in_terminal(100, &[&["align", &ind, &eng][..], more].concat());
    let Some(page) = run(&[]) else { return };
    assert!(page.contains("beside cosmodrome-summit (eng)") && !page.contains("pair_id,"), "{page}");
    assert!(page.contains(hint) && page.ends_with("status 0\n"), "{page}");
    for tabular in [&["-f", "csv"][..], &["-o", "-"], &["--excel"], &["--meta"]] {
        let table = run(tabular).unwrap();
        assert!(table.contains("pair_id,article_id") && !table.contains(hint), "{tabular:?}: {table}");
    }
    assert!(!run(&["-q"]).unwrap().contains(hint));
    assert!(!run(&["--explain", "0:0"]).unwrap().contains(hint));
    let piped = sejajar().args(["align", &ind, &eng]).assert().success();
    piped.stdout(predicates::str::starts_with("pair_id,")).stderr(contains(hint).not());
}
