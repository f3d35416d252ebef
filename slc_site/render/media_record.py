"""What became of a file, as plain values that JSON can hold, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from slc_site.problems import Problem, Severity
from slc_site.render.media import (
    Finding,
    Media,
    MediaFile,
    Picture,
    Recording,
    RecordingKind,
    Rendition,
    Trace,
)

Record = dict[str, Any]
"""Of what `json` gives, nothing is certain but that its keys are texts."""


def record_of(finding: Finding, digest_of: Callable[[MediaFile], str]) -> Record:
    """Return a finding as plain values; of each finished file the name and what `digest_of` says.

    Captions and a transcript are not in it: they come from other files than the recording.
    """
    said = [[one.message, one.hint, one.severity.value, one.code] for one in finding.problems]
    media = finding.media
    if isinstance(media, Picture):
        return {"picture": _picture_record(media, digest_of), "problems": said}
    if isinstance(media, Recording):
        recording = {
            "file": [media.file.name, digest_of(media.file)],
            "kind": media.kind.value,
            "mime": media.mime,
            "size": [media.width, media.height, media.seconds],
            "poster": _picture_record(media.poster, digest_of) if media.poster else None,
            "traces": sorted(trace.value for trace in media.traces),
        }
        return {"recording": recording, "problems": said}
    return {"problems": said}


def _picture_record(picture: Picture, digest_of: Callable[[MediaFile], str]) -> Record:
    def sizes(renditions: Sequence[Rendition]) -> list[list[Any]]:
        return [[one.file.name, digest_of(one.file), one.width, one.height] for one in renditions]

    return {
        "still": sizes(picture.renditions),
        "full": list(picture.full),
        "moving": sizes(picture.moving),
        "tint": picture.tint,
        "traces": sorted(trace.value for trace in picture.traces),
    }


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
        return _picture(record["picture"], kept)
    if "recording" in record:
        said = record["recording"]
        name, digest = said["file"]
        width, height, seconds = said["size"]
        return Recording(
            RecordingKind(said["kind"]),
            kept(str(name), str(digest)),
            str(said["mime"]),
            int(width),
            int(height),
            float(seconds),
            _picture(said["poster"], kept) if said["poster"] else None,
            frozenset(map(Trace, said["traces"])),
        )
    return None


def _picture(said: Record, kept: Callable[[str, str], MediaFile]) -> Picture:
    def sizes(listed: Sequence[Any]) -> tuple[Rendition, ...]:
        return tuple(
            Rendition(kept(str(name), str(digest)), int(width), int(height))
            for name, digest, width, height in listed
        )

    still = sizes(said["still"])
    if not still:
        raise ValueError(said)
    width, height = said["full"]
    traces = frozenset(map(Trace, said["traces"]))
    return Picture(still, (int(width), int(height)), sizes(said["moving"]), str(said["tint"]), traces)


def _problem(said: Sequence[Any]) -> Problem:
    message, hint, severity, code = said
    return Problem(str(message), hint=hint and str(hint), severity=Severity(severity), code=str(code))
