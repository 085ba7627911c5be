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
