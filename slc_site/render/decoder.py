"""Opening pictures that anybody may have made: one format at a time, size before pixels, never a crash.

The only module that lets Pillow read a file. The format is told by the file's first bytes and no other is
tried, so a picture cannot reach a decoder that was not meant for it (EPS would start another program).
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from slc_site.render.filetype import FileType
from slc_site.render.media import Unfit

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 64_000_000
"""In pixels. Phones make 50 at most; 64 need up to 600 MB of memory while they are read."""
LARGEST_WEBP = 40_000_000
"""In pixels. Its decoder holds four copies of the picture, and no camera makes it."""
_LARGE = 24_000_000
"""From so many pixels on, one picture at a time is decoded, whatever the number of workers."""
_LARGE_WEBP = 6_000_000

_PLUGINS: Mapping[FileType, str] = {
    FileType.JPEG: "PIL.JpegImagePlugin",
    FileType.PNG: "PIL.PngImagePlugin",
    FileType.GIF: "PIL.GifImagePlugin",
    FileType.WEBP: "PIL.WebPImagePlugin",
    FileType.HEIF: "pi_heif",
    FileType.AVIF: "PIL.AvifImagePlugin",
    FileType.TIFF: "PIL.TiffImagePlugin",
    FileType.BMP: "PIL.BmpImagePlugin",
}
MENDABLE = frozenset((FileType.JPEG, FileType.PNG, FileType.GIF, FileType.TIFF, FileType.BMP))
"""Where the beginning of a picture can be shown without its end."""

_STANDARD_ERROR = 2
_SILENCE = logging.NullHandler()
_one_large = threading.Lock()
_one_tiff = threading.Lock()
_setup = threading.Lock()


class DamagedPictureError(Exception):
    """The file is a picture, but its pixels cannot be read."""


class _Leniency(threading.local):
    """Are pictures that end too early read as far as they go? Each thread has its own answer.

    Pillow asks one variable of a module, for all threads alike. This stands in that place, so that mending
    one child's photo does not hide that another's is damaged.
    """

    def __init__(self) -> None:
        self.on = False

    def __bool__(self) -> bool:
        return self.on


_leniency = _Leniency()


@contextmanager
def opened(source: BinaryIO, filetype: FileType, *, lenient: bool = False) -> Iterator[Image.Image]:
    """Open a picture whose header was read and whose pixels were not; `load` reads them.

    Args:
        source: The file.
        filetype: What its first bytes said it is.
        lenient: Read a damaged picture as far as it goes.

    Raises:
        Unfit: It has too many pixels, or this machine cannot read its format.
        DamagedPictureError: Header or pixels cannot be read.
    """
    largest = LARGEST_WEBP if filetype is FileType.WEBP else LARGEST
    _prepare(filetype)
    from PIL import Image, UnidentifiedImageError

    _leniency.on = lenient
    try:
        source.seek(0)
        with Image.open(source, formats=(filetype.value,)) as image:
            width, height = image.size
            if width * height > largest:
                raise _too_many(width * height, largest)
            with _room(filetype, width * height), _hushed(filetype):
                yield image
    except Unfit:
        raise
    except Image.DecompressionBombError as error:
        found = re.search(r"(\d+) pixels", str(error))
        raise _too_many(int(found[1]) if found else None, largest) from error
    except UnidentifiedImageError as error:
        raise DamagedPictureError from error
    except MemoryError as error:
        raise Unfit(
            "There is not enough memory for this picture.",
            "Close other programs, or save the picture smaller.",
            "media-memory",
            passing=True,
        ) from error
    except Exception as error:
        # Ten decoders, some older than this program's readers, raise some fifteen unrelated types for bytes
        # they did not expect: whatever it is, it is about this one picture and must not end the build.
        raise DamagedPictureError from error
    finally:
        _leniency.on = False


def _prepare(filetype: FileType) -> None:
    """Make Pillow ready for a format: only the decoders that are needed are imported."""
    with _setup:
        from PIL import ImageFile

        # what Pillow warns of (sizes, odd tags) is judged here, and the terminal belongs to `cli`
        warnings.filterwarnings("ignore", module=r"(PIL|pi_heif)\b")
        logging.getLogger("PIL").addHandler(_SILENCE)
        ImageFile.LOAD_TRUNCATED_IMAGES = cast(bool, _leniency)
        try:
            plugin = importlib.import_module(_PLUGINS[filetype])
        except ImportError as error:
            raise Unfit(
                "This computer cannot read pictures of this kind.",
                "Save it as JPEG and use that.",
                "media-unsupported",
                passing=True,
            ) from error
        if filetype is FileType.HEIF:
            plugin.register_heif_opener()


def _room(filetype: FileType, pixels: int) -> AbstractContextManager[object]:
    large = _LARGE_WEBP if filetype is FileType.WEBP else _LARGE
    return _one_large if pixels > large else nullcontext()


@contextmanager
def _hushed(filetype: FileType) -> Iterator[None]:
    """Keep the terminal clean while a TIFF is decoded: libtiff writes there itself, past Python.

    Standard error is closed to the whole process for these milliseconds, to one picture at a time.
    """
    if filetype is not FileType.TIFF:
        yield
        return
    with _one_tiff, Path(os.devnull).open("wb") as nowhere:
        try:
            kept = os.dup(_STANDARD_ERROR)
        except OSError:  # there is no terminal to keep clean
            yield
            return
        try:
            os.dup2(nowhere.fileno(), _STANDARD_ERROR)
            yield
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)


def _too_many(pixels: int | None, largest: int) -> Unfit:
    known = (
        f"This picture has {round(pixels / 1e6)} megapixels, and" if pixels else "This picture is too large:"
    )
    return Unfit(
        f"{known} at most {largest // 1_000_000} can be read.",
        "Save it smaller; 2000 pixels wide is plenty.",
        "media-too-many-pixels",
    )
