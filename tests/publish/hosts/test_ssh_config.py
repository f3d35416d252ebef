"""Where `ssh school` gets to, `sftp://school/…` gets to; and nothing is run for it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from slc_site.publish.host import LineError, RefusedError, UntrustedError
from slc_site.publish.hosts.ssh_config import Settings, settings_of
from slc_site.publish.targets import Address
from tests.publish.hosts.conftest import STARTS
from tests.publish.hosts.servers import ssh
from tests.publish.hosts.servers.places import PASSWORD, USER, Answers, Place
from tests.support.starting import free_port

# -- what the file says -----------------------------------------------------------------------------------


def said(folder: Path, text: str, typed: str = "sftp://school/site") -> Settings:
    """Return what a file says of an address."""
    file = folder / "ssh" / "config"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return settings_of(Address.parse(typed, folder), (file,))


def test_a_host_that_no_file_knows_is_what_was_typed(tmp_path: Path) -> None:
    address = Address.parse("sftp://room12@host.example:2022/site", tmp_path)
    plain = Settings("host.example", 2022, "room12", ("host.example", 2022))
    assert settings_of(address, (tmp_path / "nowhere",)) == plain
    assert (
        said(tmp_path, "Host other\n  User ben\n  Port 1\n", "sftp://room12@host.example:2022/site") == plain
    )


def test_a_name_of_the_settings_is_a_host(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        "# mine\nHost School other\n  HostName web.school.example\n\tPort=2222\n  User = room12 # the card\n"
        '  IdentityFile "~/.ssh/the school"\n  IdentityFile ~/.ssh/old\n  IdentitiesOnly yes\n'
        "Host *\n  User nobody\n  Port 22\n  IdentityFile ~/.ssh/any\n  Ciphers +aes128-cbc\n",
    )
    home = Path.home() / ".ssh"
    assert (found.host, found.port, found.user) == ("web.school.example", 2222, "room12")
    assert found.keys == (home / "the school", home / "old", home / "any")
    assert found.only_these_keys
    assert found.known_as == ("web.school.example", 2222)


def test_what_was_typed_comes_first(tmp_path: Path) -> None:
    found = said(tmp_path, "Host school\n  Port 2222\n  User ben\n", "sftp://ada@school:22/site")
    assert (found.port, found.user) == (22, "ada")


@pytest.mark.parametrize(
    ("patterns", "fits"),
    [("sch*", True), ("s?hool", True), ("* !school", False), ("!school *", False), ("[s]chool", False)],
)
def test_patterns_are_those_of_ssh(tmp_path: Path, patterns: str, fits: bool) -> None:
    assert (said(tmp_path, f"Host {patterns}\n  User ben\n").user == "ben") is fits


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        ("all", True),
        ("host web.*", True),
        ("host school", False),
        ("originalhost school", True),
        ("!originalhost school", False),
        ("originalhost a,school user ada", True),
        ("user ben", False),
        ("final", False),
        ("canonical all", False),
    ],
)
def test_conditions_are_those_of_ssh(tmp_path: Path, condition: str, fits: bool) -> None:
    text = f"Host school\n  HostName web.example\n  User ada\nMatch {condition}\n  Port 77\n"
    assert (said(tmp_path, text).port == 77) is fits


def test_included_files_hold_where_they_are_included(tmp_path: Path) -> None:
    more = tmp_path / "ssh" / "more"
    more.mkdir(parents=True)
    (more / "a.conf").write_text("User ada\nHost other\n  Port 1\n")
    (more / "b.conf").write_text("Include more/../config\nHost school\n  Port 2\n")
    found = said(
        tmp_path, "Host other\n  Include more/a*\nHost school\n  Include more/*.conf\n  HostName web\n"
    )
    assert (found.user, found.port, found.host) == ("ada", 2, "web")
    assert said(tmp_path, "Host other\nInclude more/*.conf\nHost school\n  HostName web\n").user == ""
    assert said(tmp_path, "Include / more ''\nUser ben\n").user == "ben"


def test_signs_stand_for_what_they_do_in_ssh(tmp_path: Path) -> None:
    found = said(
        tmp_path, "HostName %h.school.example\nUser room12\nIdentityFile %d/keys/%r-%n-%h-%p-%%\nPort 2022\n"
    )
    assert found.host == "school.school.example"
    assert found.keys == (Path.home() / "keys" / "room12-school-school.school.example-2022-%",)
    with pytest.raises(RefusedError, match=r"`%Q\.example`"):
        said(tmp_path, "HostName %Q.example\n")


def test_the_key_of_a_host_can_be_known_under_another_name(tmp_path: Path) -> None:
    assert said(tmp_path, "HostKeyAlias the-school\nPort 2022\n").known_as == ("the-school", 22)


@pytest.mark.parametrize("port", ["0", "65536", "ssh", "²"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(RefusedError, match="which is none"):
        said(tmp_path, f"Port {port}\n")


def test_hosts_on_the_way_are_read(tmp_path: Path) -> None:
    hops = said(tmp_path, "ProxyJump ada@gate.example:2022, ssh://[::1]\nProxyCommand never\n").jumps
    assert [(hop.host, hop.port, hop.user) for hop in hops] == [
        ("gate.example", 2022, "ada"),
        ("::1", None, ""),
    ]
    assert said(tmp_path, "ProxyJump none\nProxyCommand never\nProxyJump gate\n").jumps == ()
    for wrong in ("gate:x", "a,,b", "[::1"):
        with pytest.raises(RefusedError, match="no name of a host"):
            said(tmp_path, f"ProxyJump {wrong}\n")


def test_no_command_is_ever_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    command = f'"touch {trace}"'
    found = said(
        tmp_path,
        f"Match exec {command}\n  User ben\nMatch !exec {command}\n  User ben\n"
        f"Match host school exec {command}\n  User ben\nHost *\n  User ada\n  KnownHostsCommand {command}\n",
    )
    assert found.user == "ada"
    with pytest.raises(RefusedError, match="ProxyCommand") as told:
        said(tmp_path, f"ProxyCommand touch {trace}\nProxyJump gate\n")
    assert "ProxyJump NAME" in told.value.hint
    assert said(tmp_path, f"Host school\n  ProxyCommand none\nHost *\n  ProxyCommand {command}\n").jumps == ()
    assert not trace.exists()


# -- to real hosts ----------------------------------------------------------------------------------------


@dataclass
class School:
    """A host, and this computer's settings for it."""

    place: Place
    key: Path
    port: int
    user: str
    folder: str
    home: Path

    def settings(self, more: str = "") -> None:
        """Write what the settings say of `school`, and more."""
        text = f"Host school\n  HostName 127.0.0.1\n  Port {self.port}\n  User {self.user}\n{more}"
        (self.home / ".ssh" / "config").write_text(text)

    def publish(self, asks: Answers | None = None) -> None:
        """Put a page there, by the settings' name."""
        host = self.place.opener(asks, f"sftp://school{self.folder}")()
        host.put("index.html", b"page")
        host.close()
        assert self.place.files == {"index.html": b"page"}
        host = self.place.opener(asks, f"sftp://school{self.folder}")()
        host.remove("index.html")
        host.close()


