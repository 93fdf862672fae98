//! `link` and `build`: sources are found, decisions hold, a corpus is whole or can be continued.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use predicates::str::contains;
use tempfile::{TempDir, tempdir};

use crate::data::{data, put, root, sejajar};

/// The samples as two folders, articles called otherwise than their reports, with a report too many.
pub fn document_sets() -> TempDir {
    let folder = tempdir().unwrap();
    for side in ["articles", "reports"] {
        fs::create_dir(folder.path().join(side)).unwrap();
    }
    for entry in fs::read_dir(root().join("corpus/samples")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        for (ending, side) in [(".ind.txt", "articles"), (".eng.txt", "reports")] {
            if let Some(stem) = name.strip_suffix(ending) {
                let to = if side == "reports" { format!("wire-{stem}.txt") } else { format!("{stem}.txt") };
                fs::copy(&path, folder.path().join(side).join(to)).unwrap();
            }
        }
    }
    put(
        &folder.path().join("reports"),
        "stray.txt",
        "The museum of Utrecht opened a hall of clocks. Nobody came.",
    );
    folder
}

pub fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn link(folder: &Path) -> Vec<BTreeMap<String, String>> {
    sejajar()
        .current_dir(folder)
        .args(["link", "--articles", "articles", "--reports", "reports", "-o", "links.csv", "--overwrite"])
        .assert()
        .success();
    table(&folder.join("links.csv"))
}

#[test]
fn every_sample_finds_its_report() {
    let folder = document_sets();
    let links = link(folder.path());
    let first: Vec<_> = links.iter().filter(|row| row["rank"] == "1").collect();
    assert_eq!(first.len(), fs::read_dir(folder.path().join("articles")).unwrap().count());
    for row in first {
        assert_eq!(row["report_id"], format!("wire-{}", row["article_id"]), "{row:?}");
        assert!(row["accepted"] == "true" && !row["evidence"].is_empty(), "{row:?}");
        assert!(row["confidence"].parse::<f64>().unwrap() > 0.5);
    }
    assert!(links.iter().all(|row| row["report_id"] != "stray" || row["accepted"] == "false"));
}

#[test]
fn an_article_without_a_report_has_a_row_without_one() {
    let folder = tempdir().unwrap();
    put(folder.path(), "a.txt", "Pasar ikan Muara Karang ramai sejak subuh.");
    put(folder.path(), "r.txt", "Zxq vvb kkw.");
    sejajar()
        .current_dir(folder.path())
        .args(["link", "--articles", "a.txt", "--reports", "r.txt"])
        .assert()
        .success()
        .stdout(contains("\na,,,,false,"));
}

#[test]
fn near_duplicates_are_a_group_of_which_one_is_accepted() {
    let folder = document_sets();
    let report = folder.path().join("reports/wire-cup-final.txt");
    fs::copy(&report, folder.path().join("reports/zz-cup-final.txt")).unwrap();
    let links = link(folder.path());
    let twins: Vec<_> = links
        .iter()
        .filter(|row| row["article_id"] == "cup-final" && row["report_id"].ends_with("cup-final"))
        .collect();
    assert_eq!(twins.len(), 2);
    assert!(twins.iter().all(|row| row["report_group"] == "wire-cup-final"), "{twins:?}");
    assert_eq!(twins.iter().filter(|row| row["accepted"] == "true").count(), 1);
}

#[test]
fn reports_of_other_days_are_no_candidates() {
    let folder = tempdir().unwrap();
    let record = |name: &str, date: &str, text: &str| {
        format!("{{\"name\":\"{name}\",\"date\":\"{date}\",\"text\":\"{text}\"}}\n")
    };
    put(
        folder.path(),
        "a.jsonl",
        record("a", "2016-03-01", "Gempa 6,5 mengguncang Palu. Sebanyak 12 rumah rusak."),
    );
    let report = "A 6.5 quake shook Palu. It damaged 12 houses.";
    put(
        folder.path(),
        "r.jsonl",
        record("near", "2016-03-01", report) + &record("far", "2015-03-01", report),
    );
    let run = |window: &str| {
        let args = ["link", "--articles", "a.jsonl", "--reports", "r.jsonl", "--window", window];
        String::from_utf8(sejajar().current_dir(folder.path()).args(args).output().unwrap().stdout).unwrap()
    };
    assert!(run("30").contains("a,near,1,") && !run("30").contains("far"));
    assert!(run("none").contains("a,far,"));
}

