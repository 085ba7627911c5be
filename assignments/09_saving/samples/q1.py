# %% right os_path_and_indent: uses os.path, and writes the JSON indented
import json
import os


def save_in_parts(model, folder, name):
    if not os.path.isdir(folder):
        os.makedirs(folder)
    with open(os.path.join(folder, name + ".json"), "w") as file:
        json.dump(json.loads(model.to_json()), file, indent=2)
    model.save_weights(os.path.join(folder, name + ".weights.h5"), overwrite=True)


# %% right configuration_by_hand: writes serialize_keras_object itself
import json
from pathlib import Path

import keras


def save_in_parts(model, folder, name):
    target = Path(str(folder))
    target.mkdir(exist_ok=True, parents=True)
    for ending in ("json", "weights.h5"):
        target.joinpath(name + "." + ending).unlink(missing_ok=True)
    description = keras.saving.serialize_keras_object(model)
    target.joinpath(name + ".json").write_bytes(json.dumps(description).encode())
    keras.saving.save_weights(model, str(target.joinpath(name + ".weights.h5")))


# %% right checked_before_opening: looks at the contents first, and loads with deserialize_keras_object
import json
import os

import h5py
import keras


def load_from_parts(folder, name):
    json_path = os.path.join(str(folder), name + ".json")
    weights_path = os.path.join(str(folder), name + ".weights.h5")
    if not os.path.exists(json_path):
        raise FileNotFoundError(json_path)
    if not os.path.exists(weights_path):
        raise FileNotFoundError(weights_path)
    with open(json_path) as file:
        try:
            description = json.load(file)
        except ValueError as error:  # no JSON, or no text
            raise ValueError(json_path + " is not JSON") from error
    if not isinstance(description, dict) or "class_name" not in description:
        raise ValueError(json_path + " does not describe a model")
    if not h5py.is_hdf5(weights_path):
        raise ValueError(weights_path + " is not HDF5")
    try:
        network = keras.saving.deserialize_keras_object(description)
        restore = network.load_weights  # a layer alone has none
    except Exception as error:
        raise ValueError(json_path + " does not describe a model") from error
    try:
        restore(weights_path)
    except (ValueError, OSError, KeyError) as error:
        raise ValueError(weights_path + ": " + str(error)) from error
    return network


# %% right helper_for_errors: wraps both steps in one helper
from pathlib import Path

import keras


def _attempt(path, step):
    if not path.exists():
        raise FileNotFoundError("missing: " + path.name)
    try:
        return step(path)
    except Exception as error:
        raise ValueError("unusable: " + path.name) from error


def _model_in(path):
    model = keras.models.model_from_json(path.read_text())
    assert callable(getattr(model, "predict", None))
    return model


def load_from_parts(folder, name):
    folder = Path(folder)
    weights = folder / (name + ".weights.h5")
    _attempt(weights, lambda path: path.stat())
    model = _attempt(folder / (name + ".json"), _model_in)
    _attempt(weights, model.load_weights)
    return model


# %% wrong weights_in_plain_h5: gives save_weights a name without .weights.h5, which Keras 3 refuses
#    | fails parts_written, parts_folder_and_replacement, parts_saved_complete, parts_any_path
from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.h5")


# %% wrong architecture_only: saves no weights
#    | fails parts_written, parts_folder_and_replacement, parts_saved_complete, parts_any_path
from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")


# %% wrong architecture_without_class: saves get_config() without the kind of model
#    | fails parts_written, parts_folder_and_replacement, parts_saved_complete
import json
from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(model.get_config()), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong parts_folder_not_made: expects the folder to be there | fails parts_folder_and_replacement
from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong parts_one_level: makes the folder, but not its parents | fails parts_folder_and_replacement
from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong older_parts_kept: leaves files that are there already | fails parts_folder_and_replacement
from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / f"{name}.json").exists():
        return
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong weights_of_a_clone: saves the weights of a clone, which starts anew
#    | fails parts_folder_and_replacement, parts_saved_complete
from pathlib import Path

import keras


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    keras.models.clone_model(model).save_weights(folder / f"{name}.weights.h5")


