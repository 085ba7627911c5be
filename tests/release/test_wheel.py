"""The wheel and the pinned requirements that go with every bundle."""

from __future__ import annotations

import io
import zipfile
from importlib import metadata as installed

from autograder.release.wheel import package_wheel, pinned


def test_the_wheel_is_one_that_pip_accepts(tmp_path):
    name, data = package_wheel()
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        assert wheel.testzip() is None
        names = wheel.namelist()
        assert "autograder/expect.py" in names and "autograder/base/messages/fr.toml" in names
        assert "autograder/data/manifest.toml" in names, "what students' copies verify data with"
        assert not any("__pycache__" in each or each.endswith(".pyc") for each in names)
        (record,) = (each for each in names if each.endswith("RECORD"))
        listed = {line.split(",")[0] for line in wheel.read(record).decode().splitlines()}
        assert listed == set(names)
        metadata = wheel.read(record.replace("RECORD", "METADATA")).decode()
    assert metadata.startswith("Metadata-Version") and "Requires-Dist: tensorflow" in metadata
    assert name == f"autograder-{installed.version('autograder')}-py3-none-any.whl"


def test_requirements_are_pinned_where_the_lock_pins_them(tmp_path):
    (tmp_path / "requirements.lock").write_text(
        "keras==3.15.1 \\\n    --hash=sha256:00\nnumpy==2.4.6 ; python_full_version < '3.12' \\\n"
        "numpy==2.5.5 ; python_full_version >= '3.12' \\\n"
    )
    pins = pinned(tmp_path)
    assert "keras==3.15.1" in pins
    assert [pin for pin in pins if pin.startswith("numpy")] == [
        "numpy==2.4.6 ; python_full_version < '3.12'",
        "numpy==2.5.5 ; python_full_version >= '3.12'",
    ]
    assert not any(pin.startswith("pytest-xdist") for pin in pins), "extras are not for students"
    assert any(pin.startswith("tensorflow<") or pin.startswith("tensorflow>") for pin in pins)
