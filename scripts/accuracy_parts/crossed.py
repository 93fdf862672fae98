"""The output of `scripts/links --report`, or without numpy that part of the committed report."""

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

HEADING = "## Accuracy and confidence by kind of document"


class Crossed:
    """The cross-validation, which runs in parallel with the other measurements."""

    def __init__(self, root, report, diagram, data):
        self.report, self.diagram, self.run = report, diagram, None
        if importlib.util.find_spec("numpy") is None:
            self.missing = "numpy is missing (python3 -m pip install numpy in an environment of its own)"
        elif not data.is_dir():
            self.missing = f"{data} is not there"
        else:
            self.place = tempfile.TemporaryDirectory()
            self.file = Path(self.place.name) / diagram.with_suffix(".md").name
            command = [sys.executable, root / "scripts" / "links", "--report", self.file]
            self.run = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)

    def section(self):
        """The lines of the section, and the diagram; the committed lines and no diagram if it cannot run."""
        if self.run is None:
            return self.kept(), None
        if self.run.wait():
            sys.exit("scripts/links --report failed")
        text = self.file.read_text(encoding="utf-8")
        return text.splitlines(), self.file.with_suffix(".svg").read_text(encoding="utf-8")

    def kept(self):
        lines = self.report.read_text(encoding="utf-8").splitlines()
        if HEADING not in lines:
            return [HEADING, "", f"NOT MEASURED: {self.missing}."]
        start = lines.index(HEADING)
        ends = (n for n, line in enumerate(lines) if n > start and line.startswith("## "))
        kept = lines[start : next(ends, len(lines))]
        return kept[: len(kept) - (kept[-1] == "")]

    def warning(self, check):
        """The warning if it did not run."""
        if self.run is not None:
            return None
        what = f'the section "{HEADING[3:]}" and {self.diagram.name}'
        done = "NOT CHECKED" if check else "NOT MEASURED, kept as they were"
        return f"scripts/accuracy: {done}: {what}: {self.missing}"

    def stop(self):
        """Stops it if it is still running."""
        if self.run is not None:
            self.run.kill()
            self.run.wait()
            self.place.cleanup()
