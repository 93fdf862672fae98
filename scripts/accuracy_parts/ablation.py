"""Kinds of evidence alone and left out -> the contribution of each."""

WORDS = """\
Faithful translations with a tenth of their lines dropped and a tenth merged. With a choice of evidence links
are not used, because their weights were learnt from all evidence: every line is the result of the lattice
(`--lattice`), including the first. The constants of the score were tuned on these documents. Order always
counts. Alone: a kind with length.
"""
KINDS = ("names", "numbers", "dates", "words", "spelling", "length")


def line(title, r):
    return f"| {title} | {r['strict']['f1']:.4f} | {r['lax']['f1']:.4f} |"


def section(measure):
    """Lines of two tables; `measure(options)` gives strict and lax figures with further options of `align`."""
    lines = ["", "## Kinds of evidence, ntrex-dev noisy", "", *WORDS.splitlines(), ""]
    head = ["| evidence | strict F1 | lax F1 |", "|---|---|---|"]
    lines += [*head, line("all", measure())]
    lines += [line("length", measure("--evidence", "length"))]
    for kind in KINDS[:-1]:
        lines.append(line(f"{kind}, length", measure("--evidence", f"{kind},length")))
    lines.append(line("names, numbers, length", measure("--evidence", "names,numbers,length")))
    lines.append(line("names, numbers, dates, length", measure("--evidence", "names,numbers,dates,length")))
    lines += [line(f"all but {kind}", measure("--without", kind)) for kind in KINDS]
    return lines + [line("all but names, numbers, dates", measure("--without", "names,numbers,dates"))]
