"""What is sealed can be opened with its key and under its name, and in no other way."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from slc_site.share import seal as sealing
from slc_site.share.seal import (
    CHUNK,
    KEY,
    MAGIC,
    SALT,
    TAG,
    DamagedError,
    SealError,
    opaque_name,
    padme,
    seal,
    unseal,
)

ONE, OTHER = bytes(range(32)), bytes(range(1, 33))
PATH = "students/ada/posts/2026-10-05-my-frog-poem/index.html"
NAME = opaque_name(ONE, PATH)
BORDERS = [0, 1, 2, CHUNK - 200, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 12345]


def noise(length: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(length)


@pytest.mark.parametrize("length", [*BORDERS, *(random.Random(7).randrange(3 * CHUNK) for _ in range(12))])
def test_what_was_sealed_comes_out_as_it_went_in(length: int) -> None:
    content = noise(length)
    opened = unseal(ONE, NAME, seal(ONE, PATH, "video/mp4", content))
    assert (opened.path, opened.type) == (PATH, "video/mp4")
    assert opened.content == content


def test_the_same_gives_the_same_bytes_and_anything_else_gives_quite_others() -> None:
    sealed = seal(ONE, PATH, "text/html", b"frogs")
    assert seal(ONE, PATH, "text/html", b"frogs") == sealed
    for other in (
        seal(ONE, PATH, "text/html", b"frogz"),
        seal(ONE, PATH + "x", "text/html", b"frogs"),
        seal(ONE, PATH, "text/css", b"frogs"),
        seal(OTHER, PATH, "text/html", b"frogs"),
    ):
        assert other[len(MAGIC) : len(MAGIC) + SALT] != sealed[len(MAGIC) : len(MAGIC) + SALT]
        assert other[len(MAGIC) + SALT :] != sealed[len(MAGIC) + SALT :]


@pytest.mark.parametrize("length", [5, CHUNK + 5])
def test_every_flipped_bit_is_noticed(length: int) -> None:
    sealed = seal(ONE, PATH, "image/webp", noise(length))
    chance = random.Random(3)
    for at in [0, 3, 4, 19, 20, len(sealed) - 1, *(chance.randrange(len(sealed)) for _ in range(40))]:
        damaged = bytearray(sealed)
        damaged[at] ^= 1 << chance.randrange(8)
        with pytest.raises(SealError):
            unseal(ONE, NAME, bytes(damaged))


def test_a_file_cut_off_anywhere_is_noticed_between_two_chunks_too() -> None:
    sealed = seal(ONE, PATH, "video/mp4", noise(3 * CHUNK))
    whole = CHUNK + TAG
    start = len(MAGIC) + SALT
    for length in (0, 3, start - 1, start, start + 5, start + whole, start + 2 * whole, len(sealed) - 1):
        with pytest.raises(SealError):
            unseal(ONE, NAME, sealed[:length])


def test_chunks_that_changed_places_or_stand_there_twice_are_noticed() -> None:
    sealed = seal(ONE, PATH, "video/mp4", noise(3 * CHUNK))
    whole, start = CHUNK + TAG, len(MAGIC) + SALT
    first, second = sealed[start : start + whole], sealed[start + whole : start + 2 * whole]
    rest = sealed[start + 2 * whole :]
    for body in (second + first + rest, first + first + rest, first + second + second + rest, second + rest):
        with pytest.raises(SealError):
            unseal(ONE, NAME, sealed[:start] + body)


@pytest.mark.parametrize("length", [5, 3 * CHUNK])
def test_a_file_that_was_cut_is_told_from_a_key_that_does_not_fit(length: int) -> None:
    sealed = seal(ONE, PATH, "video/mp4", noise(length))
    whole, start = CHUNK + TAG, len(MAGIC) + SALT
    cuts = [sealed[:-1], sealed + b"x", sealed[: start + 5], sealed[:start]]
    if length > CHUNK:
        cuts += [sealed[: start + whole], sealed[: start + 2 * whole], sealed[:-20] + bytes(20)]
    for cut in cuts:
        with pytest.raises(DamagedError):
            unseal(ONE, NAME, cut)
    with pytest.raises(SealError) as told:
        unseal(OTHER, NAME, sealed)
    assert not isinstance(told.value, DamagedError)


def test_a_file_under_the_name_of_another_is_noticed() -> None:
    other = opaque_name(ONE, "students/ada/posts/other/index.html")
    with pytest.raises(SealError):
        unseal(ONE, other, seal(ONE, PATH, "text/html", b"frogs"))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealError):
        unseal(OTHER, NAME, seal(ONE, PATH, "text/html", b"frogs"))


def test_no_nonce_serves_twice_under_one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand sealings of other content and paths, each chunk's key and nonce written down."""
    met: set[tuple[bytes, bytes]] = set()
    plain: dict[tuple[bytes, bytes], bytes] = {}

    class Watched:
        def __init__(self, key: bytes) -> None:
            self._key = key

        def encrypt(self, nonce: bytes, data: bytes, more: bytes | None) -> bytes:
            one = (self._key, nonce)
            assert one not in met or plain[one] == data
            met.add(one)
            plain[one] = data
            return data + bytes(TAG)

    monkeypatch.setattr(sealing, "AESGCM", Watched)
    monkeypatch.setattr(sealing, "CHUNK", 64)
    for number in range(100_000):
        seal(ONE, f"p/{number % 317}.html", "t", b"%d" % (number // 317))
    assert len(met) >= 100_000


def test_nothing_of_the_path_or_the_content_can_be_read() -> None:
    sealed = seal(ONE, PATH, "text/html", b"<h1>My frog poem</h1>" * 50)
    for word in (b"frog", b"ada", b"html", b"posts"):
        assert word not in sealed
    assert "ada" not in NAME
    assert len(NAME) == 24


def test_sizes_are_rounded_up_so_that_they_say_little() -> None:
    lengths = {len(seal(ONE, PATH, "text/html", noise(length))) for length in range(9_000, 9_200)}
    assert len(lengths) <= 2


@pytest.mark.parametrize("length", [0, 1, 2, 9, 100, 1000, 65_537, 10**6, 10**9])
def test_padding_costs_at_most_an_eighth(length: int) -> None:
    assert length <= padme(length) <= length * 1.12 + 1


def test_one_key_is_sealed_with_another_for_one_purpose() -> None:
    wrapped = sealing.wrap(ONE, OTHER, "slc1 code 17")
    assert sealing.unwrap(ONE, wrapped, "slc1 code 17") == OTHER
    assert sealing.wrap(ONE, OTHER, "slc1 code 17") == wrapped
    assert sealing.wrap(ONE, ONE, "slc1 code 17")[:12] != wrapped[:12]
    for key, data, purpose in (
        (OTHER, wrapped, "slc1 code 17"),
        (ONE, wrapped, "slc1 code 18"),
        (ONE, wrapped[:-1], "slc1 code 17"),
        (ONE, b"", "slc1 code 17"),
    ):
        with pytest.raises(SealError):
            sealing.unwrap(key, data, purpose)


def test_the_vector_in_the_documentation_is_what_comes_out() -> None:
    """The format is written down so that somebody can make a second reader; here it is made by the letter."""
    text = (Path(__file__).parents[2] / "docs/locks.md").read_text("utf-8")
    values = dict(line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| vector"))
    said = {key.removeprefix("vector ").strip(): value.strip().strip("`") for key, value in values.items()}
    key, path = bytes.fromhex(said["scope key"]), said["path"]
    assert opaque_name(key, path) == said["name"]
    sealed = seal(key, path, said["type"], said["content"].encode())
    assert sealed.hex() == said["sealed"]
    salt = sealed[4:20]
    file_key = sealing.derived(key, f"slc1 file {said['name']}", salt=salt)
    plain = AESGCM(file_key).decrypt(bytes(8) + b"\0\0\0\1", sealed[20:], None)
    assert said["content"].encode() in plain


def test_keys_have_256_bits_and_guessing_a_code_is_slow() -> None:
    assert KEY == 32
    assert sealing.ROUNDS >= 600_000
    by_the_book = hashlib.pbkdf2_hmac("sha256", b"maple frog", bytes(16), 600_000)
    assert sealing.stretched(b"maple frog", bytes(16)) == by_the_book
