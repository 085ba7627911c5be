"""Tests every run, though it chooses by validation."""


def select_and_test(runs, evaluate):
    errors = {name: evaluate(name) for name in runs}
    name = best_run(runs)
    return name, errors[name]
