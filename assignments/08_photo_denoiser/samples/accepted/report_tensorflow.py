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
