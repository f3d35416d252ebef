"""When something that was asked for cannot be done."""

from __future__ import annotations


class RefusalError(Exception):
    """Nothing was written; the text says why, and what to do instead, in whole sentences."""
