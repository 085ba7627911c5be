"""A date is written in one way in a language."""

from datetime import UTC, datetime, timedelta, timezone

from autograder.base.moments import moment_text


def test_a_moment_is_written_in_the_order_of_the_language():
    when = datetime(2026, 3, 5, 9, 7)
    assert (moment_text(when, "fr"), moment_text(when, "en")) == ("05/03/2026 à 09:07", "2026-03-05 09:07")


def test_a_time_zone_that_is_told_stands_behind():
    when = datetime(2026, 3, 5, 9, 7, tzinfo=timezone(timedelta(hours=-8)))
    assert moment_text(when, "en") == "2026-03-05 09:07 UTC-08:00"
    assert moment_text(when.replace(tzinfo=UTC), "fr") == "05/03/2026 à 09:07 UTC"
