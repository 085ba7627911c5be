"""The import arrows of the design: who may import what, read from the sources."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "autograder"
LEAVES = {"errors", "messages", "verdict", "values", "workers"}

# The part of the package on the left may import those on the right, and itself.
ARROWS = {
    "errors": set(),
    "messages": set(),
    "values": set(),
    "workers": set(),
    "verdict": {"errors", "messages"},
    "expect": {"errors", "verdict", "values", "messages"},
    "data": {"errors", "messages"},
    "plots": {"messages"},
    "archive": {"errors"},
    "course": {"errors"},
    "release": {"course", "errors", "messages", "archive"},
    "judge": {"course", "archive", "expect", *LEAVES},
    "gradebook": {"course", "archive", *LEAVES},
}
TENSORFLOW = {"judge/worker.py", "judge/forkserver.py", "judge/zygote.py"}


def _modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _part(name):
    return name.split(".")[1] if name.startswith("autograder.") else None


@pytest.mark.parametrize("part", sorted(ARROWS))
def test_a_part_imports_only_what_the_design_allows(part):
    wrong = []
    for path, tree in _modules():
        if path.relative_to(PACKAGE).parts[0].removesuffix(".py") != part:
            continue
        for name in _imported(tree):
            other = _part(name)
            if (
                other
                and other != part
                and other not in ARROWS[part]
                and (PACKAGE / other).exists() | (PACKAGE / f"{other}.py").exists()
            ):
                wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert not wrong


def test_no_module_imports_relatively():
    wrong = [
        path.name
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not wrong


def test_otter_appears_in_two_modules_only():
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path, tree in _modules()
        for name in _imported(tree)
        if name.split(".")[0] == "otter"
    }
    assert users <= {"release/otter.py", "judge/otter.py"}


def test_pickle_is_imported_nowhere():
    users = {
        path.name
        for path, tree in _modules()
        for name in _imported(tree)
        if name.split(".")[0] in {"pickle", "cloudpickle", "dill", "joblib", "shelve"}
    }
    assert not users


def test_tensorflow_is_imported_in_the_worker_only():
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path, tree in _modules()
        for name in _imported(tree)
        if name.split(".")[0] in {"tensorflow", "keras"}
    }
    # data.load asks Keras for its download, and only then.
    assert {each for each in users if not each.startswith("data")} <= TENSORFLOW


def test_help_answers_without_tensorflow():
    code = "import sys; sys.argv = ['autograder', '--help']\nfrom autograder.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\nprint(sorted({'tensorflow', 'keras', 'pandas', 'numpy', 'otter'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.rstrip().endswith("[]")
