"""A live Moodle, over the REST calls of its app's own service (`moodle_mobile_app`): a teacher needs no administrator.

Read in Moodle 4.5's mod/assign/externallib.php, webservice/upload.php and login/token.php, and tried on it:
tests/live/test_moodle.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx

from autograder.gradebook.lms.moodle import as_html
from autograder.gradebook.lms.sites import moodle_rows
from autograder.gradebook.lms.sites.answers import MOST, understood
from autograder.gradebook.lms.sites.base import (
    RELEASED,
    Changed,
    NewMark,
    Person,
    Refused,
    RemoteAssignment,
    RemoteFile,
    SiteDown,
    SiteHandIn,
    SiteMark,
    TokenRefused,
    Vanished,
)
from autograder.gradebook.lms.sites.patience import Patience

SERVICE = "moodle_mobile_app"
PER_CALL = 200  # participants asked for at once
# Answers that another token would not get. https://docs.moodle.org/dev/Errors, lib/classes/exception
_TOKEN_ERRORS = (
    "invalidtoken",
    "accessexception",
    "servicenotavailable",
    "userdeleted",
    "suspended",
    "expired",
)
_RIGHTS_ERRORS = (
    "nopermission",
    "nopermissions",
    "requireloginerror",
    "nopermissiontoviewgrades",
    "errorcoursecontextnotvalid",
)
_NO_ACCESS = "1"  # a warning's code in mod/assign/externallib.php
_REVIEWED = (
    "readyforreview",
    "inreview",
    RELEASED,
)  # states that a person chose for a mark, and a new mark keeps
_CLOSED = ("sitemaintenance", "upgraderunning")


def token(patience: Patience, username: str, password: str) -> str:
    """Return the token of the app's service for somebody's password, which is kept nowhere.

    Raises:
        TokenRefused: The password is wrong, or the site lets nobody in this way (single sign-on, no app).
    """
    answer = _json(
        patience, "/login/token.php", {"username": username, "password": password, "service": SERVICE}
    )
    if not isinstance(answer, dict) or not answer.get("token"):
        said = answer if isinstance(answer, dict) else {}
        key = "site.no_password" if said.get("errorcode") == "invalidlogin" else "site.no_app"
        why = str(said.get("error", "no token")).rstrip(". ")
        raise TokenRefused(key, url=patience.url, why=why)
    return str(answer["token"])


def _json(
    patience: Patience,
    path: str,
    values: Mapping[str, Any],
    files: Mapping[str, tuple[str, bytes]] | None = None,
) -> Any:
    """Return what a script of Moodle says.

    Raises:
        SiteDown: It is in maintenance, or being upgraded.
        Refused: No Moodle answers there.
    """
    try:
        answer = patience.post(path, values, files, is_whole=_is_whole)
    except Vanished:
        raise Refused("site.no_moodle", url=patience.url, path=path) from None
    try:
        data = answer.json()
    except (ValueError, RecursionError):
        size = len(answer.content)
        raise Refused("site.no_json_of_moodle", url=patience.url, path=path, size=size) from None
    if isinstance(data, dict) and data.get("errorcode") in _CLOSED:
        raise SiteDown("site.maintenance", url=patience.url)
    return data


def _is_whole(answer: httpx.Response) -> bool:
    """Return whether an answer is one, or a page of something else: JSON that was cut is no JSON,
    and Moodle never says nothing.
    """
    if not answer.content or "json" in answer.headers.get("content-type", ""):
        try:
            answer.json()
        except json.JSONDecodeError:
            return False
        except (ValueError, RecursionError):  # whole, and nothing that can be read
            return True
    return True


class MoodleSite:
    """A Moodle, with the token of one of its teachers. `course` is a short name or number; all courses where empty."""

    name = "moodle"

    def __init__(self, patience: Patience, course: str = ""):
        self.url, self._patience, self._course = patience.url, patience, course
        self._newest: dict[str, int] = {}  # when a mark of an assignment was saved last, by the site's clock

    @understood
    def who(self) -> str:
        """Return "Name at Site (Moodle 4.5…)"."""
        info = self._call("core_webservice_get_site_info")
        return f"{info['fullname']}, {info['sitename']} (Moodle {info.get('release', '?')})"

    @understood
    def assignments(self) -> list[RemoteAssignment]:
        """Return the assignments of the courses the login is in."""
        found = []
        for course in self._call("mod_assign_get_assignments")["courses"]:
            if self._course and self._course not in (course["shortname"], str(course["id"])):
                continue
            for each in course["assignments"]:
                takes = moodle_rows.feedback_types(each)
                found.append(
                    RemoteAssignment(
                        str(each["id"]),
                        str(each["name"]),
                        str(course["shortname"]),
                        float(each["grade"]) if each["grade"] > 0 else None,
                        moodle_rows.moment(each["duedate"]),
                        bool(each["markingworkflow"]),
                        bool(each["teamsubmission"]),
                        each.get("attemptreopenmethod") != "none" and each.get("maxattempts") != 1,
                        "comments" in takes,
                        "file" in takes,
                    )
                )
        return found

    @understood
    def participants(self, assignment: RemoteAssignment) -> list[Person]:
        """Return who hands in; with their extension. Moodle tells nobody of overrides over this interface."""
        flags = self._flags(assignment)
        people: list[Person] = []
        while True:
            answer = self._call(
                "mod_assign_list_participants",
                {
                    "assignid": assignment.id,
                    "groupid": 0,
                    "filter": "",
                    "skip": len(people),
                    "limit": PER_CALL,
                },
            )
            for each in answer:
                flag = flags.get(str(each["id"]), {})
                people.append(
                    Person(
                        str(each["id"]),
                        str(each["fullname"]),
                        str(each.get("email", "")),
                        str(each.get("idnumber", "")),
                        str(each.get("groupid", "") or "0") if assignment.groups else "",
                        moodle_rows.moment(flag.get("extensionduedate", 0)),
                        str(flag.get("workflowstate", "")),
                    )
                )
            if len(answer) < PER_CALL:
                return people
            if len(people) > MOST:
                raise ValueError(f"more than {MOST} participants")

    @understood
    def hand_ins(
        self, assignment: RemoteAssignment, people: Sequence[Person], since: datetime | None = None
    ) -> list[SiteHandIn]:
        """Return each latest attempt that was submitted. A group's hangs on user 0 and the group's number."""
        moment = int(since.timestamp()) if since else 0
        groups: dict[str, list[str]] = {}
        for person in people:
            groups.setdefault(person.group, []).append(person.id)
        known = {person.id for person in people}
        found = []
        for each in self._of_assignment(
            "mod_assign_get_submissions", "submissions", assignment, status="submitted", since=moment
        ):
            if assignment.groups and not each["userid"]:
                members = tuple(groups.get(str(each["groupid"]), ()))
            elif assignment.groups:
                continue  # a member's own row only says that the group handed in
            else:
                members = tuple({str(each["userid"])} & known)
            files = tuple(moodle_rows.files(each))
            if members and files:
                attempt, submitted = int(each["attemptnumber"]), moodle_rows.moment(each["timemodified"])
                if submitted is None:
                    raise ValueError("a hand-in without a time")
                version = f"{each['id']}-{attempt}-{each['timemodified']}"
                found.append(SiteHandIn(version, members, attempt, submitted, files))
        return found

    @understood
    def fetch(self, file: RemoteFile) -> bytes:
        """Return the bytes of a file."""
        answer = self._patience.post(file.url, {"token": self._patience.token})
        if answer.headers.get("content-type", "").startswith("application/json"):
            # An error, unless a student handed in JSON: then it is as long as was said.
            error = answer.json() if len(answer.content) != file.size else None
            if isinstance(error, dict) and "errorcode" in error:
                if error["errorcode"] in _TOKEN_ERRORS:
                    why = f"{error['errorcode']}."
                    raise TokenRefused("site.log_in_again", url=self.url, why=why, system="moodle")
                raise Vanished("site.refused_file", url=self.url, name=file.name, why=str(error["errorcode"]))
        if len(answer.content) != file.size:
            sizes = {"size": file.size, "received": len(answer.content)}
            raise Vanished("site.other_size", url=self.url, name=file.name, **sizes)
        return answer.content

    @understood
    def write(self, assignment: RemoteAssignment, mark: NewMark, seen: SiteMark) -> None:
        """Write one person's mark of one attempt. The singular call: one row that fails would undo all in the plural.

        Between looking and saving lies one request: all that takes longer is done before.
        """
        item = self._uploaded(mark.page, seen.files) if mark.page else 0
        state = mark.state
        if assignment.workflow and state != RELEASED:
            now = str(self._flags(assignment).get(mark.person, {}).get("workflowstate", ""))
            state = now if now in _REVIEWED else state
        newest = self._newest.get(assignment.id, 0)
        for row in self._of_assignment("mod_assign_get_grades", "grades", assignment, since=newest):
            if (str(row["userid"]), row["attemptnumber"]) == (mark.person, mark.attempt) and (
                moodle_rows.saved(row) != seen.saved or moodle_rows.grade(row["grade"]) != seen.grade
            ):
                raise Changed("site.marked_meanwhile", url=self.url)
        self._call(
            "mod_assign_save_grade",
            {
                "assignmentid": assignment.id,
                "userid": mark.person,
                "grade": f"{mark.grade:.5f}",
                "attemptnumber": mark.attempt,
                "addattempt": 0,
                "workflowstate": state,
                "applytoall": 0,  # each member has a mark and a page of their own
                "plugindata[assignfeedbackcomments_editor][text]": as_html(mark.comment),
                "plugindata[assignfeedbackcomments_editor][format]": 1,
                "plugindata[files_filemanager]": item,  # 0 leaves what is there
            },
        )

    @understood
    def read_back(self, assignment: RemoteAssignment, marks: Mapping[str, int]) -> dict[str, SiteMark]:
        """Return what stands for each person's attempt, without those of whom Moodle tells nothing: one may have left.

        The list of grades knows the latest attempt of those who have a submission of their own;
        the rest is asked one by one.
        """
        rows = self._of_assignment("mod_assign_get_grades", "grades", assignment)
        self._newest[assignment.id] = max((int(row["timemodified"]) for row in rows), default=0)
        listed = {(str(row["userid"]), row["attemptnumber"]): row for row in rows}
        found = {}
        for person, attempt in marks.items():
            row = listed.get((person, attempt))
            if not (row or assignment.groups or assignment.attempts):  # nobody ever marked this
                found[person] = SiteMark(None, "", attempt)
                continue
            try:
                status = self._call(
                    "mod_assign_get_submission_status", {"assignid": assignment.id, "userid": person}
                )
            except Refused:
                continue
            now = moodle_rows.feedback(status, attempt)
            row = row or now.get("grade") or {}
            # Until a mark is released, Moodle keeps its comment and files from teachers too.
            hidden = assignment.workflow and moodle_rows.state(status) != RELEASED
            found[person] = SiteMark(
                moodle_rows.grade(row.get("grade")),
                None if hidden else moodle_rows.comment(now),
                attempt,
                moodle_rows.saved(row),
                moodle_rows.others(now),
            )
        return found

    def _uploaded(self, page: bytes, others: Sequence[RemoteFile]) -> int:
        """Return the draft that holds a page, and beside it the files of a person:
        a draft replaces all that is there.
        """
        item = 0
        for name, data in ((moodle_rows.PAGE, page), *((file.name, self.fetch(file)) for file in others)):
            folder, _, name = name.rpartition("/")
            answer = _json(
                self._patience,
                "/webservice/upload.php",
                {"token": self._patience.token, "itemid": item, "filepath": f"/{folder}/" if folder else "/"},
                {"file_1": (name, data)},
            )
            self._checked(answer, "upload.php")
            item = int(answer[0]["itemid"])
        return item

    def _flags(self, assignment: RemoteAssignment) -> dict[str, dict[str, Any]]:
        rows = self._of_assignment("mod_assign_get_user_flags", "userflags", assignment)
        return {str(each["userid"]): each for each in rows}

    def _of_assignment(
        self, function: str, key: str, assignment: RemoteAssignment, **values: object
    ) -> list[dict[str, Any]]:
        answer = self._call(function, {"assignmentids[0]": assignment.id, **values})
        for each in answer["assignments"]:
            if str(each.get("assignmentid")) == assignment.id:
                rows: list[dict[str, Any]] = each[key]
                return rows
        for each in answer.get(
            "warnings", ()
        ):  # else there is nothing: that is a warning too, with another code
            if str(each.get("warningcode")) == _NO_ACCESS:
                why = f"{function}: {each.get('message', '')}."
                raise Refused("site.rights", url=self.url, why=why)
        return []

    def _call(self, function: str, values: Mapping[str, Any] | None = None) -> Any:
        data = _json(
            self._patience,
            "/webservice/rest/server.php",
            {
                "wstoken": self._patience.token,
                "wsfunction": function,
                "moodlewsrestformat": "json",
                **(values or {}),
            },
        )
        self._checked(data, function)
        return data

    def _checked(self, data: Any, function: str) -> None:
        if isinstance(data, dict) and ("exception" in data or "errorcode" in data):
            code = str(data.get("errorcode", ""))
            why = str(data.get("message", data.get("error", ""))).rstrip(". ")
            said = f"{function}: {code}: {why}."
            if code in _TOKEN_ERRORS:
                raise TokenRefused("site.log_in_again", url=self.url, why=said, system="moodle")
            raise Refused("site.rights" if code in _RIGHTS_ERRORS else "site.said_no", url=self.url, why=said)
