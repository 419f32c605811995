"""The numbers Word prints: against a simple simulation, and rule by rule."""

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_word import lvl, numbering, p, restarted, styles, word_file

from iagkg.office.document import read_document
from iagkg.office.model import Para
from iagkg.office.numbering import in_form

FORMS = ("decimal", "lowerLetter", "lowerRoman")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMANS = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)


def printed(body: list[str], abstracts: list[str], nums: list[tuple[int, int, str]]) -> list[str]:
    content = word_file(body, {"numbering.xml": numbering(abstracts, nums)})
    return [block.number for block in read_document("x.docx", content).blocks if isinstance(block, Para)]


def simulated(levels: list[int]) -> list[str]:
    """Count by hand: a level goes on until one above it is printed."""
    labels: list[str] = []
    path: list[int] = []
    for level in levels:
        path = [*path[: level + 1], *([0] * (level + 1 - len(path)))]
        path[level] += 1
        shown = [max(value, 1) for value in path]
        labels.append([f"{shown[0]}.", f"({LETTERS[shown[1] - 1]})" if level > 0 else "", ""][min(level, 1)])
        if level == 2:
            labels[-1] = f"{shown[0]}.{LETTERS[shown[1] - 1]}.{ROMANS[shown[2] - 1]}"
    return labels


@given(st.lists(st.integers(0, 2), max_size=18))
def test_levels_count_as_a_person_counts(levels: list[int]) -> None:
    abstract = lvl(0, "decimal", "%1.") + lvl(1, "lowerLetter", "(%2)") + lvl(2, "lowerRoman", "%1.%2.%3")
    body = [p("Words", num=1, level=level) for level in levels]
    assert printed(body, [abstract], [(1, 0, "")]) == simulated(levels)


def test_two_lists_of_one_abstract_count_on_and_an_override_starts_anew() -> None:
    abstract = lvl(0, "decimal", "%1.") + lvl(1, "lowerLetter", "(%2)")
    body = [p("x", num=num, level=level) for num, level in ((1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 0))]
    nums = [(1, 0, ""), (2, 0, ""), (3, 0, restarted(0, 5))]
    assert printed(body, [abstract], nums) == ["1.", "2.", "(a)", "5.", "(a)", "6."]


def test_a_level_that_never_restarts_and_one_that_restarts_after_the_first_only() -> None:
    abstract = (
        lvl(0, "upperRoman", "%1.")
        + lvl(1, "decimal", "%2.", restart=0)
        + lvl(2, "lowerLetter", "(%3)", restart=1)
    )
    body = [p("x", num=1, level=level) for level in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert printed(body, [abstract], [(1, 0, "")]) == ["I.", "1.", "(a)", "2.", "(b)", "II.", "3.", "(a)"]


def test_a_level_of_its_own_legal_figures_bullets_and_nothing() -> None:
    abstract = (
        lvl(0, "upperLetter", "%1.")
        + lvl(1, "decimalZero", "%1.%2", extra="<w:isLgl/>")
        + lvl(2, "bullet", "\uf0b7")
        + lvl(3, "none", "")
    )
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "lowerRoman", "(%1)")}</w:lvlOverride>'
    body = [p("x", num=1, level=level) for level in (0, 1, 2, 3)] + [p("x", num=2, level=0)]
    found = printed(body, [abstract, lvl(0, "decimal", "%1")], [(1, 0, ""), (2, 1, own)])
    assert found == ["A.", "1.01", "•", "", "(i)"]


def test_a_style_puts_a_paragraph_into_a_list_and_list_nought_takes_it_out() -> None:
    style = styles(
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item text"/><w:basedOn w:val="Base"/>'
        "</w:style>"
    )
    abstract = lvl(0, "decimal", "%1.", extra='<w:pStyle w:val="Base"/>') + lvl(
        1, "lowerLetter", "(%2)", extra='<w:pStyle w:val="Item"/>'
    )
    body = [p("x", style="Base"), p("y", style="Item"), p("z", style="Base", num=0), p("q", style="Item")]
    parts = {"styles.xml": style, "numbering.xml": numbering([abstract], [(1, 0, "")])}
    found = [b for b in read_document("x.docx", word_file(body, parts)).blocks if isinstance(b, Para)]
    assert [(b.number, b.style) for b in found] == [
        ("1.", "Base"),
        ("(a)", "Item text"),
        ("", "Base"),
        ("(b)", "Item text"),
    ]


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (0, "lowerLetter", ""),
        (7, "decimalZero", "07"),
        (3, "cardinalText", "3"),
    ],
)
def test_forms(value: int, form: str, said: str) -> None:
    assert in_form(value, form) == said


def test_a_document_of_the_library_itself() -> None:
    document = docx.Document()
    document.add_heading("A heading", 1)
    for words in ("One", "Two"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("Loose", style="List Bullet")
    target = io.BytesIO()
    document.save(target)
    blocks = [b for b in read_document("x.docx", target.getvalue()).blocks if isinstance(b, Para)]
    assert [b.text for b in blocks] == ["A heading", "One", "Two", "Loose"]
    assert [b.number for b in blocks] == ["", "1.", "2.", "•"]
    assert blocks[0].heading == 1


def test_a_list_that_is_not_defined_prints_nothing() -> None:
    assert printed([p("x", num=9, level=3), p("y", num=1, level=0)], [""], [(1, 0, "")]) == ["", ""]
