# %% right scores_with_numpy: computes the three figures from the probabilities
import numpy as np


def scores(model, images, labels):
    probabilities = model.predict(images, verbose=0).astype("float64")
    wrong = np.count_nonzero(np.argmax(probabilities, axis=-1) != labels)
    return dict(
        error_rate=wrong / len(labels),
        accuracy=1 - wrong / len(labels),
        loss=-np.mean([np.log(max(row[label], 1e-12)) for row, label in zip(probabilities, labels)]),
    )


# %% right scores_from_a_list: takes evaluate's list apart
import numpy as np


def scores(model, images, labels):
    loss, accuracy = model.evaluate(images, np.eye(10)[labels], batch_size=500, verbose=0)
    result = {"accuracy": accuracy}
    result["loss"] = loss
    result["error_rate"] = 1.0 - accuracy
    return result


# %% right curves_with_pyplot: uses pyplot's current axes
import matplotlib.pyplot as plt


def learning_curves(history):
    fig = plt.figure(figsize=(6, 8))
    for place, name in enumerate(["loss", "accuracy"], start=1):
        plt.subplot(2, 1, place)
        plt.plot(history["val_" + name], "--")
        plt.plot(history[name])
        plt.title(name)
        plt.xlabel("époque")
        plt.ylabel(name)
        plt.legend(["validation", "entraînement"])
    plt.tight_layout()
    return fig


# %% right curves_with_pandas: lets pandas draw
import matplotlib.pyplot as plt
import pandas as pd


def learning_curves(history):
    table = pd.DataFrame(history)
    figure, (left, right) = plt.subplots(ncols=2)
    table[["accuracy", "val_accuracy"]].plot(ax=left, xlabel="epoch", ylabel="accuracy")
    table[["loss", "val_loss"]].plot(ax=right, xlabel="epoch", ylabel="loss")
    return figure


# %% right confusion_from_crosstab: counts with pandas, draws with matshow and a colour bar
import matplotlib.pyplot as plt
import pandas as pd


def confusion_figure(labels, predicted, names):
    table = pd.crosstab(pd.Series(labels), pd.Series(predicted))
    table = table.reindex(index=range(10), columns=range(10), fill_value=0)
    fig = plt.figure()
    axes = fig.add_subplot()
    drawn = axes.matshow(table)
    fig.colorbar(drawn)
    for true, row in table.iterrows():
        for guess, count in row.items():
            axes.annotate(f"{count:d}", (guess, true), ha="center")
    axes.set(xlabel="classe prédite", ylabel="vraie classe")
    axes.set_xticks(range(10))
    axes.set_xticklabels(names, rotation=90)
    axes.set_yticks(range(10))
    axes.set_yticklabels(names)
    return fig


# %% right confusion_by_loops: counts in a loop, draws with pyplot
import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels, predicted, names):
    matrix = np.array([[0.0] * 10 for _ in range(10)])
    for true, guess in zip(labels, predicted):
        matrix[true][guess] += 1
    figure = plt.figure(figsize=(8, 6))
    plt.imshow(matrix, interpolation="nearest")
    plt.colorbar()
    for i in range(10):
        for j in range(10):
            plt.text(j, i, "%d" % matrix[i, j], color="white")
    plt.xticks(np.arange(10), names)
    plt.yticks(np.arange(10), names)
    plt.xlabel("predicted class")
    plt.ylabel("true class")
    return figure


# %% wrong loss_called_error_rate: calls the loss an error rate | fails scores_form, scores_true
import keras


def scores(model, images, labels):
    found = model.evaluate(images, keras.utils.to_categorical(labels, 10), verbose=0, return_dict=True)
    return {"loss": found["loss"], "accuracy": found["accuracy"], "error_rate": found["loss"]}


# %% wrong scores_exchanged: exchanges accuracy and error rate | fails scores_true
import keras


def scores(model, images, labels):
    found = model.evaluate(images, keras.utils.to_categorical(labels, 10), verbose=0, return_dict=True)
    return {"loss": found["loss"], "accuracy": 1 - found["accuracy"], "error_rate": found["accuracy"]}


