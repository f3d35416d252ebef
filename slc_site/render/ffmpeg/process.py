"""One ffmpeg at a time, on a leash: it gets a file it may read, a file it may write, and so much time."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path

from slc_site.render.ffmpeg.program import Program

_ALWAYS = ("-hide_banner", "-nostdin", "-nostats", "-y")
_OUR_OWN = ("FFREPORT", "AV_LOG_FORCE_COLOR", "AV_LOG_FORCE_256COLOR")
"""Variables of the environment that would make it write elsewhere, or in colour."""
_HEARD = 4 << 20
"""Bytes of what it says that are read: the words in a file are part of it, and may be long."""
_FULL = "No space left on device"


class FfmpegError(Exception):
    """It could not do what was asked.

    Args:
        said: What it said; for tests and debuggers, never for teachers.
        slow: It was given up because it took too long.
        passing: It may go well the next time.
    """

    def __init__(self, said: str, *, slow: bool = False, passing: bool = False) -> None:
        super().__init__(said[-500:])
        self.said = said
        self.slow = slow
        self.passing = passing


class Ffmpeg:
    """A program that several threads may ask, one after the other: it uses all processors by itself."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._turn = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()

    def run(self, arguments: Sequence[str | Path], limit: float) -> str:
        """Run it, and return what it said to the terminal, which it never sees.

        Args:
            arguments: All of them but those that every call has.
            limit: How long it may take, in seconds; its processor time, too, where the system can tell.

        Raises:
            FfmpegError: It ended with an error, or was ended because it took too long.
            OSError: The disk is full.
            CancelledError: `stop` was called.
        """
        with self._turn, tempfile.TemporaryFile() as heard:
            if self._stopped.is_set():
                raise CancelledError
            # in case that nobody is left to end it from outside
            own_limit = ("-timelimit", str(2 * int(limit) + 10)) if sys.platform != "win32" else ()
            command = [self.program.path, *_ALWAYS, *own_limit, *arguments]
            slow = False
            with _started(command, heard.fileno()) as process:
                self._running = process
                try:
                    if self._stopped.is_set():  # between the look above and the line above
                        _end(process)
                    process.wait(limit)
                except subprocess.TimeoutExpired:
                    slow = True
                finally:
                    _end(process)
                    self._running = None
            heard.seek(0)
            said = heard.read(_HEARD).decode("utf-8", "replace")
        if self._stopped.is_set():
            raise CancelledError
        if slow:
            raise FfmpegError(said, slow=True)
        if process.returncode:
            if _FULL in said:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            # ended by the system, which does so where memory runs out
            raise FfmpegError(said, passing=process.returncode == -9)
        return said

    def stop(self) -> None:
        """End what is running, and let nothing begin any more."""
        self._stopped.set()
        if (process := self._running) is not None:
            _end(process)


def _started(command: Sequence[str | Path], heard: int) -> subprocess.Popen[bytes]:
    """Start it in a group of its own, which can be ended as a whole and hears no Ctrl-C meant for us."""
    environment = {name: value for name, value in os.environ.items() if name not in _OUR_OWN}
    environment |= {"LC_ALL": "C", "AV_LOG_FORCE_NOCOLOR": "1"}
    flags, group = 0, None
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    else:
        group = 0
    try:
        return subprocess.Popen(  # noqa: S603 - no shell, and no word of the command is anybody else's
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=heard,
            env=environment,
            creationflags=flags,
            process_group=group,
        )
    except OSError as error:
        raise FfmpegError(f"it does not start: {error}", passing=True) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started, if they still run, and wait until they are gone."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            with suppress(ProcessLookupError):  # it ended just now
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
