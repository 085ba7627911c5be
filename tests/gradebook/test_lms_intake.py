"""What each LMS's download looks like, and whose files are recognised in it."""

import io
import zipfile
from pathlib import Path

import pytest

from autograder.gradebook import intake, lms
from autograder.gradebook.roster import parse_roster
from autograder.messages import sentence

NOTEBOOK = (
    b'{"cells": [{"cell_type": "code", "source": ["def add_noise(x):\\n", "    pass\\n"]}], "nbformat": 4}'
)


def zipped(*names, content=b"def add_noise(x):\n    pass\n") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def listed(tmp_path, data: bytes, assignments, **options) -> intake.Listing:
    path = tmp_path / "download.zip"
    path.write_bytes(data)
    with lms.opened(path) as download:
        return intake.listing(download, assignments, **options)


def people(told):
    return [
        (each.student.name, each.student.lms_id, [file.name for file in each.files]) for each in told.received
    ]


@pytest.mark.parametrize(
    "path",
    [
        "Élodie Dupont_4454589_assignsubmission_file/tp2.ipynb",
        "Élodie Dupont_4454589_assignsubmission_file_/tp2.ipynb",
        "Élodie Dupont_4454589_assignsubmission_file_tp2.ipynb",
        "Élodie_Dupont_4454589_assignsubmission_file/tp2.ipynb",
        "TP2-Bruit-77/Élodie Dupont_4454589_assignsubmission_file/tp2.ipynb",
    ],
)
def test_moodle_is_recognised_in_each_of_its_forms(tmp_path, course, path):
    told = listed(tmp_path, zipped(path, content=NOTEBOOK), course.assignments)
    assert told.lms == "moodle"
    assert people(told) == [("Élodie Dupont", "4454589", ["tp2.ipynb"])]
    assert told.received[0].assignment == "02_noise"


def test_moodle_anonymous_and_group_and_online_text(tmp_path, course):
    told = listed(
        tmp_path,
        zipped(
            "Participant_77_assignsubmission_file/tp2.py",
            "Équipe A_12_assignsubmission_file/tp2.py",
            "Groupe par défaut_assignsubmission_file/tp2.py",
            "Ann_3_assignsubmission_onlinetext/onlinetext.html",
        ),
        course.assignments,
        roster=parse_roster("id,name,group\n1,Ann,Équipe A\n2,Bob,Équipe A\n".encode()),
    )
    assert people(told) == [
        ("Participant 77", "77", ["tp2.py"]),
        ("Ann", "12", ["tp2.py"]),
        ("Bob", "12", ["tp2.py"]),
        ("Groupe par défaut", "", ["tp2.py"]),
    ]
    assert told.unrecognised == [
        ("Ann_3_assignsubmission_onlinetext/onlinetext.html", "online text, not a file")
    ]


def test_a_moodle_students_sub_folders_are_kept(tmp_path, course):
    told = listed(
        tmp_path,
        zipped("A B_3_assignsubmission_file/code/tp2.py", "A B_3_assignsubmission_file/b.png"),
        course.assignments,
    )
    assert people(told) == [("A B", "3", ["code/tp2.py", "b.png"])]


def test_canvas_is_recognised_with_late_marks_and_resubmissions(tmp_path, course):
    told = listed(
        tmp_path,
        zipped(
            "dupontjean_LATE_4321_98765_tp2-1.ipynb",
            "martinann_55_98766_my_file_tp2.py",
            "anon_aB3x9_LATE_777_tp2.py",
            content=NOTEBOOK,
        ),
        course.assignments,
        roster=parse_roster(b"id,name\n9,Jean Dupont\n"),
    )
    assert told.lms == "canvas"
    assert people(told) == [
        ("Jean Dupont", "4321", ["tp2-1.ipynb"]),
        ("martinann", "55", ["my_file_tp2.py"]),
        ("Participant aB3x9", "aB3x9", ["tp2.py"]),
    ]
    assert [each.late for each in told.received] == [True, False, True]
    assert any("marked LATE" in doubt for doubt in told.doubts)


METADATA = """---
submission_67890:
  :submitters:
  - :name: Élodie Dupont
    :sid: '7'
    :email: elodie@u.fr
  :created_at: 2026-03-05 22:10:00.000000000 Z
  :status: processed
submission_67891:
  :submitters:
  - :name: Ann
    :sid:
    :email: ann@u.fr
  - :name: Bob
    :sid: '12'
    :email: bob@u.fr
  :created_at: 2026-03-06 01:00:00 UTC
"""


