"""Who cannot show that it is the host is told nothing; passwords are shown nowhere."""

from __future__ import annotations

import io
import logging
import ssl
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import paramiko
import pytest

from slc_site.publish.host import Host, HostError, RefusedError, UntrustedError
from tests.publish.hosts.servers import ftp, ssh, web
from tests.publish.hosts.servers.certificates import Certificates
from tests.publish.hosts.servers.places import PASSWORD, Answers, Place, Troubles

# -- keys of SSH ----------------------------------------------------------------------------------------


def test_an_unknown_key_is_shown_and_kept(start: Callable[[str], Place]) -> None:
    place = start("paramiko")
    place.open().close()
    ((host, kind, fingerprint),) = place.asks.fingerprints
    assert host.startswith("127.0.0.1:")
    assert kind == "ECDSA key"
    assert fingerprint.startswith("SHA256:")
    place.open().close()
    assert len(place.asks.fingerprints) == 1, "asked once"
    assert fingerprint[:7] not in (place.state / "known_hosts").read_text()


def test_a_key_that_nobody_trusts_stops_before_the_password(start: Callable[[str], Place]) -> None:
    place = start("paramiko")
    with pytest.raises(UntrustedError, match="SHA256:"):
        place.opener(Answers(trusting=False))()
    assert place.logins == []
    assert not (place.state / "known_hosts").exists()


def test_another_key_than_before_stops_before_the_password(tmp_path: Path) -> None:
    server = ssh.Paramiko(tmp_path, Troubles())
    place = Place("", f"sftp://room12@127.0.0.1:{server.port}/site", tmp_path / "state")
    open_line = place.opener()
    open_line().close()
    before = list(server.logins)
    server.key = paramiko.ECDSAKey.generate()
    for again in (open_line, place.opener()):
        with pytest.raises(UntrustedError, match="another key than before") as told:
            again()
        assert "known_hosts" in told.value.hint
    assert server.logins == before
    assert len(place.asks.fingerprints) == 1, "nobody is asked whether that is all right"
    server.close()


def test_a_key_of_another_kind_than_before_is_not_believed(tmp_path: Path) -> None:
    server = ssh.Paramiko(tmp_path, Troubles())
    place = Place("", f"sftp://room12@127.0.0.1:{server.port}/site", tmp_path / "state")
    place.open().close()
    server.key = paramiko.RSAKey.generate(2048)
    before = list(server.logins)
    with pytest.raises(UntrustedError):
        place.open()
    assert server.logins == before
    server.close()


def test_a_key_that_ssh_knows_is_known_here(start: Callable[[str], Place], tmp_path: Path) -> None:
    place = start("paramiko")
    place.open().close()
    known = (place.state / "known_hosts").read_text()
    own = tmp_path / "home" / ".ssh" / "known_hosts"
    own.parent.mkdir()
    hashed = paramiko.HostKeys.hash_host(known.split()[0])
    own.write_text(f"# mine\n\nnonsense\n@cert-authority * x y\n{hashed} {known.split(' ', 1)[1]}")
    (place.state / "known_hosts").unlink()
    silent = Answers(trusting=False)
    place.opener(silent)().close()
    assert silent.fingerprints == []


def test_a_revoked_key_is_not_believed(start: Callable[[str], Place], tmp_path: Path) -> None:
    place = start("paramiko")
    place.open().close()
    own = tmp_path / "home" / ".ssh" / "known_hosts"
    own.parent.mkdir()
    own.write_text("@revoked " + (place.state / "known_hosts").read_text())
    with pytest.raises(UntrustedError):
        place.open()


def test_a_key_file_opens_and_its_passphrase_is_asked_for(
    tmp_path: Path, starts: Callable[[str], Place | None]
) -> None:
    place = starts("openssh")
    if place is None:
        return  # no such server on this machine; tools/setup fetches it where it can
    key = Path(place.address.rpartition("key=")[2])
    ssh_key = paramiko.Ed25519Key.from_private_key_file(str(key))
    assert ssh_key.get_base64()
    import subprocess

    subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", PASSWORD, "-f", str(key)], check=True)
    asks = Answers(typed=["wrong", PASSWORD])
    open_line = place.opener(asks)
    hosts = [open_line(), open_line()]
    assert asks.asked == [f"the key {key}"] * 2, "a wrong one, the right one; and once for all lines"
    hosts[1].put("index.html", b"x")
    for host in hosts:
        host.close()
    with pytest.raises(RefusedError, match="could not be opened"):
        place.opener(Answers(typed=[]))()


# -- certificates ---------------------------------------------------------------------------------------

Start = Callable[[Path, Path, Path], AbstractContextManager[Place]]
OVER_TLS: dict[str, Start] = {
    "ftps": ftp.pyftpdlibs,
    "ftpis": lambda folder, state, cert: ftp.pyftpdlibs(folder, state, cert, scheme="ftpis"),
    "s3": web.wsgidavs,
    "webdavs": web.wsgidavs,
}


