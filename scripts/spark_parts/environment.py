"""An environment of Python with the package and an engine, which a script installs once and continues in."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def entered(venv, needed, **variables):
    """Builds the package into ``venv`` and starts the script again in its Python, unless it runs there; ``variables`` join its environment."""
    python = venv / "bin" / "python"
    if Path(sys.prefix).resolve() == venv.resolve():
        return
    if not (venv / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "maturin>=1.9,<2", *needed], check=True)
        (venv / "installed").touch()
    maturin = [venv / "bin" / "maturin", "develop", "-q", "--skip-install", "--profile", "tests"]
    subprocess.run(maturin, cwd=ROOT / "python", env={**os.environ, "VIRTUAL_ENV": str(venv)}, check=True)
    os.execve(python, [python, *sys.argv], {**os.environ, "PYTHONPATH": str(ROOT / "python"), **variables})
