"""A small Canvas for tests, of what its documentation says and no more. Not Canvas: what it does beyond its documents is unproved.

Sources, read 2026-11 (canvas.instructure.com/doc/api/): file.pagination.html (Link headers, rel="next"), submissions.html (list,
show, update: posted_grade, comment[text_comment], comment[file_ids]), submission_comments.html (upload a file),
file.file_uploads.html (the three steps: ask, post to upload_url with upload_params and no token, 201 with the file),
file.throttling.html (403 "Rate Limit Exceeded" when the quota is spent).
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlsplit

TOKEN = "canvas-token-of-nobody"
PER_PAGE = 2  # less than anybody asks for: Canvas caps per_page too


class Canvas:
    """The state of the system. `busy` is how many of the next requests it turns away, `tired_of` after how many it does so once."""

    def __init__(self) -> None:
        self.url = ""
        self.busy = self.tired_of = 0
        self.late_policy = 0.0  # points that it takes of what is given
        self.requests: list[str] = []
        self.authorized_uploads = 0
        self.files: dict[int, tuple[str, bytes]] = {}
        self.assignment: dict[str, Any] = {
            "id": 4711, "name": "Devoir 2", "course_id": 7, "grading_type": "points", "points_possible": 20.0, "due_at": None,
            "anonymize_students": False,
        }  # fmt: skip
        self.submissions: dict[int, dict[str, Any]] = {}

    def enrol(self, user: int, name: str, email: str = "") -> None:
        """Add a student without a hand-in."""
        self.submissions[user] = {
            "user_id": user, "assignment_id": 4711, "workflow_state": "unsubmitted", "score": None, "attempt": None,
            "submitted_at": None, "attachments": [], "submission_comments": [], "excused": False, "cached_due_date": None,
            "user": {"id": user, "name": name, "login_id": email},
        }  # fmt: skip

    def hand_in(self, user: int, name: str, content: bytes, when: str = "2026-03-05T12:00:00Z") -> None:
        """Hand a file in."""
        number = 900 + len(self.files)
        self.files[number] = (name, content)
        row = self.submissions[user]
        row |= {
            "workflow_state": "submitted", "attempt": (row["attempt"] or 0) + 1, "submitted_at": when,
            "attachments": [self.attachment(number)],
        }  # fmt: skip

    def attachment(self, number: int) -> dict[str, Any]:
        """Return a file as submissions list it: its address holds a verifier and needs no token."""
        name, content = self.files[number]
        return {
            "id": number, "filename": quote_plus(name), "display_name": name, "size": len(content),
            "url": f"{self.url}/files/{number}/download?verifier=v{number}",
        }  # fmt: skip


@contextmanager
def canvas() -> Iterator[Canvas]:
    """Give a Canvas that answers on 127.0.0.1."""
    state = Canvas()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"state": state}))
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    state: Canvas

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._handle("GET")

    def do_POST(self) -> None:
        self._handle("POST")

    def do_PUT(self) -> None:
        self._handle("PUT")

    def _handle(self, method: str) -> None:
        state, parts = self.state, urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        state.requests.append(f"{method} {self.path}")
        if found := re.fullmatch(r"/files/(\d+)/download", parts.path):
            number = int(found[1])
            if number not in state.files:
                return self._send(404, b"", "text/plain")
            return self._send(200, state.files[number][1], "application/octet-stream")
        if parts.path == "/upload":
            state.authorized_uploads += "Authorization" in self.headers
            return self._json(201, self._uploaded(body))
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Bearer realm="canvas-lms"')
            return self._json(401, {"errors": [{"message": "Invalid access token."}]}, begun=True)
        if state.busy or (state.tired_of and len(state.requests) % state.tired_of == 0):
            state.busy = max(0, state.busy - 1)
            return self._send(403, b"403 Forbidden (Rate Limit Exceeded)", "text/plain")
        return self._api(method, parts.path.removeprefix("/api/v1"), dict(parse_qsl(parts.query)), body)

    def _api(self, method: str, path: str, query: dict[str, str], body: bytes) -> None:
        state, given = self.state, dict(parse_qsl(body.decode("utf-8", "replace")))
        lists = [
            value for key, value in parse_qsl(body.decode("utf-8", "replace")) if key == "comment[file_ids][]"
        ]
        if path == "/users/self":
            return self._json(200, {"id": 1, "name": "Odile Prof"})
        if path == "/courses":
            return self._page([{"id": 7, "name": "TF"}], query)
        if path == "/courses/7":
            return self._json(200, {"id": 7, "name": "TF"})
        if path == "/courses/7/assignments":
            return self._page([state.assignment], query)
        if path == "/courses/7/assignments/4711":
            return self._json(200, state.assignment)
        if path == "/courses/7/assignments/4711/submissions":
            return self._page(list(state.submissions.values()), query)
        if found := re.fullmatch(r"/courses/7/assignments/4711/submissions/(\d+)(/comments/files)?", path):
            row = state.submissions[int(found[1])]
            if found[2]:
                return self._json(
                    200, {"upload_url": f"{state.url}/upload", "upload_params": {"key": given["name"]}}
                )
            if method == "PUT":
                if "submission[posted_grade]" in given:
                    row["entered_score"] = float(given["submission[posted_grade]"])
                    row["score"] = row["entered_score"] - state.late_policy
                if "comment[text_comment]" in given:
                    files = [state.attachment(int(number)) for number in lists]
                    row["submission_comments"].append(
                        {"comment": given["comment[text_comment]"], "attachments": files}
                    )
            return self._json(200, row)
        return self._json(404, {"errors": [{"message": "not found"}]})

    def _uploaded(self, body: bytes) -> dict[str, Any]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        (part,) = [each for each in BytesParser().parsebytes(head + body).walk() if each.get_filename()]
        number = 900 + len(self.state.files)
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        self.state.files[number] = (str(part.get_filename()), content)
        return self.state.attachment(number)

    def _page(self, rows: list[Any], query: dict[str, str]) -> None:
        page = int(query.get("page", 1))
        shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
        more = (
            f'<{self.state.url}{urlsplit(self.path).path}?page={page + 1}>; rel="next"'
            if rows[page * PER_PAGE :]
            else ""
        )
        self._json(200, shown, link=more)

    def _json(self, status: int, data: object, link: str = "", *, begun: bool = False) -> None:
        self._send(status, json.dumps(data).encode(), "application/json", link, begun=begun)

    def _send(self, status: int, body: bytes, kind: str, link: str = "", *, begun: bool = False) -> None:
        if not begun:
            self.send_response(status)
        if link:
            self.send_header("Link", link)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
