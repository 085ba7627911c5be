"""Who is in the class, and who is meant by a name, an address or a number."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from autograder.base.cleaning import clean_line
from autograder.base.errors import UsageError, refusal
from autograder.base.messages import Message
from autograder.gradebook.csv_sheet import Sheet, folded, read_sheet

_LONG = 300  # characters of a name
# A separator of one sheet is none of another: a spreadsheet that cuts our commas' table at semicolons finds a formula
# here.
_CELL = re.compile(r"[;|\t](?=\s*[=+\-@])")


@dataclass(frozen=True)
class Student:
    """One student. `id` is the school's number, or whatever else tells students apart; `lms_id` is the LMS's number.

    Each is fit for a terminal, a page and a sheet: whoever can name a folder can put anything into it. An id in which
    something was replaced still tells apart.
    """

    id: str
    name: str = ""
    email: str = ""
    login: str = ""
    group: str = ""
    lms_id: str = ""

    def __post_init__(self) -> None:
        for each in fields(self):
            given = getattr(self, each.name)
            kept = clean_line(_CELL.sub(" ", given), _LONG)
            if kept != given and each.name == "id":  # as long as any other: read again, it stays as it is
                tail = f"-{hashlib.sha256(given.encode('utf-8', 'replace')).hexdigest()[:8]}"
                kept = clean_line(kept, _LONG - len(tail)) + tail
            object.__setattr__(self, each.name, kept)

    @property
    def key(self) -> str:
        """A folder name that says who it is, equal for the same id and name, different for homonyms,
        safe everywhere.
        """
        name = re.sub(r"[^a-z0-9]+", "-", folded(self.name)).strip("-")[:40]
        number = re.sub(r"[^a-z0-9]+", "-", self.id.casefold()).strip("-")
        if (
            number != self.id.casefold() or len(number) > 40 or not number
        ):  # something was lost: add what tells apart
            number = f"{number[:30]}-{hashlib.sha256(self.id.encode()).hexdigest()[:8]}".strip("-")
        return f"{name}_{number}" if name and name != number else f"s_{number}"

    @property
    def shown(self) -> str:
        """The name, or whatever stands in for it."""
        return self.name or self.email or self.login or self.id

    @property
    def with_id(self) -> str:
        """The name with the id, as homonyms need it."""
        return f"{self.name} ({self.id})" if self.name and self.id and self.name != self.id else self.shown


def alphabetically(student: Student) -> tuple[str, str]:
    """Return what students are sorted by: the name without case and accents, then what tells homonyms apart."""
    return folded(student.shown), student.key


def distinct_names(students: Iterable[Student]) -> dict[Student, str]:
    """Return a name for each of these students: with the id where several of them bear the same."""
    students = set(students)
    bearers = Counter(student.shown for student in students)
    return {student: student.with_id if bearers[student.shown] > 1 else student.shown for student in students}


@dataclass(frozen=True)
class Roster:
    """The students of a class, in order."""

    students: tuple[Student, ...] = ()
    problems: tuple[Message, ...] = ()
    columns: tuple[str, ...] = ()  # of the file it was read from, those that were understood: "Nom (name)"
    _index: dict[str, tuple[Student, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, list[Student]] = {}
        for student in self.students:
            for key in {f"@{student.key}", *_handles(student)}:
                index.setdefault(key, []).append(student)
        object.__setattr__(self, "_index", {key: tuple(found) for key, found in index.items()})

    def find(self, text: str) -> tuple[Student, ...]:
        """Return every student whom an id, address, login or name (in any order, accents or not) may mean.

        Several are homonyms: the caller must not choose.
        """
        exact = dict.fromkeys((*self.known_as(text), *self._index.get(f"~{_sorted(text)}", ())))
        return tuple(exact) or self._squashed(text)

    def known_as(self, text: str) -> tuple[Student, ...]:
        """Return the students with this id, address (or its part before the @) or login."""
        return self._index.get(f"={text.strip().casefold()}", ())

    def named(self, text: str) -> tuple[Student, ...]:
        """Return the students of this name."""
        return self._index.get(f"~{_sorted(text)}") or self._squashed(text)

    def meant(self, text: str) -> tuple[Student, ...]:
        """Return the student whose key this is (the name of a folder in students/), else whom `find` finds."""
        return self._index.get(f"@{text}") or self.find(text)

    def spoken_of(self, text: str) -> tuple[Student, ...]:
        """Return the student whom `meant` finds, else everybody in whose name all the words of a text stand:
        "éloïse".
        """
        words = set(folded(text).split())
        return self.meant(text) or tuple(
            each for each in self.students if words and words <= set(folded(each.shown).split())
        )

    def nearest(self, text: str, cutoff: float = 0.6) -> tuple[Student, ...]:
        """Return up to three students whose name, a word of it, id or login is spelt nearly like a text,
        the nearest first.
        """
        known: dict[str, dict[Student, None]] = {}
        for student in self.students:
            name = folded(student.name)
            for each in {
                name,
                _sorted(student.name),
                *name.split(),
                folded(student.id),
                folded(student.login),
            } - {""}:
                known.setdefault(each, {})[student] = None
        near = difflib.get_close_matches(folded(text), known, 3, cutoff)
        return tuple(dict.fromkeys(student for each in near for student in known[each]))[:3]

    def group(self, name: str) -> tuple[Student, ...]:
        """Return the students of a group."""
        wanted = _letters(name)
        return tuple(student for student in self.students if wanted and _letters(student.group) == wanted)

    def nearest_groups(self, name: str) -> tuple[str, ...]:
        """Return up to two groups whose name is spelt nearly like this one, the nearest first."""
        known = {_letters(each.group): each.group for each in self.students if each.group}
        near = difflib.get_close_matches(_letters(name), known, 2, 0.6)
        return tuple(known[each] for each in near)

    def within(self, text: str, about: Collection[str]) -> tuple[Student, ...]:
        """Return the students whose whole name, of two words or more and in any order, stands within a text.

        All that is left must be numbers or words `about` something else: "Jean Martin-Roux" is nobody's file but his
        own, in whatever roster.
        """
        words = folded(text).split()
        found: dict[Student, set[int]] = {}
        for student in self.students:
            name = sorted(folded(student.name).split())
            for at in range(len(words) - len(name) + 1 if len(name) > 1 else 0):
                if sorted(words[at : at + len(name)]) == name:
                    found[student] = set(range(at, at + len(name)))
        named = set[int]().union(*found.values())
        left = [word for at, word in enumerate(words) if at not in named]
        if not all(each.isdigit() or each in about for each in left):
            return ()
        return tuple(
            student for student, place in found.items() if not any(place < each for each in found.values())
        )

    def _squashed(self, text: str) -> tuple[Student, ...]:
        return self._index.get(f"#{_letters(text)}", ())


def same_name(one: str, other: str) -> bool:
    """Return whether two spellings are one name: in any order, with or without accents and what file names lose.

    Moodle takes quotes, slashes, colons and the like out of its folders' names, Canvas all that is no letter or digit.
    """
    if not _letters(one) or not _letters(other):
        return False
    return _sorted(one) == _sorted(other) or not _run_together(one).isdisjoint(_run_together(other))


def read_roster(path: Path) -> Roster:
    """Return the roster in a CSV file: a header in English or French, then a student a line.

    Recognised columns: id, name (or first name and last name), email, login, group. At least one of id, name and
    email must be there. Moodle's grading worksheet and Canvas's gradebook are rosters too. A line that repeats
    another's id and name is left out; one that repeats a name, and has nothing else, is kept apart. `problems` says so.

    Raises:
        UsageError: The file cannot be read, or its header names none of these.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UsageError("roster.unreadable", path=path, why=refusal(error)) from None
    try:
        return parse_roster(data)
    except UsageError as error:
        raise UsageError("sheet.at", where=path, what=error.message) from None


