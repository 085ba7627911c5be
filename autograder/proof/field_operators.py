"""Mutations of this field: mistakes in code that trains networks, which no operator for programs at large makes.

Each operator is a function of a node and yields `Edit`s, one mistake each. `OPERATORS` has them by name.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A node of the tree that another text takes the place of; `above`: the text goes on a line of its own above it."""

    node: ast.expr | ast.stmt
    text: str
    above: bool = False


Operator = Callable[[ast.AST], Iterator[Edit]]
OPERATORS: dict[str, Operator] = {}

# What a word is taken for, as a text ("adam") and as a name (keras.optimizers.Adam).
_OTHERS: dict[str, dict[str, tuple[str, ...]]] = {
    "optimizer": {
        "adam": ("adamw", "rmsprop"),
        "rmsprop": ("adam",),
        "sgd": ("adam",),
        "Adam": ("AdamW", "RMSprop"),
        "RMSprop": ("Adam",),
        "SGD": ("Adam",),
    },
    "loss": {
        "binary_crossentropy": ("mse",),
        "categorical_crossentropy": ("mse",),
        "sparse_categorical_crossentropy": ("mse",),
        "mse": ("mae", "binary_crossentropy"),
        "mean_squared_error": ("mae", "binary_crossentropy"),
        "mae": ("mse",),
        "BinaryCrossentropy": ("MeanSquaredError",),
        "MeanSquaredError": ("MeanAbsoluteError", "BinaryCrossentropy"),
    },
    "activation": {
        "relu": ("linear", "tanh"),
        "leaky_relu": ("linear", "relu"),
        "sigmoid": ("linear", "tanh"),
        "softmax": ("sigmoid", "linear"),
        "tanh": ("linear",),
    },
    "padding": {"same": ("valid",), "valid": ("same",)},
    "dtype": {
        "float32": ("float64", "float16"),
        "float64": ("float32",),
        "uint8": ("int64", "float32"),
        "int64": ("uint8", "float32"),
        "int32": ("uint8",),
    },
}


def operator(name: str) -> Callable[[Operator], Operator]:
    """Enter a function into `OPERATORS`."""

    def enter(function: Operator) -> Operator:
        OPERATORS[name] = function
        return function

    return enter


def _other(what: str) -> Operator:
    words = _OTHERS[what]

    def other(node: ast.AST) -> Iterator[Edit]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (Edit(node, repr(each)) for each in words.get(node.value, ()))
        elif isinstance(node, ast.Attribute):
            for each in words.get(node.attr, ()):
                yield _changed(node, attr=each)

    return other


OPERATORS.update({f"other {what}": _other(what) for what in _OTHERS})


@operator("keyword dropped")
def keyword_dropped(node: ast.AST) -> Iterator[Edit]:
    """`fit(x, y, batch_size=32)` without one of its keyword arguments."""
    if isinstance(node, ast.Call):
        for each in node.keywords:
            yield _changed(node, keywords=[other for other in node.keywords if other is not each])


@operator("keyword one more")
def keyword_one_more(node: ast.AST) -> Iterator[Edit]:
    """`fit(epochs=epochs)` with one epoch more."""
    if isinstance(node, ast.Call):
        for each in node.keywords:
            if isinstance(each.value, ast.Name) and each.arg in (
                "epochs",
                "batch_size",
                "filters",
                "units",
                "size",
            ):
                yield Edit(each.value, f"{each.value.id} + 1")


@operator("axes swapped")
def axes_swapped(node: ast.AST) -> Iterator[Edit]:
    """`(height, width)` for `(width, height)`; one axis of several; another axis."""
    if isinstance(node, ast.keyword) and node.arg == "axis":  # in whatever order
        if isinstance(node.value, ast.Tuple):
            for axis in node.value.elts:
                yield Edit(node.value, f"({ast.unparse(axis)},)")
        return
    if isinstance(node, ast.Compare) and isinstance(node.ops[-1], ast.In | ast.NotIn):  # in whatever order
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Tuple) and isinstance(child.ctx, ast.Load):
            for i in range(len(child.elts) - 1):
                elements = list(child.elts)
                elements[i], elements[i + 1] = elements[i + 1], elements[i]
                if ast.dump(child.elts[i]) != ast.dump(child.elts[i + 1]):
                    yield Edit(child, f"({', '.join(map(ast.unparse, elements))})")


