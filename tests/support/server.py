"""A plain static web server on loopback, as simple as the ones that classes' sites are put on."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any
from urllib.parse import unquote, urlsplit


@dataclass
class Hosted:
    """A folder on the web."""

    url: str
    """Where its `index.html` is, with a slash at the end."""
    answers: list[tuple[int, str]] = field(default_factory=list)
    """Status and path of every answer that was given."""

    @property
    def refused(self) -> list[tuple[int, str]]:
        """The answers that were errors."""
        return [(status, path) for status, path in self.answers if status >= 400]

    def page(self, path: str) -> str:
        """Return the address of a file of the folder."""
        return self.url + path


class _Handler(SimpleHTTPRequestHandler):
    """Files below a prefix; pieces of files for players; nothing else."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, below: str, answers: list[tuple[int, str]], **named: Any) -> None:
        self._below = below
        self._answers = answers
        super().__init__(*arguments, **named)

    def send_head(self) -> Any:
        """Answer with a file, or the piece of it that is asked for."""
        asked = urlsplit(self.path).path
        file = self._file(asked)
        if file is None:
            return self._not_found()
        size = file.stat().st_size
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        begin = int(wanted[1]) if wanted else 0
        end = min(int(wanted[2]) if wanted and wanted[2] else size - 1, size - 1)
        if wanted and begin > end:
            self.send_error(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            return None
        self.send_response(HTTPStatus.PARTIAL_CONTENT if wanted else HTTPStatus.OK)
        if wanted:
            self.send_header("Content-Range", f"bytes {begin}-{end}/{size}")
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(end - begin + 1))
        self.end_headers()
        return _Piece(file, begin, end + 1)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send the file; that a browser hangs up on a video is nothing to talk about."""
        try:
            copyfileobj(source, outputfile)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep the answer for the test."""
        self._answers.append((int(code), self.path))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _file(self, asked: str) -> Path | None:
        if not asked.startswith(self._below):
            return None
        root = Path(self.directory).resolve()
        path = (root / unquote(asked.removeprefix(self._below))).resolve()
        if path.is_dir():
            path /= "index.html"
        return path if path.is_file() and path.is_relative_to(root) else None

    def _not_found(self) -> IO[bytes] | None:
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if page.exists() else b"Not found"
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None


class _Piece:
    """The bytes of a file from one place to another, to be read in order."""

    def __init__(self, file: Path, begin: int, end: int) -> None:
        self._file = file.open("rb")
        self._file.seek(begin)
        self._left = end - begin

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most `size`."""
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True


@contextmanager
def hosting(folder: Path, below: str = "/") -> Iterator[Hosted]:
    """Serve a folder on a free port of 127.0.0.1, its files below `below`, such as `/a/b/`."""
    if not (below.startswith("/") and below.endswith("/")):
        raise ValueError(f"{below!r} must begin and end with a slash")
    answers: list[tuple[int, str]] = []
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=folder, below=below, answers=answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Hosted(f"http://127.0.0.1:{server.server_port}{below}", answers)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
