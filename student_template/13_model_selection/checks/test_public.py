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
            fr=f"Les valeurs de epoch_loss dans {part}/ n’ont pas chacune leur étape (step) : TensorBoard n’affiche pas de courbe.",
            received=", ".join(map(str, steps)),
        )


def test_run_path(submission):
    model, folder = submission.support.make_model([0.05, 0.05], 1, 2), submission.folder()
    # The folder is told from the current one, and leads to the same place before the call and after it.
    path, still_there = expect.sequence(
        submission.support.train_from(
            submission.reference("train_run"), folder, model, TRAIN, VALIDATION, "one/run", 2, 1
        ),
        length=2,
    )
    of = 'train_run(…, "one/run", 2, 1)'
    expect.that(
        type(path) is str,  # as which a Path arrives here
        en="The path of best.keras, a Path, was expected as the result.",
        fr="Le chemin de best.keras, un Path, était attendu comme résultat.",
        expected="Path('…/one/run/best.keras')",
        received="None" if path is None else path,
        of=of,
    )
    expect.that(
        path.replace("\\", "/").endswith("one/run/best.keras")
        and "one/run/best.keras" in submission.files(folder),
        en="The path of best.keras, in the folder given, was expected; and the file there.",
        fr="Le chemin de best.keras, dans le dossier donné, était attendu ; et le fichier à cet endroit.",
        expected="…/one/run/best.keras",
        received=path[-40:],
        of=of,
    )
    expect.that(
        still_there is True,
        en="For a folder told from the current one, best.keras is no longer there after the call: the current folder was changed, and a next call would write elsewhere.",
        fr="Pour un dossier donné à partir du dossier courant, best.keras n’y est plus après l’appel : le dossier courant a été changé, et un appel suivant écrirait ailleurs.",
        of=of,
    )
    kept = _best(submission, f"{folder}/one/run")
    expect.that(
        kept.compiled,
        en="The model in best.keras is not compiled: it has lost its loss and its optimiser on the way.",
        fr="Le modèle de best.keras n’est pas compilé : il a perdu en route sa perte et son optimiseur.",
    )
    # How the model received was trained is another check's matter.
    expect.that(
        (kept.optimizer, kept.loss) == (model.optimizer, model.loss),
        en="The model in best.keras is compiled with another optimiser or another loss than the model received.",
        fr="Le modèle de best.keras est compilé avec un autre optimiseur ou une autre perte que le modèle reçu.",
        expected=f"{model.optimizer}, {model.loss}",
        received=f"{kept.optimizer}, {kept.loss}",
    )


