"""Rows that gold lacks -> their kinds of mistakes, counted."""

from collections import Counter

from calibration_parts import measure

SETS = ("noisy", "edited", "outofstep")
WORDS = """\
Rows of the tool with its committed tables on faithful translations made harder by a program (ntrex-dev);
its weights were learnt from these documents.
"""


def section(binary, data):
    counts = {name: Counter(kinds(binary, data / name)) for name in SETS if (data / name).is_dir()}
    lines = ["", "## Wrong rows, by kind of mistake", "", *WORDS.splitlines(), ""]
    lines += [f"| rows that gold lacks | {' | '.join(counts)} |", "|---|" + "---|" * len(counts)]
    cells = lambda kind: [count[kind] for count in counts.values()]
    every = sorted(set().union(*counts.values()), key=lambda kind: (-sum(cells(kind)), kind))
    return lines + [f"| {kind} | {' | '.join(map(str, cells(kind)))} |" for kind in every]


def kinds(binary, folder):
    found = measure.beads_of(binary, folder, folder, "--sentences")
    return [kind(bead, right) for _, bead, _, right in found if bead not in right]


def kind(bead, right):
    """The kind of mistake of a bead that gold lacks."""
    ind, eng = map(set, bead)
    if not ind or not eng:
        return "a sentence left alone that gold aligns"
    full = [(set(f), set(e)) for f, e in right if f and e]
    touched = [(f, e) for f, e in full if f & ind or e & eng]
    if not touched:
        return "sentences aligned that gold leaves alone"
    if any(ind <= f and eng <= e for f, e in touched):
        return "a part of a larger gold bead"
    if all(f <= ind and e <= eng for f, e in touched):
        return "a gold bead with a sentence more" if len(touched) == 1 else "several gold beads in one"
    return "another partner"
