"""Reads line by line with the csv module."""

import csv

import numpy as np


def load_csv(path):
    images, labels = [], []
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            labels.append(int(row.pop("label")))
            pixels = [int(row[f"pixel{number}"]) for number in range(1, 785)]
            images.append(np.array(pixels, dtype=np.float32).reshape(28, 28, 1) / 255)
    return [np.stack(images), np.array(labels)]
