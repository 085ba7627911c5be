"""A class that hands in at once, at a real Moodle: 300 people, or as many as MOODLE_CLASS says."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from autograder.gradebook.lms.sites.moodle import MoodleSite
from autograder.gradebook.lms.sites.patience import Patience
from tests.live.classroom import ANSWERS, Class

pytestmark = [pytest.mark.live, pytest.mark.timeout(7200)]
SIZE = int(os.environ.get("MOODLE_CLASS", "300"))
AT_ONCE = 8  # browsers


class Counted(httpx.HTTPTransport):
    """Counts what is asked of the site, by what is asked."""

    asked: Counter[str] = Counter()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the site's answer."""
        function = re.search(rb"wsfunction=(\w+)", request.read())
        self.asked[function[1].decode() if function else request.url.path.split("/")[2]] += 1
        return super().handle_request(request)


def test_each_of_a_crowd_has_their_own_mark(site, seed, course, tmp_path):
    people = [(f"c{number:03}", "Jean", f"Martin {number // 3}") for number in range(SIZE)]
    wanted = {username: list(ANSWERS)[number % 5] for number, (username, _, _) in enumerate(people)}
    crowd = Class(site, site.seeded(people, {}, {"crowd": {}}, []), course, tmp_path / "out", "crowd")
    token = crowd.seed["people"]["teacher"]["token"]
    transport = Counted()
    patience = Patience(site.url, token, transport=transport)
    crowd.sync.site = MoodleSite(patience, crowd.seed["course"])
    started = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as browsers:
        list(browsers.map(lambda each: crowd.hand_in(*each), wanted.items()))
    handed_in = time.monotonic()
    done = crowd.round()
    marked = time.monotonic()
    patience.close()
    crowd.patience.close()
    assert (done.fetched, done.judged, done.written, done.well) == (SIZE, SIZE, SIZE, True)
    assert crowd.grades() == {username: 2.0 * points for username, points in wanted.items()}
    assert all(pages == 1 for _, _, pages in crowd.database().values())
    print(
        f"{SIZE} handed in within {handed_in - started:.0f} s, fetched and marked in {marked - handed_in:.0f} s; "
        f"load {os.getloadavg()[0]:.1f}; {transport.asked.total()} requests: {dict(transport.asked)}"
    )
