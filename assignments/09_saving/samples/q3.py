# %% right halves_in_a_loop: goes through the two halves in a loop
import os


def save_autoencoder(encoder, decoder, folder):
    os.makedirs(folder, exist_ok=True)
    for name, half in {"encoder": encoder, "decoder": decoder}.items():
        half.save(os.path.join(folder, f"{name}.keras"))


# %% right halves_copied_first: saves copies of the halves
from pathlib import Path

import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    if not folder.exists():
        folder.mkdir(parents=True)

    def store(half, name):
        copy = keras.models.clone_model(half)
        copy.set_weights(half.get_weights())
        keras.saving.save_model(copy, folder / name, overwrite=True)

    store(encoder, "encoder.keras")
    store(decoder, "decoder.keras")


# %% right sequential_of_two: puts the halves into a Sequential; Keras itself tells the sizes that do not fit
import os

import keras


def load_autoencoder(folder):
    def half(name):
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            raise FileNotFoundError(name + " is missing")
        try:
            return keras.models.load_model(path)
        except Exception as error:
            raise ValueError(name + " cannot be read") from error

    encoder, decoder = half("encoder.keras"), half("decoder.keras")
    return [encoder, decoder, keras.Sequential([encoder, decoder])]


# %% right symbolic_tensors: joins the halves by their own input and output tensors
from pathlib import Path

import keras


def load_autoencoder(folder):
    found = {}
    for name in ("encoder", "decoder"):
        path = Path(folder, name + ".keras")
        try:
            found[name] = keras.saving.load_model(path, compile=False)
        except Exception as error:
            kind = ValueError if path.exists() else FileNotFoundError
            raise kind(f"{path}: {error}") from error
    made, taken = found["encoder"].output_shape[-1], found["decoder"].input_shape[-1]
    if made != taken:
        raise ValueError(f"code size {made} is not code size {taken}")
    whole = keras.Model(found["encoder"].inputs, found["decoder"](found["encoder"].outputs[0]))
    return found["encoder"], found["decoder"], whole


# %% wrong both_in_one_file: saves the autoencoder as a whole | fails apart_written, apart_saved_complete
from pathlib import Path

import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.Sequential([encoder, decoder]).save(folder / "autoencoder.keras")


# %% wrong halves_exchanged: gives each half the other's name | fails apart_saved_complete
from pathlib import Path


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    decoder.save(folder / "encoder.keras")
    encoder.save(folder / "decoder.keras")


# %% wrong halves_in_h5: saves the halves as .h5 | fails apart_written, apart_saved_complete
from pathlib import Path


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.h5")
    decoder.save(folder / "decoder.h5")


# %% wrong halves_folder_not_made: expects the folder to be there | fails apart_folder_and_replacement
from pathlib import Path


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")


# %% wrong older_halves_kept: leaves files that are there already | fails apart_folder_and_replacement
from pathlib import Path


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "encoder.keras").exists():
        return
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")


# %% wrong decoder_with_encoder: saves the whole autoencoder as the decoder | fails apart_saved_complete
from pathlib import Path

import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.keras")
    keras.Sequential([encoder, decoder]).save(folder / "decoder.keras")


# %% wrong decoder_forgotten: saves only the encoder | fails apart_written, apart_saved_complete
from pathlib import Path


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.keras")


# %% wrong untrained_halves_saved: saves clones, with fresh weights
#    | fails apart_folder_and_replacement, apart_saved_complete
from pathlib import Path

import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.models.clone_model(encoder).save(folder / "encoder.keras")
    keras.models.clone_model(decoder).save(folder / "decoder.keras")


# %% wrong decoder_first: returns the decoder first | fails apart_read, apart_in_sequence
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    images = keras.Input(encoder.input_shape[1:])
    return decoder, encoder, keras.Model(images, decoder(encoder(images)))


# %% wrong two_models_only: forgets the autoencoder
#    | fails apart_read, apart_shared, apart_in_sequence, apart_any_shape
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    return encoder, decoder


