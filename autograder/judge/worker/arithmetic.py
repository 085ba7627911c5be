"""How TensorFlow computes in a worker: with one thread, the same bits every time, without preparations that cost more
than they save.

A check trains small models for a few steps. TensorFlow prepares each training for hours of work: it optimises graphs,
measures how fast its pipelines run, makes iterators that nobody reads and traces the first step twice. Left out, a
training of seven epochs of ten steps takes a third of the time, and one of a real network no longer than before. The
results are the same every time, and those of the whole preparation but for the last digit.

Some of these settings have no name in TensorFlow's or Keras' public interface: where one is gone, nothing is changed.
"""

from __future__ import annotations

import functools
import sys
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any


def settle() -> None:
    """Set a TensorFlow that is imported and has computed nothing yet; where none is imported, do nothing."""
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is None:
        return
    tensorflow.config.threading.set_intra_op_parallelism_threads(1)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    tensorflow.config.experimental.enable_op_determinism()
    tensorflow.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
    _unwrap_operations()
    _leave_pipelines_untuned(tensorflow)
    _make_no_iterator_in_vain()
    _trace_each_training_once()
    _remember_protocols()


def _unwrap_operations() -> None:
    """Let an operation outside of a `tf.function` be run as it is.

    TensorFlow would make a function of it, optimise that and search all kernels for each operation it meets there: for
    a worker's first model three times as long as the model itself takes. What is computed is the same but for the last
    bit of a softmax.
    """
    bridge = sys.modules.get("tensorflow.python.pywrap_tfe")
    choose = getattr(bridge, "TFE_ContextOptionsSetRunEagerOpAsFunction", None)
    if choose is not None:
        vars(bridge)[choose.__name__] = lambda options, _wrap: choose(options, False)


def _leave_pipelines_untuned(tensorflow: Any) -> None:
    """Iterate over datasets without the thread that tunes them, for whose end each iterator would wait when it is done.

    Each dataset keeps what is iterated in its place: every epoch iterates over it again.
    """
    dataset: Any = tensorflow.data.Dataset
    iterate: Callable[[Any], Iterator[Any]] = dataset.__iter__

    def untuned(self: Any) -> Iterator[Any]:
        kept = vars(self).get("_untuned")
        if kept is None:
            options = tensorflow.data.Options()
            options.autotune.enabled = False
            kept = vars(self)["_untuned"] = self.with_options(options)
        return iterate(kept)

    dataset.__iter__ = untuned


def _make_no_iterator_in_vain() -> None:
    """Keras makes an iterator after the last step of an epoch, and drops it for another before the next one."""
    trainer = sys.modules.get("keras.src.backend.tensorflow.trainer")
    epochs: Any = getattr(trainer, "TFEpochIterator", None)
    get_iterator: Callable[[Any], Iterable[Any]] | None = getattr(epochs, "_get_iterator", None)
    if get_iterator is None:
        return

    def unless_over(self: Any) -> Iterable[Any]:
        over = self.steps_per_epoch is None and 0 < (self._num_batches or 0) <= self._steps_seen
        # After an epoch that went on until no data were left there is none, and the next one makes its own.
        return () if over and self._current_iterator is not None else get_iterator(self)

    epochs._get_iterator = unless_over


def _trace_each_training_once() -> None:
    """A step that is traced makes the variables of the optimiser and the metrics; TensorFlow traces it again for that.

    They are made just before the first step of a training. A step of the student's own makes its own, as ever.
    """
    trainer = getattr(sys.modules.get("keras.src.backend.tensorflow.trainer"), "TensorFlowTrainer", None)
    make: Callable[..., Callable[[Any], Any]] | None = getattr(trainer, "_make_function", None)
    if trainer is None or make is None:
        return

    def prepared(model: Any, step: Any) -> Callable[[Any], Any]:
        function = make(model, step)
        if getattr(step, "__func__", None) is not trainer.train_step or model.run_eagerly:
            return function
        first = True

        def trained(batches: Any) -> Any:
            nonlocal first
            if first:
                _make_variables(model, batches)
                first = False
            return function(batches)

        return trained

    trainer._make_function = prepared


def _make_variables(model: Any, batches: Any) -> None:
    """Make what the first step of a training would make; what cannot be known before it is left to it."""
    keras: Any = sys.modules["keras"]
    if not all(layer.built for layer in model._flatten_layers()):
        return
    optimizer = model.optimizer
    if optimizer is not None and not optimizer.built:
        with keras.src.backend.name_scope(optimizer.name, caller=optimizer):
            optimizer.build(model.trainable_variables)
    metrics, outputs = model._compile_metrics, getattr(model, "outputs", None)
    spec = getattr(batches, "element_spec", None)
    if metrics is None or metrics.built or not outputs or len(outputs) > 1 or not isinstance(spec, tuple):
        return
    if len(spec) > 1 and getattr(getattr(spec[1], "shape", None), "rank", None) is not None:
        metrics.build(keras.KerasTensor(spec[1].shape, spec[1].dtype.name), outputs[0])


def _remember_protocols() -> None:
    """Python 3.11 collects the members of a protocol at each `isinstance`, and TensorFlow asks hundreds of times for a
    training. They do not change; Python 3.12 remembers them, too.
    """
    collect = getattr(typing, "_get_protocol_attrs", None)
    if collect is not None and sys.version_info < (3, 12):
        vars(typing)[collect.__name__] = functools.cache(collect)
