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


# %% wrong photo_palette_as_grey: takes the numbers of a palette for shades of grey | fails photo_colours
import numpy as np
from PIL import Image


def load_photo(path, height, width):
    photo = np.asarray(Image.open(path).resize((width, height)), np.float32) / 255
    if photo.ndim == 2:
        photo = np.stack([photo] * 3, axis=-1)
    return photo[..., :3] if photo.shape[-1] > 2 else photo[..., :1].repeat(3, axis=-1)


# %% wrong photo_on_white: lays a transparent photo on white | fails photo_colours
import numpy as np
from PIL import Image


def load_photo(path, height, width):
    photo = Image.open(path).convert("RGBA")
    white = Image.new("RGBA", photo.size, "white")
    photo = Image.alpha_composite(white, photo).convert("RGB").resize((width, height))
    return np.asarray(photo, np.float32) / 255


# %% wrong photo_overshoots: bicubic in floating point: beyond 0 and 1 beside an edge | fails photo_form
import numpy as np
import tensorflow as tf
from PIL import Image


def load_photo(path, height, width):
    photo = np.asarray(Image.open(path).convert("RGB"), np.float32) / 255
    return tf.image.resize(photo, (height, width), method="bicubic").numpy()


# %% wrong photo_never_enlarged: a photo smaller than asked for keeps its size | fails photo_whole
import numpy as np
from PIL import Image


def load_photo(path, height, width):
    photo = Image.open(path).convert("RGB")
    if photo.width > width or photo.height > height:
        photo = photo.resize((width, height))
    return np.asarray(photo, np.float32) / 255


# %% wrong photos_mirrored: mirrors half of the batches, as one would to have more photos
#    | fails every_photo_once
_right_noise = _with_noise


def _with_noise(clean, max_strength, rng):
    if rng.random() < 0.5:
        clean = clean[:, :, ::-1].copy()
    return _right_noise(clean, max_strength, rng)


# %% wrong strength_not_uniform: the root of a uniform number: strong noise is more frequent
#    | fails own_strength
import numpy as np


def _with_noise(clean, max_strength, rng):
    strengths = max_strength * np.sqrt(rng.random((len(clean), 1, 1, 1)))
    noise = strengths * rng.uniform(-1, 1, clean.shape)
    return np.clip(clean + noise, 0, 1).astype(np.float32), clean


# %% wrong strength_limited: no strength above 0.5, whatever max_strength is | fails own_strength
_right_noise = _with_noise


def _with_noise(clean, max_strength, rng):
    return _right_noise(clean, min(max_strength, 0.5), rng)


# %% wrong rescaled_not_clipped: squeezes the photo into [0, 1] where it should be clipped
#    | fails own_strength
import numpy as np


def _with_noise(clean, max_strength, rng):
    noisy = clean + max_strength * rng.random((len(clean), 1, 1, 1)) * rng.uniform(-1, 1, clean.shape)
    low, high = min(noisy.min(), 0), max(noisy.max(), 1)
    return ((noisy - low) / (high - low)).astype(np.float32), clean


# %% wrong noise_of_256_levels: stores the noisy photo in 8 bits | fails own_noise
import numpy as np

_right_noise = _with_noise


def _with_noise(clean, max_strength, rng):
    noisy, clean = _right_noise(clean, max_strength, rng)
    return np.round(255 * noisy).astype(np.uint8).astype(np.float32) / 255, clean


# %% wrong noise_spares_black: no noise where the photo is black | fails own_noise
import numpy as np

_right_noise = _with_noise


def _with_noise(clean, max_strength, rng):
    noisy, clean = _right_noise(clean, max_strength, rng)
    return np.where(clean > 0, noisy, clean), clean


# %% wrong batches_seed_zero_is_none: `seed or None`: the seed 0 is taken for none | fails batches_seeded
_right_batches = photo_batches


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return _right_batches(paths, batch_size, height, width, max_strength, seed or None)


# %% wrong order_of_one_seed: strengths and noise follow the seed, the order does not | fails batches_seeded
import numpy as np


class _Random:
    def __init__(self, seed):
        self.noise, self.order = np.random.default_rng(seed), np.random.default_rng(1)
        self.random, self.permutation = self.noise.random, self.order.permutation


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return _endless_batches(list(paths), batch_size, height, width, max_strength, _Random(seed))


# %% wrong batches_share_a_generator: np.random.seed: two objects disturb each other | fails batches_seeded
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    np.random.seed(seed)
    order, photos = list(paths), {}
    while True:
        np.random.shuffle(order)
        for start in range(0, len(order), batch_size):
            for path in order[start : start + batch_size]:
                try:
                    photos[path] = load_photo(path, height, width)
                except OSError:
                    print("skipped:", path)
            chosen = [path for path in order[start : start + batch_size] if path in photos]
            if chosen:
                clean = np.stack([photos[path] for path in chosen])
                noise = max_strength * np.random.rand(len(clean), 1, 1, 1) * np.random.uniform(-1, 1, clean.shape)
                yield np.clip(clean + noise, 0, 1).astype(np.float32), clean


