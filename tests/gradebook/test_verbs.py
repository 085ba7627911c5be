"""The verbs `batch` and `report`, as a teacher types them; the judge itself is tested elsewhere."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.base.errors import UsageError
from autograder.base.messages import default_language, sentence
from tests.gradebook import fakes, showcase


@pytest.fixture
def run(course_folder, tmp_path, monkeypatch):
    """Return a function that runs a command line in an empty folder, with a judge that believes the hand-ins."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("autograder.judge.run.grade_job", fakes.grade_for_verbs)

    def run(*words):
        return CliRunner().invoke(cli.autograder, [*map(str, words), "--course", str(course_folder)])

    return run


@pytest.fixture
def download(tmp_path):
    """Return a small Moodle download."""
    path = tmp_path / "TP2.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "Élodie Dupont_11_assignsubmission_file/tp2.py", "def add_noise(x): pass\n# fail salted\n"
        )
        archive.writestr(
            "Bob_12_assignsubmission_file/tp2.py", "def add_noise(x): pass\n# judge_error salted\n"
        )
        archive.writestr("readme.txt", "hello")
    return path


def test_a_dry_run_lists_and_writes_nothing(run, download, tmp_path):
    answer = run("batch", download, "--dry-run")
    assert answer.exit_code == 0, answer.output
    assert "moodle: 2 hand-ins of 2 students" in answer.output
    assert "02_noise         Élodie Dupont" in answer.output
    assert "not recognised   readme.txt" in answer.output
    assert not (tmp_path / "results").exists()


def test_a_class_is_graded_reported_and_exported(run, download, tmp_path):
    answer = run("batch", download, "-a", "02", "-j", 1)
    assert answer.exit_code == 1  # a judge error needs somebody
    assert "judge error      Bob  02_noise salted: a bug of ours" in answer.output
    assert "1 judge error, scores withheld" in answer.output
    worksheet = tmp_path / "Notes.csv"
    worksheet.write_text(
        "Identifiant,Nom complet,Note,Note maximale,Dernière modification (note)\n"
        "Participant11,Élodie Dupont,,10,-\nParticipant12,Bob,,10,-\n"
    )
    dry = run("report", "02", "--moodle", worksheet, "--dry-run", "--language", "fr")
    assert "Élodie Dupont\u00a0: Note\u00a0: — → 7" in dry.output
    assert "Bob\u00a0: la note est en attente" in dry.output
    assert not (tmp_path / "results" / "exports").exists()
    answer = run("report", "02", "--moodle", worksheet, "--xlsx", "--language", "fr")
    assert answer.exit_code == 0, answer.output
    assert "Participant11,Élodie Dupont,7,10,-" in (tmp_path / "results/exports/Notes.csv").read_text()
    pages = zipfile.ZipFile(io.BytesIO((tmp_path / "results/exports/02_noise-feedback.zip").read_bytes()))
    assert "Élodie Dupont_11_assignsubmission_file/feedback.html" in pages.namelist()
    assert "marks.csv, marks.xlsx\nÉlodie Dupont\u00a0: 02_noise /10\u00a0: — → 7" in answer.output
    assert (tmp_path / "results/exports/marks.xlsx").exists()
    assert "results/report.html" in answer.output.replace("\\", "/")


def test_json_events_are_one_object_a_line(run, download):
    answer = run("batch", download, "-j", 1, "--json")
    events = [json.loads(line) for line in answer.output.splitlines()]
    assert [event["event"] for event in events] == ["listed", "planned", "judged", "judged", "finished"]


@pytest.mark.parametrize(("system", "score"), [("gradescope", "7"), ("prairielearn", "0.7")])
def test_each_students_results_json_is_exported(run, download, tmp_path, system, score):
    run("batch", download, "-a", "02", "-j", 1)
    dry = run("report", "02", "--results-for", system, "--dry-run")
    assert f"Élodie Dupont: score: — → {score}" in dry.output and "Bob: the score is withheld" in dry.output
    assert not (tmp_path / "results/exports").exists()
    run("report", "02", "--results-for", system)
    (path,) = (tmp_path / f"results/exports/{system}/02_noise").glob("elodie*.json")
    assert str(json.loads(path.read_text(encoding="utf-8"))["score"]) == score
    assert "Élodie Dupont: score" not in run("report", "02", "--results-for", system, "--dry-run").output


