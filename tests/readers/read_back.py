"""Every format is read back by programs that are not ours, on the samples and on texts that readers trip over.

    read_back.py SEJAJAR [PARQUET_SEJAJAR]     binaries to test; parquet is left out without the second

Missing programs are reported, and their formats are skipped.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import expected
import nasty

HERE = Path(__file__).parent
NUMBERS = ["ind_start", "ind_end", "eng_start", "eng_end"]
FIGURES = ["confidence", "score", "name_score", "number_score", "word_score", "length_score",
           "content_confidence", "ind_coverage", "eng_coverage"]
LISTS = ["matched_names", "matched_numbers", "unmatched_ind", "unmatched_eng", "flags",
         "ind_sentences", "eng_sentences", "ind_cuts", "eng_cuts"]
SKIPPED = []


def need(program):
    """Whether a program or a module of Python is installed; missing ones are reported at the end."""
    if program.islower() and shutil.which(program):
        return True
    try:
        __import__(program)
        return True
    except ImportError:
        SKIPPED.append(program)
        return False


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stderr}"
    return done.stderr


class Case:
    """A table, and its rows as Python's own JSON reads them."""

    def __init__(self, name, binary, table, folder):
        self.name, self.binary, self.table, self.folder = name, binary, table, folder
        self.rows = [json.loads(line) for line in table.read_text(encoding="utf-8").split("\n") if line]
        self.pairs = [row for row in self.rows if row["ind_text"] and row["eng_text"]]

    def export(self, format, output, *more, binary=None):
        path = self.folder / output
        self.told = run(binary or self.binary, "export", self.table, "--to", format, "-o", f"{path}{'/' * output.endswith('/')}", *more)
        return path

    def same(self, found, keep, what, rows=None):
        """`found` is a list of (Indonesian, English)."""
        wanted = [(keep(row["ind_text"]), keep(row["eng_text"])) for row in (self.rows if rows is None else rows)]
        assert len(found) == len(wanted), f"{self.name}, {what}: {len(found)} rows, not {len(wanted)}"
        for n, (one, other) in enumerate(zip(found, wanted)):
            assert tuple(one) == other, f"{self.name}, {what}, row {n}: {one!r} is not {other!r}"
        print(f"  {self.name}: {what}: {len(found)} rows")

    def same_table(self, records, keep, what, lists_joined):
        """`records` are dicts with every column."""
        self.same([(r["ind_text"], r["eng_text"]) for r in records], keep, what)
        for record, row in zip(records, self.rows):
            assert list(record) == list(row), f"{what}: columns {list(record)}"
            for column in NUMBERS:
                assert int(record[column]) == row[column], f"{what}: {column}: {record[column]!r}"
            for column in FIGURES:
                value = record[column]
                missing = value is None or value == "" or value != value
                assert (None if missing else float(value)) == row[column], f"{what}: {column}: {value!r} is not {row[column]!r}"
            for column in LISTS:
                wanted = ";".join(map(str, row[column])) if lists_joined else row[column]
                value = record[column] if lists_joined else list(record[column])
                assert value == wanted, f"{what}: {column}: {value!r}"
            assert record["align_type"] == row["align_type"]


def csv(case):
    path = case.export("csv", "pairs.csv")
    strings = {column: str for column in ["ind_text", "eng_text", "align_type", *LISTS]}
    if need("pandas"):
        import pandas
        table = pandas.read_csv(path, keep_default_na=False, na_values={c: "" for c in FIGURES}, dtype=strings)
        case.same_table(table.to_dict("records"), expected.table, "csv by pandas", True)
    if need("polars"):
        import polars
        table = polars.read_csv(path, infer_schema=False).fill_null("")
        case.same_table(table.to_dicts(), expected.table, "csv by polars", True)
    if need("pyarrow"):
        import pyarrow
        from pyarrow import csv as arrow
        options = arrow.ConvertOptions(column_types={column: pyarrow.string() for column in case.rows[0]})
        table = arrow.read_csv(path, parse_options=arrow.ParseOptions(newlines_in_values=True), convert_options=options)
        case.same_table(table.to_pylist(), expected.table, "csv by pyarrow", True)


def tsv(case):
    path = case.export("tsv", "pairs.tsv")
    if need("pandas"):
        import pandas
        table = pandas.read_csv(path, sep="\t", quoting=3, keep_default_na=False, dtype=str)
        case.same_table(table.to_dict("records"), expected.tabbed, "tsv by pandas", True)


def jsonl(case):
    path = case.export("jsonl", "pairs.jsonl")
    if need("pandas"):
        import pandas
        table = pandas.read_json(path, lines=True, dtype=False, precise_float=True)
        case.same_table(table.to_dict("records"), expected.exact, "jsonl by pandas", False)
    if need("polars"):
        import polars
        case.same_table(polars.read_ndjson(path, infer_schema_length=None).to_dicts(), expected.exact, "jsonl by polars", False)
    if need("pyarrow"):
        from pyarrow import json as arrow
        case.same_table(arrow.read_json(path).to_pylist(), expected.exact, "jsonl by pyarrow", False)


