"""Takes the last of equal epochs."""


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
