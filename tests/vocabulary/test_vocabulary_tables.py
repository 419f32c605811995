"""The tables of the vocabulary: what they hold, how terms are found, and what is refused with its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vocabulary_folders import of, workspace

from iagkg.errors import InputError
from iagkg.files import read_table, shipped
from iagkg.graph.tables import Tables
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.loops import loops
from iagkg.vocabulary.model import Vocabulary
from iagkg.vocabulary.terms import read_shipped

AGR = "\tCBD-SUBJECT-AGR\t"
BIOMES = "\tBiomes\t\t\t"
VOCABULARY = read_shipped(Tables().path)
INDEX = Index(VOCABULARY)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return VOCABULARY


@pytest.fixture(scope="module")
def index() -> Index:
    return INDEX


def test_labels_stand_as_the_source_has_them(vocabulary: Vocabulary) -> None:
    (subject,) = vocabulary.named("CBD-SUBJECT-CHM")
    assert subject.name == "Clearing-House Mechanisms"
    assert subject.label("fr") == ""
    assert [(x.text, x.kind) for x in subject.labels if x.lang == "fr"] == [
        ("Mécanismes du centre d'échange", "unofficial")
    ]
    (typing_error,) = vocabulary.named("CBD-SUBJECT-SDEV")
    assert typing_error.name == "Sustainable Development / Millenium Development Goals"


def test_a_copy_of_the_english_is_no_translation() -> None:
    rows = read_table(shipped("data", "vocabulary", "labels.tsv"), ("identifier", "lang", "text"))
    english = {
        row["identifier"]: row["label_en"]
        for row in read_table(shipped("data", "vocabulary", "terms.tsv"), ("identifier", "label_en"))
    }
    assert not [row for row in rows if row["lang"] != "en" and row["text"] == english[row["identifier"]]]


def test_every_broader_link_says_how_it_is_known(vocabulary: Vocabulary) -> None:
    linked = [term for term in vocabulary.terms if term.broader]
    assert len(linked) == 68
    assert all(term.evidence and term.broader_confidence in {"seen", "inferred"} for term in linked)
    assert {t.identifier for t in vocabulary.narrower(vocabulary.named("CBD-SUBJECT-BIOMES")[0])} == {
        f"CBD-SUBJECT-{key}" for key in ("AGR", "DSHL", "FOR", "WTR", "ISL", "MAR", "MNT", "PLR")
    }


@pytest.mark.parametrize(
    ("given", "found", "how"),
    [
        ("CBD-SUBJECT-KM", ["CBD-SUBJECT-KM"], "exact"),
        ("cbd-subject-km", ["CBD-SUBJECT-KM"], "spelling"),
        ("CBD_SUBJECT_KM", ["CBD-SUBJECT-KM"], "spelling"),
        ("AICHI-TARGET-6", ["AICHI-TARGET-06"], "spelling"),
        ("GBF-TARGET-007", ["GBF-TARGET-07"], "spelling"),
        ("SDG-GOAL-04", ["SUSTAINABLE-DEVELOPMENT-GOAL-04"], "former"),
        ("sdg-goal-4", ["SUSTAINABLE-DEVELOPMENT-GOAL-04"], "former"),
        ("CONFIRM", ["NCHM-EVENT-STATUS-CONFIRMED"], "former"),
        ("Businesses", ["businesses"], "spelling"),
        ("CBD-SUBJECT-MARINE", [], ""),
        ("", [], ""),
    ],
)
def test_an_identifier_is_found_in_nearly_any_spelling(
    index: Index, given: str, found: list[str], how: str
) -> None:
    matches = index.find(given)
    assert [match.term.identifier for match in matches] == found
    assert {match.how for match in matches} == ({how} if how else set())


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ("CBD-SUBJECT-MARINE", "CBD-SUBJECT-MAR"),
        ("CBD-SUBJECT-KMM", "CBD-SUBJECT-KM"),
        ("CBD-SUBJEC-CHM", "CBD-SUBJECT-CHM"),
        ("knowledge managment", "CBD-SUBJECT-KM"),
        ("gestion des connaissances", "CBD-SUBJECT-KM"),
    ],
)
def test_the_likeliest_term_is_suggested_first(index: Index, given: str, first: str) -> None:
    assert index.suggest(given)[0].identifier == first
    assert index.suggest("xyzzy") == ()


def test_words_are_searched_by_their_beginnings(index: Index) -> None:
    assert [t.identifier for t in index.search("KNOWL manag")] == ["CBD-SUBJECT-KM"]
    assert [t.identifier for t in index.search("creacion capacidad", "CBD-SUBJECTS")] == [
        "CBD-SUBJECT-NAP-CB"
    ]
    assert index.search("") == index.search("?!") == []
    assert {t.identifier for t in index.labelled("capacity-Building")} == {
        "CBD-SUBJECT-NAP-CB",
        "CBD-SUBJECT-CB",
    }


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(text: str) -> None:
    INDEX.find(text)
    INDEX.suggest(text)
    INDEX.search(text)


def test_a_term_of_a_local_scheme_has_an_address_of_ours(vocabulary: Vocabulary) -> None:
    addresses = {t.identifier: vocabulary.address(t) for t in vocabulary.terms}
    assert addresses["advisory-group"].endswith("/id/local/actors/advisory-group")
    assert addresses["CBD-SUBJECT-OUT+CEPA"].endswith("/id/cbd/CBD-SUBJECTS/CBD-SUBJECT-OUT%2BCEPA")
    assert addresses["ORG-TYPE-OTHER"].endswith("/id/cbd/Organization%20Types/ORG-TYPE-OTHER")
    assert addresses["GBF-TARGET-07"] == "http://metadata.cbd.int/kmgbf/target_7"


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("terms.tsv", f"CBD-SUBJECTS{AGR}", f"CBD-SUBJEKTS{AGR}", "row 3, column domain"),
        ("terms.tsv", f"CBD-SUBJECTS{AGR}", f"GBF-TARGETS{AGR}", "row 3, column domain"),
        ("terms.tsv", AGR, "\tCBD-SUBJECT-BIOMES\t", "row 3, column identifier"),
        ("terms.tsv", AGR, "\t\t", "row 3, column identifier"),
        ("terms.tsv", "ty\tCBD-SUBJECT-BIOMES\t", "ty\tCBD-BIOME\t", "row 3, column broader: 'CBD-BIOME'"),
        ("terms.tsv", BIOMES, "\tBiomes\tCBD-SUBJECT-MAR\tseen\t", "the links go round"),
        ("terms.tsv", BIOMES, "\tBiomes\tCBD-SUBJECT-BIOMES\tseen\t", "row 2, column broader"),
        ("terms.tsv", BIOMES, "\tBiomes\t\tseen\t", "row 2, column broader_confidence"),
        ("terms.tsv", "\tseen\t\n", "\tsure\t\n", "row 2, column confidence: 'sure'"),
        ("schemes.tsv", "\tofficial\t", "\tofficious\t", "row 2, column kind"),
        ("schemes.tsv", "AICHI-TARGETS\t", "CBD-SUBJECTS\t", "row 3, column domain"),
        ("labels.tsv", "\tpreferred\t", "\tprefered\t", "row 2, column role"),
        ("labels.tsv", "\tunofficial\t", "\tours\t", "row 2, column kind"),
        ("labels.tsv", "\tfr\t", "\tde\t", "row 2, column lang"),
        ("labels.tsv", "TARGET-01\tfr", "TARGET-99\tfr", "row 2, column identifier: 'AICHI-TARGET-99'"),
        ("relations.tsv", "\trelated\t", "\texactMatch\t", "row 2, column relation"),
        ("relations.tsv", "CBD-SUBJECT-CB\t", "CBD-SUBJECT-CBB\t", "row 2, column other: 'CBD-SUBJECT-CBB'"),
        ("gbf_links.tsv", "\trelatedMatch\t", "\texactMatch\t", "row 2, column relation"),
        ("gbf_links.tsv", "05\tAICHI-TARGETS", "55\tAICHI-TARGETS", "row 2, column identifier"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_meant_is_refused_with_its_place(
    tmp_path: Path, table: str, old: str, new: str, said: str
) -> None:
    path = workspace(tmp_path) / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        of(tmp_path)
    assert table in str(error.value)
    assert said in str(error.value)


def test_a_second_preferred_label_is_refused(tmp_path: Path) -> None:
    path = workspace(tmp_path) / "labels.tsv"
    with path.open("a", encoding="utf-8") as file:
        file.write("CBD-SUBJECTS\tCBD-SUBJECT-KM\ten\tpreferred\tKnowledge\tofficial\there\t\n")
    with pytest.raises(InputError, match=r"labels.tsv, row \d+, column role: CBD-SUBJECT-KM has a preferred"):
        of(tmp_path)
    text = path.read_text(encoding="utf-8").replace(
        "\tpreferred\tKnowledge\t", "\talternative\tKnowledge Management\t"
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="column text: CBD-SUBJECT-KM has the label 'Knowledge Management'"):
        of(tmp_path)


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["a"]}, [("a",)]),
        ({"b": ["a"], "a": ["c"], "c": ["b"]}, [("a", "c", "b")]),
        ({"x": ["a"], "a": ["b"], "b": ["a"], "p": ["q"], "q": ["p"]}, [("a", "b"), ("p", "q")]),
    ],
)
def test_loops(above: dict[str, list[str]], found: list[tuple[str, ...]]) -> None:
    assert loops(above) == found


def test_a_long_chain_has_no_loop() -> None:
    assert loops({str(n): [str(n + 1)] for n in range(20_000)}) == []


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_a_loop_is_found_exactly_where_one_is(above: dict[str, list[str]]) -> None:
    reach = {(one, other) for one, others in above.items() for other in others}
    for _ in range(6):
        reach |= {(a, d) for a, b in reach for c, d in reach if b == c}
    assert bool(loops(above)) == any(one == other for one, other in reach)
    for loop in loops(above):
        assert all(later in above[one] for one, later in zip(loop, (*loop[1:], loop[0]), strict=True))
