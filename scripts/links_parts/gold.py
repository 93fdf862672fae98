"""Documents with gold -> sentences, one per line, and the links among their pairs."""

import json
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

BEAD = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\]")
SOURCE = re.compile(r"(\d+)(p?)$")
# Articles of our own that nothing is learnt from, so that a report has unseen ones.
KEPT = ("te22", "te27", "te31", "te33", "te36")
# Kinds that nothing is learnt from: clean and raw documents add nothing to the others.
UNTAUGHT = ("clean", "samples", "raw")


@dataclass
class Document:
    """Two files of lines, and their links: {(ind, eng): "s" (sure) or "p" (possible)}."""

    kind: str
    name: str
    ind: Path
    eng: Path
    links: dict
    # Sentence pairs inside a bead that does not state which of them share substance.
    unclear: set = field(default_factory=set)
    # Documents of one story are on the same side of every fold.
    story: str = ""
    vectors: tuple = ()

    @property
    def sure(self):
        return {pair for pair, kind in self.links.items() if kind == "s"}

    @property
    def faithful(self):
        return self.kind not in ("transedit-dev", "own")

    @property
    def teaches(self):
        """Whether weights are learnt from it."""
        return self.kind not in UNTAUGHT and self.name not in KEPT


def components(links):
    """The groups of sentences connected by some links: [(Indonesian, English)], sorted."""
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for i, j in links:
        parent[find(("i", i))] = find(("j", j))
    groups = {}
    for side, at in list(parent):
        groups.setdefault(find((side, at)), ([], []))[side == "j"].append(at)
    return sorted((tuple(sorted(a)), tuple(sorted(b))) for a, b in groups.values())


def retold(path):
    """Sentences and links of a NAME.te file."""
    sentences, links = [], {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith(("#", "!")):
            continue
        text, sources = line.split("\t")
        for source in sources.split(","):
            if source.strip() != "-":
                number, possible = SOURCE.match(source.strip()).groups()
                pair = (len(sentences), int(number))
                if links.get(pair) != "s":
                    links[pair] = "p" if possible else "s"
        sentences.append(text.strip())
    return sentences, links


def own(folder, place):
    """The articles of corpus/gold/transedit; their sentences are written into `place`."""
    for path in sorted(folder.glob("*.te")):
        sentences, links = retold(path)
        ind = place / f"{path.stem}.ind"
        ind.write_text("".join(line + "\n" for line in sentences), encoding="utf-8")
        yield Document("own", path.stem, ind, path.with_suffix(".eng"), links, story=path.stem)


def linked(folder, kind):
    """A folder of NAME.links with lines/."""
    for path in sorted(folder.glob("*.links")):
        gold, links = json.loads(path.read_text(encoding="utf-8")), {}
        for i, j, sure in gold["links"]:
            if links.get((i, j)) != "s":
                links[i, j] = sure
        lines = folder / "lines"
        yield Document(kind, path.stem, lines / f"{path.stem}.ind.txt", lines / f"{path.stem}.eng.txt", links, story=path.stem)


def beads(folder, kind, lines=None):
    """A folder of NAME.gold (beads) with NAME.ind and NAME.eng, or with these in `lines`."""
    for path in sorted(folder.glob("*.gold")):
        links, unclear = {}, set()
        for ind, eng in BEAD.findall(path.read_text(encoding="utf-8")):
            ind, eng = ([int(n) for n in side.split(",") if n.strip()] for side in (ind, eng))
            pairs = {(i, j): "s" for i in ind for j in eng}
            links.update(pairs)
            if len(ind) > 1 and len(eng) > 1:
                unclear |= set(pairs)
        ind, eng = ((lines or folder) / f"{path.stem}.{side}" for side in ("ind", "eng"))
        yield Document(kind, path.stem, ind, eng, links, unclear, "n" + path.stem)


def everything(root, data, place):
    """All documents with gold that weights are learnt from or measured on."""
    found = list(linked(data / "transedit-dev", "transedit-dev")) + list(own(root / "corpus/gold/transedit", place))
    for kind in ("clean", "noisy", "edited", "outofstep"):
        found += beads(data / "ntrex-dev" / kind, kind)
    told = {}
    for document in found:
        if document.kind == "clean":
            told.update((line, document.story) for line in document.eng.read_text(encoding="utf-8").splitlines())
    for document in found:
        if document.kind == "transedit-dev":
            lines = document.eng.read_text(encoding="utf-8").splitlines()
            document.story = next((told[line] for line in lines if line in told), document.story)
    return found
