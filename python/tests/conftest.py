"""Where the samples, the development data and the command line tool are."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("SEJAJAR_DATA") or ROOT.parent / "shared" / "data")


@pytest.fixture(scope="session")
def samples():
    return ROOT / "corpus" / "samples"


@pytest.fixture(scope="session")
def web():
    return ROOT / "corpus" / "web"


@pytest.fixture(scope="session")
def data():
    """The development data; tests that need it are skipped, and say so, where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"no development data at {DATA} (SEJAJAR_DATA says where it is)")
    return DATA


@pytest.fixture(scope="session")
def tool():
    """Runs the command line tool; gives what it writes to standard output."""
    binary = Path(os.environ.get("SEJAJAR_BINARY") or ROOT / "target" / "tests" / "sejajar")
    assert binary.exists(), f"{binary} is not there: cargo build --profile tests, or SEJAJAR_BINARY=FILE"

    def run(*args):
        done = subprocess.run([binary, *map(str, args)], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return run


def pytest_addoption(parser):
    parser.addoption("--keep-notebooks", metavar="DIR", help="write the executed notebooks as pages into DIR")
