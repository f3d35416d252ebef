"""The README's two commands: what they find, what they say when they do not."""

from __future__ import annotations

import json
import os
import re
import runpy
import sys
from pathlib import Path

import pytest

from tools.setup import chromium, commands, environment, exiftool, ffmpeg, node_packages, steps


def program(folder: Path, name: str, status: int = 0) -> Path:
    """Put a program on a shelf that only ends with a status."""
    folder.mkdir(exist_ok=True)
    file = folder / (f"{name}.bat" if os.name == "nt" else name)
    file.write_text(
        f"exit {status}\n" if os.name == "nt" else f"#!/bin/sh\nexit {status}\n", encoding="utf-8"
    )
    file.chmod(0o755)
    return file


def reading(folder: Path, name: str) -> Path:
    """Put an exiftool on a shelf that reads every film alike."""
    file = program(folder, name)
    file.write_text(file.read_text(encoding="utf-8").replace("exit", "echo '\"CANARYTITLE\"'; exit"))
    return file


@pytest.fixture
def empty_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any browser; the folder is its PATH."""
    shelf = tmp_path / "bin"
    shelf.mkdir()
    monkeypatch.setenv("PATH", str(shelf))
    monkeypatch.delenv("SLC_CHROMIUM", raising=False)
    monkeypatch.delenv("SLC_EXIFTOOL", raising=False)
    monkeypatch.setattr(chromium, "_ELSEWHERE", {})
    return shelf


def test_chromium_goes_before_other_browsers(empty_machine: Path) -> None:
    assert chromium.find() is None
    chrome = program(empty_machine, "google-chrome")
    assert chromium.find() == chrome
    own = program(empty_machine, "chromium")
    assert chromium.find() == own


def test_a_stub_that_does_not_start_is_no_browser(empty_machine: Path) -> None:
    program(empty_machine, "chromium-browser", status=1)
    assert chromium.find() is None


def test_the_browser_that_was_named_is_taken(
    empty_machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(empty_machine, "chromium")
    mine = program(tmp_path / "elsewhere", "mine")
    monkeypatch.setenv("SLC_CHROMIUM", str(mine))
    assert chromium.find() == mine


def test_a_named_browser_that_is_not_there_is_told(
    empty_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(empty_machine, "chromium")
    monkeypatch.setenv("SLC_CHROMIUM", "/nowhere/chrome")
    with pytest.raises(
        steps.SetupError, match="SLC_CHROMIUM is /nowhere/chrome, but no Chromium starts there"
    ):
        chromium.find()


def test_a_machine_with_debians_packages_gets_its_browser_from_them(
    empty_machine: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (empty_machine / "env").symlink_to("/usr/bin/env")
    apt = program(empty_machine, "apt-get")
    # It does what the real one does, as far as we can see it: afterwards the program is there.
    apt.write_text(
        f"#!/bin/sh\necho $DEBIAN_FRONTEND $*\n"
        f'case "$*" in *install*) printf "#!/bin/sh\\n" > {empty_machine}/chromium;'
        f" /bin/chmod +x {empty_machine}/chromium;; esac\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert chromium.ready(empty_machine / "no-python") == empty_machine / "chromium"
    assert "noninteractive -q -y update" in capfd.readouterr().out


def test_no_browser_anywhere_is_told_with_what_to_do(empty_machine: Path) -> None:
    # This Python is no environment with playwright: neither found nor able to install.
    with pytest.raises(steps.SetupError, match="apt-get install chromium"):
        chromium.ready(empty_machine / "no-python")


def test_exiftool_is_the_machines_own_or_the_one_that_npm_brings(
    empty_machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    brought = reading(tmp_path / "brought", "exiftool")
    monkeypatch.setattr(exiftool, "VENDORED", (brought,))
    assert exiftool.find() == brought
    own = reading(empty_machine, "exiftool")
    assert exiftool.find() == own
    mine = reading(tmp_path / "elsewhere", "mine")
    monkeypatch.setenv("SLC_EXIFTOOL", str(mine))
    assert exiftool.find() == mine


def test_an_exiftool_that_cannot_read_is_none(
    empty_machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = program(empty_machine, "exiftool")  # its name is there, the Perl it needs is not
    monkeypatch.setattr(exiftool, "VENDORED", ())
    assert exiftool.find() is None
    monkeypatch.setattr(node_packages, "ready", lambda python: None)
    with pytest.raises(steps.SetupError, match="apt-get install libimage-exiftool-perl"):
        exiftool.ready(tmp_path / "no-python")
    monkeypatch.setenv("SLC_EXIFTOOL", str(broken))
    with pytest.raises(steps.SetupError, match="but no exiftool runs there"):
        exiftool.find()


def test_exiftool_is_fetched_where_there_is_none(
    empty_machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    to_be = tmp_path / "brought" / "exiftool"
    monkeypatch.setattr(exiftool, "VENDORED", (to_be,))
    monkeypatch.setattr(node_packages, "ready", lambda python: reading(to_be.parent, to_be.name))
    assert exiftool.ready(tmp_path / "python") == to_be


def test_the_ffmpeg_of_the_tests_is_the_one_that_the_program_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ffmpeg.ready(Path(sys.executable))
    said = steps.answer([found, "-version"])
    assert said is not None
    assert "--enable-libx264" in said
    monkeypatch.setenv("SLC_FFMPEG", "/nowhere/ffmpeg")
    with pytest.raises(steps.SetupError, match="imageio-ffmpeg"):
        ffmpeg.ready(Path(sys.executable))


def test_an_old_python_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is Python 3\.9 \("):
        runpy.run_path(str(steps.ROOT / "tools" / "setup" / "__main__.py"), run_name="__main__")


def test_the_first_file_can_be_read_by_any_python() -> None:
    source = (steps.ROOT / "tools" / "setup" / "__main__.py").read_text(encoding="utf-8")
    assert not re.search(r"""\bf["']|:=|\bmatch |\bimport annotations""", source)


