"""Sakai's folders: `Last, First(login)`."""

from datetime import datetime

from autograder.gradebook.lms.base import File
from autograder.gradebook.lms.sakai import Sakai


def test_attachments_are_hand_ins_and_sakais_own_files_are_not(tmp_path):
    stamp = tmp_path / "stamp"
    stamp.write_text("20260305225900000\n")
    person = "TP2/Dupont, Élodie(edupont)"
    files = {
        f"{person}/Submission attachment(s)/code/tp2.py": File("tp2.py"),
        f"{person}/timestamp.txt": File("timestamp.txt", stamp),
        f"{person}/Feedback Attachment(s)/old.html": File("old.html"),
        "TP2/grades.csv": File("grades.csv"),
    }
    intake = Sakai().recognised(files)

    (delivery,) = intake.deliveries
    assert (delivery.who[0].name, delivery.who[0].login) == ("Élodie Dupont", "edupont")
    assert [file.name for file in delivery.files] == ["code/tp2.py"]
    assert delivery.submitted == datetime(2026, 3, 5, 22, 59)
    assert len(intake.unrecognised) == 3


def test_the_flat_form_is_recognised():
    path = "TP2/Lee, Ann(alee)_Submission attachment(s)_tp2.py"
    (delivery,) = Sakai().recognised({path: File(path)}).deliveries

    assert delivery.who[0].login == "alee" and delivery.files[0].name == "tp2.py"


def test_no_table_tells_of_participants():
    assert Sakai().participants(None) is None
