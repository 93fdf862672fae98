//! Sentences that are cut and joined, steps of several decisions, and doing again.

use sejajar::model::Pair;

use super::*;

fn ind(at: usize, count: usize) -> (usize, usize, usize, usize) {
    (at, count, 0, 0)
}

fn eng(at: usize, count: usize) -> (usize, usize, usize, usize) {
    (0, 0, at, count)
}

/// The rows that the annotator's table has.
fn rows(desk: &mut Desk) -> Vec<Pair> {
    let (table, view) = desk.review.view("ana");
    let mut out = Vec::new();
    let options = ExportOptions::default();
    export::table(&mut out, table, view, export::Beads::Made, FormatName::CSV, &options).unwrap();
    let file = desk.folder.path().join("made.csv");
    fs::write(&file, out).unwrap();
    sejajar::export::read_file(&file, None).unwrap()
}

fn texts(rows: &[Pair]) -> Vec<(&str, &str)> {
    rows.iter().map(|row| (row.ind_text.as_str(), row.eng_text.as_str())).collect()
}

#[test]
fn a_sentence_is_cut_and_both_parts_stay_in_the_bead() {
    let mut desk = Desk::new();
    desk.decide("ana", ind(1, 1), Action::Cut(4)).unwrap();
    assert_eq!(desk.gold("ana"), "[0]:[0] [1, 2, 3]:[1] []:[2] [4]:[3]");
    let found = rows(&mut desk);
    assert_eq!(found[1].ind_text, "Dua datang. Tiga pergi.");
    assert_eq!((found[1].ind_cuts.as_slice(), found[1].confidence), (&[4, 12][..], None));
    // A row behind the cut only has another number.
    assert_eq!((found[3].confidence, found[3].group.to_string()), (Some(1.0), "[4]:[3]".to_owned()));
    desk.decide("ana", (3, 1, 1, 1), Action::Split).unwrap();
    let split = rows(&mut desk);
    assert_eq!(desk.gold("ana"), "[0]:[0] [1]:[] [2]:[] [3]:[1] []:[2] [4]:[3]");
    assert_eq!(
        texts(&split)[1..5],
        [("Dua", ""), ("datang.", ""), ("Tiga pergi.", "Two came."), ("", "Three left.")]
    );
    (0..2).for_each(|_| assert!(desk.undo("ana").is_ok()));
    assert_eq!(desk.gold("ana"), AS_IT_WAS);
}

#[test]
fn joining_what_was_cut_gives_the_row_of_the_table_again() {
    let mut desk = Desk::new();
    desk.decide("ana", eng(1, 1), Action::Cut(4)).unwrap();
    assert_eq!(desk.gold("ana"), "[0]:[0] [1, 2]:[1, 2] []:[3] [3]:[4]");
    desk.decide("ana", eng(1, 2), Action::Join).unwrap();
    assert_eq!(desk.gold("ana"), AS_IT_WAS);
    let (table, view) = desk.review.view("ana");
    assert_eq!(view.beads(table, 0)[1].row, Some(1));
    assert_eq!(rows(&mut desk)[1].confidence, Some(0.4));
}

#[test]
fn joining_across_beads_makes_them_one() {
    let mut desk = Desk::new();
    desk.decide("ana", ind(0, 2), Action::Join).unwrap();
    assert_eq!(desk.gold("ana"), "[0, 1]:[0, 1] []:[2] [2]:[3]");
    assert_eq!(texts(&rows(&mut desk))[0], ("Satu. Dua datang. Tiga pergi.", "One. Two came."));
    desk.undo("ana").unwrap();
    // Lone sentences that are joined remain alone, and once.
    desk.decide("ana", (0, 0, 3, 1), Action::Relink).unwrap();
    desk.decide("ana", eng(2, 2), Action::Join).unwrap();
    assert_eq!(desk.gold("ana"), "[]:[2] [0]:[0] [1, 2]:[1] [3]:[]");
    assert_eq!(rows(&mut desk)[0].eng_text, "Three left. Four.");
    // A lone sentence that is cut gives two.
    desk.decide("ana", eng(2, 1), Action::Cut(12)).unwrap();
    assert_eq!(desk.gold("ana"), "[]:[2] []:[3] [0]:[0] [1, 2]:[1] [3]:[]");
}

#[test]
fn impossible_cuts_and_joins_are_refused() {
    let mut desk = Desk::new();
    for (block, action, what) in [
        (ind(0, 1), Action::Cut(0), "text on both sides"),
        (ind(0, 1), Action::Cut(5), "text on both sides"),
        (ind(9, 1), Action::Cut(1), "not hold"),
        (ind(0, 2), Action::Cut(1), "one sentence"),
        ((0, 1, 0, 1), Action::Cut(1), "one sentence"),
        (ind(3, 2), Action::Join, "not hold both"),
        (ind(0, 1), Action::Join, "two neighbouring"),
        ((0, 1, 0, 1), Action::Join, "two neighbouring"),
    ] {
        let refused = desk.decide("ana", block, action).unwrap_err();
        assert!(refused.contains(what), "{refused}");
    }
    assert!(desk.review.log().is_empty());
}

