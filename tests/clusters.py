"""A Dask cluster on this machine, for the tests that grade with one."""

from typing import Any


def local_cluster() -> Any:
    """Start two workers of one thread each; needs `distributed`.

    The scheduler opens a page of its own even where no dashboard is asked for, on port 8787 unless it
    is told otherwise: whatever listens there already would stop the test. The system chooses the port.
    """
    from distributed import LocalCluster

    return LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0")
