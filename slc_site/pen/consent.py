"""Takes back that a child may be published: one line in `student.yml`, all else left as it was typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from slc_site.pen.before import rewrite
from slc_site.pen.editing import Layout, edited
from slc_site.pen.splices import Change
from slc_site.read.document import Form
from slc_site.read.shapes import names_of
from slc_site.read.shapes_classroom import StudentShape

_STUDENT = Layout(Form.FIELDS, frozenset(names_of(StudentShape)))


def withdraw(root: Path, label: str, today: date) -> bool:
    """Write `consent: {publish: no}` into a student's file; False: it says so already.

    Args:
        root: The class's folder.
        label: The file, as seen from there.
        today: Under this day a copy of what was there before is kept, in `.slc/before`.

    Raises:
        UnwritableError: the file cannot be read, or there is no place for it; nothing was changed.
        ChangedError: somebody has just written the file; nothing was changed.
        OSError: the disk says no.
    """
    before = (root / label).read_bytes()
    after = edited(before.decode(), [Change(("consent", "publish"), "no")], _STUDENT, label).encode()
    if after == before:
        return False
    rewrite(root, label, before, after, today)
    return True
