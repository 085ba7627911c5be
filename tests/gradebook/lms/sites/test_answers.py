"""A system that says odd things ends no round with a traceback, and is not followed for ever."""

import itertools
import json

import httpx
import pytest

from autograder.gradebook.lms.sites import answers
from autograder.gradebook.lms.sites.answers import rows
from autograder.gradebook.lms.sites.base import Refused, RemoteAssignment, RemoteFile, SiteDown
from autograder.gradebook.lms.sites.moodle import MoodleSite
from autograder.gradebook.lms.sites.patience import Patience

REMOTE = RemoteAssignment("5", "Devoir", "TF", 20.0)
FILE = RemoteFile("tp.py", "http://127.0.0.1:1/webservice/pluginfile.php/1", 3)
BODIES = [
    *(b"[]", b"{}", b"5", b"null", b'"text"', b"[[]]", b'{"assignments": null}', b'{"courses": [{}]}'),
    *(b'[{"id": 1}]', b'{"assignments": [{"assignmentid": 5}]}', b"[" * 100_000, b'{"a":' * 100_000, b"\xff", b"1" * 6000),
    b'{"assignments": [{"assignmentid": 5, "submissions": [{"id": 1, "userid": 1, "attemptnumber": null, "timemodified": 1e99, '
    b'"plugins": [{"type": "file", "fileareas": [{"files": [{"filepath": "/", "filename": "a", "fileurl": "", "filesize": ""}]}]}]}]}]}',
]  # fmt: skip


def _site(answer):
    transport = httpx.MockTransport(lambda request: answer(request))
    return MoodleSite(Patience("http://127.0.0.1:1", "SECRET", transport=transport, tries=1))


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:24]))
def test_an_answer_of_another_form_is_refused_in_a_sentence(body):
    site = _site(
        lambda request: httpx.Response(200, content=body, headers={"content-type": "application/json"})
    )
    calls = {
        "who": site.who,
        "assignments": site.assignments,
        "participants": lambda: site.participants(REMOTE),
        "hand_ins": lambda: site.hand_ins(REMOTE, []),
        "fetch": lambda: site.fetch(FILE),
        "read_back": lambda: site.read_back(REMOTE, {"1": 0}),
    }
    said = []
    for call in calls.values():
        try:
            call()
        except Refused as error:  # nothing else may come out of it
            said.append(str(error))
    assert all("SECRET" not in each and len(each) < 400 for each in said)


def test_a_list_of_people_without_an_end_is_not_followed(monkeypatch):
    monkeypatch.setattr("autograder.gradebook.lms.sites.moodle.MOST", 1000)
    page = json.dumps([{"id": number, "fullname": "x"} for number in range(200)]).encode()

    def answer(request):
        flags = b"get_user_flags" in request.read()
        return httpx.Response(200, content=b'{"assignments": []}' if flags else page)

    with pytest.raises(Refused, match="more than 1000"):
        _site(answer).participants(REMOTE)


def test_a_listing_without_an_end_is_not_followed(monkeypatch):
    monkeypatch.setattr(answers, "MOST", 10)
    assert rows(range(10)) == list(range(10))
    with pytest.raises(ValueError, match="more than 10"):
        rows(itertools.count())


def test_a_body_that_cannot_be_unpacked_is_a_site_that_is_down():
    def answer(request):
        return httpx.Response(200, stream=httpx.ByteStream(b"no gzip"), headers={"content-encoding": "gzip"})

    with pytest.raises(SiteDown):
        _site(answer).who()


def test_half_a_surrogate_pair_is_no_name():
    assert RemoteFile("a\ud800.py", "", 0).name == "a?.py"
