"""Pairs of documents -> rows of the parallel table, spread over the workers of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sejajar import batches
from sejajar.spark.buckets import Work, spread, unique

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

#: The fields of a record.
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
    schema = batches.schema("align", meta=meta)
    return work.run(pairs.select(*columns), key, spread(lambda: lambda batch: batches.align(batch, meta=meta)), schema)


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
    """Everything that is known of each document, as one value."""
    from pyspark.sql import functions as f

    return f.struct(*[f.col(field).cast("string").alias(field) for field in FIELDS if field in documents.columns])
