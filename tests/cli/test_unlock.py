"""`slc unlock`: a second reader, which needs no class and no browser."""

from __future__ import annotations

import base64
import json
import os
import pty
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from slc_site.cli import unlock
from slc_site.share.codes import link_text
from slc_site.share.doors import doors_script
from slc_site.share.keyring import CLASS, Door, KeyRing, Whose
from slc_site.share.seal import CHUNK, opaque_name, seal
from tests.cli.conftest import ROOT, Ended, Run

RING = KeyRing.new().with_students(["ada", "ben"])
(ADA,), (BEN,) = RING.of("ada"), RING.of("ben")
PAGE, FROG = "students/ada/index.html", "students/ada/posts/frog/frog.webp"
HTML = "<h1>My frog – Grüße</h1>\n".encode()
SHELL = b'<!doctype html>\n<script type="text/plain" id="sealed">%s</script>\n'


def at(scope: str, path: str, suffix: str) -> Path:
    name = opaque_name(RING.scope_key(scope), path)
    return Path("site/locks", name[:2], name + suffix)


PAGE_FILE, FROG_FILE = at("ada", PAGE, ".html"), at("ada", FROG, ".bin")
FROG_BYTES = bytes(range(256)) * 9000


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a locked page and a locked picture of Ada's, and no class anywhere."""
    monkeypatch.delenv(unlock.VARIABLE, raising=False)
    key = RING.scope_key("ada")
    page = SHELL % base64.b64encode(seal(key, PAGE, "text/html", HTML))
    frog = seal(key, FROG, "image/webp", FROG_BYTES)
    assert len(frog) > 2 * CHUNK
    for file, data in ((PAGE_FILE, page), (FROG_FILE, frog)):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
    script = doors_script(RING, {one: f"students/{one}/" for one in RING.students}, rounds=1000)
    (tmp_path / "site/locks/doors.js").write_text(script)
    return tmp_path / "site"


# -- it opens -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", [ADA, RING.for_all(Whose.TEACHER)])
def test_a_page_is_shown_as_it_was(slc: Run, door: Door) -> None:
    for how in (
        ["--code", str(door.code)],
        ["--link", f"https://x.example/open/index.html#k={link_text(door.link)}"],
    ):
        done = slc("unlock", PAGE_FILE, *how)
        assert (done.status, done.err) == (0, "")
        assert done.out.encode() == HTML


def test_a_code_may_be_typed_in_any_way_with_a_slip(slc: Run) -> None:
    typed = str(ADA.code).upper().replace(" ", "-")
    assert slc("unlock", PAGE_FILE, "--code", typed + ".").out.encode() == HTML


