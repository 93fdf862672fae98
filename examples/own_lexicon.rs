//! Translations of one's own, which are preferred to the built-in ones.
use sejajar::{Aligner, Language, Lexicon, Options};

fn main() -> sejajar::Result<()> {
    // One entry per line: the Indonesian word, a tab, the English one. `Lexicon::load` reads the same from a
    // file.
    let own = Lexicon::parse("own.tsv", "mesin ketik\ttypewriter\nkosmodrom\tcosmodrome\n")?;
    let lexicon = Lexicon::builtin().merge(&own)?;

    let mut options = Options::default();
    options.align.max_side = 2;
    let aligner = Aligner::new(lexicon, options);

    let article = aligner.read("base", "Kosmodrom itu dijaga tentara.".as_bytes(), Language::Ind)?;
    let report = aligner.read("base", "Soldiers guard the cosmodrome.".as_bytes(), Language::Eng)?;
    for shared in &aligner.shared(&article, &report, &[(0, 0)])[0] {
        println!("{} {:.1}", shared.units, shared.weight);
    }
    Ok(())
}
