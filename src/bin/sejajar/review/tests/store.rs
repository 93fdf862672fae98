//! Stores that vanish, are locked or cannot be written: no decision is kept that is not on the disk.

use super::*;

fn failed(result: Result<Entry, Refusal>) -> Trouble {
    match result {
        Err(Refusal::Failed(trouble)) => trouble,
        other => panic!("{other:?}"),
    }
}

fn accept(n: usize) -> Decision {
    let (annotator, article, report) = ("ana".to_owned(), "a".to_owned(), "r".to_owned());
    Decision { annotator, article, report, group: Block::new(n, 1, n, 1).into(), action: Action::Accept }
}

fn accepted(review: &mut Review) -> usize {
    let (table, view) = review.view("ana");
    view.progress(table).accepted
}

/// Both files of the store.
fn files(review: &Review) -> [PathBuf; 2] {
    let path = review.store().to_owned();
    let log = PathBuf::from(format!("{}-wal", path.display()));
    [path, log]
}

#[cfg(unix)]
#[test]
fn a_store_that_vanished_takes_no_decision_and_is_written_again() {
    for which in [&[0][..], &[1], &[0, 1]] {
        let mut desk = Desk::new();
        told(desk.review.decide(accept(0))).unwrap();
        let files = files(&desk.review);
        which.iter().for_each(|&n| fs::remove_file(&files[n]).unwrap());
        let trouble = failed(desk.review.decide(accept(3)));
        assert_eq!(trouble.cause, Cause::Gone);
        assert!(trouble.what.contains("store.db was deleted, moved or replaced"), "{trouble}");
        assert_eq!(desk.review.refresh().unwrap_err().cause, Cause::Gone);
        assert_eq!((accepted(&mut desk.review), desk.review.log().len()), (1, 1));
        let done = desk.review.restore().unwrap();
        assert_eq!((done.moved, done.decisions), (false, 1));
        told(desk.review.decide(accept(3))).unwrap();
        assert!(desk.review.trouble().is_none());
        assert_eq!(accepted(&mut opened(&desk.folder, "store.db")), 2);
    }
}

#[cfg(unix)]
#[test]
fn a_store_that_was_replaced_keeps_what_the_new_one_has() {
    let mut desk = Desk::new();
    told(desk.review.decide(accept(0))).unwrap();
    let mut newer = opened(&desk.folder, "newer.db");
    told(newer.decide(Decision { annotator: "budi".to_owned(), ..accept(3) })).unwrap();
    drop(newer);
    let path = desk.review.store().to_owned();
    fs::rename(desk.folder.path().join("newer.db"), &path).unwrap();
    assert_eq!(failed(desk.review.decide(accept(3))).cause, Cause::Gone);
    let done = desk.review.restore().unwrap();
    assert_eq!((done.moved, done.decisions), (false, 2));
    let mut again = opened(&desk.folder, "store.db");
    assert_eq!(accepted(&mut again), 1);
    assert_eq!(again.annotators().collect::<Vec<_>>(), ["ana", "budi"]);
}

#[cfg(unix)]
#[test]
fn decisions_go_elsewhere_if_the_place_is_taken() {
    let mut desk = Desk::new();
    told(desk.review.decide(accept(0))).unwrap();
    let [path, log] = files(&desk.review);
    fs::remove_file(log).unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(&path, "something else, of more than a hundred bytes".repeat(9)).unwrap();
    let done = desk.review.restore().unwrap();
    assert!(done.moved && done.path.ends_with("store.2.db"), "{}", done.path.display());
    told(desk.review.decide(accept(3))).unwrap();
    assert_eq!(accepted(&mut opened(&desk.folder, "store.2.db")), 2);
    assert!(fs::read_to_string(&path).unwrap().starts_with("something else"));
}

#[test]
fn a_locked_store_is_reported_soon() {
    let mut desk = Desk::new();
    let other = rusqlite::Connection::open(desk.review.store()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let began = std::time::Instant::now();
    let trouble = failed(desk.review.decide(accept(0)));
    assert!(began.elapsed() < std::time::Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!(trouble.cause, Cause::Locked);
    assert_eq!(trouble.what.matches("locked").count(), 1, "{trouble}");
    let table = Table::read(&small(&desk.folder)).unwrap();
    let refused = Review::open(table, desk.review.store(), false).unwrap_err().to_string();
    assert!(refused.contains("is locked") && refused.contains("--read-only"), "{refused}");
    other.execute_batch("COMMIT").unwrap();
    told(desk.review.decide(accept(0))).unwrap();
    assert!(desk.review.trouble().is_none());
}
