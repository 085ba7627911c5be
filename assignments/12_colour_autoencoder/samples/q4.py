# %% right save_os_path: os.path and a loop, files opened by name
import os

import keras


def save_models(encoder, decoder, folder):
    os.makedirs(folder, exist_ok=True)
    for name, model in {"encoder": encoder, "decoder": decoder}.items():
        model.save(os.path.join(folder, name + ".keras"), overwrite=True)


def load_models(folder):
    paths = [os.path.join(folder, name) for name in ("encoder.keras", "decoder.keras")]
    for path in paths:
        if not os.path.exists(path):
            raise FileNotFoundError(path)
    return [keras.saving.load_model(path, compile=False) for path in paths]


# %% right save_function: keras.saving.save_model, errors of its own made from open()
from pathlib import Path

import keras


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    keras.saving.save_model(encoder, Path(folder, "encoder.keras"))
    keras.saving.save_model(decoder, Path(folder, "decoder.keras"))


def load_models(folder):
    def load(name):
        with open(Path(folder) / name, "rb"):
            return keras.models.load_model(Path(folder) / name)

    return load("encoder.keras"), load("decoder.keras")


# %% wrong saves_weights_only: only the weights are saved | fails saved_apart, saved_whole
from pathlib import Path


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    encoder.save_weights(Path(folder) / "encoder.weights.h5")
    decoder.save_weights(Path(folder) / "decoder.weights.h5")


# %% wrong saves_h5: the older .h5 format | fails saved_apart, saved_whole
from pathlib import Path


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    encoder.save(Path(folder) / "encoder.h5")
    decoder.save(Path(folder) / "decoder.h5")


# %% wrong saves_swapped: each model under the name of the other | fails saved_apart, saved_whole
from pathlib import Path


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    encoder.save(Path(folder) / "decoder.keras")
    decoder.save(Path(folder) / "encoder.keras")


# %% wrong saves_in_the_current_folder: the folder is forgotten | fails saved_apart, saved_whole
def save_models(encoder, decoder, folder):
    encoder.save("encoder.keras")
    decoder.save("decoder.keras")


# %% wrong no_new_folder: expects the folder to exist | fails saved_apart
from pathlib import Path


def save_models(encoder, decoder, folder):
    encoder.save(Path(folder) / "encoder.keras")
    decoder.save(Path(folder) / "decoder.keras")


# %% wrong refuses_existing_folder: fails where the folder already exists | fails saved_apart, saved_whole
from pathlib import Path


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True)
    encoder.save(Path(folder) / "encoder.keras")
    decoder.save(Path(folder) / "decoder.keras")


# %% wrong saves_a_fresh_model: saves the architecture with new weights | fails saved_whole
from pathlib import Path

import keras


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, model in (("encoder", encoder), ("decoder", decoder)):
        new = keras.models.model_from_json(model.to_json())
        new.save(Path(folder) / f"{name}.keras")


# %% wrong loads_swapped: returns the decoder first | fails loaded
_right = load_models


def load_models(folder):
    encoder, decoder = _right(folder)
    return decoder, encoder


# %% wrong loads_one_model: puts the two together into one model | fails loaded
from pathlib import Path

import keras

_right = load_models


def load_models(folder):
    return keras.Sequential(_right(folder))


# %% wrong loads_from_memory: returns the models of the last call of save_models | fails loaded, missing_file
_kept = {}
_right = save_models


def save_models(encoder, decoder, folder):
    _right(encoder, decoder, folder)
    _kept[str(folder)] = encoder, decoder


def load_models(folder):
    return _kept[str(folder)]


# %% wrong missing_error_of_keras: leaves the error to Keras, which raises ValueError | fails missing_file
from pathlib import Path

import keras


def load_models(folder):
    return tuple(keras.models.load_model(Path(folder) / name) for name in ("encoder.keras", "decoder.keras"))


# %% wrong missing_is_none: returns None for a missing file | fails missing_file
from pathlib import Path

import keras


def load_models(folder):
    paths = [Path(folder) / name for name in ("encoder.keras", "decoder.keras")]
    return tuple(keras.models.load_model(path) if path.is_file() else None for path in paths)


# %% wrong missing_not_named: the message does not say which file is missing | fails missing_file
from pathlib import Path

_right = load_models


def load_models(folder):
    if len(list(Path(folder).glob("*.keras"))) < 2:
        raise FileNotFoundError("a model is missing")
    return _right(folder)


# %% wrong loads_without_weights: builds the models anew from their configuration | fails loaded
import keras

_right = load_models


def load_models(folder):
    return tuple(model.__class__.from_config(model.get_config()) for model in _right(folder))


# %% wrong older_files_kept: keeps files that are there already | fails saved_whole
from pathlib import Path


