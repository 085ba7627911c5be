def compile_classifier(model):
    model.compile(
        optimizer=keras.optimizers.Adam(1.0), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model
