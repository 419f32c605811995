"""Thesaurus files of the CHM: every shape is read, nothing is lost unsaid, hostile files are refused."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from vocabulary_folders import of, saved, workspace

from iagkg.errors import InputError
from iagkg.files import sha256
from iagkg.graph.quads import parsed
from iagkg.graph.tables import Tables
from iagkg.graph.vocabulary import vocabulary_quads
from iagkg.vocabulary.imported import Imported, file_name, read_imported, write_imported
from iagkg.vocabulary.importing import Imports, import_thesaurus
from iagkg.vocabulary.model import LANGUAGES
from iagkg.vocabulary.terms import read_shipped
from iagkg.vocabulary.thesaurus_json import Reading, read_thesaurus

KNOWN = read_shipped(Tables().path)
MAR: dict[str, Any] = {
    "termId": 101,
    "identifier": "CBD-SUBJECT-MAR",
    "name": "Marine and Coastal Biodiversity",
    "title": {
        "en": "Marine and Coastal Biodiversity",
        "fr": "Diversité biologique marine et côtière",
        "es": "Marine and Coastal Biodiversity",
    },
    "shortTitle": {"en": "Marine"},
    "description": {"en": "Oceans,  seas and coasts."},
    "longDescription": None,
    "source": "CBD",
    "broaderTerms": ["CBD-SUBJECT-BIOMES"],
    "narrowerTerms": [],
    "relatedTerms": ["CBD-SUBJECT-ISL"],
    "nonPreferedTerms": [],
}
SEA: dict[str, Any] = {
    "termId": 102,
    "identifier": "CBD-SUBJECT-DEEPSEA",
    "title": {"en": "Deep sea", "fr": "Grands fonds"},
    "broaderTerms": ["CBD-SUBJECT-MAR"],
}


def read(tmp_path: Path, value: object, domain: str = "") -> Reading:
    return read_thesaurus(saved(tmp_path, value), KNOWN, domain)


def imported(folder: Path, value: object, domain: str = "", *, dry_run: bool = False) -> Imports:
    target = folder / "data" / "vocabulary" / "imported"
    return import_thesaurus(saved(folder, value), Tables(folder).path, target, domain, dry_run=dry_run)


def test_a_term_is_read_whole(tmp_path: Path) -> None:
    reading = read(tmp_path, [MAR])
    assert reading.terms == [
        Imported(
            domain="CBD-SUBJECTS",
            identifier="CBD-SUBJECT-MAR",
            term_id="101",
            title={"en": "Marine and Coastal Biodiversity", "fr": "Diversité biologique marine et côtière"},
            short_title={"en": "Marine"},
            description={"en": "Oceans, seas and coasts."},
            source="CBD",
            broader=("CBD-SUBJECT-BIOMES",),
            related=("CBD-SUBJECT-ISL",),
        )
    ]
    assert (reading.copies, reading.mended, reading.problems) == (1, 1, [])


@pytest.mark.parametrize(
    "value",
    [
        [MAR, SEA],
        {"identifier": "CBD-SUBJECTS", "name": "Subjects", "terms": [MAR, SEA]},
        {"CBD-SUBJECTS": [MAR, SEA]},
        [{"domain": "CBD-SUBJECTS", "terms": [MAR]}, {"domain": "CBD-SUBJECTS", "terms": [SEA]}],
        [MAR | {"domain": "CBD-SUBJECTS"}, SEA | {"domains": ["CBD-SUBJECTS"]}],
        {"identifier": "CBD-SUBJECTS", "terms": [MAR | {"narrowerTerms": [SEA]}, SEA]},
    ],
    ids=["list", "domain", "map", "domains", "named in the term", "nested"],
)
def test_every_shape_gives_the_same_terms(tmp_path: Path, value: Any) -> None:
    terms = {term.identifier: term for term in read(tmp_path, value).terms}
    assert terms.keys() == {"CBD-SUBJECT-MAR", "CBD-SUBJECT-DEEPSEA"}
    assert {term.domain for term in terms.values()} == {"CBD-SUBJECTS"}
    assert terms["CBD-SUBJECT-DEEPSEA"].title == {"en": "Deep sea", "fr": "Grands fonds"}


def test_an_answer_of_the_index_is_read(tmp_path: Path) -> None:
    document = {
        "id": "x1",
        "_version_": 17,
        "identifier_s": "CBD-SUBJECT-MAR",
        "termId_i": 101,
        "title_EN_t": "Marine and Coastal Biodiversity",
        "title_FR_t": ["Diversité biologique marine et côtière"],
        "broaderTerms_ss": ["CBD-SUBJECT-BIOMES"],
    }
    reading = read(tmp_path, {"responseHeader": {}, "response": {"numFound": 1, "docs": [document]}})
    (term,) = reading.terms
    assert term.title["fr"] == "Diversité biologique marine et côtière"
    assert (term.term_id, term.broader) == ("101", ("CBD-SUBJECT-BIOMES",))
    assert reading.unknown == {"id": 1, "_version_": 1}


def test_a_domain_named_by_a_guid_is_kept(tmp_path: Path) -> None:
    root = {"identifier": "6E27B530-7639-4091-AF58-9D61A77B4A28", "title": {"en": "General library resource"}}
    assert read(tmp_path, [root]).terms[0].domain == "A762DF7E-B8D1-40D6-9DAC-D25E48C65528"
    new = {"identifier": "0000", "title": {"en": "Map"}}
    guid = "663C02F8-78C2-4A27-A45D-1AD27F920363"
    assert read(tmp_path, [new], guid).terms[0].domain == guid


def test_unknown_fields_and_languages_are_counted(tmp_path: Path) -> None:
    terms = [MAR | {"colour": "blue", "title": {"en": "x", "de": "y"}}, SEA | {"colour": 1}]
    assert read(tmp_path, terms).unknown == {"colour": 2, "title[de]": 1}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"identifier": None}, "no-identifier"),
        ({"identifier": 7}, "no-identifier"),
        ({"identifier": " CBD-SUBJECT-MAR"}, "no-identifier"),
        ({"identifier": "A|B"}, "no-identifier"),
        ({"identifier": "A\u202eB"}, "no-identifier"),
        ({"identifier": "A" * 201}, "no-identifier"),
        ({"title": 7}, "not-words"),
        ({"title": {"en": ["x"]}}, "not-words"),
        ({"broaderTerms": [3, None]}, "not-an-identifier"),
        ({"broaderTerms": "A\tB"}, "not-an-identifier"),
        ({"name": "Marine"}, "name-differs"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    reading = read(tmp_path, [MAR | change, SEA])
    assert {problem.code for problem in reading.problems} == {code}
    assert "CBD-SUBJECT-DEEPSEA" in {term.identifier for term in reading.terms}


def test_the_same_identifier_with_other_values_is_said(tmp_path: Path) -> None:
    reading = read(tmp_path, [MAR, MAR | {"shortTitle": {"en": "Sea"}}, SEA, SEA])
    assert [problem.code for problem in reading.problems] == ["doubled"]
    assert reading.terms[1].short_title == {"en": "Marine"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[",
        b"\xff\xfe[]",
        b"[]",
        b"{}",
        b"7",
        b'"CBD-SUBJECT-MAR"',
        b"[[[[]]]]",
        b"[" * 200_000,
        b'{"header": {"schema": "resource"}, "title": {"en": "a record"}}',
        b'[{"identifier": "NEW", "title": {"en": "no domain"}}]',
        b'[{"identifier": "CBD-SUBJECT-MAR"}, {"identifier": "AICHI-TARGET-01"}]',
        b"[" + b"9" * 5000 + b"]",
    ],
)
def test_a_file_that_is_no_thesaurus_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"file\.json"):
        read_thesaurus(path, KNOWN)


def test_hostile_words_do_no_harm(tmp_path: Path) -> None:
    words = "a\tb\nc\u0000d\ud800e\u202ef|" + "g" * 10
    term = {"identifier": "X/../../Y", "title": {"en": words, "fr": "\ud800"}, "broaderTerms": ["X/../../Y"]}
    workspace(tmp_path)
    imported(tmp_path, [term], "../../outside")
    folder = tmp_path / "data" / "vocabulary" / "imported"
    assert [path.name for path in folder.iterdir()] == [file_name("../../outside")]
    assert not list(tmp_path.parent.glob("outside*"))
    (found,) = of(tmp_path).named("X/../../Y")
    assert found.name == "a b c d?e f|gggggggggg"
    assert found.broader == ()
    parsed(vocabulary_quads(Tables(tmp_path)))


names = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="|"),
    min_size=1,
    max_size=9,
)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9).filter(
    lambda text: text == __import__("unicodedata").normalize("NFC", text)
)
words = st.dictionaries(st.sampled_from(LANGUAGES), texts).map(
    lambda found: {lang: text for lang, text in found.items() if lang == "en" or text != found.get("en")}
)
lists = st.lists(names, max_size=3, unique=True).map(tuple)
terms = st.builds(
    Imported,
    domain=st.just("CBD-SUBJECTS"),
    identifier=names,
    term_id=st.integers(0, 9999).map(str),
    title=words,
    short_title=words,
    description=words,
    long_description=words,
    source=st.just("") | texts,
    broader=lists,
    narrower=lists,
    related=lists,
    non_preferred=lists,
)


def as_json(term: Imported) -> dict[str, Any]:
    return {
        "identifier": term.identifier,
        "termId": int(term.term_id),
        "title": term.title,
        "shortTitle": term.short_title,
        "description": term.description,
        "longDescription": term.long_description,
        "source": term.source,
        "broaderTerms": list(term.broader),
        "narrowerTerms": list(term.narrower),
        "relatedTerms": list(term.related),
        "nonPreferedTerms": list(term.non_preferred),
    }


@given(st.lists(terms, min_size=1, max_size=4, unique_by=lambda term: term.identifier))
def test_file_and_table_give_the_same_terms(
    tmp_path_factory: pytest.TempPathFactory, many: list[Imported]
) -> None:
    folder = tmp_path_factory.mktemp("import")
    reading = read(folder, [as_json(term) for term in many], "CBD-SUBJECTS")
    assert reading.problems == []
    write_imported(folder, reading.terms)
    back = [term for _, term in read_imported(folder)]
    assert back == reading.terms == sorted(many, key=lambda term: term.identifier)
    again = read(folder, [as_json(term) for term in back], "CBD-SUBJECTS")
    assert again.terms == reading.terms


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["identifier", "title", "terms", "response", "docs", "broaderTerms", "en", "x"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        reading = read(folder, value, "CBD-SUBJECTS")
    except InputError:
        return
    write_imported(folder, reading.terms or [Imported("CBD-SUBJECTS", "x")])
    read_imported(folder)


# ---- Into a workspace ---------------------------------------------------------------------------------


def test_an_import_fills_what_the_tables_leave_open(tmp_path: Path) -> None:
    workspace(tmp_path)
    found = imported(tmp_path, [MAR, SEA])
    assert found.conflicts == ()
    (counts,) = found.domains
    assert (counts.new, counts.changed, counts.same, counts.kept) == (2, 0, 0, 0)
    vocabulary = of(tmp_path)
    (marine,) = vocabulary.named("CBD-SUBJECT-MAR")
    assert marine.label("fr") == "Diversité biologique marine et côtière"
    assert not [x for x in marine.labels if x.lang == "fr" and x.kind == "unofficial"]
    assert [x.kind for x in marine.labels if x.lang == "es"] == ["unofficial"]
    (deep,) = vocabulary.named("CBD-SUBJECT-DEEPSEA")
    assert (deep.broader, deep.broader_confidence) == (("CBD-SUBJECT-MAR",), "imported")


def test_imported_statements_stand_in_graphs_of_their_own(tmp_path: Path) -> None:
    workspace(tmp_path)
    before = set(vocabulary_quads(Tables(tmp_path)))
    imported(tmp_path, [MAR, SEA])
    after = set(vocabulary_quads(Tables(tmp_path)))
    unofficial = {quad for quad in before - after if quad.predicate.endswith("#unofficialLabel>")}
    assert before - after == unofficial
    assert {quad.graph for quad in after - before} == {
        "<https://w3id.org/iagkg/graph/imported/thesaurus-CBD-SUBJECTS>"
    }
    store = ox.Store()
    store.extend(parsed(after))
    query = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?l { ?x skos:notation 'CBD-SUBJECT-DEEPSEA' ; skos:inScheme ?s ; skos:broader ?b ; skos:prefLabel ?l FILTER(LANG(?l) = 'fr') }"  # noqa: E501
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["l"].value for row in rows] == ["Grands fonds"]


def test_a_conflict_is_said_and_nothing_is_overwritten(tmp_path: Path) -> None:
    own = workspace(tmp_path)
    table = sha256((own / "terms.tsv").read_bytes())
    other = MAR | {
        "name": None,
        "title": {"en": "Seas and coasts"},
        "broaderTerms": ["CBD-SUBJECT-CROSS-CUTTING"],
    }
    found = imported(tmp_path, [other])
    assert [(c.identifier, c.what, c.here, c.there) for c in found.conflicts] == [
        ("CBD-SUBJECT-MAR", "en", "Marine and Coastal Biodiversity", "Seas and coasts"),
        ("CBD-SUBJECT-MAR", "broader", "CBD-SUBJECT-BIOMES", "CBD-SUBJECT-CROSS-CUTTING"),
    ]
    (marine,) = of(tmp_path).named("CBD-SUBJECT-MAR")
    assert (marine.name, marine.broader) == ("Marine and Coastal Biodiversity", ("CBD-SUBJECT-BIOMES",))
    assert sha256((own / "terms.tsv").read_bytes()) == table


def test_a_curly_apostrophe_is_no_conflict(tmp_path: Path) -> None:
    workspace(tmp_path)
    target = {
        "identifier": "GBF-TARGET-11",
        "title": {"en": "Restore, Maintain and Enhance Nature\u2019s Contributions to People"},
    }
    assert imported(tmp_path, [target]).conflicts == ()
    assert of(tmp_path).named("GBF-TARGET-11")[0].name == "Target 11"


def test_an_inferred_broader_link_gives_way(tmp_path: Path) -> None:
    workspace(tmp_path)
    found = imported(
        tmp_path, [{"identifier": "CBD-SUBJECT-STC", "broaderTerms": ["CBD-SUBJECT-CROSS-CUTTING"]}]
    )
    assert found.superseded == ("CBD-SUBJECT-STC: CBD-SUBJECT-PART-INIT-COOP > CBD-SUBJECT-CROSS-CUTTING",)
    assert found.conflicts == ()
    assert of(tmp_path).named("CBD-SUBJECT-STC")[0].broader == ("CBD-SUBJECT-CROSS-CUTTING",)


def test_a_loop_in_the_file_is_not_taken_over(tmp_path: Path) -> None:
    workspace(tmp_path)
    loop = [
        {"identifier": one, "broaderTerms": [other]} for one, other in (("A", "B"), ("B", "C"), ("C", "A"))
    ]
    imported(tmp_path, [*loop, {"identifier": "D", "broaderTerms": ["A"], "relatedTerms": ["A"]}], "LETTERS")
    vocabulary = of(tmp_path)
    assert [vocabulary.named(name)[0].broader for name in "ABCD"] == [(), (), (), ("A",)]
    assert vocabulary.named("D")[0].related == ()


def test_a_second_import_says_what_changed_and_keeps_the_rest(tmp_path: Path) -> None:
    workspace(tmp_path)
    imported(tmp_path, [MAR, SEA])
    (counts,) = imported(tmp_path, [SEA | {"title": {"en": "The deep sea"}}], "CBD-SUBJECTS").domains
    assert (counts.new, counts.changed, counts.same, counts.kept) == (0, 1, 0, 1)
    assert of(tmp_path).named("CBD-SUBJECT-DEEPSEA")[0].name == "The deep sea"
    assert len(read_imported(tmp_path / "data" / "vocabulary" / "imported")) == 2


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    workspace(tmp_path)
    assert imported(tmp_path, [MAR, SEA], dry_run=True).domains[0].new == 2
    assert not (tmp_path / "data" / "vocabulary" / "imported").exists()


def test_all_tables_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path)
    first = {"CBD-SUBJECTS": [MAR], "ZZZ": [{"identifier": "Z", "title": {"en": "last"}}]}
    imported(tmp_path, first)
    folder = tmp_path / "data" / "vocabulary" / "imported"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    real = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name.startswith(".ZZZ"):
            raise OSError(28, "No space left on device")
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="No space left"):
        import_thesaurus(tmp_path / "thesaurus.json", Tables(tmp_path).path, folder, "CBD-SUBJECTS")
    monkeypatch.undo()
    (tmp_path / "thesaurus.json").write_text(json.dumps({"CBD-SUBJECTS": [SEA], "ZZZ": first["ZZZ"]}))
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="No space left"):
        import_thesaurus(tmp_path / "thesaurus.json", Tables(tmp_path).path, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("CBD-SUBJECTS\tCBD-SUBJECT-MAR", "OTHER\tCBD-SUBJECT-MAR", "row 3, column domain: 'OTHER'"),
        ("\tCBD-SUBJECT-MAR\t101", "\tCBD-SUBJECT-DEEPSEA\t101", "row 3, column identifier"),
        ("term_id", "term-id", "column term_id is missing"),
    ],
)
def test_an_imported_table_that_was_edited_badly_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    workspace(tmp_path)
    imported(tmp_path, [MAR, SEA])
    path = tmp_path / "data" / "vocabulary" / "imported" / "CBD-SUBJECTS.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        of(tmp_path)
    assert said in str(error.value)
