"""Pools of processes in an answer."""

import concurrent.futures
import concurrent.futures.process
import multiprocessing.context
import multiprocessing.dummy
import multiprocessing.synchronize
import os

import pytest

from autograder.judge.worker import pools


@pytest.fixture(autouse=True)
def installed(monkeypatch):
    """Install them for one test: whatever it replaces is put back, or other tests of this process find it."""
    monkeypatch.setattr(multiprocessing, "Pool", multiprocessing.Pool)
    context = multiprocessing.context.BaseContext
    for name in ("Pool", "SimpleQueue"):
        monkeypatch.setattr(context, name, getattr(context, name))
    for module in (concurrent.futures.process, concurrent.futures):
        monkeypatch.setattr(module, "ProcessPoolExecutor", concurrent.futures.ProcessPoolExecutor)
    pools.install()


def test_a_pool_of_processes_works_without_any_process():
    with multiprocessing.Pool(2) as pool:
        assert pool.map(lambda x: (x, os.getpid()), [1, 2]) == [(1, os.getpid()), (2, os.getpid())]


def test_so_does_one_of_a_context():
    with multiprocessing.get_context("spawn").Pool(processes=2, maxtasksperchild=1) as pool:
        assert pool.starmap(max, [(1, 2)]) == [2]


def test_an_executor_of_processes_works_without_any_process():
    begun = []
    with concurrent.futures.ProcessPoolExecutor(
        2, multiprocessing.get_context("spawn"), begun.append, (1,), max_tasks_per_child=3
    ) as pool:
        assert [*pool.map(lambda x: x + 1, range(3), chunksize=2)] == [1, 2, 3]
    assert begun


def test_no_pool_needs_a_lock_of_the_system(monkeypatch):
    def closed(*_):
        raise PermissionError

    monkeypatch.setattr("_multiprocessing.SemLock", closed)
    with multiprocessing.Pool(2) as pool, multiprocessing.dummy.Pool(2) as threads:
        assert pool.map(str, [1]) == threads.map(str, [1]) == ["1"]


def test_a_machine_of_many_processors_does_not_make_many_threads():
    with multiprocessing.Pool(64) as pool:
        assert pool._processes == 8