def excel(case):
    """A spreadsheet opens it, runs nothing, and finds every text; the apostrophe of the guard may precede it."""
    path = case.export("csv", "excel.csv", "--excel")
    if not (need("ssconvert") and need("openpyxl")):
        return
    import openpyxl
    book = case.folder / "excel.xlsx"
    run("ssconvert", path, book)
    sheet = openpyxl.load_workbook(book).active
    rows = list(sheet.iter_rows())
    columns = [cell.value for cell in rows[0]]
    assert columns == list(case.rows[0]), columns
    ind, eng = columns.index("ind_text"), columns.index("eng_text")
    assert all(cell.data_type != "f" for row in rows for cell in row), "a cell became a formula"
    found = []
    for row, wanted in zip(rows[1:], case.rows, strict=True):
        cells = [row[ind], row[eng]]
        texts = [spreadsheet(cell, expected.table(wanted[key])) for cell, key in zip(cells, ["ind_text", "eng_text"])]
        found.append(texts)
    # In a cell of a workbook every end of a line is a line feed.
    plain = lambda text: expected.table(text).replace("\r\n", "\n").replace("\r", "\n")
    case.same(found, plain, "csv --excel by gnumeric")


def spreadsheet(cell, wanted):
    """The text of a cell; numbers and booleans made by a spreadsheet are converted back, which is why R and pandas are the better readers."""
    value = cell.value
    if value is None:
        return ""
    if not isinstance(value, str):
        return wanted if not any(c in wanted for c in "=@") else repr(value)
    value = value.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")
    # Gnumeric takes the first apostrophe of a cell for its own mark of a text, guard or not; Excel and LibreOffice show it.
    if wanted.startswith("'") and not value.startswith("'"):
        return "'" + value
    return value[1:] if value.startswith("'") and not wanted.startswith("'") else value


def valid(grammar, path):
    if need("xmllint"):
        run("xmllint", "--huge", "--noout", "--relaxng", HERE / grammar, path)


def tmx(case):
    path = case.export("tmx", "pairs.tmx")
    valid("tmx14.rng", path)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    units = ElementTree.parse(path).getroot().findall("body/tu")
    found = []
    for unit, row in zip(units, case.pairs, strict=True):
        texts = {variant.get(lang): variant.findtext("seg") or "" for variant in unit.findall("tuv")}
        found.append((texts["id"], texts["en"]))
        props = {prop.get("type"): prop.text for prop in unit.findall("prop")}
        assert float(props["confidence"]) == row["confidence"] and props["align_type"] == row["align_type"]
        assert props.get("flags", "") == ";".join(row["flags"]) and unit.get("tuid") == row["pair_id"]
        documents = [variant.findtext("prop[@type='document']") for variant in unit.findall("tuv")]
        assert documents == [row["report_id"], row["article_id"]]
    case.same(found, expected.xml, "tmx by expat", case.pairs)
    if need("translate"):
        from translate.storage.tmx import tmxfile
        units = tmxfile.parsefile(str(path)).units
        case.same([(u.target, u.source) for u in units], expected.xml, "tmx by Translate Toolkit", case.pairs)
    losses(case)


def losses(case):
    """Characters that XML excludes are reported with their number."""
    lost = sum(len(text) - len(expected.xml(text)) for row in case.pairs for text in [row["ind_text"], row["eng_text"]])
    assert (f"{lost} control character" in case.told) == (lost > 0), case.told


def xliff(case):
    path = case.export("xliff", "pairs.xlf")
    valid("xliff21.rng", path)
    space = {"x": "urn:oasis:names:tc:xliff:document:2.0", "m": "urn:oasis:names:tc:xliff:metadata:2.0"}
    units = ElementTree.parse(path).getroot().findall("x:file/x:unit", space)
    texts = [[unit.findtext(f"x:segment/x:{side}", namespaces=space) for side in ["target", "source"]] for unit in units]
    case.same(texts, expected.xml, "xliff by expat", case.pairs)
    assert [unit.get("name") for unit in units] == [row["pair_id"] for row in case.pairs]
    if need("translate"):
        from translate.storage.xliff2 import Xliff2File
        units = Xliff2File.parsefile(str(path)).units
        # The toolkit puts runs of white space together, which other readers need not.
        one = lambda text: " ".join(text.split())
        found = [(one(str(u.target)), one(str(u.source))) for u in units]
        case.same(found, lambda text: one(expected.xml(text)), "xliff by Translate Toolkit", case.pairs)
    losses(case)


def xces(case):
    folder = case.export("xces", "opus/")
    valid("xces.rng", folder / "align.xml")
    found = []
    for group in ElementTree.parse(folder / "align.xml").getroot().findall("linkGrp"):
        documents = [folder / group.get(side) for side in ["fromDoc", "toDoc"]]
        sides = []
        for document in documents:
            valid("xces.rng", document)
            sides.append({s.get("id"): s.text or "" for s in ElementTree.parse(document).getroot().iter("s")})
        for link in group.findall("link"):
            ids = link.get("xtargets").split(";")
            found.append([" ".join(side[s] for s in names.split()) for side, names in zip(sides, ids)])
    case.same(found, expected.xml, "xces by expat", case.rows)


