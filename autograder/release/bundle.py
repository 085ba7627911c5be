"""Bundles: what the student and the solution trees hold, as bytes."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
from collections.abc import Mapping
from importlib import resources

from autograder.base.errors import ContentError
from autograder.base.files import files_below
from autograder.base.messages import LANGUAGES, sentence
from autograder.base.zips import zip_bytes
from autograder.course.master import SOLUTION, STUDENT, View
from autograder.course.model import PUBLIC, Assignment, Course, Manual
from autograder.course.statement import ANSWER
from autograder.course.text import read_text
from autograder.course.typography import typeset
from autograder.release.filled import Filled, question_heading
from autograder.release.languages import first_read, in_first, spoken
from autograder.release.notebook import notebook, notebook_bytes
from autograder.release.pictures import committed
from autograder.release.trees import MARK, Bundle, marked
from autograder.release.wheel import package_wheel, pinned, wheel_name


def student_bundle(course: Course) -> Bundle:
    """Return what students receive: README, requirements, and a folder an assignment. Raises ContentError."""
    files = {
        "course.toml": _course_toml(course).encode("utf-8"),
        "requirements.txt": _requirements(course).encode("utf-8"),
        "conftest.py": _written("conftest.py", course),
        "pytest.ini": _written("pytest.ini", course),
        ".github/workflows/checks.yml": _written("checks.yml", course),
        **_readmes(course),
    }
    for assignment in course.assignments:
        files.update(student_files(assignment).under(assignment.id).files)
    return marked(Bundle("student_template", files), _generated("student_template", course))


def student_files(assignment: Assignment) -> Bundle:
    """Return one assignment's folder as students receive it. Raises ContentError."""
    _refuse_untestable(assignment)
    master = assignment.master
    files = {
        f"{assignment.id}.py": master.view(STUDENT),
        "assignment.toml": assignment_toml(assignment, hidden=False),
        PUBLIC: _source(assignment, PUBLIC),
    }
    if (assignment.folder / "checks/support.py").is_file():
        files["checks/support.py"] = _source(assignment, "checks/support.py")
    for language in assignment.languages:
        assignment.hints(language)
        files[f"hints.{language}.md"] = typeset(_source(assignment, f"hints.{language}.md"), language)
        files[f"statement.{language}.md"] = _statement_text(assignment, language)
    binary = {name: text.encode("utf-8") for name, text in files.items()}
    files_in_all = {**binary, **committed(assignment), **_notebooks(assignment, STUDENT)}
    return Bundle(assignment.id, dict(sorted(files_in_all.items())))


def solution_bundle(course: Course) -> Bundle:
    """Return the solutions: module and notebooks of every assignment, for instructors only. Raises ContentError."""
    files: dict[str, bytes] = {}
    for assignment in course.assignments:
        files.update(solution_files(assignment).under(assignment.id).files)
    return marked(Bundle("solutions", files), _generated("solutions", course))


def solution_files(assignment: Assignment) -> Bundle:
    """Return one assignment's solution module and notebooks. Raises ContentError."""
    module = assignment.master.view(SOLUTION).encode("utf-8")
    files = {f"{assignment.id}.py": module, **_notebooks(assignment, SOLUTION)}
    return Bundle(assignment.id, dict(sorted(files.items())))


def student_zip(bundle: Bundle, moment: float | None = None) -> bytes:
    """Return the archive students download: the bundle and the wheel of this package its requirements name.

    `moment` is the time its files bear (see `moment_of`).
    """
    name, wheel = package_wheel()
    files = {**bundle.files, f"wheels/{name}": wheel}
    named = {f"{bundle.name}/{path}": data for path, data in files.items() if path != MARK}
    return zip_bytes(named, moment=moment)


