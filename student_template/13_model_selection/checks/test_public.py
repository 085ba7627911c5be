"""Checks the students receive. Models and event files come from support.py."""

import numpy as np

from autograder import expect

RNG = np.random.default_rng(13)
INPUTS = RNG.random((96, 6), dtype=np.float32)
TARGETS = (INPUTS[:, :2] - INPUTS[:, 2:4]).astype(np.float32)
TRAIN, VALIDATION = (INPUTS[:64], TARGETS[:64]), (INPUTS[64:], TARGETS[64:])
RUNS = {
    "wide": {"loss": [0.5, 0.3, 0.2], "val_loss": [0.6, 0.35, 0.4]},
    "deep": {"loss": [0.4, 0.25, 0.1, 0.05], "val_loss": [0.5, 0.45, 0.31, 0.33]},
}


def test_run_logged(submission):
    model, folder = submission.support.make_model([0.05, 0.05], 1, 1), submission.folder()
    submission.train_run(model, TRAIN, VALIDATION, folder, 3, seed=1)
    found = submission.support.logged(folder)
    for part in ("train", "validation"):
        losses = expect.sequence(expect.mapping(found, [part])[part])
        expect.that(
            len(losses) == 3 and np.isfinite(losses).all(),
            en=f"The event files in {part}/ should hold epoch_loss for each of the 3 epochs.",
            fr=f"Les fichiers d’événements de {part}/ devraient contenir epoch_loss pour chacune des 3 époques.",
            received=len(losses),
        )


def test_run_path(submission):
    model, folder = submission.support.make_model([0.05, 0.05], 1, 2), submission.folder()
    path = expect.text(submission.train_run(model, TRAIN, VALIDATION, f"{folder}/one/run", 2, seed=1))
    expect.that(
        path.replace("\\", "/").endswith("one/run/best.keras")
        and "one/run/best.keras" in submission.files(folder),
        en="The path of best.keras, in the folder given, was expected; and the file there.",
        fr="Le chemin de best.keras, dans le dossier donné, était attendu ; et le fichier à cet endroit.",
        received=path[-40:],
    )
    expect.model(submission.support.load(f"{folder}/one/run/best.keras"))


def test_read_values(submission):
    folder = submission.folder()
    submission.support.write_log(folder, "train", [0.5, 0.25, 0.125])
    submission.support.write_log(folder, "validation", [0.75, 0.5, 0.625])
    run = expect.mapping(submission.read_run(folder), ["loss", "val_loss"])
    expect.close(run["loss"], [0.5, 0.25, 0.125], of='read_run(folder)["loss"]')
    expect.close(run["val_loss"], [0.75, 0.5, 0.625], of='read_run(folder)["val_loss"]')


def test_table_rows(submission):
    table = expect.table(
        submission.comparison_table(RUNS), ["run", "epochs", "best_epoch", "loss", "val_loss"]
    )
    rows = dict(zip(table.column("run"), range(len(table.rows))))
    expect.that(
        sorted(map(str, rows)) == sorted(RUNS) and len(table.rows) == 2,
        en="One row for each run was expected.",
        fr="Une ligne par essai était attendue.",
        received=", ".join(map(str, table.column("run")))[:60],
    )
    for name, expected in {"wide": (3, 2, 0.3, 0.35), "deep": (4, 3, 0.1, 0.31)}.items():
        row = [table.column(column)[rows[name]] for column in ("epochs", "best_epoch", "loss", "val_loss")]
        for column, got, wanted in zip(("epochs", "best_epoch", "loss", "val_loss"), row, expected):
            expect.close(expect.number(got), wanted, of=f"{column}, {name}")


def test_best_by_validation(submission):
    expect.equal(expect.text(submission.best_run(RUNS)), "deep")


def test_measure_value(submission):
    folder = submission.folder()
    targets = np.ones((96, 3), np.float32)
    model = submission.support.write_model(f"{folder}/m.keras", 5, "mse")
    expected = float(np.mean((expect.array(model.call(INPUTS)) - targets) ** 2))
    expect.close(
        expect.number(submission.load_and_measure(f"{folder}/m.keras", INPUTS, targets)), expected, rtol=1e-4
    )


def test_tested_best(submission):
    test = submission.support.counting_test({"wide": 0.2, "deep": 0.4})
    name, error = expect.sequence(submission.select_and_test(RUNS, test), 2)
    expect.equal(expect.text(name), "deep")
    expect.close(expect.number(error), 0.4)