# %% wrong weights_copied: builds the autoencoder from copies of the halves | fails apart_shared
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    images = keras.Input(encoder.input_shape[1:])
    first, second = keras.models.clone_model(encoder), keras.models.clone_model(decoder)
    first.set_weights(encoder.get_weights())
    second.set_weights(decoder.get_weights())
    return encoder, decoder, keras.Model(images, second(first(images)))


# %% wrong files_read_twice: loads the files a second time for the autoencoder | fails apart_shared
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    images = keras.Input(encoder.input_shape[1:])
    first = keras.saving.load_model(Path(folder) / "encoder.keras")
    second = keras.saving.load_model(Path(folder) / "decoder.keras")
    return encoder, decoder, keras.Model(images, second(first(images)))


# %% wrong halves_missing_left_to_keras: lets Keras raise its ValueError for a missing file
#    | fails apart_missing
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong damaged_halves_not_found: calls a damaged file a missing one | fails apart_damaged
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise FileNotFoundError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong halves_unnamed_in_errors: does not say which half is damaged | fails apart_damaged
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError("damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong sizes_not_told: does not tell the two code sizes | fails apart_mismatched
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError("the halves do not fit")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong mismatch_mended: puts a new layer between halves that do not fit | fails apart_mismatched
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        decoder = keras.Sequential([keras.layers.Dense(decoder.input_shape[-1]), decoder])
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong encoder_of_a_clone: returns an encoder with fresh weights
#    | fails apart_in_sequence, apart_any_shape
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = keras.models.clone_model(halves[0]), halves[1]
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong autoencoder_is_the_decoder: returns the decoder once more as the autoencoder
#    | fails apart_read, apart_shared, apart_in_sequence, apart_any_shape
from pathlib import Path

import keras


def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]} and of {decoder.input_shape[1:]}")
    return encoder, decoder, decoder


# %% wrong codes_of_one_axis: compares the last axis only, and makes flat codes of all
#    | fails apart_read, apart_shared, apart_in_sequence, apart_any_shape
load_three = load_autoencoder


def load_autoencoder(folder):
    encoder, decoder, autoencoder = load_three(folder)
    codes = keras.layers.Flatten()(encoder.output)
    codes = keras.layers.Reshape((encoder.output_shape[-1],))(codes)
    return encoder, decoder, keras.Model(encoder.inputs, decoder(codes))


# %% wrong images_of_one_size: takes images of 8 × 8 pixels and one channel only | fails apart_any_shape
load_three = load_autoencoder


def load_autoencoder(folder):
    encoder, decoder, _ = load_three(folder)
    images = keras.Input((8, 8, 1))
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong apart_unsafe: switches safe mode off | fails apart_damaged
load_three = load_autoencoder


def load_autoencoder(folder):
    load, keras.saving.load_model = keras.saving.load_model, lambda path: load(path, safe_mode=False)
    try:
        return load_three(folder)
    finally:
        keras.saving.load_model = load


# %% wrong both_halves_in_errors: names both files whichever is missing | fails apart_missing
load_three = load_autoencoder


def load_autoencoder(folder):
    try:
        return load_three(folder)
    except FileNotFoundError as error:
        raise FileNotFoundError("encoder.keras or decoder.keras is missing") from error


# %% wrong apart_frozen: the decoder is frozen | fails apart_shared
reference = load_autoencoder


def load_autoencoder(folder):
    first, second, both = reference(folder)
    second.trainable = False
    return first, second, both


# %% wrong halves_by_layers: puts the layers of both in a row: right for stacks of layers
#    | fails apart_any_shape
_halves_and_both = load_autoencoder


def load_autoencoder(folder):
    encoder, decoder, _ = _halves_and_both(folder)
    return (
        encoder,
        decoder,
        keras.Sequential([keras.Input(encoder.input_shape[1:]), *encoder.layers, *decoder.layers]),
    )


# %% wrong halves_third_file: writes the whole autoencoder, too | fails apart_written
_saved_halves = save_autoencoder


def save_autoencoder(encoder, decoder, folder):
    _saved_halves(encoder, decoder, folder)
    keras.Sequential([encoder, decoder]).save(Path(folder) / "autoencoder.keras")


