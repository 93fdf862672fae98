"""The steps of :func:`sejajar.link` one by one, for engines that spread a collection over machines (:mod:`sejajar.spark` is made of them).

Every report becomes a fingerprint, :class:`Rarity` counts them all, blocks of them become an :class:`Index`; every article becomes a
query that the blocks are asked; the best candidates of all blocks, ties in the order of the reports, are judged.

>>> from sejajar import linking
>>> reports = {"quake": "A 6.5 quake shook Palu on Wednesday. Twelve died, Dewi Larasati said.", "cup": "The final ended 3-1 in Medan."}
>>> article = "Gempa 6,5 mengguncang Palu pada Rabu. Sebanyak 12 orang tewas, kata Dewi Larasati."
>>> prints = {name: linking.fingerprint(text, "eng") for name, text in reports.items()}
>>> rarity = linking.Rarity()
>>> for print in prints.values():
...     rarity.add(print)
>>> index, query = linking.Index(rarity, prints.values()), rarity.query(linking.fingerprint(article, "ind"))
>>> found = [(list(reports)[at], similarity) for at, similarity in index.search(query)]
>>> candidates = [(name, similarity, name, linking.published(prints[name]), reports[name]) for name, similarity in found]
>>> linking.judge(article, candidates, rarity).to_dicts()[0]["report_id"]
'quake'
"""

from sejajar._sejajar import ALIGNED, Index, Rarity, Twins, fingerprint, judge, published, sketch

__all__ = ["ALIGNED", "Index", "Rarity", "Twins", "fingerprint", "judge", "published", "sketch"]
