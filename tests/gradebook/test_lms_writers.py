"""Marks go out in exactly the form each LMS wants; tests/golden/lms/ holds what is written."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest

from autograder.errors import UsageError
from autograder.gradebook.lms import canvas, gradescope, moodle, plain, prairielearn
from autograder.gradebook.lms.export import Mark
from autograder.gradebook.roster import Student
from autograder.gradebook.score import score
from tests.gradebook.conftest import result

ENGLISH = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed",'
    'Group,"Last modified (submission)","Last modified (grade)","Feedback comments"\n'
    'Participant 11,"Élodie Dupont",elodie@u.fr,"Submitted for grading",,20.00,Yes,G1,"Thursday, 5 March 2026, 11:59 PM",-,\n'
    'Participant 12,"Jean O\'Neil",jo@u.fr,"Submitted for grading",7.50,20.00,Yes,G1,"Friday, 6 March 2026, 1:05 AM","Sunday, 8 March 2026, 9:00 AM","well, ""done"""\n'
    'Participant 13,"Jean Martin",,"No submission",,20.00,Yes,G2,-,-,\n'
    'Participant 14,"Jean Martin",,"Submitted for grading",,20.00,Yes,G2,-,-,\n'
    'Participant 15,Locked,l@u.fr,"Submitted for grading",3.00,20.00,No,G2,-,-,\n'
    'Participant 16,Same,s@u.fr,"Submitted for grading",8.00,20.00,Yes,G2,-,-,\n'
)
FRENCH = (
    "Identifiant;Nom complet;Adresse de courriel;Statut;Note;Note maximale;La note peut être modifiée;"
    "Dernière modification (travail remis);Dernière modification (note);Feedback par commentaires\r\n"
    "Participant11;Élodie Dupont;elodie@u.fr;Remis pour évaluation;;20,00;Oui;jeudi 5 mars 2026, 23:59;-;\r\n"
    'Participant12;Jean O\'Neil;jo@u.fr;Remis pour évaluation;7,50;20,00;Oui;vendredi 6 mars 2026, 01:05;dimanche 8 mars 2026, 09:00;"bien; ""très"""\r\n'
    "Participant13;Jean Martin;;Non remis;;20,00;Oui;-;-;\r\n"
    "Participant14;Jean Martin;;Remis pour évaluation;;20,00;Oui;-;-;\r\n"
    "Participant15;Locked;l@u.fr;Remis pour évaluation;3,00;20,00;Non;-;-;\r\n"
    "Participant16;Same;s@u.fr;Remis pour évaluation;8,00;20,00;Oui;-;-;\r\n"
).encode("cp1252")

MARKS = [
    Mark(Student("11", "Élodie Dupont", lms_id="11"), "02_noise", 7.9, 10, "Bravo; voir la page."),
    Mark(Student("x", "Jean O'Neil", "JO@u.fr"), "02_noise", 10, 10),
    Mark(Student("m1", "Jean Martin"), "02_noise", 5, 10),
    Mark(Student("m2", "Jean Martin", lms_id="14"), "02_noise", 0, 10),
    Mark(Student("15", "Locked", lms_id="15"), "02_noise", 9, 10),
    Mark(Student("16", "Same", lms_id="16"), "02_noise", 4, 10),
    Mark(Student("99", "Nobody", lms_id="99"), "02_noise", 4, 10),
    Mark(Student("98", "Withheld", "elodie@u.fr"), "02_noise", None, 10),
]


@pytest.mark.parametrize(("language", "data"), [("en", ENGLISH.encode()), ("fr", FRENCH)])
def test_a_moodle_worksheet_is_filled_in_place(golden, language, data):
    export = moodle.filled_worksheet(data, MARKS)
    assert [(each.student.shown, each.before, each.after) for each in export.changes] == [
        ("Élodie Dupont", "", "15.8"),
        ("Élodie Dupont", "", "Bravo; voir la page."),
        ("Jean O'Neil", "7.50" if language == "en" else "7,50", "20"),
        ("Jean Martin", "", "0"),
    ]
    assert {each.student.id: each.key for each in export.rejects} == {
        "m1": "lms.homonyms",
        "15": "lms.locked",
        "99": "lms.no_row",
        "98": "lms.row_taken",
    }
    assert [key for key, _ in export.notes] == ["lms.scaled", "lms.moodle_dates"]
    golden(
        f"lms/moodle_{language}",
        {"before.csv": data, "after.csv": export.content, "dry-run.txt": export.told(language).encode()},
    )


