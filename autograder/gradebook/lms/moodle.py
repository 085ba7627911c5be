"""Moodle: the download of all submissions, the offline grading worksheet, and the zip of feedback files.

Read in Moodle's mod/assign (downloader.php, importziplib.php, gradingtable.php) and its offline feedback plugin.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from autograder.base import zips
from autograder.base.errors import UsageError
from autograder.base.messages import Message, in_a_row
from autograder.base.numbers import parsed
from autograder.gradebook.csv_sheet import Sheet, folded, read_sheet
from autograder.gradebook.dates import read_dates
from autograder.gradebook.lms.base import File, Intake, Participant, Place, Template, Who, grouped
from autograder.gradebook.lms.filling import Filling, Why
from autograder.gradebook.lms.marks import UNMATCHED, Export, Mark, Reject, matched


class Moodle:
    """Moodle 4.1 and later, and older ones: folders by participant number, a worksheet, a zip of feedback pages."""

    name = "moodle"
    school_numbers = False
    free_names = False
    template = "Moodle's grading worksheet: fill it in, and zip the feedback."
    takes_pages = True
    needs_column = False

    def recognised(self, files: Mapping[str, File]) -> Intake:
        """Return the deliveries of a Moodle download, in whichever of its folder forms."""
        return grouped(self.name, files, _place, Message.of("intake.foreign", system="Moodle"))

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return whom a grading worksheet tells of, by participant number; times as far as its long dates can be read.

        A worksheet of anonymous marking has neither names nor addresses.
        """
        identifier, name, email, submitted = (
            sheet.column(*names) for names in (ANY_IDENTIFIER, ANY_NAME, ANY_EMAIL, ANY_SUBMITTED)
        )
        if identifier is None or (name is None and submitted is None):
            return None
        due, status, group = (sheet.column(*names) for names in (DUE, STATUS, GROUP))
        rows = [row for row in range(1, len(sheet.rows)) if _number(sheet.value(row, identifier))]
        lines = [sheet.line(row) for row in rows]
        dates = read_dates([sheet.value(row, submitted) for row in rows], lines)
        own = read_dates(
            [extension(sheet.value(row, status)) or sheet.value(row, due) for row in rows], lines
        )
        return {
            _number(sheet.value(row, identifier)): Participant(
                sheet.value(row, name),
                sheet.value(row, email),
                date,
                own_due,
                sheet.value(row, group),
                tells_due=status is not None or due is not None,
            )
            for row, date, own_due in zip(rows, dates, own, strict=True)
        }

    def filled(self, template: Template, marks: Sequence[Mark], assignment: str, language: str) -> Export:
        """Return the worksheet filled in, and beside it the zip of the students' pages."""
        export = filled_worksheet(template.data, marks)
        # Moodle looks at a folder's number alone: a page goes only to whom the worksheet knows by this name.
        strangers = {each.student.key for each in export.rejects if each.key in UNMATCHED}
        folders: dict[str, list[Mark]] = {}
        rejects = list(export.rejects)
        for mark in marks:
            if not _FOLDER_NAME.match(mark.delivered):
                rejects.append(Reject(mark.student, "lms.no_folder"))
            elif mark.student.key not in strangers:
                folders.setdefault(mark.delivered, []).append(mark)
        pages = {}
        for folder, own in folders.items():
            if len(f"{folder}/{PAGE}") > MAX_PATH:
                rejects += [Reject(mark.student, "lms.long_path", {"length": MAX_PATH}) for mark in own]
            elif len({(mark.points, mark.comment) for mark in own}) > 1:
                rejects += [Reject(mark.student, "lms.pages_differ") for mark in own]
            else:
                pages[folder] = own[0].page
        return replace(
            export,
            rejects=tuple(rejects),
            order=("lms.moodle_order", {}),
            notes=(*export.notes, ("lms.pages", {"count": len(pages)})),
            beside={f"{assignment}-feedback.zip": feedback_zip(pages)},
        )


