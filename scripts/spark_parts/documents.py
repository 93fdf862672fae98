"""Collections made of the samples, and their rows as sets."""

import importlib.machinery
import importlib.util
import random
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"


def collection(count, path):
    """Pairs made of the samples: parts of a sample with other numbers, some much longer than the rest, one without a text."""
    import pyarrow
    from pyarrow import parquet

    names = sorted({path.name.split(".")[0] for path in SAMPLES.glob("*.txt")})
    texts = [[(SAMPLES / f"{name}.{code}.txt").read_text("utf-8") for code in ("ind", "eng")] for name in names]
    rows = []
    for number in range(count):
        at = number % len(texts)
        times = 20 if number % 997 == 500 else 1
        ind, eng = (f"{text}\n\n{last.format(number)}\n" * times for text, last in zip(texts[at], ("Ini cerita ke-{}.", "This is story {}.")))
        rows.append({"name": f"{number}-{names[at]}", "article": "" if number == 77 else ind, "report": eng})
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return rows


def document_sets(count, folder):
    """Articles and reports made of the samples with names and numbers varied, so that each has one right source; days over two years. Some
    have no day, some reports occur twice, one of each side has no text."""
    import pyarrow
    from pyarrow import parquet

    loader = importlib.machinery.SourceFileLoader("collection", str(ROOT / "scripts" / "collection"))
    vary = importlib.util.module_from_spec(importlib.util.spec_from_loader("collection", loader))
    loader.exec_module(vary)
    texts = [[path.with_suffix("").with_suffix(f".{code}.txt").read_text("utf-8") for code in ("ind", "eng")] for path in sorted(SAMPLES.glob("*.ind.txt"))]
    rng, articles, reports = random.Random(1), [], []
    for number in range(count):
        ind, eng = vary.varied(*texts[number % len(texts)], rng)
        day = None if number % 50 == 3 else f"{2022 + number % 2}-{1 + number % 12:02}-{1 + number % 28:02}"
        articles.append({"name": f"a{number}", "text": "" if number == 77 else ind, "date": day})
        reports.append({"name": f"r{number * 7919 % count}", "text": "" if number == 78 else eng, "date": None if number % 70 == 5 else day})
        if number % 100 == 9:
            reports.append({**reports[-1], "name": f"twin{number}"})
    for side, documents in (("articles", articles), ("reports", reports)):
        parquet.write_table(pyarrow.Table.from_pylist(documents), folder / f"{side}-{count}.parquet")


def alone(function, read, output):
    """The rows of one machine, and the time it took to read the documents, to work on them and to write the rows, as Spark does."""
    from pyarrow import parquet

    warnings.simplefilter("ignore")
    start = time.perf_counter()
    table = function(*read(), on_error="warn").to_arrow()
    parquet.write_table(table, output)
    took = time.perf_counter() - start
    return canonical(table), took


def pairs_of(path):
    """The pairs of a Parquet file, as sejajar.align_many takes them."""
    from pyarrow import parquet

    return [[(row["name"], row["article"], row["report"]) for row in parquet.read_table(path).to_pylist()]]


def sides_of(count, folder):
    """The documents of both sides, in the order of their names, as sejajar.link takes them."""
    from pyarrow import parquet

    sides = (parquet.read_table(folder / f"{side}-{count}.parquet").to_pylist() for side in ("articles", "reports"))
    return [sorted(documents, key=lambda document: document["name"]) for documents in sides]


def canonical(table):
    """Rows as a set of texts."""
    columns = [name for name in table.column_names if name not in ("bucket", "error")]
    out = set()
    for batch in table.select(columns).to_batches(max_chunksize=10_000):
        out |= {repr(sorted(row.items())) for row in batch.to_pylist()}
    return out


def found(output):
    """The rows written by Spark; none may occur twice."""
    from pyarrow import dataset

    files = [path for path in Path(output).rglob("*.parquet") if not any(part.startswith("_") for part in path.relative_to(output).parts)]
    table = dataset.dataset(files).to_table()
    rows = canonical(table)
    assert len(rows) == table.num_rows, "rows occur twice"
    return rows
