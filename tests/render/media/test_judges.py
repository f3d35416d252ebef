"""The judge of bytes finds what was planted, and takes no noise for it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.render.media.judges import planted_words

NOISE = random.Random(7).randbytes(1_000_000).replace(b"GPS", b"...").replace(b"ID3", b"...")


@pytest.mark.parametrize("planted", [b"GPS", b"ID3", b"GPSLatitude", b"ID3\x04\x00", b"loci", b"50.4"])
@pytest.mark.parametrize("size", [1_000, 1_000_000])
def test_what_was_planted_is_found_unless_chance_plants_it_too(
    tmp_path: Path, planted: bytes, size: int
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(NOISE[: size // 2] + planted + NOISE[size // 2 : size])
    is_by_chance = size > 20_000 and planted in (b"GPS", b"ID3")
    assert bool(planted_words([film])) is not is_by_chance
