"""The CBD's vocabulary as SKOS: the integrity conditions of the SKOS Reference, the counts, the addresses."""

import unicodedata
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from iagkg.build import build
from iagkg.errors import InputError
from iagkg.files import read_table, shipped
from iagkg.graph.about import kind_of
from iagkg.graph.quads import parsed
from iagkg.graph.tables import Tables, framework_quads
from iagkg.graph.vocabulary import vocabulary_quads
from iagkg.names import PREFIXES

PROLOGUE = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("skos", "iag", "rdf", "owl"))
CBD = "https://w3id.org/iagkg/id/cbd/"


RULES = {
    "S9: no concept is a scheme": """
        SELECT DISTINCT ?x { ?x a skos:Concept , skos:ConceptScheme }
    """,
    "S13: labels of one term are disjoint": """
        SELECT DISTINCT ?x ?label { ?x ?one ?label . ?x ?other ?label . VALUES (?one ?other) {
        (skos:prefLabel skos:altLabel) (skos:prefLabel skos:hiddenLabel) (skos:altLabel
        skos:hiddenLabel) (skos:prefLabel iag:unofficialLabel) (skos:altLabel
        iag:unofficialLabel) } }
    """,
    "S14: one preferred label a language": """
        SELECT DISTINCT ?x ?one { ?x skos:prefLabel ?one , ?other . FILTER(?one != ?other &&
        LANG(?one) = LANG(?other)) }
    """,
    "S27: related is no broader of a broader": """
        SELECT DISTINCT ?x ?y { ?x skos:related ?y . { ?x skos:broader+ ?y } UNION { ?y
        skos:broader+ ?x } }
    """,
    "no loop": """
        SELECT DISTINCT ?x { ?x skos:broader+ ?x }
    """,
    "no orphan": """
        SELECT DISTINCT ?x { ?x a skos:Concept . FILTER NOT EXISTS { ?x skos:broader ?above }
        FILTER NOT EXISTS { ?x skos:topConceptOf ?scheme } FILTER(!STRSTARTS(STR(?x),
        "http://metadata.cbd.int/")) }
    """,
    "a top term has nothing above it": """
        SELECT DISTINCT ?x { ?x skos:topConceptOf ?scheme ; skos:broader ?above }
    """,
    "every term is in one scheme": """
        SELECT DISTINCT ?x { ?x a skos:Concept OPTIONAL { ?x skos:inScheme ?s } OPTIONAL { ?x
        skos:inScheme ?t FILTER(?t != ?s) } FILTER(!BOUND(?s) || BOUND(?t)) }
    """,
    "a scheme is one": """
        SELECT DISTINCT ?s { ?x skos:inScheme ?s FILTER NOT EXISTS { ?s a skos:ConceptScheme } }
    """,
    "broader stays in its scheme": """
        SELECT DISTINCT ?x { ?x skos:broader ?y ; skos:inScheme ?s . ?y skos:inScheme ?t
        FILTER(?s != ?t) }
    """,
    "related stays in its scheme, a mapping leaves it": """
        SELECT DISTINCT ?x ?y { { ?x skos:related ?y } UNION { ?x skos:relatedMatch ?y } ?x
        skos:inScheme ?s . ?y skos:inScheme ?t BIND(EXISTS { ?x skos:related ?y } AS ?related)
        FILTER(?related != (?s = ?t)) }
    """,
    "a notation is single in its scheme": """
        SELECT DISTINCT ?x { ?x skos:notation ?n ; skos:inScheme ?s . ?y skos:notation ?n ;
        skos:inScheme ?s FILTER(?x != ?y) }
    """,
    "both ends of a link are terms": """
        SELECT DISTINCT ?y { ?x ?p ?y VALUES ?p { skos:broader skos:related skos:relatedMatch
        skos:member } FILTER NOT EXISTS { ?y a skos:Concept } }
    """,
    "top terms are said from both sides": """
        SELECT DISTINCT ?x { { ?x skos:topConceptOf ?s FILTER NOT EXISTS { ?s skos:hasTopConcept
        ?x } } UNION { ?s skos:hasTopConcept ?x FILTER NOT EXISTS { ?x skos:topConceptOf ?s } }
        FILTER(!STRSTARTS(STR(?x), "http://metadata.cbd.int/")) }
    """,
    "unofficial words are never labels": """
        SELECT DISTINCT ?x { ?x skos:prefLabel|skos:altLabel ?l ; skos:inScheme ?s
        FILTER(LANG(?l) != "en" && STRSTARTS(STR(?x), "https://w3id.org/iagkg/id/cbd/")) }
    """,
}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    loaded = ox.Store()
    tables = Tables()
    loaded.extend(
        parsed([*vocabulary_quads(tables), *framework_quads(tables.path("vocabulary", "kmgbf.tsv"))])
    )
    return loaded


