"""What may stand in course.toml and assignment.toml. An unknown key is an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from autograder.base.messages import LANGUAGES
from autograder.course.model import Course, LatePolicy, Limits, Text, Translated

_CODE = r"^[a-z]{2}$"
Language = Annotated[str, Field(pattern=_CODE)]  # as ISO 639-1 writes it
_NAMES = {"fr": "French", "en": "English"}


class Shape(BaseModel):
    """A table of a TOML file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Words = Annotated[str, Field(min_length=1)]


def _in_the_languages(words: dict[str, str], info: ValidationInfo) -> Text:
    """Return the text in the course's languages, and no others.

    course.toml itself says which; for an assignment, `info.context` does. Where there is no course,
    the file's title does.
    """
    context: Mapping[str, Any] = info.context or {}
    course = info.data.get("languages") or context.get("languages")
    languages = dict.fromkeys(course or languages_of(context.get("data", {})))
    for language in languages:
        if language not in words:
            raise ValueError(
                f".{language} is missing: this text has no {_NAMES.get(language, language)}. Write it."
            )
    return Translated({language: words[language] for language in languages})


def languages_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the languages of a file's title, French and English first; of a file that has none, these two."""
    title = data.get("title")
    named = title if isinstance(title, dict) else {}
    known = dict.fromkeys((*LANGUAGES, *named))
    return tuple(each for each in known if each in named and re.match(_CODE, each)) or ("fr", "en")


TextShape = Annotated[dict[Language, Words], AfterValidator(_in_the_languages)]
HiddenMessages = Literal["short", "full"]


class LimitsShape(Shape):
    """[limits]"""

    seconds_per_call: Annotated[float, Field(gt=0)] = Limits.seconds_per_call
    seconds: Annotated[float, Field(gt=0)] = Limits.seconds
    memory_mb: Annotated[int, Field(ge=256)] = Limits.memory_mb
    output_mb: Annotated[int, Field(ge=1)] = Limits.output_mb


class LatePolicyShape(Shape):
    """[late]"""

    percent_per_day: Annotated[int, Field(ge=0, le=100)] = LatePolicy.percent_per_day
    grace_minutes: Annotated[int, Field(ge=0)] = LatePolicy.grace_minutes
    max_days: Annotated[int, Field(ge=0)] = LatePolicy.max_days


class BuildShape(Shape):
    """[build]"""

    out: Words = Course.out


class CourseShape(Shape):
    """course.toml. `languages` stands first: the title is read in them."""

    languages: Annotated[tuple[Language, ...], Field(min_length=1, strict=False)] = ("fr", "en")
    title: TextShape
    attempt: Literal["best", "last"] = "best"
    hidden_messages: HiddenMessages = "short"
    outline: bool = False
    limits: LimitsShape = LimitsShape()
    late: LatePolicyShape = LatePolicyShape()
    build: BuildShape = BuildShape()


class CheckShape(Shape):
    """[[questions.checks]]"""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: TextShape
    points: Annotated[int, Field(ge=1)]


class CriterionShape(Shape):
    """[[questions.criteria]]"""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: TextShape
    points: int


class QuestionShape(Shape):
    """[[questions]]"""

    id: Annotated[str, Field(pattern=r"^q[1-9]\d*$")]
    title: TextShape
    bonus: bool = False
    manual: bool = False
    functions: list[Words] = []
    checks: list[CheckShape] = []
    points: Annotated[int, Field(ge=1)] | None = None
    criteria: list[CriterionShape] = []
    model: TextShape | None = None

    @model_validator(mode="after")
    def _machine_or_person(self) -> Self:
        """Refuse what belongs to the other kind of question."""
        if self.manual:
            if self.functions or self.checks:
                raise ValueError(
                    ": a manual question has no functions and no checks. Remove them, or manual = true."
                )
            if self.points is None:
                raise ValueError(": a manual question says its points. Add points = 2.")
        elif self.points is not None or self.criteria or self.model:
            raise ValueError(": points, criteria and model belong to manual questions. Add manual = true.")
        elif not self.functions or not self.checks:
            raise ValueError(": expected functions and checks, or manual = true and points. Add them.")
        return self


class MinutesShape(Shape):
    """[minutes]"""

    work: Annotated[int, Field(ge=1)]
    computing: Annotated[int, Field(ge=1)]


class AssignmentShape(Shape):
    """assignment.toml"""

    title: TextShape
    data: list[Words] = []
    files: list[Words] = []
    instead: dict[str, Annotated[list[Words], Field(min_length=1)]] = {}
    minutes: MinutesShape | None = None
    hidden_messages: HiddenMessages | None = None
    limits: LimitsShape = LimitsShape()
    questions: Annotated[list[QuestionShape], Field(min_length=1)]
