"""Dates as Moodle and people write them. Expected values: what the words say."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.dates import read_date, read_dates, read_deadline


@pytest.fixture(autouse=True)
def _zone_of_before():
    yield
    if hasattr(time, "tzset"):
        time.tzset()


EVENING = datetime(2026, 3, 5, 23, 59)


@pytest.mark.parametrize(
    "text",
    [
        "Thursday, 5 March 2026, 11:59 PM",
        "jeudi 5 mars 2026, 23:59",
        "jeudi 5 mars 2026 à 23h59",
        "Donnerstag, 5. März 2026, 23:59",
        "quinta-feira, 5 de março de 2026 às 23:59",
        "jueves, 5 de marzo de 2026, 23:59",
        "2026年 03月 5日(木曜日) 23:59",
        "2026年3月5日 午後11:59",
        "March 5, 2026 11:59 PM",
        "05.03.2026 23:59",
        "2026-03-05 23:59",
        "2026-03-05T23:59",
        "23:59, 05/03/2026",
        "11:59 PM 5 March 2026",
    ],
)
def test_a_date_is_read_in_many_languages(text):
    assert read_date(text) == EVENING


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["29/03/2026 10:00"], [(29, 3)]),
        (["3/29/26, 10:00 AM"], [(29, 3)]),
        (["04/03/2026", "29/03/2026"], [(4, 3), (29, 3)]),
        (["3/4/26", "3/29/26"], [(4, 3), (29, 3)]),
        (["3/3/26"], [(3, 3)]),
        (["-", "Never", ""], [None, None, None]),
    ],
)
def test_a_column_of_numbers_says_which_of_them_is_the_day(texts, days):
    found = read_dates(texts, range(2, 2 + len(texts)))

    assert [each and (each.day, each.month) for each in found] == days


@pytest.mark.parametrize("text", ["3/4/26 10:00", "12/11/2026", "32 mars 2026", "13/13/2026", "soon, at 5"])
def test_what_is_no_date_or_two_is_refused_with_its_line(text):
    with pytest.raises(UsageError, match="line 7: expected a date"):
        read_dates([text], [7])


@pytest.mark.parametrize(
    "text",
    [
        "2026/03/05 23:59",
        "2026-03-05 23.59",
        "5. 3. 2026 23:59",
        "Четверг, 5 марта 2026, 23:59",
        "Πέμπτη, 5 Μαρτίου 2026, 11:59 μ.μ.",
        "Donnerstag, 5. März 2026, 23:59 Uhr",
    ],
)
def test_more_ways_to_write_the_same_minute(text):
    assert read_date(text) == datetime(2026, 3, 5, 23, 59)


@pytest.mark.parametrize(
    "text", ["5 mars 2026 à 23h", "5 March 2026, 11 PM", "5/3/2026 23 h", "5. März 2026, 23 Uhr"]
)
def test_an_hour_without_minutes_is_that_hour_and_not_midnight(text):
    assert read_date(text) == datetime(2026, 3, 5, 23)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2026-03-05 23:59:00 UTC", 0),
        ("Thu, 05 Mar 2026 23:59:00 GMT", 0),
        ("Thu, 5 Mar 2026 23:59:00 +0100", 1),
        ("5 March 2026, 23:59 GMT+1", 1),
        ("5 March 2026 23:59 -05:30", -5.5),
        ("23:59 UTC, 5 March 2026", 0),
        ("23:59, 5 March 2026 UTC", 0),
        ("2026-03-05 23:59 Europe/Paris", 1),
        ("5 March 2026, 11:59 PM (America/Los_Angeles)", -8),
        ("5. März 2026, 23:59 Uhr UTC+1", 1),
    ],
)
def test_a_time_zone_that_is_told_counts(text, offset):
    assert read_date(text) == EVENING.replace(tzinfo=timezone(timedelta(hours=offset)))


@pytest.mark.parametrize(
    "text", ["5 mars 2026 minuit", "5 mars 2026 à 23 et demie", "5 March 2026, midnight"]
)
def test_an_hour_that_may_be_another_is_no_date(text):
    """The midnight before that day or after it; silently, it was the one before."""
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["5 listopad 2026", "5 Thg3 2026", "5 March 2026, 11:59 xx", "31/02/2026"])
def test_what_may_be_another_month_or_half_of_the_day_is_no_date(text):
    assert read_date(text) is None


EVE = datetime(2026, 11, 20, 23, 59)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20/11/2026", EVE),
        ("20/11/2026 23:59", EVE),
        ("le 20 novembre 2026", EVE),
        ("20 novembre 2026 à 23h59", EVE),
        ("November 20, 2026 11:59 PM", EVE),
        ("20.11.2026", EVE),
        ("2026-11-20", EVE),
        ("2026-11-20T23:59", EVE),
        ("2026-11-20 00:00", datetime(2026, 11, 20)),
        ("20/11/2026 18h", datetime(2026, 11, 20, 18)),
        ("20/11/2026 0:00", datetime(2026, 11, 20)),
        ("11/20/2026 5pm", datetime(2026, 11, 20, 17)),
    ],
)
def test_a_deadline_is_read_as_people_write_it_and_a_day_alone_is_its_end(text, language, expected):
    assert read_deadline(text, language) == expected


@pytest.mark.parametrize(
    "text", ["demain", "20/11", "31/02/2026", "20/11/2026 à 7", "20/11/2026 à midi", "20112026"]
)
def test_what_is_no_deadline_is_refused_with_the_forms_that_are_read(text):
    with pytest.raises(UsageError) as refused:
        read_deadline(text, "fr")
    assert "20/11/2026 23:59" in refused.value.text("fr") and f"« {text} »".replace("« ", "«\u00a0") in (
        refused.value.text("fr").replace("\u00a0»", " »")
    )


def test_a_deadline_that_is_two_dates_is_one_where_the_language_says_so_and_else_named_as_both():
    assert read_deadline("05/03/2026", "fr") == datetime(2026, 3, 5, 23, 59)
    with pytest.raises(UsageError, match="Write 2026-03-05T23:59 or 2026-05-03T23:59"):
        read_deadline("05/03/2026", "en")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 23:59 PST",
        "20/11/2026 23:59 CEST",
        "2026-11-20T23:59 Mars/Olympus",
        "November 20, 2026 11:59 PM EST",
        "20 November 2026 EST",
        "23:59 PST, 20 November 2026",
        "23:59 20 November 2026 PST",
        "20 November 2026 PST 23:59",
    ],
)
def test_the_name_of_a_zone_is_no_machines_time(monkeypatch, text):
    """It was dropped, and the hour taken for this machine's."""
    _here(monkeypatch, "Europe/Paris")
    with pytest.raises(
        UsageError,
        match=r"time zone that we cannot tell \((PST|CEST|EST|Mars/Olympus)\).*\+01:00.*Europe/Paris",
    ):
        read_deadline(text, "en")
    with pytest.raises(UsageError, match="line 7: .*time zone"):
        read_dates([text], [7])
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20 23:59 CET", EVE),
        ("2026-06-20 23:59 CEST", datetime(2026, 6, 20, 23, 59)),
        ("2026-11-20 UTC", EVE.replace(tzinfo=UTC)),
        ("2026-06-20 23:59 America/Los_Angeles", datetime(2026, 6, 21, 6, 59, tzinfo=UTC)),
    ],
)
def test_a_place_and_what_this_machine_calls_its_own_zone_are_read(monkeypatch, text, expected):
    _here(monkeypatch, "Europe/Paris")
    assert read_deadline(text, "en") == expected


def _here(monkeypatch, place):
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be set")
    monkeypatch.setenv("TZ", place)
    time.tzset()
