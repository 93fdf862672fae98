"""Collections of odd documents: the samples, damaged as files on disks and pages on sites are."""

import json
import re


def latin(text, rng):
    return text.encode("latin-1", "replace")


def wide(text, rng):
    return b"\xff\xfe" + text.encode("utf-16-le")


def marked(text, rng):
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def cut(text, rng):
    whole = text.encode()
    return whole[: rng.randrange(len(whole))]


def flipped(text, rng):
    whole = bytearray(text.encode())
    for _ in range(1 + len(whole) // 500):
        whole[rng.randrange(len(whole))] = rng.randrange(256)
    return bytes(whole)


def repeated(text, rng):
    line = rng.choice(text.strip().splitlines())
    return (text + f"\n{line}" * rng.randrange(50, 2000)).encode()


def one_line(text, rng):
    return (text.replace("\n", " ") * rng.randrange(1, 30)).encode()


def controls(text, rng):
    return re.sub(" ", lambda _: rng.choice([" "] * 9 + ["\x1b[31m", "\x00", "\u202e", "\u00ad", "\ufeff"]), text).encode()


def page(text, rng):
    debris = "<div class=menu><a href=/>Home</a></div><script>var x='</p>'</script>"
    return f"<html><head><title>x</title></head><body>{debris}{text.replace(chr(10), '<p>')}<div><div></body>".encode()


def shuffled(text, rng):
    lines = text.splitlines()
    rng.shuffle(lines)
    return "\n".join(lines).encode()


def renumbered(text, rng):
    return re.sub(r"\d+", lambda _: str(rng.randrange(10 ** rng.randrange(1, 8))), text).encode()


def empty(text, rng):
    return rng.choice([b"", b" ", b"\n\n\n", b"\xef\xbb\xbf"])


def whole(text, rng):
    return text.encode()


DAMAGES = [latin, wide, marked, cut, flipped, repeated, one_line, controls, page, shuffled, renumbered, empty, whole, whole, whole]


def write(folder, samples, rng, count=14):
    """Writes ``folder/pairs`` (two files per pair) and two collections of the same texts, some of whose lines are broken."""
    pairs = folder / "pairs"
    pairs.mkdir(parents=True)
    names, lines = sorted({path.name.split(".")[0] for path in samples.glob("*.txt")}), {"ind": [], "eng": []}
    for number in range(count):
        name = rng.choice(names)
        for code in ("ind", "eng"):
            damaged = rng.choice(DAMAGES)((samples / f"{name}.{code}.txt").read_text("utf-8"), rng)
            (pairs / f"{number:02}-{name}.{code}.txt").write_bytes(damaged)
            record = json.dumps({"name": f"{number:02}-{name}", "text": damaged.decode("utf-8", "replace")})
            lines[code].append(record if rng.random() < 0.9 else record[: rng.randrange(len(record))])
    for code, records in lines.items():
        (folder / f"{code}.jsonl").write_text("\n".join(records) + "\n", "utf-8")
