"""What FTP hosts answer when they are asked what is in a folder: a form for programs, and two for people."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIX = re.compile(
    r"(?P<type>[-dlbcps])[-rwxsStTlL]{9}[.+@]?\s+\d+\s+\S+\s+(?:\S.*?\s+)?(?P<size>\d+)\s+"
    r"[^\s\d]\S*\s+\d{1,2}\s+(?:\d{1,2}:\d{2}|\d{4}) (?P<name>.+)"
)
_DOS = re.compile(
    r"\d{2,4}-\d{2}-\d{2,4}\s+\d{1,2}:\d{2}\s?(?:[AP]M)?\s+(?:(?P<folder><DIR>)|(?P<link><\w+>)|(?P<size>[\d,.]+))"
    r"\s+(?P<name>.+)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"[0-9]{1,18}")
"""More bytes than that no disk has; then it is none, as where the host says nothing."""
_HERE = frozenset({".", ".."})


@dataclass(frozen=True, slots=True)
class Listed:
    """A file or folder as an FTP host lists it."""

    name: str
    size: int
    is_folder: bool


class UnreadableListError(ValueError):
    """A line says something, and nobody knows what."""


def for_programs(line: str) -> Listed | None:
    """Take apart a line of MLSD; None: it is neither file nor folder in there."""
    facts_text, _, name = line.partition(" ")
    facts = {
        key.lower(): value
        for key, found, value in (fact.partition("=") for fact in facts_text.split(";"))
        if found
    }
    kind = facts.get("type", "").lower()
    if name in _HERE or kind not in ("file", "dir"):
        return None
    # Some hosts call a link what it leads to, and tell it apart only so.
    if "unix.slink" in facts:
        return None
    size = facts.get("size", "")
    return Listed(name, int(size) if _SIZE.fullmatch(size) else 0, kind == "dir")


def for_people(line: str) -> Listed | None:
    """Take apart a line of LIST; None: it is neither file nor folder in there.

    Raises:
        UnreadableListError: it is written in no way that is known.
    """
    if not line.strip() or re.fullmatch(r"total\s+\d+.*", line):
        return None
    if found := _UNIX.fullmatch(line):
        if found["name"] in _HERE or found["type"] not in "-d":
            return None
        return Listed(found["name"], int(found["size"]), found["type"] == "d")
    if found := _DOS.fullmatch(line):
        if found["name"] in _HERE or found["link"]:
            return None
        return Listed(found["name"], int(re.sub(r"\D", "", found["size"] or "0")), bool(found["folder"]))
    raise UnreadableListError(line)
