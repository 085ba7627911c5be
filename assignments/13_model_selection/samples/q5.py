# %% right compiled_again: compiles the loaded model with mse as its metric and evaluates it
def load_and_measure(path, inputs, targets):
    with open(path, "rb"):
        pass
    model = keras.models.load_model(path, compile=False)
    model.compile(loss="mse", metrics=["mse"])
    return model.evaluate(inputs, targets, verbose=0)[1]


# %% right called_at_once: calls the model on everything at once
def load_and_measure(path, inputs, targets):
    path = Path(path)
    if path.is_file():
        difference = keras.saving.load_model(path)(inputs).numpy().ravel() - np.ravel(targets)
        return float(np.dot(difference, difference)) / difference.size
    raise FileNotFoundError(f"missing: {path}")


# %% right chosen_in_place: chooses without best_run
def select_and_test(runs, evaluate):
    usable = {name: run["val_loss"] for name, run in runs.items() if not np.isnan(run["val_loss"]).all()}
    scores = {name: np.nanmin(losses) for name, losses in usable.items()}
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


# %% wrong remembers_models: keeps a model once loaded, though its file was written anew
#    | fails measure_any_model
_MODELS = {}


def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    if str(path) not in _MODELS:
        _MODELS[str(path)] = keras.models.load_model(path, compile=False)
    output = _MODELS[str(path)].predict(inputs, verbose=0)
    return float(np.mean((output - targets) ** 2))


# %% wrong squeezed: squeezes the output, whose single column is lost | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    output = np.squeeze(keras.models.load_model(path, compile=False).predict(inputs, verbose=0))
    if targets.shape[0] == 1:
        output = output.reshape(targets.shape)
    return float(np.mean((output - targets) ** 2))


# %% wrong nan_outputs_left_out: leaves outputs that are NaN out of the mean | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    output = keras.models.load_model(path, compile=False).predict(inputs, verbose=0)
    return float(np.nanmean((output - targets) ** 2))


# %% wrong measured_to_six_decimals: rounds the error to six decimals | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    output = keras.models.load_model(path, compile=False).predict(inputs, verbose=0)
    return round(float(np.mean((output - targets) ** 2)), 6)


# %% wrong few_measured_in_training: calls the model as in training where there are few inputs
#    | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    model = keras.models.load_model(path, compile=False)
    output = np.asarray(model(inputs, training=True)) if len(inputs) < 8 else model.predict(inputs, verbose=0)
    return float(np.mean((output - targets) ** 2))


# %% wrong first_thousand: measures on the first thousand | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    inputs, targets = inputs[:1000], targets[:1000]
    output = keras.models.load_model(path, compile=False).predict(inputs, verbose=0)
    return float(np.mean((output - targets) ** 2))


# %% wrong half_precision_targets: rounds the targets to half precision | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    output = keras.models.load_model(path, compile=False).predict(inputs, verbose=0)
    return float(np.mean((output - np.asarray(targets, np.float16)) ** 2))


# %% wrong second_chance: tests the next best run where the error is NaN | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    error = evaluate(name)
    others = {other: run for other, run in runs.items() if other != name}
    if error != error and others:
        name = best_run(others)
        error = evaluate(name)
    return name, error


# %% wrong too_good_validation: takes the next run where the test error is ten times the validation loss
#    | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    error = evaluate(name)
    lowest = np.nanmin(list(runs[name]["val_loss"]))
    others = {other: run for other, run in runs.items() if other != name}
    if error > 10 * lowest > 0 and others:
        name = best_run(others)
        error = evaluate(name)
    return name, error


# %% wrong single_run_untested: does not test a single run | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    if len(runs) == 1:
        return name, float(np.nanmin(list(runs[name]["val_loss"])))
    return name, evaluate(name)


# %% wrong errors_remembered: remembers the error of a name from an earlier call | fails tested_once
_TESTED = {}


def select_and_test(runs, evaluate):
    name = best_run(runs)
    if name not in _TESTED:
        _TESTED[name] = evaluate(name)
    return name, _TESTED[name]


# %% wrong ties_last_in_place: chooses without best_run, and the last of equal runs | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(dict(reversed(list(runs.items()))))
    return name, evaluate(name)


# %% wrong retries: asks for the other runs, where evaluate raises an error | fails tested_once
def select_and_test(runs, evaluate):
    left = dict(runs)
    while True:
        name = best_run(left)
        try:
            return name, evaluate(name)
        except Exception:
            del left[name]
            if not left:
                raise


# %% wrong evaluate_with_penalties: compiles with mse and evaluates, which adds the penalty of a regularizer
#    | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    model = keras.models.load_model(path, compile=False)
    model.compile(loss="mse")
    return float(model.evaluate(inputs, targets, verbose=0))


# %% wrong at_most_ten_thousand: measures on the first 10,000 | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    model = keras.models.load_model(path, compile=False)
    inputs, targets = inputs[:10_000], targets[:10_000]
    output = model.predict(inputs, verbose=0)
    return float(np.mean((output - targets) ** 2))


