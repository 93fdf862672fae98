//! Tests of golden figures, of the readers' messages, and of files and folders.

use std::fs;

use super::beads::{documents, vecalign};
use super::*;
use crate::error::Result;

fn groups(text: &str) -> Vec<Group> {
    documents("x", text, None).unwrap().remove(0).1
}

fn fails(text: &str) -> String {
    documents("x", text, None).unwrap_err().to_string()
}

const GOLD: &str = "[0]:[0]\n[1, 2]:[1]\n[3]:[2, 3]\n[4]:[]\n[]:[4]\n[5]:[6]\n[6]:[5]\n";
/// One right bead, one split in two, one merged with its neighbour, one right null and one wrong; crossing
/// beads are allowed.
const HYPOTHESIS: &str =
    "[0]:[0]:1.5\n[1]:[1]:2\n[2]:[]:0\n[3, 4]:[2, 3]:0.1\n[]:[4]:0\n[5]:[6]:1e-3\n[6]:[5]:-2\n";

#[test]
fn golden_figures() {
    let report =
        AlignReport::new(vec![("a".into(), Counts::new(&groups(GOLD), &groups(HYPOTHESIS)))], vec![]);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["strict"], serde_json::json!({"p": 0.5714, "r": 0.6, "f1": 0.5854}));
    assert_eq!(json["lax"], serde_json::json!({"p": 0.8571, "r": 1.0, "f1": 0.9231}));
    assert_eq!(json["strict_linked"], serde_json::json!({"p": 0.6, "r": 0.6, "f1": 0.6}));
    assert_eq!(json["lax_linked"], serde_json::json!({"p": 1.0, "r": 1.0, "f1": 1.0}));
    assert_eq!((report.documents, report.gold_beads, report.hyp_beads), (1, 5, 7));
    let by_type: Vec<_> =
        report.by_type.iter().map(|row| (row.align_type.to_string(), row.gold, row.hyp)).collect();
    let expected = [("1-1", 3, 4), ("n-1", 1, 0), ("1-n", 1, 0), ("n-m", 0, 1), ("1-0", 1, 1), ("0-1", 1, 1)];
    assert_eq!(by_type, expected.map(|(shape, gold, hyp)| (shape.to_string(), gold, hyp)));
}

#[test]
fn same_is_perfect_and_nothing_is_nothing() {
    let gold = groups(GOLD);
    let same = Counts::new(&gold, &gold).all;
    assert_eq!((same.strict().f1, same.lax().f1), (1.0, 1.0));
    let none = Counts::new(&gold, &[]).all;
    assert_eq!((none.strict(), none.lax()), (Measure::default(), Measure::default()));
}

#[test]
fn a_bead_of_a_million_by_a_million_fits() {
    let gold = groups("[0]:[0]\n[1]:[1]\n[]:[2]\n");
    let counts = Counts::new(&gold, &groups("0\t0\t0\n999999\t999999\t1\n")).all;
    assert_eq!((counts.given, counts.right, counts.lax_right, counts.lax_found), (1, 0, 1, 2));
}

#[test]
fn lax_asks_for_one_group_with_both_sentences() {
    let lax = |gold: &str, hypothesis: &str| {
        let counts = Counts::new(&groups(gold), &groups(hypothesis)).all;
        (counts.lax_right, counts.lax_found)
    };
    assert_eq!(lax("[0]:[0]\n[1]:[1]\n", "[0]:[1]\n[1]:[0]\n"), (0, 0));
    assert_eq!(lax("[0]:[0]\n[1]:[1]\n", "[0, 1]:[1]\n"), (1, 1));
    assert_eq!(lax("[0]:[]\n[]:[0]\n", "[0]:[0]\n"), (0, 0));
}

