"""Moodle: its worksheet is filled byte for byte, its dates are read; tests/golden/lms/ holds what is written."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.csv_sheet import read_sheet
from autograder.gradebook.dates import read_date, read_dates
from autograder.gradebook.lms import moodle
from autograder.gradebook.lms.base import Participant, Template
from autograder.gradebook.lms.marks import Mark
from autograder.gradebook.roster import Student
from tests.gradebook.marks import MARKS

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
        {"before.csv": data, "after.csv": export.content, "dry-run.txt": export.listing(language).encode()},
    )


@pytest.mark.parametrize("data", [ENGLISH.encode(), FRENCH])
def test_a_worksheet_filled_again_asks_for_nothing(data):
    once = moodle.filled_worksheet(data, MARKS).content
    again = moodle.filled_worksheet(once, MARKS)
    assert again.changes == ()
    assert again.content.count(b"\n") == 1  # the header


def test_rows_in_which_nothing_changes_are_left_out_and_the_others_are_byte_for_byte_as_they_were():
    # With "modified more recently" ticked, the importer sets every comment again, and the worksheet's have no markup.
    lines = FRENCH.splitlines(keepends=True)
    assert moodle.filled_worksheet(FRENCH, []).content == lines[0]
    mark = Mark(Student("y", "Jean O'Neil", "jo@u.fr"), "02_noise", 6, 10)
    assert moodle.filled_worksheet(FRENCH, [mark]).content == lines[0] + lines[2].replace(b"7,50", b"12")


def test_a_withheld_score_is_never_written():
    export = moodle.filled_worksheet(
        ENGLISH.encode(), [Mark(Student("11", "Élodie Dupont", lms_id="11"), "02_noise", None, 10)]
    )
    assert export.changes == ()
    assert export.rejects[0].key == "lms.withheld"


def test_another_table_is_refused():
    with pytest.raises(UsageError, match="Download grading worksheet"):
        moodle.filled_worksheet(b"a,b\n1,2\n", MARKS)


def test_feedback_goes_back_under_the_downloads_folder_names():
    folders = ["Élodie Dupont_11_assignsubmission_file", "Jean O'Neil_12_assignsubmission_file_"]
    data = moodle.feedback_zip(dict.fromkeys(folders, b"<html>"))
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == [
        f"{folder}/feedback.html" for folder in sorted(folders)
    ]
    assert data == moodle.feedback_zip(dict.fromkeys(folders, b"<html>"))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Thursday, 5 March 2026, 11:59 PM", datetime(2026, 3, 5, 23, 59)),
        ("Friday, 6 March 2026, 12:05 AM", datetime(2026, 3, 6, 0, 5)),
        ("jeudi 5 mars 2026, 23:59", datetime(2026, 3, 5, 23, 59)),
        ("samedi 1er août 2026, 08:00", datetime(2026, 8, 1, 8, 0)),
        ("5 févr. 2026", datetime(2026, 2, 5)),
        ("-", None),
        ("", None),
    ],
)
def test_moodles_long_dates_are_read(text, when):
    assert read_date(text) == when


def test_a_groups_mark_fills_the_row_of_each_member(tmp_path):
    group = 'Group,"Last modified (submission)"'
    assert group in ENGLISH
    data = ENGLISH.replace(",G1,", ",Les Martin (A/B),").encode()  # mod/assign's column `submissionteam`
    delivered = (
        "Les Martin (AB)_16_assignsubmission_file"  # clean_filename() of the name; 16 is also "Same"'s number
    )
    mark = Mark(Student("16", "Les Martin (AB)", lms_id="16"), "02_noise", 9, 10, delivered=delivered)
    export = moodle.filled_worksheet(data, [mark])
    assert [line.split(",")[0] for line in export.content.decode().splitlines()[1:]] == [
        "Participant 11",
        "Participant 12",
    ]
    assert export.rejects == ()


def _page(folder, points=5, name="Ann", **known):
    return Mark(
        Student(known.get("lms_id", name), name, **known), "02_noise", points, 10, "", folder, b"<html>"
    )


def _pages(marks, data=ENGLISH):
    export = moodle.Moodle().filled(Template("w.csv", data.encode()), marks, "02_noise", "en")
    names = zipfile.ZipFile(io.BytesIO(export.beside["02_noise-feedback.zip"])).namelist()
    return names, [each.key for each in export.rejects]


def test_a_page_goes_to_nobody_whom_the_worksheet_knows_by_another_name():
    # importziplib.php reads the folder's number alone.
    assert _pages([_page("Les Martin_15_assignsubmission_file", name="Les Martin", lms_id="15")]) == (
        [],
        ["lms.other_name"],
    )


def test_a_group_has_one_page_and_none_where_its_members_marks_differ():
    folder = "G1_16_assignsubmission_file"
    people = [("Élodie Dupont", "elodie@u.fr"), ("Jean O'Neil", "jo@u.fr")]
    same = [_page(folder, 5, name, email=email) for name, email in people]
    assert _pages(same) == ([f"{folder}/feedback.html"], [])
    other = [
        _page(folder, points, *who) for points, who in zip((5, 6), (("Élodie Dupont",), ("Jean O'Neil",)))
    ]
    assert _pages(other) == ([], ["lms.pages_differ", "lms.pages_differ"])


def test_a_folder_whose_page_moodle_would_lose_is_told():
    # mdl_files.filepath is a varchar(255).
    folder = f"Élodie Dupont_11_assignsubmission_file_{'x' * 220}"
    assert _pages([_page(folder, name="Élodie Dupont", lms_id="11")]) == ([], ["lms.long_path"])


def test_a_scale_is_refused():
    data = ENGLISH.replace("Maximum grade", "Scale").replace("20.00", "Good,Bad")
    with pytest.raises(UsageError, match="a scale"):
        moodle.filled_worksheet(data.encode(), MARKS)
    french = FRENCH.decode("cp1252").replace("Note maximale", "Barème")
    with pytest.raises(UsageError, match="a scale"):
        moodle.filled_worksheet(french.encode(), MARKS)


@pytest.mark.parametrize("line_end", ["   ", "", "\n"])
def test_a_comment_is_written_as_html_and_not_again_where_the_worksheet_shows_it_flattened(line_end):
    # assignfeedback_comments stores FORMAT_HTML; a fresh worksheet gave "<br>" as three spaces on 4.5.5, as nothing on 4.5.6.
    mark = Mark(Student("11", "Élodie Dupont", lms_id="11"), "02_noise", 7.9, 10, "x < 1 & y\n2 of 3")
    export = moodle.filled_worksheet(ENGLISH.encode(), [mark])
    assert export.changes[1].after == "x &lt; 1 &amp; y<br>2 of 3"
    fresh = ENGLISH.replace(
        'for grading",,20.00,Yes,G1,"Thursday, 5 March 2026, 11:59 PM",-,\n',
        'for grading",15.80,20.00,Yes,G1,"Thursday, 5 March 2026, 11:59 PM","Friday, 6 March 2026, 9:00 AM","x &lt; 1 &amp; y{line_end}2 of 3"\n'.replace(
            "{line_end}", line_end
        ),
    )
    assert moodle.filled_worksheet(fresh.encode(), [mark]).changes == ()


@pytest.mark.parametrize(
    ("status", "when"),
    [
        # gradingtable.php, col_status: strip_tags() of blocks joined by " - "; strings userextensiondate and submittedlateshort
        (
            "Submitted for grading - 2 days late - Extension granted until: Monday, 9 March 2026, 11:59 PM",
            datetime(2026, 3, 9, 23, 59),
        ),
        (
            "Remis pour évaluation - Octroi d'une prolongation jusqu'au : lundi 9 mars 2026, 23:59",
            datetime(2026, 3, 9, 23, 59),
        ),
        ("Submitted for grading", None),
    ],
)
def test_an_extension_is_read_in_the_status(status, when):
    assert read_dates([moodle.extension(status)], [2]) == [when]


@pytest.mark.parametrize(
    "cell", ["5 March 2026, 23:59 PST", "3/4/2026 23:59", "Extension granted until: some 5 day"]
)
def test_an_extension_that_cannot_be_read_is_told_and_not_lost(cell):
    """It was passed over, and the student was late."""
    column = "Status" if "until" in cell else "Due date"
    sheet = read_sheet(f'Identifier,Full name,{column}\nParticipant 7,Ann Lee,"{cell}"\n'.encode())
    with pytest.raises(UsageError, match="line 2"):
        moodle.Moodle().participants(sheet)


def test_a_participants_own_deadline_is_the_extension_else_the_override():
    # Columns of an assignment with overrides: 'duedate' = "Due date", "Date limite".
    header, first, second, *_ = ENGLISH.splitlines()
    due = '"Saturday, 7 March 2026, 6:00 PM"'
    status = '"Submitted for grading - Extension granted until: Monday, 9 March 2026, 11:59 PM"'
    data = "\n".join(
        [
            f'{header},"Due date"',
            f"{first},{due}",
            f"{second.replace(chr(34) + 'Submitted for grading' + chr(34), status)},{due}",
        ]
    )
    people = moodle.Moodle().participants(read_sheet(data.encode()))
    assert (people["11"].due, people["12"].due) == (datetime(2026, 3, 7, 18, 0), datetime(2026, 3, 9, 23, 59))
    assert people["11"].group == "G1"


@pytest.mark.parametrize(
    ("header", "number"),
    [
        ("Identifier,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission)", "Participant 77"),
        ("Identifiant,Statut,Note,Note maximale,La note peut être modifiée,Dernière modification (travail remis)", "Participant77"),
    ],
)  # fmt: skip
def test_a_worksheet_of_anonymous_marking_tells_who_handed_in_when(header, number):
    # As 4.5.6 wrote it: gradingtable.php adds names and addresses only where marking is not blind.
    row = f'{number},Submitted for grading,,20.00,Yes,"Thursday, 5 March 2026, 11:59 PM"'
    (person,) = moodle.Moodle().participants(read_sheet(f"{header}\n{row}\n".encode())).items()
    assert person == ("77", Participant("", "", datetime(2026, 3, 5, 23, 59), None, "", tells_due=True))


def test_marks_that_a_workflow_keeps_from_the_students_are_told():
    header, first, *_ = ENGLISH.splitlines()
    for state, notes in (("In marking", [("lms.unreleased", {"count": 1})]), ("Released", [])):
        data = f'{header},"Marking workflow state"\n{first},{state}\n'
        mark = Mark(Student("11", "Élodie Dupont", lms_id="11"), "02_noise", 7.9, 20)
        assert list(moodle.filled_worksheet(data.encode(), [mark]).notes) == notes


def _filled(*lines, marks=None):
    """Return the changed rows and the rejects of a worksheet with the English header and these rows."""
    header = "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade),Feedback comments"
    marks = marks or [Mark(Student(n, f"Ann {n}", lms_id=n), "02_noise", 5, 10) for n in ("11", "12")]
    export = moodle.filled_worksheet("\n".join([header, *lines, ""]).encode(), marks)
    return export.content.decode().splitlines()[1:], [(each.student.id, each.key) for each in export.rejects]


WHOLE = "Participant 12,Ann 12,,S,,20,Yes,-,"


@pytest.mark.parametrize(
    "row",
    [
        "Participant 11,Ann 11,",
        "Participant 11,Ann 11,,Submitted, late,,20,Yes,-,",
        "Participant 11,Ann 11,,S,,20,Yes,-,,",
    ],
)
def test_a_row_with_other_cells_than_the_header_takes_no_mark(row):
    rows, rejects = _filled(row, WHOLE)
    assert rows == [WHOLE.replace("S,,", "S,10,")]
    assert rejects == [("11", "lms.misshapen")]


@pytest.mark.parametrize("maximum", ["", "0", "-20", "nan", "1e999", '"1,000.00"', "Good"])
def test_a_maximum_that_is_no_number_of_points_is_not_guessed(maximum):
    rows, rejects = _filled(f"Participant 11,Ann 11,,S,,{maximum},Yes,-,", WHOLE)
    assert (len(rows), rejects) == (1, [("11", "lms.no_maximum")])


def test_two_columns_of_grades_are_refused():
    with pytest.raises(UsageError, match="one column Grade, found several"):
        moodle.filled_worksheet(ENGLISH.replace("Status,", "Grade,").encode(), MARKS)


def test_a_sign_that_the_worksheets_encoding_has_not_is_written_as_html_has_it():
    mark = Mark(Student("11", "Élodie Dupont", "elodie@u.fr"), "02_noise", 6, 10, "x → 1")
    line = moodle.filled_worksheet(FRENCH, [mark]).content.splitlines()[1]
    assert line.endswith(b';"x &#8594; 1"')  # quoted: it holds the worksheet's separator now


def test_a_dash_is_nobodys_address():
    mark = Mark(Student("1", "Ann", "-"), "02_noise", 5, 10)
    assert _filled("Participant 11,Bob,-,S,,20,Yes,-,", marks=[mark]) == ([], [("1", "lms.no_row")])


def test_no_page_goes_to_the_participant_of_a_group_folders_number():
    # Matched by their address; the folder is of another assignment, in which groups handed in.
    folder = "Les Martin_15_assignsubmission_file"
    names, rejects = _pages([_page(folder, name="Élodie Dupont", email="elodie@u.fr")])
    assert (names, rejects) == ([], ["lms.namesake"])
