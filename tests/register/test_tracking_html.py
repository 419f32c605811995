"""Plain text from HTML: no tag is left, whatever was in it, and what a reader saw is kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.register.tracking_html import LONGEST, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>1. <i>Invites</i> Parties;</p>", "1. Invites Parties;"),
        ("<p>one</p><p>two</p>", "one two"),
        ("one<br>two<br/>three", "one two three"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("Rio<b>nero</b>", "Rionero"),
        ("&eacute;t&#233; &amp; &nbsp; hiver", "été & hiver"),
        ("a < b and 3 <5", "a < b and 3 <5"),
        ("framework<sup>1</sup> adopted", "framework[1] adopted"),
        ("framework<sup><a href='#fn12'>12</a></sup>", "framework[12]"),
        ("in 2020<sup><a href='#fn3'>3</a></sup>", "in 2020[3]"),
        ("framework<sup>[3]</sup>", "framework[3]"),
        ("framework<sup>*</sup>", "framework[*]"),
        ("the 2<sup>nd</sup> part", "the 2nd part"),
        ("10<sup>6</sup> km<sup>2</sup> CO<sub>2</sub>", "10^6 km^2 CO2"),
        ("<p>open <b>never closed", "open never closed"),
        ("</p></b>x</div>", "x"),
        ("<div><!--block-->text</div>", "text"),
        ("<element data-info='{\"a\":1}'>text</element>", "text"),
        ("<b><i>crossed</b></i> over", "crossed over"),
        ("", ""),
        ("   ", ""),
        ("\u0645\u0631\u062d\u0628\u0627 <b>\u200f8</b>", "\u0645\u0631\u062d\u0628\u0627 \u200f8"),
    ],
)
def test_what_a_reader_sees_is_kept(html: str, text: str) -> None:
    assert plain_text(html).text == text
    assert plain_text(html).notes == ()


@pytest.mark.parametrize(
    ("html", "text", "note"),
    [
        ("a<script>alert('<b>')</script>b", "ab", "<script>"),
        ("a<style>p{}</style>b", "ab", "<style>"),
        ("a<SCRIPT >x</SCRIPT\n>b", "ab", "<script>"),
        ("a<svg><svg><text>t</text></svg>u</svg>b", "ab", "<svg>"),
        ("a<iframe>x", "a", "is not closed"),
        ('a<img src=x onerror="alert(1)">b', "a b", "an image"),
        ('a<img src=x onerror="alert(1)"', "a", "cut off"),
        ("a<!-- b", "a", "comment is not closed"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "‹script>alert(1)‹/script>", "markup written as text"),
        ("<scr<script>ipt>x</scr</script>ipt>", None, ""),
        ("<!<!-- -->-- <b>x</b>", None, ""),
    ],
)
def test_markup_that_is_changed_or_left_out_is_noted(html: str, text: str | None, note: str) -> None:
    found = plain_text(html)
    if text is not None:
        assert found.text == text
    assert note in " ".join(found.notes)
    assert tags(found.text) == []


def tags(text: str) -> list[str]:
    return re.findall(r"<[A-Za-z/!?]", text)


PIECES = (
    r"""< > / ! -- <!-- --> <script </script> <b </b> &lt; &#60; &amp;lt; <sup> </sup> <svg> </svg> <img"""
    r""" onerror= " ' x 1 <![CDATA[ ]]> <? <style> </style <p/> <a href='javascript:x'> & &#x"""
)
pieces = st.lists(
    st.sampled_from([*PIECES.split(), " ", "\x00", "\ud800", "\u2028"]),
    max_size=25,
).map("".join)


@given(pieces | st.text())
def test_no_html_leaves_a_tag_or_fails(html: str) -> None:
    text = plain_text(html).text
    assert tags(text) == []
    assert text == " ".join(text.split())
    assert text.encode() is not None


@pytest.mark.parametrize(
    "piece", ["<a", "<!--", "<!<!---->--", "<svg>", "</math>", "<a <", "<![CDATA[", "<sup>", "&#", '<a b="']
)
@pytest.mark.parametrize("end", ["", ">"])
def test_long_hostile_html_comes_to_an_end(piece: str, end: str) -> None:
    assert tags(plain_text(piece * 30_000 + end).text) == []


def test_html_longer_than_any_paragraph_is_not_read() -> None:
    found = plain_text("x" * (LONGEST + 1))
    assert (found.text, found.notes) == ("", ("longer than 1,000,000 characters: not read",))
