"""Aligns a Parquet file of pairs (name, article, report) by Dask: python on_dask.py PAIRS.parquet ROWS/"""

import sys

import dask.dataframe
import pandas
import pyarrow
from sejajar import batches


def frame(table: pyarrow.Table) -> pandas.DataFrame:
    return table.to_pandas(types_mapper=pandas.ArrowDtype)


def rows(pairs: pandas.DataFrame) -> pandas.DataFrame:
    aligned = batches.align(pyarrow.Table.from_pandas(pairs, preserve_index=False))
    return frame(pyarrow.Table.from_batches([aligned]))


if __name__ == "__main__":
    pairs = dask.dataframe.read_parquet(sys.argv[1], columns=["name", "article", "report"], split_row_groups=True)
    pairs.map_partitions(rows, meta=frame(batches.schema("align").empty_table())).to_parquet(sys.argv[2])
