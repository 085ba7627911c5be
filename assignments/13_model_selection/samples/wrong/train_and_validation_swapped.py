"""Takes each loss from the other's folder."""


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
