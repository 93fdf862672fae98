//! Decisions of several annotators on one store, and their effects.

use std::fs;
use std::path::PathBuf;

use sejajar::export::{ExportOptions, FormatName};
use sejajar::model::{Block, Group};
use tempfile::{TempDir, tempdir};

use super::*;

mod edits;
mod gaps;
mod judges;
mod store;

const HEADER: &str = "pair_id,article_id,report_id,ind_start,ind_end,eng_start,eng_end,ind_text,eng_text,align_type,\
    confidence,score,name_score,number_score,word_score,length_score,matched_names,matched_numbers,unmatched_ind,\
    unmatched_eng,flags";

/// The columns that tables of the first version lack.
const NEW: &str =
    "ind_sentences,eng_sentences,ind_cuts,eng_cuts,content_confidence,ind_coverage,eng_coverage";

/// Four rows of one document: 1-1, 2-1, 0-1, 1-1.
fn small(folder: &TempDir) -> PathBuf {
    let rows = [
        "p_1,a,r,0,1,0,1,Satu.,One.,1-1,0.9,,,,,,,,,,",
        "p_2,a,r,1,3,1,2,Dua datang. Tiga pergi.,Two came.,2-1,0.4,,,,,,,,,,low-confidence",
        "p_3,a,r,3,3,2,3,,Three left.,0-1,0.8,,,,,,,,,,",
        "p_4,a,r,3,4,3,4,Empat.,Four.,1-1,1.0,,,,,,,,,,",
    ];
    let path = folder.path().join("small.csv");
    fs::write(&path, format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    path
}

struct Desk {
    folder: TempDir,
    review: Review,
}

impl Desk {
    fn new() -> Self {
        let folder = tempdir().unwrap();
        let review = opened(&folder, "store.db");
        Desk { folder, review }
    }

    fn decide(
        &mut self,
        who: &str,
        (i, a, j, b): (usize, usize, usize, usize),
        action: Action,
    ) -> Result<i64, String> {
        let (article, report) = ("a".to_owned(), "r".to_owned());
        let group = Block::new(i, a, j, b).into();
        let decision = Decision { annotator: who.to_owned(), article, report, group, action };
        told(self.review.decide(decision))
    }

    fn undo(&mut self, who: &str) -> Result<i64, String> {
        told(self.review.undo(who))
    }

    fn gold(&mut self, who: &str) -> String {
        let (table, view) = self.review.view(who);
        let mut out = Vec::new();
        export::gold(&mut out, table, view, 0).unwrap();
        String::from_utf8(out).unwrap().replace('\n', " ").trim_end().to_owned()
    }
}

fn opened(folder: &TempDir, store: &str) -> Review {
    Review::open(Table::read(&small(folder)).unwrap(), &folder.path().join(store), false).unwrap()
}

fn told(result: Result<Entry, Refusal>) -> Result<i64, String> {
    result.map(|entry| entry.seq).map_err(|refusal| match refusal {
        Refusal::Conflict(what) => what,
        Refusal::Failed(error) => panic!("{error}"),
    })
}

const AS_IT_WAS: &str = "[0]:[0] [1, 2]:[1] []:[2] [3]:[3]";

#[test]
fn annotators_do_not_change_each_others_work() {
    let mut desk = Desk::new();
    desk.decide("ana", (1, 1, 1, 1), Action::Split).unwrap();
    desk.decide("budi", (1, 2, 1, 2), Action::Merge).unwrap();
    assert_eq!(desk.gold("ana"), "[0]:[0] [1]:[1] [2]:[] []:[2] [3]:[3]");
    assert_eq!(desk.gold("budi"), "[0]:[0] [1, 2]:[1, 2] [3]:[3]");
    assert_eq!(desk.gold("cici"), AS_IT_WAS);
    desk.undo("ana").unwrap();
    assert_eq!(desk.gold("ana"), AS_IT_WAS);
    assert_eq!(desk.gold("budi"), "[0]:[0] [1, 2]:[1, 2] [3]:[3]");
}

#[test]
fn everything_can_be_undone_in_turn() {
    let mut desk = Desk::new();
    let mut states = vec![desk.gold("ana")];
    for (block, action) in [
        ((1, 2, 1, 2), Action::Merge),
        ((1, 1, 1, 1), Action::Split),
        ((2, 1, 1, 1), Action::Relink),
        ((0, 1, 0, 1), Action::Reject),
    ] {
        desk.decide("ana", block, action).unwrap();
        states.push(desk.gold("ana"));
    }
    assert_eq!(states.last().unwrap(), "[0]:[] []:[0] [1]:[] [2]:[1] []:[2] [3]:[3]");
    while let Some(state) = states.pop() {
        assert_eq!(desk.gold("ana"), state);
        assert_eq!(desk.undo("ana").is_ok(), !states.is_empty());
    }
    assert_eq!(desk.review.log().len(), 8, "an undo is one more decision");
}

#[test]
fn what_is_no_longer_there_is_refused_and_not_kept() {
    let mut desk = Desk::new();
    desk.decide("ana", (1, 2, 1, 2), Action::Merge).unwrap();
    assert!(desk.decide("ana", (1, 2, 1, 1), Action::Accept).unwrap_err().contains("no longer there"));
    assert!(desk.decide("ana", (9, 1, 9, 1), Action::Relink).unwrap_err().contains("does not hold"));
    assert_eq!(desk.review.log().len(), 1);
    assert!(desk.undo("budi").unwrap_err().contains("nothing to undo"));
}

#[test]
fn two_processes_share_a_store() {
    let mut desk = Desk::new();
    let mut other =
        Review::open(Table::read(&small(&desk.folder)).unwrap(), desk.review.store(), false).unwrap();
    desk.decide("ana", (1, 1, 1, 1), Action::Split).unwrap();
    let (article, report) = ("a".to_owned(), "r".to_owned());
    let mut late = Decision {
        annotator: "ana".to_owned(),
        article,
        report,
        group: Block::new(1, 2, 1, 1).into(),
        action: Action::Accept,
    };
    assert!(told(other.decide(late.clone())).is_err(), "the bead was split by the other process");
    late.group = Block::new(1, 1, 1, 1).into();
    assert_eq!(told(other.decide(late)).unwrap(), 2);
    desk.review.refresh().unwrap();
    let (table, view) = desk.review.view("ana");
    assert_eq!(
        view.bead(table, 0, &Block::new(1, 1, 1, 1).into()).unwrap().verdict,
        Some(bead::Verdict::Accept)
    );
}

#[test]
fn a_log_goes_into_another_store_once() {
    let mut desk = Desk::new();
    desk.decide("=ana", (0, 1, 0, 1), Action::Note("=cmd|'/c calc'!A1\n\"x\", y".to_owned())).unwrap();
    desk.decide("=ana", (1, 1, 1, 1), Action::Split).unwrap();
    desk.decide("=ana", (0, 1, 0, 1), Action::Code(vec!["facts".to_owned(), "free".to_owned()])).unwrap();
    desk.undo("=ana").unwrap();
    let mut bytes = Vec::new();
    exchange::write(&mut bytes, desk.review.log()).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains(",'=ana,") && text.contains(",\"'=cmd|"), "{text}");
    let file = desk.folder.path().join("log.csv");
    fs::write(&file, text).unwrap();
    let mut other = opened(&desk.folder, "other.db");
    for (taken, known) in [(4, 0), (0, 4)] {
        let imported = other.import(exchange::read(&file).unwrap()).unwrap();
        assert_eq!((imported.taken, imported.known, imported.refused.len()), (taken, known, 0));
    }
    let gold = desk.gold("=ana");
    desk.review = other;
    assert_eq!(desk.gold("=ana"), gold);
}

