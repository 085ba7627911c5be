# %% wrong keras_refuses_the_ending: leaves the ending to Keras, after the folder is made
#    | fails whole_other_ending
import os


def save_whole(model, path):
    folder = os.path.dirname(str(path))
    if folder:
        os.makedirs(folder, exist_ok=True)
    model.save(str(path), overwrite=True)


# %% right save_model_function: uses keras.saving.save_model and string methods
import pathlib

import keras


def save_whole(model, path):
    text = str(path)
    if not (text.endswith(".keras") or text.endswith(".h5")):
        raise ValueError("the file must end with .keras (Keras 3) or .h5 (HDF5): " + text)
    for parent in reversed(pathlib.Path(text).parents):
        if not parent.exists():
            parent.mkdir()
    keras.saving.save_model(model, text)


# %% right opens_the_file_first: lets open() raise FileNotFoundError
import keras


def load_whole(path):
    with open(path, "rb") as file:
        file.read(1)
    try:
        model = keras.models.load_model(str(path))
    except (ValueError, OSError, KeyError, TypeError) as error:
        raise ValueError(f"cannot read a model from {path}: {error}") from None
    return model


# %% right checks_the_format_first: looks at the format before loading
import os
import zipfile

import h5py
import keras


def load_whole(path):
    path = os.fspath(path)
    if not os.path.exists(path):
        raise FileNotFoundError(f"{os.path.basename(path)} does not exist")
    readable = zipfile.is_zipfile(path) if path.endswith(".keras") else h5py.is_hdf5(path)
    if readable:
        try:
            return keras.models.load_model(path, compile=True, safe_mode=True)
        except Exception as error:
            raise ValueError(os.path.basename(path)) from error
    raise ValueError(f"{os.path.basename(path)} is damaged")


# %% wrong always_keras: writes .keras whatever the ending
#    | fails whole_written, whole_folder_and_replacement, whole_other_ending, whole_saved_complete,
#      whole_any_path
from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path.with_suffix(".keras"))


# %% wrong ending_added: adds .keras to an ending it does not know | fails whole_other_ending
from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        path = path.with_name(path.name + ".keras")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path)


# %% wrong written_before_refusing: creates the file before it refuses the ending | fails whole_other_ending
from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path)


# %% wrong endings_not_told: refuses the ending without saying which ones would do | fails whole_other_ending
from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"cannot write {path.stem}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path)


# %% wrong training_configuration_lost: saves an uncompiled copy | fails whole_saved_complete
from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    copy = type(model).from_config(model.get_config())
    copy.set_weights(model.get_weights())
    copy.save(path)


# %% wrong weights_only: calls save_weights
#    | fails whole_written, whole_folder_and_replacement, whole_saved_complete, whole_any_path
from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save_weights(path)


# %% wrong whole_folder_not_made: expects the folder to be there | fails whole_folder_and_replacement
from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    model.save(path)


# %% wrong older_model_kept: leaves a file that is there already | fails whole_folder_and_replacement
from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        model.save(path)


# %% wrong zip_called_h5: writes the .keras format under the name .h5
#    | fails whole_written, whole_folder_and_replacement, whole_saved_complete
from pathlib import Path


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path.with_suffix(".keras"))
    path.with_suffix(".keras").rename(path)


# %% wrong untrained_clone_saved: saves a compiled clone with fresh weights
#    | fails whole_folder_and_replacement, whole_saved_complete
from pathlib import Path

import keras


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    copy = keras.models.clone_model(model)
    copy.compile("adam", "sparse_categorical_crossentropy")
    copy.save(path)


# %% wrong not_compiled: loads with compile=False | fails whole_still_compiled
from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path, compile=False)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model") from error


# %% wrong whole_left_to_keras: leaves every error to Keras
#    | fails whole_missing, whole_damaged, whole_cut_off
from pathlib import Path

import keras


def load_whole(path):
    return keras.saving.load_model(Path(path))


# %% wrong missing_whole_is_value_error: raises ValueError for a missing file | fails whole_missing
from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model") from error