def test_gradescope_is_recognised_with_its_people_and_times(tmp_path, course):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("assignment_1_export/submission_metadata.yml", METADATA)
        archive.writestr("assignment_1_export/submission_67890/02_noise.py", b"x")
        archive.writestr("assignment_1_export/submission_67891/02_noise.py", b"x")
    told = listed(tmp_path, out.getvalue(), course.assignments)
    assert told.lms == "gradescope"
    assert [(each.student.id, each.student.name, each.student.email) for each in told.received] == [
        ("7", "Élodie Dupont", "elodie@u.fr"),
        ("ann@u.fr", "Ann", "ann@u.fr"),
        ("12", "Bob", "bob@u.fr"),
    ]
    assert str(told.received[0].submitted) == "2026-03-05 22:10:00+00:00"
    assert told.received[2].submitted.isoformat() == "2026-03-06T01:00:00+00:00"


def test_a_plain_folder_per_student_is_recognised(tmp_path, course):
    for name in ("dupont_elodie/tp2.py", "12_bob/answers/tp2.py", ".DS_Store"):
        path = tmp_path / "hand-ins" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    roster = parse_roster("id,name\n7,Élodie Dupont\n12,Robert Noir\n".encode())
    with lms.opened(tmp_path / "hand-ins") as download:
        told = intake.listing(download, course.assignments, roster=roster)
    assert told.lms == "plain"
    assert [(each.student.id, each.assignment) for each in told.received] == [
        ("12", "02_noise"),
        ("7", "02_noise"),
    ]


def test_a_plain_file_per_student_is_recognised(tmp_path, course):
    told = listed(tmp_path, zipped("dupont_tp2.py", "tp2-martin.py", "02_noise_ann.py"), course.assignments)
    assert [name for name, _, _ in people(told)] == ["dupont", "martin", "ann"]


def test_homonyms_are_kept_apart(tmp_path, course):
    told = listed(
        tmp_path,
        zipped("Jean Martin_1_assignsubmission_file/tp2.py", "Jean Martin_2_assignsubmission_file/tp2.py"),
        course.assignments,
        roster=parse_roster(b"id,name\na,Jean Martin\nb,Jean Martin\n"),
    )
    assert len({each.student.key for each in told.received}) == 2
    assert sum("could be meant" in doubt for doubt in told.doubts) == 2


WORKSHEET = (
    "Identifiant;Nom complet;Adresse de courriel;Dernière modification (travail remis)\n"
    "Participant1;Jean Martin;jm2@u.fr;jeudi 5 mars 2026, 23:59\n"
    "Participant2;Jean Martin;jm1@u.fr;-\n"
    "Participant3;Zoé;zoe@u.fr;-\n"
)


def test_moodles_worksheet_tells_homonyms_and_the_anonymous_apart(tmp_path, course):
    sheet = tmp_path / "Notes.csv"
    sheet.write_text(WORKSHEET, encoding="utf-8-sig")
    told = listed(
        tmp_path,
        zipped(
            "Jean Martin_1_assignsubmission_file/tp2.py",
            "Jean Martin_2_assignsubmission_file/tp2.py",
            "Participant_3_assignsubmission_file/tp2.py",
            "Group C_2_assignsubmission_file/tp2.py",
        ),
        course.assignments,
        roster=parse_roster(
            "id,name,email\na,Jean Martin,jm1@u.fr\nb,Jean Martin,jm2@u.fr\nc,Zoé,zoe@u.fr\n".encode()
        ),
        participants=intake.read_participants(sheet),
    )
    assert [(each.student.id, each.student.lms_id) for each in told.received] == [
        ("b", "1"),
        ("a", "2"),
        ("c", "3"),
        ("2", "2"),  # a group's number is not a participant's
    ]
    assert str(told.received[0].submitted) == "2026-03-05 23:59:00"


def test_canvas_names_are_found_with_and_without_their_accents(tmp_path, course):
    told = listed(
        tmp_path,
        zipped("dupontélodie_1_9_tp2.py", "dupontlodie_2_9_tp2.py", "oneiljean_3_9_tp2.py"),
        course.assignments,
        roster=parse_roster("id,name\n7,Élodie Dupont\n8,Jean O'Neil\n".encode()),
    )
    assert [each.student.id for each in told.received] == ["7", "7", "8"]


