"""How a class spells its tags: `Frogs` and `frogs` are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from slc_site.model.post import Post
from slc_site.read.disk import same


def spelt_alike(posts: Iterable[Post], spelling: dict[str, str]) -> Iterator[Post]:
    """Yield the posts with each tag as it was spelt first: `Frogs` and `frogs` are one tag.

    `spelling` has the first one of each, and takes up those of these posts.
    """
    for post in posts:
        tags = tuple(spelling.setdefault(same(tag), tag) for tag in post.tags)
        yield post if tags == post.tags else replace(post, tags=tags)
