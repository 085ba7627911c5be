"""HTTP with patience: what is waited for, how long, and what the token is never part of."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime

import httpx
import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.lms.sites import patience
from autograder.gradebook.lms.sites.base import Refused, SiteDown, TokenRefused, Vanished
from autograder.gradebook.lms.sites.patience import Patience, checked_url, retry_after


def _patience(*answers, tries=6):
    """Return (patience, pauses, requests) of a site that gives these answers in order, errors raised."""
    left, pauses, requests = list(answers), [], []

    def handle(request):
        requests.append(request)
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    transport = httpx.MockTransport(handle)
    return (
        Patience("http://127.0.0.1:1", "secret", transport=transport, sleep=pauses.append, tries=tries),
        pauses,
        requests,
    )


WELL = httpx.Response(200, text="well")


@pytest.mark.parametrize(
    "trouble",
    [httpx.ConnectError("refused"), httpx.ReadTimeout("slow"), httpx.Response(503), httpx.Response(429)],
)
def test_a_site_that_comes_back_is_asked_again(trouble):
    client, pauses, _ = _patience(trouble, trouble, WELL)
    assert client.post("/x", {}).text == "well"
    assert len(pauses) == 2
    assert pauses[0] < pauses[1]


def test_a_site_asks_for_the_pause_it_needs():
    client, pauses, _ = _patience(httpx.Response(429, headers={"Retry-After": "7"}), WELL)
    client.post("/x", {})
    assert pauses == [7.0]


def test_an_hours_pause_is_left_to_the_next_round():
    client, pauses, _ = _patience(httpx.Response(503, headers={"Retry-After": "3600"}))
    with pytest.raises(SiteDown, match="goes on later"):
        client.post("/x", {})
    assert pauses == []


def test_a_site_that_stays_down_is_told_after_the_last_try():
    client, pauses, requests = _patience(httpx.ConnectError("refused"), tries=3)
    with pytest.raises(SiteDown, match="no answer"):
        client.post("/x", {})
    assert (len(pauses), len(requests)) == (2, 3)


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, TokenRefused), (404, Vanished), (410, Vanished), (500, Refused), (302, Refused)],
)
def test_other_answers_are_not_asked_for_again(status, error):
    client, pauses, requests = _patience(
        httpx.Response(status, headers={"Location": "https://elsewhere.example.org"})
    )
    with pytest.raises(error):
        client.post("/x", {})
    assert (pauses, len(requests)) == ([], 1)


def test_a_certificate_that_nobody_vouches_for_is_told_at_once():
    error = httpx.ConnectError("handshake")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed certificate")
    client, pauses, _ = _patience(error)
    with pytest.raises(Refused, match="SSL_CERT_FILE"):
        client.post("/x", {})
    assert pauses == []


def test_a_site_that_sends_on_is_told_with_its_other_address():
    client, _, requests = _patience(httpx.Response(301, headers={"Location": "https://moodle.example.org/x"}))
    with pytest.raises(Refused, match="sends on to https://moodle.example.org/x"):
        client.post("/x", {"token": "secret"})
    assert len(requests) == 1


def test_the_token_is_in_no_address_and_no_error():
    client, _, requests = _patience(httpx.Response(500))
    with pytest.raises(Refused) as caught:
        client.post("/x", {"token": client.token})
    assert "secret" not in f"{requests[0].url} {caught.value!r}"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Fri, 06 Mar 2026 12:01:00 GMT", 60.0),
        ("Fri, 06 Mar 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header, seconds):
    assert retry_after(header, datetime(2026, 3, 6, 12, 0, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    "url", ["http://moodle.example.org", "moodle.example.org", "ftp://x", "https://me:pw@x.org"]
)
def test_a_token_is_sent_to_no_address_where_it_could_be_read(url):
    with pytest.raises(UsageError):
        checked_url(url)


def test_https_and_this_machine_are_addresses():
    assert checked_url("https://moodle.example.org/") == "https://moodle.example.org"
    assert checked_url("http://127.0.0.1:8080") == "http://127.0.0.1:8080"


def test_a_file_without_end_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(patience, "MAX_BYTES", 10)
    client, _, _ = _patience(httpx.Response(200, content=b"x" * 11))
    with pytest.raises(Refused, match="larger"):
        client.post("/x", {})


@pytest.mark.parametrize(
    "header", ["²", "-0000", "Wed, 21 Oct 2026 07:28:00 -0000", "9" * 5000, "Mon, 99 Foo 99999 00:00:00 GMT"]
)
def test_an_odd_pause_is_none_or_a_number(header):
    assert retry_after(header, datetime(2027, 1, 1, tzinfo=UTC)) in (None, 0.0, float("inf"))
    client, _, _ = _patience(httpx.Response(503, headers=[(b"Retry-After", header.encode())]), tries=1)
    with pytest.raises(SiteDown):
        client.post("/x", {})


def test_a_file_is_fetched_without_the_token_from_where_the_site_keeps_it():
    client, _, requests = _patience(
        httpx.Response(302, headers={"Location": "https://files.example.org/a?key=1"}), WELL
    )
    assert client.get("http://127.0.0.1:1/files/1").text == "well"
    assert [request.url.host for request in requests] == ["127.0.0.1", "files.example.org"]
    assert all("secret" not in f"{request.url}{request.headers}" for request in requests)


@pytest.mark.parametrize("there", ["http://169.254.169.254/latest", "http://10.0.0.1/", "ftp://a.example/x"])
def test_a_site_cannot_have_us_ask_another_machine_without_https(there):
    client, _, requests = _patience(httpx.Response(302, headers={"Location": there}), WELL)
    with pytest.raises((Refused, SiteDown)):
        client.get("http://127.0.0.1:1/files/1")
    assert {request.url.host for request in requests} == {"127.0.0.1"}
    with pytest.raises((Refused, SiteDown)):
        client.get(there)


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_file_without_an_end_is_refused(way, monkeypatch):
    monkeypatch.setattr(patience, "MAX_BYTES", 1000)
    client, _, _ = _patience(httpx.Response(200, content=b"x" * 2000))
    with pytest.raises(Refused, match="larger than"):
        client.get("http://127.0.0.1:1/x") if way == "get" else client.post("/x", {})


def test_a_file_that_drips_is_given_up(monkeypatch):
    monkeypatch.setattr(patience, "_LONGEST_ANSWER", -1.0)
    client, _, requests = _patience(WELL, tries=2)
    with pytest.raises(SiteDown, match="not whole"):
        client.get("http://127.0.0.1:1/x")
    assert len(requests) == 2
