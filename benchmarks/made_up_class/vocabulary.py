"""The words that the made-up children use. Changing one changes every text after it."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\n", "|").split("|"))


SECTIONS = ("writing", "representing", "project")

FIRST_NAMES = _words(
    """Ada Ben Cleo Dara Eli Fern Gus Hana Ivo June Kai Lena Milo Nora Omar Pia Quinn Rosa Sami Tess
Uma Vik Wren Xena Yara Zane Abel Bea Cyrus Dot Esme Finn Gia Hugo Iris Jonah Kira Luca Maya Nils"""
)
INITIALS = tuple("ABCDEFGHJKLMNPRSTVWZ")

TAGS = _words(
    """animals art books building dinosaurs drawing experiments family feelings field-trip friends
games garden history insects maps math music ocean plants poems recess space weather"""
)

HEADINGS = ("What I did", "What happened", "How it went", "My plan", "Next time")

SUBJECTS = _phrases(
    """the caterpillar|our garden|my best friend|the tall tower|a volcano|the moon|my grandma|the class pet
a long river|the school bus|a paper boat|the big map|our song|a robot arm|the library|a rainy day|the bridge
my lunch box|a snail|the castle|our market stall|the poster|a story about a fox|the puppet show"""
)
DEEDS = _phrases(
    """built|painted|measured|found|wrote about|drew|counted|planted|mixed|recorded|compared|read about
sorted|tested|photographed|explained|invented|labelled|folded|watched"""
)
QUALITIES = _phrases(
    """tiny|green|funny|enormous|shiny|quiet|sticky|brave|wobbly|careful|bright|soft|loud|curious|round
wonderful|messy|strong|slow|clever"""
)
PLACES = _phrases(
    """at school|in the garden|at the park|on the carpet|in the art corner|near the pond|at home
behind the library|in the gym|at our table"""
)
ENDINGS = _phrases(
    """because I wanted to know more|and it was really hard|but then it fell over|and my partner helped me
so we tried again|and everybody laughed|because the first one broke|and I felt proud|so I asked my teacher
and it took two days"""
)
LEARNED = _phrases(
    """to keep trying when it's hard|that plans change|how to listen to my partner|to check my work
that small steps add up|to ask a good question|how to use a ruler|that mistakes help me"""
)
LINKS = (
    ("a page about bugs", "https://example.org/bugs"),
    ("our class page", "https://example.org/class"),
    ("a map of the park", "https://example.org/park-map"),
    ("the planet song", "https://example.org/planets"),
)
