"""Reads the event files record by record."""

from pathlib import Path


def read_run(folder):
    import tensorflow as tf
    def losses(part):
        values = {}
        for file in sorted((Path(folder) / part).glob("*tfevents*")):
            for record in tf.compat.v1.train.summary_iterator(str(file)):
                for value in record.summary.value:
                    if value.tag == "epoch_loss":
                        values[record.step] = float(tf.make_ndarray(value.tensor))
        return [values[step] for step in sorted(values)]
    found = {"loss": losses("train"), "val_loss": losses("validation")}
    if not found["loss"]:
        raise FileNotFoundError(str(folder))
    return found
