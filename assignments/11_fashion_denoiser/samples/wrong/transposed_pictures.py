_right = show_rows


def show_rows(noisy, denoised, clean, count=10):
    return _right(*(images.transpose(0, 2, 1, 3) for images in (noisy, denoised, clean)), count)
