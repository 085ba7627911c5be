class Composite(keras.Model):
    def __init__(self, denoiser, reader):
        super().__init__()
        self.denoiser, self.reader = denoiser, reader

    def call(self, images):
        return self.reader(self.denoiser(images))


def build_composite(autoencoder: keras.Model, classifier: keras.Model) -> keras.Model:
    composite = Composite(denoiser=autoencoder, reader=classifier)
    composite.trainable = False
    composite.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return composite
