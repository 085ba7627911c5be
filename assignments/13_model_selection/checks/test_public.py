"""Checks the students receive. Models and event files come from support.py."""

import math

import numpy as np

from autograder import expect
from autograder.base.verdict import AnswerError

NAN = math.nan
COLUMNS = ["run", "epochs", "best_epoch", "loss", "val_loss"]

RNG = np.random.default_rng(13)
INPUTS = RNG.random((96, 6), dtype=np.float32)
TARGETS = (INPUTS[:, :2] - INPUTS[:, 2:4]).astype(np.float32)
TRAIN, VALIDATION = (INPUTS[:64], TARGETS[:64]), (INPUTS[64:], TARGETS[64:])
RUNS = {
    "wide": {"loss": [0.5, 0.301234, 0.2], "val_loss": [0.6, 0.351234, 0.4]},
    "deep": {"loss": [0.4, 0.25, 0.1, 0.05], "val_loss": [0.5, 0.45, 0.311234, 0.33]},
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
            expected=3 if len(losses) != 3 else None,
            received=len(losses),
        )
        steps = expect.sequence(submission.support.steps_logged(folder, part))
        expect.that(
            len(set(steps)) == 3,
            en=f"The values of epoch_loss in {part}/ do not stand at a step of their own each: TensorBoard shows no curve.",
            fr=f"Les valeurs de epoch_loss dans {part}/ n’ont pas chacune leur étape (step) : TensorBoard n’affiche pas de courbe.",
            received=", ".join(map(str, steps)),
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
    expect.that(
        _best(submission, f"{folder}/one/run").compiled,
        en="The model in best.keras is not compiled: it has lost its loss and its optimiser on the way.",
        fr="Le modèle de best.keras n’est pas compilé : il a perdu en route sa perte et son optimiseur.",
    )


def test_read_values(submission):
    folder = submission.folder()
    submission.support.write_log(folder, "train", [0.5, 0.25, 0.25, 0.125])
    submission.support.write_log(folder, "validation", [0.75, 0.5, 0.625, 0.5])
    run = expect.mapping(submission.read_run(folder), ["loss", "val_loss"])
    expect.close(run["loss"], [0.5, 0.25, 0.25, 0.125], of='read_run(folder)["loss"]')
    expect.close(run["val_loss"], [0.75, 0.5, 0.625, 0.5], of='read_run(folder)["val_loss"]')
    expect.that(
        submission.support.plain_floats(submission.reference("read_run"), folder) is True,
        en="The losses should be Python floats, not numbers or arrays of NumPy.",
        fr="Les pertes devraient être des flottants Python, et non des nombres ou des tableaux NumPy.",
        of="read_run(folder)",
    )


def test_table_rows(submission):
    table = expect.table(
        submission.comparison_table(RUNS), ["run", "epochs", "best_epoch", "loss", "val_loss"]
    )
    rows = dict(zip(table.column("run"), range(len(table.rows))))
    expect.that(
        sorted(map(str, rows)) == sorted(RUNS) and len(table.rows) == 2,
        en="One row for each run was expected.",
        fr="Une ligne par essai était attendue.",
        expected=", ".join(RUNS),
        received=", ".join(map(str, table.column("run")))[:60],
    )
    for name, expected in {"wide": (3, 2, 0.301234, 0.351234), "deep": (4, 3, 0.1, 0.311234)}.items():
        row = [table.column(column)[rows[name]] for column in ("epochs", "best_epoch", "loss", "val_loss")]
        for column, got, wanted in zip(("epochs", "best_epoch", "loss", "val_loss"), row, expected):
            expect.close(expect.number(got), wanted, of=f"{column}, {name}")


def test_best_by_validation(submission):
    expect.equal(expect.text(submission.best_run(RUNS)), "deep")
    # Losses above 1, and close to one another.
    runs = {
        "far": {"loss": [0.9], "val_loss": [2.5]},
        "close": {"loss": [0.8, 0.7], "val_loss": [1.5003, 1.7]},
        "lowest": {"loss": [0.6], "val_loss": [1.5001]},
    }
    expect.equal(expect.text(submission.best_run(runs)), "lowest")
    runs = {"far": {"loss": [0.9], "val_loss": [3e9]}, "less far": {"loss": [0.8], "val_loss": [2e9]}}
    expect.equal(expect.text(submission.best_run(runs)), "less far")


def test_measure_value(submission):
    folder = submission.folder()
    targets = np.ones((96, 3), np.float32)
    model = submission.support.write_model(f"{folder}/m.keras", 5, "mse")
    expected = float(np.mean((expect.array(model.call(INPUTS), shape=targets.shape) - targets) ** 2))
    expect.close(
        expect.number(submission.load_and_measure(f"{folder}/m.keras", INPUTS, targets)), expected, rtol=1e-4
    )
    measure = submission.reference("load_and_measure")
    expect.that(
        submission.support.plain_floats(measure, f"{folder}/m.keras", INPUTS, targets) is True,
        en="The error should be a Python float, not a number of NumPy or a tensor.",
        fr="L’erreur devrait être un flottant Python, et non un nombre NumPy ou un tenseur.",
        of="load_and_measure(…)",
    )


def test_tested_best(submission):
    test = submission.support.counting_test({"wide": 0.2, "deep": 0.401234})
    name, error = expect.sequence(submission.select_and_test(RUNS, test), 2)
    expect.equal(expect.text(name), "deep")
    expect.close(expect.number(error), 0.401234)


def test_run_best_epoch_kept(submission):
    # The model of the checks swings about the training targets, 0: after five epochs its answers were -0.8, 0.64,
    # -0.512, 0.41 and -0.33. The validation targets make the first or the second of few or many epochs the best, or,
    # each a little better than the one before, the last; or no epoch as good as the model was before. For 0.527 the fourth
    # epoch is nearly as good as the second, the best.
    inputs, targets = np.zeros((32, 6), np.float32), np.zeros((32, 2), np.float32)
    for wanted, epochs in ((-0.8, 15), (0.527, 5), (0.0, 20), (1.0, 3)):
        model, folder = submission.support.swinging(), submission.folder()
        validation = inputs[:8], np.full((8, 2), wanted, np.float32)
        if epochs == 3:  # An older model in the folder, with other outputs, neither stays nor counts.
            submission.support.write_model(f"{folder}/best.keras", 7, "mse")
        submission.train_run(model, (inputs, targets), validation, folder, epochs, seed=2)
        kept = _best(submission, folder)
        answer = expect.array(kept.call(inputs[:8]), shape=(8, 2), of="best.keras")
        found = expect.mapping(submission.support.logged(folder), ["validation"])["validation"]
        losses = [expect.number(value) for value in expect.sequence(found)]
        error = float(np.mean((answer.astype(np.float64) - wanted) ** 2))
        lowest = min(losses, default=0.0)
        expect.that(
            len(losses) == epochs,
            en=f"The event files in validation/ should hold epoch_loss for each of the {epochs} epochs.",
            fr=f"Les fichiers d’événements de validation/ devraient contenir epoch_loss pour chacune des {epochs} époques.",
            expected=epochs,
            received=len(losses),
        )
        expect.that(
            abs(error - lowest) <= 1e-4 * (1 + lowest),
            en="The model in best.keras is not that of the epoch with the lowest validation loss, of those logged.",
            fr="Le modèle de best.keras n’est pas celui de l’époque de plus faible perte de validation, parmi celles consignées.",
            expected=f"{lowest:.4f}",
            received=f"{error:.4f}; {', '.join(f'{each:.4f}' for each in losses)}",
        )


def test_read_every_epoch(submission):
    values = np.linspace(1, 0.25, 1100).astype(np.float32)
    folder = submission.folder()
    submission.support.write_log(folder, "train", values.tolist())
    submission.support.write_log(folder, "validation", (values + 0.5).tolist())
    run = expect.mapping(submission.read_run(folder), ["loss", "val_loss"])
    for key, expected in (("loss", values), ("val_loss", values + np.float32(0.5))):
        got = expect.sequence(run[key], len(values), of=f'read_run(…)["{key}"]')
        expect.close(list(got), expected, rtol=1e-5, of=f'read_run(…)["{key}"]')


def test_table_sorted(submission):
    # Many runs, and many equal ones among them: a sort that is not stable shows. Neither their lengths nor the places of
    # their best epochs follow their order; some losses are close to one another, some are 0 or above 1.
    lowest = [1.5, 0.3, 2.5e6, 0.3001, 0.0, 0.3]
    runs = {}
    for n in range(42):
        losses = [9e9] * (2 + 5 * n % 3)
        losses[-1 - n % 2] = lowest[n % 6]
        runs[f"run {(11 * n) % 42}"] = {"loss": [0.9 - n / 84] * len(losses), "val_loss": losses}
    found = table_of(submission, runs).column("run")
    losses = [min(runs[name]["val_loss"]) if name in runs else None for name in found]
    expect.that(
        None not in losses and losses == sorted(losses),
        en="The runs are not sorted by their lowest validation loss, the best first.",
        fr="Les essais ne sont pas triés par leur perte de validation la plus basse, le meilleur d’abord.",
    )
    expect.that(
        found == tuple(sorted(runs, key=lambda name: min(runs[name]["val_loss"]))),
        en="Runs that are equally good do not keep the order in which they were given.",
        fr="Des essais aussi bons les uns que les autres ne gardent pas l’ordre dans lequel ils ont été donnés.",
    )


def test_table_nan(submission):
    runs = {
        "starts": {"loss": [0.5, 0.4, 0.3], "val_loss": [NAN, 0.7, 0.6]},  # at its best in the last epoch
        "ends": {"loss": [0.5, 0.4, 0.3], "val_loss": [0.55, 0.5, NAN]},
    }
    table = table_of(submission, runs)
    rows = {name: position for position, name in enumerate(table.column("run"))}
    for name, epoch, loss, value in (("starts", 3, 0.3, 0.6), ("ends", 2, 0.4, 0.5)):
        for column, expected in (("best_epoch", epoch), ("loss", loss), ("val_loss", value)):
            got = expect.number(table.column(column)[rows.get(name, 0)], of=f"{column}, {name}")
            expect.close(got, expected, of=f"{column}, {name}")


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
        "fair": run_of([0.5, 0.6]),
        "best": {"loss": [NAN, 0.5, 0.5], "val_loss": [NAN, 0.4, 0.45]},
        "poor": run_of([0.7, NAN]),
    }
    expect.equal(expect.text(submission.best_run(runs)), "best")


