"""What a WebDAV host answers when it is asked what is in a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

QUESTION = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>'
)
_DAV = "{DAV:}"
_SIZE = re.compile(r"[0-9]{1,18}")
"""More bytes than that no disk has; then it is none, as where the host says nothing."""


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
    root = _root_of(answer)
    found = [(_path(response), response) for response in root.iter(f"{_DAV}response")]
    if not found:
        return []
    # The folder itself is among them; behind a proxy it may be called otherwise than we call it.
    own = min((path for path, _ in found), key=len)
    return [_one(path.removeprefix(own).strip("/"), response) for path, response in found]


def _root_of(answer: bytes) -> Element:
    built = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = lambda name, _: built.start(_in_braces(name), {})
    parser.EndElementHandler = lambda name: built.end(_in_braces(name))
    parser.CharacterDataHandler = built.data
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(answer, True)
        return built.close()
    except expat.ExpatError as error:
        raise UnreadableListError(str(error)) from error


def _in_braces(name: str) -> str:
    """Return a name as ElementTree has it: the name space in braces before it."""
    return f"{{{name}" if "}" in name else name


def _no_doctype(*_: object) -> NoReturn:
    # What a document could do to whoever reads it, it does in such a part; there is none in an honest answer.
    raise UnreadableListError("it has a document type")


def _path(response: Element) -> str:
    return unquote(urlsplit((response.findtext(f"{_DAV}href") or "").strip()).path).rstrip("/") + "/"


def _one(name: str, response: Element) -> Listed:
    size = (response.findtext(f".//{_DAV}getcontentlength") or "").strip()
    is_folder = response.find(f".//{_DAV}resourcetype/{_DAV}collection") is not None
    return Listed(name, int(size) if _SIZE.fullmatch(size) else 0, is_folder)
