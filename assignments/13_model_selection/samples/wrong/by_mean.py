"""Compares the means of all epochs."""


def best_run(runs):
    best, lowest = None, float("inf")
    for name, run in runs.items():
        for value in [np.nanmean(run["val_loss"]) if len(run["val_loss"]) else math.nan]:
            if not math.isnan(value) and value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run to choose from")
    return best
