"""Links and aligns collections on Apache Spark: Parquet in, Parquet out, in buckets that a later run goes on with.

    python -m sejajar.spark link --articles A.parquet --reports R.parquet -o LINKS.parquet
    python -m sejajar.spark align --articles A.parquet --reports R.parquet --links LINKS.parquet -o ROWS.parquet
    python -m sejajar.spark align PAIRS.parquet -o ROWS.parquet

A and R have the columns ``name``, which no two of a side share, ``text`` (or ``html``, a web page) and, where known, ``title``, ``date``, ``url``,
``outlet`` and ``byline``. ``link`` finds which report each article was made from: the rows are those of :func:`sejajar.link` for documents in
the order of their names. ``align`` aligns the pairs that a table of links names (with ``accepted`` false left out; it may be your own), or
those of PAIRS, with the columns ``name``, ``article`` and ``report``: the rows are those of :func:`sejajar.align_many`. Neither depends on the number
of workers. What cannot be read stands in ``_errors`` below the output, and everything else is done. A run that ends early is gone on with
by the same command.

On a cluster the master comes from spark-submit, and the package with an environment that every worker unpacks:

    spark-submit --master MASTER --archives env.tar.gz#env --conf spark.pyspark.python=env/bin/python \\
        $(python -c 'import sejajar.spark; print(sejajar.spark.__path__[0])')/__main__.py align PAIRS.parquet -o ROWS.parquet

with ``env.tar.gz`` made by ``venv-pack`` or ``conda-pack`` from an environment of the workers' system that holds sejajar and pyarrow. Workers
keep a block of 16,384 reports each while they search, some 200 MB beside Spark's own memory (``spark.executor.memoryOverhead``).
"""

from sejajar.spark.aligning import align, join
from sejajar.spark.linking import link

__all__ = ["align", "join", "link"]
