"""Patches json and pickle to send something else.

Must happen: the statement that breaks the worker is left out, and the honest rest counts.
"""

# passes: all

import json
import pickle

json.dumps = lambda *a, **k: '["list", true]'
pickle.dumps = lambda *a, **k: b"cos\nsystem\n(S'touch /tmp/hostile-mark'\ntR."
