"""Judging again from the page."""

import sys
from pathlib import Path

from autograder.gradebook.review import jobs
from autograder.gradebook.review.jobs import Job, Jobs

EVENTS = """
import json
print(json.dumps({"event": "planned", "to_judge": 2}))
print("not an event")
print(json.dumps({"event": "judged", "done": 1, "total": 2}))
raise SystemExit("the sandbox is missing")
"""


def test_a_run_is_followed_to_its_end_and_its_last_words_are_kept():
    job = Job(1, "01")

    jobs._follow(job, [sys.executable, "-c", EVENTS])

    assert (job.done, job.total, job.status) == (1, 2, 1)
    assert "the sandbox is missing" in job.last_words


def test_while_one_run_is_on_a_second_is_not_started(tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "_follow", lambda job, command: None)
    all_jobs = Jobs(Path("assignments"), tmp_path)

    first = all_jobs.start("01_noise", only="1")

    assert all_jobs.start("01_noise", check="seeded") is first
