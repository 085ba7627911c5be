# %% right blended_by_hand: blends with white and weighs the colours in NumPy
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return (np.asarray(upright) // 256).astype("uint8")
            pixels = np.asarray(upright.convert("RGBA"), dtype=np.float64)
            alpha = pixels[..., 3:] / 255
            colours = pixels[..., :3] * alpha + 255 * (1 - alpha)
            return np.rint(colours @ [0.299, 0.587, 0.114]).astype("uint8")
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% right pasted_through_a_mask: checks the file first, pastes through the alpha channel, goes by the mode
import os

import numpy as np
from PIL import Image, ImageOps, ImageSequence


def load_grey(path):
    if not os.path.exists(path):
        raise FileNotFoundError(f"no file called {path}")
    try:
        first = next(iter(ImageSequence.Iterator(Image.open(str(path))))).copy()
    except (OSError, SyntaxError, ValueError, EOFError, StopIteration, Image.DecompressionBombError) as error:
        raise ValueError("cannot read " + os.path.basename(path) + " as an image") from error
    picture = ImageOps.exif_transpose(first)
    if picture.mode in ("I", "I;16", "I;16B", "I;16L"):
        eight_bits = np.array(picture, dtype=np.float32) * (255 / 65535)
        return eight_bits.round().astype(np.uint8)
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA"):
        picture = picture.convert("RGBA")
        backdrop = Image.new("RGB", picture.size, (255, 255, 255))
        backdrop.paste(picture, mask=picture.split()[-1])
        picture = backdrop
    elif picture.mode != "L":
        picture = picture.convert("RGB")
    return np.asarray(ImageOps.grayscale(picture)).copy()


# %% right read_from_bytes: reads the bytes itself, and the pixels without Image.getdata
import io

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        image = Image.open(io.BytesIO(data))
        image.load()
    except Exception:
        raise ValueError(f"{path}: this is not an image") from None
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode.startswith("I;16") or image.mode == "I":
        pixels = np.array(image).astype(int)
        return np.array([[round(value * 255 / 65535) for value in row] for row in pixels], dtype=np.uint8)
    image = image.convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image)
    grey = flat.convert("RGB").convert("L")
    return np.frombuffer(grey.tobytes(), dtype=np.uint8).reshape(grey.height, grey.width)


# %% wrong no_alpha: takes the hidden colour of transparent places
#    | fails transparent_is_white, palette_and_partly_transparent
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            return np.array(upright.convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong black_backdrop: lays transparent pictures on black
#    | fails transparent_is_white, palette_and_partly_transparent
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "black")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong sixteen_bits_cut: lets convert() cut 16-bit values off at 255 | fails sixteen_bits
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong sixteen_bits_stretched: divides 16-bit values by their own maximum | fails sixteen_bits
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(255 * np.asarray(upright) / np.asarray(upright).max()).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong no_exif: ignores the EXIF orientation | fails upright, mirrored
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = image.copy()
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong rotates_the_wrong_way: turns EXIF 6 and 8 the wrong way | fails upright, mirrored
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            turns = {3: 180, 6: 90, 8: 270}
            upright = image.rotate(turns.get(image.getexif().get(0x0112), 0), expand=True)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong last_frame: takes the last frame of an animation | fails first_frame
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            image.seek(getattr(image, "n_frames", 1) - 1)
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong cmyk_as_rgb: takes cyan, magenta and yellow for red, green and blue | fails cmyk
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            if upright.mode == "CMYK":
                upright = Image.fromarray(np.asarray(upright)[..., :3].copy())
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong missing_is_value_error: turns the missing file into a ValueError, too | fails no_such_file
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong cut_off_files_escape: refuses only what Pillow cannot identify: cut-off files end in an OSError
#    | fails non_images_refused, cut_off_refused
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except UnidentifiedImageError as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong damaged_becomes_white: returns a white picture instead of refusing the file
#    | fails non_images_refused, cut_off_refused
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception:
        print(f"{Path(path).name} cannot be read")
        return np.full((28, 28), 255, np.uint8)


# %% wrong no_name_in_the_error: does not say which file is damaged
#    | fails non_images_refused, cut_off_refused
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError("not an image") from error


