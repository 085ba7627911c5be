"""Rosters: header variants, accents, homonyms."""

import codecs

import pytest

from autograder.errors import UsageError
from autograder.gradebook.roster import Roster, Student, parse_roster, read_roster

ENGLISH = "Student ID,First name,Last name,Email address,Group\n7,Élodie,Dupont,elodie@u.fr,G1\n8,Jean,O'Neil,jo@u.fr,G2\n"
FRENCH = "Numéro d'étudiant;Prénom;Nom;Adresse de courriel;Groupe\n7;Élodie;Dupont;elodie@u.fr;G1\n8;Jean;O'Neil;jo@u.fr;G2\n"


@pytest.mark.parametrize("text", [ENGLISH, FRENCH])
@pytest.mark.parametrize(
    "encode", [str.encode, lambda text: codecs.BOM_UTF8 + text.encode(), lambda text: text.encode("cp1252")]
)
def test_headers_in_both_languages_and_common_encodings_are_read(text, encode):
    roster = parse_roster(encode(text))
    assert roster.students == (
        Student("7", "Élodie Dupont", "elodie@u.fr", group="G1"),
        Student("8", "Jean O'Neil", "jo@u.fr", group="G2"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "ELODIE@u.fr",
        "elodie",
        "Élodie Dupont",
        "Dupont, Elodie",
        "dupont élodie",
        "dupontelodie",
        "elodie_dupont",
    ],
)
def test_a_student_is_found_by_any_usual_spelling(text):
    assert [student.id for student in parse_roster(ENGLISH.encode()).find(text)] == ["7"]


def test_homonyms_are_all_found_and_never_chosen():
    roster = Roster((Student("1", "Jean Martin"), Student("2", "Jean Martin"), Student("3", "Martin Jean")))
    assert len(roster.find("jean martin")) == 3
    assert len({student.key for student in roster.students}) == 3


def test_nobody_is_found_by_a_part_of_a_name():
    assert parse_roster(ENGLISH.encode()).find("Dupont") == ()


def test_a_repeated_id_is_told():
    roster = parse_roster(b"id,name\n1,Ann\n1,Ann\n")
    assert len(roster.students) == 1
    assert "already on line 2" in roster.problems[0]


def test_a_group_is_found_by_its_name():
    assert [student.id for student in parse_roster(ENGLISH.encode()).group("g1")] == ["7"]


def test_a_table_without_names_is_refused(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("colour,size\nred,3\n")
    with pytest.raises(UsageError, match="expected a header with id, name"):
        read_roster(path)
    with pytest.raises(UsageError, match="cannot read"):
        read_roster(tmp_path / "none.csv")


def test_a_spreadsheet_file_is_refused_kindly():
    with pytest.raises(UsageError, match="Save it as CSV"):
        parse_roster(b"PK\x03\x04rest")


@pytest.mark.parametrize(
    ("id", "name", "key"),
    [
        ("7", "Élodie Dupont", "elodie-dupont_7"),
        ("jo@u.fr", "Jean O'Neil", "jean-o-neil_jo-u-fr-"),
        ("../../etc", "", "s_etc-"),
        ("con", "", "s_con"),
        ("学生", "学生", "s_"),
    ],
)
def test_a_key_is_a_safe_folder_name(id, name, key):
    found = Student(id, name).key
    assert found.startswith(key)
    assert found.isascii() and "/" not in found and len(found) < 90


def test_ids_that_look_alike_have_different_keys():
    keys = {Student(id, "Ann").key for id in ("a.b", "a-b", "A-B", "a b", "ab")}
    assert len(keys) == 4  # "a-b" and "A-B" are one: file systems may fold case
