"""Marks on their way into an LMS's file: which row is whose, what changed, what could not be written and why."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.base.cleaning import beginning
from autograder.base.messages import Message, sentence
from autograder.base.numbers import number_text
from autograder.gradebook.csv_sheet import folded
from autograder.gradebook.roster import Student, distinct_names, same_address, same_name


@dataclass(frozen=True)
class Cells:
    """Points and comments as they stand, or may stand, in an LMS's cells."""

    points: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """One student's points for one assignment, as the gradebook has them. `points` is None while withheld."""

    student: Student
    assignment: str
    points: float | None
    maximum: float
    comment: str = ""
    delivered: str = ""  # the LMS's own name for the hand-in
    page: bytes = b""  # the student's page of feedback, where the system takes pages
    why_withheld: str = "lms.withheld"  # the sentence that says why there are no points
    # The comment where the system's mark is out of another maximum: it tells both.
    comment_out_of: Callable[[float], str] | None = field(default=None, compare=False, repr=False)
    ours: Cells = Cells()  # what may stand there and was written by us: all else is a person's

    def comment_for(self, top: float | None) -> str:
        """Return the comment that stands beside this mark in a system whose maximum is `top` (None: it tells none)."""
        return self.comment_out_of(top) if self.comment_out_of and top else self.comment


@dataclass(frozen=True)
class Change:
    """One cell that an export replaces; `foreign` where a person, and not we, wrote what stands there."""

    student: Student
    column: str
    before: str
    after: str
    foreign: bool = False


@dataclass(frozen=True)
class Placed:
    """What an export leaves in a student's row: ours that stands there, and what it writes."""

    student: Student
    cells: Cells


@dataclass(frozen=True)
class Reject:
    """One mark that an export could not write, or one row that no mark is for, and the sentence that says why."""

    student: Student
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Export:
    """A file for an LMS: its bytes, what changed, which marks are not in it, and what the teacher should know.

    `beside` are files to upload with it: name -> bytes. `order` is the sentence that says in which order: it is said
    last, where it is still in sight.
    """

    content: bytes
    changes: tuple[Change, ...] = ()
    rejects: tuple[Reject, ...] = ()
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)
    order: tuple[str, Mapping[str, object]] | None = None
    placed: tuple[Placed, ...] = ()

    def listing(self, language: str) -> str:
        """Return the dry-run listing: a line per change, then the rejects, the notes, and what to upload in which order."""
        students = {each.student for each in self.changes} | {each.student for each in self.rejects}
        names = distinct_names(students)
        order = [sentence(self.order[0], language, **self.order[1])] if self.order else []
        lines = [_change(each, names[each.student], language) for each in self.changes]
        lines += [
            sentence("lms.reject", language, who=names[each.student], why=Message(each.key, each.values))
            for each in self.rejects
        ]
        lines += [sentence(key, language, **values) for key, values in self.notes]
        if foreign := sum(each.foreign for each in self.changes):
            lines.append(sentence("lms.foreign", language, count=foreign))
        summary = "lms.summary" if self.changes else "lms.summary_nothing"
        totals = [sentence(summary, language, changes=len(self.changes))]
        if self.rejects:
            totals.append(sentence("lms.summary_rejects", language, rejects=len(self.rejects)))
        lines.append(" ".join(totals))
        return "\n".join(lines + order)


def matched(
    rows: Mapping[int, Mapping[str, str]],
    marks: Iterable[Mark],
    *,
    delivered: Callable[[Mark], tuple[str, str]] | None = None,
) -> tuple[list[tuple[int, Mark]], list[Reject]]:
    """Return (row, mark) pairs in the rows' order, and the rejected marks.

    `rows` give each row's handles (`lms_id`, `id`, `login`, `email`, `name`, `group`, as far as the file has them).
    Nobody is guessed: where handles of a mark point at two rows, or two marks at one row with equal certainty,
    none is written.

    A number or a login counts only with the name beside it: a group's number may be a participant's, a school's number
    another system's. Where the file has no names (anonymous marking), or the mark is of "Participant 77", it stands
    alone. A mark of a group goes to each row of the group. A name alone comes last, and not where a number, login or
    address of the row is another. `delivered` tells by which (name, number) the mark's hand-in was delivered; both
    empty where it was not. The number is then that hand-in's, and another row's number contradicts it;
    so does another group.
    """
    known, marks = _Rows(rows), list(marks)
    claims: list[_Claim] = []
    nameless: list[tuple[Mark, _Came, list[str]]] = []
    for mark in marks:
        folder, number = delivered(mark) if delivered else ("", "")
        came = _Came(folder, number, known.is_group(folder))
        claim, others = known.certain(mark, came)
        if claim:
            claims.append(claim)
        else:
            nameless.append((mark, came, others))
    kinds = known.kinds(claims)
    for mark, came, others in nameless:
        namesakes = sum(same_name(mark.student.name, other.student.name) for other, *_ in nameless)
        claims.append(known.by_name(mark, came, kinds, namesakes, others))
    pairs, rejects = _taken(claims)
    order = {mark.student: place for place, mark in enumerate(marks)}
    return pairs, sorted(rejects, key=lambda reject: order[reject.student])


