//! Collections of records: paired by name or order, fields by their names, malformed records reported with
//! their line, metadata in the table.

use std::fs;
use std::path::PathBuf;

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::{TempDir, tempdir};

use crate::data::{put, root, sejajar};

const ARTICLES: &str = r#"{"id": "gempa", "title": "Gempa Guncang Palu", "date": "2016-02-23", "url": "https://kabar.example/gempa", "outlet": "Kabar", "byline": "Dewi", "text": "Gempa 6,5 mengguncang Palu kemarin.\n\nSebanyak 12 orang terluka."}
{"id": "panen", "date": "23 Februari 2016", "text": "Petani memanen 40 ton bawang di Brebes."}
"#;
const REPORTS: &str = "id,title,published,text\n\
    panen,Onion harvest,,Farmers harvested 40 tons of onions in Brebes.\n\
    gempa,Quake hits Palu,2016-02-24,\"A 6.5 quake hit Palu on Monday.\n\nTwelve people were hurt.\"\n";

/// A folder with both collections, and their paths.
fn both(articles: &str, reports: &str) -> (TempDir, [PathBuf; 2]) {
    let folder = tempdir().unwrap();
    let paths = [put(folder.path(), "articles.jsonl", articles), put(folder.path(), "reports.csv", reports)];
    (folder, paths)
}

fn table(paths: &[PathBuf; 2], more: &[&str]) -> Vec<csv::StringRecord> {
    let output = sejajar().arg("align").args(paths).arg("-q").args(more).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    csv::Reader::from_reader(output.stdout.as_slice()).records().map(Result::unwrap).collect()
}

#[test]
fn records_are_paired_by_name() {
    let (_folder, paths) = both(ARTICLES, REPORTS);
    let rows = table(&paths, &[]);
    let mut names: Vec<_> = rows.iter().map(|row| (row[1].to_owned(), row[2].to_owned())).collect();
    names.dedup();
    assert_eq!(names, ["gempa", "panen"].map(|name| (name.to_owned(), name.to_owned())), "{rows:?}");
    let quake = rows.iter().find(|row| row[7].starts_with("Gempa 6,5")).unwrap();
    assert_eq!((&quake[8], &quake[9]), ("A 6.5 quake hit Palu on Monday.", "1-1"));
}

#[test]
fn the_day_of_publication_resolves_relative_days() {
    let (_folder, paths) = both(ARTICLES, REPORTS);
    let matched = |paths: &[PathBuf; 2]| {
        let rows = table(paths, &[]);
        rows.iter().find(|row| row[7].starts_with("Gempa 6,5")).unwrap()[17].to_owned()
    };
    // `kemarin` is a Monday only by the date of its record.
    assert_eq!(matched(&paths), "number:6.5;weekday:1");
    let (_folder, paths) = both(&ARTICLES.replace("2016-02-23", ""), REPORTS);
    assert_eq!(matched(&paths), "number:6.5");
}

