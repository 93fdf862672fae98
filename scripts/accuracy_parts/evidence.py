"""Each kind of evidence alone, and all but each -> what it is worth; wrong rows -> what is wrong with them."""

from collections import Counter

from .tool import DATA, gold, measure, rows

# Kinds that say what a sentence says; length and order help each of them.
KINDS = ("names", "numbers", "dates", "words", "spelling")


def report(lines):
    folder = DATA / "align" / "ntrex-dev" / "noisy"
    if not folder.is_dir():
        return
    modes = {"all": []}
    modes |= {f"{kind}, length": ["--evidence", f"{kind},length"] for kind in KINDS}
    modes["names, numbers, length"] = ["--evidence", "names,numbers,length"]
    modes["names, numbers, dates, length"] = ["--evidence", "names,numbers,dates,length"]
    modes["length"] = ["--evidence", "length"]
    modes |= {f"all but {kind}": ["--without", kind] for kind in (*KINDS, "length")}
    lines += ["", "## What each kind of evidence is worth, ntrex-dev noisy", "", "Order helps always.", ""]
    lines += ["| evidence | strict F1 | lax F1 |", "|---|---|---|"]
    for title, options in modes.items():
        found = measure(folder, folder, "--sentences", *options)
        lines.append(f"| {title} | **{found['strict']['f1']:.4f}** | {found['lax']['f1']:.4f} |")
    errors(lines)


def errors(lines):
    """Rows that gold lacks, by what is wrong with them."""
    sets = ("noisy", "edited")
    counts = {name: Counter(kinds(DATA / "align" / "ntrex-dev" / name)) for name in sets}
    lines += ["", "## Wrong rows, by what is wrong with them", "", f"| rows that gold lacks | {' | '.join(sets)} |", "|---|---|---|"]
    every = sorted(set().union(*counts.values()), key=lambda kind: (-sum(count[kind] for count in counts.values()), kind))
    lines += [f"| {kind} | {' | '.join(str(counts[name][kind]) for name in sets)} |" for kind in every]


def kinds(folder):
    beads = gold(folder)
    return [kind(bead, beads[document]) for document, bead, _ in rows(folder) if bead not in beads[document]]


def kind(bead, right):
    """What is wrong with a bead that is none of the right ones."""
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
