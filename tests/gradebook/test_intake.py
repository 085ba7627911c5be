"""What each LMS's download looks like, and whose files are recognised in it."""

import io
import os
import unicodedata
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest

from autograder.base.messages import sentence
from autograder.gradebook import intake
from autograder.gradebook.lms import download
from autograder.gradebook.lms.base import Participant
from autograder.gradebook.roster import Student, parse_roster
from autograder.gradebook.store import Store
from tests.gradebook.runs import FUNCTION, graded_class, points

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
    with download.opened(path) as opened:
        return intake.listing(opened, assignments, **options)


def people(listing):
    return [
        (each.student.name, each.student.lms_id, [file.name for file in each.files])
        for each in listing.received
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
    listing = listed(tmp_path, zipped(path, content=NOTEBOOK), course.assignments)
    assert listing.lms == "moodle"
    assert people(listing) == [("Élodie Dupont", "4454589", ["tp2.ipynb"])]
    assert listing.received[0].assignment == "02_noise"


def test_moodle_anonymous_and_group_and_online_text(tmp_path, course):
    listing = listed(
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
    assert people(listing) == [
        ("Participant 77", "77", ["tp2.py"]),
        ("Ann", "", ["tp2.py"]),  # 12 is the group's number, and may be another participant's
        ("Bob", "", ["tp2.py"]),
        ("Groupe par défaut", "", ["tp2.py"]),
    ]
    assert [(path, str(why)) for path, why in listing.unrecognised] == [
        ("Ann_3_assignsubmission_onlinetext/onlinetext.html", "online text, not a file")
    ]


def test_a_moodle_students_sub_folders_are_kept(tmp_path, course):
    listing = listed(
        tmp_path,
        zipped("A B_3_assignsubmission_file/code/tp2.py", "A B_3_assignsubmission_file/b.png"),
        course.assignments,
    )
    assert people(listing) == [("A B", "3", ["code/tp2.py", "b.png"])]


def test_canvas_is_recognised_with_late_marks_and_resubmissions(tmp_path, course):
    listing = listed(
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
    assert listing.lms == "canvas"
    assert people(listing) == [
        ("Jean Dupont", "4321", ["tp2-1.ipynb"]),
        ("martinann", "55", ["my_file_tp2.py"]),
        ("Participant aB3x9", "aB3x9", ["tp2.py"]),
    ]
    assert [each.late for each in listing.received] == [True, False, True]
    assert any("marked LATE" in str(doubt) for doubt in listing.doubts)


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
    listing = listed(tmp_path, out.getvalue(), course.assignments)
    assert listing.lms == "gradescope"
    assert [(each.student.id, each.student.name, each.student.email) for each in listing.received] == [
        ("7", "Élodie Dupont", "elodie@u.fr"),
        ("ann@u.fr", "Ann", "ann@u.fr"),
        ("12", "Bob", "bob@u.fr"),
    ]
    assert str(listing.received[0].submitted) == "2026-03-05 22:10:00+00:00"
    assert listing.received[2].submitted.isoformat() == "2026-03-06T01:00:00+00:00"


def test_a_plain_folder_per_student_is_recognised(tmp_path, course):
    for name in ("dupont_elodie/tp2.py", "12_robert/answers/tp2.py", ".DS_Store"):
        path = tmp_path / "hand-ins" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    roster = parse_roster("id,name\n7,Élodie Dupont\n12,Robert Noir\n".encode())
    with download.opened(tmp_path / "hand-ins") as opened:
        listing = intake.listing(opened, course.assignments, roster=roster)
    assert listing.lms == "plain"
    assert [(each.student.id, each.assignment) for each in listing.received] == [
        ("12", "02_noise"),
        ("7", "02_noise"),
    ]


def test_a_plain_file_per_student_is_recognised(tmp_path, course):
    listing = listed(
        tmp_path, zipped("dupont_tp2.py", "tp2-martin.py", "02_noise_ann.py"), course.assignments
    )
    assert [name for name, _, _ in people(listing)] == ["dupont", "martin", "ann"]


def test_homonyms_are_kept_apart(tmp_path, course):
    listing = listed(
        tmp_path,
        zipped("Jean Martin_1_assignsubmission_file/tp2.py", "Jean Martin_2_assignsubmission_file/tp2.py"),
        course.assignments,
        roster=parse_roster(b"id,name\na,Jean Martin\nb,Jean Martin\n"),
    )
    assert len({each.student.key for each in listing.received}) == 2
    assert sum("could be meant" in str(doubt) for doubt in listing.doubts) == 2


WORKSHEET = (
    "Identifiant;Nom complet;Adresse de courriel;Dernière modification (travail remis)\n"
    "Participant1;Jean Martin;jm2@u.fr;jeudi 5 mars 2026, 23:59\n"
    "Participant2;Jean Martin;jm1@u.fr;-\n"
    "Participant3;Zoé;zoe@u.fr;-\n"
)


def test_moodles_worksheet_tells_homonyms_and_the_anonymous_apart(tmp_path, course):
    sheet = tmp_path / "Notes.csv"
    sheet.write_text(WORKSHEET, encoding="utf-8-sig")
    listing = listed(
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
    assert [(each.student.id, each.student.lms_id) for each in listing.received] == [
        ("b", "1"),
        ("a", "2"),
        ("c", "3"),
        ("2", "2"),  # a group's number is not a participant's
    ]
    assert str(listing.received[0].submitted) == "2026-03-05 23:59:00"


@pytest.mark.parametrize("name", ["dupontélodie", "dupontlodie"])
def test_canvas_names_are_found_with_and_without_their_accents(tmp_path, course, name):
    listing = listed(
        tmp_path,
        zipped(f"{name}_1_9_tp2.py", "oneiljean_3_9_tp2.py"),
        course.assignments,
        roster=parse_roster("id,name\n7,Élodie Dupont\n8,Jean O'Neil\n".encode()),
    )
    assert [each.student.id for each in listing.received] == ["7", "8"]


def test_canvas_gradebook_is_a_roster_that_knows_canvas_numbers(tmp_path, course):
    gradebook = (
        "Student,ID,SIS User ID,SIS Login ID,Section,TP2 (7)\n    Points Possible,,,,,20\n"
        '"Martin, Zoé",41,e3,zm1,G1,\n"Martin, Zoé",42,e4,zm2,G1,\n'
    )
    listing = listed(
        tmp_path,
        zipped("martinzoe_42_9_tp2.py"),
        course.assignments,
        roster=parse_roster(gradebook.encode()),
    )
    assert [each.student.id for each in listing.received] == ["e4"]
    assert [student.with_id for student in listing.missing] == ["Martin, Zoé (e3)"]


def test_an_extra_file_loses_what_canvas_or_a_browser_put_into_its_name(tmp_path, course):
    listing = listed(
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
    assert [[file.name for file in each.files] for each in listing.received] == [
        ["tp3-1.py", "denoiser.keras"],
        ["tp3.py", "denoiser.keras", "other-1.npz"],
    ]


def test_equal_files_of_two_students_and_bad_archives_are_named(tmp_path, course):
    for name, data in {
        "ann/tp2.py": b"def add_noise(x): pass",
        "bob/tp2.py": b"def add_noise(x): pass",
        "cy/tp2.zip": b"PK\x03\x04 no more",
    }.items():
        path = tmp_path / "hand-ins" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    with download.opened(tmp_path / "hand-ins") as opened:
        listing = intake.listing(opened, course.assignments)
    assert [str(doubt) for doubt in listing.doubts] == [
        f"cy/tp2.zip: {sentence('archive.damaged', 'en')}",
        "the same files, byte for byte: ann, bob",
    ]


def test_two_hand_ins_of_one_student_are_doubted(tmp_path, course):
    listing = listed(
        tmp_path,
        zipped("Ann B/tp2.py", "B Ann/tp2.py"),
        course.assignments,
        roster=parse_roster(b"id,name\na,Ann B\n"),
    )
    assert any("appears twice" in str(doubt) for doubt in listing.doubts)


def test_missing_students_and_strangers_are_named(tmp_path, course):
    listing = listed(
        tmp_path,
        zipped("Zoé X_1_assignsubmission_file/tp2.py"),
        course.assignments,
        roster=parse_roster(b"id,name\na,Ann B\n"),
    )
    assert [student.name for student in listing.missing] == ["Ann B"]
    assert any("not in the roster" in str(doubt) for doubt in listing.doubts)
    text = "\n".join(listing.lines())
    assert "no hand-in       Ann B" in text and "Zoé X" in text


def test_a_bad_file_in_the_download_is_one_students_problem(tmp_path, course):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Ann B_1_assignsubmission_file/tp2.py", b"x")
        link = zipfile.ZipInfo("Bob C_2_assignsubmission_file/tp2.py")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    listing = listed(tmp_path, out.getvalue(), course.assignments)
    assert [
        (each.student.name, each.files[0].problem and each.files[0].problem.key) for each in listing.received
    ] == [
        ("Ann B", None),
        ("Bob C", "archive.link"),
    ]


def test_a_name_cannot_write_on_the_teachers_terminal(tmp_path, course):
    path = tmp_path / "hand-ins" / "ann\x1b[2J" / "tp2.py"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    with download.opened(tmp_path / "hand-ins") as opened:
        listing = intake.listing(opened, course.assignments)
    assert "\x1b" not in "\n".join(listing.lines()) and "ann" in listing.lines()[1]


def test_symbolic_links_in_a_folder_are_not_followed(tmp_path, course):
    folder = tmp_path / "hand-ins" / "ann"
    folder.mkdir(parents=True)
    (folder / "tp2.py").symlink_to("/etc/passwd")
    with download.opened(tmp_path / "hand-ins") as opened:
        listing = intake.listing(opened, course.assignments)
    assert listing.received[0].files[0].problem.key == "archive.link"


def test_a_pipe_in_a_folder_is_told_and_not_read(tmp_path, course):
    folder = tmp_path / "hand-ins" / "ann"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "tp2.py")
    with download.opened(tmp_path / "hand-ins") as opened:
        listing = intake.listing(opened, course.assignments)
    assert listing.received[0].files[0].problem.key == "archive.special"


def test_online_text_beside_the_files_does_not_hide_whose_download_it_is(tmp_path, course):
    # mod/assign with both plugins on: Moodle writes an onlinetext.html for everybody, a file for some.
    paths = [f"Élève {n}_{n}_assignsubmission_onlinetext/onlinetext.html" for n in range(1, 6)]
    listing = listed(tmp_path, zipped("Élève 1_1_assignsubmission_file/tp2.py", *paths), course.assignments)
    assert listing.lms == "moodle"
    assert people(listing) == [("Élève 1", "1", ["tp2.py"])]


def test_a_name_that_lost_signs_in_its_folder_keeps_its_time_and_its_own_deadline(tmp_path, course):
    submitted, due = datetime(2026, 3, 6, 1, 0), datetime(2026, 3, 9, 23, 59)
    listing = listed(
        tmp_path,
        zipped("Bob OBrien_12_assignsubmission_file/tp2.py"),
        course.assignments,
        participants={"12": Participant("Bob O'Brien", "bob@u.fr", submitted, due)},
    )
    (received,) = listing.received
    assert (received.student.email, received.submitted, received.due) == ("bob@u.fr", submitted, due)


def test_a_hand_in_that_the_worksheet_knows_and_the_download_has_not_is_told(tmp_path, course):
    # Flat mode: Moodle loses what has a path of over 255 characters.
    listing = listed(
        tmp_path,
        zipped("Ann_3_assignsubmission_file/tp2.py"),
        course.assignments,
        participants={
            "3": Participant("Ann", "", datetime(2026, 3, 6)),
            "4": Participant("Bob", "", datetime(2026, 3, 6)),
            "5": Participant("Eve", "", None),
        },
    )
    assert [str(doubt) for doubt in listing.doubts if "worksheet" in str(doubt)] == [
        "Bob: handed in, says the worksheet, and nothing of theirs is in this download"
    ]


CLASS = parse_roster(
    "id,name,login\n1,Élodie Dupont,edupont\n2,Jean Martin,jmartin\n3,Jean Martin-Roux,jmroux\n".encode()
)
ELODIE, JEAN, ROUX = (student.name for student in CLASS.students)


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        # Google Classroom writes its students' names before the files', Colab "Copie de", browsers "(1)".
        (("Élodie Dupont - Copie de noise.ipynb", "Jean Martin - noise (1).ipynb"), {ELODIE, JEAN}),
        (("02_noise_dupont_elodie.ipynb", "TP2-Jean-Martin-Roux.ipynb"), {ELODIE, ROUX}),
        # Not in the roster, and no file of him whose name is a part of theirs.
        (("Jean Martin-Dubois/tp2.ipynb", "Anne_Jean_Martin_tp2.ipynb"), {"Jean Martin-Dubois", "Anne_Jean_Martin"}),
        # Two are named: neither is chosen.
        (("Élodie Dupont et Jean Martin/tp2.ipynb", "jmroux/tp2.ipynb"), {"Élodie Dupont et Jean Martin", ROUX}),
        (("submitted/edupont/02_noise/n.ipynb", "submitted/jmartin/02_noise/n.ipynb"), {ELODIE, JEAN}),
        (("Submitted files/Dupont Élodie/TP2/Version 1/n.ipynb", "Submitted files/Jean Martin/TP2/n.ipynb"), {ELODIE, JEAN}),
        (("TP2_edupont_attempt_2026-03-05-10-22-33_n.ipynb", "TP2_jmartin_attempt_2026-03-05-10-22-33_n.ipynb"), {ELODIE, JEAN}),
    ],
)  # fmt: skip
def test_whose_file_it_is_by_the_names_that_systems_and_people_give(tmp_path, course, paths, names):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number, path in enumerate(paths):
            archive.writestr(path, NOTEBOOK + b" " * number)
    listing = listed(tmp_path, data.getvalue(), course.assignments, roster=CLASS)

    assert {each.student.name for each in listing.received} == names
    strangers = names - {ELODIE, JEAN, ROUX}
    assert all(any(each in str(doubt) for doubt in listing.doubts) for each in strangers)


def test_of_several_versions_kept_by_teams_the_last_is_the_hand_in(tmp_path, course):
    paths = [f"Submitted files/Jean Martin/TP2/Version {number}/n.ipynb" for number in (1, 2, 10)]
    paths.append("Working files/Jean Martin/TP2/n.ipynb")
    listing = listed(tmp_path, zipped(*paths, content=NOTEBOOK), course.assignments, roster=CLASS)

    assert people(listing) == [("Jean Martin", "", ["TP2/Version 10/n.ipynb"])]
    assert len(listing.unrecognised) == 3


def test_a_lone_archive_is_asked_about_it_may_be_the_whole_classs(tmp_path, course):
    inside = zipped("Élodie Dupont/n.ipynb", "Jean Martin/n.ipynb", content=NOTEBOOK)
    listing = listed(tmp_path, zipped("TP 2.zip", content=inside), course.assignments, roster=CLASS)
    assert any("autograder batch 'TP 2.zip'" in str(doubt) for doubt in listing.doubts)


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
DOCX_LIKE = zipped("[Content_Types].xml", "word/document.xml", content=b"<xml/>")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("rapport.pdf", PDF, "document de texte"),
        ("tp2.pdf", PDF, "document de texte"),
        ("tp2.docx", DOCX_LIKE, "document bureautique"),
        ("capture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "est une image"),
        ("tp2.ipynb", b"<!DOCTYPE html><html><body>", "page web"),
        ("tp2.html", b"<!DOCTYPE html><html><body>", "page web"),
        ("tp2.rar", b"Rar!\x1a\x07\0", "fichier RAR"),
        ("tp2.ipynb", b"", "est vide"),
    ],
)
@pytest.mark.parametrize("several", [False, True])
def test_what_can_be_no_answer_is_told_before_anything_is_judged(
    tmp_path, course, name, content, what, several
):
    path = tmp_path / "hand-ins" / "Ann"
    path.mkdir(parents=True)
    (path / name).write_bytes(content)
    (path.parent / "Bob").mkdir()
    (path.parent / "Bob" / "tp2.py").write_text("def add_noise(x): pass", encoding="utf-8")
    with download.opened(path.parent) as opened:
        found = intake.listing(opened, course.assignments if several else [course.assignment("02")])
    lines = found.lines("fr")
    assert [what in line for line in lines if f"Ann/{name}" in line] == [True]
    for each in found.received:
        assert each.flag == ("unreadable" if each.student.name == "Ann" else "")
        (line,) = (line for line in lines if f" {each.student.name} " in line)
        assert line.endswith("RIEN À LIRE") is (each.student.name == "Ann")


def test_the_file_of_another_assignment_is_a_doubt_under_whatever_name(tmp_path, course):
    path = tmp_path / "hand-ins" / "Ann"
    path.mkdir(parents=True)
    (path / "tp2.py").write_text("def build_model():\n    pass\n", encoding="utf-8")
    for assignments in ([course.assignment("02")], course.assignments):
        with download.opened(path.parent) as opened:
            found = intake.listing(opened, assignments)
        assert [(each.assignment, each.flag) for each in found.received] == [("02_noise", "doubtful")]
        (doubt,) = found.doubts
        assert "build_model, que demande le devoir 03_model" in doubt.text("fr")
        assert "DOUTEUX" in found.lines("fr")[1]


def test_an_answer_that_can_be_read_is_no_doubt_whatever_lies_beside_it(tmp_path, course):
    path = tmp_path / "hand-ins" / "Ann"
    path.mkdir(parents=True)
    (path / "tp2.py").write_text("def add_noise(x):\n    pass\n", encoding="utf-8")
    (path / "rapport.pdf").write_bytes(PDF)
    (path / "denoiser.keras").write_bytes(zipped("config.json"))
    with download.opened(path.parent) as opened:
        found = intake.listing(opened, [course.assignment("02")])
    assert (found.doubts, [each.flag for each in found.received]) == ([], [""])


def plain_class(tmp_path, course, roster, **files):
    folder = tmp_path / "hand-ins"
    for student, text in files.items():
        (folder / student).mkdir(parents=True)
        (folder / student / "tp2.py").write_text(text, encoding="utf-8")
    with download.opened(folder) as opened:
        return intake.listing(opened, course.assignments, roster=parse_roster(roster.encode()))


ANSWER = "def add_noise(x): pass\n"


def test_a_dry_run_is_by_name_with_or_without_accents(tmp_path, course):
    found = plain_class(
        tmp_path, course, "id,name\n9,X Y\n", Zoé=ANSWER, Éloïse=ANSWER, eve=ANSWER, Ann=ANSWER
    )
    names = [line.split()[1] for line in found.lines("fr") if "tp2.py" in line]
    assert names == ["Ann", "Éloïse", "eve", "Zoé"]


def test_a_roster_that_fits_nobody_is_told_with_its_columns_and_what_the_download_says(tmp_path, course):
    found = plain_class(
        tmp_path, course, "Matricule;Nom\n77;Noël Durand\n78;Ève Roux\n", Ann=ANSWER, Bob=ANSWER
    )
    (doubt,) = (line for line in found.lines("fr") if "aucun de ses 2 étudiants" in line)
    assert "Matricule (id), Nom (last_name)" in doubt and "par exemple\u00a0: Ann" in doubt


def test_who_may_have_handed_in_is_doubtful_and_not_missing(tmp_path, course):
    files = {"Éloïse Martn": ANSWER, "Jean Noir": ANSWER}
    found = plain_class(
        tmp_path,
        course,
        "id,name\n1,Éloïse Martin\n2,Jean Noir\n3,Jean Noir\n5,Paul Absent\n",
        **files,
    )
    lines = [line.strip() for line in found.remarks("fr")]
    doubtful = [line for line in lines if line.startswith("douteux")]
    assert len(doubtful) == 3
    assert any("Éloïse Martin (1)\u00a0: a peut-être rendu Éloïse Martn" in line for line in doubtful)
    assert [line for line in lines if line.startswith("rien rendu")] == [
        "rien rendu           Paul Absent (5)"
    ]


def test_what_is_doubted_comes_by_name_whatever_the_downloads_order(tmp_path, course):
    names = ("Zoé", "Éloïse", "eve", "Ann")
    files = [f"{name}_{at}_assignsubmission_file/tp2.py" for at, name in enumerate(names)]
    strangers = parse_roster(b"id,name\n77,X Y\n")
    found = listed(tmp_path, zipped(*files), course.assignments, roster=strangers)
    doubted = [str(each).partition(" (")[0] for each in found.doubts if each.key == "doubt.nobody"]
    assert doubted == ["Ann", "Éloïse", "eve", "Zoé"]


GROUPS = "id,nom,groupe\n1,Ann Roy,Groupe A\n2,Bo Petit,Groupe A\n3,Cy Noir,Équipe bleue\n"


@pytest.mark.parametrize("name", ["Groupe A", "groupe_a", "GROUPE-A", "Groupe  A"])
def test_a_groups_folder_is_its_groups_whatever_case_accents_spaces_and_dashes(tmp_path, course, name):
    listing = listed(
        tmp_path,
        zipped(f"{name}_12_assignsubmission_file/tp2.py"),
        course.assignments,
        roster=parse_roster(GROUPS.encode()),
    )
    assert [student for student, *_ in people(listing)] == ["Ann Roy", "Bo Petit"]


def test_a_folder_whose_name_is_nearly_a_groups_is_told_which(tmp_path, course):
    listing = listed(
        tmp_path,
        zipped("Groupe AA_12_assignsubmission_file/tp2.py", "equipes bleues_13_assignsubmission_file/tp2.py"),
        course.assignments,
        roster=parse_roster(GROUPS.encode()),
    )
    said = [each.text("fr").replace("\u00a0", " ") for each in listing.doubts if each.key == "doubt.nobody"]
    assert len(said) == 2
    assert "Si c’est un groupe, il s’y appelle peut-être Équipe bleue" in said[0]
    assert "Si c’est un groupe, il s’y appelle peut-être Groupe A" in said[1]


def test_a_dry_run_says_who_is_late_and_by_how_much(tmp_path, course):
    found = plain_class(tmp_path, course, "id,name\n1,Ann\n2,Bo\n", Ann=ANSWER, Bo=ANSWER)
    times = {"Ann": datetime(2026, 3, 5, 12), "Bo": datetime(2026, 3, 7, 12)}
    found.received = [replace(each, submitted=times[each.student.name]) for each in found.received]
    intake.with_lateness(found, datetime(2026, 3, 5, 23, 59), course.late)

    ann, bo = (line for line in found.lines("fr") if "tp2.py" in line)
    assert "RETARD" not in ann and bo.endswith("EN RETARD (2 jours)")
    intake.with_lateness(found, None, course.late)
    assert "RETARD" not in "".join(found.lines("fr"))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("", "what was handed in is empty"),
        ("\n  \n", "what was handed in is empty"),
        ("def something(x):\n    return x\n", "none of the functions asked for is defined"),
        (ANSWER, ""),
        ("from mine import *\n", ""),
    ],
)
def test_what_answers_nothing_is_doubted_before_anything_is_judged(tmp_path, course, text, doubt):
    path = "Ann_1_assignsubmission_file/tp2.py"
    found = listed(tmp_path, zipped(path, content=text.encode()), course.assignments[:1])
    said = [str(each).partition("02_noise: ")[2] for each in found.doubts]
    assert said == ([doubt] if doubt else [])
    assert [each.flag for each in found.received] == (["doubtful"] if doubt else [""])


