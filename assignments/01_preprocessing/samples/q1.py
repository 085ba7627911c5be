# %% right scale_loops: divides pixel by pixel in Python
def scale(images):
    flat = [float(pixel) / 255.0 for pixel in np.ravel(images)]
    return np.array(flat, dtype=np.float32).reshape(np.shape(images))


# %% right scale_keras_layer: keras.layers.Rescaling; returns a tensor
import keras


def scale(images):
    return keras.layers.Rescaling(scale=1.0 / 255, dtype="float32")(images)


# %% right scale_multiplies: multiplies by 1/255 into a new float32 array
def scale(images):
    scaled = np.empty(images.shape, np.float32)
    np.multiply(images, 1 / 255, out=scaled, casting="unsafe")
    return scaled


# %% wrong scale_by_maximum: divides by the brightest pixel: black images give NaN, empty ones an error
#    | fails scale_fixed, scale_types, scale_shapes
def scale(images):
    images = images.astype(np.float32)
    return images / images.max()


# %% wrong scale_minimum_to_maximum: stretches each batch from its minimum to its maximum: constant images
#      give NaN
#    | fails scale_fixed, scale_types, scale_shapes
def scale(images):
    images = images.astype(np.float32)
    return (images - images.min()) / (images.max() - images.min())


# %% wrong scale_integer_division: integer division
#    | fails scale_values, scale_fixed, scale_types, scale_shapes
def scale(images):
    return (images // 255).astype(np.float32)


# %% wrong scale_cast_back: gives the result the dtype of the input: uint8 loses everything
#    | fails scale_values, scale_dtype, scale_fixed, scale_types, scale_shapes
def scale(images):
    return (images / 255).astype(images.dtype)


# %% wrong scale_float64: float64 | fails scale_dtype
def scale(images):
    return images / 255.0


# %% wrong scale_by_256: divides by 256 | fails scale_values, scale_fixed, scale_types, scale_shapes
def scale(images):
    return images.astype(np.float32) / 256


# %% wrong scale_in_place: astype(copy=False) and /=: changes float32 images received
#    | fails scale_input_unchanged
def scale(images):
    images = images.astype(np.float32, copy=False)
    images /= 255
    return images


# %% wrong scale_centred: scales to [-1, 1] | fails scale_values, scale_fixed, scale_types, scale_shapes
def scale(images):
    return images.astype(np.float32) / 127.5 - 1


# %% wrong scale_floats_left_alone: takes floats for scaled already | fails scale_types
def scale(images):
    if images.dtype.kind == "f":
        return images.astype(np.float32)
    return images.astype(np.float32) / 255


# %% wrong scale_by_type: divides by the largest value of the integer type | fails scale_types
def scale(images):
    limit = np.iinfo(images.dtype).max if images.dtype.kind in "iu" else 255
    return (images / limit).astype(np.float32)


# %% wrong scale_guesses_the_range: leaves arrays without values above 1 as they are
#    | fails scale_fixed, scale_types
def scale(images):
    images = np.asarray(images, np.float32)
    if images.size and images.max() > 1:
        return images / 255
    return images.copy()


# %% wrong scale_images_only: takes three axes for granted | fails scale_types, scale_shapes
def scale(images):
    n, height, width = images.shape
    return images.reshape(n, height, width).astype(np.float32) / 255


# %% right scale_rounds_late: divides in float64, then converts
def scale(images):
    return np.true_divide(images, 255, dtype=np.float64).astype("float32")


# %% wrong scale_memory_order: reads the values in the order in which they lie in memory | fails scale_shapes
def scale(images):
    return (images.ravel(order="K") / 255).astype(np.float32).reshape(images.shape)


# %% wrong scale_float_kept: keeps the type of images that are floats already | fails scale_dtype
def scale(images):
    dtype = images.dtype if images.dtype.kind == "f" else np.float32
    return images.astype(dtype) / dtype.type(255) if images.dtype.kind == "f" else images.astype(dtype) / 255


# %% wrong scale_dark_left_alone: takes images without bright pixels for scaled already
#    | fails scale_fixed, scale_types
def scale(images):
    images = images.astype(np.float32)
    return images if images.size and images.max() <= 1 else images / 255


# %% wrong scale_through_bytes: converts to uint8 first: floats lose their fractions | fails scale_types
def scale(images):
    return images.astype(np.uint8).astype(np.float32) / 255


# %% wrong scale_empty_float64: an empty batch comes back as float64 | fails scale_shapes
def scale(images):
    if images.size == 0:
        return images / 255
    return (images / 255).astype(np.float32)


# %% wrong dark_int64_left: takes int64 images of nothing but 0 and 1 for a mask | fails scale_types
def scale(images):
    if images.dtype == np.int64 and set(np.unique(images).tolist()) <= {0, 1}:
        return images.astype(np.float32)
    return (images / 255).astype(np.float32)


# %% wrong wide_types_by_brightest: divides types wider than a byte by their brightest pixel
#    | fails scale_types
def scale(images):
    divisor = 255
    if images.dtype.itemsize == 2 and images.size:
        divisor = max(int(images.max()), 1)
    return images.astype("float32") / divisor


# %% wrong constant_above_one: multiplies by 0.0039216 instead of dividing: 255 becomes 1.000008
#    | fails scale_values
def scale(images):
    return images.astype(np.float32) * np.float32(0.0039216)


# %% wrong fractions_in_half_precision: pixels pass through float16, exact for whole numbers only
#    | fails scale_types
def scale(images):
    return images.astype(np.float16).astype(np.float32) / np.float32(255)


# %% wrong factor_of_eight_decimals: multiplied by 1/255 rounded to 8 decimals, so that 255 becomes 1.0000004
#    | fails scale_values
def scale(images):
    return images.astype("float32") * np.float32(0.00392157)


# %% wrong columns_flattened: works row by row and gives a batch with a single column another shape
#    | fails scale_shapes
def scale(images):
    scaled = (images / 255).astype(np.float32)
    return scaled.squeeze(axis=-1) if scaled.ndim > 1 and scaled.shape[-1] == 1 else scaled


# %% wrong int32_unknown: a list of known types without int32 | fails scale_types
def scale(images):
    if images.dtype.name not in ("uint8", "uint16", "uint32", "uint64", "int16", "int64", "float32", "float64"):
        raise TypeError(images.dtype)
    return (images / 255).astype(np.float32)
