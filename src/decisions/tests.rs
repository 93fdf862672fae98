//! Files of judgements, their faults, and what they add to log odds.

use super::*;
use crate::model::Span;

fn sentences(texts: &[&str]) -> Vec<Sentence> {
    texts.iter().map(|text| Sentence::at(text, Span { start: 0, end: text.len() }, 0)).collect()
}

fn decided(file: &str) -> Result<Decided> {
    let (ind, eng) = (sentences(&["Satu.", "Dua.", "Tiga."]), sentences(&["One.", "Two.", "Three."]));
    Decisions::parse("f.csv", file.as_bytes())?.of(["a", "r"], Sides::new(&ind, &eng))
}

fn link(decided: &Decided, ind: usize, eng: usize) -> (f64, f64) {
    let link = decided.link(ind, eng).unwrap_or_else(|| panic!("{ind}:{eng} in {decided:?}"));
    (link.content, link.sure)
}

const HEAD: &str = "article_id,report_id,ind,eng,answer\n";

#[test]
fn answers_without_a_judge_are_certain() {
    let decided =
        decided(&format!("{HEAD}a,r,0,0,yes\na,r,1,0,no\na,r,1,1,part\na,r,2,2,\nother,r,0,1,yes\n"));
    let decided = decided.unwrap();
    assert_eq!(decided.links().len(), 3);
    assert_eq!(link(&decided, 0, 0), (f64::INFINITY, f64::INFINITY));
    assert_eq!(link(&decided, 1, 0), (f64::NEG_INFINITY, f64::NEG_INFINITY));
    assert_eq!(link(&decided, 1, 1), (f64::INFINITY, -PART), "a minor part is no link of a bead");
}

#[test]
fn json_lines_are_read_as_tables_are() {
    let table = "article_id\treport_id\tind\teng\tanswer\tjudge\nb\tr\t0\t0\tyes\t\na\tr\t0\t0\tyes\tx\n";
    let lines = "\u{FEFF}{\"article_id\": \"b\", \"report_id\": \"r\", \"ind\": 0, \"eng\": 0, \"answer\": true}\n\n\
                 {\"article_id\": \"a\", \"report_id\": \"r\", \"ind\": 0, \"eng\": 0, \"answer\": \"yes\", \"judge\": \"x\"}\n";
    assert_eq!(decided(table).unwrap(), decided(lines).unwrap());
}

#[test]
fn a_table_of_a_review_judges_beads() {
    let head = "article_id,report_id,ind_sentences,eng_sentences,confidence,status\n";
    let rows = "a,r,0,0;1,.9,accepted\na,r,1,,.9,edited\na,r,1,2,,edited\na,r,2,,.4,unjudged\n";
    let decided = decided(&(head.to_owned() + rows)).unwrap();
    let odds: Vec<(String, f64)> =
        decided.beads.iter().map(|bead| (bead.group.to_string(), bead.odds)).collect();
    let (yes, no) = (f64::INFINITY, f64::NEG_INFINITY);
    let wanted = [("[0]:[0, 1]", yes), ("[1]:[]", no), ("[1]:[2]", yes)];
    assert_eq!(odds, wanted.map(|(group, odds)| (group.to_owned(), odds)));
    assert_eq!(link(&decided, 0, 1).0, AGAINST, "its links");
    assert_eq!(link(&decided, 0, 2).0, -AGAINST, "and those that lead out of it");
    assert!(decided.link(2, 2).is_some(), "out of [1]:[2]");
}

#[test]
fn judges_are_weighed_by_their_agreement_with_certain_answers() {
    let mut file = "article_id,report_id,ind,eng,answer,judge\n".to_owned();
    for n in 0..40 {
        let (right, wrong) = if n % 3 == 0 { ("yes", "no") } else { ("no", "yes") };
        file += &format!("q,r,{n},0,{right},gold\nq,r,{n},0,{right},careful\n");
        file += &format!("q,r,{n},0,{},careless\n", if n % 2 == 0 { right } else { wrong });
    }
    file += "a,r,0,0,yes,careful\na,r,1,1,yes,careless\n";
    let decisions = Decisions::parse("f.csv", file.as_bytes()).unwrap();
    let judges = decisions.judges();
    assert_eq!(
        judges.iter().map(|judge| (judge.0, judge.1)).collect::<Vec<_>>(),
        [("careful", 41), ("careless", 41)]
    );
    assert!(judges[0].2 > 0.9 && (0.5..0.65).contains(&judges[1].2), "{judges:?}");
    let decided = decided(&file).unwrap();
    let (careful, careless) = (link(&decided, 0, 0).0, link(&decided, 1, 1).0);
    assert!(careful > 2.5 && careless < 0.5, "{careful} {careless}");
}

