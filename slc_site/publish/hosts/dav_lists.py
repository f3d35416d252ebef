"""What a WebDAV host answers when it is asked what is in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError, fromstring

QUESTION = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>'
)
_DAV = "{DAV:}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A file or folder as a WebDAV host lists it."""

    name: str
    """As seen from the folder that was asked about; empty: that folder itself."""
    size: int
    is_folder: bool


class UnreadableListError(ValueError):
    """What came is no answer to the question."""


def listed(answer: bytes) -> list[Listed]:
    """Take apart what a host answered about a folder.

    Raises:
        UnreadableListError: it is no such answer.
    """
    # What a document could do to whoever reads it, it does in such a part; there is none in an honest answer.
    if b"<!DOCTYPE" in answer:
        raise UnreadableListError("it has a document type")
    try:
        root = fromstring(answer)  # noqa: S314  # nothing can be declared in it, see above
    except ParseError as error:
        raise UnreadableListError(str(error)) from error
    found = [(_path(response), response) for response in root.iter(f"{_DAV}response")]
    if not found:
        return []
    # The folder itself is among them; behind a proxy it may be called otherwise than we call it.
    own = min((path for path, _ in found), key=len)
    return [_one(path.removeprefix(own).strip("/"), response) for path, response in found]


def _path(response: Element) -> str:
    return unquote(urlsplit((response.findtext(f"{_DAV}href") or "").strip()).path).rstrip("/") + "/"


def _one(name: str, response: Element) -> Listed:
    size = (response.findtext(f".//{_DAV}getcontentlength") or "").strip()
    is_folder = response.find(f".//{_DAV}resourcetype/{_DAV}collection") is not None
    return Listed(name, int(size) if size.isdigit() else 0, is_folder)