#[test]
fn the_table_says_what_was_decided() {
    let mut desk = Desk::new();
    desk.decide("ana", (0, 1, 0, 1), Action::Accept).unwrap();
    desk.decide("ana", (0, 1, 0, 1), Action::Note("=1+1, \"so\"".to_owned())).unwrap();
    desk.decide("ana", (1, 1, 1, 1), Action::Split).unwrap();
    desk.decide("ana", (3, 1, 3, 1), Action::Reject).unwrap();
    desk.decide("ana", (3, 1, 3, 1), Action::Code(vec!["wrong".to_owned(), "noise".to_owned()])).unwrap();
    let (table, view) = desk.review.view("ana");
    let written = |format, excel| {
        let mut out = Vec::new();
        export::table(
            &mut out,
            table,
            view,
            export::Beads::Made,
            format,
            &ExportOptions { excel, ..ExportOptions::default() },
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    };
    let csv = written(FormatName::CSV, false);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], format!("{HEADER},{NEW},status,codes,note"));
    let first = "p_1,a,r,0,1,0,1,Satu.,One.,1-1,0.9000,,,,,,,,,,,0,0,,,,,,accepted,,\"=1+1, \"\"so\"\"\"";
    assert_eq!(lines[1], first);
    assert!(lines[2].contains(",a,r,1,2,1,2,Dua datang.,Two came.,1-1,") && lines[2].ends_with(",edited,,"));
    assert!(lines[3].contains(",a,r,2,3,2,2,Tiga pergi.,,1-0,") && lines[3].ends_with(",edited,,"));
    assert!(lines[4].ends_with(",unjudged,,") && lines[5].ends_with(",rejected,wrong;noise,"));
    assert!(written(FormatName::CSV, true).contains(",accepted,,\"'=1+1, \"\"so\"\"\""));
    assert!(written(FormatName::TSV, false).contains("\trejected\twrong;noise\t\n"));
    assert!(
        written(FormatName::JSONL, false)
            .contains(r#""eng_coverage":null,"status":"rejected","codes":["wrong","noise"],"note":""}"#)
    );
    let (mut given, plain) = (Vec::new(), ExportOptions::default());
    export::table(&mut given, table, view, export::Beads::Given(None), FormatName::CSV, &plain).unwrap();
    let given = String::from_utf8(given).unwrap();
    let lines: Vec<&str> = given.lines().collect();
    assert!(lines[1].contains(",accepted,,") && lines[3].ends_with(",unjudged,,") && lines.len() == 5);
    assert_eq!(
        lines[2],
        "p_2,a,r,1,3,1,2,Dua datang. Tiga pergi.,Two came.,2-1,0.4000,,,,,,,,,,low-confidence,1;2,1,,,,,,edited,,"
    );
    let again = desk.folder.path().join("again.csv");
    fs::write(&again, csv).unwrap();
    assert_eq!(sejajar::export::read_file(&again, None).unwrap().len(), 5);
}

