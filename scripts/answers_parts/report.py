"""Trials -> tests/answers.md."""

import json
import random
import tempfile
from pathlib import Path

from calibration_parts.measure import version

from .trial import called

WRONG = 0.2
TAUGHT, SAMPLES = 8, 5

HEAD = """\
# Answers

Written by `scripts/answers`: what answers to the questions of `sejajar ask` are worth on trans-edited articles with
gold links. Each article is judged by weights that were learnt from other stories. Answers are those of gold: `yes` to
a sure link, `part` to a possible one, else `no`.

- *links*: link F1 of the links with a probability of .5 and more (`align --links`). A link is right if gold has it,
  and found if gold has it as sure (Och and Ney 2003).
- *rows*: link F1 of all sentence pairs inside rows. Gold itself, as rows of connected sure links, has {rows}
  (transedit-dev): a row holds every pair of its sentences, and a chain of links has pairs that are none.
- *strict*: F1 of rows that are exactly those of gold.

Data: {data}.
"""


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(f"{cell:.4f}" if isinstance(cell, float) else str(cell) for cell in row) + " |"


def rounds(trials, count, size):
    """The answers to `count` questions about each document, in rounds of `size`."""
    answers = []
    while count > 0:
        answers += trials.answer(trials.ask(min(size, count), answers))
        count -= size
    return answers


def asked(trials):
    yield ("none", *trials.scores(trials.align()))
    for count in (5, 10, 15, 25):
        answers = list(trials.answer(trials.ask(count)))
        yield (f"{count} at once", *trials.scores(trials.align(answers)))
    for count in (10, 25):
        yield (f"{count}, in rounds of 5", *trials.scores(trials.align(rounds(trials, count, 5))))
    for count in (10, 25):
        yield (f"{count} of the most uncertain links, without gain", *trials.scores(trials.align(uncertain(trials, count))))


def uncertain(trials, count):
    """Answers on the links whose probability is nearest to one half."""
    found = {}
    for question in trials.ask(200):
        found.setdefault(question["article_id"], []).append(question)
    near = [sorted(questions, key=lambda q: abs(q["model"] - 0.5))[:count] for questions in found.values()]
    return list(trials.answer([question for questions in near for question in questions]))


def judges(trials, seeds):
    """A judge who is wrong at random; three such judges; the same judge with gold questions; taken for certain."""
    for count in (10, 25):
        questions = trials.ask(count)
        one = lambda seed, judge="x": list(trials.answer(questions, WRONG, seed, judge=judge))
        gold = list(trials.answer(questions[::5], judge="gold"))
        ways = {
            "one judge": one,
            "one judge, a fifth of the questions with a known answer": lambda seed: one(seed) + gold,
            "three judges": lambda seed: one(seed) + one(seed + 1000, "y") + one(seed + 2000, "z"),
            "one judge, taken for certain": lambda seed: list(trials.answer(questions, WRONG, seed)),
        }
        for name, answers in ways.items():
            found = [trials.align(answers(seed)) for seed in range(seeds)]
            scores = [trials.scores(one) for one in found]
            mean = [sum(column) / seeds for column in zip(*scores, strict=True)]
            least = min(score[0] for score in scores)
            said = {line.split("probability ")[1].split(" ")[0] for one in found for line in one.judges}
            accuracy = f"{min(said)} to {max(said)}" if said else "-"
            yield (count, name, *mean, least, accuracy)


def refits(trials, parts, binary, fold):
    """Weights refitted to the judgements of a few documents, measured on the others."""
    documents = sorted(trials.documents, key=lambda d: d.name)
    questions = trials.ask(25)
    for seed in range(SAMPLES):
        names = {d.name for d in random.Random(seed).sample(documents, TAUGHT)}
        rest = [d for d in documents if d.name not in names]
        all_pairs = [
            {"article_id": d.name, "ind": i, "eng": j, "answer": {"s": "yes", "p": "part"}.get(d.links.get((i, j)), "no")}
            for d in documents
            if d.name in names
            for i in range(lines(d.ind))
            for j in range(lines(d.eng))
        ]
        some = [answer for answer in trials.answer(questions) if answer["article_id"] in names]
        for how, answers in (("25 questions each", some), ("all pairs", all_pairs)):
            weights, kept = refitted(binary, fold, answers, parts.place)
            before = trials.scores(trials.align(weights=fold.weights), rest)
            after = trials.scores(trials.align(weights=weights), rest)
            yield (seed + 1, how, kept, before[0], after[0], before[1], after[1])


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def refitted(binary, fold, answers, place):
    """A table of weights, and which of them were changed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "judged.jsonl"
        file.write_text("".join(json.dumps(answer) + "\n" for answer in answers), encoding="utf-8")
        out = place / "refitted.tsv"
        command = [binary, "learn", fold.place, "--sentences", "--judged", file, "--from", fold.weights, "-o", out, "--overwrite"]
        said = called(command, warns=True).splitlines()
    kept = [line.split(" shared:")[0] for line in said if line.endswith("(kept)")]
    return out, ", ".join(kept) or "nothing"


def written(sets, parts, binary, seeds):
    dev = sets["transedit-dev"]
    data = f"version {version(parts.data)} (align), {version(parts.root / 'corpus/gold/transedit')} (gold/transedit)"
    out = HEAD.format(rows=f"{dev.ceiling():.4f}", data=data).splitlines()
    for name, trials in sets.items():
        out += ["", f"## Right answers: {name}, {len(trials.documents)} articles", ""]
        out += table(("questions per article", "links", "rows", "strict"), asked(trials))
    out += ["", f"## Judges who are wrong: transedit-dev, {WRONG:.0%} of the answers turned round", ""]
    out += [f"Means of {seeds} random judges, and the least link F1 among them; the accuracy as the tool estimates it.", ""]
    out += table(("questions", "judges", "links", "rows", "strict", "links, least", "accuracy, estimated"), judges(dev, seeds))
    out += ["", f"## Weights refitted to {TAUGHT} articles, measured on the others of transedit-dev", ""]
    out += ["The weights before were learnt without any of these stories. Each sample has other articles.", ""]
    head = ("sample", "judgements", "changed", "links before", "links after", "rows before", "rows after")
    fold = parts.without("transedit-dev")
    out += table(head, refits(dev, parts, binary, fold))
    return "\n".join(out) + "\n"