# %% wrong cut_off_files_completed: has Pillow fill up cut-off files with grey
#    | fails non_images_refused, cut_off_refused
from pathlib import Path

import numpy as np
from PIL import Image, ImageFile, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            ImageFile.LOAD_TRUNCATED_IMAGES = True
            image.load()
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong large_pictures_reduced: reduces large pictures while reading | fails size_kept
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((1000, 1000))
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong mean_of_the_channels: takes the mean of red, green and blue | fails grey_of_colours
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            colours = Image.alpha_composite(white, seen).convert("RGB")
            return np.asarray(colours).mean(axis=2).round().astype(np.uint8)
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong width_before_height: arranges the pixels by image.size, which is (width, height)
#    | fails grey_of_colours, transparent_is_white, sixteen_bits, upright, palette_and_partly_transparent,
#      cmyk, mirrored, first_frame, size_kept
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8).reshape(upright.size)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            grey = Image.alpha_composite(white, seen).convert("L")
            return np.frombuffer(grey.tobytes(), np.uint8).reshape(grey.size)
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong already_divided: divides by 255 in the wrong place
#    | fails grey_of_colours, transparent_is_white, sixteen_bits, upright, palette_and_partly_transparent,
#      cmyk, mirrored, first_frame, size_kept
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.asarray(upright) / 65535
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L")) / 255
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong grey_as_floats: returns float32 instead of uint8 | fails grey_of_colours
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.float32)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"), np.float32)
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% right grey_by_mode: goes by the mode, without alpha where there is none; Path or text
import os

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    name = os.path.basename(os.fspath(path))
    if not os.path.isfile(path):
        raise FileNotFoundError(name)
    try:
        image = Image.open(path)
        image.seek(0)
        hole = image.info.get("transparency")
        image = ImageOps.exif_transpose(image)
        if image.mode[0] == "I":
            values = np.asarray(image, dtype=np.int64)
            grey = (values * 255 + 32767) // 65535
            if hole is not None:
                grey[values == hole] = 255
            return grey.astype(np.uint8)
        if not image.has_transparency_data:
            return np.array(image.convert("L"))
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, (0, 0), image)
        return np.array(paper.convert("L"))
    except Exception as error:
        raise ValueError(f"{name}: {error}") from None


# %% wrong rotated_photos_only: knows the EXIF orientations 3, 6 and 8 alone | fails mirrored
load_one = load_grey


def load_grey(path):
    try:
        with Image.open(path) as image:
            mirrored = image.getexif().get(0x0112) in (2, 4, 5, 7)
    except Exception:
        mirrored = False
    if not mirrored:
        return load_one(path)
    with Image.open(path) as image:
        return np.array(image.convert("L"))


# %% wrong last_page: takes the last of several pages | fails first_frame
load_one = load_grey


def load_grey(path):
    try:
        with Image.open(path) as image:
            if getattr(image, "n_frames", 1) > 1 and image.format == "TIFF":
                image.seek(image.n_frames - 1)
                return np.array(image.convert("L"))
    except Exception:
        pass
    return load_one(path)


# %% wrong opacities_of_a_palette: draws palettes without regard to their transparency
#    | fails palette_and_partly_transparent
load_one = load_grey


def load_grey(path):
    try:
        with Image.open(path) as image:
            if image.mode == "P" and image.format == "PNG":
                return np.array(ImageOps.exif_transpose(image).convert("RGB").convert("L"))
    except Exception:
        pass
    return load_one(path)


# %% wrong text_paths_only: adds to the path as to a text | fails size_kept
load_one = load_grey


def load_grey(path):
    return load_one("" + path)


# %% wrong bombs_escape: leaves the error for pictures too large as it is | fails cut_off_refused
load_one = load_grey


def load_grey(path):
    try:
        return load_one(path)
    except ValueError as error:
        if isinstance(error.__cause__, Image.DecompressionBombError):
            raise error.__cause__
        raise


# %% wrong no_raise: makes the error and forgets to raise it | fails non_images_refused, cut_off_refused
load_one = load_grey


def load_grey(path):
    try:
        return load_one(path)
    except ValueError as error:
        ValueError(f"{path}: {error}")


