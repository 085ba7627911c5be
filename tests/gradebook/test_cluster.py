"""A dask cluster gives what this machine gives, also when a worker dies in mid-task."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

import pytest

from autograder.base.errors import MachineError, UsageError
from autograder.gradebook import cluster, pool
from autograder.gradebook.cluster import packed
from autograder.gradebook.standings import gradebook
from autograder.gradebook.store import Store
from tests.clusters import local_cluster
from tests.gradebook.fakes import grade
from tests.gradebook.runs import graded_class

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler():
    """Start a cluster of two processes of one thread each, and give its address."""
    import dask

    root = str(Path(__file__).parents[2])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = root  # the workers must find tests.gradebook.fakes
    quiet = {"distributed.worker.memory.terminate": False, "distributed.admin.log-length": 10}
    with dask.config.set(quiet), contextlib.ExitStack() as stack:
        cluster = stack.enter_context(local_cluster())
        yield cluster.scheduler_address
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


def run(course, folder, out, **options):
    report = graded_class(course, [folder], out, **{"workers": None, **options})
    book = gradebook(course, Store(out))
    return report, {each.student.name: each.score.points for each in book.standings}


def test_a_cluster_gives_the_same_marks_and_survives_a_dying_worker(scheduler, course, tmp_path):
    folder = tmp_path / "hand-ins"
    for number in range(12):
        path = folder / f"student{number}" / "tp2.py"
        path.parent.mkdir(parents=True)
        text = "# fail salted\n" if number % 3 else ""
        if number == 4:
            text += f"# dies once, {tmp_path / 'died'}\n"
        path.write_text(f"def add_noise(x): pass\n{text}")
    cluster_report, clustered = run(course, folder, tmp_path / "one", engine="dask", scheduler=scheduler)
    assert (tmp_path / "died").exists()
    _, local = run(course, folder, tmp_path / "two", workers=1)
    assert clustered == local
    assert set(local.values()) == {7, 10}
    assert cluster_report.judge_errors == []


def test_a_cluster_needs_an_address(course, tmp_path):
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / "tp2.py").write_text("x")
    with pytest.raises(UsageError, match="--scheduler"):
        run(course, tmp_path, tmp_path / "out", engine="dask")


def test_an_assignment_travels_without_its_samples_wherever_it_lies(course, tmp_path):
    folder = tmp_path / "samples" / "course"
    shutil.copytree(course.folder, folder)
    (folder / "02_noise" / "samples").mkdir()
    (folder / "02_noise" / "samples" / "q1.py").write_text("# %%")
    names = set(packed(folder / "02_noise"))
    assert "02_noise/checks/test_hidden.py" in names and "course.toml" in names
    assert not any("samples" in name for name in names)


def test_a_scheduler_that_does_not_answer_is_named(course, tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError("refused")

    monkeypatch.setattr(distributed, "Client", refuse)
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / "tp2.py").write_text("x")
    with pytest.raises(MachineError, match="no dask scheduler answers"):
        run(course, tmp_path, tmp_path / "out", engine="dask", scheduler="tcp://127.0.0.1:1")


def test_a_task_that_overstays_on_a_cluster_is_ended_and_the_others_are_judged(scheduler, course, tmp_path):
    pid = tmp_path / "pid"
    hand_ins = [(f"# overstays, {pid}".encode(), 3.0), (b"x = 1", 120.0), (b"y = 1", 120.0)]
    jobs = [
        pool.Job(
            number,
            course.assignment("02").folder,
            lambda text=text: ("tp2.py", text),
            ("salted",),
            {},
            seconds,
        )
        for number, (text, seconds) in enumerate(hand_ins)
    ]
    with cluster.dask(scheduler, 2) as slots:
        workers = sorted(slots[0]._client.scheduler_info()["workers"])
        found = {job.number: outcome for job, outcome in pool.run(jobs, slots, grade)}
        assert (
            sorted(slots[0]._client.scheduler_info()["workers"]) == workers
        )  # no worker of the cluster had to go

    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert isinstance(found[0], pool.Lost) and "was ended" in found[0].detail
    assert not isinstance(found[1], pool.Lost) and not isinstance(found[2], pool.Lost)
