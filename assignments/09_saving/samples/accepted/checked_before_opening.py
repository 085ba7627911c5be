"""Looks at the contents first, and loads with deserialize_keras_object."""

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
        except json.JSONDecodeError as error:
            raise ValueError(json_path + " is not JSON") from error
    if not isinstance(description, dict) or "class_name" not in description:
        raise ValueError(json_path + " does not describe a model")
    if not h5py.is_hdf5(weights_path):
        raise ValueError(weights_path + " is not HDF5")
    network = keras.saving.deserialize_keras_object(description)
    try:
        network.load_weights(weights_path)
    except (ValueError, OSError, KeyError) as error:
        raise ValueError(weights_path + ": " + str(error)) from error
    return network
