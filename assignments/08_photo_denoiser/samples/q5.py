# %% right report_loop: image by image
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    squares = {"noisy": [], "denoised": []}
    for dirty, true in zip(noisy, clean):
        restored = np.clip(np.asarray(model(dirty[None], training=False))[0], 0, 1)
        squares["noisy"].append(np.square(dirty - true).mean())
        squares["denoised"].append(np.square(restored - true).mean())
    report = {f"mse_{name}": np.mean(each) for name, each in squares.items()}
    report.update({f"psnr_{name}": np.mean(-10 * np.log10(each)) for name, each in squares.items()})
    return report


# %% right report_tensorflow: tf.image.psnr
import tensorflow as tf


def evaluate_denoiser(model, noisy, clean):
    clean = tf.cast(clean, tf.float32)
    restored = tf.clip_by_value(model.predict_on_batch(noisy), 0.0, 1.0)
    return {
        "mse_noisy": tf.reduce_mean((noisy - clean) ** 2),
        "mse_denoised": tf.reduce_mean((restored - clean) ** 2),
        "psnr_noisy": tf.reduce_mean(tf.image.psnr(noisy, clean, max_val=1.0)),
        "psnr_denoised": tf.reduce_mean(tf.image.psnr(restored, clean, max_val=1.0)),
    }


# %% wrong output_not_clipped: the output is compared as it is, values beyond [0, 1] included
#    | fails report_mse
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    report = {}
    for name, images in (("noisy", noisy), ("denoised", model.predict(noisy, verbose=0))):
        errors = np.mean((images - clean) ** 2, axis=(1, 2, 3))
        report[f"mse_{name}"] = float(np.mean(errors))
        report[f"psnr_{name}"] = float(np.mean(10 * np.log10(1 / errors)))
    return report


# %% wrong psnr_of_the_mean: the PSNR of the mean error instead of the mean of the PSNR | fails report_psnr
import numpy as np

_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    report = _right(model, noisy, clean)
    for name in ("noisy", "denoised"):
        report[f"psnr_{name}"] = float(-10 * np.log10(report[f"mse_{name}"]))
    return report


# %% wrong needs_a_compiled_model: model.evaluate, which asks for a compiled model
#    | fails report_form, report_mse, report_psnr
_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    return {**_right(model, noisy, clean), "mse_denoised": model.evaluate(noisy, clean, verbose=0)}


# %% wrong called_as_for_training: dropout and its like act while the model is measured | fails report_mse
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    report = {}
    for name, images in (("noisy", noisy), ("denoised", np.clip(model(noisy, training=True), 0, 1))):
        errors = np.mean((images - clean) ** 2, axis=(1, 2, 3))
        report[f"mse_{name}"] = float(np.mean(errors))
        report[f"psnr_{name}"] = float(np.mean(10 * np.log10(1 / errors)))
    return report


# %% wrong compiles_the_model: compiles the model it is given | fails report_mse
_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    model.compile(loss="mse")
    return _right(model, noisy, clean)


# %% wrong freezes_the_model: sets trainable, and leaves it | fails report_mse
_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    model.trainable = False
    return _right(model, noisy, clean)


# %% wrong rounded_numbers: rounds to two decimals | fails report_mse, report_psnr
_right = evaluate_denoiser


def evaluate_denoiser(model, noisy, clean):
    return {name: round(value, 2) for name, value in _right(model, noisy, clean).items()}


# %% wrong report_plus_epsilon: a millionth is added to every mse | fails report_psnr
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    denoised = np.clip(model.predict(noisy, verbose=0), 0.0, 1.0)
    report = {}
    for name, images in (("noisy", noisy), ("denoised", denoised)):
        mse = np.mean((images.astype(np.float64) - clean) ** 2, axis=(1, 2, 3))
        report[f"mse_{name}"] = float(mse.mean())
        report[f"psnr_{name}"] = float(np.mean(10 * np.log10(1 / (mse + 1e-6))))
    return report


# %% wrong report_mean_of_batches: the mean of the means of batches | fails report_psnr
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    denoised = np.clip(model.predict(noisy, batch_size=32, verbose=0), 0, 1)
    report = {
        "mse_noisy": float(np.mean((noisy.astype("float64") - clean) ** 2)),
        "mse_denoised": float(np.mean((denoised.astype("float64") - clean) ** 2)),
    }
    for name, images in (("noisy", noisy), ("denoised", denoised)):
        means = []
        for start in range(0, len(clean), 32):
            difference = images[start : start + 32].astype("float64") - clean[start : start + 32]
            mse = np.mean(difference**2, axis=(1, 2, 3))
            means.append(np.mean(10 * np.log10(1 / mse)))
        report["psnr_" + name] = float(np.mean(means))
    return report


