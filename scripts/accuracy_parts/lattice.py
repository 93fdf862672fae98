"""Documents that the lattice judges -> the calibration of their confidences."""

from calibration_parts import curve, measure

WORDS = """
## Confidence where the lattice judges

Long documents (more than 2^18 sentence pairs), `--monotone`, `--max-side` below 4, a choice of evidence and
`--lattice` do not use links: rows are those of the lattice, and their confidence comes from
corpus/calibration. Measured with `--lattice` on news documents of NTREX, faithful translations made harder,
and on our samples. The committed table was fitted on all of these documents except the samples; here each
half of them (even and odd, by name) is judged by a table fitted on the other half, except in the lines that
state otherwise. A row is right if gold has exactly this row.
"""


def figures(title, rows):
    right, share = curve.sure(rows)
    count, all_right = len(rows), sum(row.right for row in rows) / max(1, len(rows))
    error = curve.error(rows)
    return f"| {title} | {count} | {all_right:.4f} | **{error:.4f}** | **{right:.4f}** | {share:.4f} |"


def section(binary, data, samples):
    """The lines of the section; those of the samples only, without the data."""
    lines = [*WORDS.splitlines(), ""]
    lines += ["| rows | count | right | error | right at .95 or more | share of rows at .95 or more |"]
    lines += ["|---|---|---|---|---|---|"]
    if data.is_dir():
        sets, more = measure.posteriors(binary, data)
        for name, halves in measure.crossed(sets, more).items():
            rows = [row for half in halves for row in half]
            lines.append(figures(f"ntrex-dev {name}, all", rows))
            lines.append(figures(f"ntrex-dev {name}, aligned", [row for row in rows if row.aligned]))
            lines.append(figures(f"ntrex-dev {name}, alone", [row for row in rows if not row.aligned]))
            lines.append(figures(f"ntrex-dev {name}, posteriors as they are", sets[name]))
    ours = measure.rows(binary, samples, samples, "--lattice")
    return lines + [figures("our samples (in no table), the table of the tool", ours)]
