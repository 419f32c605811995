"""The page on the vocabulary: examples from the dataset, what follows from axioms, and pictures."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from asking_web import Element, app_of, elements, page_of
from hypothesis import given, settings
from hypothesis import strategies as st

from iagkg.build import build
from iagkg.graph.quads import Quad
from iagkg.names import IAG
from iagkg.web.diagram import class_diagram, main_classes, main_diagram
from iagkg.web.examples import Examples
from iagkg.web.headers import Guard
from iagkg.web.inferences import TermLine, inferences, sentence
from iagkg.web.layered import Line, Size, drawn
from iagkg.web.vocabulary import Vocabulary, shipped_vocabulary, vocabulary_of
from iagkg.wording import LANGUAGES, say

CLASSES = [name.removeprefix(IAG) for name in shipped_vocabulary().terms("Class")]
PROPERTIES = [
    name.removeprefix(IAG) for name in shipped_vocabulary().terms("ObjectProperty", "DatatypeProperty")
]
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
HOSTILE = '<script>alert(1)</script>" onmouseover="x" \'</title>{{7*7}}'
QUOTED = json.dumps(HOSTILE)
OTHER = f"""
@prefix iag: <{IAG}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
iag:Oak a owl:Class ; rdfs:subClassOf iag:Tree , [ a owl:Restriction ;
    owl:onProperty iag:leaf ; owl:hasValue "lobed"@en ] ; rdfs:label "oak"@en .
iag:Tree a owl:Class ; rdfs:subClassOf iag:Plant ; rdfs:label "tree"@en , "arbre"@fr .
iag:Plant a owl:Class ; rdfs:subClassOf <http://example.org/Alive> ; rdfs:label "plant"@en ;
  owl:equivalentClass [ a owl:Restriction ; owl:onProperty iag:rooted ; owl:hasValue iag:Soil ] .
iag:Ring a owl:Class ; rdfs:subClassOf iag:Round ; rdfs:label "ring"@en .
iag:Round a owl:Class ; rdfs:subClassOf iag:Ring ; rdfs:label "round"@en .
iag:Bad a owl:Class ; rdfs:label {QUOTED}@en ;
  skos:definition {QUOTED}@en ; dcterms:source <javascript:alert(1)> ;
  rdfs:subClassOf <javascript:alert(2)> .
iag:leaf a owl:DatatypeProperty , owl:FunctionalProperty ; rdfs:domain iag:Tree ; rdfs:label "leaf"@en .
iag:rooted a owl:ObjectProperty ; rdfs:subPropertyOf iag:near ; rdfs:label "rooted"@en .
iag:near a owl:ObjectProperty , owl:SymmetricProperty , owl:TransitiveProperty , owl:ReflexiveProperty ;
  rdfs:domain iag:Oak ; rdfs:range iag:Tree ; rdfs:label "near"@en ;
  owl:propertyChainAxiom ( [ owl:inverseOf iag:rooted ] iag:near ) , ( iag:near iag:rooted ) .
iag:hostile a owl:ObjectProperty ; rdfs:domain iag:Bad ; rdfs:range iag:Oak ;
  rdfs:label {QUOTED}@en .
