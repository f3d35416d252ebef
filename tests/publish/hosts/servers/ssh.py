"""SFTP: OpenSSH's server, and paramiko's, which knows passwords and renames over nothing."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import paramiko
from paramiko import SFTP_FAILURE, SFTP_OK, SFTPAttributes, SFTPHandle, SFTPServer, SFTPServerInterface

from tests.publish.hosts.servers.places import PASSWORD, USER, Place, Troubles
from tests.support.starting import started
from tools.setup import servers

_NOBODY = 65534


def made_key(file: Path) -> Path:
    """Make a pair of keys; return the file of the private one."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(file)], check=True)
    return file


@contextmanager
def openssh(state: Path) -> Iterator[Place]:
    """OpenSSH's server, which lets in by a key."""
    found = servers.find("sshd")
    assert found is not None
    # Everybody may look through it: started by the administrator, the server becomes nobody.
    folder = Path(tempfile.mkdtemp(prefix="slc-sshd-"))
    folder.chmod(0o755)
    is_root = os.geteuid() == 0
    try:
        files = folder / "files"
        files.mkdir()
        program = folder / "sshd"
        shutil.copy(found.path, program)
        environment = dict(found.environment)
        if found.libraries:
            shutil.copytree(found.libraries, folder / "libraries")
            environment["LD_LIBRARY_PATH"] = str(folder / "libraries")
        host_key, own_key = made_key(folder / "host_key"), made_key(folder / "own_key")
        shutil.copy(own_key.with_name("own_key.pub"), folder / "authorized")
        settings = folder / "settings"
        settings.write_text(
            f"ListenAddress 127.0.0.1\nHostKey {host_key}\nPidFile none\n"
            f"AuthorizedKeysFile {folder / 'authorized'}\nStrictModes no\nUsePAM yes\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 100\n"
            "Subsystem sftp internal-sftp\n"
        )
        if is_root:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, _NOBODY, _NOBODY)
        private = state / "own_key"
        state.mkdir(parents=True, exist_ok=True)
        shutil.copy(own_key, private)
        private.chmod(0o600)

        def at(port: int) -> subprocess.Popen[bytes]:
            with (folder / "log").open("ab") as log:
                return subprocess.Popen(
                    [program, "-D", "-e", "-f", settings, "-p", str(port)],
                    env=environment,
                    stderr=log,
                    **({"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if is_root else {}),
                )

        running, port = started(at)
        try:
            user = "nobody" if is_root else _whoami()
            yield Place(
                "openssh", f"sftp://{user}@127.0.0.1:{port}{files}/site?key={private}", state, files / "site"
            )
        finally:
            running.terminate()
            running.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _whoami() -> str:
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


class _Handle(SFTPHandle):
    def __init__(self, troubles: Troubles, flags: int) -> None:
        super().__init__(flags)
        self._troubles = troubles

    def stat(self) -> SFTPAttributes:
        return SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))

    def write(self, offset: int, data: bytes) -> int:
        return SFTP_FAILURE if self._troubles.full else super().write(offset, data)


class _Files(SFTPServerInterface):
    """A folder of the disk, as the root of all paths."""

    def __init__(self, server: _Server, *args: object, **keys: object) -> None:
        super().__init__(server)
        self._root = server.folder
        self._troubles = server.troubles

    def _at(self, path: str) -> str:
        return str(self._root) + self.canonicalize(path)

    def list_folder(self, path: str) -> list[SFTPAttributes] | int:
        try:
            with os.scandir(self._at(path)) as entries:
                return [
                    SFTPAttributes.from_stat(entry.stat(follow_symlinks=False), entry.name)
                    for entry in entries
                ]
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)

    def stat(self, path: str) -> SFTPAttributes | int:
        try:
            found = SFTPAttributes.from_stat(Path(self._at(path)).stat())
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)
        if self._troubles.short and found.st_size:
            found.st_size -= 1
        return found

    def lstat(self, path: str) -> SFTPAttributes | int:
        try:
            return SFTPAttributes.from_stat(Path(self._at(path)).lstat())
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)

    def open(self, path: str, flags: int, attr: SFTPAttributes) -> SFTPHandle | int:
        try:
            number = os.open(self._at(path), flags, 0o666)
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)
        handle = _Handle(self._troubles, flags)
        mode = "wb" if flags & os.O_WRONLY else "rb"
        handle.readfile = handle.writefile = os.fdopen(number, mode)
        return handle

    def remove(self, path: str) -> int:
        return self._done(os.remove, path)

    def rename(self, old: str, new: str) -> int:
        if Path(self._at(new)).exists():
            return SFTP_FAILURE
        return self._done(os.rename, old, new)

    def posix_rename(self, old: str, new: str) -> int:
        return 8  # not known here

    def mkdir(self, path: str, attr: SFTPAttributes) -> int:
        return self._done(os.mkdir, path)

    def rmdir(self, path: str) -> int:
        return self._done(os.rmdir, path)

    def _done(self, work: object, *paths: str) -> int:
        try:
            work(*map(self._at, paths))  # type: ignore[operator]
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or errno.EIO)
        return SFTP_OK


class _Server(paramiko.ServerInterface):
    def __init__(self, folder: Path, troubles: Troubles, logins: list[str]) -> None:
        self.folder = folder
        self.troubles = troubles
        self._logins = logins

    def check_auth_password(self, username: str, password: str) -> int:
        self._logins.append(username)
        right = (username, password) == (USER, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:
        return "password"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class Paramiko:
    """A server in threads."""

    def __init__(self, folder: Path, troubles: Troubles) -> None:
        self.key: paramiko.PKey = paramiko.ECDSAKey.generate()
        self.logins: list[str] = []
        self._folder = folder
        self._troubles = troubles
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._open: list[paramiko.Transport] = []
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        transport = paramiko.Transport(line)
        transport.add_server_key(self.key)
        transport.set_subsystem_handler("sftp", SFTPServer, _Files)
        self._open.append(transport)
        try:
            transport.start_server(server=_Server(self._folder, self._troubles, self.logins))
        except (paramiko.SSHException, EOFError, OSError):
            transport.close()

    def close(self) -> None:
        self._socket.close()
        for transport in self._open:
            transport.close()


@contextmanager
def paramikos(folder: Path, state: Path) -> Iterator[Place]:
    """Paramiko's server, which lets in by a password."""
    files = folder / "files"
    files.mkdir(parents=True)
    troubles = Troubles()
    server = Paramiko(files, troubles)
    try:
        address = f"sftp://{USER}@127.0.0.1:{server.port}/site"
        yield Place("paramiko", address, state, files / "site", troubles=troubles, logins=server.logins)
    finally:
        server.close()