# %% wrong trainable_weights_only: forgets BatchNormalization's statistics
#    | fails parts_folder_and_replacement, parts_saved_complete
from pathlib import Path

import keras


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    copy = keras.models.clone_model(model)
    for mine, saved in zip(model.trainable_weights, copy.trainable_weights):
        saved.assign(mine)
    copy.save_weights(folder / f"{name}.weights.h5")


# %% wrong name_ignored: always calls the files model.json and model.weights.h5
#    | fails parts_written, parts_folder_and_replacement, parts_saved_complete, parts_any_path
from pathlib import Path


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / "model.weights.h5")


# %% wrong weights_not_loaded: returns the architecture with fresh weights
#    | fails parts_read, parts_damaged, parts_loaded_elsewhere, parts_cut_off, parts_any_path,
#      parts_mismatched
from pathlib import Path

import keras


def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{architecture.name} is not the description of a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{architecture.name} is not the description of a model")
    return model


# %% wrong mismatch_skipped: skips the weights that do not fit | fails parts_mismatched
from pathlib import Path

import keras


def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{architecture.name} is not the description of a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{architecture.name} is not the description of a model")
    try:
        model.load_weights(weights, skip_mismatch=True)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or belongs to another model") from error
    return model


# %% wrong parts_left_to_keras: leaves every error to Keras
#    | fails parts_damaged, parts_cut_off, parts_other_json, parts_mismatched
from pathlib import Path

import keras


def load_from_parts(folder, name):
    model = keras.models.model_from_json((Path(folder) / f"{name}.json").read_text())
    model.load_weights(Path(folder) / f"{name}.weights.h5")
    return model


# %% wrong parts_all_not_found: calls every trouble a missing file
#    | fails parts_damaged, parts_cut_off, parts_other_json, parts_mismatched
from pathlib import Path

import keras


