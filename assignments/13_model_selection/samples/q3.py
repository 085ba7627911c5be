# %% right nanargmin: uses nanargmin and a stable sort
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=values[best])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% right sorted_rows: sorts the rows before making the table, columns in another order
def comparison_table(runs):
    def row(name):
        run = runs[name]
        numbers = [(value, epoch) for epoch, value in enumerate(run["val_loss"], 1) if value == value]
        value, epoch = min(numbers) if numbers else (float("nan"), float("nan"))
        loss = run["loss"][epoch - 1] if numbers else float("nan")
        return {"val_loss": value, "loss": loss, "best_epoch": epoch, "epochs": len(run["loss"]), "run": name}

    rows = [row(name) for name in runs]
    rows.sort(key=lambda each: (each["val_loss"] != each["val_loss"], each["val_loss"] if each["val_loss"] == each["val_loss"] else 0))
    return pd.DataFrame(rows).set_index(pd.Index(range(1, len(rows) + 1)))


# %% wrong epochs_from_zero: counts epochs from 0 | fails table_rows, table_first_of_equals, table_nan
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best, loss=run["loss"][best], val_loss=values[best])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong losses_of_last_epoch: tells the losses of the last epoch
#    | fails table_rows, table_sorted, table_first_of_equals, table_nan
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best + 1, loss=run["loss"][-1], val_loss=values[-1])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong lowest_training_loss: tells the lowest training loss
#    | fails table_rows, table_first_of_equals, table_nan
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best + 1, loss=min(run["loss"]), val_loss=values[best])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong best_last: puts the best run last | fails table_sorted
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=values[best])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values("val_loss", ascending=False, kind="stable", ignore_index=True)


# %% wrong unsorted: does not sort | fails table_sorted, table_unmeasured
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=values[best])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table


# %% wrong ties_by_name: sorts equal runs by name | fails table_sorted, table_unmeasured
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=values[best])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values(["val_loss", "run"], ignore_index=True)


# %% wrong last_of_equal_epochs: takes the last of equal epochs | fails table_first_of_equals
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = len(values) - 1 - int(np.nanargmin(values[::-1]))
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=values[best])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong nan_is_the_best: lets argmin choose NaN | fails table_nan
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.argmin(values))
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=values[best])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong unmeasured_left_out: leaves out runs without validation loss | fails table_unmeasured
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=values[best])
            rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong unmeasured_first: puts NaN first | fails table_unmeasured
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if np.isfinite(values).any():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=values[best])
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values("val_loss", kind="stable", na_position="first", ignore_index=True)


# %% wrong epochs_of_validation: counts the validation losses as epochs | fails table_unmeasured
import numpy as np
import pandas as pd


def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        v = np.array(run["val_loss"], float)
        ok = v.size and not np.isnan(v).all()
        i = int(np.nanargmin(v)) if ok else None
        rows.append({"run": name, "epochs": len(run["val_loss"]), "best_epoch": i + 1 if ok else np.nan, "loss": run["loss"][i] if ok else np.nan, "val_loss": v[i] if ok else np.nan})
    return pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"]).sort_values("val_loss", kind="stable")


# %% right nullable_integers: pandas' nullable columns, pd.NA where nothing can be said
def comparison_table(runs):
    columns = {"run": [], "epochs": [], "best_epoch": [], "loss": [], "val_loss": []}
    for name, run in runs.items():
        values = pd.Series(run["val_loss"], dtype="float64")
        best = int(values.idxmin()) if values.notna().any() else None
        columns["run"].append(name)
        columns["epochs"].append(len(run["loss"]))
        columns["best_epoch"].append(pd.NA if best is None else best + 1)
        columns["loss"].append(np.nan if best is None else run["loss"][best])
        columns["val_loss"].append(np.nan if best is None else values[best])
    table = pd.DataFrame(columns).astype({"best_epoch": "Int64"})
    return table.sort_values("val_loss", kind="mergesort")


# %% wrong sorted_by_training_loss: sorts by the training loss of the best epoch | fails table_sorted
_right = comparison_table


def comparison_table(runs):
    return _right(runs).sort_values("loss", kind="stable", ignore_index=True)


# %% wrong unstable_sort: sorts with the default, which mixes equal runs | fails table_sorted
_right = comparison_table


def comparison_table(runs):
    return _right(runs).set_index("run").loc[list(runs)].reset_index().sort_values("val_loss", ignore_index=True)


# %% wrong nan_cuts_the_run: counts no epoch after the first NaN | fails table_nan
_right = comparison_table


def comparison_table(runs):
    def cut(values):
        kept = []
        for value in values:
            if math.isnan(value):
                break
            kept.append(value)
        return kept

    table = _right({name: {**run, "val_loss": cut(run["val_loss"])} for name, run in runs.items()})
    return table


# %% wrong last_row_of_equal_runs: keeps the last of equal runs first | fails table_sorted, table_unmeasured
_right = comparison_table


def comparison_table(runs):
    return _right(dict(reversed(runs.items())))