#[test]
fn what_cannot_be_linked_is_told() {
    let folder = document_sets();
    let run = |args: &[&str]| sejajar().current_dir(folder.path()).arg("link").args(args).assert();
    run(&["--articles", "nowhere", "--reports", "reports"])
        .code(1)
        .stderr(contains("nowhere: does not exist"));
    run(&["--articles", "articles", "--reports", "reports", "--window", "x"])
        .code(2)
        .stderr(contains("a number of days"));
    run(&["--articles", "articles", "--reports", "reports", "--min-confidence", "2"]).code(2);
    put(&folder.path().join("articles"), "empty.txt", "");
    run(&["--articles", "articles", "--reports", "reports", "-o", "x.csv"])
        .code(3)
        .stderr(contains("empty.txt"));
    assert_eq!(
        table(&folder.path().join("x.csv")).iter().filter(|row| row["article_id"] == "empty").count(),
        1
    );
    fs::create_dir(folder.path().join("none")).unwrap();
    run(&["--articles", "none", "--reports", "reports"]).code(1).stderr(contains("holds no documents"));
}

/// The command that builds `out` from the document sets of a folder.
pub fn build(folder: &Path, out: &str) -> Process {
    build_of(folder, ["articles", "reports"], out)
}

/// The same of other folders.
fn build_of(folder: &Path, [articles, reports]: [&str; 2], out: &str) -> Process {
    let mut command = Process::new(assert_cmd::cargo::cargo_bin!("sejajar"));
    let args = ["build", "-q", "--articles", articles, "--reports", reports, "--shard-size", "3", "-o", out];
    command.current_dir(folder).args(args).stderr(Stdio::piped());
    command
}

/// Names and contents of a corpus, timings apart.
fn contents(corpus: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path());
    let kept = files.filter(|path| !path.ends_with("timings.json"));
    kept.map(|path| (path.file_name().unwrap().into(), fs::read(&path).unwrap_or_default())).collect()
}

#[test]
fn a_corpus_is_whole_and_the_same_on_any_number_of_threads() {
    let folder = document_sets();
    assert!(build(folder.path(), "one").args(["-j", "1"]).status().unwrap().success());
    assert!(build(folder.path(), "two").args(["-j", "3"]).status().unwrap().success());
    let corpus = contents(&folder.path().join("one"));
    assert_eq!(corpus, contents(&folder.path().join("two")));
    let names: Vec<_> = corpus.keys().map(|name| name.to_str().unwrap()).collect();
    let shards = ["pairs-00001.csv", "pairs-00002.csv", "pairs-00003.csv", "pairs-00004.csv"];
    assert_eq!(
        names,
        [&["errors.csv", "links.csv", "manifest.json", "notes.csv"], &shards[..], &["pairs.schema.json"]]
            .concat()
    );
    let manifest: serde_json::Value = serde_json::from_slice(&corpus[Path::new("manifest.json")]).unwrap();
    let rows: usize = shards.iter().map(|name| table(&folder.path().join("one").join(name)).len()).sum();
    assert_eq!(manifest["counts"]["rows"], rows);
    assert_eq!(manifest["counts"]["links_accepted"], 10);
    assert_eq!(manifest["options"]["shard_size"], 3);
    assert_eq!((&manifest["schema"], &manifest["config"]), (&1.into(), &serde_json::Value::Null));
    assert_eq!(manifest["tables"].as_object().unwrap().len(), sejajar::versions::TABLES.len());
    for (table, version) in sejajar::versions::TABLES {
        assert_eq!(manifest["tables"][table], version);
    }
    let mean = manifest["counts"]["summary"]["mean_confidence"].as_f64().unwrap();
    assert!((0.5..=1.0).contains(&mean), "{mean}");
    document(&manifest);
    assert_eq!(manifest["articles"]["documents"], 10);
}

