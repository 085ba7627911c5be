"""Uses TensorFlow's own iterator, and sorts pairs."""


def read_run(folder):
    import tensorflow as tf

    folder = Path(folder)
    if not list(folder.glob("train/events*")):
        raise FileNotFoundError(str(folder))
    run = {}
    for key, part in {"loss": "train", "val_loss": "validation"}.items():
        pairs = []
        for file in sorted(folder.glob(f"{part}/events*")):
            for event in tf.compat.v1.train.summary_iterator(str(file)):
                pairs += [(event.step, float(tf.make_ndarray(v.tensor))) for v in event.summary.value if v.tag == "epoch_loss"]
        run[key] = [value for _, value in sorted(pairs)]
    return run
