# %% right report_keras_loss: Keras' own loss, tensors turned into numbers
import keras


def evaluate_denoiser(model, noisy, clean):
    def mse(images):
        return float(keras.ops.mean(keras.losses.mean_squared_error(clean, images)))

    before, after = mse(noisy), mse(model(noisy, training=False))
    return dict(mse_noisy=before, mse_denoised=after, gain=before / after)


# %% right report_flat: flattened arrays and a dot product, batch by batch; NumPy numbers
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    denoised = np.concatenate(
        [model.predict_on_batch(noisy[start : start + 50]) for start in range(0, len(noisy), 50)]
    )

    def error(images):
        difference = (images.astype("float64") - clean).ravel()
        return difference @ difference / difference.size

    return {
        "mse_noisy": error(noisy),
        "mse_denoised": error(denoised),
        "gain": error(noisy) / error(denoised),
        "images": len(noisy),
    }


# %% wrong sum_of_squares: sums over the pixels, averages over the images only
#    | fails error_before, error_after
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    before = float(np.sum((noisy - clean) ** 2) / len(clean))
    after = float(np.sum((model.predict(noisy, verbose=0) - clean) ** 2) / len(clean))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}


# %% wrong gain_upside_down: the second error divided by the first | fails gain
_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    report = _right(model, noisy, clean)
    return {**report, "gain": report["mse_denoised"] / report["mse_noisy"]}


# %% wrong needs_a_compiled_model: model.evaluate, which asks for a compiled model
#    | fails report_form, error_before, left_as_it_was, error_after, gain
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    before = float(np.mean((noisy - clean) ** 2))
    after = model.evaluate(noisy, clean, verbose=0)
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}


# %% wrong only_28_by_28: fails for images of another size | fails left_as_it_was
_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    return _right(model, noisy.reshape(-1, 28, 28, 1), clean.reshape(-1, 28, 28, 1))


# %% wrong compiles_the_model: compiles the model it is given | fails left_as_it_was
_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    model.compile(loss="mse")
    return _right(model, noisy, clean)


# %% wrong freezes_the_model: sets trainable, and leaves it | fails left_as_it_was
_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    model.trainable = False
    return _right(model, noisy, clean)


# %% wrong rounded_numbers: rounds to two decimals | fails error_before, error_after, gain
_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    return {name: round(value, 2) for name, value in _right(model, noisy, clean).items()}


# %% wrong report_plus_epsilon: a millionth is added to the divisor | fails gain
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    denoised = model.predict(noisy, verbose=0)
    before = float(np.mean((noisy.astype("float64") - clean) ** 2))
    after = float(np.mean((denoised.astype("float64") - clean) ** 2))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / (after + 1e-6)}


# %% wrong report_of_the_first_256: the network is tried on the first 256 images only | fails gain
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    noisy, clean = noisy[:256], clean[:256].astype("float64")
    denoised = model.predict(noisy, verbose=0)
    before, after = (float(np.mean((images - clean) ** 2)) for images in (noisy, denoised))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}


# %% wrong first_channel_only: the MSE of the noisy images looks at the first channel only
#    | fails left_as_it_was
def evaluate_denoiser(model, noisy, clean):
    denoised = model.predict(noisy, verbose=0)
    mse_noisy = float(np.mean((noisy[..., 0] - clean[..., 0]) ** 2))
    mse_denoised = float(np.mean((denoised - clean) ** 2))
    return {"mse_noisy": mse_noisy, "mse_denoised": mse_denoised, "gain": mse_noisy / mse_denoised}


# %% wrong evaluated_if_compiled: a compiled model is asked for its own loss, which may be another
#    | fails left_as_it_was
def evaluate_denoiser(model, noisy, clean):
    before = float(np.mean((noisy - clean) ** 2))
    if model.compiled:
        after = float(np.ravel(model.evaluate(noisy, clean, verbose=0))[0])
    else:
        after = float(np.mean((model.predict(noisy, verbose=0) - clean) ** 2))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}