#[test]
fn beads_in_every_writing() {
    let expected = [Group::new([0], [0, 1]), Group::new([1], []), Group::new([2, 3], [2])];
    let beads = "\u{FEFF}# ours\r\n[0]:[0,1]\r\n\r\n[1]:[]:0\r\n[3, 2]:[2]:-0.5\r\n";
    assert_eq!(groups(beads), expected);
    assert_eq!(groups("0\t0\t0.3\n1\t2\t0.1\n2\t2\t0\n4\t3\t1\n"), expected);
    assert_eq!(groups("Satu.\tOne. ~~~ And.\t0.3\nDua.\t\t0\n# Tiga. ~~~ Empat.\tThree.\t1\n"), expected);
    let header = "article_id,note,ind_start,ind_end,eng_start,eng_end";
    let table = format!("{header}\na,\"x, y\nz\",0,1,0,2\na,,1,2,2,2\na,,2,4,2,3\n");
    assert_eq!(groups(&table), expected);
    let tabs =
        format!("{}\na\t\"\t0\t1\t0\t2\na\t\t1\t2\t2\t2\na\t\t2\t4\t2\t3\n", header.replace(',', "\t"));
    assert_eq!(groups(&tabs), expected);
    let json = |(i, a, j, b)| {
        format!(
            "{{\"article_id\":\"a\",\"ind_start\":{i},\"ind_end\":{a},\"eng_start\":{j},\"eng_end\":{b},\"x\":[]}}\n"
        )
    };
    assert_eq!(groups(&[(0, 1, 0, 2), (1, 2, 2, 2), (2, 4, 2, 3)].map(json).concat()), expected);
    assert_eq!(groups(""), []);
}

#[test]
fn beads_with_gaps_in_every_writing() {
    let expected = [Group::new([0, 3], [2]), Group::new([1], [0, 1])];
    assert_eq!(groups("[0, 3]:[2]:0\n[1]:[0, 1]\n"), expected);
    let header = "article_id,ind_start,ind_end,eng_start,eng_end,ind_sentences,eng_sentences\n";
    assert_eq!(groups(&format!("{header}a,0,4,2,3,0;3,2\na,1,2,0,2,1,0;1\n")), expected);
    assert_eq!(groups(&format!("{header}a,0,4,2,3,0;3,\na,1,2,0,2,,\n").replace(',', "\t")), expected);
    let row = |i, a, j, b, more: &str| {
        format!(
            "{{\"article_id\":\"a\",\"ind_start\":{i},\"ind_end\":{a},\"eng_start\":{j},\"eng_end\":{b}{more}}}\n"
        )
    };
    let gap = row(0, 4, 2, 3, ",\"ind_sentences\":[0,3],\"eng_sentences\":[2]");
    assert_eq!(groups(&(gap + &row(1, 2, 0, 2, ",\"ind_sentences\":null"))), expected);
    let wrong = format!("{header}a,0,4,2,3,0;2,2\n");
    assert_eq!(fails(&wrong), "x:2: ind_sentences: \"0;2\" does not go with the start 0 and the end 4");
    assert!(fails(&format!("{header}a,0,4,2,3,0;x,2\n")).contains("positions of sentences such as 0;3"));
}

#[test]
fn groups_with_gaps_are_scored_as_others() {
    let gold = groups("[0, 3]:[2]\n[1]:[0]\n[2]:[1]\n");
    let score = |text: &str| Counts::new(&gold, &groups(text)).all;
    let right = score("[0, 3]:[2]\n[1]:[0]\n[2]:[1]\n");
    assert_eq!((right.strict().f1, right.lax().f1), (1.0, 1.0));
    let hull = score("[0, 1, 2, 3]:[0, 1, 2]\n");
    assert_eq!((hull.right, hull.lax_right, hull.lax_found), (0, 1, 3));
    let part = score("[3]:[2]\n[0]:[]\n[1]:[0]\n[2]:[1]\n");
    assert_eq!((part.right, part.found, part.lax_right, part.lax_found), (2, 2, 3, 3));
}

#[test]
fn messages_name_the_line() {
    assert_eq!(
        fails("[0]:[0]\n[1]:1\n"),
        "x:2: \"[1]:1\" is not a bead such as \"[0]:[0, 1]\" or \"[3]:[]:0.25\""
    );
    assert!(fails("[0]:[0]:good\n").starts_with("x:1: "));
    assert!(fails("[a]:[0]\n").starts_with("x:1: "));
    assert!(fails("\nhello\n").starts_with("x:2: \"hello\" opens no alignment: "));
    assert_eq!(fails("0\t0\t1\n2\t2\t1\n1\t3\t1\n"), "x:3: rung 1 3 steps back from 2 2");
    assert_eq!(fails("1\t1\t1\n"), "x:1: a ladder starts with rung 0 0, not 1 1");
    assert_eq!(fails("0\t0\t1\n1\t1\n"), "x:2: \"1\\t1\" is not \"ind TAB eng TAB score\"");
    let table = "article_id,ind_start,ind_end,eng_start,eng_end\na,0,1,0,1\n";
    assert!(fails(&format!("{table}a,0,x,0,1\n")).starts_with("x:3: "));
    assert_eq!(fails(&format!("{table}a,2,1,0,1\n")), "x:3: a bead that ends at 1, before its start 2");
    assert_eq!(
        fails(&format!("{table}a,0,9999999999,0,1\n")),
        "x:3: a bead that ends at 9999999999: no article is so long"
    );
    assert!(fails("ind_start,ind_end,eng_start,eng_end\n0,1,0,1\n").contains("article_id"));
    let unknown = "moses".parse::<BeadFormat>().unwrap_err().to_string();
    assert_eq!(
        unknown,
        "\"moses\" is not a format of alignments: vecalign, hunalign, table, csv, tsv, jsonl"
    );
}

