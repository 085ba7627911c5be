"""A teacher reads of a hand-in what is wrong with it, and no sentence that speaks to the student."""

import re

import pytest

from autograder.base import messages
from autograder.base.messages import Message, for_teacher
from autograder.base.verdict import Outcome, Reason, Verdict
from autograder.base.verdict_lines import verdict_lines

# What may be said of a hand-in; but for what only a student's own machine says (you stopped it; write it in {name}).
SECTIONS = ("archive", "handin", "worker", "hidden", "judge", "expect", "score")
OWN_MACHINE = re.compile(r"worker\.(stopped_\w+|not_reached)")
SPEAKS = {
    "en": re.compile(
        r"\b(you|your|yours)\b|(?<=[.;] )(Hand|Save|Make|Leave|Rename|Put|Take|Copy|Run|Use|Move|Define|Work|Write|Clear|"
        r"Look|Delete|Change|Export|Download|Type|In Jupyter)\b",
    ),
    "fr": re.compile(
        r"\b([Vv]ous|[Vv]otre|[Vv]os|[Tt]on|[Tt]a|[Tt]es)\b|\b(?!relancez)[A-Za-zé]+ez\b(?! )?", re.U
    ),
}
NOT_VERBS = {"fr": {"assez", "chez", "nez", "relancez"}, "en": set()}
KEYS = sorted(key for key in messages.keys("en") if key.partition(".")[0] in SECTIONS)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("key", [key for key in KEYS if not OWN_MACHINE.match(key)])
def test_no_sentence_about_a_hand_in_speaks_to_the_student_where_a_teacher_reads_it(key, language):
    text = messages._sentences(language)[messages.key_for(key, teacher=True)]
    spoken = {found[0] for found in SPEAKS[language].finditer(text)} - NOT_VERBS[language]
    assert not spoken, text


@pytest.mark.parametrize("key", sorted(key for key in messages.keys("en") if key.startswith("teacher.")))
def test_a_teachers_sentence_stands_for_one_that_there_is_and_asks_for_no_more_values(key):
    for language in messages.LANGUAGES[:2]:
        values = {
            of: set(re.findall(r"\{(\w+)", messages._sentences(language)[of]))
            for of in (key, key.removeprefix("teacher."))
        }
        assert values[key] <= values[key.removeprefix("teacher.")]


def test_a_sentence_within_a_sentence_is_the_teachers_too():
    cause = Message.of("worker.exception_nowhere", type="ValueError", text="x")
    said = for_teacher(Message.of("worker.import_error", name="f", cause=cause))
    assert (
        str(said) == "f could not be defined, because the code stopped before: the code raised ValueError: x"
    )


def test_what_is_no_sentence_of_ours_stays():
    assert for_teacher("written long ago") == "written long ago"
    assert for_teacher(Message("doubt.not_in_roster")) == Message("doubt.not_in_roster")


def test_the_lines_of_a_verdict_are_the_teachers():
    missing = Verdict(
        "seeded", Outcome.NOT_RUN, Reason.MISSING_NAME, Message("worker.missing_name", {"name": "f"})
    )
    broken = Verdict("seeded", Outcome.JUDGE_ERROR)
    assert [str(each) for each in verdict_lines(missing, "fr", teacher=True)] == [
        "Le rendu ne définit pas f."
    ]
    assert "étudiant" in str(verdict_lines(broken, "fr", teacher=True)[0])
    assert "votre" in str(verdict_lines(missing, "fr")[0]).lower()