def moses(case):
    case.export("moses", "moses")
    sides = [(case.folder / f"moses.{side}").read_text(encoding="utf-8") for side in ["ind", "eng"]]
    assert all(text.endswith("\n") for text in sides)
    case.same(list(zip(*[text.splitlines() for text in sides], strict=True)), expected.line, "moses by splitlines", case.pairs)
    run("paste", case.folder / "moses.ind", case.folder / "moses.eng")


def bitextor(case):
    path = case.export("bitextor", "bitextor.tsv")
    if need("pandas"):
        import pandas
        table = pandas.read_csv(path, sep="\t", quoting=3, keep_default_na=False, dtype=str)
        assert list(table) == ["src_url", "trg_url", "src_text", "trg_text", "aligner_score"]
        case.same(list(zip(table.src_text, table.trg_text)), expected.line, "bitextor by pandas", case.pairs)
        assert [float(score) for score in table.aligner_score] == [row["score"] for row in case.pairs]
    if need("polars"):
        import polars
        table = polars.read_csv(path, separator="\t", quote_char=None, infer_schema=False).fill_null("")
        found = list(zip(table["src_text"], table["trg_text"]))
        case.same(found, expected.line, "bitextor by polars", case.pairs)


def hunalign(case):
    path = case.export("hunalign", "hunalign.txt")
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert all(len(line) == 3 and float(line[2]) is not None for line in lines)
    case.same([line[:2] for line in lines], expected.line, "hunalign by splitlines", case.rows)


def positions(case):
    """Ladders and beads of Vecalign: every sentence of the table is in one bead."""
    ladders = case.export("ladder", "ladder/")
    for path in ladders.iterdir():
        rungs = [tuple(map(int, line.split("\t")[:2])) for line in path.read_text().splitlines()]
        assert rungs[0] == (0, 0) and all(a[0] <= b[0] and a[1] <= b[1] for a, b in zip(rungs, rungs[1:])), path
    beads = case.export("vecalign", "vecalign/")
    count = 0
    for path in beads.iterdir():
        for line in path.read_text().splitlines():
            ind, eng, _ = line.split(":")
            count += bool(json.loads(ind) or json.loads(eng))
    nulls = sum(row["ind_end"] - row["ind_start"] + row["eng_end"] - row["eng_start"] - 1 for row in case.rows
                if "0" in row["align_type"].split("-"))
    assert count == len(case.rows) + nulls, (count, len(case.rows), nulls)
    print(f"  {case.name}: ladder and vecalign: {count} beads")


def hf(case):
    path = case.export("hf", "hf.jsonl")
    if need("pyarrow"):
        # What load_dataset("json") reads with.
        from pyarrow import json as arrow
        found = [(t["id"], t["en"]) for t in arrow.read_json(path)["translation"].to_pylist()]
        case.same(found, expected.exact, "hf by pyarrow", case.pairs)
    if need("pandas"):
        import pandas
        found = [(t["id"], t["en"]) for t in pandas.read_json(path, lines=True)["translation"]]
        case.same(found, expected.exact, "hf by pandas", case.pairs)


def parquet(case, binary):
    path = case.export("parquet", "pairs.parquet", binary=binary)
    if need("pyarrow"):
        import pyarrow
        from pyarrow import parquet as arrow
        case.same_table(arrow.read_table(path).to_pylist(), expected.exact, "parquet by pyarrow", False)
        file = arrow.ParquetFile(path)
        column = file.metadata.row_group(0).column(10)
        assert column.compression == "ZSTD" and column.statistics.has_min_max, column
        types = {field.name: field.type for field in file.schema_arrow}
        assert types["flags"].value_type == pyarrow.string() and types["confidence"] == pyarrow.float64()
        assert types["ind_start"] == pyarrow.int32() and types["ind_sentences"].value_type == pyarrow.int32()
        assert file.metadata.metadata[b"sejajar.schema_version"] == b"2"
    if need("polars"):
        import polars
        case.same_table(polars.read_parquet(path).to_dicts(), expected.exact, "parquet by polars", False)
    if need("pandas"):
        import pandas
        case.same_table(pandas.read_parquet(path).to_dict("records"), expected.exact, "parquet by pandas", False)


def samples(binary, folder):
    table = folder / "samples.jsonl"
    run(binary, "align", HERE.parent.parent / "corpus/samples", "-q", "-o", table)
    return table


def main():
    binary = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        nasty.write(place / "nasty.jsonl")
        for name, table in [("samples", samples(binary, place)), ("nasty", place / "nasty.jsonl")]:
            folder = place / name
            folder.mkdir()
            case = Case(name, binary, table, folder)
            for check in [csv, tsv, jsonl, excel, tmx, xliff, xces, moses, bitextor, hunalign, positions, hf]:
                check(case)
            if len(sys.argv) > 2:
                parquet(case, Path(sys.argv[2]).resolve())
    for program in sorted(set(SKIPPED)):
        print(f"SKIPPED: what {program} would read: it is not there")


if __name__ == "__main__":
    main()
