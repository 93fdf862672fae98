//! Wrong input: a clear message, the right exit status, nothing lost and nothing half written.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::{TempDir, tempdir};

use crate::data::{put, sejajar};

const ARTICLE: &str = "Gempa di Palu\n\nGempa berkekuatan 6,5 mengguncang Palu pada Rabu (13/9/2023). Sebanyak 12 orang tewas.\n";
const REPORT: &str = "Earthquake hits Palu\n\nA 6.5-magnitude quake shook Palu on Wednesday, September 13, 2023. Twelve people died.\n";

/// A folder with one good pair, `good`.
fn folder() -> TempDir {
    let folder = tempdir().unwrap();
    put(folder.path(), "good.ind.txt", ARTICLE);
    put(folder.path(), "good.eng.txt", REPORT);
    folder
}

/// The folder holds the good pair and `bad`: the run reports `bad`, aligns `good`, and exits with 3.
fn good_is_done_and_bad_is_told(folder: &TempDir, message: &str) {
    let assert = sejajar().arg("align").arg(folder.path()).assert().code(3);
    assert.stderr(contains(message)).stdout(contains("good").and(contains("name:palu")));
}

#[test]
fn empty_file() {
    let folder = folder();
    put(folder.path(), "bad.ind.txt", "");
    put(folder.path(), "bad.eng.txt", REPORT);
    good_is_done_and_bad_is_told(&folder, "bad.ind.txt: ");
    let empty = folder.path().join("bad.ind.txt");
    sejajar()
        .args(["split", "--lang", "ind"])
        .arg(&empty)
        .assert()
        .code(1)
        .stderr(contains("bad.ind.txt"))
        .stdout("");
}

#[test]
fn missing_partner() {
    let folder = folder();
    put(folder.path(), "bad.ind.txt", ARTICLE);
    good_is_done_and_bad_is_told(&folder, "bad.ind.txt: has no report bad.eng.EXT beside it");
}

#[test]
fn binary_file() {
    let folder = folder();
    put(
        folder.path(),
        "bad.ind.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89",
    );
    put(folder.path(), "bad.eng.txt", REPORT);
    good_is_done_and_bad_is_told(&folder, "bad.ind.txt: ");
}

#[test]
fn one_very_long_line() {
    let folder = tempdir().unwrap();
    let sentence = "Gempa berkekuatan 6,5 mengguncang Palu pada Rabu dan menewaskan dua belas orang. ";
    let article = put(folder.path(), "long.ind.txt", sentence.repeat(5_000_000 / sentence.len()));
    let report = put(folder.path(), "long.eng.txt", REPORT);
    sejajar().arg("align").args([&article, &report]).assert().success().stdout(contains("name:palu"));
}

#[test]
fn invalid_utf8_is_told() {
    let folder = tempdir().unwrap();
    let mut bytes = ARTICLE.repeat(20).into_bytes();
    bytes.splice(30..30, [0xff, 0xfe, 0x80]);
    let article = put(folder.path(), "odd.ind.txt", bytes);
    let report = put(folder.path(), "odd.eng.txt", REPORT);
    sejajar().arg("align").args([&article, &report]).assert().success().stderr(contains("odd.ind.txt: "));
}

#[test]
fn folder_where_a_file_belongs() {
    let folder = folder();
    let report = folder.path().join("good.eng.txt");
    sejajar()
        .arg("align")
        .args([folder.path(), &report])
        .assert()
        .code(1)
        .stderr(contains("is a folder where a file belongs"));
    sejajar()
        .args(["split", "--lang", "ind"])
        .arg(folder.path())
        .assert()
        .code(1)
        .stderr(contains("is a folder"));
}

#[test]
fn file_where_a_folder_belongs() {
    let folder = folder();
    let article = folder.path().join("good.ind.txt");
    sejajar().arg("align").arg(&article).assert().code(2).stderr(contains("needs its report"));
}

#[test]
fn folder_without_pairs() {
    let folder = tempdir().unwrap();
    put(folder.path(), "notes.txt", "x");
    sejajar().arg("align").arg(folder.path()).assert().code(1).stderr(contains("NAME.ind.EXT"));
}

#[test]
fn missing_file() {
    let assert = sejajar().args(["align", "nowhere.ind.txt", "nowhere.eng.txt"]).assert();
    assert.code(1).stderr(contains("nowhere.ind.txt"));
}

