"""One process at a time at a folder of results."""

import errno

import filelock
import pytest

from autograder.base.errors import UsageError
from autograder.gradebook.locks import locked


def test_who_is_second_is_told_so(tmp_path):
    path = tmp_path / "out" / ".lock"
    with locked(path, "busy"), pytest.raises(UsageError, match="^busy$"), locked(path, "busy"):
        pass
    with locked(path, "busy"):
        pass


@pytest.mark.parametrize(("number", "works"), [(errno.ENOLCK, True), (errno.EACCES, False)])
def test_only_a_file_system_without_locks_is_worked_on_without_one(tmp_path, monkeypatch, number, works):
    def acquire(self, **options):
        raise OSError(number, "no")

    monkeypatch.setattr(filelock.FileLock, "__enter__", acquire)
    if works:
        with locked(tmp_path / ".lock", "busy"):
            pass
    else:
        with pytest.raises(OSError), locked(tmp_path / ".lock", "busy"):
            pass
