"""Asks a web site as a visitor would: over http or https, with no password and no key."""

from __future__ import annotations

import http.client
import secrets
import ssl
from dataclasses import dataclass
from http.client import HTTPMessage
from types import TracebackType
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from slc_site.publish.host import HostError, LineError, UntrustedError

_PATIENCE = 20.0
"""Seconds until somebody who does not answer is taken not to be there."""
_LARGEST = 1 << 30
"""Bytes of an answer that are read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    kind: str
    """The type of what is there, as the host says, such as `text/html`; empty when it says nothing."""
    body: bytes
    url: str
    """Where it came from in the end."""


class _SameHost(HTTPRedirectHandler):
    """Follows to the same host only, such as from http to https: what another one says is not the site."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        same = urlsplit(newurl).hostname == urlsplit(req.full_url).hostname
        return super().redirect_request(req, fp, code, msg, headers, newurl) if same else None


class Visitor:
    """Somebody on the web who looks at a site."""

    def __init__(self, url: str, context: ssl.SSLContext | None = None) -> None:
        """Look at the site that stands at `url`; `context` trusts more than usual."""
        self.url = url if url.endswith("/") else f"{url}/"
        self._opener: OpenerDirector = build_opener(_SameHost(), HTTPSHandler(context=context))
        self._opener.addheaders = [
            ("Accept-Encoding", "identity"),
            ("Cache-Control", "no-cache"),
            ("User-Agent", "slc verify"),
        ]

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opener.close()

    def ask(self, name: str) -> Answer:
        """Return what stands at a path in the site, as it is now and not as some cache remembers it.

        Raises:
            LineError: nobody answers.
            UntrustedError: the certificate of the host is not right.
        """
        # Caches on the way know no such address.
        address = f"{self.url}{quote(name)}?slc={secrets.token_hex(4)}"
        try:
            return self._asked(address)
        except LineError:
            return self._asked(address)  # of many questions, one may get lost

    def _asked(self, address: str) -> Answer:
        try:
            with self._opener.open(address, timeout=_PATIENCE) as response:
                return _answer(response.status, response)
        except HTTPError as error:
            with error:
                return _answer(error.code, error)
        except URLError as error:
            raise _told(error.reason, self.url) from error
        except (OSError, http.client.HTTPException) as error:
            raise _told(error, self.url) from error


def is_address(url: str) -> bool:
    """Is this the address of a site that can be looked at?"""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query


def _answer(status: int, response: http.client.HTTPResponse | HTTPError) -> Answer:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Answer(status, kind, response.read(_LARGEST), response.url or "")


def _told(error: object, url: str) -> HostError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return UntrustedError(
            f"The certificate of {urlsplit(url).hostname} is not right ({error.verify_message}).",
            "Every browser warns of it. Ask whoever looks after the web space.",
        )
    return LineError(
        f"Nobody answers at {url} ({error}).", "Is the address in class.yml right, and is there a network?"
    )