@pytest.mark.parametrize("data", [ENGLISH.encode(), FRENCH])
def test_a_worksheet_filled_twice_is_the_same(data):
    once = moodle.filled_worksheet(data, MARKS).content
    again = moodle.filled_worksheet(once, MARKS)
    assert again.changes == ()
    assert again.content == once


def test_a_worksheet_without_marks_comes_back_byte_for_byte():
    assert moodle.filled_worksheet(FRENCH, []).content == FRENCH


def test_a_withheld_score_is_never_written():
    export = moodle.filled_worksheet(
        ENGLISH.encode(), [Mark(Student("11", "x", lms_id="11"), "02_noise", None, 10)]
    )
    assert export.changes == ()
    assert export.rejects[0].key == "lms.withheld"


def test_another_table_is_refused():
    with pytest.raises(UsageError, match="Download grading worksheet"):
        moodle.filled_worksheet(b"a,b\n1,2\n", MARKS)


def test_feedback_goes_back_under_the_downloads_folder_names():
    folders = ["Élodie Dupont_11_assignsubmission_file", "Jean O'Neil_12_assignsubmission_file_"]
    data = moodle.feedback_zip(dict.fromkeys(folders, b"<html>"))
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == [f"{folder}/feedback.html" for folder in folders]
    assert data == moodle.feedback_zip(dict.fromkeys(folders, b"<html>"))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Thursday, 5 March 2026, 11:59 PM", datetime(2026, 3, 5, 23, 59)),
        ("Friday, 6 March 2026, 12:05 AM", datetime(2026, 3, 6, 0, 5)),
        ("jeudi 5 mars 2026, 23:59", datetime(2026, 3, 5, 23, 59)),
        ("samedi 1er août 2026, 08:00", datetime(2026, 8, 1, 8, 0)),
        ("5 févr. 2026", None),
        ("-", None),
        ("", None),
    ],
)
def test_moodles_long_dates_are_read(text, when):
    assert moodle.long_date(text) == when


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,TP1 (2201),TP2 Bruit (2202)\n"
    ",,,,,Manual Posting,\n"
    "    Points Possible,,,,,20,20\n"
    '"Dupont, Élodie",4321,s7,edupont,G1,15.5,\n'
    '"O\'Neil, Jean",4322,s8,jo@u.fr,G1,EX,EX\n'
    '"Martin, Jean",4323,s9,jm1,G1,,N/A\n'
    '"Martin, Jean",4324,s10,jm2,G1,,\n'
    '"Student, Test",4325,,,G1,,\n'
)
CANVAS_MARKS = [
    Mark(Student("s7", "Élodie Dupont"), "02_noise", 7.25, 10),
    Mark(Student("4322", "Jean O'Neil", lms_id="4322"), "02_noise", 3, 10),
    Mark(Student("z", "Jean Martin", login="jm1"), "02_noise", 10, 10),
    Mark(Student("y", "Jean Martin"), "02_noise", 1, 10),
]


def test_a_canvas_gradebook_is_filled_in_place(golden):
    export = canvas.filled_gradebook(CANVAS.encode(), CANVAS_MARKS, "TP2 bruit")
    assert [(each.column, each.before, each.after) for each in export.changes] == [
        ("TP2 Bruit (2202)", "", "14.5"),
        ("TP2 Bruit (2202)", "N/A", "20"),
    ]
    assert {each.student.id: each.key for each in export.rejects} == {
        "4322": "lms.excused",
        "y": "lms.homonyms",
    }
    golden(
        "lms/canvas",
        {
            "before.csv": CANVAS.encode(),
            "after.csv": export.content,
            "dry-run.txt": export.told("en").encode(),
        },
    )


