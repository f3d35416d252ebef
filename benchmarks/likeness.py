"""How much of each photo is left in the pictures made of it; run by an interpreter that has scikit-image.

From standard input: JSON, a list of pairs: a photo, and the pictures made of it by their width. To standard
output: JSON, by width the mean PSNR and SSIM. Each picture is compared with what scaling alone leaves: the
whole photo, turned upright, brought to that width with Lanczos and never encoded.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from statistics import fmean

import numpy
from PIL import Image, ImageOps
from skimage.metrics import peak_signal_noise_ratio, structural_similarity


def main() -> None:
    """Read the pairs and write the means."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for photo, made in json.load(sys.stdin):
        for width, likeness in _likenesses(photo, made).items():
            found[width].append(likeness)
    json.dump(
        {width: [fmean(values) for values in zip(*all_, strict=True)] for width, all_ in found.items()},
        sys.stdout,
    )


def _likenesses(photo: str, made: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    with Image.open(photo) as original:
        upright = ImageOps.exif_transpose(original).convert("RGB")
    return {width: _likeness(upright, path) for width, path in made.items()}


def _likeness(upright: Image.Image, path: str) -> tuple[float, float]:
    with Image.open(path) as picture:
        shown = picture.convert("RGB")
    wanted = upright.resize(shown.size, Image.Resampling.LANCZOS)
    return (
        float(peak_signal_noise_ratio(numpy.asarray(wanted), numpy.asarray(shown))),
        float(structural_similarity(numpy.asarray(wanted.convert("L")), numpy.asarray(shown.convert("L")))),
    )


if __name__ == "__main__":
    main()