#[test]
fn unwritable_output() {
    let folder = folder();
    let out = folder.path().join("no/such/folder.csv");
    let assert = sejajar().arg("align").arg(folder.path()).arg("-o").arg(&out).assert();
    assert.code(1).stderr(contains("does not exist"));
}

#[test]
fn existing_output_is_kept() {
    let folder = folder();
    let out = put(folder.path(), "pairs.csv", "precious");
    let assert = sejajar().arg("align").arg(folder.path()).arg("-o").arg(&out).assert();
    assert.code(1).stderr(contains("--overwrite"));
    assert_eq!(fs::read_to_string(&out).unwrap(), "precious");
    sejajar().arg("align").arg(folder.path()).arg("-o").arg(&out).arg("--overwrite").assert().success();
    assert!(fs::read_to_string(&out).unwrap().starts_with("pair_id,"));
}

#[test]
fn failure_leaves_no_partial_file() {
    let folder = tempdir().unwrap();
    put(folder.path(), "bad.ind.txt", "");
    put(folder.path(), "bad.eng.txt", REPORT);
    let out = folder.path().join("pairs.csv");
    sejajar().arg("align").arg(folder.path()).arg("-o").arg(&out).assert().code(1);
    assert!(!out.exists());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "a temporary file was left behind");
}

#[test]
fn closed_pipe_is_no_failure() {
    let folder = folder();
    for verb in ["split", "evidence"] {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("sejajar"));
        let mut child = command
            .args([verb, "--lang", "ind"])
            .arg(put(folder.path(), "long.txt", ARTICLE.repeat(20_000)))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{verb}");
    }
}

/// Runs `split` and `evidence` on a file of these bytes: their exit status, standard output and standard
/// error.
fn looked_at(bytes: &[u8]) -> [(Option<i32>, String, String); 2] {
    let folder = tempdir().unwrap();
    let file = put(folder.path(), "odd.txt", bytes);
    ["split", "evidence"].map(|verb| {
        let output = sejajar().args([verb, "--lang", "ind"]).arg(&file).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    })
}

#[test]
fn nothing_but_white_space_is_an_error() {
    for (bytes, message) in [(&b" \n\t\r\n\x0c"[..], "nothing but white space"), (b"", "it is empty")] {
        for (code, out, said) in looked_at(bytes) {
            assert_eq!((code, out.as_str()), (Some(1), ""), "{said}");
            assert!(said.contains("odd.txt: has no text: ") && said.contains(message), "{said}");
        }
    }
}

#[test]
fn encodings_and_line_ends_of_other_systems_are_read() {
    let text = "Judul berita\n\nRené tiba di Kafé Melati, Jakarta. Ia senang.\n";
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let forms = [
        (text.as_bytes().to_vec(), ""),
        (text.replace('\n', "\r\n").into_bytes(), ""),
        (text.replace('\n', "\r").into_bytes(), ""),
        (text.replace("tiba", "ti\0ba").into_bytes(), ""),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), ""),
        ([vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat(), ""),
        (utf16(u16::to_le_bytes), "UTF-16LE, which was guessed"),
        (utf16(u16::to_be_bytes), "UTF-16BE, which was guessed"),
        (latin, "windows-1252, which was guessed"),
    ];
    let wanted = "Judul berita\n\nRené tiba di Kafé Melati, Jakarta.\nIa senang.\n";
    for (bytes, told) in forms {
        let [(_, sentences, said), (code, evidence, _)] = looked_at(&bytes);
        assert_eq!((sentences.as_str(), code), (wanted, Some(0)), "{bytes:?}");
        assert!(evidence.contains("name:jakarta"), "{evidence}");
        assert!(if told.is_empty() { said.is_empty() } else { said.contains(told) }, "{said}");
    }
}

#[test]
fn a_line_of_megabytes_is_split_and_read() {
    let sentence = "Gempa berkekuatan 6,5 mengguncang Palu pada Rabu. ";
    let lines = 5_000_000 / sentence.len();
    let [(code, sentences, _), (_, evidence, said)] = looked_at(sentence.repeat(lines).as_bytes());
    assert_eq!((code, sentences.lines().count()), (Some(0), lines));
    assert_eq!(evidence.matches("name:palu").count(), lines);
    assert!(said.contains("100,000 sentences: 300,000 pieces of evidence"), "{said}");
}

