# %% right csv_module: csv.DictReader, pixel by pixel, no pandas
import csv


def read_pixel_csv(path):
    images, labels = [], []
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            labels.append(int(row["label"]))
            image = [[int(row[f"pixel{28 * y + x + 1}"]) for x in range(28)] for y in range(28)]
            images.append(image)
    return np.array(images, dtype=np.uint8), np.array(labels)


# %% right csv_numpy: np.loadtxt; labels uint8; returns a list
def read_pixel_csv(path):
    with open(path) as file:
        names = file.readline().strip().split(",")
    table = np.loadtxt(path, delimiter=",", skiprows=1, dtype=np.int64, ndmin=2)
    column = names.index("label")
    pixels = np.delete(table, column, axis=1)
    return [pixels.reshape(len(pixels), 28, 28).astype("uint8"), table[:, column].astype(np.uint8)]


# %% right csv_pandas_drop: pandas, read as uint8 at once, column dropped
def read_pixel_csv(path):
    frame = pd.read_csv(filepath_or_buffer=path, dtype="uint8")
    pixels = frame.drop(columns="label").values
    return np.reshape(pixels, (frame.shape[0], 28, 28)), frame["label"].values


# %% wrong csv_first_column: takes the first column for the label, wherever the label stands
#    | fails csv_label_column
def read_pixel_csv(path):
    table = pd.read_csv(path).to_numpy()
    return table[:, 1:].reshape(-1, 28, 28).astype(np.uint8), table[:, 0]


# %% wrong csv_label_as_pixel: takes the label for the first pixel
#    | fails csv_images, csv_label_column, csv_one_row
def read_pixel_csv(path):
    table = pd.read_csv(path)
    images = table.to_numpy(dtype=np.uint8)[:, :784].reshape(-1, 28, 28)
    return images, table["label"].to_numpy()


# %% wrong csv_no_header: header=None: the names become an image
#    | fails csv_images, csv_labels, csv_dtype, csv_label_column, csv_one_row
def read_pixel_csv(path):
    table = pd.read_csv(path, header=None)
    return table.iloc[:, 1:].to_numpy(dtype=np.uint8).reshape(-1, 28, 28), table.iloc[:, 0].to_numpy()


# %% wrong csv_first_image_lost: skips the first image as if the header were still there
#    | fails csv_images, csv_labels, csv_dtype, csv_label_column, csv_one_row
def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28)[1:], labels[1:]


# %% wrong csv_columns_first: height and width swapped | fails csv_images, csv_label_column, csv_one_row
def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28).transpose(0, 2, 1), labels


# %% wrong csv_sorted_columns: sorts the columns by name: pixel10 before pixel2
#    | fails csv_images, csv_label_column, csv_one_row
def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    # pixel1, pixel10, pixel100 …
    return table[sorted(table.columns)].to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels


# %% wrong csv_int64: leaves the pixels int64 | fails csv_dtype
def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return table.to_numpy().reshape(-1, 28, 28), labels


# %% wrong csv_not_reshaped: leaves the images as rows of 784
#    | fails csv_images, csv_dtype, csv_label_column, csv_one_row
def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8), labels


# %% wrong csv_labels_as_column: labels of shape (n, 1) | fails csv_labels, csv_label_column, csv_one_row
def read_pixel_csv(path):
    table = pd.read_csv(path)
    images = table.drop(columns="label").to_numpy(dtype=np.uint8).reshape(-1, 28, 28)
    return images, table[["label"]].to_numpy()


# %% wrong csv_labels_as_floats: labels as floats | fails csv_labels
def read_pixel_csv(path):
    table = pd.read_csv(path)
    images = table.drop(columns="label").to_numpy(dtype=np.uint8).reshape(-1, 28, 28)
    return images, table["label"].to_numpy(dtype=np.float32)


# %% wrong csv_squeezed: squeeze() drops the axis of a file of one image | fails csv_one_row
def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28).squeeze(), labels


# %% wrong csv_labels_first: returns labels and images in the wrong order
#    | fails csv_images, csv_labels, csv_dtype, csv_label_column, csv_one_row
def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return labels, table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28)


# %% right csv_by_column_names: the pixels picked by their names in order, labels int16
def read_pixel_csv(path):
    table = pd.read_csv(path)
    pixels = table[[f"pixel{number}" for number in range(1, 785)]]
    images = np.stack([row.reshape(28, 28) for row in pixels.to_numpy()]).astype(np.uint8)
    return images, np.asarray(table["label"], dtype="int16")