#[test]
fn a_sentence_stands_in_one_bead() {
    let line = |sentence, side, first| {
        format!("sentence {sentence} of the {side} side is already in the bead of line {first}")
    };
    assert_eq!(fails("# ours\n[0]:[0]\n[0]:[0]\n"), format!("x:3: {}", line(0, "Indonesian", 2)));
    assert_eq!(fails("[0]:[0]\n\n[0, 1]:[1]\n"), format!("x:3: {}", line(0, "Indonesian", 1)));
    assert_eq!(fails("[0]:[0, 2]\n[1]:[2]\n"), format!("x:2: {}", line(2, "English", 1)));
    assert_eq!(fails("[0]:[0]\n[]:[0]\n"), format!("x:2: {}", line(0, "English", 1)));
    assert_eq!(fails("[0, 0, 0]:[0]\n"), "x:1: sentence 0 of the Indonesian side is twice in this bead");
    let header = "article_id,ind_start,ind_end,eng_start,eng_end\n";
    assert_eq!(groups(&format!("{header}a,0,1,0,1\nb,0,1,0,1\n")).len(), 1);
    let doubled = format!("{header}a,0,1,0,1\nb,0,1,0,1\na,0,1,0,1\n");
    assert_eq!(fails(&doubled), format!("x:4: {}", line(0, "Indonesian", 2)));
    let row =
        "{\"article_id\":\"a\",\"ind_start\":0,\"ind_end\":1000000,\"eng_start\":0,\"eng_end\":1000000}\n";
    assert_eq!(fails(&row.repeat(3)), format!("x:2: {}", line(0, "Indonesian", 1)));
}

#[test]
fn scores_are_numbers_of_any_kind() {
    assert_eq!(groups("[0]:[0]:nan\n[1]:[1]:-inf\n").len(), 2);
    assert!(fails("[0]:[0]:nano\n").starts_with("x:1: "));
    assert!(fails("[0]:[+1]\n").starts_with("x:1: "));
    assert_eq!(groups("0\t0\tnan\n1\t1\tinf\n"), [Group::new([0], [0])]);
    assert!(fails("0\t0\tnone\n1\t1\t0\n").starts_with("x:1: "));
}

#[test]
fn a_bad_rung_is_told() {
    let rung = |rung: &str| fails(&format!("0\t0\t0\n{rung}\t1\t0.5\n2\t2\t0\n"));
    assert_eq!(rung("1x"), "x:2: \"1x\\t1\" is not a rung of two positions from 0");
    assert_eq!(rung("-1"), "x:2: \"-1\\t1\" is not a rung of two positions from 0");
    assert!(rung("").starts_with("x:2: "));
    assert!(rung("99999999999999999999").starts_with("x:2: "));
    assert!(rung("1000001").starts_with("x:2: a bead that ends at 1000001"));
    assert!(fails("-1\t0\t0\n1\t1\t0\n").starts_with("x:1: "));
    assert_eq!(groups("Satu.\t1\t0.5\n2\t2\t0\n").len(), 2);
}

#[test]
fn every_format_is_read_by_its_name() {
    let read = |text: &str, format: &str| documents("x", text, Some(format.parse()?));
    let csv = "article_id,ind_start,ind_end,eng_start,eng_end\na,0,1,0,2\n";
    let tsv = csv.replace(',', "\t");
    let json = "{\"article_id\":\"a\",\"ind_start\":0,\"ind_end\":1,\"eng_start\":0,\"eng_end\":2}\n";
    let texts = [
        ("vecalign", "[0]:[0, 1]\n"),
        ("hunalign", "0\t0\t1\n1\t2\t0\n"),
        ("table", csv),
        ("csv", csv),
        ("TSV", &tsv),
        ("jsonl", json),
    ];
    assert_eq!(texts.map(|(name, _)| name.to_lowercase()), BeadFormat::ALL.map(|f| f.name().to_owned()));
    for (name, text) in texts {
        assert_eq!(read(text, name).unwrap()[0].1, [Group::new([0], [0, 1])], "{name}");
    }
    assert!(read(csv, "tsv").unwrap_err().to_string().starts_with("x:2: "));
    assert!(read(csv, "jsonl").unwrap_err().to_string().starts_with("x:1: "));
}

