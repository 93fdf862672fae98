"""Whole articles with page debris -> documents of the sentences that sejajar finds in them.

Gold links segments, which may be several sentences or a part of one. The independent scorer that comes with
the data says of which segments a text is made.
"""

import importlib.util
import json
import subprocess
from collections import Counter
from dataclasses import dataclass, field

from . import measure
from .gold import Document


def scorer(path):
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_raw", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Article(Document):
    """Sentences, and which segments are linked."""

    segments: set = field(default_factory=set)
    # From sentences of a side to the segments that they are made of.
    mapped: tuple = ()


def documents(folder, program, score, place):
    """Every NAME.json of `folder` with its articles; sentences are written into `place`."""
    place.mkdir(exist_ok=True)
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        sides = [side(path, name, gold[name], program, score, place) for name in ("ind", "eng")]
        segments, links, unclear = {tuple(link) for link in gold["links"]}, {}, set()
        (ind, of_ind, parts_ind), (eng, of_eng, parts_eng) = sides
        for i, here in enumerate(parts_ind):
            for j, there in enumerate(parts_eng):
                if any((a, b) in segments for a in here for b in there):
                    links[i, j] = "s"
                    if parts_ind.count(here) > 1 and parts_eng.count(there) > 1:
                        unclear.add((i, j))
        story, mapped = "n" + path.stem, (of_ind, of_eng)
        yield Article("raw", path.stem, ind, eng, links, unclear, story, (), segments, mapped)


def side(path, name, segments, program, score, place):
    """The file of a side's sentences, a function from sentences to segments, and those of each sentence."""
    article = path.with_name(f"{path.stem}.{name}.txt")
    command = [program, "split", article, "--lang", name, "--quotes", "split", "-q"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    file = place / f"{path.stem}.{name}"
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    grams = [set(score.grams(score.words(segment))) for segment in segments]
    of = lambda sentences: frozenset(score.mapped(" ".join(lines[n] for n in sentences), grams))
    return file, of, [of([n]) for n in range(len(lines))]


class Segments:
    """The gold of one article: rows whose segments are all linked, lone sentences whose segments are not."""

    def __init__(self, document):
        self.of, self.links = document.mapped, document.segments
        self.linked = {a for a, _ in self.links}, {b for _, b in self.links}
        lines = (path.read_text(encoding="utf-8").splitlines() for path in (document.ind, document.eng))
        self.parts = [Counter(of([n]) for n in range(len(side))) for of, side in zip(self.of, lines)]

    def pairs(self, bead):
        """Pairs of segments linked by a bead."""
        ind, eng = (of(at) for of, at in zip(self.of, bead))
        return {(a, b) for a in ind for b in eng}

    def exact(self, bead):
        """None if gold does not decide: one of several sentences of a linked segment may have no partner."""
        if bead[0] and bead[1]:
            pairs = self.pairs(bead)
            return bool(pairs) and pairs <= self.links
        side = 0 if bead[0] else 1
        segments = self.of[side](bead[side])
        if not segments & self.linked[side]:
            return True
        return None if self.parts[side][segments] > 1 else False


def link_f1(documents, beads):
    """Link F1 over pairs of segments."""
    n = Counter()
    for document, made in zip(documents, beads, strict=True):
        gold, found = Segments(document), set()
        for number, (bead, _) in enumerate(made):
            if bead[0] and bead[1]:
                found |= gold.pairs(bead) or {(-1, number)}
        n["links"] += len(found)
        n["right"] += len(found & gold.links)
        n["gold"] += len(gold.links)
    return measure.f1(n["right"] / max(1, n["links"]), n["right"] / max(1, n["gold"]))
