"""A date is written in one way in a language."""

from datetime import datetime

from autograder.base.moments import moment_text


def test_a_moment_is_written_in_the_order_of_the_language():
    when = datetime(2026, 3, 5, 9, 7)
    assert (moment_text(when, "fr"), moment_text(when, "en")) == ("05/03/2026 à 09:07", "2026-03-05 09:07")
