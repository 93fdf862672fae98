"""Points on two logarithmic axes -> an SVG."""

import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560, 320, 70, 20, 30, 50


def drawn(title, across, up, points):
    """`points` as a line; the axes go over whole powers of ten."""
    ranges = [(math.floor(math.log10(min(v))), math.ceil(math.log10(max(v)))) for v in zip(*points)]
    ranges = [(low, max(high, low + 1)) for low, high in ranges]
    x = lambda v: LEFT + (math.log10(v) - ranges[0][0]) / (ranges[0][1] - ranges[0][0]) * (WIDTH - LEFT - RIGHT)
    y = lambda v: HEIGHT - BOTTOM - (math.log10(v) - ranges[1][0]) / (ranges[1][1] - ranges[1][0]) * (HEIGHT - TOP - BOTTOM)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">']
    out.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/><text x="{WIDTH / 2}" y="18" text-anchor="middle">{title}</text>')
    for power in range(ranges[0][0], ranges[0][1] + 1):
        at = x(10**power)
        out.append(f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/><text x="{at:.1f}" y="{HEIGHT - 32}" text-anchor="middle">{10**power:,}</text>')
    for power in range(ranges[1][0], ranges[1][1] + 1):
        at = y(10**power)
        out.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/><text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{10**power:g}</text>')
    line = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in points)
    out.append(f'<polyline points="{line}" fill="none" stroke="#06c" stroke-width="2"/>')
    out += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3" fill="#06c"/>' for a, b in points]
    out.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">{across}</text>')
    out.append(f'<text x="14" y="{HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 14 {HEIGHT / 2})">{up}</text></svg>')
    return "\n".join(out) + "\n"
