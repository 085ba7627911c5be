"""What a live Moodle answered: kept without tokens in `moodle_answers.json`, and given again where there is no Moodle.

Recorded by `MOODLE_ROOT=… MOODLE_RECORD=1 pytest -m live tests/live -k recorded`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx

FILE = Path(__file__).with_name("moodle_answers.json")
# What tells one question from another; not texts of ours, which may change.
_KEYS = ("wsfunction", "assignid", "assignmentid", "assignmentids[0]", "userid", "skip", "status")
_SITE_INFO = ("fullname", "sitename", "release", "userid")


def _question(request: httpx.Request) -> tuple[str, dict[str, str]]:
    body = request.read()
    form = dict(parse_qsl(body.decode())) if b"form-data" not in body[:400] else {}
    return request.url.path, {key: form[key] for key in _KEYS if key in form}


class Recorder(httpx.BaseTransport):
    """Asks a real site, and keeps what it answered."""

    def __init__(self, token: str) -> None:
        self._token, self._inner, self.answers = token, httpx.HTTPTransport(), []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the site's answer."""
        path, values = _question(request)
        answer = self._inner.handle_request(request)
        body = answer.read().decode()
        assert self._token not in body
        self.answers.append(
            {
                "path": path,
                "values": values,
                "status": answer.status_code,
                "type": answer.headers.get("content-type", ""),
                "body": _cleaned(values, body),
            }
        )
        return httpx.Response(answer.status_code, headers=answer.headers, content=body.encode())

    def save(self, **about: Any) -> None:
        """Write the file."""
        FILE.write_text(
            json.dumps({**about, "answers": self.answers}, indent=1, ensure_ascii=False) + "\n",
            encoding="utf-8",
        )


class Replayer(httpx.BaseTransport):
    """Gives recorded answers, of several to one question in their order; `asked` are whole forms."""

    def __init__(self, answers: list[Mapping[str, Any]]) -> None:
        self._left: dict[str, list[Mapping[str, Any]]] = {}
        self.asked: list[dict[str, str]] = []
        for each in answers:
            self._left.setdefault(f"{each['path']} {sorted(each['values'].items())}", []).append(each)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the recorded answer."""
        path, values = _question(request)
        body = request.read()
        self.asked.append(
            dict(parse_qsl(body.decode())) if b"form-data" not in body[:400] else {"upload": path}
        )
        queue = self._left[f"{path} {sorted(values.items())}"]
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        return httpx.Response(
            answer["status"], headers={"content-type": answer["type"]}, content=answer["body"].encode()
        )


def _cleaned(values: Mapping[str, str], body: str) -> str:
    """Return an answer without keys, pictures and lists of functions."""
    if values.get("wsfunction") == "core_webservice_get_site_info":
        return json.dumps({key: value for key, value in json.loads(body).items() if key in _SITE_INFO})
    if "wsfunction" not in values:
        return body

    def kept(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: kept(value) for key, value in data.items() if not key.startswith("profileimage")}
        return [kept(each) for each in data] if isinstance(data, list) else data

    return json.dumps(kept(json.loads(body)), ensure_ascii=False)
