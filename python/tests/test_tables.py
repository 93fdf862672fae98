"""Tables go into other libraries and come back as they were."""

import duckdb
import pandas
import polars
import pyarrow
import pytest

import sejajar

NASTY = [
    ('Dia berkata "tidak", lalu pergi; selesai.', 'He said "no", and left; done.'),
    ("=1+1 adalah 2.", "=1+1 is 2."),
    ("NA", "null"),
    ("Teks \u202bعربي\u202c di tengah 😀.", "Text \u202bعربي\u202c in the middle 😀."),
    ("Satu\u0000dua\u0007tiga.", "One\u0000two\u0007three."),
    ("<script>alert(1)</script> & 'x' $y$", "<b>&amp;</b>"),
    ("kata " * 2000 + "akhir.", "word " * 2000 + "end."),
]


@pytest.fixture(scope="module")
def nasty():
    with pytest.warns(sejajar.SejajarWarning, match="entity of web pages"):
        return sejajar.align([ind for ind, _ in NASTY], [eng for _, eng in NASTY])


@pytest.fixture(scope="module")
def pairs(samples):
    return sejajar.align_many(samples)


def dicts(pairs):
    return sejajar.Pairs.from_table(pairs).to_dicts()


@pytest.mark.parametrize("which", ["pairs", "nasty"])
def test_every_library_gives_back_what_it_took(request, which):
    table = request.getfixturevalue(which)
    ours, rows = table, table.to_dicts()
    assert dicts(ours) == rows
    assert dicts(table.to_arrow()) == rows
    assert dicts(table.to_polars()) == rows
    assert dicts(table.to_pandas()) == rows
    assert dicts(duckdb.sql("select * from ours").arrow()) == rows


def test_types(pairs):
    schema = pairs.to_arrow().schema
    assert schema.names == pairs.columns
    assert schema.field("ind_start").type == pyarrow.int32()
    assert schema.field("confidence").type == pyarrow.float64()
    assert schema.field("ind_sentences").type == pyarrow.list_(pyarrow.field("element", pyarrow.int32(), nullable=False))
    assert schema.metadata[b"sejajar.schema_version"] == b"2"
    assert schema.field("flags").type == pyarrow.list_(pyarrow.field("element", pyarrow.string(), nullable=False))
    assert b"Probability" in schema.field("confidence").metadata[b"description"]
    assert schema == pyarrow.schema(pairs)


def test_differences_of_positions_do_not_wrap(pairs):
    rows = pairs.to_dicts()
    moves = [row["ind_start"] - row["eng_start"] for row in rows]
    assert min(moves) < 0
    frame, polar = pairs.to_pandas(), pairs.to_polars()
    assert (frame.ind_start - frame.eng_start).tolist() == moves
    assert (polar["ind_start"] - polar["eng_start"]).to_list() == moves


def test_positions_may_be_unsigned_as_in_older_tables(pairs):
    table = pairs.to_arrow()
    for name in ("ind_start", "ind_end", "eng_start", "eng_end"):
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, table[name].cast(pyarrow.uint32()))
    assert sejajar.Pairs.from_table(table).to_dicts() == pairs.to_dicts()


def test_sentences_of_a_row_are_found_by_its_cuts():
    ind = ["Kafé tutup.", "Tiga orang pergi.", "Hujan turun."]
    eng = ["The café closed and three people left.", "It rained."]
    row = next(pair for pair in sejajar.align(ind, eng) if len(pair.ind_sentences) == 2)
    starts = [0, *row.ind_cuts, len(row.ind_text) + 1]
    found = [row.ind_text[start : end - 1] for start, end in zip(starts, starts[1:])]
    assert found == [ind[at] for at in row.ind_sentences]
    assert (row.ind_start, row.ind_end) == (row.ind_sentences[0], row.ind_sentences[-1] + 1)


def test_batches_of_a_long_table():
    pairs = sejajar.align(["Hujan turun."] * 20_000, [f"Rain {n}." for n in range(3)])
    table = pairs.to_arrow()
    assert table.num_rows == len(pairs) and table.column(0).num_chunks == 2


def test_columns_are_not_copied(pairs):
    """Polars and pyarrow see the same bytes in one place, which is where our own stream put them."""
    table = pairs.to_arrow()
    frame = polars.DataFrame(table.select(["confidence"]))
    assert frame["confidence"].to_arrow().buffers()[1].address == table["confidence"].chunk(0).buffers()[1].address


def test_tables_read_from_csv(pairs, tmp_path):
    path = tmp_path / "pairs.csv"
    pairs.write(path)
    rows = sejajar.read_pairs(path).to_dicts()
    assert rows == pairs.to_dicts()
    frame = pandas.read_csv(path, keep_default_na=False, na_values={"confidence": "", "score": ""})
    for column in ("name_score", "number_score", "word_score", "length_score"):
        frame[column] = pandas.to_numeric(frame[column], errors="coerce")
    assert dicts(frame) == rows
    assert dicts(polars.read_csv(path)) == rows
    assert dicts(path) == rows


def test_sequence(pairs):
    assert len(pairs[2:8:2]) == 3 and len(pairs[::-1]) == len(pairs)
    assert pairs[2:8:2][1].pair_id == pairs[4].pair_id
    assert pairs[-1].pair_id == list(pairs)[-1].pair_id == pairs[::-1][0].pair_id
    with pytest.raises(IndexError, match="no row"):
        pairs[len(pairs)]
    assert sejajar.align_many([]).to_arrow().num_rows == 0


def test_audit_of_any_table(pairs):
    found = sejajar.audit(pairs, threads=2).to_dicts()
    assert {"code": "date-mismatch", "severity": "error"}.items() <= next(
        row for row in found if row["code"] == "date-mismatch"
    ).items()
    assert found == sejajar.audit(pairs.to_pandas()).to_dicts() == sejajar.audit(pairs.to_polars()).to_dicts()
    flags = {(row["pair_id"], row["code"]) for row in found}
    told = {(pair.pair_id, flag.split("=")[0]) for pair in pairs for flag in pair.flags}
    assert {flag for flag in told if flag[1] in ("moved", "date-mismatch")} <= flags


def test_coverage(pairs):
    rows = sejajar.coverage(pairs).to_dicts()
    assert len(rows) == 10
    assert sum(row["aligned"] for row in rows) == sum(not pair.align_type.startswith("0") and not pair.align_type.endswith("0") for pair in pairs)


def test_notebooks_show_rows_safely(pairs, nasty):
    shown = nasty._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown
    assert "<b>" not in shown and "&lt;b&gt;&amp;&lt;/b&gt;" in shown
    assert "$" not in shown and "\u0000" not in shown
    shown = pairs._repr_html_()
    assert shown.count("<tr>") == 21 and "further rows" in shown
    assert "<mark" in shown
    dated = next(pair for pair in pairs if any(flag.startswith("date-mismatch") for flag in pair.flags))
    assert "date:2023-07-13" in dated._repr_html_() and "the two sides give different dates" in dated._repr_html_()
    assert "<td" in sejajar.audit(pairs)._repr_html_()
