"""Opens one locked file from the web with the keys that somebody holds, as the page does in a browser."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable

from slc_site.share.seal import MAGIC, DamagedError, Opened, SealError, unseal

_NAME = re.compile(r"(?<![0-9a-f])[0-9a-f]{24}(?![0-9a-f])")
_IN_PAGE = re.compile(rb'<script\b[^>]*\bid="?sealed"?[^>]*>([^<]*)(</script\b)?', re.IGNORECASE)


class NotSealedError(Exception):
    """There is nothing locked in the file."""


def name_in(file_name: str) -> str | None:
    """Return the name that a file had on the web, where a browser may have added something to it."""
    found = _NAME.findall(file_name)
    return found[0] if len(found) == 1 else None


def sealed_part(data: bytes) -> bytes:
    """Return what is sealed, of a `.bin` file or of a locked page.

    Raises:
        NotSealedError: it is neither.
        DamagedError: it is a locked page, and something in it is missing or changed.
    """
    if data[: len(MAGIC)] == MAGIC:
        return data
    found = _IN_PAGE.search(data)
    if found is None:
        raise NotSealedError
    try:
        sealed = base64.b64decode(b"".join(found[1].split()), validate=True)
    except binascii.Error as error:
        raise DamagedError("what is locked in the page was changed or cut off") from error
    if found[2] is None:
        raise DamagedError("the page was cut off")
    if not sealed:
        raise NotSealedError
    return sealed


def opened_with(keys: Iterable[bytes], name: str, sealed: bytes) -> Opened:
    """Return what is in a sealed file, by whichever of the keys fits.

    Raises:
        DamagedError: one fits, or none can, as something of the file is missing or changed.
        SealError: none fits, or the beginning of the file was changed.
    """
    for key in keys:
        try:
            return unseal(key, name, sealed)
        except DamagedError:
            raise
        except SealError:
            continue
    raise SealError("no key fits")
