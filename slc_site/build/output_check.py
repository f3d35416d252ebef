"""What `slc check --output` looks at: every file that would be uploaded, opened once more by strangers to it.

Nothing is believed of what the build said. Only the list of what was written is asked, for who put a file
there and what to do about it.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from slc_site.build import disk
from slc_site.build import output_problems as problems
from slc_site.build.lock import build_lock
from slc_site.build.manifest import Manifest
from slc_site.build.output_problems import Author
from slc_site.build.place import Place
from slc_site.build.progress import Progress, SilentProgress
from slc_site.build.site import Site
from slc_site.build.trouble import label
from slc_site.build.unsealing import Unsealer, is_sealed
from slc_site.inspect.exiftool import ExifTool
from slc_site.inspect.kinds import THEMES, Kind, Sort, kind_of
from slc_site.inspect.look import Looked, look
from slc_site.inspect.readers import Pillow, Reader, TinyTag
from slc_site.problems import Reporter
from slc_site.share.keyfile import KeyRingError, load
from slc_site.share.seal import SealError


class CheckedOutput(Struct, frozen=True):
    """What was opened, and what it came to."""

    files: int
    pictures: int
    recordings: int
    telling: int
    """Files that tell more than one sees or hears."""
    copies: int
    """Files that are the same, byte for byte, as one in `content/`."""
    misplaced: int
    """Files that belong into no site of ours, or are not what their names say."""
    foreign: int
    """Files that we did not write."""
    readers: tuple[str, ...]
    """Who looked."""
    sealed: int = 0
    """Files behind locks that were opened for this with the class's keys; they count as what is in them."""


def check_output(
    site: Site, reporter: Reporter, *, progress: Progress | None = None, exiftool: Reader | None = None
) -> CheckedOutput | None:
    """Open every file in the output folder and report what should not be there; None when there is no folder.

    `exiftool` is the one to ask, by default that of this computer. Nothing is changed.

    Raises:
        OSError: a file cannot be read.
        OutputError: a build is running, and takes long.
    """
    if not (site.output.is_dir() and any(site.output.iterdir())):
        reporter.report(problems.nothing_there(site.output.name))
        return None
    asked = exiftool or ExifTool.found()
    with (
        build_lock(site.state) if site.state.is_dir() else nullcontext(),
        tempfile.TemporaryDirectory(prefix="slc-") as folder,
    ):
        unsealer = _unsealer(site, Path(folder))
        return _Check(site, reporter, progress or SilentProgress(), asked, unsealer).result()


def _unsealer(site: Site, folder: Path) -> Unsealer | None:
    """Return who opens what is behind locks; None when there are no keys here."""
    try:
        ring = load(site.ring)
    except KeyRingError:  # told when the site is built
        return None
    return Unsealer(ring, folder) if ring else None


