"""Blackboard's names: `TP2_login_attempt_2026-03-05-10-22-33_file`."""

from datetime import datetime

from autograder.gradebook.lms.base import File
from autograder.gradebook.lms.blackboard import Blackboard

FIRST, SECOND = "2026-03-05-10-22-33", "2026-03-06-23-59-00"


def test_each_attempt_is_a_delivery_with_its_time_and_the_name_in_its_summary(tmp_path):
    summary = tmp_path / "summary.txt"
    summary.write_text(
        "Name: Élodie Dupont (e_dupont)\nAssignment: TP2\nDate Submitted: Thursday\n", encoding="utf-8"
    )
    names = [
        f"TP_2_e_dupont_attempt_{SECOND}_02_noise.ipynb",
        f"TP_2_e_dupont_attempt_{FIRST}_02_noise.ipynb",
        f"TP_2_e_dupont_attempt_{FIRST}_tools.py",
        f"TP_2_alee_attempt_{FIRST}_my_attempt_2.py",
    ]
    files = {name: File(name) for name in names}
    for time in (FIRST, SECOND):
        files[f"TP_2_e_dupont_attempt_{time}.txt"] = File("s.txt", summary)
    intake = Blackboard().recognised(files)

    told = [
        (each.who[0].login, each.who[0].name, each.submitted, [file.name for file in each.files])
        for each in intake.deliveries
    ]
    first, second = datetime(2026, 3, 5, 10, 22, 33), datetime(2026, 3, 6, 23, 59)
    assert sorted(told, key=str) == [
        ("alee", "", first, ["my_attempt_2.py"]),
        ("e_dupont", "Élodie Dupont", first, ["02_noise.ipynb", "tools.py"]),
        ("e_dupont", "Élodie Dupont", second, ["02_noise.ipynb"]),
    ]
    assert told[-1][2] == second, "the latest is the last"
    assert len(intake.unrecognised) == 2, "its summaries"


def test_the_name_of_a_file_makes_it_nobody_elses():
    hostile = f"TP2_eve_attempt_{FIRST}_x_bob_attempt_{SECOND}_tp2.py"
    (delivery,) = Blackboard().recognised({hostile: File("tp2.py")}).deliveries
    assert delivery.who[0].login == "eve" and delivery.submitted == datetime(2026, 3, 5, 10, 22, 33)
    assert delivery.files[0].name == f"x_bob_attempt_{SECOND}_tp2.py"


def test_a_time_that_is_none_and_a_summary_of_somebody_else_change_nothing(tmp_path):
    summary = tmp_path / "s.txt"
    summary.write_text("Name: Bob (bob)\n", encoding="utf-8")
    name = "TP_alee_attempt_2026-13-05-10-22-33"
    files = {f"{name}_a.py": File("a.py"), f"{name}.txt": File("s.txt", summary)}
    (delivery,) = Blackboard().recognised(files).deliveries
    assert delivery.submitted is None and (delivery.who[0].login, delivery.who[0].name) == ("alee", "")


def test_other_names_are_none_of_its_own():
    assert not Blackboard().recognised({"attempt.py": File("a"), "x_attempt_1.py": File("b")}).known


def test_no_table_tells_of_participants():
    assert Blackboard().participants(None) is None