# %% wrong order_turned_round: every second epoch is the one before, backwards | fails new_order
import numpy as np


class _Back:
    def __init__(self, seed):
        self.noise, self.before = np.random.default_rng(seed), None
        self.random = self.noise.random

    def permutation(self, count):
        order = self.noise.permutation(count) if self.before is None else self.before[::-1]
        self.before = order if self.before is None else None
        return order


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return _endless_batches(list(paths), batch_size, height, width, max_strength, _Back(seed))


# %% wrong first_stays_first: the first photo of the list begins every epoch | fails new_order
import numpy as np


class _First:
    def __init__(self, seed):
        self.noise = np.random.default_rng(seed)
        self.random = self.noise.random

    def permutation(self, count):
        return np.concatenate([[0], 1 + self.noise.permutation(count - 1)])


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return _endless_batches(list(paths), batch_size, height, width, max_strength, _First(seed))


# %% wrong batches_shuffled_not_photos: the same photos are together in a batch in every epoch
#    | fails new_order
import numpy as np


class _Groups:
    def __init__(self, seed, size):
        self.noise, self.size, self.order = np.random.default_rng(seed), size, None
        self.random = self.noise.random

    def permutation(self, count):
        if self.order is None:
            self.order = self.noise.permutation(count)
        groups = [self.order[start : start + self.size] for start in range(0, count, self.size)]
        whole = [each for each in groups if len(each) == self.size]
        rest = [each for each in groups if len(each) < self.size]
        return np.concatenate([*(whole[number] for number in self.noise.permutation(len(whole))), *rest])


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return _endless_batches(list(paths), batch_size, height, width, max_strength, _Groups(seed, batch_size))


# %% wrong empty_batches_fail: a batch in which every file is broken is an error | fails broken_skipped
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    while True:
        order = rng.permutation(len(paths))
        for start in range(0, len(order), batch_size):
            photos = []
            for number in order[start : start + batch_size]:
                try:
                    photos.append(load_photo(paths[number], height, width))
                except OSError:
                    print("skipped:", paths[number])
            yield _with_noise(np.stack(photos), max_strength, rng)


# %% right batches_from_a_dataset: tf.data from a generator of photos, one epoch, read again for the next
import numpy as np
import tensorflow as tf


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng, form = np.random.default_rng(seed), tf.TensorSpec((height, width, 3), tf.float32)

    def photos():
        for number in rng.permutation(len(paths)):
            try:
                clean = load_photo(paths[number], height, width)
            except OSError:
                print("skipped:", paths[number])
                continue
            noise = max_strength * rng.random() * rng.uniform(-1, 1, clean.shape)
            yield np.clip(clean + noise, 0, 1).astype("float32"), clean

    return tf.data.Dataset.from_generator(photos, output_signature=(form, form)).batch(batch_size)


# %% wrong strengths_in_steps: ten strengths, evenly spaced, and none between | fails own_strength
import numpy as np


def _with_noise(clean, max_strength, rng):
    strengths = max_strength * np.round(rng.random((len(clean), 1, 1, 1)), 1)
    noise = strengths * rng.uniform(-1, 1, clean.shape)
    return np.clip(clean + noise, 0, 1).astype(np.float32), clean


# %% wrong noise_in_steps: hundredths of the strength, and nothing between | fails own_noise
import numpy as np


def _with_noise(clean, max_strength, rng):
    strengths = max_strength * rng.random((len(clean), 1, 1, 1))
    noise = strengths * np.round(rng.uniform(-1, 1, clean.shape), 2)
    return np.clip(clean + noise, 0, 1).astype(np.float32), clean


# %% wrong buffer_of_three: tf.data's shuffle with a buffer of three photos | fails new_order
import numpy as np
import tensorflow as tf


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng, form = np.random.default_rng(seed), tf.TensorSpec((height, width, 3), tf.float32)

    def photos():
        for path in paths:
            try:
                clean = load_photo(path, height, width)
            except OSError:
                print("skipped:", path)
                continue
            noise = max_strength * rng.random() * rng.uniform(-1, 1, clean.shape)
            yield np.clip(clean + noise, 0, 1).astype("float32"), clean

    drawn = tf.data.Dataset.from_generator(photos, output_signature=(form, form))
    return drawn.shuffle(3, seed=seed).batch(batch_size)


# %% wrong photo_resized_with_alpha: resized before transparency is left out: transparent places become black
#    | fails photo_colours
import numpy as np
from PIL import Image


