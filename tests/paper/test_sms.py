"""Text messages: counted as telephones count, and never more than two parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.paper.sms import GSM, MOST, UCS2, alphabet, message, parts, plain


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("", GSM, 0),
        ("a" * 160, GSM, 1),
        ("a" * 161, GSM, 2),
        ("a" * 306, GSM, 2),
        ("a" * 307, GSM, 3),
        ("€" * 80, GSM, 1),
        ("€" * 81, GSM, 2),
        # 153 places hold 76 signs of two: one place of the first part stays empty
        ("€" * 152, GSM, 2),
        ("€" * 153, GSM, 3),
        ("ñ¿¡üàéÑ" * 22, GSM, 1),
        ("á" * 70, UCS2, 1),
        ("a" * 69 + "á", UCS2, 1),
        ("á" * 71, UCS2, 2),
        ("ن" * 134, UCS2, 2),
        ("ن" * 135, UCS2, 3),
        ("😀" * 35, UCS2, 1),
        ("😀" * 36, UCS2, 2),
        # 67 places hold 33 signs of two
        ("😀" * 66, UCS2, 2),
        ("😀" * 67, UCS2, 3),
    ],
)
def test_parts_are_counted_as_the_standard_says(text: str, kind: str, count: int) -> None:
    assert (alphabet(text), parts(text)) == (kind, count)


@given(st.text(max_size=400))
def test_a_part_never_holds_more_than_it_can(text: str) -> None:
    """Against what any split needs at least: all places together, by the size of a part."""
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if alphabet(text) == UCS2:
        assert parts(text) >= (1 if units <= 70 else -(-units // 67))
        assert parts(text) <= (1 if units <= 70 else -(-units // 66))
    else:
        places = sum(2 if char in "\f^{}\\[~]|€" else 1 for char in text)
        assert parts(text) >= (min(1, places) if places <= 160 else -(-places // 153))
        assert parts(text) <= (min(1, places) if places <= 160 else -(-places // 152))


@given(st.lists(st.text(max_size=500), min_size=1, max_size=5))
def test_what_comes_out_fits_two_parts_and_is_one_of_them_or_its_beginning(candidates: list[str]) -> None:
    made = message(candidates)
    assert parts(made) <= MOST
    tidy = [plain(one) for one in candidates]
    fitting = [one for one in tidy if parts(one) <= MOST]
    assert made == fitting[0] if fitting else tidy[-1].startswith(made)


def test_signs_of_a_typesetter_do_not_make_a_message_longer() -> None:
    assert alphabet(plain("It’s “soon” – come…\u202f!")) == GSM
