//! Flags of rows, and the verb that shows them: cases by hand, pages, samples, gates.

use std::fs;
use std::path::Path;

use predicates::prelude::*;
use predicates::str::contains;
use sejajar::audit::{CODES, Severity};
use sejajar::lexicon::Lexicon;
use sejajar::model::{Block, Pair};
use sejajar::{Aligner, Options};
use tempfile::{TempDir, tempdir};

use crate::data::{data, put, root, sejajar};

/// Flags of a row that is no beginning of a document.
fn flags(ind: &str, eng: &str) -> Vec<String> {
    let row = |i, ind: &str, eng: &str| {
        Pair::new(["a", "r"], Block::new(i, 1, i, 1).into(), [ind.to_owned(), eng.to_owned()])
    };
    let mut options = Options::default();
    options.flags.least = Severity::Notice;
    let rows = [row(0, "Berita utama hari ini.", "The main news of today."), row(1, ind, eng)];
    let inspected = Aligner::new(Lexicon::builtin(), options.clone()).inspect(&rows);
    let about_the_row = |code: &str| !matches!(code, "length" | "low-margin" | "low-confidence");
    let flags = inspected[1].flags.iter().filter(|flag| about_the_row(flag.code));
    flags.map(ToString::to_string).collect()
}

#[test]
fn cases_of_flags() {
    let text = include_str!("../cases/flags.txt");
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let mut wrong = Vec::new();
    while let Some((at, row)) = lines.next() {
        let (ind, eng) = row.split_once(" || ").unwrap_or_else(|| panic!("flags.txt:{}: no ||", at + 1));
        let (_, wanted) = lines.next().unwrap_or_else(|| panic!("flags.txt:{}: no flags below", at + 1));
        let found = flags(ind, eng).join(";");
        let found = if found.is_empty() { "-".to_owned() } else { found };
        if found != wanted {
            wrong.push(format!("flags.txt:{}: {row}\n  found  {found}\n  wanted {wanted}", at + 1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_documentation_has_every_code_as_it_is() {
    let text = fs::read_to_string(root().join("docs/flags.md")).unwrap();
    for code in CODES {
        let cell = |text: &str| if text.is_empty() { " |".to_owned() } else { format!(" {text} |") };
        let line = format!(
            "| `{}` | {} | {} |{}{}",
            code.code,
            code.family,
            code.severity.name(),
            cell(code.elrc),
            cell(code.kreutzer)
        );
        assert!(text.contains(&line), "docs/flags.md lacks {line}");
    }
    assert_eq!(text.matches("\n| `").count(), CODES.len());
}

/// The table of the samples in a folder of its own.
fn samples() -> TempDir {
    let folder = tempdir().unwrap();
    let samples = root().join("corpus/samples");
    sejajar().args(["align", "-q", "-o", "pairs.csv"]).arg(samples).current_dir(&folder).assert().success();
    folder
}

fn rows(path: &Path) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_planted_mistakes_of_the_samples_are_shown_and_nothing_else_disagrees() {
    let folder = samples();
    let output = sejajar().args(["audit", "pairs.csv", "-f", "json"]).current_dir(&folder).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut errors: Vec<String> = Vec::new();
    for row in report["suspects"].as_array().unwrap() {
        for flag in row["flags"].as_array().unwrap().iter().filter(|flag| flag["severity"] == "error") {
            errors.push(format!(
                "{} {}",
                row["article_id"].as_str().unwrap(),
                flag["code"].as_str().unwrap()
            ));
        }
    }
    errors.sort();
    assert_eq!(
        errors,
        [
            "cosmodrome-summit date-mismatch",
            "cosmodrome-summit weekday-date",
            "cup-final weekday-date",
            "island-earthquake number-mismatch",
        ]
    );
    assert_eq!(report["documents"].as_array().unwrap().len(), 10);
}

#[test]
fn an_article_alone_is_held_against_the_calendar() {
    let Some(seed) = data("seed/kim-putin.ind.txt") else { return };
    let output = sejajar().args(["audit", "-f", "json"]).arg(seed).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["flags"].to_string(), r#"{"weekday-date":1}"#);
    let says = report["suspects"][0]["flags"][0]["says"].as_str().unwrap();
    assert!(says.contains("13 July 2023 is a Thursday, not Wednesday"), "{says}");
}

#[test]
fn an_article_alone_tells_days_and_times_that_cannot_be() {
    let folder = tempdir().unwrap();
    put(
        folder.path(),
        "x.ind.txt",
        "Gempa terjadi pada 31 April 2023 pukul 25.61 WIB. Tidak ada korban jiwa.\n",
    );
    let audit = sejajar().args(["audit", "x.ind.txt"]).current_dir(&folder).assert().success();
    audit.stdout(
        contains("the calendar has no such day: 31 April 2023")
            .and(contains("no clock shows such a time: 25.61")),
    );
}

#[test]
fn whatever_split_reads_an_audit_reads_too() {
    let folder = tempdir().unwrap();
    for name in ["a.text", "b.TXT", "c.ind"] {
        put(folder.path(), name, "Gempa terjadi pada 31 April 2023. Tidak ada korban jiwa.\n");
        let audit = sejajar().args(["audit", name]).current_dir(&folder).assert().success();
        audit.stdout(contains("no such day"));
    }
    put(folder.path(), "p.xhtml", "<html><body><p>Gempa terjadi pada 31 April 2023.</p></body></html>");
    let audit = sejajar().args(["audit", "p.xhtml"]).current_dir(&folder).assert().success();
    audit.stdout(contains("no such day"));
}

#[test]
fn gates_trip_and_outputs_are_whole() {
    let folder = samples();
    let audit = |args: &[&str]| sejajar().arg("audit").args(args).current_dir(&folder).assert();
    audit(&["pairs.csv", "-q", "--fail-on", "error"]).code(3).stdout("").stderr(contains("number-mismatch"));
    audit(&["pairs.csv", "-q", "--fail-on", "untranslated"]).success();
    audit(&["pairs.csv", "--fail-on", "nonsense"]).code(2).stderr(contains("--codes"));
    audit(&["pairs.csv", "-q", "--rows", "rows.csv", "--documents", "documents.csv", "--html", "page.html"])
        .success();
    assert_eq!(rows(&folder.path().join("rows.csv")).len(), rows(&folder.path().join("pairs.csv")).len());
    assert_eq!(rows(&folder.path().join("documents.csv")).len(), 10);
    audit(&["pairs.csv", "--html", "page.html"]).code(1).stderr(contains("page.html"));
    audit(&["pairs.csv", "--rows", "pairs.csv", "--overwrite"])
        .code(1)
        .stderr(contains("is an input of this run"));
    audit(&["--judged", "pairs.csv", "-o", "pairs.csv", "--overwrite"])
        .code(1)
        .stderr(contains("is an input of this run"));
    audit(&["rows.csv", "--judged", "pairs.csv", "--html", "pairs.csv", "--overwrite"])
        .code(1)
        .stderr(contains("is an input of this run"));
    audit(&["pairs.csv", "--rows", "rows.xml"]).code(2).stderr(contains(".csv, .tsv or .jsonl"));
}

#[test]
fn pictures_are_files_whose_text_is_text() {
    let folder = samples();
    let audit = |args: &[&str]| sejajar().arg("audit").args(args).current_dir(&folder).assert();
    audit(&["pairs.csv", "--figures", "pictures", "--show", "2", "-o", "report.txt"])
        .success()
        .stderr(contains("pictures in pictures"));
    let text = |name: &str| fs::read_to_string(folder.path().join("pictures").join(name)).unwrap();
    for name in
        ["confidence", "confidence-by-place", "kept-by-place", "coverage", "dot-plots", "shared", "flags"]
    {
        let svg = text(&format!("{name}.svg"));
        assert!(
            svg.starts_with("<svg xmlns=") && svg.contains("<title>") && svg.contains("prefers-color-scheme")
        );
        assert!(svg.contains("<text") && !svg.contains("NaN") && !svg.contains("inf"), "{name}");
    }
    assert!(text("numbers.svg").contains(">321 against 312</text>"));
    assert!(text("beads-island-earthquake.svg").contains("role=\"img\""), "the worst document is shown");
    audit(&["pairs.csv", "-q", "--figures", "pictures"]).code(1).stderr(contains("exists already"));
    audit(&["pairs.csv", "-q", "--figures", "pictures", "--overwrite"]).success();
}

#[test]
fn a_page_says_of_what_and_when_and_begins_with_the_worst() {
    let folder = samples();
    let audit = sejajar().args(["audit", "pairs.csv", "-f", "html"]).current_dir(&folder).assert().success();
    let page = String::from_utf8(audit.get_output().stdout.clone()).unwrap();
    assert!(page.contains("<p class=\"about\">pairs.csv · audited on 20"));
    let first = page.split("<tbody>").nth(1).unwrap().lines().nth(1).unwrap();
    assert!(first.contains("<td data-name=\"errors\">1</td>"), "{first}");
    // A repeated name is marked like its first mention.
    let row = page.lines().find(|line| line.contains("cosmodrome") && line.contains("name:russia")).unwrap();
    assert!(!row.contains("<mark class=\"one\" title=\"name:russia\""), "{row}");
}

#[test]
fn a_table_that_cannot_be_read_does_not_stop_the_others() {
    let folder = samples();
    put(folder.path(), "broken.csv", "pair_id,article_id\n1,2\n");
    let audit = |args: &[&str]| sejajar().arg("audit").args(args).current_dir(&folder).assert();
    audit(&["broken.csv", "pairs.csv"])
        .code(3)
        .stderr(contains("broken.csv"))
        .stdout(contains("10 document pairs"));
    audit(&["broken.csv", "nothing.csv"]).code(1).stderr(contains("nothing.csv"));
    put(folder.path(), "debris.ind.txt", "Baca Juga: Hujan turun di desa\n");
    audit(&["debris.ind.txt"]).code(1).stderr(contains("debris.ind.txt: has no sentence to audit"));
    let twice = audit(&["pairs.csv", "pairs.csv"]).success().get_output().stderr.clone();
    assert_eq!(String::from_utf8(twice).unwrap().matches("named again").count(), 1);
}

#[test]
fn a_folder_with_the_tables_of_an_audit_counts_its_rows_once() {
    let folder = samples();
    let audit = |args: &[&str]| sejajar().arg("audit").args(args).current_dir(&folder).assert().success();
    audit(&["pairs.csv", "-q", "--documents", "documents.csv"]);
    audit(&["pairs.csv", "-q", "--sample", "20", "-o", "sample.csv"]);
    let told = contains("documents.csv: holds documents of an audit, and is passed over")
        .and(contains("sample.csv: holds a sample of an audit, and is passed over"));
    audit(&["."]).stdout(contains("10 document pairs")).stderr(told);
    audit(&["pairs.csv", "-q", "--rows", "rows.csv"]);
    audit(&["."]).stderr(contains("10 document pairs met again").and(contains("--rows")));
    let documents = sejajar().args(["audit", "documents.csv"]).current_dir(&folder).assert().code(1);
    documents.stderr(contains("is a table of documents"));
}

#[test]
fn a_table_in_utf_16_is_told() {
    let folder = samples();
    let text = fs::read_to_string(folder.path().join("pairs.csv")).unwrap();
    let wide = |mark: &str| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    for mark in ["", "\u{feff}"] {
        let path = put(folder.path(), "wide.csv", wide(mark));
        let audit = sejajar().arg("audit").arg(path).assert().code(1);
        audit.stderr(contains("wide.csv").and(contains("is in UTF-16; save it as UTF-8")));
    }
}

/// A table of so many documents of so many rows each, in which every second row has a mistake.
fn synthetic(folder: &Path, name: &str, documents: usize, rows: usize) {
    let row = |document: usize, at: usize| {
        let (count, names) = (1000 + document + at, format!("kabar-{document:04}"));
        let ind = format!("Sebanyak {count} warga Palu mengungsi ke gedung nomor {at} pada hari Senin.");
        let said = count + 40 * (at % 2);
        let eng = format!("A total of {said} residents of Palu fled to building number {at} on Monday.");
        Pair::new([&names, &names], Block::new(at, 1, at, 1).into(), [ind, eng])
    };
    let pairs: Vec<Pair> = (0..documents).flat_map(|n| (0..rows).map(move |at| row(n, at))).collect();
    let options = sejajar::ExportOptions::default();
    sejajar::write_file(&folder.join(name), sejajar::FormatName::CSV, &pairs, &options, false).unwrap();
}

#[test]
fn the_page_of_many_documents_stays_small_enough_for_a_browser() {
    let folder = tempdir().unwrap();
    synthetic(folder.path(), "many.csv", 2100, 3);
    synthetic(folder.path(), "long.csv", 7, 900);
    for (table, shown) in [("many.csv", 10), ("long.csv", 5)] {
        let run = ["audit", table, "-q", "--overwrite", "--html", "page.html", "--figures", "pictures"];
        sejajar().args(run).current_dir(&folder).assert().success();
        let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
        assert!(page.len() < 5 << 20, "{table}: {} bytes", page.len());
        assert_eq!(page.matches("<h2 id=").count(), shown, "{table}");
        assert_eq!(page.contains("100 more are not listed"), table == "many.csv");
        let pictures = fs::read_dir(folder.path().join("pictures")).unwrap();
        let size: u64 = pictures.map(|file| file.unwrap().metadata().unwrap().len()).sum();
        assert!(size < 3 << 20, "{table}: {size} bytes of pictures");
    }
}

#[test]
fn text_is_never_markup() {
    let folder = tempdir().unwrap();
    put(folder.path(), "x.ind.txt", "<script>alert(x)</script> Hujan turun di Palu pada 2018.");
    put(folder.path(), "x.eng.txt", "<script>alert(x)</script> Rain fell in Palu in 2019.");
    let run = |args: &[&str]| sejajar().args(args).current_dir(&folder).assert().success();
    run(&["align", "--sentences", "x.ind.txt", "x.eng.txt", "-q", "-o", "x.csv"]);
    for format in ["html", "md"] {
        let page = run(&["audit", "x.csv", "-f", format]).get_output().stdout.clone();
        let page = String::from_utf8(page).unwrap();
        assert!(!page.contains("<script") && page.contains("alert(x)"), "{page}");
    }
}

#[test]
fn a_sample_is_drawn_judged_and_compared() {
    let folder = samples();
    let audit = |args: &[&str]| sejajar().arg("audit").args(args).current_dir(&folder).assert();
    audit(&["pairs.csv", "--sample", "60", "--seed", "7", "-o", "sample.csv"])
        .success()
        .stderr(contains("60 rows"));
    let again = audit(&["pairs.csv", "--sample", "60", "--seed", "7"]).get_output().stdout.clone();
    assert_eq!(
        again,
        fs::read(folder.path().join("sample.csv")).unwrap(),
        "the same seed draws the same rows"
    );
    audit(&["--judged", "sample.csv"]).code(1).stderr(contains("holds no judgements"));
    let text = String::from_utf8(again).unwrap();
    for (name, every) in [("anna.csv", 10), ("budi.csv", 7)] {
        let judged = |(n, line): (usize, &str)| match line.strip_suffix(",,") {
            Some(row) => format!("{row},{},\n", if n % every == 0 { "rejected" } else { "accepted" }),
            None => format!("{line}\n"),
        };
        let judged: String = text.lines().enumerate().map(judged).collect();
        put(folder.path(), name, &judged);
    }
    audit(&["--judged", "anna.csv"]).success().stdout(contains("precision ").and(contains("recall ")));
    audit(&["--judged", "anna.csv", "budi.csv"]).success().stdout(contains("Cohen's kappa"));
    put(folder.path(), "odd.csv", text.replacen(",,\n", ",perhaps,\n", 1));
    audit(&["--judged", "odd.csv"]).code(1).stderr(contains("odd.csv:2: status: \"perhaps\""));
    audit(&["pairs.csv", "--judged", "anna.csv", "-f", "html"])
        .success()
        .stdout(contains("Judged right, by confidence"));
}

/// Recall and precision of a line of the report on changed facts.
fn rates(report: &str, name: &str) -> (f64, f64) {
    let row = [format!("| **{name}** |"), format!("| {name} |")];
    let line = report.lines().find(|line| row.iter().any(|row| line.starts_with(row))).unwrap();
    let cells: Vec<f64> = line.split('|').filter_map(|cell| cell.trim().parse().ok()).collect();
    (cells[cells.len() - 2], cells[cells.len() - 1])
}

#[test]
fn changed_facts_are_found() {
    let there =
        std::process::Command::new("python3").arg("--version").output().is_ok_and(|run| run.status.success());
    if data("align/ntrex-dev/clean").is_none() || !there {
        eprintln!("changed_facts_are_found: skipped, no development data or no python3");
        return;
    }
    let binary = assert_cmd::cargo::cargo_bin!("sejajar");
    let script = root().join("scripts/audit-facts");
    let run = std::process::Command::new("python3")
        .arg(script)
        .args(["--quiet", "--seed", "1", "--binary"])
        .arg(binary)
        .env("SEJAJAR_DATA", data("").unwrap())
        .output()
        .unwrap();
    let report = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let (recall, precision) = rates(&report, "numbers, dates, days");
    assert!(recall >= 0.975 && precision >= 0.98, "numbers: {recall} {precision}");
    let (recall, precision) = rates(&report, "names");
    assert!(recall >= 0.93 && precision >= 0.97, "names: {recall} {precision}");
    for (kind, floor) in [("person", 0.93), ("place", 0.93), ("surname", 0.85), ("direction", 0.85)] {
        let (recall, precision) = rates(&report, kind);
        assert!(recall >= floor && precision >= 0.97, "{kind}: {recall} {precision}");
    }
}