def load_photo(path, height, width):
    with Image.open(path) as image:
        small = image.resize((width, height)).convert("RGB")
    return np.asarray(small, dtype="float32") / 255


# %% wrong photo_of_one_bit_dark: a photo of one bit comes out black | fails photo_colours
import numpy as np
from PIL import Image


def load_photo(path, height, width):
    image = Image.open(path)
    if image.mode == "P":
        image = image.convert("RGB")
    array = np.asarray(image)
    if array.ndim == 2:
        array = np.stack([array] * 3, axis=-1)
    elif array.shape[2] == 2:
        array = array[..., :1].repeat(3, axis=-1)
    array = np.ascontiguousarray(array[..., :3]).astype("uint8")
    small = Image.fromarray(array).resize((width, height))
    return np.asarray(small, dtype="float32") / 255


# %% wrong photo_cut_if_large: cuts the middle out of a much larger photo | fails photo_whole
import numpy as np
from PIL import Image


def load_photo(path, height, width):
    with Image.open(path) as image:
        image = image.convert("RGB")
    if image.height >= 4 * height and image.width >= 4 * width:
        top, left = (image.height - 4 * height) // 2, (image.width - 4 * width) // 2
        image = image.crop((left, top, left + 4 * width, top + 4 * height))
    return np.asarray(image.resize((width, height)), dtype="float32") / 255


# %% wrong batches_small_buffer: tf.data shuffles with a buffer of four batches | fails new_order
import numpy as np
import tensorflow as tf


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    def batches():
        rng = np.random.default_rng(seed)
        order = tf.data.Dataset.range(len(paths)).shuffle(4 * batch_size, seed=seed, reshuffle_each_iteration=True)
        epochs = order.batch(batch_size).repeat()
        for chosen in epochs.as_numpy_iterator():
            photos = []
            for i in chosen:
                try:
                    photos.append(load_photo(paths[i], height, width))
                except Exception:
                    print(f"skipped: {paths[i]}")
            if photos:
                clean = np.stack(photos)
                strength = max_strength * rng.random((len(clean), 1, 1, 1))
                noisy = np.clip(clean + strength * rng.uniform(-1, 1, clean.shape), 0, 1)
                yield noisy.astype("float32"), clean

    return batches()


# %% right photo_by_keras: keras.utils, with the smoothing of Lanczos
import keras


def load_photo(path, height, width):
    image = keras.utils.load_img(path, color_mode="rgb", target_size=(height, width), interpolation="lanczos")
    return keras.utils.img_to_array(image, dtype="float32") / 255.0


# %% right batches_finite_dataset: a tf.data.Dataset of one epoch that goes on with one generator
import numpy as np
import tensorflow as tf


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    paths = list(paths)
    rng = np.random.default_rng(seed)
    told = set()

    def read(path):
        try:
            return [load_photo(path, height, width)]
        except Exception:
            if path not in told:
                print("not a readable image, left out:", path, flush=True)
                told.add(path)
            return []

    def epoch():
        shuffled = [paths[i] for i in rng.permutation(len(paths))]
        waiting = []
        for path in shuffled:
            waiting += read(path)
            if len(waiting) == batch_size:
                yield finished(waiting)
                waiting = []
        if waiting:
            yield finished(waiting)

    def finished(photos):
        clean = np.asarray(photos, dtype="float32")
        noisy = np.empty_like(clean)
        for place, photo in enumerate(clean):
            strength = rng.uniform(0, 1) * max_strength
            noisy[place] = np.clip(photo + strength * rng.uniform(-1, 1, photo.shape), 0, 1)
        return noisy, clean

    signature = tf.TensorSpec(shape=(None, height, width, 3), dtype=tf.float32)
    return tf.data.Dataset.from_generator(epoch, output_signature=(signature, signature))


# %% wrong photo_upside_down: turns photos over that are higher than wide | fails photo_whole
def load_photo(path: str, height: int, width: int) -> np.ndarray:
    with Image.open(path) as image:
        tall = image.height > image.width
        array = np.asarray(image.convert("RGB").resize((width, height)), np.float32) / 255
    return array[::-1].copy() if tall else array


# %% wrong ten_noises: makes the generator anew every tenth epoch | fails fresh_noise
def photo_batches(paths, batch_size, height, width, max_strength, seed):
    epoch = 0
    while True:
        if epoch % 10 == 0:
            rng = np.random.default_rng(seed)
        epoch += 1
        photos = []
        for number in rng.permutation(len(paths)):
            try:
                photos.append(load_photo(paths[number], height, width))
            except OSError:
                print("skipped:", paths[number])
            if len(photos) == batch_size:
                yield _noised(photos, max_strength, rng)
                photos = []
        if photos:
            yield _noised(photos, max_strength, rng)