def test_a_group_brings_the_groups_it_includes() -> None:
    project = {"dependency-groups": {"a": ["one"], "b": ["two", {"include-group": "a"}]}}
    assert environment.requirements(project, "b") == ["two", "one"]
    assert environment.requirements(project, None) == []


def test_a_stamp_remembers_what_was_done_until_it_is_forgotten(tmp_path: Path) -> None:
    stamp = steps.Stamp(tmp_path / "folder" / "stamp")
    assert not stamp.says("a")
    stamp.set("a")
    assert stamp.says("a")
    assert not stamp.says("b")
    stamp.unset()
    assert not stamp.says("a")


def test_a_program_that_is_not_there_fails_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert steps.called(["no-such-program"]) == 127
    assert capsys.readouterr().out == "There is no program no-such-program.\n"
    assert steps.answer(["no-such-program"]) is None


@pytest.mark.parametrize("arguments", [[], ["bake"], ["site", "test"]])
def test_a_command_that_is_not_there_lists_those_that_are(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.run(arguments) == 2
    said = capsys.readouterr().out
    assert [name for name in commands.COMMANDS if f"  {name} " not in said] == []


def test_make_offers_the_same_commands_as_python() -> None:
    makefile = (steps.ROOT / "Makefile").read_text(encoding="utf-8")
    (offered,) = re.findall(r"^COMMANDS := (.+)$", makefile, re.MULTILINE)
    assert sorted(offered.split()) == sorted(commands.COMMANDS)


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((steps.ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = [entry for path, entry in lock["packages"].items() if path]
    assert packages
    assert [entry for entry in packages if "resolved" in entry or "integrity" not in entry] == []


def test_continuous_integration_runs_the_readmes_command() -> None:
    script = steps.ROOT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test </dev/null"
    assert os.access(script, os.X_OK)
