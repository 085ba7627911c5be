"""Compares training losses."""


def best_run(runs):
    best, lowest = None, float("inf")
    for name, run in runs.items():
        for value in run["loss"]:
            if not math.isnan(value) and value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run to choose from")
    return best
