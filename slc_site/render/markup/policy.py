"""Which HTML may stand in a text: what students need, and nothing else."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAGS = _names(
    """
    p br hr h3 h4 h5 h6 div span blockquote pre details summary
    strong em b i u s del ins mark sub sup small q cite code kbd samp var abbr ruby rt rp
    ul ol li dl dt dd table caption thead tbody tfoot tr th td
    a img picture source audio video track figure figcaption
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
    "a": {"href", "title", "rel", "aria-label"},
    "abbr": {"title"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "source": {"srcset", "sizes", "media", "type"},
    "audio": {"src", "controls", "preload", "aria-label"},
    "video": {"src", "controls", "preload", "aria-label", "poster", "width", "height"},
    "track": {"src", "kind", "srclang", "label"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
    "li": {"id"},
    "sup": {"id"},
}

ALIGNED = frozenset({"align-left", "align-center", "align-right"})

TINTS = frozenset(f"tint-{red}{green}{blue}" for red in "0123" for green in "0123" for blue in "0123")
"""The colours of pictures that are not there yet."""

SQUARE, SHAPES_AN_OCTAVE = 36, 12
SHAPES = tuple(f"shape-{number}" for number in range(2 * SQUARE + 1))
"""How wide a picture is for its height, so that a style sheet can make rows of equal height, and none that is
higher than the screen: twelve steps from a square to one twice as wide, each 6 percent."""

CLASSES = {
    "a": {"footnote-ref", "footnote-backref", "enlarge"},
    "details": {"transcript"},
    "div": {"footnote", "gallery"},
    "figure": {"picture", "sound", "video", *SHAPES},
    "img": set(TINTS),
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
    map area embed param frame frameset canvas dialog slot
    col colgroup time data dfn bdi bdo wbr rb rtc image
    """
)
"""Tags of HTML that are taken out while the words inside of them stay. Any other name in angle brackets is
no HTML (`I saw <Ben>`), and is shown as it was typed."""

FOREIGN = "noopener noreferrer nofollow"
"""The `rel` of a link that leaves the site: the other side learns nothing, and gains nothing by it."""

MOTION = "(prefers-reduced-motion: no-preference)"
"""Who sees pictures move: whoever has not asked for calm."""

FULL = "auto, (min-width: 60rem) 54rem, 100vw"
"""How wide a picture stands in the text: the `sizes` of HTML, where a browser does not look for itself."""
HALF = "auto, (min-width: 46rem) 30rem, 60vw"
"""The same in a gallery."""