/// `/dev/full` accepts no byte: the error names the output, by whichever option it was given.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = folder();
    let article = folder.path().join("good.ind.txt");
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for arguments in [&["split", "--lang", "ind"][..], &["evidence", "--lang", "ind"], &["align"]] {
        let pair = [folder.path().join("good.eng.txt")];
        let more: &[_] = if arguments[0] == "align" { &pair } else { &[] };
        let run = || {
            let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("sejajar"));
            command.args(arguments).arg(&article).args(more).arg("-q");
            command
        };
        let piped = run().stdout(full()).output().unwrap();
        let named = run().args(["-o", "/dev/full"]).output().unwrap();
        for (output, place) in [(piped, "standard output: "), (named, "/dev/full: ")] {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
            assert!(said.contains(&format!("error: {place}")) && said.lines().count() == 1, "{said}");
        }
        let nowhere = run().args(["-o", "/dev/null"]).output().unwrap();
        assert!(nowhere.status.success() && nowhere.stderr.is_empty(), "{nowhere:?}");
    }
}

/// A folder of tables on a full disk: the pairs before are there, and those behind are not tried one by one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_a_run_into_a_folder() {
    let folder = folder();
    for name in ["more", "most"] {
        put(folder.path(), &format!("{name}.ind.txt"), ARTICLE);
        put(folder.path(), &format!("{name}.eng.txt"), REPORT);
    }
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    std::os::unix::fs::symlink("/dev/full", out.join("more.csv")).unwrap();
    let run =
        sejajar().args(["align", "-q", "--overwrite", "-o"]).arg(&out).arg(folder.path()).assert().code(1);
    run.stderr(contains("error: stopped behind 1 pair: ").and(contains("more.csv: No space left")));
    assert!(out.join("good.csv").exists() && !out.join("most.csv").exists());
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let locked = folder.path().join("good.ind.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_ok() {
        eprintln!("SKIPPED: this user may read every file");
        return;
    }
    let assert = sejajar().args(["split", "--lang", "ind"]).arg(&locked).assert().code(1);
    assert.stdout("").stderr(contains("good.ind.txt: ").and(contains("ermission denied")));
}

#[test]
fn places_that_cannot_be_are_told_before_any_work() {
    let folder = folder();
    let article = folder.path().join("good.ind.txt");
    for verb in ["split", "evidence"] {
        for (place, message) in
            [("no/such/out.txt", "does not exist; create it first"), ("", "is a folder; name a file in it")]
        {
            let out = folder.path().join(place);
            let assert = sejajar().args([verb, "--lang", "ind"]).arg(&article).arg("-o").arg(&out).assert();
            assert.code(1).stdout("").stderr(contains(message));
        }
    }
}

#[test]
fn wrong_usage() {
    sejajar().arg("align").assert().code(2);
    sejajar().args(["align", "-", "-"]).assert().code(2).stderr(contains("only one"));
    sejajar().args(["align", "a", "b", "-f", "word"]).assert().code(2).stderr(contains("csv, tsv, jsonl"));
    sejajar().args(["split", "x", "--lang", "xyz"]).assert().code(2).stderr(contains("ind or eng"));
    let folder = folder();
    let both = ["good.ind.txt", "good.eng.txt"].map(|name| folder.path().join(name));
    let mut command = sejajar();
    command
        .arg("align")
        .args(&both)
        .args(["--encoding", "klingon"])
        .assert()
        .code(2)
        .stderr(contains("klingon"));
}

#[test]
fn manifest_errors_name_the_line() {
    let folder = folder();
    let manifest =
        put(folder.path(), "m.tsv", "article\treport\ngood.ind.txt\tgood.eng.txt\ngood.ind.txt\t\n");
    sejajar().args(["align", "--manifest"]).arg(&manifest).assert().code(3).stderr(contains("m.tsv:3"));
    let manifest = put(folder.path(), "n.csv", "a,b\n1,2\n");
    sejajar()
        .args(["align", "--manifest"])
        .arg(&manifest)
        .assert()
        .code(1)
        .stderr(contains("article and report"));
    let manifest = put(
        folder.path(),
        "o.csv",
        "article,report,name\ngood.ind.txt,good.eng.txt,x\nnone.txt,good.eng.txt,y\n",
    );
    sejajar().args(["align", "--manifest"]).arg(&manifest).assert().code(3).stderr(contains("none.txt"));
}

