//! One who decides between others, the agreement of several, samples, and orders of the queue.

use super::queue::{Desk as Queue, Filter, Order, queue};
use super::sample::Sample;
use super::*;

/// Annotators and what they decided, by block and action.
type Judged<'j> = [(&'j str, (usize, usize, usize, usize), Action)];

fn judged(desk: &mut Desk, judged: &Judged<'_>) {
    for (who, block, action) in judged {
        desk.decide(who, *block, action.clone()).unwrap();
    }
}

const FIRST: (usize, usize, usize, usize) = (0, 1, 0, 1);
const SECOND: (usize, usize, usize, usize) = (1, 2, 1, 1);
const LAST: (usize, usize, usize, usize) = (3, 1, 3, 1);

fn take(desk: &mut Desk, group: &Group) -> Result<usize, String> {
    let taken = desk
        .review
        .step("final", |table, views| adjudication::take(table, views, ("final", "ana"), 0, group));
    match taken {
        Ok(entries) => Ok(entries.len()),
        Err(Refusal::Conflict(what)) => Err(what),
        Err(Refusal::Failed(trouble)) => panic!("{trouble}"),
    }
}

#[test]
fn anothers_beads_cuts_and_verdicts_are_taken_in_one_step() {
    let mut desk = Desk::new();
    judged(
        &mut desk,
        &[
            ("ana", (1, 1, 0, 0), Action::Cut(4)),
            ("ana", (1, 1, 1, 1), Action::Split),
            ("ana", (1, 1, 1, 1), Action::Reject),
            ("ana", (1, 1, 1, 1), Action::Code(vec!["facts".to_owned()])),
            ("ana", (4, 1, 3, 1), Action::Accept),
        ],
    );
    let wanted = desk.gold("ana");
    assert_eq!(take(&mut desk, &Block::new(1, 2, 1, 1).into()).unwrap(), 4);
    assert_eq!(desk.gold("final"), wanted);
    let (table, views, _) = desk.review.all([]);
    let [ana, fin] = ["ana", "final"].map(|name| views[name].beads(table, 0));
    assert_eq!((&ana[1].codes, ana[1].status()), (&fin[1].codes, fin[1].status()));
    assert_eq!(fin.last().unwrap().status(), bead::Status::Unjudged, "only the sentences of that bead");
    assert!(take(&mut desk, &Block::new(1, 1, 1, 1).into()).unwrap_err().contains("already as ana has it"));
    desk.undo("final").unwrap();
    assert_eq!(desk.gold("final"), AS_IT_WAS);
    // In the other direction: what was cut is joined again.
    judged(&mut desk, &[("final", (2, 1, 0, 0), Action::Cut(5)), ("final", FIRST, Action::Accept)]);
    assert!(take(&mut desk, &Block::new(1, 3, 1, 1).into()).unwrap() > 3);
    assert_eq!(desk.gold("final"), wanted);
}

#[test]
fn the_last_annotator_begins_with_what_agrees() {
    let mut desk = Desk::new();
    judged(
        &mut desk,
        &[
            ("ana", FIRST, Action::Accept),
            ("budi", FIRST, Action::Accept),
            ("ana", SECOND, Action::Accept),
            ("budi", SECOND, Action::Reject),
            ("ana", (2, 1, 2, 1), Action::Relink),
            ("ana", LAST, Action::Unsure),
            ("budi", LAST, Action::Unsure),
        ],
    );
    let (table, views, _) = desk.review.all(["final"]);
    let others = ["ana".to_owned(), "budi".to_owned()];
    let decisions = adjudication::agreed(table, views, "final", &others, None).unwrap();
    assert_eq!(decisions.len(), 1, "{decisions:?}");
    assert_eq!(
        (&decisions[0].group, &decisions[0].action),
        (&Block::new(0, 1, 0, 1).into(), &Action::Accept)
    );
    assert_eq!(adjudication::disputes(table, views, &others, None), 1);
    // Both made the same bead: it is taken.
    judged(&mut desk, &[("budi", (2, 1, 2, 1), Action::Relink)]);
    let (table, views, _) = desk.review.all([]);
    assert_eq!(adjudication::disputes(table, views, &others, None), 0);
    let decisions = adjudication::agreed(table, views, "final", &others, None).unwrap();
    desk.review.step("final", |_, _| Ok(decisions)).unwrap();
    assert_eq!(desk.gold("final"), desk.gold("ana"));
}

fn places(desk: &mut Desk, differs: &str, order: Order, seed: u64) -> Vec<String> {
    let (table, views, only) = desk.review.all(["ana"]);
    let filter = Filter { differs: differs.to_owned(), ..Filter::default() };
    let desk = Queue { table, views, me: "ana", only, seed };
    queue(&desk, &filter, order).into_iter().map(|(_, group)| group.to_string()).collect()
}

