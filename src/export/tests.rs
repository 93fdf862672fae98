//! Whole outputs, byte by byte, and the law that reading undoes writing.

use std::sync::Arc;

use proptest::prelude::*;

use super::cell::{is_control, strip_controls};
use super::column::position;
use super::delimited::flatten;
use super::held::held;
use super::*;
use crate::model::{Block, Meta, PairMeta};

mod any;
mod chosen;
mod foreign;
mod gaps;
mod tricky;

use any::any_pair;
use tricky::{lonely, tricky, with_gaps};

fn written(format: FormatName, pairs: &[Pair], excel: bool) -> String {
    let mut out = Vec::new();
    let mut writer = format.writer(&ExportOptions { excel, ..Default::default() }).unwrap();
    write(&mut out, writer.as_mut(), pairs).unwrap();
    String::from_utf8(out).unwrap()
}

fn format(name: &str) -> FormatName {
    name.parse().unwrap()
}

fn message<T: std::fmt::Debug>(result: Result<T>) -> String {
    result.unwrap_err().to_string()
}

const HEADER: &str = "pair_id,article_id,report_id,ind_start,ind_end,eng_start,eng_end,ind_text,eng_text,align_type,\
    confidence,score,name_score,number_score,word_score,length_score,matched_names,matched_numbers,unmatched_ind,\
    unmatched_eng,flags,ind_sentences,eng_sentences,ind_cuts,eng_cuts,content_confidence,ind_coverage,eng_coverage";

#[test]
fn csv_bytes() {
    let expected = format!(
        "{HEADER}\n{}{}",
        "p_0123456789abcdef,\"kabar, pagi\",report-7,3,5,4,5,\
         \"Ia berkata, \"\"Tunggu; nanti saja.\"\"\nLalu\tpergi.\",=1+1 is 2,2-1,\
         0.9877,12.346,0.000,,-1.500,0.000,name:moscow;name:north-korea,,number:12,,\
         moved;number-mismatch=year:1953,3;4,4,34,,0.9900,0.7500,0.5000\n",
        "p_00000000000000ff,a,b,7,8,9,9,- satu,,1-0,1.0000,,,,,,,,,,,7,,,,,,\n"
    );
    assert_eq!(written(FormatName::CSV, &[tricky(), lonely()], false), expected);
}

#[test]
fn csv_for_spreadsheets_bytes() {
    let expected = format!(
        "\u{FEFF}{HEADER}\n{}{}",
        "p_0123456789abcdef,\"kabar, pagi\",report-7,3,5,4,5,\
         \"Ia berkata, \"\"Tunggu; nanti saja.\"\"\nLalu\tpergi.\",'=1+1 is 2,2-1,\
         0.9877,12.346,0.000,,-1.500,0.000,name:moscow;name:north-korea,,number:12,,\
         moved;number-mismatch=year:1953,3;4,4,34,,0.9900,0.7500,0.5000\n",
        "p_00000000000000ff,a,b,7,8,9,9,'- satu,,1-0,1.0000,,,,,,,,,,,7,,,,,,\n"
    );
    assert_eq!(written(FormatName::CSV, &[tricky(), lonely()], true), expected);
}

#[test]
fn tsv_bytes() {
    let expected = format!(
        "{}\n{}{}",
        HEADER.replace(',', "\t"),
        "p_0123456789abcdef\tkabar, pagi\treport-7\t3\t5\t4\t5\t\
         Ia berkata, \"Tunggu; nanti saja.\" Lalu pergi.\t=1+1 is 2\t2-1\t\
         0.9877\t12.346\t0.000\t\t-1.500\t0.000\tname:moscow;name:north-korea\t\tnumber:12\t\t\
         moved;number-mismatch=year:1953\t3;4\t4\t34\t\t0.9900\t0.7500\t0.5000\n",
        "p_00000000000000ff\ta\tb\t7\t8\t9\t9\t- satu\t\t1-0\t1.0000\t\t\t\t\t\t\t\t\t\t\t7\t\t\t\t\t\t\n"
    );
    assert_eq!(written(FormatName::TSV, &[tricky(), lonely()], false), expected);
}