def _noised(photos, max_strength, rng):
    clean = np.stack(photos)
    strength = max_strength * rng.random((len(clean), 1, 1, 1))
    noisy = clean + strength * rng.uniform(-1, 1, clean.shape)
    return np.clip(noisy, 0, 1).astype(np.float32), clean


# %% wrong replacement_at_times: draws with replacement in one epoch of five | fails every_photo_once
def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    epoch = 0
    while True:
        epoch += 1
        order = rng.permutation(len(paths)) if epoch % 5 else rng.integers(len(paths), size=len(paths))
        photos = []
        for number in order:
            try:
                photos.append(load_photo(paths[number], height, width))
            except OSError:
                print("skipped:", paths[number])
            if len(photos) == batch_size:
                yield _noised(photos, max_strength, rng)
                photos = []
        if photos:
            yield _noised(photos, max_strength, rng)


def _noised(photos, max_strength, rng):
    clean = np.stack(photos)
    strength = max_strength * rng.random((len(clean), 1, 1, 1))
    noisy = clean + strength * rng.uniform(-1, 1, clean.shape)
    return np.clip(noisy, 0, 1).astype(np.float32), clean


# %% wrong photo_reshaped: resized to width × height, and its numbers put into the asked for shape
#    | fails photo_whole
import numpy as np
from PIL import Image


def load_photo(path, height, width):
    with Image.open(path) as file:
        photo = file.convert("RGB").resize((height, width), Image.Resampling.BILINEAR)
    return np.asarray(photo, np.float32).reshape(height, width, 3) / 255


# %% wrong noise_grey: the three channels of a pixel receive the same noise | fails own_noise
import numpy as np


def _with_noise(clean, max_strength, rng):
    strengths = max_strength * rng.random((len(clean), 1, 1, 1), dtype=np.float32)
    noise = strengths * (2 * rng.random((*clean.shape[:3], 1), dtype=np.float32) - 1)
    return np.clip(clean + noise, 0, 1), clean


# %% wrong skipped_silently: a broken file is skipped, and nobody is told | fails broken_skipped
_right = photo_batches


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    def readable(path):
        try:
            load_photo(path, height, width)
        except OSError:
            return False
        return True

    return _right([path for path in paths if readable(path)], batch_size, height, width, max_strength, seed)


# %% wrong noise_of_the_epoch: the generator is made anew for each batch, from the number of the epoch: all
#      batches share strengths and noise
#    | fails own_noise
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    def read(path):
        try:
            return load_photo(path, height, width)
        except OSError:
            print("skipped:", path)
            return None

    epoch = 0
    while True:
        order = np.random.default_rng([seed, epoch]).permutation(len(paths))
        photos = []
        for place, number in enumerate(order):
            photo = read(paths[number])
            if photo is not None:
                photos.append(photo)
            if photos and (len(photos) == batch_size or place == len(order) - 1):
                rng = np.random.default_rng([seed, epoch, 1])
                clean = np.stack(photos)
                s = rng.random((len(clean), 1, 1, 1)) * max_strength
                noise = s * rng.uniform(-1, 1, clean.shape)
                yield np.clip(clean + noise, 0, 1).astype(np.float32), clean
                photos = []
        epoch += 1


# %% wrong strengths_in_per_cent: a hundred strengths, and none between | fails own_strength
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)

    def noisy(clean):
        u = rng.integers(0, 100, (len(clean), 1, 1, 1)) / 100
        return np.clip(clean + max_strength * u * rng.uniform(-1, 1, clean.shape), 0, 1).astype(np.float32)

    while True:
        photos = []
        for number in rng.permutation(len(paths)):
            try:
                photos.append(load_photo(paths[number], height, width))
            except OSError:
                print(f"{paths[number]}: not readable")
            if len(photos) == batch_size:
                clean = np.stack(photos)
                yield noisy(clean), clean
                photos = []
        if photos:
            clean = np.stack(photos)
            yield noisy(clean), clean


# %% wrong skipped_by_name: broken files are known by their names: a photo of this name in another folder is
#      skipped, too
#    | fails broken_skipped
from pathlib import Path
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    bad = set()
    for path in paths:
        try:
            load_photo(path, 8, 8)
        except OSError:
            print("skipped", path)
            bad.add(Path(path).name)
    good = [path for path in paths if Path(path).name not in bad]
    rng = np.random.default_rng(seed)

    def generate():
        while True:
            order = rng.permutation(len(good))
            for start in range(0, len(good), batch_size):
                clean = np.stack([load_photo(good[n], height, width) for n in order[start : start + batch_size]])
                s = rng.uniform(0, max_strength, (len(clean), 1, 1, 1))
                yield np.clip(clean + s * rng.uniform(-1, 1, clean.shape), 0, 1).astype("float32"), clean

    return generate()


