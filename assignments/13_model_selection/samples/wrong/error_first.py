"""Returns the error before the name."""


def select_and_test(runs, evaluate):
    name = best_run(runs)
    return evaluate(name), name
