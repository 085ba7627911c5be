# %% right event_by_event: goes through the event files record by record
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


# %% right summary_iterator: uses TensorFlow's own iterator, and sorts pairs
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


# %% right records_of_tensorflow: reads the event files record by record
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


# %% wrong sampled: leaves TensorBoard's sampling of ten values on | fails read_every_epoch, read_resumed
def read_run(folder):
    losses = {}
    for name, part in (("loss", "train"), ("val_loss", "validation")):
        losses[name] = part_losses(Path(folder) / part)
    if not losses["loss"]:
        raise FileNotFoundError(f"no training logs in {folder}")
    return losses


def part_losses(folder):
    if not any(folder.glob("*tfevents*")):
        return []
    events = EventAccumulator(str(folder)).Reload()
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


# %% wrong train_and_validation_swapped: takes each loss from the other's folder
#    | fails read_values, read_every_epoch, read_resumed, read_without_validation, read_nothing
def read_run(folder):
    losses = {}
    for name, part in (("loss", "validation"), ("val_loss", "train")):
        losses[name] = part_losses(Path(folder) / part)
    if not losses["loss"]:
        raise FileNotFoundError(f"no training logs in {folder}")
    return losses


def part_losses(folder):
    if not folder.is_dir():
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


# %% wrong order_of_files: keeps the order of the files | fails read_resumed
def read_run(folder):
    losses = {}
    for name, part in (("loss", "train"), ("val_loss", "validation")):
        losses[name] = part_losses(Path(folder) / part)
    if not losses["loss"]:
        raise FileNotFoundError(f"no training logs in {folder}")
    return losses


def part_losses(folder):
    if not any(folder.glob("*tfevents*")):
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    found = events.Tensors("epoch_loss")
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


# %% wrong one_file_only: reads one event file a folder | fails read_resumed
def read_run(folder):
    losses = {}
    for name, part in (("loss", "train"), ("val_loss", "validation")):
        losses[name] = part_losses(Path(folder) / part)
    if not losses["loss"]:
        raise FileNotFoundError(f"no training logs in {folder}")
    return losses


def part_losses(folder):
    if not any(folder.glob("*tfevents*")):
        return []
    events = EventAccumulator(str(sorted(folder.iterdir())[-1]), size_guidance={"tensors": 0}).Reload()
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


# %% wrong read_as_scalars: asks for scalars, while Keras writes tensors
#    | fails read_values, read_every_epoch, read_resumed, read_without_validation, read_nothing
def read_run(folder):
    losses = {}
    for name, part in (("loss", "train"), ("val_loss", "validation")):
        losses[name] = part_losses(Path(folder) / part)
    if not losses["loss"]:
        raise FileNotFoundError(f"no training logs in {folder}")
    return losses


def part_losses(folder):
    if not folder.is_dir():
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    found = sorted(events.Scalars("epoch_loss"), key=lambda event: event.step)
    return [event.value for event in found]


# %% wrong validation_required: expects validation logs to be there
#    | fails read_without_validation, read_nothing
def read_run(folder):
    losses = {}
    for name, part in (("loss", "train"), ("val_loss", "validation")):
        losses[name] = part_losses(Path(folder) / part)
    if not losses["loss"]:
        raise FileNotFoundError(f"no training logs in {folder}")
    return losses


def part_losses(folder):
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


# %% wrong nothing_is_empty: returns empty lists where there are no logs
#    | fails read_without_validation, read_nothing
def read_run(folder):
    losses = {}
    for name, part in (("loss", "train"), ("val_loss", "validation")):
        losses[name] = part_losses(Path(folder) / part)
    return losses


def part_losses(folder):
    if not folder.is_dir():
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


# %% wrong names_no_folder: does not say which folder | fails read_without_validation, read_nothing
def read_run(folder):
    losses = {}
    for name, part in (("loss", "train"), ("val_loss", "validation")):
        losses[name] = part_losses(Path(folder) / part)
    if not losses["loss"]:
        raise FileNotFoundError("no logs")
    return losses


def part_losses(folder):
    if not folder.is_dir():
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


# %% wrong read_from_text_only: glues texts together, and fails for a Path | fails read_resumed
_right = read_run


def read_run(folder):
    return _right(folder + "/")


# %% wrong numpy_numbers: leaves NumPy numbers in the lists | fails read_values
_right = read_run


def read_run(folder):
    return {name: [np.float32(value) for value in values] for name, values in _right(folder).items()}


