"""What a browser is told of a file, by the end of its name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

TYPES: Mapping[str, str] = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml", ".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg",
    ".gif": "image/gif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".txt": "text/plain",
    ".xml": "application/xml", ".vtt": "text/vtt", ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
    ".ogg": "audio/ogg", ".oga": "audio/ogg", ".wav": "audio/wav", ".mp4": "video/mp4",
    ".webm": "video/webm", ".mov": "video/quicktime",
}  # fmt: skip
"""Not the system's own list: some Windows say that `.js` is plain text, and `nosniff` then stops it."""


def mime_of(path: str) -> str:
    """Return the MIME type of what stands at a path."""
    return TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