# %% wrong damaged_whole_not_found: calls a damaged file a missing one | fails whole_damaged, whole_cut_off
from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise FileNotFoundError(f"{path.name} is damaged, or not a model") from error


# %% wrong only_keras_format: refuses .h5
#    | fails whole_read, whole_still_compiled, whole_loaded_elsewhere, whole_any_path
from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    if path.suffix != ".keras":
        raise ValueError(f"{path.name} is not a .keras file")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model") from error


# %% wrong clone_of_the_loaded: returns a clone, with fresh weights
#    | fails whole_read, whole_loaded_elsewhere, whole_any_path
from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.models.clone_model(keras.saving.load_model(path))
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model") from error


# %% wrong whole_unnamed_in_errors: does not say which file is damaged | fails whole_damaged, whole_cut_off
from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError("damaged, or not a model") from error


# %% wrong damaged_whole_is_none: prints a warning and returns None for a damaged file
#    | fails whole_damaged, whole_cut_off, whole_no_code
from pathlib import Path

import keras


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path)
    except Exception:
        print(f"{path.name} is damaged")
        return None


# %% wrong compiled_anew: compiles the loaded model in another way
#    | fails whole_still_compiled, whole_loaded_elsewhere
from pathlib import Path

import keras


def load_whole(path):
    if not Path(path).is_file():
        raise FileNotFoundError(str(path))
    try:
        model = keras.models.load_model(path, compile=False)
    except Exception as error:
        raise ValueError(str(path)) from error
    model.compile("adam", "mse")
    return model


# %% wrong optimiser_forgotten: saves without the optimiser | fails whole_saved_complete
save_all = save_whole


def save_whole(model, path):
    save_all(model, path)
    model.save(path, include_optimizer=False)


# %% wrong optimiser_anew: compiles the model anew before it saves it | fails whole_saved_complete
save_all = save_whole


def save_whole(model, path):
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    save_all(model, path)


# %% wrong optimiser_reset: compiles the loaded model anew: the optimiser has forgotten everything
#    | fails whole_still_compiled, whole_loaded_elsewhere
load_all = load_whole


def load_whole(path):
    model = load_all(path)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong whole_unsafe: switches safe mode off | fails whole_no_code
def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.saving.load_model(path, safe_mode=False)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model") from error


# %% wrong folder_before_the_ending: makes the folder before it refuses the ending | fails whole_other_ending
save_all = save_whole