def test_a_code_may_stand_in_a_variable_as_may_a_link(slc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (str(ADA.code), f"#k={link_text(ADA.link)}"):
        monkeypatch.setenv(unlock.VARIABLE, value)
        assert slc("unlock", PAGE_FILE).out.encode() == HTML


def test_a_picture_goes_to_a_file_that_only_its_owner_reads(slc: Run, tmp_path: Path) -> None:
    done = slc("unlock", FROG_FILE, "--code", ADA.code, "--to", "frog.webp")
    assert (done.status, done.err) == (0, "")
    assert done.out == f"Wrote frog.webp: {FROG}, 2,304,000 bytes of image/webp\n"
    assert (tmp_path / "frog.webp").read_bytes() == FROG_BYTES
    if sys.platform != "win32":  # there, a home folder is its owner's already
        assert stat.S_IMODE((tmp_path / "frog.webp").stat().st_mode) == 0o600


def test_a_picture_can_be_passed_on(program: Callable[..., Ended]) -> None:
    done = program("unlock", FROG_FILE, "--to", "-", env={unlock.VARIABLE: str(ADA.code)})
    assert (done.status, done.out, done.err) == (0, FROG_BYTES, b"")


def test_files_that_were_fetched_one_by_one_open_too(slc: Run, tmp_path: Path) -> None:
    file = tmp_path / f"{FROG_FILE.stem} (1).bin"
    (tmp_path / FROG_FILE).rename(file)
    (tmp_path / "site/locks/doors.js").rename(tmp_path / "d.js")
    done = slc("unlock", file, "--doors", "d.js", "--code", ADA.code, "--to", "frog.webp")
    assert done.status == 0, done.err
    assert (tmp_path / "frog.webp").read_bytes() == FROG_BYTES


def test_other_programs_are_told_what_it_is(slc: Run) -> None:
    assert json.loads(slc("unlock", PAGE_FILE, "--code", ADA.code, "--json").out) == {
        "status": 0,
        "result": {"path": PAGE, "type": "text/html", "size": len(HTML), "to": None},
        "problems": [],
    }


def test_the_code_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    here, there = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "slc_site", "unlock", str(PAGE_FILE)],
        stdin=there,
        stdout=there,
        stderr=there,
        cwd=tmp_path,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"},
    )
    os.close(there)
    shown = b""
    with child:
        while b"not shown" not in shown:
            shown += os.read(here, 65536)
        os.write(here, f"{ADA.code}\n".encode())
        while True:
            try:
                part = os.read(here, 65536)
            except OSError:  # Linux's way of saying that the other side is closed
                break
            if not part:
                break
            shown += part
    os.close(here)
    assert child.returncode == 0, shown
    assert "My frog – Grüße".encode() in shown
    assert not any(word.encode() in shown for word in ADA.code.words if len(word) > 4)


def test_what_a_page_holds_cannot_command_a_terminal(
    slc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = RING.scope_key("ada")
    sealed = seal(key, PAGE, "text/html", b"frog\x1b[2J\n")
    (tmp_path / PAGE_FILE).write_bytes(SHELL % base64.b64encode(sealed))
    assert slc("unlock", PAGE_FILE, "--code", ADA.code).out == "frog\x1b[2J\n"
    monkeypatch.setattr(unlock, "_on_a_terminal", lambda: True)
    assert slc("unlock", PAGE_FILE, "--code", ADA.code).out == "frog\\u001b[2J\n"


# -- it does not ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (f"{ADA.code.door} {' '.join(BEN.code.words)}", "This code opens nothing on this site."),
        (f"999999 {' '.join(ADA.code.words)}", "This code opens nothing on this site."),
        (str(KeyRing.new().for_all(Whose.CLASS).code), "This code opens nothing on this site."),
        (str(BEN.code), "The code is right, but it does not open this file."),
        (str(RING.for_all(Whose.CLASS).code), "The code is right, but it does not open this file."),
        (f"#k={link_text(BEN.link)}", "The code is right, but it does not open this file."),
        (f"#k={link_text(bytes(16))}", "This code opens nothing on this site."),
        ("#k=abc", "This cannot be a code: the link is not whole"),
        ("frog", "This cannot be a code: a code begins with a number."),
        ("17 frog frog", "This cannot be a code: a code has 7 words, and these are 2."),
        (
            "17 frog frog frog frog frog frog xqzzyx",
            "This cannot be a code: this word is in no code (xqzzyx).",
        ),
    ],
    ids=map(str, range(11)),  # no code in the name of a test: it would differ from run to run
)
def test_what_does_not_open_is_told_in_plain_words(slc: Run, typed: str, said: str) -> None:
    done = slc("unlock", PAGE_FILE, "--code", typed)
    assert (done.status, done.out) == (1, "")
    assert said in done.err
    assert not any(" ".join(door.code.words) in done.err for door in RING.doors)


