"""Looks at the format before loading."""

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
