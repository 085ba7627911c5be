# %% right own_callback: keeps the best model with a callback of its own
class KeepBest(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.lowest = path, float("inf")

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.model.save(self.path)


def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), KeepBest(best)])
    return best


# %% right best_weights_put_back: remembers the best weights, puts them back at the end and saves
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    keeper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=epochs + 1, restore_best_weights=True)
    model.fit(
        *train, validation_data=validation, epochs=epochs, verbose=0,
        callbacks=[keras.callbacks.TensorBoard(log_dir=str(folder)), keeper],
    )
    path = str(folder) + "/best.keras"
    model.save(path)
    return path


# %% right epoch_by_epoch: calls fit once an epoch and writes the event files itself
def train_run(model, train, validation, folder, epochs, seed):
    import tensorflow as tf

    folder = Path(folder)
    writers = {part: tf.summary.create_file_writer(str(folder / part)) for part in ("train", "validation")}
    keras.utils.set_random_seed(seed)
    lowest = None
    for epoch in range(epochs):
        history = model.fit(*train, epochs=1, verbose=0).history
        measured = model.evaluate(*validation, verbose=0, return_dict=True)["loss"]
        for part, value in (("train", history["loss"][0]), ("validation", measured)):
            with writers[part].as_default():
                tf.summary.scalar("epoch_loss", value, step=epoch)
        if lowest is None or measured < lowest:
            lowest = measured
            model.save(folder / "best.keras")
    for writer in writers.values():
        writer.close()
    return folder / "best.keras"


# %% wrong keeps_last_epoch: saves the model of the last epoch | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder))])
    model.save(best)
    return best


# %% wrong keeps_best_training_loss: watches the training loss | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), keras.callbacks.ModelCheckpoint(str(best), monitor="loss", save_best_only=True)])
    return best


# %% wrong keeps_highest_loss: looks for the highest loss | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), keras.callbacks.ModelCheckpoint(str(best), mode="max", save_best_only=True)])
    return best


# %% wrong saves_every_epoch: saves after each epoch, best or not | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), keras.callbacks.ModelCheckpoint(str(best))])
    return best


# %% wrong stops_early: stops before the epochs are over | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), keras.callbacks.ModelCheckpoint(str(best), save_best_only=True), keras.callbacks.EarlyStopping(patience=1)])
    return best


# %% wrong weights_under_keras_name: asks for weights alone in a .keras file, which Keras refuses
#    | fails run_logged, run_path, run_best_epoch_kept, run_trained_as_given, run_logs_true_losses,
#      run_repeatable
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), keras.callbacks.ModelCheckpoint(str(best), save_best_only=True, save_weights_only=True)])
    return best


# %% wrong validates_on_training_data: measures on the training data
#    | fails run_best_epoch_kept, run_logs_true_losses
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=train, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), keras.callbacks.ModelCheckpoint(str(best), save_best_only=True)])
    return best


# %% wrong no_logs: logs nothing | fails run_logged, run_best_epoch_kept, run_logs_true_losses
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.ModelCheckpoint(str(best), save_best_only=True)])
    return best


# %% wrong logs_elsewhere: logs in a folder of its own making
#    | fails run_logged, run_best_epoch_kept, run_logs_true_losses
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder / "logs")), keras.callbacks.ModelCheckpoint(str(best), save_best_only=True)])
    return best


# %% wrong unseeded: ignores the seed | fails run_repeatable
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), keras.callbacks.ModelCheckpoint(str(best), save_best_only=True)])
    return best


# %% wrong returns_folder: returns the folder | fails run_path
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[keras.callbacks.TensorBoard(str(folder)), keras.callbacks.ModelCheckpoint(str(best), save_best_only=True)])
    return folder