#[test]
fn manifest_names_stay_in_their_folder_and_apart() {
    let folder = folder();
    let out = format!("{}/", folder.path().join("out").display());
    let manifest = put(folder.path(), "a.csv", "article,report,name\ngood.ind.txt,good.eng.txt,../esc\n");
    let mut command = sejajar();
    command
        .args(["align", "-o", &out, "--manifest"])
        .arg(&manifest)
        .assert()
        .code(1)
        .stderr(contains("a.csv:2"));
    assert!(!folder.path().join("esc.csv").exists());
    let twice =
        put(folder.path(), "b.csv", "article,report\ngood.ind.txt,good.eng.txt\ngood.ind.txt,good.eng.txt\n");
    sejajar()
        .args(["align", "--manifest"])
        .arg(&twice)
        .assert()
        .code(1)
        .stderr(contains("the name of two pairs"));
    let named = put(
        folder.path(),
        "c.csv",
        "article,report,name\ngood.ind.txt,good.eng.txt,x\ngood.ind.txt,good.eng.txt,y\n",
    );
    let assert = sejajar().args(["align", "--manifest"]).arg(&named).assert().success();
    assert.stdout(contains(",x,x,0,").and(contains(",y,y,0,")));
}

#[test]
fn an_input_is_never_replaced() {
    let folder = folder();
    let [article, report] = ["good.ind.txt", "good.eng.txt"].map(|name| folder.path().join(name));
    let mut command = sejajar();
    command.arg("align").args([&article, &report]).arg("-o").arg(&article).args(["--overwrite", "-f", "csv"]);
    command.assert().code(1).stderr(contains("is an input"));
    let words = put(folder.path(), "words.tsv", "kapal\tship\n");
    let manifest = put(folder.path(), "pairs.csv", "article,report\ngood.ind.txt,good.eng.txt\n");
    for (verb, options) in [
        ("learn", vec![&article, &report]),
        ("align", vec![&article, &report]),
        ("learn", vec![]),
        ("align", vec![]),
    ] {
        let mut command = sejajar();
        command.arg(verb).args(&options).arg("--overwrite");
        if options.is_empty() {
            command.arg("--manifest").arg(&manifest).arg("-o").arg(&manifest);
        } else if verb == "learn" {
            command.arg("--from").arg(&words).arg("-o").arg(&words);
        } else {
            command.args(["-f", "csv", "--lexicon"]).arg(&words).arg("-o").arg(&words);
        }
        command.assert().code(1).stderr(contains("is an input"));
    }
    let mut command = sejajar();
    command.arg("learn").args([&article, &report]).arg("-o").arg(&article).arg("--overwrite");
    command.assert().code(1).stderr(contains("is an input"));
    let mut command = sejajar();
    command.args(["split", "--lang", "ind"]).arg(&article).arg("-o").arg(&article).arg("--overwrite");
    command.assert().code(1).stderr(contains("is the input"));
    assert_eq!(fs::read_to_string(&article).unwrap(), ARTICLE);
}

#[test]
fn the_wrong_language_is_told() {
    let folder = tempdir().unwrap();
    let english = "The ministers met in the morning and said that they would look at the plan again before the end of the week. ";
    let article = put(folder.path(), "x.ind.txt", english.repeat(3));
    let report = put(folder.path(), "x.eng.txt", english.repeat(4));
    let assert = sejajar().arg("align").args([&article, &report]).assert().success();
    assert.stderr(contains("x.ind.txt: only").and(contains("x.eng.txt: only").not()));
}

