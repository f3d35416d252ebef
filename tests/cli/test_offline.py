"""A build asks no other computer for anything (bar 6.6)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import ROOT, Ended, Run

GUARD = """
import os, sys

def watch(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        ends(event, arguments)
    if event in ("socket.connect", "socket.sendto", "socket.bind") and isinstance(arguments[1], tuple):
        ends(event, arguments)  # an address of another computer; workers talk through unnamed pipes

def ends(event, arguments):
    os.write(2, f"{event} {arguments}".encode())
    os._exit(9)

sys.addaudithook(watch)
"""
"""Read by each Python that starts, workers among them, as the module `sitecustomize`."""


def _site(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "output").rglob("*")
        if path.is_file()
    }


def test_a_build_without_a_network_comes_to_the_same(
    slc: Run, room: Path, program: Callable[..., Ended], tmp_path: Path
) -> None:
    (room / "content/pages/links.md").write_text(
        "---\ntitle: Links\n---\n![x](http://example.invalid/x.png) [y](http://example.invalid/)\n"
    )
    guarded = tmp_path / "guarded"
    guarded.mkdir()
    (guarded / "sitecustomize.py").write_text(GUARD)
    env = {"PYTHONPATH": f"{guarded}:{ROOT}"}
    assert program("-C", room, "build", "-q", env=env).status == 0
    without = _site(room)
    assert "output/pages/links/index.html" in without
    assert slc("-C", room, "clean").status == 0
    assert slc("-C", room, "build", "-q").status == 0
    assert _site(room) == without


def test_the_guard_sees_a_call_for_another_computer(program: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        GUARD + "\nimport socket\nsocket.getaddrinfo('127.0.0.1', 80)\n"
    )
    done = program("--help", env={"PYTHONPATH": f"{tmp_path}:{ROOT}"})
    assert (done.status, done.err[:18]) == (9, b"socket.getaddrinfo")
