def evaluate_classifier(model, images, labels):
    figures = model.evaluate(x=images, y=labels, batch_size=len(images), return_dict=True, verbose=0)
    figures["error_rate"] = 1.0 - figures["accuracy"]
    return figures
