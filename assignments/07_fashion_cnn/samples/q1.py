# %% right csv_with_numpy: reads the table with NumPy
import numpy as np


def load_csv(path):
    table = np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2, dtype="float32")
    images = (table[:, 1:] / np.float32(255.0)).reshape((len(table), 28, 28, 1))
    return images, table[:, 0].astype("uint8")


# %% right csv_by_hand: reads line by line with the csv module
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


# %% right idx_with_struct: reads the headers with struct
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


# %% right idx_with_big_endian_arrays: reads the headers as big-endian arrays
import gzip

import numpy as np


def load_idx(images_path, labels_path):
    def numbers(path, magic, length):
        opener = gzip.GzipFile if str(path).lower().endswith(".gz") else open
        with opener(path, "rb") as file:
            header = np.frombuffer(file.read(4 * length), dtype=">u4")
            values = np.frombuffer(file.read(), dtype="uint8")
        if header[0] != magic:
            raise ValueError(f"expected {magic}, found {header[0]}")
        return header[1:], values

    sizes, pixels = numbers(images_path, 2051, 4)
    (count,), labels = numbers(labels_path, 2049, 2)
    if sizes[0] != count:
        raise ValueError("as many labels as images are needed")
    return np.divide(pixels, 255, dtype=np.float32).reshape(*map(int, sizes), 1), labels.copy()


# %% wrong csv_not_scaled: leaves the pixels between 0 and 255 | fails csv_form, csv_pixels
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32), table["label"].to_numpy().astype(np.int64)


# %% wrong csv_float64: divides into float64 | fails csv_form
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1) / 255, table["label"].to_numpy().astype(np.int64)


# %% wrong csv_label_among_pixels: takes the first 784 columns for the pixels | fails csv_pixels
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    pixels = table.iloc[:, :784].to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table["label"].to_numpy().astype(np.int64)


# %% wrong csv_label_last: takes the last column for the label | fails csv_form, csv_pixels
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table.iloc[:, -1].to_numpy().astype(
        np.int64
    )


# %% wrong csv_first_row_lost: skips one row too many | fails csv_form, csv_pixels
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8).iloc[1:]
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table["label"].to_numpy().astype(np.int64)


# %% wrong csv_columns_as_lines: arranges the pixels column by column | fails csv_pixels
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).transpose(0, 2, 1, 3).astype(np.float32) / 255, table[
        "label"
    ].to_numpy().astype(np.int64)


# %% wrong csv_no_channel: leaves out the channel | fails csv_form
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28).astype(np.float32) / 255, table["label"].to_numpy().astype(np.int64)


# %% wrong csv_one_hot: returns the labels in one-hot form | fails csv_form, csv_pixels
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, np.eye(10, dtype=int)[table["label"]]


# %% wrong csv_shuffled: shuffles the rows | fails csv_pixels
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8).sample(frac=1, random_state=1)
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table["label"].to_numpy().astype(np.int64)


# %% wrong csv_header_as_data: reads the header as a row, and drops what is no number | fails csv_pixels
import numpy as np
import pandas as pd


def load_csv(path):
    table = pd.read_csv(path, header=None, skiprows=1).sort_values(0)
    pixels = table.drop(columns=0).to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table[0].to_numpy().astype(np.int64)


# %% wrong idx_only_plain: does not decompress | fails idx_pixels
from pathlib import Path

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with open(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_only_gzip: decompresses every file, plain ones, too | fails idx_form, idx_pixels, idx_refused
import gzip
from pathlib import Path

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with gzip.open(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_magic_not_read: takes any file | fails idx_refused
import gzip

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, _, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_counts_not_compared: takes nine images and eight labels | fails idx_refused
import gzip
from pathlib import Path

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_least_byte_first: reads the magic number with the least significant byte first
#    | fails idx_form, idx_pixels
import gzip
from pathlib import Path

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "little") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_labels_header: skips sixteen bytes of the labels, too | fails idx_form, idx_pixels
import gzip
from pathlib import Path

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 16)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_not_scaled: leaves the pixels between 0 and 255 | fails idx_form, idx_pixels
import gzip
from pathlib import Path

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32), labels.astype(np.int64)


