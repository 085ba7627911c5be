"""Sakai: "Download All" of an assignment.

Read in tools that teachers published for these downloads, and in several trees they show:
`TP2/Dupont, Élodie(edupont)/Submission attachment(s)/tp2.py`, beside it `timestamp.txt`, `comments.txt`,
`Dupont, Élodie(edupont)_submissionText.html`, `Feedback Attachment(s)/`; at the top `grades.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from autograder.base.messages import Message
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.base import File, Intake, Participant, Place, Who, grouped

_PERSON = r"(?P<last>[^/,]+), ?(?P<first>[^/]*?)\((?P<login>[^/()]+)\)"
_PATH = re.compile(rf"(?:.*/)?(?P<folder>{_PERSON})/(?P<file>.+)$")
_FLAT = re.compile(rf"(?:.*/)?(?P<folder>{_PERSON})_Submission attachment\(s\)_(?P<file>[^/]+)$")
_ATTACHED = re.compile(r"Submission attachment\(s\)/(?P<file>.+)$", re.IGNORECASE)
_TIME = "timestamp.txt"


class Sakai:
    """Sakai: a folder a student, named `Last, First(login)`."""

    name = "sakai"
    school_numbers = False
    free_names = False

    def recognised(self, files: Mapping[str, File]) -> Intake:
        """Return the deliveries of a Sakai download, with the times that stand beside them."""
        intake = grouped(self.name, files, _place, Message.of("intake.foreign", system="Sakai"))
        times = {
            match["folder"]: _moment(file.content())
            for path, file in files.items()
            if (match := _PATH.match(path)) and match["file"] == _TIME
        }
        deliveries = (replace(each, submitted=times.get(each.folder)) for each in intake.deliveries)
        return replace(intake, deliveries=tuple(deliveries))

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return None: the download itself tells who and when."""
        return None


def _place(path: str) -> Place | None:
    match = _FLAT.match(path) or _PATH.match(path)
    if match is None:
        return None
    who = Who(f"{match['first'].strip()} {match['last'].strip()}".strip(), login=match["login"])
    if match.re is _FLAT:
        return Place(match["folder"], match["file"], who)
    attached = _ATTACHED.match(match["file"])
    if attached is None:
        return Place(match["folder"], match["file"], skip=Message.of("intake.systems_own", system="Sakai"))
    return Place(match["folder"], attached["file"], who)


def _moment(data: bytes) -> datetime | None:
    """Return the time in timestamp.txt: "20260305225900000", in the site's own zone."""
    digits = re.match(rb"\s*(\d{14})\d*\s*$", data)
    try:
        return datetime.strptime(digits[1].decode(), "%Y%m%d%H%M%S") if digits else None
    except ValueError:
        return None
