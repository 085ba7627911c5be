"""Builds and fits a model at module level.

Must happen: full marks, as long as it is quick.
"""

# passes: all

import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile("sgd", "mse", run_eagerly=True)
model.fit(np.ones((8, 4)), np.ones(8), epochs=1, verbose=0)
