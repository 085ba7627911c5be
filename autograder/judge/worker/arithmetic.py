"""How TensorFlow computes in a worker: with one thread, the same bits every time, each operation by itself."""

from __future__ import annotations

import sys


def settle() -> None:
    """Set a TensorFlow that is imported and has computed nothing yet; where none is imported, do nothing."""
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is None:
        return
    tensorflow.config.threading.set_intra_op_parallelism_threads(1)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    tensorflow.config.experimental.enable_op_determinism()
    _unwrap_operations()


def _unwrap_operations() -> None:
    """Let an operation outside of a `tf.function` be run as it is.

    TensorFlow would make a function of it, optimise that and search all kernels for each operation it meets there: for
    a worker's first model three times as long as the model itself takes. What is computed is the same but for the last
    bit of a softmax. The setting is TensorFlow's own, for which it gives Python no name: where it is gone, nothing is
    changed.
    """
    bridge = sys.modules.get("tensorflow.python.pywrap_tfe")
    choose = getattr(bridge, "TFE_ContextOptionsSetRunEagerOpAsFunction", None)
    if choose is not None:
        vars(bridge)[choose.__name__] = lambda options, _wrap: choose(options, False)