/// Every field of the manifest is documented, and written in snake case.
fn document(manifest: &serde_json::Value) {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md")).unwrap();
    let section = page.split("\n## ").find(|section| section.starts_with("manifest.json")).unwrap();
    let fields = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let parts = ["articles", "counts"].map(|part| fields(&manifest[part]));
    let summary = fields(&manifest["counts"]["summary"]);
    let documented = [fields(manifest), parts.concat(), summary].concat();
    for field in &documented {
        assert!(section.contains(&format!("`{field}`")), "{field} is not documented");
    }
    for field in documented.iter().chain(&fields(&manifest["options"])) {
        assert!(field.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{field}");
    }
}

#[test]
fn a_killed_run_is_continued_to_the_same_bytes() {
    let folder = document_sets();
    assert!(build(folder.path(), "whole").status().unwrap().success());
    let whole = contents(&folder.path().join("whole"));
    for pause in [5, 20, 40, 60, 80, 110, 150] {
        let mut run = build(folder.path(), "killed").spawn().unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        run.kill().unwrap();
        run.wait().unwrap();
        let finished = folder.path().join("killed/manifest.json").exists()
            && !folder.path().join("killed/unfinished").exists();
        assert!(finished || build(folder.path(), "killed").status().unwrap().success());
        assert_eq!(contents(&folder.path().join("killed")), whole, "killed after {pause} ms");
        fs::remove_dir_all(folder.path().join("killed")).unwrap();
    }
}

#[test]
fn a_corpus_is_not_replaced_unasked_nor_mixed_with_other_work() {
    let folder = document_sets();
    assert!(build(folder.path(), "out").status().unwrap().success());
    let again = build(folder.path(), "out").output().unwrap();
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("finished corpus"));
    assert!(!folder.path().join("out/unfinished").exists());
    // Fewer shards than before: those left over go.
    assert!(build(folder.path(), "out").args(["--overwrite", "--aligned-only"]).status().unwrap().success());
    // Unfinished work of another kind.
    let work = folder.path().join("half/unfinished");
    fs::create_dir_all(&work).unwrap();
    put(&work, "lock", "");
    put(&work, "plan.json", "{\"schema\": 1, \"options\": {}}");
    let other = build(folder.path(), "half").output().unwrap();
    assert!(
        String::from_utf8_lossy(&other.stderr)
            .contains("other sejajar and tables and options and articles and reports"),
        "{other:?}"
    );
    // Work of a version whose manifest had other fields.
    put(&work, "plan.json", "{\"sejajar\": \"0.1.0\", \"options\": {\"shard-size\": 3}}");
    let earlier = build(folder.path(), "half").output().unwrap();
    assert!(
        String::from_utf8_lossy(&earlier.stderr).contains("of another version of sejajar"),
        "{earlier:?}"
    );
    assert!(build(folder.path(), "half").arg("--overwrite").status().unwrap().success());
}

#[test]
fn a_corpus_keeps_away_from_its_inputs_and_from_other_files() {
    let folder = document_sets();
    for out in ["articles", "articles/out", "."] {
        let run = build(folder.path(), out).output().unwrap();
        assert!(String::from_utf8_lossy(&run.stderr).contains("overlaps the input"), "{out}: {run:?}");
    }
    fs::create_dir(folder.path().join("mine")).unwrap();
    put(&folder.path().join("mine"), "links.csv", "precious");
    let run = build(folder.path(), "mine").output().unwrap();
    assert!(String::from_utf8_lossy(&run.stderr).contains("is not empty"), "{run:?}");
    assert_eq!(fs::read_to_string(folder.path().join("mine/links.csv")).unwrap(), "precious");
}

#[test]
fn damaged_shards_are_written_again() {
    let folder = document_sets();
    assert!(build(folder.path(), "whole").status().unwrap().success());
    let mut run = build(folder.path(), "hurt").args(["-j", "1"]).spawn().unwrap();
    let shard = folder.path().join("hurt/unfinished/shard-00001.json");
    while !shard.exists() && run.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    if !shard.exists() {
        return;
    }
    put(&folder.path().join("hurt/unfinished"), "pairs-00001.csv", "junk");
    assert!(build(folder.path(), "hurt").args(["-j", "1"]).status().unwrap().success());
    assert_eq!(contents(&folder.path().join("hurt")), contents(&folder.path().join("whole")));
}

#[test]
fn a_second_run_at_once_is_refused() {
    let folder = document_sets();
    let work = folder.path().join("out/unfinished");
    fs::create_dir_all(&work).unwrap();
    let held = fs::File::create(work.join("lock")).unwrap();
    held.lock().unwrap();
    let second = build(folder.path(), "out").output().unwrap();
    assert!(String::from_utf8_lossy(&second.stderr).contains("another run is at work"), "{second:?}");
    held.unlock().unwrap();
    assert!(build(folder.path(), "out").status().unwrap().success());
}

