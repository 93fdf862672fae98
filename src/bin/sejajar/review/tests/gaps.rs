//! Beads whose sentences are not neighbours, and decisions from before such beads existed.

use sejajar::model::Places;

use super::table::Side;

use super::*;

/// Indonesian sentences 0 and 3 with English sentence 2.
fn distant() -> Group {
    Group::new(Places::of(vec![0, 3]), Places::of(vec![2]))
}

fn relink(group: Group) -> Decision {
    let (annotator, article, report) = ("ana".to_owned(), "a".to_owned(), "r".to_owned());
    Decision { annotator, article, report, group, action: Action::Relink }
}

const DISTANT: &str = "[0, 3]:[2] []:[0] [1, 2]:[1] []:[3]";

#[test]
fn distant_sentences_are_put_together_and_taken_apart_again() {
    let mut desk = Desk::new();
    told(desk.review.decide(relink(distant()))).unwrap();
    assert_eq!(desk.gold("ana"), DISTANT);
    let (table, view) = desk.review.view("ana");
    let bead = view.bead(table, 0, &distant()).unwrap().into_owned();
    let row = view.document(table, 0).as_row(&bead);
    assert_eq!((row.ind_text.as_str(), row.eng_text.as_str()), ("Satu. Empat.", "Three left."));
    assert_eq!((row.align_type().as_str(), row.ind_cuts.as_slice()), ("2-1", &[6][..]));
    let accept = Decision { action: Action::Accept, ..relink(distant()) };
    told(desk.review.decide(accept)).unwrap();
    let rest = Group::new(Places::of(vec![0]), Places::none(0));
    told(desk.review.decide(relink(rest))).unwrap();
    assert_eq!(desk.gold("ana"), "[0]:[] []:[0] [1, 2]:[1] [3]:[2] []:[3]");
    (0..3).for_each(|_| assert!(desk.undo("ana").is_ok()));
    assert_eq!(desk.gold("ana"), AS_IT_WAS);
}

#[test]
fn they_go_from_store_to_store() {
    let mut desk = Desk::new();
    told(desk.review.decide(relink(distant()))).unwrap();
    let mut again = opened(&desk.folder, "store.db");
    assert_eq!(again.log()[0].decision.group, distant());
    let mut bytes = Vec::new();
    exchange::write(&mut bytes, again.log()).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains(",a,r,0,4,2,3,0;3,2,relink,,0\n"), "{text}");
    let file = desk.folder.path().join("log.csv");
    fs::write(&file, text).unwrap();
    let mut other = opened(&desk.folder, "other.db");
    assert_eq!(other.import(exchange::read(&file).unwrap()).unwrap().taken, 1);
    let gold = desk.folder.path().join("a.gold");
    fs::write(&gold, DISTANT.replace("] [", "]\n[")).unwrap();
    let wanted = [target::gold(&again.table, &gold).unwrap()];
    assert!(again.reach("budi", &wanted).unwrap() > 0);
    for review in [&mut other, &mut again] {
        desk.review = std::mem::replace(review, opened(&desk.folder, "spare.db"));
        assert_eq!(desk.gold("ana"), DISTANT);
    }
    assert_eq!(desk.gold("budi"), DISTANT);
}

#[test]
fn a_judged_table_with_gaps_comes_back() {
    let mut desk = Desk::new();
    told(desk.review.decide(relink(distant()))).unwrap();
    let (table, view) = desk.review.view("ana");
    for format in [FormatName::CSV, FormatName::TSV, FormatName::JSONL] {
        let mut out = Vec::new();
        export::table(&mut out, table, view, export::Beads::Made, format, &ExportOptions::default()).unwrap();
        let file = desk.folder.path().join(format!("judged.{}", format.ending()));
        fs::write(&file, out).unwrap();
        let mut other = opened(&desk.folder, &format!("{format}.db"));
        let targets = target::judged(&other.table, &file).unwrap();
        assert!(other.reach("budi", &targets).unwrap() > 0);
        let (other_table, other_view) = other.view("budi");
        assert!(other_view.bead(other_table, 0, &distant()).is_some(), "{format}");
        // A table with gaps can itself be reviewed, by its offsets.
        let table = Table::read(&file).unwrap();
        assert_eq!(table.sentence(0, Side::Ind, 3), Some("Empat."));
        assert_eq!(
            table.row_of(0, &distant()).map(|row| table.rows[row].align_type()),
            Some("2-1".to_owned())
        );
    }
}

#[test]
fn sentences_are_found_by_the_cuts_of_the_table() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("cuts.csv");
    let more = "ind_sentences,eng_sentences,ind_cuts,eng_cuts";
    let row = "p_1,a,r,0,2,0,1,Kafé. Tutup. Lagi.,Closed.,2-1,,,,,,,,,,,,0;1,0,6,";
    fs::write(&path, format!("{HEADER},{more}\n{row}\n")).unwrap();
    let table = Table::read(&path).unwrap();
    let found = [0, 1].map(|at| table.sentence(0, Side::Ind, at));
    assert_eq!(found, [Some("Kafé."), Some("Tutup. Lagi.")]);
}

#[test]
fn stores_and_logs_of_earlier_versions_are_read() {
    let mut desk = Desk::new();
    desk.decide("ana", (1, 1, 1, 1), Action::Split).unwrap();
    let split = desk.gold("ana");
    let path = desk.review.store().to_owned();
    drop(std::mem::replace(&mut desk.review, opened(&desk.folder, "spare.db")));
    let store = rusqlite::Connection::open(&path).unwrap();
    let earlier =
        "ALTER TABLE decision DROP COLUMN ind_sentences; ALTER TABLE decision DROP COLUMN eng_sentences;
        ALTER TABLE decision DROP COLUMN batch; PRAGMA user_version = 1;";
    store.execute_batch(earlier).unwrap();
    drop(store);
    for read_only in [true, false] {
        let table = Table::read(&small(&desk.folder)).unwrap();
        desk.review = Review::open(table, &path, read_only).unwrap();
        assert_eq!(desk.gold("ana"), split);
    }
    told(desk.review.decide(relink(distant()))).unwrap();
    assert_eq!(desk.gold("ana"), "[0, 3]:[2] []:[0] [1]:[1] [2]:[] []:[3]");
    let file = desk.folder.path().join("log.csv");
    let log = "seq,time,annotator,article_id,report_id,ind_start,ind_end,eng_start,eng_end,action,value\n\
        1,2024-03-01T09:30:00Z,budi,a,r,1,3,1,3,merge,\n";
    fs::write(&file, log).unwrap();
    assert_eq!(desk.review.import(exchange::read(&file).unwrap()).unwrap().taken, 1);
    assert_eq!(desk.gold("budi"), "[0]:[0] [1, 2]:[1, 2] [3]:[3]");
}
