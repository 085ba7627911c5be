class Encoder(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.hidden = keras.layers.Dense(128)
        self.code = keras.layers.Dense(units)

    def call(self, inputs):
        return self.code(keras.activations.elu(self.hidden(inputs)))


def build_encoder(code_size: int = CODE_SIZE) -> keras.Model:
    return Encoder(code_size)
