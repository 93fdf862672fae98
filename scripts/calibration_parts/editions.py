"""Documents that are parallel line by line -> harder editions of them, with gold, by the recipes of the noisy and edited sets.

Lines are dropped, merged, inserted from other documents and moved. A line inserted inside a bead leaves that
bead in two places, as in the sets themselves: no alignment by neighbouring sentences can then be right.
"""

import random

# Shares: Indonesian lines dropped, English lines dropped, neighbours merged on either side; foreign lines per line; documents with a moved block.
RECIPES = {
    "noisy": {"ind": 0.07, "eng": 0.06, "merged": 0.10, "foreign": 0.0, "moved": 0.0},
    "edited": {"ind": 0.28, "eng": 0.04, "merged": 0.10, "foreign": 0.08, "moved": 0.5},
}
# Fewest and most lines of a moved block.
BLOCK = (1, 3)


def documents(folder):
    """{name: (Indonesian lines, English lines)} of a folder whose lines pair up one to one."""
    lines = lambda path: path.read_text(encoding="utf-8").splitlines()
    return {gold.stem: (lines(gold.with_suffix(".ind")), lines(gold.with_suffix(".eng"))) for gold in sorted(folder.glob("*.gold"))}


def beads(count, recipe, chance):
    """Beads over line numbers, some without a side, some of two lines of which one side is to be merged."""
    alone = []
    for line in range(count):
        dropped = chance.random()
        ind = [] if dropped < recipe["ind"] else [line]
        eng = [] if recipe["ind"] <= dropped < recipe["ind"] + recipe["eng"] else [line]
        alone.append((ind, eng, None))
    made, at = [], 0
    while at < count:
        pair = alone[at : at + 2]
        if len(pair) == 2 and all(ind and eng for ind, eng, _ in pair) and chance.random() < recipe["merged"]:
            made.append((pair[0][0] + pair[1][0], pair[0][1] + pair[1][1], chance.choice(["ind", "eng"])))
            at += 2
        else:
            made.append(alone[at])
            at += 1
    return made


def written(lines, bead, side, merged):
    """The lines of one side of a bead."""
    texts = [lines[n] for n in bead]
    return [" ".join(texts)] if merged == side else texts


def disturbed(article, foreign, recipe, chance):
    """The article's lines (text, number of the bead) with a block moved and lines of other documents, in no bead, inserted."""
    if chance.random() < recipe["moved"] and len(article) > 4:
        length = chance.randint(*BLOCK)
        start = chance.randrange(len(article) - length + 1)
        block, rest = article[start : start + length], article[:start] + article[start + length :]
        to = chance.randrange(len(rest) + 1)
        article = rest[:to] + block + rest[to:]
    for _ in range(sum(chance.random() < recipe["foreign"] for _ in article)):
        article.insert(chance.randrange(len(article) + 1), (chance.choice(foreign), None))
    return article


def edition(name, pair, foreign, recipe, seed):
    """Indonesian lines, English lines and gold beads of one edition of a document."""
    chance = random.Random(f"{name} {seed}")
    article, english, places, gold = [], [], [], {}
    for number, (ind, eng, merged) in enumerate(beads(min(map(len, pair)), RECIPES[recipe], chance)):
        article += [(text, number) for text in written(pair[0], ind, "ind", merged)]
        texts = written(pair[1], eng, "eng", merged)
        places.append(list(range(len(english), len(english) + len(texts))))
        english += texts
    article = disturbed(article, foreign, RECIPES[recipe], chance)
    for place, (_, number) in enumerate(article):
        gold.setdefault(("foreign", place) if number is None else number, []).append(place)
    found = [(ind, places[number] if isinstance(number, int) else []) for number, ind in gold.items()]
    alone = [([], [place]) for number, eng in enumerate(places) if number not in gold for place in eng]
    return [text for text, _ in article], english, found + alone


def write(folder, pairs, recipe, seed):
    """One edition of every document, as NAME.ind, NAME.eng and NAME.gold; inserted lines come from documents of the same half only."""
    folder.mkdir(parents=True, exist_ok=True)
    names = sorted(pairs)
    for at, name in enumerate(names):
        foreign = [line for other in names[at % 2 :: 2] if other != name for line in pairs[other][0]]
        ind, eng, gold = edition(name, pairs[name], foreign, recipe, seed)
        for ending, lines in (("ind", ind), ("eng", eng), ("gold", [f"{a}:{b}" for a, b in gold])):
            (folder / f"{name}.{ending}").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
