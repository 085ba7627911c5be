"""From handing in to the mark on the page: `autograder sync --watch 30s` as it runs for good, the real judge, assignment 02."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

pytestmark = [pytest.mark.live, pytest.mark.timeout(1800)]
ROOT = Path(__file__).parents[2]
POLL, TIMES, LONGEST = 30, 3, 600


def test_a_right_answer_has_its_mark_within_a_look_and_a_judgement(site, seed, tmp_path):
    """Not a bound on a machine that others share: figures, with the processor time they took."""
    assignment = seed["assignments"]["latency"]["id"]
    course = shutil.copytree(ROOT / "assignments", tmp_path / "assignments")
    (course / "lms.toml").write_text(
        f'system = "moodle"\nurl = "{site.url}"\ncourse = "{seed["course"]}"\n[assignments]\n02_noise = "latency"\n'
    )
    answer = (ROOT / "solutions/02_noise/02_noise.py").read_text(encoding="utf-8")
    log = tmp_path / "events"
    with log.open("w") as events:
        watch = subprocess.Popen(
            [sys.executable, "-m", "autograder", "sync", "--watch", f"{POLL}s", "--json", "-j", "1",
             "--course", str(course), "--out", str(tmp_path / "results")],
            stdout=events, cwd=ROOT, env={**os.environ, "AUTOGRADER_TOKEN": seed["people"]["teacher"]["token"]},
        )  # fmt: skip
    took = []
    try:
        _until(lambda: '"round"' in log.read_text(), LONGEST)
        for number in range(1, TIMES + 1):
            time.sleep(random.uniform(0, POLL))
            person = seed["people"][f"s{number:02}"]
            started = datetime.now().astimezone()
            site.hand_in(person["token"], assignment, {"tp2.py": f"{answer}\n# {number}\n".encode()})
            _until(lambda person=person: _grade(site, assignment, person["id"]) == 20.0, LONGEST)
            took.append((datetime.now().astimezone() - started).total_seconds())
            seen = {
                each["event"]: (datetime.fromisoformat(each["time"]) - started).total_seconds()
                for each in map(json.loads, log.read_text().splitlines())
                if each["event"] in ("fetched", "judged", "written")
            }
            print(f"{took[-1]:.0f} s", {key: f"{seconds:.0f} s" for key, seconds in seen.items()})
    finally:
        watch.send_signal(signal.SIGTERM)
        _, _, used = os.wait4(watch.pid, 0)
        watch.returncode = 0
    print(
        f"{TIMES} hand-ins, poll {POLL} s: {', '.join(f'{each:.0f}' for each in took)} s; "
        f"{used.ru_utime + used.ru_stime:.0f} s of a processor in all, load {os.getloadavg()[0]:.1f}"
    )


def _grade(site, assignment, user):
    rows = site.sql(
        f"SELECT grade FROM mdl_assign_grades WHERE assignment = {assignment} AND userid = {user}"
    )
    return float(rows[0][0]) if rows else None


def _until(there, seconds):
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.5)