def parse_roster(data: bytes) -> Roster:
    """Return the roster in the bytes of a CSV file; see `read_roster`."""
    sheet, above = _headed(read_sheet(data))
    columns = {field: sheet.column(*names) for field, names in HEADERS.items()}
    canvas, role = sheet.column("SIS User ID"), sheet.column("role", "rôle")
    if canvas is not None:  # its gradebook: "ID" is Canvas's own number, which its downloads bear
        columns |= {"id": canvas, "lms_id": sheet.column("ID")}
    students: list[Student] = []
    problems: list[Message] = []
    if columns["first_name"] is not None and columns["name"] is None and columns["last_name"] is None:
        problems.append(Message.of("roster.first_names", received=", ".join(sheet.header)))
    seen: dict[str, int] = {}
    owners: dict[str, Student] = {}
    lines = []
    for row, cells in sheet.records(columns):
        # Brightspace writes a "#" before numbers, so that a spreadsheet takes them for text.
        cells |= {
            field: without_fraction(cells[field].removeprefix("#")) for field in ("id", "login", "lms_id")
        }
        cells["name"] = _name(cells)
        if folded(sheet.value(row, role)) in _STAFF:
            continue
        if canvas is None or cells["lms_id"].isdigit():  # "Points Possible", "Manual Posting"
            lines.append((row, cells))
    homonyms = Counter(_sorted(cells["name"]) for _, cells in lines)
    for row, cells in lines:
        name = cells["name"]
        identity = cells["id"] or cells["login"] or cells["email"]
        if not identity and homonyms[_sorted(name)] > 1:  # the LMS's number is all that tells them apart
            identity = _digits(cells["lms_id"])
        identity = identity or name
        if not identity:
            continue
        student = Student(
            identity, name, cells["email"], cells["login"], cells["group"], _digits(cells["lms_id"])
        )
        line = sheet.line(row) + above
        if student.key in seen and identity == name:  # twice the same person, or homonyms: both may be meant
            problems.append(Message.of("roster.homonyms", line=line, name=name, other=seen[student.key]))
            student = replace(student, id=f"{name} ({line})")
        elif student.key in seen:
            problems.append(Message.of("roster.again", line=line, who=identity, other=seen[student.key]))
            continue
        if cells["id"] and (other := owners.get(identity.casefold())):
            problems.append(
                Message.of(
                    "roster.same_id",
                    line=line,
                    who=name or identity,
                    other=other.shown,
                    there=seen[other.key],
                    id=identity,
                )
            )
        owners.setdefault(identity.casefold(), student)
        seen[student.key] = line
        students.append(student)
    understood = (
        f"{sheet.header[column]} ({field})" for field, column in columns.items() if column is not None
    )
    return Roster(tuple(students), tuple(problems), tuple(understood))