def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:
        raise FileNotFoundError(f"{architecture.name} is not the description of a model") from error
    if not isinstance(model, keras.Model):
        raise FileNotFoundError(f"{architecture.name} is not the description of a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise FileNotFoundError(f"{weights.name} is damaged, or belongs to another model") from error
    return model


# %% wrong parts_unnamed_in_errors: does not say which file is damaged
#    | fails parts_damaged, parts_cut_off, parts_other_json, parts_mismatched
from pathlib import Path

import keras


def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError("the file is not the description of a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError("the file is not the description of a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError("the file is damaged, or belongs to another model") from error
    return model


# %% wrong missing_parts_are_none: returns None where a file is missing | fails parts_missing
from pathlib import Path

import keras


def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            return None
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{architecture.name} is not the description of a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{architecture.name} is not the description of a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or belongs to another model") from error
    return model


# %% wrong missing_parts_are_value_errors: raises ValueError for a missing file | fails parts_missing
from pathlib import Path

import keras


def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise ValueError(f"no file {path}")
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{architecture.name} is not the description of a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{architecture.name} is not the description of a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or belongs to another model") from error
    return model


# %% wrong plain_data_taken_for_a_model: does not notice that model_from_json returned a dictionary, and
#      blames the weights
#    | fails parts_other_json
from pathlib import Path

import keras


def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{architecture.name} is not the description of a model") from error
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or belongs to another model") from error
    return model


# %% wrong mismatch_blamed_on_the_description: names the JSON file where the weights do not fit
#    | fails parts_mismatched
from pathlib import Path

import keras


def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    try:
        model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{architecture.name} is not the description of a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{architecture.name} is not the description of a model")
    try:
        model.load_weights(weights)
    except ValueError as error:
        raise ValueError(f"{architecture.name} does not fit") from error
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or belongs to another model") from error
    return model


# %% wrong remembers_instead_of_reading: keeps the models in a dictionary of the running program
#    | fails parts_written, parts_read, parts_folder_and_replacement, parts_damaged, parts_saved_complete,
#      parts_loaded_elsewhere, parts_cut_off, parts_any_path, parts_other_json, parts_mismatched
from pathlib import Path

_MODELS = {}


def save_in_parts(model, folder, name):
    _MODELS[str(folder), name] = model


def load_from_parts(folder, name):
    for path in (Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    return _MODELS[str(folder), name]


# %% wrong name_cut_at_its_dot: takes what follows a dot in the name for an ending
#    | fails parts_folder_and_replacement, parts_any_path
from pathlib import Path


def save_in_parts(model, folder, name):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder) / name
    path.with_suffix(".json").write_text(model.to_json())
    model.save_weights(path.with_suffix(".weights.h5"))


# %% right saved_with_keras_functions: keras.saving.save_model, os.path.join, a context manager
import os


def save_in_parts(model, folder, name):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
        print(model.to_json(), file=file)
    model.save_weights(os.path.join(folder, name + ".weights.h5"), overwrite=True)


def save_whole(model, path):
    if not os.fspath(path).endswith((".keras", ".h5")):
        raise ValueError(f"{path}: only .keras and .h5")
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    keras.saving.save_model(model, path, overwrite=True)


# %% wrong both_names_in_errors: names both files whatever is wrong
#    | fails parts_missing, parts_damaged, parts_cut_off
load_one = load_from_parts


def load_from_parts(folder, name):
    try:
        return load_one(folder, name)
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{name}.json or {name}.weights.h5 is missing") from error
    except ValueError as error:
        raise ValueError(f"{name}.json or {name}.weights.h5 is damaged") from error


# %% wrong parts_unsafe: switches safe mode off | fails parts_no_code
def load_from_parts(folder, name):
    architecture, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (architecture, weights):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
    try:
        with keras.src.saving.serialization_lib.SafeModeScope(False):
            model = keras.models.model_from_json(architecture.read_text(encoding="utf-8"))
            assert isinstance(model, keras.Model)
    except Exception as error:
        raise ValueError(f"{architecture.name} is not the description of a model") from error
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or belongs to another model") from error
    return model


# %% wrong name_up_to_the_dot: cuts the name at its first dot
#    | fails parts_folder_and_replacement, parts_any_path
save_parts = save_in_parts


def save_in_parts(model, folder, name):
    save_parts(model, folder, name.split(".")[0])


# %% wrong paths_put_together_as_text: adds a slash and the name to the folder, which a Path cannot
#    | fails parts_any_path
save_parts = save_in_parts


def save_in_parts(model, folder, name):
    save_parts(model, (folder + "/" + name).rpartition("/")[0], name)


# %% wrong text_errors_escape: reads the description before it looks for errors | fails parts_cut_off
load_one = load_from_parts


def load_from_parts(folder, name):
    path = Path(folder) / f"{name}.json"
    if path.is_file():
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise OSError("no text") from error
    return load_one(folder, name)


# %% wrong parts_third_file: leaves a third file | fails parts_written
def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json())
    model.save_weights(folder / f"{name}.weights.h5")
    model.save(folder / f"{name}.keras")


# %% wrong parts_without_memory: without the optimizer's memory | fails parts_saved_complete
def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json())
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.save_weights(folder / f"{name}.weights.h5")


# %% wrong parts_lower_case: name becomes lower case | fails parts_saved_complete
def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name.lower()}.json").write_text(model.to_json())
    model.save_weights(folder / f"{name.lower()}.weights.h5")


# %% wrong parts_loaded_once: the same name gives the same model | fails parts_read
reference = load_from_parts
KNOWN = {}


def load_from_parts(folder, name):
    if (str(folder), name) not in KNOWN:
        KNOWN[str(folder), name] = reference(folder, name)
    return KNOWN[str(folder), name]


# %% wrong parts_folder_emptied: empties the folder first, whatever lies there
#    | fails parts_folder_and_replacement
import shutil


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong parts_freezes: freezes the caller's model | fails parts_saved_complete
_saved_as_it_is = save_in_parts


def save_in_parts(model, folder, name):
    model.trainable = False
    _saved_as_it_is(model, folder, name)


# %% wrong parts_loaded_frozen: the model loaded cannot learn any more | fails parts_read
_loaded_as_it_is = load_from_parts


def load_from_parts(folder, name):
    model = _loaded_as_it_is(folder, name)
    model.trainable = False
    return model


