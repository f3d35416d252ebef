"""A branch of a git repository, which a host for pages shows: what is published, and nothing else.

All is done by the git that is installed, in a repository of our own in the state folder. Nothing is seen
before `settle`, which makes one commit and sends it; if somebody else has sent something meanwhile, it is
refused.

A branch that holds nothing but our last publish is replaced by the new one, so that what was taken away does
not stay in its history for everybody to read. A branch with a history is added to, and keeps all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from slc_site.publish.asking import Asks
from slc_site.publish.host import Content, Host, LineError, RefusedError
from slc_site.publish.hosts.git_command import Git, GitError
from slc_site.publish.secrets import Passwords
from slc_site.publish.targets import Address

USUAL_BRANCH = "pages"
_FILE = "100644"
_SUBJECT = b"Published by slc_site"
_AS_IT_IS = ".nojekyll"
"""Tells hosts for pages to show files as they are. It is no page: nobody is told of it."""
_NO_ANSWER = (
    "could not resolve",
    "failed to connect",
    "connection refused",
    "unable to connect",
    "timed out",
    "hung up",
    "reset by",
)
"""How git, curl and ssh say that nobody is there at the moment, in small letters."""
_REJECTED = ("[rejected]", "[remote rejected]", "stale info", "fetch first", "non-fast-forward")


def opener(address: Address, asks: Asks, state: Path) -> Callable[[], Host]:
    """Return what opens the branch.

    Args:
        address: The remote and the branch.
        asks: Who can be asked for a password, if git's own helpers have none.
        state: Where our repository lies.
    """
    remote = address.path
    # A repository for each remote: what was sent before need not be fetched again.
    name = hashlib.sha256(remote.encode()).hexdigest()[:16]
    parts = urlsplit(remote)
    passwords = Passwords(
        address, asks, host=parts.hostname or "the git host", user=parts.username or "", whose=remote
    )
    git = Git(state / "git" / name, remote, passwords)
    first = Lock()

    def open_line() -> Host:
        with first:
            return GitBranch(git, address.branch or USUAL_BRANCH)

    return open_line


class GitBranch:
    """What is to stand in a branch."""

    def __init__(self, git: Git, branch: str) -> None:
        """Fetch what stands there.

        Args:
            git: Our repository.
            branch: Its name; it need not be there yet.
        """
        self._git = git
        self._ref = f"refs/heads/{branch}"
        self._branch = branch
        git.make()
        try:
            git.run("check-ref-format", self._ref)
        except GitError:
            raise RefusedError(f"git allows no branch of the name {branch}.") from None
        self._tip = self._fetched()
        self._files = self._tree(self._tip)
        self._waiting: dict[str, Path] = {}
        """What is not in our repository yet."""
        self._changed = False

    # -- what a host has to be able to do -----------------------------------------------------------------

    def read(self, name: str) -> bytes | None:
        """Return what stands there, or will; None if nothing does."""
        if name in self._waiting:
            return self._waiting[name].read_bytes()
        found = self._files.get(name)
        return None if found is None else self._git.run("cat-file", "blob", found[0])

    def names(self) -> Mapping[str, int]:
        """Return all files and their sizes in bytes; neither links nor other repositories."""
        return {
            name: size
            for name, (_, size, mode) in self._files.items()
            if mode.startswith("100") and not (name == _AS_IT_IS and size == 0)
        }

    def put(self, name: str, content: Content) -> None:
        """Have a file stand there at the end."""
        if isinstance(content, bytes):
            blob = self._git.run("hash-object", "-w", "--stdin", send=content).decode().strip()
            self._files[name] = (blob, len(content), _FILE)
            self._waiting.pop(name, None)
        else:
            # All at once at the end: to start git for each of them would take longer than to send them.
            self._files[name] = ("", content.stat().st_size, _FILE)
            self._waiting[name] = content
        self._changed = True

    def remove(self, name: str) -> None:
        """Have no file stand there at the end."""
        self._waiting.pop(name, None)
        if self._files.pop(name, None) is not None:
            self._changed = True

    def create(self, name: str, content: bytes) -> bool:
        """Have a small file stand where nothing does. If somebody else does, too, `settle` is refused."""
        if name in self._files:
            return False
        self.put(name, content)
        return True

    def settle(self) -> None:
        """Send it all in one commit.

        Raises:
            RefusedError: somebody else has sent something meanwhile, or the host takes no such commit.
        """
        if not self._changed:
            return
        alone = self._is_alone(self._tip)
        try:
            tree = self._write_tree()
            if self._tip and self._git.run("rev-parse", f"{self._tip}^{{tree}}").decode().strip() == tree:
                self._changed = False
                return
            parents = [] if alone else ["-p", self._tip]
            commit = self._git.run("commit-tree", tree, *parents, "-m", _SUBJECT.decode()).decode().strip()
        except GitError as error:
            raise RefusedError(f"git could not put it together. It said: {error.last_words}") from error
        # Only if the branch is still what we have seen: git itself looks at that in the step that changes it.
        lease = [f"--force-with-lease={self._ref}:{self._tip}"] if alone else []
        try:
            self._git.talk("push", "--porcelain", *lease, self._git.remote, f"{commit}:{self._ref}")
        except GitError as error:
            if any(sign in error.said for sign in _REJECTED):
                raise RefusedError(
                    f"The branch {self._branch} did not take it. git said: {error.last_words}",
                    "Has somebody else published meanwhile? Publish again. "
                    "If not, the host may guard this branch, or refuse large files.",
                ) from error
            raise self._broken(error) from error
        self._tip = commit
        self._changed = False

    def close(self) -> None:
        """There is no line that stays open."""

    # -- in pieces ----------------------------------------------------------------------------------------

    def _fetched(self) -> str:
        """Return the commit that the branch is at, fetched; empty: there is no such branch."""
        try:
            listed = self._git.talk("ls-remote", self._git.remote, self._ref).decode()
            if not listed.strip():
                return ""
            self._git.talk("fetch", "--no-tags", "--depth=1", self._git.remote, f"+{self._ref}:refs/seen")
        except GitError as error:
            raise self._broken(error) from error
        return self._git.run("rev-parse", "refs/seen").decode().strip()

    def _tree(self, commit: str) -> dict[str, tuple[str, int, str]]:
        """Return the files of a commit: name → (blob, size, mode)."""
        if not commit:
            return {}
        found = {}
        for line in self._git.run("ls-tree", "-r", "-l", "-z", "--full-tree", commit).split(b"\0"):
            about, _, name = line.partition(b"\t")
            if name:
                mode, _, blob, size = about.decode().split()
                found[name.decode("utf-8", "surrogateescape")] = (blob, int(size) if size != "-" else 0, mode)
        return found

    def _write_tree(self) -> str:
        """Put what is to stand there into our repository; return the name of it all."""
        names = [*self._waiting]
        paths = b"".join(f"{self._waiting[name]}\n".encode("utf-8", "surrogateescape") for name in names)
        blobs = (
            self._git.run("hash-object", "-w", "--no-filters", "--stdin-paths", send=paths).decode().split()
        )
        for name, blob in zip(names, blobs, strict=True):
            self._files[name] = (blob, self._files[name][1], _FILE)
        self._waiting.clear()
        files = dict(self._files)
        empty = self._git.run("hash-object", "-w", "--stdin").decode().strip()
        files.setdefault(_AS_IT_IS, (empty, 0, _FILE))
        self._git.run("read-tree", "--empty")
        lines = b"".join(
            f"{mode} {blob}\t".encode() + name.encode("utf-8", "surrogateescape") + b"\0"
            for name, (blob, _, mode) in sorted(files.items())
        )
        self._git.run("update-index", "-z", "--index-info", send=lines)
        return self._git.run("write-tree").decode().strip()

    def _is_alone(self, commit: str) -> bool:
        """Whether a branch is new, or holds nothing but one publish of ours."""
        if not commit:
            return True
        head, _, message = self._git.run("cat-file", "commit", commit).partition(b"\n\n")
        return b"\nparent " not in head and message.strip() == _SUBJECT

    def _broken(self, error: GitError) -> LineError | RefusedError:
        said = error.said.lower()
        if any(sign in said for sign in _NO_ANSWER):
            return LineError(f"The git remote does not answer. git said: {error.last_words}")
        if "host key verification failed" in said:
            return RefusedError(
                "ssh does not know this git host yet, or it shows another key than before.",
                "Reach it once by hand, `ssh -T git@HOST`, and compare the key with the host's pages.",
            )
        return RefusedError(
            f"The git remote cannot be used. git said: {error.last_words}",
            "Is its address right, and may you write there? Try `git ls-remote ADDRESS`.",
        )
