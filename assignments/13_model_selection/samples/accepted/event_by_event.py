"""Goes through the event files record by record."""


def read_run(folder):
    import tensorflow as tf
    from tensorboard.compat.proto.event_pb2 import Event

    def losses(part):
        found = {}
        for file in (Path(folder) / part).glob("events.out.tfevents.*"):
            for record in tf.data.TFRecordDataset(str(file)):
                event = Event.FromString(record.numpy())
                for value in event.summary.value:
                    if value.tag == "epoch_loss":
                        found[event.step] = tf.make_ndarray(value.tensor).item()
        return [found[step] for step in sorted(found)]

    run = {"loss": losses("train"), "val_loss": losses("validation")}
    if len(run["loss"]) == 0:
        raise FileNotFoundError(f"{folder}: no event files")
    return run
