"""Every notebook runs from its first cell to its last."""

from pathlib import Path

import pytest

jupytext = pytest.importorskip("jupytext")
nbconvert = pytest.importorskip("nbconvert")
from nbconvert.preprocessors import ExecutePreprocessor  # noqa: E402

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.py"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook(path, request):
    notebook = jupytext.read(path)
    assert not any("%%" in cell.source for cell in notebook.cells), "cells are cut where they are marked"
    ExecutePreprocessor(timeout=300, kernel_name="python3").preprocess(notebook, {"metadata": {"path": str(path.parent)}})
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not any(output.output_type == "error" for output in outputs)
    html, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    folder = request.config.getoption("--keep-notebooks")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{path.stem}.html").write_text(html, "utf-8")
    assert "<mark" in html or "image/png" in html
