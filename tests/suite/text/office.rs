//! Documents of word processors, made here part by part.

use std::io::{Cursor, Write};

use sejajar::Aligner;
use sejajar::model::{Language, SourceText};
use sejajar::read::{self, ReadOptions};
use zip::write::SimpleFileOptions;

use crate::data::{put, sejajar};

/// An archive with these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(content.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A Word document with this body.
fn word(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &xml)])
}

/// A paragraph of Word with one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn odt(body: &str, manifest: &str) -> Vec<u8> {
    let xml = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &xml),
    ])
}

/// A document of each kind, to break.
pub fn files() -> Vec<Vec<u8>> {
    let body =
        p("Gempa mengguncang Palu.") + "<w:tbl><w:tr><w:tc>" + &p("12 orang") + "</w:tc></w:tr></w:tbl>";
    vec![word(&body), odt("<text:h>Gempa</text:h><text:p>Di Palu.</text:p>", "<manifest/>")]
}

fn read(bytes: &[u8]) -> SourceText {
    read::text("kim.docx", bytes, &ReadOptions::default()).unwrap()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    read(bytes).content.lines().map(str::to_owned).collect()
}

fn refused(bytes: &[u8]) -> String {
    read::text("kim.docx", bytes, &ReadOptions::default()).unwrap_err().to_string()
}

#[test]
fn headings_items_and_cells_are_lines() {
    let body = [
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Harga &amp; Panen</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Pedagang </w:t></w:r><w:r><w:t xml:space=\"preserve\">mengeluh&#46; </w:t></w:r></w:p>",
        "<w:p/>",
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:numPr/></w:pPr><w:r><w:t>satu</w:t><w:tab/><w:t>dua</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Beras</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t><w:br/><w:t>ribu</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    ];
    let bytes = word(&body.concat());
    assert_eq!(
        lines(&bytes),
        ["Harga & Panen", "Pedagang mengeluh. ", "", "satu\tdua", "Beras", "12", "ribu"]
    );
    let article = read(&bytes);
    assert_eq!((article.encoding, article.notes.len()), ("UTF-8", 0));
    assert_eq!(article.title.map(|title| title.of(&article.content)), Some("Harga & Panen"));
}

#[test]
fn only_what_is_shown_is_text() {
    let cases = [
        (
            "<w:del><w:r><w:delText>lama</w:delText><w:t>lama</w:t></w:r></w:del><w:ins><w:r><w:t>baru</w:t></w:r></w:ins>",
            "baru",
        ),
        ("<w:moveFrom><w:r><w:t>sini</w:t></w:r></w:moveFrom><w:r><w:t>sana</w:t></w:r>", "sana"),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>rahasia</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>umum</w:t></w:r>",
            "umum",
        ),
        (
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK x</w:instrText><w:t>kode</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>tautan</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            "tautan",
        ),
        (
            "<w:hyperlink><w:r><w:t>tautan</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id=\"1\"/></w:r>",
            "tautan",
        ),
        (
            "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t>isi</w:t></w:r></w:sdtContent></w:sdt>",
            "isi",
        ),
    ];
    for (body, wanted) in cases {
        assert_eq!(lines(&word(&format!("<w:p>{body}</w:p>"))), [wanted], "{body}");
    }
}

#[test]
fn tracked_changes_are_accepted_and_reported() {
    let merged = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>Harga </w:t></w:r></w:p>";
    let article = read(&word(&(merged.to_owned() + &p("naik.") + &p("Panen gagal."))));
    assert_eq!(article.content.lines().collect::<Vec<_>>(), ["Harga naik.", "Panen gagal."]);
    assert_eq!(article.notes[0].code, "tracked-changes");
    assert!(article.notes[0].text.contains("1 tracked change,"), "{}", article.notes[0].text);
}

#[test]
fn a_text_box_follows_its_paragraph_and_is_read_once() {
    let inside = p("Kotak.");
    let drawn = format!(
        "<w:p><w:r><w:t>Sebelum </w:t><mc:AlternateContent><mc:Choice><w:txbxContent>{inside}</w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent>{inside}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>sesudah.</w:t></w:r></w:p>"
    );
    assert_eq!(lines(&word(&drawn)), ["Sebelum sesudah.", "Kotak."]);
}

