"""The teacher's page, asked as a browser asks it."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from autograder.base.messages import capitalised, for_teacher
from autograder.base.verdict import Message, Outcome, Reason, Result, Verdict
from autograder.gradebook.in_hand import Watch
from autograder.gradebook.review import jobs
from autograder.gradebook.review.app import application
from autograder.gradebook.review.jobs import Jobs
from autograder.gradebook.roster import Student
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Graded, Store

HOST = "127.0.0.1:8000"
ZOE = Student("1", "Zoé <b>Martin</b>")
HERS = f"/hand-in/02_noise/{ZOE.key}"
NASTY = b"def add_noise(images):\n    return '<script>alert(1)</script>'\n"


@pytest.fixture
def out(course, tmp_path):
    store = Store(tmp_path / "results")
    checks = {
        "clipped": Outcome.PASS,
        "seeded": Outcome.FAIL,
        "salted": Outcome.FAIL,
        "blurred": Outcome.NOT_RUN,
    }
    for student in (ZOE, Student("2", "Jean Petit")):
        attempt, _ = store.add(student, "02_noise", [("tp.py", NASTY)])
        verdicts = tuple(
            Verdict(
                check,
                outcome,
                None if outcome is Outcome.PASS else Reason.EXCEPTION,
                Message(
                    "worker.exception_line",
                    {"type": "ValueError", "text": "<i>x</i>", "line": 2, "source": "", "where": ""},
                )
                if outcome is Outcome.FAIL
                else None,
            )
            for check, outcome in checks.items()
        )
        store.grade(attempt, Graded(Result("02_noise", verdicts, "A", 1.0, 10.0)))
    return store.folder


@pytest.fixture
def browser(course, out):
    app = application(course, out, language="en", token="secret", hosts=[HOST], jobs=Jobs(course.folder, out))
    client = TestClient(app, base_url=f"http://{HOST}")
    client.get("/?token=secret")
    return client


def _decide(browser, **form):
    given = {"check": "", "points": "", "comment": "", "before_points": "", "before_comment": ""} | form
    return browser.post(
        f"{HERS}/decide", data=given, headers={"origin": f"http://{HOST}"}, follow_redirects=False
    )


def test_without_the_token_nothing_is_shown(course, out):
    app = application(course, out, language="en", token="secret", hosts=[HOST], jobs=Jobs(course.folder, out))
    stranger = TestClient(app, base_url=f"http://{HOST}")

    assert stranger.get("/").status_code == 403
    assert stranger.get("/?token=guess").status_code == 403


def test_the_token_leaves_the_address_at_once(course, out):
    app = application(course, out, language="en", token="secret", hosts=[HOST], jobs=Jobs(course.folder, out))
    answer = TestClient(app, base_url=f"http://{HOST}").get("/?token=secret", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in answer.headers["set-cookie"]


def test_another_host_or_another_sites_page_is_refused(browser):
    assert browser.get("/", headers={"host": "evil.example"}).status_code == 403
    answer = browser.post("/regrade/02_noise", data={"only": "1"}, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403


def test_nothing_of_a_hand_in_is_markup(browser):
    for address in ("/", HERS, "/alike/02_noise/q1"):
        text = browser.get(address).text
        assert "<script>alert" not in text
        assert "<b>Martin" not in text
        assert "<i>x</i>" not in text
    assert "script-src 'self'" in browser.get("/").headers["content-security-policy"]


def test_the_code_stands_beside_its_verdicts_and_the_failing_line_is_marked(browser):
    text = browser.get(HERS).text

    assert re.search(r'<span class="row failed"[^>]*><span class="number">2</span>', text)
    assert 'id="seeded"' in text


def test_what_is_all_there_is_to_say_of_a_questions_checks_is_said_once(browser, course, out):
    missing = Message("worker.missing_name", {"name": "add_noise"})
    verdicts = tuple(
        Verdict(check, Outcome.NOT_RUN, Reason.MISSING_NAME, missing) for check in ("clipped", "seeded")
    )
    store = Store(out)
    attempt, _ = store.add(Student("3", "Ada Poe"), "02_noise", [("tp.py", b"x = 1\n")])
    store.grade(attempt, Graded(Result("02_noise", verdicts, "A", 1.0, 10.0)))

    text = browser.get(f"/hand-in/02_noise/{Student('3', 'Ada Poe').key}").text

    assert text.count(capitalised(for_teacher(missing), "en")) == 1


def test_who_asks_for_a_run_while_another_is_on_is_told_which(browser, monkeypatch):
    monkeypatch.setattr(jobs, "_follow", lambda job, command: None)
    asked = {"headers": {"origin": f"http://{HOST}"}}
    started = browser.post("/regrade/02_noise", data={"only": ZOE.key}, **asked)
    refused = browser.post("/regrade/02_noise", data={"only": "jean-petit_2"}, **asked)

    assert (started.status_code, started.json()) == (200, {"id": 1})
    assert refused.status_code == 409
    assert refused.json()["words"].startswith(f"Not started: {ZOE.with_id} is being judged again (02_noise)")


def test_a_decision_counts_at_once(browser, course, out):
    assert _decide(browser, check="seeded", points="2.5", comment="Nearly").status_code == 303

    (mine,) = (each for each in gradebook(course, Store(out)).standings if each.student.key == ZOE.key)
    line = next(line for line in mine.score.lines if line.check.id == "seeded")
    assert (line.points, line.override.comment) == (2.5, "Nearly")


def test_fewer_points_than_the_machines_are_asked_about_first(browser, out):
    answer = _decide(browser, check="clipped", points="0")
    assert answer.status_code == 409
    assert "The checks gave 2; you wrote 0, which is less." in answer.text
    assert not (out / "overrides.csv").exists()

    assert _decide(browser, check="clipped", points="0", sure="yes").status_code == 303


@pytest.mark.parametrize(("check", "most"), [("clipped", 2), ("", 10)])
def test_more_points_than_there_are_are_asked_about_first(browser, out, check, most):
    answer = _decide(browser, check=check, points="99")
    assert answer.status_code == 409
    assert f"There are {most} points; you wrote 99, which is more." in answer.text
    assert not (out / "overrides.csv").exists()

    assert _decide(browser, check=check, points="99", sure="yes").status_code == 303


@pytest.mark.parametrize("points", ["ten", "-1", "nan", "1e999"])
def test_what_is_no_number_of_points_is_refused_in_the_teachers_language(course, out, points):
    app = application(course, out, language="fr", token="secret", hosts=[HOST], jobs=Jobs(course.folder, out))
    browser = TestClient(app, base_url=f"http://{HOST}")
    browser.get("/?token=secret")

    answer = _decide(browser, check="seeded", points=points)
    assert answer.status_code == 409
    assert "n’est pas un nombre de points" in answer.text
    assert not (out / "overrides.csv").exists()
    for_all = browser.post(
        "/alike/02_noise/q1/decide",
        data={"check": "seeded", "points": points, "keys": ZOE.key},
        headers={"origin": f"http://{HOST}"},
    )
    assert (for_all.status_code, "nombre de points" in for_all.text) == (400, True)


def test_a_second_tab_does_not_lose_the_words_of_the_first(browser):
    _decide(browser, comment="first")
    answer = _decide(browser, comment="second")

    assert answer.status_code == 409
    assert "first" in answer.text
    assert "second" in answer.text


def test_equal_answers_that_fail_alike_are_one_group(browser):
    assert browser.get("/alike/02_noise/q1").text.count("<section") == 1


def test_a_hand_in_that_waits_for_its_verdicts_has_a_page_that_says_so(course, out):
    course = replace(course, attempt="last")
    Store(out).add(ZOE, "02_noise", [("tp.py", NASTY + b"# again")])
    app = application(course, out, language="en", token="secret", hosts=[HOST], jobs=Jobs(course.folder, out))
    browser = TestClient(app, base_url=f"http://{HOST}")
    browser.get("/?token=secret")

    for answer in (browser.get(HERS), _decide(browser, points="3")):
        assert answer.status_code == 409
        assert "not judged yet" in answer.text
    assert not (out / "overrides.csv").exists()
    assert HERS not in browser.get("/").text  # the table leads to nobody's older attempt


def test_what_is_not_there_is_404(browser):
    for address in (
        "/hand-in/02_noise/nobody",
        "/hand-in/99_x/1",
        "/alike/02_noise/q9",
        "/static/style.css",
        "/jobs/7",
    ):
        assert browser.get(address).status_code == 404


def test_copies_are_looked_for_in_a_course_without_masters(browser):
    assert browser.get("/copies/02_noise").status_code == 200


def test_the_neighbours_keep_to_those_that_fail_a_check(browser):
    text = browser.get(f"{HERS}?fails=seeded").text

    assert "?fails=seeded" in text
    assert "2 of 2" in text or "1 of 2" in text


def test_code_that_turns_writing_round_or_moves_a_cursor_is_seen_and_not_obeyed(browser, course, out):
    trojan = (
        "def add_noise(images):\n    # \u202e } \u2066 if fair: \x1b[2J\r\n    return images\r    # end\n"
    )
    attempt, _ = Store(out).add(ZOE, "02_noise", [("tp.py", trojan.encode())])
    Store(out).grade(attempt, Graded(Result("02_noise", (), "A", 1.0, 10.0)))

    for address in (HERS, "/alike/02_noise/q1", f"/difference/02_noise/{ZOE.key}?from=1&to=2"):
        text = browser.get(address).text
        assert "# \N{REPLACEMENT CHARACTER} }" in re.sub("<[^>]*>", "", text)
        assert not re.search("[\u202e\u2066\x1b\r]", text)


def test_what_nobody_types_does_not_spoil_the_table_of_decisions(browser, out):
    assert (
        _decide(browser, check="seeded", points="1", comment="Near\x00ly\x1b[2J\r\ndone").status_code == 303
    )

    assert "Nearly[2J\ndone" in (out / "overrides.csv").read_text(encoding="utf-8-sig")
    assert browser.get(HERS).status_code == 200


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", ""])
def test_a_number_that_is_none_leads_nowhere(number, browser):
    assert (
        browser.get(f"/difference/02_noise/{ZOE.key}", params={"from": number, "to": "1"}).status_code == 404
    )
    answer = browser.post(
        f"{HERS}/line",
        data={"function": "add_noise", "line": number, "comment": "x"},
        headers={"origin": f"http://{HOST}"},
    )
    assert answer.status_code == 409


def test_more_fields_than_a_form_has_are_refused(browser):
    assert _decide(browser, **{f"field{number}": "1" for number in range(200)}).status_code == 400


def test_two_reviews_at_once_know_their_own_tokens(course, out):
    client = TestClient(None, base_url=f"http://{HOST}")
    for host, token in ((HOST, "secret"), ("127.0.0.1:9000", "other")):
        client._transport.app = application(
            course, out, language="en", token=token, hosts=[host], jobs=Jobs(course.folder, out)
        )
        client.get(f"http://{host}/?token={token}")
    assert len(client.cookies) == 2


def test_the_page_is_told_who_is_being_judged_and_for_how_long(course, out, monkeypatch):
    monkeypatch.setattr("autograder.gradebook.review.queue._held", lambda path: True)
    attempt, _ = Store(out).add(ZOE, "02_noise", [("tp.py", b"pass  # again")])
    quick, _ = Store(out).add(Student("2", "Jean Petit"), "02_noise", [("tp.py", b"pass  # again")])
    Watch(Store(out), lambda event: None).see([(attempt, 80.0), (quick, 2.0)])
    app = application(course, out, language="fr", token="secret", hosts=[HOST], jobs=Jobs(course.folder, out))
    client = TestClient(app, base_url=f"http://{HOST}")
    client.get("/?token=secret")

    told = client.get("/now").json()
    assert told["being_judged"].replace("\u00a0", " ") == "En ce moment : Jean Petit, 02_noise"
    assert told["long"].replace("\u00a0", " ").startswith("en cours depuis 1 min 20 : Zoé")


@pytest.mark.parametrize(
    ("method", "address", "status", "words"),
    [
        ("GET", "/nowhere", 404, "Il n’y a rien à cette adresse"),
        ("GET", "/hand-in/02_noise/nobody", 404, "Il n’y a rien à cette adresse"),
        ("GET", "/alike/02_noise/q99", 404, "Il n’y a rien à cette adresse"),
        ("GET", f"{HERS}/decide", 405, "ne reçoit que des formulaires"),
        ("POST", f"{HERS}/decide", 413, "trop long"),
    ],
)
def test_what_is_refused_is_told_on_a_page_in_the_teachers_language(
    course, out, method, address, status, words
):
    app = application(course, out, language="fr", token="secret", hosts=[HOST], jobs=Jobs(course.folder, out))
    client = TestClient(app, base_url=f"http://{HOST}")
    client.get("/?token=secret")
    sent = (
        {"data": {"comment": "x" * 200_000}, "headers": {"origin": f"http://{HOST}"}}
        if method == "POST"
        else {}
    )

    answer = client.request(method, address, **sent)
    assert answer.status_code == status
    assert words in answer.text.replace("\u00a0", " ") and '<html lang="fr">' in answer.text
    assert 'href="/"' in answer.text and "Not Found" not in answer.text


def test_whoever_may_not_enter_is_told_in_the_pages_language(course, out):
    app = application(course, out, language="fr", token="secret", hosts=[HOST], jobs=Jobs(course.folder, out))
    assert "jeton" in TestClient(app, base_url=f"http://{HOST}").get("/").text
    assert "127.0.0.1" in TestClient(app, base_url="http://elsewhere").get("/").text
