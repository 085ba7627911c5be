def _loss(labels, probabilities):
    labels = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(labels, (-1,)), "int32"), probabilities.shape[-1])
    return -keras.ops.sum(labels * keras.ops.log(probabilities + 1e-7), axis=-1)


def compile_classifier(model):
    schedule = keras.optimizers.schedules.ExponentialDecay(0.003, decay_steps=100, decay_rate=0.9)
    model.compile(keras.optimizers.Adam(schedule), loss=_loss, metrics=("accuracy",))
    return model
