"""What is wrong is an exception that says where, what, and what would work."""

import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

import sejajar


def test_exceptions_are_value_errors():
    assert issubclass(sejajar.SejajarError, ValueError)
    with pytest.raises(sejajar.SejajarError, match="article: has no text"):
        sejajar.align("", "Rain fell.")
    with pytest.raises(sejajar.SejajarError, match="nowhere.txt: .*No such file"):
        sejajar.align(Path("nowhere.txt"), "Rain fell.")
    with pytest.raises(sejajar.SejajarError, match='"de" is not a language sejajar reads: ind or eng'):
        sejajar.split("Es regnet.", "de")
    with pytest.raises(sejajar.SejajarError, match="max_side is 5"):
        sejajar.Options(max_side=5)
    with pytest.raises(sejajar.SejajarError, match='"smells" is no kind of evidence: use names'):
        sejajar.Options(evidence="smells")
    with pytest.raises(sejajar.SejajarError, match='date: .*is no date|"soon" is no date'):
        sejajar.align({"text": "Hujan.", "date": "soon"}, "Rain.")


def test_wrong_types():
    with pytest.raises(TypeError, match="a document is a text .str, bytes., a file"):
        sejajar.align(3, "Rain fell.")
    with pytest.raises(TypeError, match="sentence 1 is int"):
        sejajar.align(["Hujan.", 3], ["Rain."])
    with pytest.raises(TypeError, match="item 2 is no .article, report."):
        sejajar.align_many([("Hujan.", "Rain."), "Hujan."])
    with pytest.raises(TypeError, match="int is no table"):
        sejajar.audit(3)
    with pytest.raises(sejajar.SejajarError, match="has no column \"pair_id\""):
        sejajar.audit(sejajar.split("Hujan turun.", "ind"))
    with pytest.raises(sejajar.SejajarError, match="sentence 0 holds a line break"):
        sejajar.align(["Hujan\nturun."], ["Rain."])


def test_pairs_that_cannot_be_read():
    pairs = [("a", "Hujan turun.", "Rain fell."), ("b", " ", "Nothing."), ("c", "Jalan banjir.", "Streets are flooded.")]
    with pytest.raises(sejajar.SejajarError, match="b: has no text"):
        sejajar.align_many(pairs)
    with pytest.warns(sejajar.SejajarWarning, match="b: has no text"):
        rows = sejajar.align_many(pairs, on_error="warn")
    assert [row.article_id for row in rows] == ["a", "c"]
    with pytest.raises(sejajar.SejajarError, match="a: is the name of two pairs"):
        sejajar.align_many(pairs[:1] * 2)


def test_folder_with_a_file_alone(tmp_path):
    (tmp_path / "a.ind.txt").write_text("Hujan turun.")
    (tmp_path / "a.eng.txt").write_text("Rain fell.")
    (tmp_path / "b.ind.txt").write_text("Jalan banjir.")
    with pytest.raises(sejajar.SejajarError, match=r"b.ind.txt: has no report b.eng.EXT beside it"):
        sejajar.align_many(tmp_path)
    with pytest.warns(sejajar.SejajarWarning, match="has no report"):
        assert len(sejajar.align_many(tmp_path, on_error="warn")) == 1


def test_what_the_reader_noticed_is_a_warning():
    with pytest.warns(sejajar.SejajarWarning, match="of its words are known Indonesian"):
        sejajar.evidence("The minister said on Monday that the budget would be cut by half because of the storm and the flood in the city.", "ind")
    with pytest.warns(sejajar.SejajarWarning, match="windows-1252"):
        sejajar.split("Caf\xe9 itu tutup sejak pukul 10.30 karena banjir.".encode("windows-1252"), "ind")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sejajar.split("Café itu tutup.", "ind", options=sejajar.Options(encoding="windows-1252"))


def test_files_are_not_replaced_unasked(tmp_path):
    pairs = sejajar.align("Hujan turun.", "Rain fell.")
    pairs.write(tmp_path / "p.csv")
    with pytest.raises(sejajar.SejajarError, match="p.csv.*exists"):
        pairs.write(tmp_path / "p.csv")
    pairs.write(tmp_path / "p.csv", overwrite=True)
    with pytest.raises(sejajar.SejajarError, match="its ending is that of no format"):
        pairs.write(tmp_path / "p.doc")


def test_parquet_is_written_or_the_message_says_what_writes_it(tmp_path):
    pairs, path = sejajar.align("Hujan turun.", "Rain fell."), tmp_path / "p.parquet"
    try:
        pairs.write(path)
    except sejajar.SejajarError as error:
        assert "pyarrow.parquet.write_table" in str(error) and "--features parquet" in str(error)
        assert not path.exists()
        pyarrow.parquet.write_table(pyarrow.table(pairs), path)
    assert pyarrow.parquet.read_table(path).num_rows == len(pairs)


def test_broken_tables_name_the_row(tmp_path):
    path = tmp_path / "p.csv"
    sejajar.align("Hujan turun.", "Rain fell.").write(path)
    path.write_text(path.read_text().replace(",0,1,0,1,", ",x,1,0,1,"))
    with pytest.raises(sejajar.SejajarError, match=r'p.csv:2: ind_start: "x" is not a sentence position'):
        sejajar.read_pairs(path)


def test_other_threads_go_on(samples):
    """A thread counts while another one aligns: the interpreter's lock is not held."""
    texts = [[path.read_text("utf-8") * 40 for path in sorted(samples.glob(f"c*.{code}.txt"))] for code in ("ind", "eng")]
    counts, done = [0], threading.Event()

    def count():
        while not done.is_set():
            counts[0] += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    before = counts[0]
    start = time.perf_counter()
    sejajar.align(texts[0][0], texts[1][0])
    took = time.perf_counter() - start
    gained = counts[0] - before
    done.set()
    thread.join()
    assert gained > took / 0.05, f"{gained} steps in {took:.2f} s"


ENDLESS = """
import itertools, sys, sejajar
pair = ("Gempa 6,5 mengguncang Palu. " * 20, "A 6.5 quake shook Palu. " * 20)
print("ready", flush=True)
try:
    sejajar.align_many((str(n), *pair) for n in itertools.count())
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c():
    process = subprocess.Popen([sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    time.sleep(1)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30)[0] == "interrupted\n"
    assert time.monotonic() - start < 10


def test_a_record_without_text_is_told_by_its_name_and_passed_over():
    articles = [{"name": "empty", "text": ""}, {"name": "quake", "text": "Gempa 6,5 mengguncang Palu."}]
    reports = [{"name": "report", "text": "A 6.5 quake shook Palu."}]
    with pytest.raises(sejajar.SejajarError, match="^empty: has no text"):
        sejajar.link(articles, reports)
    with pytest.warns(sejajar.SejajarWarning, match="^empty: has no text"):
        links = sejajar.link(articles, reports, on_error="warn").to_dicts()
    assert [(link["article_id"], link["report_id"]) for link in links] == [("empty", None), ("quake", "report")]


def test_folders_name_their_sides_in_several_ways(tmp_path):
    (tmp_path / "kim_id.txt").write_text("Hujan turun di Palu.")
    with pytest.raises(sejajar.SejajarError, match=r"found kim_id.txt.*\(name, article, report\)"):
        sejajar.align_many(tmp_path)
    (tmp_path / "kim_en.txt").write_text("Rain fell in Palu.")
    assert sejajar.align_many(tmp_path)[0].article_id == "kim"
