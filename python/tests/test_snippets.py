"""Every block of Python in the documents runs and prints what is shown, and so do the commands of its environment.

The blocks of the shell, of Rust and of R are run by tests/suite/docs, which counts those of Python too.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pyarrow
import pyarrow.parquet
import pytest
import sejajar

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = {"target", "node_modules"}
PROGRAMS = {"pip", "jupytext", "python"}


class Block(NamedTuple):
    place: str
    language: str
    unrun: bool
    text: str

    def commands(self):
        lines = self.text.replace("\\\n", " ").splitlines()
        bare = (line.split("  #")[0].strip() for line in lines)
        return [line for line in bare if line and not line.startswith("#")]

    def is_ours(self):
        """Whether it is Python, or the shell of an environment of Python."""
        if self.unrun or self.language == "python":
            return not self.unrun
        words = [command.split()[0] for command in self.commands()]
        return self.language == "sh" and bool(words) and PROGRAMS.issuperset(words)


def blocks(path):
    found = []
    text = path.read_text("utf-8")
    for match in re.finditer(r"^( *)```([a-z]*)(.*)\n((?:.*\n)*?)\1```$", text, re.M):
        indent, language, words, body = match.groups()
        place = f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}"
        body = re.sub(f"^{indent}", "", body, flags=re.M)
        found.append(Block(place, language, "norun" in words.split(), body))
    return found


def documents():
    """Every Markdown file that has something for us."""
    for path in sorted(ROOT.rglob("*.md")):
        parts = path.relative_to(ROOT).parts
        if not any(part in FOREIGN or part.startswith(".") for part in parts) and any(map(Block.is_ours, blocks(path))):
            yield path


def stands(shown, printed):
    """Whether lines stand in an output in their order; a line `…` stands for any others, `…` in a line for anything."""
    pattern = ""
    for line in shown.splitlines():
        gap = line.strip() in ("…", "...")
        pattern += r"(?:.*\n)*?" if gap else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ \t]*\n"
    return re.search("^" + pattern, printed, re.M) is not None


def test_outputs_are_compared():
    assert stands("a\nb … d\n…\nf\n", "x\na\nb c d\ne\nf\n")
    assert not stands("a\nf\n", "a\ne\nf\n")
    assert not stands("b\n", "ab\n")


def writes_what_is_read(command, blocks):
    """Whether a command of the tool writes a file that a block of Python names: `-o corpus.jsonl` is `corpus.train.jsonl` too."""
    words = shlex.split(command)
    if words[0] != "sejajar" or "-o" not in words:
        return False
    target = Path(words[words.index("-o") + 1])
    named = re.findall(r'"([^"\s/]+)"', "".join(block.text for block in blocks if block.language == "python"))
    return any(name.split(".")[0] == target.name.split(".")[0] and Path(name).suffix == target.suffix for name in named)


def make(command, tool):
    """Runs a command of the tool; what only a build with more features can do, the package does in its place."""
    words = shlex.split(command)[1:]
    if "parquet" in words:
        rows = sejajar.read_pairs(Path(words[1]))
        pyarrow.parquet.write_table(pyarrow.table(rows), words[words.index("-o") + 1])
    else:
        tool(*words)


def environment(command):
    """Runs a command in the environment of the tests: the repository is installed by pip, all else happens in copies."""
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "MATURIN_PEP517_ARGS": "--profile tests"}
    if not command.startswith("pip install "):
        return subprocess.run(command, shell=True, env=env, check=True, capture_output=True)
    more = " --no-build-isolation --disable-pip-version-check --quiet "
    command = f"{shlex.quote(sys.executable)} -m {command.replace(' install ', f' install {more}', 1)}"
    try:
        subprocess.run(command, shell=True, env=env, check=True, cwd=ROOT)
        env.pop("PYTHONPATH", None)
        subprocess.run([sys.executable, "-c", "import sejajar; sejajar.align('Ya.', 'Yes.')"], env=env, check=True)
    finally:
        subprocess.run([sys.executable, "-m", "pip", "uninstall", "--yes", "--quiet", "sejajar"], env=env, check=True)


@pytest.mark.parametrize("document", list(documents()), ids=lambda path: str(path.relative_to(ROOT)))
def test_document(document, monkeypatch, tmp_path, capsys, tool):
    """The blocks of a document run one after the other, in one namespace, beside the samples."""
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    shutil.copytree(ROOT / "python" / "notebooks", tmp_path / "python" / "notebooks")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    all_blocks, names, printed, ran = blocks(document), {}, None, 0
    for block in all_blocks:
        if block.language == "text" and printed is not None:
            assert stands(block.text, printed), f"{block.place} shows what is not printed\n{block.text}\n--- printed:\n{printed}"
            ran += 1
            continue
        printed = None
        if block.language == "python" and block.is_ours():
            capsys.readouterr()
            exec(compile(block.text, block.place, "exec"), names)
            printed = capsys.readouterr().out
        elif block.is_ours():
            for command in block.commands():
                environment(command)
        elif block.language == "sh" and not block.unrun:
            for command in filter(lambda command: writes_what_is_read(command, all_blocks), block.commands()):
                make(command, tool)
        ran += block.is_ours()
    assert ran == sum(map(Block.is_ours, all_blocks)) + sum(
        block.language == "text" and before.is_ours() for before, block in zip(all_blocks, all_blocks[1:])
    )
