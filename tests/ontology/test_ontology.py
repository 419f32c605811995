import itertools
import re
from collections import Counter

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS
from term_lint import LANGUAGES, ROOT, VOCABULARY, load

from iagkg.names import IAG, PREFIXES, SCHEME

TERMS = load(VOCABULARY[0])
CONCEPTS = load(VOCABULARY[1])
ONTOLOGY = rdflib.URIRef("https://w3id.org/iagkg/ontology")
OWN = sorted((subject for subject in set(TERMS.subjects()) if str(subject).startswith(IAG)), key=str)
SCHEMES = sorted(CONCEPTS.subjects(RDF.type, SKOS.ConceptScheme), key=str)
MEMBERS = {
    "follow-up": "existing-task new-task not-for-group to-discuss",
    "workplan-status": "draft adopted superseded",
    "adoption": "recorded not-recorded",
    "completeness": "complete partial not-known",
    "confidence": "seen inferred derived unconfirmed",
    "text-status": "text-loaded text-not-loaded text-not-seen implied-by-letter",
    "severity": "must-be-corrected please-check for-information",
    "subdivision": "section annex paragraph item subitem preamble footnote",
    "precision": "day month quarter half year session relative mixed approx none",
    "period-kind": "interval point deadline start recurring ongoing multi relative unknown",
    "column-role": "task number mandate timeline deadline start end responsible output stream other",
    "period-ending": "fixed open not-printed",
    "year-source": "printed carried",
    "citation-place": "mandate-cell task-text correction",
    "correction-state": "holds ask-again",
    "corrected-field": "title number mandate period workstream",
    "graph-kind": "vocabulary schemes framework mappings register printed curated imported inferred about",
    "coverage": "direct parts-all parts-some whole none",
    "task-mandate": "specific bulk target-named-only none",
    "group-role": "asked consulted not-named not-reviewed text-not-seen",
    "group-event": "set-up terms-of-reference extended replaced ended",
    "tag-standing": "accepted suggested",
    "tag-relation": "subject target names",
    "link-key": "paragraph decision target subject",
    "link-strength": "strong fair weak",
    "link-reason": "other-group other-treaty weak-only decision-not-cited nothing-shared no-key",
    "task-status": "not-started in-progress completed postponed no-longer-required",
    "milestone-kind": "meeting opening document-deadline",
    "milestone-relation": "before at after ends-later not-fixed",
    "entity-type": "body network group-of-people system tool document initiative",
}


def literals(
    graph: rdflib.Graph, subject: rdflib.term.Node, predicate: rdflib.term.Node
) -> list[rdflib.Literal]:
    return [value for value in graph.objects(subject, predicate) if isinstance(value, rdflib.Literal)]