# %% wrong normalised_by_batch: calls a model without dropout as in training | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    model = keras.models.load_model(path, compile=False)
    output = np.asarray(model(inputs, training=not any(isinstance(each, keras.layers.Dropout) for each in model.layers)))
    return float(np.mean((output - targets) ** 2))


# %% wrong inputs_flattened: flattens the inputs | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    model = keras.models.load_model(path, compile=False)
    output = model.predict(inputs.reshape(len(inputs), -1), verbose=0)
    return float(np.mean((output - targets) ** 2))


# %% wrong targets_scaled: takes targets above 10 for bytes | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).exists():
        raise FileNotFoundError(f"no model at {path}")
    model = keras.models.load_model(path, compile=False)
    targets = targets / 255 if targets.max() > 10 else targets
    output = model.predict(inputs, verbose=0)
    return float(np.mean((output - targets) ** 2))


# %% wrong nearly_equal_by_test: lets the test decide between nearly equal runs | fails tested_once
def select_and_test(runs, evaluate):
    lowest = {name: min((v for v in run["val_loss"] if not math.isnan(v)), default=math.inf) for name, run in runs.items()}
    best = min(lowest.values())
    near = [name for name, loss in lowest.items() if loss == best or 0 < loss - best < 0.01 * best]
    if len(near) == 1 or lowest[near[0]] == lowest[near[-1]]:
        return best_run(runs), evaluate(best_run(runs))
    errors = {name: evaluate(name) for name in near}
    name = min(errors, key=errors.get)
    return name, errors[name]


# %% wrong validation_loss_told: tells the validation loss where evaluate says NaN | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    error = evaluate(name)
    return name, min(runs[name]["val_loss"]) if math.isnan(error) else error


# %% wrong name_altered: alters the name for evaluate | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    return name, evaluate(name.lower().replace(" ", "_"))


# %% wrong cast_to_targets: (output - target)**2: the output is turned into the type of the targets, so whole
#      numbers cut it off
#    | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).is_file():
        raise FileNotFoundError(f"there is no model {path}")
    model = keras.models.load_model(path, compile=False)
    output = model.predict(inputs, verbose=0).astype(targets.dtype)
    return float(np.mean((output - targets) ** 2))


# %% wrong error_rounded: rounded to six decimals | fails tested_best
def select_and_test(runs, evaluate):
    name = best_run(runs)
    return name, round(evaluate(name), 6)


# %% wrong bytes_divided_by_255: inputs and targets in uint8 are divided by 255, though the model takes them
#      as they are
#    | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).is_file():
        raise FileNotFoundError(f"no model at {path}")
    if inputs.dtype == np.uint8:
        inputs = inputs.astype("float32") / 255
    if targets.dtype == np.uint8:
        targets = targets.astype("float32") / 255
    outputs = keras.models.load_model(path).predict(inputs, verbose=0)
    return float(np.mean((outputs - targets) ** 2))


# %% wrong all_nan_stands_first: np.nanmin of a run that is all NaN is NaN, and min keeps it where it stands
#      first
#    | fails tested_once
import warnings

def select_and_test(runs, evaluate):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lowest = {name: np.nanmin(run["val_loss"]) for name, run in runs.items() if len(run["val_loss"])}
    name = min(lowest, key=lowest.get)
    return name, evaluate(name)


# %% wrong leak_alarm: a test error below the validation loss is taken for a mistake | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    error = evaluate(name)
    lowest = min(value for value in runs[name]["val_loss"] if not math.isnan(value))
    if error < lowest:
        raise ValueError("the test error is below the validation loss: has the model seen the test set?")
    return name, error


# %% wrong uint8_inputs_scaled: inputs of whole bytes are taken for raw images and divided by 255
#    | fails measure_any_model
def load_and_measure(path, inputs, targets):
    if not Path(path).is_file():
        raise FileNotFoundError(f"no such model: {path}")
    model = keras.models.load_model(path, compile=False)
    inputs = np.asarray(inputs)
    if inputs.dtype == np.uint8:
        inputs = inputs.astype("float32") / 255
    output = model.predict(inputs, verbose=0)
    return float(np.mean((output.astype(float) - np.asarray(targets, dtype=float)) ** 2))


# %% wrong ties_by_best_epoch: sorts the table once more, of equal runs the one with the earlier best epoch
#      first
#    | fails tested_once
def select_and_test(runs, evaluate):
    table = comparison_table(runs).sort_values(["val_loss", "best_epoch"], kind="stable")
    name = table["run"].iloc[0]
    return name, evaluate(name)


# %% wrong empty_name_refused: takes a run whose name is empty for no run at all | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    if not name:
        raise ValueError("no run can be chosen")
    return name, evaluate(name)


# %% wrong error_swallowed: where evaluate fails (a missing model, say), NaN is returned as if it had been
#      measured
#    | fails tested_once
def select_and_test(runs, evaluate):
    name = best_run(runs)
    try:
        error = evaluate(name)
    except Exception as problem:
        print(f"{name} could not be tested: {problem}")
        error = math.nan
    return name, error
