"""Several files that may be the answer: which of them is meant, and what the others bring. Nothing is run."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from autograder.base.cleaning import clean_line
from autograder.base.verdict import Message
from autograder.course.source import answer_text, answered_names, defined_names, readable, uses
from autograder.judge.around import Answer, imported
from autograder.judge.cells import Cell, Code

# The code, further files that lie beside it, and what is to be said of it.
Together = tuple[Code, dict[str, bytes], tuple[Message, ...]]


def put_together(answers: Sequence[Answer], wanted: Collection[str], own: str) -> tuple[Answer, Together]:
    """Return the file that is meant, and its code with that of files that answer what it leaves open.

    Args:
        wanted: The functions that are asked for; none: whatever is defined.
        own: The assignment's id, as the file's name may say.
    """
    modules = _modules(answers)
    alone = [each for each in answers if each.path not in modules]
    # A file that shows answers and takes them from modules is not the one meant, unless it takes as many as there are.
    shows = not any(map(_defines, alone))
    first, *others = sorted(
        answers if shows else alone,
        key=lambda each: (-len(each.answered), each.path in modules, *_preference(each.path, own)),
    )
    if wanted:
        others = [each for each in others if each.path not in modules]
        others += [each for each in answers if each.path in modules and each is not first]
    return first, _together(first, others, modules)


def _modules(answers: Sequence[Answer]) -> frozenset[str]:
    """Return the paths of those that another one imports; none where that are all."""
    found = [imported(each.text) for each in answers]
    importers = Counter(name for each in found for name in each)
    needed = set()
    for each, own in zip(answers, found, strict=True):
        stem = PurePosixPath(each.path).stem
        if importers[stem] > (stem in own):  # by another one than itself
            needed.add(each.path)
    return frozenset(needed if len(needed) < len(answers) else ())


def with_all_they_take(answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers, each with what it takes from another one by `from … import *`, and does not define itself."""
    modules = {PurePosixPath(each.path).stem: each.answered for each in answers}
    found = []
    for each in answers:
        taken = {name for match in _ALL_OF.finditer(each.text) for name in modules.get(match[1], ())}
        own = {name for cell in each.code.cells for name in defined_names(cell.source)} if taken else set()
        found.append(replace(each, answered=each.answered | (taken - own)))
    return found


_ALL_OF = re.compile(r"^from[ \t]+(?:[\w.]*\.)?(\w+)[ \t]+import[ \t]*\*", re.M)


def _defines(answer: Answer) -> bool:
    """Return whether a file has an answer of its own, and not only what it imports."""
    own = (each.source for each in answer.code.cells if not re.match(r"\s*(?:from|import)\b", each.source))
    return any(answer.answered & (answered_names(each) or frozenset()) for each in own)


def _preference(path: str, own: str) -> tuple[object, ...]:
    """Return what the likelier of two answers has less of: a name of its own, a draft's, an earlier version's."""
    pure = PurePosixPath(path)
    version = 99 if _FINAL.search(pure.stem) else max([1, *map(int, _VERSION.findall(pure.stem))])
    draft = _DRAFT.search(path) is not None
    return own not in pure.name, draft, -version, pure.suffix.lower() != ".ipynb", len(path), path


_DRAFT = re.compile(
    r"(?i)(?<![a-z])(?:old|ancien\w*|brouillon|draft|backup|sauvegarde|essais?|scratch)(?![a-z])"
)
_VERSION = re.compile(r"(?i)(?<![a-z])v(?:ersion)?[ _.-]?(\d{1,2})(?!\d)")
_FINAL = re.compile(r"(?i)(?<![a-z])final\w{0,2}(?![a-z])")


def _together(first: Answer, others: Sequence[Answer], modules: Collection[str]) -> Together:
    """Return the code of the answer, with that of files that answer what it leaves open, and what is to be said of it.

    A file that would change what the answers before it are made of (a `helper` in each, another version of an answer)
    lies beside, and is imported; so is what is imported already, one of `modules`.

    Equal answers in several files (a notebook and its .py) are one. Where they differ, the first is judged and the
    teacher is told: nobody but the student knows which is meant.
    """
    cells, sources = list(first.code.cells), dict(first.code.sources)
    files: dict[str, bytes] = {}
    remarks: list[Message] = []
    taken, more, different = set(first.answered), [], []
    text = first.text
    for other in others:
        common, new = other.answered & first.answered, other.answered - taken
        differ = bool(common) and answer_text(other.text, common) != answer_text(text, common)
        if differ and other.path not in modules and len(other.answered) == len(first.answered):
            different.append(other)
        if new:
            before = Answer("", Code(tuple(cells), sources), frozenset(taken))
            taken |= new
            more.append(other)
            name = PurePosixPath(other.path).name
            remarks += other.code.remarks
            if differ or other.path in modules or _in_each_others_way(before, other):
                module = PurePosixPath(name).stem
                if other.path not in modules or not _lies_beside(other.path, first.path):
                    module = re.sub(r"\W", "_", f"of_{module}")
                    text_of = "\n\n".join(each.source for each in other.code.cells)
                    files[f"{module}.py"] = text_of.encode("utf-8", "replace")
                cells.append(Cell(f"from {module} import {', '.join(sorted(new))}", name))
                sources[name] = f"{cells[-1].source}\n\n\n{other.text}"  # whole, for who reads it
                continue
            cells += [
                Cell(each.source, f"{name} {each.where}".strip(), each.line) for each in other.code.cells
            ]
            sources |= {f"{name} {where}".strip(): each for where, each in other.code.sources.items()}
    if different:
        remarks.append(_remark("handin.several_answers", first, different))
    if more:
        remarks.append(_remark("handin.put_together", first, more))
    return Code(tuple(cells), sources, first.code.remarks), files, tuple(remarks)


def _lies_beside(path: str, answer: str) -> bool:
    """Return whether a file is a module that the answer finds by its own name."""
    pure = PurePosixPath(path)
    return pure.parent == PurePosixPath(answer).parent and pure.suffix == ".py" and pure.stem.isidentifier()


def _in_each_others_way(answer: Answer, other: Answer) -> bool:
    """Return whether another file gives a name that the answer's functions are made of to something else."""
    if len(answer.text) + len(other.text) > _COMPARED:
        return False
    module = readable(answer.text)
    common = _plain_names(module) & _plain_names(readable(other.text))
    common &= uses(module).reached(answer.answered) if common else set()
    return any(answer_text(answer.text, {name}) != answer_text(other.text, {name}) for name in common)


_COMPARED = 200_000  # characters of two files in which names are compared: it takes time


def _plain_names(module: ast.Module) -> set[str]:
    """Return the functions, classes and plain variables of a module."""
    found = {node.name for node in module.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    targets = (target for node in module.body if isinstance(node, ast.Assign) for target in node.targets)
    return found | {target.id for target in targets if isinstance(target, ast.Name)}


def _remark(key: str, first: Answer, others: Sequence[Answer]) -> Message:
    names = ", ".join(clean_line(each.path, 60) for each in others[:4])
    return Message(key, {"name": clean_line(first.path, 60), "others": names})
