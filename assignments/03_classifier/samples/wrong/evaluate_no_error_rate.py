def evaluate_classifier(model, images, labels):
    return model.evaluate(images, labels, verbose=0, return_dict=True)
