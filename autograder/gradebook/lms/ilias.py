"""ILIAS: "Download all submissions" of an exercise.

Read in ILIAS's class.ilExSubmission.php (downloadAllAssignmentFiles, getDirectoryNameFromUserData), and in the README
of the plugin ExerciseStatusFile: a folder `Lastname_Firstname_login_id` for each student, perhaps below `Submissions/`
and `Team 7/`, and files without their time stamps, a late one's after "Late Submission - ".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from autograder.base.messages import Message
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.base import File, Intake, Participant, Place, Who, grouped
from autograder.judge.kinds import ANSWERS

# The outermost folder of this form: what lies below it is the student's, and may be called so too.
_PATH = re.compile(
    r"(?:.*?/)??(?P<folder>(?P<last>[^/_]+)_(?P<first>[^/_]+)_(?P<login>[^/]+)_(?P<id>\d+))/(?P<file>.+)$"
)
_LATE = re.compile(
    r"(?:Late Submission|Verspätete Abgabe|Verspaetete Abgabe|Remise tardive) - ", re.IGNORECASE
)


class Ilias:
    """ILIAS: a folder a student, named by last name, first name, login and ILIAS's own number."""

    name = "ilias"
    school_numbers = False
    free_names = False

    def recognised(self, files: Mapping[str, File]) -> Intake:
        """Return the deliveries of an ILIAS download."""
        around = _around(files)
        stranger = Message.of("intake.foreign", system="ILIAS")
        return grouped(self.name, files, lambda path: _place(path.split("/", around)[-1]), stranger)

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return None: the download's own table tells no times that we read."""
        return None


def _around(paths: Iterable[str]) -> int:
    """Return how many folders are around those of all students: "TP_2_noise_7/" looks like a student's, too."""
    inside, around = [path for path in paths if _PATH.match(path)], 0
    while len({path.partition("/")[0] for path in inside}) == 1:
        below = [path.partition("/")[2] for path in inside]
        inside = [path for path in below if _PATH.match(path)]
        if not inside or any(path.lower().endswith(ANSWERS) for path in below if path not in inside):
            break
        around += 1
    return around


def _place(path: str) -> Place | None:
    match = _PATH.match(path)
    if match is None:
        return None
    late = _LATE.match(match["file"])
    name = match["file"][late.end() :] if late else match["file"]
    who = Who(f"{match['first']} {match['last']}", match["id"], login=match["login"])
    return Place(match["folder"], name, who, late=late is not None)
