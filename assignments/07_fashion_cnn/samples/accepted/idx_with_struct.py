"""Reads the headers with struct."""

import gzip
import struct

import numpy as np


def _content(path):
    with open(path, "rb") as file:
        data = file.read()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def load_idx(images_path, labels_path):
    pixels, marks = _content(images_path), _content(labels_path)
    magic, count, rows, columns = struct.unpack(">IIII", pixels[:16])
    if magic != 2051:
        raise ValueError("not a file of images")
    other, labels = struct.unpack(">II", marks[:8])
    if other != 2049 or labels != count:
        raise ValueError("not the labels of these images")
    images = np.array(list(pixels[16:]), dtype="float32").reshape(count, rows, columns, 1) / 255.0
    return images, np.array(list(marks[8:]))