#[test]
fn pages_without_an_article_and_unknown_endings_are_refused() {
    let folder = folder();
    let menu = "<ul><li><a href=/a>Beranda</a></li><li><a href=/b>Olahraga</a></li></ul>";
    let empty = "<html><head><title>Beranda</title></head><body><script>var x = 1;</script></body></html>";
    for (name, page) in [("menu.html", menu), ("empty.html", empty), ("bare.html", "<!doctype html>")] {
        let page = put(folder.path(), name, page);
        let assert = sejajar().args(["split", "--lang", "ind"]).arg(&page).assert().code(1);
        assert.stdout("").stderr(contains(name).and(contains("no article text found")));
    }
    let page =
        put(folder.path(), "page.ind.html", "<!DOCTYPE html>\n<html><body><p>Gempa.</p></body></html>");
    sejajar().args(["split", "--lang", "ind"]).arg(&page).assert().success().stdout("Gempa.\n");
    let mut command = sejajar();
    command.arg("align").arg(folder.path()).arg("-o").arg(folder.path().join("pairs.xlsx"));
    let hint = contains("no format ends in .xlsx").and(contains("--excel -o NAME.csv"));
    command.assert().code(2).stderr(hint);
    let mut command = sejajar();
    command.arg("align").arg(folder.path()).arg("-o").arg(folder.path().join("new/pairs.csv"));
    command.assert().code(1).stderr(contains("new does not exist; create it first, or give -o"));
    let workbook =
        put(folder.path(), "book.xlsx", b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml..xl/workbook.xml");
    let assert = sejajar().args(["split", "--lang", "ind"]).arg(&workbook).assert().code(1);
    assert.stderr(contains("not plain text but a spreadsheet; save it as CSV"));
}

#[test]
fn blank_lines_stand_alone() {
    let folder = tempdir().unwrap();
    let article = put(folder.path(), "b.ind", "Presiden tiba.\n\nKim datang pada 13 September 2023.\n\n\n");
    let report = put(folder.path(), "b.eng", "\nThe president arrived.\n\nKim came on September 13, 2023.\n");
    let mut command = sejajar();
    command.arg("align").args([&article, &report]).args(["--sentences", "-f", "vecalign", "-q"]);
    let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
    for blank in ["[1]:[]", "[3]:[]", "[4]:[]", "[]:[0]", "[]:[2]"] {
        assert!(output.contains(blank), "{output}");
    }
}

#[test]
fn a_report_of_another_story_is_told() {
    let side = |name: &str| crate::data::root().join("corpus/samples").join(name);
    let strangers = [side("cup-final.ind.txt"), side("tuna-accord.eng.txt")];
    sejajar().arg("align").args(&strangers).assert().success().stderr(contains("is this its report?"));
    let related = [side("tuna-accord.ind.txt"), side("tuna-accord.eng.txt")];
    sejajar().arg("align").args(&related).assert().success().stderr(contains("is this its report?").not());
}

/// Wrong usage, which clap reports, and everything else sound alike.
#[test]
fn errors_have_one_voice() {
    for wrong in [&["align", "--bogus"][..], &["align", "no.ind.txt", "no.eng.txt"], &["export", "no.csv"]] {
        let run = sejajar().args(wrong).assert().failure();
        run.stderr(predicates::str::starts_with("error: "));
        let coloured = sejajar().args(wrong).args(["--color", "always"]).assert().failure();
        coloured.stderr(predicates::str::starts_with("\u{1b}["));
    }
}

/// So many short lines that are all alike on either side.
fn repeated(folder: &TempDir, name: &str, lines: usize) {
    put(folder.path(), &format!("{name}.ind.txt"), "Ya.\n".repeat(lines));
    put(folder.path(), &format!("{name}.eng.txt"), "Yes.\n".repeat(lines));
}

#[test]
fn a_pair_above_the_limit_of_memory_is_reported_and_the_others_go_on() {
    let folder = folder();
    repeated(&folder, "bad", 3000);
    let errors = folder.path().join("errors.csv");
    let mut command = sejajar();
    command.arg("align").arg(folder.path()).args(["--max-memory", "64M", "--errors"]).arg(&errors);
    let message = contains("bad beside bad: would take some ").and(contains("the limit for a pair is 64 MB"));
    command.assert().code(3).stderr(message.and(contains("raise --max-memory"))).stdout(contains("good"));
    assert!(fs::read_to_string(&errors).unwrap().contains(",too-large,"));
    sejajar().arg("align").arg(folder.path()).args(["--max-memory", "0", "-q"]).assert().success();
}

#[cfg(target_os = "linux")]
#[test]
fn the_limit_of_the_shell_costs_no_other_pair() {
    let folder = folder();
    repeated(&folder, "bad", 600_000);
    let mut command = std::process::Command::new("bash");
    command
        .args(["-c", "ulimit -v 1000000; exec \"$@\"", "bash"])
        .arg(assert_cmd::cargo::cargo_bin!("sejajar"));
    command.arg("align").arg(folder.path()).args(["-j", "1"]);
    let assert = assert_cmd::Command::from_std(command).assert().code(3).stdout(contains("name:palu"));
    assert.stderr(contains(": would take some ").and(contains("the limit for a pair is 488 MB")));
}

#[test]
fn sizes_of_memory_that_are_none() {
    let folder = folder();
    let assert = sejajar().arg("align").arg(folder.path()).args(["--max-memory", "much"]).assert();
    assert.code(2).stderr(contains("is no size: 800M, 2G or a number of bytes"));
}

#[test]
fn repeated_lines_take_bounded_sections_and_keep_every_sentence() {
    let folder = tempdir().unwrap();
    repeated(&folder, "same", 12_000);
    let output = sejajar().arg("align").arg(folder.path()).args(["-q", "-f", "jsonl"]).output().unwrap();
    let rows = String::from_utf8(output.stdout).unwrap();
    let sum = |name: &str| -> usize {
        let count = |line: &str| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let at = |end: &str| row[format!("{name}_{end}")].as_u64().unwrap() as usize;
            at("end") - at("start")
        };
        rows.lines().map(count).sum()
    };
    assert_eq!((sum("ind"), sum("eng")), (12_000, 12_000));
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_no_documents() {
    let folder = folder();
    let pipe = folder.path().join("bad.ind.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    put(folder.path(), "bad.eng.txt", REPORT);
    good_is_done_and_bad_is_told(&folder, "bad.ind.txt: is a named pipe, not a file");
    let report = folder.path().join("good.eng.txt");
    // The kernel's log is a regular file that never ends.
    let never =
        [("/dev/zero", "is a device, not a file"), ("/proc/kmsg", "is a window into the running system")];
    for (path, told) in never.into_iter().filter(|(path, _)| std::path::Path::new(path).exists()) {
        for verb in ["align", "audit"] {
            let mut command = sejajar();
            command.args([verb, path]);
            if verb != "audit" {
                command.arg(&report);
            }
            command.assert().failure().stderr(contains(format!("{path}: {told}")));
        }
    }
    let article = fs::read(folder.path().join("good.ind.txt")).unwrap();
    sejajar().args(["split", "--lang", "ind", "/dev/stdin"]).write_stdin(article).assert().success();
}

#[cfg(unix)]
#[test]
fn names_of_files_never_reach_a_terminal_as_they_are() {
    let folder = folder();
    put(folder.path(), "x\u{1b}[31m\u{202e}.ind.txt", ARTICLE);
    let assert = sejajar().arg("align").arg(folder.path()).assert().code(3);
    let told = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    assert!(told.contains("x\\u{1b}[31m\\u{202e}.ind.txt: has no report"), "{told}");
    assert!(!told.contains(['\u{1b}', '\u{202e}']));
    put(folder.path(), "x\u{1b}[31m\u{202e}.eng.txt", REPORT);
    let assert = sejajar().arg("align").arg(folder.path()).args(["-f", "text"]).assert().success();
    let page = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    assert!(page.contains("=== x\\u{1b}[31m\\u{202e} (ind)") && !page.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn a_message_stays_short_whatever_the_file_holds() {
    let folder = tempdir().unwrap();
    let columns: Vec<String> = (0..100_000).map(|n| format!("column{n}")).collect();
    put(folder.path(), "cols.csv", columns.join(",") + "\n1\n");
    put(folder.path(), "rep.jsonl", "{\"name\": \"a\", \"text\": \"A quake.\"}\n");
    let [cols, rep] = ["cols.csv", "rep.jsonl"].map(|name| folder.path().join(name));
    let assert = sejajar().arg("align").args([&cols, &rep]).assert().failure();
    let told = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    assert!(told.len() < 1000 && told.contains("\"column11\" and 99988 more"), "{told}");
}

#[test]
fn records_that_cannot_be_read_are_named_where_nothing_pairs() {
    let folder = tempdir().unwrap();
    put(folder.path(), "ind.jsonl", "oops\n{\"name\": \"a\", \"text\": \"Gempa.\"}\n");
    put(
        folder.path(),
        "eng.jsonl",
        "{\"name\": \"b\", \"text\": \"A.\"}\n{\"name\": \"c\", \"text\": \"B.\"}\n",
    );
    let [ind, eng] = ["ind.jsonl", "eng.jsonl"].map(|name| folder.path().join(name));
    let message = contains("has the name of one of").and(contains("ind.jsonl:1: "));
    sejajar().arg("align").args([&ind, &eng]).assert().failure().stderr(message);
}
