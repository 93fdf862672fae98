"""The page docs/scale.md, from constants and the checks of the model."""

from sejajar.spark.buckets import A_BUCKET, WAVES
from sejajar.spark.linking import A_BLOCK, A_PERIOD, A_READING, A_TASK, TABLES

from .model import Collection, aligning, linking, pure

#: Documents of each side, days that they are of, and cores.
SIZES = [(10**6, 10 * 365, 64), (10**8, 20 * 365, 2_000), (10**9, 20 * 365, 10_000)]

STEPS = [
    ("read_report", "reading a report, its fingerprint"),
    ("read_article", "reading an article, its query"),
    ("count_report", "counting what a report mentions"),
    ("group_report", "near-duplicates, per report"),
    ("ask_of_report", "looking up an article in a block, per report of the block"),
    ("judge_article", "judging the candidates of an article"),
    ("align_pair", "aligning a pair"),
]
BYTES = [
    ("article_bytes", "text of an article"),
    ("report_bytes", "text of a report"),
    ("print_bytes", "fingerprint or query"),
    ("sketch_bytes", "name and sketch of a report"),
    ("judged_bytes", "an article with its candidates and their texts"),
    ("rows_bytes", "rows of a pair, in memory"),
]


def text(c, fitted, machine):
    return "\n".join([*head(machine), *of_constants(c), *of_check(fitted), *of_sizes(c, fitted), *limits(c)]) + "\n"


def head(machine):
    return [
        "# Scale",
        "",
        "Linking and aligning on a cluster (`python -m sejajar.spark`, or the steps of `sejajar.batches` in another engine), as a",
        "cost model: what each step costs, what travels between machines, and what that gives for collections of any size.",
        f"Written by `scripts/scale` on {machine}, for documents made of the shipped samples; times hold for such a machine only.",
        "",
        "## How the work is divided",
        "",
        "| stage | tasks | work | sent over the network |",
        "|---|---|---|---|",
        f"| fingerprints of reports, then of articles | one per {A_READING:,} documents | linear | the texts, once |",
        f"| counts of what reports mention | merged in {TABLES} tasks and by the driver | linear | tables of at most 16 MB |",
        "| near-duplicates | **one** | linear | a sketch per report |",
        f"| search | blocks of at most {A_BLOCK:,} reports of {A_PERIOD} days; {A_TASK:,} articles per task | articles × reports of up to three periods | each block once per task, and each query once per block |",
        f"| judging | one per {A_BUCKET} articles | linear | articles with the texts of their best candidates |",
        f"| aligning | one per {A_BUCKET} pairs | linear | the texts of both sides, once |",
        "",
        "Only the search grows faster than the collection, and only with the density: twice the reports of the same years are twice",
        "the work per article, twice the years are not.",
        "",
    ]


def of_constants(c):
    lines = ["## Constants", "", "| step, on one core | microseconds |", "|---|---|"]
    lines += [f"| {what} | {c[name] * 1e6:,.{2 if c[name] < 1e-5 else 0}f} |" for name, what in STEPS]
    lines += ["", "| size | bytes |", "|---|---|"]
    lines += [f"| {what} | {c[name]:,.0f} |" for name, what in BYTES]
    return [*lines, "", f"Candidates of an article that are aligned to judge them: {c['aligned_per_article']:.1f}.", ""]


def of_check(fitted):
    lines = [
        "## The model against a run",
        "",
        "A simulation hands the tasks of each stage to cores as Spark does. Two numbers are fitted to the runs of 2,000 and 11,000",
        "documents in [tests/spark.md](../tests/spark.md): the seconds until a driver and its executors are at work, and the share that",
        "Spark adds to all work. The run of 20,000 documents is then predicted. Aligning is one stage, so that its prediction is the straight",
        "line through both runs, whatever the constants.",
        "",
        "| | start | work, as a multiple of the steps alone | predicted | measured | off |",
        "|---|---|---|---|---|---|",
    ]
    for work, (cluster, check) in fitted.items():
        lines.append(
            f"| {work} 20,000 | {cluster.start:.0f} s | {cluster.share:.2f} | {check['predicted']:.0f} s | {check['measured']:.0f} s | {check['off'] * 100:+.0f} % |"
        )
    return [*lines, ""]


def of_sizes(c, fitted):
    lines = [
        "## Collections",
        "",
        "Each row is a collection of so many articles and as many reports, ten years of them in the first row and twenty in the others.",
        "",
        "| documents per side | cores | linking | of it search | largest single task | sent, linking | aligning | sent, aligning | rows |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for documents, days, cores in SIZES:
        collection = Collection(documents, days)
        links, rows = linking(c, collection), aligning(c, collection)
        times = [fitted["linking"][0].seconds(links, cores), fitted["aligning"][0].seconds(rows, cores)]
        search = next(stage for stage in links if stage.name == "search")
        share = pure([search], cores) / pure(links, cores)
        longest = max((stage.seconds, stage.name) for stage in links)
        sent = [sum(stage.shuffled for stage in stages) for stages in (links, rows)]
        lines.append(
            f"| {documents:,} | {cores:,} | {span(times[0])} | {share * 100:.0f} % | {longest[1]}, {span(longest[0])} | {size(sent[0])} "
            f"| {span(times[1])} | {size(sent[1])} | {size(documents * c['rows_bytes'])} |"
        )
    return [*lines, ""]


def limits(c):
    one = Collection(10**9, 20 * 365)
    groups = next(stage for stage in linking(c, one) if stage.name == "near-duplicates")
    alone = pure([groups], 1)
    return [
        "## What limits it",
        "",
        f"- **Near-duplicates** are found in one task. At 10^9 reports that task takes {span(alone)} and is sent {size(groups.shuffled)}; a",
        "  collection of that size is better cut by years, with a month of overlap, and each part linked by itself: an article and its",
        "  report lie within the window of days, so that no link is lost.",
        "- **Density.** Above some 10^7 reports of the same month, look articles up in the reports of fewer days (`--window 7`).",
        "- **The table of rarity** has 16 MB whatever the collection; beyond some 10^8 reports, rare things share its cells, and the search",
        "  is less selective. How much that costs has not been measured.",
        f"- **Waves.** Finished buckets are written in at most {WAVES} waves, and each wave reads the input again: with texts far longer than those",
        "  of news, write the joined pairs as Parquet first.",
        "- The figures of the last two rows are extrapolated from two cores by a factor of up to 5,000. They hold if the storage and the network of",
        "  the cluster keep up with the bytes in the table, and say nothing about lost machines.",
        "",
    ]


def span(seconds):
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:,.0f} h"


def size(count):
    for unit in ("kB", "MB", "GB", "TB"):
        count /= 1000
        if count < 1000:
            return f"{count:,.0f} {unit}"
    return f"{count / 1000:,.1f} PB"
