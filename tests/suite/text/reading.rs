//! Reading plain text as found: encodings, line breaks, wrapped lines, titles, refused inputs.

use sejajar::Error;
use sejajar::model::SourceText;
use sejajar::read::{self, ReadOptions};

fn read(bytes: &[u8]) -> SourceText {
    read::text("x.txt", bytes, &ReadOptions::default()).unwrap()
}

fn refused(bytes: &[u8]) -> String {
    read::text("x.txt", bytes, &ReadOptions::default()).unwrap_err().to_string()
}

fn paragraphs(article: &SourceText) -> Vec<&str> {
    article.paragraphs.iter().map(|p| p.span.of(&article.content)).collect()
}

const PROSE: &str =
    "“Harga beras naik,” kata Dewi di Café Merdeka. Pedagang lain mengangguk – mereka sudah lama mengeluh.";

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
        .collect()
}

#[test]
fn utf8_with_and_without_bom() {
    assert_eq!(read(PROSE.as_bytes()).content, PROSE);
    let with_bom = read(format!("\u{feff}{PROSE}").as_bytes());
    assert_eq!((with_bom.content.as_str(), with_bom.encoding), (PROSE, "UTF-8"));
    assert!(with_bom.notes.is_empty());
}

#[test]
fn utf16_with_and_without_bom() {
    for (little, name) in [(true, "UTF-16LE"), (false, "UTF-16BE")] {
        let with_bom = read(&utf16(&format!("\u{feff}{PROSE}"), little));
        assert_eq!((with_bom.content.as_str(), with_bom.encoding), (PROSE, name));
        let without = read(&utf16(PROSE, little));
        assert_eq!((without.content.as_str(), without.encoding), (PROSE, name));
        assert!(
            without.notes[0].text.contains(name) && without.notes[0].text.contains("the option encoding")
        );
    }
}

#[test]
fn windows_1252_is_guessed_and_said() {
    let bytes = b"\x93Harga beras naik,\x94 kata Dewi di Caf\xe9 Merdeka. Pedagang lain \x96 seperti biasa \x96 mengangguk.";
    let article = read(bytes);
    assert_eq!(article.encoding, "windows-1252");
    assert!(article.content.starts_with("“Harga beras naik,” kata Dewi di Café"));
    assert!(
        article.notes[0].text.contains("windows-1252")
            && article.notes[0].text.contains("the option encoding")
    );
    for short in [&b"Beyonc\xe9 tiba."[..], b"It\x92s late.", b"Harga \x80 5"] {
        assert_eq!(read(short).encoding, "windows-1252", "{}", read(short).content);
    }
}

#[test]
fn an_encoding_can_be_named() {
    let named = |label: &str, bytes: &[u8]| {
        read::text("x.txt", bytes, &ReadOptions::with_encoding(Some(label.to_owned())))
    };
    let article = named("iso-8859-2", b"B\xb1k").unwrap();
    assert_eq!((article.content.as_str(), article.encoding), ("Bąk", "ISO-8859-2"));
    assert_eq!(named("latin1", b"Caf\xe9").unwrap().content, "Café");
    assert_eq!(named("utf-8", b"\xef\xbb\xbfHalo").unwrap().content, "Halo");
    for label in ["utf8x", "replacement", ""] {
        let error = named(label, b"Halo").unwrap_err();
        assert!(matches!(error, Error::Option(_)) && error.to_string().contains("windows-1252"), "{error}");
    }
}

#[test]
fn broken_utf8_is_replaced_and_counted() {
    let mut bytes = PROSE.repeat(3).into_bytes();
    bytes.splice(10..10, [0xff]);
    bytes.push(0xe2);
    let article = read(&bytes);
    assert_eq!(article.encoding, "UTF-8");
    assert_eq!(article.content.matches('\u{fffd}').count(), 2);
    assert!(article.notes[0].text.starts_with("2 byte sequences"), "{:?}", article.notes);
}

#[test]
fn binary_and_empty_inputs_are_refused() {
    for (bytes, word) in [
        (&b"%PDF-1.7\n%..."[..], "PDF"),
        (b"PK\x03\x04\x14\0", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"", "has no text"),
        (b" \r\n\t\n", "has no text"),
        (b"\xef\xbb\xbf", "has no text"),
        ("\u{200b}\u{a0}\n".as_bytes(), "has no text"),
        (&[0; 100], "binary"),
    ] {
        let error = refused(bytes);
        assert!(error.starts_with("x.txt: ") && error.contains(word), "{error}");
    }
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(refused(&noise).contains("binary"));
}

#[test]
fn stray_nuls_stay_in_the_text() {
    let article = read(b"Halo\0 dunia yang luas.");
    assert_eq!(article.content, "Halo\0 dunia yang luas.");
}

#[test]
fn every_kind_of_line_break() {
    let article = read(
        "Satu baris.\r\nDua baris.\rTiga baris.\nEmpat.\u{85}Lima.\u{2028}Enam.\u{2029}Tujuh.".as_bytes(),
    );
    let wanted = ["Satu baris.", "Dua baris.", "Tiga baris.", "Empat.", "Lima.", "Enam.", "Tujuh."];
    assert_eq!(paragraphs(&article), wanted);
}

