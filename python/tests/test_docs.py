"""Every example of the docstrings and of README.md is run."""

import doctest
import inspect
import re
from pathlib import Path

import pytest

import sejajar
from sejajar import linking

HERE = Path(__file__).resolve().parents[1]


def documented():
    for module in (sejajar, linking):
        yield module.__name__, module.__doc__
        for name in module.__all__:
            thing = getattr(module, name)
            if callable(thing):
                yield name, thing.__doc__
            if inspect.isclass(thing):
                for member, value in vars(thing).items():
                    if not member.startswith("_"):
                        yield f"{name}.{member}", inspect.getdoc(value)


@pytest.mark.parametrize(("name", "text"), list(documented()))
def test_docstring(name, text):
    assert text, f"{name} has no docstring"
    test = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test)
    assert runner.failures == 0, f"{name}: see what was printed"


def test_functions_have_examples():
    for name, thing in [*vars(sejajar).items(), *vars(linking).items()]:
        if name not in {*sejajar.__all__, *linking.__all__}:
            continue
        if callable(thing) and not (inspect.isclass(thing) and issubclass(thing, Exception | Warning)):
            assert ">>>" in thing.__doc__, name


@pytest.mark.parametrize("readme", [HERE / "README.md", HERE.parent / "README.md"], ids=["package", "repository"])
def test_readme(readme, monkeypatch, tmp_path):
    """The blocks about the package run one after the other, beside the samples."""
    (tmp_path / "corpus").symlink_to(HERE.parent / "corpus")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", readme.read_text("utf-8"), re.M | re.S)
    blocks = [block for block in blocks if readme.parent == HERE or "import sejajar" in block]
    assert blocks
    names = {}
    for block in blocks:
        exec(compile(block, str(readme), "exec"), names)
