"""How hard a text is to read, told as a school grade; only where there is an honest measure.

English: the Automated Readability Index (Senter and Smith 1967), 4.71 · letters per word + 0.5 · words per
sentence - 21.43. It counts letters, not syllables, for which one needs a dictionary of sounds. It was made
for English; of other languages nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MEASURED = "en"
_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FEWEST = 30
"""Words; of fewer nothing can be said."""
_SENTENCE = 4
"""Words: what is shorter is a heading, a name or an address."""


def grade(texts: Iterable[str], language: str) -> int | None:
    """Return the grade whose children can read some texts, 0 being kindergarten; None: not measured.

    Args:
        texts: Paragraphs and items of lists; each ends a sentence.
        language: BCP 47.
    """
    if language.partition("-")[0].casefold() != _MEASURED:
        return None
    pieces = (_WORD.findall(piece) for text in texts for piece in _END.split(text))
    sentences = [words for words in pieces if len(words) >= _SENTENCE]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < _FEWEST:
        return None
    letters = sum(len(re.sub(r"[^\w]", "", word)) for word in words)
    index = 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43
    return max(0, round(index))