# What Gradescope, Canvas and Moodle call those who are not graded.
_STAFF = {
    "instructor",
    "teacher",
    "ta",
    "reader",
    "observer",
    "enseignant",
    "enseignante",
    "non editing teacher",
}
_TITLES = 10  # lines that an office may write above the header


def _headed(sheet: Sheet) -> tuple[Sheet, int]:
    """Return a table that begins with a header we know, and how many lines of titles stood above it.

    Raises:
        UsageError: None of the first lines is one.
    """
    lines = sheet.text.splitlines(keepends=True)
    for above in range(min(_TITLES, len(lines) or 1)):
        below = read_sheet("".join(lines[above:]).encode()) if above else sheet
        known = (below.column(*HEADERS[field]) for field in ("id", "name", "last_name", "email", "login"))
        # A title alone ("Group") is no header.
        if any(at is not None for at in known) and (not above or len(below.header) > 1):
            return below, above
    raise UsageError("roster.header", received=", ".join(sheet.header) or "–")


def _name(cells: Mapping[str, str]) -> str:
    """Return the whole name in a row. "Name" beside a first name alone is the family's, as in German lists."""
    first, last, name = cells["first_name"], cells["last_name"], cells["name"]
    if name and first and not last and not {*folded(first).split()} <= {*folded(name).split()}:
        return f"{first} {name}"
    return name or f"{first} {last}".strip()


