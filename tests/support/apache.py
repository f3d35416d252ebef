"""A real Apache on loopback, for what only it does: to obey `.htaccess`, and to be a school's WebDAV host."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.starting import started
from tools.setup.servers import Server, find

_MODULES = (
    "mpm_event",
    "unixd",
    "authn_core",
    "authn_file",
    "authz_core",
    "authz_user",
    "auth_basic",
    "mime",
)
_FOLDERS = ("lib/apache2/modules", "lib64/httpd/modules", "lib/httpd/modules", "libexec/apache2")
_NOBODY = 65534
_SITE = """\
DefaultRuntimeDir "{folder}"
AddType text/html .html
AddType text/css .css
AddType text/javascript .js
AddType image/svg+xml .svg
AddType image/webp .webp
AddType text/plain .txt
AddType application/xml .xml
AddType font/woff2 .woff2
DocumentRoot "{site}"
<Directory "{site}">
  AllowOverride {obeys}
  Require all granted
</Directory>
"""


def apache(*needed: str) -> Server | None:
    """Return the program, if it has all modules that are needed."""
    program = find("apache2") or find("httpd")
    return program if program and all(_module(program, name) for name in needed) else None


@contextmanager
def web_space() -> Iterator[Path]:
    """Yield a folder for a site that a server of another user may read."""
    folder = Path(tempfile.mkdtemp(prefix="slc-apache-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_apache(program: Server, folder: Path, settings: str, modules: Sequence[str]) -> Iterator[int]:
    """Run it until the block ends; yield its port.

    Args:
        program: What `apache` gave.
        folder: A `web_space`, for its notes; started by the administrator, the server becomes nobody, and
            the folder nobody's.
        settings: What it is to do.
        modules: Which it loads besides the common ones.
    """
    loaded = ((name, _module(program, name)) for name in (*_MODULES, *modules))
    lines = [f'LoadModule {name}_module "{file}"' for name, file in loaded if file]
    if os.geteuid() == 0:
        lines.append(f"User #{_NOBODY}\nGroup #{_NOBODY}")
        for path in (folder, *folder.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY)
    config = folder / "apache.conf"
    config.write_text(
        f'ServerRoot "{folder}"\nServerName localhost\nPidFile "{folder}/pid"\n'
        f'ErrorLog "{folder}/error.log"\nTypesConfig /dev/null\n' + "\n".join((*lines, settings)),
        encoding="utf-8",
    )
    command = [str(program.path), "-X", "-f", str(config)]

    def at(port: int) -> subprocess.Popen[bytes]:
        listen = ["-C", f"Listen 127.0.0.1:{port}"]
        return subprocess.Popen([*command, *listen], env=program.environment, stderr=subprocess.PIPE)

    running, port = started(at)
    with running:
        try:
            yield port
        finally:
            running.terminate()


@contextmanager
def served_by_apache(site: Path, *, obeys_htaccess: bool = True) -> Iterator[str]:
    """Show a folder; yield its address."""
    program = apache()
    assert program is not None, "no Apache: see tools/setup/servers.py"
    with web_space() as folder:
        settings = _SITE.format(folder=folder, site=site, obeys="All" if obeys_htaccess else "None")
        with running_apache(program, folder, settings, ("dir", "headers")) as port:
            yield f"http://127.0.0.1:{port}/"


def _module(program: Server, name: str) -> Path | None:
    """Return the file of a module; None where the program has it in itself, or does not have it."""
    above = program.path.parent.parent
    files = (above / folder / f"mod_{name}.so" for folder in _FOLDERS)
    return next((file for file in files if file.is_file()), None)
