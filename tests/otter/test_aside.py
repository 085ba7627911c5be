"""What the process that starts Otter needs is there without Otter."""

from __future__ import annotations

import json
import subprocess
import sys

import nbformat

from autograder.base.verdict import Outcome, Result, Verdict
from autograder.otter.aside import EMPTY_NOTEBOOK, recorded, write_placeholder


def test_the_process_that_starts_otter_imports_neither_otter_nor_what_reads_notebooks():
    code = "import sys, autograder.otter.runner; print(sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    dear = ("'otter'", "'nbformat'", "'numpy'", "'IPython'")
    assert not [each for each in dear if each in run.stdout]


def test_the_placeholder_is_a_notebook_as_nbformat_writes_it(tmp_path):
    write_placeholder(tmp_path / "x.ipynb")
    text = (tmp_path / "x.ipynb").read_text(encoding="utf-8")
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    assert nbformat.writes(book) == text
    assert book.metadata == EMPTY_NOTEBOOK["metadata"]


def test_what_was_not_written_down_is_no_verdict(tmp_path):
    assert recorded(tmp_path / "verdicts.json") == ({}, ())
    verdict = Verdict("adds", Outcome.PASS)
    (tmp_path / "verdicts.json").write_text(json.dumps(Result("01_light", (verdict,)).to_json()))
    assert recorded(tmp_path / "verdicts.json")[0] == {"adds": verdict}
