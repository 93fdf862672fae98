"""Cost by the length of documents and by the size of collections; and whole runs against a floor."""

import subprocess
import tempfile
from pathlib import Path

from . import plot

LENGTHS = (10, 100, 1000, 5000, 20_000)
COLLECTIONS = (100, 1000, 10_000, 100_000)


def floor(binary, data, paired):
    """A whole run of align over articles as found, against reading and segmenting the same bytes."""
    folder = data / "raw" / "ntrex-dev"
    if not folder.is_dir():
        return []
    with tempfile.TemporaryDirectory() as many:
        for path in folder.glob("*.txt"):
            for copy in range(10):
                (Path(many) / f"{copy}{path.name}").write_bytes(path.read_bytes())
        files = sorted(Path(many).iterdir())
        size = sum(path.stat().st_size for path in files) / 1e6
        align = [binary, "align", many, "-q", "-o", Path(many) / "pairs.csv"]
        least = [binary.with_name("floor"), *files]
        rows = []
        for threads, name in ((["-j", "1"], "one thread"), ([], "one thread per core")):
            ours, floor, ratio, _ = paired([*align, *threads], least, 7)
            rows.append(f"| `sejajar align`, {name} | {ours * 1e3:.0f} ms | **{ratio:.1f}** |")
    head = f"| {len(files) // 2} pairs of articles as found, {size:.1f} MB | time | ratio |"
    return [head, "|---|---|---|", f"| floor: read, segment into words (UAX #29), one thread | {floor * 1e3:.0f} ms | 1 |", *rows, ""]


def lengths(binary, pairs, median):
    """`pairs` are lines of both sides, as many as the longest document needs; the lines of the report, and the plot."""
    lines, points = ["| sentences per side | time | per thousand sentences |", "|---|---|---|"], []
    joined = [[line for pair in pairs for line in pair[side]] for side in (0, 1)]
    with tempfile.TemporaryDirectory() as out:
        paths = [Path(out) / f"joined.{code}.txt" for code in ("ind", "eng")]
        for length in LENGTHS:
            for side, path in zip(joined, paths):
                path.write_text("".join(line + "\n" for line in side[:length]), encoding="utf-8")
            seconds, _ = median([binary, "align", *paths, "--sentences", "-q", "-j", "1", "-o", Path(out) / "pairs.csv"], 3)
            lines.append(f"| {length:,} | {seconds * 1e3:.0f} ms | {seconds * 1e6 / length:.0f} ms |")
            points.append((length, seconds))
    return lines + [""], plot.drawn("One pair of documents, one thread", "sentences a side", "seconds", points)


def collections(root, binary, once):
    """Corpora built of collections of retold stories; the lines of the report, and the plot."""
    lines = ["| articles, and as many reports | two threads | per article | peak memory | one thread | ratio |", "|---|---|---|---|---|---|"]
    points = []
    for count in COLLECTIONS:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            subprocess.run([root / "scripts/collection", str(count), "-o", place], check=True)
            build = lambda jobs: once([binary, "build", "-q", "-j", str(jobs), "--overwrite", "--articles",
                                       place / "articles.jsonl", "--reports", place / "reports.jsonl", "-o", place / "corpus"])
            two, memory = build(2)
            one = build(1)[0] if count <= 10_000 else None
        single = f"{one:.1f} s | **{one / two:.2f}**" if one else "|"
        lines.append(f"| {count:,} | {two:.1f} s | **{two * 1e3 / count:.2f} ms** | **{memory:.0f} MB** | {single} |")
        points.append((count, two))
    return lines + [""], plot.drawn("sejajar build, two threads", "articles, and as many reports", "seconds", points)