def _school(place: Place, home: Path) -> School:
    parts = urlsplit(place.address)
    (home / ".ssh").mkdir(exist_ok=True)
    key = home / ".ssh" / f"key-{parts.port}"
    shutil.copy(parts.query.removeprefix("key="), key)
    key.chmod(0o600)
    assert parts.port is not None
    return School(place, key, parts.port, parts.username or "", parts.path, home)


@pytest.fixture
def school(starts: Callable[[str], Place | None], tmp_path: Path) -> School | None:
    """OpenSSH's server; None: there is none on this machine, and tools/setup fetches it where it can."""
    place = starts("openssh")
    return None if place is None else _school(place, tmp_path / "home")


def test_a_name_of_the_settings_is_published_to(school: School | None) -> None:
    if school is None:
        return
    school.settings(f"  IdentityFile {school.key}\n")
    school.publish()
    ((host, _, _),) = school.place.asks.fingerprints
    assert host == f"127.0.0.1:{school.port}", "what is trusted is the host, not what it is called here"
    assert school.place.asks.asked == []


def test_who_logs_in_has_to_be_said_somewhere(school: School | None) -> None:
    if school is None:
        return
    (school.home / ".ssh" / "config").write_text("Host school\n  HostName 127.0.0.1\n")
    with pytest.raises(RefusedError, match="Nobody says who logs in at school") as told:
        school.publish()
    assert "User NAME" in told.value.hint


