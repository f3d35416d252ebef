"""WebDAV: files over the web's own way. What Nextcloud speaks, and many a school's own server.

Hosts read the standard each in its own way, so that nearly every step has a second one for those that do not
take the first: to list all at once or folder by folder, to name the place of a file with or without the host.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

import httpx

from slc_site.publish.asking import Asks
from slc_site.publish.host import Content, Host, RefusedError, beside
from slc_site.publish.hosts import dav_lists, tls, turns
from slc_site.publish.hosts.dav_lists import Listed, UnreadableListError
from slc_site.publish.hosts.dav_words import answered, in_plain_words, refused
from slc_site.publish.secrets import Passwords, Secret
from slc_site.publish.targets import Address

PATIENCE = 30.0
"""Seconds without a word after which a line counts as broken."""
_AT_ONCE = 4 * 1024 * 1024
"""Bytes up to which a file is read into memory, so that it can be sent twice."""


def opener(address: Address, asks: Asks, state: Path) -> Callable[[], Host]:
    """Return what opens lines to a host.

    Args:
        address: Where to.
        asks: Who can be asked.
        state: Not used: there is nothing to keep.
    """
    passwords = Passwords(address, asks)
    context = tls.context()

    def line(auth: httpx.Auth | None) -> WebDav:
        return WebDav(
            httpx.Client(auth=auth, verify=context, timeout=PATIENCE, limits=httpx.Limits(max_connections=1)),
            address,
        )

    def open_line() -> Host:
        # The host shows who it is, and how it wants a password, before anybody is asked for one.
        first = line(None)
        try:
            wanted = first.wants_password()
        except BaseException:
            first.close()
            raise
        if wanted is None:
            return first
        first.close()
        if not address.user:
            raise RefusedError(
                "This address does not say who logs in.",
                f"Write it like `{address.scheme}://NAME@{address.host}/…`.",
            )
        kind = httpx.DigestAuth if wanted == "digest" else httpx.BasicAuth

        def opens(secret: Secret) -> WebDav | None:
            made = line(kind(address.user, secret.reveal()))
            try:
                if made.wants_password() is None:
                    return made
            except BaseException:
                made.close()
                raise
            made.close()
            return None

        return passwords.let_in(opens)

    return open_line


class WebDav:
    """A folder at a WebDAV host."""

    def __init__(self, client: httpx.Client, address: Address) -> None:
        """Nothing is asked yet.

        Args:
            client: Closed with this.
            address: What was typed.
        """
        self._client = client
        self._address = address
        scheme = "https" if address.scheme == "webdavs" else "http"
        host = f"[{address.host}]" if ":" in address.host else address.host
        port = f":{address.port}" if address.port else ""
        self._origin = f"{scheme}://{host}{port}"
        self._folder = "/" + address.path.strip("/")

    def wants_password(self) -> str | None:
        """Return how the host wants a password, `basic` or `digest`; None: it has let us in.

        Raises:
            HostError: it does neither.
        """
        answer = self._ask("PROPFIND", "", depth="0")
        if answer.status_code in (207, 404):
            return None
        if answer.status_code == 401:
            ways = " ".join(answer.headers.get_list("WWW-Authenticate")).lower()
            return "digest" if "digest " in ways else "basic"
        if answer.is_redirect:
            raise RefusedError(
                f"{self._address.host} says that this place is elsewhere: "
                f"{answer.headers.get('Location', '')[:200]}",
                "If that is a host that you know, write its address.",
            )
        if answer.status_code in (200, 405, 501):
            raise RefusedError(
                f"{self._address.host} does not speak WebDAV there.",
                "Ask whoever runs it for its address for WebDAV; it is another one than that of the pages.",
            )
        raise refused(answer, self._address, "the folder")

    # -- what a host has to be able to do -----------------------------------------------------------------

    def read(self, name: str) -> bytes | None:
        """Return what stands there; None if nothing does."""
        answer = self._ask("GET", name)
        if answer.status_code == 404:
            return None
        return self._good(answer, name, 200).content

    def names(self) -> Mapping[str, int]:
        """Return all files below the folder and their sizes in bytes; links are not followed."""
        found: dict[str, int] = {}
        # Some hosts tell all of it at once, some refuse that, and some say nothing and tell one folder.
        folders = [""]
        whole = True
        while folders:
            folder = folders.pop()
            entries = self._listed(folder, "infinity" if whole else "1")
            if entries is None and whole:
                entries = self._listed(folder, "1")
            whole = False
            if entries is None:
                continue
            inside = {posixpath.join(folder, entry.name): entry for entry in entries if entry.name}
            found.update((name, entry.size) for name, entry in inside.items() if not entry.is_folder)
            told = {posixpath.dirname(name) for name in inside}
            folders += [name for name, entry in inside.items() if entry.is_folder and name not in told]
        return found

    def put(self, name: str, content: Content) -> None:
        """Put a file in its place, whole or not at all."""
        temporary = beside(name)
        if isinstance(content, Path) and content.stat().st_size > _AT_ONCE:
            answer = self._put_large(temporary, content)
        else:
            data = content if isinstance(content, bytes) else content.read_bytes()
            answer = self._ask("PUT", temporary, content=data)
            if answer.status_code in (403, 404, 409):
                self._make_folders(posixpath.dirname(temporary))
                answer = self._ask("PUT", temporary, content=data)
        try:
            self._good(answer, name, 200, 201, 204)
            self._move(temporary, name)
        except RefusedError:
            self._ask("DELETE", temporary)
            raise

    def remove(self, name: str) -> None:
        """Take a file away, if it is there, and the folders that are empty then."""
        self._good(self._ask("DELETE", name), name, 200, 204, 404)
        above = posixpath.dirname(name)
        while above:
            # Looked at first: what is in a folder goes with it.
            entries = self._listed(above, "1")
            if entries is None or any(entry.name for entry in entries):
                return
            if self._ask("DELETE", f"{above}/").status_code not in (200, 204, 404):
                return
            above = posixpath.dirname(above)

    def create(self, name: str, content: bytes) -> bool:
        """Put a small file where nothing stands, in a step that only one of two can do; say if it was us."""
        return turns.create(self, name, content)

    def settle(self) -> None:
        """All is seen already."""

    def close(self) -> None:
        """Hang up; never raises."""
        self._client.close()

    # -- turns --------------------------------------------------------------------------------------------

    def has(self, name: str) -> bool:
        """Whether a file stands there."""
        return self._good(self._ask("HEAD", name), name, 200, 404).status_code == 200

    def has_folder(self, name: str) -> bool:
        """Whether a folder stands there."""
        return self._ask("PROPFIND", f"{name}/", depth="0").status_code == 207

    def make_folder(self, name: str) -> bool:
        """Make a folder, in one step; False: there is something of that name already."""
        answer = self._ask("MKCOL", f"{name}/")
        if answer.status_code in (403, 404, 409):
            self._make_folders("")
            answer = self._ask("MKCOL", f"{name}/")
        # Apache says that it is forbidden if somebody else is making it at the same moment.
        return self._good(answer, name, 200, 201, 403, 405).is_success

    def remove_folder(self, name: str) -> None:
        """Remove an empty folder, if it is there."""
        self._ask("DELETE", f"{name}/")

    # -- in pieces ----------------------------------------------------------------------------------------

    def _url(self, name: str) -> str:
        path = posixpath.join(self._folder, name) if name else self._folder
        return self._origin + self._path(path)

    @staticmethod
    def _path(path: str) -> str:
        return quote(path, safe="/~!$&'()*+,;=:@", errors="surrogateescape")

    def _put_large(self, name: str, file: Path) -> httpx.Response:
        # The folder first: what is sent piece by piece cannot be sent a second time.
        if posixpath.dirname(name) or not self.has(""):
            self._make_folders(posixpath.dirname(name))
        with file.open("rb") as stream:
            return self._ask("PUT", name, content=stream)

    def _listed(self, folder: str, depth: str) -> list[Listed] | None:
        """Return what is in a folder; None: there is none, or the host does not tell so much at once."""
        answer = self._ask("PROPFIND", f"{folder}/" if folder else "", depth=depth)
        if answer.status_code == 404 or (depth == "infinity" and answer.status_code != 207):
            return None
        if folder and answer.status_code == 403:
            return None  # of somebody else, who lets nobody look
        self._good(answer, folder or "the folder", 207)
        try:
            return dav_lists.listed(answer.content)
        except UnreadableListError as error:
            raise RefusedError(
                f"{self._address.host} lists its files in a way that I cannot read ({error})."
            ) from error

    def _make_folders(self, folder: str) -> None:
        """Make a folder and those above it, as far as they are missing."""
        missing: list[str] = []
        path = posixpath.join(self._folder, folder).rstrip("/")
        # From below: most often only the last one is missing.
        while path:
            status = self._send("MKCOL", self._origin + self._path(path) + "/").status_code
            if status not in (403, 404, 409):
                break
            missing.append(path)
            path = posixpath.dirname(path).rstrip("/")
        for path in reversed(missing):
            self._send("MKCOL", self._origin + self._path(path) + "/")

    def _move(self, old: str, new: str) -> None:
        answer = self._ask("MOVE", old, to=self._url(new))
        if answer.status_code == 502:
            # Behind a proxy a host may not know its own name.
            answer = self._ask("MOVE", old, to=self._path(posixpath.join(self._folder, new)))
        self._good(answer, new, 200, 201, 204)

    def _ask(
        self,
        method: str,
        name: str,
        *,
        content: httpx._types.RequestContent | None = None,
        depth: str = "",
        to: str = "",
    ) -> httpx.Response:
        headers = {}
        if method == "PROPFIND":
            headers = {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
            content = dav_lists.QUESTION
        elif method == "MOVE":
            headers = {"Destination": to, "Overwrite": "T"}
        return self._send(method, self._url(name), headers=headers, content=content)

    def _send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        content: httpx._types.RequestContent | None = None,
    ) -> httpx.Response:
        with in_plain_words(self._address.host):
            return self._client.request(method, url, headers=headers, content=content)

    def _good(self, answer: httpx.Response, name: str, *good: int) -> httpx.Response:
        return answered(answer, self._address, name, good)
