"""Where an original picture becomes a finding: prints of it in the sizes asked for, kept in the cache.

A print's bytes depend on the original and its width alone, never on what other widths were asked for or made
before: so another theme costs only the sizes that are new.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from msgspec.structs import replace

from slc_site.render import pictures
from slc_site.render.filetype import FileType
from slc_site.render.media import Finding, Picture, Rendition
from slc_site.render.media_cache import MediaCache, Original, short


class Darkroom:
    """Makes pictures fit to be published.

    Args:
        cache: Where finished files are kept.
        widths: In pixels.
    """

    def __init__(self, cache: MediaCache, widths: Iterable[int]) -> None:
        self._cache = cache
        self._widths = tuple(sorted(set(widths)))
        if not self._widths or self._widths[0] < 1:
            raise ValueError("a picture needs at least one width, and at least one pixel")

    @property
    def recipe(self) -> str:
        """What decides how a picture comes out, besides its content and width."""
        from PIL import __version__ as encoder

        return f"{pictures.RECIPE}, Pillow {encoder}"

    def missing(self, known: Finding) -> tuple[int, ...]:
        """Return the widths that are still to be made of what is known; none of a recording or a refusal."""
        if not isinstance(known.media, Picture):
            return ()
        made = {one.width for one in known.media.renditions}
        return tuple(
            width for width, _ in pictures.sizes(*known.media.full, self._widths) if width not in made
        )

    def chosen(self, known: Finding) -> Finding:
        """Return what is known, of a picture only the widths asked for."""
        picture = known.media
        if not isinstance(picture, Picture):
            return known
        wanted = {width for width, _ in pictures.sizes(*picture.full, self._widths)}
        chosen = replace(
            picture,
            renditions=tuple(one for one in picture.renditions if one.width in wanted),
            moving=tuple(one for one in picture.moving if one.width in wanted),
        )
        return replace(known, media=chosen)

    def finding(
        self, source: BinaryIO, filetype: FileType, original: Original, known: Finding | None = None
    ) -> Finding:
        """Return what becomes of a picture, all that is known of it included.

        Args:
            source: The original, opened.
            filetype: What its first bytes said it is; a picture.
            original: Where it is, and what is known of it.
            known: What became of it when other widths were asked for.

        Raises:
            Unfit: It must not be published.
            OSError: The cache cannot be written to.
        """
        widths = self.missing(known) if known else self._widths
        done = pictures.develop(source, filetype, original.stamp.size, widths)
        name = short(original.digest, self.recipe)
        picture = Picture(
            self._kept(name, "", done.prints),
            done.full,
            self._kept(name, "m", done.moving),
            done.tint,
            done.traces,
        )
        if known and isinstance(known.media, Picture):
            before = known.media
            made = _by_width(before.renditions + picture.renditions)
            picture = replace(
                picture,
                renditions=made,
                moving=_by_width(before.moving + picture.moving),
                # of what the smallest was made of, as when all are made at once
                tint=before.tint if made[0] in before.renditions else picture.tint,
            )
        return Finding(picture, done.problems)

    def _kept(self, name: str, mark: str, prints: Iterable[pictures.Print]) -> tuple[Rendition, ...]:
        return tuple(
            Rendition(self._cache.keep(f"{name}-{one.width}{mark}.webp", (one.data,)), one.width, one.height)
            for one in prints
        )


def _by_width(renditions: Iterable[Rendition]) -> tuple[Rendition, ...]:
    return tuple(sorted(renditions, key=lambda one: one.width))
