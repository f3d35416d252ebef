"""What children's Markdown becomes."""

from __future__ import annotations

import pytest

from tests.render.prose.making import html, made


def test_a_press_of_enter_begins_a_new_line() -> None:
    assert html("Roses are red\nViolets are blue") == "<p>Roses are red<br>Violets are blue</p>"


def test_emphasis_code_quotes_and_lines_are_what_they_are_everywhere() -> None:
    assert html("*a* **b** `c <d>`\n\n> e\n\n---") == (
        "<p><em>a</em> <strong>b</strong> <code>c &lt;d&gt;</code></p><blockquote><p>e</p></blockquote><hr>"
    )


def test_fenced_code_is_shown_as_it_is() -> None:
    assert made("```python\nif a < b:\n  - c\n```").html == "<pre><code>if a &lt; b:\n  - c\n</code></pre>"


def test_terms_are_defined_and_abbreviations_explained() -> None:
    assert html("Frog\n:   An amphibian\n\n*[WWF]: World Wide Fund\n\nThe WWF") == (
        '<dl><dt>Frog</dt><dd>An amphibian</dd></dl><p>The <abbr title="World Wide Fund">WWF</abbr></p>'
    )


def test_a_table_keeps_its_alignment_without_a_style() -> None:
    found = html("Name | Age\n:--|--:\nAda | 7")
    assert '<th class="align-left">Name</th><th class="align-right">Age</th>' in found
    assert '<td class="align-right">7</td>' in found


def test_an_empty_text_becomes_nothing() -> None:
    assert (made(" \n\n ").html, made("# \n").html) == ("", "")