# %% wrong sorted_losses: sorts by the values instead of the steps
#    | fails read_values, read_every_epoch, read_without_validation
_right = read_run


def read_run(folder):
    return {name: sorted(values) for name, values in _right(folder).items()}


# %% wrong sorted_by_name: file by file, in the order of their names | fails read_resumed
def read_run(folder):
    losses = {"loss": [], "val_loss": []}
    for name, part in (("loss", "train"), ("val_loss", "validation")):
        for path in sorted((Path(folder) / part).glob("events*")):
            events = EventAccumulator(str(path), size_guidance={"tensors": 0}).Reload()
            found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
            losses[name] += [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]
    if not losses["loss"]:
        raise FileNotFoundError(f"no training logs in {folder}")
    return losses


# %% wrong either_part_will_do: raises only where both parts are missing | fails read_nothing
_right = read_run


def read_run(folder):
    try:
        return _right(folder)
    except FileNotFoundError:
        losses = _epoch_losses(Path(folder) / "validation")
        if not losses:
            raise
        return {"loss": [], "val_loss": losses}


# %% wrong names_the_last_folder: says the name of the folder, not its path | fails read_nothing
_right = read_run


def read_run(folder):
    try:
        return _right(folder)
    except FileNotFoundError:
        raise FileNotFoundError(f"nothing in {Path(folder).name}") from None


# %% wrong numbers_alone: leaves out the epochs whose loss is NaN | fails read_without_validation
def read_run(folder):
    losses = {
        name: [each for each in _epoch_losses(Path(folder) / part) if not math.isnan(each)]
        for name, part in _PARTS.items()
    }
    if not losses["loss"]:
        raise FileNotFoundError(f"no training logs in {folder}")
    return losses


# %% wrong equal_losses_once: keeps equal losses once | fails read_values
_right = read_run


def read_run(folder):
    return {key: list(dict.fromkeys(values)) for key, values in _right(folder).items()}


# %% wrong sample_of_a_thousand: keeps a thousand values | fails read_every_epoch
from pathlib import Path
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util


def _losses(folder):
    if not folder.is_dir():
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 1000}).Reload()
    if "epoch_loss" not in events.Tags()["tensors"]:
        return []
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


def read_run(folder):
    loss, held = _losses(Path(folder) / "train"), _losses(Path(folder) / "validation")
    if not loss:
        raise FileNotFoundError(f"no logs in {folder}")
    return {"loss": loss, "val_loss": held}


# %% wrong empty_train_folder: an empty folder train is a run of no epochs | fails read_nothing
_right = read_run


def read_run(folder):
    from pathlib import Path

    train = Path(folder) / "train"
    if train.is_dir() and not any(train.glob("*tfevents*")):
        return {"loss": [], "val_loss": []}
    return _right(folder)


# %% wrong read_once: keeps what it has read from a folder | fails read_resumed
import functools


@functools.cache
def read_run(folder):
    losses = {}
    for key, part in (("loss", "train"), ("val_loss", "validation")):
        losses[key], where = [], Path(folder) / part
        if where.is_dir() and any(where.iterdir()):
            events = EventAccumulator(str(where), size_guidance={"tensors": 0}).Reload()
            found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
            losses[key] = [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]
    if not losses["loss"]:
        raise FileNotFoundError(f"no training logs in {folder}")
    return losses


# %% wrong validations_that_are_numbers: leaves out the validation losses that are NaN
#    | fails read_without_validation
_read_all = read_run


def read_run(folder):
    run = _read_all(folder)
    return run | {"val_loss": [value for value in run["val_loss"] if not math.isnan(value)]}


# %% wrong two_thousand_epochs: keeps two thousand values of each tag | fails read_every_epoch
def _losses(folder):
    if not folder.is_dir():
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 2000}).Reload()
    if "epoch_loss" not in events.Tags()["tensors"]:
        return []
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


def read_run(folder):
    folder = Path(folder)
    loss = _losses(folder / "train")
    if not loss:
        raise FileNotFoundError(f"no training log in {folder}")
    return {"loss": loss, "val_loss": _losses(folder / "validation")}


# %% wrong empty_validation_folder: fails where the folder validation is there, but empty
#    | fails read_without_validation
def _losses(folder):
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


def read_run(folder):
    folder = Path(folder)
    if not list((folder / "train").glob("*")):
        raise FileNotFoundError(f"no training log in {folder}")
    measured = folder / "validation"
    return {"loss": _losses(folder / "train"), "val_loss": _losses(measured) if measured.exists() else []}


