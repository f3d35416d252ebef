"""A git remote: a repository without files, on this disk."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.publish.hosts.servers.places import Place


def git(folder: Path, *arguments: str, send: bytes = b"") -> bytes:
    """Run git in a repository."""
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], input=send, capture_output=True, check=True
    ).stdout


def standing(remote: Path, branch: str) -> dict[str, bytes]:
    """Return the files of a branch."""
    if not git(remote, "branch", "--list", branch).strip():
        return {}
    names = git(remote, "ls-tree", "-r", "-z", "--name-only", branch).split(b"\0")
    return {
        name.decode(): git(remote, "cat-file", "blob", f"{branch}:{name.decode()}")
        for name in names
        if name and name != b".nojekyll"
    }


@contextmanager
def bare(folder: Path, state: Path) -> Iterator[Place]:
    """A new remote."""
    remote = folder / "remote.git"
    remote.mkdir(parents=True)
    git(remote, "init", "--bare", "--quiet")
    yield Place("git", f"git:{remote}#site", state, look=lambda: standing(remote, "site"), shows_at_once=True)
