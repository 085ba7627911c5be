"""Sorts the rows before making the table, columns in another order."""


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
