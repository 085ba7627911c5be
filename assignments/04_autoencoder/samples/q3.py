# %% right autoencoder_sequential: Sequential of the two models, without Input
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return keras.Sequential([encoder, decoder])


# %% right autoencoder_subclassed: a subclass of keras.Model
class Autoencoder(keras.Model):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder = encoder
        self.decoder = decoder

    def call(self, images, training=None):
        return self.decoder(self.encoder(images, training=training), training=training)


def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return Autoencoder(encoder, decoder)


# %% wrong autoencoder_layer_by_layer: goes through the layers of both models: right for stacks of layers
#      alone
#    | fails autoencoder_chain
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    inputs = keras.Input(shape=(784,))
    x = inputs
    for layer in encoder.layers + decoder.layers:
        x = layer(x)
    autoencoder = keras.Model(inputs=inputs, outputs=x)
    autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
    return autoencoder


# %% wrong autoencoder_fresh_layers: new layers instead of the two models
#    | fails autoencoder_output, autoencoder_chain, autoencoder_shares, autoencoder_trains_both
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((PIXELS,)),
            keras.layers.Dense(CODE_SIZE, activation="relu"),
            keras.layers.Dense(PIXELS, activation="sigmoid"),
        ]
    )


# %% wrong autoencoder_copies: copies both models with their weights
#    | fails autoencoder_chain, autoencoder_shares, autoencoder_trains_both
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    first, second = keras.models.clone_model(encoder), keras.models.clone_model(decoder)
    first.set_weights(encoder.get_weights())
    second.set_weights(decoder.get_weights())
    return keras.Sequential([keras.Input((PIXELS,)), first, second])


# %% wrong autoencoder_decoder_copied: the decoder does not share weights: its layers are copied
#    | fails autoencoder_chain, autoencoder_shares, autoencoder_trains_both
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    x = encoder(images)
    for layer in decoder.layers:
        copy = type(layer).from_config(layer.get_config())
        x = copy(x)
        copy.set_weights(layer.get_weights())
    return keras.Model(images, x)


# %% wrong autoencoder_wrong_order: the decoder first
#    | fails autoencoder_output, autoencoder_chain, autoencoder_shares, autoencoder_trains_both
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    codes = keras.Input((CODE_SIZE,))
    return keras.Model(codes, encoder(decoder(codes)))


# %% wrong autoencoder_encoder_only: returns the code
#    | fails autoencoder_output, autoencoder_chain, autoencoder_shares, autoencoder_trains_both
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    codes = encoder(images)
    decoder(codes)
    return keras.Model(images, codes)


# %% wrong autoencoder_encoder_frozen: freezes the encoder | fails autoencoder_trains_both
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    encoder.trainable = False
    images = keras.Input((PIXELS,))
    return keras.Model(images, decoder(encoder(images)))


# %% wrong autoencoder_gradient_stopped: no gradient reaches the encoder | fails autoencoder_trains_both
class Autoencoder(keras.Model):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def call(self, images):
        codes = self.encoder(images)
        return self.decoder(keras.ops.stop_gradient(codes))


def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return Autoencoder(encoder, decoder)


# %% wrong autoencoder_extra_sigmoid: a second sigmoid after the decoder
#    | fails autoencoder_output, autoencoder_chain, autoencoder_shares
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return keras.Sequential(
        [keras.Input((PIXELS,)), encoder, decoder, keras.layers.Activation("sigmoid")]
    )


# %% wrong autoencoder_returns_three: returns all three models
#    | fails autoencoder_output, autoencoder_chain, autoencoder_shares, autoencoder_trains_both
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    return encoder, decoder, keras.Model(images, decoder(encoder(images)))


# %% right autoencoder_sequential_add: Sequential.add with an input, compiled
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    model = keras.Sequential(name="pair")
    model.add(keras.Input(shape=(PIXELS,)))
    for half in (encoder, decoder):
        model.add(half)
    model.compile("adam", "mse")
    return model


# %% wrong autoencoder_layers_in_a_row: the layers of both in one Sequential | fails autoencoder_chain
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return keras.Sequential([keras.Input((PIXELS,)), *encoder.layers, *decoder.layers])


# %% wrong autoencoder_decoder_frozen: freezes the decoder | fails autoencoder_trains_both
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    decoder.trainable = False
    images = keras.Input((PIXELS,))
    return keras.Model(images, decoder(encoder(images)))


# %% wrong autoencoder_new_weights: gives both models new weights | fails autoencoder_output
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    for model in (encoder, decoder):
        model.set_weights([weight * 0.5 for weight in model.get_weights()])
    images = keras.Input((PIXELS,))
    return keras.Model(images, decoder(encoder(images)))


# %% wrong autoencoder_one_image_squeezed: a single image loses its axis | fails autoencoder_output
class Pair(keras.Model):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def call(self, images):
        outputs = self.decoder(self.encoder(images))
        return outputs[0] if outputs.shape[0] == 1 else outputs


def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return Pair(encoder, decoder)


# %% wrong autoencoder_always_training: both always in training mode | fails autoencoder_chain
def build_autoencoder(encoder, decoder):
    x = keras.Input((784,))
    return keras.Model(x, decoder(encoder(x, training=True), training=True))


# %% wrong autoencoder_clips: clips | fails autoencoder_chain
def build_autoencoder(encoder, decoder):
    x = keras.Input((784,))
    return keras.Model(x, keras.ops.clip(decoder(encoder(x)), 0, 1))


# %% right autoencoder_plain_subclass: a subclass as most tutorials write it, without a word on training
class Chain(keras.Model):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def call(self, images):
        return self.decoder(self.encoder(images))


def build_autoencoder(encoder, decoder):
    return Chain(encoder, decoder)


# %% wrong autoencoder_of_tensors: joins the models by their input and output tensors, which a subclass does
#      not have
#    | fails autoencoder_chain
def build_autoencoder(encoder, decoder):
    return keras.Model(encoder.inputs, decoder(encoder.outputs[0]))


# %% wrong autoencoder_normalises_codes: a normalisation with weights of its own between the two
#    | fails autoencoder_chain
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    codes = keras.layers.BatchNormalization(epsilon=1e-7)(encoder(images))
    return keras.Model(images, decoder(codes))


# %% wrong autoencoder_identity_between: one more layer between the two, the identity until it is trained
#    | fails autoencoder_chain
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    codes = encoder(images)
    codes = keras.layers.Dense(codes.shape[-1], kernel_initializer="identity")(codes)
    return keras.Model(images, decoder(codes))


# %% wrong autoencoder_dropout_between: a dropout between the two, at work in training alone
#    | fails autoencoder_chain
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return keras.Sequential([keras.Input((PIXELS,)), encoder, keras.layers.Dropout(0.2), decoder])


# %% wrong autoencoder_noise_before: noise on the images, in training alone | fails autoencoder_chain
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    images = keras.Input((PIXELS,))
    return keras.Model(images, decoder(encoder(keras.layers.GaussianNoise(0.1)(images))))


# %% wrong autoencoder_last_layer_learns: freezes all but the last layer of the encoder
#    | fails autoencoder_trains_both
def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    for layer in encoder.layers[:-1]:
        layer.trainable = False
    images = keras.Input((PIXELS,))
    return keras.Model(images, decoder(encoder(images)))


# %% right autoencoder_underscored: a subclass whose name begins with an underscore, which hands `training` on
class _Both(keras.Model):
    def __init__(self, *parts):
        super().__init__()
        self.parts = list(parts)

    def call(self, images, training=None):
        for part in self.parts:
            images = part(images, training=training)
        return images


def build_autoencoder(encoder, decoder):
    return _Both(encoder, decoder)


# %% wrong decoder_layers: the layers of the decoder are called in turn | fails autoencoder_chain
def build_autoencoder(encoder, decoder):
    images = keras.Input((PIXELS,))
    values = encoder(images)
    for layer in decoder.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            values = layer(values)
    return keras.Model(images, values)


# %% wrong flattened_code: the code is flattened in between, which a decoder of codes with several axes does
#      not take
#    | fails autoencoder_chain
def build_autoencoder(encoder, decoder):
    images = keras.Input((PIXELS,))
    return keras.Model(images, decoder(keras.layers.Flatten()(encoder(images))))


# %% wrong input_clipped: images are clipped to [0, 1] first | fails autoencoder_chain
def build_autoencoder(encoder, decoder):
    images = keras.Input((PIXELS,))
    return keras.Model(images, decoder(encoder(keras.ops.clip(images, 0, 1))))
