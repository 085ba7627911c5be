"""The figures beside the thresholds of checks/test_hidden.py (`python assignments/07_fashion_cnn/measure.py`).

With --models: train the small networks of samples/files, each stopped at its step. With --pairs: write the best of them
again as JSON and weights. With --published: build_cnn as a student would train it for the file to hand in.
"""

from pathlib import Path

import keras
import numpy as np
from keras import layers

from autograder import data
from autograder.proof.measure import Measuring, module, run

HERE = Path(__file__).parent
STEPS = {"weak.keras": (0.78, 0.83), "first_step.keras": (0.865, 0.88), "second_step.keras": (0.894, 0.901)}
BEST = "fashion_cnn.keras", 0.92


master, checks = module(HERE / "master.py"), module(HERE / "checks/test_hidden.py")


def scaled(images):
    return images[..., None].astype(np.float32) / 255


def accuracy(model, images, labels):
    return float((model.predict(images, batch_size=250, verbose=0).argmax(axis=1) == labels).mean())


def fresh():
    """Return the images of the check on the file handed in, and their labels."""
    images, labels = checks.FRESH
    taken = checks.photographed(images[1000:], seed=41010)
    return scaled(np.concatenate([images[:1000], taken])), labels


def main(measuring: Measuring):
    """Measure the augmentation, and the short training of the check."""
    geometry(measuring)
    images, labels = checks.LESSON
    new, right = scaled(checks.TRIAL[0]), checks.TRIAL[1]

    def learned(optimizer, epochs):
        model = master.build_cnn()
        if optimizer:
            model.compile(optimizer, "categorical_crossentropy")
        if epochs:
            model.fit(scaled(images), np.eye(10)[labels], epochs=epochs, batch_size=64, verbose=0)
        return accuracy(model, new, right)

    measuring.over("build_cnn, short training", lambda seed: learned(None, checks.EPOCHS), seeds=12)
    measuring.over("build_cnn, untrained", lambda seed: learned(None, 0), seeds=12)
    measuring.over("build_cnn with SGD", lambda seed: learned("sgd", checks.EPOCHS), seeds=3)


def geometry(measuring: Measuring):
    """Measure how images are altered, over three seeds of the reference."""
    ways = {
        "lying bar": (True, 0, "y"),
        "upright bar": (False, 0, "y"),
        "lying bar six pixels above": (True, 6, "y"),
        "upright bar six pixels to the left": (False, 6, "x"),
    }
    for way, (lying, above, place) in ways.items():
        seen = {name: [] for name in ("x", "y", "angle", "length")}
        for seed in range(3):
            altered = master.augmentation(seed)(checks._bar(400, lying, above), training=True)
            for name, values in zip(seen, checks._moments(np.asarray(altered, float), lying)):
                seen[name].append(values)
        for name in (place, "angle", "length"):
            measuring.series(f"{way}, {name}", np.concatenate(seen[name]).tolist(), a_seed_each=False)
            measuring.series(f"{way}, spread of {name}", [values.std() for values in seen[name]])
    frames, noise = checks._frames(400), checks._noise(200)
    measuring.series(
        "white borders, share",
        [
            checks._white_borders(np.asarray(master.augmentation(seed)(frames, training=True)))
            for seed in range(3)
        ],
    )

    def in_a_row(count):
        def built(seed):
            edge = {"fill_mode": "nearest"}
            several = [
                layers.RandomRotation(8 / 360, seed=seed, **edge),
                layers.RandomTranslation(0.08, 0.08, seed=seed + 1, **edge),
                layers.RandomShear(x_factor=0.005, seed=seed + 2, **edge),
                layers.RandomZoom(0.08, seed=seed + 3, **edge),
            ]
            return keras.Sequential(several[:count])

        return built

    for way, altering in (
        ("one map", master.augmentation),
        ("two layers", in_a_row(2)),
        ("four layers", in_a_row(4)),
    ):
        left = [
            checks._spread_left(noise, np.asarray(altering(seed)(noise, training=True))) for seed in range(3)
        ]
        measuring.series(f"spread left, {way}", left)


def published(measuring: Measuring):
    """Measure what build_cnn reaches on the images of the check, plain and altered, after 5 and 10 epochs."""
    images, labels = data.garments(12_000, seed=1)
    new, right = fresh()
    found = {}
    for seed in range(1, measuring.seeds + 1):
        for altered in (False, True):
            keras.utils.set_random_seed(seed)
            model = master.build_cnn()
            trained = master.with_augmentation(model, master.augmentation(seed)) if altered else model
            for epoch in range(1, 11):
                trained.fit(scaled(images), np.eye(10)[labels], batch_size=256, verbose=0)
                if epoch in (5, 10):
                    found.setdefault((altered, epoch), []).append(accuracy(model, new, right))
    for (altered, epoch), each in found.items():
        way = "augmented" if altered else "plain"
        measuring.series(f"handed in, {way}, {epoch} epochs", each)


def write_models(measuring: Measuring):
    """Train the small networks of samples/files, each stopped at its step."""
    keras.utils.set_random_seed(4)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(12, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(24, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    trained = master.with_augmentation(model, master.augmentation(4))
    images, labels = data.garments(8000, seed=2)
    images, labels, (new, right) = scaled(images), np.eye(10)[labels], fresh()
    waiting = dict(STEPS)
    for part in range(2000):
        some = np.random.default_rng(part).choice(len(images), 800, replace=False)
        trained.fit(images[some], labels[some], batch_size=80, verbose=0)
        found = accuracy(model, new, right)
        for name, (low, high) in list(waiting.items()):
            if low <= found <= high:
                model.save(HERE / "samples/files" / name)
                del waiting[name]
                measuring.alone(name, found)
        if found >= BEST[1] and not waiting:
            model.save(HERE / "samples/files" / BEST[0])
            last = keras.models.clone_model(model)  # the same scores, without softmax
            last.set_weights(model.get_weights())
            last.layers[-1].activation = keras.activations.linear
            last.save(HERE / "samples/files/logits.keras")
            whole = (HERE / "samples/files" / BEST[0]).read_bytes()
            (HERE / "samples/files/cut_off.keras").write_bytes(whole[:4000])
            measuring.alone(BEST[0], found)
            write_pairs(measuring)
            return
        if part % 20 == 0:
            print(part, f"{found:.4f}", flush=True)


def write_pairs(measuring: Measuring):
    """Write the best model as JSON and weights, another network's weights, and a JSON that holds a Lambda layer."""
    files = HERE / "samples/files"
    model = keras.saving.load_model(files / BEST[0])
    (files / "pair.json").write_text(model.to_json(), encoding="utf-8")
    model.save_weights(files / "pair.weights.h5")
    dense = keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )
    dense.save_weights(files / "other.weights.h5")
    inverting = keras.Sequential([keras.Input((28, 28, 1)), layers.Lambda(lambda images: 1 - images), model])
    (files / "lambda.json").write_text(inverting.to_json(), encoding="utf-8")


if __name__ == "__main__":
    ways = {"": main, "models": write_models, "pairs": write_pairs, "published": published}
    run(HERE, ways, keras.utils.set_random_seed)