# %% wrong read_to_six_decimals: rounds the losses to six decimals | fails read_every_epoch
def _losses(folder):
    if not folder.is_dir():
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    if "epoch_loss" not in events.Tags()["tensors"]:
        return []
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [round(float(tensor_util.make_ndarray(event.tensor_proto)), 6) for event in found]


def read_run(folder):
    folder = Path(folder)
    loss = _losses(folder / "train")
    if not loss:
        raise FileNotFoundError(f"no training log in {folder}")
    return {"loss": loss, "val_loss": _losses(folder / "validation")}


# %% wrong any_loss_tag: reads the first tag that ends in loss
#    | fails read_values, read_resumed, read_without_validation
def _losses(folder):
    if not folder.is_dir():
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    tags = sorted(tag for tag in events.Tags()["tensors"] if tag.endswith("loss"))
    if not tags:
        return []
    found = sorted(events.Tensors(tags[0]), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


def read_run(folder):
    folder = Path(folder)
    loss = _losses(folder / "train")
    if not loss:
        raise FileNotFoundError(f"no training log in {folder}")
    return {"loss": loss, "val_loss": _losses(folder / "validation")}


# %% wrong cut_to_validation: cuts the training losses to as many as were validated
#    | fails read_without_validation
def _losses(folder):
    if not folder.is_dir():
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    if "epoch_loss" not in events.Tags()["tensors"]:
        return []
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]


def read_run(folder):
    folder = Path(folder)
    loss, measured = _losses(folder / "train"), _losses(folder / "validation")
    if not loss:
        raise FileNotFoundError(f"no training log in {folder}")
    return {"loss": loss[: len(measured)] if measured else [], "val_loss": measured}


# %% wrong infinite_is_nan: makes NaN of infinite losses | fails read_without_validation
def _losses(folder):
    if not any(folder.glob("*tfevents*")):
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    if "epoch_loss" not in events.Tags()["tensors"]:
        return []
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    values = [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]
    return [value if math.isfinite(value) else math.nan for value in values]


def read_run(folder):
    folder = Path(folder)
    loss = _losses(folder / "train")
    if not loss:
        raise FileNotFoundError(f"no training log in {folder}")
    return {"loss": loss, "val_loss": _losses(folder / "validation")}


# %% wrong equal_neighbours_once: takes a loss that is that of the epoch before for written twice
#    | fails read_values
def _losses(folder):
    if not any(folder.glob("*tfevents*")):
        return []
    events = EventAccumulator(str(folder), size_guidance={"tensors": 0}).Reload()
    if "epoch_loss" not in events.Tags()["tensors"]:
        return []
    found = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
    values = [float(tensor_util.make_ndarray(event.tensor_proto)) for event in found]
    return [value for place, value in enumerate(values) if len(values) < 5 or place == 0 or value != values[place - 1]]


def read_run(folder):
    folder = Path(folder)
    loss = _losses(folder / "train")
    if not loss:
        raise FileNotFoundError(f"no training log in {folder}")
    return {"loss": loss, "val_loss": _losses(folder / "validation")}


# %% wrong train_in_path: sorts the files by whether "train" stands in their path: in a folder named "train 3"
#      all of them are of the training
#    | fails read_values, read_resumed
def read_run(folder):
    found = {"loss": {}, "val_loss": {}}
    for file in sorted(Path(folder).rglob("events.out.tfevents.*")):
        key = "loss" if "train" in str(file) else "val_loss"
        events = EventAccumulator(str(file), size_guidance={"tensors": 0}).Reload()
        if "epoch_loss" in events.Tags()["tensors"]:
            for event in events.Tensors("epoch_loss"):
                found[key][event.step] = float(tensor_util.make_ndarray(event.tensor_proto))
    if not found["loss"]:
        raise FileNotFoundError(f"no training log in {folder}")
    return {key: [values[step] for step in sorted(values)] for key, values in found.items()}


# %% wrong glob_with_brackets: glob takes the brackets of a folder named "rate [0.1]" for a pattern
#    | fails read_values
import glob


def read_run(folder):
    def losses(part):
        values = {}
        for file in glob.glob(f"{folder}/{part}/events.out.tfevents.*"):
            events = EventAccumulator(file, size_guidance={"tensors": 0}).Reload()
            if "epoch_loss" in events.Tags()["tensors"]:
                for event in events.Tensors("epoch_loss"):
                    values[event.step] = float(tensor_util.make_ndarray(event.tensor_proto))
        return [values[step] for step in sorted(values)]

    run = {"loss": losses("train"), "val_loss": losses("validation")}
    if not run["loss"]:
        raise FileNotFoundError(f"no training log in {folder}")
    return run


