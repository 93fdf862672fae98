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
# # An audit with plots
#
# How good is an aligned table, and which of its rows should be checked? `audit` reads the texts of any table again and reports
# disagreements; `coverage` measures how much of each document the other one covers.

# %%
from pathlib import Path

import matplotlib.pyplot as plt

import sejajar

pairs = sejajar.align_many(Path("../../corpus/samples"))
table = pairs.to_pandas()
flags = sejajar.audit(pairs).to_pandas()
documents = sejajar.coverage(pairs).to_pandas()
pairs

# %% [markdown]
# ## The confidence of rows
#
# Confidence is the share of such rows that are right, so its mean over all rows is the expected share of right rows in the table.

# %%
aligned = table[~table.align_type.isin(["1-0", "0-1"])]
figure, axes = plt.subplots(figsize=(7, 3), layout="constrained")
axes.hist(aligned.confidence, bins=[n / 20 for n in range(21)], color="#2f6fab", edgecolor="white")
axes.axvline(aligned.confidence.mean(), color="#b3261e", linestyle="--", label=f"mean {aligned.confidence.mean():.3f}")
axes.set(xlabel="confidence", ylabel="aligned rows", xlim=(0, 1), title=f"{len(aligned)} aligned rows of {len(documents)} pairs")
axes.legend(frameon=False, loc="upper left")
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# ## Flags
#
# Errors are contradictions between the sides or with the calendar; warnings may be faults; notices are usual in translated news.

# %%
colours = {"error": "#b3261e", "warning": "#bf8700", "notice": "#8a9199"}
counts = flags.groupby(["code", "severity"]).size().rename("rows").reset_index()
rank = counts.severity.map({"notice": 0, "warning": 1, "error": 2})
counts = counts.assign(rank=rank).sort_values(["rank", "rows"])
figure, axes = plt.subplots(figsize=(7, 0.3 * len(counts) + 1), layout="constrained")
bars = axes.barh(counts.code, counts.rows, color=counts.severity.map(colours))
axes.bar_label(bars, padding=3)
for severity, colour in colours.items():
    axes.barh([counts.code.iloc[0]], [0], color=colour, label=severity)
axes.legend(frameon=False, loc="upper right")
axes.set(xlabel="rows", title="Flags")
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# The errors, in words:

# %%
errors = flags[flags.severity == "error"]
for error in errors.itertuples():
    print(f"{error.article_id}: {error.explanation}")

# %% [markdown]
# The rows themselves, as shown for judgement:

# %%
suspects = set(errors.pair_id)
sejajar.Pairs.from_table(table[table.pair_id.isin(suspects)])

# %% [markdown]
# ## How much of each report does its article cover?

# %%
told = documents.assign(
    report=documents.eng_aligned_chars / documents.eng_chars, article=documents.ind_aligned_chars / documents.ind_chars
).sort_values("report")
figure, axes = plt.subplots(figsize=(7, 0.35 * len(told) + 1), layout="constrained")
axes.hlines(told.article_id, told[["report", "article"]].min(axis=1), told[["report", "article"]].max(axis=1), color="#c6ccd2", linewidth=3)
axes.scatter(told.report, told.article_id, color="#2f6fab", label="of the report, told by the article", zorder=3)
axes.scatter(told.article, told.article_id, color="#d9730d", label="of the article, told by the report", zorder=3)
axes.set(xlabel="share of the text", xlim=(0, 1.02), title="Who tells how much of whom")
axes.legend(frameon=False, loc="lower left")
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# ## Where is the text of a report kept?
#
# The package draws the usual pictures itself. Each is an SVG image, for a paper as well:

# %%
pictures = {figure.name: figure for figure in sejajar.figures(pairs)}
pictures["kept-by-place"]

# %%
pictures["beads-tuna-accord"]

# %%
assert len(documents) == 10 and "date-mismatch" in set(errors.code)
