# %% right encoder_functional_deep: functional, three layers
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    inputs = keras.Input(shape=(784,))
    x = keras.layers.Dense(256, activation="relu")(inputs)
    x = keras.layers.Dense(64, activation="relu")(x)
    outputs = keras.layers.Dense(code_size, activation="relu")(x)
    return keras.Model(inputs=inputs, outputs=outputs)


# %% right encoder_subclassed_elu: a subclass of keras.Model, hidden layer with elu, linear code
class Encoder(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.hidden = keras.layers.Dense(128)
        self.code = keras.layers.Dense(units)

    def call(self, inputs):
        return self.code(keras.activations.elu(self.hidden(inputs)))


def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return Encoder(code_size)


# %% right encoder_convolutions_dropout: Sequential.add, convolutions and dropout, compiled
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    model = keras.models.Sequential()
    model.add(keras.layers.Input((784,)))
    model.add(keras.layers.Reshape((28, 28, 1)))
    model.add(keras.layers.Conv2D(8, 3, strides=2, padding="same", activation="relu"))
    model.add(keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dropout(0.1))
    model.add(keras.layers.Dense(code_size, activation="leaky_relu"))
    model.compile(optimizer="adam", loss="mse")
    return model


# %% right encoder_not_built: Sequential without Input, gelu and batch normalisation
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.layers.Flatten(),
            keras.layers.Dense(units=100, activation="gelu"),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(units=code_size, activation="linear"),
        ]
    )


# %% wrong encoder_code_64: code size 64 instead of 32 | fails encoder_shape
def build_encoder(code_size: int = 64) -> keras.Model:
    return keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(code_size, activation="relu")])


# %% wrong encoder_size_fixed: ignores code_size | fails encoder_size
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((784,)), keras.layers.Dense(32, activation="relu")])


# %% wrong encoder_whole_autoencoder: returns the whole autoencoder
#    | fails encoder_shape, encoder_size, encoder_learns
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(code_size, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )


# %% wrong encoder_wants_square_images: expects 28 × 28 images, not flat ones
#    | fails encoder_shape, encoder_size, encoder_per_image, encoder_new, encoder_learns
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(code_size, activation="relu"),
        ]
    )


# %% wrong encoder_axis_of_the_batch: subtracts the mean over the images, axis 0
#    | fails encoder_per_image, encoder_learns
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    images = keras.Input((PIXELS,))
    codes = keras.layers.Dense(code_size, activation="relu")(images)
    codes = codes - keras.ops.mean(codes, axis=0, keepdims=True)
    return keras.Model(images, codes)


# %% wrong encoder_one_for_all: one encoder made on import and returned every time | fails encoder_new
ENCODER = keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(CODE_SIZE, activation="relu")])


def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    if code_size == CODE_SIZE:
        return ENCODER
    return keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(code_size, activation="relu")])


# %% wrong encoder_softmax_code: softmax over the code | fails encoder_learns
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(code_size, activation="softmax")])


# %% wrong encoder_all_zeros: relu on weights that all start at zero: no gradient, no learning
#    | fails encoder_per_image, encoder_learns
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(code_size, activation="relu", kernel_initializer="zeros"),
        ]
    )


# %% wrong encoder_code_as_image: codes of shape (1, code_size)
#    | fails encoder_shape, encoder_size, encoder_per_image, encoder_learns
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(code_size, activation="relu"),
            keras.layers.Reshape((1, code_size)),
        ]
    )


# %% wrong encoder_layer_not_model: returns a layer, not a model
#    | fails encoder_shape, encoder_size, encoder_per_image, encoder_new, encoder_learns
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.layers.Dense(code_size, activation="relu")


# %% right encoder_nested: a model of models, the code linear
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    inner = keras.Sequential([keras.layers.Dense(128, "relu"), keras.layers.Dense(64, "relu")])
    images = keras.Input((784,))
    return keras.Model(images, keras.layers.Dense(code_size)(inner(images)))


# %% wrong encoder_noise: noise on the code in use too | fails encoder_per_image
class Noisy(keras.layers.Layer):
    def call(self, codes):
        return codes + keras.random.normal(keras.ops.shape(codes), stddev=0.3)


def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(code_size, "relu"), Noisy()])


