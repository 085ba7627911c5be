"""The host serves the operations of one answer, in this process."""

import pytest

from autograder.base.verdict import Reason
from autograder.judge.wire.protocol import Failure, Operation, Reference
from autograder.judge.worker.host import Host


@pytest.fixture
def host(tmp_path):
    return Host(scratch=tmp_path, output_mb=0.001)


def run(host, source, line=1):
    return host.handle(Operation.RUN, {"source": source, "where": "", "line": line})


def call(host, name, *args, **fields):
    return host.handle(
        Operation.CALL, {"kind": "answer", "target": name, "args": args, "kwargs": {}, **fields}
    )


def test_a_cell_defines_what_a_call_runs(host):
    assert run(host, "def double(x):\n    return 2 * x\n") is None
    assert call(host, "double", 21) == {"value": 42, "names": ("x",)}


@pytest.mark.parametrize("operation", ["_keep", "handle", "__init__", "close", ""])
def test_an_unknown_operation_is_refused(host, operation):
    reply = host.handle(operation, {})

    assert type(reply) is Failure
    assert reply.text == f"no such operation: {operation}"


def test_an_exception_names_the_students_line(host):
    run(host, "def f():\n    return 1 / 0\n", line=10)

    reply = call(host, "f")

    assert (reply.reason, reply.types[0], reply.line) == (Reason.EXCEPTION, "ZeroDivisionError", 11)


def test_future_imports_hold_for_the_cells_that_follow(host):
    run(host, "from __future__ import annotations")

    assert run(host, "def f(x: Nowhere): pass") is None


def test_a_name_that_is_missing_is_named(host):
    assert call(host, "f") == Failure(Reason.MISSING_NAME, "f")


def test_what_is_larger_than_a_reply_may_be_stays(host):
    run(host, "def f():\n    return b'x' * 10_000\n")

    assert call(host, "f") == Failure(Reason.OUTPUT)


def test_an_object_is_kept_until_all_its_references_are_released(host):
    run(host, "def numbers():\n    yield from range(5)\nkept = numbers()\ndef f():\n    return kept\n")
    first, second = call(host, "f")["value"], call(host, "f")["value"]
    assert first == second == Reference(first.id, "object", "generator")

    assert host.handle(Operation.TAKE, {"target": first, "count": 2}) == [0, 1]
    host.release(first.id)
    assert host.handle(Operation.TAKE, {"target": second, "count": 9}) == [2, 3, 4]
    host.release(second.id)
    assert host.handle(Operation.TAKE, {"target": second, "count": 1}).reason is Reason.CRASH


def test_a_reference_that_was_never_given_is_refused(host):
    assert host.handle(Operation.LENGTH, {"target": Reference(10**9, "model", "M")}) == Failure(Reason.CRASH)


def test_files_go_into_a_folder_of_their_own(host, tmp_path):
    first = host.handle(Operation.PUT, {"files": {"a/b.txt": b"1"}})
    second = host.handle(Operation.PUT, {"files": {"c.txt": b"2"}})

    assert first != second
    assert host.handle(Operation.FILES, {"path": first}) == ("a/b.txt",)
    assert host.handle(Operation.GET, {"path": f"{second}/c.txt"}) == b"2"
    assert host.handle(Operation.GET, {"path": f"{second}/d.txt"}) == Failure(Reason.NO_FILE, "d.txt")


def test_an_exit_is_an_answer_like_another(host):
    run(host, "import sys\ndef f():\n    sys.exit(3)\n")

    assert call(host, "f").types[:1] == ("SystemExit",)