# %% wrong unmeasured_is_zero: writes 0 where there is no validation loss | fails table_nan, table_unmeasured
_right = comparison_table


def comparison_table(runs):
    return _right(runs).fillna({"best_epoch": 0, "loss": 0.0})


# %% wrong ties_by_epoch: of equal runs, puts the one first that was sooner at its best | fails table_sorted
_right = comparison_table


def comparison_table(runs):
    return _right(runs).sort_values(["val_loss", "best_epoch"], kind="stable").reset_index(drop=True)


# %% wrong sorted_by_rounded: sorts by losses rounded to two digits | fails table_sorted
_right = comparison_table


def comparison_table(runs):
    table = _right(runs)
    order = {name: place for place, name in enumerate(runs)}
    return table.sort_values(by="run", key=lambda c: c.map(order)).sort_values(
        by="val_loss", key=lambda c: c.round(2), kind="stable"
    )


# %% wrong epochs_that_are_numbers: counts the training losses that are numbers | fails table_unmeasured
import math

_right = comparison_table


def comparison_table(runs):
    table = _right(runs)
    table["epochs"] = [sum(not math.isnan(x) for x in runs[name]["loss"]) for name in table["run"]]
    return table


# %% wrong unmeasured_by_name: sorts the runs without validation by name | fails table_unmeasured
import pandas as pd

_right = comparison_table


def comparison_table(runs):
    table = _right(runs)
    none = table["val_loss"].isna()
    return pd.concat([table[~none], table[none].sort_values("run")], ignore_index=True)


# %% wrong zero_is_nothing: takes a loss of 0 for none | fails table_sorted
_right = comparison_table


def comparison_table(runs):
    return _right(
        {
            name: {"loss": run["loss"], "val_loss": [x or float("nan") for x in run["val_loss"]]}
            for name, run in runs.items()
        }
    )


# %% wrong at_most_one: only losses below 1 can be the best | fails table_sorted, table_nan
_right = comparison_table


def comparison_table(runs):
    return _right(
        {
            name: {"loss": run["loss"], "val_loss": [x if x < 1 else float("nan") for x in run["val_loss"]]}
            for name, run in runs.items()
        }
    )


# %% wrong last_epoch_left_out: looks for the best before the last epoch | fails table_sorted, table_nan
_right = comparison_table


def comparison_table(runs):
    table = _right(
        {
            name: {
                "loss": r["loss"],
                "val_loss": [*r["val_loss"][:-1], float("nan")] if len(r["val_loss"]) > 1 else r["val_loss"],
            }
            for name, r in runs.items()
        }
    )
    return table


# %% wrong nan_as_a_million: takes NaN for a million, which very bad runs exceed | fails table_nan
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], dtype=float)
        row = [name, len(run["loss"]), math.nan, math.nan, math.nan]
        if values.size and not np.isnan(values).all():
            best = int(np.argmin(np.nan_to_num(values, nan=1e6)))
            row[2:] = best + 1, run["loss"][best], values[best]
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong training_nan_dropped: leaves out epochs whose training loss is NaN, too | fails table_nan
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        row = [name, len(run["loss"]), math.nan, math.nan, math.nan]
        if len(run["val_loss"]):
            epochs = pd.DataFrame({"loss": run["loss"], "val_loss": run["val_loss"]}).dropna()
            if len(epochs):
                best = epochs["val_loss"].idxmin()
                row[2:] = best + 1, epochs["loss"][best], epochs["val_loss"][best]
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong nan_at_both_ends: takes a run that begins and ends with NaN for one without numbers
#    | fails table_nan
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = list(run["val_loss"])
        row = [name, len(run["loss"]), math.nan, math.nan, math.nan]
        if values and not (math.isnan(values[0]) and math.isnan(values[-1])):
            best = int(np.nanargmin(values))
            row[2:] = best + 1, run["loss"][best], values[best]
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong nan_replaced_in_place: replaces NaN in the lists it was given | fails table_nan
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = run["val_loss"]
        row = [name, len(run["loss"]), math.nan, math.nan, math.nan]
        if any(value == value for value in values):
            for n, value in enumerate(values):
                if value != value:
                    values[n] = math.inf
            best = values.index(min(values))
            row[2:] = best + 1, run["loss"][best], values[best]
        else:
            values[:] = [math.inf] * len(values)
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong negative_losses: takes losses below 0 for missing | fails table_sorted
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        usable = [n for n, value in enumerate(run["val_loss"]) if value >= 0]
        row = [name, len(run["loss"]), math.nan, math.nan, math.nan]
        if usable:
            best = min(usable, key=lambda n: run["val_loss"][n])
            row[2:] = best + 1, run["loss"][best], run["val_loss"][best]
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong single_precision: compares in single precision | fails table_sorted
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.asarray(run["val_loss"], dtype=np.float32)
        row = [name, len(run["loss"]), math.nan, math.nan, math.nan]
        if np.isfinite(values).any() or np.isinf(values).any():
            best = int(np.nanargmin(values))
            row[2:] = best + 1, run["loss"][best], run["val_loss"][best]
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True, key=lambda column: column.astype("float32"))


