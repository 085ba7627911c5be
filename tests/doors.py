"""Every kind of hand-in by every door: what students really send, and the ways it reaches the judge.

`python -m tests.doors` prints the table: how many of the five checks pass, kind by door; and how many of the two public
ones, where a student runs `autograder check` on the same files. `python -m tests.doors --themes` prints it in Markdown, a
line a theme: how many of its kinds earn what they should.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from autograder.base.errors import HandInError
from autograder.course.load import load_course
from autograder.gradebook import intake
from autograder.gradebook.lms import download
from autograder.gradebook.store import Store
from autograder.judge.hand_in import HandIn, read_in_this_process
from autograder.release.bundle import student_bundle
from autograder.release.trees import write_bundle
from tests.check_door import public_passes
from tests.kinds import KINDS, THEMES
from tests.kinds.parts import TINY, Kind, packed


def content(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    return {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}


def _written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def _downloaded(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    """Return what the judge is given of Ann Lee, in whose class's download `files` lie."""
    with tempfile.TemporaryDirectory() as folder:
        _written(Path(folder, "download"), files)
        store = Store(Path(folder, "out"))
        with download.opened(Path(folder, "download")) as opened:
            found = intake.listing(opened, [TINY])
            intake.stored(found, store)
        (attempt,) = (each for each in store.all_attempts() if each.student.name != "Bob Ray")
        name, data = attempt.hand_in()
        return data, name


def _alone(files: Mapping[str, bytes]) -> tuple[bytes, str] | None:
    return next(iter((data, name) for name, data in files.items())) if len(files) == 1 else None


def _in_a_zip(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    return packed(files), "work.zip"


def _in_a_folder(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    # One student alone with folders of their own would look like a class in a folder.
    return _downloaded(
        {f"Ann Lee/{name}": data for name, data in files.items()} | {"Bob Ray/b.py": b"x = 1\n"}
    )


def _in_moodle(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    return _downloaded({f"Ann Lee_7_assignsubmission_file/{name}": data for name, data in files.items()})


def _zip_in_moodle(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    return _downloaded({"Ann Lee_7_assignsubmission_file/work.zip": packed(files)})


def _in_canvas(files: Mapping[str, bytes]) -> tuple[bytes, str] | None:
    if any("/" in name for name in files):  # it takes no folders
        return None
    return _downloaded({f"leeann_7_{9 + at}_{name}": data for at, (name, data) in enumerate(files.items())})


def _in_gradescope(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    with warnings.catch_warnings():  # Otter's own libraries call what traitlets will drop
        warnings.simplefilter("ignore")
        from autograder.otter.aside import set_aside
        from autograder.otter.plugin import hand_in_bytes
    with tempfile.TemporaryDirectory() as folder:
        submission = _written(Path(folder, "submission"), files)
        return hand_in_bytes(set_aside(submission, Path(folder, "handed_in"), otter_began=False))


DOORS: Mapping[str, Callable[[Mapping[str, bytes]], tuple[bytes, str] | None]] = {
    "alone": _alone,
    "zip": _in_a_zip,
    "folder": _in_a_folder,
    "Moodle": _in_moodle,
    "zip in Moodle": _zip_in_moodle,
    "Canvas": _in_canvas,
    "Gradescope, Otter": _in_gradescope,
}


def through(kind: Kind, door: str) -> HandIn | HandInError | None:
    """Return what is read of a kind by a door; None where the door does not take such a thing."""
    given = DOORS[door](content(kind.files))
    if given is None:
        return None
    try:
        return read_in_this_process(given[0], TINY, given[1])
    except HandInError as error:
        return error


class Verdicts:
    """How many checks pass, asked of the judge once for equal hand-ins."""

    def __init__(self, judge: object):
        self._judge = judge
        self._known: dict[tuple[object, ...], frozenset[str]] = {}

    def passed(self, read: HandIn | HandInError) -> frozenset[str]:
        """Return the checks that pass."""
        if isinstance(read, HandInError):
            return frozenset()
        key = (read.cells, tuple(sorted(read.files.items())))
        if key not in self._known:
            result = self._judge.grade(TINY, read)
            self._known[key] = frozenset(verdict.check for verdict in result.verdicts if verdict.passed)
        return self._known[key]

    def passes(self, read: HandIn | HandInError) -> int:
        """Return how many checks pass."""
        return len(self.passed(read))


def seen_by_students(names: Collection[str]) -> dict[str, dict[str, object]]:
    """Return for each kind how many public checks `autograder check` passes, of its files and of a zip of them."""
    with tempfile.TemporaryDirectory() as folder:
        write_bundle(student_bundle(load_course(TINY.folder.parent)), Path(folder, "template"))
        kinds = {name: content(KINDS[name].files) for name in names}
        return public_passes(Path(folder, "template"), kinds)


PUBLIC = [check.id for check in TINY.rubric if check.public]


def table() -> Iterator[str]:
    from autograder.judge.run import Judge

    checked = seen_by_students(KINDS)
    with Judge() as judge:
        verdicts = Verdicts(judge)
        yield f"{'':<46}" + "".join(f"{door:>19}" for door in (*DOORS, "check (public)", "check of a zip"))
        for name, kind in KINDS.items():
            read = [through(kind, door) for door in DOORS]
            cells = ["–" if each is None else str(verdicts.passes(each)) for each in read]
            cells += [str(each) if isinstance(each, int) else "–" for each in checked[name].values()]
            yield f"{name:<46}" + "".join(f"{cell:>19}" for cell in cells)


def themes() -> Iterator[str]:
    from autograder.judge.run import Judge

    checked = seen_by_students(KINDS)
    doors = (*DOORS, "`check` of a zip")
    yield f"| kinds | {' | '.join(doors)} |"
    yield f"| --- |{' --- |' * len(doors)}"
    with Judge() as judge:
        verdicts = Verdicts(judge)
        for theme in THEMES:
            right = dict.fromkeys(doors, 0)
            taken = dict.fromkeys(doors, 0)
            for name, kind in theme.KINDS.items():
                passed = {door: verdicts.passed(each) for door in DOORS if (each := through(kind, door))}
                for door, found in passed.items():
                    taken[door] += 1
                    right[door] += len(found) == kind.passes
                taken[doors[-1]] += 1
                right[doors[-1]] += checked[name]["zip"] == len(passed["zip"] & {*PUBLIC})
            cells = (f"{right[door]}/{taken[door]}" for door in doors)
            yield f"| {theme.__name__.rpartition('.')[2]} ({len(theme.KINDS)}) | {' | '.join(cells)} |"


if __name__ == "__main__":
    for line in themes() if "--themes" in sys.argv else table():
        print(line, flush=True)
