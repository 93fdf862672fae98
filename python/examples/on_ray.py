"""Aligns a Parquet file of pairs (name, article, report) by Ray Data: python on_ray.py PAIRS.parquet ROWS/"""

import sys

import pyarrow
import ray
from sejajar import batches


def rows(pairs: pyarrow.Table) -> pyarrow.Table:
    return pyarrow.Table.from_batches([batches.align(pairs)])


if __name__ == "__main__":
    pairs = ray.data.read_parquet(sys.argv[1]).select_columns(["name", "article", "report"])
    pairs.map_batches(rows, batch_format="pyarrow", batch_size=256).write_parquet(sys.argv[2])
