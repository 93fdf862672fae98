# ---
# jupyter:
#   jupytext:
#     text_representation:
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # From two folders to a corpus
#
# A folder of Indonesian articles, a folder of English reports, and nobody has written down which article was made from which
# report. We find the sources, align the sentences, look at what we have got, and write a corpus.
#
# The documents here are the ten sample pairs that come with sejajar; put your own folders in their place.

# %%
from pathlib import Path

import pandas as pd

import sejajar

SAMPLES = Path("../../corpus/samples")

# %% [markdown]
# ## Which report was an article made from?
#
# `link` looks for reports that share names, numbers, dates and words with an article, aligns the best of them, and says how sure it is.
# A folder may hold both languages (`NAME.ind.txt`, `NAME.eng.txt`), as here, or only one.

# %%
links = sejajar.link(articles=SAMPLES, reports=SAMPLES).to_pandas()
links.query("rank <= 2")[["article_id", "report_id", "rank", "accepted", "confidence", "evidence"]]

# %%
accepted = links[links.accepted]
assert (accepted.article_id == accepted.report_id).all(), "the samples are called alike where they belong together"
f"{len(accepted)} of {links.article_id.nunique()} articles have a source"

# %% [markdown]
# ## Aligning
#
# Pairs are tuples: a name, the article, the report. Files are given as paths; texts, records (`dict`) and lists of sentences would do too.

# %%
pairs = sejajar.align_many(
    (link.article_id, SAMPLES / f"{link.article_id}.ind.txt", SAMPLES / f"{link.report_id}.eng.txt")
    for link in accepted.itertuples()
)
pairs

# %% [markdown]
# Rows show themselves with their evidence: filled where both sides say the same, outlined where one side says it alone. Under the
# pointer is the key, which is the same in both languages.

# %%
pairs[:8]

# %% [markdown]
# ## Choosing
#
# In pandas (or polars, or duckdb) the table is a table. Sure rows, whose numbers and dates agree, are what a translation model wants.

# %%
table = pairs.to_pandas()
suspect = table["flags"].map(lambda flags: any(flag.split("=")[0].endswith("-mismatch") for flag in flags))
good = table[(table.confidence >= 0.9) & (table.align_type != "1-0") & (table.align_type != "0-1") & ~suspect]
pd.DataFrame({"rows": [len(table), len(good)]}, index=["all", "chosen"])

# %%
table.groupby("align_type").agg(rows=("pair_id", "size"), confidence=("confidence", "mean")).round(3)

# %% [markdown]
# ## Writing
#
# `write` knows the formats of the command line tool by their endings. A table of pandas becomes rows of ours again with `from_table`.

# %%
import tempfile

folder = Path(tempfile.mkdtemp())
corpus = sejajar.Pairs.from_table(good)
corpus.write(folder / "corpus.csv")
corpus.write(folder / "corpus.tmx")
corpus.write(folder / "corpus.jsonl", "hf")
for path in sorted(folder.iterdir()):
    print(f"{path.name:14} {path.stat().st_size:7,} bytes")
print((folder / "corpus.jsonl").read_text("utf-8").splitlines()[0])
assert sejajar.read_pairs(folder / "corpus.csv").to_dicts() == corpus.to_dicts()