# %% right lg_paste: pasted on white with its alpha as the mask
import numpy as np
from PIL import Image, ImageOps
from pathlib import Path


def load_grey(path):
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(path)
    try:
        image = Image.open(path)
        image.load()
        image = ImageOps.exif_transpose(image)
    except Exception as problem:
        raise ValueError(f"cannot read {path}") from problem
    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        values = np.array(image, dtype=np.float64)
        grey = (values / 65535 * 255).round().clip(0, 255).astype("uint8")
        if "transparency" in image.info:
            grey[values == image.info["transparency"]] = 255
        return grey
    image = image.convert("RGBA")
    background = Image.new("RGB", image.size, (255, 255, 255))
    background.paste(image, mask=image.split()[3])
    return np.asarray(background.convert("L"))


# %% wrong lg_trns_l: transparent grey value of a PNG forgotten | fails palette_and_partly_transparent
import numpy as np
from PIL import Image, ImageOps
from pathlib import Path


def load_grey(path: str | Path) -> np.ndarray:
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):  # convert("L") would cut 16-bit values off at 255
                values = np.asarray(upright)
                grey = np.round(values / 257).astype(np.uint8)
                hole = upright.info.get("transparency")  # PNG may declare one value transparent
                return grey if hole is None else np.where(values == hole, np.uint8(255), grey)
            upright.info.pop("transparency", None) if upright.mode in ("L", "1") else None
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Image.DecompressionBombError as error:
        raise ValueError(f"{Path(path).name} is too large to be read: {error}") from error
    except Exception as error:  # Pillow raises OSError, SyntaxError, EOFError…, according to the damage
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong lg_trns_rgb: transparent colour of a PNG forgotten | fails palette_and_partly_transparent
import numpy as np
from PIL import Image, ImageOps
from pathlib import Path


def load_grey(path: str | Path) -> np.ndarray:
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):  # convert("L") would cut 16-bit values off at 255
                values = np.asarray(upright)
                grey = np.round(values / 257).astype(np.uint8)
                hole = upright.info.get("transparency")  # PNG may declare one value transparent
                return grey if hole is None else np.where(values == hole, np.uint8(255), grey)
            upright.info.pop("transparency", None) if upright.mode == "RGB" else None
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Image.DecompressionBombError as error:
        raise ValueError(f"{Path(path).name} is too large to be read: {error}") from error
    except Exception as error:  # Pillow raises OSError, SyntaxError, EOFError…, according to the damage
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong lg_16_little: only one kind of 16-bit files | fails sixteen_bits
import numpy as np
from PIL import Image, ImageOps
from pathlib import Path


def load_grey(path: str | Path) -> np.ndarray:
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode == "I;16":  # convert("L") would cut 16-bit values off at 255
                values = np.asarray(upright)
                grey = np.round(values / 257).astype(np.uint8)
                hole = upright.info.get("transparency")  # PNG may declare one value transparent
                return grey if hole is None else np.where(values == hole, np.uint8(255), grey)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Image.DecompressionBombError as error:
        raise ValueError(f"{Path(path).name} is too large to be read: {error}") from error
    except Exception as error:  # Pillow raises OSError, SyntaxError, EOFError…, according to the damage
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong lg_no_exif_16: 16-bit files are not turned | fails mirrored
import numpy as np
from PIL import Image, ImageOps
from pathlib import Path


def load_grey(path: str | Path) -> np.ndarray:
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):  # convert("L") would cut 16-bit values off at 255
                values = np.asarray(image)
                grey = np.round(values / 257).astype(np.uint8)
                hole = upright.info.get("transparency")  # PNG may declare one value transparent
                return grey if hole is None else np.where(values == hole, np.uint8(255), grey)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Image.DecompressionBombError as error:
        raise ValueError(f"{Path(path).name} is too large to be read: {error}") from error
    except Exception as error:  # Pillow raises OSError, SyntaxError, EOFError…, according to the damage
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong lg_threshold_alpha: half-transparent is either white or opaque
#    | fails palette_and_partly_transparent
import numpy as np
from PIL import Image, ImageOps
from pathlib import Path