# Folders of 4.1 and later end in "_file", older ones in "_file_"; a group may have no number; flat mode has no folder.
_FOLDER = re.compile(
    r"(?P<folder>(?P<name>[^/]*?)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)_?)/(?P<file>.+)$"
)
_FLAT = re.compile(
    r"(?P<folder>(?P<name>[^/]*?)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>file|onlinetext))_(?P<file>[^/]+)$"
)
_FOLDER_NAME = re.compile(r"^(?P<name>.*?)(?:_(?P<id>\d+))?_assignsubmission_")
PAGE = "feedback.html"
MAX_PATH = 255  # characters; the column of Moodle's table of files ends there, and the page would be lost
_ANONYMOUS = re.compile(r"Participant[ _]*\d*$")

IDENTIFIER = ("Identifier", "Identifiant")
NAME = ("Full name", "Nom complet", "First name / Last name", "Prénom/Nom")
EMAIL = ("Email address", "Adresse de courriel", "Adresse courriel", "Adresse e-mail")
GRADE = ("Grade", "Note")
MAXIMUM = ("Maximum grade", "Note maximale")
LOCKED = ("Grade can be changed", "La note peut être modifiée")
SUBMITTED = ("Last modified (submission)", "Dernière modification (travail remis)")
GRADED = ("Last modified (grade)", "Dernière modification (note)")
# To know who handed in when, any language will do; grades are filled in where the importer's own was checked.
ANY_IDENTIFIER = (*IDENTIFIER, "ID", "Identificador", "Identificatore", "識別子")
ANY_NAME = (
    *NAME,
    *("Vollständiger Name", "Vorname/Nachname", "Nome completo", "Nombre completo", "Volledige naam"),
    *("フルネーム", "氏名", "姓名"),
)
ANY_EMAIL = (
    *EMAIL,
    *("E-Mail-Adresse", "Endereço de e-mail", "Endereço de email", "Dirección de correo", "E-mailadres"),
    "メールアドレス",
)
ANY_SUBMITTED = (
    *SUBMITTED,
    *("Zuletzt geändert (Abgabe)", "Última modificação (envio)", "Última modificação (trabalho enviado)"),
    *("Última modificação (submissão)", "Última modificación (entrega)", "Última modificación (envío)"),
    *("Ultima modifica (consegna)", "Laatst gewijzigd (inzending)", "最終更新日時 (提出)", "最終更新 (提出)"),
)
SCALE = ("Scale", "Barème")
STATUS = ("Status", "Statut")
DUE = ("Due date", "Date limite")
GROUP = ("Group", "Groupe")
WORKFLOW = (
    "Marking workflow state", "Statut du flux d'évaluation", "État du flux d'évaluation", "Statut de l'évaluation",
)  # fmt: skip
FEEDBACK = ("Feedback comments", "Feedback par commentaires", "Commentaires de feedback")


def _place(path: str) -> Place | None:
    for pattern in (_FOLDER, _FLAT):
        # The teacher may have unpacked the download and packed its folder again: look below each level.
        match = next(filter(None, (pattern.match(rest) for rest in _suffixes(path))), None)
        if match:
            if match["plugin"] != "file":
                return Place(match["folder"], match["file"], skip=Message("intake.online_text"))
            anonymous = bool(_ANONYMOUS.match(match["name"]))
            who = Who(
                "" if anonymous else match["name"].replace("_", " ").strip(),
                match["id"] or "",
                anonymous=anonymous,
            )
            return Place(match["folder"], match["file"], who)
    return None


def _suffixes(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[level:]) for level in range(min(3, len(parts)))]


