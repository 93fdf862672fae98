"""The text that a reader must find, derived from the specification of each format (docs/formats.md), not from its output."""

import unicodedata


def is_control(c):
    """A control character but tab, line feed and carriage return, or no character at all."""
    return (unicodedata.category(c) == "Cc" and c not in "\t\n\r") or c in "\ufffe\uffff"


def table(text):
    """csv: control characters are left out."""
    return "".join(c for c in text if not is_control(c))


def tabbed(text):
    """tsv: besides, tabs and the ends of lines are spaces."""
    return "".join(" " if c in "\t\n\r" else c for c in table(text))


def line(text):
    """moses, bitextor, hunalign: whatever ends a line anywhere is a space, then control characters are left out."""
    ends = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
    return table("".join(" " if c in ends else c for c in text))


def xml(text):
    """tmx, xliff, xces: what XML 1.0 forbids is left out."""
    def allowed(c):
        return c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff")
    return "".join(c for c in text if allowed(c))


def exact(text):
    """jsonl, hf, parquet."""
    return text
