//! What other tools read, byte by byte.

use std::sync::Arc;

use super::tricky::{lonely, tricky};
use super::{format, message, with_meta};
use crate::export::{DocumentNames, ExportOptions, FormatName, Losses, read, write};
use crate::model::{Block, Flag, Meta, Pair, PairMeta};

/// Everything that the files of a format hold, and what they could not hold.
fn pieces(format: FormatName, pairs: &[Pair]) -> (Vec<String>, Losses) {
    let mut texts = Vec::new();
    let mut losses = Losses::default();
    for file in format.files() {
        let mut writer = file.writer(&ExportOptions::default()).unwrap();
        let mut out = Vec::new();
        write(&mut out, writer.as_mut(), pairs).unwrap();
        texts.push(String::from_utf8(out).unwrap());
        losses = losses.beside(writer.losses());
    }
    (texts, losses)
}

fn nasty() -> Pair {
    Pair { eng_text: "\"<b>\"&\r\u{1B}\u{FFFE} \u{2028}x".into(), ..tricky() }
}

#[test]
fn tmx_bytes() {
    let (texts, losses) = pieces(format("tmx"), &[nasty(), lonely()]);
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="sejajar" creationtoolversion="VERSION" segtype="sentence" o-tmf="sejajar" adminlang="en" srclang="en" datatype="plaintext"/>
<body>
<tu tuid="p_0123456789abcdef" segtype="block">
<prop type="ind_start">3</prop>
<prop type="ind_end">5</prop>
<prop type="eng_start">4</prop>
<prop type="eng_end">5</prop>
<prop type="align_type">2-1</prop>
<prop type="confidence">0.9877</prop>
<prop type="score">12.346</prop>
<prop type="name_score">0.000</prop>
<prop type="word_score">-1.500</prop>
<prop type="length_score">0.000</prop>
<prop type="matched_names">name:moscow;name:north-korea</prop>
<prop type="unmatched_ind">number:12</prop>
<prop type="flags">moved;number-mismatch=year:1953</prop>
<prop type="ind_sentences">3;4</prop>
<prop type="eng_sentences">4</prop>
<prop type="ind_cuts">34</prop>
<prop type="content_confidence">0.9900</prop>
<prop type="ind_coverage">0.7500</prop>
<prop type="eng_coverage">0.5000</prop>
<tuv xml:lang="en">
<prop type="document">report-7</prop>
<seg>"&lt;b&gt;"&amp;&#13; SEPARATORx</seg></tuv>
<tuv xml:lang="id">
<prop type="document">kabar, pagi</prop>
<seg>Ia berkata, "Tunggu; nanti saja."
LaluTABpergi.</seg></tuv>
</tu>
</body>
</tmx>
"#;
    let expected = expected.replace("VERSION", env!("CARGO_PKG_VERSION"));
    assert_eq!(texts, [expected.replace("SEPARATOR", "\u{2028}").replace("TAB", "\t")]);
    assert_eq!(losses, Losses { characters: 3, unaligned: 1, ..Losses::default() });
}

#[test]
fn tmx_says_what_is_known_of_documents() {
    let pair = Pair { group: Block::new(0, 1, 0, 1).into(), ..with_meta() };
    let (texts, _) = pieces(format("tmx"), &[pair]);
    let known = "<prop type=\"title\">Panen, Raya</prop>\n<prop type=\"date\">2016-02-23</prop>\n\
                 <prop type=\"url\">https://kabar.example/panen</prop>\n";
    assert!(texts[0].contains(known), "{}", texts[0]);
    assert!(texts[0].contains("<tu tuid=\"p_00000000000000ff\">"), "{}", texts[0]);
}