#[test]
fn jsonl_bytes() {
    let expected = concat!(
        r#"{"pair_id":"p_0123456789abcdef","article_id":"kabar, pagi","report_id":"report-7","#,
        r#""ind_start":3,"ind_end":5,"eng_start":4,"eng_end":5,"#,
        r#""ind_text":"Ia berkata, \"Tunggu; nanti saja.\"\nLalu\tpergi.\u0000","eng_text":"=1+1 is 2","#,
        r#""align_type":"2-1","confidence":0.9877,"score":12.346,"name_score":0.000,"number_score":null,"#,
        r#""word_score":-1.500,"length_score":0.000,"matched_names":["name:moscow","name:north-korea"],"#,
        r#""matched_numbers":[],"unmatched_ind":["number:12"],"unmatched_eng":[],"#,
        r#""flags":["moved","number-mismatch=year:1953"],"ind_sentences":[3,4],"eng_sentences":[4],"#,
        r#""ind_cuts":[34],"eng_cuts":[],"content_confidence":0.9900,"ind_coverage":0.7500,"eng_coverage":0.5000}"#,
        "\n",
        r#"{"pair_id":"p_00000000000000ff","article_id":"a","report_id":"b","#,
        r#""ind_start":7,"ind_end":8,"eng_start":9,"eng_end":9,"ind_text":"- satu","eng_text":"","#,
        r#""align_type":"1-0","confidence":1.0000,"score":null,"name_score":null,"number_score":null,"#,
        r#""word_score":null,"length_score":null,"matched_names":[],"matched_numbers":[],"#,
        r#""unmatched_ind":[],"unmatched_eng":[],"flags":[],"ind_sentences":[7],"eng_sentences":[],"#,
        r#""ind_cuts":[],"eng_cuts":[],"content_confidence":null,"ind_coverage":null,"eng_coverage":null}"#,
        "\n",
    );
    assert_eq!(written(FormatName::JSONL, &[tricky(), lonely()], false), expected);
}

#[test]
fn vecalign_bytes() {
    let nobody = Pair { group: Block::new(9, 0, 5, 2).into(), ..lonely() };
    let expected = "[3, 4]:[4]:12.346\n[7]:[]:0\n[]:[5]:0\n[]:[6]:0\n[0, 3]:[2, 4, 5]:0\n";
    assert_eq!(written(format("vecalign"), &[tricky(), lonely(), nobody, with_gaps()], false), expected);
}

#[test]
fn header_is_the_contract() {
    let names: Vec<_> = COLUMNS.iter().map(|column| column.name).collect();
    assert_eq!(names.join(","), HEADER);
    assert_eq!(position("flags"), Some(20));
}

#[test]
fn formats_by_name_and_ending() {
    assert_eq!("TSV".parse::<FormatName>().unwrap(), FormatName::TSV);
    assert_eq!(
        message("xml".parse::<FormatName>()),
        "\"xml\" is not a format: csv, tsv, jsonl, parquet, vecalign, text, tmx, xliff, xces, moses, bitextor, \
         hunalign, ladder, hf"
    );
    for format in FormatName::all() {
        assert_eq!(format.name().parse::<FormatName>().unwrap(), format);
    }
    assert_eq!(
        FormatName::endings(),
        ["csv", "tsv", "jsonl", "parquet", "align", "txt", "tmx", "xlf", "ladder"]
    );
    for ending in FormatName::endings() {
        let path = format!("a/b.{ending}");
        assert_eq!(FormatName::of_path(path.as_ref()).map(FormatName::ending), Some(ending));
    }
    assert_eq!(FormatName::of_path("a/b.ind".as_ref()), None);
    assert_eq!(FormatName::of_path("pairs".as_ref()), None);
    let excel = ExportOptions { excel: true, ..Default::default() };
    let refused = FormatName::JSONL.writer(&excel).err().unwrap().to_string();
    assert_eq!(refused, "the option excel goes with csv or tsv, not with jsonl");
}

/// Adding a format is one file and one line: the line is not to be forgotten.
#[test]
fn every_format_file_is_listed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.map(|path| if path.is_dir() { path.join("mod.rs") } else { path });
    let texts = files.filter_map(|path| std::fs::read_to_string(path).ok());
    let is_description = |line: &&str| line.starts_with("pub const ") && line.contains(": FormatSpec =");
    let described: usize = texts.map(|text| text.lines().filter(is_description).count()).sum();
    let names: std::collections::BTreeSet<_> = FORMATS.iter().map(|spec| spec.name).collect();
    assert_eq!((described, names.len()), (FORMATS.len(), FORMATS.len()));
}

