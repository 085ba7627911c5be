# %% right compile_objects: objects instead of names, another learning rate
def compile_classifier(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002, beta_1=0.85),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model


# %% right compile_own_loss: the cross-entropy written out, a learning rate schedule, metrics as a tuple
def _loss(labels, probabilities):
    labels = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(labels, (-1,)), "int32"), probabilities.shape[-1])
    return -keras.ops.sum(labels * keras.ops.log(probabilities + 1e-7), axis=-1)


def compile_classifier(model):
    schedule = keras.optimizers.schedules.ExponentialDecay(0.003, decay_steps=100, decay_rate=0.9)
    model.compile(keras.optimizers.Adam(schedule), loss=_loss, metrics=("accuracy",))
    return model


# %% wrong compile_categorical: the loss for one-hot labels | fails compile_loss
def compile_classifier(model):
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_from_logits: a loss that expects logits; Keras mends it where softmax is the last layer
#    | fails compile_loss
def compile_classifier(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


# %% wrong compile_mse: the loss of a regression | fails compile_loss
def compile_classifier(model):
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    return model


# %% wrong compile_summed_loss: the sum instead of the mean | fails compile_loss
def compile_classifier(model):
    loss = keras.losses.SparseCategoricalCrossentropy(reduction="sum")
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model


# %% wrong compile_sgd: stochastic gradient descent | fails compile_adam
def compile_classifier(model):
    model.compile(
        optimizer=keras.optimizers.SGD(0.1), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% wrong compile_no_metric: forgets the metric | fails compile_accuracy
def compile_classifier(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model


# %% wrong compile_other_metric: counts an image as recognised if one of two guesses is right
#    | fails compile_accuracy
def compile_classifier(model):
    metric = keras.metrics.SparseTopKCategoricalAccuracy(k=2, name="accuracy")
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[metric])
    return model


# %% wrong compile_metric_named_otherwise: reported as sparse_categorical_accuracy | fails compile_accuracy
def compile_classifier(model):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=[keras.metrics.SparseCategoricalAccuracy()],
    )
    return model


# %% wrong compile_returns_nothing: forgets return | fails compile_returns
def compile_classifier(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])


# %% wrong compile_a_copy: compiles and returns a copy with new weights | fails compile_returns
def compile_classifier(model):
    copy = keras.models.clone_model(model)
    copy.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return copy


# %% wrong compile_learning_rate_of_one: a learning rate with which nothing is learnt | fails compile_learns
def compile_classifier(model):
    model.compile(
        optimizer=keras.optimizers.Adam(1.0), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model


# %% right compile_eager: compiled to run eagerly, with an Adam of small steps
def compile_classifier(model):
    model.compile(
        keras.optimizers.Adam(5e-4, clipnorm=1.0),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
        run_eagerly=True,
    )
    return model


# %% right compile_twice: compiles again what was compiled, metric as a function by name
def compile_classifier(model):
    model.compile(loss="mse")
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.sparse_categorical_crossentropy,
        metrics=["accuracy"],
    )
    return model


# %% wrong compile_two_metrics: reports a second metric beside the accuracy | fails compile_accuracy
def compile_classifier(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(3)])
    return model