# %% wrong ends_after_1000_epochs: ends after a thousand epochs | fails fresh_noise
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    for _ in range(1000):
        photos, order = [], list(rng.permutation(len(paths)))
        while order:
            path = paths[order.pop()]
            try:
                photos.append(load_photo(path, height, width))
            except OSError:
                print("skipped", path)
            if photos and (len(photos) == batch_size or not order):
                clean = np.stack(photos)
                s = rng.uniform(0, max_strength, (len(clean), 1, 1, 1))
                yield np.clip(clean + s * rng.uniform(-1, 1, clean.shape), 0, 1).astype("float32"), clean
                photos = []


# %% wrong batches_of_a_set: shuffles a set, whose order changes from program to program
#    | fails batches_seeded
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    readable = set(paths)
    while True:
        photos = []
        order = list(readable)
        rng.shuffle(order)
        while order:
            path = order.pop()
            try:
                photos.append(load_photo(path, height, width))
            except OSError:
                print("skipped", path)
                readable.discard(path)
            if photos and (len(photos) == batch_size or not order):
                clean = np.stack(photos)
                s = rng.uniform(0, max_strength, (len(clean), 1, 1, 1))
                yield np.clip(clean + s * rng.uniform(-1, 1, clean.shape), 0, 1).astype("float32"), clean
                photos = []


# %% wrong zip_takes_one_more: zip takes a photo more than it gives: between two batches one is lost
#    | fails every_photo_once
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    for_order, for_noise = map(np.random.default_rng, np.random.SeedSequence(seed).spawn(2))
    paths = np.array(paths, dtype=object)
    bad = set()

    def readable(order):
        for number in order:
            if number in bad:
                continue
            try:
                yield load_photo(paths[number], height, width)
            except (OSError, SyntaxError, ValueError) as error:
                bad.add(number)
                print(paths[number], "skipped:", type(error).__name__)

    def generate():
        while True:
            photos = readable(for_order.permutation(len(paths)))
            while batch := [photo for photo, _ in zip(photos, range(batch_size))]:
                clean = np.array(batch, np.float32)
                noisy = np.empty_like(clean)
                for one, photo in zip(noisy, clean):
                    s = max_strength * for_noise.random()
                    sign = for_noise.choice([-1.0, 1.0], photo.shape)
                    one[:] = np.clip(photo + s * sign * for_noise.random(photo.shape), 0, 1)
                yield noisy, clean

    return generate()


# %% wrong batches_shuffle_the_list: shuffles the list received: the next object begins with another one
#    | fails batches_seeded
import random
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = random.Random(seed)
    chance = np.random.default_rng(seed)
    while True:
        rng.shuffle(paths)
        photos = []
        for place in range(len(paths)):
            try:
                photos.append(load_photo(paths[place], height, width))
            except OSError:
                print("skipped", paths[place])
            if photos and (len(photos) == batch_size or place == len(paths) - 1):
                clean = np.stack(photos)
                s = chance.uniform(0, max_strength, (len(clean), 1, 1, 1))
                yield np.clip(clean + s * chance.uniform(-1, 1, clean.shape), 0, 1).astype("float32"), clean
                photos = []


# %% right batches_by_digest: the order from a digest of seed, epoch and path
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    import hashlib
    import itertools

    skipped = set()

    def digest(epoch):
        return lambda path: hashlib.sha256(f"{seed} {epoch} {path}".encode()).digest()

    for epoch in itertools.count():
        photos = []
        for path in sorted(paths, key=digest(epoch)):
            try:
                photos.append(load_photo(path, height, width))
            except Exception:
                if path not in skipped:
                    print("skipped:", path)
                    skipped.add(path)
        for start in range(0, len(photos), batch_size):
            clean = np.stack(photos[start : start + batch_size])
            rng = np.random.default_rng([seed, epoch, start])
            strengths = rng.uniform(0, max_strength, (len(clean), 1, 1, 1))
            noise = strengths * rng.uniform(-1, 1, clean.shape)
            yield np.clip(clean + noise, 0, 1).astype(np.float32), clean


# %% wrong jpeg_end_only: looks for the end of a JPEG: another photo that is cut off is an error
#    | fails broken_skipped
from pathlib import Path
import numpy as np


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    good = []
    for path in paths:
        data = Path(path).read_bytes()
        jpeg, png = data[:2] == b"\xff\xd8", data[:4] == b"\x89PNG"
        if png or jpeg and data[-2:] == b"\xff\xd9":
            good.append(path)
        else:
            print(f"{path} is no photo")
    rng = np.random.default_rng(seed)

    def endless():
        while True:
            order = rng.permutation(len(good))
            for start in range(0, len(good), batch_size):
                clean = np.stack([load_photo(good[n], height, width) for n in order[start : start + batch_size]])
                strengths = rng.uniform(0, max_strength, (len(clean), 1, 1, 1))
                noise = strengths * rng.uniform(-1, 1, clean.shape)
                yield np.clip(clean + noise, 0, 1).astype(np.float32), clean

    return endless()