# %% wrong statistics_of_the_batch: layers that normalise take the statistics of these images (weights are put
#      back, dropout is off)
#    | fails left_as_it_was
def inner(model):
    for layer in model.layers:
        yield layer
        if hasattr(layer, "layers"):
            yield from inner(layer)


def evaluate_denoiser(model, noisy, clean):
    weights = model.get_weights()
    rates = [(layer, layer.rate) for layer in inner(model) if hasattr(layer, "rate")]
    for layer, _ in rates:
        layer.rate = 0.0
    denoised = np.array(model(noisy, training=True))
    for layer, rate in rates:
        layer.rate = rate
    model.set_weights(weights)
    before, after = (float(np.mean((images - clean) ** 2)) for images in (noisy, denoised))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}


# %% wrong normalisation_remembers: the answer is right, but one pass in training mode leaves its trace in
#      layers that normalise
#    | fails left_as_it_was
def evaluate_denoiser(model, noisy, clean):
    denoised = model.predict(noisy, verbose=0)
    model(noisy[:1], training=True)
    before, after = (float(np.mean((images - clean) ** 2)) for images in (noisy, denoised))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}


# %% wrong all_layers_unfrozen: freezes the model, then sets trainable back to what the model had: layers that
#      were frozen one by one are free now
#    | fails left_as_it_was
def evaluate_denoiser(model, noisy, clean):
    before = model.trainable
    model.trainable = False
    try:
        denoised = model.predict(noisy, verbose=0)
    finally:
        model.trainable = before
    mse_noisy = float(np.mean((noisy - clean) ** 2))
    mse_denoised = float(np.mean((denoised - clean) ** 2))
    return {"mse_noisy": mse_noisy, "mse_denoised": mse_denoised, "gain": mse_noisy / mse_denoised}


# %% wrong evaluates_a_clone: compiles a clone so as to leave the model alone; a model of a class of one's own
#      cannot be cloned so
#    | fails left_as_it_was
def evaluate_denoiser(model, noisy, clean):
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    twin.compile(optimizer="adam", loss="mse")
    mse_denoised = float(twin.evaluate(noisy, clean, verbose=0))
    mse_noisy = float(np.mean((noisy - clean) ** 2))
    return {"mse_noisy": mse_noisy, "mse_denoised": mse_denoised, "gain": mse_noisy / mse_denoised}


# %% wrong epsilon: an epsilon below the fraction makes the gain of a good model too small | fails gain
def evaluate_denoiser(model, noisy, clean):
    before = float(np.mean((noisy - clean) ** 2, dtype=np.float64))
    after = float(np.mean((model.predict(noisy, verbose=0) - clean) ** 2, dtype=np.float64))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / (after + keras.config.epsilon())}


# %% wrong evaluate_where_mse: a model compiled with "mse" is asked for its loss, which holds the penalty of a
#      regularizer
#    | fails left_as_it_was
def evaluate_denoiser(model, noisy, clean):
    before = float(np.mean((noisy - clean) ** 2, dtype=np.float64))
    if getattr(model, "compiled", False) and model.loss in ("mse", "mean_squared_error"):
        after = float(model.evaluate(noisy, clean, verbose=0, return_dict=True)["loss"])
    else:
        after = float(np.mean((model.predict(noisy, verbose=0) - clean) ** 2, dtype=np.float64))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}


# %% wrong run_eagerly: switches the model to eager mode, "so that predict works with every layer", and leaves
#      it so
#    | fails left_as_it_was
def evaluate_denoiser(model, noisy, clean):
    model.run_eagerly = True
    denoised = model.predict(noisy, verbose=0)
    before = float(np.mean((noisy.astype("float64") - clean) ** 2))
    after = float(np.mean((denoised.astype("float64") - clean) ** 2))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}


# %% wrong clipped_before_it_is_measured: the output is clipped to [0, 1] before it is compared, as in
#      assignment 08
#    | fails error_after
def evaluate_denoiser(model, noisy, clean):
    denoised = np.clip(model.predict(noisy, verbose=0), 0, 1)
    before = float(np.mean((noisy - clean) ** 2))
    after = float(np.mean((denoised - clean) ** 2))
    return {"mse_noisy": before, "mse_denoised": after, "gain": before / after}