def test_a_groups_members_came_when_the_worksheet_says_so_of_each(tmp_path, course):
    noon = datetime(2026, 3, 5, 12)
    people = {"11": Participant("Ann Roy", "", noon), "12": Participant("Bo Petit", "", None)}
    listing = listed(
        tmp_path,
        zipped("Groupe A_20_assignsubmission_file/tp2.py"),
        course.assignments,
        roster=parse_roster(GROUPS.encode()),
        participants=people,
    )
    assert {each.student.name: each.submitted for each in listing.received} == {
        "Ann Roy": noon,
        "Bo Petit": None,
    }


def test_homonyms_have_their_numbers_in_the_listing(tmp_path, course):
    names = [
        f"{name}_assignsubmission_file/tp2.py" for name in ("Jean Martin_7", "Jean Martin_8", "Ann Lee_9")
    ]
    lines = listed(tmp_path, zipped(*names), course.assignments).lines("en")
    assert "Ann Lee  " in lines[1] and "Jean Martin (7)" in lines[2] and "Jean Martin (8)" in lines[3]


def test_members_of_a_group_have_the_same_files_and_are_no_doubt(tmp_path, course):
    team = (
        "Group A-Ann Lee_7_assignsubmission_file_/tp2.py",
        "Group A-Bo Roy_8_assignsubmission_file_/tp2.py",
    )
    other = "Cy Day_9_assignsubmission_file_/tp2.py"
    sheet = {
        "7": Participant("Ann Lee", "", None),
        "8": Participant("Bo Roy", "", None),
        "9": Participant("Cy Day", "", None),
    }

    def same(*names):
        found = listed(tmp_path, zipped(*names), course.assignments, participants=sheet)
        return [each for each in found.doubts if each.key == intake.SAME_FILES]

    assert same(*team) == []
    assert len(same(*team, other)) == 1


