"""Saving a picture as a phone does: turned by a note instead of by its pixels, with place, time and model.

None of it is anybody's: the model does not exist, the place is a field. It is there so that one can see that
nothing of it is left in what `slc_site` publishes.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path as File

from PIL import ExifTags, Image, PngImagePlugin

MAKE, MODEL = "Pebble", "Pebble P3"
LATITUDE, LONGITUDE = (52.0, 7.0, 51.6), (106.0, 25.0, 37.2)
_UNDO = {
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}  # fmt: skip
"""How the upright picture has to be turned so that a reader who heeds the note turns it back."""


def exif(orientation: int, taken: str) -> Image.Exif:
    """What a phone notes down; `taken` as `2025:10-05 09:41:00` with colons in the day."""
    notes = Image.Exif()
    notes[ExifTags.Base.Make] = MAKE
    notes[ExifTags.Base.Model] = MODEL
    notes[ExifTags.Base.Software] = "Pebble Camera 4.2"
    notes[ExifTags.Base.Orientation] = orientation
    notes[ExifTags.Base.DateTime] = taken
    notes[ExifTags.Base.Artist] = "phone of the teacher"
    details = notes.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = taken
    details[ExifTags.Base.ISOSpeedRatings] = 200
    details[ExifTags.Base.BodySerialNumber] = "PB3-000-SAMPLE"
    place = notes.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = LATITUDE
    place[ExifTags.GPS.GPSLongitudeRef] = "W"
    place[ExifTags.GPS.GPSLongitude] = LONGITUDE
    place[ExifTags.GPS.GPSAltitude] = 512.0
    return notes


def save(
    image: Image.Image,
    file: File,
    *,
    orientation: int = 1,
    taken: str = "2025:10:05 09:41:00",
    quality: int = 66,
) -> None:
    """Save by the ending of the file's name; see the module for what is written into it."""
    notes = exif(orientation, taken)
    for step in _UNDO.get(orientation, []):
        image = image.transpose(step)
    kind = file.suffix.lower()
    if kind in (".jpg", ".jpeg"):
        image.save(
            file,
            quality=quality,
            exif=notes,
            subsampling=2,
            optimize=True,
            progressive=True,
            comment=b"Room 12 camera",
        )
    elif kind == ".webp":
        image.save(file, quality=quality, exif=notes, method=6)
    elif kind == ".png":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", "class tablet 3")
        image.quantize(200, dither=Image.Dither.NONE).save(file, optimize=True, pnginfo=text)
    elif kind == ".heic":
        _heic(image, file, notes)
    else:
        raise ValueError(f"no phone writes {kind}")


def _heic(image: Image.Image, file: File, notes: Image.Exif) -> None:
    if shutil.which("heif-enc") is None:
        raise SystemExit("heif-enc is missing: apt-get install libheif-examples")
    with tempfile.TemporaryDirectory() as folder:
        source = File(folder) / "photo.jpg"
        image.save(source, quality=95, exif=notes)
        subprocess.run(
            ["heif-enc", "-q", "42", "-o", str(file), str(source)], check=True, stdout=subprocess.DEVNULL
        )
