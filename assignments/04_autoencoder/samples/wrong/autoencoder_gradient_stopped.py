class Autoencoder(keras.Model):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def call(self, images):
        codes = self.encoder(images)
        return self.decoder(keras.ops.stop_gradient(codes))


def build_autoencoder(encoder: keras.Model, decoder: keras.Model) -> keras.Model:
    return Autoencoder(encoder, decoder)
