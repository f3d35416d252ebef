"""FTP's control line, with and without TLS: what Python's `ftplib` leaves out.

TLS on the lines for data goes on with the session of the control line: without that, hosts (vsftpd,
FileZilla) hang up, because anybody else could have opened the line. Names are UTF-8 whatever the host says
in between: `ftplib` is made to see bytes, one character each, so that no answer can be unreadable.
"""

from __future__ import annotations

import ftplib
import socket
import ssl
from contextlib import suppress

from slc_site.publish.host import LineError, RefusedError
from slc_site.publish.hosts import tls
from slc_site.publish.secrets import Secret
from slc_site.publish.targets import Address

PATIENCE = 30.0
"""Seconds without a word after which a line counts as broken."""
_IMPLICIT = 990
"""The port where TLS comes before the first word, whatever the address says."""
_BYTES = "latin-1"


class _OverTls(ftplib.FTP_TLS):
    """With TLS from the first word on, or from the second."""

    def greet_inside_tls(self, host: str, port: int) -> None:
        """Connect to a host that speaks TLS before anything else."""
        self.host, self.port = host, port
        line = socket.create_connection((host, port), timeout=self.timeout)
        self.af = line.family
        try:
            self.sock = self.context.wrap_socket(line, server_hostname=host)
        except OSError:
            line.close()
            raise
        self.file = self.sock.makefile("r", encoding=self.encoding)
        self.welcome = self.getresp()

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        """Open a line for data, in the TLS session of the control line."""
        # Not the one of the class above ours: that would wrap it without the session.
        line, size = super(ftplib.FTP_TLS, self).ntransfercmd(cmd, rest)
        session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
        try:
            return self.context.wrap_socket(line, server_hostname=self.host, session=session), size
        except OSError:
            line.close()
            raise


def connected(address: Address) -> ftplib.FTP:
    """Return a control line that has shown that it leads to the host; nothing was told to it yet.

    Raises:
        HostError: there is none.
    """
    host = address.host
    implicit = address.scheme == "ftpis" or (address.scheme == "ftps" and address.port == _IMPLICIT)
    client: ftplib.FTP
    if address.scheme == "ftp":
        client = ftplib.FTP(timeout=PATIENCE, encoding=_BYTES)  # noqa: S321 - only whoever types --insecure gets here
    else:
        client = _OverTls(context=tls.context(), timeout=PATIENCE, encoding=_BYTES)
    try:
        if isinstance(client, _OverTls) and implicit:
            client.greet_inside_tls(host, address.port or _IMPLICIT)
        else:
            client.connect(host, address.port or ftplib.FTP_PORT)
            if isinstance(client, _OverTls):
                client.auth()
        if client.sock is not None:
            client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    except ssl.SSLCertVerificationError as error:
        client.close()
        raise tls.untrusted(host, error) from None
    except ftplib.error_perm as error:
        client.close()
        raise RefusedError(
            f"{host} does not speak FTPS. It said: {said(error)}",
            f"Perhaps it speaks SFTP: write `sftp://` in the place of `{address.scheme}://`.",
        ) from None
    except ssl.SSLError as error:
        client.close()
        raise LineError(
            f"{host} and this program could not agree on how to keep secret what is sent ({error.reason})."
        ) from None
    except (ftplib.Error, OSError, EOFError) as error:
        client.close()
        why = (error.strerror or str(error)) if isinstance(error, OSError) else said(error)
        raise LineError(
            f"{host} does not answer ({why or 'it hung up'}).",
            "Is the name right, and is there a connection? Some schools' networks let nothing out here.",
        ) from None
    client.set_pasv(address.option("mode") != "active")
    return client


def logged_in(client: ftplib.FTP, user: str, password: Secret) -> bool:
    """Log in; False: the host does not take this name and password.

    Raises:
        HostError: it cannot be done.
    """
    try:
        client.login(sent(user), sent(password.reveal()))
        if isinstance(client, _OverTls):
            client.prot_p()
        client.voidcmd("TYPE I")
        return True
    except ftplib.error_perm as error:
        client.close()
        if str(error)[:3] in ("530", "501", "503"):
            return False
        raise RefusedError(f"{client.host} lets nobody in. It said: {said(error)}") from None
    except (ftplib.Error, OSError, EOFError, ValueError):
        client.close()
        # `from None`: what was sent last is still on the stack of the library.
        raise LineError(f"The line to {client.host} broke while logging in.") from None


def features(client: ftplib.FTP) -> frozenset[str]:
    """Return what a host can do besides what all can, in capitals; have it speak UTF-8 and briefly."""
    try:
        answer = client.sendcmd("FEAT")
    except (ftplib.error_perm, ftplib.error_temp):
        return frozenset()
    found = frozenset(line.split()[0].upper() for line in answer.splitlines()[1:-1] if line.split())
    for feature, option in (("UTF8", "OPTS UTF8 ON"), ("MLST", "OPTS MLST type;size;unix.slink;")):
        if feature in found:
            with suppress(ftplib.error_perm, ftplib.error_temp):
                client.sendcmd(option)
    return found


def sent(text: str) -> str:
    """Return a text as `ftplib` has to be given it."""
    return text.encode("utf-8", "surrogateescape").decode(_BYTES)


def received(text: str) -> str:
    """Return what `ftplib` has received, as it was meant."""
    return text.encode(_BYTES).decode("utf-8", "backslashreplace")


def said(error: BaseException) -> str:
    """Return what a host said when it said no, on one line."""
    return " ".join(received(str(error)).split())[:200]
