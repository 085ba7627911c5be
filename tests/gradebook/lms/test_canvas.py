"""Canvas: its gradebook is filled byte for byte; tests/golden/lms/ holds what is written."""

from __future__ import annotations

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.lms import canvas
from autograder.gradebook.lms.base import File
from autograder.gradebook.lms.marks import Mark
from autograder.gradebook.roster import Student

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
    ]
    assert {each.student.id: each.key for each in export.rejects} == {
        "4322": "lms.excused",
        "z": "lms.not_assigned",
        "y": "lms.homonyms",
    }
    golden(
        "lms/canvas",
        {
            "before.csv": CANVAS.encode(),
            "after.csv": export.content,
            "dry-run.txt": export.listing("en").encode(),
        },
    )


def test_a_canvas_column_is_found_by_title_or_number_and_never_guessed():
    for name in ("TP2 Bruit (2202)", "2202", "tp2 bruit"):
        assert canvas.filled_gradebook(CANVAS.encode(), [], name).content == CANVAS.encode()
    with pytest.raises(UsageError, match=r"It has: TP1 \(2201\), TP2 Bruit \(2202\)"):
        canvas.filled_gradebook(CANVAS.encode(), [], "TP")


def test_first_and_last_names_may_stand_in_columns_of_their_own():
    # gradebook_exporter.rb: "LastName", "FirstName" where the teacher asks for them.
    data = (
        "LastName,FirstName,ID,SIS User ID,SIS Login ID,Section,TP1 (2201)\n"
        "    Points Possible,,,,,,20\nDupont,Élodie,4321,s7,edupont,G1,\n"
    )
    mark = Mark(Student("4321", "dupontélodie", lms_id="4321"), "02_noise", 5, 10)
    assert canvas.filled_gradebook(data.encode(), [mark], "TP1").content.decode().endswith("G1,10\n")


def test_a_column_that_canvas_reckons_itself_is_refused():
    # gradebook_exporter.rb writes "(read only)" into the row of possible points.
    data = "Student,ID,TP1 (2201),Current Score (3)\n    Points Possible,,20,(read only)\n"
    with pytest.raises(UsageError, match="reckons this column itself"):
        canvas.filled_gradebook(data.encode(), [], "3")
    with pytest.raises(UsageError, match="found 0"):
        canvas.filled_gradebook(data.replace(" (3)", "").encode(), [], "Current Score")


def test_a_groups_number_is_its_representatives_and_reaches_them_only_with_their_name():
    # content_zipper.rb: the group's name, and the user id of the member who stands for it.
    mark = Mark(Student("4321", "équipea", lms_id="4321"), "02_noise", 5, 10)
    export = canvas.filled_gradebook(CANVAS.encode(), [mark], "2202")
    assert (export.changes, export.rejects[0].key) == ((), "lms.other_name")


@pytest.mark.parametrize(
    ("path", "who", "late", "file"),
    [
        (
            "LATE_anon_aB3x9_777_tp2.py",
            ("", "aB3x9"),
            True,
            "tp2.py",
        ),  # name (none), LATE, number: in this order
        ("anon_aB3x9_777_tp2.py", ("", "aB3x9"), False, "tp2.py"),
        ("dupont_jean_LATE_4321_98765_tp2-1.ipynb", ("dupont_jean", "4321"), True, "tp2-1.ipynb"),
        ("dupont_4321_98765_12_34_tp2.py", ("dupont", "4321"), False, "12_34_tp2.py"),
        ("dupontélodie_4321_98765_tp2.py", ("dupontélodie", "4321"), False, "tp2.py"),
        ("शर्मादीपिका_4321_98765_tp2.py", ("शर्मादीपिका", "4321"), False, "tp2.py"),
        ("_4321_98765_tp2.py", ("", "4321"), False, "tp2.py"),
    ],
)
def test_names_are_what_rubys_word_characters_leave_of_them(path, who, late, file):
    (delivery,) = canvas.Canvas().recognised({path: File(path)}).deliveries
    assert (delivery.who[0].name, delivery.who[0].lms_id) == who
    assert (delivery.late, delivery.files[0].name) == (late, file)