@dataclass(frozen=True)
class _Came:
    """By which name and number a hand-in was delivered; both are a group's where the table has a group of this name."""

    folder: str
    number: str
    by_group: bool

    @property
    def own_number(self) -> str:
        return "" if self.by_group else self.number


@dataclass(frozen=True)
class _Claim:
    """The rows that a mark asks for and how certain they are its own, or why it asks for none."""

    mark: Mark
    rows: Sequence[int] = ()
    certainty: int = 0
    reject: Reject | None = None


_DELIVERED, _NAMED, _ADDRESS, _GROUP, _NAME = 5, 4, 3, 2, 1  # certainties


def _taken(claims: Sequence[_Claim]) -> tuple[list[tuple[int, Mark]], list[Reject]]:
    """Return the rows with the mark that asks for them with most certainty; where two are equal, neither has it."""
    pairs: list[tuple[int, Mark]] = []
    rejects = [each.reject for each in claims if each.reject]
    taken: dict[int, _Claim] = {}
    for certainty in sorted({each.certainty for each in claims}, reverse=True):
        equals = [each for each in claims if each.certainty == certainty]
        asked: dict[int, list[_Claim]] = {}
        for claim in equals:
            for row in claim.rows:
                asked.setdefault(row, []).append(claim)
        for row, rivals in asked.items():
            for claim in rivals:
                other = next((each for each in rivals if each is not claim), None)
                if row in taken:
                    shown = taken[row].mark.student.shown
                    rejects.append(Reject(claim.mark.student, "lms.row_taken", {"other": shown}))
                elif other:
                    shown = other.mark.student.shown
                    rejects.append(Reject(claim.mark.student, "lms.contested", {"other": shown}))
                else:
                    pairs.append((row, claim.mark))
        taken = {row: rivals[0] for row, rivals in asked.items()} | taken
    return sorted(pairs, key=lambda pair: pair[0]), rejects


