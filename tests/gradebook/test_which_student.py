"""Whose hand-in it is where names, numbers and addresses of several people collide: nobody is guessed, and it is told."""

import io
import zipfile

import pytest

from autograder.gradebook import intake
from autograder.gradebook.lms.base import Participant
from autograder.gradebook.roster import parse_roster
from tests.gradebook.test_intake import NOTEBOOK, listed, people, zipped


def _found(tmp_path, course, roster, *paths, **options):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number, path in enumerate(paths):
            archive.writestr(path, NOTEBOOK + b" " * number)
    listing = listed(
        tmp_path, data.getvalue(), course.assignments, roster=parse_roster(roster.encode()), **options
    )
    return [each.student.id for each in listing.received], [str(each) for each in listing.doubts]


def test_a_groups_number_is_not_the_rosters_participant_of_that_number(tmp_path, course):
    # Moodle's worksheet is the roster: group 48 and participant 48 are two people's.
    roster = "Identifier,Full name,Email address\nParticipant 48,Eve N'Guyen,eve@u.fr\nParticipant 46,Ann,ann@u.fr\n"
    ids, doubts = _found(tmp_path, course, roster, "Les Martin AB_48_assignsubmission_file/n.ipynb")
    assert (ids, len(doubts)) == (["48"], 1)
    assert "Les Martin AB (48): not in the roster" in doubts[0]


def test_a_submissions_number_is_nobodys_school_number(tmp_path, course):
    # A Gradescope export that lost its metadata.
    ids, doubts = _found(tmp_path, course, "id,name\n2,Ann\n", "e/submission_2/n.ipynb", system="gradescope")
    assert (ids, len(doubts)) == (["submission 2"], 1)


def test_a_school_number_counts_with_the_name_beside_it(tmp_path, course):
    # Gradescope's students type theirs themselves.
    metadata = "submission_1:\n  :submitters:\n  - :name: Eve\n    :sid: '7'\n    :email: eve@u.fr\n"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("e/submission_metadata.yml", metadata)
        archive.writestr("e/submission_1/n.ipynb", NOTEBOOK)
    for roster, found in (
        ("id,name\n7,Ann\n", "Eve"),
        ("id,name\n7,Eve\n", "Eve"),
        ("id,name,email\n7,Ann,\n8,Éva,eve@u.fr\n", "Éva"),
    ):
        listing = listed(tmp_path, data.getvalue(), course.assignments, roster=parse_roster(roster.encode()))
        assert [each.student.name for each in listing.received] == [found]


def test_an_address_and_a_name_of_two_students_are_a_persons_affair(tmp_path, course):
    sheet = tmp_path / "w.csv"
    sheet.write_text(
        "Identifier,Full name,Email address,Last modified (submission)\nParticipant 1,Jean Martin,jm@u.fr,-\n"
    )
    roster = "id,name,email\na,Jean Martin,ann@u.fr\nb,Ann,jm@u.fr\n"  # one column sorted by itself
    ids, doubts = _found(
        tmp_path,
        course,
        roster,
        "Jean Martin_1_assignsubmission_file/n.ipynb",
        participants=intake.read_participants(sheet),
    )
    assert (ids, len(doubts)) == (["1"], 1)
    assert "2 students of the roster could be meant" in doubts[0]


@pytest.mark.parametrize(
    ("roster", "ids"),
    [
        ("name\nJean Martin\n", ["1", "2"]),  # one in the roster, two in the LMS
        ("participant,name\n1,Jean Martin\n", ["Jean Martin", "2"]),
        ("participant,name,email\n1,Jean Martin,jm1@u.fr\n9,Jean Martin,jm9@u.fr\n", ["jm1@u.fr", "2"]),
    ],
)
def test_homonyms_of_whom_the_roster_has_not_all_stay_two(tmp_path, course, roster, ids):
    paths = [f"Jean Martin_{number}_assignsubmission_file/n.ipynb" for number in (1, 2)]
    found, doubts = _found(tmp_path, course, roster, *paths)
    assert found == ids
    assert all(any(f"({each})" in doubt for doubt in doubts) for each in ids if each.isdigit())


def test_a_number_in_the_roster_beside_somebody_elses_address_is_nobodys(tmp_path, course):
    # Two of one name, and the roster has their numbers swapped: the addresses are right.
    people = {"26": Participant("Les Roux", "x0@u.fr", None), "15": Participant("Les Roux", "", None)}
    paths = [f"Les Roux_{number}_assignsubmission_file/n.ipynb" for number in people]
    roster = "name,email,participant\nLes Roux,x0@u.fr,15\n"
    ids, doubts = _found(tmp_path, course, roster, *paths, participants=people)
    assert ids == ["x0@u.fr", "15"]
    assert any("Les Roux (15)" in doubt for doubt in doubts)