#[test]
fn an_opendocument_text() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>lama</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes><text:h>Panen &lt;padi&gt;</text:h>\n\
        <text:p>Harga\n  <text:span>naik</text:span><text:s text:c=\"2\"/>lagi<text:note><text:p>catatan</text:p></text:note>.\
        <office:annotation><text:p>komentar</text:p></office:annotation></text:p><text:list><text:list-item><text:p>satu</text:p></text:list-item></text:list>";
    let article = read(&odt(body, "<manifest/>"));
    assert_eq!(article.content.lines().collect::<Vec<_>>(), ["Panen <padi>", "Harga naik lagi.", "satu"]);
    assert_eq!(article.notes[0].code, "tracked-changes");
    let locked = refused(&odt("", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"));
    assert!(locked.contains("has a password"), "{locked}");
}

#[test]
fn another_name_of_the_main_part() {
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"http://x/relationships/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>";
    let xml = format!("<w:document><w:body>{}</w:body></w:document>", p("Halo dunia."));
    assert_eq!(lines(&archive(&[("_rels/.rels", relations), ("word/document2.xml", &xml)])), ["Halo dunia."]);
}

#[test]
fn refusals_say_what_would_work() {
    let whole = word(&p("Harga naik."));
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (whole[..whole.len() / 2].to_vec(), "is a broken zip archive"),
        (
            archive(&[("word/document.xml", "<w:document><w:p></w:document>")]),
            "is a broken document (word/document.xml",
        ),
        (word("<w:p/>"), "has no text"),
        (archive(&[("xl/workbook.xml", "<x/>")]), "save it as CSV"),
        (archive(&[("a.txt", "x")]), "a zip archive"),
        (b"%PDF-1.7".to_vec(), "pdftotext -layout"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec(), "save it as .docx"),
        (
            [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), wide("EncryptedPackage")].concat(),
            "without the password",
        ),
    ];
    for (bytes, wanted) in cases {
        let said = refused(&bytes);
        assert!(said.starts_with("kim.docx: ") && said.contains(wanted), "{said}");
    }
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_small_archive_cannot_unpack_without_end() {
    let bytes = word(&p(&"a".repeat(65 << 20)));
    assert!(bytes.len() < 1 << 20);
    let said = refused(&bytes);
    assert!(said.contains("word/document.xml unpacks to more than 64 MB"), "{said}");
}

#[test]
fn no_damage_ends_the_program() {
    let whole = word(&[p("Harga naik."), p("Panen gagal.")].concat());
    for at in 4..whole.len() {
        let _ = read::text("a", &whole[..at], &ReadOptions::default());
        let mut turned = whole.clone();
        turned[at] ^= 0x55;
        let _ = read::text("a", &turned, &ReadOptions::default());
    }
}

#[test]
fn deep_nesting_needs_no_stack() {
    let deep = "<w:p>".repeat(200_000) + "<w:r><w:t>dalam</w:t></w:r>" + &"</w:p>".repeat(200_000);
    assert_eq!(read(&word(&deep)).content.trim(), "dalam");
}

#[test]
fn in_a_folder_of_pairs_and_in_other_commands() {
    let folder = tempfile::tempdir().unwrap();
    let (article, report) = (folder.path().join("kim.ind.docx"), folder.path().join("kim.eng.odt"));
    std::fs::write(&article, word(&(p("Harga Beras Naik") + &p("Harga beras naik 5 persen di Medan."))))
        .unwrap();
    let body = "<text:h>Rice Prices Rise</text:h><text:p>Rice prices rose 5% in Medan.</text:p>";
    std::fs::write(&report, odt(body, "<manifest/>")).unwrap();
    let rows = sejajar().arg("align").arg(folder.path()).arg("-q").output().unwrap();
    let rows = String::from_utf8(rows.stdout).unwrap();
    assert!(rows.contains("kim") && rows.contains("5 persen") && rows.contains("rose 5%"), "{rows}");
    let split = sejajar().args(["split", "-q", "--lang", "ind"]).arg(&article).output().unwrap();
    assert!(String::from_utf8(split.stdout).unwrap().contains("Harga beras naik 5 persen di Medan."));
    let document = Aligner::default().read_file(&article, Language::Ind).unwrap();
    assert_eq!((document.text.name.as_str(), document.sentences.len()), ("kim", 2));
    put(folder.path(), "x.pdf", "%PDF-1.4");
    sejajar().args(["evidence", "--lang", "ind"]).arg(folder.path().join("x.pdf")).assert().failure();
}
