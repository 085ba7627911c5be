"""Puts the best run last."""


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
