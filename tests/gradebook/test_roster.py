"""Rosters: header variants, accents, homonyms."""

import codecs
import re

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.roster import (
    Roster,
    Student,
    alphabetically,
    distinct_names,
    parse_roster,
    read_roster,
    same_address,
)

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


@pytest.mark.parametrize(
    "header",
    [
        "Nachname;Vorname;Matrikelnummer",
        "Name;Vorname;Matrikel-Nr.",
        "Apellido(s);Nombre;Número de ID",
        "Cognome;Nome;Matricola",
    ],
)
def test_headers_of_other_languages_are_read(header):
    (student,) = parse_roster(f"{header}\nMüller;Jörg;007\n".encode()).students
    assert (student.name, student.id) == ("Jörg Müller", "007")


def test_a_whole_name_beside_a_first_name_stays_whole():
    (student,) = parse_roster(b"Name,First name,ID\nAnn Lee,Ann,1\n").students
    assert student.name == "Ann Lee"


def test_homonyms_are_all_found_and_never_chosen():
    roster = Roster((Student("1", "Jean Martin"), Student("2", "Jean Martin"), Student("3", "Martin Jean")))
    assert len(roster.find("jean martin")) == 3
    assert len({student.key for student in roster.students}) == 3


def test_nobody_is_found_by_a_part_of_a_name():
    assert parse_roster(ENGLISH.encode()).find("Dupont") == ()


def test_a_repeated_id_is_named():
    roster = parse_roster(b"id,name\n1,Ann\n1,Ann\n")
    assert len(roster.students) == 1
    assert "already on line 2" in str(roster.problems[0])


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


def test_a_students_key_does_not_depend_on_the_roster_order():
    students = (Student("1", "Jean Martin"), Student("2", "Jean Martin"))
    assert {each.key for each in Roster(students).students} == {
        each.key for each in Roster(students[::-1]).students
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Copie de light - Jean Martin (1)", ["Jean Martin"]),
        ("martin_jean_light", ["Jean Martin"]),
        ("Jean Martin-Roux light", ["Jean Martin-Roux"]),
        ("Jean Martin Durand light", []),
        ("Jean light Martin", []),
        ("Jean Martin et Zoë Martin", ["Jean Martin", "Zoë Martin"]),
        ("Zoë", []),
    ],
)
def test_a_name_within_a_text_is_whole_and_nothing_of_a_name_is_left(text, names):
    roster = parse_roster("name\nJean Martin\nJean Martin-Roux\nZoë Martin\nZoë\n".encode())
    found = roster.within(text, {"copie", "de", "light", "et"})
    assert sorted(student.name for student in found) == names


def test_what_moves_a_cursor_or_turns_writing_round_is_in_no_name():
    one, two = (Student(f"a{sign}b", name=f"A{sign}nn") for sign in ("\x1b[2J", "\u202e"))

    assert (one.name, two.name) == ("A\ufffd[2Jnn", "A\ufffdnn")
    assert "\x1b" not in one.id and one.key != two.key
    assert Student("a\x1bb").id != Student("a\x1cb").id  # still two students
    assert Student(one.id, one.name) == one


@pytest.mark.parametrize("given", ["x" * 5000, "é" * 301, "a\x1bb", "\u202e" * 400, "a;=1"])
def test_an_id_that_was_made_fit_is_read_again_as_it_was_kept(given):
    student = Student(given, "Zoé")

    assert Student(student.id, "Zoé").key == student.key
    assert student.key != Student(f"{given}y", "Zoé").key


@pytest.mark.parametrize("name", ["x;=1+1;y", "x|  @SUM(1)", "x;-2+3"])
def test_no_cell_of_another_separator_begins_like_a_formula(name):
    assert not re.search(r"[;|]\s*[=+@-]", Student("1", name).name)


def test_only_homonyms_bear_their_ids():
    ann, one, other = Student("1", "Ann"), Student("2", "Jean Martin"), Student("3", "Jean Martin")
    assert distinct_names([ann, one, one, other]) == {
        ann: "Ann",
        one: "Jean Martin (2)",
        other: "Jean Martin (3)",
    }


def test_a_class_is_sorted_without_case_and_accents():
    names = ["Zoé", "élise", "Eric"]
    students = [Student(str(number), name) for number, name in enumerate(names)]
    assert [each.name for each in sorted(students, key=alphabetically)] == ["élise", "Eric", "Zoé"]


def test_a_text_that_is_ones_login_and_anothers_name_means_both():
    roster = parse_roster(b"id,name,email\n1,Martin,m1@u.fr\n2,Jean Dupont,martin@u.fr\n")
    assert [student.id for student in roster.find("Martin")] == ["2", "1"]
    assert [student.id for student in roster.named("Martin")] == ["1"]


def test_nobody_is_found_by_signs_alone():
    assert parse_roster(b"name\n???\n").find("!!!") == ()