#[test]
fn judges_are_weighed_by_one_another() {
    let mut file = "article_id,report_id,ind,eng,answer,judge\n".to_owned();
    for n in 0..60 {
        let truth = if n % 2 == 0 { "yes" } else { "no" };
        let noise = if n % 3 == 0 { "yes" } else { "no" };
        file += &format!("q,r,{n},0,{truth},x\nq,r,{n},0,{truth},y\nq,r,{n},0,{noise},z\n");
    }
    let decisions = Decisions::parse("f.csv", file.as_bytes()).unwrap();
    let judges = decisions.judges();
    assert!(judges[0].2 > 0.9 && judges[1].2 > 0.9 && judges[2].2 < 0.65, "{judges:?}");
}

#[test]
fn a_judge_may_state_how_certain_an_answer_is() {
    let file = "article_id,report_id,ind,eng,answer,judge,probability\na,r,0,0,yes,x,.9\na,r,1,1,no,x,.5\n";
    let decided = decided(file).unwrap();
    assert!((link(&decided, 0, 0).0 - 9f64.ln()).abs() < 1e-9);
    assert_eq!(link(&decided, 1, 1).0, 0.0);
}

#[test]
fn the_probability_in_a_table_of_links_is_that_of_the_model() {
    let file = "article_id,report_id,ind,eng,probability,sure_probability,answer\na,r,0,0,.2,.1,yes\n";
    assert_eq!(link(&decided(file).unwrap(), 0, 0).0, f64::INFINITY);
}

#[test]
fn faults_are_reported_with_their_line() {
    for (rows, wanted) in [
        ("a,r,0,0,perhaps\n", "f.csv:2: answer: \"perhaps\" is none of yes, part, no"),
        ("a,r,0,0,yes\na,r,x,0,yes\n", "f.csv:3: ind: \"x\" is not the position of a sentence"),
        ("a,r,0,,yes\n", "f.csv:2: eng: \"\" is not the position of a sentence"),
        (",r,0,0,yes\n", "f.csv:2: article_id: the cell is empty"),
        ("a,r,,,yes\n", "f.csv:2: no sentence: a link has"),
        (
            "a,r,0,3,no\n",
            "f.csv:2: [0]:[3] of \"a\" does not exist: 3 sentences in the article, 3 in the report",
        ),
        ("a,r,0,0,yes\na,r,0,0,no\n", "f.csv:3: [0]:[0] of \"a\" has another answer in line 2"),
    ] {
        let error = decided(&(HEAD.to_owned() + rows)).unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}\n{wanted}");
    }
    for (head, wanted) in [
        ("article,ind,eng,answer\n", "the header has no column \"article_id\""),
        ("article_id,ind,eng,anser\n", "no column \"answer\" (nor \"status\"); is \"anser\" meant?"),
        ("article_id,answer\n", "no column \"ind\" and \"eng\" (links), nor \"ind_sentences\""),
        ("seq,article_id,annotator,action,value\n", "is the log of all decisions of a review"),
    ] {
        let error = decided(head).unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}\n{wanted}");
    }
    let probability = "article_id,ind,eng,answer,judge,probability\na,0,0,yes,x,.2\n";
    assert!(decided(probability).unwrap_err().to_string().contains("more likely wrong"));
}

#[test]
fn judgements_on_other_texts_are_reported_and_ignored() {
    let file = "article_id,report_id,ind,eng,answer,ind_text,eng_text\n\
                a,r,0,0,yes,Satu.,One.\na,r,1,1,yes,  Dua. ,Two\n";
    let (ind, eng) = (sentences(&["Satu.", "Dua.", "Tiga."]), sentences(&["One.", "Two.", "Three."]));
    let decisions = Decisions::parse("f.csv", file.as_bytes()).unwrap();
    let outdated = decisions.outdated(["a", "r"], Sides::new(&ind, &eng));
    assert_eq!(outdated, ["f.csv:3: the text of [1]:[1] of \"a\" is another now; the judgement is ignored"]);
    assert_eq!(decided(file).unwrap().links().len(), 1);
}
