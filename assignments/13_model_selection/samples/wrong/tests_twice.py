"""Tests the best run twice."""


def select_and_test(runs, evaluate):
    evaluate(best_run(runs))
    return best_run(runs), evaluate(best_run(runs))
