"""Words that are read from right to left: each page says so of them, and of those alone."""

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from arabic_texts import PLACE, TASK, TEXT, TITLE, WORD, with_arabic
from asking_web import Element, app_of, elements, page_of
from hypothesis import given
from hypothesis import strategies as st

from iagkg.build import build
from iagkg.contain import Limits, QueryProcess
from iagkg.graph.quads import Quad, nquads
from iagkg.store.embedded import EmbeddedStore
from iagkg.web.app import application
from iagkg.web.direction import attributes, direction
from iagkg.web.explorer import Explorer, KeptStore
from iagkg.web.headers import Guard
from iagkg.web.render import TEMPLATES
from iagkg.web.settings import Settings
from iagkg.web.single import single_file
from iagkg.wording import LANGUAGES


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return with_arabic(build().quads)


@pytest.fixture(scope="module")
def app(quads: list[Quad]) -> Guard:
    return app_of(quads)


@pytest.fixture(scope="module")
def asking(quads: list[Quad]) -> Iterator[Guard]:
    """The application with the page for a query of one's own."""
    store = EmbeddedStore.from_quads(quads)
    process = QueryProcess(nquads(quads), Limits(seconds=5, megabytes=200, rows=700))
    yield application(Settings(), Explorer(KeptStore(store), "0", store.counts()), process)
    process.close()


def nearest(page: str, words: str) -> list[Element]:
    """Return the elements of the body that hold words and have no element below that holds them."""
    return [
        one
        for one in elements(page)
        if words in one.words and one.is_in("body") and not any(words in more.words for more in one.below)
    ]


@pytest.mark.parametrize(
    ("tongue", "expected"),
    [
        ("ar", "rtl"), ("ar-EG", "rtl"), ("AR", "rtl"), ("fa", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"),
        ("ur", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("ur_PK", "rtl"), ("en", "ltr"), ("fr", "ltr"),
        ("zh-Hans", "ltr"), ("ru", "ltr"), ("arn", "ltr"), ("", "ltr"),
    ],
)  # fmt: skip
def test_the_direction_of_a_language(tongue: str, expected: str) -> None:
    assert direction(tongue) == expected


@pytest.mark.parametrize(
    ("tongue", "around", "expected"),
    [
        ("ar", "en", ' lang="ar" dir="rtl"'),
        ("fr", "en", ' lang="fr"'),
        ("fr", "ar", ' lang="fr" dir="ltr"'),
        ("he", "ar", ' lang="he"'),
        ("en", "en", ""),
        ("", "en", ' dir="auto"'),
    ],
)
def test_attributes_of_words(tongue: str, around: str, expected: str) -> None:
    assert attributes(tongue, around) == expected


@given(st.text(max_size=20), st.sampled_from(LANGUAGES))
def test_no_language_breaks_out_of_its_attribute(tongue: str, around: str) -> None:
    found = elements(f"<p{attributes(tongue, around)}>")
    assert len(found) == 1
    assert set(found[0].attributes) <= {"lang", "dir"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", [PLACE, "/", f"/search?q={quote('16/9 B 9 (c)')}"])
def test_an_arabic_text_of_a_paragraph(app: Guard, path: str, lang: str) -> None:
    page = page_of(app, f"{path}{'&' if '?' in path else '?'}lang={lang}")
    found = nearest(page, TEXT)
    assert found
    for one in found:
        assert (one.attributes.get("lang"), one.attributes.get("dir")) == ("ar", "rtl"), one
    # The rest of the page is not turned.
    assert f'<html lang="{lang}">' in page
    turned = [one for one in elements(page) if one.attributes.get("dir") == "rtl"]
    assert len(turned) == len(found)


def test_an_arabic_text_that_is_found(app: Guard) -> None:
    page = elements(page_of(app, f"/search?q={quote(WORD)}"))
    (passage,) = [one for one in page if one.attributes.get("dir") == "rtl"]
    assert passage.attributes["lang"] == "ar"
    assert passage.words == TEXT
    assert passage.find("mark")
    (asked,) = [one for one in page if one.attributes.get("name") == "q"]
    assert (asked.attributes["dir"], asked.attributes["value"]) == ("auto", WORD)
    heading = next(one for one in page if one.tag == "h1")
    assert heading.find("bdi")[0].words == WORD


@pytest.mark.parametrize(
    "path",
    [
        "/", TASK, "/timeline", "/questions/tasks-by-paragraph", "/embed/paragraphs", "/progress",
        "/id/workplan/iag-tsc/2025-2027/ws-1", f"/search?q={quote('WS1.T2')}", "/ontology",
    ],
)  # fmt: skip
def test_an_arabic_name_is_set_apart_from_its_line(app: Guard, path: str) -> None:
    found = [one for one in nearest(page_of(app, path), TITLE) if not one.is_in("svg")]
    for one in found:
        assert one.tag == "option" or any(
            near.tag == "bdi" or near.attributes.get("dir") in {"auto", "rtl"} for near in (one, *one.around)
        ), one
    if path != "/ontology":
        assert found


def test_an_arabic_text_in_the_answer_to_a_query(asking: Guard) -> None:
    values = f'"{TEXT}"@ar "mot"@fr "{TITLE}" "word"@en'
    page = page_of(asking, f"/query?{urlencode({'query': f'SELECT ?x {{ VALUES ?x {{ {values} }} }}'})}")
    cells = {one.words: one.attributes for one in elements(page) if one.tag == "td"}
    assert cells == {
        TEXT: {"lang": "ar", "dir": "rtl"},
        "mot": {"lang": "fr"},
        TITLE: {"dir": "auto"},
        "word": {},
    }
    editor = next(one for one in elements(page) if one.attributes.get("class") == "editor")
    assert editor.attributes["dir"] == "ltr"


def test_an_arabic_text_in_the_single_file(quads: list[Quad]) -> None:
    store = EmbeddedStore.from_quads(quads)
    explorer = Explorer(KeptStore(store), "0" * 64, store.counts())
    page = single_file(explorer, dt.date(2026, 5, 15), "en").decode()
    found = nearest(page, TEXT)
    assert found
    assert all(one.attributes["dir"] == "rtl" and one.attributes["lang"] == "ar" for one in found)
    headings = [one for one in nearest(page, TITLE) if one.is_in("h2")]
    assert [one.tag for one in headings] == ["bdi"]


def test_no_template_writes_a_language_of_words_by_itself() -> None:
    """Only the helper does, so that no direction is forgotten."""
    names = TEMPLATES.list_templates()
    assert len(names) > 15
    for name in names:
        assert TEMPLATES.loader is not None
        source, _, _ = TEMPLATES.loader.get_source(TEMPLATES, name)
        written = set(re.findall(r'\slang="([^"]*)"', source))
        assert written <= {*LANGUAGES, "{{ lang }}", "{{ code }}"}, name


def test_the_style_sheet_names_no_left_and_right(app: Guard) -> None:
    style = page_of(app, "/static/iagkg.css")
    assert not re.findall(
        r"(?:^|[;{\s])(?:(?:margin|padding|border)-)?(?:left|right)\b|: (?:left|right)\b", style
    )
