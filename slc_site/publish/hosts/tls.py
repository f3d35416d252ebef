"""Whom we believe that they are the host: whom the operating system believes.

An authority of a school's own is believed where the computer knows it, or where the environment names its
file in `SSL_CERT_FILE`, as everywhere.
"""

from __future__ import annotations

import ssl

from slc_site.publish.host import UntrustedError


def context() -> ssl.SSLContext:
    """Return what checks certificates and names of hosts."""
    made = ssl.create_default_context()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


def untrusted(host: str, error: ssl.SSLCertVerificationError) -> UntrustedError:
    """Return what to say about a certificate that is not believed."""
    why = error.verify_message or "it cannot be checked"
    return UntrustedError(
        f"{host} shows a certificate that is not good: {why}. Nothing was sent to it, above all no password.",
        "Is this the very name that the host's pages give? Then ask whoever runs the host; "
        "until it is put right, nobody can know who is answering.",
    )