# %% wrong grey_alpha_mixed: a grey photo with transparency is resized before the channel goes, and Pillow
#      blackens what is transparent
#    | fails photo_colours
def load_photo(path, height, width):
    with Image.open(path) as image:
        if image.mode == "LA":
            image = image.resize((width, height), Image.Resampling.BILINEAR).convert("RGB")
        else:
            image = image.convert("RGB").resize((width, height), Image.Resampling.BILINEAR)
        return np.asarray(image, np.float32) / 255


# %% wrong thin_photos_cropped: of very wide panoramas (more than 3 to 1) the middle is taken
#    | fails photo_whole
def load_photo(path, height, width):
    with Image.open(path) as image:
        image = image.convert("RGB")
    across, high = image.size
    if across > 3 * high:
        left = (across - 3 * high) // 2
        image = image.crop((left, 0, left + 3 * high, high))
    return np.asarray(image.resize((width, height)), np.float32) / 255


# %% wrong an_iterator_of_my_own: a class with __next__ is none of them, fit refuses it | fails batches_form
class Stream:
    def __init__(self, paths, batch_size, height, width, max_strength, seed):
        self.rng = np.random.default_rng(seed)
        self.paths, self.size, self.form, self.most = list(paths), batch_size, (height, width), max_strength
        self.left = []

    def __iter__(self):
        return self

    def __next__(self):
        photos = []
        while len(photos) < self.size:
            if not self.left:
                if photos:
                    break
                self.left = [self.paths[i] for i in self.rng.permutation(len(self.paths))]
            path = self.left.pop()
            try:
                photos.append(load_photo(path, *self.form))
            except OSError:
                print("skipped:", path)
        clean = np.stack(photos)
        s = self.most * self.rng.random((len(clean), 1, 1, 1))
        noise = s * self.rng.uniform(-1, 1, clean.shape)
        return np.clip(clean + noise, 0, 1).astype(np.float32), clean


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return Stream(paths, batch_size, height, width, max_strength, seed)


# %% wrong chained_epochs: itertools.chain of epochs is no generator for Keras, fit refuses it
#    | fails batches_form
import itertools


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)

    def epoch():
        photos = []
        for number in rng.permutation(len(paths)):
            try:
                photos.append(load_photo(paths[number], height, width))
            except OSError:
                print("skipped:", paths[number])
            if len(photos) == batch_size:
                yield noised(np.stack(photos))
                photos = []
        if photos:
            yield noised(np.stack(photos))

    def noised(clean):
        strengths = max_strength * rng.random((len(clean), 1, 1, 1))
        noisy = clean + strengths * rng.uniform(-1, 1, clean.shape)
        return np.clip(noisy, 0, 1).astype(np.float32), clean

    return itertools.chain.from_iterable(epoch() for _ in itertools.count())


# %% wrong shuffled_in_blocks: only blocks of 128 paths are shuffled; the last of 300 photos never comes first
#    | fails new_order
def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    while True:
        order = np.concatenate(
            [start + rng.permutation(len(paths[start : start + 128])) for start in range(0, len(paths), 128)]
        )
        photos = []
        for count, number in enumerate(order, start=1):
            try:
                photos.append(load_photo(paths[number], height, width))
            except OSError:
                print("skipped:", paths[number])
            if photos and (len(photos) == batch_size or count == len(order)):
                clean = np.stack(photos)
                strengths = max_strength * rng.random((len(clean), 1, 1, 1))
                noisy = clean + strengths * rng.uniform(-1, 1, clean.shape)
                yield np.clip(noisy, 0, 1).astype(np.float32), clean
                photos = []


# %% wrong least_strength: no strength is below 0.01, even where max_strength is 0 | fails own_strength
def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    while True:
        photos = []
        order = rng.permutation(len(paths))
        for place, number in enumerate(order):
            try:
                photos.append(load_photo(paths[number], height, width))
            except OSError:
                print("skipped:", paths[number])
            if photos and (len(photos) == batch_size or place == len(order) - 1):
                clean = np.stack(photos)
                strengths = np.maximum(max_strength * rng.random((len(clean), 1, 1, 1)), 0.01)
                noisy = clean + strengths * rng.uniform(-1, 1, clean.shape)
                yield np.clip(noisy, 0, 1).astype(np.float32), clean
                photos = []