def test_folders_that_a_teacher_collected_are_called_so_in_either_language():
    assert intake.Listing("plain").lines("fr")[0].startswith("dossiers\N{NO-BREAK SPACE}:")
    assert intake.Listing("plain").lines("en")[0].startswith("folders:")
    assert intake.Listing("moodle").lines("fr")[0].startswith("moodle")


def test_a_name_as_a_mac_writes_it_is_no_other_student(tmp_path, course):
    composed, apart = (unicodedata.normalize(form, "Élodie Noël") for form in ("NFC", "NFD"))
    store = Store(tmp_path / "results")
    store.add(Student(apart, apart), "02_noise", [("tp2.py", b"x = 1")])  # as older versions kept it
    for name, text in ((apart, "x = 2"), (composed, "x = 3")):
        path = tmp_path / f"download {text}" / name / "tp2.py"
        path.parent.mkdir(parents=True)
        path.write_text(text)
        (path.parent.parent / "Bob Roy").mkdir()
        (path.parent.parent / "Bob Roy" / "tp2.py").write_text("x = 0")
        with download.opened(path.parent.parent) as opened:
            intake.stored(intake.listing(opened, course.assignments), store)
    (student,) = (each for each in store.students() if "Bob" not in each.name)
    assert student.name == composed
    assert [each.content(0) for each in store.attempts(student, "02_noise")] == [b"x = 1", b"x = 2", b"x = 3"]


