"""Rows go to other processes and come back, and are compared."""

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import sejajar

NASTY = ["Satu\u0000dua\u0007tiga.", "Teks \u202bعربي\u202c 😀.", 'Ia bilang "ya"; lalu\u2028pergi.']


@pytest.fixture(scope="module")
def pairs(samples):
    return sejajar.align_many(samples)


def there_and_back(thing):
    return pickle.loads(pickle.dumps(thing))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_rows_are_equal_after_a_round_trip(pairs, protocol):
    back = pickle.loads(pickle.dumps(pairs, protocol))
    assert back == pairs and hash(back) == hash(pairs)
    assert back.to_dicts() == pairs.to_dicts() and back.columns == pairs.columns
    pair = pickle.loads(pickle.dumps(pairs[7], protocol))
    assert pair == pairs[7] == back[7] and pair.to_dict() == pairs[7].to_dict()


def test_all_digits_travel(pairs):
    """A table has some decimals of a number; sums and selections use all of them."""
    assert sejajar.stats(there_and_back(pairs)) == sejajar.stats(pairs)


def test_a_part_of_a_table_takes_the_surroundings_of_its_rows_along(pairs):
    part = pairs[30:3:-4]
    back = there_and_back(part)
    assert back == part and len(back) == len(part)
    assert back._repr_html_() == part._repr_html_()
    assert there_and_back(pairs[20])._repr_html_() == pairs[20]._repr_html_()
    assert len(pickle.dumps(part)) < len(pickle.dumps(pairs)) / 2
    assert there_and_back(pairs[:0]) == pairs[:0] == sejajar.align_many([])


def test_texts_of_all_characters_and_metadata(web):
    rows = sejajar.align(NASTY, [f"{text} {n}" for n, text in enumerate(NASTY)])
    assert there_and_back(rows) == rows and [pair.ind_text for pair in there_and_back(rows)] == [pair.ind_text for pair in rows]
    files = [web / f"island-ferry.{code}.html" for code in ("ind", "eng")]
    told, untold = sejajar.align(*files, meta=True), sejajar.align(*files)
    assert there_and_back(told) == told != untold == there_and_back(untold)
    assert there_and_back(told).to_dicts() == told.to_dicts()
    assert told.to_dicts()[0]["article_title"] is not None


def test_comparison(pairs, tmp_path):
    assert pairs[0] == list(pairs)[0] != pairs[1] and len({pairs[0], pairs[-len(pairs)], pairs[1]}) == 2
    assert pairs[2:4] == sejajar.Pairs.from_table(pairs.to_arrow())[2:4] != pairs[2:5]
    assert pairs != pairs.to_dicts() and pairs[0] != pairs[0].to_dict() and pairs[0] is not None
    assert pairs[5] in pairs and pairs.__eq__(3) is NotImplemented
    frame = pairs.to_pandas()
    frame.loc[0, "confidence"] = 0.123
    assert sejajar.Pairs.from_table(frame) != pairs
    pairs.write(tmp_path / "pairs.csv")
    assert sejajar.read_pairs(tmp_path / "pairs.csv") == pairs


def test_copies(pairs):
    nested = {"rows": pairs, "first": pairs[0]}
    assert copy.copy(pairs) == pairs and copy.deepcopy(nested) == nested


def test_other_bytes_are_refused(pairs):
    made_by, (lines, numbers, at, meta) = pairs[:1].__reduce__()
    assert made_by(lines, numbers, at, meta) == pairs[:1]
    with pytest.raises(sejajar.SejajarError, match="pickle"):
        made_by(b"{", numbers, at, meta)
    with pytest.raises(sejajar.SejajarError, match="fewer rows"):
        made_by(lines, numbers, [9999], meta)


def test_options_travel(tmp_path):
    lexicon = tmp_path / "own.tsv"
    lexicon.write_text("hujan\train\n")
    answers = tmp_path / "answers.csv"
    answers.write_text("article_id,report_id,ind,eng,answer\narticle,report,0,1,yes\n")
    options = sejajar.Options(
        without="words", max_side=2, quotes="whole", lexicon=lexicon, encoding="utf-8", decisions=answers, max_memory="2G"
    )
    back = there_and_back(options)
    assert repr(back) == repr(options) and back.__getnewargs_ex__() == options.__getnewargs_ex__()
    texts = ("Hujan turun. Ia pergi.", "Rain fell. He left.")
    assert sejajar.align(*texts, options=back) == sejajar.align(*texts, options=options)


def worked(pair, rows, options):
    """In another process."""
    return pair, rows[1:], sejajar.align("Hujan turun di Palu.", "Rain fell in Palu.", options=options)


def test_another_process(pairs, monkeypatch):
    """Processes that share nothing: all that they know was pickled."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    options = sejajar.Options(max_side=2)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        pair, rows, made = pool.submit(worked, pairs[3], pairs[:9], options).result(timeout=120)
    assert (pair, rows) == (pairs[3], pairs[1:9])
    assert made == sejajar.align("Hujan turun di Palu.", "Rain fell in Palu.", options=options)
