"""Where the server listens: on this computer only, unless it was asked for more, on a port that is free."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Iterator

TRIES = 10
"""How many ports are tried, beginning with the one that was asked for."""

TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES)})
"""Somebody else has the port, or the system keeps it for itself."""


def is_loopback(host: str) -> bool:
    """Can only this computer reach what listens there?"""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `port` or the first free one after it; port 0: any free one.

    Raises:
        OSError: None of them is free, or there is no such address here.
        ValueError: `host` is not this computer's own loopback.
    """
    if not is_loopback(host):
        raise ValueError(f"{host} is not a loopback address")
    return bound(host, port)


def bound(host: str, port: int) -> socket.socket:
    """Do the same at any address of this computer; who calls this has made sure that others may come.

    Raises:
        OSError: None of the ports is free, or there is no such address here.
    """
    address = "127.0.0.1" if host == "localhost" else host
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    last: OSError | None = None
    for candidate in _ports(port):
        try:
            return socket.create_server((address, candidate), family=family)
        except OSError as error:
            if error.errno not in TAKEN:
                raise
            last = error
    raise last or OSError(errno.EADDRINUSE, "no port to try")


def address_of(listener: socket.socket) -> tuple[str, int]:
    """Return host and port that a socket listens on."""
    host, port = listener.getsockname()[:2]
    return host, port


def url_of(listener: socket.socket) -> str:
    """Return the address to type into a browser."""
    host, port = address_of(listener)
    return f"http://{_bracketed(host)}:{port}/"


def own_names(host: str, port: int) -> frozenset[str]:
    """Return what the `Host` of a request may be.

    Any other means that a foreign site's name was made to lead here (DNS rebinding), so that its scripts
    could read what only the teacher may see.
    """
    names = {"127.0.0.1", "localhost", "[::1]", _bracketed(host)}
    return frozenset(f"{name}:{port}" for name in names) | (names if port == 80 else frozenset())


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _ports(first: int) -> Iterator[int]:
    yield from (range(first, min(first + TRIES, 65536)) if first else (0,))