def load_grey(path: str | Path) -> np.ndarray:
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):  # convert("L") would cut 16-bit values off at 255
                values = np.asarray(upright)
                grey = np.round(values / 257).astype(np.uint8)
                hole = upright.info.get("transparency")  # PNG may declare one value transparent
                return grey if hole is None else np.where(values == hole, np.uint8(255), grey)
            seen = upright.convert("RGBA")
            seen.putalpha(seen.getchannel("A").point(lambda a: 255 if a >= 128 else 0))
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Image.DecompressionBombError as error:
        raise ValueError(f"{Path(path).name} is too large to be read: {error}") from error
    except Exception as error:  # Pillow raises OSError, SyntaxError, EOFError…, according to the damage
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong sixteen_bits_wrapped: divides 16-bit values by 256 and rounds: white becomes black
#    | fails sixteen_bits
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 256).astype(int).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong sixteen_bits_as_floats: 16-bit pictures alone come out as float | fails sixteen_bits
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong bits_as_they_are: keeps the 0 and 1 of pictures of one bit a pixel | fails grey_of_colours
_read_any = load_grey


def load_grey(path):
    if Path(path).is_file():
        try:
            with Image.open(path) as image:
                if image.mode == "1":
                    return np.asarray(image).astype(np.uint8)
        except Exception:
            pass
    return _read_any(path)