#[test]
fn reading_names_the_place() {
    let table = written(FormatName::CSV, &[lonely(), lonely()], false);
    let read = |table: &str| message(read("p.csv", table.as_bytes(), None));
    assert_eq!(
        read(&table.replace("eng_text,", "english,")),
        "p.csv:1: the header has no column \"eng_text\""
    );
    let bad = table.replacen(",7,8,", ",7,x,", 1);
    assert_eq!(read(&bad), "p.csv:2: ind_end: \"x\" is not a sentence position (0, 1, 2 …)");
    let bad = table.replacen(",7,8,", ",9,8,", 1);
    assert_eq!(read(&bad), "p.csv:2: ind_end: ends at 8, before its start 9");
    let bad = table.replacen(",7,8,", ",7,8000000007,", 1);
    assert_eq!(read(&bad), "p.csv:2: ind_end: ends at 8000000007, 8000000000 sentences after its start");
    let bad = table.replacen(",1-0,", ",2-0,", 1);
    assert_eq!(read(&bad), "p.csv:2: align_type: \"2-0\" does not go with the positions, which say 1-0");
    let bad = table.replace("1.0000", "NaN");
    let what = "confidence: \"NaN\" is not a number from 0 to 1 (an empty cell means missing)";
    assert_eq!(read(&bad), format!("p.csv:2: {what}"));
    assert_eq!(read(&format!("{table}a,b\n")), "p.csv:4: 2 cells where the header has 28");
    assert_eq!(read(""), "p.csv:1: the header has no column \"pair_id\"");
    let bad = table.replace(",,7,,", ",Not A Flag,7,,");
    assert!(read(&bad).starts_with("p.csv:2: flags: \"Not A Flag\" is not a flag"), "{}", read(&bad));
}

#[test]
fn reading_json_names_the_place() {
    let table = written(FormatName::JSONL, &[lonely(), lonely()], false);
    let read = |table: &str| message(read("p.jsonl", table.as_bytes(), None));
    assert_eq!(read(&table.replacen("\"ind_start\":7,", "", 1)), "p.jsonl:1: ind_start: is missing");
    assert_eq!(
        read(&table.replacen("\"score\":null", "\"score\":\"x\"", 1)),
        "p.jsonl:1: score: \"x\" is not a number or null"
    );
    assert!(read(&format!("{table}{{")).starts_with("p.jsonl:3: not a JSON object: "));
}

#[test]
fn reading_takes_what_people_do_to_tables() {
    let table = written(FormatName::CSV, &[lonely()], false);
    let edited =
        table.replace("pair_id,", "pair_id,note,").replace("ff,", "ff,checked,").replace('\n', "\r\n");
    assert_eq!(read("t", edited.as_bytes(), None).unwrap(), [lonely()]);
    let saved = table.replace(",1-0,", ",01-Jan,");
    assert_eq!(read("t", saved.as_bytes(), None).unwrap(), [lonely()]);
    assert!(matches!(read("t", b"", Some(format("vecalign"))), Err(Error::Option(_))));
}

#[test]
fn files_are_written_and_read() {
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("pairs.tsv");
    let options = ExportOptions { excel: true, ..Default::default() };
    write_file(&target, FormatName::TSV, &[lonely()], &options, false).unwrap();
    assert_eq!(read_file(&target, None).unwrap(), [lonely()]);
    let again = write_file(&target, FormatName::TSV, &[], &options, false);
    assert!(message(again).ends_with("exists already; the option overwrite replaces it"));
    assert!(message(read_file(&dir.path().join("no.csv"), None)).contains("no.csv: "));
}

#[test]
fn spreadsheet_guards_are_undone() {
    for text in ["=1+1", "'=1+1", "''@x", "'tis", "+62", "\tx", "\rx", "", "'"] {
        let pair = Pair { ind_text: text.to_owned(), ..lonely() };
        let table = written(FormatName::CSV, std::slice::from_ref(&pair), true);
        assert_eq!(read("t", table.as_bytes(), None).unwrap(), [pair], "{table}");
    }
}

#[test]
fn schema_follows_the_columns() {
    let schema = schema(FormatName::CSV, false).unwrap();
    let fields = schema["fields"].as_array().unwrap();
    let names: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(names.join(","), HEADER);
    assert_eq!((&schema["version"], &fields[10]["constraints"]["maximum"]), (&2.into(), &1.into()));
    assert_eq!(super::schema(FormatName::JSONL, false).unwrap()["fields"][16]["type"], "array");
    assert!(super::schema(format("vecalign"), true).is_none());
    assert_eq!(schema_path("a/pairs.csv".as_ref()), std::path::PathBuf::from("a/pairs.schema.json"));
}

