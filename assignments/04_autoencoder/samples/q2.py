# %% right decoder_functional_deep: functional, three layers
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    code = keras.Input(shape=(code_size,))
    x = keras.layers.Dense(64, activation="relu")(code)
    x = keras.layers.Dense(256, activation="relu")(x)
    return keras.Model(code, keras.layers.Dense(28 * 28, activation="sigmoid")(x))


# %% right decoder_subclassed_tanh: a subclass of keras.Model, tanh brought to [0, 1]
class Decoder(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(PIXELS, activation="tanh")

    def call(self, codes):
        return 0.5 + 0.5 * self.dense(codes)


def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    decoder = Decoder()
    decoder(np.zeros((1, code_size), dtype="float32"))
    return decoder


# %% right decoder_transposed_convolutions: transposed convolutions, flattened at the end
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(7 * 7 * 8, activation="relu"),
            keras.layers.Reshape((7, 7, 8)),
            keras.layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="relu"),
            keras.layers.Conv2DTranspose(1, 3, strides=2, padding="same"),
            keras.layers.Flatten(),
            keras.layers.Activation("sigmoid"),
        ]
    )


# %% wrong decoder_code_64: code size 64 instead of 32 | fails decoder_shape
def build_decoder(code_size: int = 64) -> keras.Model:
    return keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(PIXELS, activation="sigmoid")])


# %% wrong decoder_size_fixed: ignores code_size | fails decoder_size
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((32,)), keras.layers.Dense(PIXELS, activation="sigmoid")])


# %% wrong decoder_linear: no activation at the end | fails decoder_range, decoder_learns
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(PIXELS)])


# %% wrong decoder_relu: relu at the end: above 1 | fails decoder_range, decoder_learns
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(PIXELS, activation="relu")])


# %% wrong decoder_tanh: tanh at the end: below 0 | fails decoder_range, decoder_learns
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(PIXELS, activation="tanh")])


# %% wrong decoder_softmax: softmax over the pixels: they add up to 1 | fails decoder_learns
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(PIXELS, activation="softmax")])


# %% wrong decoder_square_images: images of shape (28, 28)
#    | fails decoder_shape, decoder_size, decoder_range, decoder_learns
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
            keras.layers.Reshape((28, 28)),
        ]
    )


# %% wrong decoder_0_to_255: pixels up to 255 | fails decoder_range, decoder_learns
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
            keras.layers.Rescaling(255),
        ]
    )


# %% wrong decoder_shared_layer: one layer for all decoders | fails decoder_new
DRAW = keras.layers.Dense(PIXELS, activation="sigmoid")


def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    codes = keras.Input((code_size,))
    if code_size != CODE_SIZE:
        return keras.Model(codes, keras.layers.Dense(PIXELS, activation="sigmoid")(codes))
    return keras.Model(codes, DRAW(codes))


# %% wrong decoder_starts_from_an_image: starts from an image instead of a code
#    | fails decoder_shape, decoder_size, decoder_range, decoder_new, decoder_learns
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(code_size, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )


# %% right decoder_clipped: hard limits by keras.ops after a hidden layer
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    codes = keras.Input((code_size,))
    x = keras.layers.Dense(128, "elu")(codes)
    return keras.Model(codes, keras.ops.sigmoid(keras.layers.Dense(PIXELS)(x)))


# %% wrong decoder_kept: one decoder for each size, made once | fails decoder_new
_DECODERS = {}


def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    if code_size not in _DECODERS:
        _DECODERS[code_size] = keras.Sequential(
            [keras.Input((code_size,)), keras.layers.Dense(PIXELS, activation="sigmoid")]
        )
    return _DECODERS[code_size]


# %% wrong decoder_at_least_32: no code of fewer than 32 numbers | fails decoder_size
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [keras.Input((max(code_size, 32),)), keras.layers.Dense(PIXELS, activation="sigmoid")]
    )


# %% wrong decoder_barely_below_zero: a little more than [0, 1] | fails decoder_range
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    codes = keras.Input((code_size,))
    return keras.Model(codes, 1.02 * keras.layers.Dense(PIXELS, activation="sigmoid")(codes) - 0.01)


# %% wrong decoder_by_batch: depends on the other codes | fails decoder_shape, decoder_learns
def build_decoder(code_size=CODE_SIZE):
    x = keras.Input((code_size,))
    y = keras.layers.Dense(784)(x)
    y = y - keras.ops.mean(y, axis=0, keepdims=True)
    return keras.Model(x, keras.ops.sigmoid(y))


# %% wrong decoder_stretched: every image stretched from 0 to 1 (nan for equal values)
#    | fails decoder_range, decoder_learns
def build_decoder(code_size=CODE_SIZE):
    x = keras.Input((code_size,))
    y = keras.layers.Dense(784)(x)
    low, high = keras.ops.min(y, axis=1, keepdims=True), keras.ops.max(y, axis=1, keepdims=True)
    return keras.Model(x, (y - low) / (high - low))


# %% wrong decoder_drops_always: a dropout that works outside of training, too | fails decoder_shape
def build_decoder(code_size=32):
    codes = keras.Input((code_size,))
    dropped = keras.layers.Dropout(0.1)(codes, training=True)
    return keras.Model(codes, keras.layers.Dense(784, activation="sigmoid")(dropped))


# %% wrong decoder_cuts_codes: only the first 32 numbers of a code count | fails decoder_size
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    inputs = keras.Input((code_size,))
    kept = min(code_size, CODE_SIZE)
    x = keras.layers.Lambda(lambda t: t[:, :kept], output_shape=(kept,))(inputs)
    return keras.Model(inputs, keras.layers.Dense(PIXELS, activation="sigmoid")(x))


# %% wrong decoder_begins_where_the_first_is: begins with the weights that the first network has come to
#    | fails decoder_new
_right = build_decoder
_FIRST = {}


def build_decoder(code_size=CODE_SIZE):
    model = _right(code_size)
    first = _FIRST.setdefault(model.count_params(), model)
    model.set_weights(first.get_weights())
    return model


# %% wrong decoder_in_half_precision: the layer computes in float16, in which codes above 65504 are infinite
#      and their image is NaN
#    | fails decoder_range
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(PIXELS, dtype="mixed_float16"),
            keras.layers.Activation("sigmoid", dtype="float32"),
        ]
    )


# %% wrong large_codes_tamed: codes are divided by the largest number of the whole batch where this is above
#      10, so a large code changes its neighbours' images
#    | fails decoder_shape
def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    codes = keras.Input((code_size,))
    largest = keras.ops.max(keras.ops.abs(codes))
    tamed = codes / keras.ops.maximum(1.0, largest / 10)
    return keras.Model(codes, keras.layers.Dense(PIXELS, activation="sigmoid")(tamed))


# %% wrong decoder_learnt_contrast: after the sigmoid, a learnt gain and offset (1 and 0 at first): once
#      trained, pixels leave [0, 1]
#    | fails decoder_learns
class Contrast(keras.layers.Layer):
    def build(self, shape):
        self.gain = self.add_weight(shape=(shape[-1],), initializer="ones", name="gain")
        self.offset = self.add_weight(shape=(shape[-1],), initializer="zeros", name="offset")

    def call(self, pixels):
        return self.gain * pixels + self.offset


def build_decoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [keras.Input((code_size,)), keras.layers.Dense(PIXELS, activation="sigmoid"), Contrast()]
    )
