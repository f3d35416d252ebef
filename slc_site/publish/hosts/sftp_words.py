"""What an SFTP host's refusals mean, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from paramiko import SSHException

from slc_site.publish.host import LineError, RefusedError
from slc_site.publish.hosts import sftp_wire as wire
from slc_site.publish.hosts.sftp_transfer import ShortError
from slc_site.publish.hosts.sftp_wire import StatusError
from slc_site.publish.targets import Address


@contextmanager
def in_plain_words(address: Address, where: str) -> Iterator[None]:
    """Turn whatever goes wrong with an SFTP host inside into a `HostError`.

    Args:
        address: What was typed, and who logs in.
        where: The file or folder that was asked for, for the message.

    Raises:
        OSError: a file of this computer cannot be read.
    """
    host = address.host
    try:
        yield
    except StatusError as error:
        raise _refused(error, where, address) from error
    except ShortError as error:
        raise RefusedError(
            f"{host} kept only {error.size} of {error.sent} bytes of {where}.",
            "Is there space left on the host? The account's page of the host shows it.",
        ) from error
    except (SSHException, EOFError, TimeoutError, ConnectionError) as error:
        raise LineError(f"The line to {host} broke.") from error
    except OSError as error:
        # Paramiko says `Socket is closed` so; our own file cannot be read for reasons with a name.
        if error.filename is not None:
            raise
        raise LineError(f"The line to {host} broke.") from error


def _refused(error: StatusError, where: str, address: Address) -> RefusedError:
    host = address.host
    said = f" It said: {error.text}." if error.text else ""
    if error.code == wire.PERMISSION_DENIED:
        return RefusedError(
            f"{host} does not allow {address.user} to change {where}.{said}",
            "Is this the folder that the host means for pages? Its name is often public_html, htdocs or www; "
            f"seen from where {address.user} is after logging in, it is written sftp://…/~/public_html.",
        )
    if error.code == wire.NO_SUCH_FILE:
        return RefusedError(f"{host} finds no folder for {where}.{said}")
    return RefusedError(
        f"{host} could not do it for {where}.{said}",
        "Is there space left on the host, and does it take names that are as long as this one?",
    )
