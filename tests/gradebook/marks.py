"""Marks of a small class, as the writers take them."""

from autograder.gradebook.lms.marks import Mark
from autograder.gradebook.roster import Student

MARKS = [
    Mark(Student("11", "Élodie Dupont", lms_id="11"), "02_noise", 7.9, 10, "Bravo; voir la page."),
    Mark(Student("x", "Jean O'Neil", "JO@u.fr"), "02_noise", 10, 10),
    Mark(Student("m1", "Jean Martin"), "02_noise", 5, 10),
    Mark(Student("m2", "Jean Martin", lms_id="14"), "02_noise", 0, 10),
    Mark(Student("15", "Locked", lms_id="15"), "02_noise", 9, 10),
    Mark(Student("16", "Same", lms_id="16"), "02_noise", 4, 10),
    Mark(Student("99", "Nobody", lms_id="99"), "02_noise", 4, 10),
    Mark(Student("98", "Withheld", "elodie@u.fr"), "02_noise", None, 10),
]
