"""Which assignment and which question is meant, and where it lies."""

from __future__ import annotations

import contextlib
import difflib
import re
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.messages import sentence
from autograder.base.progress import in_notebook
from autograder.course.load import load_assignment
from autograder.course.model import Assignment, Question, called
from autograder.course.text import read_text

# Folders above the current one in which an assignment is looked for.
_LEVELS_UP = 3
_TOML = "assignment.toml"
_ANSWERS = (".ipynb", ".py", ".zip")  # as a file of answers ends
_NUMBERED = re.compile(r"\d\d")  # of assignments, as people write them


def find(name: str | None, start: Path, language: str) -> Path:
    """Return the folder of the assignment called `name` ("02_noise", "02", "2", "noise") at `start`, in it, or above.

    Without a name: the folder of an assignment that `start` is, or lies in.

    Raises:
        UsageError: There is none, or a part of it is missing.
    """
    start = Path(start).resolve()
    name = name and re.split(r"[/\\]", name.rstrip("/\\"))[-1]  # as the shell completes it: 02_noise/
    if not start.is_dir():
        raise UsageError(sentence("check.absent_folder", language, folder=str(start)))
    bases = (start, *list(start.parents)[:_LEVELS_UP])
    without: list[Path] = []  # folders that are meant, and have lost what says that they are an assignment's
    for base in bases:
        folders = [base] if name is None else [base, *sorted(base.glob("[0-9][0-9]_*"))]
        for folder in folders:
            if name is not None and not called(folder.name, name):
                continue
            if (folder / _TOML).is_file():
                if part := _missing(folder):
                    raise UsageError(sentence("check.incomplete", language, folder=near(folder), part=part))
                return folder
            if re.match(r"\d\d_", folder.name) and (folder / "checks").is_dir():
                without.append(folder)
    for folder in without:
        if found := _renamed(folder):
            raise UsageError(
                sentence("check.renamed", language, folder=near(folder), part=_TOML, found=found)
            )
        raise UsageError(sentence("check.incomplete", language, folder=near(folder), part=_TOML))
    there = (sorted(base.glob("[0-9][0-9]_*/assignment.toml")) for base in bases)
    here = ", ".join(each.parent.name for each in next(filter(None, there), ()))
    if here and name is None:
        raise UsageError(sentence("check.which", language, known=here))
    if here:
        raise UsageError(sentence("check.no_assignment", language, name=name, known=here))
    raise UsageError(sentence_here("check.no_folder", language, name=name or "…", folder=str(start)))


def _renamed(folder: Path) -> str:
    """Return the one file of a folder that an editor or a browser may have made of assignment.toml; "" for none."""
    names = [path.name for path in folder.iterdir() if path.is_file()]
    found = [each for each in names if re.match(r"assignment.*toml|assignment.*\.txt$", each.casefold())]
    return found[0] if len(found) == 1 else ""


def _missing(folder: Path) -> str:
    """Return which part of what students receive is not in an assignment's folder (a teacher's has a master); "": none."""
    public, support = "checks/test_public.py", "checks/support.py"
    if (folder / "master.py").exists():
        return ""
    if not (folder / public).is_file():
        return public
    needed = "support" in read_text(folder / public)
    return support if needed and not (folder / support).is_file() else ""


def assignment_and_question(
    name: str | None, question: str | None, start: Path, language: str
) -> tuple[Assignment, str | None]:
    """Return the assignment and the question that somebody typed; inside an assignment's folder its name may be left out.

    Raises:
        UsageError: There is none.
    """
    if name is not None and question is None:
        with contextlib.suppress(UsageError):
            mine = load_assignment(find(None, start, language))
            if not (_NUMBERED.match(name) or _is_found(name, start, language)):
                return mine, name  # a question: or a misspelt one, which is answered with those there are
    return load_assignment(find(name, start, language)), question


def _is_found(name: str, start: Path, language: str) -> bool:
    try:
        return bool(find(name, start, language))
    except UsageError:
        return False


def sentence_here(key: str, language: str, /, **values: object) -> str:
    """Return a sentence whose advice fits where it is read: `key` in a notebook, `key` and "_terminal" elsewhere."""
    return sentence(key if in_notebook() else f"{key}_terminal", language, **values)


def meant(assignment: Assignment, name: str) -> str:
    """Return the question, function or check that a person calls `name`: "Q1" and "1" are q1.

    "" where there is none.
    """
    short = re.sub(r"^(?:question|q)?[\s_.-]*0*(\d+)$", r"q\1", name.strip().casefold())
    return next((each for each in _names(assignment) if each.casefold() == short), "")


def _names(assignment: Assignment) -> list[str]:
    questions = assignment.questions
    checks = [check.id for question in questions for check in question.checks]
    return [*(each.id for each in questions), *(name for each in questions for name in each.answers), *checks]


def questions_asked_for(assignment: Assignment, question: str | None, language: str) -> tuple[Question, ...]:
    """Return the question called by its id, by one of its functions or of its checks; all of them for None.

    Raises:
        UsageError: There is no such question.
    """
    if question is None:
        return assignment.questions
    name = meant(assignment, question)
    for each in assignment.questions:
        if name and name in (each.id, *each.answers, *(check.id for check in each.checks)):
            return (each,)
    known = ", ".join(each.id for each in assignment.questions)
    values = {"question": question, "assignment": assignment.id, "known": known}
    if similar := difflib.get_close_matches(question.casefold(), _names(assignment), 1, 0.7):
        raise UsageError(sentence("check.near_question", language, similar=similar[0], **values))
    raise UsageError(sentence("check.no_question", language, **values))


def check_call(assignment: Assignment, question: str) -> str:
    """Return what a student types here to check a question."""
    number = assignment.id[:2]
    return f'autograder.check("{question}")' if in_notebook() else f"autograder check {number} {question}"


def file_meant(name: str | None, question: str | None) -> tuple[str | None, str | None, Path | None]:
    """Return the assignment and the question that somebody typed, and the file of answers given in the place of one:
    `check 02_noise/02_noise.en.ipynb`, `check 02 mine.py`. The file's place, else its name, says the assignment.
    """
    if question is not None and _is_a_file(question):
        return name, None, Path(question)
    if name is None or not _is_a_file(name):
        return name, question, None
    path = Path(name)
    with contextlib.suppress(UsageError):
        return find(None, path.resolve().parent, "en").name, question, path
    return re.split(r"[.\s(-]", path.name)[0] or None, question, path


def _is_a_file(text: str) -> bool:
    return Path(text).suffix.lower() in _ANSWERS


def near(path: Path) -> str:
    """Return a path as a person at the working directory would write it."""
    path = Path(path).resolve()
    try:
        relative = str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
    return path.name if relative == "." else relative
