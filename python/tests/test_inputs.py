"""Pairs in files are found as by the command line tool, and what looks like a file by mistake is noticed."""

import json
import shutil
from pathlib import Path

import pytest

import sejajar

FIELDS = {"text": "body", "title": "headline"}


def written(pairs, folder):
    pairs.write(folder / "written.csv", overwrite=True)
    return (folder / "written.csv").read_bytes()


@pytest.fixture
def folder(samples, tmp_path):
    """Files with names of their own kind."""
    for name in ("cup-final", "cosmodrome-summit"):
        for code, ours in (("ind", "asli"), ("eng", "hasil")):
            shutil.copy(samples / f"{name}.{code}.txt", tmp_path / f"{name}_{ours}.txt")
    return tmp_path


def test_pattern(folder, tool, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    sides = ("{name}_asli.txt", "{name}_hasil.txt")
    pairs = sejajar.align_many(folder, pattern=sides)
    assert {pair.article_id for pair in pairs} == {"cup-final", "cosmodrome-summit"}
    assert written(pairs, out) == tool("align", folder, "--pattern", *sides, "-q")
    with pytest.raises(sejajar.SejajarError, match="give their names with pattern"):
        sejajar.align_many(folder)
    with pytest.raises(sejajar.SejajarError, match="is the pattern of both sides"):
        sejajar.align_many(folder, pattern=sides[:1] * 2)
    with pytest.raises(sejajar.SejajarError, match="^pattern names files of one folder"):
        sejajar.align_many((folder, folder), pattern=sides)


def test_two_folders(samples, tool, tmp_path):
    for code in ("ind", "eng"):
        (tmp_path / code).mkdir()
        shutil.copy(samples / f"cup-final.{code}.txt", tmp_path / code / "cup.txt")
    folders = (tmp_path / "ind", tmp_path / "eng")
    assert written(sejajar.align_many(folders), tmp_path) == tool("align", *folders, "-q")


@pytest.mark.parametrize("fields", [FIELDS, "text=body,title=headline"])
def test_two_collections(web, tool, tmp_path, fields):
    files = (web / "articles.jsonl", web / "reports.csv")
    expected = tool("align", *files, "--fields", "text=body,title=headline", "--meta", "-q")
    assert written(sejajar.align_many(files, fields=fields, meta=True), tmp_path) == expected
    assert written(sejajar.align_many(list(files), fields=fields, meta=True), tmp_path) == expected


def records(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_fields_of_either_side(tool, tmp_path):
    articles = records(tmp_path / "a.jsonl", {"id": "quake", "konten": "Gempa 6,5 mengguncang Palu."})
    reports = records(tmp_path / "r.jsonl", {"id": "quake", "story": "A 6.5 quake shook Palu."})
    pairs = sejajar.align_many((articles, reports), fields_ind={"text": "konten"}, fields_eng="text=story")
    flags = ["--fields-ind", "text=konten", "--fields-eng", "text=story"]
    assert written(pairs, tmp_path) == tool("align", articles, reports, *flags, "-q")
    with pytest.raises(sejajar.SejajarError, match='say which with fields="text=NAME"'):
        sejajar.align_many((articles, reports))
    with pytest.raises(sejajar.SejajarError, match='"txt=konten" is not FIELD=NAME .* fields="text=isi,date=tanggal"; did you mean "text"'):
        sejajar.align_many((articles, reports), fields={"txt": "konten"})
    with pytest.raises(TypeError, match="fields are a dict such as"):
        sejajar.align_many((articles, reports), fields=3)


def test_a_table_of_both_texts(tool, tmp_path):
    table = tmp_path / "both.csv"
    table.write_text("id,asli,hasil\nquake,Gempa 6.5 di Palu.,A 6.5 quake in Palu.\nrain,Hujan turun.,Rain fell.\n")
    pairs = sejajar.align_many(table, fields={"ind": "asli", "eng": "hasil"})
    assert [pair.article_id for pair in pairs] == ["quake", "rain"]
    assert written(pairs, tmp_path) == tool("align", table, "--fields", "ind=asli,eng=hasil", "-q")
    with pytest.raises(sejajar.SejajarError, match='fields="ind=NAME,eng=NAME"'):
        sejajar.align_many(table)


def test_manifest(samples, tool, tmp_path):
    manifest = tmp_path / "pairs.csv"
    manifest.write_text(f"name,article,report\ncup,{samples}/cup-final.ind.txt,{samples}/cup-final.eng.txt\n")
    expected = tool("align", "--manifest", manifest, "-q")
    assert written(sejajar.align_many(manifest=manifest), tmp_path) == expected
    assert written(sejajar.align_many(manifest=str(manifest)), tmp_path) == expected
    with pytest.raises(sejajar.SejajarError, match="files, give it as manifest; if they hold texts"):
        sejajar.align_many(manifest)
    with pytest.raises(sejajar.SejajarError, match="pairs and manifest exclude each other"):
        sejajar.align_many(samples, manifest=manifest)
    with pytest.raises(sejajar.SejajarError, match="give pairs or manifest"):
        sejajar.align_many()


def test_ways_of_finding_files_need_files():
    with pytest.raises(sejajar.SejajarError, match="are for files .pathlib.Path., and pairs holds documents"):
        sejajar.align_many([("Hujan.", "Rain.")], fields=FIELDS)


def test_a_str_is_no_folder():
    for wrong in ("folder", b"folder"):
        with pytest.raises(sejajar.SejajarError, match=r"pairs are several; give a list of \(article, report\), or the path of a folder as pathlib.Path"):
            sejajar.align_many(wrong)


@pytest.mark.parametrize("name", ["pairs/nikel.ind.txt", "HALAMAN.HTML", "nikel.pdf", "tabel.csv", "nikel.docx"])
def test_names_of_files_as_texts_are_noticed(name):
    match = f'"{name}" is taken as the text itself, but looks like the name of a file; for the file give pathlib.Path'
    with pytest.warns(sejajar.SejajarWarning, match=match):
        sejajar.split(name, "ind")
    with pytest.warns(sejajar.SejajarWarning, match=match):
        sejajar.align_many([("a", name, "Rain fell.")])


def test_names_of_files_that_exist(samples, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("catatan").write_text("Hujan turun.")
    Path("dua kata.txt").write_text("Hujan turun.")
    for name in ("catatan", "dua kata.txt"):
        with pytest.warns(sejajar.SejajarWarning, match=name):
            sejajar.split(name, "ind")
    # As texts they are no names: no warning, which would be an error here.
    for text in ("Hujan.", "Bacalah berkas nikel.txt", "tiada", "", "a.txt\nb.txt"):
        if text:
            sejajar.split(text, "ind")
    article, report = (samples / f"cup-final.{code}.txt" for code in ("ind", "eng"))
    assert len(sejajar.align(article, report)) > 3


def test_records_and_lists_may_hold_anything():
    assert sejajar.split(["nikel.txt"], "ind").to_dicts()[0]["text"] == "nikel.txt"
    assert sejajar.split({"text": "nikel.txt"}, "ind").to_dicts()[0]["text"] == "nikel.txt"
