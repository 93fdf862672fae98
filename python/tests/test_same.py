"""The package against the command line tool: the same bytes."""

import io
import json
import os
import re
import subprocess
from pathlib import Path

import pandas
import pytest

import sejajar

ROOT = Path(__file__).resolve().parents[2]


def written(pairs, folder, ending="csv"):
    path = folder / f"pairs.{ending}"
    pairs.write(path, overwrite=True)
    return path.read_bytes()


@pytest.mark.parametrize("threads", [1, 2])
def test_samples(samples, tool, tmp_path, threads):
    pairs = sejajar.align_many(samples, threads=threads)
    assert len(pairs) > 100
    assert written(pairs, tmp_path) == tool("align", samples, "-q")
    assert written(pairs, tmp_path, "jsonl") == tool("align", samples, "-q", "-f", "jsonl")


def test_arrow_columns_hold_what_the_table_holds(samples, tool):
    rows = [json.loads(line) for line in tool("align", samples, "-q", "-f", "jsonl").splitlines()]
    pairs = sejajar.align_many(samples)
    assert pairs.to_dicts() == rows
    assert pairs.to_arrow().to_pylist() == rows
    assert pairs.to_polars().to_dicts() == rows
    for pair, row in zip(pairs, rows, strict=True):
        assert {name: getattr(pair, name) for name in pairs.columns} == row == pair.to_dict()


def test_texts_bytes_files_and_lists_are_the_same(samples, tool, tmp_path):
    paths = [samples / f"cup-final.{code}.txt" for code in ("ind", "eng")]
    expected = tool("align", *paths, "-q")
    names = {"article_id": "cup-final", "report_id": "cup-final"}
    assert written(sejajar.align(*paths), tmp_path) == expected
    assert written(sejajar.align(*[path.read_text("utf-8") for path in paths], **names), tmp_path) == expected
    assert written(sejajar.align(*[path.read_bytes() for path in paths], **names), tmp_path) == expected


def test_version(tool):
    told = tool("--version").decode()
    assert told.startswith(f"sejajar {sejajar.__version__}\n")
    assert all(name in told and hash in told for name, hash in sejajar.tables.items())


def test_options(samples, tool, tmp_path):
    options = sejajar.Options(evidence="names,numbers,dates,length", max_side=2, monotone=True, uncalibrated=True)
    flags = ["--evidence", "names,numbers,dates,length", "--max-side", "2", "--monotone", "--uncalibrated"]
    pairs = sejajar.align_many(samples, options=options, aligned_only=True)
    assert written(pairs, tmp_path) == tool("align", samples, "-q", "--aligned-only", *flags)
    pairs = sejajar.align_many(samples, options=sejajar.Options(quotes="whole", without="words"))
    assert written(pairs, tmp_path) == tool("align", samples, "-q", "--quotes", "whole", "--without", "words")


ANSWERS = """\
article_id,report_id,ind,eng,answer,judge
cup-final,cup-final,0,1,yes,
cup-final,cup-final,2,2,no,
tuna-accord,tuna-accord,1,1,part,
tuna-accord,,3,3,no,sari
quake,quake,0,0,yes,
"""


