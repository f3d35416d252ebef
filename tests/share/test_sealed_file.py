"""A locked file as it comes from the web: a page, a `.bin`, renamed by a browser, cut, or no locked file."""

from __future__ import annotations

import base64

import pytest

from slc_site.share.seal import DamagedError, SealError, opaque_name, seal
from slc_site.share.sealed_file import NotSealedError, name_in, opened_with, sealed_part

KEY, OTHER = bytes(range(32)), bytes(32)
NAME = opaque_name(KEY, "p.html")
SEALED = seal(KEY, "p.html", "text/html", b"<h1>Frogs</h1>" * 100)
PAGE = (
    b'<!doctype html><script src="../x.js"></script><script type="text/plain" id="sealed">%s</script></html>'
)


def test_what_is_sealed_is_found_in_a_page_and_in_a_file() -> None:
    in_base64 = base64.b64encode(SEALED)
    lines = b"\n".join(in_base64[at : at + 76] for at in range(0, len(in_base64), 76))
    for given in (SEALED, PAGE % in_base64, PAGE % lines):
        assert opened_with([OTHER, KEY], NAME, sealed_part(given)).content == b"<h1>Frogs</h1>" * 100


@pytest.mark.parametrize("given", [b"", b"GIF89a", b"<h1>Hello</h1>", PAGE % b"", PAGE % b"  \n"])
def test_where_nothing_is_locked_that_is_said(given: bytes) -> None:
    with pytest.raises(NotSealedError):
        sealed_part(given)


def test_a_page_that_was_cut_or_changed_is_damaged() -> None:
    page = PAGE % base64.b64encode(SEALED)
    for given in (page[:300], page.replace(b"</script></html>", b""), page.replace(b"A", b"*")):
        with pytest.raises(DamagedError):
            sealed_part(given)


def test_a_page_that_lost_a_piece_is_damaged_and_no_key_is_blamed() -> None:
    shorter = base64.b64encode(SEALED[:-30])
    with pytest.raises(DamagedError):
        opened_with([OTHER, KEY], NAME, sealed_part(PAGE % shorter))


def test_without_a_key_that_fits_nothing_opens() -> None:
    for keys, name in (([], NAME), ([OTHER], NAME), ([KEY], "0" * 24)):
        with pytest.raises(SealError) as told:
            opened_with(keys, name, SEALED)
        assert not isinstance(told.value, DamagedError)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (f"{NAME}.html", NAME),
        (f"{NAME}.bin", NAME),
        (f"{NAME} (1).html", NAME),
        (f"copy-of-{NAME}.html", NAME),
        ("index.html", None),
        (f"{NAME}{NAME}.html", None),
        (f"{NAME}-{NAME}.html", None),
    ],
)
def test_a_name_is_found_in_what_a_browser_made_of_it(file: str, name: str | None) -> None:
    assert name_in(file) == name