def test_a_locked_key_of_the_settings_is_asked_for_once(school: School | None) -> None:
    if school is None:
        return
    subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", PASSWORD, "-f", str(school.key)], check=True)
    school.settings(f"  IdentityFile {school.key}\n  IdentityFile ~/.ssh/missing\n")
    asks = Answers(typed=["wrong", PASSWORD])
    open_line = school.place.opener(asks, f"sftp://school{school.folder}")
    for host in [open_line(), open_line()]:
        host.close()
    assert asks.asked == [f"the key {school.key}"] * 2
    wrong = Answers(typed=["wrong"])
    open_line = school.place.opener(wrong, f"sftp://school{school.folder}")
    for _ in range(2):
        with pytest.raises(RefusedError, match="only by a key"):
            open_line()
    assert len(wrong.asked) == 3, "three times, and never again"


@contextmanager
def agent(key: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An agent that has a key, which is then nowhere else."""
    socket = key.with_name("agent")
    running = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
    try:
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        for _ in range(100):
            done = subprocess.run(["ssh-add", "-q", str(key)], check=False, stderr=subprocess.DEVNULL)
            if not done.returncode:
                break
        assert not done.returncode
        yield
    finally:
        running.terminate()
        running.wait()


def test_a_key_of_the_agents_is_found_by_its_public_part(
    school: School | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if school is None:
        return
    with agent(school.key, monkeypatch):
        public = subprocess.run(
            ["ssh-keygen", "-y", "-f", str(school.key)], check=True, capture_output=True
        ).stdout
        school.key.with_suffix(".pub").write_bytes(public)
        school.key.unlink()
        school.settings("  IdentityFile ~/.ssh/missing\n")
        school.publish()
        school.settings(f"  IdentitiesOnly yes\n  IdentityFile {school.key}.pub\n")
        school.publish()
        school.settings("  IdentitiesOnly yes\n  IdentityFile ~/.ssh/missing\n")
        with pytest.raises(RefusedError, match="only by a key"):
            school.publish()


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[School | None]:
    """Another OpenSSH server, through which the way leads."""
    if "openssh" not in STARTS:
        yield None
        return
    with ssh.openssh(tmp_path / "gate-state") as place:
        yield _school(place, tmp_path / "home")


def test_the_way_may_lead_through_other_hosts(school: School | None, gate: School | None) -> None:
    if school is None or gate is None:
        return
    through = f"Host gate\n  HostName 127.0.0.1\n  User {gate.user}\n  IdentityFile {gate.key}\n  Port "
    own = f"  IdentityFile {school.key}\n"
    school.settings(f"{own}  ProxyJump gate\n{through}{gate.port}\n")
    school.publish()
    assert [host for host, _, _ in school.place.asks.fingerprints] == [
        f"127.0.0.1:{gate.port}",
        f"127.0.0.1:{school.port}",
    ], "each on the way has to show who it is"
    school.settings(f"{own}{through}{gate.port}\nHost *\n  ProxyJump gate,{gate.user}@gate\n")
    school.publish()
    school.settings(f"{own}  ProxyJump gate\n{through}{free_port()}\n")
    with pytest.raises(LineError, match=r"gate \(127.0.0.1\) does not answer"):
        school.publish()
    school.port = free_port()
    school.settings(f"{own}  ProxyJump gate\n{through}{gate.port}\n")
    with pytest.raises(LineError, match=r"school \(127.0.0.1\) does not answer gate"):
        school.publish()


def test_what_is_not_the_gate_is_told_nothing(school: School | None, gate: School | None) -> None:
    if school is None or gate is None:
        return
    school.settings(f"  ProxyJump {gate.user}@127.0.0.1:{gate.port}\n  IdentityFile {school.key}\n")
    with pytest.raises(UntrustedError, match=str(gate.port)):
        school.publish(Answers(trusting=False))


def test_the_password_in_the_environment_is_not_for_the_gate(
    tmp_path: Path, start: Callable[[str], Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = start("paramiko")
    port = urlsplit(gate.address).port
    config = tmp_path / "home" / ".ssh" / "config"
    config.parent.mkdir()
    config.write_text(f"Host school\n  ProxyJump {USER}@127.0.0.1:{port}\n")
    monkeypatch.setenv("SLC_PASSWORD", PASSWORD)
    with pytest.raises(RefusedError, match="nobody is here to be asked") as told:
        gate.opener(Answers(typed=[]), f"sftp://{USER}@school/site")()
    assert "SLC_PASSWORD" not in told.value.hint
    assert "keyring set" in told.value.hint
    assert set(gate.logins) <= {""}
    asks = Answers()
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1 does not lead on to school"):
        gate.opener(asks, f"sftp://{USER}@school/site")()
    assert asks.asked == [f"{USER}@127.0.0.1"]