#[test]
fn folders_pair_up_and_go_on() -> Result<()> {
    let dir = tempfile::tempdir().unwrap();
    let (gold, hyp) = (dir.path().join("gold"), dir.path().join("hyp"));
    fs::create_dir_all(&gold).unwrap();
    fs::create_dir_all(&hyp).unwrap();
    for name in ["a", "b", "c", "d"] {
        fs::write(gold.join(format!("{name}.gold")), "[0]:[0]\n[1]:[1]\n").unwrap();
    }
    fs::write(hyp.join("a.align"), "[0]:[0]\n[1]:[1]\n").unwrap();
    fs::write(hyp.join("b.ladder"), "0\t0\t1\n2\t2\t1\n").unwrap();
    fs::write(hyp.join("c.align"), "nothing\n").unwrap();
    let report = align_paths(&gold, &hyp, None)?;
    assert_eq!((report.documents, report.gold_beads, report.hyp_beads), (2, 4, 3));
    assert_eq!((report.strict.r, report.lax.f1), (0.5, 1.0));
    let failed: Vec<_> = report.failures.iter().map(|failure| failure.name.as_str()).collect();
    assert_eq!(failed, ["c", "d"]);
    assert!(report.failures[1].what.contains("d.align: is missing"), "{report}");
    let table = dir.path().join("pairs.csv");
    let rows = "article_id,ind_start,ind_end,eng_start,eng_end\na,0,1,0,1\na,1,2,1,2\nb,0,1,0,1\n";
    fs::write(&table, rows).unwrap();
    let report = align_paths(&gold, &table, None)?;
    assert_eq!((report.documents, report.strict.p, report.strict.r), (2, 1.0, 0.75));
    assert!(report.failures[0].what.ends_with("has no rows of article \"c\""), "{report}");
    assert_eq!(align_paths(&gold.join("b.gold"), &table, None)?.strict.p, 1.0);
    assert_eq!(align_paths(&gold.join("a.gold"), &hyp, None)?.strict.f1, 1.0);
    fs::write(hyp.join("a.csv"), rows).unwrap();
    assert!(align_paths(&gold, &hyp, None)?.failures[0].what.contains("is there too"));
    assert!(align_paths(&hyp, &gold, None).unwrap_err().to_string().ends_with("holds no NAME.gold"));
    Ok(())
}

#[test]
fn bytes_stand_in_for_a_file() -> Result<()> {
    let dir = tempfile::tempdir().unwrap();
    let gold = dir.path().join("b.gold");
    fs::write(&gold, "[0]:[0]\n[1]:[1]\n").unwrap();
    let piped = |bytes| Input::Bytes { name: "standard input", bytes };
    let fails = |gold, hypothesis| align(gold, hypothesis, None).unwrap_err().to_string();
    let table: &[u8] = b"article_id,ind_start,ind_end,eng_start,eng_end\na,0,1,0,1\nb,0,1,0,1\n";
    assert_eq!(align(gold.as_path().into(), piped(b"[0]:[0]\n"), None)?.strict.r, 0.5);
    assert_eq!(align(gold.as_path().into(), piped(table), None)?.by_document[0].name, "b");
    assert_eq!(align(dir.path().into(), piped(table), None)?.strict.p, 1.0);
    assert_eq!(align(piped(b"[0]:[0]\n"), gold.as_path().into(), None)?.by_document[0].name, "b");
    assert_eq!(align(piped(b"[0]:[0]\n"), piped(b"[0]:[0]\n"), None)?.strict.f1, 1.0);
    assert!(fails(piped(b"[0]:[0]\n"), dir.path().into()).starts_with("standard input: is one document"));
    assert!(fails(gold.as_path().into(), piped(b"[0]:[0]\n[0\n")).starts_with("standard input:2: "));
    assert_eq!(fails(gold.as_path().into(), piped(b"\xff")), "standard input: not UTF-8 at byte 0");
    let split = |gold, hyp| split_inputs(piped(gold), piped(hyp));
    assert_eq!(split(b"A.\nB.\n", b"A. B.\n")?.measure.r, 0.0);
    assert_eq!(split(b"A.\nB.\n", b"A.\nB.\n")?.measure.r, 1.0);
    Ok(())
}