#[test]
fn one_undo_takes_back_a_step_of_several_decisions() {
    let mut desk = Desk::new();
    let accept = |i: usize, j: usize| Decision {
        annotator: "ana".to_owned(),
        article: "a".to_owned(),
        report: "r".to_owned(),
        group: Block::new(i, 1, j, 1).into(),
        action: Action::Accept,
    };
    let count = |desk: &mut Desk| {
        let (table, view) = desk.review.view("ana");
        view.progress(table).accepted
    };
    desk.review.step("ana", |_, _| Ok(vec![accept(0, 0), accept(3, 3)])).unwrap();
    desk.decide("ana", (1, 2, 1, 1), Action::Accept).unwrap();
    let mut counts = vec![count(&mut desk)];
    for again in [false, false, true, true, false, false] {
        if again { told(desk.review.redo("ana")) } else { desk.undo("ana") }.unwrap();
        counts.push(count(&mut desk));
    }
    assert_eq!(counts, [3, 2, 0, 2, 3, 2, 0]);
    // The same from the disk, and in another store.
    let mut again = opened(&desk.folder, "store.db");
    told(again.redo("ana")).unwrap();
    let mut bytes = Vec::new();
    exchange::write(&mut bytes, again.log()).unwrap();
    let file = desk.folder.path().join("log.csv");
    fs::write(&file, bytes).unwrap();
    let mut other = opened(&desk.folder, "other.db");
    other.import(vec![]).unwrap();
    let imported = other.import(exchange::read(&file).unwrap()).unwrap();
    assert_eq!((imported.taken, imported.refused.len()), (10, 0));
    for review in [again, other] {
        desk.review = review;
        assert_eq!(count(&mut desk), 2);
        desk.undo("ana").unwrap();
        assert_eq!(count(&mut desk), 0);
        // A new decision ends what can be done again.
        desk.decide("ana", (0, 1, 0, 1), Action::Reject).unwrap();
        assert!(told(desk.review.redo("ana")).unwrap_err().contains("nothing to do again"));
    }
}

#[test]
fn unsure_is_a_status_of_its_own() {
    let mut desk = Desk::new();
    desk.decide("ana", (0, 1, 0, 1), Action::Unsure).unwrap();
    let (table, view) = desk.review.view("ana");
    let progress = view.progress(table);
    assert_eq!((progress.unsure, progress.accepted, export::unjudged(table, view, 0)), (1, 0, 4));
    desk.decide("ana", (0, 1, 0, 1), Action::Accept).unwrap();
    let (table, view) = desk.review.view("ana");
    assert_eq!(view.progress(table).unsure, 0);
}

/// The table as an annotator left it.
fn made(review: &mut Review, who: &str) -> String {
    let (table, view) = review.view(who);
    let mut out = Vec::new();
    let options = ExportOptions::default();
    export::table(&mut out, table, view, export::Beads::Made, FormatName::CSV, &options).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_judged_table_with_cut_sentences_comes_back_whole() {
    let mut desk = Desk::new();
    desk.decide("ana", ind(1, 1), Action::Cut(4)).unwrap();
    desk.decide("ana", (1, 2, 1, 1), Action::Relink).unwrap();
    desk.decide("ana", (3, 1, 2, 1), Action::Relink).unwrap();
    desk.decide("ana", eng(1, 2), Action::Join).unwrap();
    desk.decide("ana", (0, 1, 0, 1), Action::Reject).unwrap();
    desk.decide("ana", (4, 1, 2, 1), Action::Note("look again".to_owned())).unwrap();
    desk.decide("ana", (4, 1, 2, 1), Action::Unsure).unwrap();
    let wanted = made(&mut desk.review, "ana");
    let file = desk.folder.path().join("made.csv");
    fs::write(&file, &wanted).unwrap();
    let mut other = opened(&desk.folder, "other.db");
    let targets = target::judged(&other.table, &file).unwrap();
    assert!(other.reach("budi", &targets).unwrap() > 0);
    assert_eq!(made(&mut other, "budi"), wanted);
    assert_eq!(other.reach("budi", &targets).unwrap(), 0, "what is there already needs no decision");
}

#[test]
fn a_judged_table_with_other_texts_is_refused() {
    let mut desk = Desk::new();
    desk.decide("ana", ind(1, 1), Action::Cut(4)).unwrap();
    let file = desk.folder.path().join("made.csv");
    fs::write(&file, made(&mut desk.review, "ana").replace("Tiga pergi", "Tiga tinggal")).unwrap();
    let refused = target::judged(&desk.review.table, &file).unwrap_err().to_string();
    assert!(refused.contains("made.csv:3:") && refused.contains("cut or joined"), "{refused}");
}
