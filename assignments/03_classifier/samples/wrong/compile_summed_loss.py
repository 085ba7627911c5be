def compile_classifier(model):
    loss = keras.losses.SparseCategoricalCrossentropy(reduction="sum")
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