def ask(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(PROLOGUE + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(str(getattr(value, "value", value)) for value in row) for row in found]


def values(store: ox.Store, query: str) -> set[str]:
    return {row[0] for row in ask(store, query)}


MAR, AGR, TOP = (f"<{CBD}CBD-SUBJECTS/CBD-SUBJECT-{key}>" for key in ("MAR", "AGR", "BIOMES"))
SUBJECTS, STATUSES = f"<{CBD}CBD-SUBJECTS>", f"<{CBD}DTT-STATUSES>"
PLANTED = {
    "S9: no concept is a scheme": f"{MAR} a skos:ConceptScheme",
    "S13: labels of one term are disjoint": f'{MAR} skos:altLabel "Marine and Coastal Biodiversity"@en',
    "S14: one preferred label a language": f'{MAR} skos:prefLabel "Seas"@en',
    "S27: related is no broader of a broader": f"{TOP} skos:related {MAR}",
    "no loop": f"{TOP} skos:broader {MAR}",
    "no orphan": f"{SUBJECTS} skos:inScheme {SUBJECTS} ; a skos:Concept",
    "a top term has nothing above it": f"{MAR} skos:topConceptOf {SUBJECTS}",
    "every term is in one scheme": f"{MAR} skos:inScheme {STATUSES}",
    "a scheme is one": f"{MAR} skos:inScheme {AGR}",
    "broader stays in its scheme": f"{MAR} skos:broader <{CBD}DTT-STATUSES/active>",
    "related stays in its scheme, a mapping leaves it": f"{MAR} skos:related <{CBD}DTT-STATUSES/active>",
    "a notation is single in its scheme": f'{MAR} skos:notation "CBD-SUBJECT-AGR"',
    "both ends of a link are terms": f"{MAR} skos:broader <{CBD}CBD-SUBJECTS/NOTHING>",
    "top terms are said from both sides": f"{SUBJECTS} skos:hasTopConcept {MAR}",
    "unofficial words are never labels": f'{MAR} skos:altLabel "Mers"@fr',
}


@pytest.mark.parametrize("rule", RULES)
def test_integrity(store: ox.Store, rule: str) -> None:
    assert ask(store, RULES[rule]) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_planted_fault_is_found(store: ox.Store, rule: str) -> None:
    faulty = ox.Store()
    faulty.extend(store)
    faulty.update(f"{PROLOGUE} INSERT DATA {{ GRAPH <urn:x-planted> {{ {PLANTED[rule]} }} }}")
    assert ask(faulty, RULES[rule])


def test_the_whole_dataset_holds_to_skos(real_workplan: Path) -> None:
    whole = ox.Store()
    whole.extend(parsed(build(real_workplan).quads))
    # Mappings lead out of the dataset, and schemes of ours say their top terms from one side: not those two.
    apart = {"no orphan", "both ends of a link are terms", "top terms are said from both sides"}
    for rule in RULES.keys() - apart:
        assert ask(whole, RULES[rule]) == [], rule


def test_counts_by_domain(store: ox.Store) -> None:
    rows = ask(
        store,
        """SELECT ?domain (COUNT(DISTINCT ?x) AS ?n) { ?x skos:inScheme ?s ; a skos:Concept .
           ?s skos:notation ?domain } GROUP BY ?domain""",
    )
    counts = {row[0]: int(row[1]) for row in rows}
    assert {domain: n for domain, n in counts.items() if n > 1} == {
        "CBD-SUBJECTS": 94,
        "AICHI-TARGETS": 20,
        "SUSTAINABLE-DEVELOPMENT-GOALS": 17,
        "GBF-TARGETS": 23,
        "GBF-GOALS": 4,
        "DTT-STATUSES": 8,
        "DTT-TYPES": 2,
        "DTT-ACTORS": 41,
        "CALENDAR-OF-ACTIVITY-TYPES": 7,
        "NCHM-EVENT-STATUS": 5,
        "A762DF7E-B8D1-40D6-9DAC-D25E48C65528": 13,
        "SUBSIDIARY-BODIES": 5,
        "Organization Types": 10,
        "actors": 5,
    }
    assert sum(counts.values()) == 260


def test_identifiers_are_the_official_ones(store: ox.Store) -> None:
    """Every address is its identifier, encoded; nothing was changed on the way from the table."""
    for row in read_table(shipped("data", "vocabulary", "terms.tsv"), ("domain", "identifier")):
        if row["domain"] == "actors":
            continue
        encoded = [
            part.replace(" ", "%20").replace("+", "%2B") for part in (row["domain"], row["identifier"])
        ]
        notation = values(store, f"SELECT ?n {{ <{CBD}{'/'.join(encoded)}> skos:notation ?n }}")
        assert notation == {row["identifier"]}
    twice = values(store, 'SELECT ?x { ?x skos:notation "GBF-TARGET-21" }')
    assert twice == {"http://metadata.cbd.int/kmgbf/target_21"}


def test_labels_are_clean(store: ox.Store) -> None:
    predicates = "skos:prefLabel|skos:altLabel|skos:hiddenLabel|skos:definition|iag:unofficialLabel"
    for label in values(store, f"SELECT DISTINCT ?l {{ ?x {predicates} ?l }}"):
        assert unicodedata.is_normalized("NFC", label)
        assert label == " ".join(label.split())


def test_what_is_inferred_stands_apart(store: ox.Store) -> None:
    graphs = Counter(
        str(quad.graph_name.value) for quad in store if quad.predicate.value.endswith("#broader")
    )
    assert graphs == {
        "https://w3id.org/iagkg/graph/schemes/cbd": 31,
        "https://w3id.org/iagkg/graph/schemes/cbd-inferred": 37,
    }
    assert {kind_of(str(graph.value)) for graph in store.named_graphs()} == {
        "schemes",
        "mappings",
        "framework",
    }


def test_near_duplicates_are_related_and_explained(store: ox.Store) -> None:
    one, other = f"<{CBD}CBD-SUBJECTS/CBD-SUBJECT-CB>", f"<{CBD}CBD-SUBJECTS/CBD-SUBJECT-NAP-CB>"
    assert store.query(
        f"{PROLOGUE} ASK {{ GRAPH ?g {{ {one} skos:related {other} . {other} skos:related {one} }} }}"
    )
    for concept in (one, other):
        notes = values(store, f"SELECT ?n {{ {concept} skos:editorialNote ?n }}")
        assert any("Which of them is current is not known" in note for note in notes)


def test_the_crosswalk_keeps_what_the_source_writes(store: ox.Store) -> None:
    rows = read_table(
        shipped("data", "vocabulary", "gbf_links.tsv"), ("identifier_raw", "identifier", "relation")
    )
    assert len(rows) == 139
    assert sum(1 for row in rows if not row["identifier"]) == 9
    assert sum(1 for row in rows if row["identifier"] not in ("", row["identifier_raw"])) == 8
    linked = ask(
        store, 'SELECT DISTINCT ?x ?y { ?x skos:relatedMatch ?y FILTER(CONTAINS(STR(?x), "kmgbf")) }'
    )
    assert len(linked) == 130
    equal = "SELECT ?x { ?x skos:exactMatch|skos:closeMatch|owl:sameAs|skos:broader ?y }"
    assert not [row for row in ask(store, equal) if "metadata.cbd.int" in row[0]]


def test_terms_of_ours_are_told_apart(store: ox.Store) -> None:
    ours = "GRAPH <https://w3id.org/iagkg/graph/schemes/local> { ?x a skos:Concept ; skos:notation ?n }"
    local = values(store, f"SELECT ?n {{ {ours} }}")
    codes = {"advisory-group", "support-centre", "coordination-entity", "conference-of-the-parties", "sb8j"}
    assert codes <= local
    assert all("/id/local/actors/" in address for address in values(store, f"SELECT ?x {{ {ours} }}"))
    for language in ("en", "fr", "es"):
        told = values(
            store,
            f"""SELECT ?n {{ {ours} ?x skos:prefLabel ?l ; skos:definition ?d
                FILTER(LANG(?l) = "{language}" && LANG(?d) = "{language}") }}""",
        )
        assert told == local


def test_the_same_tables_give_the_same_statements() -> None:
    assert list(vocabulary_quads(Tables())) == list(vocabulary_quads(Tables()))


def test_a_table_of_the_workspace_is_read_and_refused_with_its_place(tmp_path: Path) -> None:
    own = tmp_path / "data" / "vocabulary" / "gbf_links.tsv"
    own.parent.mkdir(parents=True)
    text = shipped("data", "vocabulary", "gbf_links.tsv").read_text(encoding="utf-8")
    own.write_text(text.replace("GBF-TARGET-01\t", "GBF-TARGET-99\t", 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"gbf_links.tsv, row 2, column gbf_target: 'GBF-TARGET-99'"):
        list(vocabulary_quads(Tables(tmp_path)))
