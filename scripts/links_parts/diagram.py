"""Rows by tenths of confidence, set by set -> a reliability diagram (SVG)."""

# A square of 400 units with its corner at (60, 20), the legend to its right. The radius of a dot grows with
# the digits of its rows.
SIDE, LEFT, TOP, LEGEND = 400, 60, 20, 190
COLOURS = ("#1b6ca8", "#c4572e", "#2e8b57", "#8e44ad", "#b8860b", "#5f6b7a", "#c2185b", "#00838f")
# Shares of fewer rows are a matter of chance and get no dot.
FEWEST = 20


def spot(x, y):
    return f"{LEFT + SIDE * x:.1f}", f"{TOP + SIDE * (1 - y):.1f}"


def axes():
    """Frame, diagonal, ticks and their names."""
    place, diagonal = f'x="{LEFT}" y="{TOP}"', f"M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}"
    out = [f'<rect {place} width="{SIDE}" height="{SIDE}" fill="#fff" stroke="#888"/>']
    out.append(f'<path d="{diagonal}" stroke="#aaa" stroke-dasharray="4 4"/>')
    for tick in range(0, 11, 2):
        x, y = spot(tick / 10, tick / 10)
        out.append(f'<text x="{x}" y="{TOP + SIDE + 16}" text-anchor="middle">{tick / 10:.1f}</text>')
        out.append(f'<text x="{LEFT - 6}" y="{y}" dy="4" text-anchor="end">{tick / 10:.1f}</text>')
    centre, middle = LEFT + SIDE / 2, TOP + SIDE / 2
    out.append(f'<text x="{centre:.0f}" y="{TOP + SIDE + 36}" text-anchor="middle">confidence</text>')
    turned = f'transform="rotate(-90 20 {middle:.0f})"'
    out.append(f'<text x="20" y="{middle:.0f}" text-anchor="middle" {turned}>share of rows right</text>')
    return out


def series(name, count, bins, place):
    """Dots of a set, a line through those of many rows, and its entry in the legend."""
    colour = COLOURS[place % len(COLOURS)]
    spots = [(*spot(mean, share), rows) for _, rows, mean, share in bins if rows >= FEWEST]
    line = "L".join(f"{x} {y}" for x, y, _ in spots)
    out = [f'<path d="M{line}" fill="none" stroke="{colour}"/>'] if line else []
    for x, y, rows in spots:
        radius = 2 + len(str(rows)) * 1.2
        dot = f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="{colour}" fill-opacity=".7">'
        out.append(f"{dot}<title>{name}: {rows} rows</title></circle>")
    left, top = LEFT + SIDE + 14, TOP + 14 + 20 * place
    return [*out, f'<text x="{left}" y="{top}" fill="{colour}">{name}, {count} rows</text>']


def drawn(sets):
    """The diagram of (name, count of rows, bins of `curve.bins`) of each set."""
    size = f'width="{LEFT + SIDE + LEGEND}" height="{TOP + SIDE + 50}"'
    font = 'font-family="sans-serif" font-size="12" fill="#333"'
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>']
    out += ["<title>Share of rows that are right, by confidence</title>", *axes()]
    for place, (name, count, bins) in enumerate(sets):
        out += series(name, count, bins, place)
    left, top = LEFT + SIDE + 14, TOP + SIDE
    out.append(f'<text x="{left}" y="{top}">a dot: {FEWEST} rows and more</text>')
    return "\n".join([*out, "</svg>"]) + "\n"