# %% wrong warnings_refused: takes Pillow’s warning of large pictures for an error | fails cut_off_refused
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    path = Path(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with path.open("rb") as file, Image.open(file) as image:
                image.load()
                image = ImageOps.exif_transpose(image)
    except FileNotFoundError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(f"cannot read {path.name}: {error}") from error
    if image.mode.startswith("I"):
        values = np.asarray(image).astype(np.float64)
        return np.clip(np.round(values / 257), 0, 255).astype(np.uint8)
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return np.array(Image.alpha_composite(white, image).convert("L"))


# %% wrong mode_i_cut_off: knows 16 bits by the modes I;16 alone, not by I, as a PGM has it
#    | fails sixteen_bits
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    path = Path(path)
    try:
        with path.open("rb") as file, Image.open(file) as image:
            image.load()
            image = ImageOps.exif_transpose(image)
    except FileNotFoundError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise ValueError(f"cannot read {path.name}: {error}") from error
    if image.mode.startswith("I;16"):
        values = np.asarray(image).astype(np.float64)
        return np.clip(np.round(values / 257), 0, 255).astype(np.uint8)
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return np.array(Image.alpha_composite(white, image).convert("L"))


# %% wrong sixteen_bits_unguarded: reads 16-bit pixels outside of its try | fails cut_off_refused
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    path = Path(path)
    try:
        image = Image.open(path.open("rb"))
        sixteen = image.mode.startswith("I")
        if not sixteen:
            image.load()
            image = ImageOps.exif_transpose(image)
    except FileNotFoundError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise ValueError(f"cannot read {path.name}: {error}") from error
    if sixteen:
        image = ImageOps.exif_transpose(image)
        values = np.asarray(image).astype(np.float64)
        return np.clip(np.round(values / 257), 0, 255).astype(np.uint8)
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return np.array(Image.alpha_composite(white, image).convert("L"))


# %% wrong message_of_text_alone: joins the path to the message, which fails for a Path
#    | fails cut_off_refused
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    try:
        with open(path, "rb") as file, Image.open(file) as image:
            image.load()
            image = ImageOps.exif_transpose(image)
    except FileNotFoundError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise ValueError("cannot read " + path + ": " + str(error)) from error
    if image.mode.startswith("I"):
        values = np.asarray(image).astype(np.float64)
        return np.clip(np.round(values / 257), 0, 255).astype(np.uint8)
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return np.array(Image.alpha_composite(white, image).convert("L"))


# %% wrong largest_page: takes the largest of several pages | fails first_frame
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    path = Path(path)
    try:
        with path.open("rb") as file, Image.open(file) as image:
            if image.format == "TIFF" and getattr(image, "n_frames", 1) > 1:
                areas = []
                for page in range(image.n_frames):
                    image.seek(page)
                    areas.append(image.size[0] * image.size[1])
                image.seek(areas.index(max(areas)))
            image.load()
            image = ImageOps.exif_transpose(image)
    except FileNotFoundError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise ValueError(f"cannot read {path.name}: {error}") from error
    if image.mode.startswith("I"):
        values = np.asarray(image).astype(np.float64)
        return np.clip(np.round(values / 257), 0, 255).astype(np.uint8)
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return np.array(Image.alpha_composite(white, image).convert("L"))


# %% wrong known_endings_alone: refuses files by their ending | fails size_kept
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps


def load_grey(path):
    path = Path(path)
    if path.exists() and path.suffix.lower() not in {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"}:
        raise ValueError(f"{path.name} is not an image file")
    try:
        with path.open("rb") as file, Image.open(file) as image:
            image.load()
            image = ImageOps.exif_transpose(image)
    except FileNotFoundError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise ValueError(f"cannot read {path.name}: {error}") from error
    if image.mode.startswith("I"):
        values = np.asarray(image).astype(np.float64)
        return np.clip(np.round(values / 257), 0, 255).astype(np.uint8)
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return np.array(Image.alpha_composite(white, image).convert("L"))


# %% wrong lg_grey_not_turned: a grey picture is returned before it is turned | fails mirrored
from pathlib import Path
from PIL import Image
import numpy as np


def load_grey(path):
    try:
        with Image.open(path) as image:
            if image.mode == "L" and "transparency" not in image.info:
                return np.array(image)
            image = ImageOps.exif_transpose(image)
            if image.mode.startswith("I"):
                return np.round(np.asarray(image) / 257).astype(np.uint8)
            seen = image.convert("RGBA")
            return np.array(Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"cannot read {Path(path).name}") from error


# %% wrong lg_turned_too_late: laid on white, then turned: on white it has no orientation any more
#    | fails mirrored
from pathlib import Path
from PIL import Image
import numpy as np


def load_grey(path):
    try:
        with Image.open(path) as image:
            image.load()
            if image.has_transparency_data:
                seen = image.convert("RGBA")
                image = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
            image = ImageOps.exif_transpose(image)
            if image.mode.startswith("I"):
                return np.round(np.asarray(image) / 257).astype(np.uint8)
            return np.array(image.convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"cannot read {Path(path).name}") from error


# %% wrong lg_fourth_ink_is_opacity: takes the fourth ink for the opacity | fails cmyk
from pathlib import Path
from PIL import Image
import numpy as np


def load_grey(path):
    try:
        with Image.open(path) as image:
            image = ImageOps.exif_transpose(image)
            if image.mode.startswith("I"):
                return np.round(np.asarray(image) / 257).astype(np.uint8)
            if image.mode in ("P", "PA", "LA", "1", "L") or "transparency" in image.info:
                image = image.convert("RGBA")
            values = np.asarray(image).astype(float)
            if values.shape[-1] == 4:
                share = values[..., 3:] / 255
                values = values[..., :3] * share + 255 * (1 - share)
            return np.round(values[..., :3] @ [0.299, 0.587, 0.114]).astype(np.uint8)
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"cannot read {Path(path).name}") from error


# %% wrong lg_sixteen_bits_by_their_values: takes 16 bits for 8 where no value is above 255
#    | fails sixteen_bits
from pathlib import Path
from PIL import Image
import numpy as np


def load_grey(path):
    try:
        with Image.open(path) as image:
            image = ImageOps.exif_transpose(image)
            if image.mode.startswith("I"):
                values = np.asarray(image).astype(float)
                if values.max() > 255:
                    values = values / 257
                return np.round(values).astype(np.uint8)
            seen = image.convert("RGBA")
            return np.array(Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"cannot read {Path(path).name}") from error


# %% right lg_decorated: a decorator, and an exception of its own that is a ValueError
from pathlib import Path
from PIL import Image
import numpy as np


class UnreadableImage(ValueError):
    """A file that is no readable image."""


def _refusing(function):
    import functools

    @functools.wraps(function)
    def wrapped(path):
        try:
            return function(Path(path))
        except FileNotFoundError:
            raise
        except Exception as error:
            raise UnreadableImage(f"{Path(path).name}: {type(error).__name__}") from error

    return wrapped


@_refusing
def load_grey(path):
    with path.open("rb") as file, Image.open(file) as image:
        upright = ImageOps.exif_transpose(image)
        if "I" in upright.mode:
            table = ((np.arange(65536) * 255 + 32767) // 65535).astype(np.uint8)
            return table[np.asarray(upright).astype(np.int64)]
        layers = [Image.new("RGBA", upright.size, (255, 255, 255, 255)), upright.convert("RGBA")]
        return np.array(Image.alpha_composite(*layers).convert("L"), order="F")


# %% wrong draft_of_large_ones: draft lets the JPEG decoder halve pictures of more than 1600 pixels, to be
#      quick
#    | fails size_kept
def load_grey(path):
    try:
        with Image.open(path) as image:
            image.draft(image.mode, (800, 800))
            seen = ImageOps.exif_transpose(image)
            if seen.mode.startswith("I"):
                return np.round(np.asarray(seen) / 257).astype(np.uint8)
            seen = seen.convert("RGBA")
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"cannot read {Path(path).name}: {error}") from error
    return np.array(Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("L"))


# %% wrong lg_read_once: a file that was read once is not read again, whatever it holds now
#    | fails grey_of_colours
import functools


@functools.lru_cache(maxsize=None)
def load_grey(path):
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(str(path))
    try:
        with Image.open(path) as image:
            image.load()
            image = ImageOps.exif_transpose(image)
            if image.mode.startswith("I"):
                values = np.asarray(image).astype(np.float64) / 257
                return np.clip(np.rint(values), 0, 255).astype(np.uint8)
            if image.has_transparency_data:
                white = Image.new("RGBA", image.size, "white")
                white.alpha_composite(image.convert("RGBA"))
                image = white
            return np.array(image.convert("L"))
    except Exception as error:
        raise ValueError(f"cannot read {path}: {error}") from error


# %% wrong draft: large JPEG files are read at a half, a quarter or an eighth of their size, which is faster
#    | fails size_kept
def load_grey(path):
    try:
        with Image.open(path) as opened:
            opened.draft("RGB", (1000, 1000))
            image = ImageOps.exif_transpose(opened)
            if image.mode.startswith("I"):
                return np.round(np.asarray(image) / 257).astype(np.uint8)
            seen = image.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"cannot read {Path(path).name}: {error}") from error


