"""Articles and reports -> which report each article was made from, searched and judged by the workers of a cluster.

The steps are those of :func:`sejajar.link`, and so are the rows. Reports become fingerprints, whose counts say what is rare. They lie in blocks of
one period of days each; an article is sent to the blocks that its window of days touches, where it is looked up by its rarest keys. Of
what all blocks have found the best few are aligned with the article. A period of many reports makes several blocks, and a block that
many articles ask stands with several workers, so that no task has much more to do than others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import pyarrow

import sejajar
from sejajar import linking
from sejajar.spark.aligning import record
from sejajar.spark.buckets import A_BUCKET, Work, batches, failure, of_spark, schema_of, unique, values, with_outcome

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Reports of a block, articles that are looked up in it by one task, and the fewest days of a period.
A_BLOCK, A_TASK, A_PERIOD = 16_384, 5_000, 30

_TEXT, _BYTES, _INT, _FLOAT = pyarrow.string(), pyarrow.binary(), pyarrow.int32(), pyarrow.float32()
_PRINTS = schema_of(name=_TEXT, day=_INT, print=_BYTES, sketch=_BYTES, error=_TEXT)
_TABLES = schema_of(table=_BYTES)
_GROUPS = schema_of(report_id=_TEXT, group=_TEXT)
_FOUND = schema_of(article_id=_TEXT, report_id=_TEXT, similarity=_FLOAT)

_Batches = Iterable[pyarrow.RecordBatch]


def link(
    spark: SparkSession,
    articles: DataFrame,
    reports: DataFrame,
    output: str,
    *,
    window: int | None = 30,
    top: int = 5,
    min_confidence: float = 0.5,
    buckets: int = 0,
) -> tuple[int, int]:
    """Finds which of ``reports`` each of ``articles`` was made from, and writes rows of :func:`sejajar.link` below ``output``.

    Both have the columns ``name`` and ``text`` (or ``html``) and, where known, ``title``, ``date``, ``url``, ``outlet`` and ``byline``; reports count
    as if in the order of their names. ``window``, ``top`` and ``min_confidence`` are those of :func:`sejajar.link`. What an earlier run has
    done is not done again. Returns the number of buckets that were worked on, and of those that were done before. Raises SejajarError
    where two documents of one side have one name, and where the work was begun with other settings.
    """
    from pyspark.sql import functions as f

    if not 1 <= top <= 100:
        raise sejajar.SejajarError(f"top is {top} and may be 1 to 100")
    work = Work(spark, output, work="link", window=window, top=top, min_confidence=min_confidence)
    work.plan(lambda: unique(articles, "articles"), buckets)
    prints = work.stage("reports", lambda: _read(reports, unique(reports, "reports"), "eng"))
    rarity = _rarity(work, prints.filter("error is null"))
    queries = work.stage("articles", lambda: _read(articles, work.buckets * A_BUCKET, "ind", rarity))
    groups = work.stage("groups", lambda: _groups(prints.filter("error is null")))
    found = work.stage("candidates", lambda: _candidates(spark, queries, prints, rarity, window, top))
    unread = prints.filter("error is not null")
    work.failed(unread.select(f.lit(-1).alias("bucket"), f.lit(None).cast("string").alias("article_id"), f.col("name").alias("report_id"), "error"))
    suspects = _suspects(articles, reports, queries, _known(found, prints, groups))
    schema = with_outcome(linking.judge("", [], linking.Rarity()).to_arrow().schema)
    return work.run(suspects, suspects["article_id"], lambda rows: _judge(rows, rarity, min_confidence, schema), of_spark(schema))


def _read(documents: DataFrame, count: int, lang: Literal["ind", "eng"], rarity: bytes | None = None) -> DataFrame:
    """The fingerprints of documents; of articles, for which a rarity is given, what is to be looked up."""
    spread = documents.select("name", record(documents).alias("record")).repartition(max(1, count // A_BUCKET), "name")
    return spread.mapInArrow(lambda rows: _fingerprints(rows, lang, rarity), of_spark(_PRINTS))


def _fingerprints(rows: _Batches, lang: Literal["ind", "eng"], table: bytes | None) -> Iterator[pyarrow.RecordBatch]:
    rarity = None if table is None else linking.Rarity(table)
    for batch in rows:
        out = []
        for row in batch.to_pylist():
            try:
                print = linking.fingerprint(row["record"], lang, name=row["name"])
            except sejajar.SejajarError as error:
                out.append({"name": row["name"], "error": str(error)})
                continue
            read = {"name": row["name"], "day": linking.published(print), "print": rarity.query(print) if rarity else print}
            out.append(read if rarity else {**read, "sketch": linking.sketch(print)})
        yield pyarrow.RecordBatch.from_pylist(out, schema=_PRINTS)


def _rarity(work: Work, prints: DataFrame) -> bytes:
    """How rare what is among the reports: a table a task, of these a few, of these one."""

    def count(rows: _Batches) -> Iterator[pyarrow.RecordBatch]:
        rarity = linking.Rarity()
        for print in values(rows):
            rarity.add(print)
        yield pyarrow.RecordBatch.from_pylist([{"table": bytes(rarity)}], schema=_TABLES)

    def merge(rows: _Batches) -> Iterator[pyarrow.RecordBatch]:
        yield pyarrow.RecordBatch.from_pylist([{"table": _merged(values(rows))}], schema=_TABLES)

    schema = of_spark(_TABLES)
    counted = work.stage("rarity", lambda: prints.select("print").mapInArrow(count, schema).repartition(16).mapInArrow(merge, schema))
    return _merged(row["table"] for row in counted.toLocalIterator())


def _merged(tables: Iterable[bytes]) -> bytes:
    rarity = linking.Rarity()
    for table in tables:
        rarity.merge(linking.Rarity(bytes(table)))
    return bytes(rarity)


def _groups(prints: DataFrame) -> DataFrame:
    """For each report the first that it is a near-duplicate of, or itself: told in one task, which sees a hundred bytes of each."""

    def twins(rows: _Batches) -> Iterator[pyarrow.RecordBatch]:
        twins, names = linking.Twins(), []
        for batch in rows:
            out = []
            for row in batch.to_pylist():
                names.append(row["name"])
                out.append({"report_id": row["name"], "group": names[twins.add(row["sketch"])]})
            yield pyarrow.RecordBatch.from_pylist(out, schema=_GROUPS)

    return prints.select("name", "sketch").repartition(1).sortWithinPartitions("name").mapInArrow(twins, of_spark(_GROUPS))


def _candidates(spark: SparkSession, queries: DataFrame, prints: DataFrame, rarity: bytes, window: int | None, top: int) -> DataFrame:
    """The reports that share most with each article, with their rank among these."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    queries, prints = queries.filter("error is null"), prints.filter("error is null")
    period = f.lit(None).cast("long") if window is None else f.floor(f.col("day") / max(window, A_PERIOD))
    prints = prints.withColumn("period", period)
    blocks = _blocks(spark, prints)
    asked = queries.join(f.broadcast(blocks), _touches(window))
    counts = [(row["block"], -(-row["count"] // A_TASK)) for row in asked.groupBy("block").count().collect()]
    tasks = f.broadcast(spark.createDataFrame(counts, "block int, tasks int"))
    lie = prints["period"].eqNullSafe(blocks["period"]) & (f.pmod(f.xxhash64("name"), f.col("parts")) == f.col("part"))
    each = f.explode(f.sequence(f.lit(0), f.col("tasks") - 1)).alias("task")
    one = f.pmod(f.xxhash64("name"), f.col("tasks")).cast("int").alias("task")
    searched = prints.join(f.broadcast(blocks), lie).join(tasks, "block").select("block", each, f.lit(0).alias("asks"), "name", "print")
    asking = asked.join(tasks, "block").select("block", one, f.lit(1).alias("asks"), "name", "print")
    rows = searched.unionByName(asking).repartition(max(1, sum(count for _, count in counts)), "block", "task")
    rows = rows.sortWithinPartitions("block", "task", "asks", "name")
    found = rows.mapInArrow(lambda rows: _search(rows, rarity, window, top), of_spark(_FOUND))
    best = Window.partitionBy("article_id").orderBy(f.col("similarity").desc(), "report_id")
    return found.withColumn("rank", f.row_number().over(best)).filter(f.col("rank") <= top)


def _blocks(spark: SparkSession, prints: DataFrame) -> DataFrame:
    """The blocks of reports: their number, period (none for reports without a day), part of the period, and in how many it is cut."""
    blocks: list[tuple[int, int | None, int, int]] = []
    for row in prints.groupBy("period").count().orderBy("period").collect():
        parts = -(-row["count"] // A_BLOCK)
        blocks += [(len(blocks) + part, row["period"], part, parts) for part in range(parts)]
    return spark.createDataFrame(blocks, "block int, period long, part int, parts int")


def _touches(window: int | None) -> Any:
    """Whether an article may have been made from reports of a block, by their days."""
    from pyspark.sql import functions as f

    if window is None:
        return f.lit(True)
    length, day, period = max(window, A_PERIOD), f.col("day"), f.col("period")
    near = period.between(f.floor((day - window) / length), f.floor((day + window) / length))
    return day.isNull() | period.isNull() | near


def _search(rows: _Batches, table: bytes, window: int | None, top: int) -> Iterator[pyarrow.RecordBatch]:
    """What a task does: of each block first come the reports and then the articles that ask."""
    rarity, block, index = linking.Rarity(table), None, None
    names: list[str] = []
    prints: list[bytes] = []
    for batch in rows:
        out = []
        for row in batch.to_pylist():
            if (row["block"], row["task"]) != block:
                block, index, names, prints = (row["block"], row["task"]), None, [], []
            if not row["asks"]:
                names.append(row["name"])
                prints.append(row["print"])
                continue
            if index is None:
                index, prints = linking.Index(rarity, prints), []
            for place, similarity in index.search(row["print"], window=window, top=top):
                out.append({"article_id": row["name"], "report_id": names[place], "similarity": similarity})
        yield pyarrow.RecordBatch.from_pylist(out, schema=_FOUND)


def _known(found: DataFrame, prints: DataFrame, groups: DataFrame) -> DataFrame:
    """Candidates with their day and the first report that they are near-duplicates of."""
    days = prints.select(prints["name"].alias("report_id"), "day")
    return found.join(groups, "report_id").join(days, "report_id")


def _suspects(articles: DataFrame, reports: DataFrame, queries: DataFrame, known: DataFrame) -> DataFrame:
    """Articles with their candidates, and with the texts of those that may be aligned."""
    from pyspark.sql import functions as f

    texts = reports.select(reports["name"].alias("report_id"), record(reports).alias("report"))
    near = known.filter(known["rank"] <= linking.ALIGNED).join(texts, "report_id")
    far = known.filter(known["rank"] > linking.ALIGNED).withColumn("report", f.lit(None).cast(texts.schema["report"].dataType))
    candidate = f.struct("rank", "report_id", "similarity", "group", "day", "report")
    lists = near.unionByName(far).groupBy("article_id").agg(f.collect_list(candidate).alias("candidates"))
    outcomes = queries.select(queries["name"].alias("article_id"), queries["error"].alias("unread"))
    named = articles.select(articles["name"].alias("article_id"), record(articles).alias("article"))
    return named.join(outcomes, "article_id").join(lists, "article_id", "left")


def _judge(rows: _Batches, table: bytes, min_confidence: float, schema: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
    rarity = linking.Rarity(table)
    for row in (row for batch in rows for row in batch.to_pylist()):
        name, found = row["article_id"], sorted(row["candidates"] or [], key=lambda found: found["rank"])
        candidates = [tuple(one[field] for field in ("report_id", "similarity", "group", "day", "report")) for one in found]
        if row["unread"] is not None:
            yield failure(row["bucket"], row["unread"], schema, article_id=name)
        judged = linking.judge(row["article"], candidates, rarity, article_id=name, min_confidence=min_confidence)
        yield from batches(judged, row["bucket"], schema)
