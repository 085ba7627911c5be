# %% right two_loops: goes through every value
def best_run(runs):
    best, lowest = None, float("inf")
    for name, run in runs.items():
        for value in run["val_loss"]:
            if not math.isnan(value) and value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run to choose from")
    return best


# %% right nanmin_of_each: uses nanmin and argmin
def best_run(runs):
    names = [name for name, run in runs.items() if np.isfinite(np.asarray(run["val_loss"], float)).any()]
    if not names:
        raise ValueError("nothing was measured")
    return names[int(np.argmin([np.nanmin(runs[name]["val_loss"]) for name in names]))]


# %% wrong by_training_loss: compares training losses | fails best_not_training
def best_run(runs):
    best, lowest = None, float("inf")
    for name, run in runs.items():
        for value in run["loss"]:
            if not math.isnan(value) and value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run to choose from")
    return best


# %% wrong by_last_epoch: compares the last epochs | fails best_not_training
def best_run(runs):
    best, lowest = None, float("inf")
    for name, run in runs.items():
        for value in run["val_loss"][-1:]:
            if not math.isnan(value) and value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run to choose from")
    return best


# %% wrong by_mean: compares the means of all epochs | fails best_not_training
def best_run(runs):
    best, lowest = None, float("inf")
    for name, run in runs.items():
        for value in [np.nanmean(run["val_loss"]) if len(run["val_loss"]) else math.nan]:
            if not math.isnan(value) and value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run to choose from")
    return best


# %% wrong highest_wins: takes the highest loss
#    | fails best_by_validation, best_not_training, best_nan, best_ties
def best_run(runs):
    best, lowest = None, -float("inf")
    for name, run in runs.items():
        for value in run["val_loss"]:
            if not math.isnan(value) and value > lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run to choose from")
    return best


# %% wrong last_of_equals: lets the last of equal runs win | fails best_ties
def best_run(runs):
    best, lowest = None, float("inf")
    for name, run in runs.items():
        for value in run["val_loss"]:
            if not math.isnan(value) and value <= lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run to choose from")
    return best


# %% wrong nan_hides_the_run: leaves out every run with a NaN | fails best_nan
def best_run(runs):
    best, lowest = None, float("inf")
    for name, run in runs.items():
        for value in [] if np.isnan(run["val_loss"]).any() else run["val_loss"]:
            if not math.isnan(value) and value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run to choose from")
    return best


# %% wrong min_of_nan: lets min compare with NaN | fails best_nan, best_none
def best_run(runs):
    measured = [name for name in runs if len(runs[name]["val_loss"])]
    if not measured:
        raise ValueError("no run to choose from")
    return min(measured, key=lambda name: min(runs[name]["val_loss"]))


# %% wrong no_run_is_none: returns None where there is no run | fails best_none
def best_run(runs):
    best, lowest = None, float("inf")
    for name, run in runs.items():
        for value in run["val_loss"]:
            if not math.isnan(value) and value < lowest:
                best, lowest = name, value
    return best


# %% wrong first_epoch_decides: compares the first epochs | fails best_not_training, best_nan, best_ties
def best_run(runs):
    usable = {name: run["val_loss"][0] for name, run in runs.items() if run["val_loss"] and run["val_loss"][0] == run["val_loss"][0]}
    if not usable:
        raise ValueError("no run to choose from")
    return min(usable, key=usable.get)


# %% wrong run_ties_by_name: of equal runs, takes the first by name | fails best_ties
_right = best_run


def best_run(runs):
    return _right({name: runs[name] for name in sorted(runs)})


# %% wrong starts_from_one: a run has to be better than 1 | fails best_by_validation
def best_run(runs):
    best, lowest = None, 1.0
    for name, run in runs.items():
        for value in run["val_loss"]:
            if value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run")
    return best


# %% wrong rounded_to_three: compares losses rounded to three digits | fails best_by_validation
import math


def best_run(runs):
    found = {
        n: min(round(v, 3) for v in r["val_loss"] if not math.isnan(v))
        for n, r in runs.items()
        if any(not math.isnan(v) for v in r["val_loss"])
    }
    if not found:
        raise ValueError("no run")
    return min(found, key=found.get)


# %% wrong starts_from_ten: a run has to be better than 10 | fails best_by_validation
def best_run(runs):
    winner, lowest = None, 10.0
    for name, run in runs.items():
        for value in run["val_loss"]:
            if value < lowest:
                winner, lowest = name, value
    if winner is None:
        raise ValueError("no run has a validation loss")
    return winner


# %% wrong equals_by_training_loss: of equal runs, takes that of lower training loss | fails best_ties
def best_run(runs):
    found = {}
    for name, run in runs.items():
        usable = [n for n, value in enumerate(run["val_loss"]) if not math.isnan(value)]
        if usable:
            best = min(usable, key=lambda n: run["val_loss"][n])
            found[name] = run["val_loss"][best], run["loss"][best]
    if not found:
        raise ValueError("no run has a validation loss")
    return min(found, key=found.get)


