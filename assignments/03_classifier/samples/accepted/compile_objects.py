def compile_classifier(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002, beta_1=0.85),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model