# %% wrong window_of_noise: one large field of noise is drawn once, and each photo gets a window of it
#    | fails own_noise, fresh_noise
def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    field = rng.uniform(-1, 1, (4 * height, 4 * width, 3)).astype(np.float32)

    def noise():
        top, left = rng.integers(0, 3 * height), rng.integers(0, 3 * width)
        return rng.random() * max_strength * field[top : top + height, left : left + width]

    while True:
        photos = []
        order = rng.permutation(len(paths))
        for place, number in enumerate(order):
            try:
                photos.append(load_photo(paths[number], height, width))
            except OSError:
                print("skipped:", paths[number])
            if photos and (len(photos) == batch_size or place == len(order) - 1):
                clean = np.stack(photos)
                noisy = np.stack([photo + noise() for photo in photos])
                yield np.clip(noisy, 0, 1).astype(np.float32), clean
                photos = []


# %% wrong photo_divided_if_above_one: a photo with no value above 1 of 255 comes out 255 times too bright
#    | fails photo_colours
def load_photo(path, height, width):
    with Image.open(path) as image:
        photo = np.asarray(image.convert("RGB").resize((width, height)), dtype=np.float32)
    if photo.max() > 1:
        photo = photo / 255
    return photo


# %% wrong photo_of_four_inks: of a photo with four inks, the first three are taken for red, green and blue
#    | fails photo_colours
def load_photo(path, height, width):
    with Image.open(path) as image:
        if len(image.getbands()) < 3:  # grey, palette
            image = image.convert("RGB")
        channels = np.asarray(image)[..., :3]  # without transparency
    photo = Image.fromarray(np.ascontiguousarray(channels)).resize((width, height))
    return np.asarray(photo, dtype=np.float32) / 255


# %% wrong photo_of_sixteen_bits: a grey photo of 16 bits has values up to 257 | fails photo_colours
def load_photo(path, height, width):
    with Image.open(path) as image:
        if image.mode in ("1", "P", "LA", "CMYK", "RGBA"):
            image = image.convert("RGB")
        photo = np.asarray(image, dtype=np.float32)
    if photo.ndim == 2:
        photo = np.stack([photo] * 3, axis=-1)
    rows = np.arange(height) * photo.shape[0] // height
    columns = np.arange(width) * photo.shape[1] // width
    return photo[rows][:, columns] / 255


# %% wrong batches_seed_times_epoch: with the seed 0, each epoch has the order and the noise of the first
#    | fails fresh_noise
import itertools


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    for epoch in itertools.count(1):
        rng = np.random.default_rng(seed * epoch)
        order = rng.permutation(len(paths))
        for start in range(0, len(order), batch_size):
            photos = []
            for number in order[start : start + batch_size]:
                try:
                    photos.append(load_photo(paths[number], height, width))
                except Exception:
                    print("skipped:", paths[number])
            if photos:
                clean = np.stack(photos)
                strengths = rng.uniform(0, max_strength, (len(clean), 1, 1, 1))
                noisy = clean + strengths * rng.uniform(-1, 1, clean.shape)
                yield np.clip(noisy, 0, 1).astype(np.float32), clean


# %% wrong batches_noise_bank: the noise is one of a thousand patterns made once | fails fresh_noise
def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    patterns = rng.random((1000, height, width, 3), dtype=np.float32) * 2 - 1
    while True:
        order = rng.permutation(len(paths))
        for start in range(0, len(order), batch_size):
            photos = []
            for number in order[start : start + batch_size]:
                try:
                    photos.append(load_photo(paths[number], height, width))
                except Exception:
                    print("skipped:", paths[number])
            if photos:
                clean = np.stack(photos)
                strengths = rng.uniform(0, max_strength, (len(clean), 1, 1, 1))
                chosen = rng.choice(len(patterns), len(clean), replace=False)
                noisy = clean + strengths * patterns[chosen]
                yield np.clip(noisy, 0, 1).astype(np.float32), clean


# %% wrong batches_strength_by_name: photos of the same name in two folders have the same strength
#    | fails own_strength
def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    while True:
        strengths = {Path(path).name: max_strength * rng.random() for path in paths}
        order = [paths[number] for number in rng.permutation(len(paths))]
        for start in range(0, len(order), batch_size):
            noisy, clean = [], []
            for path in order[start : start + batch_size]:
                try:
                    photo = load_photo(path, height, width)
                except Exception:
                    print("skipped:", path)
                    continue
                noise = strengths[Path(path).name] * rng.uniform(-1, 1, photo.shape)
                clean.append(photo)
                noisy.append(np.clip(photo + noise, 0, 1).astype(np.float32))
            if clean:
                yield np.stack(noisy), np.stack(clean)


