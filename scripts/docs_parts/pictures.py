"""The sample pairs -> the pictures of docs/pictures, by the tool and a headless Chromium."""

import html
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
PICTURES = ROOT / "docs" / "pictures"
TOOL = shutil.which(os.environ.get("SEJAJAR", "sejajar"))
CHROMIUM = os.environ.get("CHROMIUM", "chromium")

# The colours of SGR that `evidence --color always` uses, as they look on a light page.
COLOURS = {"32": "#1a7f37", "33": "#9a6700", "35": "#8250df", "36": "#0969da", "2": "#57606a", "1": "#1f2328"}


def pictures():
    """Writes every picture of docs/pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "pairs.csv"
        tool("align", SAMPLES, "-q", "-o", table)
        # The page shows the name of the table as it is given.
        tool("audit", table.name, "-q", "--html", "audit.html", "--figures", "figures", cwd=folder)
        for name, file in (("beads", "beads-tuna-accord"), ("coverage", "coverage"), ("dot-plots", "dot-plots")):
            shutil.copyfile(folder / "figures" / f"{file}.svg", PICTURES / f"{name}.svg")
        shoot((folder / "audit.html").as_uri(), "audit-summary.png", 1250, 1180)
        rows_of_one_document(folder)
        review(table)
        coloured_evidence(folder)


def tool(*words, cwd=None):
    return subprocess.run([TOOL, *map(str, words)], check=True, capture_output=True, text=True, cwd=cwd).stdout


def shoot(address, name, width, height):
    """Takes a picture of a page, in few colours where Pillow is there."""
    target = PICTURES / name
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--virtual-time-budget=5000"]
    command = [CHROMIUM, *options, f"--window-size={width},{height}", f"--screenshot={target}", address]
    subprocess.run(command, check=True, capture_output=True)
    try:
        from PIL import Image
    except ImportError:
        print(f"note: {name} has all its colours; pip install pillow makes it smaller")
        return
    Image.open(target).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(target, optimize=True)


def rows_of_one_document(folder):
    """Takes a picture of the rows of one document of an audit, whose page is cut down to them."""
    page = (folder / "audit.html").read_text("utf-8")
    head = page.split("<main>", 1)[0]
    rows = re.search(r'<h2 id="d\d+">(island-earthquake .*?)(?=<h2 |</main>)', page, re.DOTALL)[1]
    rows = re.sub(r"<details.*?</details>", "", rows, flags=re.DOTALL)
    cut = folder / "rows.html"
    cut.write_text(f"{head}<main><h2>{rows}</main>", "utf-8")
    shoot(cut.as_uri(), "audit-rows.png", 1100, 836)


def review(table):
    """Takes a picture of the review page, which the tool serves meanwhile."""
    command = [TOOL, "review", table.name, "--annotator", "sari"]
    server = subprocess.Popen(command, cwd=table.parent, stderr=subprocess.PIPE, text=True)
    try:
        address = next(line.strip() for line in server.stderr if "http://127.0.0.1:" in line)
        shoot(address, "review.png", 1300, 900)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def coloured_evidence(folder):
    """Takes a picture of what `evidence` prints on a terminal."""
    printed = tool("evidence", SAMPLES / "island-earthquake.ind.txt", "--lang", "ind", "--color", "always", "-q")
    lines = "\n".join(printed.splitlines()[:33])
    page = folder / "evidence.html"
    style = "font: 14px/1.45 'DejaVu Sans Mono', monospace; white-space: pre-wrap; margin: 16px; color: #1f2328"
    page.write_text(f'<!doctype html><meta charset="utf-8"><body style="{style}">{coloured(lines)}', "utf-8")
    shoot(page.as_uri(), "evidence.png", 1100, 735)


def coloured(text):
    """Codes of a terminal as elements of a page."""
    parts, spans = [], 0
    for piece in re.split(r"(\x1b\[[0-9;]*m)", text):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if not code:
            parts.append(html.escape(piece))
            continue
        if code[1] in ("", "0"):
            parts.append("</span>" * spans)
            spans = 0
            continue
        styles = [f"color: {COLOURS[n]}" for n in code[1].split(";") if n in COLOURS]
        parts.append(f'<span style="{"; ".join(styles)}">')
        spans += 1
    return "".join(parts) + "</span>" * spans