def filled_worksheet(data: bytes, marks: Sequence[Mark]) -> Export:
    """Return Moodle's offline grading worksheet with grades (and comments) filled in, every other byte as it was.

    Students are found by participant number and name, then address, then name where only one has it; a group's mark
    goes to each of its members. Points are scaled to the worksheet's maximum grade. Rows that Moodle would skip
    (locked, equal) and marks without a row are rejects. Rows in which nothing changes are left out: Moodle would take
    the formatting out of their comments. A comment is HTML there, and is written as such.

    Raises:
        UsageError: This is no grading worksheet, or one that is graded by a scale.
    """
    sheet = read_sheet(data)
    identifier, grade, graded = (sheet.column(*names) for names in (IDENTIFIER, GRADE, GRADED))
    if identifier is None or grade is None or graded is None:
        columns = ((IDENTIFIER, identifier), (GRADE, grade), (GRADED, graded))
        missing = [
            Message.of("words.named", name=dict(zip(("en", "fr"), names)))
            for names, at in columns
            if at is None
        ]
        raise UsageError("sheet.no_worksheet", columns=in_a_row(missing, "or"))
    name, email, maximum, locked, feedback, group, workflow = (
        sheet.column(*names) for names in (NAME, EMAIL, MAXIMUM, LOCKED, FEEDBACK, GROUP, WORKFLOW)
    )
    if maximum is None and sheet.column(*SCALE) is not None:
        raise UsageError("sheet.scale")
    if sheet.header.count(sheet.header[grade]) > 1:  # importgradeslib.php reads the last of them
        raise UsageError("sheet.several_columns", column=sheet.header[grade])
    rows = {
        row: {
            "lms_id": _number(sheet.value(row, identifier)),
            "email": sheet.value(row, email).casefold(),
            "name": sheet.value(row, name),
            "group": sheet.value(row, group),
        }
        for row in range(1, len(sheet.rows))
        if sheet.value(row, identifier)
    }
    pairs, rejects = matched(rows, marks, delivered=_delivered)
    filling = Filling(sheet, grade, rejects)
    unreleased = 0
    dates = False
    for row, mark in pairs:
        stated = sheet.value(row, maximum)
        is_locked = folded(sheet.value(row, locked)) in ("no", "non")
        refused = partial(_refused, is_locked, None if maximum is None else stated)
        if not filling.put_points(row, mark, parsed(stated), refused):
            continue
        regraded = (row, grade) in filling.values
        dates |= regraded and bool(sheet.value(row, graded).strip("- "))
        if feedback is not None and mark.comment and feedback < len(sheet.rows[row]):
            comment = as_html(mark.comment_for(parsed(stated)))
            # Moodle reads the whole row, and would take the markup out of its comment.
            filling.put_comment(row, feedback, mark, comment, anew=regraded)
        written = regraded or (row, feedback) in filling.values
        unreleased += written and workflow is not None and folded(sheet.value(row, workflow)) not in _RELEASED
    notes = filling.notes
    if dates:
        notes.append(("lms.moodle_dates", {}))
    if unreleased:
        notes.append(("lms.unreleased", {"count": unreleased}))
    content = sheet.replaced(filling.values, changed_only=True)
    return Export(
        content,
        tuple(filling.changes),
        tuple(filling.rejects),
        tuple(notes),
        placed=tuple(filling.placed),
    )


def _refused(is_locked: bool, maximum: str | None, points: float) -> Why | None:
    """Return why Moodle would not take points into a row, whose cell `maximum` is (None: there is no such column)."""
    if maximum is not None and (parsed(maximum) or 0) <= 0:
        return "lms.no_maximum", {"value": maximum or "—"}
    if is_locked:
        return "lms.locked", {}
    top = parsed(maximum) if maximum else None
    if top and points > top + 1e-9:
        return "lms.over", {"points": points, "maximum": top}
    return None


def as_html(comment: str) -> str:
    """Return a plain comment as the HTML that Moodle takes it for: signs escaped, line ends as breaks."""
    return html.escape(comment, quote=False).replace("\n", "<br>")


def extension(status: str) -> str:
    """Return the date of an extension as a worksheet's status tells it ("… - Extension granted until: …"), or ""."""
    found = re.search(r"(?i)\b(?:until|jusqu.\s?au|jusqu.\s?à)\b(.*)", status, re.DOTALL)
    return found[1] if found else ""


def feedback_zip(pages: Mapping[str, bytes], name: str = PAGE) -> bytes:
    """Return the zip for "Upload multiple feedback files": the download's own folder name -> that student's page."""
    return zips.zip_bytes({f"{folder}/{name}": page for folder, page in pages.items()})


_RELEASED = ("released", "publie", "publiee", "publies", "publiees")


def _delivered(mark: Mark) -> tuple[str, str]:
    found = _FOLDER_NAME.match(mark.delivered)
    return (found["name"], found["id"] or "") if found else ("", "")


def _number(cell: str) -> str:
    found = re.search(r"\d+", cell)
    return found.group() if found else ""
