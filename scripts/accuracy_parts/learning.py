"""Lexicons learnt from the very documents that are aligned -> what learning gains, and that it does not hurt."""

import tempfile
from pathlib import Path


def compared(run, measure, binary, folder, options, start):
    """Translations learnt, and figures before and after."""
    with tempfile.TemporaryDirectory() as place:
        none, learnt = Path(place) / "none.tsv", Path(place) / "learnt.tsv"
        none.write_text("zzzz\tqqqq\n", encoding="utf-8")
        run(binary, "learn", folder, "-q", "--from", start, "-o", learnt, *options)
        words = [line.split("\t") for line in learnt.read_text(encoding="utf-8").splitlines()]
        count = sum(len(word) == 4 and bool(word[0] and word[1]) for word in words)
        only = ["--lexicon-only"] if start == "empty" else []
        before = ["--lexicon", none, *only] if only else []
        return count, measure(folder, folder, *options, *before), measure(folder, folder, *options, "--lexicon", learnt, *only)


def section(run, measure, binary, folders):
    """Lines of a table; `folders` are (title, folder, options of `learn` and `align`)."""
    lines = ["", "## Learning (`sejajar learn`, then aligning the same documents)", ""]
    lines += ["| set | from | translations learnt | strict F1 before | after |", "|---|---|---|---|---|"]
    for title, folder, options in folders:
        for start in ("builtin", "empty"):
            count, before, after = compared(run, measure, binary, folder, options, start)
            lines.append(f"| {title} | {start} | {count} | {before['strict']['f1']:.4f} | **{after['strict']['f1']:.4f}** |")
    return lines