#[test]
fn a_document_that_cannot_be_read_is_a_line_of_errors() {
    let folder = document_sets();
    put(&folder.path().join("articles"), "bad.txt", [0u8, 159, 146, 150, 0, 0]);
    let run = build(folder.path(), "out").output().unwrap();
    assert_eq!(run.status.code(), Some(3), "{run:?}");
    let errors = table(&folder.path().join("out/errors.csv"));
    assert_eq!(
        (errors.len(), errors[0]["document"].as_str(), errors[0]["language"].as_str()),
        (1, "bad", "ind")
    );
}

#[test]
fn an_article_is_not_its_own_report() {
    let folder = document_sets();
    let [articles, reports] = ["articles", "reports"].map(|side| folder.path().join(side));
    fs::copy(articles.join("cup-final.txt"), reports.join("copy.txt")).unwrap();
    fs::copy(reports.join("wire-cup-final.txt"), articles.join("stray-report.txt")).unwrap();
    let run = build(folder.path(), "out").output().unwrap();
    assert_eq!(run.status.code(), Some(3), "{run:?}");
    let errors = table(&folder.path().join("out/errors.csv"));
    let refused: Vec<_> = errors.iter().map(|row| (row["document"].as_str(), row["code"].as_str())).collect();
    assert_eq!(refused, [("stray-report", "same-text")], "{errors:?}");
    assert!(errors[0]["error"].contains("has the same text as reports/wire-cup-final.txt"), "{errors:?}");
    let links = table(&folder.path().join("out/links.csv"));
    let accepted = |article: &str| {
        let own = links.iter().filter(|row| row["article_id"] == article && row["accepted"] == "true");
        own.map(|row| row["report_id"].as_str()).collect::<Vec<_>>()
    };
    assert_eq!(accepted("cup-final"), ["wire-cup-final"]);
    assert!(!accepted("stray-report").contains(&"wire-cup-final"));
    let both = build_of(folder.path(), ["articles", "articles"], "both").output().unwrap();
    assert_eq!(both.status.code(), Some(3), "{both:?}");
    let errors = table(&folder.path().join("both/errors.csv"));
    assert!(errors.len() >= 10, "{errors:?}");
    assert!(errors.iter().all(|row| row["error"].starts_with("is on both sides")), "{errors:?}");
    // The others were not close enough to be aligned, so nothing speaks for them.
    let links = table(&folder.path().join("both/links.csv"));
    assert!(links.iter().all(|row| row["article_id"] != row["report_id"] || row["accepted"] == "false"));
}

#[test]
fn a_file_of_options_says_what_the_command_line_does_not() {
    let folder = document_sets();
    let text = "articles = [\"articles\"]\nreports = [\"reports\"]\noutput = \"from-file\"\nshard-size = 5\nquiet = true\n";
    put(folder.path(), "sejajar.toml", text);
    let print = sejajar()
        .current_dir(folder.path())
        .args(["build", "--print-config", "--shard-size=7"])
        .output()
        .unwrap();
    let print = String::from_utf8(print.stdout).unwrap();
    assert!(print.contains("shard-size = 7\n") && print.contains("output = \"from-file\"\n"), "{print}");
    assert!(print.contains("# top = 5\n"), "{print}");
    put(folder.path(), "printed.toml", &print);
    for color in [&["--color", "never"][..], &["--color=never"]] {
        let mut print = sejajar();
        print.current_dir(folder.path()).args(color).args(["build", "--print-config"]);
        print.assert().success().stdout(contains("shard-size = 5\n"));
    }
    sejajar().current_dir(folder.path()).args(["build", "--config", "printed.toml"]).assert().success();
    assert!(folder.path().join("from-file/pairs-00002.csv").exists());
    put(folder.path(), "bad.toml", "shards = 7");
    sejajar()
        .current_dir(folder.path())
        .args(["build", "--config", "bad.toml"])
        .assert()
        .code(2)
        .stderr(contains("no option shards"));
}

