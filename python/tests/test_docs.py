"""Every example of the docstrings is run."""

import doctest
import inspect

import pytest

import sejajar
from sejajar import batches


def documented():
    for module in (sejajar, batches):
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
    for name, thing in [*vars(sejajar).items(), *vars(batches).items()]:
        if name not in {*sejajar.__all__, *batches.__all__}:
            continue
        if callable(thing) and not (inspect.isclass(thing) and issubclass(thing, Exception | Warning)):
            assert ">>>" in thing.__doc__, name
