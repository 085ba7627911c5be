import keras
import tensorflow as tf


def train(autoencoder, noisy, clean, epochs=20, seed=0):
    keras.utils.set_random_seed(seed)
    cut = len(noisy) - len(noisy) // 5
    learn = tf.data.Dataset.from_tensor_slices((noisy[:cut], clean[:cut]))
    learn = learn.shuffle(cut, seed=seed).batch(32)
    check = tf.data.Dataset.from_tensor_slices((noisy[cut:], clean[cut:])).batch(32)
    autoencoder.compile("adam", "mse")
    found = autoencoder.fit(learn, validation_data=check, epochs=epochs, verbose=0).history
    return {"loss": found["loss"], "val_loss": found["val_loss"]}
