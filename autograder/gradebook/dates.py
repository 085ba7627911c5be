"""Dates as systems and people write them, in many languages, read by dateutil with the names of months from Babel."""

from __future__ import annotations

import contextlib
import functools
import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from dateutil import parser

from autograder.base.errors import UsageError

# Moodle's most used languages; names of months are looked for in all of them at once.
_LANGUAGES = (
    "en",
    "fr",
    "de",
    "es",
    "pt",
    "it",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "tr",
    "ca",
    "ro",
    "hu",
    "el",
    "ru",
    "uk",
    "bg",
    "sr",
    "hr",
    "sk",
    "sl",
    "lt",
    "lv",
    "et",
    "id",
    "ar",
    "he",
)
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_EAST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_AFTERNOON = re.compile(r"午後|下午|오후")
_HOUR = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:[:h時点시]|(?<=\d)\.(?=\d\d\b))\s*(\d{2})(?:[:分]\s*(\d{2}))?\s*(?P<half>[ap]\.?\s?m\b)?",
    re.I,
)
# "23h", "8 PM", "20 Uhr".
_WHOLE_HOUR = re.compile(r"(?<![\d:.])(\d{1,2})\s*(?:h(?:eures?)?\b|uhr\b|(?P<half>[ap]\.?\s?m\b))", re.I)
_MIDNIGHT = re.compile(r"minuit|midnight|mitternacht|medianoche|mezzanotte", re.I)
_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*(?:(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?)?")
_PLACE = re.compile(r"[A-Za-z]\w+(?:/[\w+-]+)+")  # Europe/Paris
_ZONE_NAME = re.compile(r"\b(?![AP]M\b)[A-Z]{2,5}\b")  # PST, CET
_CLOCK_WORD = re.compile(r"^\s*(?:uhr|h|hod)\b\.?", re.I)

_FULL_HOUR = re.compile(
    r"(?<![\d:.])(\d{1,2})\s*(?:h(?!\s*\d)|(?=[ap]\.?m\b))\s*([ap]\.?m\b)?", re.I
)  # "18h", "5pm"
_UNSAID_HOUR = re.compile(r"\d|\b(?:midi|minuit|noon|midnight)\b", re.I)
_POINTED_HOUR = re.compile(r"[T ]\d\d[.,]\d")
_ISO_HOUR = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d")
_DAY_FIRST = (
    "fr",
    "de",
    "es",
    "it",
    "pt",
    "nl",
)  # of languages that may have messages: what nobody there reads otherwise


def read_dates(texts: Sequence[str], lines: Sequence[int]) -> list[datetime | None]:
    """Return the date of each text of one column; None for a text without any digit ("-", "Never").

    Whether 5/3 is in March or in May, the other dates of the column say.

    Args:
        lines: The line of each text, for the error.

    Raises:
        UsageError: A text with digits is no date we can read, or may be two dates, or names a time zone that may be several.
    """
    numbers = [_NUMBERS.search(text) for text in texts]
    day_first = all(int(each[3]) <= 12 for each in numbers if each)
    month_first = all(int(each[1]) <= 12 for each in numbers if each)
    found: list[datetime | None] = []
    for text, line, number in zip(texts, lines, numbers, strict=True):
        if not re.search(r"\d", text):
            found.append(None)
            continue
        doubtful = number and number[2] != "." and number[1] != number[3]
        if number and (doubtful and day_first == month_first):
            raise UsageError("sheet.two_dates", line=line, received=text.strip())
        try:
            moment = _read(text, day_first=day_first or bool(number and number[2] == "."))
        except _UnknownZone as zone:
            raise UsageError("sheet.zone", line=line, received=text.strip(), zone=str(zone)) from None
        if moment is None:
            raise UsageError("sheet.no_date", line=line, received=text.strip())
        found.append(moment)
    return found


def read_deadline(text: str, language: str) -> datetime:
    """Return the date that a person wrote as a deadline; without an hour, the last minute of that day.

    In French a date in numbers begins with the day; where the language leaves that open, 5/3 is nobody's guess.

    Raises:
        UsageError: It is no date, or may be two, or names a time zone that may be several; with the forms that are read.
    """
    written = _FULL_HOUR.sub(r"\1:00 \2", unicodedata.normalize("NFKC", text).strip())
    try:
        by_day, by_month = (_deadline(written, day_first=each) for each in (True, False))
    except _UnknownZone as zone:
        raise UsageError("usage.due_zone", received=text, zone=str(zone)) from None
    if by_day is None or by_month is None:
        raise UsageError("usage.due", received=text)
    numbers = _NUMBERS.search(written)
    if by_day != by_month and numbers and numbers[2] != "." and language not in _DAY_FIRST:
        first, second = (each.isoformat(timespec="minutes") for each in (by_day, by_month))
        raise UsageError("usage.due_twice", received=text, first=first, second=second)
    return by_day


def _deadline(text: str, *, day_first: bool) -> datetime | None:
    """Return the date in a text, the end of the day where it says no hour;
    None where a number in it says nothing to us.
    """
    moment = _read(text, day_first=day_first)
    if moment is None or _ISO_HOUR.search(text):
        return moment
    _, before, after = _day(text, day_first)
    if _HOUR.search(before) or _HOUR.search(after):
        return moment
    return None if _UNSAID_HOUR.search(before + after) else moment.replace(hour=23, minute=59)


def read_date(text: str, *, day_first: bool = True) -> datetime | None:
    """Return the date in a text ("jeudi 5 mars 2026, 23:59", "5. März 2026, 23:59", "2026年 3月 5日 23:59"), or None.

    It is in the time zone that the text tells: UTC, GMT or Z, an offset such as +01:00, a place such as Europe/Paris;
    without one, in this machine's, as with the name that this machine has for it (CET, say). Another zone's name is
    nobody's guess, and makes the text none.
    """
    try:
        return _read(text, day_first=day_first)
    except _UnknownZone:
        return None


class _UnknownZone(Exception):
    """The name of a time zone that several places have, or none."""


def _read(text: str, *, day_first: bool) -> datetime | None:
    """Return what `read_date` does.

    Raises:
        _UnknownZone: The text names a time zone that we cannot tell.
    """
    text = unicodedata.normalize("NFKC", text)
    if not _POINTED_HOUR.search(text):  # 59 hundredths of an hour, to ISO
        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(text.strip())
    day, before, after = _day(text, day_first)
    if day is None:
        return None
    if hour := _HOUR.search(after) or _WHOLE_HOUR.search(after):
        between, tail = after[: hour.start()], after[hour.end() :]
    elif hour := _HOUR.search(before):  # "23:59, 29/03/2026"
        between, tail = before[: hour.start()], f"{before[hour.end() :]} {after}"
    elif _MIDNIGHT.search(after) or re.search(r"\d", after):
        return None  # the midnight before or after that day; an hour that we cannot read
    else:
        between, tail = "", after
    if zone := _ZONE_NAME.search(between):
        raise _UnknownZone(zone.group())
    tail = _CLOCK_WORD.sub("", tail).strip(" .,()")
    is_half = {half: _plain(tail) in words for half, words in _halves().items()}
    try:
        moment = _at(day, hour, afternoon=is_half["pm"] or bool(_AFTERNOON.search(between + tail)))
    except ValueError:
        return None
    if not tail or any(is_half.values()):
        return moment
    if zoned := _zoned(moment, tail):
        return zoned
    # A half of the day in a language we do not know would be twelve hours.
    return moment if hour is None or hour["half"] else None


def _at(day: datetime, hour: re.Match[str] | None, *, afternoon: bool) -> datetime:
    """Return a day at an hour, as `_HOUR` or `_WHOLE_HOUR` found it. Raises ValueError where a day has none such."""
    if hour is None:
        return day
    clock, half = int(hour[1]), hour["half"]
    if half or afternoon:
        clock = clock % 12 + (12 if afternoon or half[0] in "pP" else 0)
    minute, second = (int(hour[at] or 0) if at <= hour.re.groups - 1 else 0 for at in (2, 3))
    return day.replace(hour=clock, minute=minute, second=second)


def _zoned(moment: datetime, tail: str) -> datetime | None:
    """Return a moment in the time zone that stands behind its hour; None where that says something else.

    Raises:
        _UnknownZone: It is the name of a zone that several places have, or none.
    """
    if offset := _OFFSET.fullmatch(tail):
        minutes = int(offset["hours"] or 0) * 60 + int(offset["minutes"] or 0)
        if minutes >= 24 * 60:
            raise _UnknownZone(tail)
        return moment.replace(
            tzinfo=timezone(timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))
        )
    if _PLACE.fullmatch(tail):
        try:
            return moment.replace(
                tzinfo=timezone(moment.replace(tzinfo=ZoneInfo(tail)).utcoffset() or timedelta())
            )
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise _UnknownZone(tail) from None
    if _ZONE_NAME.fullmatch(tail) and moment.astimezone().tzname() == tail:
        return moment  # what this machine calls its own
    if name := _ZONE_NAME.search(tail):
        raise _UnknownZone(name.group())
    return None


