"""The import arrows of the design: who may import what, read from the sources."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "autograder"

# The rooms, and which others each may import. Every arrow points down this table.
ARROWS = {
    "base": set(),
    "expect": {"base"},
    "data": {"base"},
    "plots": {"base"},
    "course": {"base"},
    "judge": {"base", "expect", "course"},
    "release": {"base", "course"},
    "otter": {"base", "course", "judge", "release"},
    "student": {"base", "data", "course", "judge"},
    "gradebook": {"base", "course", "judge", "student"},
    "proof": {"base", "course", "judge", "release", "otter"},
    "demo": {"base", "data", "course", "judge", "release", "otter", "gradebook", "proof"},
    "cli": {"base", "data", "course", "judge", "release", "otter", "student", "gradebook", "proof", "demo"},
}
# Inside the judge: what crosses knows neither side, the worker's side knows nothing of the judge's.
JUDGE_ARROWS = {
    "judge.wire": set(),
    "judge.worker": {"judge.wire"},
    "judge.sandbox": {"judge.wire", "judge.worker"},
    "judge.reader": {"judge.wire", "judge.sandbox", "judge.hand_in"},
}
TOP = {"__init__", "__main__"}  # what a notebook imports, and `python -m autograder`
SHIMS = {"autograder.judge.otter"}  # old places kept for packages that are out there
# Modules above MOST_LINES lines, each with the reason why cutting it would hide more than it shows.
MOST_LINES = 400
LONG = {
    "autograder.cli": "one function a verb, with its options and its help",
    "autograder.expect": "the vocabulary of checks, a word a function: read as a list",
    "autograder.data.clothes": "a garment a function: one drawing book",
    "autograder.data.scenes": "a landscape a function: one drawing book",
}
# Modules with behaviour and no test file of their name, each with where one looks instead, and why.
_FACES = "tests/data/test_generated.py: what is drawn keeps the same promises, whatever it shows"
_PLACES = "tests/data/test_sets.py: one set in all the places and forms it may have"
_WORKER = (
    "tests/judge/test_submission.py, test_run.py, tests/hostile: seen through the judge, in a real worker"
)
_SANDBOX = "tests/judge/sandbox/test_levels.py: every level is held to the same tests; tests/hostile"
_REVIEW = "tests/gradebook/review/test_app.py: asked as a browser asks it"
TESTED_ELSEWHERE = {
    "autograder.judge.reader.__main__": "tests/judge/reader/test_helper.py: seen from the other end of the pipe",
    "autograder.gradebook.review.access": _REVIEW,
    "autograder.gradebook.review.assets": _REVIEW,
    "autograder.gradebook.review.views": _REVIEW,
    "autograder.gradebook.review.groups": "tests/gradebook/review/test_marking.py",
    "autograder.gradebook.review.comparison": "tests/gradebook/review/test_copies.py",
    "autograder.gradebook.review.fingerprints": "tests/gradebook/review/test_copies.py",
    "autograder.judge.handles": _WORKER,
    "autograder.judge.sandbox.fresh_process": _SANDBOX,
    "autograder.judge.worker.board": _WORKER,
    "autograder.__init__": "tests/student/test_notebook.py calls what notebooks import",
    "autograder.course.shapes": "tests/course/test_load.py: read with the assignment",
    "autograder.release.drawing": "tests/release/test_pictures.py: drawn with",
    "autograder.data.clothes": _FACES,
    "autograder.data.digits": _FACES,
    "autograder.data.scenes": _FACES,
    "autograder.data.manifest": _PLACES,
    "autograder.data.photos": _PLACES,
    "autograder.data.tables": _PLACES,
    "autograder.judge.inprocess": "tests/student/test_notebook.py, test_check.py: what students run",
    "autograder.judge.sandbox.confine": _SANDBOX,
    "autograder.judge.sandbox.forkserver": _SANDBOX,
    "autograder.judge.sandbox.launcher": _SANDBOX,
    "autograder.judge.worker.__main__": _WORKER,
    "autograder.judge.worker.models": _WORKER,
    "autograder.judge.worker.serve": _WORKER,
}
TENSORFLOW = {"judge/worker/host.py", "judge/sandbox/forkserver.py", "judge/sandbox/forkserver_main.py"}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


# What courses and assignments begin with is written into them, and imported by nobody.
WRITTEN = {"skeleton_files", "starter_files"}
MODULES = {
    _name(path): path for path in sorted(PACKAGE.rglob("*.py")) if not WRITTEN.intersection(path.parts)
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)


def _ours(name: str) -> set[str]:
    return {each for each in _imported(TREES[name]) if each in MODULES and each != name}


def _room(name: str) -> str:
    return name.split(".")[1] if "." in name else "__init__"


def test_every_module_lies_in_a_room():
    assert {_room(name) for name in MODULES} <= ARROWS.keys() | TOP


def test_the_house_has_at_most_thirteen_rooms():
    assert len(ARROWS) <= 13
    entries = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert entries - TOP == ARROWS.keys()


def test_a_module_is_no_longer_than_one_can_read():
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES and name not in LONG} == {}
    assert {name for name in LONG if lines.get(name, 0) <= MOST_LINES} == set(), (
        "no exception is needed any more"
    )


def _behaves(tree: ast.Module) -> bool:
    return any(isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) for node in ast.walk(tree))


def test_a_module_has_its_tests_where_one_looks():
    """autograder/ROOM/…/MODULE.py: tests/ROOM/…/test_MODULE.py."""
    without = set()
    for name, path in MODULES.items():
        inside = path.relative_to(PACKAGE)
        if path.name == "__init__.py" and path.parent != PACKAGE:
            inside = inside.parent.with_suffix(
                ".py"
            )  # a package's own functions: a test named as the package
        if _behaves(TREES[name]) and not (ROOT / "tests" / inside.with_name(f"test_{inside.name}")).is_file():
            without.add(f"{name}.__init__" if path.parent == PACKAGE and path.stem == "__init__" else name)
    assert sorted(without - TESTED_ELSEWHERE.keys()) == []
    assert sorted(TESTED_ELSEWHERE.keys() - without) == [], "no exception is needed any more"


@pytest.mark.parametrize("room", ARROWS)
def test_a_room_imports_only_rooms_below_it(room):
    wrong = [
        f"{name} imports {other}"
        for name in MODULES
        if _room(name) == room and name not in SHIMS
        for other in _ours(name)
        if _room(other) not in ARROWS[room] | {room, "__init__"}
    ]
    assert not wrong


@pytest.mark.parametrize("part", JUDGE_ARROWS)
def test_inside_the_judge_the_arrows_point_down_too(part):
    inside = f"autograder.{part}"
    allowed = tuple(f"autograder.{each}" for each in (part, *JUDGE_ARROWS[part]))
    wrong = [
        f"{name} imports {other}"
        for name in MODULES
        if name == inside or name.startswith(f"{inside}.")
        for other in _ours(name)
        if other.startswith("autograder.judge.") and not other.startswith(allowed)
    ]
    assert not wrong


def test_no_two_modules_import_each_other_however_far_round():
    reached: dict[str, set[str]] = {}

    def reach(name: str) -> set[str]:
        found, waiting = set(), [name]
        while waiting:
            for other in _ours(waiting.pop()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found

    for name in MODULES:
        reached[name] = reach(name)
    assert sorted(name for name, others in reached.items() if name in others) == []


def test_everything_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for lines in project["optional-dependencies"].values() for line in lines),
    ]
    declared = {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in lines}
    # Where a distribution's name is not the module's.
    names = {
        "PIL": "pillow",
        "markdown_it": "markdown-it-py",
        "otter": "otter-grader",
        "yaml": "pyyaml",
        "IPython": "ipython",
        "dateutil": "python-dateutil",
    }
    used = {name.split(".")[0] for tree in TREES.values() for name in _imported(tree)}
    outside = used - set(sys.stdlib_module_names) - {"autograder", "__future__"}
    assert (
        sorted(each for each in outside if names.get(each, each.lower().replace("_", "-")) not in declared)
        == []
    )


def test_no_module_imports_relatively():
    wrong = [
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not wrong


@pytest.mark.parametrize("word", ["Session", "Worker", "Report", "Graded", "Standing"])
def test_one_word_is_one_thing(word):
    places = [
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name == word
    ]
    assert len(places) <= 1, places


def test_nothing_is_called_told():
    """A sentence is a message, a remark, a line: "told" says neither what it is nor to whom."""
    named = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if "told" in (getattr(node, "name", None), getattr(node, "id", None), getattr(node, "arg", None))
    }
    assert sorted(named) == []


def _users_of(*libraries: str) -> set[str]:
    return {
        MODULES[name].relative_to(PACKAGE).as_posix()
        for name, tree in TREES.items()
        for each in _imported(tree)
        if each.split(".")[0] in libraries
    }


def test_otter_is_imported_in_its_room_only():
    assert all(each.startswith("otter/") for each in _users_of("otter"))


def test_pickle_is_imported_nowhere():
    assert not _users_of("pickle", "cloudpickle", "dill", "joblib", "shelve")


def test_tensorflow_is_imported_in_the_worker_only():
    # data.load asks Keras for its download, and only then.
    assert {each for each in _users_of("tensorflow", "keras") if not each.startswith("data")} <= TENSORFLOW


# Who may parse a hand-in in the process that asks: what the limited reader calls there, and a student's own machine.
PARSES_HERE = {
    "autograder.judge.hand_in",
    "autograder.judge.reader.hand_ins",
    "autograder.gradebook.review.looks",
    "autograder.gradebook.review.fingerprints",
}


def test_what_strangers_hand_in_is_parsed_in_the_limited_reader_only():
    named = {name for name in MODULES if "read_in_this_process" in MODULES[name].read_text(encoding="utf-8")}
    assert {name for name in named if _room(name) != "student"} == PARSES_HERE


def test_help_answers_without_tensorflow():
    code = "import sys; sys.argv = ['autograder', '--help']\nfrom autograder.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\nprint(sorted({'tensorflow', 'keras', 'pandas', 'numpy', 'otter'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.rstrip().endswith("[]")
