"""Rows with confidences, judged by gold -> how far confidences can be believed: tables, and a diagram."""

from calibration_parts import curve, measure

TITLES = {"noisy": "ntrex-dev noisy", "edited": "ntrex-dev edited"}


def figures(title, rows):
    right, share = curve.sure(rows)
    count, all_right = len(rows), sum(row.right for row in rows) / max(1, len(rows))
    return f"| {title} | {count} | {all_right:.4f} | **{curve.error(rows):.4f}** | **{right:.4f}** | **{share:.4f}** |"


def kinds(title, rows):
    """All rows, those with both sides, those with one."""
    return [
        figures(f"{title}, all rows", rows),
        figures(f"{title}, aligned rows only", [row for row in rows if row.aligned]),
        figures(f"{title}, unaligned rows only", [row for row in rows if not row.aligned]),
    ]


def tenths(by_set):
    lines = ["", "By tenths of confidence, both halves together:", ""]
    lines += ["| confidence | " + " | ".join(f"{TITLES[name]}: rows | mean | right" for name in by_set) + " |"]
    lines += ["|---|" + "---|---|---|" * len(by_set)]
    found = {name: {number: rest for number, *rest in curve.bins(rows)} for name, rows in by_set.items()}
    for number in range(curve.BINS):
        cells = []
        for name in by_set:
            count, mean, share = found[name].get(number, (0, None, None))
            cells += [str(count)] + [f"{x:.3f}" if count else "" for x in (mean, share)]
        lines.append(f"| {number / 10:.1f}-{(number + 1) / 10:.1f} | {' | '.join(cells)} |")
    return lines


def section(binary, data, samples, diagram):
    """The lines of the section, which show the diagram of that name, and the diagram; none without the data."""
    lines = ["", "## Confidence", "", "What a confidence promises is the share of such rows that are strictly right; rows of unaligned sentences are rows."]
    lines += ["Error: expected calibration error over ten bins. The table that the tool holds (`corpus/calibration`) is fitted on all documents;"]
    lines += ["here each half of them (even and odd, by name) is judged by a table fitted on the other half, except where it says otherwise.", ""]
    head = ["| rows | rows | right | error | right at .95 or more | share of rows at .95 or more |", "|---|---|---|---|---|---|"]
    ours = measure.rows(binary, samples[0], samples[1])
    if not data.is_dir():
        return lines + head + kinds("our samples", ours), None
    sets, more = measure.posteriors(binary, data)
    crossed = measure.crossed(sets, more)
    lines += head
    for name, halves in crossed.items():
        lines += [figures(f"{TITLES[name]}, {half} documents", rows) for half, rows in zip(("even", "odd"), halves)]
        lines += kinds(TITLES[name], [row for half in halves for row in half])
        lines.append(figures(f"{TITLES[name]}, posteriors as they are", sets[name]))
        shipped = measure.rows(binary, data / name, data / name, "--sentences")
        lines.append(figures(f"{TITLES[name]}, the table of the tool", shipped))
    lines.append(figures("our samples (in no table), the table of the tool", ours))
    by_set = {name: [row for half in halves for row in half] for name, halves in crossed.items()}
    shown = ["", f"![Share of rows that are right by confidence]({diagram})"]
    return lines + tenths(by_set) + shown, drawn(by_set)


# The diagram: a square of 320 units with its corner at (60, 20); a dot's area is in proportion to the logarithm of its rows.
SIDE, LEFT, TOP = 320, 60, 20
COLOURS = {"noisy": "#1b6ca8", "edited": "#c4572e"}


def spot(x, y):
    return f"{LEFT + SIDE * x:.1f}", f"{TOP + SIDE * (1 - y):.1f}"


def axes():
    """Frame, diagonal, ticks and their names."""
    out = [f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="#fff" stroke="#888"/>']
    out.append(f'<path d="M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}" stroke="#aaa" stroke-dasharray="4 4"/>')
    for tick in range(0, 11, 2):
        x, y = spot(tick / 10, tick / 10)
        out.append(f'<text x="{x}" y="{TOP + SIDE + 16}" text-anchor="middle">{tick / 10:.1f}</text>')
        out.append(f'<text x="{LEFT - 6}" y="{y}" dy="4" text-anchor="end">{tick / 10:.1f}</text>')
    out.append(f'<text x="{LEFT + SIDE / 2:.0f}" y="{TOP + SIDE + 36}" text-anchor="middle">confidence</text>')
    middle = TOP + SIDE / 2
    out.append(f'<text x="20" y="{middle:.0f}" text-anchor="middle" transform="rotate(-90 20 {middle:.0f})">share of rows right</text>')
    return out


def series(name, rows, place):
    """Dots of a set, a line through them, and its entry in the legend."""
    spots = [(*spot(mean, share), count) for _, count, mean, share in curve.bins(rows)]
    colour = COLOURS[name]
    path = "L".join(f"{x} {y}" for x, y, _ in spots)
    out = [f'<path d="M{path}" fill="none" stroke="{colour}"/>']
    for x, y, count in spots:
        radius = 2 + len(str(count)) * 1.2
        out.append(f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="{colour}" fill-opacity=".7"><title>{count} rows</title></circle>')
    legend = TOP + SIDE - 40 + 18 * place
    out.append(f'<text x="{LEFT + SIDE - 10}" y="{legend}" text-anchor="end" fill="{colour}">{TITLES[name]}, {len(rows)} rows</text>')
    return out


def drawn(by_set):
    """The diagram as SVG."""
    width, height = LEFT + SIDE + 20, TOP + SIDE + 50
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="12" fill="#333">']
    out += ["<title>Share of rows that are right, by confidence</title>", *axes()]
    for place, (name, rows) in enumerate(by_set.items()):
        out += series(name, rows, place)
    return "\n".join([*out, "</svg>"]) + "\n"