# %% wrong report_capped: no more than 40 dB is counted | fails report_psnr
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    denoised = np.clip(model.predict(noisy, verbose=0), 0, 1)
    report = {}
    for name, images in (("noisy", noisy), ("denoised", denoised)):
        mse = np.mean((images.astype("float64") - clean) ** 2, axis=(1, 2, 3))
        report[f"mse_{name}"] = float(mse.mean())
        report[f"psnr_{name}"] = float(np.mean(np.minimum(10 * np.log10(1 / mse), 40.0)))
    return report


# %% wrong adds_a_layer: adds a layer that clips to the model it is given | fails report_mse
import keras
import numpy as np


def evaluate_denoiser(model, noisy, clean):
    if isinstance(model, keras.Sequential):
        model.add(keras.layers.ReLU(max_value=1.0))
    denoised = np.clip(model.predict(noisy, verbose=0), 0, 1)
    report = {}
    for name, images in (("noisy", noisy), ("denoised", denoised)):
        errors = np.mean((images.astype(float) - clean) ** 2, axis=(1, 2, 3))
        report["mse_" + name] = float(np.mean(errors))
        report["psnr_" + name] = float(np.mean(-10 * np.log10(errors)))
    return report


# %% wrong small_amount_added: 1e-8 is added to the error, 3 dB too little for a photo that is nearly clean
#    | fails report_psnr
def evaluate_denoiser(model, noisy, clean):
    def report(images):
        errors = np.mean((images.astype(np.float64) - clean) ** 2, axis=(1, 2, 3))
        return float(errors.mean()), float(np.mean(10 * np.log10(1 / (errors + 1e-8))))

    denoised = np.clip(model.predict(noisy, verbose=0), 0, 1)
    (mse_noisy, psnr_noisy), (mse_denoised, psnr_denoised) = report(noisy), report(denoised)
    return {
        "mse_noisy": mse_noisy,
        "mse_denoised": mse_denoised,
        "psnr_noisy": psnr_noisy,
        "psnr_denoised": psnr_denoised,
    }


# %% wrong at_most_sixty: no photo counts for more than 60 dB | fails report_psnr
def evaluate_denoiser(model, noisy, clean):
    denoised = np.clip(model.predict(noisy, verbose=0), 0, 1)
    told = {}
    for name, images in (("noisy", noisy), ("denoised", denoised)):
        errors = ((images.astype(float) - clean) ** 2).reshape(len(clean), -1).mean(axis=1)
        told[f"mse_{name}"] = float(errors.mean())
        told[f"psnr_{name}"] = float(np.mean(np.minimum(10 * np.log10(1 / errors), 60.0)))
    return told


# %% wrong from_input_to_output: a new model from model.inputs to the clipped output, which a subclassed model
#      does not have
#    | fails report_mse
def evaluate_denoiser(model, noisy, clean):
    clipped = keras.Model(model.inputs, keras.ops.clip(model.outputs[0], 0.0, 1.0))
    told = {}
    for name, images in (("noisy", noisy), ("denoised", clipped.predict(noisy, verbose=0))):
        errors = np.mean((images.astype(np.float64) - clean) ** 2, axis=(1, 2, 3))
        told |= {f"mse_{name}": float(np.mean(errors)), f"psnr_{name}": float(np.mean(-10 * np.log10(errors)))}
    return told


# %% wrong run_eagerly: the model runs eagerly from then on | fails report_mse
def evaluate_denoiser(model, noisy, clean):
    model.run_eagerly = True
    denoised = np.clip(model.predict(noisy, verbose=0), 0, 1)
    report = {}
    for name, images in (("noisy", noisy), ("denoised", denoised)):
        errors = np.mean((images.astype(np.float64) - clean) ** 2, axis=(1, 2, 3))
        report[f"mse_{name}"] = float(errors.mean())
        report[f"psnr_{name}"] = float(np.mean(10 * np.log10(1 / errors)))
    return report


# %% wrong as_on_a_screen: the output is rounded to 256 levels as well | fails report_mse
def evaluate_denoiser(model, noisy, clean):
    denoised = np.clip(model.predict(noisy, verbose=0), 0, 1)
    denoised = np.round(denoised * 255) / 255
    report = {}
    for name, images in (("noisy", noisy), ("denoised", denoised)):
        mse = np.mean((images.astype(np.float64) - clean) ** 2, axis=(1, 2, 3))
        report[f"mse_{name}"] = float(mse.mean())
        report[f"psnr_{name}"] = float(np.mean(10 * np.log10(1 / mse)))
    return report
