"""Documents with gold -> the table of weights, learnt in stages, each from the output of the previous one on documents that it did not see."""

import json
import random
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from .fit import Logistic
from .measure import Gold

FOLDS = 5
# There are many faithful translations; the weight of each.
FAITHFUL = 0.2
# Their weight for the confidence of rows, for which they are more informative.
FAITHFUL_ROWS = 0.55
# A possible link is half a link to the first judgement, a link to that of content, and none to that of beads.
RIDGE = {"first": 60.0, "content": 60.0, "sure": 60.0, "bead": 10.0, "alone": 10.0, "row": 3.0}


class Names:
    """Features in the order of the program."""

    def __init__(self, root):
        read = lambda file, name: names_of((root / "src/align/links" / file).read_text(encoding="utf-8"), name)
        self.pair = read("pair.rs", "PAIR") + read("pair.rs", "MEANING")
        self.second = self.pair + read("around.rs", "AROUND")
        self.bead, self.alone, self.row = (read("bead.rs", name) for name in ("BEAD", "ALONE", "ROW"))


def names_of(source, constant):
    listed = source.split(f"const {constant}: [&str;")[1].split("= [")[1].split("];")[0]
    return [name.strip().strip('"') for name in listed.split(",") if name.strip()]


class Seen:
    """The features of one document."""

    def __init__(self, head, numbers, names):
        self.height, self.width, self.closeness = head["height"], head["width"], head["closeness"]
        self.groups = [tuple(map(tuple, group)) for group in head["groups"]]
        self.votes = [(tuple(map(tuple, group)), p) for group, p in head["votes"]]
        self.beads = [(tuple(map(tuple, group)), p) for group, p in head["beads"]]
        size = self.height * self.width
        self.features = numbers(size, len(names.second))
        self.first, self.content, self.sure = (numbers(size) for _ in range(3))
        self.of_groups = numbers(len(self.groups), len(names.bead))
        self.of_alone = numbers(self.height + self.width, len(names.alone))
        self.of_beads = numbers(len(self.beads), len(names.row))


def look(program, table, documents, names, *weighing):
    """The features that `program` gives for documents, judged by the weights of `table`."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        file.write(table)
        file.flush()
        pairs = "".join("\t".join(map(str, (d.ind, d.eng, *d.vectors))) + "\n" for d in documents)
        done = subprocess.run([str(program), file.name, *map(str, weighing)], input=pairs.encode(), capture_output=True)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    at, seen, out = 0, [], done.stdout
    for _ in documents:
        end = out.index(b"\n", at)
        head, at = json.loads(out[at:end]), end + 1

        def numbers(count, width=0):
            nonlocal at
            size = count * (width or 1)
            found = np.frombuffer(out, "<f4", size, at).astype(float)
            at += 4 * size
            return found.reshape(count, width) if width else found

        seen.append(Seen(head, numbers, names))
    return seen


def cells(document, height, width):
    """1 for a sure pair, 0.5 for a possible one, else 0; and the weight of each pair."""
    truth, weight = np.zeros((height, width)), np.ones((height, width))
    for (i, j), kind in document.links.items():
        truth[i, j] = 1.0 if kind == "s" else 0.5
    for i, j in document.unclear:
        weight[i, j] = 0.0
    return truth.ravel(), weight.ravel() * (FAITHFUL if document.faithful else 1.0)


class Data:
    """Documents concatenated to one list of pairs."""

    def __init__(self, documents, seen):
        found = [cells(d, s.height, s.width) for d, s in zip(documents, seen, strict=True)]
        self.truth, self.weight = (np.concatenate(part) for part in zip(*found))
        self.of = np.concatenate([np.full(s.height * s.width, n) for n, s in enumerate(seen)])

    def fit(self, model, features, keep):
        here = keep[self.of]
        truth, weight = self.truth[here], self.weight[here].copy()
        if model == "first":
            weight[truth == 0.5] *= 0.5
        elif model == "content":
            truth = np.where(truth > 0, 1.0, 0.0)
        else:
            truth = np.where(truth == 1.0, 1.0, 0.0)
        return Logistic(features[here], truth, weight, RIDGE[model])


def folds(documents, seed=0):
    """The fold of each document; those of one story are together."""
    stories = sorted({d.story for d in documents})
    random.Random(seed).shuffle(stories)
    fold = {story: n % FOLDS for n, story in enumerate(stories)}
    return np.array([fold[d.story] for d in documents])


def learn(program, documents, names):
    """The table of weights (text)."""
    fold = folds(documents)
    seen = look(program, "# none\n", documents, names)
    data, everything = Data(documents, seen), np.ones(len(documents), bool)
    pair = np.concatenate([s.features[:, : len(names.pair)] for s in seen])
    write = lambda model, fitted, of: "".join(fitted.lines(model, of))

    def apart(table_of):
        """The features of each document under a table learnt without it."""
        found = [None] * len(documents)
        for k in range(FOLDS):
            here = np.flatnonzero(fold == k)
            for n, s in zip(here, look(program, table_of(k), [documents[n] for n in here], names), strict=True):
                found[n] = s
        return found

    first = [write("first", data.fit("first", pair, fold != k), names.pair) for k in range(FOLDS)]
    seen = apart(lambda k: first[k])
    features = np.concatenate([s.features for s in seen])
    second = lambda keep: "".join(write(model, data.fit(model, features, keep), names.second) for model in ("content", "sure"))
    seen = apart(lambda k: first[k] + second(fold != k))
    table = write("first", data.fit("first", pair, everything), names.pair) + second(everything)
    made = beads(documents, seen, names)

    def without(k):
        """Weights of groups and lone sentences that were learnt without a fold."""
        taught = [(d, s) for n, (d, s) in enumerate(zip(documents, seen, strict=True)) if fold[n] != k]
        return beads(*zip(*taught, strict=True), names)

    seen = apart(lambda k: first[k] + second(fold != k) + without(k))
    return table + made + rows(documents, seen, names)


def beads(documents, seen, names):
    """The weights by which groups and lone sentences are judged."""
    groups, lone = ([], [], []), ([], [], [])
    for document, s in zip(documents, seen, strict=True):
        gold, weight = Gold(document), FAITHFUL if document.faithful else 1.0
        groups[0].append(s.of_groups)
        groups[1].extend(float(gold.right(group)) for group in s.groups)
        groups[2].extend([weight] * len(s.groups))
        lone[0].append(s.of_alone)
        lone[1].extend(float(gold.exact(((i,), ()))) for i in range(s.height))
        lone[1].extend(float(gold.exact(((), (j,)))) for j in range(s.width))
        lone[2].extend([weight] * (s.height + s.width))
    fit = lambda model, found: Logistic(np.concatenate(found[0]), np.array(found[1]), np.array(found[2]), RIDGE[model])
    parts = (("bead", groups, names.bead), ("alone", lone, names.alone))
    return "".join("".join(fit(model, found).lines(model, of)) for model, found, of in parts)


def rows(documents, seen, names):
    """The weights by which the probability of a bead becomes the confidence of its row."""
    found = ([], [], [])
    for document, s in zip(documents, seen, strict=True):
        gold = Gold(document)
        found[0].append(s.of_beads)
        found[1].extend(float(gold.exact(bead)) for bead, _ in s.beads)
        found[2].extend([FAITHFUL_ROWS if document.faithful else 1.0] * len(s.beads))
    fitted = Logistic(np.concatenate(found[0]), np.array(found[1]), np.array(found[2]), RIDGE["row"])
    return "".join(fitted.lines("row", names.row))
