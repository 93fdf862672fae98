"""Lexicons learnt from the aligned documents themselves -> the gain of learning, and a check that it does no harm."""

import re
import tempfile
from pathlib import Path

WORDS = """\
Faithful translations made harder by a program (ntrex-dev), from which the weights of links were learnt, and
our samples, from which they were not. Links judge with all evidence; their weights were learnt with the
committed lexicon (builtin), so features without one (empty) are new to them. With words and length alone
the lattice judges. Likelihood: mean log probability of a word in held-out documents, in nats; each round
that is kept raises it.
"""
# The evidence to which the lexicon contributes; alone it is measured best.
SAID = ["--evidence", "words,length"]


def learnt(run, binary, folder, options, start, lexicon):
    """Translations learnt, and the log likelihood of a word in held-out documents, before and after."""
    told = run(binary, "learn", folder, "--from", start, "-o", lexicon, *options, stderr=True)
    words = [line.split("\t") for line in lexicon.read_text(encoding="utf-8").splitlines()]
    count = sum(len(word) == 4 and bool(word[0] and word[1]) for word in words)
    rounds = re.findall(r"held-out documents (-\d+\.\d+) -> (-\d+\.\d+)(?!\d| \(no gain)", told)
    return count, f"{rounds[0][0]} → {rounds[-1][1]}" if rounds else "no gain"


def section(run, measure, binary, folders):
    """Lines of a table; `folders` are (title, folder, options of `learn` and `align`)."""
    lines = ["", "## Learning (`sejajar learn`, then aligning the same documents)", ""]
    lines += [*WORDS.splitlines(), ""]
    lines += ["| set | from | translations learnt | likelihood | strict F1 before | after | words and length alone: before | after |", "|---|---|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as place:
        none, lexicon = Path(place) / "none.tsv", Path(place) / "learnt.tsv"
        none.write_text("zzzz\tqqqq\n", encoding="utf-8")
        for title, folder, options in folders:
            for start in ("builtin", "empty"):
                count, likelihood = learnt(run, binary, folder, options, start, lexicon)
                only = ["--lexicon-only"] if start == "empty" else []
                before, after = ["--lexicon", none, *only] if only else [], ["--lexicon", lexicon, *only]
                cells = [title, start, count, likelihood]
                for evidence in ([], SAID):
                    first, last = (measure(folder, folder, *options, *evidence, *words)["strict"]["f1"] for words in (before, after))
                    cells += [f"{first:.4f}", f"**{last:.4f}**"]
                lines.append("| " + " | ".join(map(str, cells)) + " |")
                lexicon.unlink()
    return lines