"""


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(build().quads)


@pytest.fixture(scope="module")
def app(quads: list[Quad]) -> Guard:
    return app_of(quads)


@pytest.fixture(scope="module")
def sections(app: Guard) -> dict[str, dict[str, Element]]:
    """The sections of the terms by language and name."""
    return {lang: sections_of(page_of(app, f"/ontology?lang={lang}")) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = tmp_path_factory.mktemp("vocabulary") / "other.ttl"
    path.write_text(OTHER, encoding="utf-8")
    return vocabulary_of(path)


def sections_of(page: str) -> dict[str, Element]:
    return {one.attributes["id"]: one for one in elements(page) if one.tag == "section"}


def said(section: Element, key: str, lang: str = "en") -> list[str]:
    """Return the lines under a heading of a term, in words."""
    heading = say(f"web.term-{key}", lang)
    found = []
    for line in section.find("div"):
        if any(one.words == heading for one in line.find("dt")):
            found += [one.words for one in line.find("dd")]
    return found


def words_of(lines: Iterator[TermLine]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        phrases = ["".join(piece.words for piece in phrase) for phrase in line.values]
        found.setdefault(line.name, []).extend(phrases)
    return found


def test_every_term_has_a_section_in_every_language(sections: dict[str, dict[str, Element]]) -> None:
    vocabulary = shipped_vocabulary()
    for lang in LANGUAGES:
        assert list(sections[lang]) == [*CLASSES, *PROPERTIES]
        for name, section in sections[lang].items():
            definition, tongue = vocabulary.best(IAG + name, "skos:definition", lang)
            assert tongue == lang, name
            assert definition in section.words
            assert said(section, "source", lang), name


def test_examples_of_classes_are_things_of_the_dataset(
    sections: dict[str, dict[str, Element]], quads: list[Quad], app: Guard
) -> None:
    by_class: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate == TYPE and quad.object.startswith(f"<{IAG}"):
            by_class.setdefault(quad.object.strip("<>").removeprefix(IAG), set()).add(
                quad.subject.strip("<>")
            )
    assert len(by_class) > 10
    for name in CLASSES:
        lines = said(sections["en"][name], "in-data")
        assert len(lines) == min(3, len(by_class.get(name, ()))), name
        links = [
            link.attributes["href"]
            for link in sections["en"][name].find("a")
            if link.attributes["href"].startswith("/id/")
        ]
        assert len(links) == len(lines)
        for link in links:
            assert "https://w3id.org/iagkg" + link.partition("?")[0] in by_class[name]
    task = said(sections["en"]["Task"], "in-data")
    assert "Capability gaps identified by Parties" in task
    first = next(one for one in sections["en"]["Task"].find("a") if one.words == task[0])
    assert task[0] in page_of(app, first.attributes["href"])


def test_examples_of_properties_are_statements_of_the_dataset(
    sections: dict[str, dict[str, Element]], quads: list[Quad]
) -> None:
    used = {quad.predicate.strip("<>").removeprefix(IAG) for quad in quads}
    shown = {name for name in PROPERTIES if said(sections["en"][name], "in-data")}
    assert shown == used & set(PROPERTIES)
    assert len(shown) > 40
    for name in shown:
        assert len(said(sections["en"][name], "in-data")) <= 2
    (first, second) = said(sections["en"]["mandatingDecision"], "in-data")
    assert re.fullmatch(r"\S.* mandating decision Decision 1[56]/\d+", first)
    assert first != second
    links = [one.attributes["href"] for one in sections["en"]["mandatingDecision"].find("dd")[0].find("a")]
    assert [link.split("/")[2] for link in links] == ["workplan", "decision"]


def test_the_vocabulary_gives_the_example_where_the_dataset_has_none(
    sections: dict[str, dict[str, Element]],
) -> None:
    vocabulary = shipped_vocabulary()
    seen = set()
    for name, section in sections["en"].items():
        own = bool(vocabulary.literals(IAG + name, "skos:example"))
        in_data, given_there = bool(said(section, "in-data")), bool(said(section, "example"))
        assert given_there == (own and not in_data), name
        seen.add((own, in_data))
    assert seen == {(True, True), (True, False), (False, True), (False, False)}


def test_examples_are_the_same_whatever_the_order_of_the_quads(app: Guard, quads: list[Quad]) -> None:
    assert page_of(app_of(reversed(quads)), "/ontology") == page_of(app, "/ontology")


def test_examples_are_looked_up_once() -> None:
    class Counting(Examples):
        looked = 0

        def _found(self, address: str) -> dict[str, tuple[object, ...]]:  # type: ignore[override]
            Counting.looked += 1
            return super()._found(address)  # type: ignore[return-value]

    store, predicate = ox.Store(), f"{IAG}shortTitle"
    for number in range(9):
        for code in ("en", "fr", "ar"):
            thing = ox.NamedNode(f"https://w3id.org/iagkg/id/{number}")
            store.add(ox.Quad(thing, ox.NamedNode(predicate), ox.Literal(f"{code} {number}", language=code)))
    store.add(ox.Quad(ox.BlankNode("n"), ox.NamedNode(predicate), ox.Literal("en", language="en")))
    store.add(ox.Quad(ox.NamedNode("http://example.org/a"), ox.NamedNode(predicate), ox.Literal("x" * 900)))
    examples = Counting(store)
    for lang in ("fr", "en", "fr", "es"):
        found = examples.statements(predicate, lang)
        assert [one.value for one in found] == [f"{'en' if lang == 'es' else lang} {n}" for n in (0, 1)]
    assert Counting.looked == 1
    assert examples.statements(f"{IAG}nothing", "en") == ()
    assert examples.things(f"{IAG}nothing") == ()


def test_long_words_of_an_example_are_cut() -> None:
    store = ox.Store()
    thing = ox.NamedNode("https://w3id.org/iagkg/id/a")
    store.add(ox.Quad(thing, ox.NamedNode(f"{IAG}text"), ox.Literal("word " * 200, language="en")))
    (found,) = Examples(store).statements(f"{IAG}text", "en")
    assert len(found.value) == 160
    assert found.value.endswith("\u2026")


@pytest.mark.parametrize(
    ("lang", "formulas"),
    [
        (
            "en",
            [
                "mandating decision ← has mandate, then cited decision",
                "mandating decision ← mandated by, then in decision",
                "mandating decision ← sub-item of, then mandating decision",
            ],
        ),
        (
            "fr",
            [
                "décision donnant mandat ← a pour mandat, puis décision citée",
                "décision donnant mandat ← mandaté par, puis dans la décision",
                "décision donnant mandat ← sous-point de, puis décision donnant mandat",
            ],
        ),
        (
            "es",
            [
                "decisión que da mandato ← tiene por mandato, luego decisión citada",
                "decisión que da mandato ← con mandato de, luego en la decisión",
                "decisión que da mandato ← subapartado de, luego decisión que da mandato",
            ],
        ),
    ],
)
def test_chains_are_read_in_their_order(
    sections: dict[str, dict[str, Element]], lang: str, formulas: list[str]
) -> None:
    assert said(sections[lang]["mandatingDecision"], "chain", lang) == formulas
    assert formulas[0] in said(sections[lang]["hasMandate"], "in-chains", lang)
    assert formulas[1] in said(sections[lang]["inDecision"], "in-chains", lang)


def test_what_follows_from_the_axioms(sections: dict[str, dict[str, Element]]) -> None:
    english = sections["en"]
    assert said(english["Task"], "kind-of") == [
        "Everything of the class task is also of the class pplan:Step."
    ]
    assert said(english["taskOf"], "kind-of") == ["Where task of holds, this holds too: in workstream."]
    assert said(english["inWorkstream"], "below") == ["task of"]
    assert said(english["hasMandate"], "inverse-of") == ["If A has mandate B, then B mandate for A."]
    assert said(english["mandateFor"], "inverse-of") == ["If A mandate for B, then B has mandate A."]
    assert said(english["taskOf"], "said-of") == ["What has this is of the class task, and so pplan:Step."]
    assert said(english["taskOf"], "leads-to") == ["What it leads to is of the class workstream."]
    assert said(english["position"], "leads-to") == ["Its values are of the datatype xsd:integer."]
    assert said(english["citedDecision"], "marks") == [
        "has one value at most: if A cited decision B and A cited decision C, then B and C are the same."
    ]
    assert [one.partition(":")[0] for one in said(english["subtaskOf"], "marks")] == [
        "never holds both ways",
        "never leads to the thing itself",
    ]
    assert "cited provision" in said(english["MandateCitation"], "has")[0].split(", ")
    assert "has mandate" in said(english["MandateCitation"], "reached")[0].split(", ")
    assert said(english["Provision"], "has-wider") == ["recalls, text"]
    assert said(sections["fr"]["hasMandate"], "inverse-of", "fr") == [
        "Si A a pour mandat B, alors B mandat pour A."
    ]
    assert said(sections["es"]["hasMandate"], "inverse-of", "es") == [
        "Si A tiene por mandato B, entonces B mandato para A."
    ]


def test_every_property_of_a_class_is_told_of_it(sections: dict[str, dict[str, Element]]) -> None:
    vocabulary = shipped_vocabulary()
    for name in CLASSES:
        for predicate, key in (("rdfs:domain", "has"), ("rdfs:range", "reached")):
            expected = sorted(
                vocabulary.label(one, "en") for one in vocabulary.subjects(predicate, IAG + name)
            )
            told = said(sections["en"][name], key)
            assert sorted(told[0].split(", ") if told else []) == expected, name


def test_what_follows_in_another_vocabulary(other: Vocabulary) -> None:
    oak = words_of(inferences(other, f"{IAG}Oak", "en"))
    assert oak["kind of"] == [
        "Everything of the class oak is also of the class tree, and so plant, and so http://example.org/Alive."
    ]
    assert oak["same value for all"] == ["Everything of the class oak has this: leaf lobed."]
    assert oak["properties of wider classes"] == ["leaf"]
    plant = words_of(inferences(other, f"{IAG}Plant", "en"))
    assert plant["narrower"] == ["oak, tree"]
    assert plant["same value for all"] == ["Of the class plant is just what has this: rooted iag:Soil."]
    near = words_of(inferences(other, f"{IAG}near", "en"))
    assert near["narrower"] == ["rooted"]
    assert near["marks"] == [
        "carries on along a line: if A near B and B near C, then A near C.",
        "holds both ways: if A near B, then B near A.",
        "leads to the thing itself: A near A always holds.",
    ]
    # A chain with a step that has no name would say what is not so.
    assert near["follows from the chain"] == ["near ← near, then rooted"]
    rooted = words_of(inferences(other, f"{IAG}rooted", "en"))
    assert rooted["said of"] == [
        "What has this is of the class oak, and so tree, and so plant, and so http://example.org/Alive."
    ]
    assert words_of(inferences(other, f"{IAG}Ring", "en"))["kind of"] == [
        "Everything of the class ring is also of the class round."
    ]
    assert "arbre" in str(words_of(inferences(other, f"{IAG}Oak", "fr")))


def test_a_sentence_keeps_what_looks_like_a_place(other: Vocabulary) -> None:
    label = other.label(f"{IAG}Bad", "en")
    assert label == HOSTILE
    words = words_of(inferences(other, f"{IAG}hostile", "en"))
    assert f"What has this is of the class {HOSTILE}, and so javascript:alert(2)." in words["said of"]
    assert sentence("web.term-formula", "en", property=(), steps=())[0].words.strip() == "←"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_class_has_a_picture_with_the_same_in_words(
    sections: dict[str, dict[str, Element]], lang: str
) -> None:
    vocabulary = shipped_vocabulary()
    for name in CLASSES:
        section = sections[lang][name]
        (picture,) = section.find("svg")
        (image,) = [one for one in picture.below if one.attributes.get("role") == "img"]
        assert not image.find("a"), "an image holds no links"
        by_id = {one.attributes["id"]: one.words for one in image.below if "id" in one.attributes}
        label = vocabulary.label(IAG + name, lang)
        assert by_id[image.attributes["aria-labelledby"]] == say("web.diagram-class", lang, name=label)
        words = by_id[image.attributes["aria-describedby"]]
        links = {one.attributes["href"] for one in picture.find("a")}
        assert f"#{name}" in links
        near = vocabulary.subjects("rdfs:domain", IAG + name) + vocabulary.subjects("rdfs:range", IAG + name)
        for one in near:
            assert vocabulary.label(one, lang) in words
            assert f"#{one.removeprefix(IAG)}" in links
        for one in vocabulary.all_above(IAG + name, "rdfs:subClassOf"):
            assert vocabulary.label(one, lang) in words
            assert one in links
    assert not any(sections[lang][name].find("svg") for name in PROPERTIES)


def test_the_main_picture_follows_the_axioms(app: Guard) -> None:
    vocabulary = shipped_vocabulary()
    classes = {name.removeprefix(IAG) for name in main_classes(vocabulary)}
    assert classes >= {
        "Workplan", "Workstream", "Task", "MandateCitation", "Provision", "Decision", "Period", "Meeting",
    }  # fmt: skip
    page = elements(page_of(app, "/ontology"))
    picture = next(one for one in page if one.tag == "svg")
    links = {one.attributes["href"] for one in picture.find("a")}
    assert {f"#{name}" for name in classes} <= links
    told = picture.find("desc")[0].words.split(". ")
    for one in vocabulary.relations():
        ends = (vocabulary.label(end, "en") for end in (one.source, one.target))
        source, target = ends
        assert f"{source}: {vocabulary.label(one.property, 'en')} → {target}" in told
    assert "task: dcterms:temporal → period" in told
    assert "task: names target → kmgbf-o:Target" in told  # as it is in the data: no axiom says it
    assert "task: names target → any thing" in main_diagram(vocabulary, "en")


def test_links_of_pictures_lead_to_places_of_the_page(app: Guard) -> None:
    page = elements(page_of(app, "/ontology"))
    places = [one.attributes["id"] for one in page if "id" in one.attributes]
    assert len(places) == len(set(places))
    for one in page:
        if one.tag == "a" and one.attributes["href"].startswith("#"):
            assert one.attributes["href"][1:] in places
        if one.tag in {"svg", "g", "rect", "path", "text"}:
            assert "style" not in one.attributes
    assert all(not one.is_in("svg") or one.tag != "style" for one in page)


def test_pictures_are_wholly_in_their_frame() -> None:
    vocabulary = shipped_vocabulary()
    pictures = [main_diagram(vocabulary, lang) for lang in LANGUAGES]
    pictures += [class_diagram(vocabulary, IAG + name, lang) for name in CLASSES for lang in LANGUAGES]
    for picture in pictures:
        root = ElementTree.fromstring(str(picture))  # noqa: S314  # our own
        left, top, width, height = map(float, root.attrib["viewBox"].split())
        frames = []
        for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
            x, y, wide, high = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
            assert left <= x
            assert x + wide <= left + width
            assert top <= y
            assert y + high <= top + height
            frames.append((x, y, x + wide, y + high))
        for number, one in enumerate(frames):
            for two in frames[number + 1 :]:
                apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
                assert apart, (one, two)


names = st.sampled_from("abcdefgh")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), unique=True, max_size=14))
def test_boxes_of_a_drawing_never_stand_over_one_another(pairs: list[tuple[str, str]]) -> None:
    lines = [Line(a, f"{a} {b}", b) for a, b in pairs]
    sizes = {
        name: Size(60 + 10 * ord(name) % 70, 30) for name in sorted({one for pair in pairs for one in pair})
    }
    sizes |= {one.label: Size(40, 20) for one in lines}
    drawing = drawn(sizes, lines)
    assert drawing == drawn(sizes, lines)
    boxes = [
        (
            place.x - sizes[name].width / 2,
            place.y,
            place.x + sizes[name].width / 2,
            place.y + sizes[name].height,
        )
        for name, place in drawing.places.items()
    ]
    for number, one in enumerate(boxes):
        assert one[0] >= -0.01
        assert one[2] <= drawing.size.width + 0.01
        for two in boxes[number + 1 :]:
            assert one[2] <= two[0] + 0.01 or two[2] <= one[0] + 0.01 or one[3] <= two[1] or two[3] <= one[1]
    for line in lines:
        ends = (line.target, line.source) if line.label in drawing.upward else (line.source, line.target)
        ys = [drawing.places[name].y for name in (ends[0], line.label, ends[1])]
        assert ys == sorted(set(ys))


def test_hostile_words_of_a_vocabulary_stay_words(
    other: Vocabulary, app: Guard, quads: list[Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iagkg.web.pages.ontology.shipped_vocabulary", lambda: other)
    words = f"{QUOTED}@en"
    thing, graph = (
        "<https://w3id.org/iagkg/id/entity/hostile>",
        "<https://w3id.org/iagkg/graph/curated/entities>",
    )
    more = [
        Quad(thing, TYPE, f"<{IAG}Oak>", graph),
        Quad(thing, "<http://www.w3.org/2000/01/rdf-schema#label>", words, graph),
        Quad(thing, f"<{IAG}leaf>", words, graph),
        Quad(thing, f"<{IAG}near>", "<javascript:alert(3)>", graph),
        Quad(thing, f"<{IAG}near>", "<data:text/html,x>", graph),
    ]
    page = page_of(app_of([*quads, *more]), "/ontology")
    found = elements(page)
    sections = {one.attributes["id"]: one for one in found if one.tag == "section"}
    assert HOSTILE in sections["Bad"].words
    assert HOSTILE in said(sections["Oak"], "in-data")[0]
    assert HOSTILE in said(sections["leaf"], "in-data")[0]
    assert "{{7*7}}" in page
    for one in found:
        assert one.tag != "script" or one.attributes["src"].startswith("/static/")
        assert not [name for name in one.attributes if name.startswith("on") or name == "style"]
        link = one.attributes.get("href", "")
        assert not link.startswith(("javascript:", "data:")), link


def test_a_vocabulary_read_twice_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(OTHER, encoding="utf-8")
    one, two = (main_diagram(vocabulary_of(path), "en") for _ in range(2))
    assert one == two