def test_read_values(submission):
    # A folder may have any name, and so may those it lies in.
    folder = f"{submission.folder()}/validation/train/validation of train [0.1]"
    loss, val_loss = [0.5, 0.25, 0.25, 0.125, 0.25, 0.125], [0.75, 0.5, 0.625, 0.5, 0.5, 0.5]
    submission.support.write_log(folder, "train", loss)
    submission.support.write_log(folder, "validation", val_loss)
    run = expect.mapping(submission.read_run(folder), ["loss", "val_loss"])
    expect.that(
        len(run) == 2,
        en="The dictionary should have these two keys, and no others.",
        fr="Le dictionnaire devrait avoir ces deux clés, et aucune autre.",
        expected="loss, val_loss",
        received=", ".join(map(str, run))[:80],
        of="read_run(folder)",
    )
    expect.close(run["loss"], loss, of='read_run(folder)["loss"]')
    expect.close(run["val_loss"], val_loss, of='read_run(folder)["val_loss"]')
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
    expect.that(
        len(table.columns) == 5,
        en="The table should have these five columns, and no others.",
        fr="Le tableau devrait avoir ces cinq colonnes, et aucune autre.",
        expected=", ".join(COLUMNS),
        received=", ".join(map(str, table.columns))[:80],
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
            of = f'table.loc[table.run == "{name}", "{column}"]'
            expect.close(expect.number(got, of=of), wanted, of=of)
    # The training loss is that of the epoch, also where it was lower, and higher, before.
    table = expect.table(
        submission.comparison_table(
            {"rough": {"loss": [0.2, 0.4, 0.3, 0.1], "val_loss": [0.7, 0.6, 0.5, 0.8]}}
        ),
        COLUMNS,
    )
    of = 'table.loc[table.run == "rough", "loss"]'
    (loss,) = expect.sequence(table.column("loss"), 1, of="table.loss")
    expect.close(expect.number(loss, of=of), 0.3, of=of)
    # Small losses, as they are, and a name that could be read as a number; and tuples do as well as lists.
    small = {"016": {"loss": [3.21234e-8, 0.5], "val_loss": [6.54321e-8, 0.5]}}
    for find in (
        submission.comparison_table,
        lambda runs: submission.support.with_tuples(submission.reference("comparison_table"), runs),
    ):
        table = expect.table(find(small), COLUMNS)
        expect.equal(table.column("run"), ("016",), of="table.run")
        for column, wanted in (("loss", 3.21234e-8), ("val_loss", 6.54321e-8)):
            expect.sequence(table.column(column), 1, of=f"table.{column}")
            expect.close(
                expect.number(table.column(column)[0]), wanted, atol=0.0, rtol=1e-6, of=f"table.{column}"
            )


def test_best_by_validation(submission):
    expect.equal(expect.text(submission.best_run(RUNS)), "deep")
    # Losses above 1, and close to one another.
    runs = {
        "far": {"loss": [0.9], "val_loss": [2.5]},
        "close": {"loss": [0.8, 0.7], "val_loss": [1.5003, 1.7]},
        "lowest": {"loss": [0.6], "val_loss": [1.5001]},
    }
    expect.equal(expect.text(submission.best_run(runs)), "lowest")
    runs = {"close": run_of([4.2e-8]), "closest": run_of([4e-8]), "closer": run_of([4.1e-8])}
    runs["closest"]["loss"] = [0.4]
    expect.equal(expect.text(submission.best_run(runs)), "closest")
    runs = {"close": run_of([0.5 + 3e-13]), "closest": run_of([0.5 + 1e-13]), "closer": run_of([0.5 + 2e-13])}
    runs["closest"]["loss"] = [0.4]
    expect.equal(expect.text(submission.best_run(runs)), "closest")
    # Any text is a name.
    expect.equal(expect.text(submission.best_run({"": run_of([0.3]), "far": run_of([0.4])})), "")
    # A loss of 0, and runs after it.
    runs = {"close": run_of([0.1]), "none": run_of([0.0]), "far": run_of([0.2])}
    runs["none"]["loss"] = [0.4]
    expect.equal(expect.text(submission.best_run(runs)), "none")
    found = submission.support.with_tuples(submission.reference("best_run"), RUNS)  # they do as well as lists
    expect.equal(expect.text(found), "deep", of="best_run(…)")
    runs = {"far": {"loss": [0.9], "val_loss": [3e9]}, "less far": {"loss": [0.8], "val_loss": [2e9]}}
    expect.equal(expect.text(submission.best_run(runs)), "less far")
    runs = {"Adam, 0.001, code 32, noise 0.5, second try": run_of([2e300]), "far": run_of([3e300])}
    expect.equal(expect.text(submission.best_run(runs)), min(runs))


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
    errors = {"wide": 0.2, "deep": 0.40123456789}
    test = submission.support.counting_test(errors)
    name, error = expect.sequence(submission.select_and_test(RUNS, test), 2)
    expect.equal(name, _best_or_chosen(submission, RUNS, "deep", name))
    expect.close(expect.number(error), errors[name], atol=0.0, rtol=1e-9)


def test_run_best_epoch_kept(submission):
    # The model of the checks swings about the training targets, 0: after five epochs its answers were -0.8, 0.64,
    # -0.512, 0.41 and -0.33. The validation targets make the first or the second of few or many epochs the best, or,
    # each a little better than the one before, the last; or no epoch as good as the model was before. For 0.527 the fourth
    # epoch is nearly as good as the second, the best; for 0.5248 it is better, by a millionth. With a rate of 2.01 its
    # answers grow: the loss never falls, and the first epoch is the best. By the Huber loss -0.8 is the
    # best, by the mean squared error 0.64, and with the penalty that the validation loss of Keras holds too -0.33.
    # With a rate of 1.5 the answer after the first epoch is -0.5, and the loss exactly 0.
    # With a rate of a million the loss becomes NaN; by the loss "gap" it is NaN in the second
    # epoch and in every other one (NaN in the first is what ModelCheckpoint takes for the best).
    inputs, targets = np.zeros((32, 6), np.float32), np.zeros((32, 2), np.float32)
    for loss, rate, wanted, epochs in (
        ("mse", 2.01, -0.8, 52),
        ("mse", 1.8, 0.527, 5),
        ("mse", 1.8, 0.52479783, 5),
        ("mse", 1.8, 0.0, 10),
        ("mse", 1.8, 1.0, 3),
        ("mse", 1.8, 1.0, 1),
        ("mse", 1.5, -0.5, 3),
        ("huber", 1.8, np.repeat([-2.5, 6.0], [5, 3])[:, None], 6),
        ("mse", 1e6, 0.0, 8),
        ("gap", 1.8, -0.5, 5),
    ):
        model, folder = submission.support.swinging(loss, rate), submission.folder()
        validation = inputs[:8], np.full((8, 2), wanted, np.float32)
        if epochs == 3:  # An older model in the folder, with other outputs, neither stays nor counts.
            submission.support.write_model(f"{folder}/best.keras", 7, "mse")
        if epochs == 10:  # Nor does one that could be measured: its answers to zeros are 0, as wanted.
            submission.support.write_model(f"{folder}/best.keras", 7, "mse", 2)
        submission.train_run(model, (inputs, targets), validation, folder, epochs, seed=2)
        found = expect.mapping(submission.support.logged(folder), ["validation"])["validation"]
        losses = [value if type(value) is float else expect.number(value) for value in expect.sequence(found)]
        usable = [value for value in losses if math.isfinite(value)]
        if rate == 1e6 and not usable:
            continue  # In batches of one or two the loss is not a number in any epoch.
        if loss == "gap" and losses and not math.isfinite(losses[0]):
            continue  # In small batches the first epoch has none, which ModelCheckpoint takes for the best.
        kept = _best(submission, folder)
        answer = expect.array(kept.call(inputs[:8]), shape=(8, 2), of="best.keras")
        error = float(np.mean(_LOSSES[loss](answer.astype(np.float64) - wanted)))
        error += 0.25 * float(np.sum(np.square(answer[0].astype(np.float64)))) if loss == "huber" else 0.0
        lowest = min(usable, default=0.0)
        best = losses.index(lowest) + 1 if usable else "–"
        expect.that(
            len(losses) == epochs,
            en=f"The event files in validation/ should hold epoch_loss for each of the {epochs} epochs.",
            fr=f"Les fichiers d’événements de validation/ devraient contenir epoch_loss pour chacune des {epochs} époques.",
            expected=epochs,
            received=len(losses),
        )
        expect.that(
            abs(error - lowest) <= 2e-7 + 1e-5 * lowest,
            en="The model in best.keras is not that of the epoch with the lowest validation loss, of those logged: "
            f"epoch {best} of {epochs}. Its validation loss:",
            fr="Le modèle de best.keras n’est pas celui de l’époque de plus faible perte de validation, parmi celles "
            f"consignées : l’époque {best} sur {epochs}. Sa perte de validation :",
            expected=lowest,
            received=error,
        )
        if type(best) is int and loss == "mse":
            # As many steps in each epoch: one, or, in small batches, a whole number of them.
            steps = expect.number(submission.support.steps_counted(f"{folder}/best.keras"))
            of_best, of_last = (abs(steps / n - round(steps / n)) < 0.02 for n in (best, epochs))
            expect.that(
                of_best or not of_last,
                en="The model in best.keras has weights of the best epoch and others of another one: those that are not trained "
                "(BatchNormalization’s mean and variance) belong to it, too.",
                fr="Le modèle de best.keras a des poids de la meilleure époque et d’autres d’une autre : ceux qui ne sont pas "
                "entraînés (moyenne et variance de BatchNormalization) en font partie aussi.",
            )


_LOSSES = {
    "mse": np.square,
    "gap": np.square,
    "huber": lambda errors: np.where(np.abs(errors) <= 1, errors**2 / 2, np.abs(errors) - 0.5),
}


def test_read_every_epoch(submission):
    # More than the ten thousand scalars that TensorBoard keeps unless told otherwise; large ones and small ones.
    values = np.geomspace(1e3, 1e-8, 10_500).astype(np.float32)
    folder = submission.folder()
    submission.support.write_long_log(folder, "train", values.tolist())
    submission.support.write_long_log(folder, "validation", (3 * values).tolist())
    run = expect.mapping(submission.read_run(folder), ["loss", "val_loss"])
    for key, expected in (("loss", values), ("val_loss", 3 * values)):
        got = expect.sequence(run[key], len(values), of=f'read_run(…)["{key}"]')
        expect.close(list(got), expected, atol=0.0, rtol=1e-5, of=f'read_run(…)["{key}"]')


def test_table_sorted(submission):
    # Many runs, and many equal ones among them: a sort that is not stable shows. Neither their lengths nor the places of
    # their best epochs follow their order; some losses are close to one another, some are 0, below, or above 1.
    lowest = [1.5, 0.3, 2.5e6, 0.3 + 1e-9, 0.0, 0.3, -0.25]
    runs = {}
    for n in range(42):
        losses = [9e9] * (2 + 5 * n % 3)
        losses[-1 - n % 2] = lowest[n % 7]
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
        "both": {"loss": [0.5, 0.4, 0.3], "val_loss": [NAN, 0.8, NAN]},
        "far": {"loss": [0.5, 0.4, 0.3], "val_loss": [NAN, 3e38, 2e38]},
        "lost": {"loss": [0.5, NAN, 0.3], "val_loss": [0.9, 0.25, 0.4]},
        "never": {"loss": [0.5, 0.4, 0.3], "val_loss": [NAN, NAN, NAN]},
    }
    value, after = submission.comparison_table.with_arguments(runs)
    table = _filled(value)
    expect.that(
        repr(expect.mapping(after[0])).replace("(", "[").replace(")", "]") == repr(runs),
        en="After the call the losses are no longer what they were: runs should be left as it was.",
        fr="Après l’appel, les pertes ne sont plus ce qu’elles étaient : runs devrait rester tel quel.",
        of="comparison_table(runs)",
    )
    rows = {name: position for position, name in enumerate(table.column("run"))}
    value, loss = table.column("val_loss")[rows.get("lost", 0)], table.column("loss")[rows.get("lost", 0)]
    of = 'table.loc[table.run == "lost", "val_loss"]'
    expect.close(expect.number(value, of=of), 0.25, of=of)
    expect.that(
        loss is None or (type(loss) is float and math.isnan(loss)),
        en="Where the training loss is NaN in the best epoch, it should be NaN in the table.",
        fr="Quand la perte d’entraînement vaut NaN à la meilleure époque, elle devrait valoir NaN dans le tableau.",
        expected=float("nan"),
        received=loss,
        of='table.loc[table.run == "lost", "loss"]',
    )
    for name, epoch, loss, value in (
        ("starts", 3, 0.3, 0.6),
        ("ends", 2, 0.4, 0.5),
        ("both", 2, 0.4, 0.8),
        ("far", 3, 0.3, 2e38),
    ):
        for column, expected in (("best_epoch", epoch), ("loss", loss), ("val_loss", value)):
            of = f'table.loc[table.run == "{name}", "{column}"]'
            expect.close(expect.number(table.column(column)[rows.get(name, 0)], of=of), expected, of=of)


