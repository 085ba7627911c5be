def train_denoiser(model, batches, steps, validation, epochs):
    model.compile(optimizer="adam", loss="mse")
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        losses = [float(model.train_on_batch(*next(batches))) for _ in range(steps)]
        history["loss"].append(sum(losses) / steps)
        history["val_loss"].append(float(model.evaluate(*validation, verbose=0)))
    return history
