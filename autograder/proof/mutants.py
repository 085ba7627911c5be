"""Mutants: the master with one small mistake in a solution region or in a signature's default.

The mistakes are cosmic-ray's, for programs at large, and those of `field_operators`. Each mutant should fail a check.
One that no check could ever fail, because it does the same as the master, is marked in the assignment's
`equivalent.toml` with its reason; it is found again by function, operator and the text of its lines,
wherever they move.
"""

from __future__ import annotations

import ast
import difflib
import functools
import json
import textwrap
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pydantic

from autograder.base.errors import ContentError
from autograder.base.messages import sentence
from autograder.course.affected import affected
from autograder.course.master import BEGIN, END
from autograder.course.model import Assignment
from autograder.proof.answers import Kind, KnownAnswer
from autograder.proof.field_operators import OPERATORS, Edit

EQUIVALENT = "equivalent.toml"
# Of cosmic-ray's: one of each kind that could be told from another. `x + 1` for `x + -1` is found by `x - 1`, too.
_LEFT_OUT = ("VariableInserter", "VariableReplacer", "ReplaceUnaryOperator_Delete_UAdd", "AddNot")
_BINARY = {  # the others that each may be taken for
    "Add": ("Sub",),
    "Sub": ("Add",),
    "Mul": ("Div",),
    "Div": ("Mul", "FloorDiv"),
    "FloorDiv": ("Div", "Mul"),
    "Mod": ("FloorDiv",),
    "Pow": ("Mul",),
}
_COMPARED = {
    "Lt": ("LtE", "Gt"),
    "LtE": ("Lt", "Gt"),
    "Gt": ("GtE", "Lt"),
    "GtE": ("Gt", "Lt"),
    "Eq": ("NotEq",),
    "NotEq": ("Eq",),
    "Is": ("IsNot",),
    "IsNot": ("Is",),
}


@dataclass(frozen=True)
class Mutant:
    """One mutant: what changed (`before` and `after`, the lines' text), where, and the whole source.

    `line` is that of master.py; `function` is the graded function or class it lies in, "" for none.
    """

    operator: str
    function: str
    line: int
    before: str
    after: str
    source: str

    @property
    def diff(self) -> str:
        """The change as a few lines of a diff."""
        lines = [f"- {each}" for each in self.before.splitlines()]
        return "\n".join(lines + [f"+ {each}" for each in self.after.splitlines()])


@dataclass(frozen=True)
class Equivalent:
    """A mark: this mutant does what the master does, for this reason."""

    function: str
    operator: str
    before: str
    after: str
    reason: str

    def marks(self, mutant: Mutant) -> bool:
        """Return whether it is this mutant that is meant."""
        same = (self.function, self.operator) == (mutant.function, mutant.operator)
        return same and (self.before.strip(), self.after.strip()) == (mutant.before, mutant.after)


class _File(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")
    mutant: list[Equivalent]


def equivalents(assignment: Assignment) -> tuple[Equivalent, ...]:
    """Return the marks in the assignment's equivalent.toml; none without one.

    Raises:
        ContentError: The file is malformed.
    """
    path = assignment.folder / EQUIVALENT
    if not path.is_file():
        return ()
    try:
        return tuple(_File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).mutant)
    except (tomllib.TOMLDecodeError, pydantic.ValidationError) as error:
        raise ContentError("content.mutant_tables", path, why=str(error)) from None


def mutants(assignment: Assignment) -> tuple[Mutant, ...]:
    """Return the mutants of an assignment's master, each once, in the order of their lines."""
    master = assignment.master.in_language(assignment.master.languages[0])
    tree = ast.parse(master.text)
    # Above a region's marker stands what students are given; of that, only defaults are changed.
    places = [
        (here.first, here.last, there.first)
        for here, there in zip(master.regions, assignment.master.regions, strict=True)
    ]
    found: dict[str, Mutant] = {}
    for operator, source, line in (*_of_the_field(master.text, tree), *_of_cosmic_ray(master.text)):
        place = next(((first, there) for first, last, there in places if first <= line <= last), None)
        outside = operator == "default changed" and _function(tree, line) in assignment.functions
        if (place is None and not outside) or source in found or not _parses(source):
            continue
        before, after = _changed_lines(master.text, source)
        if before == after or ast.dump(ast.parse(source)) == ast.dump(tree):
            continue
        shown = line - place[0] + place[1] if place else _line_of(assignment.master.text, before, line)
        found[source] = Mutant(operator, _function(tree, line), shown, before, after, source)
    return tuple(sorted(found.values(), key=lambda mutant: (mutant.line, mutant.operator, mutant.after)))


def answer(assignment: Assignment, mutant: Mutant) -> KnownAnswer:
    """Return the mutant as a known answer, with the checks that can see it."""
    checks = None
    if mutant.function:
        changed = _source_of(mutant.source, mutant.function)
        checks = affected(assignment, mutant.source, changed)
    return KnownAnswer(
        assignment,
        Kind.WRONG,
        f"{assignment.id}/master.py:{mutant.line} {mutant.operator}",
        mutant.source,
        checks=checks,
        files=assignment.handed_in_with_master,
    )


