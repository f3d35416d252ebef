"""Classes with codes, and what somebody who has one of them gets out of the finished site."""

from __future__ import annotations

from pathlib import Path

from slc_site.build.unsealing import is_sealed
from slc_site.share import keyfile
from slc_site.share.codes import Code
from slc_site.share.doors import enter, read_doors
from slc_site.share.keyring import KeyRing, Whose
from slc_site.share.seal import Opened, SealError, unseal
from slc_site.share.sealed_file import sealed_part
from tests.support.classes import ClassFolder


def with_codes(made: ClassFolder) -> KeyRing:
    """Give every student of a class a code, and the class and the teacher; return the keys."""
    students = [folder.name for folder in (made.content / "students").iterdir() if folder.is_dir()]
    return keep(KeyRing.new().with_students(sorted(students)).with_stretched_codes(), made)


def keep(ring: KeyRing, made: ClassFolder) -> KeyRing:
    """Lay a ring where a class's lies."""
    keyfile.save(ring, made.root / ".slc" / keyfile.FOLDER / keyfile.RING)
    return ring


def code_of(ring: KeyRing, who: str) -> Code:
    """The code of `class`, of `teacher`, or of a student's first family."""
    if who in ("class", "teacher"):
        return ring.for_all(Whose(who)).code
    return ring.of(who)[0].code


def sealed_files(site: Path) -> dict[str, bytes]:
    """Every sealed file of a site, taken out of its page, by its path in the site."""
    paths = ((file, file.relative_to(site).as_posix()) for file in sorted(site.rglob("*")) if file.is_file())
    return {path: sealed_part(file.read_bytes()) for file, path in paths if is_sealed(path)}


def opened(site: Path, by: Code | bytes) -> dict[str, Opened]:
    """Everything that a code, or the key of a link, opens in a finished site, by the path in the site."""
    keys = [one.key for one in enter(read_doors((site / "locks/doors.js").read_text()), by)]
    found = {}
    for path, sealed in sealed_files(site).items():
        for key in keys:
            try:
                found[path] = unseal(key, Path(path).stem, sealed)
            except SealError:
                continue
    return found


def laid_down(site: Path, by: Code | bytes, to: Path) -> Path:
    """Everything that somebody opens with a code, as files in the folder `to`, named as they are called."""
    for number, one in enumerate(opened(site, by).values()):
        file = to / str(number) / one.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(one.content)
    return to