# %% wrong nearly_equal_epochs: takes an earlier epoch within 1e-6 of the lowest | fails table_first_of_equals
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        usable = [place for place, value in enumerate(run["val_loss"]) if not math.isnan(value)]
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": math.nan, "loss": math.nan, "val_loss": math.nan}
        if usable:
            best = min(usable, key=lambda place: round(run["val_loss"][place], 6))
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=run["val_loss"][best])
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong unmeasured_none: None in the cells of a run without validation, which stays None if all runs are so
#    | fails table_unmeasured
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        usable = [place for place, value in enumerate(run["val_loss"]) if not math.isnan(value)]
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": None, "loss": None, "val_loss": None}
        if usable:
            best = min(usable, key=lambda place: run["val_loss"][place])
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=run["val_loss"][best])
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong rounded: rounds the losses to six places | fails table_rows
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        usable = [place for place, value in enumerate(run["val_loss"]) if not math.isnan(value)]
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": math.nan, "loss": math.nan, "val_loss": math.nan}
        if usable:
            best = min(usable, key=lambda place: run["val_loss"][place])
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=run["val_loss"][best])
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True).round(6)


# %% wrong lists_only: copies the losses by .copy(), which tuples have not | fails table_rows
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        losses = run["val_loss"].copy()
        usable = [place for place, value in enumerate(losses) if not math.isnan(value)]
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": math.nan, "loss": math.nan, "val_loss": math.nan}
        if usable:
            best = min(usable, key=lambda place: run["val_loss"][place])
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=run["val_loss"][best])
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong extra_column: keeps the old row numbers as a sixth column | fails table_rows
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        usable = [place for place, value in enumerate(run["val_loss"]) if not math.isnan(value)]
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": math.nan, "loss": math.nan, "val_loss": math.nan}
        if usable:
            best = min(usable, key=lambda place: run["val_loss"][place])
            row.update(best_epoch=best + 1, loss=run["loss"][best], val_loss=run["val_loss"][best])
        rows.append(row)
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable").reset_index()


# %% wrong empty_filled: an empty val_loss is filled with NaN in the caller's list | fails table_unmeasured
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        losses = run["val_loss"]
        if not losses and isinstance(losses, list):
            losses += [math.nan] * len(run["loss"])
        usable = [(value, i) for i, value in enumerate(losses) if not math.isnan(value)]
        row = {"run": name, "epochs": len(run["loss"])}
        row |= {"best_epoch": math.nan, "loss": math.nan, "val_loss": math.nan}
        if usable:
            value, best = min(usable)
            row |= {"best_epoch": best + 1, "loss": run["loss"][best], "val_loss": value}
        rows.append(row)
    return pd.DataFrame(rows).sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong lowest_loss_so_far: the lowest training loss up to the best epoch, which differs where it rose
#      again
#    | fails table_rows
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        values = np.array(run["val_loss"], dtype=float)
        row = {"run": name, "epochs": len(run["loss"]), "best_epoch": np.nan, "loss": np.nan, "val_loss": np.nan}
        if not np.isnan(values).all():
            best = int(np.nanargmin(values))
            row.update(best_epoch=best + 1, loss=float(np.min(run["loss"][: best + 1])), val_loss=values[best])
        rows.append(row)
    return pd.DataFrame(rows).sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong names_made_numbers: columns that look like numbers become numbers, and so do names such as "8" and
#      "016"
#    | fails table_rows
def comparison_table(runs):
    rows = {}
    for name, run in runs.items():
        validation = np.array(run["val_loss"], float)
        best = int(np.nanargmin(validation)) if np.isfinite(validation).any() else None
        at_best = [math.nan] * 3 if best is None else [best + 1, run["loss"][best], run["val_loss"][best]]
        rows[name] = [name, len(run["loss"]), *at_best]
    columns = ["run", "epochs", "best_epoch", "loss", "val_loss"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    for column in columns:  # all columns are objects otherwise
        try:
            table[column] = pd.to_numeric(table[column])
        except ValueError:
            pass
    return table.sort_values("val_loss", kind="stable", ignore_index=True)


# %% wrong float32_argmin: the lowest loss is looked for in float32, where losses a billionth apart are equal:
#      the earlier epoch wins
#    | fails table_first_of_equals
def comparison_table(runs):
    rows = []
    for name, run in runs.items():
        val_loss = np.asarray(run["val_loss"], dtype=np.float32)  # as Keras computes
        if np.isnan(val_loss).all():
            rows.append((name, len(run["loss"]), math.nan, math.nan, math.nan))
        else:
            best = int(np.nanargmin(val_loss))
            rows.append((name, len(run["loss"]), best + 1, run["loss"][best], run["val_loss"][best]))
    table = pd.DataFrame(rows, columns=["run", "epochs", "best_epoch", "loss", "val_loss"])
    return table.sort_values("val_loss", kind="stable", ignore_index=True)