@functools.cache
def _halves() -> dict[str, frozenset[str]]:
    """Return what the halves of the day are called."""
    found: dict[str, set[str]] = {"am": set(), "pm": set()}
    for language in _LANGUAGES:
        for widths in Locale.parse(language).day_periods.values():
            for names in widths.values():
                for half, words in found.items():
                    words.add(_plain(names.get(half, "")))
    return {half: frozenset(words - {""}) for half, words in found.items()}


def _day(text: str, day_first: bool) -> tuple[datetime | None, str, str]:
    """Return the day in a text, and what stands before and after it."""
    if east := _EAST.search(text):
        return _parsed(f"{east[1]}-{east[2]}-{east[3]}", False), text[: east.start()], text[east.end() :]
    if numbers := _NUMBERS.search(text):
        plain = "/".join((numbers[1], numbers[3], numbers[4]))
        return _parsed(plain, day_first), text[: numbers.start()], text[numbers.end() :]
    if iso := re.search(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", text):
        return _parsed(f"{iso[1]}-{iso[3]}-{iso[4]}", False), text[: iso.start()], text[iso.end() :]
    for word in re.finditer(r"[^\W\d_]{3,}", text):
        month = _months().get(_plain(word.group()))
        if month is None:
            continue
        before, after = text[: word.start()], text[word.end() :]
        first = re.search(r"(\d{1,2})\D*$", before)
        year = re.search(r"\d{4}", after if first else after[3:] or after)
        if first and year:
            day = _parsed(f"{year.group()}-{month}-{first[1]}", False)
            return day, before[: first.start()], after[year.end() :]
        second = re.match(r"\D*(\d{1,2})(?:st|nd|rd|th)?\D+(\d{4})", after)  # March 5, 2026
        if second:
            return _parsed(f"{second[2]}-{month}-{second[1]}", False), before, after[second.end() :]
    return None, "", text


def _parsed(plain: str, day_first: bool) -> datetime | None:
    try:
        return parser.parse(plain, dayfirst=day_first, default=datetime(2000, 1, 1))
    except (ValueError, OverflowError):
        return None


@functools.cache
def _months() -> dict[str, int]:
    """Return the number of each month by its names, long and short, alone and within a date.

    A name that two languages have for different months ("listopad") is none.
    """
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(language).months[context][width].items():
                    found.setdefault(_plain(name), set()).add(int(number))
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in folded if char.isalpha() and not unicodedata.combining(char))