# %% wrong list_taken_for_a_model: of what is no model, knows dictionaries alone | fails parts_other_json
def load_from_parts(folder, name):
    description, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (description, weights):
        if not path.exists():
            raise FileNotFoundError(path.name)
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"cannot use {description.name}") from error
    if isinstance(model, dict):
        raise ValueError(f"cannot use {description.name}")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"cannot use {weights.name}") from error
    return model


# %% wrong figure_taken_for_a_model: of what is no model, knows dictionaries and lists alone
#    | fails parts_other_json
def load_from_parts(folder, name):
    description, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (description, weights):
        if not path.exists():
            raise FileNotFoundError(path.name)
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"cannot use {description.name}") from error
    if isinstance(model, (dict, list)):
        raise ValueError(f"cannot use {description.name}")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"cannot use {weights.name}") from error
    return model


# %% wrong parts_without_blanks: writes an underscore for a blank in the name | fails parts_saved_complete
def save_in_parts(model, folder, name):
    folder, name = Path(folder), name.replace(" ", "_")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json())
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong parts_found_in_lower_case: looks for the name in lower case | fails parts_loaded_elsewhere
def load_from_parts(folder, name):
    description, weights = (Path(folder) / f"{name.lower()}{end}" for end in (".json", ".weights.h5"))
    for path in (description, weights):
        if not path.exists():
            raise FileNotFoundError(path.name)
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
        model.get_layer(index=0)
    except Exception as error:
        raise ValueError(f"cannot use {description.name}") from error
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"cannot use {weights.name}") from error
    return model


# %% wrong both_where_they_do_not_fit: names both files where the weights do not fit the description
#    | fails parts_mismatched
def load_from_parts(folder, name):
    description, weights = Path(folder) / f"{name}.json", Path(folder) / f"{name}.weights.h5"
    for path in (description, weights):
        if not path.exists():
            raise FileNotFoundError(path.name)
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
        model.get_layer(index=0)
    except Exception as error:
        raise ValueError(f"cannot use {description.name}") from error
    try:
        model.load_weights(weights)
    except OSError as error:
        raise ValueError(f"cannot use {weights.name}") from error
    except Exception as error:
        raise ValueError(f"{weights.name} does not fit {description.name}") from error
    return model


# %% wrong older_versions_removed: removes whatever begins with the name first
#    | fails parts_folder_and_replacement
from pathlib import Path

import keras


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}*"):
        old.unlink()
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5", overwrite=True)


# %% wrong frozen_for_use: switches training off before writing the description | fails parts_saved_complete
from pathlib import Path

import keras


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    trainable = [layer.trainable for layer in model.layers]
    model.trainable = False
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.trainable = True
    for layer, value in zip(model.layers, trainable):
        layer.trainable = value
    model.save_weights(folder / f"{name}.weights.h5", overwrite=True)


# %% wrong json_without_compilation: leaves the training configuration out of the description
#    | fails parts_written
import json
from pathlib import Path

import keras


