"""The types of columns that readers find: by themselves where a format has types, else by the lines of the documents."""

import ast
import shutil

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import sejajar
from test_snippets import ROOT, blocks

POSITIONS = ["ind_start", "ind_end", "eng_start", "eng_end"]
FIGURES = ["confidence", "score", "name_score", "number_score", "word_score", "length_score",
           "content_confidence", "ind_coverage", "eng_coverage"]
TEXTS = ["pair_id", "article_id", "report_id", "ind_text", "eng_text", "align_type"]
LISTS = ["matched_names", "matched_numbers", "unmatched_ind", "unmatched_eng", "flags"]
NUMBERS = ["ind_sentences", "eng_sentences", "ind_cuts", "eng_cuts"]

# Texts that look like numbers and missing values, in rows of which some have no partner.
ROWS = [("NA", "null"), ("007", "1e5"), ("true", "None"), ("Hujan turun di Palu.", "Rain fell in Palu."), ("Ia pergi.", "")]


@pytest.fixture(scope="module")
def pairs(samples):
    rows = sejajar.align_many(samples)
    assert all(any(row[name] is None for row in rows.to_dicts()) for name in FIGURES if name != "confidence")
    return rows


@pytest.fixture(scope="module")
def folder(pairs, tmp_path_factory):
    """The table in every format that is read back."""
    folder = tmp_path_factory.mktemp("tables")
    for ending in ("csv", "tsv", "jsonl"):
        pairs.write(folder / f"pairs.{ending}")
    try:
        pairs.write(folder / "pairs.parquet")
    except sejajar.SejajarError:  # a build without the feature
        pyarrow.parquet.write_table(pyarrow.table(pairs), folder / "pairs.parquet")
    shutil.copy(folder / "pairs.parquet", folder / "corpus.parquet")
    return folder


def check_pandas(frame, positions="int64", lists=object):
    for name in POSITIONS:
        assert frame[name].dtype == positions, (name, frame[name].dtype)
    for name in FIGURES:
        assert frame[name].dtype == "float64", (name, frame[name].dtype)
    for name in TEXTS:
        assert pandas.api.types.is_string_dtype(frame[name]) and not frame[name].isna().any(), name
    assert (frame.ind_start - frame.eng_start).min() < 0 and frame[FIGURES].corr().notna().all(axis=None)
    if lists is str:
        assert all(frame[name].map(type).eq(str).all() for name in LISTS + NUMBERS)
    else:
        assert not any(frame[name].map(type).eq(str).any() for name in LISTS + NUMBERS)


def check_polars(frame, whole=polars.Int64, lists=True):
    schema = dict(frame.schema)
    assert all(schema[name] == whole for name in POSITIONS), schema
    assert all(schema[name] == polars.Float64 for name in FIGURES), schema
    assert all(schema[name] == polars.String for name in TEXTS), schema
    assert all(schema[name] == (polars.List(polars.String) if lists else polars.String) for name in LISTS), schema
    assert all(schema[name] == (polars.List(whole) if lists else polars.String) for name in NUMBERS), schema
    assert (frame["ind_start"] - frame["eng_start"]).min() < 0


def check_duckdb(relation, whole="BIGINT", lists=True):
    types = dict(zip(relation.columns, map(str, relation.types)))
    assert {types[name] for name in POSITIONS} == {whole}, types
    assert {types[name] for name in FIGURES} == {"DOUBLE"}, types
    assert {types[name] for name in TEXTS} == {"VARCHAR"}, types
    if lists:
        assert {types[name] for name in LISTS} == {"VARCHAR[]"} and {types[name] for name in NUMBERS} == {f"{whole}[]"}, types
    assert relation.aggregate("min(ind_start - eng_start)").fetchall()[0][0] < 0


def test_the_package(pairs):
    check_pandas(pairs.to_pandas(), "int32")
    check_polars(pairs.to_polars(), polars.Int32)
    check_duckdb(duckdb.sql("from pairs"), "INTEGER")


def test_parquet(folder):
    path = folder / "pairs.parquet"
    check_pandas(pandas.read_parquet(path), "int32")
    check_polars(polars.read_parquet(path), polars.Int32)
    check_duckdb(duckdb.read_parquet(str(path)), "INTEGER")


def test_jsonl(folder):
    path = folder / "pairs.jsonl"
    check_polars(polars.read_ndjson(path, infer_schema_length=None))
    check_duckdb(duckdb.read_json(str(path), sample_size=-1))


def test_csv_in_duckdb(folder):
    check_duckdb(duckdb.read_csv(str(folder / "pairs.csv"), sample_size=-1), lists=False)


def lines_of_documents():
    """The documents with blocks of Python that read tables."""
    for path in [ROOT / "README.md", ROOT / "docs" / "quick-start.md", ROOT / "docs" / "python.md", ROOT / "docs" / "formats.md"]:
        texts = [block.text for block in blocks(path) if block.language == "python"]
        found = [text for text in texts if "read_csv" in text]
        assert found, f"{path} reads no table"
        yield pytest.param(found, id=path.name)


@pytest.mark.parametrize("texts", list(lines_of_documents()))
def test_lines_of_the_documents(texts, folder, monkeypatch):
    """After every line that reads a table its types are right."""
    monkeypatch.chdir(folder)
    names, checked = {}, 0
    for statement in (statement for text in texts for statement in ast.parse(text).body):
        line = ast.unparse(statement)
        exec(line, names)
        if not any(reader in line for reader in ("read_csv(", "read_json(", "read_ndjson(")):
            continue
        frame = names[statement.targets[0].id]
        if isinstance(frame, polars.DataFrame):
            check_polars(frame, lists="ndjson" in line)
        else:
            check_pandas(frame, lists=object if "read_json" in line else str)
        checked += 1
    assert checked


def test_texts_that_look_like_something_else_stay_texts(tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        rows = sejajar.align([ind for ind, _ in ROWS], [eng for _, eng in ROWS if eng])
        rows.write("pairs.csv")
        rows.write("pairs.jsonl")
        names = {name: "" for name in FIGURES}
        csv = pandas.read_csv("pairs.csv", keep_default_na=False, na_values=names, dtype=dict.fromkeys(TEXTS, str))
        assert csv["ind_text"].tolist() == [pair.ind_text for pair in rows]
        json = polars.read_ndjson("pairs.jsonl", infer_schema_length=None)
        assert json["ind_text"].to_list() == [pair.ind_text for pair in rows]