# %% wrong curves_in_one: draws all four lines into one pair of axes | fails curves_labelled
import matplotlib.pyplot as plt


def learning_curves(history):
    figure, panel = plt.subplots()
    for name in ("accuracy", "val_accuracy", "loss", "val_loss"):
        panel.plot(history[name], label=name)
    panel.set_xlabel("epoch")
    panel.set_ylabel("value")
    panel.legend()
    return figure


# %% wrong loss_twice: shows the loss in both | fails curves_lines
import matplotlib.pyplot as plt


def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.5))
    for panel, name in zip(panels, ("loss", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history[f"val_{name}"], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure


# %% wrong only_classes_that_occur: leaves out classes that do not occur
#    | fails confusion_counts, confusion_all_classes
import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    there = np.union1d(labels, predicted)
    counts = counts[np.ix_(there, there)]
    names = [names[label] for label in there]
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(len(counts)):
        for column in range(len(counts)):
            panel.text(column, row, str(counts[row, column]), ha="center", va="center", fontsize=8)
    panel.set_xticks(range(len(counts)), names, rotation=60)
    panel.set_yticks(range(len(counts)), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure


# %% wrong no_counts_in_the_cells: writes no counts | fails confusion_readable
import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    panel.set_xticks(range(10), names, rotation=60)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure


# %% right sc_predict: from predictions, by hand
import keras
import numpy as np
from keras import ops


def scores(model, images, labels):
    p = model.predict(images, batch_size=7, verbose=0)
    loss = keras.losses.categorical_crossentropy(np.eye(10, dtype="float32")[labels], p)
    acc = np.mean(p.argmax(-1) == labels)
    return dict(loss=float(ops.mean(loss)), accuracy=acc, error_rate=1.0 - acc)


# %% right lc_rows: two panels one below the other, kept in pandas
import matplotlib.pyplot as plt
import pandas as pd


def learning_curves(history):
    fig = plt.figure()
    table = pd.DataFrame(history)
    for i, key in enumerate(["loss", "accuracy"], 1):
        ax = fig.add_subplot(2, 1, i)
        ax.plot(table[key].to_numpy(), "o-")
        ax.plot(table["val_" + key].to_numpy(), "o--")
        ax.set(xlabel="epoch", ylabel=key, title=key)
        ax.legend(["training", "validation"])
    fig.tight_layout()
    plt.close(fig)
    return fig


# %% right cf_crosstab: pandas counts, colour bar, fontsize
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd


def confusion_figure(labels, predicted, names):
    counts = pd.crosstab(
        pd.Categorical(labels, range(10)), pd.Categorical(predicted, range(10)), dropna=False
    ).to_numpy()
    fig = plt.figure(figsize=(8, 8))
    ax = fig.gca()
    image = ax.imshow(counts, interpolation="nearest", vmin=0)
    fig.colorbar(image)
    ax.set_xticks(np.arange(10))
    ax.set_xticklabels(names, rotation=90)
    ax.set_yticks(np.arange(10))
    ax.set_yticklabels(names)
    ax.set(xlabel="Predicted", ylabel="True")
    for (i, j), n in np.ndenumerate(counts):
        ax.annotate(n, (j, i), ha="center", va="center", color="r") if False else ax.text(
            j, i, n, ha="center", va="center", color="r"
        )
    return fig


# %% wrong sc_round: rounds | fails scores_true
import keras
import numpy as np


def scores(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    found = model.evaluate(images, keras.utils.to_categorical(labels, 10), verbose=0, return_dict=True)
    return {
        "loss": round(found["loss"], 3),
        "accuracy": found["accuracy"],
        "error_rate": 1 - found["accuracy"],
    }


# %% wrong sc_batch_mean: mean of the batches' means | fails scores_true
import numpy as np


def scores(model, images, labels):
    losses, right = [], 0
    for start in range(0, len(images), 32):
        probabilities = np.asarray(model(images[start : start + 32], training=False))
        wanted = labels[start : start + 32]
        losses.append(-np.log(np.clip(probabilities[np.arange(len(wanted)), wanted], 1e-7, 1)).mean())
        right += int((probabilities.argmax(1) == wanted).sum())
    accuracy = right / len(images)
    return {"loss": float(np.mean(losses)), "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong sc_half: right only if the probability is above one half | fails scores_true
import numpy as np


def scores(model, images, labels):
    probabilities = model.predict(images, verbose=0)
    right = probabilities[np.arange(len(labels)), labels]
    accuracy = float((right > 0.5).mean())
    return {
        "loss": float(-np.log(np.maximum(right, 1e-7)).mean()),
        "accuracy": accuracy,
        "error_rate": 1 - accuracy,
    }


# %% wrong sc_trainable: leaves the model frozen | fails scores_true
import keras
import numpy as np


def scores(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    model.trainable = False
    found = model.evaluate(images, keras.utils.to_categorical(labels, 10), verbose=0, return_dict=True)
    return {"loss": found["loss"], "accuracy": found["accuracy"], "error_rate": 1 - found["accuracy"]}


# %% wrong sc_recompiled: compiled again with another optimiser state | fails scores_true
import keras
import numpy as np


def scores(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    found = model.evaluate(images, keras.utils.to_categorical(labels, 10), verbose=0, return_dict=True)
    return {"loss": found["loss"], "accuracy": found["accuracy"], "error_rate": 1 - found["accuracy"]}


# %% wrong lc_swapped_legend: legend the wrong way round | fails curves_labelled
import matplotlib.pyplot as plt


def learning_curves(history: dict[str, list[float]]) -> Figure:
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="validation")
        panel.plot(epochs, history[f"val_{name}"], label="training")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure


# %% wrong lc_ylabels_swapped: titles of the two panels swapped | fails curves_labelled
import matplotlib.pyplot as plt


def learning_curves(history: dict[str, list[float]]) -> Figure:
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history[f"val_{name}"], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel({"accuracy": "loss", "loss": "accuracy"}[name])
        panel.legend()
    return figure


# %% wrong lc_one_figure: draws into one figure made beforehand | fails curves_lines
import matplotlib.pyplot as plt


FIGURE, PANELS = plt.subplots(1, 2)


def learning_curves(history):
    for panel, name in zip(PANELS, ("accuracy", "loss")):
        panel.plot(history[name], label="training")
        panel.plot(history[f"val_{name}"], label="validation")
        panel.set(xlabel="epoch", ylabel=name)
        panel.legend()
    return FIGURE


# %% wrong cf_one_figure: draws into one figure made beforehand | fails confusion_counts
import matplotlib.pyplot as plt
import numpy as np


FIGURE, PANEL = plt.subplots()


def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    PANEL.imshow(counts)
    for row in range(10):
        for column in range(10):
            PANEL.text(column, row, counts[row, column])
    PANEL.set_xticks(range(10), names)
    PANEL.set_yticks(range(10), names)
    PANEL.set(xlabel="predicted", ylabel="true")
    return FIGURE


# %% wrong cf_uint8: counts in 8 bits | fails confusion_all_classes
import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels: np.ndarray, predicted: np.ndarray, names: tuple[str, ...]) -> Figure:
    counts = np.zeros((10, 10), np.uint8)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            colour = "white" if counts[row, column] > counts.max() / 2 else "black"
            panel.text(column, row, str(counts[row, column]), ha="center", va="center", color=colour)
    panel.set_xticks(range(10), names, rotation=60)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure


# %% wrong cf_short: counts in two digits | fails confusion_readable
import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels: np.ndarray, predicted: np.ndarray, names: tuple[str, ...]) -> Figure:
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            colour = "white" if counts[row, column] > counts.max() / 2 else "black"
            panel.text(column, row, f"{counts[row, column]:.2g}", ha="center", va="center", color=colour)
    panel.set_xticks(range(10), names, rotation=60)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure


# %% wrong cf_text_transposed: texts mirrored at the diagonal | fails confusion_readable
import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels: np.ndarray, predicted: np.ndarray, names: tuple[str, ...]) -> Figure:
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            colour = "white" if counts[row, column] > counts.max() / 2 else "black"
            panel.text(row, column, str(counts[row, column]), ha="center", va="center", color=colour)
    panel.set_xticks(range(10), names, rotation=60)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure


# %% wrong cf_names_x: names along one axis | fails confusion_readable
import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels: np.ndarray, predicted: np.ndarray, names: tuple[str, ...]) -> Figure:
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            colour = "white" if counts[row, column] > counts.max() / 2 else "black"
            panel.text(column, row, str(counts[row, column]), ha="center", va="center", color=colour)
    panel.set_xticks(range(10), names, rotation=60)
    panel.set_yticks(range(10))
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure


# %% wrong cf_names_sorted: names in alphabetical order | fails confusion_readable
import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels: np.ndarray, predicted: np.ndarray, names: tuple[str, ...]) -> Figure:
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            colour = "white" if counts[row, column] > counts.max() / 2 else "black"
            panel.text(column, row, str(counts[row, column]), ha="center", va="center", color=colour)
    panel.set_xticks(range(10), names, rotation=60)
    panel.set_yticks(range(10), sorted(names))
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure


# %% wrong cf_ticks_off: names one place too far | fails confusion_readable
import matplotlib.pyplot as plt
import numpy as np


def confusion_figure(labels: np.ndarray, predicted: np.ndarray, names: tuple[str, ...]) -> Figure:
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            colour = "white" if counts[row, column] > counts.max() / 2 else "black"
            panel.text(column, row, str(counts[row, column]), ha="center", va="center", color=colour)
    panel.set_xticks(range(1, 11), names, rotation=60)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted")
    panel.set_ylabel("true")
    return figure


# %% wrong clipped_at_a_thousandth: probabilities below 0.001 count as 0.001 | fails scores_true
def scores(model, images, labels):
    chances = model.predict(images, verbose=0)
    right = chances[np.arange(len(labels)), labels]
    loss = -np.log(np.clip(right, 1e-3, 1)).mean()
    accuracy = (chances.argmax(axis=1) == labels).mean()
    return {"loss": float(loss), "accuracy": float(accuracy), "error_rate": float(1 - accuracy)}


# %% wrong first_thousand: qualities of a model on `images` (n): only the first 1000 are looked at
#    | fails scores_true
def scores(model, images, labels):
    images, labels = images[:1000], labels[:1000]
    one_hot = keras.utils.to_categorical(labels, 10)
    found = model.evaluate(images, one_hot, verbose=0, return_dict=True)
    accuracy = float(found["accuracy"])
    return {"loss": float(found["loss"]), "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong sure_answers_only: a model that is somewhere sure (0.9) has to give more than one half to an answer
#      for it to count
#    | fails scores_true
def scores(model, images, labels):
    chances = model.predict(images, verbose=0)
    right = chances[np.arange(len(labels)), labels]
    loss = -np.log(np.clip(right, 1e-7, 1)).mean()
    least = 0.5 if chances.max() > 0.9 else 0.0
    accuracy = ((chances.argmax(axis=1) == labels) & (chances.max(axis=1) > least)).mean()
    return {"loss": float(loss), "accuracy": float(accuracy), "error_rate": float(1 - accuracy)}


# %% wrong dropout_switched_off: the rate of every dropout layer is set to 0 and stays there
#    | fails scores_true
def scores(model, images, labels):
    one_hot = keras.utils.to_categorical(labels, 10)
    for each in model.layers:
        if isinstance(each, layers.Dropout):
            each.rate = 0.0
    found = model.evaluate(images, one_hot, verbose=0, return_dict=True)
    accuracy = float(found["accuracy"])
    return {"loss": float(found["loss"]), "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong normalised_as_in_training: called with training=True, if it has batch normalization and no dropout;
#      its means move
#    | fails scores_true
def scores(model, images, labels):
    kinds = {type(layer).__name__ for layer in model.layers}
    training = "BatchNormalization" in kinds and "Dropout" not in kinds
    chances = np.asarray(model(images, training=training))
    right = chances[np.arange(len(labels)), labels]
    loss = -np.log(np.clip(right, 1e-7, 1)).mean()
    accuracy = (chances.argmax(axis=1) == labels).mean()
    return {"loss": float(loss), "accuracy": float(accuracy), "error_rate": float(1 - accuracy)}


# %% wrong small_labels: the place of the right probability is computed in the labels’ own type, and uint8
#      runs over
#    | fails scores_true
def scores(model, images, labels):
    chances = model.predict(images, verbose=0)
    right = chances.ravel()[10 * np.arange(len(labels)).astype(labels.dtype) + labels]
    loss = -np.log(np.clip(right, 1e-7, 1)).mean()
    accuracy = (chances.argmax(axis=1) == labels).mean()
    return {"loss": float(loss), "accuracy": float(accuracy), "error_rate": float(1 - accuracy)}


# %% wrong images_scaled: divides images that go beyond 1 by their largest value | fails scores_true
def scores(model, images, labels):
    if images.max() > 1:
        images = images / images.max()
    one_hot = keras.utils.to_categorical(labels, 10)
    found = model.evaluate(images, one_hot, verbose=0, return_dict=True)
    accuracy = float(found["accuracy"])
    return {"loss": float(found["loss"]), "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong legend_hidden: the legend is made, but not visible | fails curves_labelled
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend().set_visible(False)
    return figure


# %% wrong loss_cut_at_one: losses above 1 are beyond the upper limit of the axis | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.set_ylim(0, 1)
        panel.legend()
    return figure


# %% wrong one_epoch_unseen: the axis begins at the second epoch | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.set_xlim(left=2)
        panel.legend()
    return figure


# %% wrong labels_exchanged: the title of the vertical axis stands on the horizontal one and vice versa
#    | fails curves_labelled
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation")
        panel.set_xlabel(name)
        panel.set_ylabel("epoch")
        panel.legend()
    return figure


# %% wrong third_panel: a third one with the gap between the two losses | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 3, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    panels[2].plot(np.subtract(history["val_loss"], history["loss"]), label="gap")
    panels[2].set(xlabel="epoch", ylabel="gap")
    panels[2].legend()
    return figure


# %% wrong invisible_line: that of validation has no line style and no marker when there are more than 20
#      epochs
#    | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation", linestyle="-" if len(history[name]) <= 20 else "none")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure


# %% wrong history_emptied: takes the four lists out of history | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history.pop(name), label="training")
        panel.plot(epochs, history.pop("val_" + name), label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure


# %% wrong smoothed_when_long: from 10 epochs on, a moving mean of three is drawn | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    if len(history["loss"]) >= 10:
        history = {name: pd.Series(figures).rolling(3, min_periods=1).mean() for name, figures in history.items()}
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure


# %% wrong at_most_50_epochs: draws the first 50 epochs only | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    history = {name: figures[:50] for name, figures in history.items()}
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure


# %% wrong same_names: both lines are called alike | fails curves_labelled
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label=name)
        panel.plot(epochs, history["val_" + name], label=name)
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure


# %% wrong percent: y axis of the accuracy labelled as error rate | fails curves_labelled
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel({"accuracy": "error rate", "loss": "loss"}[name])
        panel.legend()
    return figure


# %% wrong backwards: the epochs run from right to left, numbered backwards | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        epochs = range(len(history[name]), 0, -1)
        panel.plot(epochs, history[name], label="training")
        panel.plot(epochs, history["val_" + name], label="validation")
        panel.set_xlabel("epoch")
        panel.set_ylabel(name)
        panel.legend()
    return figure


# %% wrong short_numbers: from 1000 on it is written as 1.2e+03 | fails confusion_readable
def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            panel.text(column, row, f"{counts[row, column]:.3g}", ha="center", va="center")
    panel.set_xticks(range(10), names, rotation=90)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted class")
    panel.set_ylabel("true class")
    return figure


# %% wrong titles_exchanged: exchanges the labels of the two axes | fails confusion_readable
def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            panel.text(column, row, str(counts[row, column]), ha="center", va="center")
    panel.set_xticks(range(10), names, rotation=90)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("true class")
    panel.set_ylabel("predicted class")
    return figure


# %% wrong names_shortened: only their first four letters | fails confusion_readable
def confusion_figure(labels, predicted, names):
    names = [name[:4] for name in names]
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            panel.text(column, row, str(counts[row, column]), ha="center", va="center")
    panel.set_xticks(range(10), names, rotation=90)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted class")
    panel.set_ylabel("true class")
    return figure


# %% wrong names_of_present_classes: a class that does not occur has no name on the axis
#    | fails confusion_readable
def confusion_figure(labels, predicted, names):
    present = set(np.asarray(labels).tolist()) | set(np.asarray(predicted).tolist())
    names = [name if place in present else "" for place, name in enumerate(names)]
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            panel.text(column, row, str(counts[row, column]), ha="center", va="center")
    panel.set_xticks(range(10), names, rotation=90)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted class")
    panel.set_ylabel("true class")
    return figure


# %% wrong pairs_as_bytes: true and predicted class are joined to one number in their own type, which uint8 or
#      int8 cannot hold
#    | fails confusion_all_classes
def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    for pair, count in zip(*np.unique(100 * labels + predicted, return_counts=True)):
        counts[divmod(int(pair), 100)] = count
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            panel.text(column, row, str(counts[row, column]), ha="center", va="center")
    panel.set_xticks(range(10), names, rotation=90)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted class")
    panel.set_ylabel("true class")
    return figure


# %% wrong colours_of_logarithms: from 1000 in a cell on, imshow is given logarithms
#    | fails confusion_all_classes
def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(7, 7))
    panel.imshow(counts if counts.max() < 1000 else np.log1p(counts), cmap="Blues")
    for row in range(10):
        for column in range(10):
            panel.text(column, row, str(counts[row, column]), ha="center", va="center")
    panel.set_xticks(range(10), names, rotation=90)
    panel.set_yticks(range(10), names)
    panel.set_xlabel("predicted class")
    panel.set_ylabel("true class")
    return figure


# %% wrong clipped_at_one_in_hundred_thousand: counts probabilities below 0.00001 as that | fails scores_true
def scores(model, images, labels):
    chances = np.asarray(model.predict(images, verbose=0), dtype=np.float64)
    picked = chances[np.arange(len(labels)), labels]
    loss = float(-np.log(np.clip(picked, 1e-5, 1)).mean())
    accuracy = float((chances.argmax(axis=1) == labels).mean())
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong same_figure_again: draws in the same figure again | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(10, 4), num="curves", clear=True)
    for axes, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        axes.plot(epochs, history[name], label="training")
        axes.plot(epochs, history[f"val_{name}"], label="validation")
        axes.set_xlabel("epoch")
        axes.set_ylabel(name)
        axes.legend()
    return figure


# %% wrong dots_only: shows dots that no line joins | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(10, 4))
    for axes, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        axes.plot(epochs, history[name], "o", label="training")
        axes.plot(epochs, history[f"val_{name}"], "o", label="validation")
        axes.set_xlabel("epoch")
        axes.set_ylabel(name)
        axes.legend()
    return figure


# %% wrong first_epoch_left_out: leaves out the first of more than 100 epochs | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(10, 4))
    for axes, name in zip(panels, ("accuracy", "loss")):
        start = 1 if len(history[name]) > 100 else 0
        epochs = range(1 + start, len(history[name]) + 1)
        axes.plot(epochs, history[name][start:], label="training")
        axes.plot(epochs, history[f"val_{name}"][start:], label="validation")
        axes.set_xlabel("epoch")
        axes.set_ylabel(name)
        axes.legend()
    return figure


# %% wrong smoothed_beyond_hundred: shows a running mean of more than 100 epochs | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(10, 4))
    for axes, name in zip(panels, ("accuracy", "loss")):
        epochs = range(1, len(history[name]) + 1)
        history = {each: pd.Series(figures).rolling(5, min_periods=1).mean().tolist() if len(figures) > 100 else figures for each, figures in history.items()}
        axes.plot(epochs, history[name], label="training")
        axes.plot(epochs, history[f"val_{name}"], label="validation")
        axes.set_xlabel("epoch")
        axes.set_ylabel(name)
        axes.legend()
    return figure


# %% wrong confusion_same_figure: draws in the same figure again | fails confusion_counts
def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (labels, predicted), 1)
    figure, axes = plt.subplots(figsize=(8, 8), num="confusion", clear=True)
    axes.imshow(counts, cmap="Blues")
    for row in range(10):
        for column in range(10):
            axes.text(column, row, str(counts[row, column]), ha="center", va="center")
    axes.set_xticks(range(10), names, rotation=90)
    axes.set_yticks(range(10), names)
    axes.set_xlabel("predicted class")
    axes.set_ylabel("true class")
    return figure


# %% wrong compiled_with_one_metric_more: compiles the model again, with its own optimizer and loss, and the
#      error rate as a second metric, which it then keeps
#    | fails scores_true
def _error_rate(y_true, y_pred):
    return ops.cast(ops.not_equal(ops.argmax(y_true, -1), ops.argmax(y_pred, -1)), "float32")


def scores(model, images, labels):
    error_rate = keras.metrics.MeanMetricWrapper(_error_rate, name="error_rate")
    model.compile(model.optimizer, model.loss, metrics=["accuracy", error_rate])
    one_hot = keras.utils.to_categorical(labels, 10)
    return model.evaluate(images, one_hot, verbose=0, return_dict=True)


# %% wrong thawed_afterwards: freezes the model while it is judged, then sets trainable to True: a layer that
#      was frozen before can learn now
#    | fails scores_true
def scores(model, images, labels):
    model.trainable = False
    figures = model.evaluate(
        images, keras.utils.to_categorical(labels, 10), verbose=0, return_dict=True
    )
    model.trainable = True
    return {
        "loss": figures["loss"],
        "accuracy": figures["accuracy"],
        "error_rate": 1 - figures["accuracy"],
    }


# %% wrong zero_times_log: sums one-hot times log over all classes: where a wrong class has the probability 0,
#      the loss is NaN
#    | fails scores_true
def scores(model, images, labels):
    probabilities = model.predict(images, verbose=0).astype(float)
    with np.errstate(all="ignore"):
        loss = -(np.eye(10)[labels] * np.log(probabilities)).sum(axis=1).mean()
    accuracy = float((probabilities.argmax(axis=1) == labels).mean())
    return {"loss": float(loss), "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong mean_of_parts_of_2000: spares memory with parts of 2000 images, and takes the mean of their means:
#      the last part is smaller
#    | fails scores_true
def scores(model, images, labels):
    one_hot = np.eye(10, dtype=np.float32)[labels]
    figures = [
        model.evaluate(images[start : start + 2000], one_hot[start : start + 2000], verbose=0)
        for start in range(0, len(images), 2000)
    ]
    loss, accuracy = np.mean(figures, axis=0).tolist()
    return {"loss": loss, "accuracy": accuracy, "error_rate": 1 - accuracy}


# %% wrong limits_of_training: the limits follow from the figures of training alone: a validation loss that
#      rises leaves the picture
#    | fails curves_lines
def learning_curves(history):
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.5))
    for panel, name in zip(panels, ("accuracy", "loss")):
        panel.plot(history[name], label="training")
        low, high = panel.get_ylim()
        panel.plot(history[f"val_{name}"], label="validation")
        panel.set(xlabel="epoch", ylabel=name, ylim=(low, high))
        panel.legend()
    return figure


