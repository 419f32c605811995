import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.files import read_table, shipped
from iagkg.source import read
from iagkg.vocabulary.entities import read_entities
from iagkg.vocabulary.suggest import LEAST, Suggestion, suggest
from iagkg.vocabulary.suggest_labels import collect, offered
from iagkg.vocabulary.suggest_words import Word, best_window, capitals, lemma, lemmas
from iagkg.vocabulary.terms import read_shipped
from iagkg.workplan import Workplan

VOCABULARY = read_shipped(lambda *parts: shipped("data", *parts))
ENTITIES = read_entities(shipped("data", "vocabulary", "entities.tsv"))
CUES = collect(VOCABULARY, ENTITIES)
WORKPLAN = read(shipped("data", "workplans", "iag_tsc_2025_2027.txt"))
HAND = Path(__file__).parent.parent / "data" / "subjects_by_hand.tsv"


def of_text(text: str, least: float = LEAST) -> list[Suggestion]:
    """Return the suggestions for a task with this text and nothing else."""
    stream = WORKPLAN.workstreams[0]
    task = replace(stream.tasks[0], text=text, items=(), citations=())
    return suggest(
        replace(WORKPLAN, workstreams=(replace(stream, title=None, tasks=(task,)),)), CUES, ENTITIES, least
    )


def pairs(workplan: Workplan, least: float = LEAST) -> set[tuple[str, str]]:
    return {(each.ref, each.identifier) for each in suggest(workplan, CUES, ENTITIES, least)}


def test_precision_and_recall_on_the_real_workplan() -> None:
    """Against subjects read by hand; the table is ours and no reviewer has seen it."""
    hand = {(row["ref"], row["concept"]) for row in read_table(HAND, ("ref", "relation", "concept"))}
    found = pairs(WORKPLAN)
    assert (len(hand), len(found), len(hand & found)) == (49, 47, 42)
    assert len(hand & found) / len(found) > 0.89
    assert len(hand & found) / len(hand) > 0.85
    sure = pairs(WORKPLAN, 0.8)
    assert sure
    assert sure <= hand


def test_the_hand_read_table_is_what_the_shipped_table_suggests() -> None:
    hand = {(row["ref"], row["concept"]) for row in read_table(HAND, ("ref", "relation", "concept"))}
    rows = read_table(shipped("data", "tags.tsv"), ("ref", "concept", "standing"))
    assert {(row["ref"], row["concept"]) for row in rows if row["standing"] == "suggested"} == hand


@pytest.mark.parametrize(
    ("ref", "identifier", "score", "reason"),
    [
        ("WS4.T1", "CBD-SUBJECT-CHM", 1.0, '"clearing-house mechanism" in the task: label'),
        ("WS4.T3", "CBD-SUBJECT-CHM", 0.9, '"CHM" in the task: abbreviation'),
        ("WS4.T3", "CBD-SUBJECT-NBSAP", 0.9, '"NBSAP" in the task: abbreviation'),
        ("WS3.T2", "CBD-SUBJECT-XCH", 0.85, '"exchange available information" in the task'),
        ("WS3.T4", "CBD-SUBJECT-TAXONOMY", 0.7, '"taxonomy" in the task: label "Taxonomy"'),
        ("WS3.T4", "CBD-SUBJECT-KM", 0.75, "in the title of the workstream"),
        ("WS2.T4", "CBD-SUBJECT-FIN", 0.56, 'aligned label of leo "fund"'),
        ("WS2.T2", "CBD-SUBJECT-STC", 0.85, "a named thing near to this subject"),
        ("WS3.T3", "GBF-TARGET-21", 0.75, "linked with the subject CBD-SUBJECT-KM in the crosswalk"),
        ("WS1.T2", "GBF-TARGET-20", 0.8, "part of the title"),
    ],
)
def test_a_suggestion_gives_its_score_and_the_words_it_rests_on(
    ref: str, identifier: str, score: float, reason: str
) -> None:
    found = {each.identifier: each for each in suggest(WORKPLAN, CUES, ENTITIES, ref=ref)}
    assert found[identifier].score == score
    assert reason in found[identifier].reason


def test_a_target_that_the_row_names_is_not_suggested() -> None:
    found = suggest(WORKPLAN, CUES, ENTITIES, least=0.0, ref="WS3.T1")
    assert any(each.identifier == "CBD-SUBJECT-KM" for each in found)
    assert not any(each.identifier == "GBF-TARGET-21" for each in found)


def test_one_subject_for_one_label() -> None:
    names = [term.name.casefold() for term in offered(VOCABULARY)]
    assert len(names) == len(set(names))
    identifiers = {term.identifier for term in offered(VOCABULARY)}
    assert "CBD-SUBJECT-NAP-CB" in identifiers
    assert "CBD-SUBJECT-CB" not in identifiers
    assert "CBD-SUBJECT-8J" not in identifiers  # no label was seen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Provide advice on how to support it, including further and other relevant tasks",
        "to be on the of and for with",
        "Propose criteria for the consultant to undertake the work",
        "biodiversity",
        "global",
        "The implementation of the workplan",
    ],
)
def test_small_and_common_words_suggest_nothing(text: str) -> None:
    assert of_text(text, 0.0) == []


