_right = show_rows


def show_rows(noisy, denoised, clean, count=10):
    return _right(clean, denoised, noisy, count)