@operator("seed unused")
def seed_unused(node: ast.AST) -> Iterator[Edit]:
    """`default_rng(0)` and `default_rng()` where `seed` was given."""
    if not isinstance(node, ast.Call):
        return
    for value in (*node.args, *(each.value for each in node.keywords)):
        if isinstance(value, ast.Name) and "seed" in value.id:
            yield Edit(value, "0")
    if any(isinstance(each, ast.Name) and "seed" in each.id for each in node.args):
        yield _changed(node, args=[])


@operator("call left out")
def call_left_out(node: ast.AST) -> Iterator[Edit]:
    """What goes in, as it goes in: `np.clip(x, 0, 1)` and `x.astype("float32")` are `x`."""
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Attribute) and node.func.attr in (
        "astype",
        "copy",
        "reshape",
        "squeeze",
        "ravel",
        "transpose",
    ):
        yield Edit(node, ast.unparse(node.func.value))
    elif (
        _name(node.func)
        in (
            "clip",
            "round",
            "rint",
            "abs",
            "sqrt",
            "sorted",
            "unique",
            "asarray",
            "array",
            "clone_model",
            "deepcopy",
            "list",
            "int",
            "float",
            "min",
            "max",
        )
        and node.args
        and not isinstance(node.args[0], ast.Starred)
    ):
        yield Edit(node, f"({ast.unparse(node.args[0])})")


@operator("clip moved")
def clip_moved(node: ast.AST) -> Iterator[Edit]:
    """`images + np.clip(noise, 0, 1)` for `np.clip(images + noise, 0, 1)`."""
    if not (isinstance(node, ast.Call) and _name(node.func) == "clip" and node.args):
        return
    inner = node.args[0]
    if isinstance(inner, ast.BinOp):
        for side in ("left", "right"):
            moved, clip = copy.deepcopy(inner), copy.deepcopy(node)
            clip.args[0] = getattr(moved, side)
            setattr(moved, side, clip)
            yield Edit(node, f"({ast.unparse(moved)})")


@operator("images dropped")
def images_dropped(node: ast.AST) -> Iterator[Edit]:
    """The first or the last is not returned, or not looked at."""
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        if isinstance(node.value, ast.List) and not node.value.elts:  # there is none
            return
        parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        for part in parts:
            yield Edit(part, f"({ast.unparse(part)})[1:]")
            yield Edit(part, f"({ast.unparse(part)})[:-1]")


@operator("fit otherwise")
def fit_otherwise(node: ast.AST) -> Iterator[Edit]:
    """Not shuffled, a part held back, one epoch on top."""
    if not (isinstance(node, ast.Call) and _name(node.func) == "fit"):
        return
    for name, value in (("shuffle", False), ("validation_split", 0.1), ("initial_epoch", 1)):
        others = [each for each in node.keywords if each.arg != name]
        if name == "validation_split" and any(each.arg == "validation_data" for each in others):
            continue
        yield _changed(node, keywords=[*others, ast.keyword(arg=name, value=ast.Constant(value))])


@operator("line above fit")
def line_above_fit(node: ast.AST) -> Iterator[Edit]:
    """The model is compiled again, or begins from other weights, before it is trained."""
    if not isinstance(node, (ast.Expr, ast.Assign, ast.Return)) or not isinstance(node.value, ast.Call):
        return
    call = node.value.func
    if isinstance(call, ast.Attribute) and call.attr == "fit" and isinstance(call.value, ast.Name):
        model = call.value.id
        yield Edit(node, f'{model}.compile(optimizer="adam", loss={model}.loss)', above=True)
        yield Edit(node, f"{model}.set_weights([0.5 * w for w in {model}.get_weights()])", above=True)


@operator("statement left out")
def statement_left_out(node: ast.AST) -> Iterator[Edit]:
    """An error not raised, a model not compiled, a seed not set."""
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield Edit(node, "pass")


@operator("default changed")
def default_changed(node: ast.AST) -> Iterator[Edit]:
    """One more, the other truth value, as the default of an argument."""
    if isinstance(node, ast.arguments):
        for default in (*node.defaults, *(each for each in node.kw_defaults if each is not None)):
            if isinstance(default, ast.Constant) and isinstance(default.value, bool):
                yield Edit(default, str(not default.value))
            elif isinstance(default, ast.Constant) and isinstance(default.value, (int, float)):
                yield Edit(
                    default, str(default.value + 1 if isinstance(default.value, int) else default.value / 2)
                )


def _name(function: ast.expr) -> str:
    """Return the last name of what is called."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _changed(node: ast.expr, **fields: object) -> Edit:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return Edit(node, ast.unparse(new))