@pytest.mark.parametrize(
    "path", ["dupontjean_4321_text.html", "dupontjean_LATE_4321_link.html", "anon_aB3_text.html"]
)
def test_online_text_and_links_are_known_and_no_hand_ins(path):
    intake = canvas.Canvas().recognised({path: File(path)})
    assert (intake.deliveries, intake.known) == ((), 1)
    assert intake.unrecognised[0][1].text("en").endswith("not a file")


@pytest.mark.parametrize("path", ["my notes_12_34_x.py", "a-b_12_34_x.py", "12_34_x.py"])
def test_a_lucky_name_is_no_canvas_path(path):
    assert canvas.Canvas().recognised({path: File(path)}).known == 0


def test_the_number_of_a_download_is_not_outweighed_by_a_namesakes_row():
    # A gradebook exported for one section: the other Jean Martin is in another.
    data = 'Student,ID,SIS User ID,SIS Login ID,Section,TP1 (2201)\n    Points Possible,,,,,20\n"Martin, Jean",4324,s10,jm2,G1,\n'
    mark = Mark(Student("4323", "martinjean", lms_id="4323"), "02_noise", 5, 10, delivered="canvas_4323")
    export = canvas.filled_gradebook(data.encode(), [mark], "TP1")
    assert (export.content.decode(), export.rejects[0].key) == (data, "lms.namesake")


def test_numbers_that_a_spreadsheet_took_for_fractions_are_numbers():
    data = "Student,ID,SIS User ID,SIS Login ID,Section,TP1 (2201)\n    Points Possible,,,,,20\nAnn,4324.0,12.0,a,G1,\n"
    for student in (Student("4324", "Ann", lms_id="4324"), Student("12", "Ann")):
        export = canvas.filled_gradebook(data.encode(), [Mark(student, "02_noise", 5, 20)], "TP1")
        assert export.content.decode().endswith("4324.0,12.0,a,G1,5\n")


def test_possible_points_are_found_wherever_their_column_was_moved_to():
    data = "ID,Student,TP1 (2201)\n,    Points Possible,20\n4324,Ann,\n"
    export = canvas.filled_gradebook(data.encode(), [Mark(Student("x", "Ann"), "02_noise", 5, 10)], "TP1")
    assert export.content.decode().endswith("4324,Ann,10\n")


@pytest.mark.parametrize("cell", ["A-", "complete", "=1+1", "Excused"])
def test_a_cell_that_says_something_else_than_points_stays(cell):
    data = f"Student,ID,TP1 (2201)\n    Points Possible,,20\nAnn,4324,{cell}\n"
    export = canvas.filled_gradebook(data.encode(), [Mark(Student("x", "Ann"), "02_noise", 5, 10)], "TP1")
    assert (export.content.decode(), export.rejects[0].key) == (data, "lms.no_points")


def test_a_gradebook_without_possible_points_is_refused():
    with pytest.raises(UsageError, match="possible points"):
        canvas.filled_gradebook(b"Student,ID,TP1 (2201)\nAnn,4324,\n", [], "TP1")


def test_a_row_with_other_cells_than_the_header_takes_no_mark():
    data = "Student,ID,Section,TP1 (2201)\n    Points Possible,,,20\nAnn,4324,G1, and G2,\n"
    export = canvas.filled_gradebook(data.encode(), [Mark(Student("x", "Ann"), "02_noise", 5, 10)], "TP1")
    assert (export.content.decode(), export.rejects[0].key) == (data, "lms.misshapen")


def test_a_name_with_numbers_of_its_own_is_doubted():
    # A student who calls himself "Martin Jean_4323_1" sorts his file among Jean Martin's.
    intake = canvas.Canvas().recognised(
        {path: File(path) for path in ("martinjean_4323_1_4321_98765_tp2.py", "lee_7_8_tp2.py")}
    )
    (doubt,) = intake.doubts
    assert "4321_98765_tp2.py" in str(doubt)


def test_an_anonymous_number_is_no_users_number():
    (delivery,) = canvas.Canvas().recognised({"anon_4321_777_tp2.py": File("x")}).deliveries
    number = delivery.who[0].lms_id
    mark = Mark(
        Student(number, f"Participant {number}", lms_id=number), "02_noise", 5, 10, delivered=delivery.folder
    )
    assert canvas.filled_gradebook(CANVAS.encode(), [mark], "2202").changes == ()
