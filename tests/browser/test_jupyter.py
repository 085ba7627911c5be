"""A student's first hour in JupyterLab: open, run, read what is wrong, fill in, run again, see green, hand in."""

import io
import json
import time
import zipfile

import pytest

from autograder.course.load import load_assignment, load_course
from autograder.course.master import SOLUTION
from autograder.judge.run import grade_job
from autograder.release import bundle
from tests.browser.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ASSIGNMENT = "02_noise"
WORDS = {"fr": ("réussi", "non exécutée"), "en": ("passed", "not run")}


@pytest.fixture
def unzipped(tmp_path):
    """Return the folder a student has after unzipping what the teacher gave out."""
    data = bundle.student_zip(bundle.student_bundle(load_course(ROOT / "assignments", [ASSIGNMENT])))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "student_template"


@pytest.mark.parametrize(("language", "theme"), [("fr", "Light"), ("en", "Dark")])
def test_a_student_gets_from_the_zip_to_green_and_hands_in(
    language, theme, unzipped, jupyter, page, pictures
):
    begun = time.monotonic()
    passed, not_run = WORDS[language]
    name = f"{ASSIGNMENT}.{language}.ipynb"
    page.goto(f"{jupyter(unzipped, theme)}/lab/tree/{ASSIGNMENT}/{name}")
    notebook = page.locator(".jp-NotebookPanel:visible")
    notebook.locator(".jp-CodeCell").first.wait_for(timeout=60_000)
    # A cell run before the kernel is there makes JupyterLab ask which one to take.
    page.get_by_text("| Idle").first.wait_for(timeout=60_000)

    contents = notebook.locator(".jp-MarkdownCell").first.locator("a[href='#q3']")
    contents.click()
    notebook.locator("h2", has_text="Question 3").wait_for(timeout=20_000)
    _until(lambda: notebook.locator("h2", has_text="Question 3").bounding_box()["y"] < 900, 20)

    for part in ("use", "setup", "setup-run1", "q1-answer", "q1-check"):
        _run(page, part, name, unzipped)
    report = notebook.locator(".autograder-report").first
    report.wait_for(timeout=120_000)
    assert not_run in report.inner_text()
    report.scroll_into_view_if_needed()
    page.screenshot(path=pictures / f"jupyter_{language}_1_not_attempted.png")

    _write(
        page,
        "q1-answer",
        "def add_uniform_noise(images, factor, seed):\n    return images + factor",
        name,
        unzipped,
    )
    _run(page, "q1-answer", name, unzipped)
    _run(page, "q1-check", name, unzipped)
    _until(lambda: not_run not in report.inner_text(), 60)
    report.scroll_into_view_if_needed()
    page.screenshot(path=pictures / f"jupyter_{language}_2_wrong.png")
    assert "add_uniform_noise(" in report.inner_text()

    answer = load_assignment(ROOT / "assignments" / ASSIGNMENT).master.cells(SOLUTION)["q1"]
    _write(page, "q1-answer", answer, name, unzipped)
    _run(page, "q1-answer", name, unzipped)
    _run(page, "q1-check", name, unzipped)
    _until(lambda: report.inner_text().count(passed) >= 4, 60)
    green = time.monotonic() - begun
    report.scroll_into_view_if_needed()
    page.screenshot(path=pictures / f"jupyter_{language}_3_green.png")

    _run(page, _figure_cell(name, unzipped), name, unzipped)
    notebook.locator(".jp-OutputArea-output img").last.wait_for(timeout=60_000)
    notebook.locator(".jp-OutputArea-output img").last.scroll_into_view_if_needed()
    page.screenshot(path=pictures / f"jupyter_{language}_4_figure.png")

    _write_last(page, 'autograder.hint("q1")')
    notebook.locator(".autograder-note").last.wait_for(timeout=60_000)
    page.keyboard.press("Control+s")
    time.sleep(2)
    _run(page, "export", name, unzipped)
    archive = unzipped / ASSIGNMENT / f"{ASSIGNMENT}.zip"
    _until(archive.is_file, 120)
    notebook.locator(".autograder-note").last.scroll_into_view_if_needed()
    page.screenshot(path=pictures / f"jupyter_{language}_5_export.png")

    result = grade_job(
        str(ROOT / "assignments" / ASSIGNMENT), archive.read_bytes(), archive.name, unisolated=True
    )
    told = {check.id for check in load_assignment(ROOT / "assignments" / ASSIGNMENT).question("q1").checks}
    assert {verdict.check for verdict in result.verdicts if verdict.passed} == told
    red = notebook.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']")
    assert [text for text in red.all_inner_texts() if text.strip()] == []
    print(f"\n{language}: from opening to the first green check {green:.0f} s")


def _cells(name, unzipped):
    return json.loads((unzipped / ASSIGNMENT / name).read_text(encoding="utf-8"))["cells"]


def _index(part, name, unzipped):
    ids = [cell["id"] for cell in _cells(name, unzipped)]
    return ids.index(part if part in ids else f"{ASSIGNMENT}-{part}")


def _figure_cell(name, unzipped):
    """Return the id of the first cell after the check of q1 that draws."""
    cells = _cells(name, unzipped)
    first = _index("q1-check", name, unzipped)
    return next(cell["id"] for cell in cells[first + 1 :] if cell["cell_type"] == "code")


def _cell(page, part, name, unzipped):
    index = _index(part, name, unzipped)
    cell = page.locator(f".jp-NotebookPanel:visible .jp-Cell[data-windowed-list-index='{index}']")
    if not cell.count():
        cell = page.locator(".jp-NotebookPanel:visible .jp-Cell").nth(index)
    cell.scroll_into_view_if_needed()
    return cell


def _run(page, part, name, unzipped):
    cell = _cell(page, part, name, unzipped)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    _until(lambda: "[*]" not in cell.locator(".jp-InputPrompt").inner_text(), 120)


def _write(page, part, text, name, unzipped):
    cell = _cell(page, part, name, unzipped)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    # Inserted, not typed: the editor would indent and close brackets by itself.
    page.keyboard.insert_text(text)


def _write_last(page, text):
    """Append a cell to the notebook and run it."""
    page.keyboard.press("Escape")
    page.keyboard.press("Control+End")
    last = page.locator(".jp-NotebookPanel:visible .jp-Cell").last
    last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def _until(happened, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return
        time.sleep(0.3)
    raise AssertionError(f"did not happen within {seconds} s")
