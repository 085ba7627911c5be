# %% right load_with_keras: Keras' own loader
import keras


def load_photo(path, height, width):
    photo = keras.utils.load_img(path, color_mode="rgb", target_size=(height, width), interpolation="bilinear")
    return keras.utils.img_to_array(photo) / 255.0


# %% right load_with_tensorflow: tf.io and tf.image
import tensorflow as tf


def load_photo(path, height, width):
    try:
        photo = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
    except tf.errors.InvalidArgumentError as error:
        raise OSError(f"{path}: no image") from error
    return tf.image.resize(tf.image.convert_image_dtype(photo, tf.float32), (height, width), antialias=True)


# %% right batches_pydataset: a keras.utils.PyDataset; photos read once, new noise at the end of each epoch
import keras
import numpy as np
from PIL import Image


class Photos(keras.utils.PyDataset):
    def __init__(self, paths, batch_size, height, width, max_strength, seed):
        super().__init__()
        self.photos, self.batch_size, self.strength = [], batch_size, max_strength
        for path in paths:
            try:
                image = Image.open(path).convert("RGB").resize((width, height))
            except Exception as error:
                print("not an image:", path, error)
            else:
                self.photos.append(np.asarray(image, "float32") / 255)
        self.random = np.random.default_rng(seed)
        self.on_epoch_end()

    def __len__(self):
        return -(-len(self.photos) // self.batch_size)

    def on_epoch_end(self):
        self.order = self.random.permutation(len(self.photos))
        shape = self.photos[0].shape
        self.noise = [
            self.strength * self.random.random() * self.random.uniform(-1, 1, shape) for _ in self.photos
        ]

    def __getitem__(self, index):
        chosen = self.order[index * self.batch_size : (index + 1) * self.batch_size]
        clean = np.stack([self.photos[number] for number in chosen])
        noisy = np.stack([np.clip(self.photos[number] + self.noise[number], 0, 1) for number in chosen])
        return noisy.astype("float32"), clean


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return Photos(paths, batch_size, height, width, max_strength, seed)


# %% right batches_tf_data: tf.data, shuffled anew in each epoch, noise from a counter and the seed
import tensorflow as tf


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    photos = []
    for path in paths:
        try:
            photos.append(load_photo(path, height, width))
        except (OSError, ValueError) as error:
            print(f"skipped {path} ({error})")

    def with_noise(number, clean):
        first, second = number * 2, number * 2 + 1
        strength = max_strength * tf.random.stateless_uniform((), seed=tf.stack([seed, first]))
        values = tf.random.stateless_uniform(
            (height, width, 3), seed=tf.stack([seed, second]), minval=-1.0, maxval=1.0
        )
        return tf.clip_by_value(clean + strength * values, 0.0, 1.0), clean

    photos = tf.data.Dataset.from_tensor_slices(photos)
    shuffled = photos.shuffle(1000, seed=seed, reshuffle_each_iteration=True).repeat()
    numbers = tf.data.Dataset.range(2**31 - 2).map(lambda n: tf.cast(n, tf.int32))
    return tf.data.Dataset.zip((numbers, shuffled)).map(with_noise).batch(batch_size)


# %% right batches_checked_first: files checked beforehand, the older generator, photo by photo
import random

import numpy as np
from PIL import Image


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    good = []
    for path in paths:
        try:
            with Image.open(path) as image:
                image.load()
        except Exception:
            print(path + " is no image, it is left out")
        else:
            good.append(path)
    order, noise = random.Random(seed), np.random.RandomState(seed)

    def endless():
        while True:
            order.shuffle(good)
            for start in range(0, len(good), batch_size):
                clean = np.array([load_photo(path, height, width) for path in good[start : start + batch_size]])
                noisy = []
                for photo in clean:
                    strength = noise.rand() * max_strength
                    noisy.append(photo + strength * (2 * noise.rand(*photo.shape) - 1))
                yield np.clip(noisy, 0, 1).astype("float32"), clean

    return endless()


# %% wrong photo_blue_first: blue, green, red: OpenCV's order (defect of work C)
#    | fails photo_colours, photo_whole, every_photo_once
_right_photo = load_photo


def load_photo(path, height, width):
    return _right_photo(path, height, width)[..., ::-1].copy()


# %% wrong photo_grey_stays_one_channel: the file's own channels: a grey photo has one | fails photo_colours
import numpy as np
from PIL import Image


def load_photo(path, height, width):
    with Image.open(path) as file:
        photo = np.asarray(file.resize((width, height)), np.float32) / 255
    return photo if photo.ndim == 3 else photo[..., None]


# %% wrong photo_cropped: cuts the middle out instead of resizing | fails photo_whole
import keras
import numpy as np


def load_photo(path, height, width):
    photo = keras.utils.load_img(path, target_size=(height, width), keep_aspect_ratio=True)
    return np.asarray(photo, np.float32) / 255


# %% wrong photo_float64: float64 | fails photo_form, batches_form
import numpy as np
from PIL import Image


def load_photo(path, height, width):
    with Image.open(path) as file:
        return np.asarray(file.convert("RGB").resize((width, height))) / 255


# %% wrong same_noise_for_every_photo: noise of shape clean.shape[1:] (defect of work D) | fails own_noise
import numpy as np


def _with_noise(clean, max_strength, rng):
    strengths = max_strength * rng.random((len(clean), 1, 1, 1))
    noise = strengths * rng.uniform(-1, 1, clean.shape[1:])
    return np.clip(clean + noise, 0, 1).astype(np.float32), clean


# %% wrong one_strength_per_batch: a strength for the whole batch | fails own_strength
import numpy as np


def _with_noise(clean, max_strength, rng):
    noise = max_strength * rng.random() * rng.uniform(-1, 1, clean.shape)
    return np.clip(clean + noise, 0, 1).astype(np.float32), clean


# %% wrong not_clipped: forgets to clip | fails batches_form
import numpy as np


def _with_noise(clean, max_strength, rng):
    strengths = max_strength * rng.random((len(clean), 1, 1, 1))
    noise = strengths * rng.uniform(-1, 1, clean.shape)
    return (clean + noise).astype(np.float32), clean


# %% wrong noise_made_once: photos and noise are made once and repeated in every epoch | fails fresh_noise
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    photos = []
    for path in paths:
        try:
            photos.append(load_photo(path, height, width))
        except OSError as error:
            print(path, error)
    noisy, clean = _with_noise(np.stack(photos), max_strength, rng)

    def endless():
        while True:
            order = rng.permutation(len(clean))
            for start in range(0, len(order), batch_size):
                chosen = order[start : start + batch_size]
                yield noisy[chosen], clean[chosen]

    return endless()


# %% wrong clean_before_noisy: the pair is (clean, noisy) | fails every_photo_once
_right_noise = _with_noise


def _with_noise(clean, max_strength, rng):
    return _right_noise(clean, max_strength, rng)[::-1]


# %% wrong never_shuffled: the photos always come in the order of the list | fails new_order
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)

    def endless():
        while True:
            batch = []
            for path in paths:
                try:
                    batch.append(load_photo(path, height, width))
                except OSError as error:
                    print(path, error)
                if len(batch) == batch_size:
                    yield _with_noise(np.stack(batch), max_strength, rng)
                    batch = []
            if batch:
                yield _with_noise(np.stack(batch), max_strength, rng)

    return endless()


# %% wrong batches_unseeded: the seed is not used | fails batches_seeded
import numpy as np

_right_batches = photo_batches


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return _right_batches(paths, batch_size, height, width, max_strength, np.random.default_rng().integers(2**31))


# %% wrong broken_files_stop_it: a file that is no image ends the training | fails broken_skipped
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)

    def endless():
        while True:
            order = rng.permutation(len(paths))
            for start in range(0, len(order), batch_size):
                chosen = order[start : start + batch_size]
                clean = np.stack([load_photo(paths[number], height, width) for number in chosen])
                yield _with_noise(clean, max_strength, rng)

    return endless()