# %% wrong halves_folder_emptied: empties the folder first, whatever lies there
#    | fails apart_folder_and_replacement
import shutil


def save_autoencoder(encoder, decoder, folder):
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir(parents=True)
    encoder.save(Path(folder) / "encoder.keras")
    decoder.save(Path(folder) / "decoder.keras")


# %% wrong halves_folder_missing: another error where the folder is missing | fails apart_missing
_loaded_halves = load_autoencoder


def load_autoencoder(folder):
    if not Path(folder).is_dir():
        raise NotADirectoryError(str(folder))
    return _loaded_halves(folder)


# %% wrong halves_compiled: compiles both halves before it saves them | fails apart_saved_complete
def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for half, name in ((encoder, "encoder"), (decoder, "decoder")):
        half.compile("adam", "mse")
        half.save(folder / f"{name}.keras")


# %% wrong decoder_unsafe: switches safe mode off for the decoder | fails apart_damaged
def load_autoencoder(folder):
    halves = []
    for name in ("encoder", "decoder"):
        path = Path(folder) / f"{name}.keras"
        if not path.exists():
            raise FileNotFoundError(f"{path.name} is missing")
        try:
            halves.append(keras.models.load_model(path, safe_mode=name == "encoder"))
        except Exception as error:
            raise ValueError(f"cannot use {path.name}") from error
    encoder, decoder = halves
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if made != taken:
        raise ValueError(f"{made} and {taken} do not fit")
    return encoder, decoder, keras.Sequential([encoder, decoder])


# %% wrong halves_not_compiled: saves copies of the halves that are not compiled | fails apart_saved_complete
from pathlib import Path

import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    halves = []
    for model in (encoder, decoder):
        half = type(model).from_config(model.get_config())
        half.set_weights(model.get_weights())
        halves.append(half)
    encoder, decoder = halves
    encoder.save(folder / "encoder.keras", overwrite=True)
    decoder.save(folder / "decoder.keras", overwrite=True)


# %% wrong last_axis_compared: compares the last axis of the code alone | fails apart_mismatched
from pathlib import Path

import keras


def _half(file):
    if not file.is_file():
        raise FileNotFoundError(f"there is no file {file.name}")
    try:
        model = keras.models.load_model(file)
    except Exception as error:
        raise ValueError(f"{file.name} is damaged") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{file.name} holds no model")
    return model


def load_autoencoder(folder):
    encoder = _half(Path(folder, "encoder.keras"))
    decoder = _half(Path(folder, "decoder.keras"))
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if made[-1] != taken[-1]:
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")
    code = encoder.outputs[0]
    if made != taken and len(made) == 3 and None not in taken:
        code = keras.layers.Resizing(*taken[:2])(code)
    autoencoder = keras.Model(encoder.inputs, decoder(code))
    return encoder, decoder, autoencoder


# %% wrong same_number_reshaped: reshapes codes of as many numbers | fails apart_mismatched
import math
from pathlib import Path

import keras


def _half(file):
    if not file.is_file():
        raise FileNotFoundError(f"there is no file {file.name}")
    try:
        model = keras.models.load_model(file)
    except Exception as error:
        raise ValueError(f"{file.name} is damaged") from error
    if not isinstance(model, keras.Model):
        raise ValueError(f"{file.name} holds no model")
    return model


def load_autoencoder(folder):
    encoder = _half(Path(folder, "encoder.keras"))
    decoder = _half(Path(folder, "decoder.keras"))
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    reshape = None not in made + taken and math.prod(made) == math.prod(taken)
    if not reshape and (len(made) != len(taken) or any(b is not None and a != b for a, b in zip(made, taken))):
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")
    code = encoder.outputs[0]
    if made != taken and reshape:
        code = keras.layers.Reshape(taken)(code)
    autoencoder = keras.Model(encoder.inputs, decoder(code))
    return encoder, decoder, autoencoder


# %% wrong apart_decoder_wrapped: puts the decoder into a new model, which is not compiled
#    | fails apart_saved_complete
from pathlib import Path
import keras


def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.keras")
    keras.Model(decoder.inputs, decoder.outputs).save(folder / "decoder.keras")


