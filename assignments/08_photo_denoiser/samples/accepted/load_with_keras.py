import keras


def load_photo(path, height, width):
    photo = keras.utils.load_img(path, color_mode="rgb", target_size=(height, width), interpolation="bilinear")
    return keras.utils.img_to_array(photo) / 255.0
