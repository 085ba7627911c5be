"""Writes a Keras configuration and a poisoned data set into the home folder.

Must happen: the home is its own, and gone afterwards.
"""

# passes: all
# not at level E: it would do harm where nothing holds it

import os
from pathlib import Path

for home in {os.path.expanduser("~"), os.environ.get("KERAS_HOME", "~")}:
    try:
        folder = Path(home) / ".keras" / "datasets"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "hostile-mark-mnist.npz").write_bytes(b"poison")
        (folder.parent / "keras.json").write_text('{"backend": "torch"}')
    except OSError:
        pass
