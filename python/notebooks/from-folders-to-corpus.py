# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # From two folders to a corpus
#
# We have a folder of Indonesian articles and a folder of English reports, without a record of which article was made from which
# report. We find the sources, align the sentences, inspect the result, and write a corpus.
#
# The documents here are the ten sample pairs that come with sejajar; replace them by your own folders.

# %%
from pathlib import Path

import pandas as pd

import sejajar

SAMPLES = Path("../../corpus/samples")

# %% [markdown]
# ## Finding the source of each article
#
# `link` searches reports that share names, numbers, dates and words with an article, aligns the best of them, and gives a probability.
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
# Pairs are tuples: a name, the article, the report. Files are given as paths; texts, records (`dict`) and lists of sentences are accepted too.

# %%
pairs = sejajar.align_many(
    (link.article_id, SAMPLES / f"{link.article_id}.ind.txt", SAMPLES / f"{link.report_id}.eng.txt")
    for link in accepted.itertuples()
)
pairs

# %% [markdown]
# Rows display themselves with their evidence: filled if both sides share it, outlined if only one side has it. The tooltip
# is the key, which is the same in both languages.

# %%
pairs[:8]

# %% [markdown]
# ## Choosing
#
# The rows become a table of pandas (or polars, or duckdb). For a translation model we choose confident rows whose numbers and dates agree.

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
# `write` chooses the format by the file extension, as the command line tool does. `from_table` converts a table of pandas back to rows.

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
