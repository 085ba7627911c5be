"""Which student each of a site's people is: remembered by the site's number, for the first time found in the roster."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from autograder.gradebook import sync_record
from autograder.gradebook.lms.sites.base import Person, Site
from autograder.gradebook.roster import Roster, Student, same_name
from autograder.gradebook.store import Store


def students(
    store: Store, site: Site, people: Sequence[Person], roster: Roster | None, *, keep: bool
) -> dict[str, Student]:
    """Return the student of each person: whom the store knows by their number there, else by the roster,
    else a new one.

    One whom the store has from elsewhere (a `batch` with the same roster, a round that was killed) is the same student,
    unless another person of this site is. `keep` is whether the store may remember them.
    """
    where = f"{site.name} {site.url}"
    known = sync_record.people(store, where)
    stored = {student.key: student for student in store.students()}
    found = {}
    for person in people:
        student = stored.get(known.get(person.id, "")) or _student(site, person, roster, set(known.values()))
        found[person.id] = student
        if known.get(person.id) != student.key:
            known[person.id] = student.key
            stored[student.key] = student
            if keep:
                store.enrol(student)
    if keep:
        sync_record.keep_people(store, where, known)
    return found


def _student(site: Site, person: Person, roster: Roster | None, taken: Collection[str]) -> Student:
    if roster:
        by_address = roster.known_as(person.email) if person.email else ()
        by_number = roster.known_as(person.number) if person.number else ()
        for same in (by_address, [each for each in by_number if same_name(each.name, person.name)]):
            if len(same) == 1 and same[0].key not in taken:
                return same[0]
    own = f"{site.name}-{person.id}"
    for identity in (person.number, person.email, own):
        student = Student(identity, person.name, person.email)
        if identity and student.key not in taken:
            return student
    return Student(own, person.name, person.email)
