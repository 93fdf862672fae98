"""Aligns a Parquet file of pairs (name, article, report) by polars, batch by batch: python on_polars.py PAIRS.parquet ROWS.parquet"""

import sys

import polars
from sejajar import batches


def rows(pairs: polars.DataFrame) -> polars.DataFrame:
    return polars.DataFrame(batches.align(pairs))


if __name__ == "__main__":
    schema = polars.DataFrame(batches.schema("align").empty_table()).schema
    pairs = polars.scan_parquet(sys.argv[1]).select("name", "article", "report")
    # Rows are not pairs: neither a filter nor a choice of columns of the rows may be applied to the pairs.
    aligned = pairs.map_batches(
        rows, schema=schema, streamable=True, predicate_pushdown=False, projection_pushdown=False, slice_pushdown=False
    )
    aligned.sink_parquet(sys.argv[2])
