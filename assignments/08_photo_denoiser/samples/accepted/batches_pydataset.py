import keras
import numpy as np
from PIL import Image


class Photos(keras.utils.PyDataset):
    def __init__(self, paths, batch_size, height, width, max_strength, seed):
        super().__init__()
        self.photos, self.batch_size, self.strength = [], batch_size, max_strength
        for path in paths:
            try:
                image = Image.open(path).convert("RGB").resize((width, height))
            except Exception as error:
                print("not an image:", path, error)
            else:
                self.photos.append(np.asarray(image, "float32") / 255)
        self.random = np.random.default_rng(seed)
        self.on_epoch_end()

    def __len__(self):
        return -(-len(self.photos) // self.batch_size)

    def on_epoch_end(self):
        self.order = self.random.permutation(len(self.photos))
        shape = self.photos[0].shape
        self.noise = [
            self.strength * self.random.random() * self.random.uniform(-1, 1, shape) for _ in self.photos
        ]

    def __getitem__(self, index):
        chosen = self.order[index * self.batch_size : (index + 1) * self.batch_size]
        clean = np.stack([self.photos[number] for number in chosen])
        noisy = np.stack([np.clip(self.photos[number] + self.noise[number], 0, 1) for number in chosen])
        return noisy.astype("float32"), clean


def photo_batches(paths, batch_size, height, width, max_strength, seed):
    return Photos(paths, batch_size, height, width, max_strength, seed)