def test_words_apart_are_no_label() -> None:
    assert not of_text("Exchange views, then draft a note with the information that was received")
    assert [each.identifier for each in of_text("Exchange of information")] == ["CBD-SUBJECT-XCH"]


def test_the_order_of_words_does_not_matter_but_other_words_between_do() -> None:
    scores = {
        text: next(each.score for each in of_text(text) if each.identifier == "CBD-SUBJECT-STC")
        for text in (
            "scientific and technical cooperation",
            "technical and scientific cooperation",
            "technical and other scientific joint cooperation",
        )
    }
    assert list(scores.values()) == [1.0, 1.0, 0.85]


def test_abbreviations_count_in_capitals_only() -> None:
    assert "CBD-SUBJECT-CHM" in {each.identifier for each in of_text("three CHMs")}
    assert not of_text("three chms")
    assert not of_text("the CBD")  # letters of a label, but not the initials of "Secretariat of the …"
    assert CUES.abbreviations["NBSAP"] == "CBD-SUBJECT-NBSAP"
    assert CUES.abbreviations["KMGBF"] == "CBD-SUBJECT-KMGBF"


def test_a_higher_limit_gives_a_part_of_a_lower_one() -> None:
    limits = [0.0, 0.5, 0.6, 0.75, 0.9, 1.0]
    for low, high in itertools.pairwise(limits):
        assert pairs(WORKPLAN, high) <= pairs(WORKPLAN, low)


def test_suggestions_are_sorted_and_the_same_each_time() -> None:
    found = suggest(WORKPLAN, CUES, ENTITIES)
    assert found == suggest(WORKPLAN, collect(VOCABULARY, ENTITIES), ENTITIES)
    assert len({(each.ref, each.identifier) for each in found}) == len(found)
    assert {each.ref for each in found} == {task.ref for s in WORKPLAN.workstreams for task in s.tasks}


def test_french_labels_are_used_for_a_french_text() -> None:
    cues = collect(VOCABULARY, ENTITIES, lang="fr")
    stream = WORKPLAN.workstreams[0]
    task = replace(stream.tasks[0], text="Gestion des connaissances", items=(), citations=())
    plan = replace(WORKPLAN, workstreams=(replace(stream, title=None, tasks=(task,)),))
    found = {each.identifier: each for each in suggest(plan, cues, ENTITIES)}
    assert found["CBD-SUBJECT-KM"].score == 0.9
    assert 'unofficial label "Gestion des connaissances"' in found["CBD-SUBJECT-KM"].reason
    assert "CBD-SUBJECT-KM" in {
        e.identifier for e in suggest(plan, collect(VOCABULARY, ENTITIES, lang=""), ENTITIES)
    }
    assert "CBD-SUBJECT-KM" not in {each.identifier for each in suggest(plan, CUES, ENTITIES)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Strategies", "strategy"),
        ("mechanisms", "mechanism"),
        ("monitoring", "monitor"),
        ("building", "build"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert lemma(one) == lemma(other)


def test_words_that_end_in_s_stay() -> None:
    assert [lemma(word) for word in ("access", "genus", "analysis")] == ["access", "genus", "analysis"]


def test_capitals() -> None:
    assert capitals("KMGBF, CHMs and A Note on NBSAP.") == {"KMGBF", "CHM", "NBSAP"}


@given(st.text(max_size=200))
def test_any_text_is_taken_and_scores_lie_between_0_and_1(text: str) -> None:
    for each in of_text(text, 0.0):
        assert 0 < each.score <= 1
        assert each.reason


@given(st.lists(st.sampled_from("abcdxyz"), max_size=12), st.frozensets(st.sampled_from("abcd"), min_size=1))
def test_a_window_holds_the_most_wanted_words_with_at_most_one_other(
    letters: list[str], wanted: frozenset[str]
) -> None:
    words = [Word(letter, at, at + 1) for at, letter in enumerate(letters)]
    best = max(
        (
            len(set(letters[i:j]) & wanted)
            for i in range(len(letters))
            for j in range(i + 1, len(letters) + 1)
            if j - i - len(set(letters[i:j]) & wanted) <= 1
        ),
        default=0,
    )
    found = best_window(words, wanted)
    inside = {word.lemma for word in found} & wanted
    assert len(inside) == best
    assert len(found) - len(inside) <= 1


def test_lemmas_keep_their_places() -> None:
    text = "the Clearing-house mechanisms"
    assert [text[word.start : word.end] for word in lemmas(text)] == ["Clearing", "house", "mechanisms"]
