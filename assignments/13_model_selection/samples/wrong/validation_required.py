"""Expects validation logs to be there."""


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
