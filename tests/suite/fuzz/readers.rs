//! Every reader of files that are not texts, with files that it reads rightly.

use std::path::PathBuf;

use sejajar::align::links::Models;
use sejajar::auditing::Judgements;
use sejajar::documents::{self, DocumentSet, PairInputs, Reading};
use sejajar::embeddings::{Overlaps, npy};
use sejajar::eval::{self, BeadFormat, Input};
use sejajar::model::Language;
use sejajar::observer::Silent;
use sejajar::read::{self, ReadOptions};
use sejajar::{Aligner, Decisions, FormatName, Lexicon, export};
use tempfile::{TempDir, tempdir};

use crate::data::{root, sejajar};
use crate::text::office;

/// A reader, and files to break.
pub struct Reader {
    pub name: &'static str,
    pub seeds: Vec<Vec<u8>>,
    pub read: Box<super::Tried>,
}

/// Whatever a reader answers is right, as long as it answers.
fn reader<T>(name: &'static str, seeds: Vec<Vec<u8>>, read: impl Fn(&[u8]) -> T + 'static) -> Reader {
    let read = move |bytes: &[u8]| {
        drop(read(bytes));
        Ok(())
    };
    Reader { name, seeds, read: Box::new(read) }
}

/// What a command prints.
fn printed(arguments: &[&str]) -> Vec<u8> {
    let output = sejajar().current_dir(root()).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn file(place: &str) -> Vec<u8> {
    std::fs::read(root().join(place)).unwrap()
}

/// All readers.
pub fn all() -> Vec<Reader> {
    let table = |format: &str| printed(&["align", "corpus/samples", "-q", "-f", format]);
    [tables(&table), beads(&table), judgements(&table), vectors(), lists(), documents()]
        .into_iter()
        .flatten()
        .collect()
}

fn tables(table: &dyn Fn(&str) -> Vec<u8>) -> Vec<Reader> {
    let one = |name: &'static str| {
        let format: FormatName = name.parse().unwrap();
        reader(name, vec![table(name)], move |bytes| export::read("t", bytes, Some(format)))
    };
    ["csv", "tsv", "jsonl"].into_iter().map(one).collect()
}

fn beads(table: &dyn Fn(&str) -> Vec<u8>) -> Vec<Reader> {
    let gold = file("corpus/samples/chip-plant.gold");
    let ladder = b"0\t0\t0.3\n1\t2\t0.5\n3\t3\t-0.1\n".to_vec();
    let texts = b"Hujan turun.\tRain fell.\t0.4\nBanjir ~~~ datang.\tThe flood came.\t0.3\n".to_vec();
    let mut all = vec![gold.clone(), b"[0]:[0]:2.5\n[1, 2]:[1]:0.3\n[]:[2]:0\n".to_vec(), ladder, texts];
    all.extend(["csv", "jsonl"].map(table));
    let read = move |bytes: &[u8], format: Option<BeadFormat>| {
        let hypothesis = Input::Bytes { name: "h", bytes };
        drop(eval::align(Input::Bytes { name: "g", bytes: &gold }, hypothesis, format));
        drop(eval::split_inputs(Input::Bytes { name: "g", bytes: b"Hujan turun.\n" }, hypothesis));
    };
    vec![reader("beads", all, move |bytes| {
        read(bytes, None);
        read(bytes, Some(BeadFormat::ALL[bytes.len() % BeadFormat::ALL.len()]));
    })]
}

