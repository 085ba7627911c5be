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
