"""What is wrong is an exception that says where, what, and what would work."""

import pickle
import re
import sys
import threading
import time
import warnings
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

import sejajar
from sejajar import batches


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


PAIRS = sejajar.align("Hujan turun.", "Rain fell.")
TEXTS = (["Hujan turun."], ["Rain fell."])

# A call with a number outside its range, and the message.
NUMBERS = [
    (lambda: sejajar.align_many([], threads=513), "threads is 513 and may be 0 to 512"),
    (lambda: sejajar.align_many([], threads=-1), "threads is -1 and may be 0 to 512"),
    (lambda: sejajar.audit(PAIRS, threads=10**60), "threads is 1701.* and may be 0 to 512"),
    (lambda: sejajar.link(*TEXTS, min_confidence=95), "min_confidence is 95 and may be 0 to 1"),
    (lambda: sejajar.link(*TEXTS, min_confidence=-0.1), "min_confidence is -0.1 and may be 0 to 1"),
    (lambda: sejajar.link(*TEXTS, min_confidence=float("nan")), "min_confidence is NaN and may be 0 to 1"),
    (lambda: sejajar.link(*TEXTS, top=0), "top is 0 and may be 1 to 100"),
    (lambda: sejajar.link(*TEXTS, top=-3), "top is -3 and may be 1 to 100"),
    (lambda: sejajar.link(*TEXTS, window=-1), "window is -1 and may be 0 or more"),
    (lambda: sejajar.build("a", "b", "c", min_confidence=2), "min_confidence is 2 and may be 0 to 1"),
    (lambda: sejajar.build("a", "b", "c", shard_size=0), "shard_size is 0 and may be 1 or more"),
    (lambda: sejajar.build("a", "b", "c", threads=-2), "threads is -2 and may be 0 to 512"),
    (lambda: sejajar.export(PAIRS, "csv", "c.csv", min_confidence=95), "min_confidence is 95 and may be 0 to 1"),
    (lambda: sejajar.export(PAIRS, "csv", "c.csv", seed=-1), "seed is -1 and may be 0 or more"),
    (lambda: sejajar.sample(PAIRS, 0), "size is 0 and may be 1 or more"),
    (lambda: sejajar.sample(PAIRS, -5), "size is -5 and may be 1 or more"),
    (lambda: sejajar.sample(PAIRS, 1, seed=2**64), "seed is 18446744073709551616 and may be 0 to 18446744073709551615"),
    (lambda: sejajar.learn("a", output="b", rounds=21), "rounds is 21 and may be 1 to 20"),
    (lambda: sejajar.learn("a", output="b", rounds=-1), "rounds is -1 and may be 1 to 20"),
    (lambda: sejajar.ask([], number=0), "number is 0 and may be 1 to 1000000"),
    (lambda: sejajar.ask([], per_article=0), "per_article is 0 and may be 1 to 10000"),
    (lambda: sejajar.Options(max_side=0), "max_side is 0 and may be 1 to 4"),
    (lambda: sejajar.Options(max_memory=-1), "max_memory is -1 and may be 0 or more"),
    (lambda: sejajar.Options(max_side=-1), "max_side is -1 and may be 1 to 4"),
    (lambda: batches.Search(batches.Rarity(), top=101), "top is 101 and may be 1 to 100"),
    (lambda: batches.Search(batches.Rarity(), window=-1), "window is -1 and may be 0 or more"),
    (lambda: batches.best(pyarrow.RecordBatch.from_pylist([]), top=0), "top is 0 and may be 1 to 100"),
]