# %% wrong encoder_rounded_up: rounds the code size up to a multiple of 8 | fails encoder_size
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    size = -(-code_size // 8) * 8
    return keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(size, activation="relu")])


# %% wrong encoder_at_most_32: never a code of more than 32 numbers | fails encoder_size
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [keras.Input((PIXELS,)), keras.layers.Dense(min(code_size, 32), activation="relu")]
    )


# %% wrong encoder_sigmoid_code: sigmoid over the code: learns too slowly | fails encoder_learns
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(code_size, activation="sigmoid")])


# %% wrong encoder_frozen: weights that cannot be trained | fails encoder_learns
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    model = keras.Sequential([keras.Input((PIXELS,)), keras.layers.Dense(code_size, activation="sigmoid")])
    model.trainable = False
    return model


# %% wrong encoder_at_most_128: never a code of more than 128 numbers | fails encoder_size
def build_encoder(code_size=32):
    size = min(code_size, 128)
    return keras.Sequential([keras.Input((784,)), keras.layers.Dense(size, activation="leaky_relu")])


# %% wrong encoder_at_most_784: codes of 784 numbers at most | fails encoder_size
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return keras.Sequential(
        [keras.Input((PIXELS,)), keras.layers.Dense(min(code_size, PIXELS), activation="leaky_relu")]
    )


# %% wrong encoder_one_number_flat: a code of one number loses its axis | fails encoder_size
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    images = keras.Input((PIXELS,))
    codes = keras.layers.Dense(code_size, activation="leaky_relu")(images)
    return keras.Model(images, keras.ops.squeeze(codes, axis=1) if code_size == 1 else codes)


# %% wrong encoder_normalises_always: normalised by the other images of the batch, where notebooks call it,
#      too
#    | fails encoder_per_image
def build_encoder(code_size=32):
    images = keras.Input((784,))
    hidden = keras.layers.BatchNormalization()(keras.layers.Dense(64, activation="relu")(images), training=True)
    return keras.Model(images, keras.layers.Dense(code_size)(hidden))


# %% wrong encoder_shaken_always: a little noise in every call | fails encoder_per_image
def build_encoder(code_size=32):
    images = keras.Input((784,))
    shaken = keras.layers.GaussianNoise(0.01)(images, training=True)
    return keras.Model(images, keras.layers.Dense(code_size, activation="leaky_relu")(shaken))


# %% wrong encoder_filled_up: a code of more than 32 numbers is filled up with zeros | fails encoder_size
def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    inputs = keras.Input((PIXELS,))
    x = keras.layers.Dense(min(code_size, CODE_SIZE), activation="leaky_relu")(inputs)
    if code_size > CODE_SIZE:
        x = keras.layers.ZeroPadding1D((0, code_size - CODE_SIZE))(keras.layers.Reshape((CODE_SIZE, 1))(x))
        x = keras.layers.Flatten()(x)
    return keras.Model(inputs, x)


# %% wrong encoder_running_mean: subtracts a mean of the codes so far, which goes on changing in use
#    | fails encoder_per_image
class _Running(keras.layers.Layer):
    def build(self, shape):
        self.mean = self.add_weight(shape=(), initializer="zeros", trainable=False)

    def call(self, codes):
        self.mean.assign(0.9 * self.mean + 0.1 * keras.ops.mean(codes))
        return codes - self.mean


def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    inputs = keras.Input((PIXELS,))
    x = keras.layers.Dense(code_size, activation="leaky_relu")(inputs)
    return keras.Model(inputs, _Running()(x))


# %% wrong encoder_begins_where_the_first_is: begins with the weights that the first network has come to
#    | fails encoder_new
_right = build_encoder
_FIRST = {}


def build_encoder(code_size=CODE_SIZE):
    model = _right(code_size)
    first = _FIRST.setdefault(model.count_params(), model)
    model.set_weights(first.get_weights())
    return model


# %% wrong scaled_by_batch: images are divided by the largest value of the batch | fails encoder_per_image
def build_encoder(code_size=CODE_SIZE):
    images = keras.Input((PIXELS,))
    scaled = images / (keras.ops.max(images) + 1e-7)
    return keras.Model(images, keras.layers.Dense(code_size, activation="leaky_relu")(scaled))