#[test]
fn metadata_reach_the_table() {
    let (_folder, paths) = both(ARTICLES, REPORTS);
    let rows = table(&paths, &["--meta"]);
    let cells: Vec<_> = rows[0].iter().skip(28).collect();
    let wanted = ["Gempa Guncang Palu", "2016-02-23", "https://kabar.example/gempa", "Kabar", "Dewi"];
    assert_eq!(cells[..5], wanted);
    assert_eq!(cells[5..], ["Quake hits Palu", "2016-02-24", "", "", ""]);
    let output = sejajar().arg("align").args(&paths).args(["-q", "--meta", "-f", "jsonl"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("\"article_date\":\"2016-02-23\"") && text.contains("\"report_url\":null"),
        "{text}"
    );
    sejajar().arg("align").args(&paths).args(["--meta", "-f", "text"]).assert().code(2);
}

#[test]
fn records_without_names_are_paired_by_order() {
    let (_folder, paths) = both(
        &ARTICLES.replace("\"id\"", "\"x\""),
        "text\nA 6.5 quake hit Palu.\n\"Farmers harvested 40 tons of onions in Brebes.\"\n",
    );
    let rows = table(&paths, &[]);
    assert_eq!((&rows[0][1], &rows[0][2]), ("articles-1", "reports-1"));
    let panen = rows.iter().find(|row| row[7].starts_with("Petani")).unwrap();
    assert!(panen[8].starts_with("Farmers") && &panen[2] == "reports-2", "{panen:?}");
}

#[test]
fn names_that_nobody_shares_are_told() {
    let reports = REPORTS.replace("panen,", "harvest,").replace("gempa,", "quake,");
    let (_folder, paths) = both(ARTICLES, &reports);
    let assert = sejajar().arg("align").args(&paths).assert().success();
    assert.stderr(contains("paired by their order")).stdout(contains(",gempa,harvest,"));
    let (_folder, paths) = both(ARTICLES, &format!("{reports}more,More,,More text.\n"));
    let assert = sejajar().arg("align").args(&paths).assert().code(1);
    assert.stderr(contains("(2 and 3)").and(contains("--fields name=")));
}

#[test]
fn a_bad_record_is_told_with_its_line_and_the_others_run() {
    let bad = "{\"id\": \"broken\"\n{\"id\": \"empty\", \"text\": \" \"}\n{\"id\": \"late\", \"date\": \"kemarin\", \"text\": \"Hujan.\"}\n\
               {\"id\": \"either\", \"date\": \"03/02/2016\", \"text\": \"Hujan.\"}\n[1]\n";
    let (_folder, paths) = both(&format!("{ARTICLES}{bad}"), REPORTS);
    let assert = sejajar().arg("align").args(&paths).arg("-q").assert().code(3);
    let assert = assert.stdout(contains(",gempa,gempa,").and(contains(",panen,panen,")));
    let wanted = [
        "articles.jsonl:3: is no JSON object",
        "articles.jsonl:4: has no text",
        "articles.jsonl:5: \"kemarin\" is no date",
        "articles.jsonl:6: \"03/02/2016\" may be day or month first",
        "articles.jsonl:7: is no JSON object",
    ];
    for message in wanted {
        assert!(
            String::from_utf8_lossy(&assert.get_output().stderr).contains(message),
            "{message}\n{assert}"
        );
    }
    let mut command = sejajar();
    let assert = command.args(["split", "--lang", "ind", "-q"]).arg(&paths[0]).assert().code(3);
    assert.stderr(contains("articles.jsonl:3: ")).stdout(contains("=== gempa\nGempa Guncang Palu\n"));
}

#[test]
fn partners_that_are_missing_or_double_are_told() {
    let twice = format!("{}{}", ARTICLES, ARTICLES.lines().next().unwrap());
    let (_folder, paths) = both(&twice, &format!("{REPORTS}alone,Alone,,Nobody wrote this.\n,,,No name.\n"));
    let assert = sejajar().arg("align").args(&paths).arg("-q").assert().code(3);
    let double = ["articles.jsonl:3: is called gempa, as is ", "articles.jsonl:1"];
    let double = contains(double[0]).and(contains(double[1]));
    assert.stderr(
        double
            .and(contains("reports.csv:6: has no partner called alone"))
            .and(contains("reports.csv:7: has no name")),
    );
}

#[test]
fn fields_have_names_of_their_own() {
    let articles = ARTICLES.replace("\"text\"", "\"badan\"").replace("\"title\"", "\"kepala\"");
    let (_folder, paths) =
        both(&articles, &REPORTS.replace("title,published,text", "kepala,published,badan"));
    let assert = sejajar().arg("align").args(&paths).assert().code(1);
    assert
        .stderr(contains("reports.csv:1: names no column for the text").and(contains("--fields text=NAME")));
    let rows = table(&paths, &["--fields", "text=badan,title=kepala", "--meta"]);
    assert_eq!((&rows[0][7], &rows[0][28]), ("Gempa Guncang Palu", "Gempa Guncang Palu"));
    let assert = sejajar().arg("align").args(&paths).args(["--fields", "teks=badan"]).assert().code(2);
    assert.stderr(contains("FIELD=NAME"));
}

#[test]
fn a_folder_gets_a_file_a_record_whatever_it_is_called() {
    let names = |text: &str| text.replace("gempa", "https://kabar.example/a?b=1").replace("panen", "..");
    let (folder, paths) = both(&names(ARTICLES), &names(REPORTS));
    let out = format!("{}/", folder.path().join("out").display());
    sejajar().arg("align").args(&paths).args(["-q", "-o", &out]).assert().success();
    let mut files: Vec<_> =
        fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert!(files.len() == 2 && files[1].starts_with("https___kabar.example_a_b=1-"), "{files:?}");
    assert!(files.iter().all(|file| file.ends_with(".csv")), "{files:?}");
}

#[test]
fn collections_stand_in_folders_and_records_may_hold_pages() {
    let folder = tempdir().unwrap();
    let page = "<p>Gempa 6,5 mengguncang Palu.</p><p>Sebanyak 12 orang terluka.</p>";
    let article = serde_json::json!({"name": "gempa", "html": page}).to_string();
    put(folder.path(), "feb.ind.jsonl", article);
    put(folder.path(), "feb.eng.tsv", "name\ttext\ngempa\tA 6.5 quake hit Palu. Twelve people were hurt.\n");
    put(folder.path(), "mar.ind.txt", "Hujan turun di Solo.\n");
    put(folder.path(), "mar.eng.txt", "Rain fell in Solo.\n");
    let assert = sejajar().arg("align").arg(folder.path()).arg("-q").assert().success();
    assert.stdout(contains(",feb-gempa,feb-gempa,0,1,0,1,").and(contains(",mar,mar,")));
    let mixed = [folder.path().join("feb.ind.jsonl"), folder.path().join("mar.eng.txt")];
    let assert = sejajar().arg("align").args(&mixed).assert().code(1);
    assert.stderr(contains("is a collection of records and").and(contains("two collections")));
}

#[test]
fn single_documents_of_a_collection_name_themselves() {
    let (folder, paths) = both(ARTICLES, REPORTS);
    let mut command = sejajar();
    let output =
        command.args(["split", "--lang", "ind", "-f", "jsonl", "--meta"]).arg(&paths[0]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["document"], &lines[0]["meta"]["date"]), (&"gempa".into(), &"2016-02-23".into()));
    assert_eq!(
        lines[1],
        serde_json::json!({"document": "gempa", "text": "Gempa Guncang Palu", "start": 0, "end": 18, "paragraph": 0})
    );
    let mut command = sejajar();
    let assert = command.args(["evidence", "--lang", "eng", "-f", "jsonl"]).arg(&paths[1]).assert().success();
    assert.stdout(contains("{\"document\":\"panen\",\"text\":\"Onion harvest\""));
    let wide: Vec<u8> = REPORTS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = put(folder.path(), "wide.csv", wide);
    let assert = sejajar().args(["split", "--lang", "eng"]).arg(&wide).assert().success();
    assert.stderr(contains("wide.csv:2: read as UTF-16LE")).stdout(contains("=== panen\nOnion harvest\n"));
    let none = put(folder.path(), "none.jsonl", "\n\n");
    let assert = sejajar().args(["split", "--lang", "eng"]).arg(&none).assert().code(1);
    assert.stderr(contains("holds no records"));
}