def test_measure_any_model(submission):
    folder = submission.folder()
    for position, loss in enumerate(("mae", "mean_squared_logarithmic_error")):
        model = submission.support.write_model(f"{folder}/{loss}.keras", 50 + position, loss)
        # Not a multiple of the batch size, and rows of very different error.
        inputs = np.concatenate([INPUTS[:33], 40 * INPUTS[:4]])
        targets = np.random.default_rng(130).random((37, 3), dtype=np.float32)
        for count in (37, 1):
            expected = float(
                np.mean((expect.array(model.call(inputs[:count]), shape=(count, 3)) - targets[:count]) ** 2)
            )
            measured = submission.load_and_measure(f"{folder}/{loss}.keras", inputs[:count], targets[:count])
            expect.close(expect.number(measured), expected, rtol=1e-4)
    # A model of pictures, with a layer that works in training only.
    model = submission.support.write_picture_model(f"{folder}/pictures.keras", 52)
    targets = np.random.default_rng(131).random((9, 4, 3, 2), dtype=np.float32)
    answer = expect.array(model.call(INPUTS[:9]), shape=targets.shape)
    measured = submission.load_and_measure(f"{folder}/pictures.keras", INPUTS[:9], targets)
    expect.close(expect.number(measured), float(np.mean((answer - targets) ** 2)), rtol=1e-4)


