"""Chooses by the last epoch."""


def select_and_test(runs, evaluate):
    name = min(runs, key=lambda each: runs[each]["val_loss"][-1])
    return name, evaluate(name)
