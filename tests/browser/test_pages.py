"""The feedback page and the class report in a real browser: accessible, 320 px wide, dark and printed, and sortable."""

import os
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.gradebook import report
from tests.browser.conftest import ROOT
from tests.gradebook import showcase

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SIZES = {"wide": (1280, 1000), "phone": (320, 800)}


@pytest.fixture(scope="module")
def axe():
    """Return axe-core's source: `npm install axe-core` here, or AXE_CORE names the file."""
    path = Path(os.environ.get("AXE_CORE", ROOT / "node_modules/axe-core/axe.min.js"))
    if not path.is_file():
        pytest.skip("no axe-core: npm install --no-save axe-core")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["en", "fr"])
def results(request, tmp_path_factory):
    """Return the folder of a class's pages in one language."""
    folder = tmp_path_factory.mktemp(f"results-{request.param}")
    course = load_course(ROOT / "assignments", ["02_noise"])
    showcase.build(course, folder, students=25)
    report.write(course, folder, language=request.param)
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["report", "feedback"])
def test_a_page_is_accessible_and_fits(results, chromium, axe, pictures, name, size, scheme):
    path = results / "report.html" if name == "report" else next((results / "feedback").glob("*_4000.html"))
    width, height = SIZES[size]
    # axe is put in from outside, which the page's own policy rightly forbids.
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    requests, errors = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    page.screenshot(path=pictures / f"{results.name[-3:]}_{name}_{size}_{scheme}.png")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })"
    )
    told = [
        f"{each['id']}: {each['nodes'][0]['html']} {each['nodes'][0]['failureSummary']}"
        for each in found["violations"]
    ]
    assert told == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert errors == []
    context.close()


def test_the_table_of_students_sorts_by_any_column_from_the_keyboard(results, page):
    page.goto((results / "report.html").as_uri())
    heading = page.locator("#students thead th").nth(1)
    values = "[...document.querySelectorAll('#students tbody tr')].map((row) => Number(row.cells[1].dataset.value))"
    heading.locator("button").focus()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    ascending = page.evaluate(values)
    assert ascending == sorted(ascending) and len(set(ascending)) > 3
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert page.evaluate(values) == sorted(ascending, reverse=True)


def test_the_pages_own_policy_lets_its_script_run_and_no_other(results, page):
    page.goto((results / "report.html").as_uri())
    assert page.locator("#students thead button").count() > 3
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.evil = 1'}))"
    )
    assert page.evaluate("window.evil") is None


def test_a_page_prints(results, chromium, tmp_path):
    context = chromium.new_context()
    page = context.new_page()
    page.goto((results / "report.html").as_uri())
    data = page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert data.startswith(b"%PDF")
    context.close()
