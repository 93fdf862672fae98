"""Confidences of rows and whether the rows are right -> a table, the expected calibration error, a reliability diagram."""

from .tool import DATA, ROOT, gold, rows

FIGURE = ROOT / "tests" / "reliability.svg"
BINS = 10
SURE = 0.95


def judged(name):
    """(number of the document, confidence, whether gold has the bead) of each row of a development set."""
    folder = DATA / "align" / "ntrex-dev" / name
    beads, names = gold(folder), sorted(path.stem for path in folder.glob("*.gold"))
    return [(names.index(document), confidence, bead in beads[document]) for document, bead, confidence in rows(folder)]


def binned(found):
    """(rows, mean confidence, share right) of each bin; none for an empty one."""
    bins = [[] for _ in range(BINS)]
    for _, confidence, right in found:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    mean = lambda held, k: sum(row[k] for row in held) / len(held)
    return [(len(held), mean(held, 0), mean(held, 1)) if held else None for held in bins]


def error(found):
    """The expected calibration error (Naeini et al. 2015): the mean gap between confidence and share right, weighed by rows."""
    return sum(count * abs(mean - right) for count, mean, right in filter(None, binned(found))) / max(1, len(found))


def line(title, found):
    sure = [right for _, confidence, right in found if confidence >= SURE]
    return f"| {title} | {len(found)} | **{error(found):.4f}** | {len(sure) / len(found):.4f} | {sum(sure) / max(1, len(sure)):.4f} |"


def report(lines):
    sets = {name: judged(name) for name in ("noisy", "edited") if (DATA / "align" / "ntrex-dev" / name).is_dir()}
    if not sets:
        return
    lines += ["", "## Confidence", "", "Scores are tempered by one number, one half; no other table stands between posterior and confidence. Every row counts, those of one"]
    lines += ["side too; a row is right if gold has its bead. ECE: expected calibration error, 10 bins.", ""]
    lines += [f"| set | rows | ECE | share of rows at {SURE} and above | of those right |", "|---|---|---|---|---|"]
    for name, found in sets.items():
        lines.append(line(f"ntrex-dev {name}", found))
        lines += [line(f"ntrex-dev {name}, {title} documents", [row for row in found if row[0] % 2 == n]) for n, title in enumerate(("even", "odd"))]
    for name, found in sets.items():
        lines += ["", f"Reliability, ntrex-dev {name} ([diagram](reliability.svg)):", "", "| confidence | rows | mean | right |", "|---|---|---|---|"]
        for n, held in enumerate(binned(found)):
            lines += [f"| {n / BINS:.1f}–{(n + 1) / BINS:.1f} | {held[0]} | {held[1]:.3f} | {held[2]:.3f} |"] if held else []
    FIGURE.write_text(diagram(sets), encoding="utf-8")


def diagram(sets):
    """Share right over mean confidence; the area of a dot is that of its rows."""
    x, y = lambda v: 60 + 320 * v, lambda v: 360 - 320 * v
    colours = {"noisy": "#1f6feb", "edited": "#d1570d"}
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 420" font-family="sans-serif" font-size="12">']
    parts.append('<rect width="420" height="420" fill="#fff"/>')
    parts.append(f'<path d="M{x(0)} {y(0)}H{x(1)}V{y(1)}H{x(0)}Z M{x(0)} {y(0)}L{x(1)} {y(1)}" fill="none" stroke="#999"/>')
    for tick in (0, 0.5, 1):
        parts.append(f'<text x="{x(tick)}" y="{y(0) + 18}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="{x(0) - 8}" y="{y(tick) + 4}" text-anchor="end">{tick}</text>')
    parts.append(f'<text x="{x(0.5)}" y="{y(0) + 36}" text-anchor="middle">mean confidence of the rows of a bin</text>')
    parts.append(f'<text transform="translate(22 {y(0.5)}) rotate(-90)" text-anchor="middle">share right</text>')
    for n, (name, found) in enumerate(sets.items()):
        parts.append(f'<circle cx="{x(0.05)}" cy="{y(0.95) + 18 * n}" r="5" fill="{colours[name]}"/>')
        parts.append(f'<text x="{x(0.09)}" y="{y(0.95) + 18 * n + 4}">ntrex-dev {name}</text>')
        for count, mean, right in filter(None, binned(found)):
            parts.append(f'<circle cx="{x(mean):.1f}" cy="{y(right):.1f}" r="{2 + count ** 0.5 / 3:.1f}" fill="{colours[name]}" fill-opacity="0.6"/>')
    return "\n".join(parts + ["</svg>", ""])
