"""Twenty students of assignment 02, graded by the real judge: samples get their verdicts, broken hand-ins harm nobody."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.gradebook import exports, report
from autograder.gradebook.batch import batch
from autograder.gradebook.batch_order import Judging, Order
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from autograder.judge.run import grade_job
from benchmarks.classroom import disagreements, make

pytestmark = pytest.mark.timeout(280)

ROOT = Path(__file__).parents[2]


def test_a_class_of_twenty_from_download_to_marks(tmp_path):
    course = load_course(ROOT / "assignments", ["02_noise"])
    noise = course.assignment("02")
    expected = make(course.assignments, tmp_path / "download", students=20, seed=7, hostile=0.3, slow=False)
    out = tmp_path / "results"
    order, judging = Order([tmp_path / "download"]), Judging(grade_job, {"unisolated": True})

    done = batch(course, out, order, judging)

    book = gradebook(course, Store(out))
    assert disagreements(expected, book.standings) == []
    assert (done.judged, done.remaining, done.judge_errors) == (20, 0, [])

    again = batch(course, out, order, judging)
    assert again.reused >= 18  # a crash is never kept

    page = report.write(course, out, language="fr")
    assert page.exists() and len(list((out / "feedback").iterdir())) == 20

    sheet = tmp_path / "Notes.csv"
    rows = [f"Participant{each.number};{each.student};;;;{noise.maximum};Oui;-;-;" for each in expected]
    header = "Identifiant;Nom complet;Adresse de courriel;Statut;Note;Note maximale;La note peut être modifiée;Dernière modification (travail remis);Dernière modification (note);Feedback par commentaires"
    sheet.write_text("\n".join([header, *rows]), encoding="utf-8")
    written = exports.for_lms(course, out, noise, "moodle", sheet, language="fr")
    filled = written.files["Notes.csv"].decode()
    by_number = {each.student.lms_id: each.score.points for each in book.standings}
    for each in expected:
        assert (
            f"Participant{each.number};{each.student};;;{by_number[each.number]};{noise.maximum};" in filled
        )
    pages = zipfile.ZipFile(io.BytesIO(written.files["02_noise-feedback.zip"])).namelist()
    assert len(pages) == 20 and all("_assignsubmission_file/feedback.html" in name for name in pages)
