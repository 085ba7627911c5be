"""Bundles: what the student and the solution trees hold, as bytes; and writing them without ever leaving half a tree."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

from autograder.course import load
from autograder.course.master import SOLUTION, STUDENT, View
from autograder.course.model import Assignment, Course
from autograder.errors import ContentError, MachineError, UsageError
from autograder.messages import sentence
from autograder.release.notebook import notebook, notebook_bytes, question_heading, with_points

# A folder that holds this file was written by `write_bundle`, and may be replaced by it.
MARK = ".generated"
# Not part of a bundle, whoever left them there.
_CACHES = {"__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".DS_Store"}
# The oldest moment a zip can tell: every file of every archive bears it, so that equal contents are equal bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Bundle:
    """A set of files for one audience: relative path with slashes -> bytes."""

    name: str
    files: Mapping[str, bytes]

    def under(self, folder: str) -> Bundle:
        """Return the bundle with every path moved below `folder`."""
        return Bundle(self.name, {f"{folder}/{path}": data for path, data in self.files.items()})


def student_bundle(course: Course) -> Bundle:
    """Return what students receive: README, requirements, and a folder an assignment. Raises ContentError."""
    files = {
        MARK: _mark("student_template"),
        "course.toml": _course_toml(course).encode("utf-8"),
        "requirements.txt": _requirements(course.folder.parent).encode("utf-8"),
        "conftest.py": _template("conftest.py"),
        "pytest.ini": _template("pytest.ini"),
        ".github/workflows/checks.yml": _template("checks.yml"),
        "README.md": _readme(course, "en"),
        "README.fr.md": _readme(course, "fr"),
    }
    for assignment in course.assignments:
        files.update(student_files(assignment).under(assignment.id).files)
    return Bundle("student_template", dict(sorted(files.items())))


def student_files(assignment: Assignment) -> Bundle:
    """Return one assignment's folder as students receive it. Raises ContentError."""
    _refuse_untestable(assignment)
    master = load.load_master(assignment)
    files = {
        f"{assignment.id}.py": master.view(STUDENT),
        "assignment.toml": assignment_toml(assignment, hidden=False),
        load.PUBLIC: _source(assignment, load.PUBLIC),
    }
    if (assignment.folder / "checks/support.py").is_file():
        files["checks/support.py"] = _source(assignment, "checks/support.py")
    for language in assignment.languages:
        load.load_hints(assignment, language)
        files[f"hints.{language}.md"] = _source(assignment, f"hints.{language}.md")
        files[f"statement.{language}.md"] = _statement_text(assignment, language)
    binary = {name: text.encode("utf-8") for name, text in files.items()}
    return Bundle(assignment.id, dict(sorted({**binary, **_notebooks(assignment, STUDENT)}.items())))


def solution_bundle(course: Course) -> Bundle:
    """Return the solutions: module and notebooks of every assignment, for instructors only. Raises ContentError."""
    files = {MARK: _mark("solutions")}
    for assignment in course.assignments:
        files.update(solution_files(assignment).under(assignment.id).files)
    return Bundle("solutions", dict(sorted(files.items())))


def solution_files(assignment: Assignment) -> Bundle:
    """Return one assignment's solution module and notebooks. Raises ContentError."""
    module = load.load_master(assignment).view(SOLUTION).encode("utf-8")
    files = {f"{assignment.id}.py": module, **_notebooks(assignment, SOLUTION)}
    return Bundle(assignment.id, dict(sorted(files.items())))


def student_zip(bundle: Bundle) -> bytes:
    """Return the archive students download: the bundle and the wheel of this package its requirements name."""
    name, wheel = package_wheel()
    files = {**bundle.files, f"wheels/{name}": wheel}
    return zip_bytes({f"{bundle.name}/{path}": data for path, data in files.items() if path != MARK})


def package_wheel() -> tuple[str, bytes]:
    """Return the file name and the bytes of a wheel of the installed `autograder`: its public parts, which is all of it."""
    distribution = metadata.distribution("autograder")
    version = distribution.version
    info = f"autograder-{version}.dist-info"
    files = {f"autograder/{path}": data for path, data in _package_files()}
    # The headers alone: the description below them is the README, which changes without the package.
    headers = (distribution.read_text("METADATA") or "").partition("\n\n")[0]
    files[f"{info}/METADATA"] = f"{headers}\n".encode()
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{info}/entry_points.txt"] = b"[console_scripts]\nautograder = autograder.cli:main\n"
    record = "".join(f"{path},{_digest(data)},{len(data)}\n" for path, data in sorted(files.items()))
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return f"autograder-{version}-py3-none-any.whl", zip_bytes(files)


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of `files`, sorted and without the time of day: equal files give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever this machine is
            entry.external_attr = (0o755 if path.endswith((".sh", "run_autograder")) else 0o644) << 16
            archive.writestr(entry, files[path])
    return buffer.getvalue()