#[test]
fn the_queue_holds_what_differs() {
    let mut desk = Desk::new();
    judged(
        &mut desk,
        &[
            ("ana", FIRST, Action::Accept),
            ("budi", FIRST, Action::Reject),
            ("cici", FIRST, Action::Reject),
            ("ana", SECOND, Action::Accept),
            ("budi", (1, 1, 1, 1), Action::Split),
            ("cici", SECOND, Action::Reject),
            ("budi", LAST, Action::Accept),
        ],
    );
    assert_eq!(places(&mut desk, "budi", Order::Reading, 0), ["[0]:[0]", "[1, 2]:[1]"]);
    assert_eq!(places(&mut desk, "*", Order::Reading, 0), ["[1, 2]:[1]"], "how it is wrong differs too");
    assert!(places(&mut desk, "nobody", Order::Reading, 0).is_empty());
}

#[test]
fn a_sample_is_the_queue_in_its_order() {
    let mut desk = Desk::new();
    let table = fs::read_to_string(small(&desk.folder)).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    let file = desk.folder.path().join("sample.csv");
    fs::write(&file, [lines[0], lines[4], lines[2]].join("\n")).unwrap();
    desk.review.only = Some(Sample::read(&file, &desk.review.table).unwrap());
    assert_eq!(places(&mut desk, "", Order::Sample, 0), ["[3]:[3]", "[1, 2]:[1]"]);
    assert_eq!(places(&mut desk, "", Order::Reading, 0), ["[1, 2]:[1]", "[3]:[3]"]);
    // Parts of an edited row are in its place; neighbours that only gave a sentence are too.
    desk.decide("ana", (2, 1, 2, 1), Action::Relink).unwrap();
    assert_eq!(places(&mut desk, "", Order::Sample, 0), ["[3]:[3]", "[1]:[1]", "[2]:[2]"]);
    let (table, view) = desk.review.view("ana");
    let sample = Sample::read(&file, table).unwrap();
    let progress = sample.progress(table, view);
    assert_eq!((progress.total, progress.edited), (2, 1));
    let mut out = Vec::new();
    let beads = export::Beads::Given(Some(&sample));
    export::table(&mut out, table, view, beads, FormatName::CSV, &ExportOptions::default()).unwrap();
    let text = String::from_utf8(out).unwrap();
    let out: Vec<&str> = text.lines().skip(1).collect();
    assert!(out.len() == 2 && out[0].starts_with("p_4,") && out[1].starts_with("p_2,"), "{text}");
    assert!(out[0].ends_with(",unjudged,,") && out[1].ends_with(",edited,,"), "{text}");
    fs::write(&file, table_with(lines[0], &lines[2].replace("Dua", "Dwi"))).unwrap();
    let refused = Sample::read(&file, table).unwrap_err().to_string();
    assert!(refused.contains("sample.csv:2:") && refused.contains("p_2"), "{refused}");
}

fn table_with(header: &str, row: &str) -> String {
    format!("{header}\n{row}\n")
}

#[test]
fn a_random_order_depends_on_the_seed_alone() {
    let mut desk = Desk::new();
    let orders: Vec<Vec<String>> = (0..8).map(|seed| places(&mut desk, "", Order::Random, seed)).collect();
    assert!(orders.iter().all(|order| order.len() == 4));
    assert!(orders.iter().any(|order| *order != orders[0]), "{orders:?}");
    desk.decide("ana", FIRST, Action::Accept).unwrap();
    assert_eq!(places(&mut desk, "", Order::Random, 3), orders[3]);
}

#[test]
fn agreement_of_three() {
    let mut desk = Desk::new();
    judged(
        &mut desk,
        &[
            ("ana", FIRST, Action::Accept),
            ("budi", FIRST, Action::Accept),
            ("cici", FIRST, Action::Reject),
            ("ana", SECOND, Action::Reject),
            ("budi", SECOND, Action::Reject),
            ("cici", SECOND, Action::Unsure),
            ("ana", LAST, Action::Accept),
        ],
    );
    let (table, views, _) = desk.review.all([]);
    let names = ["ana", "budi", "cici"].map(str::to_owned);
    let lines = agreement::measures(table, views, &names, None);
    assert_eq!(lines.len(), 7);
    let value = |n: usize| (lines[n].measure, lines[n].rows, lines[n].value);
    assert_eq!(value(0), ("agreement", 2, Some(1.0)));
    assert_eq!(value(1), ("kappa", 2, Some(1.0)));
    // Two units, (right, right, wrong) and (wrong, wrong): 1 - (5 - 1) * 2 / (2 * 2 * 3).
    let (measure, rows, alpha) = value(6);
    assert!(measure == "alpha" && rows == 2 && (alpha.unwrap() - 1.0 / 3.0).abs() < 1e-12, "{alpha:?}");
    let mut out = Vec::new();
    export::measures(&mut out, &lines).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.starts_with("measure,annotators,rows,value\nagreement,ana;budi,2,1.0000\n"), "{text}");
    assert!(text.ends_with("alpha,ana;budi;cici,2,0.3333\n"), "{text}");
}
