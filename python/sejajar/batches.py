"""The steps of :func:`sejajar.link` and :func:`sejajar.align_many` over whole record batches, for engines that spread a collection over many
machines (:mod:`sejajar.spark` is made of them).

An engine only says which rows meet where. Every report becomes a fingerprint (:func:`fingerprints`); :class:`Rarity` counts them all, and
:class:`NearDuplicates` groups them. Articles become queries, which a :class:`Search` asks the blocks of reports; of the candidates of all
blocks :func:`best` keeps the best of each article, and :func:`judge` gives the table of links. :func:`align` gives the rows of pairs.

Every step takes a record batch, a table or a data frame with Arrow's interface (pyarrow, polars) and gives a record batch of pyarrow. Texts and
lists of any width are read. ``python/examples`` has programs for polars, Ray and Dask.

>>> import pyarrow
>>> from sejajar import batches
>>> def documents(**texts):
...     return pyarrow.RecordBatch.from_pylist([{"name": name, "document": text} for name, text in texts.items()])
>>> reports = documents(cup="The final ended 3-1 in Medan.", quake="A 6.5 quake shook Palu on Wednesday. Twelve died, Dewi Larasati said.")
>>> prints = batches.fingerprints(reports, "eng")
>>> rarity = batches.Rarity()
>>> rarity.add(prints)
>>> articles = documents(gempa="Gempa 6,5 mengguncang Palu pada Rabu. Sebanyak 12 orang tewas, kata Dewi Larasati.")
>>> queries = batches.fingerprints(articles, "ind", rarity=rarity)
>>> rows = [{"block": "0", "asks": asks, **row} for asks, side in ((False, prints), (True, queries)) for row in side.to_pylist()]
>>> batches.Search(rarity).search(pyarrow.RecordBatch.from_pylist(rows)).column("report_id").to_pylist()
['quake']
"""

from sejajar._sejajar import NearDuplicates, Rarity, Search, best, fingerprints, judge, schema
from sejajar._sejajar import align_batch as align

__all__ = ["NearDuplicates", "Rarity", "Search", "align", "best", "fingerprints", "judge", "schema"]