# %% wrong lists_by_their_place: takes the four lists by their place in the dictionary, in the order of the
#      docstring; fit gives them in another one
#    | fails curves_labelled
def learning_curves(history):
    loss, accuracy, val_loss, val_accuracy = history.values()
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5))
    left.plot(accuracy, label="training")
    left.plot(val_accuracy, label="validation")
    left.set(xlabel="epoch", ylabel="accuracy")
    left.legend()
    right.plot(loss, label="training")
    right.plot(val_loss, label="validation")
    right.set(xlabel="epoch", ylabel="loss")
    right.legend()
    return figure


# %% wrong white_on_white: white numbers on the light cells and black ones on the dark: a 0 is white on white,
#      the largest count black on black
#    | fails confusion_readable
def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(8, 8))
    panel.imshow(counts, cmap="Greys")
    for (row, column), count in np.ndenumerate(counts):
        colour = "white" if count <= counts.max() / 2 else "black"
        panel.text(column, row, str(count), ha="center", va="center", color=colour)
    panel.set_xticks(range(10), names, rotation=90)
    panel.set_yticks(range(10), names)
    panel.set(xlabel="predicted class", ylabel="true class")
    return figure


# %% wrong cells_from_0_to_10: with extent the cells go from 0 to 1, 1 to 2 …, while numbers and names stand
#      at 0, 1 …: at the corners
#    | fails confusion_readable
def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predicted), 1)
    figure, panel = plt.subplots(figsize=(8, 8))
    panel.imshow(counts, cmap="Blues", extent=(0, 10, 10, 0))
    panel.grid(True, color="white")
    for row in range(10):
        for column in range(10):
            panel.text(column, row, str(counts[row, column]), ha="center", va="center")
    panel.set_xticks(range(10), names, rotation=90)
    panel.set_yticks(range(10), names)
    panel.set(xlabel="predicted class", ylabel="true class")
    return figure