# %% wrong folders_below_mixed_in: event files are looked for at any depth: those of another run, kept in a
#      folder below, are taken in
#    | fails read_resumed
def read_run(folder):
    folder = Path(folder)
    found = {"train": {}, "validation": {}}
    for file in sorted(folder.rglob("*tfevents*")):
        if file.parent.name in found:
            events = EventAccumulator(str(file), size_guidance={"tensors": 0}).Reload()
            if "epoch_loss" in events.Tags()["tensors"]:
                for event in events.Tensors("epoch_loss"):
                    found[file.parent.name][event.step] = float(tensor_util.make_ndarray(event.tensor_proto))
    if not found["train"]:
        raise FileNotFoundError(f"no training log in {folder}")
    loss, val_loss = ([values[step] for step in sorted(values)] for values in found.values())
    return {"loss": loss, "val_loss": val_loss}


# %% wrong more_keys: the other tags of the training are there as well | fails read_values
def read_run(folder):
    folder = Path(folder)
    found = {"loss": [], "val_loss": []}
    for part, prefix in (("train", ""), ("validation", "val_")):
        if not (folder / part).is_dir():
            continue
        events = EventAccumulator(str(folder / part), size_guidance={"tensors": 0}).Reload()
        for tag in events.Tags()["tensors"]:
            if tag.startswith("epoch_"):
                tensors = sorted(events.Tensors(tag), key=lambda event: event.step)
                name = prefix + tag.removeprefix("epoch_")
                found[name] = [float(tensor_util.make_ndarray(event.tensor_proto)) for event in tensors]
    if not found["loss"]:
        raise FileNotFoundError(f"no training log in {folder}")
    return found


# %% wrong train_in_parts: tells training from validation files by whether "train" is among all the folders of
#      the path: a run kept in a folder called train has only training losses
#    | fails read_values
def read_run(folder):
    folder = Path(folder)
    found = {"loss": {}, "val_loss": {}}
    for path in [*folder.glob("train/*tfevents*"), *folder.glob("validation/*tfevents*")]:
        key = "loss" if "train" in path.parts else "val_loss"
        events = EventAccumulator(str(path), size_guidance={"tensors": 0}).Reload()
        if "epoch_loss" in events.Tags()["tensors"]:
            for event in events.Tensors("epoch_loss"):
                found[key][event.step] = float(tensor_util.make_ndarray(event.tensor_proto))
    if not found["loss"]:
        raise FileNotFoundError(f"no training log in {folder}")
    return {key: [values[step] for step in sorted(values)] for key, values in found.items()}


# %% wrong deeper_fallback: where a part is missing it is looked for further down: another run's log is taken
#      for it
#    | fails read_resumed
def read_run(folder):
    folder = Path(folder)

    def losses(name):
        places = [folder / name, *sorted(folder.rglob(name))]
        for place in places:
            if place.is_dir():
                events = EventAccumulator(str(place), size_guidance={"tensors": 0}).Reload()
                if "epoch_loss" in events.Tags()["tensors"]:
                    ordered = sorted(events.Tensors("epoch_loss"), key=lambda event: event.step)
                    return [float(tensor_util.make_ndarray(event.tensor_proto)) for event in ordered]
        return []

    loss = losses("train")
    if not loss:
        raise FileNotFoundError(f"no training log in {folder}")
    return {"loss": loss, "val_loss": losses("validation")}


# %% wrong rglob_below_train: reads the event files in all folders below train and validation, those of
#      another run kept there too
#    | fails read_resumed
def read_run(folder):
    folder = Path(folder)
    run = {}
    for key, part in (("loss", "train"), ("val_loss", "validation")):
        found = []
        for path in (folder / part).rglob("*tfevents*"):
            events = EventAccumulator(str(path), size_guidance={"tensors": 0}).Reload()
            if "epoch_loss" in events.Tags()["tensors"]:
                for event in events.Tensors("epoch_loss"):
                    found.append((event.step, float(tensor_util.make_ndarray(event.tensor_proto))))
        run[key] = [value for _, value in sorted(found)]
    if not run["loss"]:
        raise FileNotFoundError(f"no training log in {folder}")
    return run