@pytest.mark.parametrize("system", ["gradescope", "prairielearn"])
def test_one_hand_in_is_graded_for_the_grader_of_another_system(run, tmp_path, system):
    (tmp_path / "tp2.py").write_text("def add_noise(x): pass\n# fail salted\n")
    answer = run("grade", "tp2.py", "-a", "02", "--results-for", system)
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["tests"][2]["name"].startswith("Q2: Salt is white.")


def test_marks_of_earlier_assignments_stay_in_the_table(run, tmp_path):
    for name in ("tp2.py", "tp3.py"):
        path = tmp_path / name[:3] / "ann" / name
        path.parent.mkdir(parents=True)
        path.write_text("def add_noise(x): pass\n")
    run("batch", tmp_path / "tp2", "-a", "02", "-j", 1)
    (tmp_path / "results/overrides.csv").write_text("student,assignment,points\nann,02,3\n")
    answer = run("batch", tmp_path / "tp3", "-a", "03", "-j", 1)
    assert answer.exit_code == 0, answer.output
    header, ann = (tmp_path / "results/marks.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.endswith("02_noise /10,03_model /10") and ann.endswith(",3,10")


def test_an_override_of_an_assignment_that_is_left_out_is_no_mistake(run, download, tmp_path):
    run("batch", download, "-a", "02", "-j", 1)
    (tmp_path / "results/overrides.csv").write_text("student,assignment,points\nBob,03,3\nBob,77,3\n")
    answer = run("batch", download, "-a", "02", "-j", 1)
    assert "no assignment '77'" in answer.output and "'03'" not in answer.output


def test_a_canvas_gradebook_is_filled(run, course, tmp_path):
    showcase.build(course, tmp_path / "results", students=3)
    exported = tmp_path / "Grades.csv"
    exported.write_text(
        'Student,ID,SIS User ID,SIS Login ID,Section,TP2 (7)\n    Points Possible,,,,,20\n"x",900,,,G1,\n'
    )
    answer = run("report", "02", "--canvas", exported, "--column", "7")
    assert answer.exit_code == 0, answer.output
    assert (tmp_path / "results/exports/Grades.csv").exists()
    assert isinstance(run("report", "02", "--canvas", exported).exception, UsageError)
    assert isinstance(run("report", "--canvas", exported, "--column", "7").exception, UsageError)


def test_without_a_download_or_results_there_is_nothing_to_do(run):
    assert "expected a download" in str(run("batch").exception)


@pytest.mark.parametrize(
    "words", ["report", "report 02 --xlsx", "review --no-browser", "batch", "batch --again"]
)
@pytest.mark.parametrize("holds", ["", "notes.txt", "marks.csv"])
def test_a_folder_without_results_is_refused_and_left_as_it_is(run, tmp_path, words, holds):
    out = tmp_path / "other"
    out.mkdir()
    if holds:
        (out / holds).write_text("mine")
    answer = run(*words.split(), "--out", out)
    assert isinstance(answer.exception, UsageError)
    assert "holds no results of a class" in str(answer.exception) and str(out) in str(answer.exception)
    assert [path.name for path in out.iterdir()] == ([holds] if holds else [])


@pytest.mark.parametrize(
    ("option", "stderr"), [("--unisolated", ""), ("--force", "is now called --unisolated")]
)
def test_hidden_checks_run_unisolated_when_asked_for(run, tmp_path, monkeypatch, option, stderr):
    asked = []
    monkeypatch.setattr(
        "autograder.judge.run.grade_job",
        lambda *given, unisolated, **options: (
            asked.append(unisolated) or fakes.grade_for_verbs(*given, **options)
        ),
    )
    (tmp_path / "tp2.py").write_text("def add_noise(x): pass\n")
    answer = run("grade", "tp2.py", "-a", "02", option)
    assert (answer.exit_code, asked) == (0, [True]), answer.output
    assert stderr in answer.stderr and (stderr or not answer.stderr)


@pytest.mark.parametrize("option", ["--again", "--force"])
def test_a_class_is_judged_again_when_asked_for(run, download, option):
    run("batch", download, "-a", "02", "-j", 1)
    again = run("batch", download, "-a", "02", "-j", 1, option)
    assert "results: 2 hand-ins judged" in again.stdout
    assert ("is now called --again" in again.stderr) is (option == "--force")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_advice_of_the_judge_names_an_option_that_exists(run, language):
    (option,) = re.findall(r"--\w+", sentence("usage.unisolated", language))
    for verb in ("grade", "batch"):
        assert option in run(verb, "--help").output


@pytest.mark.parametrize("verb", ["grade", "batch"])
def test_the_old_name_is_not_offered(run, verb):
    assert "--force" not in run(verb, "--help").output


def test_marks_tell_of_everything_that_was_graded_whatever_is_reported(run, tmp_path):
    for name, text in (("tp2.py", "def add_noise(x): pass\n"), ("tp3.py", "def build_model(): pass\n")):
        path = tmp_path / "class" / "ann" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    run("batch", tmp_path / "class", "-j", 1)
    marks = tmp_path / "results" / "marks.csv"
    before = marks.read_bytes()
    assert b"03_model" in before

    assert run("report", "02").exit_code == 0
    assert marks.read_bytes() == before
    assert "Model" not in (tmp_path / "results" / "report.html").read_text(encoding="utf-8")


def test_report_names_the_lines_of_overrides_that_count_for_nothing(run, download, tmp_path):
    run("batch", download, "-a", "02", "-j", 1)
    (tmp_path / "results/overrides.csv").write_text(
        "student,assignment,check,points\nÉlodie Dupont,02,salted,400\nÉlodie Dupont,02,saltd,1\nNobody,02,salted,1\n"
    )
    answer = run("report", "02")

    assert answer.exit_code == 1
    for said in (
        "salted is worth 5, and 400 are counted",
        "overrides.csv:3",
        "Did you mean salted?",
        "overrides.csv:4",
    ):
        assert said in answer.output
    assert "report.html" in answer.output


def test_overrides_without_their_header_are_refused(run, download, tmp_path):
    run("batch", download, "-a", "02", "-j", 1)
    (tmp_path / "results/overrides.csv").write_text("qui,devoir,points\nBob,02,3\n")

    assert isinstance(run("report", "02").exception, UsageError)


def test_a_report_on_what_nobody_handed_in_leaves_the_page_as_it_is(run, download, tmp_path):
    run("batch", download, "-a", "02", "-j", 1)
    run("report", "02")
    before = (tmp_path / "results/report.html").read_bytes()

    answer = run("report", "03")

    assert isinstance(answer.exception, UsageError | KeyError)
    assert (tmp_path / "results/report.html").read_bytes() == before


TERMINATED = """
import sys
from autograder import cli
from autograder.judge import run
from tests.gradebook import fakes
run.grade_job = fakes.grade_slowly
if __name__ == "__main__":
    cli.main()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_a_batch_that_is_terminated_says_what_is_left_and_how_to_go_on(course_folder, hand_ins, tmp_path):
    root, script, out = Path(__file__).parents[2], tmp_path / "script.py", tmp_path / "out"
    script.write_text(TERMINATED)
    command = [
        sys.executable,
        str(script),
        "batch",
        str(hand_ins.folder),
        "-a",
        "02",
        "-j",
        "1",
        "--out",
        str(out),
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(root),
        "AUTOGRADER_COURSE": str(course_folder),
        "AUTOGRADER_LANGUAGE": "fr",
    }
    process = subprocess.Popen(
        command, env=environment, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    deadline = time.monotonic() + 120
    while not list(out.rglob("result.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.terminate()
    said, aside = process.communicate(timeout=60)

    assert process.returncode == 130
    # The first may be in its file and not be counted yet.
    assert re.search(r"Interrompu\u00a0; [123] rendus? restent? à corriger", said)
    assert f"autograder batch {hand_ins.folder} -a 02 -j 1 --out {out}" in said
    assert aside.replace("\u00a0", " ").startswith("Correction : 0 sur 3 (0 s)\n")
    assert "leaked" not in aside and "Warning" not in aside and "Traceback" not in aside


@pytest.mark.parametrize("words", [(), ("--paste",)])
def test_a_login_where_nobody_can_type_says_what_takes_its_place(run, words):
    answer = run_without_course("login", "moodle", "https://moodle.example.org", *words, "-l", "fr")
    assert isinstance(answer.exception, UsageError)
    assert "pas de terminal" in answer.exception.text("fr")
    assert "AUTOGRADER_TOKEN_FILE" in answer.exception.text("fr")


def test_a_token_may_be_piped_in(run, monkeypatch):
    given = []
    monkeypatch.setattr(
        "autograder.gradebook.sync_verbs.login", lambda *words: given.append(words) or "Ann (Moodle)"
    )
    answer = run_without_course("login", "moodle", "https://moodle.example.org", "--paste", input="abc123\n")
    assert answer.exit_code == 0, answer.output
    assert given == [("moodle", "https://moodle.example.org", "abc123")]


def run_without_course(*words, input=""):
    return CliRunner().invoke(cli.autograder, words, input=input)


def test_a_deadline_is_told_as_it_was_read(run, download):
    answer = run("batch", download, "--due", "20/11/2026", "--dry-run", "-l", "fr")
    assert "--due" in str(answer.exception)  # this download says no times
    assert "Date limite\u00a0: 20/11/2026 à 23:59" in answer.stderr


@pytest.mark.parametrize(
    "verb", ["new", "verify", "build", "figures", "package", "batch", "report", "grade", "data"]
)
def test_every_verb_speaks_the_language_that_is_asked_for(verb):
    answer = CliRunner().invoke(cli.autograder, [verb, "-l", "fr", "--help"])
    assert "Emploi\u00a0: autograder" in answer.output
    assert "Afficher" in answer.output and "Show this" not in answer.output
    assert default_language({"LANG": "en"}) == "en"  # what one run was asked says nothing of the next


def test_report_lists_what_to_look_at_before_marks_are_published(run, tmp_path):
    folder = tmp_path / "class"
    for name, text in (("Ann", "def add_noise(x): pass\n# unreadable\n"), ("Bo", "def add_noise(x): pass\n")):
        (folder / name).mkdir(parents=True)
        (folder / name / "tp2.py").write_text(text)
    run("batch", folder, "-a", "02", "-j", 1)
    answer = run("report", "02", "--language", "fr")
    said = answer.output.replace("\u00a0", " ")
    assert "À regarder avant de publier les notes (1) :\n  Ann, 02_noise : rien n’a pu être jugé : " in said
    assert "rendez" not in said


def test_an_assignment_that_was_renamed_stops_nothing_and_is_told(run, download, course_folder, tmp_path):
    """Its marks were gone from every table without a word, and a batch of another assignment stopped."""
    run("batch", download, "-a", "02", "-j", 1)
    (course_folder / "02_noise").rename(course_folder / "02_grain")
    path = tmp_path / "tp3" / "ann" / "tp3.py"
    path.parent.mkdir(parents=True)
    path.write_text("def build_model(): pass\n")
    answer = run("batch", tmp_path / "tp3", "-a", "03", "-j", 1)
    assert answer.exit_code == 0, answer.output
    assert "students/*/02_noise: the course has no such assignment" in answer.output
    assert run("report", "03").exit_code == 0
    assert "02_noise" in (tmp_path / "results/report.html").read_text(encoding="utf-8")