# %% wrong last_nan_excludes: a run whose last loss is NaN cannot win | fails best_nan
def best_run(runs):
    found = {}
    for name, run in runs.items():
        values = list(run["val_loss"])
        if values and not math.isnan(values[-1]):
            found[name] = float(np.nanmin(values))
    if not found:
        raise ValueError("no run has a validation loss")
    return min(found, key=found.get)


# %% wrong names_cut: cuts names after 32 letters | fails best_by_validation
def best_run(runs):
    names = np.array(list(runs), dtype="U32")
    lowest = np.array(
        [min((value for value in run["val_loss"] if value == value), default=np.inf) for run in runs.values()]
    )
    if not any(value == value for run in runs.values() for value in run["val_loss"]):
        raise ValueError("no run has a validation loss")
    return str(names[int(np.argmin(lowest))])


# %% wrong compared_to_six_decimals: compares losses rounded to six decimals | fails best_by_validation
def best_run(runs):
    found = {}
    for name, run in runs.items():
        usable = [round(value, 6) for value in run["val_loss"] if not math.isnan(value)]
        if usable:
            found[name] = min(usable)
    if not found:
        raise ValueError("no run has a validation loss")
    return min(found, key=found.get)


# %% wrong huge_losses: takes losses above 1e12 for none | fails best_by_validation
def best_run(runs):
    best, lowest = None, 1e12
    for name, run in runs.items():
        for value in run["val_loss"]:
            if value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run has a validation loss")
    return best


# %% wrong warm_up_left_out: leaves out the first epoch of long runs | fails best_not_training
def best_run(runs):
    found = {}
    for name, run in runs.items():
        values = run["val_loss"][1:] if len(run["val_loss"]) > 5 else run["val_loss"]
        usable = [value for value in values if not math.isnan(value)]
        if usable:
            found[name] = min(usable)
    if not found:
        raise ValueError("no run has a validation loss")
    return min(found, key=found.get)


# %% wrong begins_at_1e15: begins its search at 1e15 | fails best_by_validation
def best_run(runs):
    best, lowest = None, 1e15
    for name, run in runs.items():
        for value in run["val_loss"]:
            if value < lowest:
                best, lowest = name, value
    if best is None:
        raise ValueError("no run has a validation loss")
    return best


# %% wrong compared_in_single_precision: compares in float32 | fails best_by_validation
def best_run(runs):
    lowest = {}
    for name, run in runs.items():
        losses = [value for value in run["val_loss"] if not math.isnan(value)]
        if losses:
            lowest[name] = np.float32(min(losses))
    if not lowest:
        raise ValueError("no run has a validation loss")
    return min(lowest, key=lowest.get)


# %% wrong rounded_ten: compares losses rounded to ten places | fails best_by_validation
def best_run(runs):
    lowest = {}
    for name, run in runs.items():
        losses = [value for value in run["val_loss"] if not math.isnan(value)]
        if losses:
            lowest[name] = round(min(losses), 10)
    if not lowest:
        raise ValueError("no run has a validation loss")
    return min(lowest, key=lowest.get)


# %% wrong validation_index_pairs: leaves out epochs whose training loss is NaN | fails best_nan
def best_run(runs):
    lowest = {}
    for name, run in runs.items():
        losses = [value for loss, value in zip(run["loss"], run["val_loss"]) if not math.isnan(loss + value)]
        if losses:
            lowest[name] = min(losses)
    if not lowest:
        raise ValueError("no run has a validation loss")
    return min(lowest, key=lowest.get)


# %% wrong zero_is_no_best: takes a best loss of exactly 0 for "none yet" | fails best_by_validation
def best_run(runs):
    best_name, best = None, None
    for name, run in runs.items():
        for value in run["val_loss"]:
            if not math.isnan(value) and (not best or value < best):
                best_name, best = name, value
    if best_name is None:
        raise ValueError("no run has a usable validation loss")
    return best_name


# %% wrong empty_is_list: recognises an empty val_loss by != [], which an empty tuple passes: nanmin of
#      nothing raises ValueError
#    | fails best_nan
def best_run(runs):
    best_name, best = None, math.inf
    for name, run in runs.items():
        if run["val_loss"] != []:
            lowest = float(np.nanmin(run["val_loss"]))
            if lowest < best:
                best_name, best = name, lowest
    if best_name is None:
        raise ValueError("no run has a usable validation loss")
    return best_name


# %% wrong a_million_for_none: a run without a usable loss counts as a million, which real losses may pass
#    | fails best_nan
def best_run(runs):
    if all(math.isnan(value) for run in runs.values() for value in run["val_loss"]):
        raise ValueError("no run has a validation loss")

    def lowest(name):
        return min((value for value in runs[name]["val_loss"] if not math.isnan(value)), default=1e6)

    return min(runs, key=lowest)


# %% wrong empty_name: a run whose name is the empty string is taken for none | fails best_by_validation
def best_run(runs):
    best, lowest = "", math.inf
    for name, run in runs.items():
        losses = [value for value in run["val_loss"] if not math.isnan(value)]
        if losses and min(losses) < lowest:
            best, lowest = name, min(losses)
    if not best:
        raise ValueError("no run has a usable validation loss")
    return best