#[test]
fn the_pages_that_ship_are_read_with_what_they_say_of_themselves() {
    let output =
        sejajar().arg("align").arg(root().join("corpus/web")).args(["-q", "--meta"]).output().unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(output.stdout.as_slice()).records().map(Result::unwrap).collect();
    let cells: Vec<&str> = rows[1].iter().skip(29).collect();
    assert_eq!((cells[0], cells[2], cells[3]), ("2022-06-10", "Warta Pesisir", "Ratih Wulandari"));
    assert_eq!((cells[5], cells[7], cells[8]), ("2022-06-09", "The Harbour Post", "Margaret Oldfield"));
    // `kemarin` is the Thursday of the report.
    assert!(rows[1][17].contains("weekday:4"), "{:?}", rows[1]);
}

/// The sentences of the collection in `file`, and the warnings.
fn read(file: &str, text: &str) -> (Vec<String>, String) {
    let folder = tempdir().unwrap();
    let path = put(folder.path(), file, text);
    let output = sejajar().args(["split", "--lang", "ind", "-f", "text"]).arg(path).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let sentences = lines.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    (sentences, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn lists_of_json_are_read() {
    let text = "[\n {\"id\": \"a\", \"text\": [\"Hujan {deras} di \\\"Solo\\\".\", \"Petani senang.\"]},\n\
                 {\"id\": \"b\", \"content\": [[\"Satu.\"], [{\"text\": \"Dua kalimat.\"}]]}\n]\n";
    let (sentences, told) = read("a.json", text);
    let wanted = ["=== a", "Hujan {deras} di \"Solo\".", "Petani senang.", "=== b", "Satu.", "Dua kalimat."];
    assert_eq!((sentences, told.as_str()), (wanted.map(str::to_owned).to_vec(), ""));
    let (sentences, told) =
        read("a.json", "[{\"id\": \"a\", \"text\": \"Satu.\"},\n{\"id\": \"b\", \"text\": \"Du");
    assert!(sentences == ["=== a", "Satu."] && told.contains("a.json:2: is no JSON object"), "{told}");
}

#[test]
fn tables_are_read_whatever_stands_between_their_cells() {
    let wanted = ["=== a", "Hujan turun; lalu reda.", "=== b", "Petani senang."].map(str::to_owned);
    for (file, text, sign) in [
        ("a.csv", "\u{feff}id;isi\r\na;\"Hujan turun; lalu reda.\"\r\nb;Petani senang.\r\n", "semicolons"),
        ("a.csv", "sep=;\r\nid;isi\r\na;\"Hujan turun; lalu reda.\"\r\nb;Petani senang.\r\n", "semicolons"),
        ("a.csv", "id\tisi\na\tHujan turun; lalu reda.\nb\tPetani senang.\n", "tabs"),
        ("a.tsv", "id,isi\na,Hujan turun; lalu reda.\nb,Petani senang.\n", "commas"),
    ] {
        let (sentences, told) = read(file, text);
        assert_eq!(sentences, wanted, "{text}");
        assert_eq!(told.matches(&format!("cells are separated by {sign}")).count(), 1, "{told}");
    }
}

#[test]
fn what_exports_did_to_a_text_is_undone_and_told() {
    let text = "id,isi\na,\"Rp&nbsp;50 ribu.\\r\\nTom &amp; Rani.\"\nb,\"Suhu 37Â°C â€“ panas. â€œYa,â€ kata Sari.\"\n";
    let (sentences, told) = read("a.csv", text);
    let wanted = ["=== a", "Rp 50 ribu.", "Tom & Rani.", "=== b", "Suhu 37°C – panas.", "“Ya,” kata Sari."];
    assert_eq!(sentences, wanted.map(str::to_owned));
    for note in
        ["2 entities of web pages such as &nbsp;", "4 sequences of UTF-8 read", "1 line break written"]
    {
        assert!(told.contains(note), "{told}");
    }
}