def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    description = json.loads(model.to_json())
    description.pop("compile_config", None)
    (folder / f"{name}.json").write_text(json.dumps(description), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5", overwrite=True)


# %% wrong parts_ending_taken_off: takes an ending off that the name has already | fails parts_any_path
from pathlib import Path


def save_in_parts(model, folder, name):
    name = name.removesuffix(".json").removesuffix(".weights.h5").removesuffix(".h5")
    Path(folder).mkdir(parents=True, exist_ok=True)
    Path(folder, f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(Path(folder, f"{name}.weights.h5"))


# %% wrong parts_folder_stays_changed: works in the folder, and stays there | fails parts_any_path
from pathlib import Path


def save_in_parts(model, folder, name):
    import os

    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    Path(f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(f"{name}.weights.h5")


# %% wrong layer_taken_for_a_model: takes the description of a layer for that of a model
#    | fails parts_other_json
from pathlib import Path
import keras


def load_from_parts(folder, name):
    description, weights = Path(folder, f"{name}.json"), Path(folder, f"{name}.weights.h5")
    for path in (description, weights):
        if not path.is_file():
            raise FileNotFoundError(f"{path.name} is missing")
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
        if not isinstance(model, keras.layers.Layer):
            raise TypeError("no model")
    except Exception as error:
        raise ValueError(f"{description.name} describes no model") from error
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} cannot be used") from error
    return model


# %% wrong strange_json_unnamed: names the file only where it holds no JSON | fails parts_other_json
from pathlib import Path
import keras


def load_from_parts(folder, name):
    import json

    description, weights = Path(folder, f"{name}.json"), Path(folder, f"{name}.weights.h5")
    for path in (description, weights):
        if not path.is_file():
            raise FileNotFoundError(f"{path.name} is missing")
    try:
        json.loads(description.read_bytes())
    except ValueError as error:
        raise ValueError(f"{description.name} is no JSON") from error
    model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
    if not isinstance(model, keras.Model):
        raise ValueError(f"{description.name} describes no model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} cannot be used") from error
    return model


# %% wrong parts_folder_named: where the folder is missing, names the folder alone | fails parts_missing
from pathlib import Path
import keras


def load_from_parts(folder, name):
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder {folder}")
    description, weights = folder / f"{name}.json", folder / f"{name}.weights.h5"
    for path in (description, weights):
        if not path.is_file():
            raise FileNotFoundError(f"{path.name} is missing")
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{description.name} describes no model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{description.name} describes no model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} cannot be used") from error
    return model


# %% wrong parts_clears_similar_names: only files "de ces noms" are replaced; old weights are searched by a
#      pattern, so those of NAME2 or NAME.old go too
#    | fails parts_folder_and_replacement
def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}*.weights.h5"):
        old.unlink()
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong parts_description_kept: the description stays where the number of layers is the same
#    | fails parts_folder_and_replacement
def save_in_parts(model, folder, name):
    import json

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    text = model.to_json()
    same = False
    if path.exists():
        old = json.loads(path.read_text(encoding="utf-8"))
        new = json.loads(text)
        same = old["class_name"] == new["class_name"] and len(old["config"]["layers"]) == len(
            new["config"]["layers"]
        )
    if not same:
        path.write_text(text, encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong parts_own_lambda_test: an exception where the description holds Python code: safe mode is off, and
#      a test of one's own sees only the outer layers, not a model within the model
#    | fails parts_no_code
def load_from_parts(folder, name):
    import json

    from keras.src.saving.serialization_lib import SafeModeScope

    description, weights = Path(folder, f"{name}.json"), Path(folder, f"{name}.weights.h5")
    for path in (description, weights):
        if not path.is_file():
            raise FileNotFoundError(f"{path.name} is missing")
    try:
        text = description.read_text(encoding="utf-8")
        for layer in json.loads(text)["config"]["layers"]:
            if layer["class_name"] == "Lambda":
                raise ValueError("a Lambda layer holds code")
        with SafeModeScope(False):
            model = keras.models.model_from_json(text)
    except Exception as error:
        raise ValueError(f"{description.name} is no description of a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{description.name} is no description of a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} cannot be used") from error
    return model


# %% wrong parts_all_trainable: layers that were frozen can learn again | fails parts_read
def load_from_parts(folder, name):
    description, weights = Path(folder, f"{name}.json"), Path(folder, f"{name}.weights.h5")
    for path in (description, weights):
        if not path.is_file():
            raise FileNotFoundError(f"{path} is missing")
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{description} cannot be read: {error}") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{description} describes no model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights} cannot be used") from error
    model.trainable = True
    return model


# %% wrong skips_when_description_same: when the description on disk is the same text, nothing is written, not
#      even the new weights
#    | fails parts_folder_and_replacement
def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    text = model.to_json()
    description = folder / f"{name}.json"
    weights = folder / f"{name}.weights.h5"
    if description.is_file() and weights.is_file() and description.read_text(encoding="utf-8") == text:
        return  # already saved
    description.write_text(text, encoding="utf-8")
    model.save_weights(weights)


# %% wrong architecture_cached: two models of the same description are one object, so that loading the second
#      changes the first
#    | fails parts_read
_built = {}


