"""Every system we know, a line each, and which of them can do what."""

from __future__ import annotations

from collections.abc import Callable, Collection

from autograder.base.errors import UsageError
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.base import Filler, Grader, Intake, Participant, Reader, System
from autograder.gradebook.lms.blackboard import Blackboard
from autograder.gradebook.lms.brightspace import Brightspace
from autograder.gradebook.lms.canvas import Canvas
from autograder.gradebook.lms.download import Download
from autograder.gradebook.lms.folders import Folders
from autograder.gradebook.lms.gradescope import Gradescope
from autograder.gradebook.lms.ilias import Ilias
from autograder.gradebook.lms.moodle import Moodle
from autograder.gradebook.lms.prairielearn import PrairieLearn
from autograder.gradebook.lms.sakai import Sakai

SYSTEMS: tuple[System, ...] = (
    Moodle(),
    Canvas(),
    Gradescope(),
    Ilias(),
    Sakai(),
    Blackboard(),
    Brightspace(),
    PrairieLearn(),
)
# No system at all: what is left when no other recognises a download.
_ANYTHING = Folders()

READERS: dict[str, Reader] = {each.name: each for each in SYSTEMS if isinstance(each, Reader)} | {
    _ANYTHING.name: _ANYTHING
}
FILLERS: dict[str, Filler] = {each.name: each for each in SYSTEMS if isinstance(each, Filler)}
GRADERS: dict[str, Grader] = {each.name: each for each in SYSTEMS if isinstance(each, Grader)}


def recognised(
    download: Download,
    lms: str | None = None,
    is_student: Callable[[str], bool] = lambda name: False,
    about: Collection[str] = (),
) -> Intake:
    """Return the deliveries of a download, in the order of its paths.

    `lms` is one of `READERS`; None takes the one that recognises most files. `is_student` says whether the roster knows
    somebody by a name that somebody typed, `about` are words of such a name that are about the assignments.

    Raises:
        UsageError: There is no such reader.
    """
    if lms is not None:
        if lms not in READERS:
            raise UsageError("usage.lms", known=", ".join(READERS), received=lms)
        if lms == _ANYTHING.name:
            return _ANYTHING.recognised(download.files, is_student, about)
        return READERS[lms].recognised(download.files)
    intakes = [reader.recognised(download.files) for reader in READERS.values() if reader is not _ANYTHING]
    # Online text beside the files is no hand-in, but shows whose download it is.
    best = max(intakes, key=lambda intake: intake.known)
    # One lucky file name must not turn a folder of students into a Canvas download.
    if 2 * best.known >= max(1, len(download.files)):
        return best
    return _ANYTHING.recognised(download.files, is_student, about)


def participants(sheet: Sheet) -> dict[str, Participant] | None:
    """Return whom a table tells of, by the LMS's number, from the first system that knows it; None where none does."""
    tables = (reader.participants(sheet) for reader in READERS.values())
    return next((table for table in tables if table is not None), None)
