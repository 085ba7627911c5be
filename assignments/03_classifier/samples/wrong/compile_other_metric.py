def compile_classifier(model):
    metric = keras.metrics.SparseTopKCategoricalAccuracy(k=2, name="accuracy")
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[metric])
    return model