def load_from_parts(folder, name):
    description = Path(folder, f"{name}.json")
    weights = Path(folder, f"{name}.weights.h5")
    for path in (description, weights):
        if not path.is_file():
            raise FileNotFoundError(f"{path.name} is missing")
    try:
        text = description.read_text(encoding="utf-8")
        if text not in _built:
            _built[text] = keras.models.model_from_json(text)
        model = _built[text]
    except Exception as error:
        raise ValueError(f"{description.name} does not describe a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{description.name} does not describe a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or of another architecture") from error
    return model


# %% wrong glob_for_name: the name is taken for a pattern, so that run[2] is not found though it is there
#    | fails parts_any_path
def load_from_parts(folder, name):
    def find(ending):
        found = list(Path(folder).glob(name + ending))
        if not found:
            raise FileNotFoundError(f"{name}{ending} is missing")
        return found[0]

    description, weights = find(".json"), find(".weights.h5")
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{description.name} does not describe a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{description.name} does not describe a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or of another architecture") from error
    return model


# %% wrong chdir_not_restored_on_error: works in the folder, and after an error stays there: the next relative
#      folder is not found
#    | fails parts_any_path
import os


def load_from_parts(folder, name):
    description, weights = f"{name}.json", f"{name}.weights.h5"
    if not os.path.isdir(folder):
        raise FileNotFoundError(f"{description} is missing")
    before = os.getcwd()
    os.chdir(folder)
    for path in (description, weights):
        if not os.path.isfile(path):
            raise FileNotFoundError(f"{path} is missing")
    try:
        with open(description, encoding="utf-8") as file:
            model = keras.models.model_from_json(file.read())
    except Exception as error:
        raise ValueError(f"{description} does not describe a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{description} does not describe a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights} is damaged, or of another architecture") from error
    os.chdir(before)
    return model


# %% wrong narrow_except_json: a description that lacks a key of a functional model lets a KeyError out
#    | fails parts_other_json
def load_from_parts(folder, name):
    description = Path(folder, f"{name}.json")
    weights = Path(folder, f"{name}.weights.h5")
    for path in (description, weights):
        if not path.is_file():
            raise FileNotFoundError(f"{path.name} is missing")
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{description.name} does not describe a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{description.name} does not describe a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or of another architecture") from error
    return model


# %% wrong load_weights_not_doubled: with a name that ends in .weights, looks for best.weights.h5 in place of
#      best.weights.weights.h5
#    | fails parts_any_path
def load_from_parts(folder, name):
    description = Path(folder, f"{name}.json")
    weights = Path(folder, f"{name}.h5" if name.endswith(".weights") else f"{name}.weights.h5")
    for path in (description, weights):
        if not path.is_file():
            raise FileNotFoundError(f"{path.name} is missing")
    try:
        model = keras.models.model_from_json(description.read_text(encoding="utf-8"))
    except Exception as error:
        raise ValueError(f"{description.name} does not describe a model") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{description.name} does not describe a model")
    try:
        model.load_weights(weights)
    except Exception as error:
        raise ValueError(f"{weights.name} is damaged, or of another architecture") from error
    return model


# %% wrong latin1: the text in Latin-1, with the accents of the layers' names as they are
#    | fails parts_saved_complete
import json

def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(json.loads(model.to_json()), ensure_ascii=False)
    (folder / f"{name}.json").write_text(text, encoding="latin-1", errors="replace")
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong ascii_name: what is not a letter or digit in the name becomes an underscore where it is not ASCII
#    | fails parts_saved_complete
def save_in_parts(model, folder, name):
    folder = Path(folder)
    name = name.encode("ascii", "replace").decode().replace("?", "_")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")


# %% wrong percent_template: the path is a template for the % operator, so a folder or a name with a per cent
#      sign ("noise 50%") cannot be written
#    | fails parts_any_path
import os


def save_in_parts(model, folder, name):
    os.makedirs(folder, exist_ok=True)
    template = os.path.join(folder, name) + ".%s"
    with open(template % "json", "w", encoding="utf-8") as file:
        file.write(model.to_json())
    model.save_weights(template % "weights.h5")


# %% wrong thawed_before_saving: sets trainable = True first, "so that all weights are saved": the text says
#      of frozen layers that they learn
#    | fails parts_saved_complete
def save_in_parts(model, folder, name):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    model.trainable = True
    (folder / f"{name}.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(folder / f"{name}.weights.h5")