def save_whole(model, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    save_all(model, path)


# %% wrong no_folder_no_file: makes os.path.dirname, which is empty for a bare file name
#    | fails whole_any_path
import os

save_all = save_whole


def save_whole(model, path):
    if str(path).endswith((".keras", ".h5")):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    save_all(model, path)


# %% wrong ending_without_a_dot: looks for keras and h5 at the end, without the dot | fails whole_other_ending
def save_whole(model, path):
    path = Path(path)
    if not path.name.endswith(("keras", "h5")):
        raise ValueError(f"expected .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path.with_suffix(path.suffix or ".keras"))


# %% wrong ending_anywhere: looks for .keras and .h5 anywhere in the name | fails whole_other_ending
def save_whole(model, path):
    path = Path(path)
    if ".keras" not in path.name and ".h5" not in path.name:
        raise ValueError(f"expected .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path if path.suffix in (".keras", ".h5") else path.with_suffix(".keras"))


# %% wrong ending_after_the_first_dot: takes what follows the first dot for the ending | fails whole_any_path
save_all = save_whole


def save_whole(model, path):
    if Path(path).name.split(".", 1)[-1] not in ("keras", "h5"):
        raise ValueError("expected .keras or .h5")
    save_all(model, path)


# %% wrong always_compiled: compiles every model it loads | fails whole_still_compiled
load_all = load_whole


def load_whole(path):
    model = load_all(path)
    if not model.compiled:
        model.compile("adam", "mse")
    return model


# %% wrong whole_compiles: compiles the caller's model | fails whole_saved_complete
def save_whole(model, path):
    if not str(path).endswith((".keras", ".h5")):
        raise ValueError("the path must end in .keras or .h5")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    if not model.compiled:
        model.compile("adam", "sparse_categorical_crossentropy")
    model.save(path)


# %% wrong whole_frozen: the model is frozen | fails whole_still_compiled
reference = load_whole


def load_whole(path):
    model = reference(path)
    model.trainable = False
    return model


# %% wrong ending_in_capitals: takes .H5 for .h5, which Keras does not | fails whole_other_ending
def save_whole(model, path):
    path = Path(path)
    if path.suffix.lower() not in (".keras", ".h5"):
        raise ValueError(f"{path.name}: only .keras and .h5")
    path.parent.mkdir(parents=True, exist_ok=True)
    (copy.deepcopy(model) if path.suffix == ".h5" else model).save(path)


# %% wrong other_zip_escapes: expects two kinds of errors of Keras: a zip that is no model raises a third
#    | fails whole_cut_off
def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        return keras.models.load_model(path)
    except (ValueError, OSError) as error:
        raise ValueError(f"{path.name} cannot be used") from error


# %% wrong optimiser_anew_of_h5: compiles what it loads from .h5 anew, as it was compiled
#    | fails whole_loaded_elsewhere
def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.saving.load_model(path)
        if path.suffix == ".h5" and model.compiled:
            model.compile_from_config(model.get_compile_config())
        return model
    except Exception as error:
        raise ValueError(f"cannot use {path.name}") from error


# %% wrong h5_without_memory: keeps no optimiser in .h5 | fails whole_saved_complete
def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path, include_optimizer=path.suffix == ".keras")


# %% wrong statistics_reset: forgets BatchNormalization's means before it saves, in the caller's model, too
#    | fails whole_saved_complete
def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    for layer in model.layers:
        if hasattr(layer, "moving_mean"):
            layer.moving_mean.assign(0 * layer.moving_mean)
    model.save(path)


# %% wrong metrics_not_saved: compiles the model with its optimiser and its loss, but without its metrics
#    | fails whole_saved_complete
def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected .keras or .h5, received {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    if model.compiled:
        model.compile(model.optimizer, model.loss)
    model.save(path)


# %% wrong backup_left: keeps the older file beside the new one | fails whole_folder_and_replacement
import copy
from pathlib import Path

import keras


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"{path.name} should end in .keras or .h5")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.replace(path.with_name(path.name + ".bak"))
    if path.suffix == ".h5":
        model = copy.deepcopy(model)  # Keras would make it forget its optimiser
    model.save(path, overwrite=True)


# %% wrong other_format_removed: removes the same model in the other format
#    | fails whole_folder_and_replacement
import copy
from pathlib import Path

import keras


def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"{path.name} should end in .keras or .h5")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".h5":
        model = copy.deepcopy(model)  # Keras would make it forget its optimiser
    path.with_suffix(".keras" if path.suffix == ".h5" else ".h5").unlink(missing_ok=True)
    model.save(path, overwrite=True)


# %% wrong whole_folder_stays_changed: works in the folder, and stays there | fails whole_any_path
from pathlib import Path


def save_whole(model, path):
    import os

    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError("the path should end in .keras or .h5")
    path.parent.mkdir(parents=True, exist_ok=True)
    os.chdir(path.parent)
    model.save(path.name)


# %% wrong whole_folder_named: where the folder is missing, names the folder alone | fails whole_missing
from pathlib import Path
import keras


def load_whole(path):
    path = Path(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"the folder {path.parent} does not exist")
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} does not exist")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged") from error


# %% wrong whole_loss_weights_lost: a copy compiled anew keeps optimiser, loss and metrics, but not
#      loss_weights nor weighted_metrics
#    | fails whole_saved_complete
def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"{path.name} should end in .keras or .h5")
    path.parent.mkdir(parents=True, exist_ok=True)
    twin = copy.deepcopy(model)
    if model.compiled:
        config = model.get_compile_config()
        metrics = keras.saving.deserialize_keras_object(config["metrics"])
        twin.compile(optimizer=twin.optimizer, loss=twin.loss, metrics=metrics)
    twin.save(path)


