"""FTP and FTPS: vsftpd, which wants the TLS session again, and pyftpdlib, which can be told to fail."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from OpenSSL import SSL
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.filesystems import AbstractedFS
from pyftpdlib.handlers import DTPHandler, FTPHandler, TLS_DTPHandler, TLS_FTPHandler
from pyftpdlib.servers import ThreadedFTPServer

from tests.publish.hosts.servers.certificates import Certificates
from tests.publish.hosts.servers.places import PASSWORD, USER, Place, Troubles
from tests.support.starting import started
from tools.setup import servers


@contextmanager
def vsftpd(folder: Path, state: Path, certificates: Certificates) -> Iterator[Place]:
    """The server of many a host; it hangs up on a line for data that does not go on with the TLS session."""
    found = servers.find("vsftpd")
    assert found is not None
    import pwd  # not on every system

    files = folder / "files"
    files.mkdir(parents=True)
    (folder / "passwords").write_text(f"{PASSWORD}\n", encoding="utf-8")
    settings = {
        "listen": "YES",
        "listen_address": "127.0.0.1",
        "background": "NO",
        "run_as_launching_user": "YES",
        "ftp_username": pwd.getpwuid(os.getuid()).pw_name,
        "anonymous_enable": "YES",
        "anon_root": files,
        "write_enable": "YES",
        "anon_upload_enable": "YES",
        "anon_mkdir_write_enable": "YES",
        "anon_other_write_enable": "YES",
        "anon_world_readable_only": "NO",
        "anon_umask": "022",
        # The only accounts that it has without being the administrator: anonymous, with a list of passwords.
        "secure_email_list_enable": "YES",
        "email_password_file": folder / "passwords",
        "ssl_enable": "YES",
        "allow_anon_ssl": "YES",
        "force_anon_data_ssl": "YES",
        "force_anon_logins_ssl": "YES",
        "require_ssl_reuse": "YES",
        "rsa_cert_file": certificates.good,
        "ssl_ciphers": "HIGH",
        "seccomp_sandbox": "NO",
        "isolate": "NO",
        "isolate_network": "NO",
        "port_enable": "YES",
        "connect_from_port_20": "NO",
    }
    file = folder / "settings"

    def at(port: int) -> subprocess.Popen[bytes]:
        lines = (f"{key}={value}\n" for key, value in {**settings, "listen_port": port}.items())
        file.write_text("".join(lines), encoding="utf-8")
        return subprocess.Popen([found.path, file], env=found.environment)

    running, port = started(at)
    try:
        yield Place("vsftpd", f"ftps://anonymous@localhost:{port}/site", state, files / "site")
    finally:
        running.terminate()
        running.wait()


class _Files(AbstractedFS):
    """A disk as pyftpdlib sees it, but for three things."""

    def open(self, filename: str, mode: str) -> Any:
        file = super().open(filename, mode)
        return _Filling(file, self.cmd_channel.troubles) if "w" in mode else file

    def chdir(self, path: str) -> None:
        # Not as it is there: it changes the folder of the whole process for a moment, in threads.
        if not Path(path).is_dir():
            raise OSError(errno.ENOENT, "No such folder")
        self.cwd = self.fs2ftp(path)

    def rename(self, src: str, dst: str) -> None:
        if self.cmd_channel.refuses_renaming_over and Path(dst).exists():
            raise OSError(errno.EEXIST, "File exists")
        super().rename(src, dst)


class _Filling:
    """A file on a disk that may become full while it is written."""

    def __init__(self, file: Any, troubles: Troubles) -> None:
        self._file = file
        self._troubles = troubles

    def write(self, data: bytes) -> int:
        room = self._troubles.room
        if room is not None:
            self._troubles.room = max(0, room - len(data))
            self._file.write(data[:room])
            if len(data) > room:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return len(data)
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _stor(self: Any, file: str) -> Any:
    if self.troubles.full:
        self.respond("552 Requested file action aborted. Exceeded storage allocation.")
        return None
    return FTPHandler.ftp_STOR(self, file)


class _Cut:
    """Cuts both lines when that for data has brought so many bytes, as a network does that goes away."""

    troubles: Troubles

    def recv(self, size: int) -> bytes:
        data: bytes = super().recv(size)  # type: ignore[misc]
        limit, so_far = self.troubles.cut_data_after, self.get_transmitted_bytes()  # type: ignore[attr-defined]
        if limit is not None and so_far + len(data) > limit:
            for line in (self.socket, self.cmd_channel.socket):  # type: ignore[attr-defined]
                end = line.sock_shutdown if isinstance(line, SSL.Connection) else line.shutdown
                with suppress(OSError):
                    end(socket.SHUT_RDWR)
            # Not all of what has just come: a part of a file is what would be dangerous.
            return data[: max(0, limit - so_far)]
        return data


class _Reusing(TLS_DTPHandler):
    """Hangs up on whoever does not go on with the TLS session."""

    def handle_ssl_established(self) -> None:
        if SSL._lib.SSL_session_reused(self.socket._ssl) == 0:
            self.cmd_channel.respond("522 TLS session of data connection not resumed.", lambda *_: None)
            self.close()


class _Implicit(TLS_FTPHandler):
    """TLS before the first word."""

    def handle(self) -> None:
        self.secure_connection(self.get_ssl_context())

    def handle_ssl_established(self) -> None:
        if not self.connected_once:
            self.connected_once = True
            super().handle()

    connected_once = False


@contextmanager
def pyftpdlibs(
    folder: Path,
    state: Path,
    certificate: Path | None,
    *,
    scheme: str = "ftps",
    lists: bool = True,
    renames_over: bool = True,
    options: str = "",
) -> Iterator[Place]:
    """A server in threads.

    Args:
        folder: Where its files lie.
        state: Ours.
        certificate: What it shows; None: no TLS.
        scheme: How it is reached.
        lists: Whether it knows MLSD.
        renames_over: Whether it renames over what is there.
        options: Of the address.
    """
    files = folder / "files"
    files.mkdir(parents=True)
    troubles, logins = Troubles(), []
    people = DummyAuthorizer()
    people.add_user(USER, PASSWORD, str(files), perm="elradfmwMT")
    members: dict[str, Any] = {
        "authorizer": people,
        "abstracted_fs": _Files,
        "troubles": troubles,
        "ftp_STOR": _stor,
        "auth_failed_timeout": 0,
        "refuses_renaming_over": not renames_over,
        "banner": "Grüß Gott",
        "on_login": lambda self, username: logins.append(username),
        "on_login_failed": lambda self, username, password: logins.append(username),
    }
    if certificate is None:
        base: type = FTPHandler
        members["dtp_handler"] = type("Data", (_Cut, DTPHandler), {"troubles": troubles})
    else:
        base = _Implicit if scheme == "ftpis" else TLS_FTPHandler
        members |= {
            "certfile": str(certificate),
            "tls_control_required": True,
            "tls_data_required": True,
            "dtp_handler": type("Data", (_Cut, _Reusing), {"troubles": troubles}),
        }
    if not lists:
        known = {key: value for key, value in FTPHandler.proto_cmds.items() if not key.startswith("MLS")}
        members["proto_cmds"] = known
        members["_extra_feats"] = []
    handler = type("Handler", (base,), members)
    server = ThreadedFTPServer(("127.0.0.1", 0), handler)
    server.max_cons = 0  # no limit: it counts lines that were cut inside TLS for five minutes more
    thread = threading.Thread(target=server.serve_forever, kwargs={"timeout": 0.1}, daemon=True)
    thread.start()
    try:
        port = server.socket.getsockname()[1]
        yield Place(
            f"{scheme}-pyftpdlib",
            f"{scheme}://{USER}@localhost:{port}/site{options}",
            state,
            files / "site",
            troubles=troubles,
            logins=logins,
        )
    finally:
        server.close_all()
        thread.join(timeout=5)