# %% wrong apart_positive_codes: cuts off what is negative in a code | fails apart_any_shape
from pathlib import Path
import keras


def load_autoencoder(folder):
    encoder, decoder = (_half(folder, name) for name in ("encoder.keras", "decoder.keras"))
    _fits(encoder, decoder)
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(keras.ops.relu(encoder(images))))


def _half(folder, name):
    path = Path(folder) / name
    if not path.is_file():
        raise FileNotFoundError(f"{name} is missing")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{name} is damaged") from error


def _fits(encoder, decoder):
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if made != taken:
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")


# %% wrong apart_last_sizes_told: tells the last sizes of the codes alone, which may be the same
#    | fails apart_mismatched
from pathlib import Path
import keras


def load_autoencoder(folder):
    encoder, decoder = (_half(folder, name) for name in ("encoder.keras", "decoder.keras"))
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[-1]}, not {decoder.input_shape[-1]}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


def _half(folder, name):
    path = Path(folder) / name
    if not path.is_file():
        raise FileNotFoundError(f"{name} is missing")
    try:
        return keras.saving.load_model(path)
    except Exception as error:
        raise ValueError(f"{name} is damaged") from error


# %% wrong apart_always_training: both halves work as in training inside the autoencoder
#    | fails apart_any_shape
from pathlib import Path
import keras


def load_autoencoder(folder):
    halves = []
    for name in ("encoder.keras", "decoder.keras"):
        path = Path(folder) / name
        if not path.is_file():
            raise FileNotFoundError(f"{name} is missing")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{name} is damaged") from error
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        raise ValueError(f"codes of {encoder.output_shape[1:]}, not {decoder.input_shape[1:]}")
    images = keras.Input(encoder.input_shape[1:])
    codes = encoder(images, training=True)
    return encoder, decoder, keras.Model(images, decoder(codes, training=True))


# %% wrong halves_folder_with_a_dot: a folder whose name holds a dot is taken for a file, and its parent is
#      used
#    | fails apart_folder_and_replacement
def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    if folder.suffix:  # the path of a file
        folder = folder.parent
    folder.mkdir(parents=True, exist_ok=True)
    encoder.save(folder / "encoder.keras")
    decoder.save(folder / "decoder.keras")


# %% wrong halves_looked_for_in_subfolders: where a file is missing, one of the same name in a subfolder is
#      taken
#    | fails apart_missing
def load_autoencoder(folder):
    halves = []
    for name in ("encoder.keras", "decoder.keras"):
        path = next(iter(sorted(Path(folder).rglob(name), key=lambda path: len(path.parts))), None)
        if path is None:
            raise FileNotFoundError(f"there is no {name} in {folder}")
        try:
            halves.append(keras.models.load_model(path))
        except Exception as error:
            raise ValueError(f"{path} cannot be read: {error}") from error
    encoder, decoder = halves
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if len(made) != len(taken) or any(a != b and None not in (a, b) for a, b in zip(made, taken)):
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")
    return encoder, decoder, keras.Model(encoder.inputs, decoder(encoder.outputs[0]))


# %% wrong halves_by_the_end_of_the_name: an autoencoder.keras in the same folder is taken for the encoder
#    | fails apart_in_sequence
def load_autoencoder(folder):
    halves = []
    for name in ("encoder.keras", "decoder.keras"):
        found = sorted(Path(folder).glob(f"*{name}"))
        if not found:
            raise FileNotFoundError(f"there is no {name} in {folder}")
        try:
            halves.append(keras.models.load_model(found[0]))
        except Exception as error:
            raise ValueError(f"{found[0]} cannot be read: {error}") from error
    encoder, decoder = halves
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if len(made) != len(taken) or any(a != b and None not in (a, b) for a, b in zip(made, taken)):
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")
    return encoder, decoder, keras.Model(encoder.inputs, decoder(encoder.outputs[0]))


