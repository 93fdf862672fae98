"""Commands that are run undisturbed and disturbed, and their outputs."""

import resource
import shutil
import signal
import subprocess
import sys

#: Exit statuses that a command may end with by itself: done, failed, wrong usage, some inputs failed, and stopped by a signal it handles.
ENDS = {0, 1, 2, 3, 129, 130, 143}
#: Files that hold times.
TIMES = {"timings.json"}

ALIGNING = """
import pathlib, sys, warnings, sejajar
warnings.simplefilter("ignore")
sejajar.align_many(pathlib.Path(sys.argv[1]), on_error="warn").write(sys.argv[2], overwrite=True)
"""


def commands(binary, folder, python):
    """Names, arguments and outputs of the commands; each output is a file or a folder below ``out``."""
    pairs, articles, reports = folder / "pairs", folder / "ind.jsonl", folder / "eng.jsonl"
    collections = ["--articles", articles, "--reports", reports]
    out = [
        ("align", [binary, "align", pairs, "--overwrite"], "pairs.csv"),
        ("align -o DIR", [binary, "align", pairs, "-f", "jsonl", "--overwrite"], "rows/"),
        ("link", [binary, "link", *collections, "--overwrite"], "links.csv"),
        ("build", [binary, "build", *collections, "--shard-size", "3"], "corpus/"),
        ("audit", [binary, "audit", folder / "reference" / "pairs.csv", "-f", "html", "--overwrite"], "audit.html"),
        ("export", [binary, "export", folder / "reference" / "pairs.csv", "--overwrite"], "pairs.tmx"),
    ]
    if python:
        out.append(("Python", [sys.executable, "-c", ALIGNING, pairs], "python.csv"))
    return [(name, [*map(str, args)], output) for name, args, output in out]


def command(args, output):
    # A slash at the end makes it a folder, and Path takes it off.
    return [*args, str(output)] if "-c" in args else [*args, "-o", f"{output}/" if output.name == "rows" else str(output)]


class Disturbance:
    """A limit that a process gets, or a signal that it is sent after a while."""

    def __init__(self, rng):
        kinds = [(None, 0)]
        kinds += [(resource.RLIMIT_AS, rng.randrange(300, 1500) << 20), (resource.RLIMIT_NOFILE, rng.randrange(5, 40))]
        kinds += [(resource.RLIMIT_FSIZE, rng.randrange(1 << 18))]
        self.limit, self.value = rng.choice(kinds)
        signals = [signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
        self.signal = rng.choice(signals) if self.limit is None else None
        self.after = rng.random() ** 2

    def __str__(self):
        names = {resource.RLIMIT_AS: "memory", resource.RLIMIT_NOFILE: "open files", resource.RLIMIT_FSIZE: "size of files"}
        return f"{self.signal.name} after {self.after:.2f} s" if self.signal else f"{names[self.limit]} limited to {self.value:,}"

    def limits(self):
        if self.limit is not None:
            resource.setrlimit(self.limit, (self.value, self.value))

    def statuses(self, python):
        """Exit statuses that are no fault."""
        out = set(ENDS)
        if self.signal:
            out.add(-self.signal)
        if self.limit == resource.RLIMIT_FSIZE:
            out.add(-signal.SIGXFSZ)
        # No program can promise to start in any memory; the interpreter may also die of it.
        if self.limit == resource.RLIMIT_AS and python:
            out |= {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGTRAP, 127}
        return out


def run(args, log, where, disturbance=None):
    """The exit status of a command, run in a folder of its own so that no file of options is read."""
    limits = disturbance.limits if disturbance else None
    process = subprocess.Popen(args, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=limits, cwd=where)
    if disturbance and disturbance.signal:
        try:
            process.wait(disturbance.after)
        except subprocess.TimeoutExpired:
            process.send_signal(disturbance.signal)
    try:
        return process.wait(300)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return "no end in 300 s"


def remove(output):
    if output.is_dir():
        shutil.rmtree(output)
    else:
        output.unlink(missing_ok=True)


def files(output):
    """The bytes of each file of an output, by its name."""
    paths = [path for path in output.rglob("*") if path.is_file()] if output.is_dir() else [output] if output.exists() else []
    return {str(path.relative_to(output.parent)): path.read_bytes() for path in paths if path.name not in TIMES}
