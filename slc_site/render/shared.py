"""What the pages of one library have in common, so that it is made once.

Views that say the same with the same addresses are one object: then the theme draws them once (`drawn_once`).
"""

from __future__ import annotations

from msgspec import Struct, field

from slc_site.model.post import Post, PostKind, PostStatus
from slc_site.render.manuscripts import post_key, told_key
from slc_site.render.media import Recording, RecordingKind
from slc_site.render.page import Materials
from slc_site.render.views import Link, PostCard, StudentBadge


class Shared(Struct, frozen=True):
    """Views that pages have in common, because they write the same addresses in them."""

    badges: dict[tuple[str, str], StudentBadge] = field(default_factory=dict)
    """By slug, and the way to all of the student: `../../students/ada/`."""
    posts: dict[tuple[str, str, str], PostCard] = field(default_factory=dict)
    """By student and slug, and the way to all of the student."""
    placeless: dict[tuple[str, str], PostCard] = field(default_factory=dict)
    """By student and slug, what is the same wherever the card is."""
    strands: dict[tuple[str, str], Link] = field(default_factory=dict)
    """By tag and address."""


def placeless(post: Post, materials: Materials, badge: StudentBadge) -> PostCard:
    """Return the card of a post with all but what has addresses in it, which each page writes in its own way.

    `badge` is any of the student's; the others are put in with the other addresses.
    """
    prose = materials.prose[post_key(post)]
    told = materials.prose[told_key(post)].media if post.told_in else ()
    files = [post.attachments.get(name) for name in (*prose.media, *told)]
    made = [materials.media.get(file.path) for file in files if file]
    kinds = {one.kind for one in made if isinstance(one, Recording)}
    on_paper = post.paper is not None or post.kind is PostKind.PAPER
    return PostCard(
        title=post.title,
        href="",
        date=post.date,
        student=badge,
        strands=(),
        summary=prose.summary,
        has_sound=RecordingKind.SOUND in kinds,
        has_video=RecordingKind.VIDEO in kinds,
        kind=post.kind.value if post.kind else "paper" if on_paper else "",
        is_draft=post.status is PostStatus.DRAFT,
        is_reflected=post.is_reflected,
        is_pinned=post.pin,
        shows=tuple(why.value for why in post.shows),
    )