def save_models(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in (("encoder", encoder), ("decoder", decoder)):
        if not (folder / f"{name}.keras").exists():
            model.save(folder / f"{name}.keras")


# %% wrong saved_for_texts_only: glues texts together, and fails for a Path | fails saved_whole
_right = save_models


def save_models(encoder, decoder, folder):
    return _right(encoder, decoder, folder + "/")


# %% wrong loaded_for_texts_only: glues texts together, and fails for a Path | fails loaded
_right = load_models


def load_models(folder):
    return _right(folder + "/")


# %% wrong weights_under_keras_names: writes the weights alone, under the names of whole models
#    | fails saved_whole
from pathlib import Path


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, model in (("encoder", encoder), ("decoder", decoder)):
        model.save_weights(Path(folder) / f"{name}.weights.h5", overwrite=True)
        (Path(folder) / f"{name}.weights.h5").rename(Path(folder) / f"{name}.keras")


# %% wrong always_the_encoder_missing: names encoder.keras whichever is missing | fails missing_file
_right = load_models


def load_models(folder):
    try:
        return _right(folder)
    except FileNotFoundError:
        raise FileNotFoundError("no encoder.keras") from None


# %% wrong folder_emptied: empties the folder first | fails saved_whole
import shutil

_right = save_models


def save_models(encoder, decoder, folder):
    shutil.rmtree(folder, ignore_errors=True)
    _right(encoder, decoder, folder)


# %% wrong loaded_once: keeps what it has read from a folder | fails loaded
import functools

load_models = functools.cache(load_models)


# %% wrong decoder_saved_frozen: freezes the decoder before it saves it | fails saved_whole
def save_models(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    decoder.trainable = False
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")


# %% wrong both_files_named: it names both files, whichever is missing | fails missing_file
def load_models(folder):
    encoder, decoder = Path(folder, "encoder.keras"), Path(folder, "decoder.keras")
    if not (encoder.is_file() and decoder.is_file()):
        raise FileNotFoundError("encoder.keras or decoder.keras is missing")
    return keras.models.load_model(encoder), keras.models.load_model(decoder)


# %% wrong missing_folder_not_file: where the folder is missing, only the folder is named | fails missing_file
import os


def load_models(folder):
    there = os.listdir(folder)
    for name in ("encoder.keras", "decoder.keras"):
        if name not in there:
            raise FileNotFoundError(f"missing: {name}")
    load = keras.models.load_model
    return load(os.path.join(folder, "encoder.keras")), load(os.path.join(folder, "decoder.keras"))


# %% wrong dot_in_folder_name: a folder such as models.v2 is taken for a file, and its parent is used
#    | fails saved_apart
def save_models(encoder, decoder, folder):
    folder = Path(folder)
    if folder.suffix:
        folder = folder.parent
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")


# %% wrong goes_into_the_folder: the program stays in the folder, so a second call with the same relative name
#      writes elsewhere
#    | fails saved_apart
import os


def save_models(encoder, decoder, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    encoder.save("encoder.keras")
    decoder.save("decoder.keras")


# %% wrong other_models_deleted: all .keras files of the folder are deleted first | fails saved_whole
def save_models(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.keras"):
        old.unlink()
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")


# %% wrong first_two_files: the first two .keras files of the folder, in the order of the alphabet
#    | fails loaded
def load_models(folder):
    for name in ("encoder.keras", "decoder.keras"):
        if not Path(folder, name).is_file():
            raise FileNotFoundError(f"{name} is missing in {folder}.")
    decoder, encoder = sorted(Path(folder).glob("*.keras"))[:2]
    return keras.models.load_model(encoder), keras.models.load_model(decoder)


# %% wrong parents_of_a_lone_name: makes the parents, then the folder; a name without a slash has the parent
#      "", which cannot be made
#    | fails saved_apart
def save_models(encoder, decoder, folder):
    import os

    if not os.path.isdir(folder):
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        os.mkdir(folder)
    encoder.save(os.path.join(folder, "encoder.keras"))
    decoder.save(os.path.join(folder, "decoder.keras"))


# %% wrong brackets_in_the_folder: looks for the files with glob, to which a folder such as "models [2]" is a
#      pattern
#    | fails loaded
def load_models(folder):
    import glob
    import os

    models = []
    for name in ("encoder.keras", "decoder.keras"):
        found = glob.glob(os.path.join(folder, name))
        if not found:
            raise FileNotFoundError(f"{name} is missing in {folder}")
        models.append(keras.models.load_model(found[0]))
    return tuple(models)


# %% wrong trainable_weights_only: saves a copy that has the trainable weights alone; frozen layers and
#      running averages begin anew
#    | fails saved_whole
def save_models(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for model, name in ((encoder, "encoder.keras"), (decoder, "decoder.keras")):
        copy = keras.models.clone_model(model)  # without optimiser: a smaller file
        for new, old in zip(copy.trainable_weights, model.trainable_weights):
            new.assign(old)
        copy.save(folder / name)


# %% wrong stays_in_the_folder_after_an_error: works inside the folder and does not come back where a file is
#      missing, so the next call with a relative folder looks in the wrong place
#    | fails missing_file
import os


def load_models(folder):
    if not os.path.isdir(folder):
        raise FileNotFoundError(f"encoder.keras: there is no folder {folder}")
    here = os.getcwd()
    os.chdir(folder)
    models = []
    for name in ("encoder.keras", "decoder.keras"):
        if not os.path.isfile(name):
            raise FileNotFoundError(f"{name} is missing in {folder}")
        models.append(keras.models.load_model(name))
    os.chdir(here)
    return tuple(models)


# %% wrong subfolders_searched: looks for the files in the subfolders as well: an older copy in folder/before
#      is loaded, or hides that the file is missing
#    | fails missing_file
def load_models(folder):
    models = []
    for name in ("encoder.keras", "decoder.keras"):
        found = sorted(Path(folder).rglob(name))
        if not found:
            raise FileNotFoundError(f"{name} is not in {folder}")
        models.append(keras.models.load_model(found[0]))
    return models[0], models[1]


# %% wrong name_contains_encoder: takes any .keras file whose name contains "encoder" or "decoder", such as
#      encoder_old.keras
#    | fails missing_file
def load_models(folder):
    folder = Path(folder)
    found = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        for kind in ("encoder", "decoder"):
            if kind in path.name and path.suffix == ".keras":
                found[kind] = path
    for kind in ("encoder", "decoder"):
        if kind not in found:
            raise FileNotFoundError(f"{folder / (kind + '.keras')} is missing")
    return keras.models.load_model(found["encoder"]), keras.models.load_model(found["decoder"])