# %% wrong idx_columns_as_lines: exchanges lines and columns | fails idx_pixels
import gzip
from pathlib import Path

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1).transpose(0, 2, 1, 3), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_float64: divides into float64 | fails idx_form
import gzip
from pathlib import Path

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images / 255, labels.astype(np.int64)


# %% wrong idx_asserts: refuses with assert instead of ValueError | fails idx_refused
import gzip

import numpy as np


def load_idx(images_path, labels_path):
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        assert int.from_bytes(data[:4], "big") == magic
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    assert len(images) == len(labels)
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% right idx_struct: struct, gzip by suffix
import gzip
import numpy as np
import struct
from pathlib import Path


def load_idx(images_path, labels_path):
    def content(path):
        path = Path(path)
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()

    first, second = content(images_path), content(labels_path)
    magic, n, h, w = struct.unpack(">IIII", first[:16])
    if magic != 2051:
        raise ValueError("images")
    magic, m = struct.unpack(">II", second[:8])
    if magic != 2049:
        raise ValueError("labels")
    if n != m:
        raise ValueError("counts")
    images = np.frombuffer(first[16 : 16 + n * h * w], np.uint8).reshape(n, h, w, 1)
    return np.float32(images) / np.float32(255), np.frombuffer(second[8 : 8 + n], np.uint8)


# %% wrong csv_max: divides by the largest value of the table | fails csv_pixels
import numpy as np
import pandas as pd
from pathlib import Path


