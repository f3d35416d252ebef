"""Every kind of host, with a real server behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from tests.publish.hosts.servers import apache, ftp, remote, ssh, web
from tests.publish.hosts.servers import certificates as pki
from tests.publish.hosts.servers.certificates import Certificates
from tests.publish.hosts.servers.places import Place
from tools.setup import servers

Start = Callable[[Path, Path, Certificates], AbstractContextManager[Place]]

STARTS: dict[str, Start] = {
    "paramiko": lambda folder, state, _: ssh.paramikos(folder, state),
    "ftps": lambda folder, state, certs: ftp.pyftpdlibs(folder, state, certs.good),
    "ftpis-active": lambda folder, state, certs: ftp.pyftpdlibs(
        folder, state, certs.good, scheme="ftpis", options="?mode=active"
    ),
    "ftp-windows": lambda folder, state, _: ftp.pyftpdlibs(
        folder, state, None, scheme="ftp", lists=False, renames_over=False
    ),
    "webdavs": lambda folder, state, certs: web.wsgidavs(folder, state, certs.good),
    "webdav-digest": lambda folder, state, _: web.wsgidavs(folder, state, None, digest=True, finite=True),
    "s3": lambda folder, state, _: web.motos(state),
    "git": lambda folder, state, _: remote.bare(folder, state),
}
if os.name == "posix" and servers.find("sshd"):
    STARTS["openssh"] = lambda folder, state, _: ssh.openssh(state)
if os.name == "posix" and servers.find("vsftpd"):
    STARTS["vsftpd"] = ftp.vsftpd
if os.name == "posix" and apache.find():
    STARTS["apache"] = lambda _, state, certs: apache.apaches(state, certs.good)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return pki.made(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch, certificates: Certificates, tmp_path: Path) -> None:
    """Of the person who runs the tests: no keys, no passwords, no agent, no keyring."""
    for name in [name for name in os.environ if name.startswith(("SLC_PASSWORD", "AWS_", "GIT_", "SSH_"))]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture
def start(tmp_path: Path, certificates: Certificates) -> Iterator[Callable[[str], Place]]:
    """Starts a server by its name in `STARTS`."""
    with ExitStack() as running:
        yield lambda name: running.enter_context(
            STARTS[name](tmp_path / "server", tmp_path / "state", certificates)
        )


@pytest.fixture
def starts(start: Callable[[str], Place]) -> Callable[[str], Place | None]:
    """As `start`, for servers that may not be on this machine."""
    return lambda name: start(name) if name in STARTS else None


@pytest.fixture(params=sorted(STARTS))
def place(request: pytest.FixtureRequest, start: Callable[[str], Place]) -> Place:
    """An empty place at each kind of host."""
    return start(request.param)
