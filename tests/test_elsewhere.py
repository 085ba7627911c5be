"""Windows and macOS, as far as Linux can tell: names, encodings, and commands without what only POSIX has.

Nothing here was run on those systems. The students' side needs none of what is taken away below.
"""

import ast
import os
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder.base import zips
from autograder.base.errors import HandInError, MachineError
from autograder.base.zips import reader
from autograder.course.load import load_course
from autograder.judge.sandbox import levels
from autograder.release.bundle import solution_bundle, student_bundle
from autograder.release.trees import write_bundle
from autograder.student.find import find

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests/fixtures/tiny/assignments"
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}

# Read by Python at its start: what a distribution brought that students do not receive cannot be imported.
WITHOUT_EXTRAS = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
"""

# Read by Python at its start: modules that Windows has not cannot be imported, and functions of os that it has not are gone.
WITHOUT_POSIX = """
import os, sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "resource", "pwd", "grp", "termios", "syslog", "tty", "pty"}:
            raise ImportError(f"No module named {name!r}")
sys.meta_path.insert(0, Absent())
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules.pop(name, None)
for name in ("fork", "killpg", "geteuid", "getuid", "sched_getaffinity", "sched_setaffinity", "mkfifo", "setsid"):
    if hasattr(os, name):
        delattr(os, name)
"""


@pytest.fixture
def elsewhere(tmp_path):
    """Return a function that runs a command of ours under an ASCII locale and without POSIX, in a student's folder."""
    (tmp_path / "start").mkdir()
    (tmp_path / "start/sitecustomize.py").write_text(WITHOUT_POSIX, encoding="utf-8")
    course = tmp_path / "assignments"
    for path in TINY.rglob("*.*"):
        target = course / path.relative_to(TINY)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    bundles = (student_bundle(load_course(course)), solution_bundle(load_course(course)))
    for bundle in bundles:
        write_bundle(bundle, tmp_path / bundle.name)

    def run(*arguments, folder="."):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        return subprocess.run(
            [sys.executable, "-m", "autograder", *arguments],
            cwd=tmp_path / folder,
            env={**kept, **ascii_only, "PYTHONPATH": str(tmp_path / "start"), "AUTOGRADER_OFFLINE": "1"},
            capture_output=True,
            check=False,
        )

    run.root = tmp_path
    return run


def _given_to_students():
    """Return the distributions that come with `autograder` itself, without its extras, however far round."""
    given, waiting = set(), [("autograder", "")]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in given:
            continue
        given.add((name, extra))
        for line in metadata.requires(name) or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(needed.name), each) for each in ("", *needed.extras)]
    return {name for name, _ in given}


def test_students_commands_need_no_more_than_their_requirements(elsewhere):
    given = _given_to_students()
    absent = {
        module
        for module, owners in metadata.packages_distributions().items()
        if not {canonicalize_name(each) for each in owners} & given
    }
    assert {"otter", "filelock", "pytest_timeout"} <= absent and not {"numpy", "click", "keras"} & absent
    (elsewhere.root / "start/sitecustomize.py").write_text(
        WITHOUT_EXTRAS.format(names=sorted(absent)), encoding="utf-8"
    )
    solved = (elsewhere.root / "solutions/01_light/01_light.py").read_bytes()
    (elsewhere.root / "student_template/01_light/01_light.py").write_bytes(solved)

    commands = ["--help"], ["check", "01"], ["hint", "01", "q1"], ["progress"], ["export", "01"], ["doctor"]
    for command in commands:
        answer = elsewhere(*command, folder="student_template")
        assert answer.returncode == 0, answer.stderr.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("command", "folder", "code"),
    [
        (("check", "01"), "student_template", 1),
        (("hint", "01", "q1"), "student_template", 0),
        (("export", "01"), "student_template/01_light", 1),  # nothing is answered
    ],
)
def test_students_commands_work_without_posix_and_in_ascii(elsewhere, command, folder, code, language):
    answer = elsewhere(*command, "-l", language, folder=folder)

    assert answer.returncode == code, answer.stderr.decode()
    assert b"Traceback" not in answer.stdout + answer.stderr
    assert answer.stdout.decode("utf-8").strip()


def test_what_export_makes_without_posix_can_be_opened(elsewhere):
    solved = (elsewhere.root / "solutions/01_light/01_light.py").read_bytes()
    (elsewhere.root / "student_template/01_light/01_light.py").write_bytes(solved)

    assert elsewhere("check", "01", folder="student_template").returncode == 0
    assert elsewhere("export", "01", folder="student_template").returncode == 0
    with zipfile.ZipFile(elsewhere.root / "student_template/01_light/01_light.zip") as made:
        assert made.read("01_light.py") == solved


