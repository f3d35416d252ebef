"""Texts of people run the way their first letter goes, whatever the sheet around them does."""

from __future__ import annotations

import pytest

from slc_site.paper.direction import settled


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ('<p dir="auto">Hello</p>', '<p dir="ltr">Hello</p>'),
        ('<p class="a" dir="auto" id="b">… مرحبا</p>', '<p class="a" dir="rtl" id="b">… مرحبا</p>'),
        ('<p dir="auto">1, 2 &amp; <b>שלום</b></p>', '<p dir="rtl">1, 2 &amp; <b>שלום</b></p>'),
        ('<p dir="auto">123</p>', '<p dir="rtl">123</p>'),
        (
            '<li dir="auto"><span dir="auto">One</span> اثنان</li>',
            '<li dir="ltr"><span dir="ltr">One</span> اثنان</li>',
        ),
        ('<p dir="auto">A</p><p dir="auto">ب</p>', '<p dir="ltr">A</p><p dir="rtl">ب</p>'),
        ('<p dir="ltr">x</p>', '<p dir="ltr">x</p>'),
    ],
)
def test_the_first_letter_decides(drawn: str, expected: str) -> None:
    assert settled(drawn, "rtl") == expected
