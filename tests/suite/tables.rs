//! Tables as people have them: both texts in a row, columns of other names, other separators, UTF-16.

use std::io::Write;
use std::path::PathBuf;

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::{TempDir, tempdir};

use crate::data::{put, sejajar};

const ARTICLE: &str = "Gempa berkekuatan 6,5 mengguncang Palu.";
const REPORT: &str = "A 6.5-magnitude quake shook Palu.";

/// A text as spreadsheets save "Unicode text".
fn wide(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// A folder with one table.
fn table(name: &str, text: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = put(folder.path(), name, text);
    (folder, path)
}

fn aligned(paths: &[&PathBuf], options: &[&str]) -> assert_cmd::assert::Assert {
    sejajar().arg("align").args(paths).args(options).assert()
}

#[test]
fn a_row_may_hold_both_texts() {
    for (ind, eng) in [("ind", "eng"), ("Indonesian", "English"), ("id", "en"), ("ind_text", "eng_text")] {
        let (_folder, path) =
            table("both.csv", format!("slug,{ind},title,{eng}\ngempa,\"{ARTICLE}\",Quake,{REPORT}\n"));
        let assert = aligned(&[&path], &[]).success();
        let assert = assert.stderr(contains(format!("both.csv: articles in {ind}, reports in {eng}")));
        let row = format!(",gempa,gempa,0,1,0,1,\"{ARTICLE}\",{REPORT},1-1,");
        assert.stdout(contains(row).and(contains("Quake").not()));
    }
    let record = format!("{{\"id\": \"gempa\", \"a\": \"{ARTICLE}\", \"b\": \"{REPORT}\"}}\n");
    let (_folder, path) = table("both.jsonl", record);
    aligned(&[&path], &["--fields", "ind=a,eng=b"]).success().stdout(contains(",gempa,gempa,0,1,0,1,"));
    aligned(&[&path], &[])
        .code(1)
        .stderr(contains("names \"id\", \"a\", \"b\"; say which with --fields ind=NAME,eng=NAME"));
}

#[test]
fn rows_with_both_texts_fail_one_by_one() {
    let rows = format!("name;ind;eng\na;{ARTICLE};{REPORT}\nb;;{REPORT}\na;{ARTICLE};{REPORT}\n");
    let (_folder, path) = table("both.csv", rows);
    let assert = aligned(&[&path], &[]).code(3).stdout(contains(",a,a,0,1,0,1,"));
    assert.stderr(
        contains("both.csv:3: has no text in a field ind\n").and(contains("both.csv:4: is called a, as is")),
    );
    let (_folder, path) = table("both.csv", format!("ind,eng,ind_text,eng_text\n{ARTICLE},{REPORT},,\n"));
    aligned(&[&path], &[])
        .code(1)
        .stderr(contains("may hold both texts in ind and eng or in ind_text and eng_text"));
    let (_folder, path) = table("pairs.csv", "article,report\na.txt,b.txt\n");
    aligned(&[&path], &[]).code(1).stderr(contains("--manifest"));
}

#[test]
fn both_collections_may_have_columns_of_their_own() {
    let (_articles, articles) = table("i.csv", format!("id,konten_berita\na,\"{ARTICLE}\"\n"));
    let (_reports, reports) = table("e.csv", format!("id,text\na,{REPORT}\n"));
    let both = [&articles, &reports];
    aligned(&both, &[]).code(1).stderr(contains("i.csv:1: names no column for the text"));
    aligned(&both, &["--fields-ind", "text=konten_berita"]).success().stderr(contains("usual names").not());
    // The usual names remain behind those that are given for both.
    let assert = aligned(&both, &["--fields", "text=konten_berita"]).success();
    assert.stderr(contains("e.csv:2: has no column konten_berita; those of the usual names are read"));
}

#[test]
fn collections_in_utf16_are_read_and_noted() {
    let header = "id\tind\teng\n";
    let text = format!("{header}a\t{ARTICLE}\t\"{REPORT}\"\nb\t\"Café\n{ARTICLE}\"\t{REPORT}\n");
    let (_folder, path) = table("both.txt.csv", wide(&text));
    let assert = aligned(&[&path], &[]).success().stdout(contains(",a,a,0,1,0,1,").and(contains("Café")));
    let notes = contains("both.txt.csv:2: read as UTF-16LE").and(contains("separated by tabs"));
    assert.stderr(notes.and(contains("both.txt.csv:3:").not()));
}

#[test]
fn manifests_are_read_as_spreadsheets_save_them() {
    for (sign, name, text) in [
        (';', "semicolons", "article;report;name\ni.txt;e.txt;gempa\n"),
        (';', "semicolons", "sep=;\narticle;report;name\ni.txt;e.txt;gempa\n"),
        ('\t', "UTF-16LE", "article\treport\tname\ni.txt\te.txt\tgempa\n"),
    ] {
        let bytes = if sign == '\t' { wide(text) } else { text.as_bytes().to_vec() };
        let (folder, path) = table("m.csv", bytes);
        put(folder.path(), "i.txt", ARTICLE);
        put(folder.path(), "e.txt", REPORT);
        let assert = sejajar().args(["align", "--manifest"]).arg(&path).assert().success();
        assert.stdout(contains(",gempa,gempa,0,1,0,1,")).stderr(contains("m.csv: ").and(contains(name)));
    }
}

/// The bytes as gzip and as zstd write them.
fn packed(text: &[u8]) -> [(&'static str, Vec<u8>); 2] {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text).unwrap();
    let zstd = ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest);
    [("gz", gzip.finish().unwrap()), ("zst", zstd)]
}

#[test]
fn compressed_collections_and_documents_are_read() {
    let table = format!("id;ind;eng\na;{ARTICLE};{REPORT}\n");
    for bytes in [table.as_bytes().to_vec(), wide(&table)] {
        for (ending, bytes) in packed(&bytes) {
            let folder = tempdir().unwrap();
            let path = put(folder.path(), &format!("both.csv.{ending}"), bytes);
            aligned(&[&path], &[]).success().stdout(contains(",a,a,0,1,0,1,"));
        }
    }
    for (ending, article) in packed(ARTICLE.as_bytes()) {
        let folder = tempdir().unwrap();
        put(folder.path(), &format!("a_id.txt.{ending}"), article);
        put(folder.path(), "a_en.txt", REPORT);
        let assert = aligned(&[&folder.path().to_owned()], &[]).success();
        let note = format!("1 pair named NAME_id.txt.{ending} beside NAME_en.txt");
        assert.stdout(contains(",a,a,0,1,0,1,")).stderr(contains(note));
        let broken = put(folder.path(), &format!("b.txt.{ending}"), &packed(&[b'x'; 999])[0].1[..20]);
        sejajar().args(["split", "--lang", "ind"]).arg(&broken).assert().code(1).stderr(contains("b.txt."));
    }
}