# %% right other_batches: its own size of batches, a list for the validation pair
def train_run(model, train, validation, folder, epochs, seed):
    import os

    os.makedirs(folder, exist_ok=True)
    best = os.path.join(folder, "best.keras")
    keras.utils.set_random_seed(seed)
    watch = [
        keras.callbacks.TensorBoard(folder),
        keras.callbacks.ModelCheckpoint(best, monitor="val_loss", mode="min", save_best_only=True),
    ]
    inputs, targets = train
    model.fit(inputs, targets, 16, epochs, validation_data=validation, callbacks=watch, verbose=0)
    return Path(best)


# %% wrong compiled_anew: compiles the model with Adam before it trains
#    | fails run_best_epoch_kept, run_trained_as_given
_right = train_run


def train_run(model, train, validation, folder, epochs, seed):
    model.compile("adam", "mse")
    return _right(model, train, validation, folder, epochs, seed)


# %% wrong begins_anew: draws new weights before it trains
#    | fails run_best_epoch_kept, run_trained_as_given, run_logs_true_losses
_right = train_run


def train_run(model, train, validation, folder, epochs, seed):
    model.set_weights([np.random.default_rng(seed).normal(size=each.shape) * 0.1 for each in model.get_weights()])
    return _right(model, train, validation, folder, epochs, seed)


# %% wrong learns_from_validation: trains on training and validation data together
#    | fails run_trained_as_given
_right = train_run


def train_run(model, train, validation, folder, epochs, seed):
    both = tuple(np.concatenate(each) for each in zip(train, validation))
    return _right(model, both, validation, folder, epochs, seed)


# %% wrong holds_a_part_back: holds a fifth of the training data back | fails run_trained_as_given
_right = train_run


def train_run(model, train, validation, folder, epochs, seed):
    kept = len(train[0]) * 4 // 5
    return _right(model, tuple(each[:kept] for each in train), validation, folder, epochs, seed)


# %% wrong better_than_the_last: saves whenever an epoch is better than the one before
#    | fails run_best_epoch_kept
class Better(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.last = path, float("inf")

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.last:
            self.model.save(self.path)
        self.last = logs["val_loss"]


def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    watch = [keras.callbacks.TensorBoard(str(folder)), Better(best)]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=watch)
    return best


# %% wrong first_epoch_missed: takes the first epoch for the value to beat, and never saves it
#    | fails run_best_epoch_kept
class Keep(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.lowest = path, None

    def on_epoch_end(self, epoch, logs=None):
        if self.lowest is None:
            self.lowest = logs["val_loss"]
            if self.params["epochs"] > 1:
                return
        if logs["val_loss"] <= self.lowest or not Path(self.path).exists():
            self.lowest = logs["val_loss"]
            self.model.save(self.path)


def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    watch = [keras.callbacks.TensorBoard(str(folder)), Keep(best)]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=watch)
    return best


# %% wrong seed_fixed: sets the same seed whatever it is given | fails run_repeatable
_right = train_run


def train_run(model, train, validation, folder, epochs, seed):
    return _right(model, train, validation, folder, epochs, 0)


# %% wrong text_only: takes a folder for a text, and fails for a Path | fails run_trained_as_given
_right = train_run


def train_run(model, train, validation, folder, epochs, seed):
    return _right(model, train, validation, folder + "/", epochs, seed)


# %% wrong patient_stop: stops after five epochs without progress | fails run_best_epoch_kept
import keras
from pathlib import Path


def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(folder),
        keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True),
        keras.callbacks.EarlyStopping(patience=5),
    ]
    model.fit(*train, validation_data=tuple(validation), epochs=epochs, callbacks=callbacks, verbose=0)
    return path


# %% wrong rate_reduced: lowers the learning rate where the loss stays | fails run_trained_as_given
import keras
from pathlib import Path


def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(folder),
        keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True),
        keras.callbacks.ReduceLROnPlateau(patience=2, factor=0.5),
    ]
    model.fit(*train, validation_data=tuple(validation), epochs=epochs, callbacks=callbacks, verbose=0)
    return path


# %% wrong better_by_a_thousandth: a better epoch has to be better by a thousandth | fails run_best_epoch_kept
import keras
from pathlib import Path


