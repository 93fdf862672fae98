"""A folder of lines with gold -> rows by sejajar, each right or wrong, and curves fitted on halves of the documents."""

import hashlib
import json
import re
import subprocess
import tempfile
from pathlib import Path

from . import curve, editions

BEAD = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\]")
SETS = ("noisy", "edited")
# Editions per document and recipe on which the curve is fitted, in addition to the sets themselves.
SEEDS = 6


def version(folder):
    """A short hash over the names and contents of a folder's files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def gold(path):
    """The beads of a file; several unaligned sentences in one bead are beads each."""
    beads = set()
    for ind, eng in BEAD.findall(path.read_text(encoding="utf-8")):
        ind, eng = (tuple(sorted(int(n) for n in side.split(",") if n.strip())) for side in (ind, eng))
        beads |= {(ind, eng)} if ind and eng else {((i,), ()) for i in ind} | {((), (e,)) for e in eng}
    return beads


def beads_of(binary, folder, beads, *options):
    """Every row of the folder's alignments, unaligned sentences too: document, bead, confidence, and that document's gold in `beads`."""
    command = [str(part) for part in (binary, "align", folder, "-q", "-f", "jsonl", *options)]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    known, found = {}, []
    for line in table.splitlines():
        row = json.loads(line)
        name = row["article_id"]
        if name not in known:
            known[name] = gold(Path(beads) / f"{name}.gold")
        bead = (tuple(row["ind_sentences"]), tuple(row["eng_sentences"]))
        found.append((name, bead, row["confidence"], known[name]))
    return found


def rows(binary, folder, beads, *options):
    """The same as judged rows: whether gold has exactly that bead."""
    found = beads_of(binary, folder, beads, *options)
    return [curve.Row(name, sure, bead in right, bool(bead[0] and bead[1])) for name, bead, sure, right in found]


def posteriors(binary, folder):
    """Rows with raw posteriors: of each set in `folder`, and of editions of its clean documents."""
    sets = {name: rows(binary, folder / name, folder / name, "--sentences", "--lattice", "--uncalibrated") for name in SETS}
    pairs, more = editions.documents(folder / "clean"), []
    with tempfile.TemporaryDirectory() as place:
        for recipe in SETS:
            for seed in range(SEEDS):
                edition = Path(place) / f"{recipe}-{seed}"
                editions.write(edition, pairs, recipe, seed)
                more += rows(binary, edition, edition, "--sentences", "--lattice", "--uncalibrated")
    return sets, more


def crossed(sets, more):
    """For each set its rows, [even documents, odd documents], with confidences from the curve of the other half's documents."""
    training = [curve.halves([row for part in (*sets.values(), more) for row in part])[half] for half in (0, 1)]
    curves = [curve.fit(rows) for rows in training]
    return {
        name: [curve.applied(curves[1 - half], part) for half, part in enumerate(curve.halves(rows))]
        for name, rows in sets.items()
    }