const WRAPPED: &str = "\
Panen Bawang Melimpah

Petani di lereng gunung memanen bawang lebih banyak daripada
tahun lalu. Harga di pasar turun karena pasokan yang datang
setiap hari melebihi permintaan.

Pedagang berharap pembeli dari kota lain datang pada akhir
pekan ini, ketika pasar malam dibuka kembali setelah lama
ditutup.
";

#[test]
fn hard_wrapped_lines_are_joined() {
    for text in [WRAPPED.to_owned(), WRAPPED.replace('\n', "\r\n")] {
        let article = read(text.as_bytes());
        let lines: Vec<usize> = article.paragraphs.iter().map(|p| p.lines.len()).collect();
        assert_eq!(lines, [1, 3, 3]);
        assert_eq!(article.title.map(|t| t.of(&article.content)), Some("Panen Bawang Melimpah"));
    }
}

#[test]
fn one_paragraph_a_line_is_not_joined() {
    let text = "Panen Bawang Melimpah\nPetani memanen lebih banyak daripada tahun lalu. Harga turun.\nPedagang menunggu pembeli.\n";
    let article = read(text.as_bytes());
    assert_eq!(article.paragraphs.len(), 3);
    assert_eq!(article.title.map(|t| t.of(&article.content)), Some("Panen Bawang Melimpah"));
    let headlines = "Harga Beras Naik Lagi\nHarga Gula Turun Tajam\nHarga Telur Tetap Sama\n";
    assert_eq!(read(headlines.as_bytes()).paragraphs.len(), 3);
}

#[test]
fn only_a_headline_is_a_title() {
    for text in [
        "Hujan turun.\n\nJalan tergenang sejak pagi.",
        "Hanya satu baris",
        "Kata dia:\n\nJalan tergenang.",
        "***\n\nJalan tergenang.",
    ] {
        assert_eq!(read(text.as_bytes()).title, None, "{text}");
    }
    for text in
        ["Kapan Hujan Turun?\n\nJalan tergenang.", "\n\n\u{feff}Hujan Turun\n\nJalan tergenang sejak pagi."]
    {
        assert!(read(text.as_bytes()).title.is_some(), "{text}");
    }
}

#[test]
fn the_day_of_publication_stands_in_a_line_or_in_the_dateline() {
    let day = |text: &str| read(text.as_bytes()).meta.published.map(|date| date.to_string());
    let (title, text) =
        ("Panen Bawang Melimpah", "Petani di lereng gunung memanen bawang kemarin. Harga turun.");
    let line = "Selasa, 23 Februari 2016 14:05 WIB";
    for head in
        [format!("{title}\n\n{line}"), format!("{line}\n\n{title}"), format!("{title}\nKabar - {line}")]
    {
        assert_eq!(day(&format!("{head}\n\n{text}\n")).as_deref(), Some("2016-02-23"), "{head}");
    }
    let dated = format!("{title}\n\nBREBES, 23 Februari 2016 (Kabar) - {text}\n");
    assert_eq!(day(&dated).as_deref(), Some("2016-02-23"));
    assert_eq!(day(&format!("Mengenang Banjir 23 Februari 2016\n\n{text}\n")), None);
    let (lines, _) =
        read::sentences("x", format!("{title}\n{line}\n{text}").as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(lines.meta.published.map(|date| date.to_string()).as_deref(), Some("2016-02-23"));
}

#[test]
fn sentences_keep_their_line_numbers() {
    let text = "Satu.\r\n\n  Dua. Masih dua.\u{2028}Tetap dua.\n\n";
    let (article, sentences) = read::sentences("x", text.as_bytes(), &ReadOptions::default()).unwrap();
    let texts: Vec<&str> = sentences.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(texts, ["Satu.", "", "Dua. Masih dua. Tetap dua.", ""]);
    assert_eq!(sentences[2].span.of(&article.content), "Dua. Masih dua.\u{2028}Tetap dua.");
    assert_eq!(article.paragraphs.len(), 4);
    assert!(read::sentences("x", b"\n\n", &ReadOptions::default()).is_err());
}

#[test]
fn files_and_streams() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("panen.ind.txt");
    std::fs::write(&path, WRAPPED).unwrap();
    let article = read::file(&path, &ReadOptions::default()).unwrap();
    assert_eq!(article.name, "panen");
    let document = sejajar::Aligner::default().read_file(&path, sejajar::Language::Ind).unwrap();
    assert_eq!(document.text.name, "panen");
    assert_eq!(read::reader("-", WRAPPED.as_bytes(), &ReadOptions::default()).unwrap().name, "-");
    let error = read::file(dir.path(), &ReadOptions::default()).unwrap_err().to_string();
    assert!(error.contains("is a folder"), "{error}");
    let missing = read::file(&dir.path().join("none.txt"), &ReadOptions::default()).unwrap_err();
    assert!(matches!(missing, Error::Io { .. }));
    for (file, name) in
        [("a/b.eng.txt", "b"), ("b.id.txt", "b"), ("v1.2.txt", "v1.2"), ("b", "b"), (".ind.txt", ".ind")]
    {
        assert_eq!(read::document_name(std::path::Path::new(file)), name);
    }
}
