"""Trans-edited articles, aligned by the tool itself -> link F1, strict F1 and confidence."""

import json
import subprocess
import tempfile
from pathlib import Path

from links_parts import gold, measure

WORDS = """
### Trans-edited articles

Articles written from English reports as newsrooms do it, with gold links, aligned by the tool with its
committed tables. Its weights were learnt from all of these documents except those of the last line, so the other
lines are optimistic; the section above shows what to expect of new articles. Links and beads are counted as
there.
"""


def aligned(binary, documents, place):
    """The beads of each document with their confidences."""
    place.mkdir()
    for document in documents:
        for side, path in (("ind", document.ind), ("eng", document.eng)):
            (place / f"{document.name}.{side}.txt").symlink_to(path.resolve())
    command = [str(part) for part in (binary, "align", place, "--sentences", "-q", "-f", "jsonl")]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = {}
    for row in map(json.loads, table.splitlines()):
        bead = tuple(row["ind_sentences"]), tuple(row["eng_sentences"])
        rows.setdefault(row["article_id"], []).append((bead, row["confidence"]))
    return [rows[document.name] for document in documents]


def row(title, documents, beads):
    link, strict = measure.scores(documents, beads)
    rows = list(measure.rows(documents, beads))
    right, share = measure.sure((row.confidence, row.right) for row in rows)
    cells = f"**{link:.4f}** | **{strict:.4f}** | {len(rows)} | {right:.4f} | {share:.4f}"
    return f"| {title} | {len(documents)} | {cells} |"


def section(binary, root, data):
    """Lines of a table; `data` is the folder of development data for alignment, which may be absent."""
    lines = [*WORDS.splitlines(), ""]
    lines += ["| set | documents | link F1 | strict F1 | rows | right at .95 or more | share at .95 |"]
    lines += ["|---|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        ours = list(gold.own(root / "corpus/gold/transedit", texts))
        sets = {
            "transedit-dev": list(gold.linked(data / "transedit-dev", "transedit-dev")),
            "transedit-own (own10 to own19)": [d for d in ours if d.name.startswith("own")],
            "te, learnt from": [d for d in ours if d.name.startswith("te") and d.teaches],
            "te, kept back": [d for d in ours if not d.teaches],
        }
        for number, (title, documents) in enumerate(sets.items()):
            if documents:
                beads = aligned(binary, documents, Path(folder) / str(number))
                lines.append(row(title, documents, beads))
    return lines
