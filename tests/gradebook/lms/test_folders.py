"""Hand-ins that a teacher collected: whose they are follows from folders, or from what file names leave over."""

import pytest

from autograder.gradebook.lms.base import File
from autograder.gradebook.lms.folders import Folders


def _whose(*paths):
    intake = Folders().recognised({path: File(path) for path in paths}, about={"noise"})
    return {delivery.folder: [file.name for file in delivery.files] for delivery in intake.deliveries}


def test_a_folder_is_a_student():
    assert _whose("ann/tp2.py", "ann/code/b.py", "bob/tp2.py") == {
        "ann": ["tp2.py", "code/b.py"],
        "bob": ["tp2.py"],
    }


def test_a_folder_around_all_of_them_is_no_student():
    assert _whose("class/ann/tp2.py", "class/bob/tp2.py") == {"ann": ["tp2.py"], "bob": ["tp2.py"]}


@pytest.mark.parametrize(
    "name", ["dupont_tp2.py", "tp2-dupont.ipynb", "02_noise_dupont.py", "dupont_final.py"]
)
def test_a_files_name_says_who_without_what_it_is_about(name):
    assert _whose(name) == {"dupont": [name]}


def test_a_number_and_a_name_are_not_taken_for_an_assignment():
    assert _whose("25_Elodie Marie Dupont.py", "02_noise_ann.py").keys() == {"25_Elodie Marie Dupont", "ann"}


def test_a_name_that_is_all_about_the_assignment_is_kept():
    assert _whose("tp2.py") == {"tp2": ["tp2.py"]}
