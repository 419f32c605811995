"""For every notation that can express a citation, reading what is written gives the citation again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.citation import NOTATIONS, Citation, notations, parse_citations
from iagkg.citation.bodies import forms, official
from iagkg.citation.numerals import to_roman

LETTERS = "ABCDEFGHJKLMNOPQRSTUWYZ"
items = st.sampled_from([*"abcdefghjklmnop", "ii", "iv", "xi", "3"])
paragraphs = st.one_of(
    st.integers(1, 250).map(str),
    st.tuples(st.integers(1, 9), st.integers(1, 20)).map(lambda pair: f"{pair[0]}.{pair[1]}"),
    st.integers(2, 40).map(lambda number: to_roman(number).lower()),
)
annexes = st.one_of(st.just("unnumbered"), st.integers(1, 20).map(to_roman), st.sampled_from("ABCDEFGH"))
annex_sections = st.one_of(
    st.sampled_from("ABCDEFGH"), st.integers(1, 9).map(to_roman), st.just("II A"), st.integers(1, 9).map(str)
)
locators = st.sampled_from(
    ["Goal 2.3.1 (a)", "programme element 2, goal 2.1", "appendix B", "operational objective 3.4 (a)"]
)


@st.composite
def decisions(draw: st.DrawFn) -> Citation:
    rows = [form for form in forms() if form.form != "{N}"]
    row = draw(st.one_of(st.sampled_from(rows[:3]), st.sampled_from(rows)))
    session = draw(st.integers(row.first, row.last))
    number = str(draw(st.integers(1, 99)))
    if row.scheme == "cbd":
        kind = "recommendation" if row.kind == "recommendation" else "decision"
        return Citation(type=kind, decision=official(row.body, session, number), body=row.body)  # type: ignore[arg-type]
    text = official(row.body, session, number, row.segment)
    return Citation(type="other-treaty", decision=text, body=row.body)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """Draw a decision and a place in it, of the shapes that decisions have."""
    found = draw(decisions())
    shape = draw(st.sampled_from(["whole", "paragraph", "part", "section", "annex"]))
    if shape == "part":
        found = replace(found, part=draw(st.sampled_from(LETTERS)))
    if shape == "section":
        found = replace(found, section=to_roman(draw(st.integers(1, 12))))
    if shape == "annex":
        found = replace(found, annex=draw(annexes), part=draw(st.sampled_from([None, None, *"ABC"])))
        found = replace(found, section=draw(st.one_of(st.none(), annex_sections)))
        found = replace(found, locator=draw(st.one_of(st.none(), st.none(), locators)))
    closed = found.locator is not None and not found.locator.startswith("app")
    if shape == "paragraph" or (shape != "whole" and not closed and draw(st.booleans())):
        found = replace(found, para=draw(paragraphs))
        if draw(st.booleans()):
            found = replace(found, sub=draw(items))
            if found.sub in set("abcdefghjklm") and draw(st.booleans()):
                found = replace(found, subsub=to_roman(draw(st.integers(1, 30))).lower())
    return found


def plain(citation: Citation) -> Citation:
    return replace(citation, printed="", inferred=(), label=None)


@given(citations())
def test_read_what_is_written(citation: Citation) -> None:
    written = notations(citation)
    for name in NOTATIONS:
        value = getattr(written, name)
        if value is None:
            assert written.why[name], name
            continue
        assert name not in written.why
        read = [plain(found) for found in parse_citations(value).citations]
        assert read == [citation], (name, value)


@given(citations())
def test_text_and_words_are_always_there(citation: Citation) -> None:
    written = notations(citation)
    assert written.text is not None
    assert written.named is not None


@pytest.mark.parametrize("number", range(1, 24))
def test_targets(number: int) -> None:
    citation = Citation(type="target", target=str(number))
    written = notations(citation)
    for name in ("text", "named", "page", "iri"):
        assert [plain(c) for c in parse_citations(getattr(written, name)).citations] == [citation]
    assert written.symbol is None


@given(citations().filter(lambda c: c.annex is not None))
def test_nothing_below_an_annex_has_a_code(citation: Citation) -> None:
    written = notations(citation)
    assert written.dtt_dot is None
    assert written.dtt_slash is None
    assert written.page is None


@given(citations().filter(lambda c: c.body != "COP" or c.type == "other-treaty"))
def test_only_the_cop_has_codes(citation: Citation) -> None:
    assert notations(citation).dtt_slash is None
    assert notations(citation).page is None
