"""WebDAV by Apache, where there is one on this machine: what many a school's host runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bcrypt

from tests.publish.hosts.servers.places import PASSWORD, USER, Place
from tests.support.apache import apache, running_apache, web_space
from tools.setup.servers import Server

_NEEDED = ("dav", "dav_fs", "ssl")


def find() -> Server | None:
    """Return Apache, if it has all that is needed."""
    return apache(*_NEEDED)


@contextmanager
def apaches(state: Path, certificate: Path) -> Iterator[Place]:
    """Apache as a WebDAV server over TLS."""
    program = find()
    assert program is not None
    with web_space() as folder:
        files = folder / "files" / "dav"
        files.mkdir(parents=True)
        shutil.copy(certificate, folder / "certificate.pem")
        hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
        (folder / "people").write_text(f"{USER}:{hashed}\n", encoding="utf-8")
        settings = (
            f"DocumentRoot {folder}/files\nDavLockDB {folder}/locks\n"
            f"SSLEngine on\nSSLCertificateFile {folder}/certificate.pem\n"
            f"<Directory {files}>\n  Dav On\n  AllowOverride None\n  AuthType Basic\n  AuthName room\n"
            f"  AuthUserFile {folder}/people\n  Require valid-user\n</Directory>\n"
        )
        with running_apache(program, folder, settings, _NEEDED) as port:
            yield Place("apache", f"webdavs://{USER}@localhost:{port}/dav/site", state, files / "site")
