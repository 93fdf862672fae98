"""Aligns a collection of article-report pairs on Apache Spark: Parquet in, Parquet out, in partitions that a later run goes on with.

    python -m sejajar.spark PAIRS.parquet -o ROWS.parquet

PAIRS has the columns ``article`` and ``report`` (texts or web pages) and ``name``, which no two pairs share. Where articles and reports stand
in collections of their own, ``--links`` joins them: a table with ``article_id`` and ``report_id`` (of :func:`sejajar.link`, or your own), as in

    python -m sejajar.spark --articles A.parquet --reports R.parquet --links LINKS.parquet -o ROWS.parquet

Their columns are ``name``, ``text`` and, where known, ``title``, ``date``, ``url``, ``outlet`` and ``byline``. The rows are those of
:func:`sejajar.align_many`, whatever the number of workers; pairs that cannot be read stand in ``ROWS.parquet/_errors``.

On a cluster the master comes from spark-submit, and the package as a wheel that every worker can import:

    spark-submit --master MASTER --archives env.tar.gz#env --conf spark.pyspark.python=env/bin/python \\
        $(python -c 'import sejajar.spark; print(sejajar.spark.__file__)') PAIRS.parquet -o ROWS.parquet

with ``env.tar.gz`` made by ``venv-pack`` or ``conda-pack`` from an environment of the workers' system that holds sejajar and pyarrow.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow

import sejajar

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Pairs of a bucket, the unit that a task works on and that is done or not: a few seconds of work, so that workers that get long
#: documents are not waited for.
PAIRS_A_BUCKET = 250
#: Buckets of a wave, after which what is done is written down.
BUCKETS_A_WAVE = 64

FIELDS = ("text", "title", "date", "url", "outlet", "byline")


def align(spark: SparkSession, pairs: DataFrame, output: str, *, meta: bool = False, buckets: int = 0) -> int:
    """Aligns ``pairs`` and writes their rows below ``output``; buckets that an earlier run has done are left as they are.

    ``pairs`` has the columns ``name``, ``article`` and ``report``, either texts or structs with the fields of a record. Returns the number
    of buckets that were worked on.
    """
    from pyspark.sql import functions as f

    names = [name for name in ("name", "article_id", "report_id", "article", "report") if name in pairs.columns]
    buckets = buckets or max(1, -(-pairs.count() // PAIRS_A_BUCKET))
    plan = _plan(spark, output, buckets)
    done = _done(spark, output)
    key = f.col("name") if "name" in names else f.concat_ws("\u0000", "article_id", "report_id")
    bucketed = pairs.select(*names, f.pmod(f.xxhash64(key), f.lit(plan)).cast("int").alias("bucket"))
    todo = [bucket for bucket in range(plan) if bucket not in done]
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
    for start in range(0, len(todo), BUCKETS_A_WAVE):
        wave = todo[start : start + BUCKETS_A_WAVE]
        _wave(spark, bucketed.filter(f.col("bucket").isin(wave)), len(wave), output, meta)
        marks = spark.createDataFrame([(bucket,) for bucket in wave], "bucket int").coalesce(1)
        marks.write.mode("append").json(f"{output}/_done")
    return len(todo)


def join(links: DataFrame, articles: DataFrame, reports: DataFrame) -> DataFrame:
    """The pairs that ``links`` names by ``article_id`` and ``report_id``, those with ``accepted`` false left out."""
    from pyspark.sql import functions as f

    def side(documents: DataFrame, name: str) -> DataFrame:
        fields = [field for field in FIELDS if field in documents.columns]
        record = f.struct(*[f.col(field).cast("string").alias(field) for field in fields])
        return documents.select(f.col("name").alias(f"{name}_id"), record.alias(name))

    if "accepted" in links.columns:
        links = links.filter("accepted")
    linked = links.select("article_id", "report_id").join(side(articles, "article"), "article_id")
    return linked.join(side(reports, "report"), "report_id")


def _plan(spark: SparkSession, output: str, buckets: int) -> int:
    """The number of buckets that the first run has settled; later runs keep to it."""
    read = _read_json(spark, f"{output}/_plan")
    if read is not None:
        return int(read.first()["buckets"])
    spark.createDataFrame([(buckets,)], "buckets int").coalesce(1).write.mode("overwrite").json(f"{output}/_plan")
    return buckets


def _done(spark: SparkSession, output: str) -> set[int]:
    read = _read_json(spark, f"{output}/_done")
    return set() if read is None else {int(row["bucket"]) for row in read.collect()}


def _read_json(spark: SparkSession, path: str) -> DataFrame | None:
    from pyspark.errors import AnalysisException

    try:
        read = spark.read.json(path)
        return read if read.columns else None
    except AnalysisException:  # nothing there yet
        return None


def _wave(spark: SparkSession, pairs: DataFrame, tasks: int, output: str, meta: bool) -> None:
    """Aligns some buckets, a task each, and puts their rows in the place of what an interrupted run may have left there."""
    from pyspark.sql import functions as f

    rows = pairs.repartition(tasks, "bucket").mapInArrow(lambda batches: _align(batches, meta), _schema(meta))
    rows.persist()
    try:
        good = rows.filter(f.col("error").isNull()).drop("error")
        good.write.mode("overwrite").partitionBy("bucket").parquet(output)
        bad = rows.filter(f.col("error").isNotNull()).select("bucket", "article_id", "report_id", "error")
        bad.write.mode("overwrite").partitionBy("bucket").parquet(f"{output}/_errors")
    finally:
        rows.unpersist()


def _arrow_schema(meta: bool) -> pyarrow.Schema:
    """The native columns, the bucket, and for a pair that could not be read what went wrong."""
    schema = sejajar.align("Hujan.", "Rain.", meta=meta).to_arrow().schema
    fields: list[Any] = [pyarrow.field(field.name, _signed(field.type), nullable=True) for field in schema]
    return pyarrow.schema([*fields, pyarrow.field("bucket", pyarrow.int32()), pyarrow.field("error", pyarrow.string())])


def _signed(kind: Any) -> Any:
    """Spark has no unsigned integers."""
    if kind == pyarrow.uint32():
        return pyarrow.int32()
    return pyarrow.list_(pyarrow.string()) if pyarrow.types.is_list(kind) else kind


def _schema(meta: bool) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(_arrow_schema(meta))


def _align(batches: Iterable[pyarrow.RecordBatch], meta: bool) -> Iterator[pyarrow.RecordBatch]:
    """What a task does with the batches of its buckets, on the one thread that it has."""
    schema = _arrow_schema(meta)
    for batch in batches:
        for row in batch.to_pylist():
            names = {side: row.get(f"{side}_id") or row.get("name") for side in ("article", "report")}
            try:
                pairs = sejajar.align(
                    row["article"] or "", row["report"] or "", article_id=names["article"], report_id=names["report"], meta=meta
                )
            except sejajar.SejajarError as error:
                failed = {"article_id": names["article"], "report_id": names["report"], "bucket": row["bucket"], "error": str(error)}
                yield pyarrow.RecordBatch.from_pylist([failed], schema=schema)
                continue
            table = pairs.to_arrow()
            count = table.num_rows
            table = table.append_column("bucket", pyarrow.array([row["bucket"]] * count, pyarrow.int32()))
            yield from table.append_column("error", pyarrow.nulls(count, pyarrow.string())).cast(schema).to_batches()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m sejajar.spark", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", nargs="?", help="Parquet with name, article, report")
    parser.add_argument("--articles", help="Parquet with name, text and what else is known")
    parser.add_argument("--reports", help="the same of the reports")
    parser.add_argument("--links", help="Parquet with article_id, report_id and, if wanted, accepted")
    parser.add_argument("-o", "--output", required=True, help="folder of rows; an unfinished one is gone on with")
    parser.add_argument("--meta", action="store_true", help="columns of what documents say of themselves")
    parser.add_argument("--buckets", type=int, default=0, help=f"units of work (usually one for {PAIRS_A_BUCKET} pairs)")
    parser.add_argument("--master", help="where no spark-submit says it, such as local[2]")
    args = parser.parse_args(arguments)
    linked = (args.articles, args.reports, args.links)
    if bool(args.pairs) == any(linked) or (any(linked) and not all(linked)):
        parser.error("give PAIRS, or all of --articles, --reports and --links")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("sejajar")
    spark = (builder.master(args.master) if args.master else builder).getOrCreate()
    read = spark.read.parquet
    pairs = read(args.pairs) if args.pairs else join(read(args.links), read(args.articles), read(args.reports))
    worked = align(spark, pairs, args.output, meta=args.meta, buckets=args.buckets)
    print(f"{args.output}: {worked} buckets aligned, {len(_done(spark, args.output)) - worked} done before", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
