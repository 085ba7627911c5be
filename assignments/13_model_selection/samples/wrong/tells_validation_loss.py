"""Returns the validation loss."""


def select_and_test(runs, evaluate):
    name = best_run(runs)
    evaluate(name)
    return name, min(runs[name]["val_loss"])
