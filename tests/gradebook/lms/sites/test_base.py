"""Both sites speak the one protocol."""

import inspect

import pytest

from autograder.gradebook.lms.sites.base import Site
from autograder.gradebook.lms.sites.canvas import CanvasSite
from autograder.gradebook.lms.sites.moodle import MoodleSite

METHODS = ("who", "assignments", "participants", "hand_ins", "fetch", "write", "read_back")


@pytest.mark.parametrize("system", [MoodleSite, CanvasSite])
@pytest.mark.parametrize("method", METHODS)
def test_a_site_takes_what_the_protocol_says(system, method):
    wanted, given = (inspect.signature(getattr(each, method)).parameters for each in (Site, system))
    assert list(given) == list(wanted)
