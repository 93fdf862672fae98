//! `export`: chosen rows in the files of other tools, whole or in parts; nothing is silently lost or
//! overwritten.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::data::{put, root, sejajar};

/// A row with one sentence per side, at position `n` of its documents.
fn row(article: &str, report: &str, n: usize, ind: &str, eng: &str) -> Value {
    json!({
        "pair_id": format!("p_{n:016x}"), "article_id": article, "report_id": report,
        "ind_start": n, "ind_end": n + usize::from(!ind.is_empty()),
        "eng_start": n, "eng_end": n + usize::from(!eng.is_empty()),
        "ind_text": ind, "eng_text": eng,
        "align_type": format!("{}-{}", u8::from(!ind.is_empty()), u8::from(!eng.is_empty())),
        "confidence": 0.9, "score": 1.0, "name_score": 0.0, "number_score": 0.0, "word_score": 1.0,
        "length_score": 0.0, "matched_names": [], "matched_numbers": [], "unmatched_ind": [],
        "unmatched_eng": [], "flags": [],
    })
}

fn table(folder: &Path, rows: &[Value]) -> PathBuf {
    let lines: String = rows.iter().map(|row| format!("{row}\n")).collect();
    put(folder, "pairs.jsonl", lines)
}

fn export(table: &Path, more: &[&str]) -> Assert {
    sejajar().arg("export").arg(table).args(more).assert()
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

#[test]
fn a_folder_for_hugging_face_has_columns_and_a_card() {
    let folder = tempdir().unwrap();
    let rows: Vec<_> = (0..40).map(|n| row(&format!("a{n}"), &format!("r{n}"), 0, "Satu.", "One.")).collect();
    let table = table(folder.path(), &rows);
    let out = format!("{}/", folder.path().join("set").display());
    let split = ["--to", "hf", "--split", "train=.5,dev=.5", "-o", &out];
    export(&table, &split).success();
    let card = fs::read_to_string(folder.path().join("set/README.md")).unwrap();
    let header = card.split("---\n").nth(1).unwrap();
    for line in ["- id", "- en", "- translation", "- n<1K", "  - split: dev", "    path: train/*.hf.jsonl"] {
        assert!(header.lines().any(|found| found == line), "{line}: {card}");
    }
    assert!(header.contains("\nlicense: ") && card.contains("40 pairs"), "{card}");
    let read = |part: &str| fs::read_dir(folder.path().join("set").join(part)).unwrap().count();
    assert_eq!(read("train") + read("dev"), 40);
    export(&table, &split).code(1).stderr(contains("README.md: exists already"));
    let line = stdout(&export(&table, &["--to", "hf", "-q"]));
    let object: Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    let columns: Vec<_> = object.as_object().unwrap().keys().map(String::as_str).collect();
    let wanted = ["pair_id", "article_id", "report_id", "align_type", "confidence", "flags", "translation"];
    assert_eq!(BTreeSet::from_iter(columns), BTreeSet::from(wanted));
    assert_eq!(object["translation"], json!({"en": "One.", "id": "Satu."}));
}

#[test]
fn what_is_left_out_is_told_with_its_reason() {
    let folder = tempdir().unwrap();
    let mut unsure = row("a", "r", 3, "Empat", "Four");
    unsure["confidence"] = json!(0.5);
    let mut moved = row("a", "r", 4, "Lima", "Five");
    moved["flags"] = json!(["moved"]);
    let rows = [
        row("a", "r", 0, "Satu.", "One."),
        row("a", "r", 1, "Dua", ""),
        row("a", "r", 2, "SATU", "one"),
        unsure,
        moved,
    ];
    let table = table(folder.path(), &rows);
    let choice = ["--min-confidence", ".9", "--without", "moved,partial", "--dedup", "--to", "hf"];
    let done = export(&table, &choice).success();
    let kept =
        r#"{"pair_id": "p_0000000000000000", "article_id": "a", "report_id": "r", "align_type": "1-1", "#;
    let kept = format!(
        "{kept}{}",
        r#""confidence": 0.9000, "flags": [], "translation": {"en": "One.", "id": "Satu."}}"#
    );
    assert_eq!(stdout(&done), kept + "\n");
    let told =
        "1 row; left out: 1 unaligned, 1 below the minimum confidence, 1 with unwanted flags, 1 repeated\n";
    done.stderr(contains(told).and(contains("--without partial: no row has this flag")));
    export(&table, &["--to", "hf", "-q"]).success().stderr(is_empty());
    let none = export(&table, &["--to", "tsv", "--align-type", "4-1"]).success();
    none.stderr(contains("standard output: no row is left").and(contains("5 of other shapes")));
}

#[test]
fn sentences_that_are_no_neighbours_go_everywhere_but_into_a_ladder() {
    let folder = tempdir().unwrap();
    let mut gap = row("a", "r", 0, "Satu pergi. Tiga datang.", "One left, three came.");
    let more = [
        ("ind_end", json!(3)),
        ("align_type", json!("2-1")),
        ("ind_sentences", json!([0, 2])),
        ("ind_cuts", json!([12])),
    ];
    more.into_iter().for_each(|(name, value)| gap[name] = value);
    let rows = [gap, row("a", "r", 1, "Dua diam.", "Two stayed.")];
    let table = table(folder.path(), &rows);
    let place = format!("{}/", folder.path().display());
    let ladder = export(&table, &["--to", "ladder", "-o", &place]).success();
    ladder.stderr(contains("1 bead left out: ladder cannot hold beads with gaps"));
    let beads = folder.path().join("a.align");
    export(&table, &["--to", "vecalign", "-o", &place]).success().stderr(contains("left out").not());
    assert_eq!(fs::read_to_string(&beads).unwrap(), "[0, 2]:[0]:1.000\n[1]:[1]:1.000\n");
    let csv = folder.path().join("again.csv");
    export(&table, &["--to", "csv", "-o", csv.to_str().unwrap()]).success();
    assert_eq!(
        stdout(&export(&csv, &["--to", "jsonl"]).success()),
        stdout(&export(&table, &["--to", "jsonl"]).success())
    );
    let mut eval = sejajar();
    eval.args(["eval", "align"])
        .args([&beads, &csv])
        .assert()
        .success()
        .stdout(contains("strict             1.0000"));
    let mut audit = sejajar();
    audit.arg("audit").arg(&csv).assert().success();
}

#[test]
fn control_characters_that_xml_cannot_hold_are_counted() {
    let folder = tempdir().unwrap();
    let table = table(folder.path(), &[row("a", "r", 0, "Satu\u{0}\u{7}", "One\u{FFFE}")]);
    let done = export(&table, &["--to", "tmx"]).success();
    assert!(stdout(&done).contains("<seg>Satu</seg>"));
    done.stderr(contains("3 control characters left out, which tmx cannot hold"));
}

#[test]
fn control_characters_that_tables_leave_out_are_counted() {
    let folder = tempdir().unwrap();
    let table = table(folder.path(), &[row("a", "r", 0, "Satu\u{0}\u{7}	", "One\u{FFFE}")]);
    for format in ["csv", "tsv"] {
        let done = export(&table, &["--to", format]).success();
        assert!(stdout(&done).contains("Satu"));
        done.stderr(contains(format!("3 control characters left out, which {format} cannot hold")));
    }
}

#[test]
fn moses_is_a_pair_of_files() {
    let folder = tempdir().unwrap();
    let table =
        table(folder.path(), &[row("a", "r", 0, "Satu\ndua", "One"), row("a", "r", 1, "Tiga", "Three")]);
    let prefix = folder.path().join("corpus.v1");
    let prefix = prefix.to_str().unwrap();
    export(&table, &["--to", "moses", "-o", prefix]).success();
    assert_eq!(fs::read_to_string(format!("{prefix}.ind")).unwrap(), "Satu dua\nTiga\n");
    assert_eq!(fs::read_to_string(format!("{prefix}.eng")).unwrap(), "One\nThree\n");
    let again = export(&table, &["--to", "moses", "-o", prefix]).code(1);
    again.stderr(contains("corpus.v1.ind: exists already; --overwrite replaces it"));
    export(&table, &["--to", "moses"]).code(2).stderr(contains("-o PREFIX writes PREFIX.ind and PREFIX.eng"));
}

#[test]
fn folders_get_a_file_for_each_pair_of_documents() {
    let folder = tempdir().unwrap();
    let rows =
        [row("a", "r", 0, "Satu", "One"), row("a", "s", 0, "Satu", "One"), row("b/c", "s", 0, "Dua", "Two")];
    let table = table(folder.path(), &rows);
    let out = folder.path().join("out/");
    let place = format!("{}/", out.display());
    export(&table, &["--to", "xces", "-o", &place]).success();
    let names: BTreeSet<String> = fs::read_dir(out.join("ind"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 3);
    assert!(names.contains("a.xml") && names.contains("a.s.xml"), "{names:?}");
    let links = fs::read_to_string(out.join("align.xml")).unwrap();
    assert_eq!(links.matches("<linkGrp").count(), 3);
    assert!(links.contains("fromDoc=\"ind/a.s.xml\" toDoc=\"eng/a.s.xml\""), "{links}");
    export(&table, &["--to", "tmx", "-o", &place]).success();
    assert!(out.join("a.tmx").exists() && out.join("a.s.tmx").exists());
    export(&table, &["--to", "xces"]).code(2).stderr(contains("give -o a folder"));
    export(&table, &["--to", "vecalign"]).code(2).stderr(contains("give -o a folder"));
}

#[test]
fn the_ending_of_the_output_says_the_format() {
    let folder = tempdir().unwrap();
    let table = table(folder.path(), &[row("a", "r", 0, "Satu", "One")]);
    let place = |name: &str| folder.path().join(name).display().to_string();
    export(&table, &["-o", &place("x.tmx")]).success();
    assert!(fs::read_to_string(place("x.tmx")).unwrap().contains("<tmx version=\"1.4\">"));
    export(&table, &["-o", &place("x.tsv"), "--to", "hf"]).success();
    assert!(fs::read_to_string(place("x.tsv")).unwrap().starts_with("{\"pair_id\""));
    export(&table, &["-o", &place("x.tmz")]).code(2).stderr(contains("did you mean \"tmx\"?"));
    for unsaid in [&[][..], &["-o", "-"], &["-o", &place("x")], &["-o", &place("out/")]] {
        export(&table, unsaid).code(2).stderr(contains("give --to, or -o with an ending"));
    }
}

#[test]
fn files_of_documents_need_their_rows_together() {
    let folder = tempdir().unwrap();
    let rows =
        [row("a", "r", 0, "Satu", "One"), row("b", "s", 0, "Dua", "Two"), row("a", "r", 1, "Tiga", "Three")];
    let table = table(folder.path(), &rows);
    let place = format!("{}/out/", folder.path().display());
    let refused = export(&table, &["--to", "ladder", "-o", &place]).code(2);
    refused.stderr(contains("article a and report r: their rows do not stand together"));
    export(&table, &["--to", "tmx"]).success();
}

#[test]
fn no_document_stands_in_two_parts() {
    let folder = tempdir().unwrap();
    let rows: Vec<Value> = (0..300)
        .map(|n| {
            row(&format!("a{}", n % 97), &format!("r{}", n % 89), n, &format!("Kalimat {n}"), "Sentence")
        })
        .chain((0..200).map(|n| row(&format!("x{n}"), &format!("y{n}"), n, "Satu", "One")))
        .collect();
    let table = table(folder.path(), &rows);
    let run = |seed: &str| {
        let out = folder.path().join(format!("s{seed}.jsonl"));
        let parts =
            ["--to", "jsonl", "--split", "train=.6,test=.4", "--seed", seed, "-o", out.to_str().unwrap()];
        export(&table, &parts).success().stderr(contains("500 rows: train "));
        ["train", "test"]
            .map(|part| fs::read_to_string(folder.path().join(format!("s{seed}.{part}.jsonl"))).unwrap())
    };
    let parts = run("1");
    let documents = |text: &str| -> BTreeSet<String> {
        let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        rows.flat_map(|row| ["article_id", "report_id"].map(|id| row[id].to_string())).collect()
    };
    assert!(documents(&parts[0]).is_disjoint(&documents(&parts[1])));
    assert_eq!(parts.iter().map(|text| text.lines().count()).sum::<usize>(), 500);
    assert_ne!(parts, run("2"));
    let piped = sejajar().args(["export", "-", "--to", "csv", "--split", "a=1", "-o", "x.csv"]).assert();
    piped.code(2).stderr(contains("--split reads a table twice"));
    export(&table, &["--to", "csv", "--split", "a=.5", "-o", "x.csv"])
        .code(2)
        .stderr(contains("add up to 0.5"));
}

#[test]
fn tables_that_are_read_are_never_written_over() {
    let folder = tempdir().unwrap();
    let table = table(folder.path(), &[row("a", "r", 0, "Satu", "One")]);
    let before = fs::read(&table).unwrap();
    let place = table.to_str().unwrap();
    export(&table, &["--to", "jsonl", "--overwrite", "-o", place])
        .code(1)
        .stderr(contains("is an input of this run"));
    let bad = put(folder.path(), "bad.jsonl", [before.as_slice(), b"{\n"].concat());
    let out = folder.path().join("new.tmx");
    export(&bad, &["--to", "tmx", "-o", out.to_str().unwrap()]).code(1).stderr(contains("bad.jsonl:2: "));
    assert!(!out.exists(), "a file is whole or not there");
    assert_eq!(fs::read(&table).unwrap(), before);
}

#[test]
fn native_tables_go_through_unchanged() {
    let folder = tempdir().unwrap();
    let csv = folder.path().join("pairs.csv");
    sejajar().arg("align").arg(root().join("corpus/samples")).args(["-q", "-o"]).arg(&csv).assert().success();
    let original = fs::read_to_string(&csv).unwrap();
    let jsonl = stdout(&export(&csv, &["--to", "jsonl", "-q"]).success());
    let mut command = sejajar();
    let back = command.args(["export", "-", "--to", "csv", "-q"]).write_stdin(jsonl).assert().success();
    assert_eq!(stdout(&back), original);
    let whole = stdout(&export(folder.path(), &["--to", "csv", "-q"]).success());
    assert_eq!(whole, original, "a folder of tables is its tables");
}

#[test]
fn metadata_are_kept_or_missed() {
    let folder = tempdir().unwrap();
    let csv = folder.path().join("pages.csv");
    sejajar()
        .arg("align")
        .arg(root().join("corpus/web"))
        .args(["-q", "--meta", "-o"])
        .arg(&csv)
        .assert()
        .success();
    export(&csv, &["--to", "jsonl"]).success().stderr(contains("which only --meta keeps"));
    let kept = export(&csv, &["--to", "csv", "--meta", "-q"]).success();
    assert_eq!(stdout(&kept), fs::read_to_string(&csv).unwrap());
    let tmx = stdout(&export(&csv, &["--to", "tmx", "-q"]).success());
    assert!(tmx.contains("<prop type=\"title\">"), "{tmx}");
}

#[test]
fn wrong_words_are_told_what_works() {
    let folder = tempdir().unwrap();
    let table = table(folder.path(), &[row("a", "r", 0, "Satu", "One")]);
    export(&table, &["--to", "xlsx"]).code(2).stderr(contains("is not a format: csv, tsv, jsonl, parquet,"));
    export(&table, &["--to", "tmx", "--excel"]).code(2).stderr(contains("--excel goes with csv or tsv"));
    export(&table, &["--to", "hf", "--meta"])
        .code(2)
        .stderr(contains("--meta goes with csv, tsv, jsonl or parquet"));
    export(&table, &["--to", "hf", "--align-type", "1:1"])
        .code(2)
        .stderr(contains("not a shape such as 1-1"));
    export(&table, &["--to", "hf", "--min-confidence", "90"]).code(2).stderr(contains("from 0 to 1"));
    export(&table, &[]).code(2).stderr(contains("--to"));
    if cfg!(not(feature = "parquet")) {
        export(&table, &["--to", "parquet"]).code(2).stderr(contains("the feature parquet"));
    }
    let mut command = sejajar();
    command.arg("align").arg(root().join("corpus/samples")).args(["-f", "moses"]);
    command.assert().code(2).stderr(contains("then export that to moses"));
}
