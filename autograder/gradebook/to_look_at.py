"""What a person should look at before marks are published: hand-ins of which nothing was judged, and doubtful ones.

Each of them has a mark, most often 0, that says nothing of what the student can do: the wrong file, one that was cut short.
"""

from __future__ import annotations

from collections.abc import Collection

from autograder.base.messages import Message, Said, for_teacher, key_for
from autograder.base.verdict import Outcome, Reason
from autograder.gradebook.sentences import SAID_ONCE
from autograder.gradebook.standings import Gradebook, Standing, doubtful


def unread(standing: Standing) -> bool:
    """Return whether a hand-in could not be read at all."""
    verdicts = standing.graded.result.verdicts
    return bool(verdicts) and all(each.reason is Reason.BAD_FILE and each.message for each in verdicts)


def why_look(standing: Standing) -> list[Message]:
    """Return why a person should look at a hand-in, in sentences for a teacher; nothing once she has set its whole score."""
    if standing.score.override and standing.score.override.points is not None:
        return []
    found = doubtful(standing)
    return [Message.of("words.named", name=for_teacher(each)) for each in found] or _nothing_judged(standing)


def to_look_at(book: Gradebook, assignments: Collection[str] | None = None) -> list[Message]:
    """Return a sentence for each hand-in to look at, and for each that waits for its verdicts.

    `assignments` are the ids of those that are meant; all where None.
    """

    def line(who: str, assignment: str, why: Message) -> Message:
        return Message.of("doubt.answer", who=who, assignment=assignment, note=why)

    found = [
        line(each.student.with_id, each.assignment.id, why)
        for each in book.standings
        for why in why_look(each)
        if assignments is None or each.assignment.id in assignments
    ]
    waiting = Message("lms.not_judged")
    return found + [
        line(each.student.with_id, each.assignment, waiting)
        for each in book.unjudged
        if assignments is None or each.assignment in assignments
    ]


def other_doubts(book: Gradebook) -> list[Said]:
    """Return the batch's doubts but for those about hand-ins that `why_look` knows: these it tells, or a teacher has decided."""
    known = {(each.student.with_id, each.assignment.id) for each in book.standings}
    unread_folders = tuple(f"{each.attempt.delivered}/" for each in book.standings if unread(each))

    def is_known(doubt: Said) -> bool:
        if isinstance(doubt, str):
            return False
        if doubt.key == "intake.at":  # "FOLDER/tp2.pdf", or the folder
            return f"{doubt.values['path']}/".startswith(unread_folders)
        return doubt.key == "doubt.answer" and (doubt.values["who"], doubt.values["assignment"]) in known

    return [each for each in book.doubts if not is_known(each)]


def _nothing_judged(standing: Standing) -> list[Message]:
    verdicts = standing.graded.result.verdicts
    if not verdicts or any(each.outcome is not Outcome.NOT_RUN for each in verdicts):
        return []
    (first, *_), reasons = verdicts, {each.reason for each in verdicts}
    if all(each.size == 0 and not each.problem for each in standing.attempt.files):
        return [Message("look.is_empty")]
    key = SAID_ONCE.get(first.reason) if first.reason and len(reasons) == 1 else None
    if key:
        return [Message(key_for(key, teacher=True))]
    key = key_for("score.nothing_judged", teacher=True)
    return [Message.of(key, why=for_teacher(first.message))] if first.message else []
