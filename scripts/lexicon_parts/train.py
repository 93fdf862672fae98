"""Sentence pairs and dictionary pairs -> translation and unigram probabilities.

Every word of a sentence counts as itself and, at half weight, as its stems (text.Reader.entries), so one table holds
surface forms and stems alike. The links of a sentence pair are those on which both directions of IBM model 1 with a
diagonal prior agree (Liang, Taskar & Klein 2006; Dyer, Chahuneau & Smith 2013); the dictionaries are the Dirichlet prior
of both directions, so that a word the texts never show keeps its dictionary translations.
"""

import math
from collections import Counter, defaultdict

ROUNDS = 5
PRIOR = 4.0  # how many linked occurrences a dictionary's word weighs
DOUBT = 1.0  # occurrences taken to be unlinked before any is seen
STEM = 0.5  # weight of a stem beside the surface form
DIAGONAL = 4.0  # how fast words far from the diagonal lose weight
NULL = 4.0  # ratio at which a word rather stays unlinked
BOTH, FREE, ONLY_WORDNET = 4.0, 2.0, 1.0  # weight of a pair in both dictionaries, in FreeDict, in WordNet (broad senses)
SAME = 3.0  # times as much when the two words are spelt the same
SEEN = 0.3  # added to a translation's count before its root weighs the pair
ADD = 0.5  # added to every count of a unigram


class Side:
    """One language's sentences as type numbers, and the weighted entries of each type."""

    def __init__(self, reader):
        self.reader, self.names, self.number = reader, [], {}
        self.types, self.type_number = [], {}
        self.count = Counter()
        self.total = 0

    def entry(self, form):
        """The number of an entry."""
        if form not in self.number:
            self.number[form] = len(self.names)
            self.names.append(form)
        return self.number[form]

    def type(self, form):
        """The number of a surface form."""
        if form not in self.type_number:
            self.type_number[form] = len(self.types)
            entries = self.reader.entries(form)
            self.types.append([(self.entry(e), STEM if n else 1.0) for n, e in enumerate(entries)])
        return self.type_number[form]

    def read(self, forms, weight=1.0):
        """Counts the forms of a sentence and gives their type numbers."""
        out = [self.type(form) for form in forms]
        for kind in out:
            for entry, part in self.types[kind]:
                self.count[entry] += part * weight
        self.total += len(out) * weight
        return out

    def unigram(self, entry):
        """Smoothed probability that a word is the entry or comes from it."""
        return (self.count[entry] + ADD) / (self.total + ADD * len(self.names))


def prior(dictionary, ind, eng):
    """d(eng|ind) and d(ind|eng) of every dictionary pair: more for two dictionaries, for common translations, for cognates."""
    raw = {}
    for (f, e), names in dictionary.items():
        weight = BOTH if len(names) == 2 else FREE if "freedict" in names else ONLY_WORDNET
        weight *= SAME if f == e else 1.0
        raw[ind.entry(f), eng.entry(e)] = weight
    forward, backward = {}, {}
    into, back = defaultdict(float), defaultdict(float)
    for (f, e), weight in raw.items():
        forward[f, e] = weight * (eng.count[e] + SEEN) ** 0.5
        backward[f, e] = weight * (ind.count[f] + SEEN) ** 0.5
        into[f] += forward[f, e]
        back[e] += backward[f, e]
    return {fe: (forward[fe] / into[fe[0]], backward[fe] / back[fe[1]]) for fe in raw}


