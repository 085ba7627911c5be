import tensorflow as tf


def load_photo(path, height, width):
    try:
        photo = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
    except tf.errors.InvalidArgumentError as error:
        raise OSError(f"{path}: no image") from error
    return tf.image.resize(tf.image.convert_image_dtype(photo, tf.float32), (height, width), antialias=True)