# -- lists, as children write them ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I like:\n- frogs\n- dogs", "<p>I like:</p><ul><li>frogs</li><li>dogs</li></ul>"),
        ("I like:\n1. frogs\n2. dogs", "<p>I like:</p><ol><li>frogs</li><li>dogs</li></ol>"),
        ("1) frogs\n2) dogs", "<ol><li>frogs</li><li>dogs</li></ol>"),
        ("• frogs\n• dogs", "<ul><li>frogs</li><li>dogs</li></ul>"),
        ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
        ("- a\nand more of a\n- b", "<ul><li>a<br>and more of a</li><li>b</li></ul>"),
        (
            "- a\n  - b\n    - c\n  - d\n- e",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>",
        ),
        ("- a\n    - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("- a\n\t- b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n- b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("- a\n\n  more\n- b", "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>"),
        (
            "- a\n  - b\n\n  - c\n- d",
            "<ul><li><p>a</p><ul><li><p>b</p></li><li><p>c</p></li></ul></li><li><p>d</p></li></ul>",
        ),
        ("- a\n\nThe end.\n- b", "<ul><li>a</li></ul><p>The end.</p><ul><li>b</li></ul>"),
        ("- a\n\n      code", "<ul><li>a<pre><code>code</code></pre></li></ul>"),
        ("> - a\n> - b", "<blockquote><ul><li>a</li><li>b</li></ul></blockquote>"),
    ],
)
def test_a_list_is_a_list_however_it_is_typed(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I was born in\n2019. It was cold.", "<p>I was born in<br>2019. It was cold.</p>"),
        ("2 -3\n-4 is less", "<p>2 -3<br>-4 is less</p>"),
        ("a\n\n    - code", "<p>a</p><pre><code>- code</code></pre>"),
        ("- - -", "<hr>"),
        ("* * *", "<hr>"),
    ],
)
def test_what_is_no_list_stays_as_it_is(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_dash_in_a_table_is_no_item() -> None:
    assert "<td>-</td><td>none</td>" in html("Pet | Name\n- | -\n- | none")


def test_lists_in_code_and_in_html_are_left_alone() -> None:
    assert made("```\n- a\n  - b\n```").html == "<pre><code>- a\n  - b\n</code></pre>"
    assert html("<div>\n- a\n  - b\n</div>") == "<div>- a  - b</div>"


# -- headings: the page has an h1 and h2s ---------------------------------------------------------------


def test_headings_continue_those_of_the_page() -> None:
    assert html("# A\n\n## B\n\n# C") == "<h3>A</h3><h4>B</h4><h3>C</h3>"


def test_no_level_of_headings_is_skipped() -> None:
    assert html("## A\n\n##### B\n\n### C\n\n# D") == "<h3>A</h3><h4>B</h4><h4>C</h4><h3>D</h3>"


def test_headings_never_go_deeper_than_there_are_levels() -> None:
    text = "\n\n".join(f"{'#' * level} {level}" for level in range(1, 7))
    assert html(text) == "<h3>1</h3><h4>2</h4><h5>3</h5><h6>4</h6><h6>5</h6><h6>6</h6>"


def test_a_title_typed_as_html_is_no_title_of_the_page() -> None:
    assert html("<h1>Mine</h1>\n\n<H2 class=x>too</H2>") == "<h3>Mine</h3><h3>too</h3>"


# -- footnotes ------------------------------------------------------------------------------------------


def test_footnotes_lead_there_and_back() -> None:
    found = made("Frogs[^1] jump.[^a note]\n\n[^1]: Green.\n[^a note]: High.").html
    prefix = found.partition('<sup id="')[2].partition("fnref:1")[0]
    assert prefix.startswith("u-")
    for end in ("1", "a_20_note"):
        assert f'<sup id="{prefix}fnref:{end}"><a class="footnote-ref" href="#{prefix}fn:{end}">' in found
        assert f'<li id="{prefix}fn:{end}">' in found
        assert f'<a class="footnote-backref" href="#{prefix}fnref:{end}">↩</a>' in found


def test_a_footnote_that_nothing_points_at_has_no_way_back() -> None:
    assert "href" not in html("a\n\n[^1]: b")
    assert html("a\n\n[^1]: b").endswith("<p>b&nbsp;</p></li></ol></div>")


def test_a_footnote_that_is_used_twice_has_two_ways_back() -> None:
    found = html("a[^1] b[^1]\n\n[^1]: c")
    assert found.count("footnote-backref") == 2
    for link in found.split('href="#')[1:]:
        assert f'id="{link.partition(chr(34))[0]}"' in found


def test_the_footnotes_of_two_texts_on_one_page_do_not_meet() -> None:
    text = "a[^1]\n\n[^1]: b"
    first, second = (made(text, key=key).html for key in ("ada/one", "ada/two"))
    assert first != second
    assert made(text, key="ada/one").html == first


# -- HTML that somebody typed ---------------------------------------------------------------------------


def test_html_that_students_need_is_kept() -> None:
    kept = "<details><summary>More</summary>H<sub>2</sub>O <mark>!</mark></details>"
    assert html(kept) == kept


def test_words_in_angle_brackets_are_words() -> None:
    assert html("I saw <Ben> and learned the <title> tag and <script>x</script>. It was fun.") == (
        "<p>I saw &lt;Ben&gt; and learned the &lt;title&gt; tag and "
        "&lt;script&gt;x&lt;/script&gt;. It was fun.</p>"
    )


def test_old_fashioned_tags_go_and_their_words_stay() -> None:
    assert html("<center>My *poem*</center>") == "<p>My <em>poem</em></p>"


def test_comments_are_not_published() -> None:
    assert html("a <!-- what I think of Ben --> b") == "<p>a  b</p>"


def test_quotes_and_brackets_that_are_only_words_survive() -> None:
    assert html('class="" and 1 < 2 & 3 > 2, I <3 frogs') == (
        '<p>class="" and 1 &lt; 2 &amp; 3 &gt; 2, I &lt;3 frogs</p>'
    )


# -- beginnings and numbers -----------------------------------------------------------------------------


def test_the_summary_is_the_beginning_of_the_words() -> None:
    found = made("# Frogs\n\nThey *j*ump &amp; swim.[^1]\n\n- far\n\n[^1]: Really.")
    assert (found.summary, found.words) == ("Frogs They jump & swim. far Really.", 7)


def test_captions_and_placeholders_are_no_words() -> None:
    found = made('One ![a](gone.jpg) two\n\n![A frog](frog.jpg "My frog")')
    assert (found.summary, found.words) == ("One two", 2)


def test_a_long_summary_is_cut_between_words() -> None:
    found = made("frog " * 100)
    assert found.summary == "frog " * 39 + "frog…"
    assert found.words == 100


def test_a_summary_without_spaces_is_cut_where_it_must_be() -> None:
    assert made("蛙" * 500).summary == "蛙" * 199 + "…"
