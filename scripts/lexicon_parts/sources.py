"""Data files -> sentence pairs and weighted dictionary pairs."""

import os
from collections import defaultdict
from pathlib import Path

from .text import ROOT, fold


def folder():
    """The data folder: $SEJAJAR_DATA, or ../shared/data beside the repository."""
    return Path(os.environ.get("SEJAJAR_DATA") or ROOT.parent / "shared" / "data")


def lines(path):
    """The rows of a two-column table."""
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            left, _, right = line.rstrip("\n").partition("\t")
            if left and right:
                yield left, right


def parallel(data, keep=lambda name, n: True):
    """Sentence pairs (file, ind, eng) of every parallel table whose line number `keep` accepts."""
    return [
        (path.stem, ind, eng)
        for path in sorted((data / "parallel").glob("*.tsv"))
        for n, (ind, eng) in enumerate(lines(path))
        if keep(path.stem, n)
    ]


def monolingual(data):
    """Indonesian news tokens, one list per sentence."""
    sentence, out = [], []
    for name in ("idner-train.conll", "idner-dev.conll"):
        for line in (data / "ner" / name).read_text("utf-8").splitlines():
            if line.strip():
                sentence.append(line.split()[0])
            elif sentence:
                out.append(sentence)
                sentence = []
    return out + ([sentence] if sentence else [])


def plain(lemma):
    """A folded lemma, or nothing if it contains a digit or is not a word."""
    form = " ".join(fold(lemma).split())
    for head in ("to ", "a ", "an ", "the "):
        form = form.removeprefix(head) if len(form) > len(head) + 1 else form
    ok = all(c.isalpha() or c in " -'" for c in form) and form[:1].isalpha() and form[-1:].isalpha()
    return form if ok and 0 < len(form) <= 30 else ""


def dictionaries(data):
    """{(ind, eng): set of dictionary names}; Indonesian lemmas of two words where English has one (`rumah sakit`).

    English lemmas of several words, and longer ones, are left out, because held-out documents are aligned better by their single words.
    """
    found = defaultdict(set)
    for name in ("freedict", "wordnet"):
        for ind, eng in lines(data / "lexicon" / f"{name}.ind-eng.tsv"):
            ind, eng = plain(ind), plain(eng)
            if ind and eng and " " not in eng and ind.count(" ") < 2:
                found[ind, eng].add(name)
    return found
