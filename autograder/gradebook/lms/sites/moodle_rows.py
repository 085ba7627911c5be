"""What rows of Moodle's answers say: files, feedback of an attempt, whether somebody saved a mark, moments.

Read in Moodle 4.5's mod/assign/externallib.php and locallib.php, and seen in what live sites answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from autograder.gradebook.lms.sites.base import RemoteFile

PAGE = "feedback.html"


def feedback_types(assignment: Mapping[str, Any]) -> set[str]:
    """Return the types of feedback that an assignment takes, both that we have where it does not tell.

    A new assignment takes comments, and files only where its teacher ticks them.
    """
    settings = assignment.get("configs")
    if settings is None:
        return {"comments", "file"}
    on = ("assignfeedback", "enabled", "1")
    return {
        str(each["plugin"]) for each in settings if (each["subtype"], each["name"], str(each["value"])) == on
    }


def files(submission: Mapping[str, Any]) -> Iterator[RemoteFile]:
    """Return the files of a submission, or of feedback."""
    for plugin in submission.get("plugins", ()):
        if plugin["type"] != "file":
            continue
        for area in plugin.get("fileareas", ()):
            for each in area.get("files", ()):
                name = f"{each['filepath']}{each['filename']}".lstrip("/")
                yield RemoteFile(name, str(each["fileurl"]), int(each["filesize"]))


def others(feedback: Mapping[str, Any]) -> tuple[RemoteFile, ...]:
    """Return the files of feedback that are not our page."""
    return tuple(file for file in files(feedback) if file.name != PAGE)


def saved(row: Mapping[str, Any]) -> str:
    """Return when a person or we saved a row; Moodle makes rows by itself too, of no grader."""
    return str(row["timemodified"]) if int(row.get("grader") or 0) > 0 else ""


def state(status: Mapping[str, Any]) -> str:
    """Return the state of grading in what `get_submission_status` says."""
    return str((status.get("lastattempt") or {}).get("gradingstatus", ""))


def feedback(status: Mapping[str, Any], attempt: int) -> Mapping[str, Any]:
    """Return the feedback of an attempt in what `get_submission_status` says:
    it has the latest apart from the others.
    """
    latest = status.get("feedback") or {}
    if latest.get("grade", {}).get("attemptnumber") == attempt:
        return dict(latest)
    for each in status.get("previousattempts", ()):
        if each.get("attemptnumber") == attempt:
            return {"grade": each.get("grade") or {}, "plugins": each.get("feedbackplugins", ())}
    return {}


def comment(feedback: Mapping[str, Any]) -> str:
    """Return the comment of feedback; empty where there is none."""
    for plugin in feedback.get("plugins", ()):
        if plugin["type"] == "comments":
            return "".join(str(field["text"]) for field in plugin.get("editorfields", ()))
    return ""


def grade(text: object) -> float | None:
    """Return a grade; None where there is none."""
    value = float(str(text)) if re.fullmatch(r"-?\d+(\.\d+)?", str(text)) else -1.0
    return value if value >= 0 else None  # Moodle writes -1 for "no grade"


def moment(seconds: object) -> datetime | None:
    """Return the moment of Unix seconds; None for 0."""
    return datetime.fromtimestamp(int(str(seconds)), UTC) if seconds else None