@pytest.mark.parametrize(("call", "message"), NUMBERS, ids=[message for _, message in NUMBERS])
def test_numbers_outside_their_range(call, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        call()


def test_sizes_that_are_none():
    with pytest.raises(sejajar.SejajarError, match='^max_memory is "lots" is no size: 800M, 2G or a number of bytes$'):
        sejajar.Options(max_memory="lots")
    with pytest.raises(TypeError):
        sejajar.Options(max_memory=2.5)


def test_a_pair_above_the_limit_of_memory_fails_and_the_others_go_on(samples):
    long = ("Ya, kata Sari. " * 400, "Yes, said Sari. " * 400)
    pairs = [("long", *long), ("rain", "Hujan turun di Medan.", "Rain fell in Medan.")]
    options = sejajar.Options(max_memory="60M")
    with pytest.raises(sejajar.SejajarError, match="^long.*limit for a pair is 60 MB.*or raise max_memory$") as caught:
        sejajar.align_many(pairs, options=options)
    assert caught.value.code == "too-large" and sejajar.SejajarError.code == "other"
    with pytest.warns(sejajar.SejajarWarning, match="^long.*limit for a pair is 60 MB"):
        rows = sejajar.align_many(pairs, options=options, on_error="warn")
    assert [row.article_id for row in rows] == ["rain"]
    with pytest.raises(sejajar.SejajarError, match="limit for a pair"):
        sejajar.align(*long, options=pickle.loads(pickle.dumps(options)))
    usual = sejajar.align_many(samples)
    for limit in (None, 0, "4G", 4 << 30):
        assert sejajar.align_many(samples, options=sejajar.Options(max_memory=limit)) == usual


def test_numbers_of_another_type():
    with pytest.raises(TypeError, match="'threads'"):
        sejajar.align_many([], threads="two")
    with pytest.raises(TypeError, match="'top'"):
        sejajar.link(*TEXTS, top=1.5)
    with pytest.raises(TypeError, match="'min_confidence'"):
        sejajar.link(*TEXTS, min_confidence="high")


@pytest.mark.parametrize(
    ("method", "hidden", "message"),
    [
        ("to_pandas", "pandas", "to_pandas needs pandas and pyarrow: pip install 'sejajar[pandas]'"),
        ("to_pandas", "pyarrow", "to_pandas needs pandas and pyarrow: pip install 'sejajar[pandas]'"),
        ("to_polars", "polars", "to_polars needs polars: pip install 'sejajar[polars]'"),
        ("to_arrow", "pyarrow", "to_arrow needs pyarrow: pip install 'sejajar[pandas]'"),
    ],
)
def test_extras_that_are_not_installed(monkeypatch, method, hidden, message):
    monkeypatch.setitem(sys.modules, hidden, None)
    for table in (PAIRS, sejajar.coverage(PAIRS)):
        with pytest.raises(ModuleNotFoundError) as caught:
            getattr(table, method)()
        assert str(caught.value) == message and caught.value.__cause__ is not None
    assert PAIRS.to_dicts()


def wrong_calls(folder):
    """Calls whose messages speak of an argument."""
    PAIRS.write(folder / "p.csv")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "note.txt").write_text("Hujan.")
    (folder / "a.jsonl").write_text('{"tulisan": "Hujan turun."}\n')
    (folder / "pairs.csv").write_text("article,report\na,b\n")
    sides = [folder / name for name in ("ind", "eng")]
    for side in sides:
        side.mkdir()
        (side / "a.txt").write_text("Hujan turun.")
    sample = sejajar.sample(PAIRS, 1)
    sample.write(folder / "sample.csv")
    yield "overwrite=True", lambda: PAIRS.write(folder / "p.csv")
    yield "overwrite=True", lambda: sejajar.export(PAIRS, "csv", folder / "p.csv")
    yield "overwrite=True", lambda: sample.write(folder / "sample.csv")
    yield "overwrite=True", lambda: sejajar.build(*sides, folder / "corpus")
    yield "align_types", lambda: sejajar.export(PAIRS, "csv", folder / "q.csv", align_types=["1:1"])
    yield "without", lambda: sejajar.export(PAIRS, "csv", folder / "q.csv", without=["Moved!"])
    yield "output", lambda: sejajar.export(PAIRS, "xces", folder / "q.xml")
    yield "excel", lambda: sejajar.export(PAIRS, "tmx", folder / "q.tmx", excel=True)
    yield "schema", lambda: sejajar.export(PAIRS, "tmx", folder / "q.tmx", schema=True)
    yield "fields=", lambda: sejajar.align_many((folder / "a.jsonl", folder / "a.jsonl"))
    yield "manifest", lambda: sejajar.align_many(folder / "pairs.csv")
    yield "give both", lambda: sejajar.align_many(folder / "corpus" / "note.txt")
    yield "pattern", lambda: sejajar.align_many(folder / "corpus")


def test_messages_name_arguments_of_python(tmp_path):
    for argument, call in wrong_calls(tmp_path):
        with pytest.raises(sejajar.SejajarError) as caught:
            call()
        message = str(caught.value)
        assert argument in message, message
        assert not re.search(r"--[a-z]|the option|cargo|sejajar (align|build|link|export)", message), message


def test_warnings_name_arguments_of_python():
    with pytest.warns(sejajar.SejajarWarning, match="name the encoding with encoding$"):
        sejajar.split("Caf\xe9 itu tutup sejak pukul 10.30 karena banjir.".encode("windows-1252"), "ind")