@pytest.mark.parametrize(
    ("folder", "who"),
    [
        ("Groupe 3", "Groupe 3"),
        ("Jean Martin 3", "Jean Martin"),
        ("3_zoe", "3_zoe"),
        ("3_bob", "3"),
        ("3", "3"),
        ("2_ann", "2"),
        ("3_ann", "2"),
        ("20213_zoe", "20213"),
    ],
)
def test_a_short_number_beside_a_name_is_nobodys_id(tmp_path, course, folder, who):
    roster = "id,name,login\n2,Ann Lee,ann\n3,Bob Noir,bob\nJean Martin,Jean Martin,\n20213,Zoë Blanc,zb\n"
    ids, _ = _found(tmp_path, course, roster, f"{folder}/n.ipynb", "Ann Lee/n.ipynb")
    assert who in ids


def test_the_number_of_a_group_of_one_is_not_kept_as_theirs(tmp_path, course):
    listing = listed(
        tmp_path,
        zipped("Solo_48_assignsubmission_file/tp2.py"),
        course.assignments,
        roster=parse_roster(b"id,name,group\n1,Ann,Solo\n"),
    )
    assert people(listing) == [("Ann", "", ["tp2.py"])]


def test_a_group_named_after_one_of_its_members_is_not_taken_for_that_member(tmp_path, course):
    roster = "id,name,group\n1,Jean Martin,Jean Martin\n2,Ann,Jean Martin\n"
    ids, doubts = _found(tmp_path, course, roster, "Jean Martin_48_assignsubmission_file/n.ipynb")
    assert (ids, len([each for each in doubts if "could be meant" in each])) == (["48"], 1)


@pytest.mark.parametrize(
    "path",
    [
        "TP2/Martin, Jean({})/Submission attachment(s)/n.ipynb",  # Sakai
        "Submissions/Martin_Jean_{}_77/n.ipynb",  # ILIAS
    ],
)
def test_a_login_beside_the_name_tells_homonyms_apart(tmp_path, course, path):
    roster = "id,name,login\n1,Jean Martin,jm1\n2,Jean Martin,jm2\n3,Ann,jm3\n"
    ids, _ = _found(tmp_path, course, roster, *(path.format(login) for login in ("jm2", "jm1")))
    assert ids == ["2", "1"]
    (stranger,), _ = _found(tmp_path, course, roster, path.format("jm3"))  # Ann's login, Jean's name
    assert stranger in ("jm3", "77")


MOODLE = [
    f"{name}_{at}_assignsubmission_file/n.ipynb"
    for at, name in enumerate(("Ann Lee", "Bob Ray", "Eve Ito"), 1)
]


def test_the_group_that_moodle_puts_before_each_name_hides_nobody(tmp_path, course):
    """mod/assign, download of all submissions with a group chosen: "Group A-Ann Lee_1_assignsubmission_file"."""
    roster = "id,name\na,Ann Lee\nb,Bob Ray\ne,Eve Ito\n"
    ids, doubts = _found(tmp_path, course, roster, *(f"Group A-{path}" for path in MOODLE))
    assert (ids, doubts) == (["a", "b", "e"], [])


def test_of_one_hand_in_the_group_is_known_by_the_roster(tmp_path, course):
    roster = "id,name,group\na,Ann Lee,Group A\n"
    assert _found(tmp_path, course, roster, f"Group A-{MOODLE[0]}") == (["a"], [])


def test_the_second_half_of_a_double_name_is_nobody_else(tmp_path, course):
    roster = "id,name\na,Ann Lee\nb,Bob Ray\n"
    ids, doubts = _found(tmp_path, course, roster, f"Mary-{MOODLE[0]}", f"John-{MOODLE[1]}")
    assert ids == ["1", "2"] and len(doubts) == 3 and "none of its 2 students" in doubts[0]


def test_the_worksheet_knows_a_name_behind_a_groups_by_its_number(tmp_path, course):
    participants = {
        "1": Participant("Ann Lee", "ann@u.fr", None),
        "2": Participant("Bob Ray", "bob@u.fr", None),
    }
    ids, doubts = _found(
        tmp_path,
        course,
        "id,name,email\na,Ann Lee,ann@u.fr\nb,Bob Ray,bob@u.fr\n",
        f"Group A-{MOODLE[0]}",
        f"Group A-{MOODLE[1]}",
        participants=participants,
    )
    assert (ids, doubts) == (["a", "b"], [])
