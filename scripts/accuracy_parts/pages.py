"""Web pages, read by the tool and by trafilatura -> word F1 of their articles against the expected texts.

Alone: python3 scripts/accuracy_parts/pages.py BINARY [DATA] prints the section.
"""

import json
import os
import re
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path

WORDS = """
## Pages

Words of the article without its headline, against the expected ones. Those of the development pages
were extracted by scrapers written for each outlet; our own pages (tests/pages) are each of another kind, and the tool
was built on them. trafilatura {version} as installed, without comments.
"""
PEER = """
import json, sys, trafilatura
from importlib.metadata import version
print(json.dumps(version("trafilatura")))
for path in sys.stdin.read().splitlines():
    print(json.dumps(trafilatura.extract(open(path, "rb").read(), include_comments=False) or ""))
"""


def bag(text):
    return Counter(re.findall(r"[^\W_]+", text))


def f1(found, wanted):
    found, wanted = bag(found), bag(wanted)
    return 2 * (found & wanted).total() / max(1, found.total() + wanted.total())


def expected(html):
    """Title and text of a page, and whether it states its day."""
    known = html.with_suffix(".json")
    if known.exists():
        wanted = json.loads(known.read_text(encoding="utf-8"))
        return wanted["title"].strip(), wanted["content"], True
    meta, *paragraphs = html.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    meta = dict(line.split(": ", 1) for line in meta.splitlines())
    title = meta.get("title", "")
    return title, "\n".join(p for p in paragraphs if p != title), "date" in meta


def ours(binary, html):
    """Text without the headline, the headline and the day as the tool reads them."""
    lang = "eng" if html.name.endswith(".eng.html") else "ind"
    command = [binary, "split", html, "--lang", lang, "-f", "jsonl", "--meta", "-q"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    meta, *found = [json.loads(line) for line in done.stdout.splitlines()]
    kept = [line for line in found if "text" in line]
    title = next((line["paragraph"] for line in kept), 0)
    text = " ".join(line["text"] for line in kept if line["paragraph"] != title)
    return text, meta["meta"]["title"], meta["meta"]["date"]


def peers(files):
    """Version of trafilatura and its output; nothing if it is not installed."""
    python = os.environ.get("TRAFILATURA_PYTHON") or sys.executable
    paths = "\n".join(map(str, files))
    done = subprocess.run([python, "-c", PEER], input=paths, capture_output=True, text=True)
    if done.returncode:
        return None, []
    number, *texts = map(json.loads, done.stdout.splitlines())
    titles = [expected(html)[0] for html in files]
    drop = lambda text, title: "\n".join(line for line in text.splitlines() if line.strip("# ") != title)
    return number, [drop(text, title) for text, title in zip(texts, titles)]


def row(pages, tool, figures):
    cells = f"**{statistics.mean(figures):.4f}** | {statistics.median(figures):.4f} | {min(figures):.4f}"
    return f"| {pages} | {tool} | {len(figures)} | {cells} | {sum(f < 0.9 for f in figures)} |"


def section(binary, root, data, report):
    """The section; rows of trafilatura are those of `report` if it is not installed."""
    sets = [("development", sorted((data / "html").glob("*.html")))]
    sets.append(("our own", sorted((root / "tests" / "pages").glob("*.html"))))
    known = report.read_text(encoding="utf-8").splitlines() if report.exists() else []
    table, told, version = [], [], None
    for name, files in sets:
        if not files:
            continue
        wanted = [expected(html) for html in files]
        read = [ours(binary, html) for html in files]
        figures = [f1(text, content) for (text, _, _), (_, content, _) in zip(read, wanted)]
        table.append(row(name, "sejajar", figures))
        titles = sum(title == want for (_, title, _), (want, _, _) in zip(read, wanted))
        days = sum((day is not None) == want for (_, _, day), (_, _, want) in zip(read, wanted))
        told.append(f"{name} pages: {titles} of {len(files)} headlines right, {days} of {len(files)} stated days found")
        number, texts = peers(files)
        version = number or version
        if number:
            table.append(row(name, "trafilatura", [f1(text, want[1]) for text, want in zip(texts, wanted)]))
        else:
            table += [line for line in known if line.startswith(f"| {name} | trafilatura |")]
    if version is None:
        version = next((word for line in known for word in re.findall(r"trafilatura (\S+) as it is installed", line)), "")
    head = ["| pages | read by | number | mean F1 | median | worst | below .9 |", "|---|---|---|---|---|---|---|"]
    return [*WORDS.format(version=version).rstrip("\n").splitlines(), "", *head, *table, "", "; ".join(told).capitalize() + "."]


if __name__ == "__main__":
    ROOT = Path(__file__).resolve().parent.parent.parent
    DATA = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT.parent / "shared" / "data"
    print("\n".join(section(sys.argv[1], ROOT, DATA, ROOT / "tests" / "accuracy.md")))