#[test]
fn xliff_bytes() {
    let other = Pair { article_id: "z".into(), ..nasty() };
    let (texts, losses) = pieces(format("xliff"), &[nasty(), lonely(), other]);
    let text = &texts[0];
    let opening = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" \
        version=\"2.1\" srcLang=\"en\" trgLang=\"id\" xml:space=\"preserve\">\n\
        <file id=\"f1\" original=\"report-7\">\n<mda:metadata>\n\
        <mda:metaGroup category=\"report\">\n<mda:meta type=\"document\">report-7</mda:meta>\n</mda:metaGroup>\n\
        <mda:metaGroup category=\"article\">\n<mda:meta type=\"document\">kabar, pagi</mda:meta>\n</mda:metaGroup>\n\
        </mda:metadata>\n<unit id=\"u1\" name=\"p_0123456789abcdef\">\n";
    assert!(text.starts_with(opening), "{text}");
    let segment = "<segment state=\"translated\"><source>\"&lt;b&gt;\"&amp;&#13; \u{2028}x</source>\
                   <target>Ia berkata, \"Tunggu; nanti saja.\"\nLalu\tpergi.</target></segment>\n</unit>\n";
    assert_eq!(text.matches(segment).count(), 2, "{text}");
    assert!(text.contains("</unit>\n</file>\n<file id=\"f2\" original=\"report-7\">"), "{text}");
    assert!(text.ends_with("</file>\n</xliff>\n"), "{text}");
    assert_eq!(losses, Losses { characters: 6, unaligned: 1, ..Losses::default() });
    let (nothing, _) = pieces(format("xliff"), &[]);
    assert!(
        nothing[0].contains("<file id=\"f1\"><unit id=\"u1\">"),
        "the standard asks for a file and a unit"
    );
}

#[test]
fn xces_bytes() {
    let alone = Pair { report_id: "report-7".into(), article_id: "kabar, pagi".into(), ..lonely() };
    let (texts, losses) = pieces(format("xces"), &[tricky(), alone]);
    let links = "<cesAlign version=\"1.0\">\n\
        <linkGrp targType=\"s\" fromDoc=\"ind/kabar, pagi.xml\" toDoc=\"eng/kabar, pagi.xml\">\n\
        <link id=\"SL1\" xtargets=\"s3 s4;s4\" certainty=\"0.9877\"/>\n\
        <link id=\"SL2\" xtargets=\"s7;\" certainty=\"1.0000\"/>\n</linkGrp>\n</cesAlign>\n";
    let article = "<text xml:lang=\"id\">\n<body>\n<s id=\"s3\">Ia berkata, \"Tunggu; nanti saja.\"\n</s>\n\
        <s id=\"s4\">Lalu\tpergi.</s>\n<s id=\"s7\">- satu</s>\n</body>\n</text>\n";
    let report = "<text xml:lang=\"en\">\n<body>\n<s id=\"s4\">=1+1 is 2</s>\n</body>\n</text>\n";
    let declared = |text| format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}");
    assert_eq!(texts, [links, article, report].map(declared));
    assert_eq!(losses.characters, 1);
}

#[test]
fn documents_of_xces_have_their_sentences_in_order() {
    let row = |j: usize, text: &str| Pair {
        group: Block::new(0, 0, j, 1).into(),
        eng_text: text.into(),
        ..lonely()
    };
    let (texts, _) = pieces(format("xces"), &[row(5, "late"), row(2, "early")]);
    assert!(texts[2].contains("<s id=\"s2\">early</s>\n<s id=\"s5\">late</s>"), "{}", texts[2]);
}

#[test]
fn files_of_lines_hold_a_pair_a_line() {
    let sides = "Ia berkata, \"Tunggu; nanti saja.\" Lalu pergi.\t\"<b>\"&   x";
    let (texts, losses) = pieces(format("moses"), &[nasty(), lonely()]);
    assert_eq!(texts.iter().map(|text| text.trim_end_matches('\n')).collect::<Vec<_>>().join("\t"), sides);
    assert_eq!(losses, Losses { characters: 3, unaligned: 1, ..Losses::default() });
    let (texts, _) = pieces(format("bitextor"), &[nasty(), lonely()]);
    let head = "src_url\ttrg_url\tsrc_text\ttrg_text\taligner_score\n";
    assert_eq!(texts, [format!("{head}kabar, pagi\treport-7\t{sides}\t12.346\n")]);
    let (texts, _) = pieces(format("hunalign"), &[nasty(), lonely()]);
    assert_eq!(texts, [format!("{sides}\t12.346\n- satu\t\t0\n")]);
}

