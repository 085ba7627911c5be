"""Checks that never leave the instructors' side: divergence, ties, NaN, resumed and long runs."""

import math

import numpy as np

from autograder import expect

NAN = math.nan
RNG = np.random.default_rng(1301)
INPUTS = RNG.random((112, 6), dtype=np.float32)
TARGETS = (INPUTS[:, :2] * INPUTS[:, 2:4]).astype(np.float32)
TRAIN, VALIDATION = (INPUTS[:64], TARGETS[:64]), (INPUTS[64:], TARGETS[64:])
COLUMNS = ["run", "epochs", "best_epoch", "loss", "val_loss"]


def test_run_best_epoch_kept(submission):
    for kind in ("contrary", "alike"):
        model, folder = submission.support.make_model([0.1, 0.1], 1, 7), submission.folder()
        # The untrained model's own answers as targets: all it learns takes it away from them, the first epoch is the best.
        untrained = expect.array(model.call(VALIDATION[0]), shape=VALIDATION[1].shape)
        validation = (VALIDATION[0], untrained) if kind == "contrary" else VALIDATION
        submission.train_run(model, TRAIN, validation, folder, 4, seed=2)
        losses = _validation_losses(submission, folder, 4)
        kept = expect.number(submission.support.mean_squared_error(f"{folder}/best.keras", *validation))
        expect.that(
            abs(kept - min(losses)) <= 1e-4 * (1 + min(losses)),
            en="The model in best.keras does not have the lowest validation loss of the run.",
            fr="Le modèle de best.keras n’a pas la perte de validation la plus basse de l’essai.",
            received=kept,
        )


def test_run_logs_true_losses(submission):
    model, folder = submission.support.make_model([0.1, 0.1], 1, 8), submission.folder()
    submission.train_run(model, TRAIN, VALIDATION, folder, 2, seed=3)
    losses = _validation_losses(submission, folder, 2)
    inputs, targets = VALIDATION
    # After the last epoch the model given still has the weights whose loss was logged last.
    last = float(np.mean((expect.array(model.call(inputs), shape=targets.shape) - targets) ** 2))
    expect.that(
        abs(losses[-1] - last) <= 1e-4 * (1 + last) or abs(min(losses) - last) <= 1e-4 * (1 + last),
        en="The validation loss in the logs is not the model's loss on the validation data.",
        fr="La perte de validation consignée n’est pas celle du modèle sur les données de validation.",
        received=losses[-1],
    )


def test_run_repeatable(submission):
    kept = []
    for seed in (4, 4):
        model, folder = submission.support.make_model([0.1, 0.1], 1, 9), submission.folder()
        submission.support.stir(len(kept))
        submission.train_run(model, TRAIN, VALIDATION, folder, 2, seed=seed)
        kept.append(submission.support.load(f"{folder}/best.keras"))
    first, second = (expect.array(expect.model(each).call(VALIDATION[0])) for each in kept)
    expect.close(second, first, atol=1e-6, of="train_run(…, seed=…)")


def test_read_every_epoch(submission):
    values = np.linspace(1, 0.25, 60).astype(np.float32)
    folder = submission.folder()
    submission.support.write_log(folder, "train", values.tolist())
    submission.support.write_log(folder, "validation", (values + 0.5).tolist())
    run = expect.mapping(submission.read_run(folder), ["loss", "val_loss"])
    for key, expected in (("loss", values), ("val_loss", values + np.float32(0.5))):
        got = expect.sequence(run[key], 60, of=f'read_run(…)["{key}"]')
        expect.close(list(got), expected, rtol=1e-5, of=f'read_run(…)["{key}"]')


def test_read_resumed(submission):
    folder = submission.folder()
    for part, shift in (("train", 0.0), ("validation", 1.0)):
        # The file of the second half sorts first.
        submission.support.write_log(folder, part, [0.125 + shift, 0.0625 + shift], first=2)
        submission.support.write_log(folder, part, [0.5 + shift, 0.25 + shift], first=0)
    run = expect.mapping(submission.read_run(folder), ["loss", "val_loss"])
    expect.close(run["loss"], [0.5, 0.25, 0.125, 0.0625], of='read_run(…)["loss"]')
    expect.close(run["val_loss"], [1.5, 1.25, 1.125, 1.0625], of='read_run(…)["val_loss"]')


def test_read_without_validation(submission):
    folder = submission.folder()
    submission.support.write_log(folder, "train", [0.5, 0.25])
    run = expect.mapping(submission.read_run(folder), ["loss", "val_loss"])
    expect.close(run["loss"], [0.5, 0.25], of='read_run(…)["loss"]')
    expect.sequence(run["val_loss"], 0, of='read_run(…)["val_loss"]')


def test_read_nothing(submission):
    folder = submission.put_many({"notes.txt": b"not a log"})
    expect.raises(
        submission.read_run, folder, kinds=("FileNotFoundError",), mentions=(folder.rsplit("/")[-1],)
    )


def test_table_sorted(submission):
    runs = {
        "b": _run([0.4, 0.3]),
        "c": _run([0.2, 0.5]),
        "a": _run([0.3]),
        "d": _run([0.9, 0.2, 0.8]),
    }
    expect.equal(_table(submission, runs).column("run"), ("c", "d", "b", "a"))


def test_table_first_of_equals(submission):
    table = _table(submission, {"one": {"loss": [0.9, 0.8, 0.7], "val_loss": [0.5, 0.25, 0.25]}})
    expect.equal(expect.number(table.column("best_epoch")[0]), 2.0, of="best_epoch")
    expect.close(expect.number(table.column("loss")[0]), 0.8, of="loss")


