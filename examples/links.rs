//! A table of weights and, on standard input, pairs of documents, one sentence a line -> what links and beads
//! are judged by; `scripts/links` learns from it.
//!
//! A line of input is `ARTICLE TAB REPORT`, or with vectors of their sentences `ARTICLE TAB REPORT TAB
//! IND.npy TAB ENG.npy`. For each comes a line of JSON (height, width, groups, beads that are chosen) and
//! then numbers of 32 bits, little-endian: the features of all pairs, their probabilities (first, content,
//! sure), the features of all groups, of all sentences that may stand alone, and of all beads.

use std::io::{BufRead, Write};
use std::path::Path;

use sejajar::align::links::{LinkedBead, Models, Weighing, row};
use sejajar::aligner::{self, Judgement};
use sejajar::embeddings::Source;
use sejajar::lexicon::Lexicon;
use sejajar::model::{Group, Language};
use sejajar::{Aligner, Options};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let table = std::env::args().nth(1).ok_or("usage: links WEIGHTS.tsv < PAIRS")?;
    let models = Models::parse(&table, &std::fs::read_to_string(&table)?)?;
    let weighing = weighing(std::env::args().skip(2))?;
    let mut options = Options::default();
    options.sentences = true;
    let aligner = Aligner::new(Lexicon::builtin(), options);
    let read = |path: &str, language| aligner.read(path, &sejajar::read::bytes(Path::new(path))?, language);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let files: Vec<&str> = line.split('\t').collect();
        let mut ind = read(files[0], Language::Ind)?;
        let mut eng = read(files[1], Language::Eng)?;
        if let [_, _, f, e] = files[..] {
            let sources = [&Source::Npy(f.into()), &Source::Npy(e.into())];
            aligner::embed([&mut ind, &mut eng], sources)?;
        }
        let seen = aligner.judge(&ind, &eng, &models)?;
        write(&mut out, &seen, &seen.judged.beads(&seen.links, &models, &weighing))?;
    }
    Ok(out.flush()?)
}

/// Five numbers in place of the built-in ones.
fn weighing(args: impl Iterator<Item = String>) -> Result<Weighing, std::num::ParseFloatError> {
    let numbers: Vec<f64> = args.map(|arg| arg.parse()).collect::<Result<_, _>>()?;
    Ok(match numbers[..] {
        [base, alone, link, link_from, sure] => Weighing { base, alone, link, link_from, sure },
        _ => Weighing::default(),
    })
}

fn write(out: &mut impl Write, seen: &Judgement, made: &[LinkedBead]) -> std::io::Result<()> {
    let groups: Vec<_> = seen.judged.groups.iter().map(|(group, _)| sides(group)).collect();
    let lattice: Vec<_> = seen.lattice.iter().map(|bead| (Group::from(bead.block), bead.posterior)).collect();
    let lattice: Vec<_> = lattice.iter().map(|(group, posterior)| (sides(group), posterior)).collect();
    let beads: Vec<_> = made.iter().map(|made| (sides(&made.group), made.confidence)).collect();
    let (height, width) = (seen.links.first.height(), seen.links.first.width());
    writeln!(
        out,
        "{}",
        json!({"height": height, "width": width, "groups": groups, "votes": lattice, "beads": beads, "closeness": seen.links.closeness})
    )?;
    numbers(out, seen.features.iter().flatten())?;
    numbers(out, seen.links.first.cells())?;
    numbers(out, seen.links.content.cells())?;
    numbers(out, seen.links.sure.cells())?;
    numbers(out, seen.judged.groups.iter().flat_map(|(_, features)| features))?;
    numbers(out, seen.judged.alone.as_ref().into_iter().flatten().flatten())?;
    let close = seen.links.closeness;
    numbers(
        out,
        made.iter().flat_map(|made| row(&made.group, made.probability, close)).collect::<Vec<_>>().iter(),
    )
}

fn sides(group: &Group) -> (&[usize], &[usize]) {
    (group.ind.as_slice(), group.eng.as_slice())
}

fn numbers<'n>(out: &mut impl Write, numbers: impl IntoIterator<Item = &'n f64>) -> std::io::Result<()> {
    numbers.into_iter().try_for_each(|&x| out.write_all(&(x as f32).to_le_bytes()))
}
