"""Asks for scalars, while Keras writes tensors."""


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