fn with_meta() -> Pair {
    let article = Meta {
        title: Some("Panen, Raya".into()),
        published: Some(jiff::civil::date(2016, 2, 23)),
        url: Some("https://kabar.example/panen".into()),
        ..Meta::default()
    };
    let report = Meta { outlet: Some("The Post".into()), byline: Some("=A. B.".into()), ..Meta::default() };
    Pair { meta: Some(Arc::new(PairMeta { article, report })), ..lonely() }
}

fn written_with_meta(format: FormatName, pairs: &[Pair], excel: bool) -> String {
    let mut out = Vec::new();
    let mut writer = format.writer(&ExportOptions { excel, meta: true, ..Default::default() }).unwrap();
    write(&mut out, writer.as_mut(), pairs).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn metadata_stand_behind_the_other_columns() {
    let head = "article_title,article_date,article_url,article_outlet,article_byline,\
        report_title,report_date,report_url,report_outlet,report_byline";
    let table = written_with_meta(FormatName::CSV, &[with_meta(), lonely()], false);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], format!("{HEADER},{head}"));
    let cells = "\"Panen, Raya\",2016-02-23,https://kabar.example/panen,,,,,,The Post,=A. B.";
    assert!(lines[1].ends_with(&format!(",,,,{cells}")), "{}", lines[1]);
    assert!(lines[2].ends_with(",,,,,,,,,,,"), "{}", lines[2]);
    assert!(written_with_meta(FormatName::CSV, &[with_meta()], true).contains(",'=A. B."));
    let line = written_with_meta(FormatName::JSONL, &[with_meta()], false);
    assert!(
        line.contains(r#","eng_coverage":null,"article_title":"Panen, Raya","article_date":"2016-02-23","#)
    );
    assert!(line.ends_with("\"report_outlet\":\"The Post\",\"report_byline\":\"=A. B.\"}\n"), "{line}");
    let fields = schema(FormatName::CSV, true).unwrap()["fields"].as_array().unwrap().clone();
    assert_eq!((fields.len(), &fields[29]["type"]), (38, &"date".into()));
    let refused =
        format("vecalign").writer(&ExportOptions { meta: true, ..Default::default() }).err().unwrap();
    assert_eq!(
        refused.to_string(),
        "the option meta goes with csv, tsv, jsonl or parquet, not with vecalign"
    );
}

#[test]
fn metadata_are_read_back() {
    for format in [FormatName::CSV, FormatName::TSV, FormatName::JSONL] {
        for excel in [false, format.is_spreadsheet()] {
            let table = written_with_meta(format, &[with_meta(), lonely()], excel);
            assert_eq!(read("t", table.as_bytes(), None).unwrap(), [with_meta(), lonely()], "{table}");
        }
    }
    let bad = written_with_meta(FormatName::CSV, &[with_meta()], false).replace("2016-02-23", "2016-02-30");
    let wanted = "t:2: article_date: \"2016-02-30\" is not a day (2016-02-23)";
    assert_eq!(message(read("t", bad.as_bytes(), None)), wanted);
}

/// `pair` with its texts as a format without control characters keeps them.
fn kept(pair: &Pair, keep: impl Fn(&str) -> String) -> Pair {
    let pair = held(pair, is_control, &mut 0);
    Pair {
        pair_id: keep(&pair.pair_id),
        article_id: keep(&pair.article_id),
        report_id: keep(&pair.report_id),
        ind_text: keep(&pair.ind_text),
        eng_text: keep(&pair.eng_text),
        ..pair.into_owned()
    }
}

proptest! {
    #[test]
    fn reading_undoes_writing(pairs in proptest::collection::vec(any_pair(), 0..4), excel: bool) {
        for format in [FormatName::CSV, FormatName::TSV, FormatName::JSONL] {
            let excel = excel && format.is_spreadsheet();
            let table = written(format, &pairs, excel);
            let expected: Vec<Pair> = pairs.iter().map(|pair| match format.name() {
                "csv" => kept(pair, |text| strip_controls(text).into_owned()),
                "tsv" => kept(pair, |text| flatten(text).into_owned()),
                _ => pair.clone(),
            }).collect();
            let again = read("t", table.as_bytes(), Some(format)).unwrap();
            prop_assert_eq!(&again, &expected, "{}", format);
            prop_assert_eq!(written(format, &again, excel), table);
        }
    }

    #[test]
    fn reading_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200), cells in "[,\t\n\"{}a0-]{0,40}") {
        for format in FormatName::all() {
            let _ = read("t", &bytes, Some(format));
            let _ = read("t", format!("{HEADER}\n{cells}").as_bytes(), Some(format));
        }
    }
}
