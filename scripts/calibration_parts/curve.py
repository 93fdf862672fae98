"""Rows with a posterior, right or wrong -> a monotone curve, and the calibration error of confidences."""

from bisect import bisect_left
from dataclasses import dataclass

# Rows per initial group: fewer make a curve that follows chance.
GROUP = 100
BINS = 10


@dataclass(frozen=True)
class Row:
    """A row of an alignment, judged by gold."""

    document: str
    confidence: float
    right: bool
    aligned: bool


def share(pool):
    """The share of right rows in a pool, with half a right and half a wrong row added, so that no share is 0 or 1."""
    count, _, right = pool
    return (right + 0.5) / (count + 1)


def fit(rows):
    """Points of the curve: isotonic regression (pool adjacent violators) over groups of rows, a point at the middle of each."""
    ordered = sorted(rows, key=lambda row: (row.confidence, row.right))
    groups = [ordered[at : at + GROUP] for at in range(0, len(ordered), GROUP)]
    if len(groups) > 1 and len(groups[-1]) < GROUP:
        groups[-2:] = [groups[-2] + groups[-1]]
    pools = []
    for group in groups:
        pools.append([len(group), sum(row.confidence for row in group), sum(row.right for row in group)])
        while len(pools) > 1 and share(pools[-2]) >= share(pools[-1]):
            last = pools.pop()
            pools[-1] = [x + y for x, y in zip(pools[-1], last)]
    points = [(pool[1] / pool[0], share(pool)) for pool in pools]
    inner = [(round(x, 5), round(y, 4)) for x, y in points]
    inner = [point for point in inner if 0 < point[0] < 1]
    top = points[-1][1]
    # Above the last point it keeps rising, which preserves the order of rows; half of the rest to 1 is within the errors of the last pool.
    return [(0.0, 0.0), *inner, (1.0, round((1 + top) / 2, 4))]


def at(points, posterior):
    """The height of the curve."""
    after = min(max(bisect_left([x for x, _ in points], posterior), 1), len(points) - 1)
    (x0, y0), (x1, y1) = points[after - 1], points[after]
    return y0 + (y1 - y0) * (posterior - x0) / (x1 - x0)


def applied(points, rows):
    """The rows with their confidence by the curve."""
    return [Row(row.document, at(points, row.confidence), row.right, row.aligned) for row in rows]


def bins(rows):
    """For each tenth that holds rows: (its number, rows, mean confidence, share right)."""
    found = []
    for number in range(BINS):
        held = [row for row in rows if min(BINS - 1, int(row.confidence * BINS)) == number]
        if held:
            mean = lambda values: sum(values) / len(held)
            found.append((number, len(held), mean(r.confidence for r in held), mean(r.right for r in held)))
    return found


def error(rows):
    """Expected calibration error over ten bins."""
    return sum(count * abs(mean - share) for _, count, mean, share in bins(rows)) / max(1, len(rows))


def sure(rows, least=0.95):
    """Of the rows with at least this confidence the share that is right, and their share of all rows."""
    held = [row for row in rows if row.confidence >= least]
    return sum(row.right for row in held) / max(1, len(held)), len(held) / max(1, len(rows))


def halves(rows):
    """Rows of the even and of the odd documents, in the order of their names."""
    names = sorted({row.document for row in rows})
    return [[row for row in rows if row.document in set(names[half::2])] for half in (0, 1)]