# %% wrong csv_duplicates_dropped: drops lines that stand there twice | fails csv_images
def read_pixel_csv(path):
    table = pd.read_csv(path).drop_duplicates()
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels


# %% wrong csv_black_images_dropped: drops images without a bright pixel | fails csv_images
def read_pixel_csv(path):
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    images = table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28)
    seen = images.any(axis=(1, 2))
    return images[seen], labels[seen]


# %% wrong csv_sorted_by_label: sorts the lines by label | fails csv_images, csv_labels, csv_label_column
def read_pixel_csv(path):
    table = pd.read_csv(path).sort_values("label", kind="stable")
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels


# %% wrong csv_series: leaves the labels a Series | fails csv_labels
def read_pixel_csv(path):
    table = pd.read_csv(path)
    images = table.drop(columns="label").to_numpy(dtype=np.uint8).reshape(-1, 28, 28)
    return images, table["label"]


# %% wrong csv_last_column_too: knows the first column and the last one only | fails csv_label_column
def read_pixel_csv(path):
    table = pd.read_csv(path)
    place = 0 if table.columns[0] == "label" else -1
    values = table.to_numpy()
    pixels = values[:, 1:] if place == 0 else values[:, :-1]
    return pixels.astype(np.uint8).reshape(-1, 28, 28), values[:, place]


# %% wrong rc_path_cached: keeps tables read | fails csv_one_row
import numpy as np
import pandas as pd


KEPT = {}


def read_pixel_csv(path: str) -> tuple[np.ndarray, np.ndarray]:
    if path not in KEPT:
        KEPT[path] = pd.read_csv(path)
    table = KEPT[path].copy()
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels


# %% wrong rc_scaled: pixels in [0, 1] stretched to the brightest | fails csv_one_row
import numpy as np
import pandas as pd


def read_pixel_csv(path: str) -> tuple[np.ndarray, np.ndarray]:
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    table = table if table.to_numpy().max() > 1 else table * 255
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels


# %% wrong file_of_at_most_100: reads in pieces of 100 lines and loses the last piece | fails csv_label_column
import numpy as np
import pandas as pd



def read_pixel_csv(path):
    images, labels = [], []
    for piece in pd.read_csv(path, chunksize=100):
        if labels and len(piece) < 100:
            break
        labels.append(piece.pop("label").to_numpy())
        images.append(piece.to_numpy(dtype=np.uint8).reshape(-1, 28, 28))
    return np.concatenate(images), np.concatenate(labels)


# %% wrong na_rows: takes a line of zeros for an empty one | fails csv_images
import numpy as np
import pandas as pd



def read_pixel_csv(path):
    table = pd.read_csv(path)
    table = table[(table != 0).any(axis=1)]
    images = table.drop(columns="label").to_numpy(dtype=np.uint8)
    return images.reshape(len(table), 28, 28), table["label"].to_numpy()


# %% wrong last_line_cut: drops a last line without a line feed | fails csv_label_column
import numpy as np


def read_pixel_csv(path):
    with open(path, encoding="utf-8") as file:
        header, *lines = file.read().split("\n")[:-1]
    place = header.split(",").index("label")
    images, labels = [], []
    for line in lines:
        numbers = [int(number) for number in line.split(",")]
        labels.append(numbers.pop(place))
        images.append(numbers)
    return np.array(images, dtype=np.uint8).reshape(-1, 28, 28), np.array(labels)


# %% wrong first_thousand: reads the first piece of a file that is read in pieces | fails csv_label_column
def read_pixel_csv(path):
    with pd.read_csv(path, chunksize=1000) as pieces:
        table = next(iter(pieces))
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype="uint8").reshape(-1, 28, 28), labels


# %% wrong same_arrays_again: gives the arrays of the last call again while the file stays the same
#    | fails csv_one_row
from pathlib import Path

_FILES = {}


def read_pixel_csv(path):
    content = Path(path).read_bytes()
    if content not in _FILES:
        table = pd.read_csv(path)
        labels = table.pop("label").to_numpy()
        _FILES[content] = table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels
    return _FILES[content]


# %% wrong adds_the_extension: a file that does not end in .csv is not found | fails csv_images
def read_pixel_csv(path):
    if not str(path).endswith(".csv"):
        path = f"{path}.csv"
    table = pd.read_csv(path)
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype="uint8").reshape(-1, 28, 28), labels


# %% wrong path_cut_at_a_space: a path with a space is cut | fails csv_images
def read_pixel_csv(path):
    table = pd.read_csv(path.split(" ")[0])
    labels = table.pop("label").to_numpy()
    return table.to_numpy(dtype=np.uint8).reshape(-1, 28, 28), labels
