"""Runs the git that is installed, in a repository of our own, with no setting of the user's in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from slc_site.publish.host import RefusedError
from slc_site.publish.secrets import Passwords, Secret

_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.autocrlf": "false",
    "core.safecrlf": "false",
    "commit.gpgSign": "false",
    "gc.auto": "500",
    "protocol.ext.allow": "never",  # a remote that is a command
    "http.lowSpeedLimit": "100",
    "http.lowSpeedTime": "60",
}
_NOBODY = {"NAME": "slc_site", "EMAIL": "slc_site@localhost"}
"""Who commits: everybody can read a history, so that it does not name the teacher."""
_HANDED_IN = "SLC_GIT_SECRET"
"""The variable in which git is given the password."""
_HELPER = f'!f() {{ if test "$1" = get; then printf "password=%s\\n" "${_HANDED_IN}"; fi; }}; f'
"""Hands git the password: from the environment of that one process, as arguments can be seen by all."""
_WANTS_PASSWORD = (
    "could not read username",
    "could not read password",
    "authentication failed",
    "terminal prompts",
)


class GitError(Exception):
    """git did not do it."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    @property
    def last_words(self) -> str:
        """What matters most of what it said, on one line."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "!"))]
        return " ".join((telling or lines or ["nothing"])[-2:])[:300]


class Git:
    """A repository without files, for one remote."""

    def __init__(self, folder: Path, remote: str, passwords: Passwords) -> None:
        """Nothing is made yet.

        Args:
            folder: Where it lies; it need not be there yet.
            remote: Where it is sent to.
            passwords: For a remote that git's own helpers have no password for.
        """
        program = shutil.which("git")
        if program is None:
            raise RefusedError(
                "There is no git on this computer.",
                "Install it from git-scm.com, or publish to another place.",
            )
        self._program = program
        self._folder = folder
        self.remote = remote
        self._passwords = passwords
        self._secret: Secret | None = None

    def make(self) -> None:
        """Have the repository."""
        if (self._folder / "HEAD").is_file():
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self.run("init", "--bare", "--quiet")
        except GitError as error:
            raise RefusedError(f"git could not begin. It said: {error.last_words}") from error

    def run(self, *arguments: str, send: bytes = b"", secret: Secret | None = None) -> bytes:
        """Run one command; return what it printed.

        Raises:
            GitError: it failed.
        """
        # Of the user's own, only what leads to a host: which key, which proxy, which helper for passwords.
        kept = {key: value for key, value in os.environ.items() if not _is_about_a_repository(key)}
        environment = {
            **kept,
            "GIT_DIR": str(self._folder),
            "GIT_INDEX_FILE": str(self._folder / "publish-index"),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "",
            "SSH_ASKPASS": "",
            "GCM_INTERACTIVE": "never",
            "LC_ALL": "C",
        }
        for who in ("AUTHOR", "COMMITTER"):
            environment |= {f"GIT_{who}_{key}": value for key, value in _NOBODY.items()}
        environment.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ServerAliveInterval=15")
        if secret is not None:
            environment[_HANDED_IN] = secret.reveal()
        options = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
        if secret is not None:
            # The empty one first: it forgets the helpers that had none, or an old one.
            options += ["-c", "credential.helper=", "-c", f"credential.helper={_HELPER}"]
        done = subprocess.run(  # noqa: S603 - no shell, and each argument is ours or was looked at
            [self._program, *options, *arguments],
            input=send,
            capture_output=True,
            env=environment,
            check=False,
        )
        if done.returncode != 0:
            raise GitError((done.stdout[-4000:] + b"\n" + done.stderr[-4000:]).decode("utf-8", "replace"))
        return done.stdout

    def talk(self, *arguments: str) -> bytes:
        """Run a command that goes over the network; ask for a password if git has none.

        Raises:
            GitError: it failed.
        """
        try:
            return self.run(*arguments, secret=self._secret)
        except GitError as error:
            # In the clear, a password would be everybody's.
            if not self.remote.startswith("https://") or not _wants_password(error):
                raise
        if not urlsplit(self.remote).username:
            raise RefusedError(
                f"{urlsplit(self.remote).hostname} asks who you are.",
                "Write your name there into the address: `git:https://NAME@…`. The password is asked for; "
                "most hosts want a token in its place.",
            )

        def opens(secret: Secret) -> bytes | None:
            try:
                said = self.run(*arguments, secret=secret)
            except GitError as error:
                if _wants_password(error):
                    return None
                raise
            self._secret = secret
            return said

        return self._passwords.let_in(opens)


def _wants_password(error: GitError) -> bool:
    said = error.said.lower()
    return any(sign in said for sign in _WANTS_PASSWORD)


def _is_about_a_repository(variable: str) -> bool:
    """Whether a variable would lead git elsewhere: some are set where git itself has started us."""
    return variable.startswith("GIT_") and not variable.startswith(
        ("GIT_SSH", "GIT_SSL", "GIT_PROXY", "GIT_CONFIG_")
    )
