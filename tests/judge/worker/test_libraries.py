"""Libraries are imported without a look for garbage, and what is imported is never looked at again."""

import gc

import pytest

from autograder.judge.worker import libraries, pools


@pytest.fixture
def loading(monkeypatch):
    """Let `load` import two modules: one that notes what garbage collection does meanwhile, one that is not there."""
    seen = []

    def noted(name):
        seen.append((name, gc.isenabled()))
        if name == "missing":
            raise ImportError(name)

    monkeypatch.setattr(libraries, "NAMES", ("missing", "there"))
    monkeypatch.setattr(libraries.importlib, "import_module", noted)
    monkeypatch.setattr(pools, "install", lambda: None)
    yield seen
    gc.unfreeze()


def test_nothing_is_collected_while_libraries_are_imported(loading):
    libraries.load()
    assert loading == [("missing", False), ("there", False)]


def test_afterwards_they_are_frozen_and_garbage_is_collected_again(loading):
    libraries.load()
    assert gc.get_freeze_count() > 0
    assert gc.isenabled()
