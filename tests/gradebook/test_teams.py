"""Who handed in together, by the names of deliveries."""

from autograder.gradebook.roster import Student
from autograder.gradebook.teams import teams

ANN, BO, CY = Student("1", "Ann Lee"), Student("2", "Bo Roy"), Student("3", "Cy")


def _together(*delivered):
    found = teams(delivered)
    return len(set(found.values())) < len(delivered)


def test_a_group_before_each_name_makes_a_team():
    folders = (
        (ANN, "Group A-Ann Lee_7_assignsubmission_file_"),
        (BO, "Group A-Bo Roy_8_assignsubmission_file"),
    )
    assert _together(*folders)


def test_one_delivery_of_several_is_a_teams():
    assert _together((ANN, "Group A_7_assignsubmission_file"), (BO, "Group A_7_assignsubmission_file"))


def test_other_groups_and_none_are_no_team():
    assert not _together(
        (ANN, "Group A-Ann Lee_7_assignsubmission_file_"),
        (BO, "Group B-Bo Roy_8_assignsubmission_file_"),
        (CY, "Cy_9_assignsubmission_file_"),
    )
    assert not _together((ANN, ""), (BO, ""))


def test_a_group_before_every_name_of_a_class_is_the_class():
    people = [Student(str(number), f"Ann Lee{number}") for number in range(8)]
    assert not _together(*((each, f"TD 1-{each.name}_{each.id}_assignsubmission_file") for each in people))


def test_a_name_with_a_hyphen_is_no_group():
    anne = Student("4", "Anne-Marie Lee")
    assert not _together(
        (anne, "Anne-Marie Lee_4_assignsubmission_file"), (BO, "Bo Roy_8_assignsubmission_file")
    )
