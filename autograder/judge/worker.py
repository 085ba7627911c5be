"""The side that runs student code: executes the answer, keeps handles, makes plain values of what comes back.

The same `Host` serves in the worker process, in a student's notebook and under pytest. It holds no check, no
hidden data and no expected value.
"""

from __future__ import annotations
import __future__ as future

import inspect
import itertools
import random
import sys
import tempfile
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.judge import models
from autograder.judge.plain import TooLarge, plain
from autograder.judge.protocol import Failure, Reference, mapped
from autograder.judge.trace import failure, filename_of, remember_source
from autograder.verdict import Reason

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
    """

    def __init__(
        self, namespace: dict[str, Any] | None = None, scratch: Path | None = None, output_mb: float = 64
    ):
        if namespace is None:
            module = types.ModuleType("answer")
            sys.modules["answer"] = module  # dataclasses and Keras look a class's module up
            namespace = module.__dict__
        self.namespace, self._scratch, self._output = namespace, scratch, int(output_mb * MEBIBYTE)
        self._temporary: tempfile.TemporaryDirectory | None = None
        self._support: dict[str, Any] | None = None
        self._support_text = ""
        self._objects: dict[int, tuple[Any, list[int]]] = {}
        self._ids: dict[int, int] = {}
        self._iterators: dict[int, Iterator] = {}
        self._numbers = itertools.count(1)
        self._futures = 0

    def handle(self, op: str, fields: Mapping[str, Any]) -> Any:
        """Return the plain answer to a request, or the Failure that it ended in."""
        try:
            value = getattr(self, f"_on_{op}")(**mapped(dict(fields), self._resolve))
            return plain(value, self._keep, self._output)
        except Refusal as refusal:
            return refusal.failure
        except TooLarge:
            return Failure(Reason.OUTPUT)
        except BaseException as error:
            return failure(error, self.namespace)

    def release(self, id: int) -> None:
        """Forget an object when as many proxies as were made of it are gone."""
        if id in self._objects:
            kept, count = self._objects[id]
            count[0] -= 1
            if count[0] <= 0:
                del self._objects[id]
                self._ids.pop(builtins_id(kept), None)
                self._iterators.pop(id, None)

    @property
    def scratch(self) -> Path:
        """The folder under which the answer and the checks put files."""
        if self._scratch is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True)
            self._scratch = Path(self._temporary.name)
        return self._scratch

    # Requests

    def _on_open(self, sources: dict, support: str) -> None:
        for where, text in sources.items():
            remember_source(filename_of(where), text)
        self._support_text = support

    def _on_run(self, source: str, where: str, line: int) -> None:
        filename = filename_of(where)
        code = compile("\n" * (line - 1) + source, filename, "exec", self._futures, dont_inherit=True)
        self._futures |= sum(flag for flag in _FUTURES if code.co_flags & flag)
        exec(code, self.namespace)

    def _on_reseed(self) -> None:
        random.seed(SEED)
        np.random.seed(SEED)
        if keras := sys.modules.get("keras"):
            keras.utils.set_random_seed(SEED)

    def _on_defines(self, name: str) -> bool:
        return name in self.namespace

    def _on_reference(self, name: str) -> Any:
        return self._named(name)

    def _on_call(self, kind, target, args, kwargs, after=False, method="") -> dict:
        if kind == "answer":
            function = self._named(target)
        elif kind == "support":
            function = self._support_named(target)
        elif kind == "model":
            return {"value": models.act(target, method, *args, **kwargs)}
        else:
            function = getattr(target, method) if method else target
        value = function(*args, **kwargs)
        reply = {"value": value, "names": _parameters(function)}
        if after:
            reply["after"] = tuple(args)
        return reply

    def _on_fact(self, target, name: str) -> Any:
        return models.fact(target, name)

    def _on_attribute(self, target, name: str) -> Any:
        return getattr(target, name)

    def _on_length(self, target) -> int | None:
        return len(target) if hasattr(type(target), "__len__") else None

    def _on_same(self, target, other) -> bool:
        return target is other

    def _on_take(self, target, count: int) -> list:
        iterator = self._iterators.setdefault(self._ids[builtins_id(target)], None)
        if iterator is None:
            iterator = self._iterators[self._ids[builtins_id(target)]] = _iterator(target)
        return list(itertools.islice(iterator, count))

    def _on_folder(self) -> str:
        return str(self._new_folder("folder"))

    def _on_put(self, files: dict) -> str:
        folder = self._new_folder("given")
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return str(folder)

    def _on_get(self, path: str) -> bytes:
        file = Path(path)
        if not file.is_file():
            raise Refusal(Reason.NO_FILE, file.name)
        if file.stat().st_size > self._output:
            raise Refusal(Reason.OUTPUT, file.name)
        return file.read_bytes()

    def _on_files(self, path: str) -> tuple:
        folder = Path(path)
        found = (each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
        return tuple(sorted(itertools.islice(found, 10_000)))

    def _on_load_model(self, name: str, data: bytes) -> Any:
        return self._opened(models.load, name, data)

    def _on_load_weights(self, target: Any, name: str, data: bytes) -> None:
        self._opened(lambda path: models.load_weights(target, path), name, data)

    # Helpers

    def _opened(self, load: Callable[[Path], Any], name: str, data: bytes) -> Any:
        path = self._new_folder("loaded") / Path(name).name
        path.write_bytes(data)
        try:
            return load(path)
        except MemoryError:
            raise
        except Exception as error:
            text = " ".join(str(error).split())[:200]
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

    def _new_folder(self, prefix: str) -> Path:
        return Path(tempfile.mkdtemp(prefix=f"{prefix}-", dir=self.scratch))

    def _keep(self, value: Any, kind: str) -> Reference:
        id = self._ids.get(builtins_id(value))
        if id is None:
            id = next(self._numbers)
            self._ids[builtins_id(value)] = id
            self._objects[id] = (value, [0])
        self._objects[id][1][0] += 1
        return Reference(id, kind, type(value).__name__)

    def _resolve(self, value: Any) -> Any:
        if type(value) is Reference:
            if value.id not in self._objects:
                raise Refusal(Reason.CRASH)
            return self._objects[value.id][0]
        return value


def builtins_id(value: Any) -> int:
    """Return the identity of an object."""
    return id(value)


def _iterator(target: Any) -> Iterator:
    if hasattr(type(target), "__next__"):
        return target
    if hasattr(type(target), "__iter__"):
        return iter(target)
    return (target[i] for i in range(len(target)))


def _parameters(function: Any) -> tuple | None:
    try:
        return tuple(inspect.signature(function).parameters)[:16]
    except (TypeError, ValueError):
        return None
