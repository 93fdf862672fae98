//! Pathological pages, once and four times as long: no panic, no more stack, linear time, and an answer or a
//! clear error.

use std::time::{Duration, Instant};

use sejajar::model::SourceText;
use sejajar::read::{self, ReadOptions};

const HEAD: &str = "<!doctype html><html><head><title>Panen Bawang Melimpah</title></head><body>";
const PROSE: &str =
    "Petani di lereng gunung memanen bawang lebih banyak daripada tahun lalu, dan harga di pasar turun. ";

/// A page of `n` repetitions, and whether it contains an article.
type Page = (&'static str, fn(usize) -> String, bool);

#[rustfmt::skip]
const PAGES: &[Page] = &[
    ("nesting", |n| format!("{HEAD}{}<p>{PROSE}</p>{}", "<div>".repeat(n), "</div>".repeat(n)), true),
    ("nested lines", |n| format!("{HEAD}{}{PROSE}", "<span>".repeat(n)), true),
    ("nested tables", |n| format!("{HEAD}{}{PROSE}", "<table><tr><td>".repeat(n)), true),
    ("everything unclosed", |n| format!("{HEAD}{}", format!("<div><p><b><a href=x>Baca</a><ul><li>{PROSE}").repeat(n / 10)), true),
    ("attributes", |n| format!("{HEAD}<p {}>{PROSE}</p>", "a='x' b c=d ".repeat(n)), true),
    ("one attribute often", |n| format!("{HEAD}<p {}>{PROSE}</p>", "class=related ".repeat(n)), true),
    ("classes", |n| format!("{HEAD}<div class='{}'><p>{PROSE}</p></div>", "post-body ".repeat(n)), true),
    ("a script without end", |n| format!("{HEAD}<p>{PROSE}</p><script>{}", "var a = '<p>x</p>';\n".repeat(n)), true),
    ("a style without end", |n| format!("{HEAD}<style>{}<p>{PROSE}</p>", "p { a: b }\n".repeat(n)), false),
    ("a comment without end", |n| format!("{HEAD}<p>{PROSE}</p><!-- {}", "<p>x -- ".repeat(n)), true),
    ("a quote without end", |n| format!("{HEAD}<p>{PROSE}</p><p class='{}", "x ".repeat(n)), true),
    ("headings", |n| format!("{HEAD}{}<p>{PROSE}</p>", "<h2>Satu dua</h2><p>ya</p>".repeat(n / 4)), true),
    ("teasers", |n| format!("{HEAD}{}", format!("<div><h3><a href=x>Satu dua tiga empat</a></h3><p>{PROSE}</p></div>").repeat(n / 10)), false),
    ("writers", |n| format!("{HEAD}{}{}", "<div itemprop=author class=byline>".repeat(n), format!("<p>{PROSE}</p>").repeat(n / 10)), true),
    ("metadata", |n| format!("<html><head>{}</head><body><p>{PROSE}</p>", "<meta name=date content=x><meta name=author content='x@y'>".repeat(n)), true),
    ("a long title", |n| format!("<html><head><title>{}</title></head><body>{}", "Panen bawang ".repeat(n), format!("<h2>Panen bawang melimpah</h2><p>{PROSE}</p>").repeat(n / 10)), true),
    ("one paragraph", |n| format!("{HEAD}<p>{}", PROSE.repeat(n / 10)), true),
    ("line breaks", |n| format!("{HEAD}{}{PROSE}", "<br>".repeat(n)), true),
    ("entities", |n| format!("{HEAD}<p>{PROSE}{}</p>", "&amp;&#8220;&nbsp;&x".repeat(n)), true),
    ("open tags", |n| format!("{HEAD}<p>{PROSE}{}", "<".repeat(n)), true),
    ("end tags", |n| format!("{HEAD}<p>{PROSE}{}", "</p></b></div>".repeat(n)), true),
    ("nested JSON", |n| format!("{HEAD}<script type='application/ld+json'>{}</script><p>{PROSE}</p>", "[".repeat(n)), true),
    ("cuttings", |n| format!("{HEAD}<p>{PROSE}</p>{}", "<p>... memanen bawang lebih banyak daripada tahun lalu ...</p>".repeat(n / 10)), true),
    ("drawings", |n| format!("{HEAD}{}<p>{PROSE}</p>", "<svg><title/><style/></svg>".repeat(n)), true),
    ("drawings without end", |n| format!("{HEAD}{}<p>{PROSE}</p>", "<svg><title>".repeat(n)), false),
    ("closing themselves", |n| format!("{HEAD}{}<p>{PROSE}</p>", "<style/><iframe/>".repeat(n)), true),
    ("misnamed paragraphs", |n| format!("{HEAD}{}", format!("<div class=widget><p class=teaser>{PROSE}</p></div>").repeat(n / 10)), true),
    ("labels", |n| format!("{HEAD}<p>{PROSE}{}</p>", "Baca juga: <a href=x>Panen</a>. ".repeat(n)), true),
    ("boxes", |n| format!("{HEAD}<p>{PROSE}</p>{}", "<div><h4>Berita Terkait</h4><div><p>Kami kirim email Anda, daftar akun.</p></div></div>".repeat(n / 10)), true),
    ("skipped", |n| format!("{HEAD}<p>{PROSE}</p>{}", "<p>Lewati Siniar dan terus membaca</p>".repeat(n / 10)), true),
    ("links", |n| format!("{HEAD}<ul>{}</ul>", "<li><a href=x>Panen bawang di lereng gunung</a>".repeat(n)), false),
];

fn taken(page: &str) -> (Duration, Result<SourceText, sejajar::Error>) {
    let started = Instant::now();
    let read = read::text("odd.html", page.as_bytes(), &ReadOptions::default());
    (started.elapsed(), read)
}

#[test]
fn odd_pages_are_read_or_refused_in_linear_time() {
    for (name, page, holds) in PAGES {
        for n in [20_000, 80_000] {
            let page = page(n);
            let (time, read) = taken(&page);
            assert!(time < Duration::from_secs(4), "{name}: {} bytes took {time:?}", page.len());
            match read {
                Ok(article) => {
                    assert!(*holds && article.content.contains("Petani di lereng gunung"), "{name}: {n}");
                }
                Err(error) => {
                    assert!(!holds && error.to_string().contains("no article text found"), "{name}: {error}");
                }
            }
        }
    }
}

/// The figures behind that, and whole sizes: `cargo test --profile tests --test suite hostile -- --ignored
/// --nocapture`.
#[test]
#[ignore = "takes a minute"]
fn time_by_length() {
    for (name, page, _) in PAGES {
        let times = [250_000, 1_000_000].map(|n| taken(&page(n)).0);
        let growth = times[1].as_secs_f64() / times[0].as_secs_f64();
        eprintln!("{name:<24} {times:?} x{growth:.1}{}", if growth > 7.0 { "  GROWS" } else { "" });
    }
    let whole = format!("{HEAD}{}", format!("<p>{PROSE}</p>\n").repeat(50_000_000 / PROSE.len()));
    eprintln!("{:<24} {:?}", "50 MB of paragraphs", taken(&whole).0);
}

const LINES: &str = "“Harga beras naik,” kata Dewi di Café Merdeka, dan pedagang lain mengangguk – mereka mengeluh sejak lama.";

/// A page that calls itself `charset`.
fn labelled(charset: &str) -> String {
    format!(
        "<html><head><meta charset=\"{charset}\"><title>Harga</title></head><body><p>{LINES}</p></body></html>"
    )
}

fn text(bytes: &[u8]) -> (String, &'static str) {
    let article = read::text("x.html", bytes, &ReadOptions::default()).unwrap();
    (article.paragraphs[1].span.of(&article.content).to_owned(), article.encoding)
}

#[test]
fn pages_in_any_encoding() {
    for bom in ["", "\u{feff}"] {
        let page = format!("{bom}{}", labelled("utf-8"));
        assert_eq!(text(page.as_bytes()), (LINES.to_owned(), "UTF-8"));
        let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), (LINES.to_owned(), "UTF-16LE"));
        assert_eq!(text(&big), (LINES.to_owned(), "UTF-16BE"));
    }
}

#[test]
fn a_wrong_label_is_not_believed() {
    assert_eq!(text(labelled("iso-8859-1").as_bytes()), (LINES.to_owned(), "UTF-8"));
    for label in ["iso-8859-1", "windows-1252", "utf-8", "utf-16", "gb2312", "shift_jis", "klingon"] {
        let page: Vec<u8> = labelled(label)
            .chars()
            .map(|c| match c {
                '“' => 0x93,
                '”' => 0x94,
                'é' => 0xe9,
                '–' => 0x96,
                c => c as u8,
            })
            .collect();
        assert_eq!(text(&page), (LINES.to_owned(), "windows-1252"), "{label}");
    }
}

#[test]
fn binary_pages_are_refused() {
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [b"<html>".iter().copied().chain(noise.clone()).collect(), noise] {
        let error = read::text("x.html", &bytes, &ReadOptions::default()).unwrap_err().to_string();
        assert!(error.contains("binary data"), "{error}");
    }
}
