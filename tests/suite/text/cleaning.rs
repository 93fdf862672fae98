//! Cleaning where more than the line itself matters: wrapped paragraphs, titles, initials behind the last
//! sentence.

use sejajar::clean::clean;
use sejajar::lang::Pack;
use sejajar::model::{Language, SourceText};
use sejajar::read::{self, ReadOptions};

fn cleaned(text: &str) -> SourceText {
    let article = read::text("x", text.as_bytes(), &ReadOptions::default()).unwrap();
    clean(article, Pack::builtin(Language::Ind))
}

fn paragraphs(article: &SourceText) -> Vec<&str> {
    article.paragraphs.iter().map(|p| p.span.of(&article.content)).collect()
}

fn dropped(article: &SourceText) -> Vec<(&str, &str)> {
    article.dropped.iter().map(|d| (d.reason.as_str(), d.span.of(&article.content))).collect()
}

fn title(article: &SourceText) -> Option<&str> {
    article.title.map(|span| span.of(&article.content))
}

const WRAPPED: &str = "\
Petani di lereng gunung memanen bawang lebih banyak daripada
tahun lalu, dan harga di pasar sudah turun sejak hari Senin.
Baca juga: Lima Cara Menyimpan Bawang
Pedagang berharap pembeli dari kota lain datang pada akhir
pekan ini, ketika pasar malam dibuka kembali oleh para
Editor majalah dan pejabat yang datang dari kota seberang.
";

#[test]
fn a_line_of_a_wrapped_paragraph_goes_alone() {
    let article = cleaned(WRAPPED);
    assert_eq!(dropped(&article), [("read-also", "Baca juga: Lima Cara Menyimpan Bawang")]);
    let kept = paragraphs(&article);
    assert!(
        kept[0].ends_with("hari Senin.") && kept[1].starts_with("Pedagang") && kept[1].ends_with("seberang.")
    );
    assert_eq!(kept.len(), 2);
}

#[test]
fn debris_in_the_middle_of_a_wrapped_sentence_stays() {
    let text = WRAPPED
        .replace("Baca juga: Lima Cara Menyimpan Bawang\n", "")
        .replace("Editor majalah dan", "Komentar\n");
    assert_eq!(dropped(&cleaned(&text)), []);
}

#[test]
fn a_wrapped_link_goes_whole() {
    let text = WRAPPED.replace(
        "Baca juga: Lima Cara Menyimpan Bawang\n",
        "\nBaca juga: Lima Cara Menyimpan Bawang di Dapur yang Lembap\ndan gelap tanpa menambah biaya\n\n",
    );
    let article = cleaned(&text);
    assert_eq!(article.dropped.len(), 1);
    assert!(dropped(&article)[0].1.ends_with("biaya"));
}

#[test]
fn a_headline_that_opens_like_a_link_stays() {
    let article =
        cleaned("Tonton: Panen Bawang\n\nPetani memanen bawang. Harga turun.\n\nTonton: Panen Cabai\n");
    assert_eq!(title(&article), Some("Tonton: Panen Bawang"));
    assert_eq!(dropped(&article), [("watch", "Tonton: Panen Cabai")]);
}

#[test]
fn debris_above_the_headline_goes() {
    let text = "ADVERTISEMENT\n\nBeranda > Ekonomi\n\nBaca juga: Panen Cabai\n\nPanen Bawang\n\nPetani memanen bawang. Harga turun.\n";
    let article = cleaned(text);
    assert_eq!(title(&article), Some("Panen Bawang"));
    let reasons: Vec<&str> = article.dropped.iter().map(|d| d.reason.as_str()).collect();
    assert_eq!(reasons, ["ad", "page", "read-also"]);
}

#[test]
fn the_line_with_the_date_goes_and_leaves_its_day() {
    let article = cleaned(
        "Panen Bawang\n\nSelasa, 23 Februari 2016 14:05 WIB\n\nPetani memanen bawang. Harga turun.\n",
    );
    assert_eq!(dropped(&article), [("time", "Selasa, 23 Februari 2016 14:05 WIB")]);
    assert_eq!(article.meta.published.map(|day| day.to_string()).as_deref(), Some("2016-02-23"));
}