HEADERS = {
    "id": (
        "id", "student id", "sid", "student number", "sis user id", "id number", "numéro", "numéro étudiant",
        "n° étudiant", "no étudiant", "numéro d'étudiant", "numéro d'identification", "matricule", "identifiant étudiant",
        "code étudiant", "matrikelnummer", "matrikel nr", "id nummer", "número de id", "número de identificación",
        "matricola", "numero di matricola", "número de matrícula", "studentnummer", "matrikelnr", "matrícula", "orgdefinedid",
        "num étudiant", "num etu", "numetu", "code apogée", "numéro apogée", "n° apogée", "no apogée", "nip", "code nip",
    ),
    "name": ("name", "student", "étudiant", "étudiante", "full name", "fullname", "student name", "nom complet", "nom et prénom", "nom prénom", "prénom nom", "prénom et nom", "last first", "vollständiger name", "nombre completo", "nome completo", "nom et prénoms", "nom et prénom(s)", "étudiant·e", "étudiant(e)"),
    "first_name": ("prénom usuel", "prénom(s)", "first name", "firstname", "given name", "given names", "prénom", "prénoms", "vorname", "vornamen", "nombre", "nombre(s)", "nome", "voornaam"),
    "last_name": ("nom d'usage", "nom usuel", "nom patronymique", "last name", "lastname", "surname", "family name", "nom", "nom de famille", "nachname", "familienname", "apellido", "apellidos", "apellido(s)", "cognome", "sobrenome", "achternaam"),
    "email": (
        "email", "e-mail", "mail", "email address", "courriel", "adresse de courriel", "adresse courriel", "adresse e-mail",
        "adresse mail", "adresse électronique", "e-mail-adresse", "e-mailadresse", "correo", "correo electrónico",
        "dirección de correo", "indirizzo email", "endereço de email", "adresse de messagerie", "adresse mail institutionnelle",
        "mail institutionnel", "email institutionnel", "courriel institutionnel", "mail universitaire", "mail étudiant", "email etu",
    ),
    "login": ("login", "kennung", "username", "user name", "sis login id", "nom d'utilisateur", "utilisateur", "anmeldename", "benutzername", "usuario", "nombre de usuario"),
    "group": ("groupe td", "groupe de td", "groupe tp", "groupe de tp", "group", "groups", "groupe", "groupes", "section", "team", "équipe", "gruppe", "grupo", "grupos", "gruppo"),
    "lms_id": ("lms id", "moodle id", "canvas id", "participant", "identifier", "identifiant", "identifiant moodle"),
}  # fmt: skip


def without_fraction(number: str) -> str:
    """Return a number as it was before a spreadsheet took it for one: 123 for "123.0"."""
    return re.sub(r"^(\d+)[.,]0+$", r"\1", number)


def same_address(one: str, other: str) -> bool:
    """Return whether two addresses may be one person's: equal before the @, with or without a +tag."""
    return _mailbox(one) == _mailbox(other)


def _mailbox(address: str) -> str:
    return address.casefold().partition("@")[0].partition("+")[0]


def _digits(text: str) -> str:
    found = re.search(r"\d+", text)
    return found.group() if found else ""


def _handles(student: Student) -> Iterable[str]:
    for exact in (student.id, student.email, student.login, student.email.split("@")[0], student.lms_id):
        if exact:
            yield f"={exact.casefold()}"
    if _sorted(student.name):
        yield f"~{_sorted(student.name)}"
        for name in _run_together(student.name):
            yield f"#{name}"


def _run_together(name: str) -> set[str]:
    """Return a name as Canvas's files have it: dupontjean for Jean Dupont; dupontélodie,
    or with Ruby's ASCII dupontlodie.
    """
    found = set()
    for spelling in (folded(name), re.sub(r"[^a-z0-9 ]", "", name.casefold())):
        words = spelling.split()
        for order in (words, words[-1:] + words[:-1], words[1:] + words[:1]):
            found.add("".join(order))
    return found - {""}


def _letters(text: str) -> str:
    return folded(text).replace(" ", "")


def _sorted(name: str) -> str:
    return " ".join(sorted(folded(name).split()))
