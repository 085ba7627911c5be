"""Whose hand-in it is: whom a roster means by the names, numbers and addresses that an LMS tells, or a person typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from autograder.base.messages import Message, in_a_row
from autograder.course.model import Assignment
from autograder.gradebook.csv_sheet import folded
from autograder.gradebook.lms.base import Reader, Who
from autograder.gradebook.roster import Roster, Student, same_address, same_name

# What people write beside a name. "Copie de light (1)" is Colab's and a browser's.
_USUAL = (
    "a an and answer assignment copie copy de devoir et exercice ex final hand homework hw in le lab labo notebook of "
    "project projet rendu submission td tp travail untitled untitled0 untitled1 untitled2 v v1 v2 v3 version"
)
_A_CLASS = 3  # names that begin alike: of two, both may be a Jean-Paul and a Jean-Pierre
_SHORT = 5  # digits: fewer may count groups, exercises or copies


def students(
    people: Sequence[Who], reader: Reader, meant: Meant | None
) -> tuple[list[Student], list[Message]]:
    """Return the students of a delivery, and what is doubtful about whose it is; without a roster,
    as the LMS names them.
    """
    chosen: list[Student] = []
    doubts: list[Message] = []
    for who in people:
        found = meant.students(who) if meant else ()
        number = "" if reader.school_numbers else who.lms_id
        stranger = Student(
            who.lms_id or who.email or who.login or who.name,
            who.name or who.login or f"Participant {who.lms_id}",
            who.email,
            who.login,
            lms_id=number,
        )
        if (
            meant
            and found
            and all(each.group and each.group == found[0].group for each in found)
            and _is_group(who, meant.roster)
        ):
            chosen += found  # the number is the group's: it may be another participant's
        elif len(found) == 1:
            chosen.append(replace(found[0], lms_id=number or found[0].lms_id))
        elif found:
            chosen.append(stranger)
            several = ", ".join(each.with_id for each in found)
            doubts.append(
                Message.of("doubt.several_students", who=stranger.with_id, count=len(found), several=several)
            )
        else:
            chosen.append(stranger)
            if meant and not who.anonymous:
                doubts.append(Message.of("doubt.nobody", who=stranger.with_id, why=meant.why_nobody(who)))
    return chosen, doubts


class Meant:
    """Whom a roster means by what an LMS tells of the students of one download.

    An address decides; a number or a login counts only with the name beside it, since it may be a group's or another
    system's. A name alone is its student's unless something contradicts: a number or an address of a kind by which
    others of this download are found, and another one than the student's; or somebody else of this name who handed in,
    too.
    """

    def __init__(self, roster: Roster, reader: Reader, about: Collection[str], everybody: Iterable[Who]):
        self.roster, self._reader, self._about = roster, reader, about
        people = list(everybody)
        self._names = {who.name for who in people}
        self._by_address = any(self._addressed(who) for who in people)
        self._by_number = any(self._numbered(who) for who in people)
        self._bearers: dict[str, set[str]] = {}
        self._addressees = {student.key: _identity(who) for who in people for student in self._addressed(who)}
        for who in people:
            for student in self._addressed(who) or self._numbered(who) or self._named(who):
                self._bearers.setdefault(student.key, set()).add(_identity(who))

    def students(self, who: Who) -> tuple[Student, ...]:
        """Return every student who may be meant; several are for a person to tell apart."""
        addressed, numbered = self._addressed(who), self._numbered(who)
        if not addressed and any(
            self._addressees.get(each.key, _identity(who)) != _identity(who) for each in numbered
        ):
            return ()  # the roster has somebody else's number beside the address
        if addressed or numbered:
            named = self._named(who)
            others = named if addressed and not _fitting(who, addressed) else ()
            return tuple(dict.fromkeys((*addressed, *numbered, *others)))
        named = self._named(who)
        if len(named) == 1 and self._contradicted(who, named[0]):
            return ()
        group = self.roster.group(who.name) if who.name else ()
        if named and group:  # a person's name, and a group's: either may be meant
            return tuple(dict.fromkeys((*named, *group)))
        if named or group:
            return named or group
        if self._reader.free_names:
            return _named_in_part(who.name, self.roster, self._about)
        return self._behind_group(who.name)

    def candidates(self, people: Iterable[Who]) -> tuple[Student, ...]:
        """Return everybody who may have handed in a delivery, a name spelt nearly like theirs included."""
        found: dict[Student, None] = {}
        for who in people:
            certain = self.students(who) or self._named(who)
            found |= dict.fromkeys(certain or (self.roster.nearest(who.name, 0.8) if who.name else ()))
        return tuple(found)

    def why_nobody(self, who: Who) -> Message:
        """Return why nobody of the roster is meant."""
        if self._named(who):
            return Message("doubt.another_of_this_name")
        if near := self.roster.nearest_groups(who.name):
            return Message.of("doubt.near_group", near=in_a_row(near, "or"))
        return Message("doubt.not_in_roster")

    def _addressed(self, who: Who) -> tuple[Student, ...]:
        return self.roster.known_as(who.email) if who.email else ()

    def _numbered(self, who: Who) -> tuple[Student, ...]:
        found: list[Student] = []
        if who.login:
            found += self.roster.known_as(who.login)
        if who.lms_id and self._reader.school_numbers:
            found += self.roster.known_as(who.lms_id)
        elif who.lms_id:  # the LMS's own, and may be another student's school number
            found += (student for student in self.roster.students if student.lms_id == who.lms_id)
        return _fitting(who, dict.fromkeys(found))

    def _named(self, who: Who) -> tuple[Student, ...]:
        if not who.name:
            return ()
        return self.roster.find(who.name) if self._reader.free_names else self.roster.named(who.name)

    def _behind_group(self, name: str) -> tuple[Student, ...]:
        """Return who is meant by "Group A-Ann Lee": Moodle puts the group before each name where the teacher chose
        one.
        """
        for tail in _tails(name)[1:]:
            group = name.removesuffix(f"-{tail}")
            everybodys = len(self._names) >= _A_CLASS and all(
                each.startswith(f"{group}-") for each in self._names
            )
            found = self.roster.named(tail)
            if found and (everybodys or all(folded(each.group) == folded(group) for each in found)):
                return found
        return ()

    def _contradicted(self, who: Who, student: Student) -> bool:
        if self._by_address and who.email and student.email and not same_address(who.email, student.email):
            return True
        numbers = self._by_number and not self._reader.school_numbers and who.lms_id and student.lms_id
        if numbers and who.lms_id != student.lms_id:
            return True
        return len(self._bearers.get(student.key, ())) > 1


def _fitting(who: Who, found: Iterable[Student]) -> tuple[Student, ...]:
    """Return those of the students who may bear the name that the LMS tells."""
    return tuple(each for each in found if not who.name or not each.name or same_name(who.name, each.name))


def _identity(who: Who) -> str:
    """Return what tells somebody apart from others of the same name in one download; nothing,
    where the LMS tells nothing.
    """
    return (who.lms_id or who.login or who.email).casefold()


def common_words(assignments: Sequence[Assignment]) -> frozenset[str]:
    """Return the words that a file's name may hold and that are nobody's: those of the assignments, and usual ones."""
    names = [_USUAL, *(each.id for each in assignments)]
    names += [title for each in assignments for title in each.title.values()]
    numbered = (f"{kind}{each.number}" for each in assignments for kind in ("tp", "td", "hw", "lab"))
    return frozenset({*(word for name in names for word in folded(name).split()), *numbered})


def named(name: str, roster: Roster, about: Collection[str]) -> tuple[Student, ...]:
    """Return whom a name that somebody typed means: all of it, or a part of it."""
    if not name or roster.group(name):
        return ()
    return roster.find(name) or _named_in_part(name, roster, about)


def _named_in_part(name: str, roster: Roster, about: Collection[str]) -> tuple[Student, ...]:
    """Return whose id, login, address or name is a part of a name: "12_noir", "tp2-ann-lee".

    Several are not chosen from.

    A short number may count groups, exercises or copies ("Groupe 3", "Jean Martin 2"): it is a student's where the rest
    is theirs, too.
    """
    parts = [part for part in re.split(r"[_\s]+", name) if part]
    parts += [tail for tail in _tails(name)[1:] if tail]
    found: dict[Student, None] = {}
    for part in parts:
        for student in roster.students:
            known = part.casefold() in (
                student.id.casefold(),
                student.login.casefold(),
                student.email.casefold(),
            )
            short = part.isdigit() and len(part) < _SHORT
            if known and (not short or _is_theirs(name, part, student, about)):
                found[student] = None
    named = roster.within(name, about)
    return tuple(dict.fromkeys((*found, *named))) if found else named


def _is_theirs(name: str, part: str, student: Student, about: Collection[str]) -> bool:
    own = folded(f"{student.name} {student.login} {student.email.partition('@')[0]} {student.id}").split()
    rest = [word for word in folded(name).split() if word != folded(part) and word not in about]
    return all(any(mine.startswith(word) for mine in own) for word in rest)


def _tails(name: str) -> list[str]:
    """Return a name and what is left of it from each hyphen on: assignment-name-login,
    as GitHub's classrooms had it.
    """
    tails = [name]
    while "-" in tails[-1]:
        tails.append(tails[-1].partition("-")[2])
    return tails


def _is_group(who: Who, roster: Roster) -> bool:
    return bool(roster.group(who.name)) and not roster.find(who.name)
