"""What became of a file, as plain values that JSON can hold, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from slc_site.problems import Problem, Severity
from slc_site.render.media import Finding, Media, MediaFile, Picture, Recording, RecordingKind, Rendition

Record = dict[str, Any]
"""Of what `json` gives, nothing is certain but that its keys are texts."""


def record_of(finding: Finding, digest_of: Callable[[MediaFile], str]) -> Record:
    """Return a finding as plain values; of each finished file the name and what `digest_of` says."""
    media = finding.media
    said = [[said.message, said.hint, said.severity.value, said.code] for said in finding.problems]
    if isinstance(media, Picture):
        sizes = [[one.file.name, digest_of(one.file), one.width, one.height] for one in media.renditions]
        return {"picture": sizes, "problems": said}
    if isinstance(media, Recording):
        played = [media.file.name, digest_of(media.file), media.kind.value, media.mime]
        return {"recording": played, "problems": said}
    return {"problems": said}


def finding_of(record: Record, kept: Callable[[str, str], MediaFile]) -> Finding:
    """Return the finding that `record_of` wrote down; `kept` finds a finished file by name and digest.

    Raises:
        ValueError, KeyError, TypeError, IndexError: It is not what `record_of` writes.
    """
    finding = Finding(_media(record, kept), tuple(_problem(said) for said in record["problems"]))
    if finding.media is None and not finding.problems:
        raise ValueError(record)
    return finding


def _media(record: Record, kept: Callable[[str, str], MediaFile]) -> Media | None:
    if "picture" in record:
        renditions = tuple(
            Rendition(kept(str(name), str(digest)), int(width), int(height))
            for name, digest, width, height in record["picture"]
        )
        if not renditions:
            raise ValueError(record)
        return Picture(renditions)
    if "recording" in record:
        name, digest, kind, mime = record["recording"]
        return Recording(RecordingKind(kind), kept(str(name), str(digest)), str(mime))
    return None


def _problem(said: Sequence[Any]) -> Problem:
    message, hint, severity, code = said
    return Problem(str(message), hint=hint and str(hint), severity=Severity(severity), code=str(code))
