def split(images, labels, held_out, seed):
    count = len(images) - round(held_out * len(images))
    return (images[:count], labels[:count]), (images[count:], labels[count:])
