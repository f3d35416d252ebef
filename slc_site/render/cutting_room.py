"""Where an original recording becomes a finding, and what was found is remembered.

To make one takes minutes, so what a class's web space can hold decides as little as possible. What is usually
made is kept under the original's content, the recipe and the program. Only where that is too large is another
file made, kept under the limit, too. So another limit in class.yml costs nothing for recordings that fit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import BinaryIO

from msgspec.structs import replace

from slc_site.model.captions import Captions
from slc_site.model.classroom import Attachment
from slc_site.render import recording_advice as advice
from slc_site.render import recordings
from slc_site.render.captions import webvtt
from slc_site.render.converter import Converter
from slc_site.render.darkroom import Darkroom
from slc_site.render.ffmpeg import program, recipe
from slc_site.render.ffmpeg.process import Ffmpeg
from slc_site.render.filetype import FileType
from slc_site.render.media import Finding, Picture, Recording, RecordingKind, Track, Unfit
from slc_site.render.media_cache import MediaCache, Original, short
from slc_site.render.settled import Stamp


class CuttingRoom:
    """Makes recordings fit to be published.

    Args:
        cache: Where finished files are kept.
        darkroom: Where posters are made.
        largest: Of one finished file, in bytes: what the class's web space can hold.
    """

    def __init__(self, cache: MediaCache, darkroom: Darkroom, largest: int) -> None:
        self._cache = cache
        self._darkroom = darkroom
        self._largest = largest
        self._opening = threading.Lock()
        self._ffmpeg: Ffmpeg | None = None
        self._converter: Converter | None = None

    def stop(self) -> None:
        """End whatever is still being made."""
        if self._ffmpeg is not None:
            self._ffmpeg.stop()

    @cached_property
    def recipe(self) -> str:
        """What decides how a recording comes out, besides its content. To know it, nothing is started."""
        return f"{recordings.RECIPE}; {recipe.NAME}; {program.fingerprint() or 'no ffmpeg'}"

    def known(self, original: Original) -> dict[str, Finding]:
        """Return, by its key in the cache, what is known of a recording; empty when nothing is."""
        for key in self._keys(original):
            found = self._cache.load(key)
            if found is not None and self._fits(found):
                # a poster in none of the widths is kept as it is: from it one sees that there is one to make
                return {key: found if self._lacks_widths(found) else self._shown(found)}
        return {}

    def settled(self, original: Original) -> Finding | None:
        """Return what is known of a recording; None when something is still to be made, or it is none."""
        for key in self._keys(original):
            found = self._cache.load(key)
            if found is not None and self._fits(found) and not self._lacks_widths(found):
                return self._shown(found)
        return None

    def finding(self, source: BinaryIO, filetype: FileType, original: Original) -> Finding:
        """Return what becomes of a recording, and remember it.

        Args:
            source: The original, opened.
            filetype: What its first bytes said it is; not a picture.
            original: Where it is, and what is known of it.

        Raises:
            OSError: The cache cannot be written to.
        """
        fitted, usual = self._keys(original)
        work = self._open()
        found = self._made_once(usual, original, lambda: work.standard(source, filetype, original))
        known = found.media
        if isinstance(known, Recording) and not self._fits(found):
            found = self._made_once(
                fitted,
                original,
                lambda: work.smaller(source, filetype, original, known, self._largest),
            )
        return self._shown(found)

    def _keys(self, original: Original) -> tuple[str, str]:
        """Return the keys of what is made to fit in the class's web space, and of what is made usually."""
        return (
            short(original.digest, self.recipe, f"at most {self._largest} bytes"),
            short(original.digest, self.recipe),
        )

    def _open(self) -> Converter:
        """Return the converter; only now, when there is something to make, ffmpeg is asked who it is."""
        with self._opening:
            if self._converter is None:
                found = program.find()
                self._ffmpeg = Ffmpeg(found) if found else None
                self._converter = Converter(self._cache, self._darkroom, self._ffmpeg)
            return self._converter

    def _made_once(self, key: str, original: Original, make: Callable[[], Finding]) -> Finding:
        """Return what is kept under a key; what is missing is made now, and kept."""
        known = self._cache.load(key)
        if known is not None and not self._lacks_widths(known):
            return known
        try:
            found = self._with_wider_poster(known) if known else make()
            if not _is_unchanged(original):
                raise advice.changed()
        except Unfit as unfit:
            found = Finding(None, (unfit.problem,))
            if unfit.passing:
                return found
        self._cache.store(key, found)
        return found

    def _fits(self, known: Finding) -> bool:
        media = known.media
        return not isinstance(media, Recording) or media.file.path.stat().st_size <= self._largest

    def _lacks_widths(self, known: Finding) -> bool:
        media = known.media
        poster = media.poster if isinstance(media, Recording) else None
        return poster is not None and bool(self._darkroom.missing(Finding(poster)))

    def _with_wider_poster(self, known: Finding) -> Finding:
        """Return what is known of a film, its poster in the widths that are asked for now, too."""
        media = known.media
        if not isinstance(media, Recording):
            return known
        poster = self._open().poster(media.file.path, media.seconds, media.poster)
        return replace(known, media=replace(media, poster=poster))

    def _shown(self, known: Finding) -> Finding:
        """Return what is known, of a poster only the widths asked for."""
        media = known.media
        if not isinstance(media, Recording) or media.poster is None:
            return known
        poster = self._darkroom.chosen(Finding(media.poster)).media
        return replace(known, media=replace(media, poster=poster if isinstance(poster, Picture) else None))

    def with_words(self, recording: Recording, attachment: Attachment) -> Recording:
        """Return a recording with what somebody wrote down of it.

        Raises:
            OSError: The cache cannot be written to.
        """
        tracks: tuple[Track, ...] = ()
        if recording.kind is RecordingKind.VIDEO:  # no browser shows those of a sound
            tracks = tuple(self._track(captions) for captions in attachment.captions)
        return replace(recording, tracks=tracks, transcript=attachment.transcript)

    def _track(self, captions: Captions) -> Track:
        return Track(self._cache.keep_once(webvtt(captions.cues), ".vtt"), captions.language)


def _is_unchanged(original: Original) -> bool:
    """Say if an original is still what its digest was made of: ffmpeg reads it by its name, minutes later."""
    try:
        return Stamp.of(original.path.stat()) == original.stamp
    except OSError:
        return False