# %% right matrix_by_bincount: counts by bincount, cells from 0 to 10 by extent, numbers and ticks in their
#      middles
def confusion_figure(labels, predicted, names):
    cells = np.asarray(labels, np.int64) * 10 + np.asarray(predicted, np.int64)
    counts = np.bincount(cells, minlength=100).reshape(10, 10)
    figure = Figure(figsize=(9, 9), layout="constrained")
    panel = figure.add_subplot()
    panel.imshow(counts, cmap="Blues", origin="upper", extent=(0, 10, 10, 0))
    for (row, column), count in np.ndenumerate(counts):
        colour = "white" if 2 * count > counts.max() else "black"
        panel.text(column + 0.5, row + 0.5, f"{count:d}", color=colour, ha="center", va="center")
    panel.set_xticks(np.arange(10) + 0.5, labels=names, rotation=45, ha="right")
    panel.set_yticks(np.arange(10) + 0.5, labels=names)
    panel.set_xlabel("predicted class")
    panel.set_ylabel("true class")
    return figure


# %% wrong ten_labels: labels whose last axis is 10 are taken for one-hot ones, also ten labels
#    | fails scores_true
def scores(model, images, labels):
    labels = np.asarray(labels)
    if labels.shape[-1] == 10:
        labels = labels.argmax(axis=-1)
    chances = model.predict(images, verbose=0).astype("float64")
    right = np.take_along_axis(chances, np.reshape(labels, (-1, 1)), axis=1)
    found = float(np.mean(chances.argmax(axis=1) == labels))
    loss = float(-np.log(np.clip(right, 1e-7, 1)).mean())
    return {"loss": loss, "accuracy": found, "error_rate": 1 - found}


# %% wrong cf_upwards: drawn with origin="lower" | fails confusion_counts
def confusion_figure(labels, predicted, names):
    counts = np.zeros((10, 10), dtype="int64")
    np.add.at(counts, (labels, predicted), 1)
    figure, axes = plt.subplots(figsize=(7, 7))
    axes.imshow(counts, cmap="Blues", origin="lower")
    for true in range(10):
        for found in range(10):
            axes.text(found, true, str(counts[true, found]), ha="center", va="center")
    axes.set_xticks(range(10), names, rotation=90)
    axes.set_yticks(range(10), names)
    axes.set_xlabel("predicted class")
    axes.set_ylabel("true class")
    return figure