def test_canvas_gradebook_is_a_roster_that_knows_canvas_numbers(tmp_path, course):
    gradebook = (
        "Student,ID,SIS User ID,SIS Login ID,Section,TP2 (7)\n    Points Possible,,,,,20\n"
        '"Martin, Zoé",41,e3,zm1,G1,\n"Martin, Zoé",42,e4,zm2,G1,\n'
    )
    told = listed(
        tmp_path,
        zipped("martinzoe_42_9_tp2.py"),
        course.assignments,
        roster=parse_roster(gradebook.encode()),
    )
    assert [each.student.id for each in told.received] == ["e4"]
    assert [student.told_apart for student in told.missing] == ["Martin, Zoé (e3)"]


def test_an_extra_file_loses_what_canvas_or_a_browser_put_into_its_name(tmp_path, course):
    told = listed(
        tmp_path,
        zipped(
            "a_1_9_tp3-1.py",
            "a_1_9_denoiser-1.keras",
            "b_2_9_tp3.py",
            "b_2_9_denoiser (2).keras",
            "b_2_9_other-1.npz",
        ),
        course.assignments,
    )
    assert [[file.name for file in each.files] for each in told.received] == [
        ["tp3-1.py", "denoiser.keras"],
        ["tp3.py", "denoiser.keras", "other-1.npz"],
    ]


def test_equal_files_of_two_students_and_bad_archives_are_told(tmp_path, course):
    for name, data in {
        "ann/tp2.py": b"def add_noise(x): pass",
        "bob/tp2.py": b"def add_noise(x): pass",
        "cy/tp2.zip": b"PK\x03\x04 no more",
    }.items():
        path = tmp_path / "hand-ins" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    with lms.opened(tmp_path / "hand-ins") as download:
        told = intake.listing(download, course.assignments)
    assert told.doubts == [
        f"cy/tp2.zip: {sentence('archive.damaged', 'en')}",
        "the same files, byte for byte: ann, bob",
    ]


def test_two_hand_ins_of_one_student_are_doubted(tmp_path, course):
    told = listed(
        tmp_path,
        zipped("Ann B_1_assignsubmission_file/tp2.py", "Ann B_2_assignsubmission_file/tp2.py"),
        course.assignments,
        roster=parse_roster(b"id,name\na,Ann B\n"),
    )
    assert any("appears twice" in doubt for doubt in told.doubts)


def test_missing_students_and_strangers_are_told(tmp_path, course):
    told = listed(
        tmp_path,
        zipped("Zoé X_1_assignsubmission_file/tp2.py"),
        course.assignments,
        roster=parse_roster(b"id,name\na,Ann B\n"),
    )
    assert [student.name for student in told.missing] == ["Ann B"]
    assert any("not in the roster" in doubt for doubt in told.doubts)
    text = "\n".join(told.lines())
    assert "no hand-in       Ann B" in text and "Zoé X" in text


def test_a_bad_file_in_the_download_is_one_students_problem(tmp_path, course):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Ann B_1_assignsubmission_file/tp2.py", b"x")
        link = zipfile.ZipInfo("Bob C_2_assignsubmission_file/tp2.py")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    told = listed(tmp_path, out.getvalue(), course.assignments)
    assert [
        (each.student.name, each.files[0].problem and each.files[0].problem.key) for each in told.received
    ] == [
        ("Ann B", None),
        ("Bob C", "archive.link"),
    ]


def test_a_name_cannot_write_on_the_teachers_terminal(tmp_path, course):
    path = tmp_path / "hand-ins" / "ann\x1b[2J" / "tp2.py"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    with lms.opened(tmp_path / "hand-ins") as download:
        told = intake.listing(download, course.assignments)
    assert "\x1b" not in "\n".join(told.lines()) and "ann" in told.lines()[1]


def test_symbolic_links_in_a_folder_are_not_followed(tmp_path, course):
    folder = tmp_path / "hand-ins" / "ann"
    folder.mkdir(parents=True)
    (folder / "tp2.py").symlink_to("/etc/passwd")
    with lms.opened(tmp_path / "hand-ins") as download:
        told = intake.listing(download, course.assignments)
    assert told.received[0].files[0].problem.key == "archive.link"


def test_a_download_that_is_no_archive_is_refused(tmp_path):
    from autograder.errors import UsageError

    with pytest.raises(UsageError, match="found nothing there"):
        lms.opened(Path(tmp_path / "none.zip"))
    (tmp_path / "bad.zip").write_bytes(b"hello")
    with pytest.raises(UsageError, match="Download it again"):
        lms.opened(tmp_path / "bad.zip")
