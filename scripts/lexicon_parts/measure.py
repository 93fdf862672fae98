"""A trained table and held-out sentence pairs -> how well it discriminates translations."""

import math
import random

CAP = 8.0
PRIORS = {(1, 1): 0.80, (1, 0): 0.06, (0, 1): 0.06, (1, 2): 0.03, (2, 1): 0.03}


class Scorer:
    """Competitive linking over a table (names and numbers left out by the caller)."""

    def __init__(self, table, unigrams, readers):
        self.table, self.unigrams, self.readers = table, unigrams, readers
        self.floor = [min(u.values()) for u in unigrams]
        self.known = {}

    def weight(self, f, e):
        """The best weight of two forms over their entries, or none."""
        key = (f, e)
        if key in self.known:
            return self.known[key]
        best = 0.0
        for a in self.readers[0].entries(f):
            for b in self.readers[1].entries(e):
                t = self.table.get((a, b))
                if t:
                    p, q = self.unigrams[1].get(b, self.floor[1]), self.unigrams[0].get(a, self.floor[0])
                    best = max(best, 0.5 * (math.log(t[0] / p) + math.log(t[1] / q)))
        self.known[key] = min(best, CAP)
        return self.known[key]

    def score(self, ind, eng):
        """Sum of the weights of links, minus the cost of unlinked words."""
        off = 0.5 * (math.log(len(ind) + 1) + math.log(len(eng) + 1))
        found = []
        for i, f in enumerate(ind):
            for j, e in enumerate(eng):
                w = self.weight(f, e) - off
                if w > 0:
                    found.append((-w, i, j))
        found.sort()
        left, right, total = set(), set(), 0.0
        for w, i, j in found:
            if i not in left and j not in right:
                left.add(i)
                right.add(j)
                total -= w
        return total - 0.5 * (len(ind) + len(eng) - 2 * len(left))


def retrieval(scorer, ind, eng, block=50):
    """Share of sentences whose own translation scores best, and the mean margin over the best other one."""
    right, margin, n = 0, 0.0, 0
    for start in range(0, len(ind), block):
        for i in range(start, min(start + block, len(ind))):
            scores = [scorer.score(ind[i], eng[j]) for j in range(start, min(start + block, len(ind)))]
            own = scores[i - start]
            other = max(s for j, s in enumerate(scores) if j != i - start)
            right += own > other
            margin += own - other
            n += 1
    return right / n, margin / n


def spoil(ind, eng, rng):
    """A pseudo document: some lines dropped on one side, some merged; its two sides and gold beads."""
    left, right, gold = [], [], []
    n = 0
    while n < len(ind):
        roll = rng.random()
        if roll < 0.12:
            if rng.random() < 0.5:
                gold.append(((len(left),), ()))
                left.append(ind[n])
            else:
                gold.append(((), (len(right),)))
                right.append(eng[n])
            n += 1
        elif roll < 0.22 and n + 1 < len(ind):
            if rng.random() < 0.5:
                gold.append(((len(left),), (len(right), len(right) + 1)))
                left.append(ind[n] + ind[n + 1])
                right += [eng[n], eng[n + 1]]
            else:
                gold.append(((len(left), len(left) + 1), (len(right),)))
                left += [ind[n], ind[n + 1]]
                right.append(eng[n] + eng[n + 1])
            n += 2
        else:
            gold.append(((len(left),), (len(right),)))
            left.append(ind[n])
            right.append(eng[n])
            n += 1
    return left, right, gold


def align(scorer, ind, eng):
    """The best monotone beads."""
    best = {(0, 0): (0.0, None)}
    for i in range(len(ind) + 1):
        for j in range(len(eng) + 1):
            for (a, b), p in PRIORS.items():
                before = best.get((i - a, j - b))
                if before is None:
                    continue
                value = before[0] + math.log(p)
                if a and b:
                    value += scorer.score(sum(ind[i - a : i], []), sum(eng[j - b : j], []))
                if (i, j) not in best or value > best[i, j][0]:
                    best[i, j] = (value, (a, b))
    i, j, beads = len(ind), len(eng), []
    while i or j:
        a, b = best[i, j][1]
        beads.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return beads


def documents(scorer, ind, eng, size=15, copies=2):
    """Strict F1 over beads with both sides of pseudo documents of `size` lines."""
    rng, right, found, wanted = random.Random(7), 0, 0, 0
    for start in range(0, len(ind) - size + 1, size):
        for _ in range(copies):
            left, other, gold = spoil(ind[start : start + size], eng[start : start + size], rng)
            gold = {g for g in gold if g[0] and g[1]}
            beads = {b for b in align(scorer, left, other) if b[0] and b[1]}
            right, found, wanted = right + len(gold & beads), found + len(beads), wanted + len(gold)
    return 2 * right / (found + wanted)
