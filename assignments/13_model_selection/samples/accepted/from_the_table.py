"""Takes the first row of the table."""


def select_and_test(runs, evaluate):
    name = comparison_table(runs).iloc[0]["run"]
    return name, evaluate(name)
