class StopAtBest(keras.callbacks.EarlyStopping):
    def __init__(self, patience=2):
        super().__init__(monitor="val_loss", patience=patience, mode="min", restore_best_weights=True)
