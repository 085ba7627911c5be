"""Is a subclass of keras.Model."""

import keras


class Whole(keras.Model):
    def __init__(self, model, altering):
        super().__init__()
        self.model, self.altering = model, altering

    def call(self, images, training=False):
        if training:
            images = self.altering(images, training=True)
        return self.model(images, training=training)


def with_augmentation(model, altering):
    whole = Whole(model, altering)
    whole.compile(
        keras.optimizers.Adam(), keras.losses.CategoricalCrossentropy(), metrics=["categorical_accuracy"]
    )
    return whole
