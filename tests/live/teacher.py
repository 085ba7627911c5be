"""A teacher at a browser: logs in to the real Moodle, and clicks through downloads and uploads, forms and their keys included."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import TracebackType

import httpx

VIEW = "/mod/assign/view.php"


class Teacher:
    """A session of one person in one language. Files go up as the file picker sends them: as a draft of their own."""

    def __init__(self, url: str, username: str, password: str, token: str, language: str):
        self._token, self._browser = token, httpx.Client(base_url=url, follow_redirects=True, timeout=300)
        self._login = {"username": username, "password": password}
        self._language = language
        self.again()

    def __enter__(self) -> Teacher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.close()

    def again(self) -> None:
        """Log in anew: Moodle keeps what it knows of a person for as long as a session lasts."""
        self._browser.cookies.clear()
        page = self._browser.get("/login/index.php")
        answer = self._browser.post(
            "/login/index.php", data={**self._form(page, "logintoken"), **self._login}
        )
        assert "/login/logout.php" in answer.text, "the login was not taken"
        home = self._browser.get("/my/", params={"lang": self._language})
        assert f'lang="{self._language}"' in home.text, f"the site does not speak {self._language!r}"

    def hand_ins(self, module: int) -> tuple[str, bytes]:
        """Return name and bytes of "Download all submissions"."""
        return self._file({"id": module, "action": "downloadall"})

    def worksheet(self, module: int) -> tuple[str, bytes]:
        """Return name and bytes of "Download grading worksheet"."""
        return self._file(_plugin(module, "offline", "downloadgrades"))

    def upload_worksheet(self, module: int, data: bytes, *, newer_too: bool = False) -> str:
        """Import a worksheet, its preview confirmed; return what Moodle says. `newer_too` ticks the box about newer records."""
        page = _plugin(module, "offline", "uploadgrades")
        form = self._form(self._browser.get(VIEW, params=page), "gradesfile")
        form |= {"gradesfile": self._draft("grades.csv", data), "encoding": "UTF-8", "separator": "comma"}
        form |= {"ignoremodified": "1"} if newer_too else {}
        return self._confirmed(form, "importid")

    def upload_pages(self, module: int, data: bytes) -> str:
        """Import a zip of feedback files, its preview confirmed; return what Moodle says."""
        page = _plugin(module, "file", "uploadzip")
        form = self._form(self._browser.get(VIEW, params=page), "feedbackzip")
        return self._confirmed({**form, "feedbackzip": self._draft("pages.zip", data)}, "confirm")

    def _confirmed(self, form: dict[str, str], field: str) -> str:
        preview = self._browser.post(VIEW, data=form)
        answer = self._browser.post(VIEW, data=self._form(preview, field))
        assert answer.status_code == 200, answer.text[:500]
        return re.sub(r"<[^>]*>|\s+", " ", answer.text)

    def _file(self, page: dict[str, str | int]) -> tuple[str, bytes]:
        answer = self._browser.get(VIEW, params=page)
        assert "attachment" in answer.headers.get("content-disposition", ""), answer.text[:500]
        return answer.headers["content-disposition"], answer.content

    def _draft(self, name: str, data: bytes) -> str:
        answer = self._browser.post(
            "/webservice/upload.php", data={"token": self._token}, files={"file_1": (name, data)}
        ).json()
        return str(answer[0]["itemid"])

    def _form(self, page: httpx.Response, field: str) -> dict[str, str]:
        """Return what the form with a field would send, untouched: the first, since a login page has a guest's too."""
        parser = _Forms()
        parser.feed(page.text)
        found = [form for form in parser.forms if field in form]
        assert found, f"{page.url}: no form with {field!r}: {page.text[:300]}"
        return {name: value for name, value in found[0].items() if name != "cancel"}


class _Forms(HTMLParser):
    """The forms of a page: name -> value."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif tag in ("input", "select") and self.forms and own.get("name") and own.get("type") != "checkbox":
            self.forms[-1][own["name"]] = own.get("value", "")


def _plugin(module: int, plugin: str, action: str) -> dict[str, str | int]:
    return {
        "id": module,
        "action": "viewpluginpage",
        "pluginsubtype": "assignfeedback",
        "plugin": plugin,
        "pluginaction": action,
    }
