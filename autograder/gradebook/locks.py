"""One process at a time at a folder of results: the one lock of the gradebook."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from autograder.base.errors import UsageError
from autograder.base.messages import Said

_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL}


@contextlib.contextmanager
def locked(path: Path, busy: Said = "") -> Iterator[None]:
    """Hold the lock in the file `path` while the block runs; it ends with the process, however that ends.

    Args:
        busy: What to say where another has the lock. Without it, its end is waited for.

    Raises:
        UsageError: Another has the lock, in the words of `busy`.

    Where a file system has no locks, two runs are the teacher's affair.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, blocking=not busy, fallback_to_soft=False)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(lock)
        except Timeout:
            raise UsageError(busy) from None
        except NotImplementedError:
            pass
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield
