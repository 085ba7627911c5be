import keras


def build_denoiser():
    photo = keras.Input((None, None, 3))
    return keras.Model(photo, keras.layers.Activation("linear")(photo))