def test_trees_are_built_and_compared_without_posix_and_in_ascii(elsewhere):
    assert elsewhere("build", "--check").returncode == 0
    (elsewhere.root / "student_template/01_light/01_light.py").write_text("é\n", encoding="utf-8")
    differs = elsewhere("build", "--check")
    assert differs.returncode == 1 and b"is not what would be built" in differs.stdout
    assert elsewhere("build").returncode == 0
    assert elsewhere("build", "--check").returncode == 0


def test_windows_grades_nothing_and_says_what_to_do(monkeypatch):
    monkeypatch.setattr(levels.sys, "platform", "win32")
    levels.levels.cache_clear()
    try:
        assert not levels.probe().available
        with pytest.raises(MachineError, match="WSL2"):
            levels.launcher_of()
    finally:
        monkeypatch.undo()
        levels.levels.cache_clear()


def _in_the_repository():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if listed.returncode:
        pytest.skip("not a git work tree")
    return listed.stdout.splitlines()


def test_every_file_of_the_repository_may_lie_on_a_windows_disk():
    names = _in_the_repository()
    parts = {part for name in names for part in name.split("/")}
    assert [part for part in parts if set(part) & set('<>:"|?*\\') or part.endswith((".", " "))] == []
    assert [part for part in parts if part.split(".")[0].lower() in RESERVED] == []
    assert len({name.lower() for name in names}) == len(names), "names that differ by capitals only"
    # 260 characters is Windows's old limit; a user's folder takes some of them.
    assert [name for name in names if len(name) > 140] == []


def test_every_file_students_receive_may_lie_on_a_windows_disk():
    for bundle in (student_bundle(load_course(TINY)), solution_bundle(load_course(TINY))):
        for name in bundle.files:
            path = PureWindowsPath(name)
            assert not path.is_absolute() and not path.drive and path.as_posix() == name


@pytest.mark.parametrize(
    "name", ["C:/answer.py", "C:answer.py", "\\\\server\\share\\answer.py", "\\answer.py"]
)
def test_a_windows_path_with_a_drive_or_a_share_lies_below_the_folder_of_an_archive(name):
    (found,) = zips.read_archive(zips.zip_bytes({name: b""}), zips.ArchiveLimits())

    path = PureWindowsPath(found)
    assert path.name == "answer.py" and not path.is_absolute() and not path.drive


@pytest.mark.parametrize("name", ["NUL", "con.py", "Aux .txt", "lpt1.ipynb", "folder/com9"])
def test_a_name_that_windows_reserves_is_refused_in_an_archive_there_and_read_elsewhere(name, monkeypatch):
    archive = zips.zip_bytes({name: b""})
    assert len(zips.read_archive(archive, zips.ArchiveLimits())) == 1

    monkeypatch.setattr(reader, "os", SimpleNamespace(name="nt"))
    with pytest.raises(HandInError, match=r"archive\.device"):
        zips.read_archive(archive, zips.ArchiveLimits())


def test_backslashes_in_an_archive_made_on_windows_are_folders():
    found = zips.read_archive(zips.zip_bytes({"TP 2\\mon rendu.py": b"x = 1"}), zips.ArchiveLimits())
    assert found == {"TP 2/mon rendu.py": b"x = 1"}


def test_a_folder_with_spaces_and_accents_is_found(elsewhere, tmp_path):
    target = tmp_path / "C - Élodie & Co" / "TP nº 1"
    target.parent.mkdir()
    (tmp_path / "student_template").rename(target)
    assert find("01", target, "fr") == target / "01_light"
    assert find(None, target / "01_light", "fr") == target / "01_light"


def test_text_files_are_read_and_written_as_utf8_by_name():
    """Windows and an ASCII locale would choose another encoding by themselves."""
    silent = []
    for path in sorted((ROOT / "autograder").rglob("*.py")):
        if path.parent.name == "sandbox":
            continue  # Linux only; they read /proc
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _reads_text(node) and not _names_encoding(node):
                silent.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert silent == []


def _reads_text(call):
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in {"read_text", "write_text"}:
        return isinstance(call.func, ast.Attribute)  # a path's; course/text.py's own reads UTF-8
    if name == "open" and isinstance(call.func, ast.Name):
        modes = [each.value for each in [*call.args[1:2]] if isinstance(each, ast.Constant)]
        return not any("b" in mode for mode in modes)
    return name in {"run", "Popen"} and any(
        each.arg in {"text", "universal_newlines"} for each in call.keywords
    )


def _names_encoding(call):
    positional = getattr(call.func, "attr", "") == "read_text" and call.args
    return positional or any(each.arg == "encoding" for each in call.keywords)
