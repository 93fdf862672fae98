"""Documents, judged by weights that have not seen them -> figures by kind of document and kind of row."""

from collections import namedtuple

from calibration_parts import curve

from . import measure, raw

ROWS = ("all", "aligned", "article alone", "report alone")

Set = namedtuple("Set", "name about holds")


def own(article):
    """Whether a document is an article of corpus/gold/transedit, one that `article` takes."""
    return lambda d: d.kind == "own" and article(d)


def kind(name):
    return lambda d: d.kind == name


GROUPS = {
    "Trans-edited articles": (
        """\
Indonesian articles written from an English report as newsrooms do it: a third of the report is left out,
sentences are condensed, split and moved, background is added. The links were set when the articles were
written. The committed weights were learnt from all of these documents except those of the last line.""",
        (
            Set("transedit-dev", "reports of NTREX retold by hand, light to heavy", kind("transedit-dev")),
            Set(
                "transedit-own",
                "own10 to own19 of corpus/gold/transedit",
                own(lambda d: d.name.startswith("own")),
            ),
            Set(
                "te, learnt from",
                "the other articles there",
                own(lambda d: d.name.startswith("te") and d.teaches),
            ),
            Set("te, kept back", "articles there that nothing is learnt from", own(lambda d: not d.teaches)),
        ),
    ),
    "Translations made harder": (
        """\
Faithful translations, line by line, of the news documents of NTREX: unchanged (clean), or with lines
dropped, merged, inserted and moved by a program. The committed weights were learnt from all of these
documents except the clean ones, which are the same stories.""",
        (
            Set("noisy", "a tenth of the lines dropped, a tenth merged", kind("noisy")),
            Set(
                "edited",
                "three Indonesian lines of ten dropped, others inserted, blocks moved",
                kind("edited"),
            ),
            Set(
                "outofstep",
                "nothing dropped, a third of the Indonesian and a fifth of the English lines merged",
                kind("outofstep"),
            ),
            Set("clean", "lines as they are", kind("clean")),
        ),
    ),
    "Our samples": (
        """\
Ten articles of our own with their reports, one sentence per line: free translations. Nothing is
learnt from them.""",
        (Set("samples", "corpus/samples", kind("samples")),),
    ),
    "Whole articles": (
        """\
News documents of NTREX as articles with title, paragraphs and page debris, as sejajar splits them.
Gold links segments, often of several sentences: here a row is right if all of its segments are linked, a
lone sentence if its segment has no link, and one of several sentences of a linked segment is not judged.
That is less than strict, so there is no strict F1. The committed weights were learnt from these stories.""",
        (Set("raw", "raw/ntrex-dev", kind("raw")),),
    ),
}


class Figures:
    """The measures on some documents."""

    def __init__(self, documents, seen):
        made, whole = [seen[id(d)].beads for d in documents], documents[0].kind == "raw"
        self.documents = len(documents)
        # Gold beads consist of sentences; whole articles have none.
        scores = (raw.link_f1(documents, made), None) if whole else measure.scores(documents, made)
        self.link, self.strict = scores
        rows = measure.rows(documents, made, raw.Segments if whole else measure.Gold)
        self.rows = [row for row in rows if row.right is not None]
        self.links = []
        for d in documents:
            s = seen[id(d)]
            cells = (((n // s.width, n % s.width), p) for n, p in enumerate(s.content))
            # For a bead of several sentences on both sides it is unknown which share substance.
            self.links += [(p, pair in d.links) for pair, p in cells if pair not in d.unclear]

    def of(self, kind):
        """(confidence, right) of the rows of a kind."""
        return [(row.confidence, row.right) for row in self.rows if kind in ("all", row.kind)]


def figures(found, seen):
    """{heading: [(set, its figures)]}, without absent sets."""
    held = lambda holds: [d for d in found if holds(d)]
    parts = {
        heading: [(s, Figures(held(s.holds), seen)) for s in sets if held(s.holds)]
        for heading, (_, sets) in GROUPS.items()
    }
    return {heading: sets for heading, sets in parts.items() if sets}


def printed(parts):
    """The figures as lines to read."""
    for s, f in (pair for sets in parts.values() for pair in sets):
        yield f"{s.name}: {f.documents} documents, link F1 {f.link:.4f}, strict F1 {figure(f.strict)}"
        for kind in ROWS:
            pairs = f.of(kind)
            right, share = measure.sure(pairs)
            told = f"error {measure.error(pairs):.4f}, at .95 right {right:.4f}, share {share:.4f}"
            yield f"  rows, {kind}: {len(pairs)}, {told}"
        right, share = measure.sure(f.links)
        off, count = measure.error(f.links), round(share * len(f.links))
        yield f"  links: error {off:.4f}, at .95 true {right:.4f} of {count}"


def section(parts, head, diagram):
    """The figures as Markdown; `diagram` is the name of the file of `drawn`."""
    lines = ["## Accuracy and confidence by kind of document", "", *head]
    lines += ["", *HOW.splitlines(), "", f"![Share of rows that are right, by confidence]({diagram})"]
    for heading, sets in parts.items():
        lines += ["", f"### {heading}", "", *GROUPS[heading][0].splitlines(), ""]
        lines += [f"- {s.name}: {s.about}" for s, _ in sets]
        lines += ["", *of_beads(sets), "", *of_rows(sets)]
    return "\n".join(lines) + "\n"


HOW = """\
Each document is judged by weights learnt from other stories: six parts, each by weights of the
other five. Documents that nothing is learnt from are judged by the weights of all documents. The code is that of
`align`; documents have one sentence per line. A link is found if gold has it as sure, false if gold has
it neither as sure nor as possible. A bead (strict) is right if gold has it, with or without sentences added by
possible links. Confidence is the probability that gold has exactly the row, or leaves the sentence unaligned too.
Error: expected calibration error over ten bins. Figures of few rows (count) are unreliable."""


def of_beads(sets):
    yield "| set | documents | link F1 | strict F1 | links: error | true at .95 or more | links at .95 |"
    yield "|---|---|---|---|---|---|---|"
    for s, f in sets:
        right, share = measure.sure(f.links)
        links = f"{measure.error(f.links):.4f} | {right:.4f} | {round(share * len(f.links))}"
        scores = f"{figure(f.link, True)} | {figure(f.strict, True)}"
        yield f"| {s.name} | {f.documents} | {scores} | {links} |"


def figure(x, bold=False):
    """A figure, if there is one."""
    return "-" if x is None else f"**{x:.4f}**" if bold else f"{x:.4f}"


def of_rows(sets):
    yield "| set | rows | count | right | error | right at .95 or more | share of rows at .95 or more |"
    yield "|---|---|---|---|---|---|---|"
    for s, f in sets:
        for kind in ROWS:
            pairs = f.of(kind)
            if pairs:
                right, share = measure.sure(pairs)
                all_right, off = sum(r for _, r in pairs) / len(pairs), measure.error(pairs)
                certain = figure(right if share else None, True)
                cells = f"{len(pairs)} | {all_right:.4f} | {figure(off, True)} | {certain} | {share:.4f}"
                yield f"| {s.name} | {kind} | {cells} |"


def shown(parts):
    """(name, bins) of the sets of the diagram: all except those whose rows are nearly all certain."""
    for s, f in (pair for sets in parts.values() for pair in sets):
        if s.name not in ("clean", "samples"):
            yield s.name, len(f.rows), curve.bins(f.rows)
