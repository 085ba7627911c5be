"""The class's marks as CSV and Excel; tests/golden/lms/ holds what is written."""

from __future__ import annotations

import io
from dataclasses import replace

from autograder.gradebook import mark_table
from autograder.gradebook.roster import Student, parse_roster
from autograder.gradebook.standings import gradebook
from tests.gradebook.conftest import result
from tests.gradebook.marks import MARKS
from tests.gradebook.seen import stored


def test_plain_tables_hold_every_student(golden):
    students = [Student("0", "=cmd()"), Student("1", "Zoé")]
    golden("lms/plain", {"marks.csv": mark_table.csv_table(MARKS, students)})


def test_an_export_to_spreadsheets_tells_what_changed_since_the_last_one():
    first = mark_table.exported(MARKS[:2], [], None)
    assert [(each.before, each.after) for each in first.changes] == [("", "7.9"), ("", "10")]
    again = mark_table.exported(
        [MARKS[0], replace(MARKS[1], points=4.5), MARKS[-1]], [Student("0", "=cmd()")], first.content
    )
    assert [(each.student.shown, each.column, each.before, each.after) for each in again.changes] == [
        ("Jean O'Neil", "02_noise /10", "10", "4.5")
    ]
    assert [(each.student.shown, each.key) for each in again.rejects] == [("Withheld", "lms.withheld")]


def test_a_workbook_holds_numbers_as_numbers_and_no_formula():
    import openpyxl

    data = mark_table.xlsx_table(MARKS, [Student("0", "=1+1")])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("id", "name", "email", "login", "group", "02_noise /10")
    by_id = {row[0]: row for row in rows[1:]}
    assert by_id["11"][5] == 7.9
    assert by_id["98"][5] == "withheld"
    assert by_id["0"][1] == "'=1+1"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_french_reader_gets_a_table_that_a_french_spreadsheet_opens_and_programs_keep_theirs():
    files = mark_table.mark_files(MARKS, [Student("0", "Zoé; Martin")], "fr")
    assert list(files) == ["marks.csv", "notes.csv"]
    assert (
        files["marks.csv"] == mark_table.mark_files(MARKS, [Student("0", "Zoé; Martin")], "en")["marks.csv"]
    )
    header, *rows = files["notes.csv"].decode("utf-8-sig").splitlines()
    assert header == "Numéro;Nom complet;Adresse de courriel;Nom d’utilisateur;Groupe;02_noise /10"
    assert "11;Élodie Dupont;;;;7,9" in rows and any(row.endswith(";en attente") for row in rows)
    assert any(row.startswith('0;"Zoé; Martin"') for row in rows)
    assert [each.name for each in parse_roster(files["notes.csv"]).students][:1]  # it serves as a roster, too


def test_marks_for_english_readers_are_one_file():
    assert list(mark_table.mark_files(MARKS, [], "en")) == ["marks.csv"]


def test_a_workbook_speaks_its_readers_language():
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(mark_table.xlsx_table(MARKS, [], "fr"))).active
    header, *rows = sheet.iter_rows(values_only=True)
    assert (sheet.title, header[1]) == ("notes", "Nom complet")
    assert "en attente" in {row[5] for row in rows} and 7.9 in {row[5] for row in rows}


def test_who_waits_for_a_verdict_is_told_from_who_handed_nothing_in(course, tmp_path):
    store = stored(tmp_path, result())
    store.add(Student("2", "Bo"), "02_noise", [("tp2.py", b"new")])
    store.enrol(Student("3", "Cy"))
    book = gradebook(course, store)
    cells = {row[1]: row[-1] for row in mark_table.table(book.marks(), book.students, "fr")[1:]}
    assert (cells["Bo"], cells["Cy"]) == ("pas encore jugé", None)
