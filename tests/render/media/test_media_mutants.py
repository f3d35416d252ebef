"""Whatever the bytes: one medium or one problem, and never a traceback or a word on the terminal."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from slc_site.model.classroom import Attachment
from slc_site.problems import RecordingReporter, Severity
from slc_site.render.studio import Studio
from tests.render.media.judges import planted_words
from tests.render.media.samples import (
    DATA,
    XMP,
    corners,
    exif,
    film,
    png_text,
    saved,
    sound,
    swapped_profile,
    turned_heic,
)

_PHOTO = corners(24, 18)
_PHOTO.paste(Image.effect_noise((12, 9), 90), (6, 4))

SEEDS = {
    "JPEG": [
        saved(_PHOTO, "JPEG", exif=exif(6), xmp=XMP, comment=b"CANARY", icc_profile=swapped_profile()),
        saved(_PHOTO.convert("CMYK"), "JPEG", progressive=True),
        saved(_PHOTO, "MPO", save_all=True, append_images=[_PHOTO]),
    ],
    "PNG": [
        saved(_PHOTO, "PNG", exif=exif(8), pnginfo=png_text(), icc_profile=swapped_profile()),
        saved(_PHOTO.quantize(8), "PNG", transparency=1),
        saved(_PHOTO.convert("LA"), "PNG"),
    ],
    "GIF": [
        saved(_PHOTO, "GIF", comment=b"CANARY", transparency=1),
        saved(_PHOTO, "GIF", save_all=True, append_images=[corners(24, 18)], duration=10),
    ],
    "WEBP": [
        saved(_PHOTO, "WEBP", exif=exif(3), xmp=XMP, icc_profile=swapped_profile()),
        saved(_PHOTO.convert("RGBA").rotate(9), "WEBP", lossless=True),
        saved(_PHOTO, "WEBP", save_all=True, append_images=[corners(24, 18)]),
    ],
    "HEIF": [(DATA / "corners.heic").read_bytes(), turned_heic(5)],
    "AVIF": [saved(_PHOTO, "AVIF", exif=exif(2), xmp=XMP), saved(_PHOTO.convert("RGBA").rotate(9), "AVIF")],
    "TIFF": [
        saved(_PHOTO, "TIFF", exif=exif(7)),
        saved(_PHOTO, "TIFF", compression="tiff_lzw"),
        saved(_PHOTO, "TIFF", compression="jpeg"),
        saved(_PHOTO.convert("1"), "TIFF", compression="group4"),
    ],
    "BMP": [saved(_PHOTO, "BMP"), saved(_PHOTO.quantize(8), "BMP")],
    "MP4": [
        *((DATA / name).read_bytes() for name in ("place.mp4", "place.mov", "fragments.mp4", "song.m4a")),
        film((b"vide", b"avc1", [b"one", b"two"]), (b"meta", b"mebx", [b"three"]), offsets="co64"),
    ],
    "MP3": [(DATA / "song.mp3").read_bytes()],
    "WAV": [sound(0.02)],
    "OGG": [(DATA / "song.ogg").read_bytes(), (DATA / "vorbis.ogg").read_bytes()],
    "WEBM": [(DATA / "clip.webm").read_bytes(), (DATA / "live.webm").read_bytes()],
}


def mutant(seed: bytes, chance: random.Random) -> bytes:
    """The file with one to four changes: bytes flipped, numbers made extreme, parts lost or doubled."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 4)):
        # headers are short and decide most, so every other change is made near the beginning
        place = chance.randrange(max(1, len(data) if chance.random() < 0.5 else min(len(data), 400)))
        match chance.randrange(6):
            case 0:
                data[place : place + 1] = bytes((chance.randrange(256),))
            case 1:
                data[place : place + 4] = chance.choice(
                    (b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1")
                )
            case 2:
                del data[place : place + chance.randint(1, 40)]
            case 3:
                data[place:place] = chance.randbytes(chance.randint(1, 40))
            case 4:
                data[place:place] = data[place : place + chance.randint(1, 200)]
            case _:
                del data[chance.randrange(place, len(data) + 1) :]
    return bytes(data)


def _survive(tmp_path, form: str, count: int, start: int) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    attachments = []
    for number in range(start, start + count):
        chance = random.Random(f"{form} {number}")
        path = folder / f"{number}"
        path.write_bytes(mutant(chance.choice(SEEDS[form]), chance))
        attachments.append(Attachment(path.name, path, path.stat().st_size, path.name))
    reporter = RecordingReporter()
    done = Studio(tmp_path / "cache", reporter, jobs=2).prepare(attachments, widths=(8, 20))
    refused = {problem.file for problem in reporter.problems if problem.severity is Severity.ERROR}
    published = {path.name for path in done}
    assert refused | published == {attachment.file for attachment in attachments}
    assert not refused & published
    assert published, "the mutants should not all be refused"
    files = sorted({file.path for media in done.values() for file in media.files})
    if form not in ("MP4", "MP3", "WAV", "OGG", "WEBM"):
        assert planted_words(files) == []
        for path in files:
            with Image.open(path) as picture:
                picture.load()
                assert picture.format == "WEBP"


@pytest.mark.parametrize("form", SEEDS)
def test_mutants_are_published_or_named(tmp_path, form, capfd):
    _survive(tmp_path, form, 300, 0)
    assert capfd.readouterr() == ("", "")


@pytest.mark.nightly
@pytest.mark.parametrize("form", SEEDS)
def test_very_many_mutants_are_published_or_named(tmp_path, form, capfd):
    _survive(tmp_path, form, 2_000, 1_000)
    assert capfd.readouterr() == ("", "")
