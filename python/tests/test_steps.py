"""The steps of linking, block by block and with what each machine counts merged, give the rows of sejajar.link."""

import json

import pytest
import sejajar
from sejajar import linking


def stepwise(articles, reports, *, size, window=30, top=5):
    """The links of named documents, searched in blocks of so many reports."""
    prints = {name: linking.fingerprint(text, "eng", name=name) for name, text in reports.items()}
    names, rarity, twins = list(prints), linking.Rarity(), linking.Twins()
    blocks = [names[start : start + size] for start in range(0, len(names), size)]
    for block in blocks:
        part = linking.Rarity()
        for name in block:
            part.add(prints[name])
        rarity.merge(linking.Rarity(bytes(part)))
    groups = {name: names[twins.add(linking.sketch(prints[name]))] for name in names}
    indexes = [linking.Index(rarity, [prints[name] for name in block]) for block in blocks]
    rows = []
    for name, text in articles.items():
        query = rarity.query(linking.fingerprint(text, "ind", name=name))
        found = []
        for block, index in zip(blocks, indexes, strict=True):
            found += [(block[at], similarity) for at, similarity in index.search(query, window=window, top=top)]
        found.sort(key=lambda one: (-one[1], one[0]))
        near = [(name, share, groups[name], linking.published(prints[name]), reports[name]) for name, share in found[:top]]
        rows += linking.judge(text, near, rarity, article_id=name).to_dicts()
    return rows


def dated(folder, side):
    return {path.stem: {"text": path.read_text("utf-8"), "date": f"2024-0{1 + number % 9}-11"} for number, path in enumerate(side(folder))}


@pytest.mark.parametrize("size", [1, 2, 100])
def test_samples(samples, size):
    articles = dated(samples, lambda folder: sorted(folder.glob("*.ind.txt")))
    reports = dated(samples, lambda folder: sorted(folder.glob("*.eng.txt")))
    for window in (30, None):
        expected = sejajar.link(articles, reports, window=window).to_dicts()
        assert stepwise(articles, reports, size=size, window=window) == expected


def test_development_data(data):
    articles, reports = (
        {path.stem: path.read_text("utf-8") for path in sorted((data / "link" / "dev" / side).glob("*.txt"))} for side in ("articles", "reports")
    )
    assert stepwise(articles, reports, size=50) == sejajar.link(articles, reports).to_dicts()


def test_what_is_missing_or_broken_is_told():
    report = "A 6.5 quake shook Palu on Wednesday. Twelve died, Dewi Larasati said."
    rarity = linking.Rarity()
    rarity.add(linking.fingerprint(report, "eng"))
    with pytest.raises(sejajar.SejajarError, match="quake: is a candidate to align, but its document is not given"):
        linking.judge("Gempa 6,5 mengguncang Palu.", [("quake", 0.9, "quake", None, None)], rarity)
    for broken in (b"123", b"1234", json.dumps("text!").encode() + b"!"):
        for call in (rarity.add, rarity.query, linking.published, linking.sketch, linking.Twins().add, linking.Rarity):
            with pytest.raises(sejajar.SejajarError):
                call(broken)
        with pytest.raises(sejajar.SejajarError):
            linking.Index(rarity, []).search(broken)
    assert linking.judge("", [], rarity, article_id="x").to_dicts()[0]["report_id"] is None
