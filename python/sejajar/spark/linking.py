"""Articles and reports -> which report each article was made from, searched and judged by the workers of a cluster.

The steps are those of :func:`sejajar.link`, and so are the rows. Reports become fingerprints, whose counts say what is rare. They lie in blocks of
one period of days each; an article is sent to the blocks that its window of days touches, where it is looked up by its rarest keys. Of
what all blocks have found the best few are aligned with the article. A period of many reports makes several blocks, and a block that
many articles ask stands with several workers, so that no task has much more to do than others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import sejajar
from sejajar import batches
from sejajar.spark.aligning import record
from sejajar.spark.buckets import Work, of_spark, spread, unique

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

#: Documents that a task reads, which takes a second or two.
A_READING = 1_000
#: Reports of a block, articles that are looked up in it by one task, and the fewest days of a period.
A_BLOCK, A_TASK, A_PERIOD = 16_384, 5_000, 30
#: Tables of rarity that are merged into one by the driver.
TABLES = 16


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
    if not 1 <= top <= 100:
        raise sejajar.SejajarError(f"top is {top} and may be 1 to 100")
    work = Work(spark, output, work="link", window=window, top=top, min_confidence=min_confidence)
    work.plan(lambda: unique(articles, "articles"), buckets)
    prints = work.stage("reports", lambda: _read(reports, unique(reports, "reports"), "eng"))
    rarity = _rarity(work, prints.filter("error is null"))
    queries = work.stage("articles", lambda: _read(articles, work.documents, "ind", rarity))
    groups = work.stage("groups", lambda: _groups(prints.filter("error is null")))
    found = work.stage("candidates", lambda: _known(_candidates(spark, queries, prints, rarity, window, top), prints, groups))
    work.failed([(-1, None, *row) for row in prints.filter("error is not null").select("name", "error").collect()])

    def judge() -> Any:
        table = batches.Rarity(rarity)
        return lambda batch: batches.judge(batch, table, min_confidence=min_confidence)

    rows = _suspects(articles, reports, queries, found)
    return work.run(rows, "article_id", spread(judge), batches.schema("judge"), _together)


def _read(documents: DataFrame, count: int, lang: Literal["ind", "eng"], table: bytes | None = None) -> DataFrame:
    """The fingerprints of documents; of articles, for which a table of rarity is given, their queries."""

    def begin() -> Any:
        rarity = None if table is None else batches.Rarity(table)
        return lambda batch: batches.fingerprints(batch, lang, rarity=rarity)

    named = documents.select("name", record(documents).alias("document")).repartition(max(1, count // A_READING), "name")
    return named.mapInArrow(spread(begin), of_spark(batches.schema("fingerprints")))


def _rarity(work: Work, prints: DataFrame) -> bytes:
    """The table of rarity of all reports: each task counts its own, a few merge those, and the driver merges these."""

    def total(add: str) -> Any:
        def task(rows: Any) -> Any:
            import pyarrow

            rarity = batches.Rarity()
            for batch in rows:
                getattr(rarity, add)(batch)
            yield pyarrow.RecordBatch.from_pylist([{"table": bytes(rarity)}])

        return task

    def count() -> DataFrame:
        counted = prints.select("print").mapInArrow(total("add"), "table binary")
        return counted.repartition(TABLES).mapInArrow(total("merge"), "table binary")

    import pyarrow

    rarity = batches.Rarity()
    for row in work.stage("rarity", count).toLocalIterator():
        rarity.merge(pyarrow.RecordBatch.from_pylist([{"table": bytes(row["table"])}]))
    return bytes(rarity)


def _groups(prints: DataFrame) -> DataFrame:
    """The first report that each is a near-duplicate of, or itself: found in one task, which sees a hundred bytes of each."""
    ordered = prints.select("name", "sketch").repartition(1).sortWithinPartitions("name")
    return ordered.mapInArrow(spread(lambda: batches.NearDuplicates().groups), of_spark(batches.schema("groups")))


def _candidates(spark: SparkSession, queries: DataFrame, prints: DataFrame, rarity: bytes, window: int | None, top: int) -> DataFrame:
    """The reports that share most with each article, and whether they are aligned with it."""
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
    searched = prints.join(f.broadcast(blocks), lie).join(tasks, "block").select("block", each, f.lit(False).alias("asks"), "name", "print")
    asking = asked.join(tasks, "block").select("block", one, f.lit(True).alias("asks"), "name", "print")
    rows = searched.unionByName(asking).withColumn("block", f.concat_ws("-", "block", "task"))
    rows = rows.repartition(max(1, sum(count for _, count in counts)), "block").sortWithinPartitions("block", "asks", "name")

    def search() -> Any:
        return batches.Search(batches.Rarity(rarity), window=window, top=top).search

    found = rows.mapInArrow(spread(search), of_spark(batches.schema("search")))
    found = found.groupBy("article_id").agg(f.collect_list(f.struct("report_id", "similarity")).alias("found"))
    return found.mapInArrow(spread(lambda: lambda batch: batches.best(batch, top=top)), of_spark(batches.schema("best")))


def _blocks(spark: SparkSession, prints: DataFrame) -> DataFrame:
    """The blocks of reports: their number, period (none for reports without a day), part of the period, and in how many it is cut."""
    blocks: list[tuple[int, int | None, int, int]] = []
    for row in prints.groupBy("period").count().orderBy("period").collect():
        parts = -(-row["count"] // A_BLOCK)
        blocks += [(len(blocks) + part, row["period"], part, parts) for part in range(parts)]
    return spark.createDataFrame(blocks, "block int, period long, part int, parts int")


def _touches(window: int | None) -> Column:
    """Whether an article may have been made from reports of a block, by their days."""
    from pyspark.sql import functions as f

    if window is None:
        return f.lit(True)
    length, day, period = max(window, A_PERIOD), f.col("day"), f.col("period")
    near = period.between(f.floor((day - window) / length), f.floor((day + window) / length))
    return day.isNull() | period.isNull() | near


def _known(found: DataFrame, prints: DataFrame, groups: DataFrame) -> DataFrame:
    """Candidates with their day and the first report that they are near-duplicates of."""
    days = prints.select(prints["name"].alias("report_id"), "day")
    return found.join(groups, "report_id").join(days, "report_id")


def _suspects(articles: DataFrame, reports: DataFrame, queries: DataFrame, known: DataFrame) -> DataFrame:
    """Rows of articles: of each its text, its error if it could not be read, and its candidates, with the texts of those that are aligned."""
    from pyspark.sql import functions as f

    texts = reports.select(reports["name"].alias("report_id"), record(reports).alias("report"))
    near = known.filter("aligned").join(texts, "report_id")
    far = known.filter(~f.col("aligned")).withColumn("report", f.lit(None).cast(texts.schema["report"].dataType))
    candidate = f.struct("report_id", "similarity", "group", "day", "report").alias("candidate")
    rows = near.unionByName(far).select("article_id", candidate)
    named = articles.select(articles["name"].alias("article_id"), record(articles).alias("article"))
    unread = queries.filter("error is not null").select(queries["name"].alias("article_id"), queries["error"].alias("unread"))
    return rows.unionByName(named, allowMissingColumns=True).unionByName(unread, allowMissingColumns=True)


def _together(rows: DataFrame) -> DataFrame:
    """The rows of each article as one, in its bucket."""
    from pyspark.sql import functions as f

    one = [f.first(name, ignorenulls=True).alias(name) for name in ("article", "unread")]
    return rows.groupBy("bucket", "article_id").agg(*one, f.collect_list("candidate").alias("candidates"))