def test_tested_once(submission):
    for runs, best in (
        ({"a": run_of([0.1, 0.5]), "b": run_of([0.4]), "c": run_of([0.3, 0.2])}, "a"),
        ({"a": run_of([0.4, 0.3]), "b": run_of([0.2]), "c": run_of([0.5, 0.2])}, "b"),
    ):
        test = submission.support.counting_test({"a": 0.9, "b": 0.7, "c": 0.1})
        name, error = expect.sequence(submission.select_and_test(runs, test), 2)
        asked = expect.sequence(test.attribute("asked"))
        expect.that(
            len(asked) == 1,
            en="evaluate should be called once: whoever looks at the test set more often chooses by it.",
            fr="evaluate devrait être appelée une seule fois : qui regarde plus souvent le jeu de test choisit d’après lui.",
            expected=1,
            received=len(asked),
        )
        expect.equal(expect.text(name), best)
        expect.close(expect.number(error), {"a": 0.9, "b": 0.7, "c": 0.1}[best])
    # NaN and a run without validation: what best_run makes of them is another check's matter, if not that it is asked.
    runs = {"c": run_of([0.3]), "b": run_of([NAN, 0.2]), "e": run_of([])}
    if _best_of(submission, runs) == "b":
        test = submission.support.counting_test(dict.fromkeys("bce", 0.5))
        name, _ = expect.sequence(submission.select_and_test(runs, test), 2)
        expect.equal(expect.text(name), "b")


def _best_of(submission, runs):
    """Return what best_run says, or None where it says nothing."""
    try:
        return submission.best_run(runs)
    except AnswerError:
        return None


def run_of(losses):
    return {"loss": [0.5] * len(losses), "val_loss": losses}


def table_of(submission, runs):
    table = expect.table(submission.comparison_table(runs), COLUMNS)
    expect.that(table.rows, en="The table has no rows.", fr="Le tableau n’a aucune ligne.")
    return table


def _best(submission, folder):
    expect.that(
        "best.keras" in submission.files(folder),
        en="After the call there is no file best.keras in the folder of the run.",
        fr="Après l’appel, il n’y a pas de fichier best.keras dans le dossier de l’essai.",
        expected="best.keras",
        received=", ".join(submission.files(folder))[:80] or "—",
    )
    model = submission.support.load(f"{folder}/best.keras")
    expect.that(
        model is not None,
        en="The file best.keras is there, but Keras cannot open it as a whole model.",
        fr="Le fichier best.keras est là, mais Keras ne peut pas l’ouvrir comme modèle entier.",
    )
    return expect.model(model)
