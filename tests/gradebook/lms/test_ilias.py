"""ILIAS's folders, as its source writes them."""

from autograder.gradebook.lms.base import File
from autograder.gradebook.lms.ilias import Ilias


def test_a_students_folder_is_last_name_first_name_login_and_number():
    paths = [
        "Submissions/Dupont_Elodie_edupont_417/tp2.py",
        "Team 7/Noir_Jean Luc_jl_noir_9/code/tp2.py",
        "x.csv",
    ]
    intake = Ilias().recognised({path: File(path) for path in paths})

    (first, second) = intake.deliveries
    assert (first.who[0].name, first.who[0].login, first.who[0].lms_id) == ("Elodie Dupont", "edupont", "417")
    assert (second.who[0].name, second.who[0].login) == ("Jean Luc Noir", "jl_noir")
    assert [file.name for file in second.files] == ["code/tp2.py"]
    assert [path for path, _ in intake.unrecognised] == ["x.csv"]


def test_a_late_file_loses_what_ilias_put_before_its_name():
    path = "Dupont_Elodie_edupont_417/Late Submission - tp2.py"
    (delivery,) = Ilias().recognised({path: File(path)}).deliveries

    assert delivery.late and delivery.files[0].name == "tp2.py"


def test_a_folder_inside_a_students_makes_its_files_nobody_elses():
    paths = ["S/Eve_E_eve_1/Bob_B_bob_2/tp2.py", "S/Bob_B_bob_2/tp2.py"]
    intake = Ilias().recognised({path: File(path) for path in paths})
    assert {each.who[0].login: [file.name for file in each.files] for each in intake.deliveries} == {
        "eve": ["Bob_B_bob_2/tp2.py"],
        "bob": ["tp2.py"],
    }


def test_a_folder_around_all_of_them_may_look_like_a_students():
    paths = [
        "TP_2_noise_7/Eve_E_eve_1/tp2.py",
        "TP_2_noise_7/Team 1/Bob_B_bob_2/tp2.py",
        "TP_2_noise_7/x.csv",
    ]
    intake = Ilias().recognised({path: File(path) for path in paths})
    assert [each.who[0].login for each in intake.deliveries] == ["eve", "bob"]
    assert [path for path, _ in intake.unrecognised] == ["TP_2_noise_7/x.csv"]


def test_no_table_tells_of_participants():
    assert Ilias().participants(None) is None
