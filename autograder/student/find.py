"""Which assignment and which question is meant, and where it lies."""

from __future__ import annotations

from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.messages import sentence
from autograder.course.model import Assignment, Question, called

# Folders above the current one in which an assignment is looked for.
_LEVELS_UP = 3


def find(name: str | None, start: Path, language: str) -> Path:
    """Return the folder of the assignment called `name` ("02_noise", "02", "2", "noise") at `start`, in it, or above.

    Without a name: the folder of an assignment that `start` is, or lies in.

    Raises:
        UsageError: There is none.
    """
    start = Path(start).resolve()
    for base in (start, *list(start.parents)[:_LEVELS_UP]):
        folders = [base] if name is None else [base, *sorted(base.glob("[0-9][0-9]_*"))]
        for folder in folders:
            if (folder / "assignment.toml").is_file() and (name is None or called(folder.name, name)):
                return folder
    here = ", ".join(each.parent.name for each in sorted(start.glob("[0-9][0-9]_*/assignment.toml")))
    if name is not None and here:
        raise UsageError(sentence("check.no_assignment", language, name=name, known=here))
    raise UsageError(sentence("check.no_folder", language, name=name or "…", folder=str(start)))


def questions_asked_for(assignment: Assignment, question: str | None, language: str) -> tuple[Question, ...]:
    """Return the question called by its id or by one of its functions; all of them for None.

    Raises:
        UsageError: There is no such question.
    """
    if question is None:
        return assignment.questions
    for each in assignment.questions:
        if question == each.id or question in each.answers:
            return (each,)
    known = ", ".join(each.id for each in assignment.questions)
    raise UsageError(
        sentence("check.no_question", language, question=question, assignment=assignment.id, known=known)
    )


def near(path: Path) -> str:
    """Return a path as a person at the working directory would write it."""
    path = Path(path).resolve()
    try:
        relative = str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
    return path.name if relative == "." else relative