@dataclass(frozen=True)
class _Rows:
    """The rows of a table, by what each knows of its student."""

    cells: Mapping[int, Mapping[str, str]]

    def is_group(self, name: str) -> bool:
        """Return whether a name is that of a group in the table."""
        return bool(self._of_group(name))

    def certain(self, mark: Mark, came: _Came) -> tuple[_Claim | None, list[str]]:
        """Return the rows of a mark by its numbers, login and address, or of its group;
        and whose rows the numbers are else.
        """
        student, handles = mark.student, _handles(mark.student, came)
        if came.own_number and came.folder:
            by_number, _ = self._of_handle("lms_id", came.number, (came.folder,))
            if len(by_number) == 1:  # as the LMS itself wrote both
                return _Claim(mark, by_number, _DELIVERED), []
        found, others, addressed = [], list[str](), set[int]()
        for handle, value in handles.items():
            mine, strangers = self._of_handle(handle, value, (student.name, came.folder))
            found += [set(mine)] if mine else []
            if handle == "email":
                addressed = set(strangers)
            else:
                others += [self.cells[row]["name"] for row in strangers]
        if found:
            return self._agreed(mark, came, [*found, addressed] if addressed else found, _NAMED), others
        if addressed:  # a name may change and an address is one person's, unless another row has the name
            named = {row for row in self.cells if self._is_called(row, student.name)}
            return self._agreed(mark, came, [addressed, named or addressed], _ADDRESS), others
        members = [] if student.email else self._of_group(student.name)
        return (_Claim(mark, members, _GROUP) if members else None), others

    def by_name(
        self, mark: Mark, came: _Came, kinds: Collection[str], namesakes: int, others: Sequence[str]
    ) -> _Claim:
        """Return the one row with a mark's name, unless that may be a namesake's; `kinds` of handles contradict it."""
        found = [row for row in self.cells if self._is_called(row, mark.student.name)]
        if len(found) > 1 or (found and namesakes > 1):
            return _refused(mark, "lms.homonyms", count=max(len(found), namesakes))
        if found and self._differs(found[0], mark.student, kinds):
            return _refused(mark, "lms.namesake")
        if found:
            return self._agreed(mark, came, [set(found)], _NAME)
        return _refused(mark, "lms.other_name", name=others[0]) if others else _refused(mark, "lms.no_row")

    def kinds(self, claims: Iterable[_Claim]) -> set[str]:
        """Return the kinds of handles that file and marks have in common: somebody's own row has the same one."""
        return {
            handle
            for claim in claims
            for row in claim.rows
            for handle, value in _handles(claim.mark.student).items()
            if value and self.cells[row].get(handle, "") == value
        }

    def _of_handle(self, handle: str, value: str, names: Sequence[str]) -> tuple[list[int], list[int]]:
        """Return the rows with a handle that may bear one of the names, and those that bear another."""
        rows = [row for row, cells in self.cells.items() if value and cells.get(handle, "") == value]
        mine = [row for row in rows if _fits(self.cells[row].get("name", ""), *names)]
        return mine, [row for row in rows if row not in mine]

    def _of_group(self, name: str) -> list[int]:
        """Return the rows of a group's members."""
        wanted = folded(name).replace(" ", "")
        return [
            row
            for row, cells in self.cells.items()
            if wanted and folded(cells.get("group", "")).replace(" ", "") == wanted
        ]

    def _is_called(self, row: int, name: str) -> bool:
        return same_name(self.cells[row].get("name", ""), name)

    def _agreed(self, mark: Mark, came: _Came, found: Sequence[set[int]], certainty: int) -> _Claim:
        """Return the row that all handles of a mark have in common, unless its hand-in was another number's or
        group's.
        """
        common = set.intersection(*found)
        if len(common) > 1:
            return _refused(mark, "lms.homonyms", count=len(common))
        if not common:
            names = {self.cells[row].get("name", "") or str(row) for row in set.union(*found)}
            return _refused(mark, "lms.contradicted", names=", ".join(sorted(names)))
        (row,) = common
        number = self.cells[row].get("lms_id", "")
        if came.own_number and number and number != came.number:
            return _refused(mark, "lms.namesake")
        if came.by_group and row not in self._of_group(came.folder):
            return _refused(mark, "lms.other_group", group=came.folder)
        return _Claim(mark, (row,), certainty)

    def _differs(self, row: int, student: Student, kinds: Collection[str]) -> bool:
        """Return whether a row has another handle than a student, of a kind that others have in common with their
        rows.
        """
        for handle, ours in _handles(student).items():
            theirs = self.cells[row].get(handle, "")
            if handle not in kinds or not ours or not theirs or ours.lstrip("0") == theirs.lstrip("0"):
                continue
            if handle != "email" or not same_address(ours, theirs):
                return True
        return False


def _handles(student: Student, came: _Came | None = None) -> dict[str, str]:
    """Return what a row may know of a student. The number of a hand-in is its own, a group's number nobody's."""
    number = student.lms_id
    if came:
        number = came.own_number or ("" if number == came.number else number)
    return {
        "lms_id": number,
        "id": student.id.casefold() if student.id != student.lms_id else "",  # else the LMS's
        "login": student.login.casefold(),
        "email": student.email.casefold() if "@" in student.email else "",
    }


def _refused(mark: Mark, key: str, **values: object) -> _Claim:
    return _Claim(mark, reject=Reject(mark.student, key, values))


UNMATCHED = (
    *("lms.no_row", "lms.homonyms", "lms.other_name", "lms.row_taken"),
    *("lms.contested", "lms.contradicted", "lms.namesake", "lms.other_group"),
)
_NAMELESS = re.compile(r"Participant \w+$")


def _fits(row: str, *names: str) -> bool:
    """Return whether a number's row may be a student's, by the names: one of them is the row's,
    or there is none to compare.
    """
    known = [name for name in names if name and not _NAMELESS.match(name)]
    return not row or not known or any(same_name(row, name) for name in known)


def _change(change: Change, who: str, language: str) -> str:
    before, after = (number_text(_plain(each), language) for each in (change.before, change.after))
    # Where two long texts begin alike, what differs is further on.
    alike = next((at for at, (one, other) in enumerate(zip(before, after)) if one != other), 0)
    at = max(0, alike - _BEFORE) if max(len(before), len(after)) > _LONGEST_CELL else 0
    return sentence(
        "lms.change_foreign" if change.foreign else "lms.change",
        language,
        who=who,
        column=change.column,
        before=_short(before, at) or "—",
        after=_short(after, at),
    )


# Characters of a cell that are told, and of them before the first that differs.
_LONGEST_CELL, _BEFORE = 60, 20


def _plain(text: str) -> str:
    """Return a cell in one line, its HTML as text."""
    return " ".join(html.unescape(re.sub(r"<br ?/?>|</?p>", " ", text)).split())


def _short(text: str, at: int = 0) -> str:
    return beginning(f"…{text[at:]}" if at else text, _LONGEST_CELL)
