"""Rows of a native table whose texts are what readers trip over. Sentences are our own."""

import json

RTL = "Ia berkata \u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645, lalu duduk."
LONG = ("Sungai itu meluap lagi. " * 417).strip()
assert len(LONG) > 10_000

# Indonesian, English.
TEXTS = [
    ('Ia bilang, "Ya; tidak?"', '"Yes; no?" he said, \'twice\'.'),
    ("Baris satu\nbaris dua\r\nbaris tiga\rempat", "Line one\nline two"),
    ("tab\tdi tengah", "a tab\tinside"),
    ("nol\u0000, lonceng\u0007, hapus\u007f, C1\u0085\u009f", "escape\u001b[31m red"),
    ("=1+1", "=HYPERLINK(\"http://a.example\")"),
    ("+62 21 555", "-5 percent"),
    ("@semua", "'quoted"),
    ("NA", "null"),
    ("None", "NaN"),
    ("true", "1e5"),
    ("007", "1-1"),
    (RTL, "He said \u05e9\u05dc\u05d5\u05dd and sat down."),
    ("Gol \U0001f600\U0001f1ee\U0001f1e9 e\u0301\u200d", "A goal \u26bd\ufe0f \ud55c\uad6d"),
    ("garis\u2028pisah\u2029lagi", "vertical\u000btab\u000cfeed"),
    ("bukan\ufffekarakter\uffff", "a<b>c</b> & ]]> <!-- x --> &amp;"),
    ("  spasi di tepi  ", "  spaces   at the edges  "),
    ("\\ garis miring \\n \\t", "back\\slash \\\" end\\"),
    ("\ufefftanda", "a mark\ufeff"),
    (LONG, "The river flooded again."),
    ("#bukan komentar", "a,b;c|d"),
]


def rows():
    """The rows as JSON objects, the last ones sentences without a partner, and sentences that are no neighbours."""
    table = []
    for n, (ind, eng) in enumerate(TEXTS):
        table.append(row(n, ind, eng, f"artikel-{n // 8}", f"report-{n // 8}"))
    table.append(row(len(TEXTS), "sendiri, \"saja\"", "", "artikel-2", "report-2"))
    table.append(row(len(TEXTS) + 1, "", "=alone", "artikel-2", "report-2"))
    first = len(TEXTS) + 2
    gap = {"ind_end": first + 3, "align_type": "2-1", "ind_sentences": [first, first + 2], "ind_cuts": [12]}
    table.append(row(first, "Satu pergi. Tiga datang 😀.", "One left, three came.", "artikel-2", "report-2") | gap)
    table.append(row(first + 1, "Dua diam.", "Two stayed.", "artikel-2", "report-2"))
    return table


def row(n, ind, eng, article, report):
    a, b = int(bool(ind)), int(bool(eng))
    aligned = a and b
    return {
        "pair_id": f"p_{n:016x}", "article_id": article, "report_id": report,
        "ind_start": n, "ind_end": n + a, "eng_start": n, "eng_end": n + b,
        "ind_text": ind, "eng_text": eng, "align_type": f"{a}-{b}",
        "confidence": 0.9 if aligned else None, "score": 12.5 - n if aligned else None,
        "name_score": 1.25 if aligned else None, "number_score": 0.0 if aligned else None,
        "word_score": 2.0 if aligned else None, "length_score": -0.125 if aligned else None,
        "matched_names": ["name:north-korea", "name:kim"] if n % 2 else [],
        "matched_numbers": ["number:1000000"] if n % 3 else [],
        "unmatched_ind": [], "unmatched_eng": ["date:--07-13"],
        "flags": ["moved", "number-mismatch=number:1≠number:2"] if n % 4 == 1 else [],
        "ind_sentences": [n] * a, "eng_sentences": [n] * b, "ind_cuts": [], "eng_cuts": [],
        "content_confidence": 0.95 if aligned else None,
        "ind_coverage": 0.5 if aligned else None, "eng_coverage": 0.75 if aligned else None,
    }


def write(path):
    with open(path, "w", encoding="utf-8") as out:
        for line in rows():
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    import sys

    write(sys.argv[1])