def test_table_nan(submission):
    runs = {
        "starts": {"loss": [0.5, 0.4, 0.3], "val_loss": [NAN, 0.6, 0.7]},
        "ends": {"loss": [0.5, 0.4, 0.3], "val_loss": [0.55, 0.5, NAN]},
    }
    table = _table(submission, runs)
    rows = {name: position for position, name in enumerate(table.column("run"))}
    for name, epoch, loss, value in (("starts", 2, 0.4, 0.6), ("ends", 2, 0.4, 0.5)):
        for column, expected in (("best_epoch", epoch), ("loss", loss), ("val_loss", value)):
            expect.close(expect.number(table.column(column)[rows.get(name, 0)]), expected, of=column)


def test_table_unmeasured(submission):
    runs = {
        "empty": {"loss": [0.1, 0.05], "val_loss": []},
        "lost": {"loss": [0.2], "val_loss": [NAN]},
        "good": _run([0.9]),
    }
    table = _table(submission, runs)
    expect.equal(table.column("run"), ("good", "empty", "lost"))
    epochs = [expect.number(value) for value in table.column("epochs")]
    expect.close(epochs, [1, 2, 1], of="epochs")
    for column in ("best_epoch", "loss", "val_loss"):
        for value in table.column(column)[1:]:
            expect.that(
                value is None or (type(value) is float and math.isnan(value)),
                en=f"{column} should be empty (NaN) for a run without a validation loss.",
                fr=f"{column} devrait être vide (NaN) pour un essai sans perte de validation.",
            )


def test_best_not_training(submission):
    runs = {
        "learns_by_heart": {"loss": [0.5, 0.01], "val_loss": [0.6, 0.7]},
        "best_early": {"loss": [0.5, 0.4, 0.3], "val_loss": [0.9, 0.2, 0.95]},
        "best_at_the_end": {"loss": [0.5, 0.4], "val_loss": [0.99, 0.4]},
    }
    expect.equal(expect.text(submission.best_run(runs)), "best_early")


def test_best_nan(submission):
    runs = {
        "diverged": {"loss": [NAN, NAN], "val_loss": [NAN, NAN]},
        "empty": {"loss": [0.1], "val_loss": []},
        "fair": _run([0.5, 0.6]),
        "best": {"loss": [NAN, 0.5, 0.5], "val_loss": [NAN, 0.4, 0.45]},
        "poor": _run([0.7, NAN]),
    }
    expect.equal(expect.text(submission.best_run(runs)), "best")


def test_best_ties(submission):
    runs = {"z": _run([0.5, 0.3]), "y": _run([0.3, 0.5]), "a": _run([0.3]), "m": _run([0.9])}
    expect.equal(expect.text(submission.best_run(runs)), "z")


def test_best_none(submission):
    for runs in ({}, {"a": {"loss": [0.1], "val_loss": []}}, {"a": {"loss": [NAN], "val_loss": [NAN]}}):
        expect.raises(submission.best_run, runs, kinds=("ValueError",))


def test_measure_any_model(submission):
    folder = submission.folder()
    for position, loss in enumerate(("mae", "mean_squared_logarithmic_error")):
        model = submission.support.write_model(f"{folder}/{loss}.keras", 50 + position, loss)
        # Not a multiple of the batch size, and rows of very different error.
        inputs = np.concatenate([INPUTS[:33], 40 * INPUTS[:4]])
        targets = np.random.default_rng(130).random((37, 3), dtype=np.float32)
        expected = float(np.mean((expect.array(model.call(inputs)) - targets) ** 2))
        got = expect.number(submission.load_and_measure(f"{folder}/{loss}.keras", inputs, targets))
        expect.close(got, expected, rtol=1e-4)


def test_measure_missing(submission):
    folder = submission.folder()
    kinds = ("FileNotFoundError",)
    targets = np.zeros((112, 3), np.float32)
    expect.raises(
        submission.load_and_measure,
        f"{folder}/lost.keras",
        INPUTS,
        targets,
        kinds=kinds,
        mentions=("lost.keras",),
    )


def test_tested_once(submission):
    runs = {"a": _run([0.1, 0.5]), "b": _run([0.4]), "c": _run([0.3, 0.2])}
    test = submission.support.counting_test({"a": 0.9, "b": 0.1, "c": 0.5})
    name, error = expect.sequence(submission.select_and_test(runs, test), 2)
    asked = expect.sequence(test.attribute("asked"))
    expect.that(
        len(asked) == 1,
        en="evaluate should be called once: whoever looks at the test set more often chooses by it.",
        fr="evaluate devrait être appelée une seule fois : qui regarde plus souvent le jeu de test choisit d’après lui.",
        received=len(asked),
    )
    expect.equal(expect.text(name), "a")
    expect.close(expect.number(error), 0.9)


def _run(losses):
    return {"loss": [0.5] * len(losses), "val_loss": losses}


def _table(submission, runs):
    return expect.table(submission.comparison_table(runs), COLUMNS)


def _validation_losses(submission, folder, epochs):
    found = expect.mapping(submission.support.logged(folder), ["validation"])["validation"]
    losses = [expect.number(value) for value in expect.sequence(found)]
    expect.that(
        len(losses) == epochs,
        en="The event files in validation/ should hold epoch_loss for every epoch.",
        fr="Les fichiers d’événements de validation/ devraient contenir epoch_loss pour chaque époque.",
        received=len(losses),
    )
    return losses