#[test]
fn a_store_knows_its_table() {
    let desk = Desk::new();
    let path = small(&desk.folder);
    let other = desk.folder.path().join("other.csv");
    fs::write(&other, fs::read_to_string(&path).unwrap().replace("Satu.", "Esa.")).unwrap();
    let refused =
        Review::open(Table::read(&other).unwrap(), desk.review.store(), false).unwrap_err().to_string();
    assert!(refused.contains("another table") && refused.contains("small.csv"), "{refused}");
    fs::write(&other, fs::read_to_string(&path).unwrap().replace("0.9", "0.8")).unwrap();
    Review::open(Table::read(&other).unwrap(), desk.review.store(), false).unwrap();
    let note = desk.folder.path().join("note.txt");
    fs::write(&note, "no database, but more than a hundred bytes of text".repeat(9)).unwrap();
    let refused = Review::open(Table::read(&path).unwrap(), &note, false).unwrap_err().to_string();
    assert!(refused.contains("is not a store of decisions"), "{refused}");
}

#[test]
fn agreement_of_two() {
    let mut desk = Desk::new();
    for (who, verdicts) in [("ana", [true, true, false]), ("budi", [true, false, false])] {
        for (block, right) in [(0, 1, 0, 1), (1, 2, 1, 1), (3, 1, 3, 1)].into_iter().zip(verdicts) {
            desk.decide(who, block, if right { Action::Accept } else { Action::Reject }).unwrap();
        }
    }
    desk.undo("budi").unwrap();
    desk.decide("budi", (3, 1, 3, 0), Action::Relink).unwrap();
    let (table, views, _) = desk.review.all(["ana", "budi"]);
    let found = agreement::agreement(table, [&views["ana"], &views["budi"]], None);
    assert_eq!(found.counts, [[1, 1], [0, 1]]);
    assert!((found.kappa.unwrap() - 0.4).abs() < 1e-12);
    assert_eq!(found.differences.len(), 1);
    assert_eq!(found.differences[0].place, (0, Block::new(1, 2, 1, 1).into()));
}

#[test]
fn gold_and_judged_tables_come_back() {
    let mut desk = Desk::new();
    desk.decide("ana", (1, 1, 1, 1), Action::Split).unwrap();
    desk.decide("ana", (2, 1, 2, 1), Action::Relink).unwrap();
    desk.decide("ana", (3, 1, 3, 1), Action::Reject).unwrap();
    desk.decide("ana", (3, 1, 3, 1), Action::Note("=no, \"never\"".to_owned())).unwrap();
    let (table, view) = desk.review.view("ana");
    let written = |format, excel| {
        let mut out = Vec::new();
        export::table(
            &mut out,
            table,
            view,
            export::Beads::Made,
            format,
            &ExportOptions { excel, ..ExportOptions::default() },
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    };
    let wanted = written(FormatName::CSV, false);
    for (n, (format, excel)) in [
        (FormatName::CSV, true),
        (FormatName::CSV, false),
        (FormatName::TSV, false),
        (FormatName::JSONL, false),
    ]
    .into_iter()
    .enumerate()
    {
        let file = desk.folder.path().join(format!("judged.{}", format.ending()));
        fs::write(&file, written(format, excel)).unwrap();
        let mut other = opened(&desk.folder, &format!("other-{n}.db"));
        let targets = target::judged(&other.table, &file).unwrap();
        assert!(other.reach("budi", &targets).unwrap() > 0);
        let (table, view) = other.view("budi");
        let mut out = Vec::new();
        let plain = ExportOptions::default();
        export::table(&mut out, table, view, export::Beads::Made, FormatName::CSV, &plain).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), wanted, "{format}");
        assert_eq!(other.reach("budi", &targets).unwrap(), 0, "what is there already needs no decision");
    }
    let file = desk.folder.path().join("a.gold");
    fs::write(&file, desk.gold("ana")).unwrap();
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("] [", "]\n[")).unwrap();
    let targets = [target::gold(&desk.review.table, &file).unwrap()];
    assert!(desk.review.reach("budi", &targets).unwrap() > 0);
    assert_eq!(desk.gold("budi"), desk.gold("ana"));
}
