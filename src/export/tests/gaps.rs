//! Rows whose sentences are no neighbours, and tables from before there were any.

use super::tricky::{lonely, tricky, with_gaps};
use super::{format, message, written};
use crate::export::{FormatName, Losses, read, write};
use crate::model::{Block, Group, Pair, Places};

/// A table of version 1: without the columns that came later.
fn old(pairs: &[Pair]) -> String {
    let table = written(FormatName::JSONL, pairs, false);
    let rows = table.lines().map(|line| {
        let mut row: serde_json::Map<_, _> = serde_json::from_str(line).unwrap();
        row.retain(|name, _| super::COLUMNS.iter().any(|column| column.since == 1 && column.name == name));
        serde_json::to_string(&row).unwrap() + "\n"
    });
    rows.collect()
}

#[test]
fn gaps_are_read_back() {
    let rows = [with_gaps(), tricky(), lonely()];
    for format in [FormatName::CSV, FormatName::TSV, FormatName::JSONL] {
        let table = written(format, &rows[..1], false);
        let again = read("t", table.as_bytes(), None).unwrap();
        let (group, cuts) = (&again[0].group, (&again[0].ind_cuts, &again[0].eng_cuts));
        assert_eq!(group, &with_gaps().group, "{format}");
        assert_eq!(cuts, (&vec![12], &vec![8, 19]), "{format}");
        assert_eq!((again[0].align_type(), group.block()), ("2-3".to_owned(), Block::new(0, 4, 2, 4)));
        assert_eq!(written(format, &again, false), table, "{format}");
    }
}

#[test]
fn earlier_tables_open() {
    let plain =
        |pair: Pair| Pair { content_confidence: None, ind_coverage: None, eng_coverage: None, ..pair };
    let again = read("t", old(&[tricky(), lonely()]).as_bytes(), None).unwrap();
    assert_eq!(again[0].group, Group::from(Block::new(3, 2, 4, 1)));
    assert_eq!((again[0].ind_cuts.len(), again[0].cut(crate::model::Language::Ind)), (0, None));
    assert_eq!(again[1], plain(lonely()));
    let told = message(read("t", old(&[with_gaps()]).as_bytes(), None));
    assert_eq!(told, "t:1: align_type: \"2-3\" does not go with the positions, which say 4-4");
}

#[test]
fn a_table_that_contradicts_itself_is_told() {
    let table = written(FormatName::CSV, &[with_gaps()], false);
    let told = |from: &str, to: &str| {
        assert!(table.contains(from), "{table}");
        message(read("t", table.replacen(from, to, 1).as_bytes(), None))
    };
    let gaps = ",0;3,2;4;5,12,8;19,";
    assert_eq!(
        told(gaps, ",3;0,2;4;5,12,8;19,"),
        "t:2: ind_sentences: \"3;0\" does not ascend: each sentence stands once, in order"
    );
    assert_eq!(
        told(gaps, ",0;2,2;4;5,12,8;19,"),
        "t:2: ind_sentences: \"0;2\" does not go with the start 0 and the end 4"
    );
    assert_eq!(
        told(gaps, ",0;x,2;4;5,12,8;19,"),
        "t:2: ind_sentences: \"0;x\" is not a list of whole numbers, \";\" between"
    );
    assert_eq!(
        told(gaps, ",0;1;3,2;4;5,,8;19,"),
        "t:2: align_type: \"2-3\" does not go with the positions, which say 3-3"
    );
    assert_eq!(
        told(gaps, ",0;3,2;4;5,30,8;19,"),
        "t:2: ind_cuts: \"30\" lies outside the text, which has 29 characters"
    );
    assert_eq!(
        told(gaps, ",0;3,2;4;5,12,19;8,"),
        "t:2: eng_cuts: \"19;8\" does not ascend from the beginning of the text"
    );
    assert_eq!(
        told(gaps, ",0;3,2;4;5,12,8,"),
        "t:2: eng_cuts: \"8\" cuts the text in 2, the row has 3 sentences"
    );
}

#[test]
fn a_ladder_tells_what_it_cannot_hold() {
    let mut ladder = format("ladder").writer(&Default::default()).unwrap();
    let rows = [
        Pair { group: Group::new(Places::of(vec![0, 2]), Places::run(0..1)), ..with_gaps() },
        Pair { group: Block::new(1, 1, 1, 1).into(), flags: vec![], ..tricky() },
    ];
    let mut out = Vec::new();
    write(&mut out, ladder.as_mut(), &rows).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "0\t0\t0\n1\t0\t0\n1\t1\t12.346\n2\t2\t0\n3\t2\t0\n");
    assert_eq!(ladder.losses(), Losses { gaps: 1, ..Losses::default() });
}

#[test]
fn sentences_of_xces_are_those_of_the_row_where_it_knows_them() {
    let unknown = Pair { ind_cuts: vec![], eng_cuts: vec![], ..with_gaps() };
    for (row, targets, sentence) in [
        (with_gaps(), "s0 s3;s2 s4 s5", "<s id=\"s4\">It closed.</s>"),
        (unknown, "s0_3;s2_4-5", "<s id=\"s2_4-5\">A café. It closed. Three left.</s>"),
    ] {
        let mut texts = String::new();
        for file in format("xces").files() {
            let mut writer = file.writer(&Default::default()).unwrap();
            let mut out = Vec::new();
            write(&mut out, writer.as_mut(), [&row]).unwrap();
            texts += &String::from_utf8(out).unwrap();
        }
        assert!(texts.contains(targets) && texts.contains(sentence), "{texts}");
    }
}

#[test]
fn pages_to_read_name_every_stretch() {
    assert!(written(format("text"), &[with_gaps()], false).contains("2-3   ind 0, 3 eng 2, 4-5 ·"));
}
