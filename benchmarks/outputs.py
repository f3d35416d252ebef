"""What a peer has made of the class: nobody wins by doing less.

Counts pages and pictures, looks whether each picture is upright and carries nothing along, and how much of
the photo is left in it. What is amiss is said in words, as a shortcoming.
"""

from __future__ import annotations

import html
import json
import math
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

from PIL import Image

from benchmarks.installing import with_pip
from benchmarks.made_up_class.layouts import PHOTO
from benchmarks.made_up_class.photos import CORNERS
from benchmarks.site import Site
from tools.setup.steps import ROOT

WIDTHS = (480, 1280)
"""Of the pictures that everybody makes, in pixels."""
COMPARED = 20
"""So many photos are compared with their pictures: as many as there are different ones."""

_SRCSET = re.compile(r'srcset="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Likeness:
    """How close pictures of one width are to their photos, on average."""

    psnr: float
    """In decibels."""
    ssim: float
    """The structural similarity of their lightness, 1 at most."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is in a finished site."""

    scenario: str
    peer: str
    pages: int
    text: int
    """Bytes of HTML."""
    pictures: Mapping[int, int]
    """How many there are of each width."""
    sizes: Mapping[int, int]
    """Their bytes together, by width."""
    upright: int
    """How many are the right way up."""
    telling: int
    """How many carry EXIF or XMP."""
    originals: int
    """Photos that were copied as they came, with all their metadata."""
    likeness: Mapping[int, Likeness]
    """By width; empty if nobody could measure it."""
    shortcomings: tuple[str, ...]

    @property
    def size(self) -> int:
        """The bytes of all pictures."""
        return sum(self.sizes.values())


def judge(site: Site, measuring: Path | None) -> Judgement:
    """Return what is in the output of a site.

    Args:
        site: Built.
        measuring: An interpreter that can run `likeness`; None: likeness is left out.
    """
    pages = sorted(site.output.rglob("*.html"))
    by_folder = {page.parent.name: page for page in pages}
    posts = site.posts()
    shown = {slug: _shown(by_folder[slug], site.output) for slug in posts if slug in by_folder}
    looks = [_look(path) for path in sorted(site.output.rglob("*.webp"))]
    sizes: Counter[int] = Counter()
    for look in looks:
        sizes[look.width] += look.size
    pairs = [(posts[slug].with_name(PHOTO), widths) for slug, widths in shown.items() if widths]
    return Judgement(
        site.scenario.name,
        site.peer.name,
        len(pages),
        sum(page.stat().st_size for page in pages),
        dict(sorted(Counter(look.width for look in looks).items())),
        dict(sorted(sizes.items())),
        sum(look.upright for look in looks),
        sum(look.telling for look in looks),
        len(list(site.output.rglob("*.jp*g"))),
        _likeness(measuring, pairs) if measuring and pairs else {},
        tuple(_shortcomings(site, list(shown.values()), looks)),
    )


def measuring_tools(tools: Path) -> Path:
    """Return an interpreter that can run `likeness`, its packages installed if they are not there.

    Raises:
        MissingError: They cannot be had.
    """
    return with_pip(tools / "judge", ("pillow", "scikit-image"), "import PIL, skimage.metrics")


@dataclass(frozen=True, slots=True)
class _Look:
    width: int
    size: int
    upright: bool
    telling: bool


def _shortcomings(site: Site, shown: Sequence[Mapping[int, Path]], looks: Sequence[_Look]) -> Iterator[str]:
    """Yield what was not done of what everybody has to do; `shown` is what is found on the pages of posts."""
    posts = site.scenario.all_posts
    if len(shown) < posts:
        yield f"posts without a page: {posts - len(shown)} of {posts}"
    lacking = sum(set(widths) != set(WIDTHS) for widths in shown) if site.scenario.photos else 0
    if lacking:
        yield f"posts that do not show their photo in both widths: {lacking} of {posts}"
    lying = sum(not look.upright for look in looks)
    if lying:
        yield f"pictures that are not upright: {lying} of {len(looks)}"
    telling = sum(look.telling for look in looks)
    if telling:
        yield f"pictures that carry metadata: {telling} of {len(looks)}"


def _look(path: Path) -> _Look:
    with Image.open(path) as image:
        telling = any(image.info.get(kind) for kind in ("exif", "xmp"))
        return _Look(image.width, path.stat().st_size, _is_upright(image.convert("RGB")), telling)


def _is_upright(image: Image.Image) -> bool:
    inset = image.width // 16  # the middle of a corner's square
    for corner in CORNERS:
        x = inset if corner.endswith("left") else image.width - 1 - inset
        y = inset if corner.startswith("top") else image.height - 1 - inset
        if _nearest(cast("tuple[int, ...]", image.getpixel((x, y)))) != corner:
            return False
    return True


def _nearest(colour: tuple[int, ...]) -> str:
    """Return the corner whose colour is the most like this one."""
    return min(CORNERS, key=lambda name: math.dist(colour, CORNERS[name]))


def _shown(page: Path, output: Path) -> dict[int, Path]:
    """Return the files of a page's first picture that are there, by their width."""
    found = _SRCSET.search(page.read_text("utf-8"))
    files = {}
    for entry in html.unescape(found[1]).split(",") if found else ():
        address, _, width = entry.strip().partition(" ")
        path = unquote(urlsplit(address).path)
        file = output / path.lstrip("/") if path.startswith("/") else page.parent / path
        if file.is_file() and width.removesuffix("w").isdigit():
            files[int(width.removesuffix("w"))] = file
    return files


def _likeness(python: Path, pairs: Sequence[tuple[Path, Mapping[int, Path]]]) -> dict[int, Likeness]:
    """Have some pictures, taken evenly from all, compared with their photos."""
    count = min(COMPARED, len(pairs))
    some = [pairs[number * len(pairs) // count] for number in range(count)]
    told = [[str(photo), {width: str(path) for width, path in made.items()}] for photo, made in some]
    done = subprocess.run(
        [str(python), "-m", "benchmarks.likeness"],
        cwd=ROOT,
        input=json.dumps(told),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {int(width): Likeness(*means) for width, means in json.loads(done.stdout).items()}