@pytest.mark.parametrize("why", ["expired", "self_signed", "other_name"])
@pytest.mark.parametrize("scheme", sorted(OVER_TLS))
def test_a_bad_certificate_stops_before_the_password(
    tmp_path: Path, certificates: Certificates, scheme: str, why: str
) -> None:
    with OVER_TLS[scheme](tmp_path / "server", tmp_path / "state", getattr(certificates, why)) as place:
        address = place.address
        if scheme == "s3":
            # What answers does not matter: it is never spoken to.
            host = address.partition("@")[2].partition("/")[0]
            address = f"s3://room12@bucket/site?endpoint=https://{host}"
        with pytest.raises(UntrustedError, match="certificate"):
            place.opener(address=address)()
        assert place.logins == []
        if scheme != "s3":  # it is sent no password, but what was signed with it
            assert place.asks.asked == []


def test_a_host_without_tls_is_not_told_the_password(tmp_path: Path) -> None:
    with ftp.pyftpdlibs(tmp_path / "server", tmp_path / "state", None, scheme="ftp") as place:
        with pytest.raises(RefusedError, match="does not speak FTPS"):
            place.opener(address=place.address.replace("ftp://", "ftps://"))()
        assert place.logins == []
        assert place.asks.asked == []


def test_the_line_for_data_is_closed_too(
    tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server of the tests is one that hangs up on a new TLS session: without ours, nothing goes."""
    wrap = ssl.SSLContext.wrap_socket
    monkeypatch.setattr(
        ssl.SSLContext, "wrap_socket", lambda *args, **keys: wrap(*args, **{**keys, "session": None})
    )
    with ftp.pyftpdlibs(tmp_path / "server", tmp_path / "state", certificates.good) as place:
        host = place.open()
        with pytest.raises(HostError):
            host.put("index.html", b"x")
        host.close()


# -- passwords ------------------------------------------------------------------------------------------

WITH_PASSWORD = ["paramiko", "ftps", "ftp-windows", "webdavs", "webdav-digest"]


@pytest.mark.parametrize("name", WITH_PASSWORD)
def test_a_wrong_password_is_asked_for_again_and_then_refused(
    start: Callable[[str], Place], name: str
) -> None:
    place = start(name)
    asks = Answers(typed=["wrong", PASSWORD])
    place.opener(asks)().close()
    assert asks.asked == ["room12@127.0.0.1" if name == "paramiko" else "room12@localhost"] * 2
    wrong = Answers(typed=["one", "two", "three", "four"])
    with pytest.raises(RefusedError, match="does not take this password"):
        place.opener(wrong)()
    assert len(wrong.asked) == 3
    with pytest.raises(RefusedError, match="nobody is here to be asked") as told:
        place.opener(Answers(typed=[]))()
    assert "SLC_PASSWORD" in told.value.hint


@pytest.mark.parametrize("name", WITH_PASSWORD)
def test_the_environment_is_looked_at_first(
    start: Callable[[str], Place], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = start(name)
    monkeypatch.setenv("SLC_PASSWORD", PASSWORD)
    place.opener(Answers(typed=[]))().close()


def frames(error: BaseException) -> str:
    """Return a report of a crash with all that was on the stack, but for what stood in the tests."""
    told: list[str] = []
    inner: BaseException | None = error
    while inner is not None:
        report = traceback.TracebackException.from_exception(inner, capture_locals=True)
        told += [repr(frame.locals) for frame in report.stack if "/tests/" not in frame.filename]
        inner = inner.__cause__ or (None if inner.__suppress_context__ else inner.__context__)
    assert told
    return "".join(told)


@pytest.mark.parametrize("name", [*WITH_PASSWORD, "s3"])
def test_the_password_is_shown_nowhere(start: Callable[[str], Place], name: str, tmp_path: Path) -> None:
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        place = start(name)
        heard.seek(0)
        heard.truncate()
        open_line = place.opener()
        host = open_line()
        host.put("index.html", b"x")
        shown = repr(host) + repr(open_line) + repr(vars(host))
        errors: list[HostError] = []
        host.close()
        for wrong in (Answers(typed=[f"{PASSWORD}-wrong"]),):
            if name == "s3":
                continue  # this server takes any
            try:
                place.opener(wrong)()
            except HostError as error:
                errors.append(error)
        if place.folder is not None:
            host = open_line()
            (place.folder / "file").write_bytes(b"")
            with pytest.raises(HostError) as told:
                host.put("file/index.html", b"x")
            errors.append(told.value)
            host.close()
        assert all(PASSWORD not in frames(error) for error in errors)
        assert all(PASSWORD not in error.message + error.hint + repr(error) for error in errors)
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    assert PASSWORD not in shown
    assert PASSWORD not in heard.getvalue()
    for file in (tmp_path / "state").rglob("*"):
        assert not file.is_file() or PASSWORD.encode() not in file.read_bytes()


def test_a_host_is_handed_out_as_it_says(start: Callable[[str], Place]) -> None:
    host: Host = start("paramiko").open()
    host.close()
    host.close()