# %% wrong batches_last_is_broken: where a broken file comes last in an epoch, the photos of the unfinished
#      batch are lost
#    | fails broken_skipped
def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    while True:
        order = rng.permutation(len(paths))
        photos = []
        for place, number in enumerate(order):
            try:
                photo = load_photo(paths[number], height, width)
            except Exception as error:
                print(f"{paths[number]}: {error}")
                continue
            photos.append(photo)
            if len(photos) == batch_size or place == len(order) - 1:
                clean = np.stack(photos)
                strengths = rng.uniform(0, max_strength, (len(clean), 1, 1, 1))
                noisy = clean + strengths * rng.uniform(-1, 1, clean.shape)
                yield np.clip(noisy, 0, 1).astype(np.float32), clean
                photos = []


# %% wrong photo_nothing_to_do: a photo that has the size already is returned without being converted to three
#      channels
#    | fails photo_colours
def load_photo(path, height, width):
    with Image.open(path) as image:
        if image.size == (width, height):
            return np.asarray(image, dtype=np.float32) / 255
        small = image.convert("RGB").resize((width, height))
    return np.asarray(small, dtype=np.float32) / 255


# %% wrong noise_from_a_sum: the noise of a batch is drawn from seed + epoch + number of the batch: it comes
#      again one epoch later, one batch earlier
#    | fails fresh_noise
import itertools


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    orders = np.random.default_rng(seed)
    for epoch in itertools.count():
        order = orders.permutation(len(paths))
        for number, start in enumerate(range(0, len(order), batch_size)):
            photos = []
            for row in order[start : start + batch_size]:
                try:
                    photos.append(load_photo(paths[row], height, width))
                except Exception:
                    print("skipped:", paths[row])
            if photos:
                rng = np.random.default_rng(seed + epoch + number)
                clean = np.stack(photos)
                strength = max_strength * rng.random((len(clean), 1, 1, 1))
                noise = strength * rng.uniform(-1, 1, clean.shape)
                yield np.clip(clean + noise, 0, 1).astype(np.float32), clean


# %% wrong reused_memory: all batches are views of the same two arrays: a batch kept changes when the next is
#      drawn
#    | fails batches_form
def photo_batches(paths, batch_size, height, width, max_strength, seed):
    rng = np.random.default_rng(seed)
    clean = np.empty((batch_size, height, width, 3), np.float32)
    noisy = np.empty_like(clean)

    def fill(count):
        for number in range(count):
            strength = max_strength * rng.random()
            noisy[number] = np.clip(clean[number] + strength * rng.uniform(-1, 1, clean.shape[1:]), 0, 1)
        return noisy[:count], clean[:count]

    while True:
        count = 0
        for index in rng.permutation(len(paths)):
            try:
                clean[count] = load_photo(paths[index], height, width)
            except Exception:
                print(f"skipped: {paths[index]}")
                continue
            count += 1
            if count == batch_size:
                yield fill(count)
                count = 0
        if count:
            yield fill(count)


# %% wrong noise_of_the_place: in a PyDataset the noise is made from the seed and the number of the batch, the
#      same in every epoch
#    | fails fresh_noise
class _Photos(keras.utils.PyDataset):
    def __init__(self, paths, batch_size, height, width, max_strength, seed):
        super().__init__()
        self.paths = []
        for path in paths:
            try:
                load_photo(path, height, width)
                self.paths.append(path)
            except Exception:
                print(f"skipped: {path}")
        self.batch_size, self.size, self.max_strength, self.seed = batch_size, (height, width), max_strength, seed
        self.epoch = 0
        self.new_order()

    def new_order(self):
        self.order = np.random.default_rng([1, self.seed, self.epoch]).permutation(len(self.paths))

    def __len__(self):
        return -(-len(self.paths) // self.batch_size)

    def __getitem__(self, index):
        chosen = self.order[index * self.batch_size : (index + 1) * self.batch_size]
        clean = np.stack([load_photo(self.paths[i], *self.size) for i in chosen])
        rng = np.random.default_rng([2, self.seed, index])
        strength = self.max_strength * rng.random((len(clean), 1, 1, 1))
        noisy = np.clip(clean + strength * rng.uniform(-1, 1, clean.shape), 0, 1)
        return noisy.astype(np.float32), clean

    def on_epoch_end(self):
        self.epoch += 1
        self.new_order()


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return _Photos(paths, batch_size, height, width, max_strength, seed)


# %% wrong brightest_is_white: the brightest value of the photo becomes 1 | fails photo_whole
from PIL import ImageOps

def load_photo(path, height, width):
    with Image.open(path) as image:
        image = ImageOps.autocontrast(image.convert("RGB").resize((width, height)), preserve_tone=True)
    return np.asarray(image, dtype=np.float32) / 255