def test_header_states_version_licence_and_prefix() -> None:
    (version,) = map(str, TERMS.objects(ONTOLOGY, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert list(TERMS.objects(ONTOLOGY, OWL.versionIRI)) == [rdflib.URIRef(f"{ONTOLOGY}/{version}")]
    vann = rdflib.Namespace(PREFIXES["vann"])
    assert list(map(str, TERMS.objects(ONTOLOGY, vann.preferredNamespaceUri))) == [IAG]
    assert list(map(str, TERMS.objects(ONTOLOGY, vann.preferredNamespacePrefix))) == ["iag"]
    assert (ONTOLOGY, rdflib.DCTERMS.license, None) in TERMS
    for predicate in (rdflib.DCTERMS.title, rdflib.DCTERMS.description):
        assert {text.language for text in literals(TERMS, ONTOLOGY, predicate)} == set(LANGUAGES)


def test_nothing_is_imported_and_no_date_stands_in_the_vocabulary() -> None:
    assert list(TERMS.subject_objects(OWL.imports)) == []
    datatypes = {value.datatype for value in TERMS.objects() if isinstance(value, rdflib.Literal)}
    assert datatypes <= {None, rdflib.XSD.string}


def test_terms_of_others_are_declared_and_nothing_more() -> None:
    others = {
        s for s in set(TERMS.subjects()) if isinstance(s, rdflib.URIRef) and not s.startswith(str(ONTOLOGY))
    }
    assert others
    for subject in others:
        assert set(TERMS.predicates(subject)) == {RDF.type}, subject


def test_nothing_is_said_about_official_targets_and_no_union_is_used() -> None:
    used = {str(node) for triple in TERMS for node in triple}
    official = {iri for iri in used if iri.startswith(PREFIXES["kmgbf"])}
    assert official <= {"http://metadata.cbd.int/kmgbf/ontology"}  # named as a source
    assert list(TERMS.objects(rdflib.URIRef(f"{IAG}namesTarget"), RDFS.range)) == []
    assert str(OWL.unionOf) not in used


def test_no_mapping_of_skos_stands_in_the_vocabulary() -> None:
    mappings = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    assert mappings.isdisjoint(TERMS.predicates())


def test_every_own_term_has_one_kind() -> None:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    for term in OWN:
        assert len(kinds & set(TERMS.objects(term, RDF.type))) == 1, term


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_terms_are_unique(language: str) -> None:
    labels = Counter(
        str(label)
        for term in OWN
        for label in literals(TERMS, term, RDFS.label)
        if label.language == language
    )
    assert [label for label, count in labels.items() if count > 1] == []
    assert len(labels) == len(OWN)


def test_notes_are_in_all_languages_or_in_none() -> None:
    for graph, subject in itertools.product((TERMS, CONCEPTS), {*TERMS.subjects(), *CONCEPTS.subjects()}):
        languages = {note.language for note in literals(graph, subject, SKOS.scopeNote)}
        assert languages in (set(), set(LANGUAGES)), subject


def test_definitions_differ_from_labels_and_from_each_other() -> None:
    for graph, label in ((TERMS, RDFS.label), (CONCEPTS, SKOS.prefLabel)):
        texts = Counter(str(text) for text in graph.objects(None, SKOS.definition))
        assert [text for text, count in texts.items() if count > 1] == []
        assert set(texts).isdisjoint(map(str, graph.objects(None, label)))


def test_nothing_is_left_undone_and_white_space_is_clean() -> None:
    for path in VOCABULARY:
        assert not re.search(r"\b(TODO|FIXME|XXX|TBD)\b", path.read_text(encoding="utf-8")), path
    for value in {*TERMS.objects(), *CONCEPTS.objects()}:
        if isinstance(value, rdflib.Literal):
            assert str(value) == " ".join(str(value).split())


def test_no_orphans_and_no_cycles() -> None:
    linked = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf}
    for subject, predicate, value in TERMS:
        if predicate in linked and not str(value).startswith(PREFIXES["xsd"]):
            assert (value, RDF.type, None) in TERMS, f"{subject} {predicate} {value}"
    for term in OWN:
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
            assert term not in [
                above
                for value in TERMS.objects(term, predicate)
                for above in TERMS.transitive_objects(value, predicate)
            ]


def test_every_class_is_used_by_a_property() -> None:
    used = {*TERMS.objects(None, RDFS.domain), *TERMS.objects(None, RDFS.range)}
    assert {term for term in OWN if (term, RDF.type, OWL.Class) in TERMS} <= used


def test_schemes_have_the_members_that_the_code_relies_on() -> None:
    found = {
        str(scheme).removeprefix(SCHEME): {
            str(concept).removeprefix(f"{scheme}/") for concept in CONCEPTS.subjects(SKOS.inScheme, scheme)
        }
        for scheme in SCHEMES
    }
    assert found == {name: set(members.split()) for name, members in MEMBERS.items()}


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.removeprefix(SCHEME))
def test_scheme_is_sound(scheme: rdflib.URIRef) -> None:
    members = list(CONCEPTS.subjects(SKOS.inScheme, scheme))
    assert len(members) > 1
    for concept in members:
        assert (concept, RDF.type, SKOS.Concept) in CONCEPTS
        assert list(CONCEPTS.objects(concept, SKOS.inScheme)) == [scheme]
        assert list(CONCEPTS.objects(concept, SKOS.topConceptOf)) == [scheme]
        assert [f"{scheme}/{notation}" for notation in CONCEPTS.objects(concept, SKOS.notation)] == [
            str(concept)
        ]
    for language in LANGUAGES:
        labels = [
            str(label)
            for concept in members
            for label in literals(CONCEPTS, concept, SKOS.prefLabel)
            if label.language == language
        ]
        assert len(set(labels)) == len(members)


def test_concepts_stand_in_a_scheme_and_are_no_scheme() -> None:
    concepts = set(CONCEPTS.subjects(RDF.type, SKOS.Concept))
    assert concepts == set(CONCEPTS.subjects(SKOS.inScheme))
    assert concepts.isdisjoint(SCHEMES)


def test_concept_valued_properties_name_an_existing_scheme() -> None:
    names = {str(scheme).removeprefix(SCHEME) for scheme in SCHEMES}
    for term in TERMS.subjects(RDFS.range, SKOS.Concept):
        notes = [str(note) for note in literals(TERMS, term, SKOS.scopeNote) if note.language == "en"]
        assert any(
            re.match(rf"Values: (scheme ({'|'.join(names)})|table (verbs|actors|entities)\.tsv)\.", note)
            for note in notes
        ), term


def test_both_files_are_sorted_into_lines_a_person_can_read() -> None:
    for path in VOCABULARY:
        text = path.read_text(encoding="utf-8")
        assert text.endswith(" .\n")
        assert "\t" not in text
        assert not re.search(r"[ ]+$", text, re.MULTILINE)
        assert (ROOT / "ontology").resolve() == path.parent.resolve()
