"""The command: ``python -m sejajar.spark link`` and ``python -m sejajar.spark align``."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import sejajar
import sejajar.spark
from sejajar.spark.buckets import A_BUCKET

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: The JVMs only move rows. They would compile their code for longer than it runs, so that the quick compiler is enough for them, and batches
#: of a megabyte, which fill a region of their memory, would start a collection each.
JVM = "-XX:TieredStopAtLevel=1 -XX:G1HeapRegionSize=8m"


def window(text: str) -> int | None:
    if text == "none":
        return None
    if not text.isdigit():
        raise argparse.ArgumentTypeError("a number of days, or none")
    return int(text)


def parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    root = argparse.ArgumentParser(prog="python -m sejajar.spark", description=sejajar.spark.__doc__, formatter_class=raw)
    verbs = root.add_subparsers(dest="verb", required=True)
    link = verbs.add_parser("link", help="find which report each article was made from")
    link.add_argument("--window", type=window, default=30, metavar="DAYS", help="maximum number of days between both dates; none: any (default 30)")
    link.add_argument("--top", type=int, default=5, metavar="N", help="maximum number of candidates per article, 1 to 100 (default 5)")
    link.add_argument("--min-confidence", type=float, default=0.5, metavar="P", help="accept candidates of at least this confidence (default 0.5)")
    align = verbs.add_parser("align", help="align pairs sentence by sentence")
    align.add_argument("pairs", nargs="?", help="Parquet with name, article, report")
    align.add_argument("--links", help="Parquet with article_id, report_id and, optionally, accepted")
    align.add_argument("--meta", action="store_true", help="append columns with the metadata of documents")
    for verb in (link, align):
        verb.add_argument("--articles", required=verb is link, help="Parquet with name, text and optional metadata")
        verb.add_argument("--reports", required=verb is link, help="the same for the reports")
        verb.add_argument("-o", "--output", required=True, help="folder of rows; an unfinished one is resumed")
        verb.add_argument("--buckets", type=int, default=0, metavar="N", help=f"number of units of work (default: one per {A_BUCKET} documents)")
        verb.add_argument("--master", help="the master, if not set by spark-submit, such as local[2]")
    return root


def main(arguments: list[str] | None = None) -> int:
    root = parser()
    args = root.parse_args(arguments)
    linked = (args.articles, args.reports, None if args.verb == "link" else args.links)
    if args.verb == "align" and (bool(args.pairs) == any(linked) or (any(linked) and not all(linked))):
        root.error("give PAIRS, or all of --articles, --reports and --links")
    spark = session(f"sejajar {args.verb}", args.master)
    if args.master:  # at a desk; on a cluster its own configuration says what is logged
        spark.sparkContext.setLogLevel("ERROR")
    try:
        worked, before = run(spark, args)
    except sejajar.SejajarError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{args.output}: {worked} buckets done, {before} done before", file=sys.stderr)
    return 0


def session(name: str, master: str | None) -> SparkSession:
    """A session whose JVMs are started with the options in ``JVM``, before those that are set as ``extraJavaOptions``."""
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    builder, given = SparkSession.builder.appName(name), SparkConf()
    for side in ("driver", "executor"):
        if not given.contains(f"spark.{side}.defaultJavaOptions"):
            builder = builder.config(f"spark.{side}.defaultJavaOptions", JVM)
    return (builder.master(master) if master else builder).getOrCreate()


def run(spark: SparkSession, args: argparse.Namespace) -> tuple[int, int]:
    read = spark.read.parquet
    if args.verb == "link":
        options = {"window": args.window, "top": args.top, "min_confidence": args.min_confidence, "buckets": args.buckets}
        return sejajar.spark.link(spark, read(args.articles), read(args.reports), args.output, **options)
    pairs = read(args.pairs) if args.pairs else sejajar.spark.join(read(args.links), read(args.articles), read(args.reports))
    return sejajar.spark.align(spark, pairs, args.output, meta=args.meta, buckets=args.buckets)


if __name__ == "__main__":
    sys.exit(main())
