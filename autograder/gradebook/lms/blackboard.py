"""Blackboard Learn: "Assignment File Download" of the Grade Centre.

Read in a dozen tools that teachers published for these downloads, and in the names they test with: one flat folder,
`TP2_edupont_attempt_2026-03-05-10-22-33_02_noise.ipynb`, and for each attempt a
`TP2_edupont_attempt_2026-03-05-10-22-33.txt` that begins with `Name: Élodie Dupont (edupont)`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from autograder.base.messages import Message
from autograder.gradebook.csv_sheet import Sheet
from autograder.gradebook.lms.base import Delivery, File, Intake, Participant, Place, Who, grouped

# The first login and time are Blackboard's: what follows is the file's own name, and may hold others.
_PATH = re.compile(
    r"(?:.*/)?(?P<folder>[^/]+?_(?P<login>[^_/]+)_attempt_(?P<time>\d{4}(?:-\d\d){5}))(?P<file>_[^/]+|\.txt)$"
)
_PERSON = re.compile(
    r"[^:\n]{2,20}:[ \t]*(?P<name>[^\n]*?)[ \t]*\((?P<login>[^()\n]+)\)[ \t]*\r?$", re.MULTILINE
)
_LONGEST = 10_000  # bytes of a summary


class Blackboard:
    """Blackboard: one flat folder of long file names, and a summary of each attempt that says who it is."""

    name = "blackboard"
    school_numbers = False
    free_names = False

    def recognised(self, files: Mapping[str, File]) -> Intake:
        """Return the attempts of a Blackboard download, each with its time, the oldest first."""
        intake = grouped(self.name, files, _place, Message.of("intake.foreign", system="Blackboard"))
        summaries = {
            match["folder"]: file
            for path, file in files.items()
            if (match := _PATH.match(path)) and match["file"] == ".txt"
        }
        complete = (_complete(each, summaries.get(each.folder)) for each in intake.deliveries)
        return replace(intake, deliveries=tuple(sorted(complete, key=_when)))

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return None: the download itself tells who and when."""
        return None


def _place(path: str) -> Place | None:
    match = _PATH.match(path)
    if match is None:
        return None
    if match["file"] == ".txt":
        return Place(match["folder"], path, skip=Message.of("intake.systems_own", system="Blackboard"))
    return Place(match["folder"], match["file"][1:], Who(login=match["login"]))


def _complete(delivery: Delivery, summary: File | None) -> Delivery:
    """Return a delivery with its time, and whom its summary names; a login with an underscore is known from there."""
    match = _PATH.match(f"{delivery.folder}.txt")
    submitted = _moment(match["time"]) if match else None
    text = summary.content()[:_LONGEST].decode("utf-8", "replace") if summary and summary.path else ""
    person = _PERSON.search(text.lstrip("\ufeff"))
    who = delivery.who[0]
    if person and f"_{person['login']}_attempt_" in delivery.folder:
        who = Who(person["name"], login=person["login"])
    return replace(delivery, who=(who,), submitted=submitted)


def _when(delivery: Delivery) -> datetime:
    return delivery.submitted or datetime.min


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
