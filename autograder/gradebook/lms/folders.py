"""No LMS: a folder (or one file) per student, at whatever depth, with whatever names people typed."""

from __future__ import annotations

import itertools
import re
import shlex
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from autograder.base.messages import Message
from autograder.gradebook.csv_sheet import Sheet, folded
from autograder.gradebook.lms.base import File, Intake, Participant, Place, Who, grouped
from autograder.judge.kinds import ANSWERS

# "dupont_tp2.py", "tp2-dupont.ipynb": what is left without these says who.
_ABOUT = re.compile(
    r"(?i)(?:^|[\s_.-])(?:(?:tp|td|lab|hw|ex|homework|assignment|devoir|exercice|notebook)[\s_-]*\d+|"
    r"final|rendu|answer|submission|copie)(?=$|[\s_.-])"
)
# "02_noise_dupont.py": but "25_elodie" is a number and a name.
_NUMBERED = re.compile(r"(?i)(?:^|(?<=[\s_.-]))\d\d_(?P<word>[a-z]+)(?=$|[\s_.-])")
# What lies beside the students' folders and is nobody's hand-in.
_BESIDE = (".csv", ".xlsx", ".xls", ".ods", ".html", ".htm", ".md", ".txt", ".json", ".pdf", ".toml", ".yml")
_ANSWER = (*ANSWERS, ".zip")
_WHOLE = (".ipynb", ".zip")


class Folders:
    """Hand-ins that a teacher collected: names are whatever people typed."""

    name = "plain"
    school_numbers = False
    free_names = True

    def recognised(
        self,
        files: Mapping[str, File],
        is_student: Callable[[str], bool] = lambda name: False,
        about: Collection[str] = (),
    ) -> Intake:
        """Return the deliveries of a folder per student, or of a file per student where there are no folders.

        `is_student` says whether the roster knows somebody by a name: the folder of that name is a delivery of its own,
        at whatever depth. Where no folder is known, those next to each other below the last common one are students';
        two folders with answers inside one of these are doubted, since they may be two people's. `about` are words that
        are about the assignments, and nobody's name.
        """
        drafts = _drafts(files)
        files = {path: file for path, file in files.items() if path not in drafts}
        known = {part: is_student(part) for path in files for part in _folders(path)}
        wrap = _common(
            [path for path in files if path.lower().endswith(_ANSWER)] or list(files), files, known, about
        )

        def place(path: str) -> Place | None:
            folders, name = _folders(path), path.rsplit("/", 1)[-1]
            mine = next(
                (depth for depth, part in enumerate(folders) if known[part] and _tells(part, depth, wrap)),
                None,
            )
            if mine is not None:
                return _placed(path, mine, "/".join(folders[: mine + 1]), about)
            who = _about_nothing(PurePosixPath(name).stem, about)
            loose = folders == wrap or (name.lower().endswith(_ANSWER) and is_student(who))
            if loose:
                if _is_beside(name) and any(len(_folders(each)) > len(wrap) for each in files):
                    return Place("", path, skip=Message("intake.beside_students"))
                return Place(who, name, Who(name=who))
            mine = len(wrap) if folders[: len(wrap)] == wrap else 0
            return _placed(path, mine, folders[mine], about)

        intake = grouped(self.name, files, place, Message("intake.no_student"))
        doubts = [
            Message.of(
                "doubt.several_folders",
                folder=delivery.folder,
                count=len(inside),
                folders=", ".join(inside[:6]),
            )
            for delivery in intake.deliveries
            if len(inside := _folders_with_answers(delivery.files)) > 1
        ]
        doubts += [
            Message.of(
                "doubt.side_by_side",
                folder=delivery.folder,
                count=len(answers),
                answers=", ".join(answers[:6]),
            )
            for delivery in intake.deliveries
            if len(answers := [each.name for each in delivery.files if each.name.lower().endswith(_WHOLE)])
            > 2
        ]
        if wrap and len(intake.deliveries) == 1 and not known.get(intake.deliveries[0].folder.split("/")[-1]):
            doubts.append(Message.of("doubt.one_student", folder=intake.deliveries[0].folder))
        archives = [each.name for delivery in intake.deliveries for each in delivery.files]
        if len(archives) == 1 and archives[0].lower().endswith(".zip"):
            doubts.append(
                Message.of("doubt.one_archive", archive=archives[0], typed=shlex.quote(archives[0]))
            )
        unrecognised = (*intake.unrecognised, *drafts.items())
        return replace(intake, doubts=tuple(doubts), unrecognised=unrecognised)

    def participants(self, sheet: Sheet) -> dict[str, Participant] | None:
        """Return None: there is no table."""
        return None


