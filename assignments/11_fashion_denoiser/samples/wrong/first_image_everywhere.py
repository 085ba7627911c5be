_right = show_rows


def show_rows(noisy, denoised, clean, count=10):
    columns = [0] * min(count, len(noisy))
    return _right(noisy[columns], denoised[columns], clean[columns], count)
