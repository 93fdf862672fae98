"""Text -> the same folded words, compounds and stems as src/evidence/word.rs."""

import re
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKS = ROOT / "corpus" / "packs"
LETTER = r"(?:[^\W\d_]|[\u0300-\u036f])"
TOKEN = re.compile(rf"{LETTER}+(?:[-'’‘‐\u2011]{LETTER}+)*|[0-9]+(?:[.,][0-9]+)*|\S")
JOINTS = str.maketrans({"’": "'", "‘": "'", "‐": "-", "\u2011": "-"})
SHORTEST = 3  # letters a stem must keep
DEPTH = 3  # affixes taken off at most
STEMS = 3  # stems kept at most


def fold(word):
    """Lower case, no diacritics, plain apostrophes and hyphens."""
    word = unicodedata.normalize("NFKD", word.translate(JOINTS).lower())
    return "".join(c for c in word if not unicodedata.combining(c))


def entries_of(path):
    """The `left = right` and bare entries of a pack list."""
    for line in path.read_text("utf-8").splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            left, equals, right = line.partition(" = ")
            yield left.strip(), right.strip() if equals else None


class Morphology:
    """Affix rules and irregular forms of one language."""

    def __init__(self, side):
        self.irregular = dict(entries_of(PACKS / side / "irregular.txt"))
        self.suffixes, self.prefixes = [], []
        self.always = []
        for left, right in entries_of(PACKS / side / "affixes.txt"):
            if right is None:
                self.always.append(left[1:])
            elif left.startswith("-"):
                self.suffixes.append((left[1:], right[1:]))
            else:
                self.prefixes.append((left[:-1], right[:-1]))
        self.suffixes.sort(key=lambda rule: -len(rule[0]))
        self.prefixes.sort(key=lambda rule: -len(rule[0]))

    def bare(self, form):
        """The form without endings that no entry has."""
        for end in self.always:
            if form.endswith(end) and len(form) > len(end):
                return form[: -len(end)]
        return form

    def candidates(self, form):
        """Shorter words that `form` may come from, fewest affixes first."""
        seen, level = {form}, [form]
        if form in self.irregular:
            word = self.irregular[form]
            if word == form:
                return
            seen.add(word)
            yield word
        for _ in range(DEPTH):
            above, level = level, []
            for word in above:
                for cut, put in self.suffixes:
                    if word.endswith(cut):
                        level.append(word[: len(word) - len(cut)] + put)
                for cut, put in self.prefixes:
                    if word.startswith(cut):
                        level.append(put + word[len(cut) :])
            level = [w for w in dict.fromkeys(level) if len(w) >= SHORTEST and w not in seen]
            seen.update(level)
            yield from level

    def stems(self, form, known):
        """The first candidates that are `known`."""
        found = []
        for word in self.candidates(form):
            if word in known:
                found.append(word)
                if len(found) == STEMS:
                    break
        return found


class Reader:
    """Sentences of one side -> words, each with its stems."""

    def __init__(self, side, known):
        self.side, self.known, self.morphology = side, known, Morphology(side)
        self.cache = {}
        self.opens = {}
        for form in known:
            first, *rest = form.split(" ")
            if rest:
                self.opens[first] = max(self.opens.get(first, 0), len(rest) + 1)

    def entries(self, form):
        """The form itself, then its stems."""
        if form not in self.cache:
            stems = [] if " " in form else self.morphology.stems(form, self.known)
            self.cache[form] = [form] + stems
        return self.cache[form]

    def forms(self, token):
        """The forms of one word token: itself, or the parts of an unknown compound."""
        form = self.morphology.bare(fold(token))
        if "-" not in form or form in self.known or len(self.entries(form)) > 1:
            return [form]
        parts = form.split("-")
        if len(parts) == 2 and self.doubled(*parts):
            return [parts[0]]
        return parts

    def doubled(self, left, right):
        """Whether a compound is a reduplication."""
        if len(left) < SHORTEST or len(right) < SHORTEST:
            return False
        core = left[1:] if len(left) > SHORTEST else left
        return left[:SHORTEST] == right[:SHORTEST] or left.endswith(right) or right.endswith(core)

    def words(self, text, names=True):
        """Forms of a sentence; without `names`, capitalised words inside the sentence are left out."""
        out, first, run = [], True, []
        for match in TOKEN.finditer(unicodedata.normalize("NFC", text)):
            token = match.group()
            if token[0].isalpha() and (names or first or not token[0].isupper()):
                run.append(token)
            else:
                self.join(run, out)
                run = []
            first = first and not token[0].isalpha()
        self.join(run, out)
        return out

    def join(self, run, out):
        """Adds the forms of neighbouring words: the longest multi-word entries, else word by word."""
        at = 0
        while at < len(run):
            longest = min(self.opens.get(fold(run[at]), 1), len(run) - at)
            parts = [fold(token) for token in run[at : at + longest]] if longest > 1 else []
            for n in range(longest, 1, -1):
                form = " ".join(parts[:n])
                if form in self.known:
                    out.append(form)
                    at += n
                    break
            else:
                out += self.forms(run[at])
                at += 1