def write_bundle(bundle: Bundle, folder: Path) -> None:
    """Make `folder` hold exactly the bundle: it is written beside and put in place at the end, or not at all.

    Raises:
        UsageError: The folder holds files that no bundle wrote.
        MachineError: No permission, or no space left; the old folder is whole.
    """
    folder = Path(folder)
    if folder.exists() and not _replaceable(folder):
        raise UsageError(
            f"{folder} holds files that were not generated (it has no {MARK}). "
            "Name another folder, or empty this one yourself."
        )
    with _explained(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with _explained(folder):
            for path, data in bundle.files.items():
                target = fresh / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            fresh.chmod(0o755)
            _put_in_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_file(data: bytes, path: Path) -> None:
    """Write one file whole or not at all. Raises MachineError."""
    path = Path(path)
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with _explained(path):
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            os.chmod(name, 0o644)
            os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def compare(bundle: Bundle, folder: Path) -> tuple[str, ...]:
    """Return every difference between the bundle and what `folder` holds, one sentence each, with the first line that differs."""
    folder = Path(folder)
    found = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    differences = []
    for path in sorted({*bundle.files, *found}):
        if path not in found:
            differences.append(f"{folder / path}: is missing")
        elif path not in bundle.files:
            differences.append(f"{folder / path}: belongs to no assignment")
        else:
            written = found[path].read_bytes()
            if written != bundle.files[path]:
                line = _first_difference(written, bundle.files[path])
                differences.append(f"{folder / path}:{line}: is not what would be built")
    return tuple(differences)


def _notebooks(assignment: Assignment, view: View) -> dict[str, bytes]:
    master = load.load_master(assignment)
    return {
        f"{assignment.id}.{language}.ipynb": notebook_bytes(
            notebook(assignment, master, load.load_statement(assignment, language), language, view)
        )
        for language in assignment.languages
    }


def _refuse_untestable(assignment: Assignment) -> None:
    for question in assignment.questions:
        if not any(check.public for check in question.checks):
            raise ContentError(
                f"{question.id} has hidden checks only. Move one to {load.PUBLIC}: students need one they can run.",
                assignment.folder / "assignment.toml",
            )


def _source(assignment: Assignment, name: str) -> str:
    return (assignment.folder / name).read_text(encoding="utf-8")


def _statement_text(assignment: Assignment, language: str) -> str:
    """Return the statement with the points filled in, in the form the loader reads."""
    statement = load.load_statement(assignment, language)
    lines = [f"# {statement.title}", ""]
    for section in statement.sections:
        points = assignment.maximum
        if section.name:
            lines += [f"## {section.name} {section.title}".rstrip(), ""]
            if section.name != "setup":
                points = assignment.question(section.name).points
        for block in section.blocks:
            text = f"```python run\n{block.text}\n```" if block.run else with_points(block.text, points)
            lines += [text, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def assignment_toml(assignment: Assignment, hidden: bool) -> str:
    """Return assignment.toml with the public checks, or with all; the limits are written out.

    JSON strings and arrays are TOML's.
    """
    limits = assignment.limits
    lines = [f"title = {_text(assignment.title)}", f"data = {_json(list(assignment.data))}"]
    lines += [f"files = {_json(list(assignment.files))}"]
    if assignment.instead:
        lines += ["", "[instead]"]
        lines += [f"{_json(name)} = {_json(list(names))}" for name, names in assignment.instead.items()]
    lines += ["", "[limits]"]
    lines += [
        f"{name} = {getattr(limits, name)}"
        for name in ("seconds_per_call", "seconds", "memory_mb", "output_mb")
    ]
    for question in assignment.questions:
        lines += ["", "[[questions]]", f"id = {_json(question.id)}", f"title = {_text(question.title)}"]
        lines += [f"functions = {_json(list(question.functions))}", f"bonus = {_json(question.bonus)}"]
        for check in question.checks:
            if check.public or hidden:
                lines += ["[[questions.checks]]", f"id = {_json(check.id)}", f"title = {_text(check.title)}"]
                lines += [f"points = {check.points}"]
    return "\n".join(lines) + "\n"


def _course_toml(course: Course) -> str:
    return f"title = {_text(course.title)}\nlanguages = {_json(list(course.languages))}\n"


def _text(text: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{language} = {_json(text[language])}" for language in sorted(text)) + " }"


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _readme(course: Course, language: str) -> bytes:
    text = _template(f"README.{language}.md").decode("utf-8")
    rows = []
    for assignment in course.assignments:
        statement = load.load_statement(assignment, language)
        titles = "; ".join(
            question_heading(question, statement).split(" · ")[-1] for question in assignment.questions
        )
        points = sentence("notebook.points", language, points=assignment.maximum)
        rows.append(
            f"| [`{assignment.id}`]({assignment.id}/{assignment.id}.{language}.ipynb) | **{statement.title}** — {titles} | {points} |"
        )
    first = course.assignments[0].id if course.assignments else "01_…"
    values = {
        "title": course.title[language],
        "assignments": "\n".join(rows),
        "first": first,
        "number": first[:2],
        "wheel": package_wheel_name(),
    }
    return re.sub(r"@(\w+)@", lambda match: values[match[1]], text).encode("utf-8")


def _template(name: str) -> bytes:
    return resources.files("autograder.release").joinpath("student", name).read_bytes()


def _mark(name: str) -> bytes:
    return (
        f"{name}/ is generated from assignments/ by `autograder build`, which replaces it whole: change nothing here.\n"
    ).encode()


def _requirements(root: Path) -> str:
    """Return the students' requirements: this package's wheel, and what it needs, pinned as in requirements.lock of `root`."""
    name = package_wheel_name()
    lines = [
        "# Generated. Install with:  python -m pip install -r requirements.txt",
        f"./wheels/{name}",
        *sorted(pinned(root), key=str.lower),
    ]
    return "\n".join(lines) + "\n"


def package_wheel_name() -> str:
    """Return the file name of this package's wheel."""
    return f"autograder-{metadata.version('autograder')}-py3-none-any.whl"


def pinned(root: Path) -> tuple[str, ...]:
    """Return what `autograder` needs, one requirement a line: as `root`/requirements.lock pins it, else as a range.

    A package that is pinned otherwise for another Python has a line for each, with its marker.
    """
    lock = Path(root) / "requirements.lock"
    text = lock.read_text(encoding="utf-8") if lock.is_file() else ""
    pins: dict[str, list[str]] = {}
    for name, version, marker in re.findall(
        r"^([\w.\-]+)(?:\[[^\]]*\])?==([^\s;]+)(?:[ ]*;[ ]*([^\\\n]+?))?[ ]*\\?$", text, re.M
    ):
        pins.setdefault(_plain_name(name), []).append(
            f"{name}=={version}" + (f" ; {marker}" if marker else "")
        )
    found = []
    for requirement in metadata.requires("autograder") or ():
        wanted, _, marker = requirement.partition(";")
        if not marker:  # the others belong to an extra: not for students
            found += pins.get(_plain_name(re.match(r"[\w.\-]+", wanted)[0]), [wanted.strip()])
    return tuple(found)


def _plain_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _package_files() -> Iterator[tuple[str, bytes]]:
    import autograder

    root = Path(autograder.__file__).parent
    for path in _files(root):
        if path.suffix not in (".pyc", ".pyo"):
            yield path.relative_to(root).as_posix(), path.read_bytes()
    manifest = root.parent / "datasets/manifest.toml"  # in a work tree it lies outside, as in pyproject.toml
    if manifest.is_file() and not (root / "data/manifest.toml").exists():
        yield "data/manifest.toml", manifest.read_bytes()


def _digest(data: bytes) -> str:
    import base64

    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode("ascii")


def _files(folder: Path) -> Iterable[Path]:
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _CACHES & set(path.relative_to(folder).parts)
    )


def _first_difference(one: bytes, two: bytes) -> int:
    first, second = one.split(b"\n"), two.split(b"\n")
    same = (number for number, (a, b) in enumerate(zip(first, second), start=1) if a != b)
    return next(same, min(len(first), len(second)))


def _replaceable(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    return (folder / MARK).is_file() or not any(_files(folder))


def _put_in_place(fresh: Path, folder: Path) -> None:
    """Rename `fresh` to `folder`. Whatever interrupts this, one of the two whole trees has the name afterwards."""
    old = fresh.with_name(f"{fresh.name}-old")
    moved = False
    try:
        if folder.exists():
            folder.rename(old)
            moved = True
        fresh.rename(folder)
    except BaseException:
        if moved and not folder.exists():
            old.rename(folder)
        raise
    if moved:
        shutil.rmtree(old, ignore_errors=True)


class _explained:
    """Turns what the operating system says while writing into a sentence with advice."""

    def __init__(self, path: Path):
        self._path = path

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if not isinstance(error, OSError):
            return False
        advice = {
            errno.ENOSPC: "The disk is full. Make room and try again",
            errno.EDQUOT: "Your quota is used up. Make room and try again",
            errno.EACCES: "No permission to write there. Name another folder, or change its rights",
            errno.EPERM: "No permission to write there. Name another folder, or change its rights",
            errno.EROFS: "The file system is read-only. Name another folder",
        }.get(error.errno, f"{error.strerror or error}. Close programs that use it and try again")
        raise MachineError(
            f"{self._path} was not written: {advice}; what was there before is unchanged."
        ) from error
