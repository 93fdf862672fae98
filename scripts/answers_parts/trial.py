"""Questions of the tool -> answers taken from gold, and what the alignment around them is worth."""

import csv
import json
import random
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from links_parts import gold, measure

ANSWERS = {"s": "yes", "p": "part"}
# A link of the tool is one of this probability or more.
LINK = 0.5


def called(command, warns=False):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stderr if warns else done.stdout


@dataclass
class Found:
    """The links and beads of each document, and the judges as they were estimated."""

    links: dict = field(default_factory=dict)
    beads: dict = field(default_factory=dict)
    judges: set = field(default_factory=set)


class Set:
    """The documents of a kind, in folds."""

    def __init__(self, binary, folds):
        self.binary, self.folds = binary, folds
        self.documents = [d for fold in folds for d in fold.documents]
        self.gold = {d.name: d.links for d in self.documents}

    def ask(self, count, answers=None):
        """`count` questions about each document."""
        with tempfile.TemporaryDirectory() as place:
            given = self.decisions(Path(place), answers)
            commands = ([self.binary, "ask", fold.place, "--sentences", "-q", "--weights", fold.weights, "--per-article", count, *given] for fold in self.folds)
            return [json.loads(line) for command in commands for line in called(command).splitlines()]

    def answer(self, questions, wrong=0.0, seed=0, **more):
        """The answers of gold, a share of them turned round."""
        chance = random.Random(seed)
        for question in questions:
            answer = ANSWERS.get(self.gold[question["article_id"]].get((question["ind"], question["eng"])), "no")
            if chance.random() < wrong:
                answer = "yes" if answer == "no" else "no"
            yield {**question, "answer": answer, **more}

    @staticmethod
    def decisions(place, answers):
        if not answers:
            return []
        file = place / "answers.jsonl"
        file.write_text("".join(json.dumps(answer) + "\n" for answer in answers), encoding="utf-8")
        return ["--decisions", file]

    def align(self, answers=None, weights=None):
        """The documents, aligned around answers."""
        found = Found()
        with tempfile.TemporaryDirectory() as place:
            place = Path(place)
            given = self.decisions(place, answers)
            for number, fold in enumerate(self.folds):
                rows, links = place / f"{number}.jsonl", place / f"{number}.csv"
                command = [self.binary, "align", fold.place, "--sentences", "--weights", weights or fold.weights, "-o", rows, "--links", links, *given]
                said = called(command, warns=True).splitlines()
                found.judges |= {line for line in said if line.startswith("judge ")}
                for row in map(json.loads, rows.read_text(encoding="utf-8").splitlines()):
                    bead = tuple(row["ind_sentences"]), tuple(row["eng_sentences"])
                    found.beads.setdefault(row["article_id"], []).append((bead, row["confidence"]))
                with links.open(newline="", encoding="utf-8") as table:
                    for row in csv.DictReader(table):
                        if float(row["probability"]) >= LINK:
                            found.links.setdefault(row["article_id"], set()).add((int(row["ind"]), int(row["eng"])))
        return found

    def ceiling(self):
        """Link F1 of gold itself, as rows of connected sure links."""
        return measure.scores(self.documents, [[(bead, 1.0) for bead in gold.components(d.sure)] for d in self.documents])[0]

    def scores(self, found, documents=None):
        """Link F1 of the links, link F1 and strict F1 of the rows."""
        documents = documents or self.documents
        by_rows, strict = measure.scores(documents, [found.beads[d.name] for d in documents])
        made = said = sure = right = 0
        for document in documents:
            links = found.links.get(document.name, set())
            made, said = made + len(links), said + len(links & set(document.links))
            sure, right = sure + len(document.sure), right + len(links & document.sure)
        precision, recall = said / max(1, made), right / max(1, sure)
        return 2 * precision * recall / max(1e-9, precision + recall), by_rows, strict
