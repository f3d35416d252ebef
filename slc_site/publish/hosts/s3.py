"""S3, and all who speak like it: a bucket of files. It knows no folders and no renaming: a file is put whole.

Its account is a pair: the access key's name, which is not secret and stands in the address or the environment
(`AWS_ACCESS_KEY_ID`), and its secret, which takes the place of a password.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from obstore.exceptions import AlreadyExistsError, BaseError, NotSupportedError
from obstore.store import S3Store

from slc_site.mime import mime_of
from slc_site.publish.asking import Asks
from slc_site.publish.host import Content, Host, LineError, RefusedError, UntrustedError
from slc_site.publish.secrets import Passwords, Secret
from slc_site.publish.targets import Address

_KEY_NAME = "AWS_ACCESS_KEY_ID"
_REGION = "AWS_REGION"
_WRONG = frozenset({"SignatureDoesNotMatch", "InvalidAccessKeyId", "InvalidSecurity"})
"""What a host says when the key is none, or not the right one."""
_FULL = frozenset({"QuotaExceeded", "XMinioStorageFull", "ServiceQuotaExceededException", "EntityTooLarge"})
_STATUS = re.compile(r"status code: (\d{3})")
_SAID = re.compile(r"<(Code|Message)>([^<]{1,300})<")


def opener(address: Address, asks: Asks, state: Path) -> Callable[[], Host]:
    """Return what opens lines to a bucket; they are all the same one, which any thread may use.

    Args:
        address: The bucket; `endpoint` is the host, else Amazon's own; `region` where that matters.
        asks: Who can be asked.
        state: Not used: there is nothing to keep.
    """
    region = address.option("region") or os.environ.get(_REGION, "us-east-1")
    endpoint = _endpoint(address) or f"https://s3.{region}.amazonaws.com"
    host = urlsplit(endpoint).hostname
    key_name = address.user or os.environ.get(_KEY_NAME, "")
    if not key_name:
        raise RefusedError(
            "This address does not say which access key is meant.",
            f"Put the key's name (not its secret) into the environment's variable {_KEY_NAME}.",
        )
    passwords = Passwords(
        address, asks, host=str(host), user=key_name, whose=f"the secret of access key {key_name}"
    )

    def opens(secret: Secret) -> S3 | None:
        store = S3Store(
            address.host,
            prefix=address.path.strip("/") or None,
            access_key_id=key_name,
            secret_access_key=secret.reveal(),
            region=region,
            endpoint=endpoint,
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": endpoint.startswith("http://"),
                "connect_timeout": "20s",
                "timeout": "10m",  # of one piece, 5 MB
            },
            retry_config={"max_retries": 0},  # who calls does that
        )
        found = S3(store, address, str(host))
        return found if found.lets_in() else None

    def open_line() -> Host:
        if (amazons := os.environ.get("AWS_SECRET_ACCESS_KEY")) and not passwords.is_in_environment:
            found = opens(Secret(amazons))
            if found is None:
                raise RefusedError(f"{host} does not take the access key {key_name} of the environment.")
            return found
        return passwords.let_in(opens)

    return open_line


class S3:
    """What stands in a bucket below a prefix."""

    def __init__(self, store: S3Store, address: Address, host: str) -> None:
        """Nothing is asked yet."""
        self._store = store
        self._address = address
        self._host = host

    def lets_in(self) -> bool:
        """Whether the host takes the key."""
        try:
            with self._talking("the bucket"):
                next(iter(self._store.list(chunk_size=1)), None)
                return True
        except _WrongKeyError:
            return False

    # -- what a host has to be able to do -----------------------------------------------------------------

    def read(self, name: str) -> bytes | None:
        """Return what stands there; None if nothing does."""
        with self._talking(name):
            try:
                return bytes(self._store.get(name).bytes())
            except FileNotFoundError as error:
                if "NoSuchBucket" in str(error):
                    raise
                return None

    def names(self) -> Mapping[str, int]:
        """Return all files below the prefix and their sizes in bytes."""
        with self._talking("the bucket"):
            return {
                found["path"]: found["size"] for some in self._store.list(chunk_size=1000) for found in some
            }

    def put(self, name: str, content: Content) -> None:
        """Put a file in its place, whole or not at all: that is how such hosts do it."""
        if isinstance(content, Path):
            with content.open("rb"):
                pass  # that it cannot be read is no fault of the host
        with self._talking(name):
            self._store.put(name, content, attributes={"Content-Type": type_of(name)})

    def remove(self, name: str) -> None:
        """Take a file away, if it is there. There are no folders."""
        with self._talking(name):
            try:
                self._store.delete(name)
            except FileNotFoundError as error:
                if "NoSuchBucket" in str(error):
                    raise

    def create(self, name: str, content: bytes) -> bool:
        """Put a small file where nothing stands, in a step that only one of two can do; say if it was us."""
        with self._talking(name):
            try:
                self._store.put(name, content, mode="create", attributes={"Content-Type": type_of(name)})
                return True
            except AlreadyExistsError:
                return False
            except (NotSupportedError, BaseError) as error:
                if not isinstance(error, NotSupportedError) and _code(error) != "NotImplemented":
                    raise
        # An old host, which does not know this step: then it is two.
        if self.read(name) is not None:
            return False
        self.put(name, content)
        return True

    def settle(self) -> None:
        """All is seen already."""

    def close(self) -> None:
        """There is no line: each question has its own."""

    @contextmanager
    def _talking(self, name: str) -> Iterator[None]:
        """Say in plain words what goes wrong."""
        try:
            yield
        except (BaseError, FileNotFoundError, PermissionError, ValueError, OSError) as error:
            # `from None`: what the library says at length may hold what was signed.
            raise self._told(error, name) from None

    def _told(self, error: Exception, name: str) -> Exception:
        text, code = str(error), _code(error)
        status = int(found[1]) if (found := _STATUS.search(text)) else 0
        said = " ".join(dict(_SAID.findall(text)).values()) or f"status {status}"
        if code in _WRONG or status == 401:
            return _WrongKeyError(f"{self._host} does not take this access key. It said: {said}")
        if code == "NoSuchBucket":
            return RefusedError(
                f"{self._host} has no bucket {self._address.host}.",
                "Make it there first, and set it up to show a web site.",
            )
        if code in _FULL or status == 507:
            return RefusedError(f"{self._host} has no space left for {name}. It said: {said}")
        if re.search(r"certificate|UnknownIssuer", text, re.IGNORECASE) and not status:
            return UntrustedError(
                f"{self._host} shows a certificate that is not good. Nothing was sent to it.",
                "Ask whoever runs the host; until it is put right, nobody can know who is answering.",
            )
        if not status or status >= 500 or status in (408, 429) or code in ("SlowDown", "RequestTimeout"):
            return LineError(
                f"{self._host} does not answer." if not status else f"{self._host} cannot do it now ({said})."
            )
        return RefusedError(
            f"{self._host} refused it for {name}. It said: {said}",
            "The access key has to be allowed to list, read, put and delete in this bucket.",
        )


class _WrongKeyError(RefusedError):
    """The host does not take this key."""


def type_of(name: str) -> str:
    """Return what such a host tells browsers of a file: it tells them nothing by itself."""
    found = mime_of(name)
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def _code(error: Exception) -> str:
    found = re.search(r"<Code>([^<]{1,300})<", str(error))
    return found[1] if found else ""


def _endpoint(address: Address) -> str:
    """Return the host's address; empty: Amazon's own."""
    typed = address.option("endpoint").strip()
    if not typed:
        return ""
    whole = typed if "://" in typed else f"https://{typed}"
    parts = urlsplit(whole)
    if parts.scheme == "https" and parts.hostname:
        return whole.rstrip("/")
    if parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"):
        return whole.rstrip("/")
    raise RefusedError(
        f"{typed} is no endpoint that is safe to send to.", "Write it like `endpoint=https://s3.example`."
    )
