//! The names, numbers and dates of a text, sentence by sentence, with nothing aligned.
use sejajar::{Aligner, Language};

fn main() -> sejajar::Result<()> {
    let text = "Presiden Korea Selatan tiba di Moskow pada 13 Juli 2023. Ia membawa 6,5 juta dolar.";
    let document = Aligner::default().read("visit", text.as_bytes(), Language::Ind)?;
    for (sentence, evidence) in document.evidence() {
        for piece in evidence {
            println!("{}: {} is {}", sentence.span.start, piece.surface, piece.keys[0]);
        }
    }
    let (_, first) = document.evidence().next().expect("two sentences");
    assert!(first.iter().any(|piece| piece.keys[0].as_str() == "name:south-korea"));
    assert!(first.iter().any(|piece| piece.keys[0].as_str() == "date:2023-07-13"));
    Ok(())
}