# %% wrong searches_the_parent: a half that is missing is taken from the folder above | fails apart_missing
def load_autoencoder(folder):
    folder = Path(folder)
    halves = []
    for name in ("encoder.keras", "decoder.keras"):
        path = folder / name
        if not path.is_file():
            path = folder.parent / name
        if not path.is_file():
            raise FileNotFoundError(f"{name} is missing")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{name} is damaged") from error
    encoder, decoder = halves
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if made != taken:
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong thawed: all layers of the halves can learn, frozen ones, too | fails apart_shared
def load_autoencoder(folder):
    halves = []
    for path in (Path(folder) / "encoder.keras", Path(folder) / "decoder.keras"):
        if not path.is_file():
            raise FileNotFoundError(f"no file {path}")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or not a model: {error}") from error
        for layer in halves[-1].layers:
            layer.trainable = True
    encoder, decoder = halves
    if encoder.output_shape[1:] != decoder.input_shape[1:]:
        made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
        raise ValueError(f"the encoder makes codes of shape {made}, the decoder takes codes of shape {taken}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)), name="autoencoder")


# %% wrong thawed_halves: sets trainable = True first: a half that was frozen is no more
#    | fails apart_saved_complete
def save_autoencoder(encoder, decoder, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, half in (("encoder", encoder), ("decoder", decoder)):
        half.trainable = True
        half.save(folder / f"{name}.keras")


# %% wrong folder_left_only_on_success: works in the folder with chdir and goes back at the end, not where a
#      file is refused: after that, relative folders are not found
#    | fails apart_any_shape
import os


def load_autoencoder(folder):
    for name in ("encoder.keras", "decoder.keras"):
        if not os.path.isfile(os.path.join(folder, name)):
            raise FileNotFoundError(f"{name} is missing")
    before = os.getcwd()
    os.chdir(folder)
    halves = []
    for name in ("encoder.keras", "decoder.keras"):
        try:
            halves.append(keras.saving.load_model(name))
        except Exception as error:
            raise ValueError(f"{name} is damaged, or holds no model") from error
    os.chdir(before)
    encoder, decoder = halves
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if made != taken:
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong all_keras_files: loads every .keras file of the folder: another one that is damaged, or holds code,
#      keeps the two from being loaded
#    | fails apart_in_sequence
def load_autoencoder(folder):
    folder = Path(folder)
    for name in ("encoder.keras", "decoder.keras"):
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{name} is missing")
    models = {}
    for path in sorted(folder.glob("*.keras")):
        try:
            models[path.stem] = keras.saving.load_model(path)
        except Exception as error:
            raise ValueError(f"{path.name} is damaged, or holds no model") from error
    encoder, decoder = models["encoder"], models["decoder"]
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if made != taken:
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")
    images = keras.Input(encoder.input_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong input_of_the_output: the autoencoder's input gets the shape of the decoder's output, "the same
#      after all": not where the decoder makes larger images, or grey ones of colour
#    | fails apart_any_shape
def load_autoencoder(folder):
    halves = []
    for name in ("encoder.keras", "decoder.keras"):
        path = Path(folder, name)
        if not path.is_file():
            raise FileNotFoundError(f"{name} is missing")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{name} is damaged, or holds no model") from error
    encoder, decoder = halves
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if made != taken:
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")
    images = keras.Input(decoder.output_shape[1:])
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% wrong output_reshaped: the autoencoder brings the decoder's output to the shape of the encoder's input:
#      another one, where the decoder makes rows of numbers
#    | fails apart_any_shape
def load_autoencoder(folder):
    halves = []
    for name in ("encoder.keras", "decoder.keras"):
        path = Path(folder, name)
        if not path.is_file():
            raise FileNotFoundError(f"{name} is missing")
        try:
            halves.append(keras.saving.load_model(path))
        except Exception as error:
            raise ValueError(f"{name} is damaged, or holds no model") from error
    encoder, decoder = halves
    made, taken = encoder.output_shape[1:], decoder.input_shape[1:]
    if made != taken:
        raise ValueError(f"the encoder makes codes of {made}, the decoder takes {taken}")
    shape = encoder.input_shape[1:]
    images = keras.Input(shape)
    outputs = keras.layers.Reshape(shape)(decoder(encoder(images)))
    return encoder, decoder, keras.Model(images, outputs)
