"""A small Moodle for tests, in memory, of the calls that `sync` makes. What a real one answers is in moodle_answers.json.

Read in Moodle 4.5's mod/assign/externallib.php and classes/external (paging by `skip` and `limit`, `since`, `save_grade` answering
null whatever became of the mark). A proxy in front of it turns requests away: 429 and 503 with Retry-After, and one in so many dies.
"""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx

URL = "http://127.0.0.1:1"
START = 1_790_000_000


@dataclass
class Moodle(httpx.BaseTransport):
    """One assignment of 20 points, and who hands in. `tired_of` is after how many requests one is turned away."""

    students: int
    tired_of: int = 0
    handed_in: dict[int, bytes] = field(default_factory=dict)
    grades: dict[int, tuple[float, str, int]] = field(
        default_factory=dict
    )  # grade, comment, item of the page
    pages: dict[int, bytes] = field(default_factory=dict)
    writes: list[int] = field(default_factory=list)
    saved: dict[int, int] = field(default_factory=dict)  # when each grade was saved
    asked: int = 0
    turned_away: int = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to a request, or turn it away."""
        body = request.read()
        self.asked += 1
        if self.tired_of and self.asked % self.tired_of == 0:
            self.turned_away += 1
            if self.turned_away % 3 == 0:
                raise httpx.ReadError("reset by peer")
            return httpx.Response((429, 503)[self.turned_away % 2], headers={"Retry-After": "2"})
        path = request.url.path
        if path.startswith("/webservice/pluginfile.php/"):
            return httpx.Response(200, content=self.handed_in[int(path.split("/")[3])])
        if path == "/webservice/upload.php":
            item = 1000 + len(self.pages)
            (self.pages[item],) = re.findall(rb"filename=.*?\r\n\r\n(.*)\r\n--", body, re.DOTALL)
            return httpx.Response(200, json=[{"itemid": item}])
        form = dict(httpx.QueryParams(body.decode()))
        answer = getattr(self, form["wsfunction"].removeprefix("mod_assign_"))(form)
        return httpx.Response(200, content=json.dumps(answer).encode())

    def get_assignments(self, form: dict[str, str]) -> Any:
        """Return the one there is."""
        own = {
            "id": 5,
            "name": "Devoir 2",
            "grade": 20,
            "duedate": 0,
            "markingworkflow": 0,
            "teamsubmission": 0,
            "attemptreopenmethod": "none",
            "maxattempts": -1,
        }
        return {"courses": [{"id": 2, "shortname": "TF", "assignments": [own]}]}

    def get_user_flags(self, form: dict[str, str]) -> Any:
        """Return that nobody has any."""
        return {"assignments": []}

    def list_participants(self, form: dict[str, str]) -> Any:
        """Return a page of the class; every third name stands twice."""
        some = itertools.islice(
            range(1, self.students + 1), int(form["skip"]), int(form["skip"]) + int(form["limit"])
        )
        return [
            {"id": each, "fullname": f"Jean Martin {each // 3}", "email": f"u{each}@example.org"}
            for each in some
        ]

    def get_submissions(self, form: dict[str, str]) -> Any:
        """Return what was handed in since."""
        rows = [self._submission(each) for each in self.handed_in if START + each >= int(form["since"])]
        return {"assignments": [{"assignmentid": 5, "submissions": rows}]}

    def _submission(self, user: int) -> dict[str, Any]:
        file = {
            "filename": "tp2.py", "filepath": "/", "filesize": len(self.handed_in[user]),
            "fileurl": f"{URL}/webservice/pluginfile.php/{user}/tp2.py",
        }  # fmt: skip
        files = {"type": "file", "fileareas": [{"area": "submission_files", "files": [file]}]}
        return {
            "id": user,
            "userid": user,
            "groupid": 0,
            "attemptnumber": 0,
            "timemodified": START + user,
            "plugins": [files],
        }

    def get_grades(self, form: dict[str, str]) -> Any:
        """Return those that were saved since."""
        rows = [
            {
                "userid": user,
                "attemptnumber": 0,
                "grade": f"{grade:.5f}",
                "grader": 17,
                "timemodified": self.saved[user],
            }
            for user, (grade, _, _) in self.grades.items()
            if self.saved[user] >= int(form.get("since", 0))
        ]
        return {"assignments": [{"assignmentid": 5, "grades": rows}]}

    def get_submission_status(self, form: dict[str, str]) -> Any:
        """Return what a student sees of their mark."""
        if int(form["userid"]) not in self.grades:
            return {}
        grade, comment, _ = self.grades[int(form["userid"])]
        editor = {"type": "comments", "editorfields": [{"text": comment}]}
        return {"feedback": {"grade": {"attemptnumber": 0, "grade": f"{grade:.5f}"}, "plugins": [editor]}}

    def save_grade(self, form: dict[str, str]) -> None:
        """Keep a mark."""
        user = int(form["userid"])
        self.writes.append(user)
        self.saved[user] = START + len(self.writes)
        comment = form["plugindata[assignfeedbackcomments_editor][text]"]
        self.grades[user] = (float(form["grade"]), comment, int(form["plugindata[files_filemanager]"]))