_VERSION = re.compile(r"(?P<work>.*)/Version (?P<number>\d+)/")
_WORKING, _SUBMITTED = "Working files", "Submitted files"


def _drafts(files: Iterable[str]) -> dict[str, Message]:
    """Return the paths of what Microsoft Teams keeps beside the last hand-in, and why each is none."""
    paths = list(files)
    submitted = any(_SUBMITTED in _folders(path) for path in paths)
    last: dict[str, int] = {}
    versions = {path: match for path in paths if (match := _VERSION.match(path))}
    for match in versions.values():
        last[match["work"]] = max(last.get(match["work"], 0), int(match["number"]))
    found = {
        path: Message("intake.older_version")
        for path, match in versions.items()
        if int(match["number"]) < last[match["work"]]
    }
    if submitted:
        found |= {path: Message("intake.draft") for path in paths if _WORKING in _folders(path)}
    return found


def _folders(path: str) -> list[str]:
    return path.split("/")[:-1]


def _placed(path: str, depth: int, folder: str, about: Collection[str]) -> Place:
    parts = path.split("/")
    return Place(folder, "/".join(parts[depth + 1 :]), Who(name=_about_nothing(parts[depth], about)))


def _tells(part: str, depth: int, wrap: list[str]) -> bool:
    """Return whether a known folder is a person's: "1" far below may be the first exercise."""
    return depth <= len(wrap) or not (part.isdigit() and len(part) < 4)


def _common(
    paths: list[str], every: Iterable[str], known: Mapping[str, bool], about: Collection[str]
) -> list[str]:
    """Return the folders that wrap the students' own. `paths` are those of answers, `every` of all files."""
    inside = [_folders(path) for path in paths]
    wrap = [names[0] for names in itertools.takewhile(lambda names: len(set(names)) == 1, zip(*inside))]
    around = [_folders(path) for path in every if not _is_beside(path)]
    while wrap and any(
        each == wrap for each in around
    ):  # files lie here: a person's, perhaps with modules below
        below = {tuple(each[: len(wrap) + 1]) for each in inside if len(each) > len(wrap)}
        nobody = not _left(wrap[-1], about)  # "TP2" is no student
        if nobody or len(below) > 1 or any(known[each[-1]] for each in below):
            break
        wrap.pop()
    for depth, part in enumerate(wrap):
        if known[part]:
            return wrap[:depth]
    return wrap


def _is_beside(path: str) -> bool:
    return path.lower().endswith(_BESIDE)


def _folders_with_answers(files: Iterable[File]) -> list[str]:
    tops = (
        file.name.split("/")[0] for file in files if "/" in file.name and file.name.lower().endswith(_ANSWER)
    )
    return sorted(set(tops) - {"checks", "tests", "utils", "src", "modules", "helpers", "lib"})


def _about_nothing(name: str, about: Collection[str]) -> str:
    """Return what is left of a name without what it says of the assignment."""
    return _left(name, about) or name


def _left(name: str, about: Collection[str]) -> str:
    left = _NUMBERED.sub(lambda found: "" if folded(found["word"]) in about else found[0], name)
    return _ABOUT.sub("", left).strip(" _.-")
