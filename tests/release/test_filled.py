"""What is filled into a statement when it is built."""

import dataclasses

from autograder.course.model import Minutes
from autograder.release.filled import Filled, reading_minutes


def test_points_and_minutes_are_filled_in(light):
    timed = dataclasses.replace(light, minutes=Minutes(work=30, computing=2))
    filled = Filled(timed, light.statement("en"), "en")

    assert (
        filled("{points} p, {reading} + {work} + {computing} min, {other}")
        == "6 p, 1 + 30 + 2\u00a0min, {other}"
    )
    assert filled("{points}", light.question("q1")) == "4"
    assert reading_minutes(light.statement("en")) == 1


def test_contents_list_every_section_with_its_points_and_a_link(light):
    filled = Filled(light, light.statement("en"), "en", lambda name: name)

    assert filled("{contents}").split("\n") == [
        "- [Before you start](#setup)",
        "- [Question 1 · Brighten](#q1) (4 points)",
        "- [Question 2 · Darkest image](#q2) (2 points)",
        "- [Hand in](#end)",
    ]
    assert "](" not in Filled(light, light.statement("en"), "en").contents()