def test_whom_a_roster_enrolled_before_they_handed_in_again_is_one_student(course, tmp_path):
    """TP2 was graded without a roster, and Zoé handed TP3 in after a batch with one: she became two, each with a mark."""
    out = tmp_path / "out"
    model = "def build_model():\n    pass\ndef add_noise(x):\n    pass\n"

    def graded(number, names, roster=None):
        for name, text in names.items():
            path = tmp_path / f"TP{number}" / f"{name}_assignsubmission_file" / f"tp{number}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{text}# {name}\n")
        done = graded_class(course, [tmp_path / f"TP{number}"], out, roster=roster)
        return [str(doubt) for listing in done.listings for doubt in listing.doubts]

    roster = parse_roster("id,name\ne1,Zoé Martin\ne2,Bo Li\n".encode())
    graded(2, {"Zoé Martin_12": FUNCTION, "Bo Li_13": FUNCTION})
    graded(3, {"Bo Li_13": model}, roster)
    graded(3, {"Zoé Martin_12": model}, roster)
    assert points(course, out).keys() == {
        (name, assignment) for name in ("Zoé Martin", "Bo Li") for assignment in ("02_noise", "03_model")
    }
    assert [each.id for each in Store(out).students()] == ["e2", "e1"]

    # Where both have hand-ins to one assignment, a person decides which counts.
    Store(out).add(Student("12", "Zoé Martin", lms_id="12"), "02_noise", [("tp2.py", FUNCTION.encode())])
    doubts = graded(3, {"Zoé Martin_12": model}, roster)
    assert any("students/zoe-martin_e1, students/zoe-martin_12" in each for each in doubts)
