"""The side that runs student code: executes the answer, keeps objects, converts what comes back.

The same `Host` serves in the worker process, in a student's notebook and under pytest. It holds no check, no
hidden data and no expected value.
"""

from __future__ import annotations
import __future__ as future

import ast
import asyncio
import contextlib
import inspect
import itertools
import random
import sys
import tempfile
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from autograder.base.cleaning import beginning
from autograder.base.scratch import new_folder
from autograder.base.verdict import Reason
from autograder.judge.wire.protocol import Callee, Failure, Operation, Part, Reference, mapped
from autograder.judge.worker import elsewhere, models
from autograder.judge.worker.board import Board
from autograder.judge.worker.convert import TooLarge, converted
from autograder.judge.worker.trace import failure, filename_of, remember_source

SEED = 20250
MEBIBYTE = 2**20
_FUTURES = {getattr(future, name).compiler_flag: name for name in future.all_feature_names}


class Refusal(Exception):
    """The request cannot be served, for a reason that is the answer's."""

    def __init__(self, reason: Reason, text: str = ""):
        self.failure = Failure(reason, text)
        super().__init__(text)


class Host:
    """Serves requests about one answer.

    Args:
        namespace: Globals of an answer that already ran (a notebook's); None: it will be run cell by cell.
        scratch: The folder for files; None: a temporary one.
        output_mb: The most that one reply may hold.
        board: Where arguments lie that the judge looks at from outside; None: nobody can.
    """

    def __init__(
        self,
        namespace: dict[str, Any] | None = None,
        scratch: Path | None = None,
        output_mb: float = 64,
        board: Board | None = None,
    ):
        if namespace is None:
            _keep_eager()
            elsewhere.install()
            # A module of theirs may have the name that is ours.
            name = "handed_in" if Path("answer.py").exists() or Path("answer").exists() else "answer"
            module = types.ModuleType(name)
            sys.modules[name] = module  # dataclasses and Keras look a class's module up
            namespace = module.__dict__
        self.namespace, self._scratch, self._output = namespace, scratch, int(output_mb * MEBIBYTE)
        self.board = board
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._support: dict[str, Any] | None = None
        self._support_text = ""
        self._objects: dict[int, tuple[Any, list[int]]] = {}
        self._references: dict[int, int] = {}  # from id() of an object to its number
        self._iterators: dict[int, Iterator[Any]] = {}
        self._numbers = itertools.count(1)
        self._futures = 0

    def handle(self, operation: str, fields: Mapping[str, Any]) -> Any:
        """Return the answer to a request as what may cross, or the Failure that it ended in."""
        try:
            answer = self._OPERATIONS.get(operation)
            if answer is None:
                raise Refusal(Reason.CRASH, f"no such operation: {operation}")
            value = answer(self, **mapped(dict(fields), self._resolve))
            return converted(value, self._keep, self._output)
        except Refusal as refusal:
            return refusal.failure
        except TooLarge:
            return Failure(Reason.OUTPUT)
        except BaseException as error:
            return failure(error, self.namespace)

    def release(self, number: int) -> None:
        """Forget an object when as many proxies as were made of it are gone."""
        if number in self._objects:
            kept, count = self._objects[number]
            count[0] -= 1
            if count[0] <= 0:
                del self._objects[number]
                self._references.pop(id(kept), None)
                self._iterators.pop(number, None)

    @property
    def scratch(self) -> Path:
        """The folder under which the answer and the checks put files."""
        if self._scratch is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True)
            self._scratch = Path(self._temporary.name)
        return self._scratch

    # One method for each operation

    def _open(self, sources: dict[str, str], support: str, elsewhere: bool = False) -> None:
        for where, text in sources.items():
            remember_source(filename_of(where), text)
        self._support_text = support
        if elsewhere:
            self.namespace["hash"] = _hash_elsewhere

    def _run(self, source: str, where: str, line: int) -> None:
        filename = filename_of(where)
        # In a notebook, `await` may stand outside of a function.
        flags = self._futures | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile("\n" * (line - 1) + source, filename, "exec", flags, dont_inherit=True)
        self._futures |= sum(flag for flag in _FUTURES if code.co_flags & flag)
        with self._called_main(where):
            if code.co_flags & inspect.CO_COROUTINE:
                asyncio.run(types.FunctionType(code, self.namespace)())
            else:
                exec(code, self.namespace)

    @contextlib.contextmanager
    def _called_main(self, where: str) -> Iterator[None]:
        """Let a notebook's cell find itself in `__main__`, as in Jupyter; a module is imported, and knows its file."""
        name = self.namespace.get("__name__")
        if where.rpartition(" ")[2].isdigit():
            self.namespace["__name__"] = "__main__"
        else:  # its folder is what is asked for: `Path(__file__).parent`
            self.namespace.setdefault("__file__", str(Path.cwd() / "answer.py"))
        try:
            yield
        finally:
            if name is None:
                self.namespace.pop("__name__", None)
            else:
                self.namespace["__name__"] = name

    def _reseed(self) -> None:
        random.seed(SEED)
        np.random.seed(SEED)
        if keras := sys.modules.get("keras"):
            keras.utils.set_random_seed(SEED)

    def _defines(self, name: str) -> bool:
        return name in self.namespace

    def _reference(self, name: str) -> Any:
        return self._named(name)

    def _call(
        self,
        kind: Callee,
        target: Any,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        method: str = "",
        after: bool = False,
        places: Mapping[int, int] | None = None,
    ) -> dict[str, Any]:
        if places and self.board:
            args = self.board.placed(args, places)
        match kind:
            case "answer":
                function = self._named(target)
            case "support":
                function = self._support_named(target)
            case "model":
                return {"value": models.act(target, method, *args, **kwargs)}
            case "method":
                function = getattr(target, method)
            case "handle":
                function = target
        shapes = {number: args[number].shape for number in places or {}}
        value = function(*args, **kwargs)
        reply = {"value": value, "names": _parameters(function)}
        if after:
            # The numbers of the arrays in `places` the judge sees for itself, but not that one has another shape now.
            reply["after"] = tuple(
                None if number in shapes and each.shape == shapes[number] else each
                for number, each in enumerate(args)
            )
        return reply

    def _generator(self) -> bytes:
        _, words, position, *_ = np.random.get_state(legacy=True)
        return np.append(words, np.uint32(position)).astype("<u4").tobytes()

    def _fact(self, target: Any, name: str) -> Any:
        return models.fact(target, name)

    def _describe(self, target: Any, part: Part) -> bytes:
        return models.described(target, part)

    def _attribute(self, target: Any, name: str) -> Any:
        return getattr(target, name)

    def _length(self, target: Any) -> int | None:
        return len(target) if hasattr(type(target), "__len__") else None

    def _same(self, target: Any, other: Any) -> bool:
        return target is other

    def _take(self, target: Any, count: int) -> list[Any]:
        number = self._references[id(target)]
        if number not in self._iterators:
            self._iterators[number] = _iterator(target)
        return list(itertools.islice(self._iterators[number], count))

    def _folder(self) -> str:
        return str(new_folder("folder", self.scratch))

    def _put(self, files: dict[str, bytes]) -> str:
        folder = new_folder("given", self.scratch)
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return str(folder)

    def _get(self, path: str) -> bytes:
        file = Path(path)
        if not file.is_file():
            raise Refusal(Reason.NO_FILE, file.name)
        if file.stat().st_size > self._output:
            raise Refusal(Reason.OUTPUT, file.name)
        return file.read_bytes()

    def _files(self, path: str) -> tuple[str, ...]:
        folder = Path(path)
        found = (each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
        return tuple(sorted(itertools.islice(found, 10_000)))

    def _load_model(self, name: str, data: bytes) -> Any:
        return self._opened(models.load, name, data)

    def _load_weights(self, target: Any, name: str, data: bytes) -> None:
        self._opened(lambda path: models.load_weights(target, path), name, data)

    _OPERATIONS: Mapping[str, Callable[..., Any]] = {
        Operation.OPEN: _open,
        Operation.RUN: _run,
        Operation.RESEED: _reseed,
        Operation.DEFINES: _defines,
        Operation.REFERENCE: _reference,
        Operation.CALL: _call,
        Operation.GENERATOR: _generator,
        Operation.FACT: _fact,
        Operation.DESCRIBE: _describe,
        Operation.ATTRIBUTE: _attribute,
        Operation.LENGTH: _length,
        Operation.SAME: _same,
        Operation.TAKE: _take,
        Operation.FOLDER: _folder,
        Operation.PUT: _put,
        Operation.GET: _get,
        Operation.FILES: _files,
        Operation.LOAD_MODEL: _load_model,
        Operation.LOAD_WEIGHTS: _load_weights,
    }

    # Helpers

    def _opened(self, load: Callable[[Path], Any], name: str, data: bytes) -> Any:
        path = new_folder("loaded", self.scratch) / Path(name).name
        path.write_bytes(data)
        try:
            return load(path)
        except MemoryError:
            raise
        except Exception as error:
            text = beginning(" ".join(str(error).split()), 200)
            raise Refusal(Reason.BAD_FILE, f"{path.name}: {type(error).__name__}: {text}") from None

    def _named(self, name: str) -> Any:
        if name not in self.namespace:
            raise Refusal(Reason.MISSING_NAME, name)
        return self.namespace[name]

    def _support_named(self, name: str) -> Any:
        if self._support is None:
            module = types.ModuleType("support")
            sys.modules["support"] = module
            remember_source("support.py", self._support_text)
            exec(compile(self._support_text, "support.py", "exec", dont_inherit=True), module.__dict__)
            self._support = module.__dict__
        return self._support[name]

    def _keep(self, value: Any, kind: str) -> Reference:
        number = self._references.get(id(value))
        if number is None:
            if kind == "model":
                models.rename_for_graphs(value)
            number = self._references[id(value)] = next(self._numbers)
            self._objects[number] = (value, [0])
        self._objects[number][1][0] += 1
        return Reference(number, kind, type(value).__name__)

    def _resolve(self, value: Any) -> Any:
        if type(value) is Reference:
            if value.id not in self._objects:
                raise Refusal(Reason.CRASH)
            return self._objects[value.id][0]
        return value


def _keep_eager() -> None:
    """Let the switches of TensorFlow 1 do nothing: Keras 3 cannot train without the immediate mode."""
    if tensorflow := sys.modules.get("tensorflow"):
        ops = sys.modules["tensorflow.python.framework.ops"]
        for where in (ops, tensorflow.compat.v1):
            vars(where)["disable_eager_execution"] = lambda: None
        vars(tensorflow.compat.v1)["disable_v2_behavior"] = lambda: None


def _hash_elsewhere(value: Any, /) -> int:
    """Return what `hash` might say in another process: of texts, and of what holds them, Python tells in each another."""
    return hash((hash(value), "elsewhere")) if _holds_text(value) else hash(value)


def _holds_text(value: Any) -> bool:
    if isinstance(value, (tuple, frozenset)):
        return any(map(_holds_text, value))
    return isinstance(value, (str, bytes, PurePath))


def _iterator(target: Any) -> Iterator[Any]:
    if hasattr(type(target), "__next__"):
        found: Iterator[Any] = target
        return found
    if hasattr(type(target), "__iter__"):
        return iter(target)
    return (target[i] for i in range(len(target)))


def _parameters(function: Any) -> tuple[str, ...] | None:
    try:
        return tuple(inspect.signature(function).parameters)[:16]
    except (TypeError, ValueError):
        return None