# %% wrong compile_metric_for_one_hot: the accuracy of one-hot labels, under the right name
#    | fails compile_accuracy
def compile_classifier(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")])
    return model


# %% wrong compile_binary_metric: the binary accuracy, under the right name | fails compile_accuracy
def compile_classifier(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[keras.metrics.BinaryAccuracy(name="accuracy")])
    return model


# %% wrong compile_adamw: Adam with weight decay of its own kind | fails compile_adam
def compile_classifier(model):
    model.compile(optimizer="adamw", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_rmsprop: RMSprop | fails compile_adam
def compile_classifier(model):
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_reinitialised: new weights before compiling | fails compile_returns
def compile_classifier(model):
    fresh = keras.models.clone_model(model)
    model.set_weights([weight + 0.01 for weight in fresh.get_weights()])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_frozen_steps: a learning rate of 0 | fails compile_learns
def compile_classifier(model):
    model.compile(optimizer=keras.optimizers.Adam(0.0), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_ten_classes_only: a cross-entropy that knows ten classes only | fails compile_loss
def _loss(labels, probabilities):
    wanted = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(labels, (-1,)), "int32"), 10)
    return -keras.ops.sum(wanted * keras.ops.log(probabilities + 1e-7), axis=-1)


def compile_classifier(model):
    model.compile(optimizer="adam", loss=_loss, metrics=["accuracy"])
    return model


# %% wrong compile_in_bits: the cross-entropy in bits | fails compile_loss
def _loss(labels, probabilities):
    return keras.losses.sparse_categorical_crossentropy(labels, probabilities) / np.log(2)


def compile_classifier(model):
    model.compile(optimizer="adam", loss=_loss, metrics=["accuracy"])
    return model


# %% wrong compile_first_layer_frozen: the first layer does not learn any more | fails compile_returns
def compile_classifier(model):
    model.layers[0].trainable = False
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_one_optimizer: one optimiser for all models | fails compile_learns
ADAM = keras.optimizers.Adam()


def compile_classifier(model):
    model.compile(ADAM, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_clipped_loss: a loss that no probability below a twentieth makes larger
#    | fails compile_loss
def compile_classifier(model):
    def loss(labels, p):
        return keras.losses.sparse_categorical_crossentropy(labels, keras.ops.clip(p, 0.05, 1.0))

    model.compile("adam", loss, metrics=["accuracy"])
    return model


# %% wrong compile_weight_decay: Adam with a weight decay, which is AdamW | fails compile_adam
def compile_classifier(model):
    adam = keras.optimizers.Adam(weight_decay=0.004)
    model.compile(adam, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_only_once: leaves a model as it is that was compiled before | fails compile_adam
def compile_classifier(model: keras.Model) -> keras.Model:
    if not model.compiled:
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_asks_for_the_output_shape: asks for the output shape, which a subclass does not have
#    | fails compile_accuracy
def compile_classifier(model: keras.Model) -> keras.Model:
    if model.output_shape[-1] < 3:
        raise ValueError("three classes or more")
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong compile_mean_of_batches: one number a batch, so that Keras reports the mean of the batches
#    | fails compile_accuracy
def accuracy(labels, probabilities):
    found = keras.ops.cast(keras.ops.argmax(probabilities, axis=-1), "int32")
    right = keras.ops.equal(keras.ops.cast(keras.ops.reshape(labels, (-1,)), "int32"), found)
    return keras.ops.mean(keras.ops.cast(right, "float32"))


def compile_classifier(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[accuracy])
    return model


# %% wrong compile_floor_of_a_ten_thousandth: probabilities below one in ten thousand are taken for that
#    | fails compile_loss
def _cost(labels, probabilities):
    labels = keras.ops.cast(keras.ops.reshape(labels, (-1, 1)), "int32")
    right = keras.ops.take_along_axis(probabilities, labels, axis=-1)[:, 0]
    return -keras.ops.log(keras.ops.clip(right, 1e-4, 1.0))


def compile_classifier(model):
    model.compile(optimizer="adam", loss=_cost, metrics=["accuracy"])
    return model


# %% wrong compile_thaws: what was frozen can learn | fails compile_returns
def compile_classifier(model):
    model.trainable = True
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% right compile_own_accuracy: loss and metric as functions of its own, one number an image
def _cost(labels, probabilities):
    labels = keras.ops.cast(keras.ops.reshape(labels, (-1, 1)), "int32")
    right = keras.ops.take_along_axis(probabilities, labels, axis=-1)[:, 0]
    return -keras.ops.log(keras.ops.maximum(right, 1e-7))


def accuracy(labels, probabilities):
    labels = keras.ops.cast(keras.ops.reshape(labels, (-1,)), "int32")
    found = keras.ops.cast(keras.ops.argmax(probabilities, axis=-1), "int32")
    return keras.ops.cast(keras.ops.equal(labels, found), "float32")


def compile_classifier(model):
    model.compile(optimizer="adam", loss=_cost, metrics=[accuracy])
    return model


# %% wrong builds_for_784: builds the model for 784 inputs before compiling it: a model for other inputs
#      raises, or is spoilt
#    | fails compile_returns
def compile_classifier(model):
    model.build((None, 784))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong loss_of_bytes: the loss of its own takes labels for uint8: with more than 256 classes the higher
#      ones are lost
#    | fails compile_loss
def cross_entropy(labels, probabilities):
    ops = keras.ops
    wanted = ops.one_hot(ops.cast(labels, "uint8"), probabilities.shape[-1])
    return -ops.sum(wanted * ops.log(ops.maximum(probabilities, 1e-7)), axis=-1)


def compile_classifier(model):
    model.compile(optimizer="adam", loss=cross_entropy, metrics=["accuracy"])
    return model


# %% wrong loss_clipped_at_a_hundred_thousandth: probabilities below 1e-5 cost as much as 1e-5
#    | fails compile_loss
def cross_entropy(labels, probabilities):
    ops = keras.ops
    wanted = ops.one_hot(ops.cast(labels, "int32"), probabilities.shape[-1])
    right = ops.sum(wanted * probabilities, axis=-1)
    return -ops.log(ops.clip(right, 1e-5, 1.0))


def compile_classifier(model):
    model.compile(optimizer="adam", loss=cross_entropy, metrics=["accuracy"])
    return model


# %% wrong loss_zero_times_log: sums one-hot times log over all classes: where a wrong class has the
#      probability 0, 0 times minus infinity makes the loss NaN
#    | fails compile_loss
class CrossEntropy(keras.losses.Loss):
    def call(self, y_true, y_pred):
        wanted = keras.ops.one_hot(keras.ops.cast(y_true, "int32"), y_pred.shape[-1])
        return -keras.ops.sum(wanted * keras.ops.log(y_pred), axis=-1)


def compile_classifier(model):
    model.compile(optimizer="adam", loss=CrossEntropy(), metrics=["accuracy"])
    return model


# %% wrong optimizer_built_at_once: the optimizer is built for the weights there are now: a subclassed model
#      that was never called has none yet, and cannot be trained later
#    | fails compile_returns
def compile_classifier(model):
    adam = keras.optimizers.Adam(0.001)
    adam.build(model.trainable_variables)
    model.compile(optimizer=adam, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


# %% wrong keeps_adamw: keeps the optimizer of a model that "has Adam already": AdamW is a subclass of Adam
#    | fails compile_adam
def compile_classifier(model):
    optimizer = getattr(model, "optimizer", None)
    if not isinstance(optimizer, keras.optimizers.Adam):
        optimizer = keras.optimizers.Adam()
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