def moment_of(course: Course) -> float:
    """Return when the course's sources were written, in seconds since 1970: the same wherever and whenever it is built.

    SOURCE_DATE_EPOCH, where it is set (https://reproducible-builds.org/specs/source-date-epoch/); else the last commit;
    without git, the newest of the course's files.
    """
    if (seconds := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        return float(seconds)
    with contextlib.suppress(OSError, ValueError):
        command = ["git", "-C", str(course.folder), "log", "-1", "--format=%ct"]
        return float(subprocess.run(command, capture_output=True, check=False, encoding="utf-8").stdout)
    return max(path.stat().st_mtime for path in files_below(course.folder))


def _notebooks(assignment: Assignment, view: View) -> dict[str, bytes]:
    master = assignment.master
    return {
        f"{assignment.id}.{language}.ipynb": notebook_bytes(
            notebook(assignment, master, assignment.statement(language), language, view)
        )
        for language in assignment.languages
    }


def _refuse_untestable(assignment: Assignment) -> None:
    for question in assignment.questions:
        if not question.manual and not any(check.public for check in question.checks):
            raise ContentError(
                "content.only_hidden",
                assignment.folder / "assignment.toml",
                question=question.id,
                public=PUBLIC,
            )


def _source(assignment: Assignment, name: str) -> str:
    return (assignment.folder / name).read_text(encoding="utf-8")


def _statement_text(assignment: Assignment, language: str) -> str:
    """Return the statement with all that is filled in, in the form the loader reads."""
    statement = assignment.statement(language)
    filled = Filled(assignment, statement, language)
    lines = [f"# {filled.typeset(statement.title)}", ""]
    for section in statement.sections:
        question = next((each for each in assignment.questions if each.id == section.name), None)
        if section.name:
            lines += [f"## {section.name} {filled.typeset(section.title)}".rstrip(), ""]
        for place, block in enumerate(section.blocks):
            if place == section.answer:
                lines += [ANSWER, ""]
            text = f"```python run\n{block.text}\n```" if block.run else filled(block.text, question)
            lines += [text, ""]
        if section.answer == len(section.blocks):
            lines += [ANSWER, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def assignment_toml(assignment: Assignment, hidden: bool) -> str:
    """Return assignment.toml with the public checks, or with all; what course.toml may say of it is written out: the
    limits and, with the hidden checks, how much of them students read.

    JSON strings and arrays are TOML's.
    """
    limits = assignment.limits
    lines = [f"title = {_text(assignment.title)}", f"data = {_json(list(assignment.data))}"]
    lines += [f"files = {_json(list(assignment.files))}"]
    if hidden:
        lines += [f"hidden_messages = {_json('full' if assignment.hidden_in_full else 'short')}"]
    if assignment.instead:
        lines += ["", "[instead]"]
        lines += [f"{_json(name)} = {_json(list(names))}" for name, names in assignment.instead.items()]
    lines += ["", "[limits]"]
    lines += [
        f"{name} = {getattr(limits, name)}"
        for name in ("seconds_per_call", "seconds", "memory_mb", "output_mb")
    ]
    for question in assignment.questions:
        lines += ["", "[[questions]]", f"id = {_json(question.id)}", f"title = {_text(question.title)}"]
        if question.manual:
            lines += [f"bonus = {_json(question.bonus)}", "manual = true", f"points = {question.points}"]
            lines += _criteria(question.manual) if hidden else []
            continue
        lines += [f"functions = {_json(list(question.functions))}", f"bonus = {_json(question.bonus)}"]
        for check in question.checks:
            if check.public or hidden:
                lines += ["[[questions.checks]]", f"id = {_json(check.id)}", f"title = {_text(check.title)}"]
                lines += [f"points = {check.points}"]
    return "\n".join(lines) + "\n"


def _criteria(manual: Manual) -> list[str]:
    """Return what only markers read of a manual question."""
    lines = [f"model = {_text(manual.model)}"] if manual.model else []
    for each in manual.criteria:
        lines += ["[[questions.criteria]]", f"id = {_json(each.id)}", f"title = {_text(each.title)}"]
        lines += [f"points = {each.points}"]
    return lines


def _course_toml(course: Course) -> str:
    return f"title = {_text(course.title)}\nlanguages = {_json(list(course.languages))}\n"


def _text(text: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{language} = {_json(text[language])}" for language in sorted(text)) + " }"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _readmes(course: Course) -> dict[str, bytes]:
    return {_readme_name(course, language): _readme(course, language) for language in course.languages}


def _readme_name(course: Course, language: str) -> str:
    """Return the name of a README. The one that is shown first, README.md, is English where the course is."""
    return "README.md" if language == first_read(course.languages) else f"README.{language}.md"


def _readme(course: Course, language: str) -> bytes:
    text = _readme_template(course, language)
    rows = []
    for assignment in course.assignments:
        statement = assignment.statement(language)
        titles = sentence("notebook.between_titles", language).join(
            question_heading(question, statement).split(" · ")[-1] for question in assignment.questions
        )
        points = sentence("notebook.points", language, points=assignment.maximum)
        rows.append(
            f"| [`{assignment.id}`]({assignment.id}/{assignment.id}.{language}.ipynb) | **{statement.title}** — {titles} | {points} |"
        )
    first = course.assignments[0].id if course.assignments else "01_…"
    others = [each for each in course.languages if each != language]
    links = {each: f"[{_readme_name(course, each)}]({_readme_name(course, each)})" for each in others}
    values = {
        "other": "".join(
            f"*{sentence('notebook.in_this_language', each, link=link) if each in LANGUAGES else link}*\n\n"
            for each, link in links.items()
        ),
        "languages": sentence("notebook.in_both_languages", language)
        if {*course.languages} == {"fr", "en"}
        else "",
        "title": course.title[language],
        "assignments": "\n".join(rows),
        "first": first,
        "number": first[:2],
        "wheel": wheel_name(),
    }
    return re.sub(r"@(\w+)@", lambda match: values.get(match[1], match[0]), text).encode("utf-8")


def _readme_template(course: Course, language: str) -> str:
    """Return the README that the course brings beside course.toml, else ours: in this language, or in English."""
    own = course.folder / f"README.{language}.md"
    if own.is_file():
        return read_text(own)
    return _template(f"README.{spoken(language)}.md")


def _template(name: str) -> str:
    return resources.files("autograder.release").joinpath("student", name).read_text(encoding="utf-8")


def _written(name: str, course: Course) -> bytes:
    """Return a file that is there once, its comments in the language of the first README."""
    language = spoken(first_read(course.languages))
    return in_first(_template(name), language).replace("@language@", language).encode("utf-8")


def _generated(name: str, course: Course) -> str:
    return sentence("build.generated", first_read(course.languages), tree=name)


def _requirements(course: Course) -> str:
    """Return the students' requirements: this package's wheel, and what it needs,
    pinned as in the course's requirements.lock.
    """
    lines = [
        f"# {sentence('build.requirements', first_read(course.languages))}",
        f"./wheels/{wheel_name()}",
        *sorted(pinned(course.folder.parent), key=str.lower),
    ]
    return "\n".join(lines) + "\n"
