"""Which HTML may stand in a text: what students need, and nothing else."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAGS = _names(
    """
    p br hr h3 h4 h5 h6 div span blockquote pre details summary
    strong em b i u s del ins mark sub sup small q cite code kbd samp var abbr ruby rt rp
    ul ol li dl dt dd table caption thead tbody tfoot tr th td
    a img audio video figure figcaption
    """
)

BLOCKS = TAGS & _names(
    """
    p hr h3 h4 h5 h6 div blockquote pre details summary ul ol li dl dt dd
    table caption thead tbody tfoot tr th td figure figcaption
    """
)
"""Those that stand on lines of their own."""

ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),  # or nh3 allows some of its own everywhere
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "audio": {"src", "controls", "preload", "aria-label"},
    "video": {"src", "controls", "preload", "aria-label"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
    "li": {"id"},
    "sup": {"id"},
}

ALIGNED = frozenset({"align-left", "align-center", "align-right"})

CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnote", "gallery"},
    "figure": {"picture", "sound", "video"},
    "p": {"withheld"},
    "span": {"missing", "withheld"},
    "td": set(ALIGNED),
    "th": set(ALIGNED),
}

SWALLOWED = _names(
    """
    script style title textarea template noscript iframe noembed noframes xmp plaintext
    svg math object applet select
    """
)
"""What stands inside of these goes with them: browsers read it by rules of its own."""

FORGOTTEN = _names(
    """
    html head body base link meta h1 h2 section article aside header footer hgroup main nav address search
    center font big tt strike nobr marquee blink acronym basefont dir menu
    form fieldset legend label input button option optgroup output datalist progress meter keygen
    picture source track map area embed param frame frameset canvas dialog slot
    col colgroup time data dfn bdi bdo wbr rb rtc image
    """
)
"""Tags of HTML that are taken out while the words inside of them stay. Any other name in angle brackets is
no HTML (`I saw <Ben>`), and is shown as it was typed."""

FOREIGN = "noopener noreferrer nofollow"
"""The `rel` of a link that leaves the site: the other side learns nothing, and gains nothing by it."""

FULL = "(min-width: 46rem) 44rem, 100vw"
"""How wide a picture stands in the text: the `sizes` of HTML."""
HALF = "(min-width: 46rem) 22rem, 50vw"
"""The same in a gallery."""
