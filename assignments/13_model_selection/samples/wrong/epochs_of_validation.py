"""Counts the validation losses as epochs."""

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