#[test]
fn an_empty_side_is_told() {
    let name = |name| move |bytes| Input::Bytes { name, bytes };
    let (gold, hypothesis) = (name("g"), name("h"));
    let fails = |g, h| align(gold(g), hypothesis(h), None).unwrap_err().to_string();
    assert_eq!(fails(b"# none\n", b"[0]:[0]\n"), "g: holds no beads");
    assert_eq!(fails(b"[]:[]\n", b"[0]:[0]\n"), "g: holds no beads");
    assert_eq!(fails(b"[0]:[0]\n", b""), "h: holds no beads");
    assert_eq!(fails(b"[0]:[0]\n", b"0\t0\t0\n"), "h: holds no beads");
    let header = b"article_id,ind_start,ind_end,eng_start,eng_end\n";
    assert_eq!(fails(b"[0]:[0]\n", header), "h: holds no beads");
    assert_eq!(align(gold(b"[0]:[]\n"), hypothesis(b"[0]:[]\n"), None).unwrap().documents, 1);
}

#[test]
fn report_reads_well() {
    let counts = Counts::new(&groups(GOLD), &groups(HYPOTHESIS));
    let failure = Failure { name: "c".into(), what: "c.align: is missing".into() };
    let report =
        AlignReport::new(vec![("a".into(), counts), ("berita".into(), Counts::default())], vec![failure]);
    let expected = "\
documents 2, gold beads 5, hypothesis beads 7

                        P       R      F1
strict             0.5714  0.6000  0.5854
lax                0.8571  1.0000  0.9231
strict, no nulls   0.6000  0.6000  0.6000
lax, no nulls      1.0000  1.0000  1.0000

type   gold    hyp   strict P       R      F1    lax P       R      F1
1-1       3      4     0.7500  1.0000  0.8571   1.0000  1.0000  1.0000
n-1       1      0     0.0000  0.0000  0.0000   0.0000  1.0000  0.0000
1-n       1      0     0.0000  0.0000  0.0000   0.0000  1.0000  0.0000
n-m       0      1     0.0000  0.0000  0.0000   1.0000  0.0000  0.0000
1-0       1      1     0.0000  0.0000  0.0000   0.0000  0.0000  0.0000
0-1       1      1     1.0000  1.0000  1.0000   1.0000  1.0000  1.0000

document   gold   strict P       R      F1    lax P       R      F1
a             5     0.5714  0.6000  0.5854   0.8571  1.0000  0.9231
berita        0     0.0000  0.0000  0.0000   0.0000  0.0000  0.0000

not scored: c: c.align: is missing
";
    assert_eq!(report.to_string(), expected);
}

#[test]
fn split_counts_ends_inside_paragraphs() {
    let gold = "Satu dua.\nTiga empat.\nLima.\n\nEnam.\nTujuh.\n";
    let hyp = "Satu dua. Tiga\nempat.\nLima.\n \n\nEnam. Tujuh.\n";
    let report = split("g", gold, "h", hyp).unwrap();
    assert_eq!(
        (report.gold, report.hyp, report.right, report.paragraphs, report.paragraphs_wrong),
        (3, 2, 1, 2, 2)
    );
    let misses: Vec<_> =
        report.misses.iter().map(|miss| (miss.line, miss.missed, miss.around.1.as_str())).collect();
    assert_eq!(misses, [(1, true, "Tigaempat.Lima."), (2, false, "empat.Lima."), (5, true, "Tujuh.")]);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!((&json["p"], &json["r"], &json["f1"]), (&0.5.into(), &0.3333.into(), &0.4.into()));
    assert!(report.to_string().contains("line 1: missed: Satudua. | Tigaempat.Lima.\n"), "{report}");
}

#[test]
fn split_refuses_other_texts() {
    let fails = |gold: &str, hyp: &str| split("g", gold, "h", hyp).unwrap_err().to_string();
    assert_eq!(fails("\n", ""), "g: holds no sentences");
    assert_eq!(fails("A.\n\nB.\n", "A.\n"), "h: 1 paragraphs where g has 2");
    let other = "h:3: the paragraph that starts here differs from g:3: \"Bx.\" instead of \"By.\"";
    assert_eq!(fails("A.\n\nBy.\n", "A.\n\nBx.\n"), other);
}

#[test]
fn vecalign_reads_what_export_writes() {
    let beads = vecalign("x", "[0, 1]:[0]:1.250\n[2]:[]:0\n").unwrap();
    assert_eq!(beads, [Group::new([0, 1], [0]), Group::new([2], [])]);
}
