"""What a verdict is keyed by covers the judge, its worker and the checks' vocabulary, and nothing that cannot judge."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.judge import judge_sources
from autograder.judge.judge_sources import OUTSIDE, ROOTS

ROOT = Path(__file__).parents[2]
COVERED = judge_sources.judge_sources()
_MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "autograder").rglob("*.py")
}
# They do not judge: the old place of the Otter plugin, the list itself, and what makes keys of it.
_APART = {"autograder.judge.otter", "autograder.judge.judge_sources", "autograder.judge.verdict_keys"}


def test_every_module_of_the_judge_and_of_the_data_is_covered():
    rooms = ("autograder.judge.", "autograder.data.", "autograder.expect")
    wanted = {name for name in _MODULES if name.startswith(rooms)} - _APART
    packages = {name for name in wanted if f"{name}." in " ".join(f"{each}." for each in _MODULES - {name})}
    assert sorted(wanted - COVERED.keys() - packages) == []


def test_a_module_that_is_started_by_name_is_covered():
    named = {
        name
        for path in COVERED.values()
        for name in re.findall(r"\"(autograder(?:\.\w+)+)\"", path.read_text(encoding="utf-8"))
        if name in _MODULES
    }
    assert "autograder.judge.sandbox.forkserver_main" in named
    assert sorted(named - COVERED.keys() - OUTSIDE.keys()) == []


def test_what_a_judging_process_has_imported_is_covered():
    code = (
        "import sys, autograder.judge.run, autograder.judge.inprocess, autograder.expect, autograder.data\n"
        "print(*sorted(name for name in sys.modules if name.split('.')[0] == 'autograder'))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(answer.stdout.split())
    packages = {name for name in loaded if any(other.startswith(f"{name}.") for other in _MODULES)}
    assert "autograder.judge.run" in loaded
    assert sorted(loaded - COVERED.keys() - OUTSIDE.keys() - packages) == []


def test_what_checks_import_is_covered():
    used = set()
    for path in (ROOT / "assignments").glob("*/checks/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "autograder":
                used |= {f"{node.module}.{alias.name}" for alias in node.names} & _MODULES
    assert used
    assert sorted(used - COVERED.keys()) == []


@pytest.mark.parametrize("room", ["otter", "gradebook", "student", "release", "proof", "base.messages"])
def test_a_word_changed_elsewhere_judges_nothing_again(room):
    assert [name for name in COVERED if name.startswith(f"autograder.{room}")] == []


@pytest.mark.parametrize("table", ["ROOTS", "OUTSIDE"])
def test_a_renamed_module_is_an_error_and_no_silence(monkeypatch, table):
    known = {"ROOTS": (*ROOTS, "autograder.judge.gone"), "OUTSIDE": {**OUTSIDE, "autograder.judge.gone": ""}}
    monkeypatch.setattr(judge_sources, table, known[table])
    with pytest.raises(LookupError, match=r"autograder\.judge\.gone"):
        judge_sources.judge_sources.__wrapped__()
