"""Chooses without best_run."""


def select_and_test(runs, evaluate):
    scores = {name: np.nanmin(run["val_loss"]) for name, run in runs.items() if len(run["val_loss"])}
    chosen = sorted(scores.items(), key=lambda item: item[1])[0][0]
    error = evaluate(chosen)
    return [chosen, error]
