//! Document sets as found: damaged collections, clashing names, wrong languages, files that must not be
//! touched.

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::tempdir;

use crate::data::{put, sejajar};
use crate::linking::{build, document_sets, table};

/// `link` with these articles and the reports of `folder`.
fn link(folder: &Path, articles: &[&str], more: &[&str]) -> Output {
    let mut command = sejajar();
    command.current_dir(folder).args(["link", "--articles"]).args(articles).args(["--reports", "reports"]);
    command.args(more).output().unwrap()
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The articles of a table of links, without repetition.
fn articles(output: &Output) -> Vec<String> {
    let mut rows = csv::Reader::from_reader(output.stdout.as_slice());
    let mut names: Vec<String> = rows.records().map(|row| row.unwrap()[0].to_owned()).collect();
    names.dedup();
    names
}

#[test]
fn a_quote_that_is_not_closed_costs_its_own_record_only() {
    let folder = document_sets();
    let good =
        "b,\"Petani memanen 40 ton bawang, katanya.\nHujan \"\"deras\"\" turun.\"\nc,Hujan turun di Solo.\n";
    // The first quote is never closed; the second ends where the next cell begins.
    for (rest, wanted) in [("c,Hujan turun di Solo.\n", vec!["q-1", "c"]), (good, vec!["q-1", "b", "c"])] {
        put(folder.path(), "q.csv", format!("id,text\na,\"Gempa di Palu, katanya.\n{rest}"));
        let run = link(folder.path(), &["q.csv"], &[]);
        assert_eq!(
            (run.status.code(), articles(&run)),
            (Some(3), wanted.iter().map(ToString::to_string).collect())
        );
        assert!(error(&run).contains("q.csv:2: opens a quote"), "{}", error(&run));
    }
}

#[test]
fn what_is_noticed_of_documents_is_told_by_kind_with_an_example() {
    let folder = document_sets();
    let swapped = ["link", "--articles", "reports", "--reports", "articles", "-o", "x.csv"];
    let assert = sejajar().current_dir(folder.path()).args(swapped).assert().success();
    assert.stderr(contains("are known Indonesian").and(contains("other-language: so are 9 other articles")));
    let quiet =
        sejajar().current_dir(folder.path()).args(swapped).args(["-q", "--overwrite"]).output().unwrap();
    assert!(quiet.status.success() && quiet.stderr.is_empty(), "{quiet:?}");
    put(
        &folder.path().join("articles"),
        "lossy.txt",
        b"Gempa 6,5 mengguncang Palu \xe2\x80\x9ckemarin\xe2\x80\x9d dan \xe2\x80\x9clusa\xe2\x80\x9d\xff.",
    );
    assert!(build(folder.path(), "out").status().unwrap().success());
    let notes = table(&folder.path().join("out/notes.csv"));
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!((notes[0]["document"].as_str(), notes[0]["note"].as_str()), ("lossy", "replaced-bytes"));
    assert!(notes[0]["text"].contains("1 byte sequence"));
}

#[test]
fn spreadsheets_run_nothing_of_a_corpus() {
    let folder = document_sets();
    put(
        &folder.path().join("articles"),
        "x.jsonl",
        "{\"id\": \"=1+1\", \"text\": \"Gempa di Palu.\"}\n{\"id\": \"@x\"}\n",
    );
    let run = build(folder.path(), "out").arg("--excel").output().unwrap();
    assert_eq!(run.status.code(), Some(3), "{run:?}");
    for (name, cell) in [("links.csv", "\n'=1+1,"), ("errors.csv", "\nind,'@x,")] {
        let text = fs::read_to_string(folder.path().join("out").join(name)).unwrap();
        assert!(text.starts_with('\u{feff}') && text.contains(cell), "{name}: {text}");
        assert!(!text.contains(",'-"), "a figure is no formula: {text}");
    }
}

#[test]
fn what_cannot_be_opened_is_told_and_the_rest_goes_on() {
    let folder = document_sets();
    let inside = folder.path().join("articles");
    put(&inside, "bad.csv", "foo,bar\n1,2\n");
    put(&inside, "wide.jsonl", b"\xff\xfe{\0}\0");
    put(&inside, "twin.html", "<p>Hujan turun di Solo.</p>");
    put(&inside, "twin.txt", "Hujan turun di Solo.");
    put(folder.path(), "array.json", "[1]");
    let run = link(folder.path(), &["articles", "array.json"], &[]);
    assert_eq!((run.status.code(), articles(&run).len()), (Some(3), 13));
    for wanted in [
        "bad.csv:1: names no column",
        "wide.jsonl:1: has no text in a field",
        "array.json:1: is no JSON object",
        "is called twin, as is ",
    ] {
        assert!(error(&run).contains(wanted), "{wanted}\n{}", error(&run));
    }
    let alone = link(folder.path(), &["array.json"], &[]);
    assert_eq!(alone.status.code(), Some(1));
    assert!(error(&alone).contains("nothing was linked: no article could be read"), "{}", error(&alone));
}

#[test]
fn records_that_cannot_be_read_count_as_files_do_and_keep_their_names() {
    let folder = document_sets();
    let records =
        "{\"id\": \"none\"}\n{\"id\": \"late\", \"date\": \"soon\", \"text\": \"Hujan.\"}\n{broken\n";
    put(&folder.path().join("articles"), "r.jsonl", records);
    put(&folder.path().join("articles"), "empty.txt", "");
    let run = build(folder.path(), "out").output().unwrap();
    assert_eq!(run.status.code(), Some(3), "{run:?}");
    let errors = table(&folder.path().join("out/errors.csv"));
    let names: Vec<_> = errors.iter().map(|row| row["document"].as_str()).collect();
    assert_eq!(names, ["empty", "none", "late", "r-3"]);
    let manifest = fs::read(folder.path().join("out/manifest.json")).unwrap();
    let counts = &serde_json::from_slice::<serde_json::Value>(&manifest).unwrap()["counts"];
    assert_eq!((&counts["articles"], &counts["unreadable"]), (&14.into(), &4.into()));
    let links = table(&folder.path().join("out/links.csv"));
    assert!(
        names
            .iter()
            .all(|name| links.iter().any(|row| row["article_id"] == *name && row["report_id"].is_empty()))
    );
}

#[test]
fn a_name_that_is_given_is_kept_and_one_that_is_made_up_gives_way() {
    let folder = document_sets();
    let records = "{\"text\": \"Hujan turun di Solo.\"}\n{\"id\": \"n-1\", \"text\": \"Gempa di Palu.\"}\n\
                   {\"id\": \"x\\ny\\u0000z\", \"text\": \"Petani memanen bawang.\"}\n";
    put(folder.path(), "n.jsonl", records);
    let run = link(folder.path(), &["n.jsonl"], &[]);
    assert_eq!(
        (run.status.code(), articles(&run)),
        (Some(0), ["n-1-2", "n-1", "x yz"].map(str::to_owned).to_vec())
    );
}

#[test]
fn arguments_that_name_a_file_again_read_it_once() {
    let folder = document_sets();
    let run = link(folder.path(), &["articles", "./articles", "articles/cup-final.txt"], &[]);
    assert_eq!((run.status.code(), articles(&run).len()), (Some(0), 10));
    assert!(error(&run).contains("11 files named by several arguments"), "{}", error(&run));
}

#[test]
fn words_on_what_links_are_made_of() {
    let folder = document_sets();
    put(folder.path(), "head.csv", "id,text\n");
    put(folder.path(), "bad.lexicon", "bad\n");
    put(&folder.path().join("articles"), "picture.svg", "<svg/>");
    assert!(error(&link(folder.path(), &["head.csv"], &[])).contains("head.csv: holds no records"));
    assert!(error(&link(folder.path(), &["-"], &[])).contains("standard input: is no place of articles"));
    let run = link(folder.path(), &["articles"], &["--lexicon", "bad.lexicon"]);
    assert!(run.stdout.is_empty() && run.status.code() == Some(1), "{run:?}");
    let quiet = link(folder.path(), &["articles"], &["-q"]);
    assert!(quiet.status.success() && quiet.stderr.is_empty(), "{}", error(&quiet));
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_goes_away_is_no_failure_and_a_full_disk_is() {
    let folder = document_sets();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("sejajar"));
    command.current_dir(folder.path()).args(["link", "-q", "--articles", "articles", "--reports", "reports"]);
    let mut run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(run.stdout.take());
    let run = run.wait_with_output().unwrap();
    assert!(run.status.success() && run.stderr.is_empty(), "{run:?}");
    let full = link(folder.path(), &["articles"], &["-o", "/dev/full"]);
    assert_eq!(full.status.code(), Some(1));
    assert!(error(&full).contains("/dev/full: "), "{}", error(&full));
}

#[test]
fn what_a_file_of_options_says_can_be_taken_back_and_is_told() {
    let folder = document_sets();
    let text = "articles = [\"articles\"]\nreports = [\"reports\"]\noutput = \"out\"\nquiet = true\n\
                evidence = [\"names\", \"numbers\"]\nmeta = true\n";
    put(folder.path(), "sejajar.toml", text);
    let run = |args: &[&str]| sejajar().current_dir(folder.path()).arg("build").args(args).assert();
    run(&["--print-config", "--no-meta"])
        .success()
        .stdout(contains("# meta = false").and(contains("evidence = \"names,numbers\"")));
    run(&["--without", "words"]).code(2).stderr(contains("sejajar.toml sets articles, evidence, meta"));
    run(&["--config", "nowhere.toml"]).code(2).stderr(contains("nowhere.toml: "));
    run(&["--no-meta"]).success();
    let head = fs::read_to_string(folder.path().join("out/pairs-00001.csv")).unwrap();
    assert!(!head.lines().next().unwrap().contains("article_title"));
}

#[test]
fn a_file_of_options_is_announced_recorded_and_can_be_ignored() {
    let folder = document_sets();
    put(folder.path(), "sejajar.toml", "min-confidence = 0.8\nmeta = true\n");
    let build = |args: &[&str]| {
        let mut command = sejajar();
        command.current_dir(folder.path()).args(["build", "--articles", "articles", "--reports", "reports"]);
        command.args(args).assert().success()
    };
    let config = |out: &str| {
        let manifest = fs::read(folder.path().join(out).join("manifest.json")).unwrap();
        serde_json::from_slice::<serde_json::Value>(&manifest).unwrap()["config"].clone()
    };
    build(&["-o", "with"]).stderr(contains("options from ./sejajar.toml: meta, min-confidence\n"));
    assert_eq!(config("with")["name"], "sejajar.toml");
    assert_eq!(config("with")["sha256"].as_str().map(str::len), Some(64));
    build(&["-o", "partly", "--no-meta"]).stderr(contains("options from ./sejajar.toml: min-confidence\n"));
    build(&["-o", "without", "--no-config"]).stderr(contains("options from").not());
    build(&["-o", "given", "--no-meta", "--min-confidence=.8"]).stderr(contains("options from").not());
    assert!(config("without").is_null() && config("given").is_null());
    build(&["-o", "quiet", "-q"]).stderr("");
}

#[test]
fn unfinished_work_goes_on_however_its_inputs_are_spelt() {
    let folder = document_sets();
    let command = |articles: &str, jobs: &str| {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("sejajar"));
        command.current_dir(folder.path()).args(["build", "--shard-size", "1", "-o", "out", "-j", jobs]);
        command.args(["--articles", articles, "--reports", "reports"]).stderr(Stdio::piped());
        command
    };
    let mut run = command("articles", "1").spawn().unwrap();
    let plan = folder.path().join("out/unfinished/plan.json");
    while !plan.exists() && run.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    if plan.exists() {
        let run = command("./articles/", "2").output().unwrap();
        assert!(run.status.success() && error(&run).contains("going on with unfinished work"), "{run:?}");
    }
}

