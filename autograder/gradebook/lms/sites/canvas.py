"""A live Canvas, with canvasapi: https://canvas.instructure.com/doc/api/ (assignments, submissions,
submission_comments).

canvasapi knows no time-out, no Retry-After and no rate limit: here it gets them.
"""

from __future__ import annotations

import hashlib
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote_plus

import canvasapi
import canvasapi.exceptions as canvas_errors
import httpx
import requests

from autograder.gradebook.lms.sites.answers import rows, understood
from autograder.gradebook.lms.sites.base import (
    Changed,
    NewMark,
    Person,
    Refused,
    RemoteAssignment,
    RemoteFile,
    SiteHandIn,
    SiteMark,
    TokenRefused,
    Vanished,
)
from autograder.gradebook.lms.sites.patience import BUSY, Patience, checked_url

HANDED_IN = ("submitted", "graded", "pending_review")
PER_PAGE = 100
_T = TypeVar("_T")


class CanvasSite:
    """A Canvas, with the token of one of its teachers. `course` is a number; all courses they teach where empty."""

    name = "canvas"

    def __init__(
        self, url: str, token: str, course: str = "", *, patience: Patience | None = None, waiting: Any = None
    ):
        self.url, self._course = checked_url(url), course
        self._patience = patience or Patience(url, token, waiting=waiting)
        with warnings.catch_warnings():  # http is for this machine alone, see `checked_url`
            warnings.simplefilter("ignore")
            self._canvas = canvasapi.Canvas(self.url, token)
        requester = self._canvas._Canvas__requester  # canvasapi offers no other way to its session
        for scheme in ("https://", "http://"):
            requester._session.mount(scheme, _Timed())
        self._listed: dict[str, list[Any]] = {}
        self._remotes: dict[str, Any] = {}

    @understood
    def who(self) -> str:
        """Return "Name at https://…"."""
        return f"{self._ask(lambda: self._canvas.get_current_user().name)}, {self.url} (Canvas)"

    @understood
    def assignments(self) -> list[RemoteAssignment]:
        """Return the assignments of the course, or of all that the login teaches."""

        def listed() -> list[RemoteAssignment]:
            courses = (
                [self._canvas.get_course(self._course)]
                if self._course
                else rows(self._canvas.get_courses(enrollment_type="teacher", per_page=PER_PAGE))
            )
            return [
                _assignment(each, str(course.id))
                for course in courses
                for each in rows(course.get_assignments(per_page=PER_PAGE))
            ]

        return self._ask(listed)

    @understood
    def participants(self, assignment: RemoteAssignment) -> list[Person]:
        """Return who hands in, with the date that counts for them; nobody who is excused: a mark would end that."""
        self._remotes.pop(assignment.id, None)  # once a round as it is now
        remote = self._ask(lambda: self._remote(assignment))
        if getattr(remote, "anonymize_students", False):
            raise Refused("site.anonymous", url=self.url, name=assignment.name)
        listed = self._ask(lambda: rows(remote.get_submissions(include=["user", "group"], per_page=PER_PAGE)))
        self._listed[assignment.id] = listed
        return [
            Person(
                str(row.user_id),
                str(row.user.get("name", "")),
                str(row.user.get("email") or row.user.get("login_id") or ""),
                str(row.user.get("sis_user_id") or ""),
                str((getattr(row, "group", None) or {}).get("id") or ""),
                _moment(getattr(row, "cached_due_date", None)),
            )
            for row in listed
            if not getattr(row, "excused", False)
        ]

    @understood
    def hand_ins(
        self, assignment: RemoteAssignment, people: Sequence[Person], since: datetime | None = None
    ) -> list[SiteHandIn]:
        """Return what each handed in last, from the listing of `participants`.

        A group's stands in each member's row.
        """
        known = {person.id for person in people}
        found = []
        for row in self._listed.get(assignment.id, ()):
            submitted = _moment(getattr(row, "submitted_at", None))
            if row.workflow_state not in HANDED_IN or not submitted or (since and submitted < since):
                continue
            files = tuple(
                # Escaped: attachment.rb has CGI.unescape(filename) for what it was called.
                RemoteFile(
                    unquote_plus(str(_of(each, "filename"))), str(_of(each, "url")), int(_of(each, "size"))
                )
                for each in getattr(row, "attachments", None) or ()
            )
            if files and str(row.user_id) in known:
                attempt = int(getattr(row, "attempt", None) or 0)
                version = f"{row.user_id}-{attempt}-{row.submitted_at}"
                found.append(SiteHandIn(version, (str(row.user_id),), attempt, submitted, files))
        return found

    @understood
    def fetch(self, file: RemoteFile) -> bytes:
        """Return the bytes of an attachment: its address holds a key of its own, and receives no token."""
        content = self._patience.get(file.url).content
        if len(content) != file.size:
            sizes = {"size": file.size, "received": len(content)}
            raise Vanished("site.other_size", url=self.url, name=file.name, **sizes)
        return content

    @understood
    def write(self, assignment: RemoteAssignment, mark: NewMark, seen: SiteMark) -> None:
        """Write a mark; comment and page as one comment, unless they stand there already:
        Canvas would add them again.
        """
        name = f"feedback-{hashlib.sha256(mark.page + mark.comment.encode()).hexdigest()[:8]}.html"

        def call() -> None:
            submission = self._remote(assignment).get_submission(mark.person, include=["submission_comments"])
            there = _score(submission)
            if there not in (
                seen.grade,
                round(mark.grade, 2),
            ):  # the latter: our own, of a try whose answer was lost
                raise Changed("site.marked_meanwhile", url=self.url)
            given: dict[str, Any] = {"submission": {"posted_grade": f"{mark.grade:.2f}"}}
            if name not in _attached(submission):
                given["comment"] = {
                    "text_comment": mark.comment,
                    "file_ids": [self._uploaded(submission, name, mark.page)],
                    "group_comment": False,
                }
            submission.edit(**given)

        self._ask(call)

    @understood
    def read_back(self, assignment: RemoteAssignment, marks: Mapping[str, int]) -> dict[str, SiteMark]:
        """Return the score that each person was given, before Canvas's own late policy took of it.

        Comments are added in Canvas, never replaced: there is none to protect.
        """
        remote = self._ask(lambda: self._remote(assignment))
        listed = {
            str(row.user_id): row
            for row in self._ask(lambda: rows(remote.get_submissions(per_page=PER_PAGE)))
        }
        return {person: SiteMark(_score(listed.get(person))) for person in marks}

    def _remote(self, assignment: RemoteAssignment) -> Any:
        if assignment.id not in self._remotes:
            course = self._canvas.get_course(assignment.course)
            self._remotes[assignment.id] = course.get_assignment(assignment.id)
        return self._remotes[assignment.id]

    def _uploaded(self, submission: Any, name: str, page: bytes) -> int:
        from canvasapi.upload import Uploader

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(page)
            where = f"courses/{submission.course_id}/assignments/{submission.assignment_id}/submissions/{submission.user_id}/comments/files"
            well, answer = Uploader(submission._requester, where, str(path), content_type="text/html").start()
        if not well and "id" not in answer:
            raise Refused("site.page_not_taken", url=self.url)
        return int(answer["id"])

    def _ask(self, call: Callable[[], _T]) -> _T:
        """Return what a call of canvasapi gives, patiently, its errors told in our words."""
        result: list[_T] = []

        def attempt() -> httpx.Response:
            try:
                result[:] = [call()]
            except canvas_errors.RateLimitExceeded:
                return httpx.Response(429, headers=_waits(self._canvas))
            except canvas_errors.Forbidden as error:
                if "Rate Limit" in str(error):  # as Canvas says it: 403, and these words
                    return httpx.Response(429, headers=_waits(self._canvas))
                raise Refused("site.said_no", url=self.url, why=_why(error)) from None
            except (canvas_errors.InvalidAccessToken, canvas_errors.Unauthorized) as error:
                raise TokenRefused(
                    "site.log_in_again", url=self.url, why=_why(error), system="canvas"
                ) from None
            except canvas_errors.ResourceDoesNotExist:
                raise Vanished("site.not_there", url=self.url, status=404) from None
            except canvas_errors.CanvasException as error:
                for status in (*BUSY, 500):
                    if f"status code {status}" in str(error):
                        return httpx.Response(503, headers=_waits(self._canvas))
                raise Refused("site.said_no", url=self.url, why=_why(error)) from None
            except requests.exceptions.JSONDecodeError:
                raise Refused("site.no_json_of_canvas", url=self.url) from None
            except requests.exceptions.SSLError:
                raise Refused("site.untrusted", url=self.url) from None
            except requests.RequestException as error:
                raise httpx.TransportError(type(error).__name__) from None
            return httpx.Response(200)

        self._patience.patiently(attempt)
        return result[0]