#[test]
fn statistics_of_a_corpus() {
    let folder = document_sets();
    assert!(build(folder.path(), "out").arg("--meta").status().unwrap().success());
    let text = sejajar().current_dir(folder.path()).args(["stats", "out"]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(
        text.contains("articles                      10\n") && text.contains("names and numbers"),
        "{text}"
    );
    let json =
        sejajar().current_dir(folder.path()).args(["stats", "out", "--format", "json"]).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let sum = |counts: &serde_json::Value| -> u64 {
        let listed = counts.as_array().into_iter().flatten();
        listed
            .chain(counts.as_object().into_iter().flat_map(|map| map.values()))
            .filter_map(serde_json::Value::as_u64)
            .sum()
    };
    assert_eq!(sum(&json["shapes"]), json["rows"].as_u64().unwrap());
    assert_eq!(sum(&json["confidence"]), json["aligned_rows"].as_u64().unwrap());
    assert_eq!(sum(&json["evidence"]), json["aligned_rows"].as_u64().unwrap());
    assert!(json["ind"]["aligned_types"].as_u64().unwrap() < json["ind"]["aligned_tokens"].as_u64().unwrap());
    sejajar()
        .current_dir(folder.path())
        .args(["stats", "out/links.csv"])
        .assert()
        .code(1)
        .stderr(contains("links.csv"));
    sejajar()
        .current_dir(folder.path())
        .args(["stats", "articles"])
        .assert()
        .code(1)
        .stderr(contains("holds no tables"));
}

#[test]
fn sources_of_the_development_set() {
    let Some(dev) = data("link/dev") else { return };
    let folder = tempdir().unwrap();
    let out = folder.path().join("links.csv");
    sejajar()
        .args(["link", "-q", "--articles"])
        .arg(dev.join("articles"))
        .arg("--reports")
        .arg(dev.join("reports"))
        .arg("-o")
        .arg(&out)
        .assert()
        .success();
    let gold = fs::read_to_string(dev.join("gold.tsv")).unwrap();
    let gold: BTreeMap<&str, &str> = gold.lines().filter_map(|line| line.split_once('\t')).collect();
    let first: Vec<_> = table(&out).into_iter().filter(|row| row["rank"] == "1").collect();
    let is_right = |row: &&BTreeMap<String, String>| gold[row["article_id"].as_str()] == row["report_id"];
    let sourced = gold.values().filter(|report| !report.is_empty()).count();
    let accepted: Vec<_> = first.iter().filter(|row| row["accepted"] == "true").collect();
    let right = accepted.iter().filter(|row| is_right(row)).count();
    assert!(first.iter().filter(is_right).count() as f64 >= 0.99 * sourced as f64);
    assert!(right as f64 >= 0.995 * accepted.len() as f64 && right as f64 >= 0.97 * sourced as f64);
}

/// `build` with a shard per article, on one thread.
#[cfg(unix)]
fn one_by_one(folder: &Path, out: &str) -> Process {
    let mut run = Process::new(assert_cmd::cargo::cargo_bin!("sejajar"));
    run.current_dir(folder).args(["build", "--articles", "articles", "--reports", "reports", "-o", out]);
    run.args(["--shard-size", "1", "-j", "1"]).stderr(Stdio::piped());
    run
}

/// Such a run that gets SIGINT once `ready` says so: its status, and what it said.
#[cfg(unix)]
fn interrupted(folder: &Path, out: &str, ready: impl Fn() -> bool) -> (Option<i32>, String) {
    let mut run = one_by_one(folder, out).spawn().unwrap();
    while !ready() && run.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let signal = format!("kill -INT {}", run.id());
    assert!(Process::new("sh").args(["-c", &signal]).status().unwrap().success());
    let output = run.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[cfg(unix)]
#[test]
fn ctrl_c_says_what_is_done_and_how_to_continue() {
    let folder = document_sets();
    let whole = |out: &str| {
        assert!(one_by_one(folder.path(), out).status().unwrap().success());
        contents(&folder.path().join(out))
    };
    let expected = whole("whole");
    let work = |out: &str, file: &str| folder.path().join(out).join("unfinished").join(file);
    let (status, said) = interrupted(folder.path(), "early", || work("early", "plan.json").exists());
    assert_eq!(status, Some(130), "{said}");
    assert!(said.contains("stopping; press Ctrl-C again"), "{said}");
    assert!(
        said.contains("stopped during the search") && said.contains("the same command continues"),
        "{said}"
    );
    assert_eq!(whole("early"), expected);
    let (status, said) = interrupted(folder.path(), "late", || work("late", "pairs-00002.csv").exists());
    assert_eq!(status, Some(130), "{said}");
    assert!(said.contains("stopping after this shard; press Ctrl-C again"), "{said}");
    assert!(said.contains(" of 10 shards done; the same command continues"), "{said}");
    assert_eq!(whole("late"), expected);
}