#[test]
fn a_damaged_plan_is_told_and_what_is_foreign_is_not_touched() {
    let folder = document_sets();
    let work = folder.path().join("out/unfinished");
    fs::create_dir_all(&work).unwrap();
    put(&work, "lock", "");
    put(&work, "plan.json", "");
    let run = build(folder.path(), "out").output().unwrap();
    assert!(error(&run).contains("start anew with --overwrite"), "{run:?}");
    put(&work, "novel.txt", "precious");
    let run = build(folder.path(), "out").arg("--overwrite").output().unwrap();
    assert!(!run.status.success() && error(&run).contains("holds novel.txt"), "{run:?}");
    assert_eq!(fs::read_to_string(work.join("novel.txt")).unwrap(), "precious");
    fs::remove_file(work.join("novel.txt")).unwrap();
    assert!(build(folder.path(), "out").arg("--overwrite").status().unwrap().success());
}

#[test]
fn other_forms_of_a_corpus_are_refused_by_the_names_of_those_it_takes() {
    let folder = document_sets();
    let run = build(folder.path(), "out").args(["-f", "vecalign"]).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(error(&run).contains("a corpus is csv, tsv or jsonl"), "{}", error(&run));
}

#[test]
fn statistics_count_a_table_once_and_say_what_is_none() {
    let folder = document_sets();
    assert!(build(folder.path(), "out").status().unwrap().success());
    let run = |args: &[&str]| sejajar().current_dir(folder.path()).arg("stats").args(args).output().unwrap();
    let (once, twice) = (run(&["out"]), run(&["out", "out/pairs-00001.csv", "./out"]));
    assert_eq!(once.stdout, twice.stdout);
    assert!(error(&twice).contains("5 tables named again: read once"), "{}", error(&twice));
    put(folder.path(), "empty.csv", "");
    fs::create_dir_all(folder.path().join("begun/unfinished")).unwrap();
    for (argument, wanted) in [
        ("out/links.csv", "links.csv: is a table of links"),
        ("out/errors.csv", "is a table of errors"),
        ("out/notes.csv", "is a table of notes"),
        ("empty.csv", "empty.csv: is empty"),
        ("begun", "begun: is a corpus that is not finished"),
    ] {
        let run = run(&[argument]);
        assert!(run.status.code() == Some(1) && error(&run).contains(wanted), "{}", error(&run));
    }
}

#[test]
fn folders_tell_files_of_one_name_apart() {
    let folder = tempdir().unwrap();
    for place in ["a/x", "a/y", "reports"] {
        fs::create_dir_all(folder.path().join(place)).unwrap();
        put(&folder.path().join(place), "one.txt", "Hujan turun di Solo.");
    }
    put(&folder.path().join("a/y"), "two.txt", "Hujan turun di Solo.");
    let run = link(folder.path(), &["a"], &[]);
    assert_eq!(articles(&run), ["x/one", "y/one", "two"]);
}
