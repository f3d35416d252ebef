"""Which locale a language tag stands for."""

from __future__ import annotations

import pytest

from slc_site.model.locales import locale_of


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("es", "es"), ("es-MX", "es_MX"), ("zh-Hans", "zh_Hans"), ("zh-CN", "zh_Hans_CN"), ("es-XQ", "es"),
        ("zh-Hans-XQ", "zh_Hans"), ("Spanish", None), ("", None), ("-", None), ("not a language", None),
    ],
)  # fmt: skip
def test_a_tag_is_read_as_far_as_it_is_known(tag: str, locale: str | None) -> None:
    assert (str(found) if (found := locale_of(tag)) else None) == locale
