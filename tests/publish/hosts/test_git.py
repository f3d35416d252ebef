"""A branch of a git remote: one commit, no history that is not wanted, none lost that is."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from slc_site.publish.host import HostError, LineError, RefusedError
from tests.publish.hosts.servers import web
from tests.publish.hosts.servers.certificates import Certificates
from tests.publish.hosts.servers.places import PASSWORD, USER, Answers, Place
from tests.publish.hosts.servers.remote import git, standing
from tests.support.starting import free_port


@pytest.fixture
def place(start: Callable[[str], Place]) -> Place:
    return start("git")


def remote_of(place: Place) -> Path:
    return Path(place.address.removeprefix("git:").rpartition("#")[0])


def publish(place: Place, **files: bytes) -> None:
    host = place.open()
    for name in [name for name in host.names() if name not in files]:
        host.remove(name)
    for name, content in files.items():
        host.put(name, content)
    host.settle()
    host.close()


def commits(place: Place, branch: str = "site") -> int:
    return int(git(remote_of(place), "rev-list", "--count", branch))


def test_nothing_is_seen_before_it_is_settled(place: Place) -> None:
    host = place.open()
    host.put("index.html", b"x")
    assert host.names() == {"index.html": 1}
    assert place.files == {}
    host.settle()
    assert place.files == {"index.html": b"x"}
    host.close()


def test_what_was_taken_away_is_not_in_the_history(place: Place) -> None:
    publish(place, index=b"home", ada=b"about Ada")
    publish(place, index=b"home")
    assert commits(place) == 1
    assert place.files == {"index": b"home"}
    # Names alone: "ada" may be three digits of a commit's number.
    assert b"ada" not in git(remote_of(place), "log", "--all", "--name-only", "--format=")


def test_a_history_of_others_is_added_to_and_kept(place: Place, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    git(tmp_path, "init", "--quiet", "--initial-branch=site", str(theirs))
    for number in range(2):
        (theirs / "CNAME").write_text(f"{number}.example")
        git(theirs, "add", "CNAME")
        git(theirs, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "--quiet", "-m", "x")
    git(theirs, "push", "--quiet", str(remote_of(place)), "site")
    before = git(remote_of(place), "rev-parse", "site").decode().strip()
    host = place.open()
    assert set(host.names()) == {"CNAME"}
    host.put("index.html", b"home")
    host.settle()
    assert place.files == {"CNAME": b"1.example", "index.html": b"home"}
    assert commits(place) == 3
    host = place.open()
    host.put("index.html", b"home again")
    host.settle()
    assert commits(place) == 4
    assert git(remote_of(place), "merge-base", "--is-ancestor", before, "site") == b""


def test_of_two_at_the_same_time_the_second_is_refused(place: Place) -> None:
    publish(place, index=b"old")
    first, second = place.open(), place.open()
    first.put("index", b"first")
    second.put("index", b"second")
    first.settle()
    with pytest.raises(RefusedError, match="did not take it"):
        second.settle()
    assert place.files == {"index": b"first"}
    publish(place, index=b"third")
    assert place.files == {"index": b"third"}


def test_of_two_who_begin_a_branch_the_second_is_refused(place: Place) -> None:
    first, second = place.open(), place.open()
    first.put("index", b"first")
    second.put("index", b"second")
    first.settle()
    with pytest.raises(RefusedError, match="did not take it"):
        second.settle()
    assert place.files == {"index": b"first"}


def test_what_is_as_it_was_is_not_sent(place: Place) -> None:
    publish(place, index=b"x")
    before = git(remote_of(place), "rev-parse", "site")
    publish(place, index=b"x")
    assert git(remote_of(place), "rev-parse", "site") == before


def test_nobody_is_named_and_no_setting_of_the_user_is_in_the_way(place: Place, tmp_path: Path) -> None:
    (tmp_path / "home" / ".gitconfig").write_text(
        "[user]\n\tname = Ms Rivera\n\temail = rivera@school.example\n"
        "[commit]\n\tgpgSign = true\n[core]\n\tautocrlf = true\n\thooksPath = /nowhere\n"
    )
    publish(place, index=b"a\r\nb\n")
    assert place.files == {"index": b"a\r\nb\n"}
    said = git(remote_of(place), "log", "--format=%an %ae %cn %ce", "site")
    assert b"ivera" not in said
    assert b".nojekyll" in git(remote_of(place), "ls-tree", "--name-only", "site")


def test_a_branch_that_nobody_named_has_a_name(place: Place) -> None:
    remote = remote_of(place)
    other = Place("git", f"git:{remote}", place.state)
    publish(other, index=b"x")
    assert standing(remote, "pages") == {"index": b"x"}


def test_a_remote_that_is_none_is_told(place: Place, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be used"):
        Place("git", f"git:{tmp_path / 'nowhere'}#site", place.state).open()
    with pytest.raises(RefusedError, match="no branch of the name"):
        Place("git", f"git:{remote_of(place)}#a..b", place.state).open()
    with pytest.raises(HostError):
        Place("git", "git:https://localhost:1/x.git#site", place.state).opener(Answers(typed=[]))()


def test_a_password_is_asked_for_and_handed_to_git_alone(
    tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    right = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()

    def app(environ: dict[str, Any], start: Any) -> list[bytes]:
        said = environ.get("HTTP_AUTHORIZATION", "")
        seen.append(said)
        wants = [] if said == right else [("WWW-Authenticate", 'Basic realm="x"')]
        start("404 Not Found" if said == right else "401 Unauthorized", [*wants, ("Content-Length", "0")])
        return [b""]

    arguments: list[str] = []
    run = subprocess.run

    def watched(command: list[str], **keys: Any) -> Any:
        arguments.extend(map(str, command))
        return run(command, **keys)

    monkeypatch.setattr(subprocess, "run", watched)
    monkeypatch.setenv("GIT_SSL_CAINFO", str(certificates.authority))
    asks = Answers(typed=["wrong", PASSWORD])
    with web.listening(app, certificates.good) as port:
        place = Place("git", f"git:https://{USER}@localhost:{port}/room.git#site", tmp_path / "state")
        with pytest.raises(RefusedError, match="cannot be used") as told:
            place.opener(asks)()
        assert len(asks.asked) == 2
        assert right in seen
        nameless = Place("git", f"git:https://localhost:{port}/room.git#site", tmp_path / "state")
        with pytest.raises(RefusedError, match="asks who you are"):
            nameless.opener(asks)()
    assert PASSWORD not in " ".join(arguments)
    assert PASSWORD not in told.value.message + told.value.hint
    for file in (tmp_path / "state").rglob("*"):
        assert not file.is_file() or PASSWORD.encode() not in file.read_bytes()


def test_a_remote_that_guards_its_branch_is_told(place: Place) -> None:
    publish(place, index=b"old")
    git(remote_of(place), "config", "receive.denyNonFastForwards", "true")
    with pytest.raises(RefusedError, match="did not take it"):
        publish(place, index=b"new")
    assert place.files == {"index": b"old"}


def test_a_host_that_is_down_is_tried_again(place: Place) -> None:
    down = f"git:https://127.0.0.1:{free_port()}/a.git#site"
    with pytest.raises(LineError, match="does not answer"):
        place.opener(address=down)()