def test_decisions(samples, tool, tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text(ANSWERS, "utf-8")
    expected = tool("align", samples, "-q", "--decisions", answers)
    assert expected != tool("align", samples, "-q")
    options = sejajar.Options(decisions=answers)
    unmet = f'{answers}:6: no article "quake" with the report "quake" was aligned; its judgements are not used'
    with pytest.warns(sejajar.SejajarWarning, match=f"^{re.escape(unmet)}$"):
        pairs = sejajar.align_many(samples, options=options)
    assert written(pairs, tmp_path) == expected
    paths = [samples / f"cup-final.{code}.txt" for code in ("ind", "eng")]
    alone = sejajar.align(*paths, options=options)
    assert alone == sejajar.Pairs.from_table(pairs)[: len(alone)] or alone.to_dicts() == [
        row for row in pairs.to_dicts() if row["article_id"] == "cup-final"
    ]


def test_questions(samples, tool, tmp_path):
    def lines(*flags):
        return [json.loads(line) for line in tool("ask", samples, "-q", *flags).splitlines()]

    assert sejajar.ask(samples) == lines() and len(lines()) == 50
    asked = sejajar.ask(samples, per_article=2, threads=1)
    assert asked == lines("--per-article", 2) and len(asked) == 20
    for question in asked:
        question["answer"] = "no" if question["ind"] % 2 else "yes"
    answers = tmp_path / "answers.csv"
    pandas.DataFrame(asked).to_csv(answers, index=False)
    options = sejajar.Options(decisions=answers)
    assert sejajar.ask(samples, number=7, options=options) == lines("-n", 7, "--decisions", answers) != lines("-n", 7)
    pairs = sejajar.align_many(samples, options=options)
    assert written(pairs, tmp_path) == tool("align", samples, "-q", "--decisions", answers)


def test_a_table_of_a_review(samples, tool, tmp_path):
    """Rows that were accepted and rejected, with their texts, as a review exports them."""
    table = pandas.read_csv(io.BytesIO(tool("align", samples, "-q")), keep_default_na=False)
    table["status"] = ["rejected" if n % 7 == 3 else "accepted" for n in range(len(table))]
    table.loc[0, "ind_text"] = "Teks ini lain."
    table.to_csv(tmp_path / "review.csv", index=False)
    expected = tool("align", samples, "-q", "--decisions", tmp_path / "review.csv")
    with pytest.warns(sejajar.SejajarWarning, match="the text of .* is another now; the judgement is ignored$"):
        pairs = sejajar.align_many(samples, options=sejajar.Options(decisions=tmp_path / "review.csv"))
    assert written(pairs, tmp_path) == expected != tool("align", samples, "-q")


def test_judgements_on_other_documents_are_noticed(samples, tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text(ANSWERS, "utf-8")
    options = sejajar.Options(decisions=answers)
    with pytest.warns(sejajar.SejajarWarning, match='^no judgement is on "article" beside "report"; names are given with'):
        sejajar.align("Hujan turun.", "Rain fell.", options=options)
    with pytest.raises(sejajar.SejajarError, match="answers.csv:2: .* does not exist: 1 sentences"):
        sejajar.align("Hujan.", "Rain.", article_id="cup-final", report_id="cup-final", options=options)
    answers.write_text("article_id,answer\n", "utf-8")
    with pytest.raises(sejajar.SejajarError, match="answers.csv:1: "):
        sejajar.Options(decisions=answers)
    with pytest.raises(sejajar.SejajarError, match="absent.csv"):
        sejajar.Options(decisions=tmp_path / "absent.csv")


def test_sentences(samples, tool, tmp_path):
    gold = samples.parent / "gold" / "samples"
    expected = tool("align", gold, "-q", "--sentences")
    assert written(sejajar.align_many(gold, options=sejajar.Options(sentences=True)), tmp_path) == expected
    lines = [
        (name, *[(gold / f"{name}.{code}").read_text("utf-8").splitlines() for code in ("ind", "eng")])
        for name in sorted(path.stem for path in gold.glob("*.ind"))
    ]
    assert written(sejajar.align_many(lines), tmp_path) == expected


def test_web_pages_and_metadata(web, tool, tmp_path):
    paths = [web / f"island-ferry.{code}.html" for code in ("ind", "eng")]
    assert written(sejajar.align(*paths, meta=True), tmp_path) == tool("align", *paths, "-q", "--meta")


def test_records(web, tool, tmp_path):
    articles = [json.loads(line) for line in (web / "articles.jsonl").read_text("utf-8").splitlines()]
    reports = pandas.read_csv(web / "reports.csv", keep_default_na=False).to_dict("records")
    reports = {record["id"]: record for record in reports}
    pairs = sejajar.align_many(
        [(record, reports[record["id"]]) for record in articles if record["id"] in reports], meta=True
    )
    fields = "text=body,title=headline"
    expected = tool("align", web / "articles.jsonl", web / "reports.csv", "--fields", fields, "--meta", "-q")
    assert written(pairs, tmp_path) == expected


def test_split_and_evidence(samples, tool):
    for path in sorted(samples.glob("*.txt")):
        lang = path.suffixes[0][1:]
        lines = [json.loads(line) for line in tool("split", path, "--lang", lang, "-q", "-f", "jsonl").splitlines()]
        found = sejajar.split(path, lang, dropped=True).to_dicts()
        for row in found:
            if row["reason"] is None:
                del row["reason"]
            else:
                row["dropped"] = row.pop("text")
                row["span"] = [row.pop("start"), row.pop("end")]
                del row["paragraph"]
        assert found == lines
        lines = [json.loads(line) for line in tool("evidence", path, "--lang", lang, "-q", "-f", "jsonl").splitlines()]
        found = sejajar.evidence(path, lang).to_dicts()
        for row in found:
            for piece in row["evidence"]:
                if piece["type"] is None:
                    del piece["type"]
                if not piece["approximate"]:
                    del piece["approximate"]
        assert found == lines


FORMATS = ["csv", "tsv", "jsonl", "text", "tmx", "xliff", "xces", "moses", "bitextor", "hunalign", "ladder", "hf", "vecalign"]


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.filterwarnings("ignore:.*left out.*:sejajar.SejajarWarning")
@pytest.mark.parametrize("to", FORMATS)
def test_exports(samples, tool, tmp_path, to):
    table = tmp_path / "pairs.csv"
    pairs = sejajar.align_many(samples)
    pairs.write(table)
    for name in ["tool", "file", "rows"]:
        (tmp_path / name).mkdir()
    tool("export", table, "--to", to, "-q", "-o", f"{tmp_path}/tool/")
    sejajar.export(table, to, tmp_path / "file")
    counts = sejajar.export(sejajar.read_pairs(table), to, tmp_path / "rows")
    assert sum(counts["rows"].values()) + sum(counts["left_out"].values()) == len(pairs)
    assert files(tmp_path / "tool") == files(tmp_path / "file") == files(tmp_path / "rows") != {}


def test_exports_of_chosen_rows_in_parts(samples, tool, tmp_path):
    table = tmp_path / "pairs.csv"
    sejajar.align_many(samples).write(table)
    for name in ["tool", "ours"]:
        (tmp_path / name).mkdir()
    parts = "train=.5,test=.5"
    choice = ["--min-confidence", ".9", "--align-type", "1-1", "--without", "moved", "--dedup"]
    tool("export", table, "--to", "moses", "-q", "-o", tmp_path / "tool" / "c", "--split", parts, "--seed", "3", *choice)
    counts = sejajar.export(
        [table],
        "moses",
        tmp_path / "ours" / "c",
        split=parts,
        seed=3,
        min_confidence=0.9,
        align_types=["1-1"],
        without=["moved"],
        dedup=True,
    )
    assert list(counts["rows"]) == ["train", "test"]
    assert files(tmp_path / "tool") == files(tmp_path / "ours") != {}


def test_lexicons(samples, tool, tmp_path):
    tool("learn", samples, "-q", "--from", "empty", "--rounds", "2", "-o", tmp_path / "tool.tsv")
    rounds = sejajar.learn(samples, output=tmp_path / "ours.tsv", start="empty", rounds=2)
    assert 1 <= len(rounds) <= 2
    assert (tmp_path / "ours.tsv").read_bytes() == (tmp_path / "tool.tsv").read_bytes() != b""


def test_evaluations(samples, tool, tmp_path):
    beads = tmp_path / "beads"
    beads.mkdir()
    tool("align", samples, "-q", "-f", "vecalign", "-o", f"{beads}/")
    assert sejajar.evaluate("align", samples, beads) == json.loads(tool("eval", "align", "-f", "json", samples, beads))
    lines = samples / "cup-final.ind.txt"
    assert sejajar.evaluate("split", lines, lines) == json.loads(tool("eval", "split", "-f", "json", lines, lines))


def links(table):
    """Links as the command line tool writes them."""
    digits = {"score": 3, "confidence": 4, "lead": 3, "similarity": 4, "coverage": 4, "agreement": 4}
    lines = [",".join(table.columns)]
    for row in table.to_dicts():
        cells = []
        for name, value in row.items():
            if value is None:
                value = ""
            elif name in digits:
                value = f"{value:.{digits[name]}f}"
            elif isinstance(value, list):
                value = ";".join(value)
            elif isinstance(value, bool):
                value = str(value).lower()
            cells.append(str(value))
        lines.append(",".join(cells))
    return ("\n".join(lines) + "\n").encode()


def test_links_of_samples(samples, tool):
    with pytest.warns(sejajar.SejajarWarning, match="passed over"):
        table = sejajar.link(samples, samples, threads=2)
    assert links(table) == tool("link", "--articles", samples, "--reports", samples, "-q")


@pytest.mark.filterwarnings("ignore:.*read as Windows-1252.*:sejajar.SejajarWarning")
def test_links_of_development_data(data, tool):
    folder = data / "link" / "dev"
    articles, reports = folder / "articles", folder / "reports"
    expected = tool("link", "--articles", articles, "--reports", reports, "-q")
    assert links(sejajar.link(articles, reports)) == expected
    texts = [{path.stem: path.read_text("utf-8") for path in sorted(side.glob("*.txt"))} for side in (articles, reports)]
    assert links(sejajar.link(*texts, threads=2)) == expected


def test_links_of_documents_with_the_same_names(samples, tmp_path):
    """Documents are called, and fail, as those of the tool are."""
    for name in ("a/one.ind.txt", "b/one.ind.txt", "b/two.ind.txt", "records.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Gempa 6,5 mengguncang Palu.")
    (tmp_path / "records.csv").write_text("text\nHujan turun di Medan.\nHujan turun di Palu.\n")
    binary = Path(os.environ.get("SEJAJAR_BINARY") or ROOT / "target" / "tests" / "sejajar")
    articles, again = tmp_path, tmp_path / "b" / "two.ind.txt"
    told = subprocess.run([binary, "link", "--articles", articles, again, "--reports", samples, "-q"], capture_output=True, check=False)
    with pytest.warns(sejajar.SejajarWarning, match="is called|read once|passed over"):
        table = sejajar.link([articles, again], samples, on_error="warn")
    assert links(table) == told.stdout
    samples = sorted(samples.glob("*.eng.txt"))
    names = {row["article_id"] for row in sejajar.link(["Hujan turun.", {"name": "article-1", "text": "Hujan."}], samples).to_dicts()}
    assert names == {"article-1", "article-1-2"}
    twice = [{"name": "rain", "text": "Hujan turun."}, {"name": "rain", "text": "Hujan."}]
    with pytest.raises(sejajar.SejajarError, match="^rain: is the name of two documents"):
        sejajar.link(twice, samples)
    with pytest.warns(sejajar.SejajarWarning, match="name of two documents"):
        assert {row["article_id"] for row in sejajar.link(twice, samples, on_error="warn").to_dicts()} == {"rain"}


def corpus(folder):
    """The files of a corpus; timings differ between two runs."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "timings.json"}


def test_corpora(samples, tool, tmp_path):
    options = sejajar.Options(without="words", max_side=3)
    assert sejajar.build(samples, samples, tmp_path / "ours", shard_size=4, meta=True, top=2, options=options) == 0
    flags = ["--shard-size", 4, "--meta", "--top", 2, "--without", "words", "--max-side", 3]
    tool("build", "--articles", samples, "--reports", samples, "-o", tmp_path / "theirs", "-q", *flags)
    ours, theirs = corpus(tmp_path / "ours"), corpus(tmp_path / "theirs")
    assert json.loads(ours.pop("manifest.json")) == json.loads(theirs.pop("manifest.json"))
    assert ours == theirs
    with pytest.raises(sejajar.SejajarError, match="finished corpus"):
        sejajar.build(samples, [samples], tmp_path / "ours")


def test_fields_of_collections(web, tool, tmp_path):
    sides = [web / "articles.jsonl", web / "reports.csv"]
    flags = ["--articles", sides[0], "--reports", sides[1], "--fields", "title=headline", "--fields-ind", "text=body", "-q"]
    fields = {"fields": {"title": "headline"}, "fields_ind": "text=body"}
    links = sejajar.link(*sides, **fields).to_pandas().to_csv(index=False)
    told = pandas.read_csv(io.BytesIO(tool("link", *flags)), keep_default_na=False)
    assert list(pandas.read_csv(io.StringIO(links)).article_id) == list(told.article_id)
    assert sejajar.build(*sides, tmp_path / "ours", **fields) == 0
    tool("build", *flags, "-o", tmp_path / "theirs")
    ours, theirs = corpus(tmp_path / "ours"), corpus(tmp_path / "theirs")
    assert json.loads(ours.pop("manifest.json")) == json.loads(theirs.pop("manifest.json"))
    assert ours == theirs
    with pytest.raises(sejajar.SejajarError, match="fields_eng are for files"):
        sejajar.link(["Hujan turun."], ["Rain fell."], fields_eng="text=body")


@pytest.mark.parametrize("kind", ["clean", "noisy", "edited"])
def test_development_data(data, tool, tmp_path, kind):
    folder = data / "align" / "ntrex-dev" / kind
    pairs = sejajar.align_many(folder, options=sejajar.Options(sentences=True))
    assert written(pairs, tmp_path) == tool("align", folder, "--sentences", "-q")


def test_whole_articles_of_development_data(data, tool, tmp_path):
    folder = data / "raw" / "ntrex-dev"
    assert written(sejajar.align_many(folder), tmp_path) == tool("align", folder, "-q")


@pytest.fixture(scope="module")
def table(data, tool, tmp_path_factory):
    """A table of development data: some of its rows are wrong, and many have flags."""
    path = tmp_path_factory.mktemp("table") / "pairs.csv"
    path.write_bytes(tool("align", data / "align" / "ntrex-dev" / "edited", "--sentences", "-q"))
    return path


@pytest.mark.parametrize("threads", [1, 2])
def test_audit(table, tool, tmp_path, threads):
    flags = {pair.pair_id: [] for pair in sejajar.read_pairs(table)}
    for flag in sejajar.audit(table, threads=threads).to_dicts():
        detail = f"={flag['detail']}" if flag["detail"] else ""
        flags[flag["pair_id"]].append(f"{flag['code']}{detail}")
    rows = tmp_path / "rows.csv"
    tool("audit", table, "-q", "--rows", rows)
    assert flags == {pair.pair_id: pair.flags for pair in sejajar.read_pairs(rows)}


def test_figures(table, tool, tmp_path):
    tool("audit", table, "-q", "--figures", tmp_path / "pictures")
    drawn = {figure.name: figure.svg for figure in sejajar.figures(table, documents=0)}
    assert {"confidence", "coverage", "dot-plots", "kept-by-place", "shared"} <= drawn.keys()
    for name, svg in drawn.items():
        if name != "numbers":  # of the flags in the table; the tool renews them
            assert svg == (tmp_path / "pictures" / f"{name}.svg").read_text("utf-8")
    assert len(sejajar.figures(table)) == len(drawn) + 10


def test_stats(table, samples, tool, tmp_path):
    assert sejajar.stats(table) == json.loads(tool("stats", table, "-f", "json"))
    meta = tmp_path / "meta.csv"
    sejajar.align_many(samples, meta=True).write(meta)
    assert sejajar.stats(meta) == json.loads(tool("stats", meta, "-f", "json"))


def test_sample(table, tool, tmp_path):
    for seed in (0, 7):
        sample = sejajar.sample(sejajar.read_pairs(table), 60, seed=seed)
        expected = tool("audit", table, "-q", "--sample", "60", "--seed", str(seed))
        sample.write(tmp_path / "sample.csv", overwrite=True)
        assert (tmp_path / "sample.csv").read_bytes() == expected
    sample.write(tmp_path / "excel.csv", excel=True)
    assert (tmp_path / "excel.csv").read_bytes() == tool(
        "audit", table, "-q", "--sample", "60", "--seed", "7", "--excel"
    )
    frame = pandas.read_csv(tmp_path / "sample.csv", keep_default_na=False)
    for column in ("pair_id", "stratum", "population", "status", "note"):
        assert sample.to_pandas()[column].tolist() == frame[column].tolist()


def test_judged(table, tool, tmp_path):
    frame = sejajar.sample(table, 60).to_pandas()
    judges = []
    for name, every in (("anna", 10), ("budi", 7)):
        judged = frame.assign(status=["rejected" if at % every == 0 else "accepted" for at in range(len(frame))])
        path = tmp_path / f"{name}.csv"
        judged.to_csv(path, index=False)
        judges.append((path, judged))
    for count in (1, 2):
        paths = [path for path, _ in judges[:count]]
        expected = json.loads(tool("audit", "--judged", *paths, "-f", "json"))
        assert sejajar.judged(*paths) == expected
        assert sejajar.judged(*[judged for _, judged in judges[:count]]) == expected
    assert expected["agreement"]["kappa"] is not None and expected["differences"]
