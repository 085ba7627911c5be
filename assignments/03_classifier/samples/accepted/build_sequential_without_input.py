def build_classifier():
    model = keras.models.Sequential()
    for _ in range(2):
        model.add(keras.layers.Dense(256, use_bias=False))
        model.add(keras.layers.BatchNormalization())
        model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(10, activation=keras.activations.softmax))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
    return model
