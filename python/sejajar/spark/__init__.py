"""Links and aligns collections on Apache Spark: Parquet in, Parquet out, in buckets, so that a later run resumes an interrupted one.

    python -m sejajar.spark link --articles A.parquet --reports R.parquet -o LINKS.parquet
    python -m sejajar.spark align --articles A.parquet --reports R.parquet --links LINKS.parquet -o ROWS.parquet
    python -m sejajar.spark align PAIRS.parquet -o ROWS.parquet

A and R have the columns ``name`` (unique on each side), ``text`` (or ``html``, a web page) and, if known, ``title``, ``date``, ``url``,
``outlet`` and ``byline``. ``link`` finds which report each article was made from: the rows are those of :func:`sejajar.link` for documents in
the order of their names. ``align`` aligns the pairs of a table of links, which may be your own (except those with ``accepted`` false), or
those of PAIRS, with the columns ``name``, ``article`` and ``report``: the rows are those of :func:`sejajar.align_many`. Neither depends on the number
of workers. Unreadable documents are listed in ``_errors`` below the output, and all others are processed. The same command resumes an
interrupted run.

On a cluster the master comes from spark-submit, and the package with an environment that every worker unpacks:

    spark-submit --master MASTER --archives env.tar.gz#env --conf spark.pyspark.python=env/bin/python \\
        $(python -c 'import sejajar.spark; print(sejajar.spark.__path__[0])')/__main__.py align PAIRS.parquet -o ROWS.parquet

with ``env.tar.gz`` made by ``venv-pack`` or ``conda-pack`` from an environment with sejajar and pyarrow on the system of the workers. Each worker
holds a block of 16,384 reports while it searches, some 200 MB in addition to the memory of Spark (``spark.executor.memoryOverhead``). The
commands start the JVMs with their quick compiler only (``-XX:TieredStopAtLevel=1``), because the work is done outside of them: the other one
costs more than it saves in a job of less than hours. To choose yourself, set ``spark.executor.defaultJavaOptions`` and
``spark.driver.defaultJavaOptions``.
"""

from sejajar.spark.aligning import align, join
from sejajar.spark.linking import link

__all__ = ["align", "join", "link"]
