"""Our samples and the sets of ntrex-dev, aligned by the tool itself -> strict and lax figures."""

import tempfile
from pathlib import Path

WORDS = """\
The tool with its committed tables, on our samples (free translations; nothing is learnt from them) and on
news documents of NTREX, faithful translations: unchanged (clean), or with lines dropped, merged, inserted
and moved by a program. The weights of links were learnt from the noisy, edited and outofstep ones; the
clean ones are the same stories. With `--lattice` and `--monotone` links are not used. A bead is strictly
right if gold has it, laxly right if it shares a sentence pair with gold; unaligned sentences count in
precision. Pooled over documents.
"""


def halves(measure, folder, *options):
    """Figures of the even and of the odd documents of a folder, in the order of their names."""
    with tempfile.TemporaryDirectory() as place:
        for at, gold in enumerate(sorted(folder.glob("*.gold"))):
            half = Path(place) / ("even", "odd")[at % 2]
            half.mkdir(exist_ok=True)
            for ending in (".ind", ".eng", ".gold"):
                (half / (gold.stem + ending)).symlink_to(gold.with_suffix(ending).resolve())
        return {half: measure(Path(place) / half, Path(place) / half, *options) for half in ("even", "odd")}


def row(name, r):
    figure = lambda m: f"{m['p']:.4f} | {m['r']:.4f} | **{m['f1']:.4f}**"
    return f"| {name} | {r['documents']} | {r['gold_beads']} | {figure(r['strict'])} | {figure(r['lax'])} |"


def types(title, r):
    lines = ["", f"By type, {title}:", ""]
    lines += ["| type | gold | found | strict P | strict R |", "|---|---|---|---|---|"]
    for t in r["by_type"]:
        strict = f"{t['strict']['p']:.4f} | {t['strict']['r']:.4f}"
        lines.append(f"| {t['align_type']} | {t['gold']} | {t['hyp']} | {strict} |")
    return lines


def section(measure, root, data):
    """Lines of tables; `measure(gold, inputs, options)` gives figures, `data` may be absent."""
    head = "| set | documents | gold beads | strict P | R | F1 | lax P | R | F1 |"
    lines = ["", "## Alignment", "", *WORDS.splitlines(), "", head, "|---|---|---|---|---|---|---|---|---|"]
    samples = root / "corpus" / "gold" / "samples"
    results = {"our samples (sentences)": measure(root / "corpus" / "samples", samples, "--sentences")}
    results["our samples (articles)"] = measure(root / "corpus" / "samples", root / "corpus" / "samples")
    for name in ("clean", "noisy", "edited", "outofstep"):
        folder = data / name
        if folder.is_dir():
            results[f"ntrex-dev {name}"] = measure(folder, folder, "--sentences")
            lattice = ["--sentences", "--lattice"]
            results[f"ntrex-dev {name}, --lattice"] = measure(folder, folder, *lattice)
            for half, r in halves(measure, folder, *lattice).items():
                results[f"ntrex-dev {name}, --lattice, {half} documents"] = r
            results[f"ntrex-dev {name}, --monotone"] = measure(folder, folder, "--sentences", "--monotone")
    lines += [row(name, r) for name, r in results.items()]
    for name, r in results.items():
        if name.endswith(("noisy", "edited", "outofstep")):
            lines += types(name, r)
    return lines
