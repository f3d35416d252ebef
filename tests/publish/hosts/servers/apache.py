"""WebDAV by Apache, where there is one on this machine: what many a school's host runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bcrypt

from tests.publish.hosts.servers.places import PASSWORD, USER, Place, free_port, wait_for
from tools.setup import servers
from tools.setup.servers import Server

_MODULES = (
    "mpm_event",
    "unixd",
    "authn_core",
    "authn_file",
    "authz_core",
    "authz_user",
    "auth_basic",
    "mime",
    "dav",
    "dav_fs",
    "ssl",
)
_FOLDERS = ("lib/apache2/modules", "lib64/httpd/modules", "lib/httpd/modules", "libexec/apache2")
_NOBODY = 65534


def find() -> tuple[Server, Path] | None:
    """Return Apache and the folder of its modules, if it has all that is needed."""
    program = servers.find("apache2") or servers.find("httpd")
    if program is None:
        return None
    for folder in (program.path.parent.parent / place for place in _FOLDERS):
        if all((folder / f"mod_{module}.so").exists() for module in ("dav", "dav_fs", "ssl")):
            return program, folder
    return None


@contextmanager
def apaches(state: Path, certificate: Path) -> Iterator[Place]:
    """Apache as a WebDAV server over TLS."""
    found = find()
    assert found is not None
    program, modules = found
    # Everybody may look through it: started by the administrator, the server becomes nobody.
    folder = Path(tempfile.mkdtemp(prefix="slc-apache-"))
    folder.chmod(0o755)
    try:
        files = folder / "files" / "dav"
        files.mkdir(parents=True)
        shutil.copy(certificate, folder / "certificate.pem")
        hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
        (folder / "people").write_text(f"{USER}:{hashed}\n", encoding="utf-8")
        port = free_port()
        is_root = os.geteuid() == 0
        nobody = f"User #{_NOBODY}\nGroup #{_NOBODY}\n" if is_root else ""
        loaded = "".join(
            f"LoadModule {module}_module {modules}/mod_{module}.so\n"
            for module in _MODULES
            if (modules / f"mod_{module}.so").exists()
        )
        (folder / "settings").write_text(
            f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
            f"{loaded}ErrorLog {folder}/log\nLogLevel warn\n{nobody}"
            f"DocumentRoot {folder}/files\nDavLockDB {folder}/locks\nTypesConfig /dev/null\n"
            f"SSLEngine on\nSSLCertificateFile {folder}/certificate.pem\n"
            f"<Directory {files}>\n  Dav On\n  AllowOverride None\n  AuthType Basic\n  AuthName room\n"
            f"  AuthUserFile {folder}/people\n  Require valid-user\n</Directory>\n",
            encoding="utf-8",
        )
        if is_root:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, _NOBODY, _NOBODY)
        running = subprocess.Popen([program.path, "-X", "-f", folder / "settings"], env=program.environment)
        try:
            wait_for(port)
            yield Place("apache", f"webdavs://{USER}@localhost:{port}/dav/site", state, files / "site")
        finally:
            running.terminate()
            running.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
