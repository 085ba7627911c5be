from __future__ import annotations

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
# Generated trees and courses to read: their check files are data here, not tests.
collect_ignore = ["golden", "fixtures"]


def pytest_addoption(parser):
    parser.addoption(
        "--update-goldens", action="store_true", help="rewrite tests/golden/ with what is generated now"
    )


@pytest.fixture
def golden(request):
    """Compare generated files (relative path -> bytes) with tests/golden/NAME/; --update-goldens writes them there."""

    def compare(name, files):
        folder = GOLDEN / name
        if request.config.getoption("--update-goldens"):
            for path in [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []:
                path.unlink()
            for path, data in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
        found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        assert sorted(found) == sorted(files), f"other files than in {folder}; --update-goldens rewrites it"
        for path, data in files.items():
            assert found[path].read_bytes() == data, f"{folder / path} differs; --update-goldens rewrites it"

    return compare
