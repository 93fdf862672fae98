"""The release binary, run on folders of documents -> figures and beads."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = Path(os.environ.get("SEJAJAR_DATA") or ROOT.parent / "shared" / "data")
TOOLS = DATA.parent / "tools"
BINARY = ROOT / "target" / "release" / "sejajar"


def run(*args):
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, args))}\n{done.stderr}")
    return done.stdout


def version(folder):
    """A short hash over the names and contents of a folder's files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def measure(gold, inputs, *options):
    """Strict, lax and linked figures of one set of documents."""
    with tempfile.TemporaryDirectory() as out:
        run(BINARY, "align", inputs, "-q", "-f", "vecalign", "-o", out + "/", *options)
        return json.loads(run(BINARY, "eval", "align", gold, out, "-f", "json"))


def half(folder, rest, *options):
    """The figures of the documents whose numbers leave `rest` when they are divided by two."""
    with tempfile.TemporaryDirectory() as part:
        for n, gold in enumerate(sorted(folder.glob("*.gold"))):
            if n % 2 == rest:
                for ending in (".gold", ".ind", ".eng"):
                    shutil.copy(gold.with_suffix(ending), part)
        return measure(part, part, *options)


def numbers(text):
    return tuple(int(n) for n in text.strip("[] ").split(",") if n.strip())


def gold(folder):
    """Each document's gold beads: pairs of sentence numbers, Indonesian and English."""
    beads = lambda text: {tuple(numbers(side) for side in line.split(":")[:2]) for line in text.splitlines() if ":" in line}
    return {path.stem: beads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.gold"))}


def rows(folder):
    """Every row of a folder's table: (document, bead, confidence)."""
    with tempfile.TemporaryDirectory() as out:
        table = Path(out) / "rows.csv"
        run(BINARY, "align", folder, "--sentences", "-q", "-o", table)
        with table.open(encoding="utf-8", newline="") as lines:
            side = lambda row, name: tuple(range(int(row[name + "_start"]), int(row[name + "_end"])))
            return [(row["article_id"], (side(row, "ind"), side(row, "eng")), float(row["confidence"])) for row in csv.DictReader(lines)]
