"""What an FTP host's refusals mean, in plain words."""

from __future__ import annotations

import ftplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from slc_site.publish.host import LineError, RefusedError
from slc_site.publish.hosts import tls
from slc_site.publish.hosts.ftp_client import said
from slc_site.publish.hosts.ftp_lists import UnreadableListError

NO_SPACE = ("452", "552")
"""The answers of a host that is full."""


@contextmanager
def in_plain_words(host: str, where: str) -> Iterator[None]:
    """Turn whatever goes wrong with an FTP host inside into a `HostError`.

    Args:
        host: Its name.
        where: The file or folder that was asked for, for the message.
    """
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise tls.untrusted(host, error) from error
    except UnreadableListError as error:
        raise RefusedError(
            f"{host} lists its files in a way that I cannot read: {str(error)[:100]}",
            "Ask whoever runs it whether it can do SFTP, or MLSD.",
        ) from error
    except (ftplib.error_perm, ftplib.error_temp) as error:
        code = str(error)[:3]
        if code in NO_SPACE:
            raise RefusedError(
                f"{host} has no space left for {where}. It said: {said(error)}",
                "The account's page of the host shows what takes space.",
            ) from error
        if code.startswith("4"):
            raise LineError(
                f"{host} cannot do it at this moment for {where}. It said: {said(error)}",
                "Try again later. Is there space left on the host?",
            ) from error
        raise RefusedError(
            f"{host} refused it for {where}. It said: {said(error)}",
            "Is this the folder that the host means for pages? Its name is often public_html or htdocs.",
        ) from error
    except (ftplib.Error, EOFError) as error:
        raise LineError(f"The line to {host} broke.") from error
    except OSError as error:
        raise LineError(f"The line to {host} broke ({error.strerror or error}).") from error