#[test]
fn hf_bytes() {
    let (texts, losses) = pieces(format("hf"), &[tricky(), lonely()]);
    let object = r#"{"pair_id": "p_0123456789abcdef", "article_id": "kabar, pagi", "report_id": "report-7", "align_type": "2-1", "confidence": 0.9877, "flags": ["moved","number-mismatch=year:1953"], "translation": {"en": "=1+1 is 2", "id": "Ia berkata, \"Tunggu; nanti saja.\"\nLalu\tpergi.\u0000"}}"#;
    assert_eq!(texts, [format!("{object}\n")]);
    assert_eq!(losses, Losses { unaligned: 1, ..Losses::default() });
}

#[test]
fn bitextor_names_pages_where_they_are_known() {
    let report = Meta { url: Some("https://post.example/1".into()), ..Meta::default() };
    let meta = Some(Arc::new(PairMeta { report, ..PairMeta::default() }));
    let (texts, _) = pieces(format("bitextor"), &[Pair { meta, ..tricky() }]);
    assert!(texts[0].contains("\nkabar, pagi\thttps://post.example/1\t"), "{}", texts[0]);
}

#[test]
fn ladders_climb() {
    let bead = |i, a, j, b| Pair { group: Block::new(i, a, j, b).into(), flags: vec![], ..tricky() };
    let moved = Pair { flags: vec![Flag { code: "moved", detail: String::new() }], ..bead(4, 1, 0, 1) };
    let rows = [bead(0, 1, 1, 2), moved, bead(2, 2, 3, 1), bead(5, 1, 2, 1), bead(6, 0, 4, 2)];
    let (texts, losses) = pieces(format("ladder"), &rows);
    let rungs = "0\t0\t0\n0\t1\t12.346\n1\t3\t0\n2\t3\t12.346\n4\t4\t0\n5\t4\t0\n6\t4\t0\n6\t5\t0\n6\t6\t0\n";
    assert_eq!(texts, [rungs]);
    assert_eq!(losses, Losses { moved: 2, ..Losses::default() });
    assert_eq!(pieces(format("ladder"), &[]).0, ["0\t0\t0\n"]);
}

#[test]
fn documents_have_names_of_their_own() {
    let mut names = DocumentNames::default();
    let mut name = |article: &str, report: &str| {
        let pair = Pair { article_id: article.into(), report_id: report.into(), ..lonely() };
        names.name(&pair).to_owned()
    };
    assert_eq!(name("a", "r"), "a");
    assert_eq!(name("a", "s"), "a.s");
    assert_eq!(name("a.s", "t"), "a.s.t");
    assert_eq!(name("A", "s"), "A.s.2");
    assert_eq!((name("a", "r"), name("a", "s")), ("a".into(), "a.s".into()));
    assert!(name("../x", "y").starts_with("_x-"));
}

#[test]
fn what_would_work_is_told() {
    let refused = |format: FormatName| format.writer(&ExportOptions::default()).err().unwrap().to_string();
    let wanted = "moses is more than one file: write a table first, then export that to moses";
    assert_eq!(refused(format("moses")), wanted);
    let unread = message(read("t", b"", Some(format("tmx"))));
    assert_eq!(unread, "tmx cannot be read back: csv, tsv or jsonl can");
    if cfg!(not(feature = "parquet")) {
        let told = refused(format("parquet"));
        assert!(told.contains("the feature parquet") && told.contains("csv, tsv and jsonl"), "{told}");
    }
}