def test_best_not_training(submission):
    runs = {
        "learns_by_heart": {"loss": [0.5, 0.01], "val_loss": [0.6, 0.7]},
        "best_early": {"loss": [0.5, 0.4, 0.3], "val_loss": [0.9, 0.2, 0.95]},
        "best_at_the_end": {"loss": [0.5, 0.4], "val_loss": [0.99, 0.4]},
    }
    expect.equal(expect.text(submission.best_run(runs)), "best_early")
    runs = {"close": run_of([0.3]), "first": run_of([0.2, *[0.5] * 40]), "closer": run_of([0.25])}
    expect.equal(expect.text(submission.best_run(runs)), "first")


def test_best_nan(submission):
    # The best is so by its training loss, its mean and its last epoch as well: whoever compares those errs elsewhere.
    runs = {
        "diverged": {"loss": [NAN, NAN], "val_loss": [NAN, NAN]},
        "empty": {"loss": [0.35], "val_loss": []},
        "fair": run_of([0.42, 0.6]),
        "best": {"loss": [NAN, 0.3, NAN], "val_loss": [NAN, 0.45, 0.4]},
        "poor": run_of([0.7, NAN]),
    }
    expect.equal(expect.text(submission.best_run(runs)), "best")
    found = submission.support.with_tuples(
        submission.reference("best_run"), runs
    )  # an empty tuple is empty, too
    expect.equal(expect.text(found), "best", of="best_run(…)")
    # However large it is, a loss is a number: as large as float32 goes.
    far = {"far": {"loss": [0.1], "val_loss": [3e38]}}
    # What is found where there is nothing but this is another check's matter.
    if _best_of(submission, far) == "far":
        runs = {"empty": run_of([]), "diverged": run_of([NAN]), **far}
        expect.equal(expect.text(submission.best_run(runs)), "far")
    runs = {"fair": run_of([0.5, 0.6]), "diverges": {"loss": [0.3] * 4, "val_loss": [0.5, 0.3, 0.7, NAN]}}
    without = {name: {**run, "val_loss": run["val_loss"][:3]} for name, run in runs.items()}
    found = expect.text(submission.best_run(runs))
    # Without NaN it should have been the same; if it is another one as well, NaN is not the mistake.
    expect.equal(found, "fair" if found == _best_of(submission, without) == "fair" else "diverges")


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
    # Targets of another type than the answers.
    for whole in (np.array([[3, 0, -2], [1, 1, 0]]), np.array([[200, 0, 7], [1, 90, 0]], np.uint8)):
        given = (40 * inputs[:2]).astype(whole.dtype)  # nor need the inputs have fractions
        expected = float(np.mean((expect.array(model.call(given), shape=(2, 3)) - whole) ** 2))
        measured = submission.load_and_measure(f"{folder}/{loss}.keras", given, whole)
        expect.close(expect.number(measured), expected, rtol=1e-4)
    # The figure is that of the file as it is now; many rows, a single output, nearly right answers.
    path = f"{folder}/mae.keras"
    inputs = np.concatenate([INPUTS, 3 * INPUTS] * 63)
    for outputs, seed, count in ((3, 60, 12_096), (1, 61, 40)):
        model = submission.support.write_model(path, seed, "mae", outputs)
        answer = expect.array(model.call(inputs[:count]), shape=(count, outputs))
        shifts = np.where(np.arange(count) < max(count - 96, 40), 2e-4, 5e-2)[:, None].astype(np.float32)
        expected = float(np.mean((answer.astype(np.float64) - (answer + shifts)) ** 2))
        measured = expect.number(submission.load_and_measure(path, inputs[:count], answer + shifts))
        expect.close(measured, expected, atol=0.0, rtol=0.02)
    submission.support.write_model(path, 62, "mae", diverged=True)
    measured = submission.load_and_measure(path, INPUTS, np.zeros((len(INPUTS), 3), np.float32))
    expect.that(
        isinstance(measured, (float, np.floating)) and math.isnan(measured),
        en="Where a model gives NaN, the mean over all values is NaN.",
        fr="Quand un modèle donne NaN, la moyenne sur toutes les valeurs vaut NaN.",
        expected=float("nan"),
        received=measured,
    )
    # A model that normalises by batches in training, and penalises large weights there: neither belongs to the error.
    # Its inputs are pictures, its targets far above 1.
    path = f"{folder}/penalised.keras"
    model = submission.support.write_penalised_model(path, 63)
    pictures = INPUTS.reshape(-1, 2, 3)
    targets = 200 * np.random.default_rng(132).random((len(INPUTS), 2), dtype=np.float32)
    answer = expect.array(model.call(pictures), shape=targets.shape)
    measured = expect.number(submission.load_and_measure(path, pictures, targets))
    expected = float(np.mean((answer - targets) ** 2))
    expect.that(
        abs(measured - expected) <= 1e-5 * expected,
        en="The model has a penalty of its weights (a regularizer), and normalises by batches in training: neither belongs to "
        "the mean of (output - target)². What Keras calls the loss holds the penalty.",
        fr="Le modèle a une pénalité sur ses poids (un regularizer), et normalise par lots à l’entraînement : ni l’une ni "
        "l’autre n’entre dans la moyenne de (output - target)². Ce que Keras appelle la perte contient la pénalité.",
        expected=expected,
        received=measured,
    )
    # A model of pictures, with a layer that works in training only.
    model = submission.support.write_picture_model(f"{folder}/pictures.keras", 52)
    targets = np.random.default_rng(131).random((9, 4, 3, 2), dtype=np.float32)
    for count in (9, 1):
        answer = expect.array(model.call(INPUTS[:count]), shape=targets[:count].shape)
        measured = submission.load_and_measure(f"{folder}/pictures.keras", INPUTS[:count], targets[:count])
        expect.close(expect.number(measured), float(np.mean((answer - targets[:count]) ** 2)), rtol=1e-4)


