def split_photos(paths, seed):
    first, second = 7 * len(paths) // 10, 8 * len(paths) // 10
    return paths[:first], paths[first:second], paths[second:]
