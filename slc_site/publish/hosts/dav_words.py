"""What a WebDAV host's refusals mean, in plain words."""

from __future__ import annotations

import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import httpx

from slc_site.publish.host import LineError, RefusedError
from slc_site.publish.hosts import tls
from slc_site.publish.targets import Address

_TRY_LATER = frozenset({408, 425, 429, 500, 502, 503, 504, 509})
_IN_USE = 423


@contextmanager
def in_plain_words(host: str) -> Iterator[None]:
    """Turn whatever goes wrong with a line to a WebDAV host inside into a `HostError`."""
    try:
        yield
    except (httpx.TransportError, httpx.StreamError, httpx.DecodingError) as error:
        inner: BaseException | None = error
        while inner is not None:
            if isinstance(inner, ssl.SSLCertVerificationError):
                raise tls.untrusted(host, inner) from None
            inner = inner.__cause__ or inner.__context__
        if isinstance(error, httpx.ConnectError):
            raise LineError(
                f"{host} does not answer ({error}).", "Is the name right, and is there a connection?"
            ) from None
        # `from None`: the request on the stack carries the password.
        raise LineError(f"The line to {host} broke ({type(error).__name__}).") from None


def answered(answer: httpx.Response, address: Address, name: str, good: Collection[int]) -> httpx.Response:
    """Return an answer if its status is one of the good ones.

    Args:
        answer: What the host said.
        address: What was typed.
        name: The file or folder that was asked for, for the message.
        good: Numbers of HTTP.

    Raises:
        LineError: it may be good at another time.
        RefusedError: it will not.
    """
    if answer.status_code in good:
        return answer
    if answer.status_code in _TRY_LATER:
        raise LineError(f"{address.host} cannot do it at this moment ({answer.status_code}).")
    raise refused(answer, address, name)


def refused(answer: httpx.Response, address: Address, name: str) -> RefusedError:
    """Return what a host's refusal means."""
    host, status = address.host, answer.status_code
    if status in (507, 413):
        return RefusedError(
            f"{host} has no space left for {name}, or takes no file of that size.",
            "The account's page of the host shows what takes space.",
        )
    if status == _IN_USE:
        return RefusedError(f"{host} says that {name} is in use (423).", "Is it open somewhere? Close it.")
    if status in (401, 403):
        return RefusedError(
            f"{host} does not allow {address.user or 'you'} to change {name} ({status}).",
            "Is this the folder that the host means for pages?",
        )
    return RefusedError(f"{host} refused it for {name} ({status} {answer.reason_phrase}).")