def test_tested_once(submission):
    for runs, best, errors in (
        ({"a": run_of([0.1, 0.5]), "b": run_of([0.4]), "c": run_of([0.3, 0.2])}, "a", (4.0, 0.7, 0.1)),
        ({"a": run_of([0.4, 0.3]), "b": run_of([0.2]), "c": run_of([0.5, 0.2])}, "b", (0.9, 0.7, 0.1)),
        ({"a": run_of([0.1]), "b": run_of([0.2])}, "a", (0.5, 0.4)),
        ({"a": run_of([0.1])}, "a", (0.0,)),  # an error is what it is, none at all too
        ({"Adam, 0.001": run_of([0.2]), "SGD, 0.1": run_of([0.201])}, "Adam, 0.001", (0.9, 0.1)),
        ({"a": run_of([0.2 + 1e-9]), "b": run_of([0.2])}, "b", (0.1, 0.9)),
    ):
        test = submission.support.counting_test(dict(zip(runs, errors)))
        name, error = expect.sequence(submission.select_and_test(runs, test), 2)
        asked = expect.sequence(test.attribute("asked"))
        expect.that(
            len(asked) == 1,
            en="evaluate should be called once: whoever looks at the test set more often chooses by it.",
            fr="evaluate devrait être appelée une seule fois : qui regarde plus souvent le jeu de test choisit d’après lui.",
            expected=1,
            received=len(asked),
        )
        expect.equal(name, _best_or_chosen(submission, runs, best, name))
        expect.close(expect.number(error), dict(zip(runs, errors))[name])
    # Nor does it help to ask for another run where the error is NaN, or cannot be had.
    runs = {"a": run_of([0.1]), "b": {"loss": [0.6], "val_loss": [0.2]}}
    for error in (NAN, None):
        select = submission.reference("select_and_test")
        asked, raised = expect.sequence(
            submission.support.asked_though_it_fails(select, runs, {"a": error, "b": 0.5}), 2
        )
        asked = [expect.text(each) for each in expect.sequence(asked)]
        expect.that(
            asked == ["a"] or asked == [_best_of(submission, runs)] == ["b"],
            en="evaluate should be called once, for the run chosen, even where the error is NaN or evaluate raises an error.",
            fr="evaluate devrait être appelée une seule fois, pour l’essai choisi, même si l’erreur vaut NaN ou si evaluate lève une exception.",
            expected="a",
            received=", ".join(map(str, asked)),
        )
        expect.that(
            error is not None or asked != ["a"] or raised is True,
            en="evaluate raised an error, and yet an error measure came back as if there had been a measurement: let the exception through.",
            fr="evaluate a levé une exception, et pourtant une erreur est revenue, comme si elle avait été mesurée : laissez passer l’exception.",
            of="select_and_test(runs, evaluate)",
        )
    test = submission.support.counting_test({"a": NAN, "b": 0.5})
    name, error = expect.sequence(submission.select_and_test(runs, test), 2)
    expect.that(
        name != "a" or (isinstance(error, float) and math.isnan(error)),
        en="Where evaluate returns NaN, that is what should come back.",
        fr="Quand evaluate renvoie NaN, c’est ce qui devrait revenir.",
        expected=NAN,
        received=error,
    )
    # NaN and a run without validation: what best_run makes of them is another check's matter, if not that it is asked.
    runs = {"d": run_of([NAN, NAN]), "c": run_of([0.3]), "b": run_of([NAN, 0.2]), "e": run_of([])}
    if _best_of(submission, runs) == "b":
        test = submission.support.counting_test(dict.fromkeys("bcde", 0.5))
        name, _ = expect.sequence(submission.select_and_test(runs, test), 2)
        expect.equal(expect.text(name), "b")
    runs = {"z": run_of([0.5, 0.3]), "a": run_of([0.3])}
    if _best_of(submission, runs) == "z":
        test = submission.support.counting_test(dict.fromkeys("az", 0.5))
        name, _ = expect.sequence(submission.select_and_test(runs, test), 2)
        expect.equal(expect.text(name), "z")
    runs = {"far": run_of([0.4]), "": run_of([0.3])}  # any text is a name
    if _best_of(submission, runs) == "":
        test = submission.support.counting_test({"far": 0.5, "": 0.5})
        name, _ = expect.sequence(submission.select_and_test(runs, test), 2)
        expect.equal(expect.text(name), "")


def _best_or_chosen(submission, runs, best, name):
    """Return which name select_and_test should have told: the best, or the one best_run chose if it told that.

    Whether best_run is right is another check's matter.
    """
    chosen = None if expect.text(name) == best else _best_of(submission, runs)
    return chosen if chosen in runs else best


def _best_of(submission, runs):
    """Return what best_run says, or None where it says nothing."""
    try:
        return submission.best_run(runs)
    except AnswerError:
        return None


def run_of(losses):
    return {"loss": [0.5] * len(losses), "val_loss": losses}


def table_of(submission, runs):
    return _filled(submission.comparison_table(runs))


def _filled(value):
    table = expect.table(value, COLUMNS)
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
