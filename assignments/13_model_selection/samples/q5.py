# %% right compiled_again: compiles the loaded model with mse and evaluates it
def load_and_measure(path, inputs, targets):
    with open(path, "rb"):
        pass
    model = keras.models.load_model(path, compile=False)
    model.compile(loss="mse")
    return model.evaluate(inputs, targets, verbose=0)


# %% right called_at_once: calls the model on everything at once
def load_and_measure(path, inputs, targets):
    path = Path(path)
    if path.is_file():
        difference = keras.saving.load_model(path)(inputs).numpy().ravel() - np.ravel(targets)
        return float(np.dot(difference, difference)) / difference.size
    raise FileNotFoundError(f"missing: {path}")


# %% right chosen_in_place: chooses without best_run
def select_and_test(runs, evaluate):
    scores = {name: np.nanmin(run["val_loss"]) for name, run in runs.items() if len(run["val_loss"])}
    chosen = sorted(scores.items(), key=lambda item: item[1])[0][0]
    error = evaluate(chosen)
    return [chosen, error]


# %% right from_the_table: takes the first row of the table
def select_and_test(runs, evaluate):
    name = comparison_table(runs).iloc[0]["run"]
    return name, evaluate(name)


# %% wrong its_own_loss: reports the loss the model was compiled with | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(str(path))
    model = keras.models.load_model(path)
    return float(model.evaluate(inputs, targets, verbose=0))


# %% wrong root_of_the_error: takes the square root | fails measure_value, measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(str(path))
    model = keras.models.load_model(path)
    outputs = model.predict(inputs, verbose=0)
    return float(np.sqrt(np.mean((outputs - targets) ** 2)))


# %% wrong absolute_error: takes absolute values | fails measure_value, measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(str(path))
    model = keras.models.load_model(path)
    outputs = model.predict(inputs, verbose=0)
    return float(np.mean(abs(outputs - targets)))


# %% wrong sum_of_squares: sums the squares of each row | fails measure_value, measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(str(path))
    model = keras.models.load_model(path)
    outputs = model.predict(inputs, verbose=0)
    return float(np.mean(np.sum((outputs - targets) ** 2, axis=1)))


# %% wrong mean_of_batches: averages over batches of unequal size | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(str(path))
    model = keras.models.load_model(path)
    outputs = model.predict(inputs, verbose=0)
    return float(np.mean([np.mean((outputs[i : i + 32] - targets[i : i + 32]) ** 2) for i in range(0, len(inputs), 32)]))


# %% wrong error_for_each_image: returns one error for each image | fails measure_value, measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(str(path))
    model = keras.models.load_model(path)
    outputs = model.predict(inputs, verbose=0)
    return np.mean((outputs - targets) ** 2, axis=1)


# %% wrong missing_file_left_to_keras: lets Keras raise ValueError for a missing file | fails measure_missing
def load_and_measure(path, inputs, targets):
    model = keras.models.load_model(path)
    outputs = model.predict(inputs, verbose=0)
    return float(np.mean((outputs - targets) ** 2))


# %% wrong chosen_by_test: chooses by the test error | fails tested_best, tested_once
def select_and_test(runs, evaluate):
    errors = {name: evaluate(name) for name in runs}
    name = min(errors, key=errors.get)
    return name, errors[name]


# %% wrong tests_every_run: tests every run, though it chooses by validation | fails tested_once
def select_and_test(runs, evaluate):
    errors = {name: evaluate(name) for name in runs}
    name = best_run(runs)
    return name, errors[name]


# %% wrong tests_twice: tests the best run twice | fails tested_once
def select_and_test(runs, evaluate):
    evaluate(best_run(runs))
    return best_run(runs), evaluate(best_run(runs))


# %% wrong tells_validation_loss: returns the validation loss | fails tested_best, tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    evaluate(name)
    return name, min(runs[name]["val_loss"])


# %% wrong error_first: returns the error before the name | fails tested_best, tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    return evaluate(name), name


# %% wrong name_alone: returns the name alone | fails tested_best, tested_once
def select_and_test(runs, evaluate):
    evaluate(best_run(runs))
    return best_run(runs)


# %% wrong chosen_by_last_epoch: chooses by the last epoch | fails tested_once
def select_and_test(runs, evaluate):
    name = min(runs, key=lambda each: runs[each]["val_loss"][-1])
    return name, evaluate(name)


# %% wrong every_value_with_every_target: compares every value with every target, which shows where the
#      targets differ
#    | fails measure_any_model
from pathlib import Path

import keras
import numpy as np


def load_and_measure(path, inputs, targets):
    if not Path(path).is_file():
        raise FileNotFoundError(str(path))
    outputs = keras.models.load_model(path).predict(inputs, verbose=0)
    return float(np.mean((outputs.ravel()[:, None] - targets.ravel()[None, :]) ** 2))


# %% wrong numpy_number: returns a number of NumPy | fails measure_value
_right = load_and_measure


def load_and_measure(path, inputs, targets):
    return np.float32(_right(path, inputs, targets))


# %% wrong measured_from_text: opens texts only | fails measure_missing
_right = load_and_measure


def load_and_measure(path, inputs, targets):
    if not path.endswith(".keras"):
        path += ".keras"
    return _right(path, inputs, targets)


# %% wrong mean_of_the_means: leaves out the last, partial batch | fails measure_any_model
_right = load_and_measure


def load_and_measure(path, inputs, targets):
    whole = len(inputs) // 32 * 32
    return _right(path, inputs[:whole], targets[:whole])


# %% wrong lowest_training_loss_tested: chooses by the training loss | fails tested_once
def select_and_test(runs, evaluate):
    name = min(runs, key=lambda each: min(runs[each]["loss"]))
    return name, evaluate(name)


# %% wrong last_of_equals_tested: tests the last of equally good runs | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(dict(reversed(runs.items())))
    return name, evaluate(name)


# %% wrong measured_in_training: calls the model as in training | fails measure_any_model
import keras
import numpy as np
from pathlib import Path


def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(path)
    output = np.asarray(keras.models.load_model(path, compile=False)(inputs, training=True))
    return float(np.mean((output - targets) ** 2))


# %% wrong called_by_keyword: hands the name over as keyword | fails tested_best, tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    return name, evaluate(name=name)


# %% wrong nan_forgotten_when_tested: chooses without best_run, and compares with NaN | fails tested_once
def select_and_test(runs, evaluate):
    measured = {name: min(run["val_loss"]) for name, run in runs.items() if run["val_loss"]}
    name = min(measured, key=measured.get)
    return name, evaluate(name)