def test_a_canvas_column_is_found_by_title_or_number_and_never_guessed():
    for name in ("TP2 Bruit (2202)", "2202", "tp2 bruit"):
        assert canvas.filled_gradebook(CANVAS.encode(), [], name).content == CANVAS.encode()
    with pytest.raises(UsageError, match=r"It has: TP1 \(2201\), TP2 Bruit \(2202\)"):
        canvas.filled_gradebook(CANVAS.encode(), [], "TP")


def test_plain_tables_hold_every_student(golden):
    students = [Student("0", "=cmd()"), Student("1", "Zoé")]
    golden("lms/plain", {"marks.csv": plain.csv_table(MARKS, students)})


def test_an_export_to_spreadsheets_tells_what_changed_since_the_last_one():
    first = plain.exported(MARKS[:2], [], None)
    assert [(each.before, each.after) for each in first.changes] == [("", "7.9"), ("", "10")]
    again = plain.exported(
        [MARKS[0], replace(MARKS[1], points=4.5), MARKS[-1]], [Student("0", "=cmd()")], first.content
    )
    assert [(each.student.shown, each.column, each.before, each.after) for each in again.changes] == [
        ("Jean O'Neil", "02_noise /10", "10", "4.5")
    ]
    assert [(each.student.shown, each.key) for each in again.rejects] == [("Withheld", "lms.withheld")]


def test_a_workbook_holds_numbers_as_numbers_and_no_formula():
    import openpyxl

    data = plain.xlsx_table(MARKS, [Student("0", "=1+1")])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("id", "name", "email", "login", "group", "02_noise /10")
    by_id = {row[0]: row for row in rows[1:]}
    assert by_id["11"][5] == 7.9
    assert by_id["98"][5] == "withheld"
    assert by_id["0"][1] == "'=1+1"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_gradescope_results_hold_only_what_gradescope_knows(golden, noise, language):
    given = result(seeded="fail", salted="fail")
    data = gradescope.results(noise, score(noise, given), given, language=language)
    known = {
        "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format", "visibility",
        "stdout_visibility", "extra_data", "tests", "leaderboard",
    }  # fmt: skip
    known_tests = {
        "score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags", "visibility", "extra_data",
    }  # fmt: skip
    assert set(data) <= known
    assert all(set(test) <= known_tests for test in data["tests"])
    assert data["score"] == 4
    assert [test["score"] for test in data["tests"]] == [2, 0, 0, 2]
    assert [test["visibility"] for test in data["tests"]] == [
        "visible",
        "visible",
        "after_published",
        "after_published",
    ]
    golden(
        f"lms/gradescope_{language}",
        {"results.json": (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()},
    )


def test_gradescope_gets_no_score_while_it_is_withheld(noise):
    given = result(salted="judge_error")
    data = gradescope.results(noise, score(noise, given), given)
    assert "score" not in data
    assert all("score" not in test for test in data["tests"])
    assert "withheld" in data["output"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_prairielearn_results(golden, noise, language):
    given = result(seeded="fail", salted="fail")
    data = prairielearn.results(noise, score(noise, given), given, language=language)
    assert data["gradable"] is True
    assert data["score"] == 0.4
    golden(
        f"lms/prairielearn_{language}",
        {"results.json": (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()},
    )


def test_prairielearn_is_told_when_nothing_can_be_graded(noise):
    given = result(salted="judge_error")
    assert prairielearn.results(noise, score(noise, given), given)["gradable"] is False


def test_prairielearn_results_stay_below_its_limit(noise, monkeypatch):
    monkeypatch.setattr(prairielearn, "MAX_BYTES", 1500)
    given = result(clipped="fail", seeded="fail", salted="fail", blurred="fail")
    assert len(json.dumps(prairielearn.results(noise, score(noise, given), given)).encode()) <= 1500


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_writer_claims_that_all_tests_passed(noise, language):
    given = result()
    texts = json.dumps(
        gradescope.results(noise, score(noise, given), given, language=language), ensure_ascii=False
    )
    assert "all tests passed" not in texts.lower()
    assert {
        "en": "Hidden checks passed: 2 of 2",
        "fr": "Vérifications cachées réussies\N{NO-BREAK SPACE}: 2 sur 2",
    }[language] in texts