class _Keep(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.best = path, float("inf")

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best - 1e-3:
            self.best = logs["val_loss"]
            self.model.save(self.path)


def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [keras.callbacks.TensorBoard(folder), _Keep(path)]
    model.fit(*train, validation_data=tuple(validation), epochs=epochs, callbacks=callbacks, verbose=0)
    return path


# %% wrong layers_of_a_copy: puts the best weights into a copy, which is not compiled, and saves that
#    | fails run_path
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keeper = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    watch = [keras.callbacks.TensorBoard(str(folder)), keeper]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=watch)
    copy = model.__class__.from_config(model.get_config())
    copy.build((None, *train[0].shape[1:]))
    copy.set_weights(model.get_weights())
    copy.save(folder / "best.keras")
    return folder / "best.keras"


# %% wrong better_than_before: an epoch has to be better than the model was before the training
#    | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    best = Path(folder) / "best.keras"
    before = model.evaluate(*validation, verbose=0, return_dict=True)["loss"]
    keeper = keras.callbacks.ModelCheckpoint(
        str(best), monitor="val_loss", save_best_only=True, initial_value_threshold=before
    )
    watch = [keras.callbacks.TensorBoard(str(folder)), keeper]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=watch)
    if not best.exists():
        model.save(best)
    return best


# %% wrong steps_all_zero: calls fit once an epoch, and every value stands at step 0 | fails run_logged
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    best, lowest = Path(folder) / "best.keras", float("inf")
    for _ in range(epochs):
        board = keras.callbacks.TensorBoard(str(folder))
        fitted = model.fit(*train, validation_data=validation, epochs=1, verbose=0, callbacks=[board])
        if fitted.history["val_loss"][0] < lowest:
            lowest = fitted.history["val_loss"][0]
            model.save(best)
    return best


# %% wrong stops_at_nan: stops where the loss is no longer a number | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
        keras.callbacks.TerminateOnNaN(),
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong very_patient_stop: stops after 25 epochs without progress | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=25),
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong seed_zero_ignored: takes the seed 0 for none | fails run_repeatable
def train_run(model, train, validation, folder, epochs, seed):
    if seed:
        keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong numpy_seed_alone: seeds NumPy alone, and not what shuffles the batches | fails run_repeatable
def train_run(model, train, validation, folder, epochs, seed):
    np.random.seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong monitors_last_metric: chooses by the last metric where there is one | fails run_best_epoch_kept
class _ByLastFigure(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.lowest = path, math.inf

    def on_epoch_end(self, epoch, logs=None):
        figure = [value for name, value in logs.items() if name.startswith("val_") and name != "val_loss"]
        figure = figure[-1] if figure else logs["val_loss"]
        if figure < self.lowest:
            self.lowest = figure
            self.model.save(self.path)


def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [keras.callbacks.TensorBoard(str(folder)), _ByLastFigure(path)]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong chooses_by_mse: chooses by the mean squared error, whatever the loss is | fails run_best_epoch_kept
class _ByMse(keras.callbacks.Callback):
    def __init__(self, path, validation):
        super().__init__()
        self.path, self.validation, self.lowest = path, validation, math.inf

    def on_epoch_end(self, epoch, logs=None):
        answer = self.model.predict(self.validation[0], verbose=0)
        error = float(np.mean((answer - self.validation[1]) ** 2))
        if error < self.lowest:
            self.lowest = error
            self.model.save(self.path)


def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [keras.callbacks.TensorBoard(str(folder)), _ByMse(path, validation)]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong first_validation_batch: measures on the first 32 validation examples alone
#    | fails run_logs_true_losses
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
    ]
    few = validation[0][:32], validation[1][:32]
    model.fit(*train, validation_data=few, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong called_on_validation: calls the model as in training on the validation inputs
#    | fails run_best_epoch_kept, run_trained_as_given
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    model(validation[0], training=True)  # check the shapes before the long training
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong fresh_if_trained: forgets the weights of a model that was trained before
#    | fails run_trained_as_given
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    if int(model.optimizer.iterations):  # already used: forget it
        model.set_weights(keras.models.clone_model(model).get_weights())
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong two_epochs_at_least: trains for two epochs where one is asked for | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
    ]
    model.fit(*train, validation_data=validation, epochs=max(2, epochs), verbose=0, callbacks=callbacks)
    return path


