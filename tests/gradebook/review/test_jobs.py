"""Judging again from the page."""

import sys
from pathlib import Path

import pytest

from autograder.gradebook.review import jobs
from autograder.gradebook.review.jobs import Busy, Job, Jobs

EVENTS = """
import json
print(json.dumps({"event": "planned", "to_judge": 2}))
print("not an event")
print("[1]")
print(json.dumps({"event": "judged", "done": 1, "total": 2}))
raise SystemExit("the sandbox is missing")
"""
NO_TEXT = r"""
import sys
sys.stdout.buffer.write(b'\xff\xfe\n{"event": "judged", "done": 2, "total": 2}\n')
sys.stderr.buffer.write(b"\xe9t\xe9")
"""


def test_a_run_is_followed_to_its_end_and_its_last_words_are_kept():
    job = Job(1, "01")

    jobs._follow(job, [sys.executable, "-c", EVENTS])

    assert (job.done, job.total, job.status) == (1, 2, 1)
    assert "the sandbox is missing" in job.last_words


def test_what_is_no_text_does_not_keep_a_run_from_its_end():
    job = Job(1, "01")

    jobs._follow(job, [sys.executable, "-c", NO_TEXT])

    assert (job.done, job.total, job.status) == (2, 2, 0)
    assert job.last_words.endswith("t\N{REPLACEMENT CHARACTER}")


def test_a_run_that_cannot_begin_comes_to_an_end_and_says_why(tmp_path):
    job = Job(1, "01")

    jobs._follow(job, [str(tmp_path / "no python")])

    assert job.status == 4
    assert "no python" in job.last_words


def test_while_one_run_is_on_a_second_is_refused_and_told_which(tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "_follow", lambda job, command: None)
    all_jobs = Jobs(Path("assignments"), tmp_path)
    first = all_jobs.start("01_noise", only="1")

    with pytest.raises(Busy) as busy:
        all_jobs.start("01_noise", check="seeded")
    assert busy.value.job is first

    first.status = 0
    assert all_jobs.start("01_noise", check="seeded").check == "seeded"
