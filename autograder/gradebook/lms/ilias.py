"""ILIAS: "Download all submissions" of an exercise.

Read in ILIAS's class.ilExSubmission.php (downloadAllAssignmentFiles, getDirectoryNameFromUserData), and in the README
of the plugin ExerciseStatusFile: a folder `Lastname_Firstname_login_id` for each student, perhaps below `Submissions/`
and `Team 7/`, and files without their time stamps, a late one's after "Late Submission - ".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder.base.messages import Message
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.base import File, Intake, Participant, Place, Who, grouped

_PATH = re.compile(
    r"(?:.*/)?(?P<folder>(?P<last>[^/_]+)_(?P<first>[^/_]+)_(?P<login>[^/]+)_(?P<id>\d+))/(?P<file>.+)$"
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
        return grouped(self.name, files, _place, Message.of("intake.foreign", system="ILIAS"))

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return None: the download's own table tells no times that we read."""
        return None


def _place(path: str) -> Place | None:
    match = _PATH.match(path)
    if match is None:
        return None
    late = _LATE.match(match["file"])
    name = match["file"][late.end() :] if late else match["file"]
    who = Who(f"{match['first']} {match['last']}", match["id"], login=match["login"])
    return Place(match["folder"], name, who, late=late is not None)