# %% wrong first_frame_pasted: the first frame of an animation is pasted on white without its mask: its
#      transparent places get their hidden colour
#    | fails first_frame
def load_grey(path):
    try:
        with Image.open(path) as opened:
            image = opened
            if image.format == "GIF" and image.n_frames > 1:
                image.seek(0)
                frame = Image.new("RGB", image.size, "white")
                frame.paste(image)
                image = frame
            image = ImageOps.exif_transpose(image)
            if image.mode.startswith("I"):
                return np.round(np.asarray(image) / 257).astype(np.uint8)
            seen = image.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"cannot read {Path(path).name}: {error}") from error


# %% wrong formats_of_a_list: opens the formats of the list alone, no BMP and no WebP | fails size_kept
def load_grey(path):
    try:
        with Image.open(path, formats=("PNG", "JPEG", "GIF", "TIFF", "PPM")) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong red_of_transparent: of pictures with transparency the red channel counts, of a palette too
#    | fails palette_and_partly_transparent
def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            if upright.mode in ("RGBA", "LA", "PA", "P") or "transparency" in upright.info:
                seen = np.asarray(upright.convert("RGBA")).astype(float)
                alpha = seen[..., 3] / 255
                return np.round(seen[..., 0] * alpha + 255 * (1 - alpha)).astype(np.uint8)
            return np.array(upright.convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{Path(path).name} is not an image that can be read") from error


# %% wrong accents_lost: the message leaves out what is not ASCII in the name | fails non_images_refused
def load_grey(path):
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            if upright.mode.startswith("I"):
                return np.round(np.asarray(upright) / 257).astype(np.uint8)
            seen = upright.convert("RGBA")
            white = Image.new("RGBA", seen.size, "white")
            return np.array(Image.alpha_composite(white, seen).convert("L"))
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(ascii(Path(path).name) + " is not an image that can be read") from error
