"""Certificates of an authority that the tests alone believe, and some that nobody should."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_NOW = datetime.datetime.now(datetime.UTC)
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Certificates:
    """Files: of the authority, and of servers, each with its key in it."""

    authority: Path
    good: Path
    expired: Path
    self_signed: Path
    other_name: Path


def made(folder: Path) -> Certificates:
    """Make them."""
    own = ec.generate_private_key(ec.SECP256R1())
    subject = _name("Authority of the tests")
    authority = _signed(subject, own, subject, own, _NOW + 30 * _DAY, authority=True)
    file = folder / "authority.pem"
    file.write_bytes(authority.public_bytes(serialization.Encoding.PEM))

    def server(what: str, host: str = "localhost", until: datetime.datetime = _NOW + 30 * _DAY) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name(host)
        signer = (name, key) if what == "self-signed" else (subject, own)
        certificate = _signed(name, key, *signer, until, host=host)
        path = folder / f"{what}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        return path

    return Certificates(
        file,
        server("good"),
        server("expired", until=_NOW - _DAY),
        server("self-signed"),
        server("other-name", host="other.example"),
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _signed(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    by: ec.EllipticCurvePrivateKey,
    until: datetime.datetime,
    host: str = "",
    authority: bool = False,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_NOW - 60 * _DAY)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    if host:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
    if authority:
        usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(by, hashes.SHA256())
