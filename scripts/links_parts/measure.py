"""Beads of a hypothesis and gold links -> link F1, strict F1, and how far confidence holds.

A link counts as found where gold has it as sure, as false where gold has it neither as sure nor as possible (Och and Ney 2003). A bead is right if gold has
it: a group of sure links that hang together, possible ones added or not; a lone sentence is right if gold has no sure link of it.
"""

from collections import Counter, namedtuple

from .gold import components

Row = namedtuple("Row", "document kind confidence right")
BINS = 10


class Gold:
    """The gold of one document."""

    def __init__(self, document):
        self.sure, self.known = document.sure, set(document.links)
        self.beads = set(components(self.sure))
        self.of_ind = {i: bead for bead in self.beads for i in bead[0]}
        self.linked = {i for i, _ in self.sure}, {j for _, j in self.sure}

    def exact(self, bead):
        """Whether gold has exactly this bead, or leaves the sentence unaligned too."""
        ind, eng = bead
        return bead in self.beads if ind and eng else not (self.linked[0] & set(ind) or self.linked[1] & set(eng))

    def right(self, bead):
        """The same, with sentences that possible links add."""
        ind, eng = bead
        if self.exact(bead) or not (ind and eng):
            return self.exact(bead)
        for gold in {self.of_ind[i] for i in ind if i in self.of_ind}:
            if set(gold[0]) <= set(ind) and set(gold[1]) <= set(eng):
                more = set(ind) - set(gold[0]), set(eng) - set(gold[1])
                if all(i not in self.linked[0] and any((i, j) in self.known for j in eng) for i in more[0]) and all(
                    j not in self.linked[1] and any((i, j) in self.known for i in ind) for j in more[1]
                ):
                    return True
        return not (self.linked[0] & set(ind) or self.linked[1] & set(eng)) and all((i, j) in self.known for i in ind for j in eng)


def f1(precision, recall):
    return 2 * precision * recall / max(1e-9, precision + recall)


def scores(documents, beads):
    """(link F1, strict F1) of `beads`: for each document [((ind, eng), confidence)]."""
    n = Counter()
    for document, made in zip(documents, beads, strict=True):
        gold, made = Gold(document), [bead for bead, _ in made]
        links = {(i, j) for ind, eng in made for i in ind for j in eng}
        n["links"] += len(links)
        n["links right"] += len(links & gold.known)
        n["sure"] += len(gold.sure)
        n["sure found"] += len(links & gold.sure)
        right = [bead for bead in made if gold.right(bead)]
        n["beads"] += len(made)
        n["beads right"] += len(right)
        n["gold"] += len(gold.beads)
        n["gold found"] += sum(any(set(g[0]) <= set(b[0]) and set(g[1]) <= set(b[1]) for b in right) for g in gold.beads)
    link = f1(n["links right"] / max(1, n["links"]), n["sure found"] / max(1, n["sure"]))
    return link, f1(n["beads right"] / max(1, n["beads"]), n["gold found"] / max(1, n["gold"]))


def rows(documents, beads, judge=Gold):
    """Every row, judged."""
    for document, made in zip(documents, beads, strict=True):
        gold = judge(document)
        for bead, confidence in made:
            kind = "aligned" if bead[0] and bead[1] else "article alone" if bead[0] else "report alone"
            yield Row(document, kind, confidence, gold.exact(bead))


def error(pairs):
    """Expected calibration error of (probability, right) over tenths."""
    pairs, off = list(pairs), 0.0
    for n in range(BINS):
        held = [(p, right) for p, right in pairs if min(BINS - 1, int(p * BINS)) == n]
        off += abs(sum(p for p, _ in held) - sum(right for _, right in held))
    return off / max(1, len(pairs))


def sure(pairs, least=0.95):
    """Of those at `least` or more: the share that is right, and their share of all."""
    pairs = list(pairs)
    held = [right for p, right in pairs if p >= least]
    return sum(held) / max(1, len(held)), len(held) / max(1, len(pairs))
