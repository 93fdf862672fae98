"""Every example of the docstrings is run."""

import doctest
import inspect

import pytest

import sejajar


def documented():
    yield "sejajar", sejajar.__doc__
    for name in sejajar.__all__:
        thing = getattr(sejajar, name)
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
    for name in sejajar.__all__:
        thing = getattr(sejajar, name)
        if callable(thing) and not (inspect.isclass(thing) and issubclass(thing, Exception | Warning)):
            assert ">>>" in thing.__doc__, name