#[test]
fn initials_behind_the_last_sentence_go() {
    let article =
        cleaned("Petani memanen bawang (lagi). Harga turun. (bud/dew)\n\nPembeli datang (dari kota).\n");
    assert_eq!(
        paragraphs(&article),
        ["Petani memanen bawang (lagi). Harga turun.", "Pembeli datang (dari kota)."]
    );
    assert_eq!(dropped(&article), [("credit", "(bud/dew)")]);
}

#[test]
fn links_and_codes_between_sentences_go_and_the_sentences_stay() {
    let article = cleaned(
        "Panen Bawang\n\nPetani senang.Baca juga: Jembatan Baru Dibuka\n\nHarga turun. (Baca juga: Jembatan Baru Dibuka) Pedagang mengeluh.\n\n\
         Hujan turun. Baca Juga: Apa Itu Bawang? Ladang basah.\n\nPasar ramai. [Read original article](https://x.test/a)\n\n\
         Ia membaca. Baca juga menjadi kebiasaan.\n\nMusim berganti. (Ant/P-5) (*)\n",
    );
    let kept = [
        "Panen Bawang",
        "Petani senang.",
        "Harga turun.",
        "Pedagang mengeluh.",
        "Hujan turun.",
        "Ladang basah.",
        "Pasar ramai.",
        "Ia membaca. Baca juga menjadi kebiasaan.",
        "Musim berganti.",
    ];
    assert_eq!(paragraphs(&article), kept);
    let gone = [
        ("read-also", "Baca juga: Jembatan Baru Dibuka"),
        ("read-also", "(Baca juga: Jembatan Baru Dibuka)"),
        ("read-also", "Baca Juga: Apa Itu Bawang?"),
        ("read-also", "[Read original article](https://x.test/a)"),
        ("credit", "(Ant/P-5)"),
        ("credit", "(*)"),
    ];
    assert_eq!(dropped(&article), gone);
}

#[test]
fn a_headline_under_a_link_s_introduction_goes() {
    let text = "Panen Bawang\n\nPetani memanen bawang. Harga turun.\n\nBaca juga:\n\nJembatan Baru di Lembah Dibuka Bupati\n\n\
                Pedagang mengeluh.\n\nBaca juga:\n\nPedagang di pasar itu mengeluh karena gudang penuh.\n";
    let article = cleaned(text);
    assert_eq!(paragraphs(&article).len(), 4, "{:?}", dropped(&article));
    assert_eq!(dropped(&article)[1], ("read-also", "Jembatan Baru di Lembah Dibuka Bupati"));
}

#[test]
fn menus_above_and_lists_below_go() {
    let prose = "Petani memanen bawang lebih banyak daripada tahun lalu. Harga turun.";
    let article = cleaned(&format!(
        "Beranda Utama\n\nNasional\n\nEkonomi\n\nOlahraga\n\nDunia\n\nPanen Bawang Melimpah Tahun Ini\n\n{prose}\n\nTopik Terkait\n\nBawang\n\n\
         Berita Terkait\n\nJembatan Baru Dibuka Bupati Pagi Ini\n\nPetani Minta Jalan Baru ke Pasar\n"
    ));
    assert_eq!(paragraphs(&article), ["Panen Bawang Melimpah Tahun Ini", prose]);
    assert_eq!(title(&article), Some("Panen Bawang Melimpah Tahun Ini"));
    assert_eq!(article.dropped.len(), 10, "{:?}", dropped(&article));
    let results = "Kiper: Budi\n\nBek: Andi dan Tono dari Desa Lereng";
    let kept = cleaned(&format!("Panen Raya\n\n{prose}\n\nBaca juga\n\n{results}\n"));
    assert_eq!(kept.paragraphs.len(), 4, "{:?}", dropped(&kept));
}
