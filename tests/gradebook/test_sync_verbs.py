"""The verbs around a round: which site and links are meant, how events are told, how watching survives."""

from __future__ import annotations

import json

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook import sync_verbs
from autograder.gradebook.lms.sites import tokens
from autograder.gradebook.lms.sites.base import Refused, SiteDown, TokenRefused
from autograder.gradebook.sync_round import Link, Round


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give a folder of settings that is empty, and a token that needs no keyring."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(tokens.VARIABLE, "a-token")


def _asked(course, names=(), system="", remote="", **options):
    return sync_verbs.site_and_links(
        course, names, system, remote, **{"language": "en", "release": False, **options}
    )


def test_without_lms_toml_the_one_login_is_meant(course):
    tokens._write("logins.json", {"moodle https://moodle.example.org": "keyring"})
    site, (link,) = _asked(course, ["02"], "moodle", "Devoir 2")
    assert (site.url, link.assignment.id, link.remote) == (
        "https://moodle.example.org",
        "02_noise",
        "Devoir 2",
    )
    tokens._write("logins.json", {"moodle https://a.org": "keyring", "moodle https://b.org": "keyring"})
    with pytest.raises(UsageError, match="found 2"):
        _asked(course, ["02"], "moodle", "Devoir 2")


def test_lms_toml_says_which_assignments_there_are(course):
    (course.folder / "lms.toml").write_text(
        'system = "moodle"\nurl = "https://moodle.example.org"\n[assignments]\n02_noise = "Devoir 2"\n'
    )
    _, links = _asked(course)
    assert [link.remote for link in links] == ["Devoir 2"]
    assert _asked(course, release=True)[1][0].release
    with pytest.raises(UsageError, match="found none"):
        _asked(course, [course.assignments[1].id])
    with pytest.raises(UsageError, match="expected an assignment, received '99'"):
        _asked(course, ["99"])


def test_nothing_said_is_told(course):
    with pytest.raises(UsageError, match=r"--moodle or --canvas, or lms\.toml"):
        _asked(course)


def test_an_event_is_a_line_of_json_or_a_sentence_without_control_characters():
    said = []
    event = {"event": "written", "assignment": "02_noise", "student": "Ann\x1b[2J", "grade": "14"}
    sync_verbs.teller("fr", False, said.append)(event)
    assert said[0].endswith("\N{NO-BREAK SPACE}: 14 écrit, et relu")
    assert "\x1b" not in said[0]
    sync_verbs.teller("fr", True, said.append)(event)
    assert json.loads(said[1])["grade"] == "14"


class _Sync:
    def __init__(self, *outcomes, out=None):
        self.outcomes, self.told, self.out, self.site = list(outcomes), [], out, "the first"
        self.emit = self.tell = self.told.append

    def round(self, link):
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


def test_watching_survives_a_site_that_is_down_and_tells_it_once(course, tmp_path):
    pauses = []
    link = Link(course.assignments[0], "5")
    sync = _Sync(
        Round(),
        SiteDown("down"),
        SiteDown("down"),
        Round(),
        UsageError("a scale"),
        Round(),
        KeyboardInterrupt(),
        out=tmp_path,
    )
    with pytest.raises(KeyboardInterrupt):
        sync_verbs.watch(sync, [link], 30.0, lambda: "another", sleep=pauses.append)
    assert [event["event"] for event in sync.told] == ["down", "up", "problem"]
    assert len(pauses) == 6
    assert all(0 <= pause <= 30 for pause in pauses)
    assert sync.site == "the first"


def test_a_token_that_expired_while_watching_is_read_anew(course, tmp_path):
    sync = _Sync(TokenRefused("expired"), TokenRefused("expired"), Round(), KeyboardInterrupt(), out=tmp_path)
    opened = iter(("the second", "the third"))
    with pytest.raises(KeyboardInterrupt):
        sync_verbs.watch(
            sync, [Link(course.assignments[0], "5")], 30.0, lambda: next(opened), sleep=lambda seconds: None
        )
    assert [event["event"] for event in sync.told] == ["down", "up"]
    assert sync.site == "the third"


def test_one_round_of_each_says_whether_a_person_is_needed(course):
    link = Link(course.assignments[0], "5")
    assert sync_verbs.once(_Sync(Round(), Round()), [link, link])
    assert not sync_verbs.once(_Sync(Round(withheld=1), Round()), [link, link])


def test_the_connection_of_a_course_without_lms_toml_is_not_tested(tmp_path):
    assert sync_verbs.tested(tmp_path, "en") is None


def test_a_connection_that_cannot_be_is_told_by_the_doctor(tmp_path):
    (tmp_path / "lms.toml").write_text('system = "moodle"\nurl = "http://moodle.example.org"\n')
    state, _, advice = sync_verbs.tested(tmp_path, "en")
    assert state == "missing"
    assert "over http" in advice


def test_why_a_site_refused_is_told_in_the_readers_language_and_to_programs_in_english():
    why = Refused("site.no_json_of_canvas", url="https://canvas.example.org").message
    said = []
    sync_verbs.teller("fr", False, said.append)({"event": "problem", "assignment": "02_noise", "why": why})
    sync_verbs.teller("fr", True, said.append)({"event": "problem", "assignment": "02_noise", "why": why})
    assert "du JSON était attendu" in said[0]
    assert "expected JSON" in json.loads(said[1])["why"]
