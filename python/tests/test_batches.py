"""The steps over record batches, block by block and with the counts of each machine merged, give the rows of sejajar.link and sejajar.align_many."""

import pyarrow
import pytest
import sejajar
from sejajar import batches

CANDIDATE = {
    "report_id": pyarrow.string(),
    "similarity": pyarrow.float32(),
    "group": pyarrow.string(),
    "day": pyarrow.int32(),
}


def rows_of(table, without=("bucket", "error")):
    """The rows as they are without the columns of engines; numbers of any width are equal."""
    return [{name: value for name, value in row.items() if name not in without} for row in table.to_pylist()]


def batch_of(rows, **fields):
    return pyarrow.RecordBatch.from_pylist(rows, schema=pyarrow.schema(fields) if fields else None)


def documents(side):
    return batch_of([{"name": name, "document": document} for name, document in side.items()])


def halves(batch):
    """The batch in two parts, as an engine may cut it."""
    return [batch.slice(0, batch.num_rows // 2), batch.slice(batch.num_rows // 2)]


def counted(prints):
    """How rare everything is, counted in two parts that are merged."""
    tables = []
    for part in halves(prints):
        rarity = batches.Rarity()
        rarity.add(part)
        tables.append({"table": bytes(rarity)})
    rarity = batches.Rarity()
    rarity.merge(batch_of(tables))
    return batches.Rarity(bytes(rarity))


def searched(prints, queries, rarity, size, window, top):
    """The candidates of every article, of blocks of so many reports."""
    rows = []
    for start in range(0, prints.num_rows, size):
        block = {"block": str(start)}
        rows += [{**block, "asks": False, **row} for row in prints.slice(start, size).to_pylist()]
        rows += [{**block, "asks": True, **row} for row in queries.to_pylist()]
    search = batches.Search(rarity, window=window, top=top)
    found = {}
    for part in halves(batch_of(rows)):
        for row in search.search(part).to_pylist():
            found.setdefault(row["article_id"], []).append(row)
    candidates = pyarrow.list_(pyarrow.struct({"report_id": pyarrow.string(), "similarity": pyarrow.float32()}))
    rows = [{"article_id": article, "found": list(reversed(rows))} for article, rows in found.items()]
    return batches.best(batch_of(rows, article_id=pyarrow.string(), found=candidates), top=top)


def stepwise(articles, reports, *, size, window=30, top=5):
    """The links of documents by name, searched in blocks of so many reports."""
    reports = dict(sorted(reports.items()))
    prints = batches.fingerprints(documents(reports), "eng")
    rarity, near = counted(prints), batches.NearDuplicates()
    groups = {row["report_id"]: row["group"] for part in halves(prints) for row in near.groups(part).to_pylist()}
    days = {row["name"]: row["day"] for row in prints.to_pylist()}
    queries = batches.fingerprints(documents(articles), "ind", rarity=rarity)
    candidates = {}
    for row in searched(prints, queries, rarity, size, window, top).to_pylist():
        report = row["report_id"]
        known = {"group": groups[report], "day": days[report], "report": reports[report] if row["aligned"] else None}
        candidates.setdefault(row["article_id"], []).append({**row, **known})
    kind = documents(reports).schema.field("document").type
    candidate = pyarrow.list_(pyarrow.struct({**CANDIDATE, "report": kind}))
    rows = [{"article_id": name, "article": text, "candidates": candidates.get(name)} for name, text in articles.items()]
    rows = batch_of(rows, article_id=pyarrow.string(), article=documents(articles).schema.field("document").type, candidates=candidate)
    return [row for part in halves(rows) for row in rows_of(batches.judge(part, rarity))]


def dated(folder, code):
    paths = sorted(folder.glob(f"*.{code}.txt"))
    return {path.stem: {"text": path.read_text("utf-8"), "date": f"2024-0{1 + number % 9}-11"} for number, path in enumerate(paths)}


@pytest.mark.parametrize("size", [1, 2, 100])
def test_samples(samples, size):
    articles, reports = dated(samples, "ind"), dated(samples, "eng")
    for window in (30, None):
        assert stepwise(articles, reports, size=size, window=window) == sejajar.link(articles, reports, window=window).to_dicts()


@pytest.mark.filterwarnings("ignore:.*read as Windows-1252.*:sejajar.SejajarWarning")
def test_development_data(data):
    articles, reports = (
        {path.stem: path.read_text("utf-8") for path in sorted((data / "link" / "dev" / side).glob("*.txt"))} for side in ("articles", "reports")
    )
    assert stepwise(articles, reports, size=50) == sejajar.link(articles, reports).to_dicts()


def test_pairs(samples):
    names = sorted(path.name.split(".")[0] for path in samples.glob("*.ind.txt"))
    texts = {name: [(samples / f"{name}.{code}.txt").read_text("utf-8") for code in ("ind", "eng")] for name in names}
    pairs = [{"name": name, "article": ind, "report": eng, "bucket": 7} for name, (ind, eng) in texts.items()]
    kinds = {"name": pyarrow.string(), "article": pyarrow.string(), "report": pyarrow.string(), "bucket": pyarrow.int32()}
    rows = batches.align(batch_of([*pairs, {"name": "empty", "article": None, "report": "Rain."}], **kinds), meta=True)
    assert rows.schema == batches.schema("align", meta=True)
    *aligned, failed = rows.to_pylist()
    assert (failed["article_id"], failed["bucket"], failed["error"]) == ("empty", None, "empty: has no text: it is empty")
    assert all(row["bucket"] == 7 and row["error"] is None for row in aligned)
    expected = sejajar.align_many(((name, *pair) for name, pair in texts.items()), meta=True).to_dicts()
    assert [{key: row[key] for key in expected[0]} for row in aligned] == expected


def test_any_arrow_object_is_a_batch():
    rows = [{"name": str(number), "article": f"Hujan turun di Palu {number} kali.", "report": f"Rain fell in Palu {number} times."} for number in range(5)]
    expected = batches.align(batch_of(rows)).to_pylist()
    texts = [("name", pyarrow.large_string()), ("article", pyarrow.string_view()), ("report", pyarrow.dictionary(pyarrow.int32(), pyarrow.string()))]
    table = pyarrow.Table.from_pylist(rows).cast(pyarrow.schema(texts))
    several = pyarrow.concat_tables([table.slice(0, 2), table.slice(2)])
    structs = batch_of([{**row, "article": {"text": row["article"]}, "report": {"text": row["report"]}} for row in rows])
    for given in (table, several, structs, pytest.importorskip("polars").DataFrame(rows)):
        assert batches.align(given).to_pylist() == expected
    with pytest.raises(sejajar.SejajarError, match="a batch is a record batch, a table or a data frame of Arrow, and not list"):
        batches.align(rows)


def test_errors_are_rows_and_other_bytes_are_refused():
    reports = documents({"empty": "", "quake": "A 6.5 quake shook Palu on Wednesday. Twelve died, Dewi Larasati said."})
    prints = batches.fingerprints(reports, "eng")
    assert prints.column("error").to_pylist() == ["empty: has no text: it is empty", None]
    rarity = batches.Rarity()
    rarity.add(prints.slice(1))
    given = {"article_id": "a", "article": "Gempa 6,5 mengguncang Palu.", "candidates": [{"report_id": "quake", "similarity": 0.9, "group": "quake"}]}
    candidate = pyarrow.list_(pyarrow.struct({**CANDIDATE, "report": pyarrow.string()}))
    kinds = {"article_id": pyarrow.string(), "article": pyarrow.string(), "candidates": candidate, "unread": pyarrow.string()}
    judged = batches.judge(batch_of([given, {"article_id": "b", "unread": "b: has no text"}], **kinds), rarity).to_pylist()
    assert [(row["article_id"], row["report_id"], row["error"]) for row in judged] == [
        ("a", None, "quake: is a candidate to be aligned, but its document is not given"),
        ("b", None, "b: has no text"),
        ("b", None, None),
    ]
    for broken in (b"123", b"1234"):
        with pytest.raises(sejajar.SejajarError):
            batches.Rarity(broken)
        for step, row in (
            (rarity.add, {"print": broken}),
            (rarity.merge, {"table": broken}),
            (batches.NearDuplicates().groups, {"name": "a", "sketch": broken}),
            (batches.Search(rarity).search, {"block": "1", "asks": True, "name": "a", "print": broken}),
        ):
            with pytest.raises(sejajar.SejajarError):
                step(batch_of([row]))
    with pytest.raises(sejajar.SejajarError, match="has no column name"):
        batches.fingerprints(batch_of([{"document": "Rain."}]), "eng")
    with pytest.raises(sejajar.SejajarError, match='"smell" is not a step'):
        batches.schema("smell")
