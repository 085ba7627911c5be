"""Brightspace's folders: numbers, name, date."""

from datetime import datetime

from autograder.gradebook.lms.base import File
from autograder.gradebook.lms.brightspace import Brightspace


def test_a_folder_tells_who_and_when_and_the_oldest_comes_first():
    paths = [
        "TP2/39786-640693 - Anne-Marie Noir - Mar 6, 2026 1122 PM/tp2.py",
        "TP2/39786-640693 - Anne-Marie Noir - Mar 5, 2026 922 AM/tp2.py",
        "TP2/index.html",
    ]
    intake = Brightspace().recognised({path: File(path) for path in paths})

    first, second = intake.deliveries
    assert first.who[0].name == second.who[0].name == "Anne-Marie Noir"
    assert (first.submitted, second.submitted) == (datetime(2026, 3, 5, 9, 22), datetime(2026, 3, 6, 23, 22))
    assert len(intake.unrecognised) == 1


def test_the_flat_form_is_recognised():
    path = "3-641 - Bob Lee- Mar 6, 2026 1122 PM - my tp2.py"
    (delivery,) = Brightspace().recognised({path: File(path)}).deliveries

    assert delivery.who[0].name == "Bob Lee" and delivery.files[0].name == "my tp2.py"


def test_no_table_tells_of_participants():
    assert Brightspace().participants(None) is None