fn judgements(table: &dyn Fn(&str) -> Vec<u8>) -> Vec<Reader> {
    let folder = tempdir().unwrap();
    let [rows, drawn] = ["rows.csv", "sample.csv"].map(|name| folder.path().join(name).display().to_string());
    std::fs::write(&rows, table("csv")).unwrap();
    printed(&["audit", &rows, "-q", "--sample", "40", "-o", &drawn]);
    let sample = std::fs::read(&drawn).unwrap();
    let judged = String::from_utf8(sample).unwrap().replacen(",,", ",right,", 1).into_bytes();
    let decisions = b"seq,time,annotator,article_id,report_id,ind_start,ind_end,eng_start,eng_end,ind_sentences,\
        eng_sentences,action,value,batch\n1,2026-01-01T00:00:00Z,ana,a,a,0,1,0,1,0,0,accept,,1\n\
        2,2026-01-01T00:00:00Z,ana,a,a,1,2,1,3,1,1;2,reject,,2\n3,2026-01-01T00:00:00Z,ana,a,a,,,,,3,4,link,,3\n";
    let questions = printed(&["ask", "corpus/samples", "-q", "-n", "12"]);
    let answered =
        String::from_utf8(questions).unwrap().replace("\"answer\":\"\"", "\"answer\":\"yes\"").into_bytes();
    let seeds = vec![decisions.to_vec(), answered, judged.clone(), table("csv")];
    vec![
        reader("decisions", seeds, |bytes| Decisions::parse("d", bytes)),
        reader("judged", vec![judged], |bytes| Judgements::parse("j", bytes)),
    ]
}

fn vectors() -> Vec<Reader> {
    let header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";
    let mut matrix = b"\x93NUMPY\x01\x00\x76\x00".to_vec();
    matrix.extend(header);
    matrix.resize(127, b' ');
    matrix.push(b'\n');
    matrix.extend([1.0f32, 0.5, -0.25, 2.0].iter().flat_map(|number| number.to_le_bytes()));
    let runs = b"Hujan turun.\nBanjir datang.\nHujan turun. Banjir datang.\n".to_vec();
    vec![
        reader("npy", vec![matrix], |bytes| npy("n", bytes, "d", &["Hujan turun.", "Banjir datang."])),
        reader("overlaps", vec![runs], |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let numbers = bytes.iter().cycle().take(text.lines().count() * 4096).copied().collect();
            Overlaps::new(["o", "v"], &text, numbers)
        }),
    ]
}

fn lists() -> Vec<Reader> {
    let words = b"banjir\tflood\t0.8\nhujan\train\t0.9\nrumah sakit\thospital\t0.7\n".to_vec();
    vec![
        reader("weights", vec![file("corpus/links/weights.tsv")], |bytes| {
            Models::parse("w", &String::from_utf8_lossy(bytes))
        }),
        reader("lexicon", vec![words], |bytes| Lexicon::parse("l", &String::from_utf8_lossy(bytes))),
    ]
}

/// A folder in which an input becomes a file with this name.
struct Place(TempDir, &'static str);

impl Place {
    fn put(&self, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(self.1);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn documents() -> Vec<Reader> {
    let web = ["articles.jsonl", "reports.csv"].map(|name| (name, file(&format!("corpus/web/{name}"))));
    let collection = |(name, bytes): (&'static str, Vec<u8>)| {
        let place = Place(tempdir().unwrap(), name);
        reader(name, vec![bytes], move |bytes| records(place.put(bytes)))
    };
    let mut out: Vec<Reader> = web.into_iter().map(collection).collect();
    let place = Place(tempdir().unwrap(), "manifest.csv");
    let manifest = b"article,report,name\na.txt,b.txt,one\nc.txt,d.txt,two\n".to_vec();
    out.push(reader("manifest", vec![manifest], move |bytes| {
        let path = place.put(bytes);
        let inputs = PairInputs { manifest: Some(&path), ..PairInputs::default() };
        documents::find(inputs, false, &Reading::default(), &Silent)
    }));
    let seeds = office::files();
    out.push(reader("office", seeds, |bytes| read::text("o.docx", bytes, &ReadOptions::default())));
    out
}

/// All documents of a collection.
fn records(path: PathBuf) {
    let reading = Reading::default();
    if let Ok(set) = DocumentSet::find(&[path], Language::Ind, &reading, &Silent) {
        let aligner = Aligner::default();
        set.entries(0..set.len()).flatten().for_each(|entry| drop(entry.document(Language::Ind, &aligner)));
    }
}
