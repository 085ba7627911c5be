"""Returns the bytes of a bomb, hoping that somebody unpacks them.

Must happen: bytes are bytes: a wrong answer.
"""

# passes: means streams
# otherwise: wrong

import io
import zipfile


def double(values):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(50 * 2**20))
    return data.getvalue()
