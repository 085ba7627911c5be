"""What `checks/support.py` says its functions return, so that no reply in their name can be something else.

The functions are ours, but they run beside the student's code, which may speak for them.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.base.values import Handle, Model

_PLAIN: Mapping[str, tuple[type, ...]] = {
    "bool": (bool,),
    "int": (int,),
    "float": (int, float),
    "str": (str,),
    "bytes": (bytes,),
    "dict": (dict,),
    "list": (list, tuple),
    "tuple": (list, tuple),
    "np.ndarray": (np.ndarray,),
}


@functools.cache
def return_kinds(support: str) -> Mapping[str, ast.expr]:
    """Return the return annotation of each function of a `support.py`'s text that has one."""
    functions = (node for node in ast.parse(support).body if isinstance(node, ast.FunctionDef))
    return {each.name: each.returns for each in functions if each.returns is not None}


def fits(value: Any, kind: ast.expr) -> bool:
    """Return whether a value is of the kind that an annotation says.

    `keras.Model` is the handle of a model, another dotted name that of an object; `dict[Literal["a", "b"], …]` has
    these keys and no others; Any says nothing.
    """
    match kind:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return fits(value, left) or fits(value, right)
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=parts)) if not _endless(parts):
            return type(value) in (list, tuple) and len(value) == len(parts) and all(map(fits, value, parts))
        case ast.Subscript(value=ast.Name(id="list" | "tuple"), slice=inside):
            part = inside.elts[0] if isinstance(inside, ast.Tuple) else inside
            return type(value) in (list, tuple) and all(fits(each, part) for each in value)
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, part])):
            return (
                type(value) is dict
                and _keyed(value, key)
                and all(fits(each, part) for each in value.values())
            )
        case ast.Subscript(value=ast.Name(id="Literal")):
            return any(type(value) is type(each) and value == each for each in literals(kind))
        case ast.Constant(value=None):
            return value is None
        case ast.Name(id="Any"):
            return True
    name = ast.unparse(kind)
    if name == "keras.Model":
        return isinstance(value, Model)
    return type(value) in _PLAIN[name] if name in _PLAIN else isinstance(value, Handle)


def literals(kind: ast.expr) -> tuple[Any, ...]:
    """Return the values that a `Literal[…]` allows; none for another annotation."""
    match kind:
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inside):
            parts = inside.elts if isinstance(inside, ast.Tuple) else [inside]
            return tuple(ast.literal_eval(each) for each in parts)
    return ()


def _keyed(value: dict[Any, Any], key: ast.expr) -> bool:
    return all(fits(each, key) for each in value) and all(each in value for each in literals(key))


def _endless(parts: list[ast.expr]) -> bool:
    return any(isinstance(each, ast.Constant) and each.value is ... for each in parts)
