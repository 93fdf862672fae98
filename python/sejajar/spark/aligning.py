"""Pairs of documents -> rows of the parallel table, spread over the workers of a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import sejajar
from sejajar.spark.buckets import Work, batches, failure, of_spark, unique, with_outcome

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import Column, DataFrame, SparkSession

#: What may be known of a document.
FIELDS = ("text", "html", "title", "date", "url", "outlet", "byline")


def align(spark: SparkSession, pairs: DataFrame, output: str, *, meta: bool = False, buckets: int = 0) -> tuple[int, int]:
    """Aligns ``pairs`` and writes their rows below ``output``; buckets that an earlier run has done are left as they are.

    ``pairs`` has the columns ``article`` and ``report``, either texts or structs with the fields of a record, and either ``name`` or
    ``article_id`` and ``report_id``. Returns the number of buckets that were worked on, and of those that were done before. Raises
    SejajarError where two pairs have one name, and where the work was begun with other settings.
    """
    from pyspark.sql import functions as f

    columns = [name for name in ("name", "article_id", "report_id", "article", "report") if name in pairs.columns]
    key = f.col("name") if "name" in columns else f.concat_ws("\u0000", "article_id", "report_id")
    work = Work(spark, output, work="align", meta=meta)
    work.plan(lambda: unique(pairs.select(key.alias("name")), "pairs"), buckets)
    schema = with_outcome(sejajar.align("Hujan.", "Rain.", meta=meta).to_arrow().schema)
    return work.run(pairs.select(*columns), key, lambda rows: _align(rows, meta, schema), of_spark(schema))


def join(links: DataFrame, articles: DataFrame, reports: DataFrame) -> DataFrame:
    """The pairs that ``links`` names by ``article_id`` and ``report_id``, those with ``accepted`` false left out."""
    if "accepted" in links.columns:
        links = links.filter("accepted")
    links = links.select("article_id", "report_id")
    for documents, side in ((articles, "article"), (reports, "report")):
        named = documents.select(documents["name"].alias(f"{side}_id"), record(documents).alias(side))
        links = links.join(named, f"{side}_id")
    return links


def record(documents: DataFrame) -> Column:
    """What is known of each document, as one value."""
    from pyspark.sql import functions as f

    return f.struct(*[f.col(field).cast("string").alias(field) for field in FIELDS if field in documents.columns])


def _align(rows: Iterable[pyarrow.RecordBatch], meta: bool, schema: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
    """What a task does with the batches of its bucket, on the one thread that it has."""
    for row in (row for batch in rows for row in batch.to_pylist()):
        names: dict[str, Any] = {f"{side}_id": row.get(f"{side}_id") or row.get("name") for side in ("article", "report")}
        try:
            pairs = sejajar.align(row["article"] or "", row["report"] or "", meta=meta, **names)
        except sejajar.SejajarError as error:
            yield failure(row["bucket"], error, schema, **names)
        else:
            yield from batches(pairs, row["bucket"], schema)
