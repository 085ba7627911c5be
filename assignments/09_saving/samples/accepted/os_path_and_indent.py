"""Uses os.path, and writes the JSON indented."""

import json
import os


def save_in_parts(model, folder, name):
    if not os.path.isdir(folder):
        os.makedirs(folder)
    with open(os.path.join(folder, name + ".json"), "w") as file:
        json.dump(json.loads(model.to_json()), file, indent=2)
    model.save_weights(os.path.join(folder, name + ".weights.h5"), overwrite=True)
