"""What one judge of a machine has reserved no other one gets, until all that may use it has ended."""

import os
import sys

import pytest

from autograder.base.errors import MachineError
from autograder.judge.sandbox import reservations
from autograder.judge.sandbox.reservations import own_cpu, reserved_users

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="levels A to D need Linux")
ALL, FEW = (0, 2**32 - 1), (0, 65536)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Let the locks lie in a folder of the test's."""
    monkeypatch.setattr(reservations, "_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture(params=[ALL, FEW], ids=["all", "few"])
def mapped(request, monkeypatch):
    monkeypatch.setattr(reservations, "_mapped_users", lambda: request.param)


def test_judges_whose_numbers_differ_by_200_have_users_of_their_own(mapped, monkeypatch):
    found = []
    for pid in (1234, 1434):  # where few users are mapped, these once had the same
        monkeypatch.setattr(os, "getpid", lambda pid=pid: pid)
        found.append(reserved_users())

    assert not set(found[0].uids) & set(found[1].uids)
    assert all(len(each.uids) == 200 for each in found)
    for each in found:
        os.close(each.lock)


def test_users_are_free_again_when_no_process_has_their_lock_open(mapped):
    first = reserved_users()
    inherited = os.dup(first.lock)  # as the fork server has it
    os.close(first.lock)
    second = reserved_users()
    os.close(inherited)
    third = reserved_users()

    assert second.uids != first.uids == third.uids
    os.close(second.lock)
    os.close(third.lock)


def test_every_block_where_few_are_mapped_is_of_users_that_exist(monkeypatch):
    monkeypatch.setattr(reservations, "_mapped_users", lambda: FEW)
    taken = [reserved_users() for _ in range(200)]

    assert min(taken[0].uids) == 20_000 and max(taken[-1].uids) == 59_999
    with pytest.raises(MachineError, match="no users are free .* all 200 blocks"):
        reserved_users()
    for each in taken:
        os.close(each.lock)


def test_without_users_or_a_folder_for_locks_none_is_given(monkeypatch, folder):
    monkeypatch.setattr(reservations, "_mapped_users", lambda: (0, 1))
    with pytest.raises(MachineError, match="map more users"):
        reserved_users()

    monkeypatch.setattr(reservations, "_mapped_users", lambda: FEW)
    monkeypatch.setattr(reservations, "_folder", lambda: folder / "missing")
    with pytest.raises(MachineError, match="missing cannot be written"):
        reserved_users()


def test_each_judge_has_a_processor_of_its_own_as_long_as_there_are_some(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {3, 5})

    assert [own_cpu(), own_cpu(), own_cpu()] == [3, 5, None]
