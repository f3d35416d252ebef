"""A real Apache on loopback, for what only it does: to obey `.htaccess`."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.setup.servers import Server, find

_MODULES = ("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "dir", "mime",
            "headers", "unixd")  # fmt: skip
_CONFIGURATION = """\
ServerRoot "{folder}"
ServerName localhost
Listen 127.0.0.1:{port}
{modules}
{user}
PidFile "{folder}/pid"
ErrorLog "{folder}/error.log"
DefaultRuntimeDir "{folder}"
TypesConfig /dev/null
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


def apache() -> Server:
    """Return the program."""
    found = find("apache2") or find("httpd")
    assert found is not None, "no Apache: see tools/setup/servers.py"
    return found


@contextmanager
def web_space() -> Iterator[Path]:
    """Yield a folder for a site that a server of another user may read."""
    folder = Path(tempfile.mkdtemp(prefix="slc-apache-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def served_by_apache(site: Path, *, obeys_htaccess: bool = True) -> Iterator[str]:
    """Show a folder; yield its address."""
    program = apache()
    with web_space() as folder, socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
        probe.close()
        config = folder / "apache.conf"
        config.write_text(
            _CONFIGURATION.format(
                folder=folder,
                port=port,
                site=site,
                modules="\n".join(_loaded(program)),
                user="User #65534\nGroup #65534" if os.geteuid() == 0 else "",
                obeys="All" if obeys_htaccess else "None",
            )
        )
        command = [str(program.path), "-X", "-f", str(config)]
        with subprocess.Popen(command, env=program.environment, stderr=subprocess.PIPE) as running:
            try:
                _wait_for(port, running)
                yield f"http://127.0.0.1:{port}/"
            finally:
                running.terminate()


def _loaded(program: Server) -> Iterator[str]:
    """Yield a line for each module; some programs have some of them in themselves."""
    above = program.path.parent.parent
    places = [above / "lib/apache2/modules", above / "libexec/apache2", above / "lib/httpd/modules"]
    for module in _MODULES:
        for place in places:
            if (file := place / f"mod_{module}.so").is_file():
                yield f'LoadModule {module}_module "{file}"'
                break


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            stopped = running.poll() is not None
            said = running.stderr.read().decode() if stopped and running.stderr else ""
            assert not stopped, f"Apache has ended: {said}"
            assert time.monotonic() < until, "Apache does not answer"
            time.sleep(0.05)
        else:
            return
