"""Documents with gold links -> folders of those that were kept apart, each with weights that were learnt without them."""

from dataclasses import dataclass
from pathlib import Path

from links_parts import gold, learn

PARTS = 6


@dataclass
class Fold:
    """A folder of pairs, one sentence per line; the weights to judge them by; the documents with their gold."""

    place: Path
    weights: Path
    documents: list


class Folds:
    def __init__(self, root, data, place):
        self.root, self.data = root, data
        self.place, self.program = place, root / "target" / "tests" / "examples" / "links"
        self.names = learn.Names(root)
        (place / "own").mkdir()
        self.found = gold.everything(root, data, place / "own")
        self.taught = [d for d in self.found if d.teaches]
        self.part = {story: n % PARTS for n, story in enumerate(sorted({d.story for d in self.taught}))}
        self.weights = {n: self.learnt(f"part{n}", lambda d, n=n: self.part[d.story] != n) for n in range(PARTS)}
        # Documents that nothing is learnt from are judged by the weights of all others.
        self.weights[None] = self.learnt("all", lambda d: True)

    def learnt(self, name, holds):
        """A table of weights, learnt from the documents for which something holds."""
        file = self.place / f"{name}.tsv"
        file.write_text(learn.learn(self.program, [d for d in self.taught if holds(d)], self.names), encoding="utf-8")
        return file

    def of(self, kind):
        """The folds of the documents of a kind."""
        parts = {}
        for document in self.found:
            if document.kind == kind:
                parts.setdefault(self.part.get(document.story), []).append(document)
        return [self.folder(f"{kind}-{part}", here, self.weights[part]) for part, here in parts.items()]

    def without(self, kind):
        """All documents of a kind, with weights that were learnt without their stories."""
        here = [d for d in self.found if d.kind == kind]
        stories = {d.story for d in here}
        weights = self.learnt(f"without-{kind}", lambda d: d.story not in stories)
        return self.folder(f"{kind}-all", here, weights)

    def folder(self, name, documents, weights):
        place = self.place / name
        place.mkdir()
        for document in documents:
            for side, path in (("ind", document.ind), ("eng", document.eng)):
                (place / f"{document.name}.{side}.txt").symlink_to(path.resolve())
        return Fold(place, weights, documents)
