def compile_classifier(model):
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    return model