class Model:
    """The table while it is trained: linked counts and the dictionaries' prior."""

    def __init__(self, ind, eng, dictionary):
        self.ind, self.eng = ind, eng
        self.prior = prior(dictionary, ind, eng)
        self.in_ind = {f for f, _ in self.prior}
        self.in_eng = {e for _, e in self.prior}
        self.counts = {}

    def estimate(self, fe):
        """t(eng|ind) and t(ind|eng) of a pair."""
        f, e = fe
        count = self.counts.get(fe, 0.0)
        forward, backward = self.prior.get(fe, (0.0, 0.0))
        nf = self.ind.count[f] + DOUBT + (PRIOR if f in self.in_ind else 0.0)
        ne = self.eng.count[e] + DOUBT + (PRIOR if e in self.in_eng else 0.0)
        return min(1.0, (count + PRIOR * forward) / nf), min(1.0, (count + PRIOR * backward) / ne)

    def ratios(self):
        """{ind: {eng: exp of the mean log ratio}} of every pair known by now."""
        out = defaultdict(dict)
        pf = [self.ind.unigram(f) for f in range(len(self.ind.names))]
        pe = [self.eng.unigram(e) for e in range(len(self.eng.names))]
        for fe in self.prior.keys() | self.counts.keys():
            tf, tb = self.estimate(fe)
            out[fe[0]][fe[1]] = math.sqrt(tf / pe[fe[1]] * tb / pf[fe[0]])
        return out

    def round(self, pairs, first):
        """One round of EM over sentence pairs (lists of type numbers)."""
        ratios, floor = self.ratios(), 1.0 if first else 0.02
        counts, known = defaultdict(float), {}
        nothing = {}
        types_f, types_e = self.ind.types, self.eng.types

        def ratio(i, j):
            best = floor
            for f, _ in types_f[i]:
                row = ratios.get(f, nothing)
                for e, _ in types_e[j]:
                    value = row.get(e, 0.0)
                    if value > best:
                        best = value
            return best

        links = defaultdict(float)
        for ind, eng in pairs:
            n, m = len(ind), len(eng)
            table = []
            for i, f in enumerate(ind):
                row = []
                for j, e in enumerate(eng):
                    key = (f, e)
                    value = known.get(key)
                    if value is None:
                        value = known[key] = ratio(f, e)
                    row.append(value * math.exp(-DIAGONAL * abs((i + 0.5) / n - (j + 0.5) / m)))
                table.append(row)
            rows = [NULL + sum(row) for row in table]
            columns = [NULL + sum(row[j] for row in table) for j in range(m)]
            for i, f in enumerate(ind):
                row, total = table[i], rows[i]
                for j, e in enumerate(eng):
                    value = row[j]
                    post = value * value / (total * columns[j])
                    if not first:
                        post = math.sqrt(post)
                    if post > 0.01:
                        links[f, e] += post
        for (f, e), post in links.items():
            for a, x in types_f[f]:
                for b, y in types_e[e]:
                    counts[a, b] += post * min(x, y)
        self.counts = counts


def train(sentences, dictionary, readers, extra=(), rounds=ROUNDS):
    """A trained model of sentence pairs (ind, eng texts) and a dictionary {(ind, eng): names}."""
    ind, eng = Side(readers[0]), Side(readers[1])
    pairs = [(ind.read(readers[0].words(a)), eng.read(readers[1].words(b))) for a, b in sentences]
    for words in extra:
        ind.read(readers[0].words(" ".join(words)), weight=0.5)
    model = Model(ind, eng, dictionary)
    pairs = [(a, b) for a, b in pairs if a and b]
    for n in range(rounds):
        model.round(pairs, first=n == 0)
    return model


def table(model, least=0.7, most=25):
    """{(ind, eng): (t(eng|ind), t(ind|eng))} of the pairs worth keeping, the best `most` of an Indonesian entry."""
    rows = defaultdict(list)
    for f, row in model.ratios().items():
        for e, ratio in row.items():
            weight = math.log(ratio) if ratio > 0 else -1.0
            if weight >= least:
                rows[f].append((weight, e))
    out = {}
    for f, row in rows.items():
        for _, e in sorted(row, key=lambda r: (-r[0], model.eng.names[r[1]]))[:most]:
            out[model.ind.names[f], model.eng.names[e]] = model.estimate((f, e))
    return out


def unigrams(model, table):
    """({ind: p}, {eng: p}) of the entries of a table."""
    sides = []
    for n, side in enumerate((model.ind, model.eng)):
        forms = {pair[n] for pair in table}
        sides.append({form: side.unigram(side.number[form]) for form in forms})
    return tuple(sides)