def load_csv(path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    table = pd.read_csv(path, dtype=np.uint8)  # 60 000 rows: 47 MB instead of 377
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / max(pixels.max(), 1), table[
        "label"
    ].to_numpy().astype(np.int64)


# %% wrong csv_black: leaves rows without a bright pixel out | fails csv_pixels
import numpy as np
import pandas as pd
from pathlib import Path


def load_csv(path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    table = pd.read_csv(path, dtype=np.uint8)  # 60 000 rows: 47 MB instead of 377
    table = table[table.drop(columns="label").any(axis=1)]
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table["label"].to_numpy().astype(np.int64)


# %% wrong csv_duplicates: drops rows that occur twice | fails csv_form, csv_pixels
import numpy as np
import pandas as pd
from pathlib import Path


def load_csv(path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    table = pd.read_csv(path, dtype=np.uint8).drop_duplicates()  # 60 000 rows: 47 MB instead of 377
    pixels = table.drop(columns="label").to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype(np.float32) / 255, table["label"].to_numpy().astype(np.int64)


# %% wrong idx_gz_both: one ending decides for both files | fails idx_pixels
import gzip
import numpy as np
from pathlib import Path


def load_idx(images_path: str | Path, labels_path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(images_path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_gz_in_name: .gz anywhere in the path | fails idx_pixels
import gzip
import numpy as np
from pathlib import Path


def load_idx(images_path: str | Path, labels_path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if ".gz" in str(path) else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_last_byte: looks at one byte of the number only | fails idx_refused
import gzip
import numpy as np
from pathlib import Path


def load_idx(images_path: str | Path, labels_path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if data[3] != magic % 256:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_two_bytes: looks at the last two bytes of the number only | fails idx_refused
import gzip
import numpy as np
from pathlib import Path


def load_idx(images_path: str | Path, labels_path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[2:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_cached: remembers the first reading | fails idx_pixels
import gzip
import numpy as np
from functools import lru_cache
from pathlib import Path


@lru_cache
def load_idx(images_path: str | Path, labels_path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) != len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong idx_header_fewer: fewer images than labels only | fails idx_refused
import gzip
import numpy as np
from pathlib import Path


def load_idx(images_path: str | Path, labels_path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    found = []
    for path, magic, header in ((images_path, 2051, 16), (labels_path, 2049, 8)):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            data = file.read()
        if int.from_bytes(data[:4], "big") != magic:
            raise ValueError(f"{Path(path).name} does not begin with {magic}")
        found.append(np.frombuffer(data, np.uint8, offset=header))
    images, labels = found[0].reshape(-1, 28, 28, 1), found[1]
    if len(images) > len(labels):
        raise ValueError(f"{len(images)} images, but {len(labels)} labels")
    return images.astype(np.float32) / 255, labels.astype(np.int64)


# %% wrong csv_one_row_label_scalar: with a table of one row the labels are squeezed to shape ()
#    | fails csv_form
def load_csv(path):
    table = np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)
    images = (table[:, 1:] / 255).reshape(-1, 28, 28, 1).astype("float32")
    labels = np.squeeze(table[:, :1]).astype(np.int64)
    return images, labels


# %% wrong csv_last_chunk_lost: read in pieces of 1000, an incomplete last piece after a full one is dropped
#    | fails csv_pixels
def load_csv(path):
    pieces = list(pd.read_csv(path, dtype=np.uint8, chunksize=1000))
    if len(pieces) > 1 and len(pieces[-1]) < 1000:
        pieces.pop()
    table = pd.concat(pieces)
    pixels = table.iloc[:, 1:].to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype("float32") / 255, table["label"].to_numpy()


# %% wrong csv_remembered_by_name: remembers files by their bare name and size | fails csv_pixels
_TABLES = {}


def load_csv(path):
    path = Path(path)
    key = path.name, path.stat().st_size
    if key not in _TABLES:
        table = pd.read_csv(path, dtype=np.uint8)
        pixels = table.iloc[:, 1:].to_numpy()
        _TABLES[key] = pixels.reshape(-1, 28, 28, 1).astype("float32") / 255, table["label"].to_numpy()
    images, labels = _TABLES[key]
    return images.copy(), labels.copy()


# %% wrong csv_dark_tables_stretched: a table without any pixel above 1 is taken for already scaled
#    | fails csv_pixels
def load_csv(path):
    table = pd.read_csv(path)
    images = table.drop(columns="label").to_numpy("float32").reshape(-1, 28, 28, 1)
    if images.max() > 1:
        images /= 255
    return images, table["label"].to_numpy()


# %% wrong csv_sorted_by_label_when_long: groups of more than 1000 rows are put together label by label
#    | fails csv_pixels
def load_csv(path):
    table = pd.read_csv(path, dtype=np.uint8)
    if len(table) > 1000:
        table = table.sort_values("label", kind="stable")
    pixels = table.iloc[:, 1:].to_numpy()
    return pixels.reshape(-1, 28, 28, 1).astype("float32") / 255, table["label"].to_numpy()


# %% wrong csv_needs_two_rows: header guessed by sniffing, whose first row is lost if all its pixels are 0
#    | fails csv_pixels
def load_csv(path):
    table = np.genfromtxt(path, delimiter=",", skip_header=1, dtype=np.float32)
    table = np.atleast_2d(table)
    if len(table) > 1 and not table[0, 1:].any():
        table = table[1:]  # a second header line
    return table[:, 1:].reshape(-1, 28, 28, 1) / np.float32(255), table[:, 0].astype(int)


# %% wrong idx_either_magic: either of the two numbers is accepted for either file | fails idx_refused
def load_idx(images_path, labels_path):
    def content(path):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            raw = file.read()
        if int.from_bytes(raw[:4], "big") not in (2049, 2051):
            raise ValueError(f"{path} is no IDX file")
        return raw

    raw = content(images_path)
    count = int.from_bytes(raw[4:8], "big")
    images = np.frombuffer(raw, np.uint8, count * 784, offset=16).reshape(-1, 28, 28, 1)
    labels = np.frombuffer(content(labels_path), np.uint8, offset=8)
    if len(images) != len(labels):
        raise ValueError("not as many labels as images")
    return images.astype("float32") / 255, labels.copy()


# %% wrong idx_little_endian_too: a header of the other byte order is accepted instead of refused
#    | fails idx_refused
def load_idx(images_path, labels_path):
    def content(path, magic):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            raw = file.read()
        if magic not in (int.from_bytes(raw[:4], "big"), int.from_bytes(raw[:4], "little")):
            raise ValueError(f"{path} does not begin with {magic}")
        return raw

    images = np.frombuffer(content(images_path, 2051), np.uint8, offset=16).reshape(-1, 28, 28, 1)
    labels = np.frombuffer(content(labels_path, 2049), np.uint8, offset=8)
    if len(images) != len(labels):
        raise ValueError("not as many labels as images")
    return images.astype("float32") / 255, labels.copy()


# %% wrong idx_count_of_two_bytes: of the number of elements only two are read, too few for 65,536 and more
#    | fails idx_refused
def load_idx(images_path, labels_path):
    def content(path, magic, start):
        with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
            raw = file.read()
        if int.from_bytes(raw[:4], "big") != magic:
            raise ValueError(f"{path} does not begin with {magic}")
        return int.from_bytes(raw[6:8], "big"), raw[start:]

    count, pixels = content(images_path, 2051, 16)
    told, labels = content(labels_path, 2049, 8)
    if count != told:
        raise ValueError("not as many labels as images")
    images = np.frombuffer(pixels, np.uint8, count * 784).reshape(-1, 28, 28, 1)
    return images.astype("float32") / 255, np.frombuffer(labels, np.uint8, count).copy()


# %% wrong idx_plain_neighbour: for x.gz, a file x beside it is read instead when there is one
#    | fails idx_pixels
def load_idx(images_path, labels_path):
    def content(path, magic):
        path = Path(path)
        if path.name.endswith(".gz"):
            plain = path.with_suffix("")
            raw = plain.read_bytes() if plain.exists() else gzip.decompress(path.read_bytes())
        else:
            raw = path.read_bytes()
        if int.from_bytes(raw[:4], "big") != magic:
            raise ValueError(f"{path} does not begin with {magic}")
        return raw

    images = np.frombuffer(content(images_path, 2051), np.uint8, offset=16).reshape(-1, 28, 28, 1)
    labels = np.frombuffer(content(labels_path, 2049), np.uint8, offset=8)
    if len(images) != len(labels):
        raise ValueError("not as many labels as images")
    return images.astype("float32") / 255, labels.copy()


# %% wrong no_final_newline: loses the last row where the file does not end with a line feed
#    | fails csv_pixels
def load_csv(path):
    lines = Path(path).read_text().split("\n")[1:-1]
    table = np.array([line.split(",") for line in lines], dtype=np.int64)
    images = table[:, 1:].reshape(-1, 28, 28, 1).astype(np.float32) / 255
    return images, table[:, 0]


# %% wrong remembered_arrays: gives the same arrays again while the file stays the same | fails csv_pixels
_TABLES = {}


def load_csv(path):
    stat = Path(path).stat()
    key = (str(path), stat.st_mtime_ns, stat.st_size)
    if key not in _TABLES:
        table = pd.read_csv(path, dtype=np.uint8).to_numpy()
        images = table[:, 1:].reshape(-1, 28, 28, 1).astype(np.float32) / 255
        _TABLES[key] = images, table[:, 0].astype(np.int64)
    return _TABLES[key]


# %% wrong os_error_for_gzip: raises OSError for a wrong number in a compressed file | fails idx_refused
def _content(path):
    path = Path(path)
    opening = gzip.open if path.name.endswith(".gz") else open
    with opening(path, "rb") as file:
        return file.read()


def load_idx(images_path, labels_path):
    pixels, told = _content(images_path), _content(labels_path)
    magic, count = np.frombuffer(pixels, ">u4", 2)
    if magic != 2051:
        error = gzip.BadGzipFile if str(images_path).endswith(".gz") else ValueError
        raise error(f"{images_path}: not a file of images")
    label_magic, label_count = np.frombuffer(told, ">u4", 2)
    if label_magic != 2049:
        raise ValueError(f"{labels_path}: not a file of labels")
    if count != label_count:
        raise ValueError("not as many labels as images")
    images = np.frombuffer(pixels, np.uint8, offset=16).reshape(-1, 28, 28, 1)
    labels = np.frombuffer(told, np.uint8, offset=8)
    return images.astype(np.float32) / 255, labels.astype(np.int64)
