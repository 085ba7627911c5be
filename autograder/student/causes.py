"""One error that stops much: it is said once, above the verdicts, and what waits for it says so in a few words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from autograder.base.messages import Message, capitalised, sentence
from autograder.base.verdict import Outcome, Reason, Result, Verdict
from autograder.student.display import Note
from autograder.student.waiting import undefined

_STOPS = "worker.note"  # a cell, or the file, that stopped
_WAITS = "causes.waits"

# What a name's missing is explained by: the error of the cell that should have defined it; None where none stopped.
Explain = Callable[[str], Message | None]


@dataclass(frozen=True)
class Explained:
    """Verdicts in which each cause is left out, the causes, and other remarks about the answers."""

    verdicts: tuple[Verdict, ...]
    causes: tuple[Message, ...]
    remarks: tuple[Message, ...]

    def note(self, language: str, path: str = "") -> Note | None:
        """Return the causes, to be said above the verdicts; None where there is none. `path`: of the answers."""
        if not self.causes:
            return None
        key = "causes.file" if path else "causes.notebook"
        lines = [sentence(key, language, path=path, count=len(self.causes))]
        lines += [f"• {capitalised(each, language)}" for each in self.causes]
        lines += [sentence("causes.counted", language)] if any(map(_counts_cells, self.causes)) else []
        return Note(tuple(lines), language)


def explained(result: Result, explain: Explain = lambda name: None) -> Explained:
    """Return the verdicts of a result, with what stopped the answers, or kept names from being defined, put first."""
    stops = [note.values["cause"] for note in result.notes if note.key == _STOPS]
    causes = [Message("causes.stopped", {"cause": cause}) for cause in stops]
    verdicts = []
    for verdict in result.verdicts:
        if verdict.message and verdict.message.values.get("cause") in stops:
            verdict = _waiting(verdict, str(verdict.message.values.get("name", "")))
        elif (name := _wanted(verdict)) and (cause := explain(name)):
            causes += [cause] if cause not in causes else []
            verdict = _waiting(verdict, name)
        verdicts.append(verdict)
    remarks = tuple(note for note in result.notes if note.key != _STOPS)
    return Explained(tuple(verdicts), tuple(causes), remarks)


def text_with_counting(said: Message, language: str) -> str:
    """Return a sentence; where it names a cell by its place, with how that is counted: a notebook shows In[…] alone."""
    counted = [sentence("causes.counted", language)] if _counts_cells(said) else []
    return " ".join([said.text(language), *counted])


def _counts_cells(said: Message) -> bool:
    """Return whether a sentence, or one within it, names a cell by its place in the file."""
    within = [value for value in said.values.values() if isinstance(value, Message)]
    return str(said.values.get("where", "")).isdigit() or any(map(_counts_cells, within))


def waits(verdict: Verdict) -> bool:
    """Return whether a verdict says nothing of its own: what stops it stands above."""
    return verdict.message is not None and verdict.message.key == _WAITS


def _waiting(verdict: Verdict, name: str) -> Verdict:
    message = Message(_WAITS, {"name": name})
    return replace(verdict, outcome=Outcome.NOT_RUN, reason=Reason.IMPORT_ERROR, message=message)


def _wanted(verdict: Verdict) -> str:
    """Return the name that a verdict says is not defined; nothing where it says something else."""
    values = verdict.message.values if verdict.message else {}
    if verdict.reason is Reason.MISSING_NAME:
        return str(values.get("name", ""))
    return undefined(NameError(values.get("text", ""))) if values.get("type") == "NameError" else ""
