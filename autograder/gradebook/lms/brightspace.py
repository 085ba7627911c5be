"""Brightspace (D2L): the download of an assignment's submissions.

Read in tools that teachers published for these downloads: `39786-640693 - Élodie Dupont - Mar 5, 2026 1022 AM/tp2.py`,
the numbers being Brightspace's own, a folder for each time somebody handed in; or the same in one flat file name; at
the top an `index.html`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from dateutil import parser

from autograder.base.messages import Message
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.base import Delivery, File, Intake, Participant, Place, Who, grouped

_HEAD = r"(?P<folder>(?P<id>\d+)(?:-\d+)? ?- ?(?P<name>[^/]+?) ?- ?(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4} \d{1,4}(?:[ :]?\d\d)? ?[AP]M))"
_FOLDER = re.compile(rf"(?:.*?/)??{_HEAD}/(?P<file>.+)$")  # the outermost: below it the student names folders
_FLAT = re.compile(rf"(?:.*/)?{_HEAD} ?- ?(?P<file>[^/]+)$")


class Brightspace:
    """Brightspace: a folder for each time a student handed in, named by number, name and date."""

    name = "brightspace"
    school_numbers = False
    free_names = False

    def recognised(self, files: Mapping[str, File]) -> Intake:
        """Return the deliveries of a Brightspace download, each with its time, the oldest first."""
        intake = grouped(self.name, files, _place, Message.of("intake.foreign", system="Brightspace"))
        timed = [replace(each, submitted=_moment(each.folder)) for each in intake.deliveries]
        timed.sort(key=_when)
        return replace(intake, deliveries=tuple(timed))

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return None: the download itself tells who and when."""
        return None


def _place(path: str) -> Place | None:
    if path.rsplit("/", 1)[-1] == "index.html":
        return Place("", path, skip=Message.of("intake.systems_own", system="Brightspace"))
    match = _FOLDER.match(path) or _FLAT.match(path)
    return match and Place(match["folder"], match["file"], Who(match["name"].strip(), match["id"]))


def _when(delivery: Delivery) -> datetime:
    return delivery.submitted or datetime.min


def _moment(folder: str) -> datetime | None:
    match = re.match(_HEAD, folder)
    if match is None:
        return None
    day, hour = re.sub(r"(\d{4}) (\d{1,2})[ :]?(\d\d) ?([AP]M)$", r"\1|\2:\3 \4", match["date"]).split("|")
    try:
        return parser.parse(f"{day} {hour}")
    except (ValueError, OverflowError):
        return None