def proposed(assignment: Assignment, survivors: Collection[Mutant]) -> str:
    """Return a file of samples that says the survivors. The author names the checks that each must fail."""
    cells, mark = [], sentence("new.fill_in", assignment.languages[0])
    for number, mutant in enumerate(survivors, start=1):
        about = " ".join(mutant.after.split())[:60].replace("|", "/") or "left out"
        source = _as_sample(_source_of(mutant.source, mutant.function)) if mutant.function else mutant.source
        name = f"{mutant.function or 'module'}_mutant_{number}"
        cells.append(f"# %% wrong {name}: {mutant.operator}: {about}\n#    | fails {mark}\n{source}\n")
    return "\n\n".join(cells)


def mark(mutant: Mutant) -> str:
    """Return what equivalent.toml says of a mutant that is none, but for the reason."""
    said = {
        "function": mutant.function,
        "operator": mutant.operator,
        "before": mutant.before,
        "after": mutant.after,
    }
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items())
    return "\n".join(("[[mutant]]", *lines, 'reason = "…"'))


def _of_the_field(text: str, tree: ast.Module) -> Iterator[tuple[str, str, int]]:
    for node in ast.walk(tree):
        for name, operator in OPERATORS.items():
            for edit in operator(node):
                yield name, _edited(text, edit), edit.node.lineno


def _edited(text: str, edit: Edit) -> str:
    lines = text.splitlines(keepends=True)
    node = edit.node
    if edit.above:
        indent = " " * node.col_offset
        return "".join([*lines[: node.lineno - 1], f"{indent}{edit.text}\n", *lines[node.lineno - 1 :]])
    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
    # Columns of the tree count bytes of UTF-8.
    before = lines[node.lineno - 1].encode()[: node.col_offset].decode()
    after = lines[end_line - 1].encode()[end_column:].decode()
    return "".join([*lines[: node.lineno - 1], before + edit.text + after, *lines[end_line:]])


def _of_cosmic_ray(text: str) -> Iterator[tuple[str, str, int]]:
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    nodes = list(ast_nodes(get_ast(text)))
    for name in _cosmic_ray_names():
        operator = get_operator(f"core/{name}")()
        lines = [first[0] for node in nodes for first, _ in operator.mutation_positions(node)]
        for occurrence, line in enumerate(lines):
            mutated = mutate_code(text, operator, occurrence)
            if mutated is not None:
                yield name, mutated, line


@functools.cache
def _cosmic_ray_names() -> tuple[str, ...]:
    from cosmic_ray.plugins import operator_names

    names = [name.removeprefix("core/") for name in operator_names() if name.startswith("core/")]
    return tuple(sorted(name for name in names if name not in _LEFT_OUT and _of_use(name)))


def _of_use(name: str) -> bool:
    for prefix, others in (("ReplaceBinaryOperator_", _BINARY), ("ReplaceComparisonOperator_", _COMPARED)):
        if name.startswith(prefix):
            old, _, new = name.removeprefix(prefix).partition("_")
            return new in others.get(old, ())
    return True


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _changed_lines(old: str, new: str) -> tuple[str, str]:
    """Return the lines that differ, without the indent they share."""
    one, two = old.splitlines(), new.splitlines()
    codes = difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    changed = [each for each in codes if each[0] != "equal"]
    first, last = changed[0], changed[-1]
    before, after = one[first[1] : last[2]], two[first[3] : last[4]]
    return textwrap.dedent("\n".join(before)).strip(), textwrap.dedent("\n".join(after)).strip()


def _function(tree: ast.Module, line: int) -> str:
    """Return the function or class at the top level that a line lies in; "" for none."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.lineno <= line <= (
            node.end_lineno or 0
        ):
            return node.name
    return ""


def _source_of(source: str, function: str) -> str:
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == function:
            first = min(each.lineno for each in (node, *node.decorator_list))
            return "\n".join(source.splitlines()[first - 1 : node.end_lineno])
    return ""


def _as_sample(source: str) -> str:
    """Return the source of a definition as a sample has it: without markers,
    and without the docstring of a function.
    """
    lines, (node, *_) = source.splitlines(), ast.parse(source).body
    left_out = {number for number, line in enumerate(lines, 1) if line.strip() in (BEGIN, END)}
    if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None and len(node.body) > 1:
        left_out |= {*range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)}
    return "\n".join(line for number, line in enumerate(lines, 1) if number not in left_out)


def _line_of(text: str, before: str, otherwise: int) -> int:
    first = before.splitlines()[0].strip() if before else ""
    lines = [line.strip() for line in text.splitlines()]
    return lines.index(first) + 1 if first in lines else otherwise
