"""The teacher's page in a real browser: accessible, 320 px wide, dark, and marked from the keyboard."""

import os
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from autograder.course.load import load_course
from autograder.gradebook.review import jobs
from autograder.gradebook.review.app import application
from autograder.gradebook.review.jobs import Jobs
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from tests.browser.conftest import ROOT
from tests.gradebook import showcase

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SIZES = {"wide": (1280, 1000), "phone": (320, 800)}
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def axe():
    """Return axe-core's source: `npm install axe-core` here, or AXE_CORE names the file."""
    path = Path(os.environ.get("AXE_CORE", ROOT / "node_modules/axe-core/axe.min.js"))
    if not path.is_file():
        pytest.skip("no axe-core: npm install --no-save axe-core")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def course():
    return load_course(ROOT / "assignments", ["02_noise", "05_training"])


@pytest.fixture(scope="module", params=["en", "fr"])
def site(request, course, tmp_path_factory):
    """Serve a class's results in one language; return the address, which sets the cookie, the results and the language."""
    out = tmp_path_factory.mktemp(f"review-{request.param}")
    showcase.build(course, out, students=25)
    server, address = _serving(course, out, request.param)
    yield address, out, request.param
    server.should_exit = True


def _serving(course, out, language):
    import socket

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    host = f"127.0.0.1:{listener.getsockname()[1]}"
    app = application(
        course, out, language=language, token="secret", hosts=[host], jobs=Jobs(course.folder, out)
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    end = time.monotonic() + 20
    while not server.started and time.monotonic() < end:
        time.sleep(0.05)
    return server, f"http://{host}"


def _key(out, course, *, to_mark: bool | None = True):
    book = gradebook(course, Store(out))
    return next(
        each.student.key
        for each in book.standings
        if each.assignment.id == "05_training"
        and to_mark in (None, bool(each.score.to_mark))
        and "_4003" in each.student.key
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["class", "list", "hand_in", "alike", "words", "copies"])
def test_a_page_is_accessible_and_fits(site, course, chromium, axe, pictures, name, size, scheme):
    address, out, language = site
    paths = {
        "class": "/",
        "list": "/hand-ins/05_training?state=to_mark",
        "hand_in": f"/hand-in/05_training/{_key(out, course)}",
        "alike": "/alike/05_training/q2",
        "words": "/alike/05_training/q3",
        "copies": "/copies/05_training",
    }
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    requests, errors = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/?token=secret")
    page.goto(f"{address}{paths[name]}", timeout=180_000)  # the first look at copies imports copydetect
    page.screenshot(
        path=pictures / f"review_{language}_{name}_{size}_{scheme}.png", full_page=name != "copies"
    )
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate(axe)
    found = page.evaluate(f"axe.run({{ runOnly: {TAGS} }})")
    told = [
        f"{each['id']}: {each['nodes'][0]['html']} {each['nodes'][0]['failureSummary']}"
        for each in found["violations"]
    ]
    assert told == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = (
        "[...document.querySelectorAll('.code')].filter((each) => each.scrollWidth > each.clientWidth).length"
    )
    assert page.evaluate(wide) == 0, "a line of code goes on out of sight"
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    assert errors == []
    context.close()


def test_a_question_is_marked_from_the_keyboard_and_the_next_one_found(site, course, page):
    address, out, _ = site
    key = _key(out, course)
    page.goto(f"{address}/?token=secret")
    page.goto(f"{address}/hand-in/05_training/{key}?state=to_mark")
    page.keyboard.press("1")
    page.wait_for_selector("form.mark:not(.todo)")
    page.keyboard.press("2")
    page.wait_for_function("document.querySelector('form.mark .given b')?.textContent.startsWith('2')")

    mine = next(
        each
        for each in gradebook(course, Store(out)).standings
        if each.student.key == key and each.assignment.id == "05_training"
    )
    assert mine.score.marked[0].points == 2
    page.keyboard.press("j")
    page.wait_for_function(f"!location.pathname.endsWith('{key}')")
    assert "state=to_mark" in page.url


def test_a_line_is_commented_by_a_click_on_its_number(site, course, page):
    address, out, _ = site
    key = _key_any(out, course)
    page.goto(f"{address}/?token=secret")
    page.goto(f"{address}/hand-in/02_noise/{key}")
    page.locator(".code[data-function] .number").nth(1).click()
    form = page.locator("details.about-line[open] form").first
    form.locator("textarea:not([hidden])").fill("Pourquoi <b>ici</b> ?")
    form.locator("button").click()

    remark = page.locator(".code .remark").first
    assert remark.inner_text().strip() == "Pourquoi <b>ici</b> ?"
    assert (out / "comments.csv").read_text(encoding="utf-8-sig").count("Pourquoi") == 1


def _key_any(out, course):
    book = gradebook(course, Store(out))
    return next(
        each.student.key
        for each in book.standings
        if each.assignment.id == "02_noise" and "_4004" in each.student.key
    )


def test_a_second_run_is_refused_beside_its_own_button_which_stays(site, course, page, monkeypatch):
    address, out, language = site
    started = []
    monkeypatch.setattr(jobs, "_follow", lambda job, command: started.append(job))
    page.goto(f"{address}/?token=secret")
    page.goto(f"{address}/hand-in/02_noise/{_key_any(out, course)}")
    button, output = page.locator(".regrade button"), page.locator(".regrade output")
    button.click()
    page.locator(".regrade output", has_text="0/…").wait_for()
    assert button.is_disabled()

    page.reload()
    button.click()
    page.locator(".regrade output", has_text="02_noise").wait_for()
    started[0].status = 0
    assert {"en": "Not started", "fr": "Rien n’est lancé"}[language] in output.inner_text()
    assert button.is_enabled() and len(started) == 1


def test_the_class_is_searched_and_filtered(site, page):
    address, _, _ = site
    page.goto(f"{address}/?token=secret")
    page.locator("[data-state]").select_option("to_mark")
    visible = "[...document.querySelectorAll('#class tbody tr')].filter((row) => !row.hidden).length"
    marked = page.evaluate(visible)
    page.locator("[data-state]").select_option("missing")
    assert 0 < page.evaluate(visible) < marked


def test_a_long_docstring_is_folded_until_it_is_asked_for(site, course, page):
    address, out, _ = site
    page.goto(f"{address}/?token=secret")
    page.goto(f"{address}/hand-in/02_noise/{_key_any(out, course)}")
    code = page.locator(".code[data-function=add_gaussian_noise]")
    written = code.locator(".row", has_text="default_rng").last
    assert written.is_visible()
    folded = code.locator(".row[hidden]").count()
    assert folded > 6
    code.locator("button.fold").click()
    assert code.locator(".row[hidden]").count() == 0
    assert code.locator("button.fold").count() == 0


def test_on_paper_the_table_has_its_headings_and_nothing_to_click(site, course, page):
    address, out, _ = site
    page.goto(f"{address}/?token=secret")
    page.emulate_media(media="print")
    assert page.locator("#class th button").first.is_visible()
    page.goto(f"{address}/hand-in/05_training/{_key(out, course, to_mark=None)}")  # others may have marked it
    assert page.locator(".verdicts > li").first.is_visible()
    assert not page.locator("header nav").is_visible()
    assert not page.locator("button:not(.fold)").first.is_visible()