def test_a_file_that_was_cut_changed_or_swapped_is_told(slc: Run, tmp_path: Path) -> None:
    file = tmp_path / FROG_FILE
    whole = file.read_bytes()
    for broken in (
        whole[:-1],
        whole[: 20 + CHUNK + 16],
        whole[:5],
        whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
        whole + b"x",
    ):
        file.write_bytes(broken)
        done = slc("unlock", FROG_FILE, "--code", ADA.code, "--to", "frog.webp")
        assert done.status == 1
        assert "This file is damaged" in done.err
    assert not (tmp_path / "frog.webp").exists()
    page = (tmp_path / PAGE_FILE).read_bytes()
    (tmp_path / PAGE_FILE).write_bytes(page[: len(page) // 2])
    assert "This file is damaged" in slc("unlock", PAGE_FILE, "--code", ADA.code).err


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("site/index.html", "There is nothing locked in this file."),
        ("site/frog.webp", "There is nothing locked in this file."),
        ("site/renamed.bin", "This is not the name that the file had on the web."),
        ("site/missing.bin", "gone"),
        ("site", "A folder is needed here"),
    ],
)
def test_what_is_no_locked_file_is_told(slc: Run, site: Path, tmp_path: Path, file: str, said: str) -> None:
    (site / "index.html").write_text("<h1>Hello</h1>")
    (site / "frog.webp").write_bytes(b"RIFF")
    (site / "renamed.bin").write_bytes((tmp_path / FROG_FILE).read_bytes())
    done = slc("unlock", file, "--code", ADA.code, "--doors", "site/locks/doors.js")
    assert done.status == 1
    if file != "site":  # what a computer says of a folder that is read as a file differs
        assert said in done.err


def test_without_doors_no_code_fits(slc: Run, site: Path) -> None:
    (site / "locks/doors.js").write_text("slcDoors({})")
    assert "cannot be used: it is damaged" in slc("unlock", PAGE_FILE, "--code", ADA.code).err
    (site / "locks/doors.js").unlink()
    done = slc("unlock", PAGE_FILE, "--code", ADA.code)
    assert done.status == 1
    assert "Say where: --doors FILE" in done.err


def test_where_nobody_can_be_asked_that_is_said(slc: Run) -> None:
    done = slc("unlock", PAGE_FILE)
    assert (done.status, done.err) == (
        2,
        f"Say the code: --code, or --link, or put it in {unlock.VARIABLE}.\n",
    )


def test_a_picture_is_not_poured_over_the_screen(slc: Run) -> None:
    done = slc("unlock", FROG_FILE, "--code", ADA.code)
    assert (done.status, done.out) == (2, "")
    assert "Say where it is to go: --to FILE" in done.err


def test_nothing_is_overwritten(slc: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert "already" in slc("unlock", PAGE_FILE, "--code", ADA.code, "--to", "mine.txt").err
    assert (tmp_path / "mine.txt").read_text() == "mine"


# -- and nobody learns the code -------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["--code {code}", "--code={code}", "--link {link}", "--link={link}"])
def test_a_crash_does_not_keep_the_code(
    slc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / ".slc").mkdir()
    link = link_text(ADA.link)
    words = [part.format(code=ADA.code, link=f"https://x.example/#k={link}") for part in how.split()]
    command = ["unlock", str(PAGE_FILE), *words]
    monkeypatch.setattr(sys, "argv", ["slc", *command])

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("slc_site.share.doors.enter", fail)
    done = slc(*command)
    assert "Something went wrong inside slc itself" in done.err
    told = (tmp_path / ".slc/crash.txt").read_text()
    assert "slc unlock …" in told or r"slc unlock \u2026" in told
    assert ADA.code.words[0] + " " not in told.partition("Traceback")[0]
    assert not re.search(
        "|".join(re.escape(one) for one in (link, " ".join(ADA.code.words))), told + done.err
    )


def test_the_class_opens_what_is_the_classs(slc: Run, tmp_path: Path) -> None:
    file = at(CLASS, "index.html", ".html")
    (tmp_path / file).parent.mkdir(exist_ok=True)
    sealed = seal(RING.scope_key(CLASS), "index.html", "text/html", HTML)
    (tmp_path / file).write_bytes(SHELL % base64.b64encode(sealed))
    for door in RING.doors:
        assert slc("unlock", file, "--code", door.code).out.encode() == HTML
