"""Words and where they stand: capitals, accents, phrases, six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.report.find_words import fold, folded_with_places, marks, occurrence, plain, terms


def sought(text: str) -> list[tuple[str, ...]]:
    return [term.parts for term in terms(text)]


def test_terms() -> None:
    assert sought("Thesaurus THESAURUS thésaurus") == [("thesaurus",)]
    assert sought('"Clearing-House  mechanism" Bioland') == [("clearing", "house", "mechanism"), ("bioland",)]
    assert sought("«année des hérons» “x y” „a b“") == [("annee", "des", "herons"), ("x", "y"), ("a", "b")]
    assert sought('" , . ; - "" ( {} ?') == []
    assert sought('an "open quotation') == [("an",), ("open",), ("quotation",)]


@pytest.mark.parametrize(
    ("word", "text", "how"),
    [
        ("thesaurus", "The Thesaurus.", "whole"),
        ("thes", "The Thesaurus.", "prefix"),
        ("saurus", "The Thesaurus.", ""),
        ("annee", "l'ANNÉE", "whole"),
        ("ANNÉE", "annees", "prefix"),
        ("house", "clearing-house", "whole"),
        ("clearing-house", "Clearing House", "whole"),
        ('"house clearing"', "clearing house", ""),
        ("9", "para. 19", ""),
        ("фонари", "рассмотреть ФОНАРИ", "whole"),
        ("ее", "её берега", "whole"),
        ("能力建设", "审查灯笼和能力建设", "whole"),
        ("能力 灯笼", "审查灯笼和能力建设", "whole"),
        ("CBD", "请CBD秘书处", "whole"),
        ("CBD秘书处", "请 CBD 秘书处", "whole"),
        ("معلومات", "المصابيح والمعلومات", "whole"),
        ("المعلومات", "والمعلومات", "whole"),
        ("المعلومات", "للمعلومات", "whole"),
        ("مُعلومات", "معـلومات", "whole"),
        ("علومات", "المعلومات", ""),
    ],
)
def test_occurrence(word: str, text: str, how: str) -> None:
    for term in terms(word):
        assert occurrence(term, fold(text)) == how


def marked(word: str, text: str) -> list[str]:
    return [text[first:last] for first, last in marks(terms(word), text)]


def test_marks_are_of_the_text_as_it_is() -> None:
    assert marked("annee", "L'Anne\u0301e, l'ANNÉES") == ["Anne\u0301e", "ANNÉE"]
    assert marked("strasse", "Die Straße") == ["Straße"]
    assert marked('"a b" b', "a b b") == ["a b", "b"]
    assert marked("ﬁsh", "ﬁshery") == ["ﬁsh"]
    assert marked("معلومات", "والمعلومات") == ["معلومات"]


@given(st.text(), st.text(max_size=6))
def test_marks_never_overlap_and_say_what_occurs(text: str, word: str) -> None:
    found = marks(terms(word), text)
    places = [place for mark in found for place in mark]
    assert places == sorted(places)
    assert all(first < last <= len(text) for first, last in found)
    assert bool(found) == any(occurrence(term, folded_with_places(text)[0]) for term in terms(word))


@given(st.text())
def test_folding_by_character_is_folding_as_a_whole(text: str) -> None:
    assert folded_with_places(text)[0] == fold(text)


def test_what_steers_a_terminal_is_not_repeated() -> None:
    assert plain("a\x1b[31m b\u202e\n\tc\ud800") == "a\ufffd[31m b\ufffd c\ufffd"
