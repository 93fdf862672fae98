"""Work in buckets, each of which is done or not: what a run has written down a later one does not do again.

Below the output stand ``_plan`` (what the work was begun with), ``_stages`` (tables on the way, each with a mark when it is whole), ``_done``
(the buckets that are), ``_errors`` and the rows themselves, a folder a bucket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import sejajar

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

#: Documents of a bucket, the unit that a task works on: a few seconds of work, so that workers that get long documents are not waited for.
A_BUCKET = 500
#: Buckets of a wave, after which what is done is written down: so many, or so many waves in all, whichever are more buckets. Every wave
#: reads the input again.
BUCKETS_A_WAVE, WAVES = 64, 8
#: The columns of errors.
ERRORS = "bucket int, article_id string, report_id string, error string"
#: Batches of some hundred kilobytes of text. A task writes the rows of its few buckets as they come, without sorting them by bucket.
SETTINGS = {"spark.sql.execution.arrow.maxRecordsPerBatch": "64", "spark.sql.maxConcurrentOutputFileWriters": "16"}
#: Values of these tables hardly repeat, and to look for repetitions costs more than to write them.
PLAIN = {"parquet.enable.dictionary": "false"}


class Work:
    """Work that goes to ``output``; ``settings`` must be what they were when it was begun."""

    def __init__(self, spark: SparkSession, output: str, **settings: object) -> None:
        self.spark, self.output = spark, output
        self.settings = ", ".join(f"{name}={value}" for name, value in settings.items())
        begun = self._marks("_plan")
        if begun and begun[0]["settings"] != self.settings:
            raise sejajar.SejajarError(
                f"{output}: was begun with {begun[0]['settings']} and not {self.settings}; give the same settings, or another output"
            )
        self.buckets, self.documents = (int(begun[0]["buckets"]), int(begun[0]["documents"])) if begun else (0, 0)
        spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")

    def plan(self, documents: Callable[[], int], buckets: int = 0) -> None:
        """Settles the number of buckets, where an earlier run has not. Raises SejajarError for a number below 0."""
        if buckets < 0:
            raise sejajar.SejajarError(f"buckets is {buckets}: give a number from 1, or 0 for one per {A_BUCKET} documents")
        if not self.buckets:
            self.documents = documents()
            self.buckets = buckets or max(1, -(-self.documents // A_BUCKET))
            self._mark("_plan", [(self.buckets, self.documents, self.settings)], "buckets int, documents long, settings string")

    def stage(self, name: str, make: Callable[[], DataFrame]) -> DataFrame:
        """The table ``name``, made where an earlier run has not made it whole."""
        path = f"{self.output}/_stages/{name}"
        if not self._marks(f"_stages/{name}.done"):
            make().write.options(**PLAIN).mode("overwrite").parquet(path)
            self._mark(f"_stages/{name}.done", [(True,)], "done boolean")
        return self.spark.read.parquet(path)

    def done(self) -> set[int]:
        """The buckets that are."""
        return {int(row["bucket"]) for row in self._marks("_done")}

    def run(
        self,
        rows: DataFrame,
        key: Column | str,
        function: Callable[..., Any],
        schema: Any,
        together: Callable[[DataFrame], DataFrame] = lambda rows: rows,
    ) -> tuple[int, int]:
        """Gives the rows of buckets that are not done yet to ``function`` (of mapInArrow), one task per bucket, and writes its rows.

        A bucket is chosen by ``key``; ``together`` may join rows of one bucket. The rows of ``function`` have an Arrow ``schema`` with ``bucket``
        and ``error``; those with an error go to ``_errors``. Returns the number of buckets that were worked on, and of those that were done
        before.
        """
        from pyspark.sql import functions as f

        before = self.done()
        todo = [bucket for bucket in range(self.buckets) if bucket not in before]
        rows = rows.withColumn("bucket", f.pmod(f.xxhash64(key), f.lit(self.buckets)).cast("int"))
        size = max(BUCKETS_A_WAVE, -(-len(todo) // WAVES))
        for name, value in SETTINGS.items():
            self.spark.conf.set(name, value)
        for start in range(0, len(todo), size):
            wave = todo[start : start + size]
            errors = self.spark.sparkContext.accumulator([], Lists())
            taken = together(rows.filter(f.col("bucket").isin(wave)).repartition(len(wave), "bucket"))
            made = taken.mapInArrow(without_errors(function, errors), of_spark(schema.remove(schema.get_field_index("error"))))
            made.write.mode("overwrite").partitionBy("bucket").parquet(self.output)
            self.failed(errors.value)
            self._mark("_done", [(bucket,) for bucket in wave], "bucket int", "append")
        return len(todo), len(before)

    def failed(self, errors: list[tuple[Any, ...]]) -> None:
        """Writes down what could not be read (bucket, article, report, error), in the place of the errors of those buckets."""
        if errors:  # those of a task that ran twice come twice
            rows = self.spark.createDataFrame(sorted(set(errors), key=str), ERRORS)
            rows.coalesce(1).write.mode("overwrite").partitionBy("bucket").parquet(f"{self.output}/_errors")

    def _mark(self, name: str, rows: list[tuple[Any, ...]], schema: str, mode: str = "overwrite") -> None:
        self.spark.createDataFrame(rows, schema).coalesce(1).write.mode(mode).json(f"{self.output}/{name}")

    def _marks(self, name: str) -> list[Any]:
        from pyspark.errors import AnalysisException

        try:
            read = self.spark.read.json(f"{self.output}/{name}")
            return read.collect() if read.columns else []
        except AnalysisException:  # nothing there yet
            return []


def unique(documents: DataFrame, what: str) -> int:
    """The number of documents, none without a name and no two of one.

    Raises SejajarError where that is not so.
    """
    from pyspark.sql import functions as f

    names = documents.groupBy("name").count()
    unnamed = f.coalesce(f.max(f.when(f.col("name").isNull(), f.col("count"))), f.lit(0))
    most = f.max_by("name", f.when(f.col("name").isNotNull(), f.col("count")))
    count, without, name, times = names.agg(f.count("*"), unnamed, most, f.max("count")).first() or (0, 0, None, 0)
    if without:
        raise sejajar.SejajarError(f"{without} {what} have no name; give each its own")
    if count and times > 1:
        raise sejajar.SejajarError(f"{times} {what} are called {name}; give each a name of its own")
    return int(count)


def spread(begin: Callable[[], Callable[[Any], Any]]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """A step of :mod:`sejajar.batches` for mapInArrow; ``begin`` is called once per task and gives the function of its batches."""

    def task(rows: Iterable[Any]) -> Iterator[Any]:
        step = begin()
        return (step(batch) for batch in rows)

    return task


class Lists:
    """The parameter of an accumulator of rows."""

    def zero(self, value: list[Any]) -> list[Any]:
        return []

    def addInPlace(self, one: list[Any], other: list[Any]) -> list[Any]:  # noqa: N802, the name is Spark's
        return one + other


def without_errors(function: Callable[[Iterable[Any]], Iterator[Any]], errors: Any) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """The rows of ``function`` without those that have an error, which go to the accumulator ``errors``: they need no pass of their own."""

    def task(rows: Iterable[Any]) -> Iterator[Any]:
        import pyarrow.compute

        for batch in function(rows):
            failed = batch.filter(pyarrow.compute.is_valid(batch["error"]))
            if failed.num_rows:
                errors.add([tuple(row[name] for name in ("bucket", "article_id", "report_id", "error")) for row in failed.to_pylist()])
                batch = batch.filter(pyarrow.compute.is_null(batch["error"]))
            yield batch.drop_columns(["error"])

    return task


def of_spark(schema: Any) -> Any:
    """An Arrow schema as Spark has it."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)