def test_homonyms_without_id_and_address_are_told_apart_by_the_lmss_number():
    sheet = "Identifier,Full name,Email address\nParticipant 1,Jean Martin,\nParticipant 18,Jean Martin,\nParticipant 2,Ann,\n"
    roster = parse_roster(sheet.encode())
    assert [(each.id, each.lms_id) for each in roster.students] == [("1", "1"), ("18", "18"), ("Ann", "2")]
    assert roster.problems == ()


def test_an_id_that_a_spreadsheet_took_for_a_fraction_is_a_number():
    assert [each.id for each in parse_roster(b"id,name\n123.0,Ann\n012,Bob\n").students] == ["123", "012"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a@u.fr", "A@v.fr", True), ("a+tf@u.fr", "a@u.fr", True), ("a1@u.fr", "a2@u.fr", False)],
)
def test_addresses_are_compared_before_the_at_sign(one, other, same):
    assert same_address(one, other) is same


def test_a_name_that_stands_twice_with_nothing_beside_it_is_two_people():
    roster = parse_roster(b"name\nBob Roux\nAnn\nBob Roux\n")
    assert len(roster.find("Bob Roux")) == 2
    (problem,) = roster.problems
    assert str(problem).startswith("line 4: Bob Roux is already on line 2")


def test_a_word_of_a_name_is_enough_where_it_says_who_and_accents_and_case_make_no_difference():
    roster = parse_roster("id,name\n1,Éloïse Martin\n2,Jean Martin\n3,Zoé Petit\n".encode())
    assert [each.id for each in roster.spoken_of("ELOISE")] == ["1"]
    assert [each.id for each in roster.spoken_of("petit zoe")] == ["3"]
    assert [each.id for each in roster.spoken_of("martin")] == ["1", "2"]
    assert roster.spoken_of("Mart") == roster.spoken_of("") == ()


def test_the_nearest_names_are_found_whatever_is_mistyped():
    roster = parse_roster("id,name\n1,Éloïse Martin\n2,Jean Martin\n3,Zoé Petit\n".encode())
    assert [each.id for each in roster.nearest("Héloïse")] == ["1"]
    assert [each.id for each in roster.nearest("Zoé Petitt")] == ["3"]
    assert roster.nearest("Wolfgang") == ()


def test_a_roster_knows_which_columns_were_understood():
    roster = parse_roster("Numéro;Nom;Prénom;Bourse\n1;Martin;Éloïse;non\n".encode())
    assert roster.columns == ("Numéro (id)", "Prénom (first_name)", "Nom (last_name)")


@pytest.mark.parametrize(
    ("text", "student"),
    [
        ("Num. étudiant;Nom d'usage;Prénom;Groupe TD\n219;DUPONT;Zoé;A\n", ("219", "Zoé DUPONT", "A")),
        ("NUM_ETU;NOM;PRENOM;EMAIL_ETU\n219;DUPONT;Zoé;z@x\n", ("219", "Zoé DUPONT", "")),
        (
            "Code Apogée;Nom de naissance;Nom usuel;Prénom usuel\n219;MARTIN;DUPONT;Zoé\n",
            ("219", "Zoé DUPONT", ""),
        ),
        ("Étudiant·e,Numéro Apogée\nZoé Dupont,219\n", ("219", "Zoé Dupont", "")),
        ("OrgDefinedId,Username,Last Name,First Name\n#219,#zd,Dupont,Zoé\n", ("219", "Zoé Dupont", "")),
        ("Matrikelnr.;Name;Vorname;Kennung\n219;Dupont;Zoé;zd\n", ("219", "Zoé Dupont", "")),
    ],
)
def test_lists_of_offices_and_systems_are_read(text, student):
    """Headers of Apogée's exports, of Brightspace, of a German examination office."""
    (found,) = parse_roster(text.encode()).students
    assert (found.id, found.name, found.group) == student


@pytest.mark.parametrize(
    "title", ["Promotion 2026\n", "Liste des étudiants M1;;\n;;\n", "# liste\n", "Groupe A\n\n"]
)
def test_titles_above_the_header_are_passed_over_and_lines_keep_their_numbers(title):
    text = title + "Numéro;Nom;Prénom\n1;DUPONT;Zoé\n1;DUPONT;Zoé\n"
    roster = parse_roster(text.encode())
    assert [student.id for student in roster.students] == ["1"]
    assert f"line {title.count(chr(10)) + 3}:" in roster.problems[0].text("en")


def test_who_teaches_is_not_missing_among_the_students():
    text = "First Name,Last Name,SID,Email,Role\nZoé,Dupont,219,z@x,Student\nBob,Ray,,b@x,Instructor\n"
    assert [student.name for student in parse_roster(text.encode()).students] == ["Zoé Dupont"]


def test_first_names_alone_are_told():
    """A column of last names under a name that nobody knows: people would be known by half of their names."""
    (problem,) = parse_roster("id;Patronyme;Prénom\n1;DUPONT;Zoé\n".encode()).problems
    assert "Patronyme" in problem.text("en") and "Patronyme" in problem.text("fr")
