"""Seconds and bytes of the steps of sejajar.batches on one core of this machine, measured on documents made of the samples."""

import time

import pyarrow
from pyarrow import compute
from sejajar import batches


def measured(articles, reports):
    """The constants, from documents of both sides in the order of their names (lists of dicts with name, text, date)."""
    out = {"article_bytes": mean_bytes(articles), "report_bytes": mean_bytes(reports)}
    prints, seconds = timed(lambda: batches.fingerprints(documents(reports), "eng"))
    out["read_report"] = seconds / len(reports)
    prints = prints.filter(compute.is_null(prints["error"]))
    rarity = batches.Rarity()
    _, seconds = timed(lambda: rarity.add(prints))
    out["count_report"] = seconds / len(reports)
    queries, seconds = timed(lambda: batches.fingerprints(documents(articles), "ind", rarity=rarity))
    out["read_article"] = seconds / len(articles)
    queries = queries.filter(compute.is_null(queries["error"]))
    groups, seconds = timed(lambda: batches.NearDuplicates().groups(prints))
    out["group_report"] = seconds / len(reports)
    out["print_bytes"] = prints.select(["name", "day", "print"]).nbytes / len(reports)
    out["sketch_bytes"] = prints.select(["name", "sketch"]).nbytes / len(reports)
    out["ask_of_report"], found = asking(prints, queries, rarity)
    out.update(judging(articles, reports, prints, groups, found, rarity))
    out.update(aligning(articles, reports))
    return out


def asking(prints, queries, rarity):
    """Seconds that one article takes for each report of the block in which it is looked up, and all candidates."""
    sides = ((prints, False), (queries, True))
    rows = [{"block": "0", "asks": asks, "name": row["name"], "print": row["print"]} for side, asks in sides for row in side.to_pylist()]
    batch = pyarrow.RecordBatch.from_pylist(rows)
    found, seconds = timed(lambda: batches.Search(rarity, window=None).search(batch))
    return seconds / (prints.num_rows * queries.num_rows), found


def judging(articles, reports, prints, groups, found, rarity):
    """Seconds of an article whose candidates are judged, how many of them are aligned, and the bytes that a task is sent for it."""
    lists = {}
    for row in found.to_pylist():
        lists.setdefault(row["article_id"], []).append({"report_id": row["report_id"], "similarity": row["similarity"]})
    candidate = pyarrow.struct({"report_id": pyarrow.string(), "similarity": pyarrow.float32()})
    kinds = pyarrow.schema({"article_id": pyarrow.string(), "found": pyarrow.list_(candidate)})
    best = batches.best(pyarrow.RecordBatch.from_pylist([{"article_id": name, "found": rows} for name, rows in lists.items()], schema=kinds))
    days = dict(zip(prints["name"].to_pylist(), prints["day"].to_pylist()))
    firsts = {row["report_id"]: row["group"] for row in groups.to_pylist()}
    texts, rows, aligned = {report["name"]: report["text"] for report in reports}, {}, 0
    for row in best.to_pylist():
        report = row["report_id"]
        aligned += row["aligned"]
        text = texts[report] if row["aligned"] else None
        known = {"report_id": report, "similarity": row["similarity"], "group": firsts[report], "day": days[report], "report": text}
        rows.setdefault(row["article_id"], []).append(known)
    kinds = pyarrow.struct([*candidate, ("group", pyarrow.string()), ("day", pyarrow.int32()), ("report", pyarrow.string())])
    schema = pyarrow.schema({"article_id": pyarrow.string(), "article": pyarrow.string(), "candidates": pyarrow.list_(kinds)})
    given = [{"article_id": one["name"], "article": one["text"], "candidates": rows.get(one["name"])} for one in articles if one["text"]]
    batch = pyarrow.RecordBatch.from_pylist(given, schema=schema)
    _, seconds = timed(lambda: batches.judge(batch, rarity))
    return {"judge_article": seconds / len(given), "aligned_per_article": aligned / len(given), "judged_bytes": batch.nbytes / len(given)}


def aligning(articles, reports):
    texts = {report["name"][1:]: report["text"] for report in reports}
    rows = [{"name": one["name"], "article": one["text"], "report": texts.get(one["name"][1:])} for one in articles]
    rows = [row for row in rows if row["article"] and row["report"]]
    aligned, seconds = timed(lambda: batches.align(pyarrow.RecordBatch.from_pylist(rows)))
    return {"align_pair": seconds / len(rows), "rows_bytes": aligned.nbytes / len(rows)}


def documents(side):
    return pyarrow.RecordBatch.from_pylist([{"name": one["name"], "document": {"text": one["text"], "date": one["date"]}} for one in side])


def mean_bytes(side):
    return sum(len(one["text"].encode()) for one in side) / len(side)


def timed(step):
    """The result of a step, and the processor seconds of the fastest of three runs."""
    best = None
    for _ in range(3):
        start = time.process_time()
        result = step()
        taken = time.process_time() - start
        best = taken if best is None else min(best, taken)
    return result, best
