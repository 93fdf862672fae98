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
# # What newsrooms omit and add
#
# Indonesian articles made from English reports are edited while they are translated. Rows without a partner are omissions
# and additions; the flag `moved` marks sentences in another place. This notebook shows where in a report sentences are omitted, what they were
# about, and where an article has sentences of its own.
#
# The ten sample pairs only demonstrate the method: they were written to be hard to align. Replace them by your own corpus.

# %%
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

import sejajar

SAMPLES = Path("../../corpus/samples")
pairs = sejajar.align_many(SAMPLES)
table = pairs.to_pandas()
table["fate"] = "kept"
table.loc[table.ind_text == "", "fate"] = "omitted"
table.loc[table.eng_text == "", "fate"] = "added"
table["moved"] = table["flags"].map(lambda flags: "moved" in flags)
table.groupby("fate").agg(rows=("pair_id", "size"), moved=("moved", "sum"), confidence=("confidence", "mean")).round(3)

# %% [markdown]
# ## Where in the text?
#
# News begins with the most important facts, so omissions should be late. Sentences are counted by their place in their document, in fifths.

# %%
length = table.groupby("article_id").agg(ind=("ind_end", "max"), eng=("eng_end", "max"))
place = table.join(length, on="article_id")
fifths = ["first", "second", "third", "fourth", "last"]


def by_place(rows, start, size, fate):
    """The share of rows with that fate in every fifth of their documents."""
    fifth = (5 * rows[start] / rows[size]).astype(int).clip(0, 4)
    return (rows.fate == fate).groupby(fifth).mean().reindex(range(5), fill_value=0)


omitted = by_place(place[place.fate != "added"], "eng_start", "eng", "omitted")
added = by_place(place[place.fate != "omitted"], "ind_start", "ind", "added")
figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
axes.bar([n - 0.2 for n in range(5)], omitted, 0.38, color="#2f6fab", label="of the report, omitted")
axes.bar([n + 0.2 for n in range(5)], added, 0.38, color="#d9730d", label="of the article, added")
axes.set_xticks(range(5), fifths)
axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
axes.set(xlabel="fifth of the document", ylabel="share of its rows", title="Where sentences are lost and won")
axes.legend(frameon=False)
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# ## About what?
#
# Evidence describes the content of a sentence: names (of persons, places, organisations), numbers, money, dates. Is a sentence with figures more
# likely to survive than one without? (The types of names come from lists in English and from a tagger in Indonesian: compare
# kept with omitted sentences; added ones are comparable with these only roughly.)

# %%
rows = []
for pair in pairs:
    fate = "omitted" if not pair.ind_text else "added" if not pair.eng_text else "kept"
    text, lang = (pair.ind_text, "ind") if fate == "added" else (pair.eng_text, "eng")
    for sentence in sejajar.evidence([text], lang).to_dicts():
        found = [piece["type"] if piece["kind"] == "name" else piece["kind"] for piece in sentence["evidence"]]
        rows.append({"fate": fate, **{kind: kind in found for kind in ("person", "place", "organisation", "number", "money", "date", "weekday")}})
holds = pd.DataFrame(rows).groupby("fate").mean()
holds.style.format("{:.0%}").background_gradient(cmap="Blues", axis=None)

# %%
figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
for offset, (fate, colour) in zip((-0.27, 0, 0.27), {"kept": "#8a9199", "omitted": "#2f6fab", "added": "#d9730d"}.items()):
    axes.bar([n + offset for n in range(holds.shape[1])], holds.loc[fate], 0.25, color=colour, label=fate)
axes.set_xticks(range(holds.shape[1]), holds.columns)
axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
axes.set(ylabel="rows that hold one", title="What sentences hold, by their fate")
axes.legend(frameon=False)
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# ## Compression
#
# Indonesian takes a tenth more characters than English for the same content; a shorter sentence was cut inside.

# %%
kept = table[table.fate == "kept"]
ratio = kept.ind_text.str.len() / kept.eng_text.str.len()
figure, axes = plt.subplots(figsize=(7, 2.8), layout="constrained")
axes.hist(ratio, bins=[n / 10 for n in range(2, 25)], color="#8a9199", edgecolor="white")
axes.axvline(ratio.median(), color="#b3261e", linestyle="--", label=f"median {ratio.median():.2f}")
axes.set(xlabel="Indonesian characters for an English one", ylabel="rows", title="Length of what was kept")
axes.legend(frameon=False)
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# ## Examples
#
# Omitted and added sentences:

# %%
for fate, column in (("omitted", "eng_text"), ("added", "ind_text")):
    print(fate)
    for row in table[table.fate == fate].itertuples():
        print(f"  {row.article_id}: {getattr(row, column)}")

# %%
assert {"kept", "omitted", "added"} == set(table.fate) and table.moved.any()