class _Timed(requests.adapters.HTTPAdapter):
    """Every request of canvasapi ends: 10 s to connect, 60 s for an answer."""

    def send(self, request: Any, **options: Any) -> Any:  # type: ignore[override]
        options["timeout"] = options.get("timeout") or (10, 60)
        return super().send(request, **options)


def _assignment(each: Any, course: str) -> RemoteAssignment:
    points = float(each.points_possible or 0) if each.grading_type == "points" else 0.0
    return RemoteAssignment(
        str(each.id),
        str(each.name),
        course,
        points or None,
        _moment(getattr(each, "due_at", None)),
        groups=bool(getattr(each, "group_category_id", None)),
    )


def _score(row: Any) -> float | None:
    entered = getattr(row, "entered_score", None)
    score = getattr(row, "score", None) if entered is None else entered
    return None if score is None else float(score)


def _of(attachment: Any, key: str) -> Any:
    return attachment[key] if isinstance(attachment, Mapping) else getattr(attachment, key)


def _attached(submission: Any) -> set[str]:
    return {
        str(file.get("display_name") or file.get("filename"))
        for comment in getattr(submission, "submission_comments", None) or ()
        for file in comment.get("attachments") or ()
    }


def _waits(canvas: Any) -> dict[str, str]:
    """Return the Retry-After of the last answer, which canvasapi keeps to itself."""
    answers = canvas._Canvas__requester._cache
    after = answers[0].headers.get("Retry-After") if answers else None
    return {"Retry-After": after} if after else {}


def _why(error: Exception) -> str:
    return str(error)[:200]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