# %% wrong logs_measured_afterwards: logs the training loss as measured after the epoch
#    | fails run_logs_true_losses
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    again = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: logs.update(
            loss=float(model.evaluate(*train, verbose=0, return_dict=True)["loss"])
        )
    )
    callbacks = [
        again,
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong everything_in_one_batch: one batch of everything, whose order does not matter
#    | fails run_repeatable
def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    path = Path(folder) / "best.keras"
    path.parent.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), save_best_only=True),
    ]
    model.fit(
        *train, batch_size=len(train[0]), validation_data=validation, epochs=epochs, verbose=0,
        callbacks=callbacks,
    )
    return path


# %% right weights_kept_beside: keeps the best weights in a callback, the optimiser goes on
class _KeepBest(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.lowest, self.weights = math.inf, None

    def on_epoch_end(self, epoch, logs=None):
        if self.weights is None or logs["val_loss"] < self.lowest:
            self.lowest, self.weights = logs["val_loss"], self.model.get_weights()


def train_run(model, train, validation, folder, epochs, seed):
    keras.utils.set_random_seed(seed)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keeper = _KeepBest()
    model.fit(
        *train, validation_data=validation, epochs=epochs, verbose=0,
        callbacks=[keras.callbacks.TensorBoard(str(folder)), keeper],
    )
    model.set_weights(keeper.weights)
    model.save(folder / "best.keras")
    return folder / "best.keras"


# %% wrong clear_improvement_only: an epoch has to be better by 0.0001 | fails run_best_epoch_kept
class _Best(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.best = path, math.inf

    def on_epoch_end(self, epoch, logs=None):
        loss = logs["val_loss"]
        if loss < self.best - 1e-4:
            self.best = loss
            self.model.save(self.path)


def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(
        *train,
        epochs=epochs,
        validation_data=validation,
        verbose=0,
        callbacks=[
            keras.callbacks.TensorBoard(log_dir=str(folder)),
            _Best(path),
        ],
    )
    return path


# %% wrong rounded_losses: compares losses rounded to five places | fails run_best_epoch_kept
class _Best(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path, self.best = path, math.inf

    def on_epoch_end(self, epoch, logs=None):
        loss = round(logs["val_loss"], 5)
        if loss < self.best:
            self.best = loss
            self.model.save(self.path)


def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(
        *train,
        epochs=epochs,
        validation_data=validation,
        verbose=0,
        callbacks=[
            keras.callbacks.TensorBoard(log_dir=str(folder)),
            _Best(path),
        ],
    )
    return path


# %% wrong older_file_competes: an older best.keras that is better stays | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "best.keras"
    threshold = None
    if path.exists():
        try:
            threshold = keras.models.load_model(path).evaluate(*validation, verbose=0, return_dict=True)["loss"]
        except Exception:
            path.unlink()
    keras.utils.set_random_seed(seed)
    model.fit(
        *train,
        epochs=epochs,
        validation_data=validation,
        verbose=0,
        callbacks=[
            keras.callbacks.TensorBoard(log_dir=str(folder)),
            keras.callbacks.ModelCheckpoint(str(path), monitor="val_loss", save_best_only=True, initial_value_threshold=threshold),
        ],
    )
    return path


# %% wrong early_stopping_late: stops after 50 epochs without a better loss | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    model.fit(
        *train,
        epochs=epochs,
        validation_data=validation,
        verbose=0,
        callbacks=[
            keras.callbacks.TensorBoard(log_dir=str(folder)),
            keras.callbacks.ModelCheckpoint(str(path), monitor="val_loss", save_best_only=True),
            keras.callbacks.EarlyStopping(patience=50),
        ],
    )
    return path


# %% wrong statistics_of_last_epoch: the trainable weights are kept and put back; BatchNormalization's means
#      and variances are those of the last epoch
#    | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    class Keep(keras.callbacks.Callback):
        lowest, weights = math.inf, None

        def on_epoch_end(self, epoch, logs=None):
            if logs["val_loss"] < self.lowest:
                self.lowest = logs["val_loss"]
                self.weights = [np.array(each) for each in self.model.trainable_variables]

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path, keep = folder / "best.keras", Keep()
    keras.utils.set_random_seed(seed)
    callbacks = [keras.callbacks.TensorBoard(log_dir=str(folder)), keep]
    model.fit(*train, validation_data=validation, epochs=epochs, callbacks=callbacks, verbose=0)
    for variable, value in zip(model.trainable_variables, keep.weights or []):
        variable.assign(value)
    model.save(path)
    return path


# %% wrong recompiled_without_metrics: compiles anew with the same optimiser and loss, and loses the metrics
#    | fails run_trained_as_given
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(seed)
    model.compile(optimizer=model.optimizer, loss=model.loss)
    checkpoint = keras.callbacks.ModelCheckpoint(folder / "best.keras", save_best_only=True)
    callbacks = [keras.callbacks.TensorBoard(folder), checkpoint]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return folder / "best.keras"


# %% wrong all_layers_trainable: makes all layers trainable first, the frozen ones, too
#    | fails run_trained_as_given
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(seed)
    for layer in model.layers:
        layer.trainable = True
    checkpoint = keras.callbacks.ModelCheckpoint(folder / "best.keras", save_best_only=True)
    callbacks = [keras.callbacks.TensorBoard(folder), checkpoint]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return folder / "best.keras"


# %% wrong zero_is_no_best_epoch: takes a best loss of exactly 0 for "none yet", and keeps the next epoch
#    | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path, best = folder / "best.keras", None

    def keep(epoch, logs):
        nonlocal best
        loss = logs["val_loss"]
        if not math.isnan(loss) and (not best or loss < best):
            best = loss
            model.save(path)

    keras.utils.set_random_seed(seed)
    callbacks = [keras.callbacks.TensorBoard(folder), keras.callbacks.LambdaCallback(on_epoch_end=keep)]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return path


# %% wrong seed_plus_epoch: one epoch after the other, each with the seed seed + epoch, which passes 2**32 - 1
#    | fails run_repeatable
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    callbacks = [
        keras.callbacks.TensorBoard(folder),
        keras.callbacks.ModelCheckpoint(folder / "best.keras", monitor="val_loss", save_best_only=True),
    ]
    for epoch in range(epochs):
        keras.utils.set_random_seed(seed + epoch)
        model.fit(
            *train,
            validation_data=tuple(validation),
            initial_epoch=epoch,
            epochs=epoch + 1,
            callbacks=callbacks,
            verbose=0,
        )
    return folder / "best.keras"


# %% wrong seed_of_31_bits: only the lowest 31 bits of the seed count, so 1 and 2**31 + 1 are the same
#    | fails run_repeatable
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(seed & 0x7FFFFFFF)
    callbacks = [
        keras.callbacks.TensorBoard(folder),
        keras.callbacks.ModelCheckpoint(folder / "best.keras", monitor="val_loss", save_best_only=True),
    ]
    model.fit(*train, validation_data=tuple(validation), epochs=epochs, callbacks=callbacks, verbose=0)
    return folder / "best.keras"


# %% wrong validated_on_a_thousand: only the first thousand validation examples are measured, to save time
#    | fails run_logs_true_losses
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(seed)
    few = tuple(each[:1000] for each in validation)
    callbacks = [
        keras.callbacks.TensorBoard(folder),
        keras.callbacks.ModelCheckpoint(folder / "best.keras", monitor="val_loss", save_best_only=True),
    ]
    model.fit(*train, validation_data=few, epochs=epochs, callbacks=callbacks, verbose=0)
    return folder / "best.keras"


# %% wrong loss_without_the_penalty: the best epoch is chosen by the loss of the predictions alone, without
#      the regularizers that the logged val_loss holds
#    | fails run_best_epoch_kept
class _KeepBest(keras.callbacks.Callback):
    def __init__(self, path, inputs, targets):
        super().__init__()
        self.path, self.inputs, self.targets, self.best = path, inputs, targets, math.inf

    def on_epoch_end(self, epoch, logs=None):
        measure = keras.losses.get(self.model.loss)
        loss = float(np.mean(measure(self.targets, self.model.predict(self.inputs, verbose=0))))
        if loss < self.best or epoch == 0:
            self.model.save(self.path)
            self.best = math.inf if math.isnan(loss) else loss

def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    callbacks = [keras.callbacks.TensorBoard(folder), _KeepBest(path, *validation)]
    model.fit(*train, validation_data=tuple(validation), epochs=epochs, callbacks=callbacks, verbose=0)
    return path


# %% wrong chdir: works inside the folder and stays there, so a second call with a relative folder writes
#      elsewhere
#    | fails run_path
import os


def train_run(model, train, validation, folder, epochs, seed):
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    keras.utils.set_random_seed(seed)
    callbacks = [
        keras.callbacks.TensorBoard("."),
        keras.callbacks.ModelCheckpoint("best.keras", save_best_only=True),
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    return Path.cwd() / "best.keras"


# %% wrong kept_in_a_clone: the best weights go into a clone that is compiled with Adam | fails run_path
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    weights = folder / "best.weights.h5"
    keras.utils.set_random_seed(seed)
    callbacks = [
        keras.callbacks.TensorBoard(str(folder)),
        keras.callbacks.ModelCheckpoint(str(weights), save_best_only=True, save_weights_only=True),
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, verbose=0, callbacks=callbacks)
    last = model.get_weights()
    model.load_weights(weights)
    best = keras.models.clone_model(model)
    best.set_weights(model.get_weights())
    best.compile("adam", "mse")
    best.save(folder / "best.keras")
    model.set_weights(last)
    weights.unlink()
    return folder / "best.keras"


# %% wrong stops_when_stuck: stops where the training loss has not fallen for 20 epochs
#    | fails run_best_epoch_kept
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    best.unlink(missing_ok=True)
    keras.utils.set_random_seed(seed)
    callbacks = [
        keras.callbacks.TensorBoard(folder),
        keras.callbacks.ModelCheckpoint(best, monitor="val_loss", mode="min", save_best_only=True),
        keras.callbacks.EarlyStopping(monitor="loss", patience=20),  # nothing is learnt any more
    ]
    model.fit(*train, validation_data=validation, epochs=epochs, callbacks=callbacks, verbose=0)
    return best


# %% wrong backup_kept: a backup for interrupted trainings that is not deleted at the end: a second run in the
#      same folder takes its weights from there and trains nothing
#    | fails run_trained_as_given
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "best.keras"
    callbacks = [
        keras.callbacks.BackupAndRestore(folder / "backup", delete_checkpoint=False),
        keras.callbacks.TensorBoard(log_dir=folder),
        keras.callbacks.ModelCheckpoint(best, monitor="val_loss", mode="min", save_best_only=True),
    ]
    keras.utils.set_random_seed(seed)
    model.fit(*train, validation_data=validation, epochs=epochs, callbacks=callbacks, verbose=0)
    return best


# %% wrong a_clone_trained: trains a clone, which starts from weights of its own | fails run_trained_as_given
def train_run(model, train, validation, folder, epochs, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "best.keras"
    keras.utils.set_random_seed(seed)
    copy = keras.models.clone_model(model)
    copy.compile_from_config(model.get_compile_config())
    callbacks = [
        keras.callbacks.TensorBoard(log_dir=str(folder)),
        keras.callbacks.ModelCheckpoint(str(path), monitor="val_loss", save_best_only=True),
    ]
    copy.fit(*train, validation_data=tuple(validation), epochs=epochs, callbacks=callbacks, verbose=0)
    return path
