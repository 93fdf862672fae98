"""Aligns Indonesian news articles with the English reports they were made from, and explains every row.

>>> import sejajar
>>> pairs = sejajar.align(
...     "Gempa berkekuatan 6,5 mengguncang Palu pada Rabu (13/9/2023).",
...     "A 6.5-magnitude quake shook Palu on Wednesday, September 13, 2023.",
... )
>>> pairs
Pairs of 1 rows, 1 of them aligned
>>> pairs[0].matched_numbers
['date:2023-09-13', 'number:6.5', 'weekday:3']

Tables are passed to pandas, polars, pyarrow and duckdb without copies: ``pandas.DataFrame.from_arrow(pairs)`` (pandas 3),
``polars.DataFrame(pairs)``, ``pyarrow.table(pairs)``, ``duckdb.sql("from pairs")``.
"""

from sejajar._sejajar import (
    Figure,
    Options,
    Pair,
    Pairs,
    Sample,
    SejajarError,
    SejajarWarning,
    Table,
    __version__,
    align,
    align_many,
    ask,
    audit,
    build,
    coverage,
    evaluate,
    evidence,
    export,
    figures,
    judged,
    learn,
    link,
    read_pairs,
    sample,
    split,
    stats,
    tables,
)

__all__ = [
    "Figure",
    "Options",
    "Pair",
    "Pairs",
    "Sample",
    "SejajarError",
    "SejajarWarning",
    "Table",
    "__version__",
    "align",
    "align_many",
    "ask",
    "audit",
    "build",
    "coverage",
    "evaluate",
    "evidence",
    "export",
    "figures",
    "judged",
    "learn",
    "link",
    "read_pairs",
    "sample",
    "split",
    "stats",
    "tables",
]