class _Check:
    def __init__(
        self,
        site: Site,
        reporter: Reporter,
        progress: Progress,
        exiftool: Reader | None,
        unsealer: Unsealer | None,
    ) -> None:
        self._unsealer = unsealer
        self._opened: dict[str, Path] = {}
        """What was in the sealed files, by the path of the sealed one."""
        self._folder = site.output.resolve()
        self._content = site.content
        self._shown = label(self._folder, site.root.resolve())
        self._reporter = reporter
        self._progress = progress
        self._readers: list[Reader] = [Pillow(), TinyTag(), *([exiftool] if exiftool else [])]
        self._ours = Manifest(site.state / "site", self._shown).load()
        self._present = Place(self._folder, site.state.resolve(), site.root.resolve()).walk().present

    def result(self) -> CheckedOutput:
        looked = self._looked()
        found = self._found_by_others(looked)
        telling = misplaced = 0
        for name, one in looked.items():
            if one is None or one.kind is None or one.fault:
                misplaced += 1
                self._reporter.report(problems.misplaced(self._label(name), one, self._author(name)))
            elif one.marks or name in found:
                telling += 1
                told = problems.telling(self._label(name), one, found.get(name, {}), self._author(name))
                self._reporter.report(told)
        sorts = [one.kind.sort for one in looked.values() if one and one.kind]
        return CheckedOutput(
            files=len(self._present),
            pictures=sorts.count(Sort.PICTURE),
            recordings=sorts.count(Sort.RECORDING),
            telling=telling,
            copies=self._copies(looked),
            misplaced=misplaced,
            foreign=self._foreign(),
            readers=("slc", *(reader.name for reader in self._readers)),
            sealed=len(self._opened),
        )

    # -- opening --------------------------------------------------------------------------------------

    def _looked(self) -> dict[str, Looked | None]:
        """Look into every file; None stands for what is no file, such as a link to one."""
        self._progress.step("Opening every file", len(self._present))
        looked: dict[str, Looked | None] = {}
        for name, status in sorted(self._present.items()):
            self._progress.advance()
            if Place.is_tolerated(name) and kind_of(name) is None:
                continue  # what computers leave behind by themselves is told as foreign, and that is enough
            looked[name] = self._look(name) if Place.is_plain(status) else None
        return looked

    def _look(self, name: str) -> Looked:
        looked = look(name, self._folder / name)
        if self._unsealer is None or looked.fault or not is_sealed(name):
            return looked
        try:
            unsealed = self._unsealer.open(name, self._folder / name)
        except SealError as error:
            return replace(looked, fault=str(error))
        self._opened[name] = unsealed.file
        inside = look(unsealed.path, unsealed.file)
        return replace(inside, marks=(*looked.marks, *inside.marks))

    def _file(self, name: str) -> Path:
        """Return the file to look into: what was in it, if it was sealed."""
        return self._opened.get(name, self._folder / name)

    def _found_by_others(self, looked: Mapping[str, Looked | None]) -> dict[str, dict[str, list[str]]]:
        """Return what other people's readers find, by file and reader."""
        names: dict[Path, str] = {}
        files: list[tuple[Path, Kind]] = []
        for name, one in looked.items():
            if one and one.kind and not one.fault:
                names[self._file(name)] = name
                files.append((self._file(name), one.kind))
        found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        for reader in list(self._readers):
            self._progress.step(f"Asking {reader.name}", None)
            try:
                answer = reader.read(files)
            except (OSError, subprocess.SubprocessError, ValueError) as error:
                self._readers.remove(reader)
                self._reporter.report(problems.no_answer(reader.name, error))
                continue
            for file, things in answer.items():
                found[names[file]][reader.name] = things
        return dict(found)

    # -- originals ------------------------------------------------------------------------------------

    def _copies(self, looked: Mapping[str, Looked | None]) -> int:
        """Report files that somebody brought and that stand in the site as they were; return how many."""
        self._progress.step("Comparing with content", None)
        originals: defaultdict[int, list[Path]] = defaultdict(list)
        for file, size in disk.plain_files(self._content):
            originals[size].append(file)
        count = 0
        for name, one in looked.items():
            same_size = originals.get(self._file(name).stat().st_size) if one else None
            if not one or not same_size:
                continue
            digest = disk.digest(self._file(name))
            original = next((file for file in same_size if disk.digest(file) == digest), None)
            if original is None:
                continue
            shown = label(original, self._content.parent)
            if self._had_nothing_to_lose(name, one, digest):
                self._reporter.report(problems.nothing_to_lose(self._label(name), shown))
            else:
                count += 1
                self._reporter.report(problems.original(self._label(name), shown, self._author(name)))
        return count

    def _had_nothing_to_lose(self, name: str, one: Looked, digest: str) -> bool:
        """Say if slc wrote it, out of a recording or captions that had no metadata to begin with.

        What is written anew without something that was not there is what it was before.
        """
        entry = self._ours.get(name) if self._ours else None
        written = entry and entry.sha256 == (
            disk.digest(self._folder / name) if name in self._opened else digest
        )
        rewritten = one.kind is not None and one.kind.sort in (Sort.RECORDING, Sort.CAPTIONS)
        return bool(written and rewritten and not one.marks and not one.fault)

    # -- who put it there -----------------------------------------------------------------------------

    def _author(self, name: str) -> Author:
        """Return who put a file into the folder, as far as it can be known."""
        if self._ours is None:
            return Author.UNKNOWN
        entry = self._ours.get(name)
        if entry is None:
            return Author.SOMEBODY
        file = self._folder / name
        if not Place.is_plain(self._present[name]) or disk.digest(file) != entry.sha256:
            return Author.CHANGED
        return Author.THEME if name.startswith(THEMES) else Author.SLC

    def _foreign(self) -> int:
        """Report files that are not on our list; return how many."""
        if self._ours is None:
            self._reporter.report(problems.no_list(self._shown))
            return 0
        names = sorted(self._present.keys() - self._ours.keys())
        if names:
            self._reporter.report(problems.foreign(self._shown, names))
        return len(names)

    def _label(self, name: str) -> str:
        return f"{self._shown}/{name}"
