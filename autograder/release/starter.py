"""The files of a new course: what `autograder init` writes. It has one small assignment, and verifies."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.files import explained, write_bytes
from autograder.course.load import load_course
from autograder.course.model import Course
from autograder.release.bundle import solution_bundle, student_bundle
from autograder.release.languages import in_languages, spoken, texts_below
from autograder.release.trees import home, write_bundles
from autograder.release.wheel import teachers_wheel

_FILES = Path(__file__).with_name("starter_files")
_TITLE = re.compile(r'^title = \{ \w\w = ("[^"]*") \}$', re.MULTILINE)
_LANGUAGES = re.compile(r"^languages = .*$", re.MULTILINE)
# Files that would be obeyed, were they called so in this package.
_CALLED = {"gitignore": ".gitignore", "workflow.yml": ".github/workflows/course.yml"}


def start(folder: Path, languages: Sequence[str]) -> Course:
    """Write a course in `languages` ("en", "fr", another's two letters) into `folder`, build its trees, and return it.

    Raises:
        UsageError: The folder exists and is not empty.
        MachineError: No permission, or no space left.
    """
    if folder.exists() and (
        not folder.is_dir() or [each for each in folder.iterdir() if each.name != ".git"]
    ):
        raise UsageError("usage.empty_folder", folder=folder)
    with explained(folder):
        for path, data in starter(languages).items():
            write_bytes(folder / path, data)
    course = load_course(folder / "assignments")
    write_bundles(
        {home(course) / each.name: each for each in (student_bundle(course), solution_bundle(course))}
    )
    return course


def starter(languages: Sequence[str]) -> dict[str, bytes]:
    """Return the files of a new course in `languages`, the first of which its own README and comments are in."""
    first, texts = languages[0], texts_below(_FILES)
    own_words = spoken(first)
    own = {
        name: text for name, text in texts.items() if not name.startswith(("README.", "assignments/course."))
    }
    files = in_languages(own, {"brighten": "q1"}, languages)
    files["workflow.yml"] = files["workflow.yml"].replace("@language@", own_words)
    files["README.md"] = texts[f"README.{own_words}.md"]
    files["assignments/course.toml"] = _course_toml(texts, languages)
    for language in languages:
        readme = resources.files("autograder.release").joinpath("student", f"README.{spoken(language)}.md")
        files[f"assignments/README.{language}.md"] = readme.read_text(encoding="utf-8")
    name, wheel = teachers_wheel()
    files["requirements.txt"] = f"./wheels/{name}[teach]\n"
    binary = {_CALLED.get(path, path): text.encode("utf-8") for path, text in files.items()}
    return dict(sorted({**binary, f"wheels/{name}": wheel}.items()))


def _course_toml(texts: dict[str, str], languages: Sequence[str]) -> str:
    """Return the explained course.toml of the first language, in all of them."""
    explained = {each: texts[f"assignments/course.{spoken(each)}.toml"] for each in languages}
    titles = (f"{each} = {_TITLE.findall(text)[0]}" for each, text in explained.items())
    text = _TITLE.sub(f"title = {{ {', '.join(titles)} }}", explained[languages[0]])
    return _LANGUAGES.sub(f"languages = {json.dumps([*languages])}", text)
