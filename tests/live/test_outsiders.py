"""What goes wrong at real sites: the wrong login, a site in maintenance, a token that ends, a maximum that changes, a lock."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.gradebook.lms.sites import moodle
from autograder.gradebook.lms.sites.base import Refused, SiteDown, TokenRefused
from autograder.gradebook.lms.sites.patience import Patience

pytestmark = [pytest.mark.live, pytest.mark.timeout(1800)]


@pytest.fixture
def change(site):
    """Return `change(what, …)`: something an administrator or a teacher changes at the site."""
    return lambda *words: site.php(Path(__file__).with_name("change.php"), str(site.root), *map(str, words))


def test_a_wrong_password_gives_no_token(site, seed):
    patience = Patience(site.url, "", tries=1)
    person = seed["people"]["teacher"]
    with pytest.raises(TokenRefused, match="with --paste"):
        moodle.token(patience, person["login"], "wrong")
    assert moodle.token(patience, person["login"], person["password"])
    patience.close()


def test_a_students_token_marks_nobody(at, seed):
    wrong = at("plain")
    wrong.hand_in("s01", 5)
    before = wrong.database()
    wrong.patience.token = seed["people"]["s01"]["token"]
    with pytest.raises(Refused, match="the role of a teacher"):
        wrong.round()
    wrong.patience.token = "0" * 32
    with pytest.raises(TokenRefused, match="Log in again"):
        wrong.round()
    assert wrong.database() == before


def test_a_site_in_maintenance_is_waited_for(at, change):
    closed = at("closed")
    closed.hand_in("s01", 5)
    change("maintenance", 1)
    try:
        with pytest.raises(SiteDown, match="in maintenance"):
            closed.round()
    finally:
        change("maintenance", 0)
    assert closed.round().written == 1


def test_a_token_that_ends_half_way_loses_and_doubles_nothing(at, site, seed, monkeypatch):
    ends = at("token")
    people = ("s01", "s02", "s03", "s04")
    for username in people:
        ends.hand_in(username, 8)
    token = seed["people"]["teacher"]["token"]
    write, written = ends.sync.site.write, []

    def and_then_it_ends(assignment, mark, seen):
        if len(written) == 2:
            site.sql(f"UPDATE mdl_external_tokens SET validuntil = 1 WHERE token = '{token}'")
        write(assignment, mark, seen)
        written.append(mark.person)

    monkeypatch.setattr(ends.sync.site, "write", and_then_it_ends)
    with pytest.raises(TokenRefused, match="Log in again"):
        ends.round()
    assert len(ends.grades()) == 2
    # Moodle takes an expired token away; logging in gives another one.
    person = seed["people"]["teacher"]
    ends.patience.token = moodle.token(Patience(site.url, "", tries=1), person["login"], person["password"])
    monkeypatch.setattr(ends.sync.site, "write", write)
    assert ends.patience.token != token
    person["token"] = ends.patience.token
    done = ends.round()
    assert (done.kept, done.judged) == (0, 0)
    assert ends.grades() == dict.fromkeys(people, 16)
    assert all(pages == 1 for _, _, pages in ends.database().values())


@pytest.mark.parametrize("scaled_there", [True, False])
def test_a_maximum_that_changes_in_mid_term(at, change, scaled_there):
    changed = at(f"maximum {scaled_there}")
    changed.hand_in("s01", 5)
    changed.hand_in("s02", 8)
    assert changed.round().well
    module = changed.seed["assignments"][changed.kind]["cmid"]
    change("maximum", module, 100, int(scaled_there))
    changed.hand_in("s02", 10)
    done = changed.round()
    assert done.kept == 0, changed.events
    assert changed.grades() == {"s01": 50, "s02": 100}


def test_a_locked_mark_is_told(at, change):
    locked = at("locked")
    locked.hand_in("s01", 5)
    locked.hand_in("s02", 5)
    locked.round()
    locked.hand_in("s01", 10)
    locked.hand_in("s02", 10)
    change("lock", locked.seed["assignments"][locked.kind]["cmid"], locked.seed["people"]["s01"]["id"])
    done = locked.round()
    assert (done.written, done.refused) == (1, 1)
    assert locked.grades() == {"s01": 10, "s02": 20}
    assert [each["student"] for each in locked.events if each["event"] == "not_there"] == ["Élodie Dupont"]