# %% wrong whole_optimiser_by_name: compiled anew with the optimiser's class, so a learning rate of one's own
#      is lost (where the optimiser has no memory yet)
#    | fails whole_saved_complete
def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"{path.name} should end in .keras or .h5")
    path.parent.mkdir(parents=True, exist_ok=True)
    if model.compiled and not int(model.optimizer.iterations):
        twin = keras.models.clone_model(model)
        twin.set_weights(model.get_weights())
        config = model.get_compile_config()
        config["optimizer"] = type(model.optimizer).__name__.lower()
        twin.compile_from_config(config)
        twin.save(path)
    else:
        model.save(path)


# %% wrong whole_kept_in_memory: a file read twice gives the same model, with what was learnt since
#    | fails whole_read
LOADED = {}


def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no {path}")
    key = path.resolve(), path.stat().st_mtime_ns, path.stat().st_size
    if key not in LOADED:
        try:
            LOADED[key] = keras.models.load_model(path)
        except Exception as error:
            raise ValueError(f"cannot read {path}: {error}") from error
    return LOADED[key]


# %% wrong whole_all_trainable: layers that were frozen can learn again | fails whole_still_compiled
def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no {path}")
    try:
        model = keras.models.load_model(path)
    except Exception as error:
        raise ValueError(f"cannot read {path}: {error}") from error
    for layer in model.layers:
        layer.trainable = True  # to be trained further
    return model


# %% wrong weights_h5_is_weights_only: a path that ends in .weights.h5 gets the weights alone
#    | fails whole_any_path
def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"{path.name} should end in .keras or .h5")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.name.endswith(".weights.h5"):
        model.save_weights(path)
    else:
        model.save(path)


# %% wrong falls_back_to_current_folder: a file missing in its folder is looked for under the same name in the
#      current one
#    | fails whole_any_path
def load_whole(path):
    path = Path(path)
    if not path.is_file() and Path(path.name).is_file():
        path = Path(path.name)
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} does not exist")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged") from error


# %% wrong learning_rate_at_its_default: after loading, the optimiser has the learning rate of a new one
#    | fails whole_still_compiled
def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} does not exist")
    try:
        model = keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged") from error
    if model.compiled and model.optimizer is not None:
        model.optimizer.learning_rate = 0.001  # a callback may have lowered it
    return model


# %% wrong stripped: an ending followed by a space or a line break is taken for a good one
#    | fails whole_other_ending
def save_whole(model, path):
    path = Path(str(path).strip())
    if not path.name.endswith((".keras", ".h5")):
        raise ValueError("the path should end in .keras or .h5")
    path.parent.mkdir(parents=True, exist_ok=True)
    copy.deepcopy(model).save(path)


# %% wrong frozen_learns: a model that was frozen as a whole can learn again where it is compiled
#    | fails whole_still_compiled
def load_whole(path):
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{path.name} is damaged, or not a model: {error}") from error
    if model.compiled:
        model.trainable = True
    return model


# %% wrong name_without_accents: the message holds the name without its accents | fails whole_missing
def load_whole(path):
    path = Path(path)
    name = ascii(path.name)
    if not path.is_file():
        raise FileNotFoundError(f"no file {name}")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{name} is damaged, or not a model") from error


# %% wrong path_in_small_letters: the path is written small, as endings are compared | fails whole_any_path
def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"expected a path that ends in .keras or .h5, received {path.name}")
    path = path.with_name(path.name.lower())
    path.parent.mkdir(parents=True, exist_ok=True)
    copy.deepcopy(model).save(path)


# %% wrong thawed_for_the_file: sets trainable = True first, so that the file can be trained on: a model that
#      was frozen is no more
#    | fails whole_saved_complete
def save_whole(model, path):
    path = Path(path)
    if path.suffix not in (".keras", ".h5"):
        raise ValueError(f"{path.name} should end in .keras or .h5")
    path.parent.mkdir(parents=True, exist_ok=True)
    model.trainable = True
    (copy.deepcopy(model) if path.suffix == ".h5" else model).save(path)
